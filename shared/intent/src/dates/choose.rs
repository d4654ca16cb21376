//! Which of the days of a text answers the question.

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::{forward, monday_of, next_weekday, plus};
use super::names::{WEEKDAYS, find};
use super::role::AFTER;
use super::{Grain, Mention, Role};
use crate::words::{Kind, Words};

/// Seasons without a day in the table (the summer has one: the day after it).
const SEASONS: &[&str] = &[
    "spring",
    "autumn",
    "fall",
    "winter",
    "herbst",
    "fruehjahr",
    "fruehling",
    "printemps",
    "automne",
    "hiver",
    "primavera",
    "otono",
    "invierno",
    "autunno",
    "inverno",
    "outono",
    "voorjaar",
    "najaar",
    "herfst",
    "lente",
    "wiosna",
    "wiosne",
    "jesien",
    "jesienia",
    "zima",
    "hoesten",
    "varen",
    "vaaren",
    "foraaret",
    "efteraaret",
    "春",
    "秋",
    "冬",
];

/// You, and the writer as the one written to.
const OF_US: [&str; 30] = [
    "you", "me", "us", "sie", "ihr", "ihnen", "mich", "mir", "uns", "vous", "moi", "usted", "lei",
    "voi", "mi", "ci", "u", "je", "mij", "ons", "voce", "pan", "pani", "mnie", "nas", "ni", "mig",
    "meg", "oss", "nos",
];

/// The longest absence that a date without year may mean; more is a forgotten notice.
const LONGEST_ABSENCE_DAYS: i32 = 240;

/// The first day back. `working` are the spans of words that speak of part-time days.
pub(crate) fn return_day(
    words: &Words,
    mentions: &[Mention],
    today: Date,
    working: &[(usize, usize)],
    away: &[(usize, usize)],
) -> Option<Date> {
    if let Some(day) = part_time(words, today, working) {
        return Some(day);
    }
    let fresh: Vec<&Mention> = mentions
        .iter()
        .filter(|mention| !stale(mention, today))
        .collect();
    let latest = |role: fn(&Mention) -> Option<Date>| {
        fresh
            .iter()
            .filter_map(|mention| role(mention))
            .filter(|day| *day > today)
            .max()
    };
    latest(|mention| (mention.role == Role::Back && !mention.range).then_some(mention.begins))
        .or_else(|| {
            latest(|mention| match mention.role {
                Role::Until | Role::Through | Role::Back if mention.range => {
                    Some(next_weekday(mention.ends))
                }
                Role::Until
                    if mention.grain == Grain::Longer
                        && mention.begins != mention.ends
                        && mention.begins.day() <= 3 =>
                {
                    Some(mention.begins)
                }
                Role::Until if mention.grain == Grain::Week => Some(mention.begins),
                Role::Until | Role::Through => Some(next_weekday(mention.ends)),
                Role::For => Some(forward(mention.begins)),
                Role::After => Some(after(mention)),
                _ if mention.range => Some(next_weekday(mention.ends)),
                _ => None,
            })
        })
        .or_else(|| {
            // "I'll read this from the 14th": from then on there is somebody, where no word of absence stands beside.
            fresh
                .iter()
                .filter(|mention| mention.role == Role::From && mention.grain == Grain::Day)
                .filter(|mention| !mention.range && !near(words, mention, away))
                .map(|mention| mention.begins)
                .filter(|day| *day > today)
                .max()
        })
        .or_else(|| {
            // "Not in today. Tomorrow.": a day that is all its sentence says.
            let alone = |mention: &&Mention| {
                words
                    .list
                    .get(mention.first)
                    .and_then(|word| words.sentences.get(word.sentence))
                    .is_some_and(|sentence| {
                        sentence.end - sentence.first <= mention.end - mention.first + 1
                    })
            };
            latest(|mention| (mention.role == Role::On && !mention.range).then_some(mention.begins))
                .filter(|day| {
                    fresh.iter().any(|mention| {
                        mention.begins == *day
                            && mention.grain == Grain::Day
                            && !mention.yearless
                            && alone(mention)
                    })
                })
        })
        .or_else(|| {
            // Days on which somebody is away, named one by one, beside the words that say so.
            fresh
                .iter()
                .filter(|mention| matches!(mention.role, Role::On) && near(words, mention, away))
                .map(|mention| next_weekday(mention.ends))
                .filter(|day| *day > today)
                .max()
        })
        .or_else(|| {
            latest(|mention| {
                (mention.role == Role::From && mention.grain == Grain::Day && !mention.today)
                    .then_some(mention.begins)
            })
            .filter(|_| away.is_empty())
        })
}

/// The first day to come after it. "After New Year" is after its first day, not after its last.
fn after(mention: &Mention) -> Date {
    let year = mention.begins.first_of_year() == mention.begins
        && mention.begins.last_of_year() == mention.ends;
    next_weekday(if year { mention.begins } else { mention.ends })
}

/// Whether the mention stands in a sentence that speaks of absence.
fn near(words: &Words, mention: &Mention, away: &[(usize, usize)]) -> bool {
    let sentence = |at: usize| words.list.get(at).map(|word| word.sentence);
    away.is_empty()
        || away
            .iter()
            .any(|(first, _)| sentence(*first) == sentence(mention.first))
}

fn stale(mention: &Mention, today: Date) -> bool {
    mention.ends < today
        || (mention.yearless && (mention.ends - today).get_days() > LONGEST_ABSENCE_DAYS)
}

/// The next day worked, from "I work Mondays to Wednesdays" or "not in on Fridays".
fn part_time(words: &Words, today: Date, working: &[(usize, usize)]) -> Option<Date> {
    let (first, _) = working.first()?;
    let sentence = words.sentences.get(words.list.get(*first)?.sentence)?;
    // "Not in on 2 and 3 April, back on Tuesday, 7 April": dates are no habit.
    let number = |at: Option<usize>| {
        at.and_then(|at| words.list.get(at))
            .is_some_and(|word| word.kind == Kind::Number)
    };
    // "So you may have to wait": a month has its day beside it.
    let dated = |at: usize| {
        super::is_month(words.at(at))
            && (number(at.checked_sub(1)) || number(at.checked_sub(2)) || number(Some(at + 1)))
    };
    if (sentence.first..sentence.end).any(dated) {
        return None;
    }
    let mut days = [false; 8];
    let mut named = false;
    let mut last: Option<(i8, usize)> = None;
    let mut negated = false;
    for at in sentence.first..sentence.end {
        let word = words.at(at);
        if let Some(day) = find(WEEKDAYS, word) {
            named = true;
            let joined = last.filter(|(_, place)| {
                let between: Vec<&str> = (place + 1..at).map(|at| words.at(at)).collect();
                let dash = words.glue(at).contains(['-', '–']);
                between.len() < 3
                    && (dash
                        || between.iter().any(|word| {
                            matches!(
                                *word,
                                "to" | "through"
                                    | "thru"
                                    | "till"
                                    | "until"
                                    | "bis"
                                    | "au"
                                    | "a"
                                    | "al"
                                    | "tot"
                                    | "m"
                                    | "do"
                                    | "til"
                            )
                        }))
            });
            let from = joined.map_or(day, |(before, _)| before);
            for one in from..=day {
                if let Some(slot) = usize::try_from(one).ok().and_then(|one| days.get_mut(one)) {
                    *slot = true;
                }
            }
            last = Some((day, at));
        } else if matches!(word, "off" | "frei" | "vrij" | "closed" | "geschlossen")
            || !named
                && matches!(
                    word,
                    "not"
                        | "off"
                        | "nicht"
                        | "pas"
                        | "no"
                        | "niet"
                        | "non"
                        | "nao"
                        | "never"
                        | "kein"
                        | "keine"
                        | "except"
                        | "out"
                        | "away"
                        | "frei"
                        | "inte"
                        | "ikke"
                        | "absent"
                        | "absente"
                        | "closed"
                        | "geschlossen"
                        | "vrij"
                )
        {
            negated = true;
        }
    }
    if !named {
        return None;
    }
    (1..=14)
        .map(|ahead: i64| plus(today, ahead.days()))
        .find(|day| {
            let weekday = day.weekday().to_monday_one_offset();
            let listed = usize::try_from(weekday)
                .ok()
                .and_then(|weekday| days.get(weekday))
                .copied()
                .unwrap_or(false);
            if negated {
                !listed && weekday <= 5
            } else {
                listed
            }
        })
}

/// "The audit is on the 24th. Catch me after that."
fn said_after_that(words: &Words, from: usize) -> bool {
    (from..words.list.len()).take(30).any(|at| {
        let (word, next) = (words.at(at), words.at(at + 1));
        matches!(
            word,
            "afterwards"
                | "afterward"
                | "thereafter"
                | "danach"
                | "daarna"
                | "ensuite"
                | "dopodiche"
                | "depois"
                | "potem"
                | "daerefter"
        ) || matches!(
            (word, next),
            ("after", "that" | "this" | "it" | "which")
                | ("apres", "ca" | "cela" | "cette" | "quoi")
                | ("despues", "de")
                | ("tras", "esa" | "esta")
                | ("dopo", "di" | "quella" | "questa" | "tale")
                | ("nach", "diesem" | "dieser")
                | ("na", "die" | "deze")
                | ("apos", "essa" | "esta" | "isso")
                | ("efter" | "etter", "det" | "den")
                | ("po", "tej" | "tym" | "tom")
        ) || AFTER.contains(&word) && names_its_event(words, at, from)
    })
}

/// "Our board meets on 19 November. Write to me after the meeting": the noun behind the article shares its stem with
/// a word of the sentence that named the day.
fn names_its_event(words: &Words, after: usize, from: usize) -> bool {
    const ARTICLES: &[&str] = &[
        "the", "our", "dem", "der", "unserer", "unserem", "le", "la", "l", "notre", "el",
        "nuestra", "il", "de", "het", "a", "o", "onze",
    ];
    let stem = words.at(after + 2).get(..4);
    let sentence = from
        .checked_sub(1)
        .and_then(|last| words.list.get(last))
        .map(|word| word.sentence);
    let (Some(stem), Some(sentence)) = (stem, sentence) else {
        return false;
    };
    ARTICLES.contains(&words.at(after + 1))
        && words
            .list
            .iter()
            .take(from)
            .any(|word| word.sentence == sentence && word.fold.starts_with(stem))
}

fn during(words: &Words, first: usize) -> bool {
    (1..=3).any(|back| {
        first
            .checked_sub(back)
            .is_some_and(|at| words.at(at) == "during")
    })
}

/// "Once that's finished on the 29th", "once the audit is done, that's on 3 July": the day is that of the event, and we
/// come after it.
fn once_done(words: &Words, first: usize) -> bool {
    const ONCE: &[&str] = &[
        "once", "after", "nachdem", "sobald", "zodra", "nadat", "gdy", "jakmile",
    ];
    const THAT_IS: &[&str] = &["that", "which", "das", "dat", "it"];
    let sentence = |at: usize| words.list.get(at).map(|word| word.sentence);
    let before = |back: usize| {
        first
            .checked_sub(back)
            .filter(|at| sentence(*at) == sentence(first))
    };
    let told = (1..=4)
        .filter_map(before)
        .any(|at| THAT_IS.contains(&words.at(at)));
    let within = |at: usize| (at + 1..=first).all(|next| !words.glue(next).contains(','));
    (2..=14)
        .filter_map(before)
        .any(|at| ONCE.contains(&words.at(at)) && (told || within(at)))
}

/// "She starts on 1 October. Get in touch the week after that."
fn said_week_after(words: &Words, from: usize) -> bool {
    (from..words.list.len()).take(30).any(|at| {
        words.at(at) == "week"
            && words.at(at + 1) == "after"
            && matches!(words.at(at + 2), "that" | "" | "this" | "it")
            || matches!(words.at(at), "woche" | "semaine" | "semana" | "settimana")
                && matches!(
                    words.at(at + 1),
                    "danach" | "darauf" | "suivante" | "siguiente" | "dopo"
                )
    })
}

/// The first day on which we may write again. `asks` are the spans of words that put us off.
pub(crate) fn resume_day(
    words: &Words,
    mentions: &[Mention],
    today: Date,
    asks: &[(usize, usize)],
) -> Option<Date> {
    let sentence = |at: usize| words.list.get(at).map(|word| word.sentence);
    let usable: Vec<&Mention> = mentions
        .iter()
        .filter(|mention| {
            mention.ends > today
                && !mention.today
                && (mention.begins > today || mention.range || !matches!(mention.role, Role::On))
                // "Signed for twelve months" is no day to write, unless we are asked to wait so long.
                && (mention.role != Role::For
                    || asks
                        .iter()
                        .any(|(first, _)| sentence(*first) == sentence(mention.first)))
        })
        .collect();
    let beside = |mention: &&&Mention| {
        asks.iter()
            .any(|(first, _)| sentence(*first) == sentence(mention.first))
    };
    let distance = |mention: &Mention| {
        asks.iter()
            .filter(|(first, _)| sentence(*first) == sentence(mention.first))
            .map(|(first, end)| {
                if mention.end > *first {
                    mention.first.saturating_sub(*end)
                } else {
                    4 + first.saturating_sub(mention.end)
                }
            })
            .min()
            .unwrap_or(usize::MAX)
    };
    // "Get back to me next spring": a season has no day, and no other day of the text stands for it.
    let season = |sentence: usize| {
        words
            .list
            .iter()
            .any(|word| word.sentence == sentence && SEASONS.contains(&word.fold.as_str()))
    };
    if !usable.iter().any(|mention| beside(&mention))
        && asks
            .iter()
            .filter_map(|(first, _)| sentence(*first))
            .any(season)
    {
        return None;
    }
    // What is asked of us counts more than what the writer tells of others ("our board meets in the new year").
    let told = |mention: &Mention| {
        let (of, to) = (sentence(mention.first), &OF_US);
        !words
            .list
            .iter()
            .any(|word| Some(word.sentence) == of && to.contains(&word.fold.as_str()))
    };
    let ruling = usable
        .iter()
        .filter(beside)
        // Of two equally near the later said counts.
        .rev()
        .min_by_key(|mention| (told(mention), distance(mention)))
        .or_else(|| usable.iter().find(|mention| mention.role == Role::Back))
        .or_else(|| {
            usable
                .iter()
                .rfind(|mention| matches!(mention.role, Role::After))
        })
        .or_else(|| usable.last())?;
    if matches!(ruling.grain, Grain::Day | Grain::Week) && said_week_after(words, ruling.end) {
        return Some(plus(monday_of(ruling.ends), 7.days()));
    }
    let day = match ruling.role {
        Role::After => after(ruling),
        // "Frozen until the end of June": a part of a month has an end of its own.
        Role::Until if ruling.grain == Grain::Longer && ruling.begins.day() > 3 => {
            next_weekday(ruling.ends)
        }
        Role::Until if ruling.grain == Grain::Day => next_weekday(ruling.ends),
        Role::On
            if ruling.grain == Grain::Day
                && (said_after_that(words, ruling.end) || once_done(words, ruling.first)) =>
        {
            next_weekday(ruling.ends)
        }
        // "Write during the first quarter": in it.
        Role::Through if during(words, ruling.first) => ruling.begins,
        Role::Through => next_weekday(ruling.ends),
        _ if ruling.range => ruling.begins.max(plus(today, 1.day())),
        _ if ruling.begins <= today => return None,
        _ => ruling.begins,
    };
    Some(forward(day))
}
