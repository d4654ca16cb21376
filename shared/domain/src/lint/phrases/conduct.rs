//! Pressure, insults and contempt.

/// Guilt, invented deadlines, fear, going over somebody's head, silence read as consent.
pub(in crate::lint) const PRESSURE: &str = "
// English: deadlines and scarcity
see|read|find your name in the _? paper|papers|news|press|headline|headlines
your name in|on that|this|the|a|next .. story|news|headline|headlines|scandal
either you ... or
or you|i|we .. answer|reply|sign|call or
you _? _? in|before the|a court|dock|judge|coroner|jail|prison
you|d|ll|will stand|sit|end|be before|in|up .. court|judge|dock|prison|jail
poor form|manners|show
not|never|without even .. reply|replying|answer|answering|respond|responding at all|once|yet
you|ve had your chance
surely you|nobody .. want|wants to|that .. be|explain|end|become|remembered|find
you wouldn|would t|not want to .. be|explain|end|become|remembered|find
your name|face they|people|everyone|everybody|parents|customers will? remember|mention|blame
want to be the|that one|manager|person|director|company|man|woman|last|only|team
who ignored|overlooked|slept
one|two|three|four|five|six|single place|slot|spot|seat|unit|box|licence .. left|remaining|open
two|three|several|other|others|another|five|four|six .. want|wants|waiting|interested|queueing|queuing .. slot|place|spot|seat|unit
find|finds|found your signature
your signature .. missing|is|appears|stands .. missing|under|on
haunt|haunts|bite|bites you|back
come back to haunt|bite
so please be there|ready|available
fourth|third|fifth|sixth time i|that|we|now
no reply|answer|response|objection means|counts|equals
silence means|equals|counts
last|final call|notice|reminder|warning|chance
slot|place|spot|seat|van|door|offer ... closes|close|shut|shuts|ends|expire|expires tonight|today|tomorrow|midnight
holding us|me|everybody|everyone|others up|back
i|we|ve|have told your|the neighbours|neighbour|neighbors|competitors|colleagues|boss|rivals|others
you|ve read|opened both|them|all|every
talk|answer|reply|decide or not
price|offer|discount goes|doubles|ends|lapses up|tomorrow|after
it|that would|d|might be a? pity|shame|pitiful|sad|awkward|embarrassing|unfortunate|regrettable|unpleasant if|for|to
would|d hate|hate to see|have|think|imagine
think of|about your|the .. bonus|reputation|career|pension|families|liability|children
whose|who fault|blame|head
your seat|chair|job|position|bonus|career|reputation .. wobbl*|risk|stake|line|depends|gone
do the right thing
clock's|clocks ticking
last thing you|anyone|your want|wants|need|needs
ask yourself|yourselves whether|how|what|who|if
everyone|everybody|all|others but|except you|your
risk|risks|don|not .. falling|fall|being|left|lag|lagging behind
rude|ignorant|arrogant to|of|not
i|we deserve|deserved|demand a|an|at|your|some|better|the
after all|everything .. i|we .. done|did|put
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
don|do not t? wait|delay|sleep
you will|ll regret|lose|miss
you ll|will|would|may|might be sorry|left|regret*
regret it|this|not|missing|ignoring|waiting
hurry up
^ hurry
so hurry
until|by|before|till|at .. tonight|midnight|noon|friday|monday|tuesday|wednesday|thursday|saturday|sunday|tomorrow|month|week ... otherwise|after|afterwards|then|gone|closes|lapses|else|else's|expires|goes
otherwise|afterwards it|the|your|i|we|that|someone|somebody|this .. goes|gone|lost|lapses|expires|else|competitor|another|closes|shuts|pass|cancel|withdraw
after that .. goes|gone|lost|lapses|expires|closes
door|list|books|round|window|programme|queue closes|shuts|closing|is closing
i|we can|will|ll|d hold|keep|reserve .. until|till|only|for|place|slot
hold|holding|held|keep|keeping .. slot|place|price|seat|offer .. until|till|for|only
# of|out .. gone|taken|sold|left
are|is almost|nearly|already gone|full|booked|sold
running|run out of time|slots|places|patience|excuses
you|ll|will be the|among last|only company|firm|ones|left
shame if
it would be a? shame|pity|sad|tragic if|to
// English: fear
your competitors|competitor|rivals|rival|neighbours|competition will|already|have|are|get|gets|do|is|has|won
competitors|competitor|rivals get|gets|take|takes|grab|grabs|win|wins|will the|your|you
you|ll|will|re|are|be? falling|fall|left|being|get|getting behind
on your head
held responsible|liable|accountable
be|are|re liable|accountable|blamed
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
do you really want
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
your predecessor|colleagues|colleague .. answered|replied
do you .. care|value|respect
do you even
don|do not? t? you care
if you cared|care
somebody|someone who cares|cared
my|our|messages|mails|emails|letters|notes|still .. unanswered|unread|ignored
only|nothing|but|with .. silence
how many|often times|more|mails must|do .. i|we
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
i|am|m|are|was|feel|must disappointed|hurt|offended
feel|felt let down
after all the|i|we|my|these ... _
spent|put|invested|sacrificed hours|weeks|days|evenings|nights|my|weekend|so|a|the .. on|for|preparing|researching|into
fourth|fifth|sixth|seventh|4th|5th|6th time|email|mail|message|attempt|note|letter|try
written|wrote|emailed|messaged|contacted|called to? you three|four|five|six|# times
my job|quota|boss|family|bonus|children|rent depends|depend|will|needs|need|is|hangs
help me|please hit|make|reach|meet my|our quota|target|numbers
i|ll will be|get fired|lose my
fair to me|us
waste|wasted|wasting of? my|our time
answer|reply|silence|word|replies|answers tells|tell|told|shows|show|means|suggests me|us
note|noting|noted|record|recorded|log|write|written|put .. it|that|this|you .. in|down|on .. our|my|the|your file|files|records|record|list|crm|blacklist
blacklist|blacklisted
asks|asked|asking why you|your|nobody|nothing
your .. cfo|ceo|coo|cto|boss|board|director|auditor|auditors|insurer|manager|chief|partners|shareholders ask|asks|hears|hear|finds|find|learns|reads|sees|wonders|discovers|notices
for when your
// English: silence as consent, going over the head
no|without|not|absent answer|reply|news|word|objection|response means|by|until|before|from|counts|will|i|we|as|to
put|pencil|pencilled|write|mark|sign|enter|entered you down|in|up for|on|as|unless
unless you object|say|tell|write|stop|decline|protest|cancel|refuse|answer|reply
hearing|hear nothing|none
i|we ve|have|am|m|will|ll copied|copying|copy|cc|bcc
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
ihren|ihr namen|name .. in|auf|unter .. schlagzeile*|zeitung|bericht|liste|akte
ihr|ihre|ihrem|ihren|ihrer vorgesetzter|vorgesetzten|chef|chefin|geschaftsfuhrung|geschaftsfuhrer|vorstand|aufsichtsrat ... wird|werden|wurde|wurden|sollte|sollten|erfahrt|erfahren|fragt|fragen|interessiert|horen
sie|dann .. sitzen|stehen .. vor .. gericht|richter|staatsanwalt
stellen sie sich .. vor ... brennt|stirbt|erstickt|verletzt|verungluckt|toter|tote
ware doch|wirklich|sehr? unangenehm|peinlich|schade|argerlich|bedauerlich|blod ... wenn
unangenehm|peinlich|schade|bedauerlich .. wenn|falls
sie wollen|mochten doch|ja|sicher|sicherlich|bestimmt .. nicht
nicht fur notig
muhe .. gemacht|machen|antworten
nicht einmal|mal ... muhe|antwort|zeile|wert|reagiert|zuruck
audit|prufung|revision|kontrolle|prufer .. auffiele|auffallt
auffiele|auffliegt
nicht antworten|reagieren|melden ... werte|gehe|nehme|gilt|buche|trage|betrachte
wird|werden|wurde sich .. fragen|wundern warum|wieso|weshalb
fragen warum sie
ich habe .. mehrfach|schon|bereits|nun|jetzt .. zweimal|dreimal|viermal|mal geschrieben
wer zu spat
letzte|allerletzte _? chance|gelegenheit|mahnung|erinnerung
keine antwort|ruckmeldung .. ist|heisst|bedeutet|gilt auch|ja|zustimmung
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
geht|gehen .. an ihren|ihre|den|die|das aufsichtsrat|vorstand|geschaftsfuhrung|geschaftsleitung|vorgesetzt*|leitung|chef|chefin
uhr tickt
sie|du werden|wirst|werdet es|das ... bereuen
bereuen
personlich haften|haftbar|verantwortlich
haften|verantworten sie|mussen personlich
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
votre|vos direction|directeur|directrice|superieur|superieurs|patron|president|hierarchie|dg|pdg ... saura|sache|apprendra|apprenne|demandera|demande|aimera|aimerait|devrait|doit|informe*|serait|sera|fera|verra|pensera
ou vous .. ou je|j
soit vous ... soit
devant le|un juge|tribunal ... vous
vous ... devant le|un juge|tribunal
imaginez ... meurt|brule|etouffe|blesse|mort|drame
daign*
meme pas|plus .. pris|repondu|eu|la peine|temps
pas .. pris la peine
serait|est|sera vraiment? regrettable|dommage|dommageable|facheux|genant|embarrassant que|de|si
que penserait|pensera|dira|dirait votre|vos|la|le
vous ne voudriez .. pas|surement
avant ce|demain|vendredi|lundi|minuit|soir ... sinon|perdu|perdrez|trop
il ne reste .. qu|que
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
contacter|ecrire|adresserai|tournerai|alerter|informer .. votre direction|directeur|superieur|hierarchie|patron|pdg|president
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
su|tu jefe|jefa|director|directora|superior|gerente|consejo|direccion|notario|presidente ... sabra|sepa|preguntara|pregunte|enterara|entere|querra|deberia|vera|pensara|informare
le|les|se lo? cuento|contare|digo|dire|informo|informare .. a|al su jefe|jefa|director|directora|gerente|presidente|consejo|superior
o me|nos contesta|responde|dice ... o
ante el|un juez|tribunal ... usted
usted|ustedes ... ante el|un juez|tribunal
imagine ... muere|quema|ahoga|herido|muerto
falta de respeto|educacion|seriedad|cortesia
si no responde|contesta|reacciona|dice ... dare|doy|asumo|paso|cedo
molestado|dignado|tomado .. en|la|a|ni? .. contestar|responder|molestia
ni siquiera ... molestia|respuesta|contest*|respond*
seria una|muy? lastima|pena|lamentable|incomodo que|si
no querra|querran .. ser|que|explicar|acabar
que diria|pensaria|pensara su|sus|la
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
suo|sua|vostro|vostra capo|titolare|superiore|direttore|direttrice|amministratore|direzione ... sapra|sappia|chiedera|dovrebbe|vorra|verra|pensera|informato|informero
o mi|ci risponde|rispondete|dice ... o
lo diro|dico|racconto|raccontero a|al|alla
davanti al|a un? giudice|tribunale
immagini ... muore|brucia|soffoca|ferito|morto
mancanza di rispetto|educazione|serieta
se non risponde|rispondete|reagisce|mi ... considero|considerero|prendo|passo|cedo
lo|la considero|considerero|prendo un|come si|assenso
dovro|devo|dovremo .. rivolgermi|rivolgerci|scrivere|parlare|informare ... titolare|direzione|direttore|capo|superiore|amministratore|presidente
sarebbe un? peccato|spiacevole|imbarazzante se|che
non vorra|vorrete|vorra .. essere|che|dover
nemmeno|neanche|neppure .. la|una .. cortesia|risposta|risposto|fatica
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
terza|quarta|quinta|terzo|quarto|quinto volta|messaggio|mail|sollecito
deluso|delusa|deludente|offeso
il minimo che
nemmeno|neanche .. rispost*|rispondere|degnat*
mi|ci deve almeno|una
nessuna scusa
rischia il|di posto|perdere|licenziamento
// Dutch
uw|je|jullie baas|directeur|leidinggevende|directie|bestuur|chef|wethouder ... weten|horen|vragen|hoort|vraagt|vindt|zal|zullen|moet
of u|je|jullie antwoordt|reageert|belt ... of
voor de|een rechter|rechtbank
stel u|je voor ... brandt|stikt|sterft|gewond|omkomt|dode
zou jammer|vervelend|pijnlijk|zonde zijn als
jammer|vervelend|pijnlijk dat|als u|je|jullie|uw ... niet|geen
moeite .. neemt|nemen|neem|nam|doet .. om|te
zonder|geen reactie|antwoord|tegenbericht ... ga|akkoord|ervan|beschouw|boek|plan
uw|je|jullie directeur|baas|bestuur|directie|leidinggevende|chef .. laten|weten|horen|vragen|zal|wil|schrijf
u|je wilt|wil toch|vast niet
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
ignore this|it with|if|and
free to ignore
clear conscience
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
should|ought to|must be? .. embarrassed|ashamed
frankly|honestly|quite|simply _? a mess|joke|disgrace|shambles|embarrassment
your process|system|team|setup|office|plant|people|method|website|mail|grammar .. is|are|was|looks .. mess|joke|shambles|disgrace|pathetic|embarrassing|chaos|terrible|awful|dreadful|laughable
even your|my boss|manager|ceo|director|grandmother|intern|chairman|dog could|can|would|understands|gets
you look|looked|looks so|very|really|pretty? great|good|nice|lovely|amazing|fantastic|hot|fine|young in|on|for
look|looks that|so good|great|lovely|fine on|in|at
too busy to|_? polishing|golfing|sleeping|napping|drinking|playing|counting|admiring
dinner|drinks|wine|champagne|weekend on me
just|only you and me|i
you and me|i .. drink|dinner|wine|weekend
kiss my|the|our
half blind|asleep|dead|drunk|wit|wits
it|that takes a|an clown|fool|idiot|moron|dinosaur
asleep at|on the|your wheel|job|desk|post
what are you|they paid|doing all
fat cats
bean counters
desk jockey*
paper pushers|pusher
pen pushers|pusher
boys|lads|girls|chaps can|could kiss|stuff|shove|bite
cowboys|numbskull*|blockhead*|bonehead*|dunderhead*|dinosaurs|philistine*|oaf|oafs|slob|slobs
wink wink
charming|lovely|attractive lady|woman|man|gentleman|person|face|voice
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
shit*|crap|crappy|bullshit|bollocks|damn|damned|goddamn|bloody|fuck*|piss*|arse*|ass|asses|asshole*|bastard*|bitch*|balls|hell|wtf|lmao|screw*|suck|sucks|sucked|sucking|turd*|fart|farts|farting|puke|vomit|boobs|tits|pimp|whore|slut|wanker*|bugger|bugger*|dick|dickhead*|crapshow|shitshow|effing|freaking|frigging|heck
rip|ripped|ripping|rips off
screwed|shafted|fleeced|milked|conned|robbed|bled dry|blind|by
kick ass
kick your
smart arse|ass
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
just us two
just|only the two of us
taking|take the mickey|mick|piss|biscuit
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
your|that|those|with beautiful|lovely|pretty|gorgeous|wonderful|stunning|charming|bright|dazzling|killer|winning|cute? smile|eyes|legs|hair|lips|face|figure|dress|dimples|voice|curves
your|those|with beautiful|lovely|pretty|gorgeous|stunning|charming|killer looks
your|that profile|lovely? photo|picture|pic ... made|is|stunning|smile|caught|lovely|gorgeous|eyes|heart|day
smile in|on your
make|made|makes my heart|day|monday|week|evening
candlelit|candlelight|romantic
dinner|drink|drinks|wine|champagne with|together|just|over .. you|two|me|us|candles|candlelight
a drink|glass|cocktail|wine|dinner some|one|this|with|or|together evening|time|night|me|you
are you single|taken|married
take you out
have a crush
butterflies
tie the knot
// German
wurscht|schnuppe|schnurz|pupsegal|scheissegal|piepegal
schlafen|schlaft|pennen|pennt sie|ihr|man .. noch|schon|immer|eigentlich|oder
sind sie .. eingeschlafen|taub|blind|faul|uberfordert
zum anbeissen|niederknien|dahinschmelzen
gestohlen bleiben
*fritze|*fritzen|*heini|*heinis|pappnase*|schlafmutze*|dummschwatzer*|laberbacke*|sesselfurzer*|burohengst*|bleistiftspitzer*|hinterwaldler*|stumper*|dilettant*|quacksalber*|scharlatan*|gurkentruppe|chaotenhaufen|chaoten|trantute*|schnarcher*|witzbold*
schuss nicht gehort
von tuten und
hinter|hinterm dem? mond
noch ganz bei|dicht
nicht alle tassen
reissen sie sich
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
sourire|regard|yeux pareil|pareils|comme|si|ravageur|ravageurs
etre|faut .. bouche|idiot|con|bete|nul|aveugle pour
dormez|roupillez vous
vous dormez|roupillez|hibernez
je|on m en fiche|fous
ploucs|plouc|blaireau*|andouille*|branquignol*|gougnafier*|amateurs|incapables|incapable|feignant*|faineant*|tocard*|ringards|bons-a-rien|cornichon*
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
cenutrio*|zoquete*|zopenco*|mendrugo*|merluzo*|lerdo*|pardillo*|cateto|catetos|palurd*|vagos|chapucer*|patan|patanes|cazurr*|inept*
duerme|duermen|dormido|dormidos usted|ustedes|o|aun|todavia
estan|esta|siguen dormid*
con esa|esos|ese sonrisa|ojos|mirada
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
cretin*|babbe*|fannullon*|dilettant*|pecoron*|cialtron*|pivell*|rimbambit*|addormentat*
dorme|dormite|dormono ancora|o|voi|lei
con quel|quegli|questo sorriso|occhi
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
sukkel*|prutser*|luilak*|slaapkop*|droplul*|lapzwans*|dombo*|eikel*|stumper*|mafkees*|mafketel*|slapjanus
slapen|slaapt|slaap jullie|u|je .. nog|of
om op te vreten
met zo n|die|jouw glimlach|ogen|lach
zitten jullie|u te slapen
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
slow|buggy|clunky|clumsy|bloated|unreliable|untrustworthy|outdated|overpriced|useless|worthless|pointless|hopeless|hopelessly|terrible|awful|dreadful|rotten|shoddy|sloppy|flimsy|primitive|ancient|antiquated|obsolete|insecure|inaccurate|inferior|second-rate|amateurish|pathetic|laughable|ridiculous|disgraceful
out of date
regret|regrets|regretted it|buying|that|having|the|their
lurch
leave|leaves|left you|them|customers|everyone|people in the|stranded|alone|hanging
fiction|fantasy|fairy tale|tales|guesswork|nonsense|humbug|bunk|tosh|vapourware|vaporware
waste|wasting|burn|burning|throw|throwing .. money|budget|cash|away
crashes more|often|daily|weekly|constantly|every
more often than it|not
by comparison
joke|disgrace|laughing
like wasting|burning _
never worked|works|delivers|delivered|answers|ships
last thing you|anyone
avoid|shun .. like|plague
steer clear
garbage|trash
not worth the|its|a|your
you get what
cut corners
cuts corners
overrated|overhyped|hype
mediocre|lousy|poorly
support is|never|takes|line|desk .. joke|answers|forever|asleep|nonexistent|weeks
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
taugt nichts|wenig|nix|nicht
taugen nichts
verbrennen|verpulvern|verschleudern|verschwenden sie|wir|man .. geld|budget
geld verbrannt|verbrennen|raus|hinausgeworfen
bastelbude|bastellosung|bananensoftware|krucke|gurke|krampf|zumutung|frechheit|flop|fehlkauf|auslaufmodell|steinzeit*|altlast|bruchbude
nur abraten
abraten
tot|lahm|lahme|langsam|langsame|teuer|uberfordert|unzuverlassig*|fehlerhaft*|schlampig*|umstandlich*|hoffnungslos*|miserabel|miserable*|mies|miese|mieser|schwach*|billig*|peinlich*|unsicher*|unausgereift*
nichts wert
im stich
erfindet|erfinden|lugt|versagt|verliert|fliehen|laufen davon|schrott|mull|murks|ramsch|pfusch|katastrophe|albtraum|witz|saftladen|sauladen|bastelei|flickwerk|friedhof|dinosaurier|museumsstuck|museum|abzocke|betrug|veraltet*|uberholt*|uberteuert*|unbrauchbar*|unzuverlassig*|fehlerhaft*|wertlos*|miserabel|miserable*|schlecht*|langsam*|lahm*|umstandlich*|nutzlos*|grottenschlecht*|pleite|gescheitert|unfahig*|stumperhaft*|hoffnungslos*|lachhaft|murksig|lugen|lugt
von gestern
steht|steckt ... 90er|steinzeit|vergangenheit
sturzt .. ab
bricht .. zusammen
// French
bricolage|bricole|gadget|pacotille|camelote|daube|nanar|naufrage|foutaise*|attrape-nigaud|escroquerie|gouffre
ne vaut|valent rien|pas
peu fiable
jamais a|en l heure
vous laisse|laissera|laissent tomber
invente|inventent|ment|fuient|fuit|perd|plante|nul|nulle|nuls|depasse|depassee|obsolete|arnaque|poubelle|catastrophe|cauchemar|dinosaure|usine|passoire|cimetiere|ruine|hors|honteux|mediocre|mediocres|pitoyable|lamentable|ringard|vieillot*|lent|lente|bugue|bugge|surevalue|incompetent*|musee|archaique|blague|plantee|plante|bricolage|gouffre|mensong*
usine a gaz
hors de prix
tombe|tombent en|toujours panne
ne marche|fonctionne|tient|vaut|sait ... jamais|pas|rien|plus
attrape nigaud*
// Spanish
timo|engano|birria|bodrio|churro|patata|chiste|broma|fiasco|lastre|antigualla|cacharro
poco fiable
les deja|dejan|dejara tirados|tirado|colgados
tirar|tiran el|su dinero
invent*|huyen|huye|miente|mienten|falla|fallan|pierde|pierden|abandon*|basura|chatarra|desastre|pesadilla|timo|estafa|obsolet*|anticuad*|dinosaurio|cementerio|ruina|chapuza|lent*|inutil|inutiles|pesim*|malo|mala|malisim*|horrible|lamentable|carisim*|reliquia|museo|broma|ridicul*|mediocre|inservible|cacharro|trasto|tomadura
no sirve|funciona|vale|aguanta
se cae|cuelga|rompe|bloquea
edad de piedra
siglo pasado
// Italian
inaffidabil*|lent*|caro|carissim*|bidone|ciofeca|baraccone|giocattolo|accrocchio|catorcio|fiasco|bufala
soldi|denaro buttati|sprecati|al
butta|buttano|buttate via? i|il soldi|denaro
pianta|piantano in asso
inventa|inventano|mente|scappano|perde|sbaglia|spazzatura|rottame|disastro|incubo|truffa|obsolet*|antiquat*|dinosauro|cimitero|schifezza|schifo|porcheria|pessim*|scadent*|lent*|inutile|inutili|vergogna|fregatura|ferrovecchio|ridicol*|mediocre|reperto|museo|bidone|catorcio|scandal*|inaffidabil*|colabrodo|baraccone
non funziona|serve|vale|regge
eta della pietra
secolo scorso
// Dutch
onbetrouwba*|prutsding|prutsboel|wangedrocht|ondermaats*|peperdur*|miskoop|flop|lachertje|speelgoed|houtje-touwtje|aanfluiting|schande|rotzooi
weggegooid geld
geld .. verspillen|verbranden|weggooien
laat|laten .. in de steek
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
