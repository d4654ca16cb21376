//! Prices, discounts, refunds, caps; warranties of a legal outcome.

/// A concession on the price that only the house could make.
pub(in crate::lint) const PRICING: &str = "
// English
i|we|ll|d|can halve|waive|drop|cut|reduce|lower|freeze .. price|prices|fee|fees|rate|tariff|bill|charge|licence
i ll|d|can|will halve|waive|freeze it|that|this
every penny|cent|dollar|euro back|returned|refunded
get|gets|getting .. money|penny|cent|fee .. back
knock|knocks|shave ... off
fifth|tenth|third|quarter|half off
for nothing
at our|my expense|cost
let|lets you have .. for
second|third|extra|additional one? for? nothing|free|gratis
installation|setup|training|shipping|delivery|onboarding|licence|license|support is|are|comes|included|thrown|on free|included|nothing|us|gratis
included free|gratis|for
your|this|the rate|price|fee|tariff .. stay|stays|remain|remains|keeps|locked|frozen|fixed|guaranteed
beat|match|undercut .. any|every|other|their|your .. quote|price|offer|rate|competitor
pounds|euros|dollars|euro instead of
€|$|£ # instead of
instead of # euro|euros|pounds|dollars
do it|this|both for €|$|£
do it|this|both for # euro|euros|pounds|dollars
d|will|could|can|would do|make it|this|them for|at €|$|£
d|will|could|can|would do|make it|this|them for|at # euro|euros|pounds|dollars
won|not|never t? .. invoice|charge|bill .. you|until|before|anything|unless
you pay when|only|nothing|after|later
only pay|pays if|when|after|once
if you|we don|do|find|save|are|aren .. pay|owe nothing|zero
no find|cure|win|leak|saving no fee|pay|charge
first|next _? months|weeks|year on|are|is us|me|free|nothing
waive*
match whatever|any|every|their|what|all
yours for|at
symbolic|token pound|euro|dollar|price|fee|sum
half the|your price|fee|cost|rate
first|second|third|next|whole|entire _? quarter|year|month|months|season|weeks|week ... nothing|gift|free|waived
first|second|third|next|whole|entire _? quarter|year|month|months|season|weeks|week ... half price|the|of
first|second|third|next|whole|entire _? quarter|year|month|months|season|weeks|week ... on us|me
first|second|third|next|whole|entire _? quarter|year|month|months|season|weeks|week ... on the house
for|costs|cost nothing
at|for half
throw in|into
never|not be|pay|get .. charged|billed|invoiced .. than
charged|charge|pay|invoice|bill .. no|not|never|more .. more|than
fee|fees|cost|set-up|installation|shipping|bill is|are|s|will .. mine|ours|us|me|waived|free|gift
let you have|take .. for
for # euro|euros|pounds|dollars .. a|per|each|flat
money returned|refunded|back|returns
get|give|have .. money|payment|fee ... back|returned|again
stays|stay|remains|fixed|frozen|keep .. price|rate|fee .. for|years|life|ever
price|rate|fee|licence .. for life|good|ever
discount|discounts|discounted|rebate|refund|refunds|refunded|reimburse*|cashback|voucher|coupon
# % off|discount|cheaper|less|rebate|below|reduction
# percent|pc off|discount|cheaper|less|rebate|below|reduction
half price|off
half|third|quarter off|cheaper
money back
money-back
price match|cap|freeze|lock|guarantee|cut|reduction|drop
match|beat|undercut .. price|quote|offer|bid|rate
price|prices|rate|rates|fee|fees|cost|costs .. fixed|frozen|capped|locked|guaranteed|halved|waived|reduced|never|stays|remain|remains|special
freeze|cap|lock|fix|halve|waive|waived|cut|reduce|lower|drop|knock|slash .. price|prices|rate|rates|fee|fees|cost|charges|charge|setup|bill|invoice
knock|slash .. off
take # .. off
never pay|costs|cost|exceed|rise|go|increase more|above|over|up
pay|pays|paying nothing|only|half|less|later|just|zero|no|# .. until|if|before|month|months|for|first|you|year|in|euro|eur|pounds|dollars
no charge|cost|fee|fees|price for|until|in|to|if|ever
special|preferential|exclusive|better|best|lower|lowest|reduced|introductory|personal price|prices|rate|rates|terms|deal|pricing|tariff|offer
best|lowest|better|good|great|personal price|rate|deal for|just|only|you|i
first _? _? month|months|year|quarter|weeks|seats .. free|gratis|us|house
free for|until|in|of .. charge|first|year|months|month|you|ever|life|#|one|two|three|six|twelve
# months|weeks|days|years|licences|licenses|seats|users|units free
one|two|three|four|six|twelve month|months|weeks|year|years|licences|seats free
free _? month|months|year|years|licence|license|licences|upgrade|upgrades|setup|installation|subscription|seats|seat|unit|units|pilot|trial
for free
on the house
on us
at|for no|zero cost|charge
at cost|price|half
in price for you
give|offer|grant|get|make you .. %|percent|discount|free|off
for # euro|eur|dollars|usd|pounds|gbp|chf|francs|kroner|kr|€|$|£
€|$|£ # per|a|each|for|instead|only|all|flat|and|if|until
# €|euro|euros|eur|dollars|usd|pounds|gbp|chf|francs|kr|nok|sek|dkk|zl|pln per|a|each|for|instead|only|all|flat|and|if|until|less|off|cheaper|month|user
for you it|only|just|we|the .. costs|€|#|price|cost
we pay|cover|carry|bear .. cost|costs|shipping|fee|fees|difference|bill|travel
pay back|you
// German
schenken|schenke|spendieren|spendiere wir|ich|ihnen
wir|ich schenken|schenke|spendieren ihnen
zahlen sie erst|nichts|nur|weniger|nie|keinen
sie zahlen erst|nichts|nur|weniger|keinen
keinen|nicht cent|euro|pfennig
ubernehmen|ubernehme|tragen wir|ich ... kosten|einbau|fracht|porto|anfahrt
kosten .. ubernehmen|tragen wir|ich
mache|machen|gebe|gehe|komme ich|wir ... preis|euro|%|prozent|runter|entgegen
preislich entgegen*
einbau|installation|schulung|einrichtung|anfahrt .. geschenkt|gratis|kostenlos|inklusive|frei|uns
selbstkosten*|vorzugs*|sonderkondition*|sondertarif*|freundschafts*
kostet|kosten|zahlen .. halfte|halbe|nichts|weniger
geht auf uns|mich|haus
gehen auf uns|mich|haus
lasse|lassen|erlasse|erlassen|schenke|schenken .. ihnen ... nach|preis|monat*|jahr|gebuhr|viertel|halfte|drittel|%|prozent
zum halben|halbe
preis .. bleibt|fest|eingefroren|garantiert|jahre
jahr|monate|monat .. kostet|kosten|zahlen .. nichts|halfte|halbe
*rabatt|*rabatte|*nachlass|preisnachlass|skonto|erstattung|erstatten|gutschrift|preisgarantie|preisdeckel|sonderpreis|sonderkondition*|vorzugspreis|freundschaftspreis|festpreis|geld-zuruck|einfuhrungspreis|gutschein
# % nachlass|rabatt|gunstiger|weniger|billiger
# % auf den|die|das preis|lizenz|jahresgebuhr|gebuhr|rechnung
# prozent nachlass|rabatt|gunstiger|weniger|billiger|auf
geld zuruck
zum halben|sonderpreis|gleichen|alten|festen preis
halber|halbem|halben preis
preis .. garantier*|eingefroren|fest|gedeckelt|bleibt|steigt|halbier*|senk*
preise|preis .. fur sie|euch|immer|ihr
ersten|erste|erster|erstes .. monate|monat|jahr|wochen|quartal .. kostenlos|gratis|frei|umsonst|geschenkt|kostenfrei
# monate|monat|wochen|jahre|tage|lizenzen kostenlos|gratis|frei|umsonst|kostenfrei
kostenlos*|gratis|umsonst|kostenfrei
zahlen sie|nichts|nur|erst .. 
fur|ab|nur # €|euro|eur|franken|chf
# €|euro|eur|franken|chf pro|im|je|statt|monatlich|pauschal|jahrlich
// French
descends|descend|baisse|fais|faisons|laisse|accorde|accordons ... a|pour # euros|€|%
rembours*
la premiere|premier|seconde annee|mois|semestre .. moitie|offert*|gratuit*|cadeau|nous
vous ne payez|paierez|reglez ... que|rien|pas
installation|formation|mise .. offert*|gratuit*|incluse
nous prenons .. charge .. frais|cout|couts|transport|installation
coute|coutera|payez|paierez .. moitie|rien|moins
a moitie prix
moitie prix
premier|premiers|premiere|six|trois|deux .. mois|annee|an .. moitie|offert*|gratuit*|cadeau
prix|tarif ... bloque|garanti|ans|vie
pour vous ce|c|le|je ... euros|cent
rend*|restitu* .. argent|somme|mise
remise|remises|rabais|ristourne|reduction|rembours*|escompte|avoir|tarif|prix .. special|speciale|preferentiel|preferentielle|garanti|bloque|gele|fixe|plafonne|exceptionnel|reduit|amical|ami|coutant
remise|remises|rabais|ristourne|rembours*
# % de|sur .. remise|reduction|rabais|moins|tarif|prix|abonnement|facture
# % de? moins|remise|reduction|rabais
moitie prix
satisfait ou rembourse
prix|tarif .. bloque|gele|garanti|plafonne|special|preferentiel|fixe|vous
premier|premiers|premiere .. mois|an|annee|trimestre .. offert|offerts|offerte|gratuit|gratuits|gratuite
# mois offert|offerts|gratuit|gratuits
gratuit|gratuite|gratuits|gratuitement|offert|offerts|offerte|gracieusement
sans frais
pour|a # €|euros|euro|eur
# €|euros|euro par|au|seulement|pour|mois|ht
// Spanish
le|les|se lo|la dejo|hago|rebajo|regalo|bonifico
no paga|paga|pagaran|pagara nada|solo|hasta
instalacion|formacion .. gratis|regalo|incluida|cuenta
corre|corren de|por nuestra|mi cuenta
cuesta|costara|paga|pagara|pagan .. mitad|nada|menos
a la mitad
mitad del|de precio
se lo dejo|regalo|rebajo
primer|primera|primeros .. ano|mes|meses|trimestre .. mitad|gratis|regalo|nada|cuenta
le|les hago|dejo|regalo .. precio|%|por|mitad|ano|meses
devolv*|devuelv* .. dinero|importe|cuota|euros
descuento|descuentos|rebaja|rebajas|reembols*|devolucion|devolvemos|devuelvo|bonificacion|cupon
# % menos|de|mas .. descuento|barato|rebaja|precio|cuota
# % menos
mitad de|del precio
precio|tarifa .. especial|fijo|garantizado|congelado|congelada|preferente|unico|cerrado|usted|ustedes|bloqueado|maximo|reducido|amigo
primer|primero|primeros|primera .. mes|meses|ano|trimestre .. gratis|gratuito|gratuitos|regalo
gratis|gratuito|gratuita|gratuitos|gratuitamente
sin coste|cargo|costo
por # €|euros|eur|dolares|pesos
# €|euros|dolares|pesos al|por|mensuales|en
// Italian
non paga|pagate|paghera nulla|niente|finche
glielo|lo faccio|lascio|metto .. a|per # 
installazione|formazione .. gratis|omaggio|inclusa|carico
a nostro carico
costa|costera|paga|pagate|pagherete .. meta|nulla|niente|meno
canone|prezzo|tariffa ... bloccat*|fiss*|anni|sempre|meta
a meta prezzo
primo|prima|primi .. anno|mese|mesi|trimestre .. meta|gratis|regalo|nulla|carico
glielo|ve|le lascio|faccio|regalo
restitu*|ridiamo|rendiamo .. soldi|denaro|importo|prezzo|canone
soldi indietro
sconto|sconti|scontato|scontata|ribasso|rimbors*|riduzione|buono
# % di|in|sul .. sconto|meno|prezzo|canone
# % di? meno|sconto
meta prezzo
soddisfatti o rimborsati
prezzo|tariffa|canone .. speciale|fisso|garantito|bloccato|dedicato|riservato|bloccata|lei|voi|massimo
primo|primi|prima .. mese|mesi|anno|trimestre .. gratis|gratuito|gratuiti|omaggio|offerto|regalo
gratis|gratuito|gratuita|gratuiti|gratuitamente|omaggio
senza|costo costi|costo|spese|zero
a|per # €|euro
# €|euro al|a|per|mese|mensili|invece
// Dutch
voor|op onze|mijn rekening|kosten
rekening|kosten van|voor ons
maak|doe|geef ik|we|wij er|het|u|jullie|je ... euro|%
voor jullie|u|je maak|doe|wordt .. #
betaalt|betalen u|jullie|je? .. niets|pas|nul|alleen
installatie|montage .. gratis|inbegrepen|cadeau|ons
kost|betaal .. helft|niets|minder
betaalt|betalen .. helft|niets|nul|minder
eerste .. jaar|maanden|maand|kwartaal .. helft|niets|cadeau|ons
op onze rekening|kosten
van ons cadeau
prijs .. vast|jaar|bevroren|gelijk
korting|kortingen|*korting|restitutie|terugbetal*|cashback|prijsgarantie|vriendenprijs|tegoedbon
# % korting|goedkoper|minder|eraf
# procent korting|goedkoper|minder|eraf
geld terug
halve prijs
halve|voor .. prijs
prijs .. vast|gegarandeerd|bevroren|speciaal|speciale|blijft|halveer*|jullie
speciale|scherpe|vaste|beste prijs|tarief|prijzen
eerste .. maand|maanden|jaar|kwartaal .. gratis|kosteloos|cadeau
gratis|kosteloos|kosteloze
zonder kosten
voor # €|euro
# €|euro per|in|de|voor
€ # per
// Portuguese
custa|custara|paga|pagam .. metade|nada|menos
por cento a menos|de|desconto
primeiro|primeiros|primeira .. ano|mes|meses|trimestre .. metade|gratis|oferta|conta|nada
a|pela metade
faco|faço|deixo|ofereco .. vos|lhe|voce|por|preco|%|cento|ano|metade
devolv*|restitu* .. dinheiro|valor
desconto|descontos|abatimento|reembols*|devolucao|devolvemos|cupom|cashback
# % de? desconto|menos|off|abatimento
# % mais barato
metade do preco
preco|tarifa|valor|mensalidade .. especial|fixo|garantido|congelado|travado|exclusivo|voce|voces|maximo|reduzido
primeiro|primeiros|primeira .. mes|meses|ano|trimestre .. gratis|gratuito|gratuitos|conta
gratis|gratuito|gratuita|gratuitos|gratuitamente
sem custo|custos
por # €|euros|reais
# €|euros|reais por|ao|mensais
// Nordic
rabat|rabatt|avslag|nedslag|prisgaranti|refusion|tilbagebetaling|halv|halva pris|priset
rabat|rabatt|prisavslag|nedslag|prisgaranti|*rabat|*rabatt
# % rabat|rabatt|billigere|billigare|lavere|lagre|off
pengene tilbage|tilbake|pengarna
gratis|kostnadsfritt|vederlagsfrit|omkostningsfrit
forste|forsta .. maneder|manader|ar|maned .. gratis|frit
for|til # kr|kroner|kronor|euro
# kr|kroner|kronor|euro per|pr|i|om
// Polish
rabat|rabatu|znizka|znizki|zwrot|upust|gratis|bezplatnie|darmo
# % taniej|rabatu|znizki
";

/// What the concession's words say in a fact of the house, in any language: then it may be repeated.
pub(in crate::lint) const FREE_IN_FACT: &str = "
free|gratis|kostenlos|kostenfrei|kosteloos|gratuit|gratuito|gratuita|gratuitement|gratuitamente|omaggio|offert|umsonst|bezplatnie|kostnadsfritt|vederlagsfrit|kosteloze|kostenlose|kostenloser|kostenloses|kostenlosen|offerts|gratuite|gratuits
without|no|at charge|cost|fee|charges|no
pay|pays|paying|zahlen|zahlt|zahlst|paient|paie|paye|pagan|paga|pagano|betalen|betaalt|pagam|betaler|betalar nothing|nichts|rien|nada|niente|nulla|niets|intet|ingenting
on loan
kostet|kosten|cuesta|cuestan|costa|costano|coute|coutent|kost|custa|costs|cost nichts|nada|nulla|niente|rien|niets|nothing
no|non|nao tiene|tienen|tem|costa|cuesta|hay|ha coste|costo|custo|costi|nada|nulla
ohne|senza|sans|sin|sem|zonder|uten|uden|utan kosten|costi|frais|coste|cargo|custo|kostnad|omkostninger|berechnung|spese
lent|lend|leihweise|prete|prestado|prestito
";

/// What is about money saved, not about our price.
pub(in crate::lint) const NOT_PRICING: &str = "
// English
rely|relies|depend|depends|count|counts|trust on|in us
cut|cuts|cutting|reduce|reduces|reduced|lower|lowers|lowered|halve|halves|halved|drop|drops|fix|fixes .. their|his|her|its _? price|prices|rate|rates|fee|fees|cost|costs|charges|setup|bill|bills|invoice|invoices
customers|clients|users|patients|mills|companies .. money back
their money back
feel|are|is|be|am|m|re|if|hands|obstacle|sugar|gluten|error|paper|cable|tax|duty free
free to|on|at|hand|up|of errors|space|capacity|monday|tuesday|wednesday|thursday|friday|next
save|saves|saved|saving|savings ... # %|percent|euro
cost|costs of|per energy|gas|fuel|freight|downtime
gas|fuel|energy|freight|labour|scrap cost|costs|price|prices
list|published|public price|prices
// German
preisliste|listenpreis
// Spanish
precio|precios de lista
";

/// A warranty of compliance, of a legal outcome, or a liability taken over.
pub(in crate::lint) const LEGAL: &str = "
// English
no registrar|notary|ministry|official|taxman|auditor|authority|customs|council can|could|will|would|has|may
tax|taxes office|authority|man will|can|must never|accept|not|have
agency|authority|authorities|inspector|inspectors|regulator|regulators|court|auditor|auditors|officials have|must|will to? .. accept|approve|pass|sign|satisfied|happy|bound
our|the lawyers|legal|counsel|solicitors .. cover|covers|pay|fight|sort|protect|back
lawyers .. expense|cost
you|your ... pass|passes|survive|clear any|every|all|each .. inspection|inspections|audit|audits|check|checks|review
will|ll|guaranteed .. pass the|your|any .. inspection|inspections|audit|audits|review
legally safe|sound|covered|clean|waterproof|binding|valid
can|could|will|may never|not|no _? _? be? .. sued|fined|prosecuted|challenged|liable|blamed
no|not a|single|any inspector|regulator|authority|court|judge|auditor can|could|will|would ... fine|object|complain|touch|fault|reject|you
fines|fine|penalty|penalties|damages .. on|by|borne|paid|covered us|me|ours|our
agency|authority|authorities|inspector|inspectors|regulator|regulators has|have|must|will have? to? let you|it|them
if the|an|any agency|regulator|authority|inspector|court|auditor|supervisor objects|complains|fines|asks|refuses|comes .. we
valid|admissible|accepted|recognised|recognized|good .. evidence|proof|before|in|by every|any|all|court|courts
guarantee|guarantees|guaranteed|ensures|ensure|secures .. complian*|conformity|approval|licence|license|permit|certification
fully|always|automatically|completely|instantly? in line|accordance|conformity with
meets|meet|fulfils|satisfies|covers all|every|any .. requirement|requirements|obligation|obligations|rule|rules|regulation|regulations|law|laws|duty|duties
our|the lawyers|counsel|solicitors step|steps|stand|defend|act|handle|take|deal
our legal team|department steps|stands|defends|acts|handles|takes|deals
force|weight|status of evidence|proof|law
admissible _
guarantee|guarantees|guaranteed|warrant|warrants|promise|promises|ensure|ensures|assure|assures|vouch|certify|confirm that? ... complian*|comply|lawful|legal|legally|court|courts|audit|audits|fine|fines|gdpr|regulator|regulation|regulations|law|laws|liability|licence|inspection|inspector|inspectors|tribunal|lawsuit|certification|approval|directive|insurer|iso|osha|hse|tax
in|ensures|ensure|full|complete|total|perfect|automatic|instant|guaranteed|100 .. compliance|conformity .. with|is|guaranteed|under
fully|completely|totally|entirely|always|automatically|absolutely|guaranteed|legally|perfectly compliant|lawful|legal|gdpr|watertight|airtight|waterproof|bulletproof|covered|protected|safe|binding|secure|compliance|sound
# % compliant|compliance|legal|gdpr|lawful|audit|watertight|safe
# percent compliant|compliance|legal|gdpr|lawful
makes|make|making|render|renders|keeps|keep|puts|leaves|gets you|your|the|any|every|it|them ... compliant|lawful|legal|compliance|audit|court|watertight|law
be|become|are|re|is|remain|stay|remains|stays .. compliant|lawful|compliance|watertight
gdpr|dora|nis2|hipaa|iso|osha|ce compliant|proof|conform|compliance|safe|certified
*compliant with|by|from|automatically|under|out
complies|comply|conforms|satisfies|fulfils|fulfills|meets|meet with|to|all|every|any|the|each ... law|laws|regulation|regulations|gdpr|directive|directives|legislation|requirement|requirements|rules|statute|act|duty|duties|norm|norms
court-proof|proofed
court|audit|lawyer|regulator proof
hold|holds|stand|stands|held up|firm|in|before .. court|courts|tribunal|judge|law|audit
in any|every|all|a court|courts|tribunal|jurisdiction
win|wins|won any|every|all|your|in|the|each .. case|lawsuit|dispute|court|claim|appeal|audit
no|never|cannot|nobody|avoid|zero|without .. fines|fined|penalty|penalties|lawsuit|lawsuits|sued|liability|prosecuted|prosecution|liable|contested|objection|objections
no|never|cannot|nobody|zero|without .. risk|receive|a|another|more|pay|ever fine|fine
no .. can|will|may ever? fine|sue|prosecute|contest|challenge|object
safe|protected|immune|protects|free|shield|shields|secure|exempt|covered|insured you? .. from|against .. fine|fines|penalty|penalties|lawsuit|lawsuits|claims|liability|prosecution|litigation|regulator|action|legal
take|takes|taking|assume|assumes|accept|accepts|carry|carries|bear|bears|shoulder|assumed over? .. liability|blame
we|i ll|will? take|assume|accept|carry|bear|shoulder over? .. responsibility|legal|risk
liable|liability .. is|rests|lies|for|on|with .. us|ours|we|any|every|all|our
responsible|responsibility .. is|rests|lies|on|with us|ours
we|i are|am|re|m|will|ll|shall .. liable
indemnif*|indemnity
hold you harmless
legally|judicially|contractually watertight|binding|secure|airtight|sound|bulletproof|unassailable|safe|covered|protected|valid
legal|contractual certainty|security|safety|warranty|guarantee|immunity
relieves|relieve|releases|release|frees|discharges|absolves you|your|the ... duty|duties|liability|obligation|obligations|responsibility
satisfies|satisfy|passes|pass|passed|survives|clears any|every|all|the|each|your .. audit|audits|inspection|inspections|regulator|auditor|inspector|check|court
auditor|auditors|inspector|inspectors|regulator|court|courts|judge|insurer will|must|has|have|always|can|is .. accept|accepts|approve|approves|pass|passes|sign|object|agree|reject|pay|find|bound
approved|recognised|recognized|accepted|sanctioned by .. regulator|regulators|courts|court|authorities|law|data|inspectorate|inspectors
law|regulation|directive|act|gdpr|article .. satisfied|fulfilled|met|covered
you|ll|will|won|t no longer|never|not need|want|require .. lawyer|lawyers|counsel|attorney|legal
replaces|replace|spares|saves .. lawyer|lawyers|counsel|attorney|legal
no|any|every court|judge|inspector|auditor|regulator|authority|tribunal|lawyer|insurer can|could|will|would|has|ever|may|in
off the hook
we|i|ll|will .. pay|cover|bear|absorb|take .. fine|fines|penalty|penalties|damages|claim|claims|lawsuit|blame
within|inside the law
never|cannot|can t? break|breach|violate .. law|laws|rules|regulation|regulations|gdpr
legally you|safe|on|speaking|clean
on the safe side
safe harbour|harbor
pass|passes|passing|survive .. audit|audits|inspection|inspections .. guaranteed|every|always|certain|sure|without
audit|inspection|tribunal|court .. guaranteed|certain|assured|safe|proof
we|i guarantee|warrant|vouch|certify ... 
we|i .. answer|stand|vouch for|surety|behind .. it|that|this|law
discharges your
// German
kein|keine finanzamt|behorde|amt|prufer|beamter|notar ...
auf der sicheren seite
vor gericht .. verwertbar|bestand|anerkannt|standhalt|gultig|beweis*
gericht ... verwertbar|anerkannt|bestand|standhalt
dafur|wir|ich stehen|stehe|haften|burgen .. wir|ich? ein|gerade|dafur
haften wir|ich
fur .. haften wir
bestanden|bestehen|besteht sie|ihr ... jede|jeden|alle .. prufung|audit|kontrolle|inspektion
jede|jeder|jedes|jeden|alle .. *prufung|*prufungen|*kontrolle|*audit|audits ... bestehen|bestanden|sicher|gewachsen|stand
erfullen|erfullt sie|es ... alle|samtliche|jede .. *pflichten|*vorgaben|*vorschriften|*anforderungen|*gesetze|*auflagen
gesetzlich|rechtlich .. abgesichert|sicher|unangreifbar|einwandfrei|wasserdicht
kein|keine _ kann|wird sie|ihnen .. belangen|bestrafen|etwas
rechtssicher*|gerichtsfest*|rechtskonform*|gesetzeskonform*|rechtsverbindlich*|revisionssicher*|prufungssicher*|wasserdicht*|abmahnsicher*|bussgeldsicher*|haftungsfrei
*konform
dsgvo konform*|sicher|gerecht
garantier*|versprech*|versicher*|zusicher*|gewahrleist*|sichern|burgen ... gesetz*|recht*|dsgvo|prufung*|gericht*|bussgeld*|strafe*|konform*|haftung|behorde*|vorschrift*|compliance|audit|zulassung|genehmigung|abnahme
kein|keine|nie|niemals|keinerlei .. bussgeld*|strafe*|abmahnung*|klage*|haftung|geldstrafe*|beanstandung*
haften|haftet|haftung .. wir|ubernehm*|fur|bei|liegt|uns|ich
ubernehm* ... haftung|verantwortung|risiko
wir|ich haften|burgen|stellen|stehen ... 
vor|bei jedem|allen|jeder gericht|gerichten|prufung|audit
halt|halten|besteht|bestehen .. vor|jeder|jedem|jede .. gericht|prufung|audit
erfullt|erfullen .. alle|samtliche|jede .. vorschrift*|gesetz*|anforderung*|pflicht*|auflage*|norm*
von .. haftung|pflicht befrei*|entbind*
// French
en regle avec|vis
serez|etes|est|sera toujours|parfaitement|totalement? en regle|conforme*|couvert*|a l
conforme|conformes|conformite .. toute|toutes|la|aux|au ... reglement*|loi*|norme*|legislation
aucun|aucune inspecteur|controle|tribunal|juge ... 
nos avocats
juridiquement|legalement|parfaitement|entierement|totalement|pleinement inattaquable*|conforme*|valable*|couvert*|protege*|opposable*|sur|sure|blinde*|irreprochable*
conforme*|conformite au|aux|a|avec|du|totale|garantie|assuree|rgpd|immediate|complete .. rgpd|loi|lois|reglement*|directive*|normes|droit|code|legislation
conformite .. garantie|assuree|totale|immediate|rgpd|complete
garanti* ... conform*|amende*|tribuna*|loi|legal*|juridique*|controle|audit|rgpd|inspection|justice|sanction*|autorisation|certification
aucun|aucune|jamais|sans|plus|abri|zero .. amende*|sanction*|poursuite*|litige*|proces|risque juridique|penalite*
a l abri .. 
assum* .. responsabilite
prenons|prend|prends|endoss* .. responsabilite|charge .. 
devant|par n importe|tout|tous|quel .. tribunal|tribunaux|juge
tient|tiennent|tiendra devant|en .. tribunal|tribunaux|justice|juge
responsabilite .. nous|notre|prenons|charge|assum*|exclu*
decharg*|exoner*|degag* ... responsabilite|obligation*
indemnis*
// Spanish
ningun|ninguna registrador|notario|ministerio|hacienda|funcionario|auditor ...
cumple|cumplen|cumplira|cumplen ... normativa*|ley|leyes|reglamento*|legislacion|obligaciones
al cien por cien|ciento .. normativa|ley|legal
siempre en regla
en regla con
ningun|ninguna inspector|inspeccion|juez|tribunal ...
nuestros abogados
cumple|cumplen|cumplira|cumpliran|cumplir .. con|toda|todas|todos|la|el .. ley|leyes|normativa*|rgpd|reglamento*|legislacion|obligacion*|requisitos
garantiz* ... cumpl*|multa*|ley|legal*|conformidad|tribunal*|auditoria*|inspeccion*|rgpd|normativa*|sancion*|juicio*|certificacion
legalmente|juridicamente|totalmente|completamente valid*|blindad*|segur*|cubiert*|inatacable*|conforme*|vinculante*
conforme a|al|con ... rgpd|ley|normativa
# % legal|conforme|rgpd
ninguna|ningun|nunca|sin|jamas|libre|libres|evit* .. multa*|sancion*|demanda*|juicio*|responsabilidad
asum* .. responsabilidad
ante|en cualquier|todo|todos .. tribunal|tribunales|juez|juzgado|inspeccion|inspector
responsabilidad .. asum*|nuestra|nosotros
exim*|exoner*|libr* .. responsabilidad|multa*|sancion*|obligacion*
indemniz*
// Italian
in regola con|per|sempre|rispetto
sempre|perfettamente|completamente in regola|norma
e|siete|sara|sarete .. in regola
nessun|nessuna ispettore|ispezione|giudice|controllo ...
nostri avvocati
conforme|conformi|conformita al|alla|alle|ai|a|con|garantita|totale|assicurata|piena .. gdpr|legge|leggi|norma*|regolament*|direttiv*|normativ*
conformita .. garantita|totale|assicurata|piena|immediata
a norma .. legge|gdpr|haccp|normativa
garanti* ... conform*|mult*|legge|legal*|tribunal*|audit|ispezion*|sanzion*|gdpr|norma*|nas|asl|certificazion*
legalmente|giuridicamente|pienamente|totalmente inattaccabil*|valid*|conform*|copert*|sicur*|blindat*|vincolant*
nessuna|nessun|mai|senza|zero|niente .. mult*|sanzion*|caus*|responsabilita|contestazion*
assum* .. responsabilita
ci|mi assumiamo|assumo .. 
in|davanti qualsiasi|qualunque|ogni|a .. tribunale|giudice|ispezione|sede
responsabilita .. nostra|noi|assum*|carico
soller*|esoner*|liber* .. responsabilita|obblig*|mult*
manlev*
supera|superano|superera .. ogni|qualsiasi|qualunque|tutti .. ispezion*|controll*|audit|verific*
// Dutch
nooit|niet|geen .. aansprakelijk|strafbaar|boete*
keurt|keuren .. alles|altijd|blind|elke .. goed
voldoe* .. gegarandeerd|altijd|volledig|automatisch|aantoonbaar
gegarandeerd .. aan|voldoe*|conform|volgens
geen|nooit inspecteur|controle|rechter|toezichthouder ...
onze advocaten|juristen
juridisch|wettelijk gezien|op|altijd|volledig .. veilig|goed|gedekt|safe
juridisch|wettelijk|volledig|geheel|# waterdicht|compliant|conform|sluitend|geldig|veilig|gedekt|bindend|rechtsgeldig|avg
avg proof|conform|compliant
waterdicht*|rechtsgeldig*|avg-proof
garander* ... wet|wettelijk*|avg|boete*|rechter|rechtbank|compliance|audit|inspectie|naleving|conform*|keuring|vergunning|goedkeuring|toezichthouder
gegarandeerd ... wet|avg|boete*|compliant|conform|naleving
voldoe* .. aan|altijd .. alle|de|elke|iedere .. wet*|regel*|eis*|norm*|avg|voorschrift*
geen|nooit|zonder .. boete*|claim*|aansprakelijk*|rechtszaak|sanctie*|dwangsom*
nemen|neem|dragen|overnemen .. aansprakelijkheid|verantwoordelijkheid|risico
aansprakelijk* .. wij|ons|over|voor|nemen|ligt
houdt|houden stand .. rechter|rechtbank
bij|voor elke|iedere rechter|rechtbank|inspectie|audit
vrijwar*
// Portuguese
conforme|conformidade com|a|o|garantida|total|assegurada .. rgpd|lgpd|lei|leis|norma*|regulament*|legislacao
conformidade .. garantida|total|assegurada|imediata|plena
garant* ... conform*|mult*|lei|legal*|tribunal*|auditoria*|inspec*|fiscaliza*|sanc*|rgpd|lgpd|norma*|certificac*
cumpre .. toda|todas|todos|com|a .. lei|leis|norma*|rgpd|lgpd|legislacao|requisitos
juridicamente|legalmente|totalmente|plenamente inatacave*|valid*|conform*|cobert*|segur*|blindad*|vinculativ*
nenhuma|nenhum|nunca|sem|jamais|zero|livre .. mult*|sanc*|processo*|responsabilidade|penalidade*
assum* .. responsabilidade
em|perante qualquer|todo|todos .. tribunal|tribunais|juiz|inspecao
isent*|exoner*|livr* .. responsabilidade|mult*|obrigac*
indeniz*|indemniz*
// Nordic
juridisk|lovlig|fuldt|fullt|helt holdbar*|bindende|bindande|vandtaet|vanntett|vattentat|lovlig*|laglig*|gdpr
garanter* ... lov*|lag*|gdpr|bode*|boter|bot|retten|domstol*|tilsyn*|revision*|myndighet*|regler|krav
ingen|aldri|aldrig .. bode*|boter|bot|straf*|erstatning*|ansvar
overtager|overtar|patager|patar|tager|tar|patar .. ansvar*|risiko*|risk*
gdpr sikker|saker|sikret|compliant
overholder|oppfyller|uppfyller|opfylder .. alle|alla|samtlige .. lov*|lag*|krav|regler
i|for enhver|alla|alle|hver ret|rett|domstol*|retsinstans
// Polish
gwarantuj* ... zgodnosc*|rodo|kar*|sad*|praw*
zgodn* z rodo|prawem|przepisami
przejmuj* .. odpowiedzialnosc
zadnych|zadnej .. kar*|grzywn*
";
