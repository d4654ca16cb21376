//! Claims that sales letters make without numbers, and the words that soften a sentence.

/// A claim about the market, customers, results or the seller.
pub(in crate::lint) const CLAIMS: &str = "
// English
your .. competitor|competitors|rivals|rival|neighbours|neighbour|neighbors
growers|users|firms|teams|plants|customers|mills|yards|shops|hotels who|that use|uses|switched|installed|adopted|bought it|us|ours|this|our|to
who|that use|uses|adopted it|us|ours
lost|won|missed|cancelled|postponed|failed .. orders|order|contract|contracts|customer|customers|tender|audit|shipment|client|clients|bid|deal
producing|makes|produces|has|have .. more|fewer|higher|lower|worse|longer|shorter _? than the|last|before|your|any|average|others
prices|price|costs|fees|rates|wages|fines|energy|fuel|rent .. rose|risen|rise|climb|climbed|increased|doubled
never|always missed|misses|fails|failed|breaks|broke|lost
has never _
served|supplied|equipped|helped .. _? # _
rely|relies|depend|depends on us|our
swear|swears by us|it|our
get|got|gets|getting|saw|see|had|made|earned|recouped their|its .. money|investment|outlay .. back
waste|wastes|lose|loses|overpay|overpays|discard .. one|%|every|third|half
nobody|everybody|everyone ... without it|us|this
recommends|recommend|recommended|endorses|endorsed|backs|approves|prefers|requires it|us|this|our|the
is|are becoming|becomes|become mandatory|compulsory|obligatory|illegal|standard
will|to become|be|make|made .. mandatory|compulsory|obligatory|illegal|banned
we|our|company|firm|team .. for # years
team|staff|network of # _
last|lasts|lasted|runs for|up|over # years|months|weeks
plugs|plug|hooks|slots|docks straight|right|directly? into
unhappy|dissatisfied|frustrated|fed with|up|about
costs|cost a|an|the|you|your|every _? .. #
is|are|s the? largest|biggest|leading|oldest|fastest-growing _? .. in|of|on
most|many|several|dozens|hundreds|thousands|every|all|half|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|#|countless|numerous|both|major|leading|large|other|similar|comparable ... use|uses|adopted|adopt|switched|switch|rely|relies|trust|trusts|chose|chosen|choose|choosing|swear|swears|renewed|saved|halved|doubled|recommend|recommends|endorse|prefer|prefers|signed|moved
is|are|was|were|been|became already? the? standard|norm|default|benchmark at|in|for|among|with|across
is|are|was|were|been|has|have .. in use|service|operation at|with|by
rolled it? out at|in|across|to|by
live|running|deployed|installed at|in|with .. @
adopted|deployed|accepted|approved|endorsed|vetted|praised|recommended|cleared|validated|audited|tested|certified by|at|in _
awarded|voted|named|crowned|elected|chosen|shortlisted|nominated as|by|best|the|a|for|to|among|in _
rose|risen|fell|fallen|dropped|grown|grew|doubled|tripled|climbed|soared|surged|plunged|slumped|shrunk|shrank|worsened|jumped by|to|from|since|sharply|significantly|steadily|noticeably|markedly|again|last|this|over
have|has|had steadily|sharply|noticeably|markedly|significantly|clearly? risen|fallen|dropped|grown|doubled|tripled|climbed|soared|surged|plunged|shrunk|worsened
the|our|most|best|strongest market|category|segment|industry leader|leaders
we|ve|have served|helped|saved|supported|equipped|trained|worked|delivered .. with|for|over|more|customers|companies|clients|teams|plants|firms|#
with|from a|an|the|our average|typical saving|savings|gain|payback|return
on average ...
typically|usually|routinely|regularly save|saves|cut|cuts|see|gain|recover|find|reduce|drop|earn|win
you re|are|were .. losing|wasting|leaking|bleeding|burning|overspending|overpaying
your .. is|are|was|were .. losing|failing|outdated|overdue|broken|ageing|aging|struggling|understaffed|overworked|unhappy|worse|slower
one|two|three|four|five|several|some|many|most of your own? .. use|uses|run|already|signed|told|want|said
voted|named|elected .. of the
lost|won the|a .. contract|tender|bid|case
half|third|most|all|many|two|three .. their|our|your customers|clients|users|staff
you lose|loses|losing|waste|overpay|overspend|miss|suffer|struggle|lost|wasted|overpaid
worst|best|highest|lowest|slowest|fastest|biggest|smallest .. in|of the|your|all county|region|country|industry|sector|trade|state|market|group|city
every|each|all|any .. user|users|customer|customers|client|clients .. we|of|who|that|has|have|is|renew*
finds|earns|pays|brings|recovers its|back .. cost|price|back
recommend|recommends|recommended|endorses|prescribes|requires|praises|approves it|this|us|our|the
tested|audited|verified|reviewed by
university of
your _ has|have asked|told|decided|complained|demanded|requested|chosen|agreed|ordered|warned|planned|failed|announced
half|third|quarter|majority of .. all|the|your ... have|has|use|switched|are|rely|run
market|industry|world|global|category|technology leader|leaders
leader|leaders in|of|on the|its|our|your
leading|largest|biggest|best-known|fastest|only|first|oldest|top|best|cheapest|safest|most|foremost provider|supplier|vendor|tool|software|system|company|maker|manufacturer|platform|product|solution|brand|choice|trusted|accurate|popular|reliable|advanced .. in|on|of|for|to|that|with|by|europe|market
the only|fastest|cheapest|safest|first|largest|biggest|smallest|oldest _ .. market|industry|world|europe|country
number|no|nr one|1 in|on|for|with|vendor|supplier|choice|by|among
rated|ranked|voted|named|recognised|recognized .. number|best|first|top|leader|#|by|as|a|the
award-winning
award|prize|medal winning|winner
won|wins|winning|received|awarded .. award|awards|prize|medal|distinction
most|many|all|almost|nearly|every|several|dozens|hundreds|thousands|half|two|three|four|five|six|seven|eight|nine|ten|some|numerous|countless|leading|major|other of? .. companies|firms|teams|plants|manufacturers|customers|clients|competitors|hospitals|labs|retailers|peers|businesses|organisations|organizations|users|suppliers|banks|breweries|bakeries|works|sites|cities|utilities|chains|providers|insurers|carriers|shops|stores|neighbours|rivals|groups|players|houses|colleagues|laboratories|controllers|managers|directors|buyers .. use|uses|used|trust|choose|chose|rely|switch|switched|run|runs|follow|work|works|have|already|swear|prefer|recommend|buy|bought|report|reported|see|saw|save|saved|lose|say|told|signed|confirm
used|trusted|loved|chosen|preferred|recommended|endorsed|backed|adopted|relied|audited|tested|verified|approved by|on|in ... 
trusted by|partner
customers|clients|users|companies|firms|hospitals|plants|teams|operators report|reported|see|saw|save|saved|tell|told|say|cut|reduce|reduced|gain|gained|double|doubled|halved|stay|renew|love|earn|recover|recovered|avoid|avoided|call
our|my|these|those|other|similar|all|most|existing|some customers|clients|users|references|partners|projects
customer|client|references|reference|user .. in|from|near|of your|the same|area|city|region|neighbourhood|street|industry|sector|country|you
studies|study|research|surveys|survey|statistics|analysts|experts|science|data|tests|benchmarks|gartner|forrester|mckinsey|reports show|shows|prove|proves|say|says|agree|suggest|suggests|confirm|confirms|find|found|estimate|predict|put|reveal
according to
proven|shown|known|guaranteed|certified|tested|documented to|by|in|results|track|that|for|success|savings|under|according|against
patented|patent
certified|accredited|iso|tuv|ce to|by|under|for|with|according|marked|partner|as|since
cut|cuts|cutting|reduce|reduces|reducing|lower|lowers|lowering|halve|halves|halved|double|doubles|doubled|triple|triples|slash|slashes|increase|increases|raises|boosts|improve|improves|saves|save|saved|shorten|shortens|speeds|eliminates|prevents|removes ... by|half|third|quarter|two|tenfold|%|percent|fold|twice|dramatically|significantly|drastically|immediately|all|hours|euros|days|weeks|costs|every|time|energy|money
by|in half|two-thirds
by a|more|at half|third|quarter|fifth|tenth
twice|three|four|five|ten times? as|faster|cheaper|more|less|better|the|longer
tenfold|twofold|threefold|fivefold
pays|paid for itself|back
pay|pays itself|for off|itself
return on investment
payback|roi|amorti*
never|always fail|fails|failed|miss|misses|wrong|breaks|stops|works|down|late|lost|crashed
no other|competitor|rival vendor|tool|product|system|supplier|has|can|does
unlike any|all|every|other
works|integrates|compatible|connects|runs|interfaces|talks|syncs with|on|under|to every|all|any|your|sap|oracle|@|existing|erp
integrates|compatible|interfaces|syncs with|to
within|in|after a|one|two|three|four|the|few|less|first day|days|week|weeks|month|months|hour|hours|minutes .. you|your|customers|we|teams
your competitor|competitors|rivals|rival|neighbour|neighbours|peers|colleagues|auditor|auditors|board|staff|team|boss|ceo|customers|insurer|bank|parent|owner|owners|predecessor|employees|suppliers|shareholders|works-council .. use|uses|have|has|are|is|already|told|decided|wants|want|complain|complained|plans|switched|suffer|suffers|struggle|struggles|lost|lose|waste|wastes|spend|spends|approved|asked|signed|do|save|knows|know|say|says|fear|need|needs|demand|demands|expects|was|were|said
you|your|you|and company|team|firm|plant|group|organisation|department|works|site|lab|people? struggle|struggles|struggling|suffer|suffers|lose|loses|losing|waste|wastes|wasting|overpay|overpays|spend|spends|miss|misses|lack|lacks|failed|fails|plan|plans|intend|decided|want|wants|need|needs|missed|lost|paid|laid|dismissed|cancelled|bought|sold|still|also|currently .. 
you|your .. are|re|is losing|wasting|struggling|overpaying|missing|suffering|understaffed|behind|unhappy|dissatisfied|known|famous|renowned
is|are|was known|famous|renowned|notorious for|as|that|in
known|famous|renowned for|as
founded|established|family-owned|listed|headquartered in|by|since|on
since # .. we|our|has|have|on
for|over|more _? years|decades .. we|our|has|have|experience|market
years|decades of experience|expertise|practice|research
// German
die|wer damit|uns arbeiten|arbeitet|nutzen|nutzt|einsetzen|einsetzt|verwenden
ihr|ihre|ihrer .. konkurrent|konkurrenten|konkurrenz|wettbewerber|mitbewerber
bei der|ihrer|ihren|den konkurrenz|mitbewerber*|nachbarn ...
tuv|dekra .. 
sich .. verdoppelt|verdreifacht|halbiert|verschlechtert|verbessert|erhoht
verlieren|verliert|verschenken|vergeuden|verschwenden|werfen jeden|jede|jedes|ein|eine|bis|# 
kunden|anwender|nutzer|referenzkunden|pilotkunden berichten|sparen|bestatigen|senken|loben|melden|sagen
ihr|ihre|ihrer .. grosster|grosste|wichtigster|bester kunde|kunden|lieferant ... 
jeder|jede|jeden|jedes zehnte*|zweite*|dritte*|vierte*|funfte*|achte*
viele|alle|fast|zahlreiche|hunderte|tausende|dutzende|meisten|mehrere|etliche|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|zwanzig|#|beide|grosse|andere|ahnliche|vergleichbare ... nutzen|nutzt|einsetzen|setzen|verwenden|vertrauen|schworen|gewechselt|umgestiegen|entschieden|empfehlen|empfiehlt|bestellt|eingefuhrt
ist|sind|wurde|wurden|langst|bereits standard bei|in|fur
gilt|gelten als .. 
im einsatz bei|in
gewahlt|ausgezeichnet|pramiert|gekurt|nominiert|anerkannt|empfohlen|zugelassen|gepruft|freigegeben|akzeptiert|eingesetzt|verwendet von|vom|bei|als|in|zum|durch
von|vom|bei|als|in|zum|durch .. gewahlt|ausgezeichnet|pramiert|gekurt|nominiert|anerkannt|empfohlen|akzeptiert|eingesetzt
gestiegen|gesunken|zugenommen|abgenommen|gewachsen|verdoppelt|verdreifacht|halbiert|explodiert|eingebrochen|verschlechtert
im schnitt|durchschnitt|mittel ... 
durchschnittlich|typischerweise|ublicherweise ... sparen|spart|senken|senkt|weniger|gewinnen|%|prozent|euro
ihr|ihre|ihrer|ihren ... kostet|verliert|verlieren|leidet|leiden|zahlen|zahlt|fehlt|fehlen|hinkt|hinken|veraltet|uberlastet|unterbesetzt|unzufrieden
integriert|kompatibel|vertragt|verbindet sich? .. mit
nachbar|nachbarn|kollegen .. hat|haben|nutzt|nutzen|arbeitet
jeder|jede|jedes zweite|zweiter|dritte|dritter|vierte|vierter|funfte|funfter|zehnte|zehnter
ihre|ihren|ihr _ .. beschwer*|klagen|klagt|verlier*|verschwend*|leiden|leidet|streit*|kundig*|wechsel*|unzufrieden|schimpf*|warten|wartet|argern|argert
unsere|unserer|unseren|die meisten|alle kunden|anwender|nutzer|kundinnen|referenzen
kunden holen|verdienen|bekommen|sparen|berichten|gewinnen|senken
marktfuhrer*|weltmarktfuhrer*|technologiefuhrer*|branchenfuhrer*|marktfuhrend*|preisgekront*|ausgezeichnet*|patentiert*|zertifizier*|testsieger*|spitzenreiter|alleinstellungsmerkmal
fuhrender|fuhrende|fuhrenden|grosster|grosste|grossten|einziger|einzige|einzigen|erste|schnellste|beste|nummer anbieter|hersteller|system|losung|losungen|software|unternehmen|werkzeug|eins|lieferant|europas|deutschlands|weltweit|der|am|auf|in
nummer eins|1
viele|alle|fast|zahlreiche|hunderte|tausende|dutzende|meisten|mehrere|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|# .. von? .. unternehmen|firmen|betriebe|hauser|hausern|kunden|werke|kliniken|einrichtungen|labore|stadte|anwender|wettbewerber|mitbewerber|handler|konkurrenten .. setz*|nutz*|vertrau*|arbeit*|schwor*|wechsel*|haben|sind|folg*|spar*|verwend*|berichten
unsere|unseren|unserer|andere|bestehende|ein|eine|mehrere kunde|kunden|anwender|referenzkunde|referenzkunden|nutzer|kundin .. spar*|senk*|hat|haben|berichten|bericht*|erzielt|verdoppel*|halbier*|reduzier*|gewinn*|bestatig*|konnte|konnten|schatz*|lob*|schaff*|erreich*|verring*
ihre|ihr|ihrer wettbewerber|mitbewerber|konkurrenz|konkurrenten|nachbar|nachbarn|vorstand|team|mitarbeiter|kunden|prufer|revision|kollegen|hausbank|betriebsrat ... nutz*|setz*|hat|haben|ist|sind|bereits|schon|langst|leid*|klag*|plan*|beschwer*|verlier*|will|wollen
studien|studie|untersuchungen|umfragen|experten|analysten|statistiken|erfahrungen zeig*|beleg*|beweis*|sag*|bestatig*|ergab*|schatz*
nachweislich|erwiesenermassen|garantiert|bekanntlich|laut
senk*|reduzier*|spar*|halbier*|verdoppel*|verdreifach*|steiger*|erhoh*|verkurz*|verring*|verbesser* ... um|halfte|drittel|%|prozent|stunden|euro|kosten|doppelte|massiv|deutlich|sofort
um die|ein|mehr|uber|rund halfte|drittel|viertel
doppelt|dreimal|zehnmal so
amortisier* _
rechnet sich
// French
qui l|en utilisent|adoptent|emploient
vos|votre .. concurrents|concurrent|voisins|confreres
deux|trois|quatre|dix fois plus|moins
qui s en|l servent|utilisent|adopte*
voisins|concurrents|confreres ... deja|utilisent|servent
equipons|accompagnons|servons .. plus|deja|# 
nous sommes|somme leader*|presents|reference
perdent|gaspillent|jettent .. de|des|un|une|#
plusieurs|beaucoup|trois|deux|quatre|cinq|six|sept|huit|dix|vingt|#|tous|toutes|nombreux|nombreuses|grands|autres ... utilisent|adopte|adoptent|choisi|choisissent|equipe|equipes|confiance|recommandent|signe
est|sont|devenu deja? la|le|une? reference|standard|norme chez|dans|pour|en
elu|elue|prime|primee|recompense*|distingue*|nomme|nommee|adopte|adoptee|valide|validee|agree|agreee|reconnu*|retenu*|deploye*|installe* par|chez|comme|meilleur*|dans|de
augmente|baisse|chute|double|triple|diminue|grimpe|explose|recule|progresse de|depuis|fortement|nettement|encore|sensiblement
en moyenne ...
vos|votre ... coute|coutent|perdez|perdent|souffre*|subissez|retard|depasse*|obsolete*
integre|compatible|connecte avec|a|aux
utilise|utilisee par .. 
vos|votre _ .. perd*|gaspill*|plaign*|souffr*|attend*|quitt*
un _ de _ a|ont .. double|divise|gagne|reduit|economise
nos clients|utilisateurs|clientes|references
leader|leaders|numero|premier|premiere|principal|seul|seule|unique|meilleur|meilleure un|mondial|europeen|du|de|sur|incontest*|en|fournisseur|solution|logiciel|outil|acteur|fabricant|systeme
numero un
prime*|recompens*|certifie*|brevet*|agree* par|en|depuis|selon|iso
la plupart|majorite des|de|d .. 
des centaines|milliers|dizaines de|d .. 
# .. sur .. font|utilisent|choisissent|ont|suivent
nos|notre|un|plusieurs|d|autres|la clients|client|utilisateurs|references|clientes .. economis*|gagn*|redui*|constat*|ont|a|divis*|temoign*|confirment|rapport*|augment*|apprec*|ont|double*|font|nous
vos|votre concurrents|concurrent|voisins|equipes|equipe|direction|collaborateurs|clients|auditeurs|conseil .. ont|utilis*|a|est|sont|souffr*|perd*|se|font|veut|envisag*|prefer*|prevoi*|travaill*|nous|deja
etudes|etude|experts|enquetes|enquete|recherches|analystes montr*|prouv*|demontr*|confirm*|affirm*|estim*|indiqu*
selon une|les|des|l|un
il est|a ete prouve|demontre|reconnu
redui*|economis*|divis*|doubl*|augment*|amelior*|gagn*|multipli*|accel*|baiss* ... de|par|moitie|%|deux|tiers|temps|couts|euros|heures
utilise|utilisee|adopte|adoptee|plebiscite|choisi|recommande par .. 
amorti* en|des
rentabilis* _
// Spanish
sus|su .. competidores|competidor|competencia|rivales
que lo|la|los utilizan|usan|emplean|adoptan
somos el|la|los? lider|lideres|referencia|primer*|unico*|unica*|mayor*
pierden|desperdician|tiran .. un|una|el|#
ya lo|la usan|utilizan|tienen
varios|varias|muchos|muchas|tres|dos|cuatro|cinco|seis|siete|ocho|diez|veinte|#|todos|todas|numerosos|grandes|otros|otras ... utilizan|usan|adoptado|adoptaron|eligieron|elegido|confian|cambiado|recomiendan|contratado
es|son|ya el|la estandar|referencia|norma en|para|de
elegido|elegida|premiado|premiada|galardonado|galardonada|reconocido|reconocida|nombrado|votado|adoptado|validado|aceptado|recomendado por|como|en|mejor
aumentado|bajado|subido|caido|duplicado|crecido|disminuido|empeorado|disparado
de media|promedio ...
en promedio ...
sus|su ... cuesta|cuestan|pierden|pierde|sufre|sufren|obsoleto|anticuado
integra|integran|compatible|conecta con
sus|vuestros|vuestras|vuestro|vuestra|su _ .. pierd*|malgast*|quej*|sufr*|desperdici*|abandon*
nuestros|nuestras clientes|usuarios|clientas
lider|lideres|numero|primer|primera|unico|unica|principal|mayor|mejor|pionero en|del|de|uno|mundial|proveedor|solucion|sistema|empresa|europeo|software|absoluto|indiscutible|herramienta
premiad*|galardonad*|certificad*|patentad*|homologad* por|en|con|como|segun|iso|desde
la mayoria|mayor de|parte|del .. 
cientos|miles|decenas|docenas de .. 
# .. de cada ...
nuestros|nuestro|un|varios|otros|muchos|los clientes|cliente|usuarios .. ahorr*|reduc*|redujo|han|ha|gan*|confirm*|nos|aument*|dobl*|vend*|logr*|consigu*|bajo|subi*|mejor*
sus|su|la|los competidores|competidor|competencia|vecinos|equipo|consejo|empleados|clientes|auditores|rivales|colegas .. ya|usan|utiliz*|ha|han|esta|estan|sufr*|pierd*|se|quier*|confian|prefier*|nos
estudios|estudio|expertos|encuestas|investigaciones|analistas demuestr*|muestr*|confirm*|indic*|dic*|afirm*|prueb*
segun un|los|las|estudios
esta demostrado|comprobado|probado
reduc*|ahorr*|dupli*|aument*|mejor*|multipli*|baj*|dobl*|increment*|tripli* ... por|un|mitad|%|doble|tercio|tiempo|costes|euros|horas|dos
utilizado|usado|elegido|recomendado|avalado por .. 
se amortiza|paga
// Italian
suoi|vostri|i .. concorrenti|concorrenza|rivali
che lo|la|li adottano|usano|utilizzano|adottato ... risparmi*|buttan*|riduc*|guadagn*|del|%|il|meno
si sono|e|stanno .. lamentat*|lamentando
lo|la usano|utilizzano gia
siamo il|i|la? leader|riferimento|primi|prima|unici|unica
perdono|sprecano|buttano .. un|il|#
molti|molte|diversi|diverse|tre|due|quattro|cinque|sei|sette|otto|dieci|venti|#|tutti|tutte|numerosi|altri|altre|grandi ... usano|utilizzano|adottato|adottano|scelto|scelgono|affidano|risparmiano|consigliano
e|sono gia? lo|il|uno? standard|riferimento|norma in|per|di|presso
eletto|eletta|premiato|premiata|riconosciut*|nominat*|votat*|adottat*|convalidat*|accettat*|raccomandat*|scelt* da|dal|dalla|come|presso|miglior*
aumentat*|calat*|sces*|salit*|raddoppiat*|cresciut*|diminuit*|peggiorat*|crollat*|esplos*
calano|cala|scendono|scende|crollano|diminuiscono|si riducono del|di|della
in media ...
i|le|vostri|vostre|suoi|sue ... perdono|perdete|costano|soffrono|obsolet*
integra|integrano|compatibile|collega con
vostri|vostre|suoi|vostra _ .. perd*|sprec*|lament*|soffr*|sbagli*|abbandon*
nostri|nostre clienti|utenti
leader|numero|primo|unico|unica|principale|maggiore|migliore|pioniere|pionieri nel|nella|del|della|di|uno|mondiale|fornitore|soluzione|sistema|europeo|in|software|indiscusso|italiano|azienda|sul
la prima nel|nella|del|della|di|uno|mondiale|fornitore|soluzione|sistema|europeo|in|software|indiscusso|italiano|azienda|sul
premiat*|certificat*|brevettat*|omologat*|riconosciut* da|dal|dalla|come|in|secondo|iso|nel
la|maggior maggior|maggioranza|parte parte|di|dei|delle .. 
centinaia|migliaia|decine|dozzine di .. 
# .. su .. hanno|usano|scelgono|utilizzano|seguono
nostri|nostro|un|alcuni|altri|molti|tutti i? clienti|cliente|utenti .. risparmi*|hanno|ha|riduc*|ridott*|conferm*|dicono|guadagn*|raddoppi*|dimezz*|ci|aument*|ottien*|ottenut*
suoi|vostri|vostro|suo|i|la|vostra concorrenti|concorrente|concorrenza|vicini|team|consiglio|dipendenti|clienti|revisori|colleghi|rivali .. gia|usano|utilizz*|ha|hanno|sta|stanno|soffr*|perd*|si|vuol*|vogl*|scelgono
studi|studio|esperti|ricerche|ricerca|sondaggi|analisti dimostr*|mostr*|conferm*|indic*|dic*|prov*|afferm*
secondo uno|un|gli|i|una|recenti
e stato|dimostrato dimostrato|provato
e dimostrato|provato
riduc*|risparmi*|raddoppi*|dimezz*|aument*|miglior*|tagli*|abbatt*|increment* ... del|di|meta|%|doppio|terzo|tempo|costi|euro|ore|per
utilizzat*|usat*|scelt*|raccomandat* da .. 
si ripaga
// Dutch
die ermee|daarmee|het|hem|dit werken|gebruiken|gebruikt|hebben|draaien
uw|jullie|je .. concurrenten|concurrent|concurrentie
grootste|beste|belangrijkste klant|klanten|leverancier ... 
klaagt|klaagde|geklaagd|klagen|klaagden
besparen|bespaart|besparden .. gemiddeld|er|tot|#
verliezen|verspillen|gooien .. een|#|van
wij zijn|we de|het _? markt*|grootste|enige|koploper
gebruiken|gebruikt het|hem|ons al
veel|meeste|alle|verschillende|diverse|tientallen|honderden|drie|twee|vier|vijf|zes|zeven|acht|tien|twintig|#|andere|grote ... gebruiken|gebruikt|kozen|gekozen|kiezen|vertrouwen|overgestapt|stapten|bespaarden|besparen|bevelen
is|zijn inmiddels|al? de|het standaard|norm bij|in|voor
verkozen|bekroond|uitgeroepen|gekozen|genomineerd|erkend|goedgekeurd|aanbevolen|geaccepteerd|ingevoerd tot|door|bij|als|in
gestegen|gedaald|toegenomen|afgenomen|gegroeid|verdubbeld|gehalveerd|verslechterd|gekelderd
gemiddeld ...
jullie|uw|je ... kost|kosten|verliezen|verliest|lijdt|lijden|verouderd|onderbezet
koppelt|integreert|compatibel|samen met
jullie|uw|je _ .. verlies*|verliezen|verspil*|klaag|klagen|lijd*
haalde|haalden er|hiermee|daarmee
onze klanten|gebruikers|afnemers
marktleider|nummer|bekroond*|gecertificeerd*|gepatenteerd*|toonaangevend|koploper een|door|in|van|volgens|met|sinds|op|iso
marktleider|marktleiders
nummer een|1
de|als grootste|enige|beste|snelste|eerste|goedkoopste _ .. markt|europa|nederland|ter|die|dat|van|in
meeste|veel|alle|bijna|honderden|duizenden|tientallen|andere|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|# .. van? .. bedrijven|gemeenten|klanten|waterschappen|fabrieken|ziekenhuizen|winkels|concurrenten|organisaties|gebruikers|collega|buren .. gebruik*|werk*|vertrouw*|kiez*|kozen|stapt*|hebben|zijn|volg*|bespaar*|besparen|gingen|zeggen|doen
onze|andere|een|bestaande|diverse|alle klanten|klant|gebruikers .. bespa*|heeft|hebben|zien|meld*|verdubbel*|halveer*|win*|bevestig*|zag*|verlaag*|verminder*|verlor*
uw|je|jullie concurrenten|concurrent|concurrentie|buren|team|bestuur|medewerkers|klanten|accountant|buurgemeente|collega ... gebruik*|heeft|hebben|is|zijn|werk*|al|klaag*|klag*|verlies*|wil*|lijd*
onderzoek|onderzoeken|studies|experts|cijfers wijst|wijzen|toont|tonen|bewijst|bewijzen|zeggen|bevestig*|laat
volgens onderzoek|experts|een|de
bewezen|aantoonbaar|gegarandeerd _
verlaag*|bespaar*|besparen|halveer*|verdubbel*|verminder*|verhoog*|verkort* ... met|helft|derde|%|procent|kosten|uur|uren|euro|tijd
met de helft|ruim
verdient zich|zichzelf
// Portuguese
varios|varias|muitos|muitas|tres|dois|duas|quatro|cinco|dez|#|todos|outras|outros|grandes ... usam|utilizam|adotaram|escolheram|confiam|mudaram|recomendam
eleito|eleita|premiado|premiada|reconhecid*|nomead*|adotad*|validad*|aceit*|recomendad* por|como|em|pelo|pela|melhor
aumentou|aumentaram|caiu|cairam|subiu|subiram|duplicou|dobrou|diminuiu|piorou
em media ...
integra|compativel|liga com
vossos|vossas|seus|suas _ .. perd*|desperdic*|queix*|sofr*|reclam*|abandon*
nossos|nossas clientes|usuarios|utilizadores
lider|lideres|numero|primeiro|primeira|unico|unica|principal|maior|melhor|pioneiro|pioneira no|na|do|da|de|um|mundial|fornecedor|solucao|sistema|empresa|em|software|europeu|absoluto|ferramenta
premiad*|certificad*|patentead*|homologad*|reconhecid* por|pelo|pela|em|como|segundo|iso|desde|no
a maioria|maior|maior da|do|das|dos|parte .. 
centenas|milhares|dezenas|duzias de .. 
# .. em cada ...
nossos|nosso|um|varios|outros|muitos|os clientes|cliente|usuarios|utilizadores .. economiz*|poup*|reduz*|tem|teve|tiver*|ganh*|confirm*|dizem|dobr*|aument*|consegu*|vend*|relat*|viram
seus|sua|os|a|seu concorrentes|concorrente|concorrencia|vizinhos|equipe|equipa|conselho|funcionarios|clientes|auditores|colegas .. ja|usam|utiliz*|tem|esta|estao|sofr*|perd*|se|quer*|confiam|escolher*
estudos|estudo|especialistas|pesquisas|pesquisa|analistas demonstr*|mostr*|confirm*|indic*|dizem|prov*|afirm*
segundo um|uma|os|estudos|especialistas
comprovad*|provad* _
reduz*|economiz*|poup*|dobr*|dupli*|aument*|melhor*|cort*|tripl* ... em|metade|%|dobro|terco|tempo|custos|euros|reais|horas|por|um|uma
utilizad*|usad*|escolhid*|recomendad* por .. 
se paga
// Nordic
vores|vare|vara kunder|brukere|brugere|anvandare
markedsleder|markedsledende|marknadsledande|prisbelonn*|prisvindende|prisbelonad*|patentert|patenterad|patenteret|sertifisert|certificeret|certifierad
nummer en|ett|1
forende|ledende|ledande|storste|storsta|eneste|enda|enda|beste|basta|bedste leverandor|leverantor|pa|i|system|losning|verktoy
de fleste|flesta
hundrevis|hundredvis|tusenvis|tusindvis|hundratals|tusentals ...
vores|vare|vara|andre|andra kunder|brukere|anvandare|brugere .. spar*|har|reduser*|reducer*|halver*|fordobl*|opple*|minsk*|far
dine|deres|jeres|era|dina konkurrenter|konkurrent|naboer|styre|styrelse|ansatte|medarbejdere|kunder ... har|bruker|bruger|anvander|er|allerede|redan|klag*|vil
studier|undersokelser|undersogelser|undersokningar|forskning|eksperter|experter viser|visar|sier|siger|sager|bekreft*|bekraeft*
halver*|fordobl*|dobbler*|reduser*|reducer*|minsk*|spar*|sank*|senk* ... med|%|prosent|procent|halvparten|halften|tid|kroner|timer
";

/// Words that make a sentence a supposition, an offer or an opinion.
pub(in crate::lint) const HEDGES: &str = "
// English
may|might|could|would|perhaps|maybe|probably|possibly|presumably|suppose|supposed|guess|imagine|wonder|assume|believe|think|hope|likely|seems|seem|suspect|if|unless|whether|sounds|apparently|understand|gather|expect|ought|should|shall|let|curious
i can|could|will|ll|d|would|m|am
we can|could|will|ll|d|would
in case
my guess|hunch|impression
// German
vielleicht|vermutlich|wohl|wahrscheinlich|moglicherweise|eventuell|konnte|konnten|wurde|wurden|durfte|durften|nehme|vermute|glaube|denke|hoffe|falls|wenn|ob|scheint|schatze|offenbar|anscheinend|ware|mochte|gern|gerne|kann
meine vermutung|annahme|schatzung
// French
peut|etre|probablement|sans|suppose|imagine|pense|crois|espere|si|pourrait|pourraient|semble|serait|aimerais|voudrais|eventuellement|devine
a mon avis
mon impression
// Spanish
quiza|quizas|tal|probablemente|supongo|imagino|creo|pienso|espero|si|podria|podrian|parece|seria|gustaria|quisiera|posiblemente|seguramente|acaso|puedo|apuesto
mi impresion|suposicion
// Italian
forse|probabilmente|suppongo|immagino|credo|penso|spero|se|potrebbe|potrebbero|sembra|sarebbe|vorrei|eventualmente|presumo|magari|posso
a mio avviso
// Dutch
misschien|waarschijnlijk|vermoedelijk|wellicht|denk|vermoed|geloof|hoop|als|indien|of|lijkt|zou|zouden|mogelijk|neem|wil|graag|kan
mijn gok|inschatting|vermoeden|indruk
// Portuguese
talvez|provavelmente|suponho|imagino|acho|creio|penso|espero|se|poderia|poderiam|parece|seria|gostaria|possivelmente|posso
// Nordic
kanskje|maske|kanske|formentlig|sannsynligvis|sannolikt|tror|antager|antar|haber|hoppas|hvis|om|kunne|skulle|ville|gerne|gjerne|garna|gissar|gjetter|gaetter|antagligen|troligen|muligens
min|mitt|mit gissning|gjetning|gaet|tipp
";
