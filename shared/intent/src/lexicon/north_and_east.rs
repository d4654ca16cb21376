//! Answers in the languages of the north and the east of Europe, and in Japanese: yes, no, later, somebody else.
//!
//! Finnish, Czech and Polish bend their words, so that stems stand here: the partitive and the essive behind a
//! Finnish negation (*emme ole kiinnostuneita*), the locative of Czech and Polish months, the aspect of Slavic
//! verbs (*zkuste*, *ozvěte se*). The Nordic languages put their particles behind the verb (*vend tilbage*,
//! *dette må vente*). Grammar: Visk §§ 1615-1637, Příruční mluvnice češtiny, Wielki słownik ortograficzny, SAG,
//! Norsk referansegrammatikk; 敬語の指針 (文化審議会 2007) for the forms of polite refusal.

use super::Cue::{
    self, Accept, Ask, Busy, Handed, Later, Material, Meet, No, NotMine, Refer, Standing, Trial,
    WrongOne,
};

pub(super) const PHRASES: &[(Cue, &[&str])] = &[
    (
        Accept,
        &[
            "(kyllae|joo|selvae|totta kai|mielellaen|mielellaeaen|kaey hyvin|sopii|sopisi|sopisiko|kaey|toki) ..2",
            "(kiinnosta|kiinnostaa|kiinnostava*|kiinnostun*|kuulostaa (hyvae*|mielenkiint*|kiinnost*)|mielenkiintoi*)",
            "(zni to|zni|zaujalo|zajima|libi se) ..2 (dobre|zajimave|skvele|me|nas|mi|nam)",
            "(rad|rada|radi|jasne|urcite|souhlasim|samozrejme) ..1 (se|si|prosim|bych|bychom|to|vas)? ..3",
            "^ ano ..3",
            "(mame|mam|meli bychom|mel bych|mela bych) ..1 (zajem|zajem o)",
            "(chetnie|oczywiscie|z przyjemnoscia|zgadzam sie|moze byc|jestem za|jestesmy chetni) ..3",
            "(interesuje mnie|interesuje nas|zainteresowal* mnie|zainteresowan* jestem|jestem zainteresowan*)",
        ],
    ),
    (
        Meet,
        &[
            "(soita*|soittak*|sovita*|sovitaan|tavata*|tavataan|jutella|jutellaan|palaveri*|puhelu*|neuvottelu*|tapaami*|esittely*|kalenterikutsu*) ..6",
            "(sopisiko|sopiiko|kaeykoe|kaevisikoe|ehditteko|ehditkoe) ..6",
            "(zavolat|zavolejte|zavolame|zavolam|schuzk*|sejit|sejdeme|setkat|potkat|telefonat|ukazk*|predstaveni|hodi se|hodilo|hodil) ..6",
            "(prosze o telefon|prosze dzwonic|zadzwon*|porozmawia*|spotka*|umow*|rozmow*|prezentacj*|pasuje mi|zobacze demo) ..6",
            "(ring|ringe|ringa|traeffas|moetes|moedes|moete|moede|moete|ses|snakke|snakkes|prata|snak|kalenderinbjudan|kalenderinvitasjon|moedeindkaldelse|invitasjon|invitation|demo) ..4 (<day>|kl|klokken|klockan|mig|meg|os|oss|uge|vecka|uke|imorgon|formiddag|foermiddag|eftermiddag|ettermiddag)",
            "(send|skicka) ..2 (en|ett|et|mig|meg|endelig|gerne|gaerna)? ..1 (invitation|invitasjon|inbjudan|kalenderinbjudan|kalenderinvitasjon|moedeindkaldelse) ..4",
            "(demo|デモ|打ち合わせ|お時間) ..6 (見せて|拝見|お願い|いただけ|いかが)",
        ],
    ),
    (
        Trial,
        &[
            "(testgeraet*|leihgeraet*|demogeraet*|testzugang|muster|probe*) ..6 (schicken|senden|bekommen|zusenden|leihen|ausleihen|stellen|freischalten)",
            "(appareil de test|materiel de test|equipo de prueba|apparecchio di prova|testapparaat|testutrustning|testudstyr|testutstyr|testilaite*|urzadzenie testowe|testovaci zarizeni) ..3",
        ],
    ),
    (
        Ask,
        &[
            "(paljonko|kuinka|miten|mikae|mitae|milloin|missae|onko|voiko|saako|toimiiko|tukeeko|kauanko|mihin|voisitteko|olisiko) ..12 $",
            "(kolik|jak dlouho|jake|jaka|jaky|kde|kdy|je to|podporuje|mohli byste|lze|da se|funguje) ..12 $",
            "(ile|jak dlugo|jakie|jaki|gdzie|kiedy|czy|jak|ktore|na czym) ..12 $",
            "(hur|hvordan|hvad|vad|hva|hvor|hvilke|vilka|hvem bruger|kan det|fungerar|fungerer|finns det|findes|finnes) ..12 $",
        ],
    ),
    (
        Material,
        &[
            "(renvoyer|reenviar|rimandar*|reinviar*|noch einmal senden|noch einmal schicken|opnieuw sturen|skicka den igen|sende den igen|wyslac jeszcze raz|poslat znovu) ..3",
            "(laehettaeae|laehettaek*|laehet*|saada|saisinko|saisimmeko|toimittaa) ..5 (esit*|hinnasto*|hinnat|lisaetieto*|materiaali*|tarjou*|referenss*)",
            "(poslat|poslete|posilejte|zaslat|zaslete|mohu dostat) ..5 (cenik*|nabidk*|material*|informac*|prospekt*|podklad*|referenc*|brozur*)",
            "(przesl*|wysl*|podesl*|prosze o|poprosze o|moge prosic o) ..4 (cennik*|ofert*|material*|informacj*|szczegol*|broszur*|referencj*|prezentacj*)",
            "(send*|skick*|maila|maile|mejla) ..4 (mer|mere|mera|flere)? ..1 (information|info|informasjon|priser|prislist*|tilbud|tilbod|offert|material*|referenc*|referans*|referenser|brosch*|brosjyr*|brochur*)",
        ],
    ),
    (
        Later,
        &[
            "(palataan|palatkaa|palaa|palaan|palaamme|ota|ottakaa|kysy|kysykaeae|laita|laittakaa) ..1 (asiaan|yhteyttae|uudelleen|viestiae|uudestaan)? ..4 (kuussa|alkuvuodesta|kevaeaellae|syksyllae|kesaellae|talvella|ensi|vuonna|jaelkeen|*kuussa|viikolla|myoehemmin|loppuvuodesta)",
            "(ozvete|ozvi|ozvat|zkuste|zkus|zkusit|vratme|vratte|vratit|napiste|kontaktujte|pripomente|dejte vedet) ..1 (se|me|nas|to|mi|nam)? ..4 (v|ve|po|az|za|pozdeji|na jare|na podzim|priste|pristi|znovu|letos|zacatkem|koncem|behem)",
            "(wrocmy|wrocimy|prosze wrocic|prosze odezwac|odezw*|prosze sie odezwac|prosze napisac|prosze zapytac|porozmawiajmy|sprobuj*|prosze sprobowac) ..5 (w|we|po|za|na|pozniej|wiosna|jesienia|dopiero|ponownie)",
            "(vend|vende|vendt|kom|komme|hoer|hoere|aaterkom|aterkom|ta|tag|skriv|proev|proeva|spoerg|spoer|ring) ..1 (gerne|gjerne|gaerna|bare|igen|igjen)? ..1 (tilbage|tilbake|tillbaka|kontakt|av (dig|er|jer)|igen|igjen) ..2 (til|i|efter|etter|om|naar|naer|naesta|naeste|neste|senere|senare|paa)",
            "(vender|kigger|ser|tar|tager|tittar|kikker) ..2 (paa det|det|paa dette|tilbage|opp|op|upp|till det) (igen|igjen) ..3",
            "(maa|faar|skal|ska|kan) vente ..1 (til|tils|paa) ..2",
            "(faar|maaste|kan) vaenta ..1 (till|tills|paa) ..2",
            "hoer ..1 av (dig|er|dej) ..1 (i|om|efter|till|senare|naesta|igen|paa) ..2",
            "(volt*|falar|falamos|fale|falem|contact*|contat*|retom*|convers*|escrev*|tent*) ..5 (em|no|na|depois|apos|daqui) ..1 (janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|verao|ano|trimestre)",
            "(riaggiorn*|riaggiorniamoci|aggiorniamoci|risent*|riparl*|riprend*) ..4 (a|in|dopo|tra|fra|nel|piu)",
            "ci (sentiamo|vediamo|aggiorniamo|risentiamo) ..1 (a|in|dopo|ad) ..1 (gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|primavera|autunno|anno)",
            "(voisi|saattaa|voi) olla ajankoht* ..3",
            "(vaentar|venter|odkladame|odlozili) ..5 (till|til|na|do) ..2",
            "(gern|gerne|bitte|lieber) (wieder|erst|nochmal|noch einmal) ..1 (im|in|ab|nach|ende|anfang|mitte) ..3",
            "(再度|改めて|あらためて|また|以降|以後|過ぎに|ごろに|頃に) ..8 (ご連絡|連絡|お願い|ご相談|お声がけ|お声掛け|ご提案)",
        ],
    ),
    (
        Busy,
        &[
            "(kiire|kiirettae|kiireitae|kiireinen|nyt ei ole aika|ei juuri nyt|ei taellae hetkellae|budjetti* on (kaeytetty|loppu|jaeaedytetty)|budjettia ei ole)",
            "(letos|momentalne|ted|zrovna|nyni|prave ted|aktualne) ..3 (ne|nic|neres*|nemame|nemuz*|nestih*|nehled*|neplan*)",
            "(nestiham*|nemame kapacit*|nemame rozpoc*|mame plno|hodne prace)",
            "(nie mamy|brak) ..1 (budzet*|czasu|zasobow|mocy)",
            "(fullt upp|fuldt op|fullt opp|travlt|stressigt|ingen kapacitet|ikke kapasitet|ikke kapacitet|inte kapacitet|har det travelt|mye aa gjoere|meget at lave|mycket att goera)",
            "(余裕がございません|余裕がありません|余裕がない|手が回ら|時期では|忙しく|繁忙期)",
        ],
    ),
    (
        No,
        &[
            "(emme|en|ei|eivaet) ..1 (ole)? ..2 (kiinnost*|tarvit*|tarve*|tarvet*|kaeytt*|kaeyttoe*|hyoety*|ajankoht*|hankki*|etsi*|halua ostaa)",
            "(ei|emme) ..1 (kiitos|meille|ole meille|naee tarvetta|sovi)",
            "(nemame|nemam|neni|bez) ..1 (o to|o tuto|pro nas)? ..1 (zajem*|potreb*|vyuzit*|zajimav*|relevant*)",
            "(to neni pro nas|neni to pro nas|nehledame|nepotrebuj*|nevyuzij*|nezajima|nechceme menit|neuvazuj*|nezvazuj*|nebudeme|odmitam*)",
            "(nie) ..2 (dla nas|potrzeb*|interesuj*|skorzyst*|planuj*|szukam*|rozwaz*|zainteresow*|pasuje) ..1 (mnie|nas|nam)?",
            "(ikke|inte|ingen|inget|intet|ej) ..1 (noget|noe|naagot|er|aer)? ..2 (vi behoever|vi trenger|vi har brug|for os|foer oss|for oss|aktuelt|aktuellt|relevant|interess*|intress*|behov|soeker|ute efter)",
            "(inget|ingenting|intet|ikke noget|ikke noe) (vi|foer|for|jag|jeg|som) ..3",
            "no es (lo que|para|nuestro|algo) ..4",
            "(pero|mas|mucha|boa|buena) suerte ..2",
            "(導入の予定|検討の予定|予定は) ..3 (ございません|ありません|ない)",
            "(必要と) ..2 (しておりません|していません|しません)",
            "(必要と|必要性を) ..4 (ません|おりません)",
            "(pass|skip|sit this one out) {thanks}? $",
            "(we|i) (will|ll|shall|have to|had to|decided to) ..1 (pass|skip|decline|sit) ..4",
        ],
    ),
    (
        Standing,
        &[
            "(meillae|meillaehaen|olemme|on) ..1 (on)? ..1 jo ..5",
            "jo (olemassa|kaeytoessae|hankittu|sopimus|toimittaja|jaerjestelmae|vastaava*) ..3",
            "(olemme tyytyvae*|tyytyvaeisiae|vastaava* jaerjestelmae*|nykyi* (jaerjestelmae*|toimittaja*|ratkaisu*))",
            "(uz|jiz) ..1 (mame|mam|pouzivame|vyuzivame|spolupracujeme|resime) ..5",
            "(spokojen*|stavajici* (dodavatel*|reseni*|system*)|mame sve*|mame vlastni*|mame dodavatel*)",
            "(mamy juz|juz mamy|korzystamy juz|mamy wlasn*|mamy swoj*|zadowoleni|zadowolen* jestesmy|stalego dostawc*|mamy dostawc*) ..4",
            "(er|aer) ..2 (tilfreds*|fornoeyd*|fornoyd*|noejd*|godt tilfreds*) ..4",
            "(har) ..1 (redan|allerede) ..5",
            "(har) ..2 (en aftale|avtal|avtale|et system|ett system|en loesning|en loesning|en leverandoer|en leverantoer) ..4",
        ],
    ),
    (
        WrongOne,
        &[
            "(fat i|tag i|tak i|fatt i|hold i) (den|de|en|det)? ..1 (forkert*|fel|feil|gal*)",
            "(forkert*|feil|fel|vaeaerae*|vaara*|spatn*|zly|zla|niewlasciw*|nespravn*) ..1 (person|mottaker|mottagare|modtager|henkiloe*|henkilo*|vastaanottaja*|osoba|osobe|osobu|adresat*|adres*|adressen)",
            "(heeft|hebt|hebben|heb) ..1 de verkeerde ..2",
            "(pomylk*|pomyli*|omyl*|spletli|spletl|popletli|zamenil*|erehty*|erehdys)",
            "(olen|oon) ..1 (vaeaerae|vaara|opettaja|laekaeri|hoitaja|elaekkeellae|opiskelija)",
            "(ikke jobber|jobber ikke|arbejder ikke|jobbar inte|nie pracuje|uz tam nepracuj*|nepracuji|nepracuju|en ole (enaeae)? toeissae|en tyoeskentele) ..5",
            "sie haben sich ..3 (vertan|geirrt|verwaehlt|verirrt)",
            "(deve haver|ci deve essere|debe haber|deve esserci|il doit y avoir) ..1 (um|un|una|uno|une)? ..1 (engano|error|errore|sbaglio|erreur|confusion|equivocacion)",
        ],
    ),
    (
        NotMine,
        &[
            "(担当者|担当) ..2 (ではございません|ではありません|ではない|でない|ではなく)",
            "(en|emme) ..1 (vastaa|hoida|ole vastuussa|paeaetae) ..3",
            "(nie) ..1 (zajmuje sie|odpowiadam|pracuje) ..1 (w|tym|za|to)? ..3",
            "(nejsem|nemam) ..1 (spravna osoba|odpovedn*|na starosti|kompetentn*) ..2",
            "je ne suis pas ..1 (concern*|la bonne|le bon|charg*|responsable|en charge) ..3",
        ],
    ),
    (
        Handed,
        &[
            "(sendt|sender|sendte|skickat|skickar|skickade|givet|gitt|bragt|lagt|viderebragt) ..3 (videre|vidare|over) ..1 (til|till) ..2",
            "(vaelitin|vaelitaen|laehetin eteenpaein|ohjasin|siirsin) ..4",
            "(predal*|predavam|preposlal*|preposilam) ..4",
            "(przekazal*|przekazuje|przesylam|podaje dalej) ..4",
            "(leite|leiten|gebe|geben|reiche) ..9 (weiter) ..2",
        ],
    ),
    (
        Refer,
        &[
            "(taestae|asiasta|tasta|siitae|taemaen|naeistae) ..1 (vastaa|huolehtii|paeaettaeae|hoitaa) ..4",
            "(oikea henkiloe|yhteyshenkiloe|kysykaeae|kysy) ..4",
            "(obratte se|obratit se|kontaktujte|spojte se|na starosti|resi to|resi|ma to na starosti|zodpovida|odpovida za|spravna osoba je) ..4",
            "(za to odpowiada|odpowiedzialn*|prosze kontaktowac|prosze zwrocic sie|prosze pisac do|kompetentn*) ..4",
            "(den du soeker|den du soekar|den ni soeker|den rette|raett person|riktig person|rett person) ..3",
            "(la persona indicada|la persona adecuada|il responsabile|o responsavel|quem trata|quem decide|lo lleva|lo gestiona) ..4",
        ],
    ),
];
