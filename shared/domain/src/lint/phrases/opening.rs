//! How letters begin and end.

/// Words of greeting.
pub(in crate::lint) const GREETINGS: &str = "
hi|hello|hey|dear|greetings|hiya
hi|hello|hey again
hello|hi there
good morning|afternoon|evening|day
// German
hallo|moin|servus|gruezi|liebe|lieber|guten
guten tag|morgen|abend
schonen? guten tag|morgen
sehr geehrte|geehrter
gruss gott
hallo liebe|lieber
// French
bonjour|bonsoir|salut|cher|chere|madame|monsieur
bonjour cher|chere
// Spanish
hola|estimado|estimada|querido|querida|apreciado|apreciada|buenas
buenos dias
buenas tardes
muy buenas|buenos dias|tardes?
// Italian
ciao|buongiorno|buonasera|salve|gentile|gentilissimo|gentilissima|egregio|egregia|caro|cara|spettabile
buon giorno|pomeriggio
// Dutch
beste|geachte|hoi|dag|goedemorgen|goedemiddag|goedenavond|goedendag|lieve|hallo
// Portuguese
ola|oi|prezado|prezada|estimado|estimada|exmo|exma|caro|cara
bom dia
boa tarde|noite
// Nordic
hej|hei|heisann|hejsan|halla|kjaere|kaere|kara|kare|goddag
god dag|morgen|morgon|kveld
// Polish, Czech, Slovak, Hungarian, Romanian, Finnish, Estonian, Turkish
czesc|witam|szanowny|szanowna|szanowni|drogi|droga
dzien dobry
dobry den
vazeny|vazena|mily|mila|vazeni
kedves|tisztelt
jo napot
buna
buna ziua
stimate|stimata|draga
hyva|moi|tere|terve|lugupeetud
merhaba|sayin
";

/// Closing formulas.
pub(in crate::lint) const CLOSINGS: &str = "
^ best|kind|warm|warmest|kindest regards|wishes
^ with? many|kind|best|warm regards|thanks|wishes
^ regards|cheers|best|sincerely|respectfully|yours|warmly
^ yours sincerely|faithfully|truly
^ many? thanks
^ thank you
^ thanks again?
^ all the best
^ have a good|nice|great|lovely day|week|weekend|evening
^ talk|speak soon
^ looking forward
^ sent from my
// German
^ mit? freundlichem|freundlichen|freundliche|besten|beste|herzlichen|herzliche|schonen|schone|vielen|viele grussen|grusse|gruss|dank
^ viele|beste|liebe|herzliche|schone grusse
^ gruss|grusse|hochachtungsvoll
// French
^ cordialement|amicalement|sincerement
^ bien cordialement|a|sincerement
^ meilleures|sinceres salutations
^ belle|bonne|excellente journee|semaine
^ veuillez agreer
// Spanish
^ un|cordiales|atentos saludo|saludos
^ saludos|atentamente|cordialmente
^ muchas? gracias
// Italian
^ cordiali|distinti|cari saluti
^ un cordiale|caro saluto
^ saluti|cordialmente|grazie
// Dutch
^ met? vriendelijke|hartelijke groet|groeten
^ groet|groeten|hoogachtend
// Portuguese
^ atenciosamente|atentamente|cumprimentos|abraco|abracos|obrigado|obrigada
^ com os? melhores cumprimentos
^ melhores cumprimentos
^ um abraco
// Nordic
^ med? venlig|vennlig|vanliga|vanlig|venlige hilsen|halsning|halsningar|hilsner
^ hilsen|hilsner|halsningar|mvh|vh
^ de basta halsningar
^ bedste|beste hilsner|hilsen
// Polish and others
^ z powazaniem
^ pozdrawiam|pozdrowienia
^ serdecznie? pozdrawiam
^ s pozdravem
^ udvozlettel
^ ystavallisin terveisin
^ lugupidamisega
";
