//! What is said in a roundabout way, by what it tells. The plain words for the same are in the other tables.

use super::Cue::{
    self, Accept, Ask, Away, Basis, Busy, Courtesy, Handed, HardNo, Later, LeftSelf, Material,
    Meet, Mention, No, NotMine, Odd, Quiet, Refer, Report, Standing, Stop, TookOver,
};

pub(super) const PHRASES: &[(Cue, &[&str])] = &[
    (
        Stop,
        &[
            // The whole domain, the whole house.
            "(take|get|strike|remove|drop|cross|wipe|keep) ..8 off (altogether|entirely|completely|for good|please|now|your|it)",
            "(everything|everyone|everybody|anyone|anybody|all addresses|all of us|every address) ..1 (at|with|ending in|under|on) ..1 (<mail>|<link>|our|this) ..3 (off|out|removed|deleted)",
        ],
    ),
    (
        Quiet,
        &[
            // Who need not go on.
            "(save|spare) (yourself|yourselves|us|me|your) ..2 (follow ups|follow up|followups|follow-ups|reminders|next one|next ones|next mail|next email|rest|sequence|nudges|chasers|bumps|second mail|third mail)",
            "(none|nobody|no one|neither|not one) ..5 (wish|wishes|want|wants|care|cares|asked|agreed) ..2 (to)? (receive|get|have|hear|be|for) ..3 (these|this|them|mail|mails|emails|from you|such|contacted|more)",
            "(no more|enough|that is enough|quite enough) of (these|this|those|it|them|that) {thanks}? ..1 $",
            // "Not today and never": a no for all time is the end of it.
            "(nicht|kein|nein) ..3 (und|auch) ..2 (sonst|spaeter|kuenftig|ueberhaupt|morgen) ..1 (nie|niemals|nicht|nimmer)",
            "(not|no) ..3 (and|or|nor) ..2 (ever|never|tomorrow|at any other time|at any time)",
            "(ni|pas|non) ..3 (ni|et) ..2 (jamais|un autre jour|plus tard non plus)",
            "(no|ni) ..3 (ni|y) ..2 (nunca|jamas|manana)",
            "(non|ne) ..3 (ne|e) ..2 (mai|domani)",
            "(niet|nee) ..3 (en|noch) ..2 (nooit|ooit|morgen)",
        ],
    ),
    (
        Report,
        &[
            // To whom it goes: the bodies of other lands.
            "(send|forward|report|submit|pass|hand|copy|file|complain|complaint|write|lodge|refer) ..7 (to|with) ..1 (the)? ..1 (crtc|casl|spam reporting centre|oaic|acma|pdpc|popia|information regulator|nai|hdpa|cnpd|apd|gba|edoeb|preposto|spam abuse|fraud centre|commerce commission|internal affairs)",
            "(one more|next one|another one|another) ..4 (and)? ..2 (i will|i|we will|we|it) ..6 (to|with) the ..1 {authority}",
        ],
    ),
    (
        Basis,
        &[
            "(do not|never|does not|not) ..1 (have|had|hold|get|got|given|give|gave) ..1 (my|our|any|the) ..3 (consent|permission|opt-in|opt in)",
            "(without|no|lacking) ..1 (my|our|any|the)? ..2 (consent|permission) ..4 (under|which|required|as required|by law|law)",
        ],
    ),
    (
        TookOver,
        &[
            // The one we wrote to has passed it all on to the writer.
            "(has|have|had) ..1 (passed|handed|given|turned|moved|shifted|left) ..3 (across|over|on)? to me ..2",
            "i (answer|decide) for ..4 now ..2",
        ],
    ),
    (
        Refer,
        &[
            // "Procurement is Dana Ivers", "ops is all Meredith": whose it is.
            "^ ..2 (procurement|purchasing|buying|it|hr|finance|logistics|facilities|operations|ops|marketing|legal|security|quality|maintenance|estates|training|payroll|compliance) (is|would be|sits with|goes through|goes to) <name> ..1",
            "(is|are) (all|entirely|purely|strictly|very much|more|really) <name> ..1",
            "<name> ..1 in (service|drift|driften|salg|indkoeb|innkjoep|inkoep|lager|produktion|production|operations)",
            "(det er|det aer|das ist|das waere|c est|es|e) <name> ..6 (du skal|ni ska|sie brauchen|il vous faut|debe|deve|moet je|skal ha|faa fat|have fat|faa tak|faa tag) ..3",
            "(have fat i|faa fat i|faa fat paa|faa tag i|faa tag paa|faa tak i|ha tak i) ..3",
            "<name> ..4 (could|can|would|might|will|may) ..1 (tell|help|advise|answer) ..1 (you|it)",
            "<name> (i think|i believe|i guess|i suppose|probably|if i remember)",
            "(hit|look) (her|him|them) up ..3",
            "(give|drop) <name> ..1 (a|your) ..2",
            // Who has the writer's place now, told of a place.
            "(en mi lugar|en mi puesto|me reemplaza|me reemplazo|me sustituye|me sustituyo|me sucede|mi reemplazo|ocupo mi lugar|quedo en mi lugar) ..4",
            "(m a remplace|me remplace|m a succede|a pris ma place|a pris ma suite|a repris mon poste) ..4",
            "(al mio posto|mi ha sostituit*|mi sostituisce|ha preso il mio posto) ..4",
            "(no meu lugar|substituiu me|me substituiu|me substitui|ficou no meu lugar) ..4",
            "(in mijn plaats|mijn plaats is|mij vervangen|vervangt mij|volgt mij op|mij opgevolgd) ..4",
            "(an meiner stelle|meine nachfolge|meinen platz|meinen posten|mir nachgefolgt) ..4",
            "(min eftertraedare|efter mig|min efterfoelger|min etterfoelger|i mitt staelle|i mit sted|i mitt sted) ..4",
            "(na moje miejsce|na moim miejscu|zastapil mnie|zastapila mnie|misto me|na me misto|tilallani|seuraajani) ..4",
            // Bought through a firm.
            "(purchased|bought|sourced|ordered|run|handled|done|managed|outsourced) ..2 (through|via|by) (our|a|an|the) ..3 (partner|provider|supplier|agency|contractor|accountant|broker|bureau|franchisor|landlord) ..4",
            "(sell|take|put|pitch|offer|address) (it|this|that) ..1 (to|up with) them ..2",
            "(do|does|handle|handles|run|runs|look after|looks after) (the lot|all of it|it all|everything) ..2",
            "(laeuft|geht|lauft|erfolgt|wird) ..6 (ueber|durch) ..1 (die|eine|unsere) (firma|agentur|zentrale|einkaufsgenossenschaft) ..4",
            "(dort|da|bei denen|bei ihr|bei ihm) anklopfen ..2",
            // "Das macht bei uns die Moni".
            "(das|des|dit|dat) (macht|mocht|erledigt|doet|regelt) ..3 (die|der|unsere|unser|de|onze) ..1 <name> ..4",
            // "…の中村が担当しております".
            "(が担当しており|が担当です|が担当いたし|が担当となり|が担当になり|宛にお送り|宛てにお送り|までご連絡いただけ|宛にご連絡いただけ|へご連絡いただけ|へお問い合わせいただけ|にご連絡いただけ)",
        ],
    ),
    (
        Handed,
        &[
            "(forwarding|forwarded|sending|passing|handing) ..1 (to|on to|over to) (our|my|the) ..3",
            "(sendt|skickat|skickade|sendte|sender|skickar) ..1 (din|ditt|dit|er|deres) (mail|mejl|e-post|epost|henvendelse|besked) ..1 (videre|vidare) ..3",
            "(one|something) for you (i think|this|maybe|perhaps|surely)",
        ],
    ),
    (
        NotMine,
        &[
            "(niet|niks|nicht|nischt) ..1 (mijn|mein|meine) (winkel|pakkie an|pakkie-an|baustelle|bier|tisch|gebiet|gemischtwarenladen|afdeling|ressort|feld|revier|ding) ..3",
            "(not|never) (my|our) (bag|shop|pigeon|circus|monkeys|lane|wheelhouse|bailiwick|manor|beat|yard|kitchen|table) ..2",
            "(pas|plus) (mon|ma) (rayon|domaine|truc|boutique|tasse|terrain|partie) ..2",
            "no es (mi|lo) ..1 (negociado|terreno|tema|mio|ambito|campo) ..2",
            "non e (il mio|la mia|roba mia|affar mio) ..2",
            "(above|beyond|below) my (pay grade|paygrade|station|rank) ..2",
            "(got|have|has|had) no say (in|over|about|on) (any|anything|soil|that|this|it|them|these|such|purchasing|buying) ..3",
        ],
    ),
    (
        LeftSelf,
        &[
            "(deje|dejamos|sali de|abandone) (la|el|esa|ese|aquella) (cadena|grupo|firma|compania|tienda|hotel|escuela|colegio|clinica|fabrica|ayuntamiento|universidad|casa|empresa|sector|hospital|banco|puesto|negocio) ..3",
            "(quitte|laisse) (la|le|ce|cette|l) (groupe|chaine|societe|maison|boite|mairie|ecole|hopital|clinique|entreprise|magasin|hotel) ..3",
            "(lasciato|mollato) (la|il|quella|quel|l) (catena|gruppo|azienda|ditta|scuola|ospedale|comune|hotel|negozio|societa) ..3",
            "(deixei|larguei|sai) ..1 (da|a|do|o) (cadeia|grupo|firma|loja|hotel|escola|clinica|fabrica|camara|empresa|rede) ..3",
            "(ahora|agora|ora|maintenant|jetzt|nu) (estoy|estou|sono|suis|bin|ben) ..1 (en|noutra|em|in|a|op) (otra|outra|otro|outro|altro|altra|autre) ..3",
        ],
    ),
    (
        Away,
        &[
            // On the road for the firm.
            "(tjenestereise|tjenesterejse|tjaensteresa|forretningsrejse|forretningsreise|affaersresa|tyoematka*|matkoilla|dienstreis|zakenreis|viaje de trabajo|viaje de negocios|comision de servicio|viaggio di lavoro|trasferta|viagem de trabalho|viagem de servico|viagem de negocios|deplacement professionnel|podrozy sluzbowej|delegacji|sluzebni cest*|sluzobnej ceste) ..2",
            // The off days, the holiday of all.
            "(vaste vrije dag|vrije dag|roostervrij|freier tag|jour de repos|dia libre|giorno di riposo|dia de folga|de folga|fridag|ledig dag|vapaapaeivae|dzien wolny) ..2",
            "(em|de|en|in) ..1 (recesso|puente|receso|feriado|ponte) ..3",
            "(on tour|on the road|on the boat|at the beach|on circuit|at sea) (with|for|until|till|all|this|and) ..3",
            "not (reading|checking|looking at|opening|picking up) ..1 (mail|mails|email|emails|messages|my mail|my inbox|anything) ..2",
            "(off|out|away) (this|all) (afternoon|morning|day|evening) ..4",
            "(when|once) (i am|i m|we are) ..1 (in next|next in|next at my desk|back in) ..2",
            "(home|at home) (in|on|again|by) ..1 (<num>|two|three|a|one|four|<day>|<when>) ..2",
            "^ ..6 see you (on|in) the <num> ..3",
            "(lees|lese|lis|leo|leggo|leio|laeser|leser) ..1 (ik|ich|je|jag|jeg)? ..1 (uw|je|jullie|ihre|vos|su|tu|la sua|o seu|dit|ditt|din) (mail|mails|e-mail|nachricht|message|correo|mensaje|messaggio|mejl|besked)",
        ],
    ),
    (
        Meet,
        &[
            "(when|how soon) (can|could|might|would|will) you ..1 (be|get|come|make it|pop|drop|travel|drive) ..1 (in|to|over|up|down|here|at|out|round) ..3",
            "(mandame|mandeme|enviame|envieme|pasame|paseme) ..1 (tu|su) (calendario|calendly|agenda|disponibilidad|enlace) ..3",
            "(separo|aparto|reservo|bloqueo|libero) ..1 (media|una|un|meia|uma|mezz|mezza|trenta|treinta|trinta|<num>) (hora|minutos|ora|minuti|horas|rato|hueco) ..3",
            "(uygun mu|musait misiniz|goerusebilir miyiz|gorusebilir miyiz|goruselim)",
            "(rufen|ruf|ruft|klingeln|klingel) (sie|mich|ihr|doch)? ..4 (zwischen|gegen|ab|um|nach|vor) ..3 (durch|an) ..1",
        ],
    ),
    (
        Accept,
        &[
            "(hoert sich|klingt|laesst sich) ..3 (vernuenftig|sinnvoll|brauchbar|ordentlich|super|klasse|toll|stark|verlockend|einleuchtend) ..1 an?",
            "(me animo|nos animamos|me apunto|nos apuntamos|cuenta conmigo|cuenten con nosotros|va que va) ..1",
            "(ca me tente|ca nous tente|je suis partante|on y va) ..1",
            "(ci sto|mi avete convinto|ci avete convinti) ..1",
            "(bora|alinho|pode contar comigo) ..1",
            "(goermek isterim|gormek isterim|ilgileniyorum|ilgimi cekti)",
        ],
    ),
    (
        Material,
        &[
            "(call|meeting|visit|demo) ..2 (is|are) not (necessary|needed|required) ..3",
            "(send|mail|forward|pass) (me|us) ..1 (a|the|your|some) ..1 (description|data sheet|datasheet|specification|specifications|outline|write up|drawing|drawings|summary|interface description|technical description) ..3",
        ],
    ),
    (
        Ask,
        &[
            "(have|has|got|do) ..1 you ..1 (got|have) ..3 (report|certificate|audit|paper|sheet|statement) ..1 you (could|can|might|would) (forward|send|share|show) ..2",
        ],
    ),
    (
        Later,
        &[
            // Not so far, in the tongues that say it with one word.
            "(por enquanto|para ja|por ora|por agora|de momento|por lo pronto|por el momento|de momento) (nao|no|nem) ..2",
            "(quiza|quizas|tal vez|a lo mejor|talvez|forse|magari|peut etre|vielleicht|misschien|maybe|perhaps|kanske|maaske|kanskje) ..1 (el|no|o|l|en|im|i)? ..1 (ano|anno|annee|jahr|jaar|aar|proximo|prossimo|next) ..2",
            "(volto|voltamos|vuelvo|volvemos|torno|torniamo) a (falar|contactar|hablar|contactar*|escribir*) ..2",
            "(mi|ci|me|nos) (cerchi|cercate|richiami|contatti|procure|busque|busca) ..1 (a|in|dopo|em|en|depois|despues) ..2 <when> ..1",
            "(so|solo|nur|only|pas avant|erst|foerst|dopiero|az) ..1 (em|en|im|in|i|w|v) <when> ..2 (se)? (decide|decidimos|sabremos|saberemos|entschieden|wissen|decidera|besluit*|avgoer*|beslut*) ..3",
            "(nach|after|apres|despues|dopo|na|depois) ..2 (dieser|that|cette|esa|quella|die|essa) (zeit|date|data|fecha|datum) ..2",
            "(je saurai|nous saurons|lo sabre|lo sabremos|lo sapro|saberei|werde ich wissen|wissen wir mehr|weiss ich mehr|we will know|i will know|vet vi|ved vi) ..4",
            "(frozen|gelees|gele|eingefroren|congelad*|congelat*|bevroren|fryst|frosset) ..2 (until|till|jusqu|bis|hasta|fino|tot|ate|til|till) ..3",
            "(week|kw|vecka|uge|uke|semaine|semana|settimana) <num> (is|waere|ist|passt|vore|ville|seria|sarebbe|would be) (better|besser|bedre|baettre|fine|good|gut|mejor|mieux|meglio) ..3",
        ],
    ),
    (
        Busy,
        &[
            "(avec|avec toute|en) (la|cette) saison c est mort ..1",
            "(short staffed|short-staffed|understaffed|unterbesetzt|en sous effectif|onderbezet|underbemannet|underbemannad) ..3",
        ],
    ),
    (
        Standing,
        &[
            "(do not|does not|not) keep (us|me|anybody|anyone) awake ..1",
            "(contractually|by contract) (with|bound|tied|committed) ..4",
            "(quien conduce|quem conduz|chi guida|wer faehrt) ..2 (soy yo|sou eu|sono io|bin ich) ..2",
        ],
    ),
    (
        No,
        &[
            "(nao|no|non|ne) ..1 (se justifica|se justifie|si giustifica|compensa|vale la pena|merece la pena|vaut pas la peine) ..3",
            "(so|then|therefore|also) no (dear|love|mate|my friend|pet|sir|darling|son) ..1 $",
            "(solving|solves|fixing|fixes) (something|a problem|things) ..1 (that)? ..1 (does not|do not|we do not|is not|nobody) ..5",
        ],
    ),
    (
        HardNo,
        &[
            "(una volta per tutte|una vez por todas|une fois pour toutes|once and for all|ein fuer alle mal|eens en voor altijd|de uma vez por todas|en gaang foer alla|en gang for alle|raz na zawsze|jednou provzdy) ..1",
            "(i|we) speak for (all|the whole|both|every|everybody|everyone|the group|the entire) ..8 (not|never|no) ..3",
            "(we|i) (do not|will not|never|do not and will not) ..2 (and)? ..1 (will not|never|do not) (buy|use|need|want|take|pay) ..3",
        ],
    ),
    (
        Mention,
        &[
            // Who leaves the talk to a colleague asks nothing of us.
            "(drop|fall|step|bow|hop|get|take myself|duck) (off|out of|out|away from) ..1 (this|the)? ..1 (thread|conversation|loop|chain|copy|cc)? ..1 (now|here)? $",
            "(i will|i|will|ll) (drop|step|bow|hop|fall|duck) (off|out|back) (of)? ..1 (this|the)? ..1 (thread|conversation|loop|chain|call)?",
            // Somebody else than us is not to be disturbed, or others than the writer.
            "(please)? (do not|not|never) (call|phone|ring|mail|email|contact|write|bother|disturb) ..1 (the|our) (reception|switchboard|front desk|hotline|warehouse|shop|branch|secretary|night shift|general|main|central|head office) ..3",
            "(nicht|niet|pas|no|non) ..2 (zentrale|empfang|receptie|standard|accueil|centralita|recepcion|centralino|reception) (anrufen|bellen|appeler|llamar|chiamare) ..2",
            "(otherwise|else|if not|or) (just)? (bin|delete|ignore|forget|drop) (it|this|that) ..1",
            // A report that one can send on is no threat.
            "(soc|audit|test|case|status|security|penetration|pen test|annual|research|sample|impact|esg|tuev) ..2 (report|reports) (you|your) ..4",
            // An end that is a work's: "cuando terminemos la reforma".
            "(cuando|una vez que|hasta que|en cuanto) (terminemos|terminen|acabemos|acaben|cerremos|cierren) (la|el|las|los|con) (*a|*o|*n|*s|*e)",
            "(finche|fino a quando|quando) ..1 (non)? (chiudo|chiudiamo|finiamo|finisco|terminiamo) ..1 (il|la|i|le|l) ..3",
        ],
    ),
    (
        Courtesy,
        &[
            // French for "no chance", and nobody's death.
            "c est mort (pour|cette|avec|chez|jusqu|la) ..2",
        ],
    ),
    (
        Odd,
        &[
            "(not|no) interested ..1 (at all)? (ring|call|phone|mail|write|see) (me|you|us) ..1 (tomorrow|on|next|at|then)",
        ],
    ),
];
