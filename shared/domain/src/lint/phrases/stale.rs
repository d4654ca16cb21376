//! Words of time: told as new, told as still to come, told as past.

/// Told as new or current.
pub(in crate::lint) const RECENT: &str = "
// English
new|newly|just|recently|recent|fresh|freshly|latest|current|currently|congratulations|congrats|today|yesterday|now|these|upcoming|brand-new|nowadays
this|last week|month|quarter|spring|summer|autumn|winter|season
a|few|couple|two|three|some|several of? few? days|weeks|months ago
few days|weeks|months ago
at the moment
in recent days|weeks|months
// German
neu|neue|neuen|neuer|neues|neulich|kurzlich|jungst|gerade|soeben|frisch|aktuell|aktuelle|aktuellen|derzeit|momentan|gluckwunsch|gratuliere|heute|gestern|eben|letzte|letzten|vergangene|vergangenen|diese|diesen|vor
// French
nouveau|nouvelle|nouveaux|nouvelles|recemment|recent|recente|vient|venez|viennent|felicitations|bravo|actuellement|dernier|derniere|hier|aujourd|ce|cette|fraichement
// Spanish
nuevo|nueva|nuevos|nuevas|recien|recientemente|reciente|acaba|acaban|acabais|enhorabuena|felicidades|actualmente|pasado|pasada|ayer|hoy|este|esta|ultima|ultimo
// Italian
nuovo|nuova|nuovi|nuove|appena|recentemente|recente|congratulazioni|complimenti|attualmente|scorso|scorsa|ieri|oggi|questo|questa|ultima|ultimo
// Dutch
nieuw|nieuwe|net|onlangs|recent|recente|pas|zojuist|gefeliciteerd|momenteel|huidige|vorige|afgelopen|gisteren|vandaag|kortgeleden|deze|dit
// Portuguese
novo|nova|novos|novas|recem|recentemente|recente|acaba|acabam|acabou|parabens|atualmente|passado|passada|ontem|hoje|este|esta|neste|nesta|ultimo|ultima
// Nordic
ny|nye|nytt|nya|nyt|nylig|nyligen|netop|nettopp|just|tillykke|gratulerer|grattis|aktuell|siste|sidste|senaste|forrige|forra
";

/// Told as still to come.
pub(in crate::lint) const FUTURE: &str = "
// English
will|upcoming|soon|shortly|tomorrow|forthcoming|coming|ahead|awaits|await
re|are|is|am|m going|about|planning|preparing|exhibiting|speaking|opening|moving|launching|starting|hosting|attending|presenting|joining|looking
next week|month|quarter|year|spring|summer|autumn|winter|monday|tuesday|wednesday|thursday|friday
later this
see you at|in|there
look|looking forward
good luck with|at|for|on
before your|the|you
until|till your|the|you
in time for
// German
werden|wird|bald|demnachst|kommende|kommenden|kommender|bevorstehende|bevorstehenden|bevorsteht|anstehende|anstehenden|ansteht|steht|nachste|nachsten|nachster|morgen|freue|eroffnen|vor
viel erfolg
// French
prochain|prochaine|prochainement|bientot|allez|va|vont|venir|futur|future|demain|ouvrirez|ouvrira|avant|exposerez|approche
// Spanish
proximo|proxima|proximos|pronto|van|va|vais|futuro|futura|manana|antes|abrira|abriran|inaugurara|inauguraran|celebrara|sera|estaran
// Italian
tra|fra poco|breve|qualche|pochi|giorni|settimane
a breve
prossimo|prossima|prossimi|presto|futuro|futura|domani|aprira|aprirete|sara|sarete|prima|inaugurera|inaugurerete|vista|arrivo
// Dutch
volgende|volgend|binnenkort|straks|gaat|gaan|zal|zullen|wordt|aanstaande|komende|komend|morgen|opent|voordat
// Portuguese
proximo|proxima|proximos|breve|vai|vao|futuro|futura|amanha|antes|abrira|abrirao|sera|estarao
// Nordic
om kort
naeste|neste|nasta|snart|skal|ska|kommende|kommande|vil|blir|bliver|inden|fore
";

/// Told as past, so that an old fact isn't passed off as new.
pub(in crate::lint) const PAST: &str = "
// English
then|once|formerly|back|ago|years|earlier|former|last year
last year
years ago
in|since|from|of 19*|20*
// German
damals|einst|fruher|seinerzeit|vorjahr|jahren|seit
letztes|vergangenes jahr
im letzten|vergangenen|vorigen jahr
vor jahren
// French
alors|jadis|autrefois|depuis
an dernier|passe
annee derniere
// Spanish
entonces|antano|ano pasado|desde
ano pasado
// Italian
allora|anno scorso
anno scorso
// Dutch
destijds|toen|indertijd|vorig
vorig jaar
// Portuguese
outrora|ano passado
ano passado
// Nordic
dengang|tidligere|fjor|da
";

/// Names of months, folded, with their number, in the languages of the letters.
#[rustfmt::skip]
pub(in crate::lint) const MONTHS: &[(&str, i8)] = &[
    ("january", 1), ("february", 2), ("march", 3), ("april", 4), ("may", 5), ("june", 6), ("july", 7), ("august", 8),
    ("september", 9), ("october", 10), ("november", 11), ("december", 12), ("jan", 1), ("feb", 2), ("mar", 3),
    ("apr", 4), ("jun", 6), ("jul", 7), ("aug", 8), ("sep", 9), ("sept", 9), ("oct", 10), ("nov", 11), ("dec", 12),
    ("januar", 1), ("janner", 1), ("februar", 2), ("marz", 3), ("maerz", 3), ("mai", 5), ("juni", 6), ("juli", 7),
    ("oktober", 10), ("dezember", 12), ("okt", 10), ("dez", 12), ("janvier", 1), ("fevrier", 2), ("mars", 3),
    ("avril", 4), ("juin", 6), ("juillet", 7), ("aout", 8), ("septembre", 9), ("octobre", 10), ("novembre", 11),
    ("decembre", 12), ("enero", 1), ("febrero", 2), ("marzo", 3), ("abril", 4), ("mayo", 5), ("junio", 6),
    ("julio", 7), ("agosto", 8), ("septiembre", 9), ("setiembre", 9), ("octubre", 10), ("noviembre", 11),
    ("diciembre", 12), ("gennaio", 1), ("febbraio", 2), ("aprile", 4), ("maggio", 5), ("giugno", 6), ("luglio", 7),
    ("settembre", 9), ("ottobre", 10), ("dicembre", 12), ("januari", 1), ("februari", 2), ("maart", 3), ("mei", 5),
    ("augustus", 8), ("janeiro", 1), ("fevereiro", 2), ("marco", 3), ("maio", 5), ("junho", 6), ("julho", 7),
    ("setembro", 9), ("outubro", 10), ("novembro", 11), ("dezembro", 12), ("maj", 5), ("marts", 3), ("augusti", 8),
    ("desember", 12), ("styczen", 1), ("stycznia", 1), ("luty", 2), ("lutego", 2), ("marzec", 3), ("marca", 3),
    ("kwietnia", 4), ("maja", 5), ("czerwca", 6), ("lipca", 7), ("sierpnia", 8), ("wrzesnia", 9), ("pazdziernika", 10),
    ("listopada", 11), ("grudnia", 12),
];
