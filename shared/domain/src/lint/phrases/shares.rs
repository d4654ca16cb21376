//! Shares told in words, by the percentage they stand for.

/// A half.
pub(in crate::lint) const HALF: &str = "
// English
half as
by|in|to|than|over|nearly|almost|about|cut half
half of|the|their|your|our|its|all|as|every
halve|halves|halved|halving
// German
halb so
um|auf|als|die|der halfte
halbier*
// French
moitie moins
de|la moitie
// Spanish
la mitad
la|a mitad
// Italian
la meta
la|della|di|alla meta
dimezz*
// Dutch
half zo
de|met|ruim helft
halveer*|gehalveerd|halveren
// Portuguese
a|pela|em metade
// Nordic
halver*
halvparten|halften
";

/// A third.
pub(in crate::lint) const THIRD: &str = "
// English
a|one|by third of|fewer|less|more|faster|cheaper|lower|higher|quicker|shorter
by|about|over|than|nearly|almost|roughly _? a|one third
// German
ein|einem|um|jede|jeder|jedes drittel|dritte|dritter|drittes
drittel weniger|mehr|der|aller|von|unserer|ihrer|schneller|gunstiger
// French
d|un|de tiers
// Spanish
un tercio
una|la tercera parte
// Italian
un|di terzo
// Dutch
een|met derde
// Portuguese
um terco
// Nordic
en tredjedel
";

/// Two thirds.
pub(in crate::lint) const TWO_THIRDS: &str = "
// English
two thirds
// German
zwei drittel
// French
deux|les tiers
// Spanish
dos tercios
dos terceras partes
// Italian
due terzi
// Dutch
twee derde
// Portuguese
dois tercos
// Nordic
to|tva tredjedele|tredjedeler|tredjedelar
";

/// A quarter.
pub(in crate::lint) const QUARTER: &str = "
// English
a|one quarter of|fewer|less|more|faster|cheaper|lower|higher|quicker
by|about|over|than|nearly|almost|roughly _? a|one quarter
// German
ein|einem|um viertel weniger|mehr|der|aller|von|ihrer|unserer
// French
d|un quart de|des|du
d un quart
// Spanish
la|una cuarta parte
un cuarto del|de los
// Italian
un quarto dei|delle|del|di
di un quarto
// Dutch
een|met kwart van|minder|meer
// Portuguese
um quarto dos|das|do
uma quarta parte
";

/// Three quarters.
pub(in crate::lint) const THREE_QUARTERS: &str = "
// English
three quarters|fourths
// German
drei viertel
dreiviertel
// French
trois quarts
// Spanish
tres cuartos|cuartas
// Italian
tre quarti
// Dutch
driekwart
drie kwart
// Portuguese
tres quartos|quartas
";

/// A fifth.
pub(in crate::lint) const FIFTH: &str = "
// English
a|one|by fifth of|fewer|less|more|faster|cheaper|lower|higher
by|about|over|than|nearly|almost|roughly _? a|one fifth
// German
ein|einem|um funftel
// French
d|un cinquieme de|des|du|en
// Spanish
un quinto
una|la quinta parte
// Italian
un|di quinto
// Dutch
een|met vijfde
// Portuguese
um quinto
";

/// Twice as much.
pub(in crate::lint) const DOUBLE: &str = "
// English
double|doubles|doubled|doubling|twofold
twice as
// German
verdoppel*
doppelt so
// French
doubl*
deux fois plus
// Spanish
duplic*|dobla*|doblo
el doble
// Italian
raddoppi*
il doppio
// Dutch
verdubbel*
twee keer zo
// Portuguese
dobr*|duplic*
o dobro
// Nordic
fordobl*|fordubbl*
dobbelt|dubbelt sa
";

/// Words that show in a fact that it tells of a share, in any language.
pub(in crate::lint) const SHARE_IN_FACT: &str = "
half|halve*|halfte|halbier*|moitie|mitad|meta|dimezz*|helft|halveer*|metade|halvparten|halften|halver*
third|thirds|drittel|tiers|tercio|tercios|terzo|terzi|derde|terco|tredjedel
quarter|quarters|viertel|quart|quarts|cuarto|cuarta|quarti|kwart|driekwart
double*|doubling|twice|verdoppel*|doppelt|doubl*|duplic*|doble|dobl*|raddoppi*|doppio|verdubbel*|dobr*|dobro|fordobl*
fifth|fifths|funftel|cinquieme|quinto|quinta|vijfde
";
