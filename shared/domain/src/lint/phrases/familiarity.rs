//! Closeness that needs a fact behind it.

/// A meeting, a talk, an agreement, a shared past.
pub(in crate::lint) const FAMILIAR: &str = "
// English: meeting and talking
i|we haven|still|never|won t? forgotten|forget|remember|laugh .. that|your|our|the|it
showing|shown|taking|walking|driving me|us round|around|through|over|out|home
hosting|hosted|welcoming|welcomed you|your at|on|in our|my|the
owe|owed you a|an|that|the
you were|d|ve|have|are|had? expecting|awaiting|waiting .. note|mail|email|message|call|letter|me|my|us|hear
told me|us? that? you|to .. expect*|ask|write|call|contact|approach
as if|though we|i were|had|was|have
understand|know each other
as|being|we|us fellow _
got|get|arrived|made it? home|back safely|safe|well
you _? agreed|consented|promised|offered|volunteered|invited|accepted .. us|me|our
your kind|warm|generous|lovely invitation|hospitality|words|offer|welcome|introduction|help|support|reply
we @ .. each|know|stick|understand|have|are
us @ .. each|know|stick|understand|have|are
i|we followed|follow your|you ... for years
we|i still laugh|talk|remember|speak
how|hope .. enjoyed|liked .. our|the .. dinner|lunch|visit|evening|gift|present|chocolates|tour
same table|train|flight|plane|class|bench|row|hotel as|together
we|both sat|stood|queued|travelled|flew|played|ran|sang|served together|next|beside|opposite
introduced us|me to
our paths crossed
when you|we visited|came|called|stopped|dropped .. us|by|our|stand|office
your visit to our|the|us
you visited|called|rang|wrote|emailed|contacted|messaged|approached us|me|our
your call|message|mail|email|visit|question|enquiry|inquiry|request yesterday|last|on|of|this|from
after your|our visit|enquiry|inquiry
following your|our visit|call|enquiry|inquiry|demo|meeting|interest|download
as you will|may|surely|know|ll? remember|recall|know from
you know me|us
can|could still see|hear you|your|us
at|in school|university|college|uni|church together|with
the two of you|us .. were|went|met|know|knew
were|was at school|university|college with|together
my brother|sister|wife|husband|father|mother|cousin|uncle|son|daughter
laughing|laughed|laugh at my|our
remember|recall your|you|our
you were kind|good|nice|generous|patient enough|to
kind|good|nice|sweet of you to
kind enough to
to call|calling|called me? back
our ride|walk|dinner|breakfast|drink|pint|beer|encounter|handshake
our evening|night|trip|tour|round|game|match|flight|journey|class|team|school .. to|from|together|in|at|last
two|as|we old hands|friends|stagers|pals|colleagues|mates|sailors
old hands
said|say yes to
you d|had|ve|have .. said|given|promised|offered|nodded|agreed
hearing|heard your voice
good|great|nice to? .. your voice
give|gave|given|spare|spared me|us .. minutes|hour|time ... monday|tuesday|wednesday|thursday|friday|yesterday|last|week|in|at
great|good|nice|lovely|wonderful|pleasure|fun|fantastic|brilliant|delightful|glad .. meeting|seeing|talking|speaking|chatting|catching|connecting|running|bumping|hearing ... you|with|up|into|from|again|last|yesterday
great|good|nice|lovely|wonderful|pleasure|fun|glad|delighted to? .. to? meet|see|speak|talk|chat|reconnect|bump|run|catch .. you|with|up|into|again|to
always nice|good|great|lovely|a to|pleasure
lovely|great|good|nice|wonderful|fun|fascinating|enjoyable|pleasant chat|talk|conversation|call|meeting|lunch|coffee|dinner|catch|discussion|evening
enjoyed|loved|remember|recall|appreciated our|talking|chatting|speaking|meeting|the|your .. conversation|chat|talk|call|meeting|discussion|coffee|lunch|with|you|time|dinner
as|like|what|that|which|when|since|after|where we|you discussed|agreed|spoke|talked|said|mentioned|promised|arranged|met|chatted|shook
as discussed|agreed|promised|arranged|mentioned|planned on|in|last|at|by|over|when|with|during|earlier|yesterday|before|here|today|this
as|like|just discussed|agreed|promised
when|since|after|where|because|that|how we last? met|spoke|talked|chatted|crossed|saw
we met|spoke|talked|chatted|crossed|shook|sat
we shared|worked|studied .. together
we|ve|both have|ve|both both|already? met|spoken|talked|known
our|your last|recent|previous|earlier|first|phone|long|good|great|little|pleasant|nice|brief|short? conversation|chat|talk|call|meeting|discussion|lunch|coffee|encounter|dinner|exchange|agreement|deal|phonecall ... yesterday|last|in|at|on|about|this|earlier|over|where|with
our last|recent|previous|earlier|first|phone|good|great|nice|pleasant|brief|long? conversation|chat|talk|call|meeting|discussion|lunch|coffee|encounter|dinner|phonecall|agreement
following|further|referring|thanks|thank|pursuant .. our|your|the|for last|recent|phone|kind? conversation|chat|talk|call|meeting|discussion|time|lunch|request|invitation|interest|question|inquiry|enquiry|reply|answer|feedback|order
thanks|thank you? again? for|so|much? ... our|the chat|call|conversation|meeting|time|coffee|lunch|talk|discussion|welcome|hospitality
thanks|thank you? again? for? your time|interest|call|question|reply|answer|kind|warm|feedback|request|trust|visit|hospitality|help|patience|words|introduction|recommendation
you told|mentioned|said|promised|asked|agreed|wrote|explained|assured|requested|invited|expressed|confided|suggested|wanted|shared|admitted|confirmed|nodded|liked|loved ... me|us|that|to|on|at|when|in|we|you|our|last
you had|d|ve|have? already? agreed|promised|asked|told|invited|requested|expressed|confirmed
nice|good|great to? hear|hearing|see|seeing|be|talk|have again|from|back|you
long time no
been a while
been too long
it|s has? been ages
been far? too long
how was|were|s|is your|the|that holiday|holidays|vacation|weekend|trip|wedding|birthday|move|garden|kids|family|dog|skiing
say|give my|our|hello|hi|regards|best .. to|from
remember me|when|that|our|us|how
you may|might|ll|will|surely|probably? remember|recall me|us|our|that|from|meeting|how
we go way|back|a
go way back
way back
old friend|friends|times|mate|pal|school|colleague|acquaintance|classmate|buddy
good old days
those were the days
my friend|dear|mate|pal
dear friend
fellow @|alumn*|graduate*|student*|runner*|sailor*|cyclist*|fan*|parent*|chemist*|engineer*|member*|classmate*|traveller*|golfer*|skier*|climber*|countr*|dad|mum|mom|native|villager|townsman|foodie*|biker*|veteran*
mutual friend|friends|acquaintance|acquaintances|contact|connection|connections|colleague
common friend|friends|acquaintance
friend|colleague|acquaintance|buddy of yours|ours|mine
i|we feel|felt|think|if like? i|we|as|like? ... know|known|knew|friends you|each|already
know|known|knowing you already|well|for|so|personally|from
i know you|how|that? already|well|personally
we|are|re already|practically|almost|basically|like friends|family|neighbours|partners|colleagues|brothers|sisters
from one _? engineer|parent|chemist|runner|fan|father|mother|alumnus|sailor to another
last time we|i|you
next time we
back in the day|days
back when we|you
promised|promise you to|you|i|that|me
i promised|owe|owed you|to
per our|your conversation|call|discussion|agreement|request|chat|talk|last|earlier|phone|email
picking up where|our|from
where we left
continu* our conversation|talk|chat|discussion|exchange
reconnect*
catch|catching up again|with|soon
our shared|common|mutual|joint|old|friendship|days|time|years
shared past|history|love|passion|school|days|time|years
we share a|an|the|our
went to|through school|college|university|uni together
same school|class|college|university|club|year|team|village|gym|choir
i|we missed|miss you|our|your|talking
missed you at|yesterday|last|on
on the phone yesterday|last|this|today|earlier|on|we|you
shook hands
over a? coffee|lunch|beer|drinks|dinner|wine|drink in|at|last|we|yesterday
your kind|warm|friendly|generous words|reply|answer|invitation|welcome|welcoming|feedback|offer|interest
as a friend
between friends|us
since you|your asked|requested|wanted|are|showed|were ... 
you showed|expressed|were .. interest|interested|keen
at your request|invitation
as requested|per our|your|request
as you asked|requested|wanted|wished|said|told|suggested|remember|recall
in reply|response|answer to your
// English: thanks for a thing that never was
thanks for accepting|connecting|adding
// German
sie|du hatten|haben|hattest|baten|wollten .. mich|uns ... gebeten|melden|melde|schicken|schreiben|anrufen
unter uns _
wir|uns @ .. unter|verstehen|wissen|kennen|halten
unter @ ... darf|kann|konnen
nochmals|nochmal|noch einmal .. danke|dank|vielen
danke|dank nochmals|nochmal
am telefon .. sagten|erwahnten|besprachen|besprochen|erzahlten|versprochen|versprachen
auf|bei|in|an der|dem messe|stand|tagung|kongress .. getroffen|gesprochen|gesehen|kennengelernt|unterhalten|begegnet
wir|uns|ich ... auf|bei der messe|tagung ... getroffen|gesprochen|gesehen|kennengelernt|unterhalten
ihr|ihre|ihrem|ihren anruf|anfrage|besuch|bitte|interesse|nachricht|ruckfrage .. vom|von|gestern|letzte|an|fur|bei|hin|entsprechend|gemass|habe|sende
auf ihre|ihren anfrage|bitte|anruf
sie kennen mich|uns ja|noch|bereits|schon|doch|von|aus
schon lange|seit jahren ... verfolge
unser|unserem|unseren|unserer abend|essen|spaziergang|ausflug|fahrt
in .. guter|bester|schoner|lebhafter erinnerung
sie|du hatten|haben|hattest .. ja|schon|halb|fast ... zugesagt|versprochen|ja|genickt|eingewilligt|zugestimmt
am|auf stand|messe|telefon ... sie|wir|mir|zugesagt|gesprochen
wie .. besprochen|vereinbart|abgesprochen|versprochen|angekundigt|ausgemacht|gewunscht|verabredet|abgemacht|telefoniert
wie wir|sie|du|ihr .. besprochen|vereinbart|gesagt|verabredet|sagten|wollten|erwahnt|wunschten|meinten
schon|schoen|nett|toll|gut|freut|gefreut|freue|freute|super .. dass|sie|dich|mich|von|wieder ... ... getroffen|kennengelernt|kennenzulernen|gesprochen|gesehen|wiederzusehen|horen|sprechen|kennen|wiedersehen|plaudern
unser|unserem|unserer|unseres|unsere|das|dem|ihr|ihrem|fur|nach|das nette|netten|gutes|guten|letztes|letzten|letzter|gestrigen|gestriges|kurzes|kurzen|schones|schonen|langes|angenehme|angenehmen|freundliche|telefonisches? gesprach|telefonat|treffen|begegnung|unterhaltung|plausch|termin|abend|austausch|kennenlernen|meeting|verabredung|vereinbarung|absprache
unser|unserem|unserer|unseres|unsere gesprach|telefonat|treffen|begegnung|unterhaltung|plausch|termin|austausch|kennenlernen|meeting|verabredung|vereinbarung|absprache|abend|freundschaft
danke|dank fur ... gesprach|zeit|telefonat|gastfreundschaft|interesse|antwort|anfrage|ruckmeldung|vertrauen|treffen|einladung|abend
als|da|seit|weil|nachdem wir ... trafen|sprachen|getroffen|gesprochen|kennengelernt|kennen|telefoniert|telefonierten|sahen|unterhielten|zusammen
wir haben|hatten|kennen uns ... getroffen|gesprochen|unterhalten|kennengelernt|telefoniert|verabredet|gesehen
wir kennen|kannten uns
sie|du hatten|haben|hattest|hast mir|uns|ja|am|doch ... gesagt|erzahlt|versprochen|gebeten|zugesagt|erwahnt|gewunscht|berichtet|verraten|angedeutet
sie|du sagten|erwahnten|baten|erzahlten|versprachen|meinten|wunschten|verrieten|sagtest|erwahntest|baten
alter|alte|alten freund|freunde|bekannter|zeiten|kollege|freundin|bekannte
gemeinsame|gemeinsamen|gemeinsamer zeit|zeiten|bekannte|bekannten|freunde|freund|studium|studienzeit|jahre|abend|bekannter
lange nicht gesehen|gehort|mehr
damals an|in|im|auf|bei|zusammen
auf ihren|deinen wunsch|einladung
wie in alten
als waren wir
ich kenne sie|dich ja|schon|gut|bereits
als alter|alte|fellow @|hase
schone grusse|gruss an
kommilitone|kommilitonin|studienkollege|vereinskamerad*|schulfreund*
// French
ravi|ravie|heureux|heureuse|content|contente|plaisir .. de .. avoir .. croise*|rencontre*|revu*|vu|vue|parle*|accueilli*|recu*|echange*
plaisir de vous revoir|retrouver|croiser
ete|etais|etait ravi|ravie|heureux|heureuse|enchante de ...
entre lyonnais|bretons|anciens|normands|alsaciens
nous autres @
suite a votre|notre demande|appel|visite|message|accord|echange
comme promis|convenu|demande
votre appel|visite|demande|message d|de|du
vous m aviez|avez ... demande|promis|invite|dit|assure
vous m|nous? aviez|avez .. accepte|promis
vous vous souvenez|souviendrez
vous souvenez vous
votre accord .. vive|oral|verbal|telephone
de vive voix
vieux|vieilles|anciennes connaissances|complices|amis|routiers
vous m aviez|avez .. donne|promis|dit|confirme|accorde
comme .. convenu|promis|evoque|discute|demande|souhaite
comme vous|nous .. avions|aviez|avez|en ... dit|convenu|parle|souhaite|demande|promis
suite|apres|merci|lors|faisant .. notre|pour|de|a|suite votre|cet|cette|ce|dernier|derniere|recent|recente|bon|bonne? ... entretien|echange|conversation|rencontre|appel|discussion|rendez|dejeuner|diner|accueil|temps|demande|interet|coup
notre dernier|derniere|recent|recente|bon|bonne|agreable|petit|petite? entretien|echange|conversation|rencontre|appel|discussion|dejeuner|diner|rendez|accord|amitie|coup
ravi|ravie|heureux|heureuse|content|contente|enchante|plaisir .. de|vous|d|que ... ... revoir|rencontre|rencontree|rencontrer|parle|croise|croisee|parler|echanger|retrouver|connaitre|entendre
quand|lorsque|depuis|que nous nous|avons|etions ... vus|rencontres|parle|croises|croise|quittes|rencontre|vu
nous nous sommes|etions|connaissons
nous avons|avions|etions ... parle|discute|echange|convenu|dejeune|rencontre|travaille|etudie|partage|ensemble
vous m|me|nous avez|aviez|disiez|l ... dit|parle|confie|promis|demande|raconte|explique|assure
vous me disiez|parliez|confiiez
cher|chere|vieil|vieux|vieille ami|amie|copain|camarade|complice
amis communs
ami|amie|connaissance|contact commun|commune|a
ancien|ancienne|anciens camarade|de|copain|eleve|collegue
entre anciens|amis
le bon vieux
bon|belle|bonne vieux|epoque temps
j ai l impression de vous|te
a votre demande|invitation
// Spanish
me|nos pidio|solicito|comento|dijo|prometio|conto|encargo
encantado|encantada de .. haber*|coincidir
fue un|una placer|gusto|alegria
me alegro|alegre|alegra ... verle|verla|saludarle|saludarla|coincidir|conocerle
entre nosotros|paisanos|colegas|gallegos|vascos|catalanes
los @ nos .. entendemos|conocemos
como le|usted|me dije|prometi|comente|pidio|recordara
se acordara|recordara de|que|nuestra
tras su|nuestra|nuestro visita|llamada|solicitud|consulta|charla|conversacion
verle|verla|verte|saludarle|saludarla .. el otro|dia|pasado|ayer|semana|feria
viejos|viejas|antiguos|buenos conocidos|conocidas|amigos|amigas|companeros
me habia|habias|dio|diste .. dicho|prometido|dado|palabra|si|confirmado
como .. acordamos|hablamos|quedamos|comentamos|convenimos|prometi|acordado|prometido|comentado|hablado|convenido|conversamos|dijimos|pidio|solicito|dijo|comento
tal y? como|lo hablamos|acordamos|quedamos|comentamos|comento|prometi|pidio
nuestra|nuestro|la|su|tras|por|gracias|el|aquella|aquel ultima|ultimo|reciente|agradable|breve|buena|larga|grata|primera? conversacion|charla|llamada|reunion|encuentro|comida|cena|cafe|acuerdo|amistad|cita ... del|de|en|el|la|con|pasado|pasada|ayer|fue|sobre
nuestra|nuestro ultima|ultimo|reciente|agradable|breve|buena|larga|grata|primera? conversacion|charla|llamada|reunion|encuentro|comida|cena|cafe|acuerdo|amistad|cita
gracias por|de .. su|tu|la|el tiempo|interes|llamada|respuesta|visita|acogida|confianza|atencion
fue un placer|gusto
un placer|gusto .. conocerle|conocerla|verle|verla|hablar|saludarle|conocerlo|haber*|coincidir|reencontr*
encantado|encantada|placer|gusto|alegro|alegra de|mucho|me .. conocerle|conocerla|verle|verla|haber*|hablar|volver|coincidir|saber
cuando nos? vimos|conocimos|encontramos|hablamos|coincidimos|estuvimos
nos conocimos|vimos|conocemos|encontramos|cruzamos|presentaron|saludamos
usted me|nos dijo|comento|prometio|pidio|conto|aseguro|confirmo
me dijo|comento|prometio|pidio|conto|aseguro|confirmo|confeso
viejo|vieja|viejos|querido|querida|antiguo|antigua amigo|amiga|amigos|tiempos|companero|companera|conocido
amigo|amiga|amigos|conocido en|comun
aquellos tiempos|anos|dias
como si nos conocieramos|fueramos
como si fueramos
que tiempos
// Italian
piacere|bello|felice|onore .. aver* .. con|al|alla
brindato|pranzato|cenato|chiacchierato|parlato con|insieme
non dimentico|scordo quel*|la|il
bello|piacere|felice|contento|contenta .. di|e|stato? .. rivederla
stato un? bello|piacere .. vederla|conoscerla|incontrarla|sentirla|parlarle|ospitarla
mi|ci aveva|ha|avevate|avete ... chiesto|pregato|detto|promesso|incaricato
tra noi _
come ricordera
si ricordera|ricordera di|che|il|la|del
dopo|a|in seguito .. alla|la sua|vostra|nostra visita|telefonata|richiesta|chiacchierata
facendo seguito
nostro|nostra pranzo|cena|caffe|incontro|chiacchierata|telefonata
vecchi|vecchie|buoni amici|conoscenti|conoscenze|compagni
mi aveva|avevi|avevate .. promesso|detto|assicurato|confermato|dato
come .. concordato|promesso|stabilito|discusso|detto|anticipato|accordi|accordo|richiesto|chiesto|concordammo|accennato
d|da|come accordo|accordi
nostra|nostro|dopo|grazie|la|sua|quella|bella ultima|ultimo|recente|bella|bel|piacevole|breve|lunga? conversazione|chiacchierata|telefonata|riunione|incontro|cena|pranzo|caffe|chiamata|amicizia|colloquio ... 
e stato un? piacere|bello|bellissimo
piacere|felice|bello|contento|contenta .. averla|averti|di|aver* conosciuta|conosciuto|rivederla|rivederti|incontrata|incontrato|sentirla|parlato|vista|visto|ritrovarla
quando ci|abbiamo siamo|parlato|visti
ci siamo visti|incontrati|sentiti|conosciuti|parlati|lasciati|detti|conosciamo
ci conosciamo
lei|mi|ci mi|aveva|ha ... detto|promesso|chiesto|raccontato|confidato|accennato|confermato|assicurato
caro|cara|vecchio|vecchia|vecchi|carissimo amico|amica|amici|tempi|compagno|compagna|collega
amico|amica|amici|conoscenza in|comune|comuni
bei tempi
grazie per|del|della|di .. suo|sua|il|la|tempo tempo|interesse|chiamata|risposta|visita|ospitalita|fiducia
come se ci conoscessimo|fossimo
come se fossimo
mi sembra di conoscer*
// Dutch
elkaar ... spraken|gesproken|ontmoetten|ontmoet|zagen|gezien|troffen|tegenkwamen
leuk|fijn|goed|gezellig .. dat we elkaar
onder elkaar
wij @ .. onder|begrijpen|kennen|weten
na|tijdens|sinds|bedankt .. ons|onze gesprek|afspraak|ontmoeting|telefoontje|kennismaking
u|je|jullie had|hadden|heeft|hebt .. gevraagd|verzocht|beloofd|toegezegd|gebeld|gemaild
naar aanleiding van uw|je|jullie|ons|onze gesprek|telefoontje|vraag|verzoek|bezoek|mail|bericht|afspraak|ontmoeting
zoals je|u|jullie nog|zich weet|weten|herinnert
nogmaals dank|bedankt
bedankt nogmaals
je|u|jullie had|hadden .. me|mij|ons ... toegezegd|beloofd|gezegd|gegeven
na onze|ons lunch|gesprek|etentje|borrel|koffie|rit
oude bekenden|vrienden|rotten
zoals ... besproken|afgesproken|beloofd|gezegd|toegezegd|gevraagd|zei|vroeg|vroegen|afspraken|bespraken
ons|onze|na|bedankt|voor|dat|het leuke|laatste|goede|korte|fijne|recente|prettige|gezellige? gesprek|gesprekje|telefoontje|ontmoeting|afspraak|praatje|kennismaking|lunch|etentje|koffie|overleg|belletje|vriendschap|borrel ... van|op|in|met|vorige|gisteren|bij|over|was
ons|onze leuke|laatste|goede|korte|fijne|recente|prettige|gezellige? gesprek|gesprekje|telefoontje|ontmoeting|afspraak|praatje|kennismaking|lunch|etentje|koffie|overleg|belletje|vriendschap
leuk|fijn|goed|prettig|mooi|gezellig|aangenaam .. om|je|u|dat|jullie ... ... ontmoeten|ontmoet|spreken|gesproken|zien|gezien|ontmoetten|spraken|elkaar|kennen
toen|sinds|omdat|dat we|wij|ik elkaar|samen ...
we|wij hebben|hadden|kennen|spraken|zagen|ontmoetten|waren elkaar|samen
je|u|jij|jullie zei|zeiden|vertelde|vertelden|beloofde|beloofden|vroeg|vroegen|noemde|gaf|wilde mij|me|ons|dat|al|toen|aan|destijds|op
bedankt|dank voor ... tijd|gesprek|ontvangst|interesse|reactie|vertrouwen|gastvrijheid|telefoontje
oude|goede|gezamenlijke|wederzijdse vriend|vrienden|tijden|bekende|bekenden|kennis|studiegenoot|collega|maat
oud studiegenoot|collega|klasgenoot|gediende
die goeie|goede ouwe|oude|tijd
alsof we|ik|wij ... ken|kennen|vrienden
op je|uw|jullie verzoek|uitnodiging
// Portuguese
velhos conhecidos|amigos|colegas
tinha|tinham|havia|deu .. me|nos .. prometido|dito|dado|palavra|confirmado
como .. combinado|combinamos|falamos|prometido|conversamos|acordado|acordamos|prometi|discutimos|pediu|solicitou
conforme combinado|combinamos|conversamos|falamos|acordado|prometido|solicitado
nossa|nosso|apos|obrigado|obrigada|a|pela|aquela ultima|ultimo|recente|boa|breve|agradavel|otima? conversa|chamada|reuniao|encontro|almoco|jantar|cafe|ligacao|bate|papo|acordo|amizade|telefonema ... 
foi um|muito? prazer|otimo|bom|bom
prazer|bom|otimo|feliz|adorei|gostei .. em|te|de|ve|rever|reve|conhec*|falar|encontr*|reencontr*|conversar ...
quando nos? vimos|conhecemos|conversamos|falamos|encontramos|estivemos
nos conhecemos|encontramos|vimos|falamos|cruzamos
voce me disse|contou|prometeu|pediu|comentou|mencionou|confirmou
velho|velha|velhos|caro|querido|antigo|antiga amigo|amiga|amigos|tempos|colega|conhecido
amigo|amiga|amigos|conhecido em|comum
bons tempos
obrigado|obrigada|agradeco pelo|pela|por|o|a .. tempo|interesse|ligacao|resposta|visita|atencao|conversa|acolhida
sinto que ja|te|o|a
// Nordic
som aftalt|avtalt|avtalat|lovet|lovat|diskuterat|diskuteret
tak|takk|tack for sidst|sist|senast|samtalen|snakken|motet|mode|sidste
godt|hyggelig|hyggeligt|trevligt|roligt|kul at|a|att ... mode|mote|traffa|se|snakke|prata|treffe|traffas
vores|var|vart seneste|siste|sista|senaste? samtale|samtal|mode|mote|snak|prat|frokost|lunch
da|nar|dengang vi modtes|motte|mottes|traffades|talte|snakket|sas|pratade
gamle|gammel|gamla|gammal ven|venn|van|vanner|dager|dage|dagar
// Polish
jak ustalilismy|rozmawialismy|obiecalem|uzgodniono|umowilismy|wspomnial*
milo|dobrze bylo .. pana|pania|poznac|porozmawiac|spotkac
nasza|naszej|naszym ostatnia|ostatniej|ostatnim? rozmowa|rozmowie|rozmowy|spotkanie|spotkaniu
podczas naszego|naszej spotkania|rozmowy
stary znajomy|przyjaciel
wspolny|wspolni znajomy|znajomi
";

/// What a log writes down when such a thing did happen; in the fact it backs the phrase.
pub(in crate::lint) const BACKING: &str = "
met|meet|meeting|call|called|phone|phoned|spoke|spoken|talked|conversation|chat|demo|visit|visited|asked|asks|wrote|write|replied|reply|answered|said|says|requested|invited|agreed|accepted|introduced|referred|named|lunch|coffee|stand|booth|fair|workshop|webinar|trial|pilot|customer|attended|discussed|downloaded|signed|registered|connected|connection|invitation|interested|wants|wanted|promised|pointed
getroffen|gesprach|telefonat|angerufen|gesprochen|besuch|besucht|gebeten|schrieb|antwort|antwortete|geantwortet|gefragt|verwiesen|vereinbart|messe|messestand|demo|termin|kennengelernt|zugesagt|vernetzt|empfohlen|treffen
rencontre|rencontree|appel|entretien|echange|parle|visite|demande|repondu|ecrit|salon|convenu|rendez|invite|recommande|oriente|connectes
reunion|llamada|conversacion|hablo|hablamos|visita|pidio|respondio|escribio|feria|acordo|encuentro|remitio|conectados|contesto|dijo
incontro|telefonata|parlato|visita|chiesto|risposto|scritto|fiera|accordo|riunione|indicato|collegati|detto
gesprek|gesproken|gebeld|ontmoet|ontmoeting|bezoek|gevraagd|schreef|antwoordde|beurs|afspraak|afgesproken|doorverwezen|verwees|verbonden|telefonisch
reuniao|conversa|ligacao|falou|visita|pediu|respondeu|escreveu|feira|combinado|encontro|indicou|conectados|disse
mode|mote|samtale|samtal|ringte|ringde|talte|besog|besok|messe|massa|svarede|svarte|svarade|aftalt|avtalt|skrev
";
