//! Opt-outs and reports by their grammar, where no single word tells them: the same turn in every language read.
//!
//! The turns: a question how one gets out ("how do I stop these", *comment faire pour ne plus*, *come faccio a
//! non*), which no reader asks of a product in the first person; refusals in a row ("don't call, don't write");
//! no need for what we would do next (*inutile de revenir*, *geen noodzaak*); a ban pronounced (*ich untersage*,
//! *je vous interdis*); an infinitive with its clitic (*prefiero no recibirla*), so that stems stand here and not
//! infinitives; an imperative with the negation behind the verb (*hör inte av er*, *ta ikke kontakt*); what becomes
//! of the next mail ("the next one goes to our lawyer"). Grammar: Duden 4, Grevisse § 392 ff., RAE § 42, Serianni
//! XI, ANS § 4, SAG 4, Visk § 1646, and the mails of everyday.

use super::Cue::{
    self, Accuse, Courtesy, HardNo, Hush, KeepMe, Lawyer, LooseStop, Mention, Missed, NotMine, Odd,
    Quiet, Report, Stop, StopWord,
};

pub(super) const PHRASES: &[(Cue, &[&str])] = &[
    (
        Stop,
        &[
            // How one gets out, in the first person.
            "how (do|can|could|may|might|would|should|does one|to) ..1 (i|we|one)? ..1 (get|opt|come|drop|climb|back|step|bow|pull) ..1 (out|off|away) ..4",
            "how (do|can|could|would|should) (i|we) ..2 (stop|end|cancel|leave|quit|avoid|escape|block) ..2 (this|these|those|it|them|your|receiving|getting|mail|mails|email|emails|messages) ..4",
            "how (do|can|could|would|should) (i|we) ..1 (not|no longer|never) (get|receive|be|hear|see) ..4",
            "(wie|wo) ..1 (kann|koennen|komme|melde|bestelle|werde|kriege|trage|schalte) ..1 (ich|wir|man) ..6 (abmelden|abbestellen|austragen|raus|heraus|los|ab|aus|loswerden|stoppen|beenden|abstellen|kuendigen|verhindern|keine ..)",
            "comment ..1 (faire|fait|puis|peut|pouvons|dois|se|me) ..4 (plus|desinscrire|desabonner|sortir|arreter|stopper|retirer|bloquer|supprimer|debarrasser) ..4",
            "como ..1 (me|nos|hago|puedo|podemos|se|hacemos|cancelo|anulo|dejo|paro|evito|faco|posso|saio|podemos) ..4 (baja|dejar de|darme|salir|cancelar|anular|no recibir|dejo de|parar|bloquear|correos|emails|e-mails|mensajes|mensagens|remover|sair|nao receber|deixar de|descadastr*)",
            "como ..1 (cancelo|anulo|dejo|paro|detengo|salgo|saio|faco para (parar|sair|cancelar|nao)) ..5",
            "come ..1 (faccio|posso|facciamo|possiamo|si fa|mi) ..4 (non ..1 ricev*|disiscri*|cancell*|toglier*|uscir*|smetter*|fermar*|bloccar*) ..4",
            "hoe ..1 (kan|kom|meld|schrijf|stop|krijg|raak) ..1 (ik|wij|we|je) ..5 (af|uit|stoppen|afmelden|uitschrijven|vanaf|kwijt|geen ..|niet meer)",
            "(hur|hvordan) ..1 (kan|goer|gjoer|faar|slipper|kommer|avregistrerar|avslutar|afmelder|melder|avbestiller) ..1 (jag|jeg|vi|man) ..5 (slippa|slippe|ifraan|fra|av|af|ut|avsluta|avregistrera|avprenumerera|afmelde|stoppe|stoppa|bort|mig|meg)",
            "(jak|jakym zpusobem) ..1 (moge|mozna|sie|mohu|muzu|se|mam) ..4 (wypisac|zrezygnowac|odhlasit|zrusit|odhlasim|odhlaseni|usunac|zatrzymac|zastavit) ..2",
            "(miten|kuinka) ..1 (paeaesen|voin|saan|poistun|peruutan|perun) ..4 (eroon|pois|irti|perua|peruuttaa|lopettaa|listalta|loppumaan) ..2",
            "there is no ..2 (link|button) ..2 (to|at|for) ..1 (unsubscribe|unsubscribing|opt|opting|the bottom|stop these|leave)",
            "(rmv|rm|rem|{rid}) ..1 (all|any|every|each) ..4 (addresses|address|emails|contacts|mailboxes|names)",
            // A ban pronounced.
            "(ich|wir|hiermit) ..3 (untersage|untersagen|verbiete|verbieten|verbitte|verbitten) ..6",
            "(untersage|verbiete|verbitte) ..6",
            "(je|nous) vous ..1 (interdis|interdisons|defends|somme|sommons|enjoins|demande instamment) ..8",
            "(les|le|os|te) (prohibo|prohibimos|exijo que|exigimos que|ordeno) ..8",
            "(vi|le) (vieto|vietiamo|diffido|intimo) ..8",
            "(ik|wij|we) verbied* ..8",
            "(proibo|proibimos|exijo que|exigimos que) ..8",
            "(zabraniam|zakazuje|zakazuji|zakazujeme|zadam) ..6 (wykorzyst*|wysyl*|pisan*|pouziv*|posil*|przetwarz*|uzywan*|usuniec*|zaprzest*|zaniech*)",
            "(jag|jeg|vi) (foerbjud*|forbyd*|forbyr) ..8",
            "(kiellaen|kiellaemme) ..8",
            "^ ..1 undo (it|this|that) {thanks}? $",
            // The clitic before the verb, as it is spoken: *me tira da lista*, *mi togli di qui*.
            "(me|nos|mi|ci) ..1 (tir*|remov*|exclu*|apag*|retir*|sac*|borr*|quit*|tog*|togli*|cancell*|descadastr*) ..2 (da|de|dessa|desta|do|di|dalla|dal|del|isso|ai|qui|ahi)",
            // What is mine, out of what is yours; the verb stands last, or the object first.
            "(mij|me|mijn|ons|onze) ..4 (uit|van) (jullie|uw|je|de|dit|deze|die|het) ..4 (halen|haalt|haal|verwijderen|schrappen|wissen|gooien|afhalen|gehaald|af)",
            "(tage|tag|ta|ta|fjerne|fjern|slette|slet|stryka|stryk|plocka|plukke|plocka) ..1 (mig|meg|os|oss|min|mitt|mit|vores|vaar) ..2 (af|av|fra|fraan|ur|ud af|ut av|bort|ur) ..3",
            "(jag|jeg|vi) (vil|vill|oensker|oenskar|skal|ska|maa) ..2 (ikke|inte|ej) ..1 (staa|vaere|vara|ligge|ligga|stadig|laengere|lenger|kvar) ..3 (liste|listen|lista|listan|register|registret|registeret|database|databasen|utskick*|kartotek*)",
            "(haluan|haluamme|haluaisin|paeaeseekoe|paeaesen) ..2 (pois|eroon|irti) ..4",
            "(poista*|poisto*) ..3 (rekister*|lista*|postituslista*|jakelu*|tietokan*|osoite*)",
            "(vyskrtn*|vyradt*|vyrad*|vymaz*|odebert*|odeber*|odstran*) ..5 (me|nas|mne|seznam*|databaz*|rozesil*|adres*|kontakt*|e-mail*|email*|mail*)",
            "(wykasow*|wykresl*|skresl*|usun*|wymaz*|wyrejestr*) ..5 (mnie|nas|mnie|moj*|nasz*|adres*|mail*|e-mail*|email*|dane|danych|baz*|list*|kontakt*)",
            "(zadost|zadam|zadame|prosim) o ..1 (vymaz|vyrazeni|odhlaseni|odstraneni|smazani|vymazani|vyskrtnuti) ..4",
            "(remove|take|leave|pull|drop|strip|wipe) (our|my|the whole|the entire|all) ..3 (domain|domains|company|firm|department|addresses|staff) ..2 (off|from|out) ..3",
            "(pull|take|drop|strip|wipe) <name> ..1 (off|from|out of) (it|this|there|that|your|the) ..3",
            "(whoever|somebody|someone|anyone) ..4 (pull|take|drop|remove|strip) ..3 (off|out of) ..2",
            "(update|correct|amend|mark) ..1 (your) (records|record|crm|database|files|list|lists) ..9 (not|no longer|never|no)",
            "(like|want|love|wish|need) ..1 (out|off) {thanks}? $",
            "(do not|no) ..1 (mail|email|contact|call|solicit) (flag|tag|marker|box|tick|list|register|status|note)",
            "(tick|check|set|flip) ..3 (flag|box|switch) ..4 (stop|off|never|do not|no|unsubscribe|remove)",
            "(box|flag) ..1 (says|saying|for|reads) ..1 (do not|no|never|stop) ..3",
            "(put|add|set|setzen|nehmen|zet|zetten|mettez|mettre|pongan|metta|mettete|coloquem) ..4 (sperrliste|blacklist|suppression list|blocklist|blokkeerlijst|liste noire|liste rouge|lista negra|lista nera|lista robinson|do not contact*|robinsonliste)",
            "(raus|weg|heraus) (da|hier|damit|dort) ..1 {thanks}? $",
            "(zorgen|ensure|make sure|sicherstellen|dafuer sorgen|faire en sorte|asegur*|assicur*|garant*) ..3 (dat|that|dass|que|che) ..1 (ik|wij|we|i|ich|wir|je|nous|no|non|nao|mi|ci|me|nos|uns|us) ..5 (niet|geen|not|no|nicht|keine|longer|plus|mas|piu|mais) ..3",
            "(unenrol|unenroll|disenrol|unlist|delist|unregister) ..1 (this|that|the|my|our|me|us|him|her) ..3",
            "(メルマガ|メールマガジン|ニュースレター|メール|登録|購読|配信) ..2 (解除|退会|停止|中止|抹消) ..2",
        ],
    ),
    (
        Quiet,
        &[
            "no (need|reason|point|call) ..1 (to|in) ..2 (check|checking|circle|circling|come|coming|get|getting|reach|reaching|follow|following|touch|touching) ..1 (back|in|up|out|base|again) ..1 (in|again|with me|with us|to me|to us|on this|either|at all|later|any more|anymore)? {thanks}? $",
            // Refusals in a row, two of them at least.
            "(do not|never|no) ..1 (call|write|mail|email|message|text|phone|connect|ring|visit) ..2 (do not|never|no|or|nor) ..1 (call|write|mail|email|message|text|phone|connect|ring|visit) ..4",
            "(nicht|keine) (anrufen|mailen|schreiben|anschreiben|anrufe|mails) ..2 (nicht|keine|noch) ..1 (anrufen|mailen|schreiben|anschreiben|anrufe|mails)",
            "ni ..1 (llam*|escrib*|correos|mensajes|appels|mails|messages|llamadas) ..2 ni ..1 (llam*|escrib*|correos|mensajes|appels|mails|messages|llamadas)",
            "ne ..1 (telefon*|chiam*|mail|messaggi|scriv*) ..2 ne ..1 (telefon*|chiam*|mail|messaggi|scriv*)",
            "(ikke|inte) (ring|skriv|mail|mejla) ..2 (ikke|inte|eller) ..1 (ring|skriv|mail|mejla)",
            // A way to be asked not to be: passives of all verbs of approach.
            "(not|never|no longer) ..1 (wish|want|care|like|expect|consent|agree|prefer) to be (solicited|marketed|pitched|sold|targeted|canvassed|added|included|bothered|disturbed|chased|pursued|prospected|approached|contacted|written|emailed|mailed|messaged|called|courted) ..4",
            "(should|must|may|shall|ought) not ..1 (to)? be (contacted|approached|emailed|mailed|written|solicited|messaged|disturbed|targeted|canvassed) ..4",
            "(nicht|kein*) ..2 (weiter|mehr|erneut|laenger|kuenftig|wieder)? ..1 (kontaktiert|angeschrieben|beworben|angemailt|behelligt|belaestigt|umworben|angesprochen|angerufen|bombardiert|akquiriert) ..1 (zu)? (werden|wird|wuerde)",
            "(ne|n) ..2 (pas|plus|jamais) ..2 etre ..1 (contact*|sollicit*|demarch*|relanc*|derang*|prospect*|importun*|harcel*|inclus*)",
            "(no|nao|non) ..3 (ser|essere|que me|que nos) ..1 (contactad*|molestad*|contatad*|incomodad*|contattat*|disturbat*|importunad*|llamad*|inclu*|abordad*|solicitad*)",
            "(niet|geen) ..2 (meer|verder|langer)? ..2 (benaderd|gecontacteerd|gemaild|lastiggevallen|aangeschreven|gebeld|gestoord) ..1 (worden|te worden)?",
            "(inte|ikke|ej) ..2 (bli|blive|vaere|vara) ..1 (kontakt*|stoer*|uppringd*|oppring*|opring*|forstyrr*|spamm*|uppsoekt*)",
            "(nie) ..2 (byc|bycie) ..1 (kontaktowan*|niepokojon*|nekan*)",
            "(nepreji|neprejeme|nechci|nechceme) ..1 (si)? ..1 (byt|abyste|aby|dostavat|kontaktov*|oslovov*) ..4",
            // Clitics: the stem decides.
            "(prefier*|preferir*|prefer*|preferisc*|pref*|desej*|dese*|desider*|quier*|querem*|quer*|vogli*|vorr*|gradir*|gradisc*|rueg*|pid*|chied*|invit*|agradec*) ..2 (no|nao|non|di non|que no|que nao|a non) ..2 (recib*|receb*|ricev*|contact*|contat*|contatt*|escrib*|escrev*|scriv*|envi*|invi*|mand*|molest*|incomod*|disturb*|remit*|insist*|llam*) ..5",
            "(no|nao|non) (me|nos|mi|ci) ..1 (lo|la|los|las|o|a|os|as)? ..1 (remit*|recontact*|recontat*|ricontatt*|incomod*|molest*|disturb*|importun*|insist*|acos*|spame*) ..4",
            "(deje|dejen|dejes|dejasen|dejaran|dejarais|dejeis|deixe|deixem|deixassem|deixasse|pare|parem|parasse|parassem|smetta|smettiate|smetteste|smettessero|cesse|cessiez|arretiez|arrete|stopten|ophield*|aufhoer*|stopt) ..1 (de|di|met|d)? ..1 (escrib*|envi*|mand*|contact*|contat*|contatt*|molest*|llam*|escrev*|incomod*|scriv*|invi*|disturb*) ..4",
            "(no|nunca|jamas|nunca mais|nao) (quiero|queremos|quero|deseo) ..1 (volver|voltar) ..1 a ..1 (saber|oir|recib*|ver|ouvir|receb*|leer|ler) ..3",
            // The negation behind the verb.
            "(hoer|hoera) (inte|ej|aldrig) ..1 av (er|dig|dej) ..3",
            "(ikke|inte|ej|aldrig|aldri) (ta|tag|tage) ..1 (mer|mere|mera|flere)? ..1 kontakt ..4",
            "(ta|tag) (ikke|inte|aldrig|aldri) ..1 kontakt ..3",
            "(kontakta|kontakt|kontakte|skriv|mejla|mail|maila|ring|send|skicka|foelg|foelj|stoer) ..1 (mig|meg|os|oss|till mig|til mig|til meg|mer|mere) ..1 (inte|ikke|ej|aldrig|aldri) ..4",
            "^ ..2 (slutt|sluta|lopeta|lopettakaa|prestante|prestan|przestan*) (aa|att|at|med aa|med at|med att|s|uz|juz)? ..5",
            "(hold op|ophoer|upphoer|stop) (med at|med aa|med att|med jeres|med deres|med era) ..4",
            "(lad|la|laat) ..2 (vaere|vara|bli|blive) ..1 (i fred|ifred|alene|ifraan)",
            "(gider|orkar|orker|oensker|oenskar|vill|vil|trenger|behoever) ..1 (ikke|inte|ej) ..5 (mail|mails|mailen|mailene|mejl|mejlen|beskeder|henvendelser|henvendelse|utskick|e-post|epost|meddelanden|meldinger|reklame|reklam|salgsmails|saeljmejl) ..3",
            "(emme|en|emmehaen) (halua|haluaisi|toivo) ..2 (naeitae|taellais*|viestejaenne|teidaen viest*|mainoks*|mainont*|markkinoin*|yhteydenotto*) ..3",
            "(aelkaeae|aelae|ettette|ettet) ..2 (enaeae|enaa)? ..1 (laehet*|ottak*|otta*|kirjoit*|soittak*|soit*|haeirit*|viestit*|ole|olko) ..4",
            "(uz|jiz|juz|wiecej|vice) ..1 (mi|me|nam|mnie|nas|do mnie)? ..1 (ne*|nie) ..1 (posil*|pis*|zasil*|volej*|volat|kontakt*|wysyl*|otravuj*|przysyl*|dzwon*) ..3",
            "(neposilej*|nepiste|nepis|nezasilej*|nevolejte|nekontaktuj*|neobtezuj*|neozyvej*) ..4",
            "(nie) (pisz|piszcie|wysylaj*|dzwon|dzwoncie|kontaktuj|kontaktujcie|przysylaj*|nekaj*|zawracaj*) ..5",
            "(prosze|prosimy|uprzejmie prosze|apeluje) ..1 (o)? ..1 (zaprzestan*|zaprzestac|wstrzyman*|wstrzymac|niewysyl*|niekontaktow*|niepisan*|rezygnacj*|poniechan*) ..5",
            "(nicht|nie) (mehr|weiter|wieder) ..2 mit ..3 (angebot*|mail|mails|e-mails|werbung|nachricht*|informationen|newsletter*|anfragen)",
            "(just|please|pls|kindly|so) do not {thanks}? $",
            // A request as a question to us: may you, can you, will you end it.
            "(can|could|may|shall) (we|you) ..2 (agree|say|consider|call) ..4 (last|final|end|over|enough) ..3",
            "(koennen|koennten|wuerden|wollen) (wir|sie|ihr) ..4 (beenden|aufhoeren|lassen|einstellen|unterlassen|abstellen|stoppen) ..1 (damit)? $",
            "(potete|puo|potreste|potrebbe|puoi) ..1 (smetter*|piantar*|finir*|fermar*|interromper*) ..4",
            "(pueden|puede|podeis|podrian|podria|puedes) ..1 (parar|dejar de|dejarlo|cesar|dejarme|dejarnos) ..4",
            "(podem|pode|poderiam|poderia) ..1 (parar|deixar de|cessar) ..4",
            "(pouvez|pourriez|peux) ..1 (vous|tu) ..2 (arreter|cesser|stopper) ..4",
            "(kunnen|kunt|kun|kan|wil|willen|wilt|zou) (je|u|jullie) ..2 (stoppen|ophouden|kappen) ..4",
            "(kan|kunne|vil|vill|gider|orkar|skulle) (dere|du|i|ni|de) ..2 (slutte|sluta|stoppe|stoppa|holde op|lade vaere|la vaere|laata bli|upphoera) ..5",
            "(voitteko|voisitteko|voisitko|voitko) ..1 (lopettaa|lakata|olla laehettaemaettae) ..4",
            "(mozecie|moglibyscie|czy moga panstwo|muzete|mohli byste) ..2 (przestac|prestat|prestanete|zaprzestac) ..4",
            // What was planned is declined with what is: thanks, no, to all of it.
            "(no thank you|no thanks|no) to (this|that|it) and ..9 (next|later|else|more|send|planning|future|coming)",
            "(tackar|takker|siger|saeger|sier) nej ..1 (till|til) ..1 (fler|flere|mer|mere|fortsatta|yderligere|ytterligare|alla|alle) ..3",
            "(dank|danke|nein) ..2 (zu|fuer) (allen|alle|jeder|jede|weitere|weiteren) ..2 (weiteren|weitere|mails|mail|zuschriften|werbung)",
            // Not to be on the getting end, not to see it, nobody's wish to be sold to.
            "(not|never|no longer) ..2 (receiving end|see your|hear your|read your|find your) ..4",
            "(not|never) ..1 (interested|keen|willing) ..1 (in|on|to) ..1 (be|being) (sold|pitched|marketed|contacted|emailed) ..3",
            "(signed|put|added|enrolled|entered|subscribed) (me|us) ..2 (up|on|to|in) ..9 (undo|without asking|by mistake|without (my|our)) ..4",
            "(dejte|dej|dajcie|daj|prosze dac|dajte) (mi|nam|mne) ..3 (pokoj|spokoj|swiety spokoj)",
            // Enough; hands off; be off.
            "(jetzt|mir|es) reicht (es|s|das)? ..1 $",
            "jetzt reicht ..2",
            "(finger|haende|pfoten|hands|manos|mani|handen|fingrarna|haenderna|fingrene|lapy|rece) (weg|off|fuera|via|af|bort|vaek|precz|pois) ..5",
            "(lass|lasst|lassen) ..3 mit (den|der|dem|diesen|dieser|euren|ihren|deinen|eurer|ihrer) ..2 (mails|mail|e-mails|nachrichten|werbung|spam|anfragen|akquise|mist|quatsch|unsinn|schreiben|erinnerungen)",
            "(lachez|lache|laisse|laissez|fiche|fichez|foutez) ..1 (moi|nous) ..3 (avec|tranquill*|la paix|en paix|un peu|vos|tes)",
            "(commence|commencez) a bien faire",
            "(dejad|dejadme|dejadnos|dejenos|dejenme|olvidaos|olvidense) ..1 (de|en|ya|me|nos) ..3",
            "(laat|laten) (mij|me|ons) ..2 (met rust|voortaan|er buiten|erbuiten)",
            "(stoppen|stop|stopt|ophouden|kappen) ..1 (met) ..3 (mailtjes|mailtje|mails|mailen|mail|berichten|reclame|spam|spammen|appjes|sturen) ..2",
            "(gelieve|graag|verzoeke|verzoek|wilt u|wil je|willen jullie) ..4 (niet|geen) ..2 (meer|verder|langer|nog) ..4",
            "(moege|soll|sei|lassen) ..3 (letzte|letztes) ..2 (mail|nachricht|mal|sein|bleiben|kontakt)?",
            "^ ..1 stop (svp|please|pls|plz|bitte|stp|por favor|per favore|aub|graag|tack|tak|takk|venligst|merci|thanks|thx|por fa|porfa) ..9",
            "^ ..2 (stop|stopp|stopt|basta|pare|parem|halt) ..1 (venligst|vaenligen|vennligst|please|bitte|svp|alstublieft|por favor|prosze|kindly) ..5 (mail*|mejl*|besked*|nachricht*|message*|mensaje*|mensagen*|bericht*|henvendels*|viest*|e-post*|epost*|utskick*|reklam*)",
            "basta ..2 (correos|mails|mail|mensajes|mensagens|emails|e-mails|messaggi|spam|publicidad|pubblicita) ..2",
            "(can|could|would|will) (u|ya|you) ..1 (stop|quit|cease) ..1 (with (the|these|those|your|this)|(the|these|those|your) {mail}|{writing}|(this|it|these|those) {thanks}? $) ..3",
            "(knock|cut) (it|this|that) (out|off) ..1 {thanks}? $",
            "(could|can|may|will|would) (they|these|this|it|those) ..1 (please)? ..1 (cease|stop|end) ..2",
            "no (more|further) ..2 (chasing|chasers|nudging|nudges|prodding|reminding|pinging|pestering|badgering|following up|checking in|approaches|instalments|installments|rounds|sequels|episodes|bumps|of this|of that)",
            "(close|end|drop|shut) ..1 (the|this|my|our) (loop|file|thread|case|matter|lead|ticket|record|conversation|correspondence) ..3",
            "(do not|never|please not|stop|quit) (sell|selling|market|marketing|pitch|pitching|advertise|advertising|promote|prospect|prospecting|hawk) ..2 (to|at|on)? (me|us|my|our|here) ..3",
            "(do not|never|stop|quit|not) ..1 (use|using) linkedin ..3 (sell|selling|pitch|pitching|market|marketing|advertise|prospect|spam) ..3",
            "consider (me|us) (gone|out|done|removed|unsubscribed|off) ..2",
            "(make sure|ensure|see to it) ..2 (i am|we are|i|we|that i|that we) ..1 (not|no longer|never) ..1 (on|in|part|among|be) ..4",
            "(not|no longer|never) ..2 (on|in|part of) (the|your|any) (next|following|other|further) (round|one|batch|mailing|wave|campaign|list) ..3",
            "(be|have|like|see) ..3 (the|an) end (of|to) (it|that|them) {thanks}? $",
            "(skip|spare|omit|bypass) (me|us|this address|our ..1) {thanks}? $",
            "(leave|left) (it|this|that|me|us|inbox|mailbox) ..1 (be|alone|in peace) ..1 (from now|now|please|then|going forward|in future) ..2",
            "(sales|marketing|commercial|vendor|supplier|cold) ..1 (approaches|mail|emails|pitches|messages|contact|outreach|calls) ..2 (are|is) (not|never) ..1 (appropriate|welcome|wanted|permitted|allowed|accepted|appreciated|acceptable) ..3",
            "(sales|marketing|commercial|vendor|supplier|cold) ..1 (approaches|mail|emails|pitches|messages|contact|outreach|calls) ..2 (are|is) ..1 (unwelcome|inappropriate|unwanted) ..3",
            "(honour|honor|respect|observe) ..2 (request|wish|wishes|objection|opt out|preference|preferences) ..2 (not|no) ..4",
            "(差し控え|お控え|控えて|ご遠慮) ..4 (いただきた|いただけ|ください|下さい|願)",
            "(連絡|案内|営業|メール|送付|勧誘|お誘い) ..4 (遠慮させて|遠慮いたし|ご遠慮)",
            "(受け取りたくありません|受け取りたくない|受信を希望しません|受信したくありません|受け取りを希望しません|届かないように|送らないよう|送りにならない|送信しないよう|お送りにならない)",
            "(送信|送付|配信|連絡|メール) ..4 (やめて|止めて|辞めて|停止して|控えて) ..4",
            "もう送",
        ],
    ),
    (
        LooseStop,
        &[
            // No need for what would come next, in the eyes of who would get it.
            "(stop|quit|cease) (asking|trying|selling|pushing|insisting|bumping|checking|following|pursuing|targeting|courting) ..3 $",
            "no (need|reason|point|call|use) ..1 (to|for|in) ..2 (check|checking|circle|circling|come|coming|get|getting|reach|reaching|follow|following|touch|touching|try|trying|ask|asking|chase|chasing|report|reporting|ping|nudge|remind|reminding|write|writing|send|sending) ..1 (back|in|up|out|again|me|us|base|further|anything|more|on) ..2",
            "(inutile|pas la peine|pas besoin|pas necessaire|ce n est pas la peine|vous pouvez vous abstenir) (de|d) ..1 (revenir|insister|poursuivre|continuer|relancer|reecrire|ecrire|recontacter|m |nous|me|rappeler|perseverer|retenter) ..3",
            "(no hace falta|no es necesario|no merece la pena|no vale la pena) ..1 (que)? ..2 (volver|insist*|escrib*|contact*|llam*|segui*|vuelv*|siga*|escrib*) ..3",
            "(inutile|non serve|non occorre|non c e bisogno|non e necessario) ..1 (di|che)? ..2 (insist*|riscriv*|scriv*|ricontatt*|contatt*|richiam*|torn*|continu*) ..3",
            "(geen|niet) ..1 (noodzaak|nodig|zin|reden) ..1 (om|dat)? ..4 (terug|opnieuw|weer|nogmaals|te mailen|te schrijven|te bellen|contact|op te volgen) ..3",
            "(nicht noetig|unnoetig|nicht notwendig|kein anlass|keine notwendigkeit|nicht erforderlich|zwecklos|brauchen sie nicht|braucht ihr nicht|brauchst du nicht) ..5 (nachzu*|nachhak*|nachfass*|nochmal*|erneut|wieder|zu schreiben|schreiben|melden|zu melden|anzurufen|anrufen|erinner*|nachfragen)",
            "(nao e preciso|nao vale a pena|escusam|escusa|nao precisam|nao precisa) ..1 (de)? ..2 (volt*|insist*|escrev*|contact*|contat*|ligar|enviar|mandar|retornar) ..3",
            "(ikke noedvendigt|ikke noedvendig|inte noedvaendigt|ingen grund|ingen grunn|ingen anledning|behoever ikke|behoever inte|trenger ikke|behoeves ikke|inte loent|nytter ikke) ..5 (skriv*|kontakt*|vende|hoera|hoere|aaterkom*|foelge|foelja|mejl*|mail*|ring*|igen|igjen|foersoek*|proev*)",
            "(nie trzeba|nie ma potrzeby|nie warto|neni treba|neni potreba|nema smysl|nemusite) ..4 (pisac|kontakt*|wracac|dzwonic|przypomin*|psat|pisat|volat|ozyvat|posilat|ponownie|znovu|wysylac)",
            "(can|could|may|might|kann|koennen|koennt|kannst|pouvez|puede|pueden|podeis|puo|potete|kunt|kun|kunnen|pode|podem|kan) ..3 (sich|euch|dir|vous|se|ahorrarse|ahorrar|risparmi*|je|u|jullie|poupar|spare) ..5 (sparen|ersparen|schenken|epargner|eviter|ahorrar*|besparen|poupar|evitar|sparen|spare)",
            "(save|spare) (yourself|yourselves|your|the) ..3 (effort|trouble|time|electricity|ink|breath|energy|work|bother|postage) ..3 (and)? ..2 (skip|leave|forget|drop|remove|stop|pass over)",
            "(might|may) as well ..3 (skip|stop|drop|leave|remove|forget|save|cross)",
            "(be|been) spared ..3 (any|further|more|the|these|your|such) ..3",
            "(epargnez|ahorrese|ahorrense|ahorraos|bespaar|bespaart|poupe|poupem|risparmiate|risparmiatevi|si risparmi) ..2 (vous|nous|moi|me|nos|mij|ons|mi|ci|u|je)? ..3 (relances|mails|peine|messages|correos|mensajes|moeite|suite|reste|esfuerzo|emails|mensagens|fatica|trabalho)",
        ],
    ),
    (Hush, &["{neg} ..6 {reach}", "{reach} ..4 {neg}"]),
    (
        StopWord,
        &[
            // The order and its reason, each alone in its sentence.
            "^ (delete|remove|unsubscribe|unsub) (me|us|this|address) {thanks}? $",
            "^ (kindly|please|pls|bitte|merci de|svp|prego|por favor|graag) (refrain|desist|cease|unterlassen|cesser|arreter|smettere|parar|stoppen|ophouden|parem) {thanks}? $",
            "^ (no mas|basta ya|ya basta|y a basta|assez|ca suffit|genoeg|ora basta|adesso basta|chega|nog|naa er det nok|nu er det nok|det er nok|det raecker|riittaeae|dosyc|dost|uz dost|stacilo) ..2 {thanks}? $",
        ],
    ),
    (
        Report,
        &[
            // What becomes of the next one.
            "(next|another|any further|one more|any more|repetition|further) ..2 (one|mail|email|message|letter|time|attempt|contact)? ..2 (goes|will go|is going|go|gets|will be|be|lands|ends up|is) ..2 (forwarded|passed|sent|reported|handed|straight|directly)? ..1 (to|with|on the desk of) ..4 ({lawyer}|{authority}|police|court)",
            // "Or else": where the matter goes if nothing is done.
            "(off|going|goes|go|straight|headed|heading|taking it|taking this|on its way|on to) ..1 (to|with) (the|our|my|your)? ..1 ({authority}|{lawyer})",
            "(or else|otherwise|failing that|failing which) ..8 ({authority}|{lawyer}|court)",
            "(sonst|ansonsten|andernfalls|widrigenfalls) ..8 ({authority}|{lawyer}|gericht)",
            "(sinon|faute de quoi|autrement|a defaut) ..8 ({authority}|{lawyer}|tribunal|cnil)",
            "(si no|de lo contrario|caso contrario|en su defecto|senao) ..8 ({authority}|{lawyer}|juzgado|tribunal)",
            "(altrimenti|in caso contrario|oppure) ..8 ({authority}|{lawyer}|tribunale)",
            "(anders|zo niet|in het andere geval) ..8 ({authority}|{lawyer}|rechter)",
            "(annars|ellers|i annat fall|muuten|w przeciwnym razie|inaczej|jinak|v opacnem pripade) ..8 ({authority}|{lawyer})",
            "(bei|nach) ..1 (der|einer|jeder) (naechsten|weiteren|nochmaligen|erneuten) ..6 ({lawyer}|{authority}|anzeige|klage|abmahnung)",
            "(prochain|prochaine|proxima|proximo|prossima|prossimo|volgende|naesta|naeste|neste|kolejna|kolejny|nastepny|nastepna|dalsi|seuraava) ..9 ({lawyer}|{authority}|plainte|denunci*|klacht|anmael*|anmeld*|skarg*|stiznost|ilmoitu*|valitu*)",
            "(schalte|schalten|zeige|zeigen|lege|legen|reiche|reichen|haenge|haengen) ..5 ({authority}|{lawyer}|beschwerde|klage) ..2 (ein|an|rein)",
            // To turn to somebody who has power over us.
            "(rivolg*|wend*|adress*|dirig*|turn|turning|vaend*|henvend*|zwroc*|obrat*|acud*|recorr*|stap|stappen|kaeaenny*|ota yhtey*) ..4 ({lawyer}|{authority})",
            "(melder|meldes|meldte|anmeldte|anmelder|klager|klagede|klaget|klagat|polisanmaeler|rapporterer|teen|teemme|tein|tehdaeaen|ilmoitamme|valitan|valitamme|podam|podame|podavam|podal|nahlasime|oznamim|oznamuji|skladam|zloze|zlozymy|zawiadamiam) ..6 ({authority}|ilmoitu*|valitu*|rikosilmoitu*|kantelu*|stiznost*|trestni*|skarg*|zawiadomien*|oznameni*|spam*)",
            "(teen|teemme|tein) ..2 (ilmoitu*|valitu*|rikosilmoitu*|kantelu*) ..3",
            "(manos|mani|maos|handen|haenden|haende|haender|rak) ..3 {lawyer}",
            "(have|had|habe|haben|hab) ..3 (wegen|for|as|als) ..1 (spam|spams|belaestigung) ..2 (angezeigt|gemeldet|reported|flagged)",
            "(brudd|brott|overtraedelse|overtredelse|intraang) ..2 (paa|mot|mod|af|av) ..2 (markedsfoeringslov*|marknadsfoeringslag*|personvern*|gdpr|loven|lagen|databeskyttelse*) ..9 (klag*|anmael*|anmeld*|meld*)",
        ],
    ),
    (
        Lawyer,
        &[
            "(servicio juridico|departamento juridico|departamento legal|service juridique|ufficio legale|juridische afdeling|juridiska avdelningen|juridisk afdeling|juridisk avdeling|lakiosast*|dzial prawny|pravni oddeleni)",
        ],
    ),
    (
        HardNo,
        &[
            // Neither now nor later.
            "(neither|not|ni|weder|ne|noch|nem|ani|varken|hverken|hverken|ei) ..1 (now|maintenant|jetzt|heute|ora|ahora|nu|agora|teraz|ted|naa|nyt) ..2 (nor|not|ni|noch|ne|nem|ani|eller|eikae|or) ..2 (later|ever|plus tard|jamais|spaeter|kuenftig|dopo|mai|despues|nunca|mas adelante|depois|pozniej|pozdeji|senare|senere|myoehemmin)",
        ],
    ),
    (
        Accuse,
        &[
            "(laiton*|laittom*|roskaposti*|haeirintae*|haeiritsev*)",
            "(nevyzadan*|nezakonn*|protizakonn*|obtezov*|spamuj*|spam)",
            "(ulovlig*|olaglig*|olovlig*) ..1 (reklame|reklam|markedsfoering|marknadsfoering|henvendelse)",
            "(illicit*|illecit*|infraccion|infracao|incumpl*|contraven*) ..3 (lssi|lopd|rgpd|gdpr|ley|legge|lei|norma*|proteccion|codice|privacy|datos)",
        ],
    ),
    (
        Missed,
        &[
            "(that is|this is|das ist|das war|c est|es|e|dit is|det aer|det er|this was) ..2 (third|fourth|fifth|sixth|tenth|dritte|vierte|fuenfte|troisieme|quatrieme|tercera|tercer|cuarta|terza|quarta|derde|vierde|tredje|fjaerde|fjerde|terceira|quarta) ..1 (mail|email|message|nachricht|follow up|reminder|messaggio|bericht|mensaje|mejl|correo|relance) ..9 (last|letzte|derniere|ultim*|laatste|sista|sidste|siste|stop|aufhoer*|genug|enough)",
        ],
    ),
    (
        Courtesy,
        &[
            // Neither a yes nor a no, though a word of either is in it.
            "^ ..1 (na ja|naja|nun ja|tja|jaja|ja ja|na gut|na dann|ach so|bof|mah|boh|bueno|pues vaya|pois|tja ja|jaha|jasaa|jaasaa|naa ja|no jo|no nic|nojoo|jaa) {thanks}? $",
            // A count of mails is no season.
            "(<num> (th|st|nd|rd)|third|fourth|fifth|sixth|seventh|tenth|umpteenth|nth|3rd|4th|5th) (one|mail|email|message|time|note|follow up|pitch) ..1 (this|in a|in one|within) (week|month|year|day|fortnight)",
        ],
    ),
    (
        Odd,
        &[
            // Not understood: neither a yes nor a no.
            "(did not|do not|does not|can not) ..1 (understand|follow|get) ..1 (what|you|a word|this|it|any)",
            "(ne|n|je) ..2 (rien|pas) ..1 compris",
            "(nicht|nichts|kein wort|nur bahnhof) ..1 (verstanden|verstehe)",
            "(non ho|non) ..1 (capito|capisco)",
            "no (entiendo|entendi|he entendido)",
            "nao (entendi|percebi|entendo|percebo)",
            "(niet|niets) ..1 (begrepen|begrijp)",
            "(foerstaar|forstaar) ..1 (inte|ikke)",
            "(nie rozumiem|nerozumim|en ymmaerrae)",
        ],
    ),
    (
        KeepMe,
        &[
            // Nearly done, and not done after all.
            "(about|going|tempted|ready|close|minded) to (report|mark|flag|block|unsubscribe|delete|bin) ..9 but",
            "(wollte|wollten|war|waren) ..6 (melden|abmelden|loeschen|blockieren|abbestellen) ..2 aber",
            "(allais|voulais|failli) ..1 (vous)? ..1 (signaler|supprimer|bloquer|me desabonner|me desinscrire) ..6 mais",
            "(iba|ibamos|estaba) a ..1 (denunciar*|borrar*|bloquear*|darme de baja) ..6 pero",
            "(stavo|stavamo) per ..1 (segnalar*|cancellar*|bloccar*) ..6 ma",
            "(wilde|wou) ..4 (melden|afmelden|blokkeren|verwijderen) ..2 maar",
        ],
    ),
    (
        Mention,
        &[
            // The word as a thing of the product's world, and done by others.
            "(unsubscribe|unsubscription|opt out|opt-out|churn) (rate|rates|page|pages|flow|process|figures|numbers|requests|statistics|handling|management|preferences for|feature|function|for (drivers|users|customers|staff|employees))",
            "(nobody|nothing|no one|somebody|people|users|customers|readers|recipients|subscribers|drivers|who|they|he|she|staff) ..2 (unsubscribe|unsubscribes|unsubscribed|opt out|opts out|opted out) ..2",
            "(unsubscrib*|opting out) from (everyone|everybody|everything|others|most|all the others|all of them) ..4",
            "^ (if|when|once|wenn|sobald|si|quand|cuando|quando|se|als|wanneer|om|naar|hvis|naer) (we|i|one|wir|ich|man|nous|on|je|we|vi|noi|dejamos) ..1 (stop|cancel|leave|end|quit|terminate|kuendigen|aufhoeren|wechseln|arretons|resilions|stoppen|opzeggen|slutar|stopper|smettiamo) ..9 (do|does|will|would|is|are|can|what|how|loescht|loeschen|werden|was|supprim*|que|wat|worden|vad|hvad|cosa) ..9 $",
            // Done by the writer already, to others than us; or told of us as a habit; or of a thing.
            "(i|we) ..1 (have|just|already)? (unsubscribed|removed|deleted|cancelled|dropped|dismissed|deregistered) ..4 (from|off) ..1 (competitor|competitors|another|other|their|them|your competitor|your rival|our old|the last)",
            "(hemos|habiamos|han|ha|he) dado de baja a",
            "(says|said|told|tell|tells|believes|heard|read|claims|thinks|that) ..2 you ..1 (stop|delete|remove|unsubscribe|cease|quit|erase|do not|never) ..6 (after|within|once|when|if|unless) ..5 $",
            "(peuvent|peut|pueden|puede|possono|puo|podem|pode) ..2 (desinscri*|desabon*|darse de baja|desuscrib*|disiscri*|descadastr*|retirer eux memes)",
            "take (me|us) off (mute|hold|speaker|the fence)",
            // Can one do it oneself, later, at any time: a question about the product.
            "(can|could|may|kann|koennen|koennten|puedo|podemos|posso|possiamo|puis|peut|pouvons|kan|kunnen|voinko|voimmeko|voiko|moge|mozemy|muzu|muzeme|podemos) ..1 (i|we|ich|wir|man|je|nous|on|ik|wij|we|jag|jeg|vi|yo)? ..6 (myself|ourselves|at any time|any time|later on|later|selbst|selber|jederzeit|spaeter|a tout moment|plus tard|moi meme|en cualquier momento|mas tarde|in qualsiasi momento|piu tardi|zelf|later|altijd|sjaelv|selv|naer som helst|senere|senare|itse|myoehemmin|milloin vain|samodzielnie|pozniej|w kazdej chwili|kdykoli|pozdeji|a qualquer momento|mais tarde) ..9 $",
            // Something did not come, and is asked for once more.
            "(not|no|never|nicht|nie|pas|jamais|no|non|nao|niet|inte|ikke|nie|ne|en|ei) ..6 (again|resend|noch einmal|nochmal|erneut|renvoyer|a nouveau|otra vez|de nuevo|reenviar|rimandar*|reinviar*|di nuovo|novamente|opnieuw|nogmaals|nog een keer|igen|igjen|jeszcze raz|ponownie|znovu|jeste jednou|uudelleen|uudestaan) $",
            "(not|nicht|pas|no|non|nao|niet|inte|ikke|nie|ne) ..1 (open|oeffnen|ouvrir|abrir|aprire|openen|oeppna|aabne|aapne|otworzyc|otevrit|received|erhalten|bekommen|recu|recibido|ricevuto|recebi|ontvangen|faatt|modtaget|mottatt|fick|fik|dostal*|otrzymal*) ..9 (attachment|anhang|anlage|piece jointe|adjunto|allegato|anexo|bijlage|bilaga*|vedhaeft*|vedlegg|zalacznik*|priloh*|catalog*|preis*|tarif*|list*|file|datei|fichier|kun je|kan du|koennen sie|pouvez|puede|czy moze) ..4",
            "(attachment|anhang|anlage|piece jointe|adjunto|allegato|anexo|bijlage|bilagan|vedhaeftningen|vedlegget|zalacznik*|priloha) ..6 (again|noch einmal|nochmal|renvoyer|otra vez|rimandar*|opnieuw|igen|igjen|jeszcze raz|znovu) ..1 (sturen|mailen|toesturen|schicken|senden|zusenden)?",
            "(abmeldung|abmeldungen|desinscriptions|bajas|disiscrizioni|afmeldingen) ..1 (der|des|de|von|van|dei) ..2 (fahrer|nutzer|kunden|mitarbeiter|chauffeurs|usuarios|clientes|utenti|gebruikers|klanten|chauffeur*)",
        ],
    ),
    (
        NotMine,
        &[
            "nothing to do with (lorries|trucks|docks|it|logistics|purchasing|sales|software|marketing|that|buying|finance|hr)",
        ],
    ),
];
