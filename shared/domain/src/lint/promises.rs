//! Promises that only the house may make: on price, and on the law.

use std::sync::LazyLock;

use super::grounds::Origin;
use super::numbers;
use super::pattern::{Hit, Lexicon, Table};
use super::phrases::promises::{FREE_IN_FACT, LEGAL, NOT_PRICING, PRICING};
use super::text::{Part, Text, Token};
use super::{Case, Finding, Rule};

static PRICE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(PRICING));
static NOT_PRICE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(NOT_PRICING));
static FREE: LazyLock<Table> = LazyLock::new(|| Table::new(&[FREE_IN_FACT]));
static LAW: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(LEGAL));

pub(super) fn judge(case: &Case<'_>, found: &mut Vec<Finding>) {
    for (text, in_subject) in case.texts() {
        pricing(case, text, in_subject, found);
        legal(case, text, in_subject, found);
        certain_of_law(case, text, in_subject, found);
    }
}

const WARRANTY: &str = "This warrants a legal outcome or takes over liability: cut it, or state a certificate that is on the card.";

fn span(text: &Text<'_>, hit: Hit) -> (usize, usize) {
    let start = text
        .clause_of(hit.first)
        .0
        .min(text.tokens[hit.first].start);
    let end = text
        .clause_of(hit.end - 1)
        .1
        .max(text.tokens[hit.end - 1].end);
    (start, end)
}

fn pricing(case: &Case<'_>, text: &Text<'_>, in_subject: bool, found: &mut Vec<Finding>) {
    let count = text.tokens.len();
    let plain = NOT_PRICE.find(case.language, &text.tokens, 0, count);
    for hit in PRICE.find(case.language, &text.tokens, 0, count) {
        let sentence = &text.tokens[hit.first].sentence;
        let signed = text
            .sentences
            .get(*sentence)
            .is_some_and(|sentence| sentence.part == Part::SignOff);
        let usual = plain
            .iter()
            .any(|other| other.first < hit.end && hit.first < other.end);
        if usual
            || tells_of_less(text, hit)
            || reckoned(case, text, hit)
            || signed
            || text.tokens[hit.first..hit.end]
                .iter()
                .all(|token| token.quoted)
            || house_says(case, text, hit)
            || about_reader(case, text, hit)
        {
            continue;
        }
        let (start, end) = span(text, hit);
        found.push(case.finding(
            in_subject,
            Rule::PricingPromise,
            start,
            end,
            "A price, discount or refund that no fact of the house states: cut it.",
        ));
    }
}

/// The money of the clause stands on the card or follows from it: told or reckoned, and promised to nobody.
fn reckoned(case: &Case<'_>, text: &Text<'_>, hit: Hit) -> bool {
    let first = &text.tokens[hit.first];
    let in_clause: Vec<Token> = text
        .tokens
        .iter()
        .filter(|token| token.clause == first.clause && token.sentence == first.sentence)
        .cloned()
        .collect();
    let languages: Vec<_> = case.language.into_iter().chain(["en"]).collect();
    let all = super::quantity::find(&in_clause, 0, &languages);
    let money: Vec<_> = all
        .iter()
        .filter(|quantity| quantity.kind == super::quantity::Kind::Money)
        .collect();
    let beside: Vec<i64> = all
        .iter()
        .flat_map(|quantity| quantity.number.values.iter().copied())
        .collect();
    let concession = in_clause.iter().any(|token| {
        matches!(
            token.fold.as_str(),
            "instead"
                | "only"
                | "off"
                | "statt"
                | "nur"
                | "seulement"
                | "solo"
                | "slechts"
                | "discount"
                | "never"
                | "nie"
        )
    });
    !money.is_empty()
        && !concession
        && money
            .iter()
            .all(|quantity| case.grounds.amounts.support(quantity, &beside))
}

/// "30 % less scrap": less of a thing, where nobody speaks of a price.
fn tells_of_less(text: &Text<'_>, hit: Hit) -> bool {
    let less = text.tokens[hit.first..hit.end].iter().any(|token| {
        matches!(
            token.fold.as_str(),
            "less" | "weniger" | "moins" | "menos" | "meno" | "minder"
        )
    });
    let sentence = text.tokens[hit.first].sentence;
    let priced = text
        .tokens
        .iter()
        .filter(|token| token.sentence == sentence)
        .any(|token| {
            PRICE_BEGINS
                .iter()
                .any(|begin| token.fold.starts_with(begin))
                || matches!(token.fold.as_str(), "pay" | "i" | "ich" | "fee" | "rate")
        });
    let words: Vec<&str> = text
        .tokens
        .iter()
        .filter(|token| token.sentence == sentence)
        .map(|token| token.fold.as_str())
        .collect();
    let for_reader = words.windows(2).any(|pair| {
        matches!(
            (pair[0], pair[1]),
            ("for" | "pour" | "voor", "you" | "vous" | "u" | "jullie")
                | ("fur", "sie" | "euch")
                | ("para" | "per", "usted" | "ustedes" | "lei" | "voi")
        )
    });

    less && !priced && !for_reader
}

/// Words that speak of a price, by their beginnings.
const PRICE_BEGINS: &[&str] = &[
    "price", "pric", "discount", "licen", "lizenz", "preis", "rabatt", "prix", "tarif", "precio",
    "prezzo", "canone", "prijs", "korting", "abonn", "rechnung", "invoice", "cuota", "zahl",
    "bezahl",
];

/// A house fact offers the same: its words, its numbers, or that it is free.
fn house_says(case: &Case<'_>, text: &Text<'_>, hit: Hit) -> bool {
    let tokens = &text.tokens[hit.first..hit.end];
    let clause = text.tokens[hit.first].clause;
    let in_clause = text
        .tokens
        .iter()
        .filter(|token| {
            token.clause == clause
                || (token.start >= tokens[0].start && token.end <= tokens[tokens.len() - 1].end)
        })
        .cloned()
        .collect::<Vec<_>>();
    let languages: Vec<_> = case.language.into_iter().chain(["en"]).collect();
    case.grounds.of(Origin::House).any(|known| {
        let stated = numbers::find(
            &known.text.tokens,
            0,
            &known.language.into_iter().chain(["en"]).collect::<Vec<_>>(),
        );
        let backed = numbers::find(&in_clause, 0, &languages)
            .iter()
            .filter(|number| number.values.iter().all(|value| *value != 1_000))
            .all(|number| {
                let same = stated.iter().any(|other| {
                    other
                        .values
                        .iter()
                        .any(|value| number.values.contains(value))
                });
                let span = in_clause
                    .get(number.end)
                    .and_then(|unit| super::quantity::span(&unit.fold));
                let other_unit = span.is_some_and(|span| {
                    number.values.iter().any(|value| {
                        case.grounds
                            .amounts
                            .has_span(span.saturating_mul(*value) / 1_000)
                    })
                });
                same || other_unit
            });
        let money = |token: &Token| {
            matches!(
                token.fold.as_str(),
                "€" | "$"
                    | "£"
                    | "%"
                    | "euro"
                    | "euros"
                    | "eur"
                    | "dollars"
                    | "pounds"
                    | "chf"
                    | "percent"
                    | "prozent"
            )
        };
        let listed = in_clause.iter().any(|token| {
            matches!(
                token.fold.as_str(),
                "list"
                    | "published"
                    | "listenpreis"
                    | "preisliste"
                    | "veroffentlichte"
                    | "publie"
                    | "publico"
                    | "publicado"
                    | "listino"
                    | "lijstprijs"
                    | "tabela"
                    | "tarif"
            )
        }) && numbers::find(&in_clause, 0, &languages)
            .iter()
            .any(|number| stated.iter().any(|other| other.values == number.values));
        // "Four weeks free" is no ground for a free year.
        let same_period = in_clause
            .iter()
            .filter(|token| PERIODS.contains(&token.fold.as_str()))
            .all(|token| {
                let facts_kind = known
                    .text
                    .tokens
                    .iter()
                    .any(|other| same_span(&token.fold, &other.fold));
                // Thirty days are a month, and sixty are two.
                let at = in_clause
                    .iter()
                    .position(|other| other.start == token.start);
                let count = at
                    .and_then(|at| at.checked_sub(1))
                    .and_then(|at| numbers::find(&in_clause[at..=at], 0, &languages).pop())
                    .and_then(|number| number.values.first().copied())
                    .unwrap_or(1_000);
                let spans = super::quantity::span(&token.fold).is_some_and(|span| {
                    case.grounds
                        .amounts
                        .has_span(span.saturating_mul(count) / 1_000)
                });
                facts_kind || spans || known_words(known).contains(&token.fold)
            });
        let both_free = FREE.in_text(&known.text)
            && FREE.any(&in_clause, 0, in_clause.len())
            && !in_clause.iter().any(money)
            && same_period;
        // "Two can be yours for eight weeks": the span and the count of a loan that costs nothing.
        let clause_numbers = numbers::find(&in_clause, 0, &languages);
        let lent = FREE.in_text(&known.text)
            && !in_clause.iter().any(money)
            && same_period
            && clause_numbers
                .iter()
                .any(|number| number.values.iter().all(|value| *value > 1_000))
            && clause_numbers.iter().all(|number| {
                number.values.contains(&1_000)
                    || stated.iter().any(|other| {
                        other
                            .values
                            .iter()
                            .any(|value| number.values.contains(value))
                    })
            });
        let shared = tokens
            .iter()
            .filter(|token| super::grounds::is_content(token))
            .all(|token| {
                known
                    .content
                    .iter()
                    .any(|word| super::grounds::akin(word, &token.fold))
            });
        let has_number = in_clause.iter().any(|token| token.is_digits());
        listed || lent || backed && (both_free || (shared && (has_number || tokens.len() > 1)))
    })
}

/// Periods by which a thing may be had for nothing.
const PERIODS: &[&str] = &[
    "year",
    "years",
    "month",
    "months",
    "quarter",
    "season",
    "jahr",
    "jahre",
    "monat",
    "monate",
    "quartal",
    "mois",
    "annee",
    "ans",
    "trimestre",
    "ano",
    "anos",
    "mes",
    "meses",
    "anno",
    "anni",
    "mese",
    "mesi",
    "jaar",
    "maand",
    "maanden",
    "ar",
    "maned",
];

/// The same span of time in two languages or in singular and plural.
fn same_span(one: &str, other: &str) -> bool {
    let kind = super::quantity::span(one);
    kind.is_some() && kind == super::quantity::span(other)
}

/// All words of a fact, folded.
fn known_words(known: &super::grounds::Known<'_>) -> Vec<String> {
    known
        .text
        .tokens
        .iter()
        .map(|token| token.fold.clone())
        .collect()
}

/// A price that a fact tells of the reader's own trade isn't our offer.
fn about_reader(case: &Case<'_>, text: &Text<'_>, hit: Hit) -> bool {
    let tokens = &text.tokens[hit.first..hit.end];
    let content: Vec<_> = tokens
        .iter()
        .filter(|token| super::grounds::is_content(token) || token.is_digits())
        .collect();
    !content.is_empty()
        && case
            .grounds
            .known
            .iter()
            .filter(|known| known.origin != Origin::House && !super::echo::is_order(known))
            .any(|known| {
                content.iter().all(|token| {
                    known.text.tokens.iter().any(|other| {
                        other.fold == token.fold || super::grounds::akin(&other.fold, &token.fold)
                    })
                })
            })
}

fn legal(case: &Case<'_>, text: &Text<'_>, in_subject: bool, found: &mut Vec<Finding>) {
    for hit in LAW.find(case.language, &text.tokens, 0, text.tokens.len()) {
        let sentence = &text.sentences[text.tokens[hit.first].sentence];
        let tokens = &text.tokens[hit.first..hit.end];
        let content: Vec<_> = tokens
            .iter()
            .filter(|token| super::grounds::is_content(token))
            .collect();
        // What one fact says, whoever it is about, may be repeated.
        let stated = !content.is_empty()
            && case.grounds.known.iter().any(|known| {
                content.iter().all(|token| {
                    known
                        .content
                        .iter()
                        .any(|word| super::grounds::akin(word, &token.fold))
                })
            });
        if stated
            || sentence.question
            || sentence.part != Part::Matter
            || tokens.iter().all(|token| token.quoted)
            || negated(text, hit)
        {
            continue;
        }
        let (start, end) = span(text, hit);
        found.push(case.finding(in_subject, Rule::LegalPromise, start, end, WARRANTY));
    }
}

/// Words of the law, by their beginnings, folded.
const LAW_BEGINS: &[&str] = &[
    "tribunal",
    "court",
    "inspectorate",
    "regulation",
    "lawsuit",
    "gdpr",
    "dsgvo",
    "rgpd",
    "lgpd",
    "avg",
    "liability",
    "litigation",
    "prosecut",
    "bussgeld",
    "gesetz",
    "gericht",
    "amende",
    "juridi",
    "legisl",
    "normativ",
    "sancion",
    "sanzion",
    "multa",
    "multe",
    "boete",
    "rechter",
    "rechtbank",
    "juiz",
    "juez",
    "giudice",
    "liable",
    "statut",
    "compliance",
    "inspeccion",
    "inspection",
    "ispezion",
    "inspectie",
    "inspecao",
    "haftung",
    "aansprakelijk",
    "responsabilidad",
    "responsabilita",
    "auditor",
    "regulator",
    "inspecteur",
    "inspector",
    "inspekt",
    "betriebspruf",
    "steuerpruf",
    "zollpruf",
    "abmahn",
    "strafe",
    "domstol",
];
/// Whole words of the law.
const LAW_WORDS: &[&str] = &[
    "law",
    "laws",
    "legal",
    "legally",
    "loi",
    "lois",
    "ley",
    "leyes",
    "legge",
    "leggi",
    "lei",
    "leis",
    "wet",
    "recht",
    "fines",
    "fined",
    "penalty",
    "penalties",
    "sue",
    "sued",
    "claim",
    "claims",
];
/// Endings of compounds.
const LAW_ENDS: &[&str] = &[
    "gesetz",
    "gesetze",
    "gericht",
    "wet",
    "loven",
    "lagen",
    "verordnung",
    "haftung",
];

/// Words of certainty, folded: short ones whole, longer ones by their beginnings.
const CERTAIN: &[&str] = &[
    "no",
    "never",
    "any",
    "every",
    "all",
    "safe",
    "proof",
    "meet",
    "fulfil",
    "satisf",
    "guarant",
    "bound",
    "carry",
    "full",
    "fully",
    "automati",
    "accept",
    "unassailable",
    "watertight",
    "hold",
    "holds",
    "complian",
    "compli",
    "conform",
    "voldoe",
    "erfull",
    "garant",
    "cumpl",
    "ningun",
    "aucun",
    "rien",
    "nessun",
    "regola",
    "nunca",
    "jamais",
    "kein",
    "keine",
    "jedem",
    "jeder",
    "gerade",
    "unangreifbar",
    "responsab",
    "geen",
    "nooit",
    "sicher",
    "niemals",
    "protect",
    "immune",
    "nobody",
    "won",
    "cannot",
    "ingen",
    "aldri",
    "nenhum",
    "tutti",
    "toute",
    "tous",
    "todas",
    "todos",
    "certain",
    "responsible",
    "always",
];

/// A sentence that states something certain about the law which no fact states.
fn certain_of_law(case: &Case<'_>, text: &Text<'_>, in_subject: bool, found: &mut Vec<Finding>) {
    for sentence in text
        .sentences
        .iter()
        .filter(|sentence| sentence.part == Part::Matter && !sentence.question)
    {
        let words = text.words(sentence);
        let legal = |token: &Token| {
            let fold = token.fold.as_str();
            let word = LAW_WORDS.contains(&fold) && !(case.language == Some("it") && fold == "lei");
            word || LAW_BEGINS.iter().any(|begin| fold.starts_with(begin))
                || LAW_ENDS
                    .iter()
                    .any(|end| fold.ends_with(end) && fold.len() > end.len() + 2)
        };
        let known = |token: &Token| {
            case.grounds.known.iter().any(|known| {
                known
                    .text
                    .tokens
                    .iter()
                    .any(|word| super::grounds::akin(&word.fold, &token.fold))
            }) || super::fold::fold(&case.draft.contact.title).contains(&token.fold)
                || case.grounds.is_company_word(&token.fold)
        };
        let Some(place) = words
            .iter()
            .position(|token| legal(token) && !known(token) && !token.quoted)
        else {
            continue;
        };
        let certain = words.iter().enumerate().any(|(index, token)| {
            index != place
                && CERTAIN.iter().any(|begin| {
                    if begin.len() <= 5 {
                        token.fold == *begin
                    } else {
                        token.fold.starts_with(begin)
                    }
                })
        });
        // "Every third bank fails its inspection" tells of others and promises nothing.
        let clause = words[place].clause;
        let of_others = !words
            .iter()
            .filter(|token| token.clause == clause)
            .any(|token| concerns_us(case, token))
            && words
                .iter()
                .any(|token| matches!(token.fold.as_str(), "every" | "all" | "any"))
            && words
                .iter()
                .filter(|token| token.clause == clause)
                .any(|token| {
                    matches!(
                        token.fold.as_str(),
                        "of" | "third" | "most" | "half" | "many"
                    )
                });
        // "No", "any" and "all" alone warrant nothing: "we see no legal basis".
        let vague = matches!(
            words[place].fold.as_str(),
            "legal"
                | "law"
                | "laws"
                | "claim"
                | "claims"
                | "recht"
                | "regulator"
                | "gdpr"
                | "liability"
        ) && !words.iter().any(|token| {
            CERTAIN
                .iter()
                .any(|begin| begin.len() > 5 && token.fold.starts_with(begin))
                || matches!(
                    token.fold.as_str(),
                    "safe" | "proof" | "meet" | "never" | "fully"
                )
        });
        if certain && !vague && !of_others && !doubts(words) {
            found.push(case.finding(
                in_subject,
                Rule::LegalPromise,
                sentence.start,
                sentence.end,
                WARRANTY,
            ));
        }
    }
}

/// The reader, ourselves or what we sell.
fn concerns_us(case: &Case<'_>, token: &Token) -> bool {
    matches!(
        token.fold.as_str(),
        "you" | "your" | "we" | "our" | "us" | "it"
    ) || case.grounds.seller.contains(&token.fold)
}

/// The sentence doubts, or says what we are not.
fn doubts(words: &[Token]) -> bool {
    words.iter().any(|token| {
        matches!(
            token.fold.as_str(),
            "may"
                | "might"
                | "whether"
                | "perhaps"
                | "suppose"
                | "guess"
                | "wonder"
                | "know"
                | "weiss"
                | "ob"
                | "vielleicht"
                | "peut"
                | "sais"
                | "quiza"
                | "forse"
                | "misschien"
                | "talvez"
                | "advice"
        )
    })
}

/// "We can't promise compliance" promises nothing.
fn negated(text: &Text<'_>, hit: Hit) -> bool {
    let from = hit.first.saturating_sub(3);
    text.tokens[from..hit.first].iter().any(|token| {
        token.sentence == text.tokens[hit.first].sentence
            && matches!(
                token.fold.as_str(),
                "not"
                    | "can"
                    | "cannot"
                    | "t"
                    | "nicht"
                    | "kein"
                    | "keine"
                    | "pas"
                    | "niet"
                    | "geen"
            )
            && !matches!(token.fold.as_str(), "can")
    })
}
