//! Statements of fact that nothing on the card supports.
//!
//! Four looks, each shy: numbers, proper names, the claims that sales letters make without numbers,
//! and sentences about the reader of which hardly a word is in any fact.

use std::sync::LazyLock;

use super::amounts::Amounts;
use super::company::is_unknown_name;
use super::grounds::{self, Known, Origin, akin, is_content};
use super::language::Language;
use super::numbers::Number;
use super::pattern::{Hit, Lexicon};
use super::phrases::claims::{CLAIMS, HEDGES};
use super::quantity::{self, Kind, Quantity};
use super::stale;
use super::text::{Sentence, Text, Token};
use super::{Case, Fact, Finding, Rule};

static CLAIM: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(CLAIMS));
static HEDGE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(HEDGES));

/// Whether one fact carries a claim: all its numbers and names, and at least half of its content words.
/// Where claim and fact are in different languages, numbers, names and one shared word have to do.
#[must_use]
pub fn supported(claim: &str, fact: &Fact) -> bool {
    let claim = Text::new(claim);
    let fact = Text::new(&fact.text);
    let (own, other) = (
        super::language::of_fact(&claim),
        super::language::of_fact(&fact),
    );
    let spoken =
        |language: Option<Language>| language.into_iter().chain(["en"]).collect::<Vec<_>>();
    let mut amounts = Amounts::new(0);
    let stated = quantity::find(&fact.tokens, 0, &spoken(other));
    for quantity in &stated {
        amounts.state(&quantity.number.values, quantity.kind, 0);
    }
    let numbers_hold = quantity::find(&claim.tokens, 0, &spoken(own))
        .iter()
        .filter(|claim| {
            !claim.number.spelled || claim.number.values.iter().any(|value| *value > 3_000)
        })
        .all(|claim| amounts.support(claim, &[]));
    let names_hold = claim
        .tokens
        .iter()
        .filter(|token| {
            token.capital
                && !token.first
                && own != Some("de")
                && is_content(token)
                && !super::company::is_common_capital(&token.fold)
        })
        .all(|token| fact.tokens.iter().any(|word| akin(&word.fold, &token.fold)));
    let words = grounds::content(&claim);
    let there = grounds::content(&fact);
    let shared = words
        .iter()
        .filter(|word| there.iter().any(|known| akin(known, word)))
        .count();
    let enough = if own.is_some() && other.is_some() && own != other {
        shared >= 1 || !stated.is_empty()
    } else {
        shared * 2 >= words.len()
    };
    numbers_hold && names_hold && enough && (shared > 0 || words.is_empty())
}

const MESSAGE: &str = "No fact on the card says so: cut it, or add the fact with its source.";

pub(super) fn judge(case: &Case<'_>, found: &mut Vec<Finding>) {
    let taken: Vec<(usize, usize)> = found
        .iter()
        .filter(|finding| !finding.in_subject && hides_claims(finding.rule))
        .map(|finding| (finding.start, finding.start + finding.evidence.len()))
        .collect();
    let free =
        |start: usize, end: usize| !taken.iter().any(|(from, to)| start < *to && *from < end);
    for sentence in case.body.matter() {
        if sentence.question {
            continue;
        }
        for (start, end) in numbers_in(case, sentence).into_iter().flatten() {
            // A wrong firm's figures are unproven as well.
            let only_firm = found
                .iter()
                .filter(|other| {
                    !other.in_subject
                        && hides_claims(other.rule)
                        && other.start < end
                        && start < other.start + other.evidence.len()
                })
                .all(|other| other.rule == Rule::WrongCompany);
            if free(start, end) || only_firm {
                // A number that no fact knows, in a sentence about our price, is a price.
                if about_price(case, sentence) {
                    found.push(case.body_finding(
                        Rule::PricingPromise,
                        start,
                        end,
                        "A price that no fact of the house states: cut it.",
                    ));
                } else {
                    found.push(case.body_finding(Rule::UnsupportedClaim, start, end, MESSAGE));
                }
            }
        }
        for (start, end) in [
            shares_in(case, sentence),
            names_in(case, sentence),
            phrases_in(case, sentence),
            strangers(case, sentence),
        ]
        .into_iter()
        .flatten()
        .flatten()
        {
            let hidden = taken
                .iter()
                .any(|(from, to)| sentence.start < *to && *from < sentence.end);
            if free(start, end) && !hidden {
                found.push(case.body_finding(Rule::UnsupportedClaim, start, end, MESSAGE));
            }
        }
    }
}

/// Speaks of a price, and of us or the reader as those who make or pay it.
fn about_price(case: &Case<'_>, sentence: &Sentence) -> bool {
    let words = case.body.words(sentence);
    let price = words.iter().any(|token| {
        matches!(
            token.fold.as_str(),
            "price"
                | "prices"
                | "fee"
                | "licence"
                | "license"
                | "rate"
                | "tariff"
                | "preis"
                | "preise"
                | "lizenz"
                | "prix"
                | "tarif"
                | "precio"
                | "tarifa"
                | "prezzo"
                | "canone"
                | "prijs"
                | "tarief"
                | "preco"
                | "mensalidade"
                | "pris"
                | "priset"
        )
    });
    let concession = words.windows(2).any(|pair| {
        matches!(
            pair[0].fold.as_str(),
            "make"
                | "do"
                | "offer"
                | "give"
                | "for"
                | "fur"
                | "mache"
                | "biete"
                | "gebe"
                | "pour"
                | "fais"
                | "para"
                | "dejo"
                | "per"
                | "faccio"
                | "voor"
                | "maak"
                | "faco"
                | "til"
        ) && (matches!(
            pair[1].fold.as_str(),
            "it" | "you"
                | "sie"
                | "ihnen"
                | "es"
                | "vous"
                | "usted"
                | "ustedes"
                | "lei"
                | "voi"
                | "u"
                | "jullie"
                | "voce"
                | "voces"
                | "dig"
                | "jer"
        ) || case.grounds.is_company_word(&pair[1].fold))
    });
    price && concession
}

/// A sentence that is already reported for what it is need not be reported as unproven too.
fn hides_claims(rule: Rule) -> bool {
    !matches!(
        rule,
        Rule::BannedPhrase
            | Rule::TooLong
            | Rule::MissingAsk
            | Rule::MultipleAsks
            | Rule::WrongLanguage
            | Rule::LeftoverPlaceholder
            | Rule::BrokenMarkup
    )
}

fn languages(case: &Case<'_>) -> Vec<Language> {
    case.language
        .map_or_else(|| vec!["en"], |language| vec![language])
}

type Places = Option<Vec<(usize, usize)>>;

fn clause(text: &Text<'_>, first: usize, end: usize) -> (usize, usize) {
    let start = text.clause_of(first).0;
    (
        start.min(text.tokens[first].start),
        text.clause_of(end - 1).1,
    )
}

/// Numbers that neither stand in a fact nor follow from one.
fn numbers_in(case: &Case<'_>, sentence: &Sentence) -> Places {
    let text = &case.body;
    let words = text.words(sentence);
    let all = quantity::find(words, sentence.first_token, &languages(case));
    let beside: Vec<i64> = all
        .iter()
        .flat_map(|quantity| quantity.number.values.iter().copied())
        .collect();
    let places: Vec<(usize, usize)> = all
        .iter()
        .filter(|quantity| {
            !excused(case, text, sentence, quantity)
                && !case.grounds.amounts.support(quantity, &beside)
        })
        .map(|quantity| clause(text, quantity.number.first, quantity.number.end))
        .collect();
    (!places.is_empty()).then_some(places)
}

/// Numbers that state nothing: small ones in letters, times and slots, list marks, parts of names.
fn excused(case: &Case<'_>, text: &Text<'_>, sentence: &Sentence, quantity: &Quantity) -> bool {
    let number = &quantity.number;
    let token = &text.tokens[number.first];
    let words = text.words(sentence);
    let near = |at: usize| {
        text.tokens
            .get(at)
            .filter(|near| near.sentence == token.sentence)
    };
    let next = near(number.end).map_or("", |near| near.fold.as_str());
    let before = number
        .first
        .checked_sub(1)
        .and_then(near)
        .map_or("", |near| near.fold.as_str());
    let share = matches!(
        next,
        "of" | "out"
            | "von"
            | "sur"
            | "de"
            | "su"
            | "van"
            | "%"
            | "percent"
            | "times"
            | "x"
            | "fach"
            | "mal"
    );
    let small = number.spelled && number.values.iter().all(|value| *value <= 3_000) && !share;
    // "Several thousand, I suppose."
    let supposed = number.spelled && words.iter().any(is_opinion);
    // "One of the first things" counts nothing.
    let one = number.values == [1_000] && (!share || matches!(next, "of" | "von" | "de" | "van"));
    let list_mark = token.first
        && !number.spelled
        && number.values.iter().all(|value| *value <= 9_000)
        && text
            .raw
            .get(token.end..)
            .is_some_and(|rest| rest.starts_with(['.', ')']));
    let hour = token.fold.contains(':')
        || matches!(next, "h" | "uhr" | "am" | "pm" | "o")
        || matches!(before, "at" | "um" | "om" | "kl" | "alle" | "ore");
    let offer = HEDGE.any(
        case.language,
        &text.tokens,
        sentence.first_token,
        sentence.end_token,
    );
    let slot = words.iter().any(|word| stale::is_weekday(&word.fold))
        || (offer
            && words.iter().any(|word| {
                matches!(
                    word.fold.as_str(),
                    "call"
                        | "talk"
                        | "chat"
                        | "gesprach"
                        | "appel"
                        | "llamada"
                        | "telefonata"
                        | "gesprek"
                        | "conversa"
                        | "meet"
                        | "time"
                        | "calendar"
                )
            }));
    let minutes = matches!(
        next,
        "minutes"
            | "minuten"
            | "min"
            | "minuti"
            | "minutos"
            | "mins"
            | "minute"
            | "minutter"
            | "minuter"
    );
    let enough = words.iter().any(|word| {
        matches!(
            word.fold.as_str(),
            "enough"
                | "suffice"
                | "suffices"
                | "genugen"
                | "reichen"
                | "suffisent"
                | "bastan"
                | "bastano"
                | "volstaan"
                | "bastam"
                | "genoeg"
                | "need"
        )
    });
    let ours = matches!(
        next,
        "mails"
            | "notes"
            | "messages"
            | "letters"
            | "emails"
            | "times"
            | "nachrichten"
            | "briefe"
            | "correos"
            | "mensajes"
            | "messaggi"
            | "berichten"
            | "mensagens"
            | "attempts"
    ) && case.grounds.of(Origin::Own).next().is_some();
    // What is enclosed or linked may be described: "one page with nine marked clauses".
    let enclosed = number.spelled
        && words.iter().any(|word| {
            matches!(
                word.fold.as_str(),
                "here"
                    | "attached"
                    | "enclosed"
                    | "example"
                    | "film"
                    | "slides"
                    | "link"
                    | "beispiel"
                    | "anbei"
                    | "voici"
                    | "exemple"
                    | "aqui"
                    | "ejemplo"
                    | "ecco"
                    | "esempio"
                    | "bijlage"
                    | "voorbeeld"
                    | "anexo"
                    | "exemplo"
            )
        });
    let scale = words.windows(2).any(|pair| {
        matches!(
            (pair[0].fold.as_str(), pair[1].fold.as_str()),
            ("for", "scale" | "example" | "instance")
                | ("zum", "beispiel")
                | ("par", "exemple")
                | ("por", "ejemplo" | "exemplo")
                | ("per", "esempio")
        )
    });
    let idiom = scale || next == "days" && token.fold == "hundred";
    let date = stale::month(next).is_some() || stale::month(before).is_some();
    let known_month = date && month_known(case, text, number);
    let plain = !matches!(quantity.kind, Kind::Share | Kind::Money);
    let quoted_elsewhere = plain
        && case
            .grounds
            .all_text()
            .split(|mark: char| !mark.is_alphanumeric() && mark != '.' && mark != ',')
            .any(|word| word.trim_matches(['.', ',']) == token.fold);
    let mixed = !number.spelled
        && text.raw.get(..token.start).is_some_and(|before| {
            before.ends_with(|mark: char| mark.is_alphabetic() || mark == '-')
        });
    token.link
        || token.quoted
        || small
        || supposed
        || one
        || ours
        || enclosed
        || idiom
        || list_mark
        || hour
        || (slot && (minutes || hour || date))
        || (minutes && enough)
        || known_month
        || quoted_elsewhere
        || mixed
}

/// The month beside a day is one of a fact, of an earlier message or of the weeks ahead.
fn month_known(case: &Case<'_>, text: &Text<'_>, number: &Number) -> bool {
    let months: Vec<i8> = [number.first.wrapping_sub(1), number.end]
        .iter()
        .filter_map(|at| {
            text.tokens
                .get(*at)
                .and_then(|token| stale::month(&token.fold))
        })
        .collect();
    let today = case.draft.today;
    let day_known = case.grounds.known.iter().any(|known| {
        number
            .values
            .contains(&(i64::from(known.fact.date.day()) * 1_000))
            && months.contains(&known.fact.date.month())
    });
    // A day ahead is a proposal.
    let ahead = months
        .iter()
        .any(|month| *month >= today.month() || *month <= 2)
        && HEDGE.any(
            case.language,
            &text.tokens,
            number.first.saturating_sub(12),
            number.end + 3,
        );
    day_known || ahead
}

/// Names that no fact, contact or sign-off knows, in languages that write only names with capitals.
fn names_in(case: &Case<'_>, sentence: &Sentence) -> Places {
    if case.language == Some("de") {
        return None;
    }
    let text = &case.body;
    let places: Vec<(usize, usize)> = text
        .words(sentence)
        .iter()
        .enumerate()
        .filter(|(_, token)| {
            !token.first && !token.quoted && !token.loud && is_unknown_name(case, token)
        })
        .map(|(index, _)| {
            clause(
                text,
                sentence.first_token + index,
                sentence.first_token + index + 1,
            )
        })
        .collect();
    let offer = HEDGE.any(
        case.language,
        &text.tokens,
        sentence.first_token,
        sentence.end_token,
    );
    (!places.is_empty() && !offer).then_some(places)
}

/// Shares in words that no fact backs.
fn shares_in(case: &Case<'_>, sentence: &Sentence) -> Places {
    let text = &case.body;
    let places: Vec<(usize, usize)> = super::shares::unbacked(case, text, sentence)
        .into_iter()
        .filter(|hit| {
            !text.tokens[hit.first].quoted
                && !measured(case, text, *hit)
                && !HEDGE.any(case.language, &text.tokens, sentence.first_token, hit.first)
        })
        .map(|hit| clause(text, hit.first, hit.end))
        .collect();
    (!places.is_empty()).then_some(places)
}

/// Claims of the trade: leaders, awards, customers' results, studies, what the reader's people think.
fn phrases_in(case: &Case<'_>, sentence: &Sentence) -> Places {
    let text = &case.body;
    let places: Vec<(usize, usize)> = CLAIM
        .find(
            case.language,
            &text.tokens,
            sentence.first_token,
            sentence.end_token,
        )
        .into_iter()
        .filter(|hit| {
            !hedged(case, text, *hit)
                && !covered(case, text, *hit)
                && !measured(case, text, *hit)
                && !text.tokens[hit.first].quoted
        })
        .map(|hit| clause(text, hit.first, hit.end))
        .collect();
    (!places.is_empty()).then_some(places)
}

/// The sentence gives measured numbers, and every one of them is backed: it retells a fact.
fn measured(case: &Case<'_>, text: &Text<'_>, hit: Hit) -> bool {
    let sentence = &text.sentences[text.tokens[hit.first].sentence];
    let all = quantity::find(text.words(sentence), sentence.first_token, &languages(case));
    let told: Vec<&Quantity> = all
        .iter()
        .filter(|quantity| {
            let year = quantity
                .number
                .values
                .iter()
                .all(|value| (1_800_000..2_101_000).contains(value));
            quantity.kind != Kind::Bare || !(quantity.number.spelled || year)
        })
        .collect();
    !told.is_empty()
        && told
            .iter()
            .all(|quantity| case.grounds.amounts.support(quantity, &[]))
}

/// A word of doubt in the same clause or before it.
fn hedged(case: &Case<'_>, text: &Text<'_>, hit: Hit) -> bool {
    let sentence = &text.sentences[text.tokens[hit.first].sentence];
    HEDGE.any(case.language, &text.tokens, sentence.first_token, hit.end)
        || text.tokens[hit.end..sentence.end_token.max(hit.end)]
            .iter()
            .any(is_opinion)
}

/// "I suppose", in front of what is supposed or behind it.
fn is_opinion(token: &Token) -> bool {
    matches!(
        token.fold.as_str(),
        "imagine"
            | "suppose"
            | "guess"
            | "think"
            | "presume"
            | "vermute"
            | "vermutlich"
            | "imagino"
            | "suppongo"
            | "denk"
            | "glaube"
    )
}

/// Most content words of the clause around a phrase are in the facts, or the facts can't be compared
/// for their language and the clause shares something with one.
fn covered(case: &Case<'_>, text: &Text<'_>, hit: Hit) -> bool {
    let (start, end) = clause(text, hit.first, hit.end);
    let tokens: Vec<&Token> = text
        .tokens
        .iter()
        .filter(|token| token.start >= start && token.end <= end)
        .collect();
    let content: Vec<&Token> = tokens
        .iter()
        .copied()
        .filter(|token| {
            is_content(token)
                && !case.grounds.is_company_word(&token.fold)
                && !case.grounds.seller.contains(&token.fold)
        })
        .collect();
    if content.is_empty() {
        return true;
    }
    let best = case
        .grounds
        .known
        .iter()
        .map(|known| {
            content
                .iter()
                .filter(|token| known.content.iter().any(|word| akin(word, &token.fold)))
                .count()
        })
        .max()
        .unwrap_or(0);
    // A clause of a word or two leans on its sentence: "fell from 9 to 4 %, so by more than half".
    let sentence = &text.sentences[text.tokens[hit.first].sentence];
    let around: Vec<&Token> = text
        .words(sentence)
        .iter()
        .filter(|token| is_content(token) && !case.grounds.is_company_word(&token.fold))
        .collect();
    let in_sentence = around
        .iter()
        .filter(|token| {
            case.grounds
                .known
                .iter()
                .any(|known| known.content.iter().any(|word| akin(word, &token.fold)))
        })
        .count();
    if content.len() <= 2 && in_sentence * 2 >= around.len() && in_sentence >= 3 {
        return true;
    }
    let foreign = comparable(case).next().is_none();
    best * 2 >= content.len() || (foreign && (best >= 1 || content.len() <= 3))
}

/// Facts in the language of the letter.
fn comparable<'c>(case: &'c Case<'_>) -> impl Iterator<Item = &'c Known<'c>> {
    case.grounds.known.iter().filter(move |known| {
        known.origin != Origin::Own && (known.language.is_none() || known.language == case.language)
    })
}

/// Sentences about the reader's side with hardly a word from the facts.
fn strangers(case: &Case<'_>, sentence: &Sentence) -> Places {
    let text = &case.body;
    // Only where every fact can be compared, and the tables of light words are complete enough.
    if case.language != Some("en")
        || case
            .grounds
            .known
            .iter()
            .any(|known| known.language.is_some_and(|language| language != "en"))
    {
        return None;
    }
    let mut places = Vec::new();
    for (first, end) in pieces(text, sentence) {
        let tokens = &text.tokens[first..end];
        if HEDGE.any(case.language, &text.tokens, first, end)
            || tokens.iter().any(|token| token.quoted)
        {
            continue;
        }
        let about_you = tokens.iter().any(|token| {
            matches!(token.fold.as_str(), "you" | "your")
                || case.grounds.is_company_word(&token.fold)
        });
        let asserted = tokens
            .windows(2)
            .any(|pair| is_assertion(&pair[0].fold, &pair[1].fold));
        let content: Vec<&Token> = tokens
            .iter()
            .filter(|token| is_content(token) && !case.grounds.is_company_word(&token.fold))
            .collect();
        let known = content
            .iter()
            .filter(|token| {
                case.grounds
                    .known
                    .iter()
                    .any(|known| known.content.iter().any(|word| akin(word, &token.fold)))
            })
            .count();
        // "Nothing of yours is touched" promises peace and claims no fact.
        let denied = tokens.first().is_some_and(|token| {
            matches!(
                token.fold.as_str(),
                "no" | "nothing" | "none" | "neither" | "nobody"
            )
        });
        let would = tokens
            .iter()
            .any(|token| matches!(token.fold.as_str(), "d" | "ll"));
        if !denied
            && !would
            && about_you
            && asserted
            && content.len() >= 4
            && known * 4 < content.len()
        {
            places.push((tokens[0].start, tokens[tokens.len() - 1].end));
        }
    }
    (!places.is_empty()).then_some(places)
}

/// "you have", "your board decided", "your plant is": a finite verb behind the reader.
fn is_assertion(one: &str, other: &str) -> bool {
    let verb = |word: &str| {
        matches!(
            word,
            "have" | "are" | "were" | "had" | "has" | "is" | "was" | "ve" | "re"
        ) || (word.ends_with("ed") && word.len() > 4)
            || matches!(
                word,
                "lost"
                    | "won"
                    | "sold"
                    | "bought"
                    | "cut"
                    | "made"
                    | "took"
                    | "gave"
                    | "left"
                    | "spent"
                    | "paid"
                    | "fell"
                    | "rose"
                    | "grew"
                    | "began"
                    | "broke"
                    | "ran"
                    | "said"
                    | "told"
                    | "saw"
                    | "went"
                    | "came"
                    | "built"
                    | "kept"
                    | "held"
                    | "met"
                    | "put"
                    | "shut"
                    | "sent"
                    | "got"
                    | "found"
                    | "did"
                    | "do"
                    | "don"
                    | "struggle"
                    | "suffer"
                    | "need"
                    | "want"
                    | "lose"
                    | "waste"
                    | "spend"
                    | "pay"
            )
    };
    one == "you" && verb(other)
        || (one.len() > 3 && matches!(other, "has" | "is" | "was" | "have" | "are" | "were"))
        || (one.len() > 3 && one != "that" && verb(other) && other != "re" && other != "ve")
}

fn pieces(text: &Text<'_>, sentence: &Sentence) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut first = sentence.first_token;
    for at in sentence.first_token..sentence.end_token {
        if at + 1 == sentence.end_token || text.tokens[at + 1].clause != text.tokens[at].clause {
            pieces.push((first, at + 1));
            first = at + 1;
        }
    }
    pieces
}
