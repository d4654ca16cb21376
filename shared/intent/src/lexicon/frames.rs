//! Opt-outs and reports as frames: an act meets its object, with room between.
//!
//! A list of sentences only knows the sentences of yesterday. Here the verbs of taking away, of ceasing and
//! of not wanting are crossed with what one is taken off, with messages and with the writer. What may as
//! well be said of a product ("can it stop chasing carriers?", "I could drop you a line") is kept out by the
//! object, not by the verb.

use super::Cue::{self, Lawyer, LooseStop, Missed, Quiet, Report, Stop, StopWord};

pub(super) const PHRASES: &[(Cue, &[&str])] = &[
    (
        Stop,
        &[
            // To take away: me, what names me, or all that was listed.
            "{rid} ..2 {self}",
            "~remove {self}",
            "{rid} ..2 (both|them all|all of (us|them|these)|every one of (us|them)|<mail>)",
            "(take|get|pull|leave|drop|keep|cut|put|cross|scratch|move|kick|lift) {self} ..5 (off|out of|away from) ..4 {roll}",
            "(take|get|pull|drop|cross|scratch|kick|lift) {self} off",
            "(take|leave|cross|cut|pull) (me|us) out {thanks}? $",
            "drop (me|us) (from|off|out)",
            "forget (me|us)",
            "(lose|bin|scrap|dump|shred|forget|burn) (my|our|this|these) ..1 (number|address|addresses|email|e-mail|details|contact|name|card)",
            "{rid} ..4 (off|from|out of) (your|this|any|all|every|these|whatever) ..3 {list}",
            "(off|out of) (your|this|that|these|those|any|all|every|each|whatever|whichever) ..4 {list}",
            "(want|need|wish|ask|asking|asked|be|come|came|comes|taken|stay|kept) ..2 off ..1 (this|your|the|these|that|of) ..2 {roll}",
            "(exclude|excluded|omit|omitted|barred|suppressed|unlisted|deregistered|struck|deleted|removed) (from|off|out of) ..3 (mailings|mailing|future|further|outreach|campaigns|campaign|contact|{list})",
            "(my|our) (name|address|email|e-mail|domain|number|domains|addresses) ..3 (removed|deleted|struck|taken off|erased|suppressed|excluded|gone from)",
            "(no longer|not|never) be (on|in|part of) (your|any|this|these) ..2 {list}",
            "(suppress|suppression|do not contact|do not mail|do not email|do not call|no contact|opt out|exclusion) (list|flag|register)",
            "(how|where|way|possible|link|button|want|wish|able|try|trying|tried) ..4 (unsubscribe|opt out|unsub|get off (this|your|the)|make (this|it|these|them) stop|stop getting|stop receiving|stop these)",
            "(withdraw|withdrawing|revoke|revoking|rescind) ..2 (permission|consent|subscription|opt in)",
            "(do not|not|never|no longer) (have|give|given|gave|grant|granted) ..3 (permission|consent|leave|authority|authorisation|authorization) to ..1 (use|write|contact|email|mail|message|process|store|keep)",
            "no (permission|consent) to (use|write|contact|email|mail|message)",
            "(cancel|end|close|terminate|discontinue) (my|our|this|the|any|all) ..2 (subscription|subscriptions|mailings|newsletter)",
            "(close|delete) (my|our) (file|record|profile|entry)",
            // German
            "(streich|loesch|entfern|nimm|nehm|trag|schmeiss|werf)* ..2 (mich|uns|meine|unsere|diese|meinen|unseren) ..5 (raus|heraus|weg|streichen|liste|verteiler|kartei|datei|datenbank|verzeichnis|bestand)",
            "(mich|uns|meine|unsere|diese) ..6 (auszutragen|abzumelden|herauszunehmen|rauszunehmen|zu streichen|zu loeschen|zu entfernen|loeschen|entfernen|austragen|streichen|abmelden|rausnehmen|herausnehmen)",
            "(um|bitte um|fordere|wuensche|verlange|beantrage) ..3 (loeschung|austragung|streichung|entfernung|abmeldung)",
            "(bitte|sofort|umgehend) ..1 (abmelden|austragen|abbestellen|rausnehmen)",
            "(melden sie|meldet|meld) ..1 (mich|uns) ..4 ab {thanks}? $",
            "(newsletter|mails|mail|emails|verteiler) ..2 (abbestellen|abbestellt|kuendigen|abmelden|stornieren)",
            "(adresse|eintrag|mailadresse) ..4 (loeschen|geloescht|entfernen|streichen|sperren|gesperrt|vernichten)",
            // French
            "(me|nous|m|mon|mes|notre|nos) ..2 (retirer|supprimer|desinscrire|desabonner|enlever|effacer|rayer|radier|oter)",
            "(retirez|retirer|retire|supprimez|supprimer|supprime|enlevez|enlever|effacez|effacer|rayez|rayer|radiez|sortez|otez) ..2 (moi|nous|mon|mes|notre|nos|cette adresse|ce contact)",
            "(demande|exige|sollicite) ..3 (suppression|retrait|desinscription|radiation|effacement)",
            "(suppression|retrait|effacement) (de|du|d) ..2 (mon|mes|notre|nos|cette|adresse|coordonnees)",
            // Spanish, Portuguese, Italian
            "(borr|elimin|quit|suprim|retir|saqu|exclu|remuev|remov|apag|cancel)* ..2 (mis datos|mi correo|mi direccion|mi contacto|mi email|nuestros datos|nuestro correo|meus dados|meu email|meu e-mail|meu contato|meu contacto|meu endereco|meu nome|nosso email|i miei dati|il mio indirizzo|la mia mail|la mia email|il mio nome|il mio contatto|il nostro indirizzo)",
            "(me|nos|mi|ci) ..1 (borren|borre|eliminen|elimine|quiten|quite|saquen|saque|retiren|retire|supriman|den de baja|de de baja|excluyan|excluya|remova|removam|retirem|tirem|exclua|excluam|apaguem|descadastrem|descadastre|cancelli|cancelliate|cancellino|rimuova|rimuoviate|tolga|togliate|elimini|eliminiate)",
            "(darme|darnos|date|denme|deme|dame|dadme) de baja",
            "(solicito|pido|quiero|quisiera|ruego|deseo|tramitar|cursar|pedimos|solicitamos) ..3 baja",
            "(solicito|peco|quero|gostaria|agradeco|pedimos|agradecia|favor) ..4 (remocao|exclusao|descadastramento|retirada|remover|excluir|retirar|retirem|anular)",
            "(chiedo|richiedo|desidero|vorrei|prego|pregherei|gradirei) ..4 (cancellazione|rimozione|disiscrizione|cancellarmi|cancellare|rimuovermi|rimuovere|togliermi|disiscrivermi|essere (cancellat*|rimoss*|tolt*))",
            "(desuscrib|desinscri|descadastr|disiscri|desabon)*",
            // Dutch
            "(haal|haalt|gooi|schrap|verwijder|wis|streep) ..2 (mij|me|ons|mijn|onze|dit|deze) ..6 (af|uit|weg|lijst|lijsten|bestand|bestanden|verwijderen)",
            "(mij|me|ons|mijn|onze) ..5 (uit te schrijven|uitschrijven|afmelden|af te melden|verwijderen|te verwijderen|schrappen|te schrappen|van de lijst|weghalen)",
            "(schrijf|schrijft|meld|meldt) ..1 (mij|me|ons) ..4 (uit|af)",
            "(verzoek|graag|wil|wens) ..4 (uitschrijving|afmelding|verwijdering|uitgeschreven|afgemeld|verwijderd)",
            // Polish, Czech, Slovak
            "(prosze|prosimy|zadam|zadamy|chce|chcialbym|chcialabym) ..3 (usunac|usuniecie|wypisanie|wypisac|wykreslenie|wykreslic|skreslenie|skreslic|rezygnacje)",
            "(usun|wykresl|wypisz|skresl)* ..3 (mnie|nas|moj|moje|mojego|nasz|nasze|adres|dane)",
            "(odhlas|vymaz|vyrad|smaz|odstran)* ..4 (me|nas|moj|muj|mou|moji|adresu|kontakt|odber|odberu|seznamu|databaze)",
            "(odhlaseni|vyrazeni|vymazani|smazani|odhlasenie|vyradenie|vymazanie)",
            // Nordic, Finnish
            "(fjern|slet|slett|stryg|stryk|radera|avregistrera|avfoer|afmeld) ..2 (mig|meg|os|oss|min|mit|mitt|mina|mine|vaar|vores|vaart|denne|denna)",
            "(vill|oensker|oenskar|vil|bedes|ber) ..4 (avregistrer*|afmeld*|avmeld*|slettes|fjernes|tas bort|raderas|strykas)",
            "(poist|peru|peruut)* ..3 (minut|meidaet|osoitteeni|saehkoepostini|tietoni|yhteystietoni|tilaus|tilaukseni|listalta|postituslistalta)",
            // Others
            "(stergeti|scoateti|eliminati|radiati) ..4 (adresa|datele|ma|emailul|lista)",
            "ma (stergeti|scoateti|eliminati|dezabonati)",
            "(toeroel|vegye|vegyenek|vegyek)* ..4 (cimem|cimemet|adataim|adataimat|listarol|nevem|engem)",
            "(удалите|удалить|уберите|исключите|отпишите|вычеркните) ..4 (меня|нас|мой|наш|адрес|почту|данные|из)",
            "(listeden|listenizden|listenden) ..3 (cikar*|sil*)",
            "(beni|bizi|adresimi|mailimi) ..3 (cikar*|silin*|silebilir)",
            "(izbrisite|uklonite|maknite|odjavite|skinite) ..3 (me|nas|moju|moj|adresu|listu|liste|popisa)",
        ],
    ),
    (
        Quiet,
        &[
            // Not wanted, not welcome, had enough.
            "(rather|prefer|preferred|sooner) ..1 not ..3 (hear|receive|get|read|be (contacted|emailed|messaged|approached|mailed|sent|written)|have (these|your|any more))",
            "(rather|prefer|preferred|appreciate|grateful|obliged|glad|happier) ..2 (if|it|you|not) ..4 (stop|stopped|stopping|did not|do not|would not|not|cease|ceased|refrain|refrained|no longer) ..2 (write|contact|email|mail|message|writing|contacting|emailing|messaging|sending|send)",
            "(rather|prefer|appreciate|grateful|obliged|glad|happier) ..2 (if|it) ..3 (stopped|ceased|refrained|left (me|us))",
            "(appreciate|prefer|grateful|like) ..3 not ..1 (receiving|getting|hearing|being contacted|being emailed|being mailed)",
            "({mail}|these|this|they|letters|notes) ..3 (not|never|no longer) (welcome|welcomed|wanted|appreciated|invited|asked for|desired)",
            "(unwanted|unwelcome|undesired) ..2 ({mail}|contact)",
            "(no need|no reason|no point|not necessary) (to|in) ..2 ({write}|{writing}|contact|contacting|send|follow up|chase|get in touch|reach out) ..2 (me|us|again|further|any more|anymore|anyone)",
            "need not ({write}|contact|send|trouble|chase|follow) ..2 (me|us|again|further|any)",
            "do not ..1 bother ..2 ({writing}|{write}|me|us|again|sending|following|contacting|contact)",
            "do not bother {thanks}? $",
            "(give|knock|cut|leave) (it|this|that|me|us|over) (a rest|a break|off|out|some peace) {thanks}? $",
            "pack (it|this|that) in",
            "(fed up|sick|tired|sick and tired|had enough|enough) (of|with) ..2 (you|your ..1 {mail}|(these|those) ..1 {mail}|unsolicited|hearing from|being (contacted|emailed|messaged|pitched|spammed|pestered)|receiving)",
            "(stop|cease|end|halt|suspend|discontinue|terminate|kill|break off) ..2 (all|any|further|every|your|these|those|this|the) ..3 (contact|communication|communications|correspondence|{mail}|approaches|attempts|follow ups|followups|sequence|automation|nudges|reminders|chasing)",
            "(make|making) (sure|certain|it|this|that) ..3 (the|your|my) ..1 (last|final)",
            "(last|final) (time|one) (i|we) (hear|receive|get|see|want)",
            "(let|make|have) (this|that|it) (be)? ..2 (last|final)",
            "this (is|was|be|should be|must be|had better be|better be) the last (one|time|of|mail|message|email|note|letter)",
            "(not|no|never|nor) ..2 (interested|interest|wish|desire|intention|want) (in|to|of) ..1 (hearing|receiving|getting|hear|receive|get) ..2 (from|any|your|these|further|again)",
            "(never|not) ..1 (want|wish|care|hope|expect) to (see|hear|read|receive|get) ..5 (again|from you|any more|anything else|anything more|ever)",
            "(stay|keep|get) out of (my|our|this) ..1 (inbox|mailbox|mail|life|hair|dms|messages)",
            "(inbox|mailbox|address|account|profile|number|desk|page|line) (is|are) not ..1 (for|open to|meant|intended|a place)",
            "(no|zero) (solicitation|solicitors|soliciting|solicitations|cold calls|cold mail|cold emails|sales mail|sales mails|sales pitches|pitches|adverts|salespeople|hawkers) {thanks}? $",
            "(do not|does not|never) (accept|take|welcome|want|allow|entertain|appreciate) ..2 (unsolicited|solicitation|solicitations|canvassing|(cold|sales|marketing|advertising|promotional|commercial) ({mail}|calls|contact|approaches|material))",
            "do not (want|like|wish for|care for) (these|them|those|your {mail}|any of (this|it|these)) {thanks}? $",
            "no more (of (these|this|those|that)|from you|please|thanks|thank you)",
            "^ ..1 no more ..1 {thanks}? $",
            "^ ..1 (never|not) again {thanks}? $",
            "leave (me|us|my ..1|our ..1) (alone|be|in peace|out of (this|it))",
            "left (alone|in peace)",
            "(quit|stop|cease|desist from|refrain from|give up) ..1 (messag|mailing|emailing|writing|contacting|texting|pinging|dming|pester|spam|bother|hassl|harass|nagg|bugging)* ..",
            "(do not|never|please not|not to) (ever)? (contact|write|email|mail|message|text|ping|dm|approach|pester|chase|bother|hassle|bug|disturb) ..2 (me|us|this|here|again|anyone|anybody|any|him|her|them|my|our|ever|further)",
            // German
            "(von|auf|mit) ..3 (zuschriften|zuschrift|mails|nachrichten|schreiben|werbung|anfragen|angeboten|kontaktaufnahmen|kontaktversuchen|zusendungen|e-mails|kontaktanfragen|mitteilungen) ..4 (abzusehen|absehen|verzichten|zu verzichten|abstand|verschont|verschonen|aufzuhoeren|aufhoeren)",
            "(bitte|sie|ich bitte|bitten) ..6 (abzusehen|absehen|zu unterlassen|unterlassen|zu verschonen)",
            "(schreib|schick|send|mail|kontaktier|belaestig|stoer|behellig|beschick|bombardier)* ..6 (nicht mehr|nie wieder|nie mehr|nichts mehr|nicht wieder|keine ..2 mehr)",
            "(keine|keinerlei|nicht|nichts|nie) ..5 (mehr|wieder|weiter*|kuenftig|zukuenftig) ..3 (*schreiben|*schicken|*senden|mailen|kontakt*|werbung|nachricht*|mail|mails|emails|e-mail|e-mails|zusendung*|post|hoeren)",
            "(will|moechte|moechten|wollen|wuensche|wuenschen) ..5 (keine|nichts|nicht|kein) ..4 (mails|e-mails|nachrichten|werbung|kontaktiert|angeschrieben|newsletter|belaestigt)",
            "(lass|lassen|lasst) ..3 (in ruhe|in frieden|es gut sein|es sein|es bleiben)",
            "(genug|schluss|satt) ..3 (mails|mail|werbung|nachrichten|damit)",
            "es reicht (jetzt|langsam|mir jetzt)",
            "keine werbung ..3 (mehr|bitte|danke)",
            // French
            "(arretez|arrete|cessez|stoppez) ..1 (de|d|avec|vos|tout|toute|ces|cela|ca|s il|svp|maintenant|immediatement|envois|mails)",
            "(ne|n) ..3 (contact|ecri|envo|sollicit|relanc|demarch|derang|importun|harcel|spam)* ..2 (plus|jamais)",
            "(ne plus|plus jamais|plus (me|m|nous)) ..3 (contact|ecri|envo|sollicit|relanc|demarch|derang|importun|harcel|spam|recevoir|recontact)*",
            "(souhait|desir|veux|voulons|voudr|entend)* ..2 (plus|pas) ..2 (recevoir|etre (contact|sollicit|demarch|relanc|derang)*)",
            "(abstenez vous|vous abstenir|bien vouloir (cesser|arreter|ne plus)|dispensez moi)",
            // Spanish, Portuguese, Italian
            "no (me|nos) (vuelvan|vuelva|vuelvas|escriban|escriba|escribas|escribais|contacten|contacte|contactes|envien|envie|envies|manden|mande|mandes|molesten|moleste|molestes|llamen) ..",
            "(que|ruego|pido|agradeceria) ..2 no (me|nos) ..1 (escrib|contact|envi|mand|molest|llam|vuelv|incluy)*",
            "(dejen|deje|deja|dejad|cesen|cese|paren|pare|parad|deixem|deixe|parem|abstenganse|abstengase|eviten|evite|basta|suficiente) ..2 (de|con) ..2 (escrib|envi|mand|contact|molest|llam|insist|correos|mensajes|mails|publicidad|incomod|ligar|spam|emails|escrev|mensagens)*",
            "(nao|nunca|jamais) (me|nos|mais|voltem|volte|volta|quero|queremos|desejo|pretendo) ..3 (escrev|contact|contat|envi|mand|incomod|insist|ligu|receber|perturb)*",
            "(non|mai) (mi|ci|vi|vogl|desider|intend|vorr)* ..3 (scriv|contatt|invi|mand|disturb|insist|telefon|riceve|tempest)* ..3 (piu|ulterior*|altr*|nuovamente|di nuovo)",
            "(smettete|smetta|smettila|smettetela|piantatela|finitela|finiscila|sospendete|interrompete|astenetevi|si astenga|vi astenete)",
            // Dutch
            "(niet|geen|nooit|niets|nimmer) ..4 (meer|langer|verder|weer|opnieuw) ..3 (mail|mails|mailen|schrijven|sturen|stuurt|benader|contact|bericht|lastig|ontvang|bellen|horen|post|toestur|toezend|aanschrijv)*",
            "(stop|stopt|hou op|houd op|kap|kapt|schei uit|staak) ..3 (mail|mails|mailen|sturen|schrijven|benader|bericht|ermee|er mee|reclame|spam|hiermee)*",
            "(verzoek|verzoeken) ..5 (niet|geen) ..3 (meer|langer|verder)",
            "(mij|me|ons) ..2 met rust",
            // Polish, Czech
            "(nie|nigdy|przestancie|przestac|zaprzestac|prosze nie) ..3 (pisac|pisz|piszcie|wysylac|wysylaj|wysylajcie|przysylac|przysylaj|przysylajcie|kontaktowac|kontaktuj|kontaktujcie|dzwonic|nekac|spamowac)",
            "(nie) (zycze|zyczymy|chce|chcemy) ..3 (otrzymywac|dostawac|maili|wiadomosci|kontaktu|korespondencji|ofert|mailingu)",
            "(nepis|neposilejt|neposil|nezasil|nekontakt|neotravuj|neposiel)*",
            "(nepreji|neprejeme|nechci|nechceme|prestante|prestan) ..3 (dalsi|emaily|maily|zpravy|psat|posilat|kontaktovan*|spravy|dostavat)",
            "(dalsi|zadne) ..2 (emaily|maily|e-maily|zpravy|nabidky) ..2 (nepreji|neprejeme|nechci|nechceme|neposilejte)",
            // Nordic, Finnish
            "(ikke|inte|ingen|ej|aldrig|aldri|stop|sluta|slut|slutt|undlad|ophoer|upphoer|avstaa|laat bli|lad vaere) ..2 (skriv|mail|mejl|kontakt|send|skick|stoer|henvend|utskick|reklam|meddel|besked|melding|nyhedsbrev|nyhetsbrev|e-post|epost)* ..3 (mer|mere|flere|fler|fremover|framoever|laengere|laengre|lenger)",
            "(ikke|inte|aldrig|aldri|sluta|slut|slutt|undlad) (at|att|aa|med)? ..1 (skrive|skriva|skriv|maile|mejla|kontakte|kontakta|sende|skicka) ..2 (mig|meg|os|oss|til mig|till mig|til meg|mere|mer)",
            "(aelae|aelkaeae|lopeta|lopettakaa|en halua|emme halua) ..4 (laehet|kirjoit|viest|saehkoeposti|yhtey|mainos|postia|haeiri|ottak)*",
            // Others
            "(nu|incetati|opriti) (ma|ne|mi|imi|sa) ..3 (contact|scrie|scrieti|trimit|mesaj|deranj)*",
            "(не|прекратите|хватит|перестаньте|больше не) ..2 (пишите|пиши|писать|присыл*|отправля*|беспоко*|спам*|звоните)",
            // Japanese: what is sent, and that it be no more, in either order.
            "(配信|送信|送付|連絡|案内|営業|メール|メッセージ|勧誘|お知らせ) ..8 (不要|停止|中止|止め|やめ|辞め|控え|遠慮|お断り|解除|しないで|希望しません|希望いたしません|望みません)",
            "(停止|中止|解除|お断り) ..4 (配信|送信|送付|連絡|案内|営業|メール|勧誘)",
            "(今後|以後|これ以上) ..8 (不要|停止|控え|お断り|送ら|しないで|やめ)",
            "(リスト|名簿|宛先|登録|アドレス|連絡先) ..6 (削除|外し|除外|抹消|消し|解除)",
        ],
    ),
    (
        StopWord,
        &[
            "^ (please)? (rmv|rm|rem|unsub|unsubscribe|remove|delete|dnc|opt out|optout|take off|abmelden|abmeldung|austragen|bitte loeschen|desabonnement|desinscription|desinscrire|desabonner|supprimer|baja|borrar|cancellami|cancellazione|cancellatemi|rimuovi|uitschrijven|afmelden|verwijderen|remover|sair|descadastrar|wypisz|wypisac|usun|usunac|odhlasit|odhlaseni|afmeld|avregistrera|avmeld|poista|peruuta|leiratkozas|dezabonare|отписка|отписаться|отпишите) (me|mich|moi|mij|mig|mnie|this|list|us)? {thanks}? $",
        ],
    ),
    (
        LooseStop,
        &[
            "(respect|honour|honor) ..3 (inbox|privacy|wish|wishes|request|silence)",
            "(block|blocking|filter|filtering|binning|junking) ..2 (you|your|sender|this address)",
        ],
    ),
    (
        Report,
        &[
            // Somebody who oversees, or who carries the mail, meets a verb of telling.
            "{telling} ..7 {authority}",
            "{authority} ..7 {telling}",
            "(flag|flagged|flagging|report|reported|reporting|mark|marked|marking|denounced) ..3 (as|for) ..1 (spam|abuse|phishing|junk|scam|harassment)",
            "(reported|flagged) (you|your|this|it)",
            "(hear|hearing|letter|post|contacted|written) (from|by|to) ..2 {lawyer}",
            "{lawyer} ..2 (will|shall|are going to) ..1 (be in touch|be contacting|contact you|write to you|take it from|take this)",
            "(uebergebe|uebergeben|einschalten|schalte|schalten|beauftrage|beauftragen) ..5 (anwalt|anwaeltin|anwaelte|rechtsanwalt|kanzlei)",
            "(legal|rechtliche|juridiques|legales|legali|juridische|legais|prawne|juridiske|raettsliga|rettslige|pravni) (action|steps|proceedings|consequences|schritte|konsequenzen|poursuites|acciones|azioni|stappen|acoes|kroki|skridt|aatgaerder|skritt|kroky)",
            "(action|actions|poursuites|suites|acciones|medidas|azioni|vie|acoes|kroki) (judiciaires|juridiques|legales|legali|legais|prawne)",
            "(commence|issue|bring|institute|initiate|launch) ..2 (proceedings|litigation|a lawsuit|lawsuit)",
            "(complaint|plainte|beschwerde|reclamacion|reclamo|esposto|klacht|queixa|skarga|klage|anmaelan|anmeldelse|stiznost|valitus|kantelu) ..4 (on its way|filed|lodged|follows|submitted|eingereicht|erhoben|eingelegt|folgt|deposee|presentada|interpuesta|presentato|ingediend|apresentada|zlozona|indgivet|inlaemnad|podana)",
        ],
    ),
    (
        Lawyer,
        &[
            "(pass|passed|passing|hand|handed|handing|refer|referred|forward|forwarded|forwarding|escalate|escalated|copied|copying|geht|gebe|leite|transmets|transmis) ..5 (to|an|a|al) ..3 {lawyer}",
            "{lawyer} ..6 (hear|contact|write|notified|informed|instructed|melden|meldet|hoeren|vorgehen|ecrira|contactera|contactara|scrivera|contattera|opnemen|horen)",
            "(proceedings|injunction|undertaking|damages) ..3 (commence|issued|without|against|seek|demand)*",
        ],
    ),
    (
        Missed,
        &[
            "(ask|asked|request|requested|told|tell) ..7 (left alone|to stop|be removed|off (your|the|this)|unsubscribe*|opt out|taken off|be taken)",
            "(unsubscribed|opted out|asked you|told you) ..4 (twice|before|already|again|times|weeks ago|months ago|last)",
        ],
    ),
];
