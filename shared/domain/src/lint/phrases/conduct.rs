//! Pressure, insults and contempt.

/// Guilt, invented deadlines, fear, going over somebody's head, silence read as consent.
pub(in crate::lint) const PRESSURE: &str = "
// English: deadlines and scarcity
window|offer|gate|doors shuts|closes|shut|closing
ask|tell|offer twice
won|will|not t? not? ask twice|again
came|comes|come|got|gets out that|why|how
look odd|bad|strange|awkward if|that
had|d|been been told|warned|informed
told|assured|promised your|the colleague|colleagues|boss|team|ceo|manager ... that you
you are in|on the list|board
last one|ones|company|firm to|left|without|in|who
off the table
left|leave|leaving me hanging|waiting
won t last
will not last
lost|lose|losing .. posts|post|jobs|seats|places over|for|because
if i must
if i have to
in|of your position ... minute|time|no|should|answer|line
hard to believe that
after|by|from|on monday|tuesday|wednesday|thursday|friday|saturday|sunday .. place|slot|offer|trial|deal|price|seat|spot|proposal .. is|goes|will|gone|off|to|expires|ends|lapses|not
went this|last|yesterday morning|week|night
the last|third|only place|slot|seat .. won|will|goes|is
explain .. to why|how
nobody|no one looked|acted|cared|listened
didn|did not? t? object|say|decline|refuse|protest
last|final|only chance|opportunity|call|notice|warning|reminder
act|decide|sign|order|reply|respond|book|commit now|immediately|fast|quickly
act|decide|sign|order|reply|respond|book|commit|answer|confirm today|tonight
act|decide|sign|order|reply|respond|book|commit|answer|confirm by|before monday|tuesday|wednesday|thursday|friday|saturday|sunday|midnight|noon|tomorrow|tonight|the|end
before it is|s too late
before someone|somebody|anyone|another|others|your else|competitor|competitors|rivals|neighbour|neighbours
before|until your|the competitors|competitor|rivals|rival|competition do|does|get|gets|grab|grabs|snap|take|takes|is|are|beat|beats
offer|price|discount|deal|quote|slot|proposal|terms|window expires|ends|lapses|closes|runs|disappears|vanishes|dies|gone
offer|price|deal|slot|place is|will be only? gone|off|withdrawn|valid|open only?
today|now|week only
only|just # _? slots|places|spots|seats|units|licences|licenses|readers|boxes|devices|days|hours|left|remaining
only|just one|two|three|four|five|six|seven|a few|handful of? _? slots|slot|places|place|spots|spot|seats|seat|left|remaining|days|hours
# places|slots|spots|seats|units left|remain|remaining
slots|places|spots|seats are|is filling|going|running|limited|almost|nearly
limited time|availability|number of|slots|spots|places
while|as long as supplies|stocks|places|slots last
time|clock is running|ticking
clock|time s ticking|running
don|do not t? miss out|this|your|the
don|do not t? wait|delay|hesitate|sleep
you will|ll regret|lose|miss
you ll|will|would|may|might be sorry|left|regret*
regret it|this|not|missing|ignoring|waiting
hurry up
^ hurry
so hurry
until|by|before|till|at .. tonight|midnight|noon|friday|monday|tuesday|wednesday|thursday|saturday|sunday|tomorrow|month|week ... otherwise|after|afterwards|then|gone|closes|lapses|else|else's|expires|goes
otherwise|after|afterwards it|the|your|i|we|that|someone|somebody|this .. goes|gone|lost|lapses|expires|else|competitor|another|closes|shuts|pass|cancel|withdraw
door|list|books|round|window|programme|queue closes|shuts|closing|is closing
i|we can|will|ll|d hold|keep|reserve .. until|till|only|for|place|slot
hold|holding|held|keep|keeping .. slot|place|price|seat|offer .. until|till|for|only
# of|out .. gone|taken|sold|left
are|is almost|nearly|already gone|full|booked|sold
running|run out of
you|ll|will be the|among last|only company|firm|ones|left
shame if
it would be a? shame|pity|sad|tragic if|to
// English: fear
your competitors|competitor|rivals|rival|neighbours|competition will|already|have|are|get|gets|do|is|has|won
competitors|competitor|rivals get|gets|take|takes|grab|grabs|win|wins|will the|your|you
you|ll|will|re|are|be? falling|fall|left|being|get|getting behind
on your head
be|re|will|are held? responsible|liable|accountable|blamed
you|d|ll|will|would|be|have|need|must|ll|to answer for|explaining|explain ... _
explain .. to your|the|them board|boss|chief|ceo|director|auditors|auditor|insurer|court|judge|police|press|families|regulator|management|owner|owners|superiors|shareholders
look bad|foolish|stupid|incompetent|careless
would|ll|will|could|might|may look|cost bad|you your|badly .. job|for|career|position
cost you your|the job|position|career|bonus|head|reputation
your job|career|position|head|neck|bonus is|are|will|could|may|may be|might|depends|on
personally liable|responsible|answer
somebody|someone|people will? get|gets|be|dies|die hurt|killed|fired|dies
if something|anything happens ... _
next|another audit|accident|inspection|fire|leak|breach|failure|recall will|may|could|might ... _
the regulator|authorities|inspector|auditor|auditors|press|police will|may|might|could ... _
fine|fines|penalty|penalties ... waiting|coming|arrive|land|hit|hits
sleep at night
sleep well knowing
negligent|negligence|reckless|irresponsible
can you|your company afford to
you can|t|cannot afford not|to|another
don|do not say|come|complain i|we|crying|didn|later|that
don|do not say ... warned|warn|tell
i|we warned|ve you
you have|ve been warned
face|bear|bring|suffer|have .. consequences
consequences for|if|of you|your|not
they|people|everyone|everybody|board|boss|court|judge|press|families|auditors|insurer|customers will|would|might|may .. ask|blame|hold you|why|whose
ask you why
blame you|lands|falls
your|the name|signature|head|desk|neck|fault|watch|conscience|shoulders will|is|on|under|it|would
on your watch|conscience|shoulders|desk|head
with|has|have|bear|bears your name|signature on|under
heads will|may|could|might roll
who will|would|gets|takes the? blame|fired|blamed
lose|losing|lost|cost|keep .. job|jobs|licence|license|position|seat|bonus
be|get|gets|getting|got fired|sacked|dismissed
prison|jail|handcuffs
someone|somebody|people .. get|gets|be .. hurt|killed|fired|blamed|sued
you want|like|wish .. that|to .. on|be
do you really? want
imagine|picture .. headline|headlines|call|funeral|explaining|families|court
headline|headlines
sooner or later
mark my words
you have|ve been told|informed
last person|man|woman|one who|to
// English: guilt
i|we had|d hoped|expected|thought for|you|better|more|that|at|to
thought|expected|hoped better|more|otherwise of|from
better of|from you
even a|the no|short|single|one ... courtesy|answer|line|enough|much|reply|took|takes
sat|stayed|worked up|late|all|through ... for|night|evening|evenings|weekend|you
gave|given|giving up my|a|the .. weekend|evening|sunday|holiday|time
for|because|of nothing|you|all my|your .. effort|work|trouble
professional|professionals|serious|polite|decent people|person|manager|company|buyers|businesspeople answer|reply|would|at|do|don
your predecessor|colleagues|colleague would|would|have|did|answered|replied|at
do you .. care|value|respect
do you even
don|do not? t? you care
if you cared|care
somebody|someone who cares|cared
unanswered|unread|silence|silent ... 
how many|often times|more|mails|must|do
your silence hurts|says|speaks|tells
you|ve have|ve? ignored|ignore|ignoring my|me|our|us|all|every
you|ve have|ve? not|never replied|answered|responded|written|reacted
ignor* my|our|me|us|these|this
not|never|nt|t even? bother* to|reply|answer
bothered|bother to reply|answer|respond|open|read
you owe|ow me|us|it|an
owe me|us an|at|a|the
least you|that you? can|could|should do
the least|very _? you can|could do
least|decency|courtesy of you|to reply|answer|respond
common courtesy|decency|politeness
rude|impolite|disrespectful
disappointed|disappointing|hurt|offended|surprised|puzzled that|by|not|in|to ... silence|reply|answer|heard|response|you|ignored|hear
i|am|m|are|was|feel|must disappointed|hurt|offended|let
after all the|i|we|my|these ... _
spent|put|invested|sacrificed hours|weeks|days|evenings|nights|my|weekend|so|a|the .. on|for|preparing|researching|into
third|fourth|fifth|sixth|seventh|3rd|4th|5th time|email|mail|message|attempt|note|letter|try
written|wrote|emailed|messaged|contacted|called to? you three|four|five|six|# times
my job|quota|boss|family|bonus|children|rent depends|depend|will|needs|need|is|hangs
help me|please hit|make|reach|meet my|our quota|target|numbers
i|ll will be|get fired|lose my
fair to me|us
waste|wasted|wasting of? my|our time
answer|reply|silence|word|replies|answers tells|tell|told|shows|show|means|suggests me|us
note|noting|noted|record|recorded|log|write|written|put .. it|that|this|you .. in|down|on .. our|my|the|your file|files|records|record|list|crm|blacklist
blacklist|blacklisted
asks|asked|asking why|about|whose|who|you
your .. cfo|ceo|coo|cto|boss|board|director|auditor|auditors|insurer|manager|chief|partners|shareholders ask|asks|hears|hear|finds|find|learns|reads|sees|wonders|discovers|notices
for when your
// English: silence as consent, going over the head
no|without|not|absent answer|reply|news|word|objection|response is|means|by|until|before|from|counts|will|i|we|as|to
put|pencil|pencilled|write|mark|sign|enter|entered you down|in|up for|on|as|unless
unless you object|say|tell|write|stop|decline|protest|cancel|refuse|answer|reply
hearing|hear nothing|none
copied|copying|cc|bcc
will|would|ll|might|may|shall be? find|want|like|interested|love|ask|hear|know ... board|ceo|boss|chairman|director|owner|superiors|management
ask|tell|inform|write|call|ring|phone|contact|approach|email|mail|see .. your|the .. boss|manager|ceo|chief|director|board|chairman|owner|superior|superiors|head|president|mayor|management
your .. boss|ceo|chief|cfo|coo|cto|director|board|chairman|owner|superior|superiors|president|mayor|management ... why|know|knows|interested|hear|wonder|see|ask|find
why you|your|he|she|they don|didn|do|never|haven|ignore|refuse|keep|won
silence as|is|means|counts|to|for|will|be
your silence
unless i|we|you hear|tell|say|object|write|reply|stop otherwise|no|back|me|differently|by|us|from
if i|we don|do|hear not|t|nothing|no ... assume|take|consider|book|send|sign|proceed|go|contact|write|escalate|ask|call|invoice|order|put|register|enter
if you say|do nothing ... ll|will|shall|assume|take|consider|book|send|sign|proceed|go|contact|write|escalate|invoice|charge
if you don|do t|not answer|reply|respond|react|object|sign|write|decide|come|call ... 
i|we ll|will|shall|d|would|have|must take|assume|consider|treat|count .. as|that|yes|agreed|accepted|consent|silence|no|you
i|we ll|will|shall|d|would|have|must|may to? take|go|write|turn|speak|talk|escalate|copy|contact|report|inform|tell|call|mention|raise|address|cc|forward|bring|ask|let|have .. _? with|to|your|over|up boss|manager|board|ceo|cfo|coo|cto|director|managing|superior|superiors|chief|head|cfo|chairman|owner|supervisor|management|colleagues|line|executive
your|the boss|manager|ceo|board|cfo|coo|cto|director|superior|chairman|cfo|supervisor|managing|management|owner director? will|would|might|may|is|should|shall|won|ll hear|know|learn|ask|be|find|want|wonder|receive|interested|get|told|not|t
over your head
go|going|gone over|above|past|around your|you
cc|copied|copying|copy your|the boss|manager|ceo|board|cfo|coo|cto|director|superior*
take it|this|the|matter to|up higher|the|your|with|further
escalate|escalating|escalated this|the|to|it|my
report|reporting you|this|your to
close|closed|closing|delete|deleting|cancel|cancelling|terminate your|the account|file|access|slot|seat|reservation
account is|will closed|be|deleted|terminated|suspended
strike you off
make|making it|this public
name and shame
post|share|publish .. about|your .. refusal|silence|publicly|online
already|i|ve|have|we booked|reserved|blocked|scheduled|put|entered|ordered|shipped|sent .. you|your|the slot|place|calendar|diary|in|for
whether you like
you have|ve no choice|excuse|reason
no excuse|excuses
you|would|d be foolish|crazy|mad|stupid|fool
you must|have to? answer|reply|sign|decide
everyone|everybody else has|already|is|signed|knows
last one|company|firm to|in|left|without|still|who|that
the|are only ones|firm|company who|that|left|in|not|still|without
// German
der|die letzte|letzten ohne|der|die|in
ware|waren|waeren sie .. letzte|letzten|einzige|einzigen
sie|ware|waren ... dann der|die letzte|einzige
nach|ab|bis freitag|montag|dienstag|mittwoch|donnerstag|morgen|monatsende .. ist|geht|verfallt|entfallt|platz|angebot|frist
frage|melde|erkundige|beschwere ich|mich .. bei .. geschaftsfuhr*|vorstand|chef|chefin|leitung|vorgesetzt*
nicht reagieren|antworten|melden ... frage|melde|wende|gehe|schreibe|nehme
keine antwort wert|ist|werte
schade dass .. ihnen|sie
sonst|danach|andernfalls .. geht|ist|muss|verfallt|vergebe|bekommt|weg
reserviere|halte .. bis|nur|noch
was wird|wurden|sagt|sagen ihr|ihre|die ... sagen|denken|fragen|dazu
wenn|falls etwas|jemand|der|einer ... passiert|stirbt|verletzt|verungluckt
auf ihre|ihrem|ihr kappe|gewissen|schreibtisch|verantwortung|konto
ihre|ihr unterschrift|name steht|stehen|unter|darunter
ich hatte|habe .. erwartet|gehofft|gedacht|gedacht|mehr|antwort
keine|ohne antwort|ruckmeldung|reaktion|nachricht .. heisst|gilt|bedeutet|werte|ist|gehe
verstehe .. schweigen|als
trage|habe .. sie|ihnen .. ein|eingetragen|vorgemerkt|reserviert|gebucht
letzte|letzter|allerletzte chance|gelegenheit|aufruf|mahnung|erinnerung|moglichkeit|mal|warnung
nur noch|heute|bis|# ... platze|plaetze|tage|stuck|frei|verfugbar|heute|gultig|wenige|zwei|drei|freitag|stunden
jetzt|sofort|umgehend zuschlagen|handeln|antworten|entscheiden|unterschreiben|reagieren
bevor es|ihr|ihre|die zu|wettbewerb*|konkurren* ...
bevor es zu
angebot .. endet|erlischt|lauft|verfallt|gilt nur?
ihre|deine konkurrenz|wettbewerber|mitbewerber|konkurrenten ... langst|schon|bereits|freut|freuen|schlaft|schlafen|lachen|lacht|hangt
zeit lauft|drangt
uhr tickt
sie|du werden|wirst|werdet es|das ... bereuen
bereuen
personlich haften|haftbar|verantwortlich
haften|verantworten sie|mussen personlich
ihr|ihre|ihrem|ihren|ihrer vorgesetzter|vorgesetzten|chef|chefin|geschaftsfuhrung|geschaftsfuhrer|vorstand|aufsichtsrat ... 
wende|wenden|schreibe|melde|gehe mich|uns|ich|wir? .. an|zu ihren|ihre|ihrem|den|die chef|vorgesetzt*|vorstand|geschaftsfuhr*|leitung
ihr schweigen
schweigen ... zustimmung|einverstand*|ja|werte|deute|gilt
werte|werten|deute|nehme|betrachte ich|wir das|ihr|dies|keine ... als
wenn|falls|sollte ich|wir nichts|bis|von|keine|ihnen ... gehe|gehen|werte|nehme|buche|trage|schicke|betrachte
hore|horen ich|wir .. nichts|keine
zum|das|die dritten|vierten|funften|vierte|dritte mal|mail|nachricht
enttauscht|enttauschend
nicht einmal|mal .. geantwortet|antworten|antwort|reagiert
das mindeste|wenigste
wenigstens antworten
anstand
sie schulden|sind mir|uns .. antwort|schuldig|etwas|es
ignorier*
kann sie ihren|den|ihre job|posten|kopf|stelle kosten
kopf|job|stelle|posten kosten
keine ausrede*
fahrlassig*
verantwortungslos*
konsequenzen
// French
votre pdg|dg|directeur|direction|president|patron|hierarchie|conseil .. sera|seront|serait|va|apprendra|saura|appreciera|aimera|demandera
apres|avant|d|des vendredi|lundi|mardi|mercredi|jeudi|demain .. place|offre|essai|tarif|sera|c|ira|part
j en? parlerai|ecrirai|informerai|alerterai|saisirai|contacterai
serait dommage que|de|si
l apprenne par|d
sinon|apres|ensuite .. place|offre|perdu|perdue|trop|part|sera|ira
pas de|sans|aucune reponse .. vaut|signifie|je|nous|veut|considere*|accord
qui ne dit mot
je vous ai? inscrit*|reserve|note
que dira|diront|pensera|penseront ... 
si un|quelqu|une ... meurt|blesse*|arrive*
sur votre conscience|bureau|signature
j attendais|esperais|aurais .. mieux|plus|reponse|politesse
jusqu a ce? soir|vendredi|demain|minuit|lundi .. seulement|apres|sinon|dernier
derniere|dernier|ultime chance|opportunite|rappel|appel|avertissement|occasion|relance
avant qu il ne|soit trop|ne
avant que vos|votre concurrents|concurrent
plus que|qu # places|jours|places|exemplaires
plus que deux|trois|quatre|quelques places|jours|creneaux
il ne reste plus|que
offre .. expire|expirera|valable|se
vos concurrents|voisins ont|sont|vont|l|auront|prennent|prendront|se
agissez|decidez|signez|repondez vite|maintenant|aujourd|avant|tout|sans|rapidement
vous allez le? regretter*
vous le? regretter*
regretterez
votre silence
sans reponse|nouvelles de votre part ... considere*|je|nous|j|comprendrai|comprends
sauf|faute avis|de contraire|reponse
je considere*|considererai|prendrai|suppose|supposerai ... accord|oui|acceptation|acquis
votre|vos direction|directeur|superieur|superieurs|patron|president|hierarchie|dg|pdg ... 
a|contacter|ecrire|adresserai|tournerai|alerter|informer .. votre direction|directeur|superieur|hierarchie|patron|pdg|president
troisieme|quatrieme|cinquieme message|fois|mail|relance|courriel
decu|decue|decevant|vexe
moindre des choses|politesses
la|ni meme pas|moindre repondu|reponse|politesse
vous me|nous devez
personnellement responsable
tenu|tenue responsable
votre|vos poste|place|tete|carriere ... 
aucune excuse
temps presse
// Spanish
despues|antes|a del|partir viernes|lunes|martes|miercoles|jueves .. plaza|oferta|prueba|pasa|va|se
si no contesta|responde|contestan|dice
si no|despues|luego .. plaza|oferta|pierde|otro|competencia
sin|ninguna respuesta .. significa|es|entiendo|entendere|cuenta|equivale
quien calla otorga
le he|tengo apuntado|apuntada|reservado|anotado
que dira|diran|pensara|pensaran ...
si alguien|un|pasa|muere|ocurre .. algo|muere|herido|accidente
sobre su conciencia|firma|cabeza
esperaba .. mas|algo|mejor|respuesta|educacion
ultima|ultimo oportunidad|aviso|llamada|recordatorio|intento
solo quedan|queda|hoy|hasta|por
quedan|queda solo? # plazas|plaza|unidades|dias|horas
quedan|queda solo? dos|tres|cuatro|pocas plazas|unidades|dias|huecos
antes de que sea|su|sus|la|lo ... tarde|competencia|competidores|haga|quite
oferta .. caduca|expira|termina|acaba|vence
su|sus|la competencia|competidores ya|se|le|lo|les|han|ha|esta|estan|no
actue|decida|firme|responda|aproveche|conteste ya|ahora|hoy|antes|cuanto
se arrepentira|arrepienta|arrepentiras
arrepentir*
su silencio
silencio ... si|aceptacion|consentimiento|afirmativ*|como
si no me|recibo|tengo|contesta|responde|dice|sabemos|oigo ... entendere|asumo|asumire|dare|doy|escribire|considero|considerare|llamare|hablare|reservo|reservare|contactare
dare|doy|entendere|asumire|asumo|considero|considerare ... por|que aceptado|acepta|acuerdo|hecho|si|conforme
escribire|hablare|llamare|acudire|dirigire|contactare|informare|contare .. a|con su|sus|la jefe|jefa|director|directora|direccion|superior|superiores|gerente|ceo|consejo|gerencia|presidente
su|tu jefe|jefa|director|superior|gerente|consejo|direccion ...
tercera|cuarta|quinta|tercer|cuarto|quinto vez|mensaje|correo|intento
decepcionado|decepcionada|decepcionante|dolido
lo minimo que
ni siquiera .. contest*|respond*|dignado
minimo de educacion|cortesia
me|nos debe una|al
no tiene|hay|tendra excusa|excusas
responsable personalmente
le costara|puede|podria el|costar|costarle puesto|cargo|trabajo
// Italian
dopo|entro|da venerdi|lunedi|martedi|mercoledi|giovedi .. posto|offerta|prova|passa|va|scade
mi aspettavo|aspetto almeno
altrimenti|dopo|poi .. posto|offerta|perde|altri|concorrente|scade
chi tace
nessuna|senza risposta .. significa|vale|equivale|considero|intendo
l ho|ho gia? inserita|inserito|iscritta|iscritto|segnata|prenotata|prenotato
che dira|diranno|pensera|penseranno ...
se qualcuno|succede|capita .. qualcosa|muore|male|incidente
sulla sua coscienza|firma|testa|scrivania
mi aspettavo ...
ultima|ultimo occasione|opportunita|avviso|chiamata|possibilita|sollecito|chance
prima che sia|i|il|la|lo ... tardi|concorrenti|concorrenza|concorrente
restano|rimangono|resta solo|soltanto|# ... posti|pezzi|giorni|due|tre
solo # posti|giorni|pezzi
offerta .. scade|termina|valida|finisce
i suoi|vostri|tuoi concorrenti|rivali ...
la concorrenza ...
agisca|decida|firmi|risponda subito|ora|adesso|oggi|entro
pentira|pentirete|pentirsi|rimpiangera
suo|vostro|tuo silenzio
silenzio ... assenso|si|conferma|consenso
se non ricevo|sento|risponde|mi|avro ... considero|considerero|scrivero|parlero|intendero|procedo|prendo|prenotero|chiamero|contattero
scrivero|parlero|rivolgero|chiamero|informero|contattero .. al|con|alla suo|sua|vostro|vostra capo|direttore|direzione|superiore|titolare|amministratore|responsabile|ad|presidente
suo|vostro capo|titolare|superiore|direttore|amministratore ...
terza|quarta|quinta|terzo|quarto|quinto volta|messaggio|mail|sollecito
deluso|delusa|deludente|offeso
il minimo che
nemmeno|neanche .. rispost*|rispondere|degnat*
mi|ci deve almeno|una
nessuna scusa
rischia il|di posto|perdere|licenziamento
// Dutch
na|voor|vanaf vrijdag|maandag|dinsdag|woensdag|donderdag|morgen .. is|gaat|aanbod|plek|plaats|weg
gaat .. naar de|uw|je|jullie|een concurrent*|concurrentie|ander
anders|daarna .. gaat|is|vervalt|weg|naar
wie zwijgt
geen|zonder antwoord|reactie|bericht .. betekent|is|geldt|ga|beschouw
ik heb .. alvast|ingeschreven|ingepland|gereserveerd|genoteerd
wat zal|zullen|zegt|zeggen uw|je|jullie|de ... zeggen|denken|vragen
als er|iemand iets|iemand|straks ... gebeurt|sterft|gewond|omkomt
op uw|je|jouw geweten|bordje|naam|conto
ik had .. verwacht|gehoopt|gedacht|meer
laatste kans|mogelijkheid|oproep|waarschuwing|herinnering|keer
nog maar|slechts # _? plaatsen|plekken|dagen|stuks
nog maar|slechts een|twee|drie|enkele plaatsen|plekken|dagen|stuks
voordat het|uw|je|de te|concurrent*|concurrentie
aanbod|aanbieding .. verloopt|eindigt|vervalt|geldt|alleen
uw|je|jullie concurrenten|concurrent|concurrentie|buren ...
beslis|reageer|teken|antwoord|bestel nu|snel|vandaag|direct|meteen|voor
spijt krijgen|van|hebben
uw|je|jullie stilzwijgen|stilte|zwijgen
stilzwijgen|zwijgen ... ja|toestemming|akkoord|instemming
als ik niets|geen|niks ... ga|neem|beschouw|boek|schrijf|bel|plan|ervan
ga ik|we ervan|naar uit|uw|je|jullie
stap|schrijf|bel|ga|mail|benader|wend ik|mij|me|we? .. naar|uw|je|jullie|tot baas|directeur|leidinggevende|directie|bestuur|chef|wethouder|manager
uw|je|jullie baas|directeur|leidinggevende|directie|bestuur|chef|wethouder ...
derde|vierde|vijfde keer|bericht|mail
teleurgesteld|teleurstellend
minste wat je|u|jullie
niet eens .. de|geantwoord|moeite|antwoord*|reageren|gereageerd
persoonlijk aansprakelijk|verantwoordelijk
de klok|tijd tikt|dringt
geen excuus|smoes|excuses
kost je|u|jullie je|uw|de baan|kop|functie
// Portuguese
depois|antes|a de|da|partir sexta|segunda|terca|quarta|quinta ... vaga|lugar|oferta|vai|passa|acaba
vai para .. concorrente|concorrencia|outro
senao|depois .. vaga|lugar|oferta|perde|concorrente|outro
quem cala
sem|nenhuma resposta .. significa|considero|entendo|equivale
ja .. inscrevi|reservei|marquei|agendei
o que dira|dirao|pensarao ...
se algo|alguem .. acontecer|morrer|ferir
na sua consciencia|assinatura|mesa
esperava .. mais|melhor|resposta
ultima|ultimo chance|oportunidade|aviso|chamada|tentativa
restam|resta|so apenas|restam|# ... vagas|lugares|dias|unidades|duas|tres
antes que seja|os|a|o|seus ... tarde|concorrentes|concorrencia
oferta .. expira|termina|acaba|vence
seus|os|a concorrentes|concorrencia ja|vao|estao|nao|agradece*|fica*
aja|decida|assine|responda agora|ja|hoje|antes
vai se? arrepender*
arrepender*
seu|o silencio ... sim|aceite|como|consentimento|concordancia
se nao me|receber|responder|ouvir|tiver ... vou|considero|entendo|assumo|considerarei|escrevo|falo|ligo|assumirei
vou|irei|escreverei|falarei|ligarei|contactarei .. com|ao|a|o seu|sua chefe|diretor|diretoria|superior|gerente|patrao|conselho|direcao
seu|sua chefe|diretor|superior|patrao|diretoria ...
terceira|quarta|quinta|terceiro|quarto vez|mensagem|e-mail|contato
decepcionado|decepcionada|desapontado|desiludido
o minimo que
nem sequer|ao respond*|menos
voce me|nos deve
nao ha desculpa*
// Nordic, Polish
sidste|siste|sista chance|sjanse|chansen|chans|advarsel|paminnelse|varning|mulighed
inden|innan|for det er|ar for sent
kun|bare|endast # pladser|plasser|platser tilbage|igjen|kvar
dine|deres|jeres|era|dina konkurrenter ...
din|ditt|deres|jeres|er tavshed|taushet|stillhet|tystnad
skuffet|besviken|forvirret
kontakter|skriver|gar|ringer jeg|jag|vi? .. til|din|jeres|deres|er|direkte chef|sjef|direktor|direktion|vd|ledelse|ledning
ostatnia|ostatnie szansa|okazja|ostrzezenie|wezwanie
panstwa|pana|pani konkurencja|przelozony|szef|milczenie ...
czas ucieka
";

/// Sentences that take the pressure off, and would be found by a phrase above.
pub(in crate::lint) const NO_PRESSURE: &str = "
nothing happens if
no|without pressure|obligation|strings|hurry|rush
without any obligation
i|we ll|will|won|shall|not t? stop|close|leave|write|not .. it|again|there|more|writing|further
one|a word|line|no .. and i|we stop
no problem if|at
no need to answer|reply
tell me to stop
my last|final note|letter|message|mail|word|email
this is|s my last|final
last note|message|letter|mail|email from me
letzte nachricht|mail
mein letzter|letztes|meine
dernier message|mot|courriel
ultimo mensaje|correo|messaggio
laatste bericht|mail
ultima mensagem
";

/// Insult, flirt, crude slang, mockery of the reader or of a trade.
pub(in crate::lint) const UNPROFESSIONAL: &str = "
// English: insults and crude words
have|got lovely|beautiful|pretty|gorgeous|nice|stunning eyes|smile|legs|hair|voice|lips
so bad it|that|they
numpty|numpties|muppet|plonker|wally|twerp|nincompoop|dolt|dullard
backside|bum|bums|bollock*|knickers|tosser*|prat|prats
good riddance
drinks|drink|cocktails|dinner or|and a|an|demo|the
fancy a drink|pint|cocktail
in public|writing|earnest seriously
single people|ladies|women|men|girls|guys
drunk|drunks|drunken|caveman|cavemen|neanderthal*|wetting|faff|faffing|hungover|stoned|braindead|prehistoric|hillbilly|peasants|toddlers|kindergarten|playground
sharp objects
kept away from
climb|ride|undress|unwrap you
all night long|with|to
your voice|accent|greeting|laugh ... all|night|day|melt*|sexy|lovely|dream*
listen to your|you ... night|day|forever
like it s 19*
it s 19*
we all know how|what|who
wetting|wet themselves|yourself|itself
could|must|might have been done|written|drawn|made|built by .. child|drunk|monkey|blind|amateur|intern
looks|look|reads|sounds as|like .. drunk|child|monkey|kid|toddler|dog|chimp|joke|crayon|scribble|ransom
how|what quaint|cute|adorable
dear me
good grief
idiot*|moron*|imbecile*|stupid|stupidity|dumb|dumbass|dimwit*|halfwit*|clown*|jerk*|bozo*|loser*|numpty|numpties|muppet*|pillock*|twit|twits|nitwit*|cretin*|buffoon*|dunce*|fool|fools|foolish|simpleton*|cowboys|crooks|thieves|scammers|charlatans|parasites|leeches|vultures|bloodsuckers|sharks|liars|crook|con-men|conmen|swindlers|fraudsters|robbers|gangsters|bandits|dinosaurs|donkeys|monkeys|sheep|vermin|scum
shit*|crap|crappy|bullshit|bollocks|damn|damned|goddamn|bloody|fuck*|piss*|arse*|ass|asses|asshole*|bastard*|bitch*|balls|hell|wtf|lmao|screw*|suck|sucks|sucked|sucking|turd*|fart*|puke|vomit|boobs|tits|pimp|whore|slut|wanker*|bugger|bugger*|dick|dickhead*|crapshow|shitshow|effing|freaking|frigging|heck
rip-off|ripped|ripping|rip off
screwed|shafted|fleeced|milked|conned|robbed|bled dry|blind|by
kick ass
kick your
smart-arse|ass
pain in the
get your act|head|finger together|out
wake up
what|how|why the|on hell|heck|earth
even you|your|a can|could|will|would|grandmother|granny|child|monkey|trained|grandma|mother|idiot|toddler|chimp ...
a child|monkey|toddler|chimp|trained could|can|would|monkey
for dummies
sharpest|brightest tool|tools|knife|knives|bulb|bulbs|candle|crayon
_ oma|grandmother|granny|grandma|nan can|could|would|does|runs|is
not the|your brightest|sharpest|smartest|quickest
monkeys could
in case|if you|your can|still|haven|know can? read|count|write|think|alive|noticed
are you|your blind|deaf|asleep|sleeping|awake|lazy|serious|alive|kidding|joking|dead|slow|scared|afraid
too|so lazy|slow|dumb|blind|cheap|stingy|old|proud|stubborn|scared|timid|thick to|for|that
arse|pants|ugly|fat|wet dream|porn|barf|snooze|snoozefest|yawn|grandpa|pensioner
fat|ugly|bald|old|lazy cow|pig|git|sod|bastards|man|fart
bless your heart
poor thing|things|sod|sods
my|a|our dog|cat|hamster|goldfish|parrot|niece|toddler could|would|does|can
amateur hour
clown show|car|shoes
must be nice
how hard can
do you|they even read|know|work|think|care|count
love at first|you
heart skipped|beat|beats|melts
blush|blushing|swoon|crush|wink|winking|kiss|hug|hugs|cuddle
a|such man|woman|lady|girl|guy like|as you|pretty|beautiful|lovely|charming
if you look|are half|as _ as your|you
as pretty|lovely|beautiful|charming|handsome|hot|sweet|clever as
just the|us two
two of us
taking the
takes the mickey
bloody|damn|freaking _
lazy|clueless|incompetent|ignorant|pathetic|ridiculous|laughable|worthless|prehistoric|braindead|idiotic|moronic|lame|amateurish|amateurs
laughing-stock
laughing stock
made|makes me cringe|weep
joke|joker|jokers of a|an
is|are a joke|disgrace|shame|mess|circus|embarrassment|shambles|farce|museum
stone|dark|middle age|ages
shame on
shut up
lol|haha|hahaha|rofl|yolo|hehe
no offence|offense
with all due respect
sorry not sorry
grow up
old man|hag|fart|lady|timer
dear girl|boy|old
// English: flirt
gorgeous|handsome|sexy|hottie|cutie|cute|stunning|attractive|seductive|sweetheart|darling|honey|babe|baby|sweetie|hunk|bombshell|beautiful lady|eyes|smile|girl|woman|photo|face|picture|man|as|you|one|i|in|on
gorgeous|sexy|hottie|cutie|babe|sweetheart|sweetie|hunk|bombshell|flirt*|seduc*|kisses|xoxo
you|re|are|look|looking so|very|really|absolutely? beautiful|gorgeous|handsome|stunning|pretty|hot|lovely|cute|attractive|charming|radiant
your|that|those|with beautiful|lovely|pretty|gorgeous|wonderful|stunning|charming|bright|dazzling|killer|winning|cute? smile|eyes|legs|hair|lips|face|figure|dress|looks|dimples|voice|curves
your|that profile|lovely? photo|picture|pic ... made|is|stunning|smile|caught|lovely|gorgeous|eyes|heart|day
smile in|on your
make|made|makes my heart|day|monday|week|evening
candlelit|candlelight|romantic
dinner|drink|drinks|wine|champagne with|together|just|for|some|over|and .. you|two|me|us|candles|candlelight
a drink|glass|cocktail|wine|dinner some|one|this|with|or|together evening|time|night|me|you
are you single|taken|married
take you out
have a crush
butterflies
tie the knot
// German
lachnummer|witznummer|trauerspiel|armutszeugnis|witzfigur
betrunken*|besoffen*|hohlenmensch*|kindergarten|kinderkram|kasperle*|saustall|sauhaufen|hammel|hinterwald*
schlechter|schlechte|ein witz
schuss nicht gehort
wie von|im .. betrunken*|kind|kindes|affe*|mittelalter|steinzeit
idiot*|depp|deppen|trottel|vollpfosten|dummkopf*|blod|blode|bloden|bloder|blodsinn|dumm|dumme|dummen|dummer|schwachsinn*|scheiss*|kacke|mist|arsch*|verarsch*|verdammt*|pfeifen|flaschen|nieten|schnarchnase*|schlafmutze*|penner|spinner|halsabschneider|abzocker*|abzocke|abgezockt|gauner|betruger*|verbrecher|luschen|schwachkopf*|affen|clowns|dilettant*|stumper*|peinlich|lacherlich|hirnlos|saubloed|saublod|versager|faul|faule
uber den tisch gezogen|ziehen
fur dumm verkauf*
oma|opa|kleinkind|affe kann|konnte|macht|rechnet
sogar|selbst sie|ihre|ein|ihr|du ... kapier*|verstehen|versteht|schaff*|begreif*|oma|kind|affe
selbst sie
kapiert|kapieren|geschnallt
hubsch|hubsche|hubsches|attraktiv|sexy|suss|susse|charmant|wunderschon|bezaubernd .. foto|lacheln|augen|bild|frau|sie
ihr|dein|ihrem|deinem|das lacheln|augen|foto|profilbild ... 
schonen? augen
glas wein|sekt
am arsch
auf den sack|keks
steinzeit*
hinterm mond
lachnummer
// French
vaste|grosse|mauvaise|belle blague|plaisanterie|farce|rigolade
ivrogne*|bourre|bouree|saoul*|gamin|gosse|cromagnon|neandertal|moyen-age|clownesque|risible
on dirait le|un|une|du|que
digne d|de un|une .. enfant|ivrogne|clown|cirque
idiot|idiots|idiote|idiotie|imbecile*|cretin*|abruti*|debile|debiles|con|cons|connard*|connerie*|conne|merde|merdique|bordel|putain|foutre|foutu|fout|foutage|chier|chiant|guignol*|clown*|charlot*|bouffon*|rigolo|rigolos|escroc*|voleur*|voleuse|bandit*|arnaqueur*|arnaque*|plumer|plume|pigeon*|nul|nuls|nulle|nullite|nullard|ringard*|feignant*|faineant*|minable*|incapable*|bras casses|cuistre*|peigne-cul|margoulin*|rapace*|requin*|vautour*|ridicule*|pathetique|honteux|tocard*|blaireau*
bras casses
se faire avoir|plumer|entuber|arnaquer|avoir|rouler|enfumer
grand mere|pere sait|peut|pourrait|compte|ferait|fait
meme vous|votre|un ... comprendre|comprendriez|saurait|enfant|singe|gamin
votre|ce|tes sourire|yeux|photo|charme|regard|joli|beau|belle ... 
ravissante|charmante|sexy|sublime|mignonne|mignon|canon|seduisante|seduisant|magnifique .. photo|sourire|femme|vous|madame|yeux
boire|prendre|partager un|une verre|diner|coupe
diner aux chandelles
age de pierre
// Spanish
vaya|menuda|menudo chapuza|broma|payasada|desastre
borrach*|cavernicol*|troglodit*|mocos*|risible|guarderia|circo|chiste
parece|parecen hech*|escrit*|dibujad* .. por
da|dan risa|pena|verguenza|lastima
idiota*|imbecil*|estupid*|tonto|tonta|tontos|tonterias|tonteria|burro|burros|payaso*|gilipoll*|mierda|joder|jodid*|cono|cabron*|puta|puto|putada|cojon*|hostia|capullo*|inutil|inutiles|ladron|ladrones|chorizos|estafador*|timador*|sinverguenza*|chapucer*|chapuza*|vago|vagos|cutre|cutres|ridicul*|patetic*|bobo|bobos|memo|pringad*|sanguijuela*|mafios*|timo|estafa
tomar|toman|tomando|tomen|tomarle el|le pelo
abuela|mono sabe|puede|podria|lo|hace|cuenta
hasta|incluso usted|su|un|tu ... entender*|entiende|abuela|nino|mono
guapa|guapo|guapisim*|preciosa|bombon|bonita sonrisa|ojos
guapa|guapo|guapisim*|bombon|sexy
su|tu sonrisa|ojos|foto|mirada ... 
tomar|tomarnos una|unas copa|copas|cena
edad de piedra
// Italian
ubriac*|cavernicol*|troglodit*|asilo|circo|barzelletta
fa|fanno ridere|pena|pieta|vergogna
sembra|sembrano fatt*|scritt*|disegnat* da
idiota|idioti|stupid*|cretin*|imbecill*|scemo|scemi|scema|deficient*|cazz*|merda|merde|coglion*|stronz*|fesso|fessi|fregare|fregatura*|fregati|pagliacc*|buffon*|ladro|ladri|truffator*|truffa|somar*|asini|asino|incapac*|incompetent*|ridicol*|patetic*|sciocc*|babbei|babbeo|pecoroni|schifo|vergognos*|puttan*|figa|figo|sanguisugh*|squal*|furfant*|delinquent*
prendere|prende|presi per il|in culo|giro|fondelli
nonna|scimmia sa|puo|potrebbe|lo|conta|fa
persino|anche|perfino lei|voi|un|sua|tu ... capir*|capisce|potrebbe|riesce|nonna|bambino|scimmia
bella|bello|bellissim*|affascinante|splendida|stupenda|carina|sexy .. foto|sorriso|donna|occhi|lei|signora
suo|tuo|tuoi|suoi sorriso|occhi|foto|sguardo ... 
bere|prendere qualcosa|un insieme|bicchiere|aperitivo
eta della pietra
// Dutch
dronken|dronkaard|bezopen|holbewoner*|kleuterklas|kleuter*|apenkool|lachertje|circus
lijkt|lijken wel .. door|alsof|een|het
om te huilen|lachen
idio*|stom|stomme|stommeling*|dom|domme|dommerik*|sukkel*|kut|klote*|klootzak*|lul|lullen|eikel*|hufter*|prutser*|klungel*|oplichter*|boeven|boef|dieven|graaier*|zakkenvuller*|schijt|godver*|verdomme|verdomd*|kloot*|clown*|pannenkoek*|mafkees|mafkezen|debiel*|lachwekkend|belachelijk*|zielig|amateurs|knoeier*|uitzuiger*|aasgier*|apenrots|lamlul*|flikker
oma|opa|kleuter|aap kan|kon|doet|begrijpt|snapt
zelfs|ook jij|u|je|jullie|een ... snappen|begrijpen|snapt|begrijpt|oma|kind|aap
knappe|mooie|sexy|lekkere|lekker|prachtige|leuke ding|ogen|lach|glimlach|foto|vrouw|man|meid|kop
je|jouw|uw lach|glimlach|ogen|profielfoto ... 
samen|eens|een wijntje|drankje|borrel|etentje samen|drinken|met|doen
stenen tijdperk
in de maling
// Portuguese
bebad*|troglodit*|homem das cavernas|risivel|circo|anedota|piada|jardim-de-infancia
parece|parecem feit*|escrit*|desenhad* por
da|dao vergonha|pena|riso
idiota*|estupid*|burro|burros|burra|imbecil|imbecis|otario*|palhac*|merda*|porra|caralh*|foda*|foder|puta|ladrao|ladroes|vigarist*|trambiqueir*|bandid*|picaret*|incompetent*|ridicul*|patetic*|preguicos*|trouxa*|tapad*|bobo|bobos|aldrabo*|chulos|parvos|parvo|sanguessuga*|golpist*|vagabund*|lixo
ate|mesmo voce|um|sua|o ... entend*|consegue|crianca|macaco|avo
linda|lindo|gata|gato|gostos*|sexy|bonita|maravilhosa .. sorriso|olhos|foto|mulher|voce|demais
seu|teu sorriso|olhos|olhar|foto ... 
tomar|beber um|uns|algo drink|vinho|copo|drinque
idade da pedra
// Nordic, Polish
idiot*|tabe|taber|klovn*|klaphat*|roevhul|rovhul|skid|skit|lort|fanden|fandme|jaevla|javla|javlig|helvete|dust|duster|korkad*|dum|dumme|dumma|tosse*|svindler*|banditter|skurk*|kaeft|latterlig|latterligt|lojlig*|pinlig
smukke|pene|vackra|dejlige|sote|sexy ojne|oyne|ogon|smil|leende|dame|foto|bilde
idiot*|glupi|glupie|glupota|debil*|kretyn*|gowno|gowniane|kurw*|cholera|dupa|dupek|zlodziej*|oszust*|nieudaczni*|partacz*|frajer*
";

/// Plain trade talk that a crude phrase would be found in.
pub(in crate::lint) const PLAIN_TALK: &str = "
// English
rock|boiler|steel|press ass
sharks|sheep|vultures|monkeys|leeches|donkeys|monkey farm|milk|cheese|wool|aquarium|zoo|wrench
dead|deaf|blind spot|spots|corner|end
wake up call
silly season
hot|cold|filter honey
damn @
joke aside
no nonsense
ball|balls bearing|valve|valves
screw|screws conveyor|compressor|press|pump|feeder
screwdriver
suck in
baby|honey food|formula|products|carriage|care|harvest
attractive price|offer|terms
// German
mist streuer|gabel|halle
// French
plume de|d
nul besoin|doute
pros|pour cons
pigeon voyageur
// Spanish
sin tonteria
// Dutch
lekker weer|werken
";

/// Contempt for a product or a firm.
pub(in crate::lint) const CONTEMPT: &str = "
// English
couldn|can|cannot|doesn|won|wouldn|never t? find|count|handle|cope|see|keep|spot|spell|deliver|manage|add|read
in tears
run|running for the
call|come|came to? us ... tears|rescue|begging|crying
invents|invented|invent|guesses|flee|flees|fleeing|scrap|graveyard|dinosaur*|relic*|fossil*|museum|garbage|rubbish|junk|trash|trashy|crap|joke|disaster|nightmare|catastrophe|mess|shambles|scam|fraud|swindle|rip-off|ripoff|lemon|toy|toys|dump|swamp|sinking|bloated|bloatware|clunky|clumsy|buggy|unreliable|outdated|obsolete|antiquated|ancient|useless|worthless|terrible|awful|horrible|dreadful|lousy|pathetic|inferior|overpriced|overrated|overhyped|shoddy|sloppy|amateurish|amateur|incompetent|laughable|crooked|dishonest|liars|lying|lies|dying|dead|doomed|bankrupt|hopeless|snail|dated|rusty|slow|sluggish|patchwork|frankenstein|abandonware|hated|hates|laughing|ridiculous|primitive|toothless|blind|poor|worst|worse|broken|leaky|leaks|insecure|unsafe|shady|dubious|embarrassing|painful|stale|crawl|crawls|bleeds
rip|rips|ripping off
falls|falling|fell apart|over|short|behind|down
gave|given|gives|giving up
breaks|broke|crashes|crashed|fails|failed|freezes|stalls|lags|collapses|misses|loses|lost|ruins|ruined|destroys|wastes|overcharges|overcharge|cheats|cheated|gouges|milks|fleeces|ignores|abandoned|neglects|neglected|hides
can|could|does|do|did|will|has|never|not never|even|cope|keep up|count|deliver|scale|handle
nobody|no-one|noone|everyone|everybody likes|uses|wants|trusts|loves|hates|knows|curses|complains
nobody|no-one|noone ... likes|wants|trusts|trust|loves|uses|misses
no one likes|uses|wants|trusts|loves
stuck|trapped|born|lives in the|another? 80s|90s|1990s|1980s|nineties|eighties|past|last|stone
a thing of the past
stone age
last century|decade|millennium
years behind|late|old
held together
run|made|built|written by|for people|amateurs|clowns|idiots|interns|monkeys|children|accountants|lawyers|nobody|those|engineers ... _
should|would be ashamed|shut|banned|avoided|embarrassed
worst _? choice|product|software|tool|vendor|system|support
waste of time|money|budget|space
in trouble|decline|freefall
going|gone bust|under|downhill|nowhere
cash cow
money pit
snake oil
smoke and mirrors
hot air
house of cards
bad|poor|awful|terrible|nonexistent|no|slow support|service|quality|reputation|reviews|accuracy|software|security
far|much|way worse|slower|inferior|weaker
too slow|expensive|old|complicated|weak|late|dumb
knows|care|cares nothing|about|little|only ... money|customers|you|licences|fees
only|just after|wants|want|interested your|in money
// German
erfindet|erfinden|lugt|versagt|verliert|fliehen|laufen davon|schrott|mull|murks|ramsch|pfusch|katastrophe|albtraum|witz|saftladen|sauladen|bastelei|flickwerk|friedhof|dinosaurier|museumsstuck|museum|abzocke|betrug|veraltet*|uberholt*|uberteuert*|unbrauchbar*|unzuverlassig*|fehlerhaft*|wertlos*|miserabel|miserable*|schlecht*|langsam*|lahm*|umstandlich*|nutzlos*|grottenschlecht*|pleite|gescheitert|unfahig*|stumperhaft*|hoffnungslos*|lachhaft|murksig|lugen|lugt
von gestern
steht|steckt ... 90er|steinzeit|vergangenheit
sturzt .. ab
bricht .. zusammen
// French
invente|inventent|ment|fuient|fuit|perd|plante|nul|nulle|nuls|depasse|depassee|obsolete|arnaque|poubelle|catastrophe|cauchemar|dinosaure|usine|passoire|cimetiere|ruine|hors|honteux|mediocre|mediocres|pitoyable|lamentable|ringard|vieillot*|lent|lente|bugue|bugge|surevalue|incompetent*|musee|archaique|blague|plantee|plante|bricolage|gouffre|mensong*
usine a gaz
hors de prix
tombe|tombent en|toujours panne
ne marche|fonctionne|tient|vaut|sait ... jamais|pas|rien|plus
attrape nigaud*
// Spanish
invent*|huyen|huye|miente|mienten|falla|fallan|pierde|pierden|abandon*|basura|chatarra|desastre|pesadilla|timo|estafa|obsolet*|anticuad*|dinosaurio|cementerio|ruina|chapuza|lent*|inutil|inutiles|pesim*|malo|mala|malisim*|horrible|lamentable|carisim*|reliquia|museo|broma|ridicul*|mediocre|inservible|cacharro|trasto|tomadura
no sirve|funciona|vale|aguanta
se cae|cuelga|rompe|bloquea
edad de piedra
siglo pasado
// Italian
inventa|inventano|mente|scappano|perde|sbaglia|spazzatura|rottame|disastro|incubo|truffa|obsolet*|antiquat*|dinosauro|cimitero|schifezza|schifo|porcheria|pessim*|scadent*|lent*|inutile|inutili|vergogna|fregatura|ferrovecchio|ridicol*|mediocre|reperto|museo|bidone|catorcio|scandal*|inaffidabil*|colabrodo|baraccone
non funziona|serve|vale|regge
eta della pietra
secolo scorso
// Dutch
verzint|verzinnen|liegt|vluchten|verliest|faalt|rommel|troep|waardeloos|waardeloze|ramp|nachtmerrie|oplichterij|verouderd*|achterhaald*|dinosaurus|kerkhof|prut|prutswerk|knoeiwerk|brol|slecht*|traag|trage|schandalig|peperduur|onbetrouwbaar|onbruikbaar|gammel|gammele|museumstuk|museum|lachertje|drama|fiasco|gatenkaas|bagger|janboel|melkkoe|onzin|aanfluiting
loopt|lopen vast|achter
valt|vallen .. om|uit elkaar
stenen tijdperk
vorige eeuw
// Portuguese
inventa|mente|fogem|perde|falha|erra|lixo|sucata|desastre|pesadelo|golpe|fraude|obsolet*|ultrapassad*|dinossauro|cemiterio|pessim*|ruim|ruins|lent*|inutil|inuteis|porcaria|vergonha|gambiarra|horrivel|carissim*|museu|piada|mediocre|enganacao|ferro-velho|tralha
nao funciona|serve|presta|vale
vive caindo
idade da pedra
seculo passado
// Nordic, Polish
skrald|skrammel|soppel|sopor|skrap|katastrofe|katastrof|mareridt|mareritt|foraeldet|foraeldede|utdatert|foraldrad|elendig|elendigt|ubrukelig|ubrugelig|vardelos*|usel|uselt|haplos*|dinosaur|kirkegard|museum|vits|skandale
smieci|zlom|katastrofa|przestarzal*|beznadziejn*|bubel|oszustwo|zenada|koszmar
";
