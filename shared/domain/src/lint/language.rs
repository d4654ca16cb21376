//! Which language a text is in, told by its commonest words and letters, and which languages a
//! country writes in officially. Small on purpose: a letter is told from a letter, not from a word.

use super::text::{Part, Sentence, Text, Token};
use super::{Case, Finding, Rule};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A language code of ISO 639.
pub(super) type Language = &'static str;

/// The commonest words, folded. Words of several languages count for each a little.
#[rustfmt::skip]
const COMMON: &[(Language, &str)] = &[
    ("en", "the of and to in is for you your that with on as are at be this have from or by not but what which we our it its they their would could can will if when who how there was were been has had an do does did one than them so me my i shall may might about after before up out any more some these those while where here just only into over per between too a"),
    ("de", "der die das und ist nicht ein eine einen einem einer eines zu mit fur von auf im am dem den des sich auch sie ihr ihre ihren ihrem ihrer wir uns unser unsere bei aus nach wie wenn oder aber als dass es ich an um bis durch vor noch nur schon sind hat haben wird werden kann konnen wurde wurden mir mich dieser diese dieses zum zur ob was wer so ab je vom darf soll hatte seit in man du dir dich euch euer gern"),
    ("fr", "le la les des du de et est un une pour que qui dans en au aux sur par pas ne ce cette ces vous votre vos nous notre nos il elle ils sont avec plus ou mais se sa son ses a d l qu c j n s y avez etes avons je me mon ma mes tout si leur leurs entre chez sans deja etre avoir fait puis meme depuis dont comme cela auriez"),
    ("es", "el la los las de del y en que un una unos unas por para con no se su sus al lo como mas o pero le les es son ha han he hemos esta este esto estos estas ese esa usted ustedes nos nuestro nuestra ya si cuando muy sin sobre entre desde hasta donde quien tiene tienen puede puedo hay mi me fue ser cada porque tambien vi hola"),
    ("it", "il lo la i gli le di del della dei delle dello degli e che in un una uno per con non si su al alla ai alle allo dal dalla nel nella nei nelle sul sulla da come piu o ma anche sono ha hanno ho abbiamo avete questo questa questi queste quello vi ci voi vostro vostra vostri lei suo sua suoi noi nostro se quando mi cosa chi dove ed gia puo posso ogni senza tra fra l d e"),
    ("pt", "o a os as de do da dos das e em no na nos nas que um uma uns umas por para com nao se seu sua seus suas ao aos pelo pela mais ou mas como foi sao tem ha esta este isto estes voce voces nos nosso nossa ja quando muito sem sobre entre desde ate onde quem pode posso podemos eu me minha meu ser cada porque tambem vi lhe num numa"),
    ("nl", "de het een en van in is op te dat die voor met zijn niet aan er om ook als maar bij uit nog wel naar door over of ze u uw je jij jullie wij we ons onze hun heeft hebben wordt worden kan kunnen zal zou ik mij me deze dit wat wie hoe waar waarom al dan geen meer was waren hebt bent mijn na tot tegen per sinds zich kunt heb"),
    ("da", "og i at det er en den til af de der ikke pa for med et som har jeg vi om fra han hun kan var sig skal vil blev men hvis eller nar end ud op efter over hvad jeres jer dig din dit dine os vores mig min mit mine du nogle noget meget kun her hvor mere uden ved bliver have hos naeste"),
    ("nb", "og i at det er en den til av de som ikke pa for med et har jeg vi om fra han hun kan var seg skal vil ble men hvis eller nar enn ut opp etter over hva deres dere deg din ditt dine oss var vare meg min mitt mine du noen noe mye bare her hvor mer uten ved blir ha hos neste ogsa"),
    ("sv", "och i att det ar en den till av de som inte pa for med ett har jag vi om fran han hon kan var sig ska vill blev men eller nar an ut upp efter over vad er ert era dig din ditt dina oss var vara mig min mitt mina du nagra nagot mycket bara har dar mer utan vid blir ha hos nasta ocksa"),
    ("fi", "ja on ei se etta ovat oli han mutta kun niin kuin tai jos myos vain nyt sen mita mika joka jotka teidan teille meidan me te olen olette voisin voisiko voi kanssa ennen jalkeen kaikki mukaan ole onko"),
    ("pl", "i w na z ze sie nie to jest do o jak ale po co tak za od przez przy czy dla ich jej jego sa byl byla bylo panstwa pani pan panstwo nam nas nasz nasza juz tylko tego tym moge mozna aby oraz ktory ktora ktore przed w u dzien ten ta te"),
    ("cs", "a v na se je ze to s z do o i pro jako ale po si tak za od pri by byl byla bylo jsem jste jsou vas vam vase nas nam uz jen aby nebo ktery ktera ktere muzeme mohu bych dobry den k ve u"),
    ("sk", "a v na sa je ze to s z do o i pre ako ale po si tak za od pri by bol bola bolo som ste su vas vam vase nas nam uz len aby alebo ktory ktora ktore mozeme mohol dobry den k vo u"),
    ("ro", "si de la in cu pe nu un o care este sunt pentru din ce mai sa au am ati va dumneavoastra noastra nostru fi fost sau dar daca cand prin dupa despre acest aceasta al ale lui le se ne buna ziua"),
    ("hu", "a az es hogy nem is egy van de meg ha csak mint ez azt on onok onoknek mi ki vagy volt lesz lehet mar ezt kell minden szerint utan elott jo napot kedves"),
    ("et", "ja on ei et see ta oli kui ka aga mis kes voi ning oma teie teile meie me nii siis veel juba saab peale enne parast koos tere"),
    ("lv", "un ir ka no uz ar par vai bet kas tas jus jusu mes musu ja var bija lai pec pie gan"),
    ("lt", "ir yra kad su is i apie ar bet kas tai jus jusu mes musu jei gali buvo po prie labas"),
    ("tr", "ve bir bu icin ile de da ne mi var daha cok gibi siz sizin biz bizim olarak ama olan kadar sonra once merhaba sayin"),
    ("hr", "i u na je se da su za od ne to s sa kao ali po iz ili vas vasa vam nas nam moze bi biti koji koja koje ste smo dobar dan"),
    ("ca", "el la els les de del i en que un una per amb no es al als mes o pero com seva seu vostra vostre nosaltres ha han aquest aquesta dels ens us hem sense"),
];

/// The first so many of [`COMMON`] are the larger languages.
const LARGER: u32 = 10;

/// Each common word with its languages: one bit each, in the order of [`COMMON`]. Every word of every
/// letter is looked up several times.
static OWNERS: LazyLock<BTreeMap<&'static str, u32>> = LazyLock::new(|| {
    let mut owners = BTreeMap::new();
    for (index, (_, words)) in COMMON.iter().enumerate() {
        for word in words.split(' ') {
            *owners.entry(word).or_default() |= 1 << index;
        }
    }
    owners
});

fn owners(word: &str) -> u32 {
    OWNERS.get(word).copied().unwrap_or_default()
}

/// Letters that hardly any other language of the list has, unfolded.
const LETTERS: &[(Language, &str)] = &[
    ("de", "ßäöü"),
    ("fr", "çèêàùœîë"),
    ("es", "ñ¿¡áíó"),
    ("it", "ìòàù"),
    ("pt", "ãõçê"),
    ("da", "æøå"),
    ("nb", "æøå"),
    ("sv", "äöå"),
    ("fi", "äö"),
    ("pl", "łąęśżźćń"),
    ("cs", "ěřůčžýš"),
    ("sk", "ľĺŕôčžýš"),
    ("ro", "ăâîșțşţ"),
    ("hu", "őűéá"),
    ("et", "õäöü"),
    ("lv", "āēīūķļņģ"),
    ("lt", "ėįųūąč"),
    ("tr", "ğışç"),
    ("hr", "đčćžš"),
    ("ca", "·ç"),
];

/// Official languages by ISO 3166 code. English is always allowed and not listed again.
#[rustfmt::skip]
const COUNTRIES: &[(&str, &str)] = &[
    ("DE", "de"), ("AT", "de"), ("LI", "de"), ("CH", "de fr it rm"), ("LU", "fr de lb"), ("FR", "fr"), ("MC", "fr"),
    ("BE", "nl fr de"), ("NL", "nl"), ("SR", "nl"), ("ES", "es ca"), ("AD", "ca"), ("PT", "pt"), ("BR", "pt"),
    ("AO", "pt"), ("MZ", "pt"), ("CV", "pt"), ("IT", "it de fr"), ("SM", "it"), ("VA", "it"), ("MX", "es"),
    ("AR", "es"), ("CL", "es"), ("CO", "es"), ("PE", "es"), ("UY", "es"), ("PY", "es"), ("BO", "es"), ("EC", "es"),
    ("VE", "es"), ("CR", "es"), ("PA", "es"), ("GT", "es"), ("HN", "es"), ("SV", "es"), ("NI", "es"), ("DO", "es"),
    ("CU", "es"), ("PR", "es"), ("GQ", "es fr pt"), ("DK", "da"), ("FO", "da"), ("GL", "da"), ("NO", "nb"),
    ("SE", "sv"), ("FI", "fi sv"), ("AX", "sv"), ("IS", "is"), ("PL", "pl"), ("CZ", "cs"), ("SK", "sk"), ("HU", "hu"),
    ("RO", "ro"), ("MD", "ro"), ("EE", "et"), ("LV", "lv"), ("LT", "lt"), ("HR", "hr"), ("BA", "hr sr"), ("RS", "sr hr"),
    ("ME", "sr hr"), ("SI", "sl"), ("BG", "bg"), ("GR", "el"), ("CY", "el tr"), ("TR", "tr"), ("UA", "uk"), ("RU", "ru"),
    ("BY", "ru be"), ("KZ", "ru kk"), ("MK", "mk"), ("AL", "sq"), ("XK", "sq sr"), ("GB", ""), ("IE", "ga"), ("MT", "mt"),
    ("US", ""), ("CA", "fr"), ("AU", ""), ("NZ", ""), ("ZA", "af"), ("IN", "hi"), ("SG", "zh ms ta"), ("HK", "zh"),
    ("CN", "zh"), ("TW", "zh"), ("JP", "ja"), ("KR", "ko"), ("IL", "he ar"), ("AE", "ar"), ("SA", "ar"), ("QA", "ar"),
    ("KW", "ar"), ("BH", "ar"), ("OM", "ar"), ("JO", "ar"), ("LB", "ar fr"), ("EG", "ar"), ("MA", "ar fr"),
    ("DZ", "ar fr"), ("TN", "ar fr"), ("IQ", "ar"), ("SN", "fr"), ("CI", "fr"), ("CM", "fr"), ("ML", "fr"), ("BF", "fr"),
    ("NE", "fr"), ("TG", "fr"), ("BJ", "fr"), ("GA", "fr"), ("CG", "fr"), ("CD", "fr"), ("MG", "fr"), ("HT", "fr"),
    ("MU", "fr"), ("TH", "th"), ("VN", "vi"), ("ID", "id"), ("MY", "ms"), ("PH", "tl"), ("KE", "sw"), ("TZ", "sw"),
    ("NG", ""), ("GH", ""), ("PK", "ur"), ("BD", "bn"), ("LK", "si ta"), ("IR", "fa"), ("GE", "ka"), ("AM", "hy"), ("AZ", "az"),
];

/// Languages so close that few words can't tell them apart.
const NEIGHBOURS: &[&[Language]] = &[
    &["da", "nb", "sv"],
    &["cs", "sk", "pl", "hr"],
    &["es", "ca", "pt"],
    &["fi", "et"],
    &["lv", "lt"],
];

fn neighbours(one: Language, other: &str) -> bool {
    NEIGHBOURS
        .iter()
        .any(|group| group.contains(&one) && group.contains(&other))
}

/// A name for messages.
pub(super) fn name(language: Language) -> &'static str {
    match language {
        "en" => "English",
        "de" => "German",
        "fr" => "French",
        "es" => "Spanish",
        "it" => "Italian",
        "pt" => "Portuguese",
        "nl" => "Dutch",
        "da" => "Danish",
        "nb" => "Norwegian",
        "sv" => "Swedish",
        "fi" => "Finnish",
        "pl" => "Polish",
        "cs" => "Czech",
        "sk" => "Slovak",
        "ro" => "Romanian",
        "hu" => "Hungarian",
        "et" => "Estonian",
        "lv" => "Latvian",
        "lt" => "Lithuanian",
        "tr" => "Turkish",
        "hr" => "Croatian",
        "ca" => "Catalan",
        "ru" => "Cyrillic script",
        "el" => "Greek",
        "ja" => "Japanese",
        "zh" => "Chinese",
        "ko" => "Korean",
        "ar" => "Arabic",
        "he" => "Hebrew",
        "th" => "Thai",
        _ => "another language",
    }
}

/// The script's language for letters outside Latin; related languages share one code.
fn script(letter: char) -> Option<Language> {
    match letter {
        '\u{370}'..='\u{3ff}' => Some("el"),
        '\u{400}'..='\u{52f}' => Some("ru"),
        '\u{590}'..='\u{5ff}' => Some("he"),
        '\u{600}'..='\u{6ff}' => Some("ar"),
        '\u{e00}'..='\u{e7f}' => Some("th"),
        '\u{3040}'..='\u{30ff}' => Some("ja"),
        '\u{4e00}'..='\u{9fff}' => Some("zh"),
        '\u{ac00}'..='\u{d7af}' => Some("ko"),
        _ => None,
    }
}

/// Points of one language for a run of words.
#[derive(Debug, Clone, Copy)]
struct Score {
    language: Language,
    /// A hundred for a word that only this language has, less for shared ones.
    points: u32,
    words: u32,
}

fn scores(raw: &str, tokens: &[&Token]) -> Vec<Score> {
    let mut scores: Vec<Score> = COMMON
        .iter()
        .map(|(language, _)| Score {
            language,
            points: 0,
            words: 0,
        })
        .collect();
    for token in tokens.iter().take(400) {
        let owners = owners(&token.fold);
        let share = match owners.count_ones() {
            0 => continue,
            1 => 100,
            2 => 70,
            3 => 50,
            _ => 30,
        };
        for (index, score) in scores.iter_mut().enumerate() {
            if owners & (1 << index) != 0 {
                score.points += share;
                score.words += 1;
            }
        }
    }
    // All of these letters are outside ASCII, and most words are not.
    let marked: Vec<&str> = tokens
        .iter()
        .take(400)
        .filter(|token| !token.capital)
        .filter_map(|token| raw.get(token.start..token.end))
        .filter(|word| !word.is_ascii())
        .collect();
    for (language, letters) in LETTERS {
        let seen = marked
            .iter()
            .filter(|word| word.chars().any(|letter| letters.contains(letter)))
            .count();
        if let Some(score) = scores.iter_mut().find(|score| score.language == *language) {
            score.points += 25 * u32::try_from(seen.min(40)).unwrap_or(0);
        }
    }
    scores.sort_by_key(|score| std::cmp::Reverse(score.points));
    scores
}

/// The words by which a language is judged: no quotes, names, links.
fn judged<'t>(tokens: impl Iterator<Item = &'t Token>) -> Vec<&'t Token> {
    tokens
        .filter(|token| !token.quoted && !token.link && !token.is_digits())
        .collect()
}

fn best_of(raw: &str, tokens: &[&Token], least_points: u32) -> Option<Language> {
    let foreign: Vec<Language> = tokens
        .iter()
        .filter_map(|token| token.fold.chars().find_map(script))
        .collect();
    if foreign.len() * 2 > tokens.len() && !foreign.is_empty() {
        return if foreign.contains(&"ja") {
            Some("ja")
        } else {
            foreign.first().copied()
        };
    }
    let scores = scores(raw, tokens);
    let best = scores.first()?;
    (best.points >= least_points).then_some(best.language)
}

/// The language of a letter, where it can be told.
pub(super) fn of_text(text: &Text<'_>) -> Option<Language> {
    let tokens = judged(text.matter().flat_map(|sentence| text.words(sentence)));
    best_of(text.raw, &tokens, 150)
}

/// The language of a fact, where it can be told.
pub(super) fn of_fact(text: &Text<'_>) -> Option<Language> {
    let tokens: Vec<&Token> = text
        .tokens
        .iter()
        .filter(|token| !token.link && !token.is_digits())
        .collect();
    best_of(text.raw, &tokens, 100)
}

/// Whether a folded word is among the commonest of any larger language.
pub(super) fn is_common(word: &str) -> bool {
    owners(word) & ((1 << LARGER) - 1) != 0
}

fn official(country: &str, language: &str) -> Option<bool> {
    let upper = country.trim().to_ascii_uppercase();
    let upper = if upper == "UK" {
        "GB".to_owned()
    } else {
        upper
    };
    let (_, languages) = COUNTRIES.iter().find(|(code, _)| *code == upper)?;
    let same_script = |own: &str| match language {
        "ru" => matches!(own, "ru" | "uk" | "bg" | "sr" | "mk" | "be" | "kk"),
        "zh" => matches!(own, "zh" | "ja"),
        "ar" => matches!(own, "ar" | "fa" | "ur"),
        _ => own == language,
    };
    Some(language == "en" || languages.split(' ').any(same_script))
}

/// Compares the letter with the country, and its sentences with each other.
pub(super) fn judge(case: &Case<'_>, found: &mut Vec<Finding>) {
    let text = &case.body;
    let Some(main) = case.language else { return };
    let tokens = judged(text.matter().flat_map(|sentence| text.words(sentence)));
    let country = &case.draft.contact.country;
    if official(country, main) == Some(false)
        && clearly_foreign(text.raw, &tokens, main, country)
        && let Some(sentence) = clearest(text, main)
    {
        let (start, end) = clause_in(text, sentence);
        found.push(case.body_finding(
                Rule::WrongLanguage,
                start,
                end,
                format!("The letter is in {}, which is neither English nor official in {country}: write it anew.", name(main)),
            ));
        return;
    }
    for sentence in text.matter() {
        if let Some((other, start, end)) = strays(text, sentence, main) {
            found.push(case.body_finding(
                Rule::WrongLanguage,
                start,
                end,
                format!(
                    "The letter is in {}, this piece in {}: use one language.",
                    name(main),
                    name(other)
                ),
            ));
            return;
        }
    }
}

/// No official language of the country comes near the best one.
fn clearly_foreign(raw: &str, tokens: &[&Token], main: Language, country: &str) -> bool {
    let scores = scores(raw, tokens);
    let best = scores.first().filter(|best| best.language == main);
    let Some(best) = best else { return true };
    let nearest = scores
        .iter()
        .filter(|score| official(country, score.language) == Some(true))
        .map(|score| score.points)
        .max()
        .unwrap_or(0);
    best.points >= 250 && nearest * 4 < best.points * 3
}

/// The first sentence of some length in that language.
fn clearest<'t>(text: &'t Text<'_>, main: Language) -> Option<&'t Sentence> {
    text.matter()
        .filter(|sentence| {
            let tokens = judged(text.words(sentence).iter());
            best_of(text.raw, &tokens, 1) == Some(main)
        })
        .find(|sentence| text.words(sentence).len() >= 5)
        .or_else(|| {
            text.sentences
                .iter()
                .find(|sentence| sentence.part == Part::Matter)
        })
}

/// The first clause of a sentence that is long enough to show its language, else the sentence.
fn clause_in(text: &Text<'_>, sentence: &Sentence) -> (usize, usize) {
    (sentence.first_token..sentence.end_token)
        .map(|token| text.clause_of(token))
        .find(|(start, end)| text.slice(*start, *end).split_whitespace().count() >= 5)
        .unwrap_or((sentence.start, sentence.end))
}

/// Another language than the letter's, in a whole sentence or a long clause of it.
fn strays(
    text: &Text<'_>,
    sentence: &Sentence,
    main: Language,
) -> Option<(Language, usize, usize)> {
    let words = text.words(sentence);
    let mut pieces: Vec<Vec<&Token>> = vec![judged(words.iter())];
    let mut clauses: Vec<usize> = words.iter().map(|token| token.clause).collect();
    clauses.dedup();
    if clauses.len() > 1 {
        for clause in clauses {
            pieces.push(judged(words.iter().filter(|token| token.clause == clause)));
        }
    }
    for tokens in pieces {
        if tokens.len() < 4 {
            continue;
        }
        let scores = scores(text.raw, &tokens);
        let foreign = tokens
            .iter()
            .filter_map(|token| token.fold.chars().find_map(script))
            .next();
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            continue;
        };
        if let Some(language) = foreign.filter(|language| *language != main && tokens.len() > 4)
            && best_of(text.raw, &tokens, 1) == Some(language)
        {
            return Some((language, first.start, last.end));
        }
        let Some(best) = scores.first() else { continue };
        let own = scores
            .iter()
            .find(|score| score.language == main)
            .map_or(0, |score| score.points);
        if best.language != main
            && !neighbours(best.language, main)
            && best.words >= 3
            && best.points >= 220
            && own * 5 < best.points * 2
        {
            return Some((best.language, first.start, last.end));
        }
    }
    None
}
