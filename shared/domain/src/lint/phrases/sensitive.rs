//! Private life. A term counts when the sentence is about the reader.

/// Health, family, religion, politics, private life, by language.
pub(in crate::lint) const SENSITIVE: &str = "
// English: health
burnout|depression|anxiety|cancer|chemo|chemotherapy|tumour|tumor|diabetes|diabetic|surgery|illness|ill|sick|sickness|disease|diagnosis|diagnosed|pregnant|pregnancy|miscarriage|disability|wheelchair|therapy|therapist|rehab|addiction|alcoholic|sober|sobriety|hospitalised|hospitalized|convalescence|adhd|autism|autistic|dyslexia|epilepsy|migraine|migraines|asthma|allergies|menopause|fertility|ivf|overweight|obese|transplant|heart-attack|hiv|insomnia
burn out
sick leave
heart attack|condition|surgery|bypass
heart|eye surgery|operation|replacement
broke|broken your|leg|arm|ankle|wrist
get|gets well|better soon
mental health
breast|lung cancer
speedy|full|swift recovery
// English: family
wife|husband|spouse|fiance|fiancee|boyfriend|girlfriend|daughter|daughters|son|sons|baby|toddler|newborn|twins|triplets|kid|kids|grandchild|grandchildren|grandson|granddaughter|mother|father|mum|mom|dad|mother-in-law|brother|sister|parents|widow|widower|orphan|stepson|nephew|niece|fatherhood|motherhood|parenthood|paternity|maternity|divorce|divorced|separation|wedding|honeymoon|married|marriage|anniversary|birthday|funeral|bereavement|grief|mourning|adoption|adopted|custody|school-run|kindergarten|christening
parental leave
passed away
death of your|a
second|first|third|new baby|son|daughter|grade
// English: faith, politics, orientation, private life
muslim|christian|catholic|protestant|jewish|jew|hindu|buddhist|sikh|mormon|atheist|evangelical|orthodox|quaker|church|mosque|synagogue|parish|prayer|praying|pray|ramadan|eid|iftar|communion|baptism|baptised|bible|koran|quran|religious|religion|pilgrimage|hajj|choir|congregation|believer
republican|democrat|democrats|republicans|tory|tories|labour-party|socialist|communist|liberal-democrat|brexit|brexiteer|maga|trump|afd|demonstration|activist|councillor|unionist|voted|ballot|party-member|election
gay|lesbian|bisexual|queer|transgender|trans|lgbt|lgbtq|same-sex
dating|tinder|lover|affair|sex|underwear|bikini|holiday|holidays|vacation|honeymoon|mortgage|salary|debt|debts|bankruptcy|insolvency|inheritance|lawsuit|arrest|arrested|conviction|drunk|drinking|drink-driving|speeding|tattoo|dog|puppy|ethnicity|facebook|instagram|tiktok|evenings|marathon
";

/// Terms that name private life by themselves, wherever they stand beside "you".
pub(in crate::lint) const PRIVATE: &str = "
// English: about the reader
as a man|woman|person|people of faith|god
your|the husband|wife|son|daughter|father|mother|brother|sister s accident|illness|death|health|funeral
toddler|baby|newborn|kids|children|twins at home|around
with a|your|two|three|the toddler|baby|newborn|kids|children|twins at|in|around
as|being a|an .. churchwarden|vicar|deacon|elder|lay|rabbi|imam|pastor|priest|nun|monk|freemason|vegan|recovering|survivor|cancer|orphan|migrant|refugee|immigrant|foster|stepmother|stepfather|grandmother|grandfather|granddad|grandma|carer|pensioner|veteran
your|his|her struggle|battle|fight with|against .. cancer|depression|anxiety|addiction|alcohol|illness|disease|burnout|infertility
your|his|her bout|relapse of|with|after
your recovery from|after .. surgery|operation|illness|accident|stroke|burnout|cancer|injury|attack|fall
depression|anxiety|bipolar|adhd|autism|dementia|alzheimer*|epilepsy|arthritis|asthma|infertility|ivf|migraine*|insomnia|anorexia|bulimia|ptsd
your|the back|knee|hip|shoulder|heart|wrist is|was|has .. healing|better|recovering|operated|mending|recovered
surgery|illness|chemo .. behind|over|went|recover*|heal*|better|well
recover*|heal* .. after|from .. surgery|accident|illness
ran|stood|campaigned|canvassed|voted|marched|campaign for .. greens|labour|liberals|conservatives|tories|republicans|democrats|council|mayor|party|brexit|leave|remain|parliament
lost|loss|death|passing|funeral of|your .. father|mother|husband|wife|son|daughter|brother|sister|child
your father|mother|husband|wife|son|daughter|brother|sister s|has|is|was|died|passed|will
divorce|alimony is|was|behind|over|through|battle|hearing
custody battle|hearing
due in|on|this|next january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter .. baby|child|leave
your wedding|honeymoon|fiance|fiancee|pregnancy|maternity|paternity
your faith|beliefs|religion|prayers|congregation|church|mosque|synagogue|temple
your politics|candidacy
your political views|party|campaign|convictions
children|kids|boys|girls|daughter|son have|has|are|is .. left|grown|flown|gone|moved|school|university|out
empty nest
lapsed|devout|practising|good|fellow catholic|protestant|muslim|jew|christian|hindu|believer
catholic|protestant|muslim|jew|christian|hindu|buddhist|socialist|tory|republican|democrat|mother|father|widow|widower|parent like you|yourself
divorce|divorced|pregnant|pregnancy|miscarriage|chemo|chemotherapy|honeymoon|newborn|rehab|menopause|widowed|breakup|bereavement
single people|life|again
new|old lover|girlfriend|boyfriend|flame|crush
little one|ones on|at|due
baby|child|one on the way
your .. time|stay|weeks|days|nights|months in|at hospital|clinic|rehab|therapy|court|prison
out of|from hospital
lost a|your|his|her parent|father|mother|wife|husband|child|son|daughter|brother|sister|friend|dog
wish|wishing you strength|comfort
a|your|through|your separation|divorce|breakup|break-up
parish|church council|choir|group|committee
your .. rode|sang|danced|swam|played|graduated|married
your new|newborn|little|second|first|third|young|two|three|eldest|youngest|oldest|late|dear|lovely|beautiful|elder|younger|older|teenage|ex|own|twin? wife|husband|spouse|fiance|fiancee|boyfriend|girlfriend|daughter|daughters|son|sons|baby|toddler|newborn|twins|triplets|kids|kid|grandchildren|grandson|granddaughter|mum|mom|dad|wedding|honeymoon|divorce|pregnancy|maternity|paternity|funeral|burnout|illness|cancer|surgery|diagnosis|therapy|depression|recovery|birthday|stroke|miscarriage|chemotherapy|sobriety|faith|church|mosque|synagogue|parish|religion|marriage|separation|bereavement|chemo|rehab|childhood|disability|affair|salary|mortgage|debts|bankruptcy|mother|father|brother|sister|parents|children|child|family|adoption|fertility|ivf|injury|migraines|diabetes|health|weight|diet|age|sexuality|orientation|politics|vote|dog|cat|puppy|knee|hip|heart|operation|nephew|niece|in-laws|baptism|communion|prayers
your .. sick leave
your .. burn out
your|his|her maternity|paternity|parental leave
expecting|expect a|your|another|twins baby|child|son|daughter|first|second|third|little
congratulations|congrats on|to .. baby|birth|wedding|engagement|marriage|pregnancy|newborn|twins|son|daughter|birthday|arrival
sorry|condolences|sympathy|sad .. to|for|on|about|hear|of ... loss|mother|father|wife|husband|death|passing|divorce|illness|diagnosis|cancer|accident
condolences
as|being a|an .. candidate|councillor|muslim|christian|catholic|protestant|jew|hindu|buddhist|sikh|mormon|believer|republican|democrat|conservative|socialist|feminist|mother|father|mum|mom|dad|parent|widow|widower|vegan|gay|lesbian|diabetic|churchgoer|activist|unionist|voter|immigrant|refugee|grandfather|grandmother|vegetarian|woman|man|single|member|supporter
as a practising|devout _
devout|observant _
father|mother|dad|mum|mom|parent of two|three|four|five|twins|a|young|small
after|since|following|with|despite|from|through your|a|the|such ... burnout|illness|cancer|surgery|divorce|depression|stroke|chemotherapy|diagnosis|miscarriage|heart|rehab|bereavement
back|return|returned|recovered|recovering .. from|after ... burnout|illness|cancer|surgery|sick|maternity|paternity|depression|stroke|injury|operation|rehab|leave
months|weeks|time of|on|off sick|illness|sickness|medical|health
on sick leave
pray|praying|prayer for|with you|your
happy|blessed ramadan|eid|hanukkah|diwali|easter|birthday
blessed easter|christmas|ramadan
god bless|be
ramadan mubarak
you voted|vote|donated|marched|campaigned|prayed|pray
voted|vote|voting for|against @|the|brexit|remain|leave|labour
you|are|re|being|as|since single|divorced|pregnant|gay|lesbian|muslim|catholic|jewish|christian|widowed|married|separated|depressed|ill|sick|diabetic|disabled|sober
party member|membership|card|congress|candidate
green|labour|conservative|tory|republican|democratic|socialist|liberal party
member of the _? greens|party|afd|labour|tories|democrats|republicans|cdu|spd
trade union member|membership|rep
at|of the|your _? mosque|church|synagogue|temple|parish|choir|prayer|iftar
i|we saw|noticed|found|read|see|know|gather|hear|heard|understand .. you|your|from|on|that ... facebook|instagram|tiktok|holiday|holidays|beach|garden|pool|house|wedding|kids|children|wife|husband|divorce|dog|baby|school|son|daughter|health|salary|pregnant|ill|sick
you live|lives on|in|at|near
your home|private address|street|house|phone|number
your house|flat|apartment|villa|garden
school|kindergarten|nursery|grade of|where|your|that? ... your|kids|son|daughter|children|twins
second|first|third|fourth|fifth grade
how is|are|s your|the little|new|wife|husband|baby|mother|father|kids|family|knee|back|health|daughter|son|twins|children|treatment|recovery
hope|wish|wishing .. your|you|the ... baby|wife|husband|kids|daughter|son|twins|family|recovery|recover|health|treatment|surgery|mother|father|wedding|children|feel|feeling|better|well soon|enjoy|enjoys|goes|is|are|again|recovers|recover|little|grade
get well soon
your .. marathon|yoga|holiday|holidays|vacation|villa|yacht|gym|hobby|hobbies|tattoo|cottage|ex
your boat|garden
your _? facebook|instagram|tiktok|private|personal
your .. late|dear father|mother|husband|wife|brother
your .. grade|kindergarten|school|nursery|crib|pram
your party|comrades|parish|rabbi|priest|imam|pastor|congregation|prayer|prayers|fasting
fasting|fast during|for|in ramadan|lent
during ramadan|lent|passover
in|for your congregation|parish|prayers
feeling|feel better
sober
days|months|years sober|clean|dry
without a drink
wedding|divorce|birthday|baby|hen|stag party|shower|photos|pictures
// German
ihres|ihrer|deines|deiner mannes|gatten|sohnes|vaters|bruders|ehemannes|lebensgefahrten|tochter|mutter|ehefrau|schwester|kindes
unfall|krankheit|tod|verlust|beerdigung ihres|ihrer mannes|vaters|mutter|frau|sohnes|tochter|bruders|schwester|kindes
*therapie|operation|*krankung .. hinter ihnen|sich
*therapie|operation|*krankung .. uberstanden
nach ihrer .. *therapie|operation|krankheit|reha|kur|*erkrankung|scheidung
als _? *stadtrat|*stadtratin|*kandidat|*kandidatin|*ratsherr|abgeordnet* .. kennen|wissen|schatzen|verstehen|sie
als cdu|spd|fdp|csu|afd|grunen|linken _
ehrenamtlich|engagement .. kirche|kirchengemeinde|partei
kirchenvorstand|presbyter*|pfarrgemeinde*|moschee*|synagoge*|kirchengemeinderat
ihr|ihre|ihrem|ihren|ihrer .. knie|rucken|hufte|herz|schulter|krankheit|gesundheit .. besser|wieder|geheilt|geht|operiert|heilt
erholen sie sich .. von|nach|gut
mutter|vater von|zweier|dreier
ihre|ihrer trennung
scheidung|sorgerecht
tod ihres|ihrer
trauer|trauerfall
ramadan|bar mizwa|konfirmation|kommunion|taufe
vater|mutter von zwei|drei|vier|funf|zwillingen
geschieden|verwitwet|schwanger|krankgeschrieben
grussen|gruss|grusse sie|an ihre|ihren tochter|sohn|frau|mann|familie|kinder|mutter|vater
viel kraft
mein|herzliches beileid
ihr|ihre|ihrem|ihren|ihrer|ihres|dein|deine|deinem|deiner|deinen|eure|eurer .. frau|mann|ehemann|ehefrau|ehe|tochter|tochtern|sohn|sohne|sohnes|sohnes|baby|kind|kinder|kindern|kindes|zwillinge|zwillingen|enkel|enkelin|mutter|vater|vaters|eltern|bruder|schwester|familie|hochzeit|scheidung|trennung|schwangerschaft|elternzeit|mutterschutz|babypause|krankheit|erkrankung|genesung|operation|reha|therapie|depression|burnout|krebs|diagnose|glaube|glauben|kirche|moschee|religion|partei|parteibuch|geburtstag|gehalt|schulden|beerdigung|trauer|verlust|schwerbehinderung|gewicht|nachwuchs|lebensgefahrte|partnerin|lebensgefahrtin
nach .. krankheit|burn-out|burnout|krebs|scheidung|reha|elternzeit|babypause|operation|schlaganfall|herzinfarkt|depression|krankschreibung|mutterschutz|erkrankung
burn out
burnout|krebserkrankung|krebs|chemotherapie|herzinfarkt|schlaganfall|fehlgeburt|krankgeschrieben|krankschreibung|krankenstand|scheidung|schwanger|schwangerschaft|babypause|mutterschutz|elternzeit
gute besserung
beileid|anteilnahme
gluckwunsch|gratuliere|gratulation .. zur|zum|zu ... hochzeit|geburt|nachwuchs|baby|tochter|sohn|verlobung|zwillingen|geburtstag|schwangerschaft
als|frischgebackener|frischgebackene|alleinerziehende|alleinerziehender|glaubige|glaubiger .. katholik|katholikin|christ|christin|muslim|muslima|muslimin|jude|judin|vater|mutter|papa|mama|cdu-mitglied|parteimitglied|gewerkschafter|gewerkschafterin|vegetarier|veganer
alleinerziehend*
zweifache|zweifacher|dreifache|dreifacher|frischgebackene|frischgebackener|junge|junger|stolze|stolzer mutter|vater|mama|papa|eltern
mitglied|parteimitglied der|bei|in grunen|spd|cdu|afd|fdp|csu|linken|partei|kirchengemeinde
// French
remet|remettre|remis|retablit|retabli|retablie .. de .. operation|maladie|accident|chute
grossesse|accouchement|chimio*|divorce|deuil
votre maladie|convalescence|deuil|divorce|grossesse
deces de|du votre|vos|ton
ramadan|careme|bapteme|communion
en tant qu|que elu|elue|candidat|candidate|militant|militante|croyant|croyante
divorce|divorcee|veuf|veuve|enceinte
votre|vos|ton|ta|tes .. femme|mari|epouse|epoux|conjoint|conjointe|fille|filles|fils|bebe|enfant|enfants|jumeaux|jumelles|mere|pere|parents|frere|soeur|famille|mariage|divorce|separation|grossesse|maladie|operation|convalescence|depression|cancer|diagnostic|foi|eglise|mosquee|paroisse|religion|parti|anniversaire|salaire|dettes|deuil|retablissement|accouchement|sante
apres .. cancer|depression|maladie|divorce|operation|accouchement|grossesse|hospitalisation|avc|arret
arret maladie
conge maternite|paternite|parental
burn out
burnout
enceinte
prompt|bon retablissement
condoleances
felicitations pour .. naissance|mariage|bebe|fille|fils|grossesse|fiancailles|jumeaux
en tant que|qu .. catholique|musulman|musulmane|juif|juive|chretien|chretienne|pere|mere|maman|papa|croyant|croyante|pratiquant|militant|militante
maman|papa de|d
pratiquant|pratiquante|croyant|croyante
comme|jeune|future maman|papa|mere|pere
// Spanish
por|con el|la|su|tu bebe|embarazo|nacimiento|boda|divorcio|hijo|hija
bebe|embarazo|divorcio|quimioterapia|ramadan|bautizo
fallecimiento de|del
como candidato|candidata|votante|afiliado|afiliada|militante
se recupera|recupere|recupero de|tras .. operacion|enfermedad|accidente|baja|infarto
el|su|tu embarazo
su|sus|tu|tus|vuestro|vuestra .. esposa|esposo|marido|mujer|hija|hijas|hijo|hijos|bebe|ninos|gemelos|gemelas|mellizos|madre|padre|padres|hermano|hermana|familia|boda|divorcio|separacion|embarazo|enfermedad|operacion|recuperacion|depresion|cancer|diagnostico|fe|iglesia|mezquita|parroquia|religion|partido|cumpleanos|salario|sueldo|deudas|duelo|baja|maternidad|paternidad|nieto|nieta|salud|luto|tratamiento
tras|despues .. de? su|la|el|una|un? .. baja|cancer|depresion|divorcio|operacion|embarazo|parto|infarto|enfermedad|maternidad|ictus|quimioterapia|burnout
baja medica|maternal|por
embarazada|divorciada|divorciado|viuda|viudo
burnout
pesame|condolencias
que se mejore|recupere
felicidades|enhorabuena por|en .. nacimiento|boda|bebe|hija|hijo|embarazo|compromiso|gemelos|cumpleanos|paternidad
como .. catolico|catolica|musulman|musulmana|judio|judia|cristiano|cristiana|padre|madre|creyente|militante|votante|viuda|viudo
padre|madre de familia|dos|tres|cuatro|gemelos
practicante|devoto|devota
// Italian
divorzio|gravidanza|lutto|chemio* mi|dispiace|auguri
saputo della|del separazione|divorzio|malattia|lutto|gravidanza|operazione
la|sua gravidanza|malattia
da|come candidato|candidata|militante|elettore
si rimette|ripreso|ripresa dopo|dall|dalla .. operazione|malattia|incidente|infarto|intervento
suo|sua|suoi|sue|tuo|tua|vostro|vostra .. moglie|marito|figlia|figlie|figlio|figli|bambino|bambina|bambini|gemelli|gemelle|madre|padre|mamma|papa|genitori|fratello|sorella|famiglia|matrimonio|nozze|divorzio|separazione|gravidanza|malattia|operazione|guarigione|depressione|cancro|tumore|diagnosi|fede|chiesa|moschea|parrocchia|religione|partito|compleanno|stipendio|debiti|lutto|maternita|paternita|nipotino|salute|convalescenza
dopo .. malattia|cancro|tumore|depressione|divorzio|operazione|gravidanza|parto|infarto|burnout|maternita|intervento
congedo maternita|paternita|parentale|di
incinta|divorziata|divorziato|vedova|vedovo
burnout
burn out
condoglianze
guarisca|rimetta presto
congratulazioni|auguri|felicitazioni per .. nascita|matrimonio|bambino|figlia|figlio|gravidanza|fidanzamento|gemelli|compleanno
come|da .. cattolico|cattolica|musulmano|musulmana|ebreo|ebrea|cristiano|cristiana|padre|madre|mamma|papa|credente|militante
praticante|devoto|devota
// Dutch
zwangerschap|bevalling|ziekbed|uitvaart|begrafenis|chemo* van|is|was|achter|voorbij|na
geboorte van je|uw|jullie|de
overlijden van
herstel* .. van|na .. ziekte|ongeluk|burn
als raadslid|kandidaat|partijlid|ouderling|diaken|koorlid
ramadan|communie|doop
gescheiden|weduwe|weduwnaar|ontslagen|overleden
sterkte met|na|bij
verlies van uw|je|jullie
uw|je|jouw|jullie .. vrouw|man|echtgenoot|echtgenote|dochter|dochters|zoon|zoons|baby|kind|kinderen|tweeling|moeder|vader|ouders|broer|zus|gezin|familie|bruiloft|huwelijk|scheiding|zwangerschap|ziekte|operatie|herstel|depressie|kanker|diagnose|geloof|kerk|moskee|parochie|religie|partij|verjaardag|salaris|schulden|rouw|verlof|kleinkind|kleinkinderen|gezondheid|behandeling
na .. burn|burn-out|burnout|ziekte|kanker|depressie|scheiding|operatie|bevalling|zwangerschap|zwangerschapsverlof|ouderschapsverlof|ziekteverlof|hartinfarct|ziekbed
burn out
burnout|zwanger|zwangerschapsverlof|ouderschapsverlof|ziekteverlof|kankerbehandeling|echtscheiding
beterschap
gecondoleerd|condoleances
gefeliciteerd|felicitaties .. met .. geboorte|huwelijk|bruiloft|baby|dochter|zoon|tweeling|zwangerschap|verloving|verjaardag
als .. katholiek|moslim|moslima|jood|christen|vader|moeder|mama|papa|gelovige|partijlid|cda-lid|weduwe|weduwnaar
praktiserend|praktiserende|gelovig|gelovige
kersverse vader|moeder|mama|papa
vader|moeder van
// Portuguese
seu|sua|seus|suas|teu|tua|vosso .. esposa|esposo|marido|mulher|filha|filhas|filho|filhos|bebe|criancas|gemeos|gemeas|mae|pai|pais|irmao|irma|familia|casamento|divorcio|separacao|gravidez|doenca|cirurgia|operacao|recuperacao|depressao|cancro|cancer|diagnostico|fe|igreja|mesquita|paroquia|religiao|partido|aniversario|salario|dividas|luto|licenca|maternidade|paternidade|neto|neta|saude|cachorro|tratamento
apos|depois .. de|da|do|a|o|uma|um? .. doenca|cancro|cancer|depressao|divorcio|cirurgia|parto|gravidez|enfarte|infarto|burnout|licenca|baixa
baixa medica|por
licenca maternidade|paternidade|medica|parental
gravida|divorciada|divorciado|viuva|viuvo
burnout
pesames|condolencias
melhoras|melhore
parabens pelo|pela .. nascimento|casamento|bebe|filha|filho|gravidez|noivado|gemeos|aniversario
como .. catolico|catolica|muculmano|muculmana|judeu|judia|cristao|crista|pai|mae|crente|militante|evangelico|evangelica
praticante|devoto|devota
pai|mae de dois|tres|gemeos|familia
// Nordic
din|dit|ditt|dine|dina|deres|din .. kone|mand|mann|fru|datter|dotter|son|sonn|baby|barn|tvillinger|tvillingar|mor|far|foreldre|foraldrar|familie|familj|bryllup|brollop|skilsmisse|graviditet|sygdom|sykdom|sjukdom|operation|operasjon|kraeft|kreft|cancer|depression|tro|kirke|kyrka|moske|religion|parti|fodselsdag|bursdag|barsel
efter|etter .. sygemelding|sykemelding|sjukskrivning|kraeft|kreft|cancer|skilsmisse|barsel|stress|depression|udbraendthed
sygemeldt|sykemeldt|sjukskriven|utbrand|utbrandhet|gravid|barselsorlov|foraldraledighet|foreldrepermisjon
god bedring
kondolerer|beklagar
// Polish
pana|pani|panstwa .. zona|zony|maz|meza|corka|corki|syn|syna|dziecko|dzieci|blizniaki|matka|ojciec|rodzina|slub|slubu|rozwod|rozwodu|ciaza|choroba|choroby|operacja|depresja|rak|wiara|kosciol|parafia|partia|urodziny
zwolnieniu lekarskim
urlopie macierzynskim
w ciazy
wracajacej|powrocie .. chorobie|choroby|zwolnieniu|urlopu
wyrazy wspolczucia
";

/// Ordinary trade talk that the table above would find.
pub(in crate::lint) const NOT_PRIVATE: &str = "
// English
parent|mother|father|sister|daughter|family company|business|owned|firm|brand|plant|site|run
family owned|run
your family|parent|sister|mother company|business|firm|owned|hotel|hotels|brewery|plant
your heart rate|of
house rules|style|brand|bank|price|style
children|kids|baby products|shoes|toys|books|clinic|ward|hospital|wear|department|food|clothing|furniture|home|range|section|menu|playground
church street|road|lane
your children s
your home page|market|port|office|country|team|delivery|care
your house rules|style|number|bank|brand
your age limit|check|verification|group
your weight bridge|limit|certificate|note|tickets
your hip roof
your health|age|weight|family|house|home|dog|church|parish|hospital|mother|knee and|care|record|trust|centre|insurance|data|check|checks|products|supplement
health and|safety|care|service|insurance|trust|officer|board|supplies
your patients|staff|nurses|team|drivers|residents|guests|students
";
