//! Numbers in digits and in words, compared as thousandths so that "3.8" and "3,8" are one.

use super::language::Language;
use super::text::Token;

/// A number in a text: its tokens and what it may mean ("2.300" is two thousand or two).
#[derive(Debug, Clone)]
pub(super) struct Number {
    pub first: usize,
    pub end: usize,
    /// In thousandths.
    pub values: Vec<i64>,
    /// Written in letters.
    pub spelled: bool,
}

const UNIT: i64 = 1_000;

/// Words for numbers by language, folded.
const WORDS: &[(Language, &str)] = &[
    (
        "en",
        "one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90 dozen 12 hundred 100 thousand 1000 million 1000000",
    ),
    (
        "de",
        "eins 1 zwei 2 drei 3 vier 4 funf 5 sechs 6 sieben 7 acht 8 neun 9 zehn 10 elf 11 zwolf 12 dreizehn 13 vierzehn 14 funfzehn 15 sechzehn 16 siebzehn 17 achtzehn 18 neunzehn 19 zwanzig 20 dreissig 30 vierzig 40 funfzig 50 sechzig 60 siebzig 70 achtzig 80 neunzig 90 dutzend 12 hundert 100 tausend 1000 million 1000000 millionen 1000000",
    ),
    (
        "fr",
        "deux 2 trois 3 quatre 4 cinq 5 six 6 sept 7 huit 8 neuf 9 dix 10 onze 11 douze 12 treize 13 quatorze 14 quinze 15 seize 16 vingt 20 trente 30 quarante 40 cinquante 50 soixante 60 cent 100 mille 1000 million 1000000 millions 1000000 douzaine 12 dizaine 10 vingtaine 20",
    ),
    (
        "es",
        "dos 2 tres 3 cuatro 4 cinco 5 seis 6 siete 7 ocho 8 nueve 9 diez 10 once 11 doce 12 trece 13 catorce 14 quince 15 doscientos 200 doscientas 200 trescientos 300 trescientas 300 cuatrocientos 400 cuatrocientas 400 quinientos 500 quinientas 500 seiscientos 600 seiscientas 600 setecientos 700 setecientas 700 ochocientos 800 ochocientas 800 novecientos 900 novecientas 900 dieciseis 16 diecisiete 17 dieciocho 18 diecinueve 19 veinte 20 treinta 30 cuarenta 40 cincuenta 50 sesenta 60 setenta 70 ochenta 80 noventa 90 cien 100 ciento 100 mil 1000 millon 1000000 millones 1000000 docena 12",
    ),
    (
        "it",
        "due 2 tre 3 quattro 4 cinque 5 sei 6 sette 7 otto 8 nove 9 dieci 10 undici 11 dodici 12 tredici 13 quattordici 14 quindici 15 sedici 16 diciassette 17 diciotto 18 diciannove 19 venti 20 trenta 30 quaranta 40 cinquanta 50 sessanta 60 settanta 70 ottanta 80 novanta 90 cento 100 duecento 200 trecento 300 quattrocento 400 cinquecento 500 seicento 600 settecento 700 ottocento 800 novecento 900 duemila 2000 tremila 3000 quattromila 4000 cinquemila 5000 seimila 6000 diecimila 10000 mille 1000 mila 1000 milione 1000000 milioni 1000000 dozzina 12",
    ),
    (
        "nl",
        "twee 2 drie 3 vier 4 vijf 5 zes 6 zeven 7 acht 8 negen 9 tien 10 elf 11 twaalf 12 dertien 13 veertien 14 vijftien 15 zestien 16 zeventien 17 achttien 18 negentien 19 twintig 20 dertig 30 veertig 40 vijftig 50 zestig 60 zeventig 70 tachtig 80 negentig 90 honderd 100 duizend 1000 miljoen 1000000 dozijn 12",
    ),
    (
        "pt",
        "dois 2 duas 2 tres 3 quatro 4 cinco 5 seis 6 sete 7 oito 8 nove 9 dez 10 onze 11 doze 12 treze 13 catorze 14 quinze 15 dezesseis 16 dezasseis 16 dezessete 17 dezassete 17 dezoito 18 dezenove 19 dezanove 19 vinte 20 trinta 30 quarenta 40 cinquenta 50 sessenta 60 setenta 70 oitenta 80 noventa 90 cem 100 duzentos 200 duzentas 200 trezentos 300 trezentas 300 quatrocentos 400 quinhentos 500 cento 100 mil 1000 milhao 1000000 milhoes 1000000 duzia 12",
    ),
    (
        "da",
        "to 2 tre 3 fire 4 fem 5 seks 6 syv 7 otte 8 ni 9 ti 10 elleve 11 tolv 12 tretten 13 fjorten 14 femten 15 tyve 20 tredive 30 fyrre 40 hundrede 100 tusind 1000",
    ),
    (
        "nb",
        "to 2 tre 3 fire 4 fem 5 seks 6 sju 7 syv 7 atte 8 ni 9 ti 10 elleve 11 tolv 12 tretten 13 fjorten 14 femten 15 tjue 20 tretti 30 forti 40 hundre 100 tusen 1000",
    ),
    (
        "sv",
        "tva 2 tre 3 fyra 4 fem 5 sex 6 sju 7 atta 8 nio 9 tio 10 elva 11 tolv 12 tretton 13 fjorton 14 femton 15 tjugo 20 trettio 30 fyrtio 40 hundra 100 tusen 1000",
    ),
    (
        "pl",
        "dwa 2 dwie 2 trzy 3 cztery 4 piec 5 szesc 6 siedem 7 osiem 8 dziewiec 9 dziesiec 10 jedenascie 11 dwanascie 12 pietnascie 15 dwadziescia 20 trzydziesci 30 czterdziesci 40 piecdziesiat 50 sto 100 tysiac 1000 tysiecy 1000",
    ),
];

/// Words that stand for a number of minutes, months or parts, in all languages at once.
const HALVES: &[&str] = &[
    "half", "halbe", "halben", "demi", "media", "mezz", "mezza", "half", "halve", "halv", "meia",
    "pol",
];

fn word_value(word: &str, language: Language) -> Option<i64> {
    let (_, list) = WORDS.iter().find(|(code, _)| *code == language)?;
    let mut parts = list.split(' ');
    while let (Some(name), Some(value)) = (parts.next(), parts.next()) {
        if name == word {
            return value.parse().ok();
        }
    }
    compound(word, language)
}

/// "einundzwanzig", "achtendertig", "dreihundert".
fn compound(word: &str, language: Language) -> Option<i64> {
    let joiner = match language {
        "de" => "und",
        "nl" => "en",
        _ => return None,
    };
    for (place, _) in word.match_indices(joiner) {
        let (left, right) = (word.get(..place)?, word.get(place + joiner.len()..)?);
        let unit = if matches!(left, "ein" | "een") {
            Some(1)
        } else {
            simple(left, language)
        };
        if let (Some(unit), Some(tens)) = (unit, simple(right, language))
            && unit < 10
            && (20..100).contains(&tens)
        {
            return Some(unit + tens);
        }
    }
    for (name, factor) in [
        ("hundert", 100),
        ("tausend", 1_000),
        ("honderd", 100),
        ("duizend", 1_000),
    ] {
        if let Some(value) = word
            .strip_suffix(name)
            .and_then(|left| simple(left, language))
        {
            return Some(value * factor);
        }
    }
    None
}

fn simple(word: &str, language: Language) -> Option<i64> {
    let (_, list) = WORDS.iter().find(|(code, _)| *code == language)?;
    let mut parts = list.split(' ');
    while let (Some(name), Some(value)) = (parts.next(), parts.next()) {
        if name == word {
            return value.parse().ok();
        }
    }
    None
}

/// What a number in digits may mean, in thousandths.
fn digit_values(word: &str, english: bool) -> Vec<i64> {
    let mut values = Vec::new();
    let mut push = |value: Option<i64>| {
        if let Some(value) = value
            && !values.contains(&value)
        {
            values.push(value);
        }
    };
    if word.len() > 24 {
        return values;
    }
    if word.contains(':') {
        for part in word.split(':') {
            push(
                part.parse::<i64>()
                    .ok()
                    .and_then(|value| value.checked_mul(UNIT)),
            );
        }
        return values;
    }
    let plain: String = word.chars().filter(char::is_ascii_digit).collect();
    let separators = word
        .chars()
        .filter(|mark| matches!(mark, '.' | ','))
        .count();
    let last = word.rsplit(['.', ',']).next().unwrap_or("");
    let grouped = separators > 0 && last.len() == 3;
    if separators == 0 || grouped {
        push(
            plain
                .parse::<i64>()
                .ok()
                .and_then(|value| value.checked_mul(UNIT)),
        );
    }
    // English sets a comma between thousands and never before decimals.
    let thousands = english && grouped && !word.contains('.');
    if separators > 0 && last.len() <= 3 && !thousands {
        let whole: String = word[..word.len() - last.len()]
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        let scale = match last.len() {
            1 => 100,
            2 => 10,
            _ => 1,
        };
        let fraction = last.parse::<i64>().ok().map(|value| value * scale);
        let whole = whole
            .parse::<i64>()
            .ok()
            .and_then(|value| value.checked_mul(UNIT));
        if let (Some(whole), Some(fraction)) = (whole, fraction) {
            push(whole.checked_add(fraction));
        }
    }
    values
}

/// All numbers of a run of tokens. `base` is the index of the first one.
pub(super) fn find(tokens: &[Token], base: usize, languages: &[Language]) -> Vec<Number> {
    let mut numbers: Vec<Number> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        if token.is_digits() {
            let mut values = digit_values(&token.fold, languages == ["en"]);
            let mut end = at + 1;
            // "2 300" and "1,2 million".
            if let Some(next) = tokens.get(at + 1) {
                if next.is_digits()
                    && next.fold.len() == 3
                    && token.fold.len() <= 3
                    && next.start - token.end <= 3
                    && next.start > token.end
                    && token.sentence == next.sentence
                    && next.clause == token.clause
                {
                    let mut joined = format!("{}{}", token.fold, next.fold);
                    end += 1;
                    // "1 940 000" in three pieces.
                    while let Some(more) = tokens.get(end).filter(|more| {
                        more.is_digits()
                            && more.fold.len() == 3
                            && more.sentence == token.sentence
                            && more.clause == token.clause
                            && tokens[end - 1].end + 3 >= more.start
                            && joined.len() < 12
                    }) {
                        joined.push_str(&more.fold);
                        end += 1;
                    }
                    values.extend(digit_values(&joined, true));
                } else if let Some(scale) = languages
                    .iter()
                    .find_map(|language| word_value(&next.fold, language))
                    .filter(|scale| *scale >= 1_000)
                {
                    values = values
                        .iter()
                        .filter_map(|value| value.checked_mul(scale))
                        .collect();
                    end += 1;
                } else if matches!(next.fold.as_str(), "m" | "mn" | "mio" | "bn")
                    && next.start == token.end
                {
                    // "3.1m" is a million, or three metres.
                    let scale = if next.fold == "bn" {
                        1_000_000_000
                    } else {
                        1_000_000
                    };
                    let scaled: Vec<i64> = values
                        .iter()
                        .filter_map(|value| value.checked_mul(scale))
                        .collect();
                    values.extend(scaled);
                } else if matches!(next.fold.as_str(), "k" | "tsd") && next.start == token.end {
                    values = values
                        .iter()
                        .filter_map(|value| value.checked_mul(1_000))
                        .collect();
                    end += 1;
                }
            }
            if !values.is_empty() {
                numbers.push(Number {
                    first: base + at,
                    end: base + end,
                    values,
                    spelled: false,
                });
            }
            at = end;
            continue;
        }
        let spelled = |word: &str| {
            languages
                .iter()
                .find_map(|language| word_value(word, language))
        };
        if let Some(mut value) = spelled(&token.fold) {
            let mut end = at + 1;
            while let Some(next) = tokens
                .get(end)
                .filter(|next| next.sentence == token.sentence && next.clause == token.clause)
                .and_then(|next| spelled(&next.fold))
            {
                if next >= 100 && value < next {
                    value = value.saturating_mul(next);
                } else if (value % 100 >= 20 && next < 10)
                    || (value >= 100 && value % 100 == 0 && next < 100)
                    || (value >= 1_000 && value % 1_000 == 0 && next < 1_000)
                {
                    value = value.saturating_add(next);
                } else {
                    break;
                }
                end += 1;
            }
            numbers.push(Number {
                first: base + at,
                end: base + end,
                values: vec![value.saturating_mul(UNIT)],
                spelled: true,
            });
            at = end;
            continue;
        }
        at += 1;
    }
    numbers
}

/// Ordinals by their beginnings: a fourth chamber makes four.
const ORDINALS: &[(&str, i64)] = &[
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("twelfth", 12),
    ("zweite", 2),
    ("dritte", 3),
    ("vierte", 4),
    ("funfte", 5),
    ("sechste", 6),
    ("siebte", 7),
    ("achte", 8),
    ("neunte", 9),
    ("zehnte", 10),
    ("deuxieme", 2),
    ("troisieme", 3),
    ("quatrieme", 4),
    ("cinquieme", 5),
    ("sixieme", 6),
    ("septieme", 7),
    ("huitieme", 8),
    ("segund", 2),
    ("tercer", 3),
    ("cuart", 4),
    ("quint", 5),
    ("sext", 6),
    ("septim", 7),
    ("octav", 8),
    ("noven", 9),
    ("decim", 10),
    ("terz", 3),
    ("quart", 4),
    ("sest", 6),
    ("settim", 7),
    ("ottav", 8),
    ("tweede", 2),
    ("derde", 3),
    ("vierde", 4),
    ("vijfde", 5),
    ("zesde", 6),
    ("zevende", 7),
    ("achtste", 8),
    ("terceir", 3),
    ("anden", 2),
    ("tredje", 3),
    ("fjerde", 4),
    ("femte", 5),
    ("fjarde", 4),
    ("twins", 2),
    ("pair", 2),
    ("both", 2),
    ("double", 2),
    ("triple", 3),
    ("zwei", 2),
    ("beide", 2),
];

/// The number an ordinal makes, in thousandths.
pub(super) fn ordinal(word: &str) -> Option<i64> {
    ORDINALS
        .iter()
        .find(|(begin, _)| word.starts_with(begin) && word.len() <= begin.len() + 2)
        .map(|(_, value)| value * UNIT)
}

/// Whether a word means half of something.
pub(super) fn is_half(word: &str) -> bool {
    HALVES.contains(&word)
}
