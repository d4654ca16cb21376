//! How a letter asks, and how it only seems to.

/// Sentences without a question mark that tell the reader what to do or answer.
pub(in crate::lint) const ASKS: &str = "
// English
let me|us know
tell|write|send|give|call|ping|message|email me|us
drop|shoot|send me|us a|an line|note|email|message
^ please|kindly? also? reply|answer|respond|choose|pick|book|write|call|say|tell|send|try|forward|point|name|confirm|take|have|ask|suggest|propose|see|check|compare|reserve|mark
please also? reply|answer|respond|choose|pick|book|write|call|say|tell|send|try|forward|point|name|confirm|let|take|have|suggest|introduce|share
just reply|answer|say|write|send|hit|pick|choose|tell|name|respond|point|forward
say the|a? word|yes|so|when|which|yes
one|a|two|single|short? word|line|yes|no|number|date|name|reply|answer|sentence is|will|would|suffices|does|do|helps|enough
one|a word is|s enough
reply|answer with|is|by|suffices|enough|here|to
a|your yes|no|reply|word|answer ... enough|suffices|helps|do
if you|it|that|this|so ... write|reply|tell|say|send|call|answer|name|choose|pick|point|give|drop|let
would|d be|like|love|appreciate .. to hear|know if|whether|which|what|who|how|when|your
i|m|am curious|wondering|interested if|whether|which|what|who|how|to hear|know|where|when
i wonder if|whether|which|what|who|how
i|d|would like|love to know|hear|learn|ask|understand
i|we|may|can|could ask you|whether|if|which|for
i|d|would value|welcome|appreciate your|a view|answer|opinion|thoughts|word|reply|yes
^ would|could|can|may|shall|might|should you|i|we|it|this|that|the|thursday|tuesday|monday|wednesday|friday|next
^ is|are|do|does|did|has|have|which|who|whom|where|when|what|how ... you|your|yours
point me|us to|at|towards
happy to hear whether|if|which
// German
sagen|schreiben|geben|nennen|schicken|senden|rufen|antworten|melden|teilen|lassen sie|sie uns|mir|mich|sich|es|kurz|einfach|uns|bescheid
sag|schreib|gib|nenn|schick|ruf|antworte|melde|lass mir|mich|dich|uns|kurz|einfach|gern
geben|gebt|gib sie? .. bescheid
ein|kurzes|kurze|eine wort|zeile|ja|antwort|zahl|nachricht ... genugt|reicht
genugt|reicht ein|eine|kurz|ihr|mir
bitte auch? antworten|schreiben|sagen|nennen|geben|schicken|melden|rufen|wahlen|lassen|teilen|leiten|senden
freue|freuen|freute mich|uns .. auf|uber|wenn ... antwort|ruckmeldung|wenn|termin|vorschlag
mich|uns? wurde|wurden interessier* ob|wie|welche|was|wer|wann
wurde|wurden mich|uns interessier*
wurde|mochte|wusste gern|gerne wissen|erfahren|horen|fragen
// French
dites|indiquez|repondez|ecrivez|envoyez|appelez|faites|donnez|choisissez|proposez|transmettez moi|nous|simplement|un|par|le|savoir|une
un mot|oui|simple .. suffit|suffira
une reponse|ligne|phrase .. suffit|suffira
il suffit|suffirait de|d|que
merci aussi|egalement? de me|nous|m|bien|repondre|dire|transmettre|confirmer
tenez moi
faites moi|le savoir|signe
n hesitez pas
j aimerais savoir|connaitre
je serais|suis curieux|curieuse|interesse|heureux ... si|quel|quelle|comment
// Spanish
digame|dime|diganos|escribame|escribeme|respondame|responda|conteste|contesteme|avise|aviseme|indiqueme|llameme|mandeme|envieme|elija|deme|hagame|cuenteme|confirmeme|pongame|reenvie|proponga
basta|bastaria|bastara con? un|una|su|que ... 
una palabra|linea|respuesta basta|bastaria|es|bastara
me gustaria saber|conocer|preguntar*
quisiera saber|preguntar*
hagamelo saber
con un si
// Italian
mi dica|faccia|scriva|risponda|mandi|indichi|chiami|invii|confermi|dia|giri|segnali
mi faccia sapere
scriva|risponda|scelga|basta|dica|ditemi|scrivetemi|fatemi|scrivimi|dimmi|fammi|mandatemi
basta|bastano una|un|due .. parola|riga|si|risposta|righe
una parola|riga basta
vorrei sapere|chiederle
mi piacerebbe|interesserebbe sapere|capire
// Dutch
laat|geef|zeg|stuur|schrijf|bel|mail|antwoord|kies|noem|vertel me|mij|het|maar|ons|gerust|even|een|weten
laat het? me|mij|ons|gerust|maar? weten
een|een|1 woord|regel|antwoord|ja|berichtje ... genoeg|volstaat|voldoende
woord is genoeg
ik hoor graag|het
hoor|hoort|verneem ik|graag .. of|graag|welke|wanneer|wat
graag hoor|verneem|weet ik
ik ben benieuwd of|welke|naar|wat|hoe
// Portuguese
diga|avise|responda|escreva|envie|mande|ligue|escolha|conte|confirme|indique|encaminhe me|nos|se|com|um|uma|aqui|so|apenas|por
diga|avise|responda|escreva|escolha
basta|bastaria|chega um|uma|que|me|responder|dizer|o|seu
uma palavra|linha|resposta basta|chega
gostaria de saber|perguntar
queria saber|perguntar
// Nordic
lad|la|lat|skriv|svar|svara|ring|sig|si|sag|send|skicka|velg|vaelg|valj|giv|gi|ge mig|meg|gerne|garna|gjerne|bare|bara|et|ett|til|till|hore|vite|vide|besked|beskjed
et|ett ord|linje|svar ... nok|racker|holder
en linje er|ar|racker nok
horer|hor gerne|gjerne|garna
// Polish
prosze o|dac|napisac|odpisac|wskazac|powiedziec
wystarczy jedno|krotka|jedna|slowo|odpowiedz
";

/// Questions that ask nothing of the reader.
pub(in crate::lint) const RHETORICAL: &str = "
// English
^ did you know
^ have you ever|heard|noticed
^ ever wondered|wonder|thought|felt|wish|feel|found|had|tried
^ what if
^ what s|is the|our result|catch|secret|answer|point|upshot|difference|outcome|story
^ the result|catch|best|answer|upshot|reason|effect|outcome
^ why|how so|is|come|does
^ why
^ sound|sounds familiar|good
^ sound|sounds too
^ who doesn|does|wouldn|would|has|knows
^ isn|wouldn|aren|doesn t it|that|we|you
^ so what|why|how
^ and|but then|why|what|how
^ how are|is you|your|life|things|business
^ how did we|i|they
^ curious|intrigued|interested|wondering|skeptical|tempted
^ coincidence
^ guess what
^ you know what
^ seriously
^ remember
^ who knows
// German
^ wussten|kennen sie|ihr das|schon|dass
^ und das ergebnis|warum|wie|was
^ warum
^ was ware|wenn
^ klingt .. bekannt|vertraut|gut
^ das ergebnis
^ wer kennt
^ neugierig
// French
^ saviez vous
^ et si
^ pourquoi
^ le resultat
^ ca|cela vous dit|parle
^ curieux|intrigue
// Spanish
^ sabia|sabias|sabiais que
^ y si
^ por que
^ el resultado
^ le|te suena
// Italian
^ lo sapeva|sapevate|sapevi
^ sapeva|sapevate|sapevi che
^ e se
^ perche
^ il risultato
// Dutch
^ wist u|je|jij|jullie
^ en als
^ wat als
^ waarom
^ het resultaat
^ herkenbaar
^ klinkt .. bekend|goed
// Portuguese
^ sabia|voce sabia? que|voce
^ e se
^ por que
^ o resultado
";

/// A way out, which asks nothing.
pub(in crate::lint) const WAY_OUT: &str = "
// English
if not|no|otherwise|it|this ... tell|say|line|word|fine|stop|close|leave|ignore|problem
one|a|single|short? line|word|no ... stop|close|leave|strike|delete|take|end
tell|let me ... stop|wrong|not|off
or is|would|do|should|not|too|are|have|does|another|somebody|someone|next|wednesday|thursday|friday|tuesday|monday|better|rather
just|simply say|tell|ignore ... no|stop|ignore
plain? no is|s|will|would? also|fine|enough|helps|help|welcome|too|do
too early|late|soon
// German
falls|wenn nicht|nein|kein|keine ... 
ein nein .. 
oder ist|ware|lieber|besser|eher|passt|doch|haben|noch
// French
sinon
si non|ce|cela n
ou est|serait|plutot|bien|est-ce|vendredi|jeudi|mercredi|mardi
un non
// Spanish
si no|prefiere
o es|prefiere|mejor|seria|el|quiza|todavia
un no
// Italian
se no|non|preferisce
altrimenti
o e|preferisce|meglio|sarebbe|giovedi|venerdi|forse
// Dutch
zo niet
als niet|dat|het ... niet
of is|liever|past|komt|vrijdag|donderdag|beter|nog
// Portuguese
se nao|preferir
caso contrario
ou e|prefere|seria|melhor|na|ainda
";

/// An answer's form, which belongs to the question before it.
pub(in crate::lint) const ANSWER_FORM: &str = "
// English
one|a|two|single|short? word|line|yes|number|date|name|reply|answer|sentence|figure|ok ... enough|suffices|do|helps|plenty
just? reply|answer|say|write|respond|send with|yes|no|go|ok|here|the|a|back|one
let me|us know
tell me which|when|if|whether|either|then|yes
happy|glad|pleased to
if so|yes|that|it|you|either|neither
either way|is|would|one|works
whichever
whatever|any suits|works|day|time|of
// German
ein|eine|kurzes|kurze wort|zeile|ja|antwort|zahl ... genugt|reicht
genugt|reicht ...
geben sie mir
wenn ja
sagen sie mir einfach|kurz
// French
un mot|oui suffit
une reponse|ligne suffit
dites moi
si oui
// Spanish
basta con? ...
una palabra basta
digame
si es asi
// Italian
basta una|un
mi faccia sapere
// Dutch
een woord|regel|ja ... genoeg|volstaat
laat het
zo ja
// Portuguese
basta um|uma
uma palavra basta
";
