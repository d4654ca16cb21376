//! Stock prose of language models and of sales letters.
//!
//! Compiled by hand; the word lists of `antislop-sampler` (Apache-2.0), `llm-excess-vocab` (MIT) and
//! `no-cliches` (MIT) showed which words to look for. Fiction's worn words were left out.

/// Worn phrases by language.
pub(in crate::lint) const CLICHES: &str = "
// English: empty openers
every second|minute|drop|detail|penny|cent|click counts|matters
a|an world|landscape|industry|environment|era|market where
best|greatest|strongest|secret ally|weapon|asset
incredible|amazing|remarkable|impressive journey|story|growth|work|achievement|trajectory
hope you|your|you're|all|re .. having|had|enjoying .. week|day|weekend|month|start|summer|monday|friday
having a great|good|wonderful|fantastic|productive|lovely _
reach|realise|realize|achieve|fulfil|fulfill|maximise|maximize .. full|true|fullest potential
full potential
blown away
inspiring|inspirational story|journey|work|leadership|vision|leader
blown|floored|captivated|fascinated|amazed|wowed by your|the|how
deeply|truly|genuinely|profoundly|really|immediately resonate|resonates|resonated|inspired
commitment|dedication|passion|devotion to|for excellence|quality|innovation|sustainability|your|craft|perfection
beating heart
at the heart of
heart of a|every|any|your seamless|modern|successful|great
isn t a luxury|option|choice|nice
isn|not t? a|an|just|merely|only _? luxury|option|trend|buzzword ... it|but|necessity
not just|only|merely|simply a|an|about _ .. it|but|s|they
is king|queen
timing|consistency|trust|data|time|speed|quality|efficiency|security|experience is everything
no small feat|task
embark|embarking|embarked on
ever-evolving|ever-changing|fast-moving|fast-changing|hyper-connected|hypercompetitive|dynamic|volatile|digital|modern|interconnected world|landscape|age|era|market|times|environment|reality
digital world|age|era|future|first
key|secret to|of .. success|growth|unlocking|efficiency|thriving
thrive in|amid today|this|a|an|the .. world|market|landscape|environment|era|economy
success story
next-level
game-chang*
gain|get|giving|give|gives .. competitive edge
competitive edge|advantage
tomorrow's|future of _ is|starts|begins
starts|begins with a|one single|small? step|click
a true|real|genuine|perfect match|partner|partnership|blend|fusion|synergy
where innovation|tradition|technology|passion meets
meets innovation|technology|action|excellence|insight
passionate about
on a|our mission to
proud|thrilled to announce|share|introduce|present|offer|partner|support|say
testament
pivotal|crucial|vital role
rich tapestry|heritage|history
in the realm|age of
spearhead*|underscor*|showcas* the|your|how
boost|boosts|skyrocket|accelerate your|productivity|efficiency|growth|performance|business
holistic|synergistic|frictionless|effortless|transformative|unparalleled|unmatched|unrivalled|unprecedented
be remiss if|not
isn t a|an .. it s a|an|about
together we can|will|ll|could|let
shape|shaping|build|create|define|own the|your|a future|better
take|taking a moment to
express my admiration|sincere|appreciation|gratitude
operational excellence
path|road towards|to success|excellence|growth|efficiency
a mindset
is power
journey together
next chapter
brighter|better future|tomorrow
so much|how much|huge|enormous|immense|tremendous potential
potential i see
hope this|my email|e-mail|mail|message|note|letter|finds|reaches you
hope this message|email|mail|note|letter finds|reaches you
hope _? _? finds|reaches you
hope you|you're|all are|re having? well
hope you are|re? doing well
hope all is well
hope your week|day|month is|s off|going|treating
trust this message|email|finds you
trust you are|re well
find|finds|reach|reaches you well|in|at good|a|the|great
finds you|them well
happy monday|tuesday|wednesday|thursday|friday
came|stumbled across|upon your profile|website|page|company|work
was|been|am|be|were truly|deeply|really|genuinely|so|very|immediately|particularly? impressed by|with
impressed by your|the
wanted|writing|excited|thrilled|delighted to introduce myself|you
am|m|are|re|be thrilled|excited|delighted|elated|ecstatic to share|announce|introduce|tell|present|offer|connect
couldn|could not t? help but notice
caught my eye|attention
without further ado
allow me to introduce
// English: the sweep of history
in today|todays s? ... world|landscape|environment|market|economy|era|age|climate
in a|the world where|of|that
in an era where|of|when|that
in the age of
in these uncertain|challenging times
fast-paced _? world|environment|landscape|market
rapidly|ever|constantly evolving|changing|shifting
ever evolving|changing|growing|shifting|increasing|expanding
navigat* the|these|today|this|an|such complex*|landscape|challenges|waters|intricacies|world|maze
digital landscape|transformation journey|age
business landscape
competitive|regulatory|complex|dynamic|modern|current landscape
landscape of
no longer optional|enough|a luxury|a nice
no longer just _
more important|crucial|critical than ever
now more than ever
// English: the promise
unlock* .. potential|power|value|growth|efficienc*|possibilit*|opportunit*|insight*|productivity|success|savings
unlock* new|hidden|the|untapped|unprecedented|true|your
unleash* the|your|its|new|their|our
harness* the|its power|potential|strength|capabilities
tap into the|your|new|untapped
elevat* your|the|their|every|our
empower* you|your|teams|team|businesses|manufacturers|organi*|companies|leaders|people|them|forward|professionals|employees
supercharg* your|the|their|_
turbocharg* _
revolutioni* the|your|how|_
transform* the way|how
transform* your|their business|operations|workflow|team|organi*|company|process*
reimagin* the|your|how|what
redefin* the|how|what|your
reshap* the|how|your
streamlin* your|the|their|operations|processes|workflows
optimi* your .. workflow*|operations|processes|efficiency
take|takes|taking|bring|brings your|the|their|it .. to the next level|new heights
to the next level
to new|greater|unprecedented heights
next-level
seamless|seamlessly
effortlessly
cutting-edge
state-of-the-art
world-class
best-in-class
best-of-breed
next generation|gen
groundbreaking
ground-breaking
game changing|changer
paradigm shift
disruptive
robust|holistic|comprehensive|innovative|scalable|tailored|bespoke|end-to-end solution|solutions|suite|approach|framework|platform
one-stop shop
turnkey solution
actionable insights
data-driven decisions|insights|decision
future-proof
future-ready
mission-critical
value proposition
value add|added
thought leader|leaders|leadership
forward-thinking
like-minded
industry-leading
peace of mind
stay ahead of|in the|your curve|competition|game|competitors
ahead of the curve
stay competitive
drive|drives|driving|fuel|fuels|fueling|spur .. growth|innovation|efficiency|results|excellence|transformation|success|impact|value
foster* a|an|the|innovation|growth|collaboration|culture|_ growth|culture|collaboration
pave|paves|paving|paved the way
open* up|new door|doors to
bridge|bridges|bridging the gap
at the forefront
on the cutting edge
push* the boundaries
raise|raising|raises the bar
set|sets|setting the|new|yourself|you _? apart|standard|benchmark
deep dive
dive|dives|diving|delve|delves|delving deep|deeper|into
delve|delves|delving|delved
leverag* the|your|our|ai|data|_ power|_ expertise
plethora|myriad of
treasure trove
wealth of
world of
vibrant|dynamic|exciting|fascinating world|landscape|community|ecosystem
tells|tell a|its|their|your story
every _ tells
realm of
tapestry
symphony of
beacon of
testament to|of
a journey to|towards|toward|of
embark* on
journey begins|starts
your journey
story waiting to
at the heart|core of
lies|lie a|the simple|fundamental belief|truth|question
where _ meets _
when _ meets _
paint|paints|painting a vivid|clear picture
imagine a world|future|day|life|workplace
picture a world|future|this
not just|only|merely|simply ... but
isn|aren|not t? just|merely|simply a|an|about _ ... it|they|but
is more than just a|an
more than just software|a|an
more than just a
not about ... it|s about
it|this|s|is isn|not t? just|merely|simply _
isn|not t? about ... it is|s about
say goodbye to
gone are the days
the possibilities|opportunities are endless|limitless
look no further
rest assured
it goes without saying
needless to say
at the end of the day
the bottom line is
in a nutshell
in conclusion
it is|s important|worth to? note|noting|mentioning
in essence
furthermore|moreover
crucial|pivotal|vital|key|integral|instrumental role
plays|play|playing a crucial|pivotal|vital|key
meticulous|meticulously
underscor* the|your|its|how
showcas* your|the|how|our
resonate|resonates|resonated|resonating with|deeply
deeply resonate*
strikes a chord
speaks volumes
inspiring|remarkable|incredible|impressive|amazing|exciting|extraordinary journey|work|achievement|growth|trajectory|milestone|vision|commitment
commitment|dedication|passion to|for excellence|innovation|quality|sustainability
passionate about
tireless|unwavering|relentless commitment|dedication|pursuit|focus
wear* many hats
juggl* many|multiple|countless
pain points
boost|boosts|boosting your|the|productivity|efficiency|performance
maximi* your|the|efficiency|productivity|value|impact
skyrocket*
explore|discuss|uncover|discover synergies|possibilities|opportunities|how _ might|can align
mutually beneficial
perfect|great|natural|ideal fit for
win for everyone
with great power
food for thought
think outside the box
hit the ground running
wheelhouse
double-click on
move fast
north star
single source of truth
silver bullet
tip of the iceberg
perfect storm
needle in a haystack
heavy lifting
so you|your|they|that can|team focus on what|the matters|truly
focus on what truly|really? matters
what you do best
the power of ai|data|automation|collaboration|technology
power of ai|data|technology|automation|analytics|collaboration|community|innovation|people|storytelling|words|connection
let that sink in
here|that s|is the thing|kicker|truth|deal
the result
and honestly
// German
in einer welt|zeit|branche in|die|der
jede|jeder|jedes minute|sekunde|detail|cent zahlt
ganz|vollig|vollkommen neue|neuen|neuer|neues|andere dimension|dimensionen|ebene|level|niveau|massstabe
neue|neuen dimension|dimensionen|massstabe|horizonte|wege|hohen
auf|zu ein|das|die|einem|neuen neues|neue|nachstes|nachste|neuen niveau|level|ebene|stufe|hohen
entfesse*|entfalte*
volle|vollen|volles|ganze|ganzes potenzial|potential|potenziale
schlussel zu|zum .. erfolg|effizienz|zukunft|dimension|wachstum|neuen
gemeinsam .. gestalten|gestalte|heben|erreichen|schaffen|wachsen ...
gestalten wir|sie ... zukunft|morgen
zukunft ... gestalten
hoffe .. diese|meine nachricht|mail|zeilen|e
hoffe .. es geht ihnen|euch|dir
es geht ihnen|euch .. gut
in der|einer|unserer heutigen|schnelllebigen|digitalen|modernen|immer|sich ... welt|zeit|arbeitswelt|geschaftswelt|ara
schnelllebig*|wandel der zeit|zeiten des wandels
herz|herzstuck .. ihres|ihrer|jeder|eines|moderner
ganzheitlich*|massgeschneidert*|wegweisend*|zukunftsweisend*|zukunftssicher*|bahnbrechend*|revolutionar*
mehrwert
gewinnbringend*
beeindruckt|begeistert .. von|mich|hat|bin
mehr denn je
spielend leicht
gemeinsam ... zukunft|gestalten|heben|stufe|niveau|meistern|wachsen|ziele|erfolg|erreichen
kein ... sondern eine|ein haltung|reise|philosophie|lebensgefuhl|versprechen|denkweise|mindset|frage
zukunft gestalten
auf augenhohe
ich hoffe .. nachricht|mail|e-mail|zeilen|schreiben ... erreicht|finden|findet|gut|wohl
hoffe .. ihnen|dir|euch .. gut
hoffe .. diese|meine nachricht|mail|zeilen
erreicht|findet sie|dich|euch diese|meine? .. gut|wohlauf|wohl
in der heutigen .. welt|zeit|geschaftswelt|wirtschaft
in einer welt|zeit|ara in|der|die|wo|von
in zeiten von|des|der|wie|zunehmender
schnelllebig*
sich standig|stetig|rasant wandelnd*|verandernd*
standig|stetig|rasant wandelnd*|verandernd*|wachsend*
volle|volles|ungeahnte|ungenutzte|ungenutztes|wahres|enormes potenzial|potenziale|potential|moglichkeiten
potenzial|potential ... freisetzen|entfesseln|entfalten|ausschopfen|heben|erschliessen
entfessel*
auf das|ein|die nachste|neue|neues level|niveau|stufe|ebene
nachste|neue level|niveau|stufe
auf ein ganz? neues level|niveau
nahtlos|nahtlose|nahtlosen|nahtloser
massgeschneidert*
ganzheitlich*
zukunftssicher*
zukunftsweisend*
bahnbrechend*
wegweisend*
revolutionier*
innovative losung|losungen
modernste|neueste|neuester technologie|technologien
herzstuck
im herzen unserer|unseres|der
nicht nur ... sondern
nicht nur ein|eine ... sondern
nicht einfach|bloss nur? ein|eine|irgendein
kein blosses|einfaches|gewohnliches
ist mehr als nur
mehr als nur ein|eine|zahlen
stellen sie sich eine|vor .. welt|zukunft|vor
reise zu|zur|beginnt|in
gemeinsam die zukunft
mit grossem|grosser|begeisterung|freude interesse|habe|verfolge
beeindruckt mich|hat|war|von
zutiefst|tief|sehr beeindruckt
bin|war ... beeindruckt
das a und o
zeugt von
zeugnis fur|von|ihrer
synergien
mehrwert
gehoren der vergangenheit an
wettbewerbsfahig*
einen schritt voraus
vorsprung sichern
entscheidender vorteil
unverzichtbar*
mehr denn je
langst keine|kein|nicht option|mehr|luxus
// French
contexte|monde|univers ou
meilleur|meilleure|meilleurs alliee|allie|allies|atout
chaque goutte|seconde|minute|detail|clic|euro compte
espere .. que .. vous|tout|message|mail|courriel ... bien|va|allez|forme|trouve|trouvera|portez
en pleine forme
vous trouve|trouvera en|bien
monde .. perpetuel*|constante|mouvement|mutation|evolution|change|complexe|numerique|hyperconnecte
en perpetuel*|constante evolution|mutation|mouvement
fait|font la difference
liberez|libere|liberer|exploitez|revelez .. potentiel|plein
plein|tout le potentiel
potentiel de vos|votre
nouvelle dimension
niveau superieur
solution|solutions innovante*|cle|globale*|holistique*|intuitive*
ere|age numerique|digitale
plus que jamais
veritable levier|atout|revolution|partenaire
ensemble .. construisons|imaginons|faconnons|reinventons|ecrivons
ensemble .. donnons|construisons|faisons|imaginons|relevons|allons|ecrivons|pouvons
donner|donnons|donnez vie a
construire l avenir
excellence operationnelle
j|je espere que ce|cet|mon|ma|cette message|mail|courriel|e-mail|lettre
espere que vous allez|vous portez bien
espere que ce|cet|cette|tout
dans un monde|contexte|environnement|secteur|marche ou|en|de|qui|toujours|de plus
dans le monde d|actuel|de
monde .. perpetuelle? evolution|mutation|mouvement
en constante|perpetuelle|pleine evolution|mutation
a l ere du|de|des|numerique|ou
plus que jamais
liberer|liberez|exploiter|exploitez|debloquer|debloquez|revelez|reveler .. potentiel|plein
plein potentiel
tout le potentiel
potentiel inexploite
passer|franchir|faire a|au|la|un|passer niveau|vitesse|cap superieur|superieure
niveau superieur
nouveaux sommets
revolutionn*
solution|solutions innovante|innovantes|globale|complete|sur
sur mesure et
de pointe
nouvelle generation
sans couture
en toute fluidite|serenite
non seulement ... mais
pas seulement|simplement|juste|que ... mais|c
plus qu un simple|une simple
pas seulement|qu un|une simple
pas un|une simple
bien plus qu
imaginez un monde|avenir|futur|une
au coeur de notre|nos|votre
temoigne de|du
un temoignage|veritable de|levier|atout
veritable levier|atout|revolution|game
ravi|ravie|enchante|heureux|heureuse de vous presenter|partager|annoncer
tres|particulierement|profondement impressionne|impressionnee
impressionne|impressionnee par
garder|prendre une longueur d avance
gain de productivite
transformer votre|vos|la maniere
ouvrir la voie
voyage vers
valeur ajoutee
synergies
l excellence operationnelle
// Spanish
mundo|contexto|entorno donde
mundo|contexto|entorno en el que
cada minuto|segundo|detalle|gota|euro cuenta
mejor aliado|aliada
espero que .. se|le encuentre|encuentren|halle
espero que .. este|esten bien|estupend*
espero que .. mensaje|correo
espero que todo .. bien
dinamico|cambiante|competitivo|complejo|acelerado mundo|entorno|mercado|panorama
mundo|entorno|mercado|panorama .. actual|cambiante|hoy|competitivo|dinamico|acelerado
lo es todo
marca|marcan la diferencia
al siguiente|proximo|otro nivel
todo|maximo|verdadero|pleno el? potencial
libere|liberar|desbloque* .. potencial
mas que nunca
era digital
solucion|soluciones innovadora*|integral*|disruptiva*|llave
juntos .. construir|podemos|transform*|alcanz*|haremos
juntos .. podemos|podremos|haremos|construyamos|construir|llevar|lograr|transformar
llevar .. al futuro|exito
construir el futuro
excelencia operativa
espero que este|esta|mi|le|te|se|todo|os ... bien
espero que este|esta|mi correo|mensaje|mail|e-mail|carta
en un mundo|entorno|mercado|contexto|panorama cada|donde|en|que|tan|cambiante
en el mundo actual|de
en la era de|del|digital
en constante evolucion|cambio|transformacion
cada vez mas competitivo|exigente|complejo|digital
hoy mas que nunca
mas que nunca
desbloque* .. potencial|todo
liber* .. potencial|todo
aprovech* al maximo|todo
todo el|su|tu potencial
maximo potencial
pleno potencial
al|a siguiente|otro|nuevo|un nivel
siguiente nivel
a otro nivel
nuevas alturas
revolucion*
soluciones|solucion innovadoras|innovadora|integral|integrales|a medida|robusta|de vanguardia
de vanguardia
vanguardista
sin fisuras
de ultima generacion
no solo ... sino
no es solo|simplemente ... es|sino
no se trata solo|de ... sino
mas que un|una simple|simples
no es un|una simple
imagine|imaginese|imagina un mundo|futuro|dia
en el corazon de
es un? testimonio de|del
un viaje hacia|de
gratamente|profundamente|muy impresionado|impresionada
me ha|quede impresionado|impresionada|impresionado
me complace|emociona|entusiasma|alegra presentarle|presentaros|presentar|compartir|anunciar
potenciar|potencie|potencia su|sus|el|la|tu
sinergias
valor anadido|agregado
un paso por|adelante delante|de
marcar|marca|marque la|una diferencia
transformar|transforme la forma|manera|su negocio
// Italian
mondo|contesto|settore|mercato in cui
ogni minuto|secondo|goccia|euro conta
miglior|migliore alleato|alleata
spero .. che .. stia|stiate|trovi|vada bene
spero che questa|la|il mail|messaggio|email
la|vi trovi bene
panorama|mondo|mercato|contesto .. competitivo|attuale|oggi|moderno|frenetico|dinamico|evoluzione|globale
in continua|costante|rapida evoluzione
ogni dettaglio conta
fa|fanno la differenza
livello|gradino successivo
al prossimo|successivo|livello
pieno|tutto|massimo il? potenziale
liber*|sblocc*|sprigion* .. potenziale
mai come oggi|ora
era digitale
soluzion* innovativ*|chiavi
insieme .. costru*|trasform*|daremo
insieme .. possiamo|potremo|costruiamo|scriviamo|faremo|costruire
scrivere|costruire|disegnare il futuro
eccellenza operativa
spero che questa|questo|la|mia|tutto|stia|il .. bene|mail|messaggio|email|lettera
spero che .. la|ti|vi trovi
in un mondo|contesto|mercato|panorama|settore sempre|in|dove|che|cosi
nel mondo|panorama di|odierno|attuale
nell era del|digitale|della
in continua|costante evoluzione|trasformazione|crescita
oggi piu che mai
piu che mai
sblocc* .. potenziale|pieno
liber* .. potenziale
pieno|tutto il? potenziale
sfruttare|sfrutti al massimo|meglio
al|un livello|altro successivo|superiore|livello
livello successivo
nuovi traguardi|vette
rivoluzion*
soluzioni|soluzione innovative|innovativa|all|integrata|su misura|avanguardia
all avanguardia
di ultima generazione
senza soluzione di continuita
senza intoppi
non solo ... ma
non e solo|soltanto ... ma|e
non si tratta solo|di ... ma
piu di un|una semplice
non e un|una semplice
immagini|immaginate|immagina un mondo|futuro|di|una
al cuore|centro della|di|nostra
e una? testimonianza di|del|della
un viaggio verso
colpito|colpita|impressionato|impressionata da|dalla|dal|profondamente
sono entusiasta|lieto|lieta|felice di presentare|presentarle|condividere|annunciare
sinergie
valore aggiunto
fare la differenza
un passo avanti
trasformare il modo|la sua
// Dutch
wereld|tijd|sector waarin
elke minuut|seconde|druppel|euro telt
beste bondgenoot
veranderende|dynamische|complexe|hectische|digitale wereld|markt|tijd|tijden|landschap|omgeving
wereld van vandaag|morgen
hoger|volgend|nieuw|next niveau|level
volle|volledige|maximale|ware potentieel
potentieel .. ontgrendel*|benut*|ontketen*|haal*
hoop dat het .. goed gaat
hoop dat alles goed
hoop dat .. bericht
hoop dat .. u|je|jullie .. goed maakt
maakt het verschil
maken het verschil
meer dan ooit
digitale tijdperk
kloppend|kloppende hart
samen .. tillen|bouwen ... naar|toekomst|niveau
naadloos|naadloze|baanbrekend*|toonaangevend*|toekomstbestendig*
samen .. tillen|bouwen|kunnen|maken|zetten|werken ... niveau|toekomst|succes|stap|hoger
bouwen aan de toekomst
hopelijk .. deze|dit|gaat|mail|bericht ... goed|wel
ik hoop dat deze|dit|mijn|het|alles|je|u ... goed|wel|gezondheid
hoop dat deze|dit|mijn mail|e-mail|bericht
in een wereld|tijd|tijdperk|markt waarin|die|van|waar
in de huidige|snel|steeds ... wereld|markt|tijd
snel veranderende
steeds veranderende|sneller
in het tijdperk van
meer dan ooit
volledige|volle|ongekende|onbenutte|maximale potentieel|mogelijkheden
potentieel ... benutten|ontsluiten|ontgrendelen|halen
ontsluit|ontgrendel|ontketen de|het|uw|je|jullie
naar een|het hoger|volgend|volgende|nieuw niveau|plan|level
hoger plan|niveau
naadloos|naadloze
baanbrekend*
toonaangevend*
revolutionair*
toekomstbestendig*
innovatieve oplossing|oplossingen
op maat gemaakte
niet alleen ... maar
niet zomaar
niet alleen maar
niet gewoon een
niet slechts|alleen een ... maar
meer dan alleen|zomaar een
stel je|u een|voor wereld|toekomst|dat
in het hart van
getuigt van
een bewijs van
reis naar
diep|zeer|erg|enorm onder de indruk
onder de indruk van
ik ben|was verheugd|enthousiast|onder
synergie
toegevoegde waarde
het verschil maken
een stap voor
// Portuguese
juntos .. podemos|vamos|construir|transformar|poderemos
construir o futuro
excelencia operacional
espero que este|esta|o|a|meu|minha|esteja|voce|tudo ... bem
espero que este|esta|meu|minha email|e-mail|mensagem|contato
num|em um? mundo|mercado|cenario|contexto em|cada|onde|que|tao
no mundo|cenario atual|de|dos
na era da|do|digital
em constante evolucao|mudanca|transformacao
mais do que nunca
mais do? que um|uma simples|apenas
nao e um|uma simples
desbloque* .. potencial|todo
liber* .. potencial
todo o|seu potencial
pleno|maximo potencial
proximo nivel
outro|novo patamar|nivel
revolucion*
solucoes|solucao inovadoras|inovadora|completa|robusta|integrada|personalizadas
de ponta
de ultima geracao
sem complicacoes
nao apenas|so|somente ... mas
nao e|se apenas|so|trata ... mas|e
imagine um mundo|futuro|cenario|uma
no coracao da|do|de
e um? testemunho|prova de|da|do
uma jornada rumo|para|de
fiquei impressionado|impressionada|encantado|encantada
e com|muito? entusiasmo|prazer|satisfacao que
sinergias
valor agregado|acrescentado
fazer|faz|faca a diferenca
um passo a frente
alavanc*
potencializ*
impulsion* .. crescimento|negocio|resultados
// Nordic
haber|haper|hoppas|hoppas att|at|du|ni|denne|detta|denna ... godt|bra|vel
haber|haper at|denne denne|mail|besked|meldingen|e
hoppas att detta|denna|allt|du|ni
i en verden|varld hvor|der|dar|som|av
i dagens ... verden|varld|samhalle|marked|marknad
i en tid hvor|dar|da|med
stadig skiftende|foranderlig|hurtigere
standigt|stadigt foranderlig*|skiftande
mere end nogensinde
mer enn noensinne|nogensinde
mer an nagonsin
fulde|fulle|fulla potentiale|potensial|potential
frigor|frigjor|lås|las|slipp op|opp|upp|los|fulde|fulla|potential*
til|till et|nye|nasta|neste|naeste|nya niveau|niva|hojder
naeste|neste|nasta niveau|niva
ikke bare|kun|blot ... men
inte bara ... utan
somlos|somlost|somlose
skraddarsydd*
banbrytande
banebrydende
// Polish and others
mam nadzieje ze ta|ten|u|wszystko|wiadomosc|mail
w dzisiejszym ... swiecie|czasach
w swiecie w|gdzie|ktory
pelny|pelen potencjal
odblokuj* _
odblokowac .. potencjal
nie tylko ... ale
na wyzszy|nowy poziom
przelomow*
doufam ze vas|tato|tento|se
v dnesnim svete|dobe
plny potencial
na novou|dalsi uroven
toivottavasti tama viesti|sinulle
remelem hogy jol|ez|e
";
