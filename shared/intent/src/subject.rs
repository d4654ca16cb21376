//! What of a subject is the sender's own.

/// Marks before a subject that was ours.
const REPLY_MARKS: &[&str] = &[
    "re:", "aw:", "sv:", "vs:", "antw:", "rv:", "res:", "odp:", "ref:", "fw:", "fwd:", "wg:",
    "tr:", "enc:", "i:", "r:", "re :", "tr :", "re：", "返信:", "vá:",
];

/// Words behind an announcement that belong to it, not to our subject.
const AWAY: &[&str] = &[
    "ooo",
    "oof",
    "away",
    "vacation",
    "annual",
    "holiday",
    "leave",
    "urlaub",
    "abwesend",
    "abwesenheit",
    "absent",
    "absente",
    "conges",
    "ferie",
    "vacaciones",
    "ferias",
    "afwezig",
    "vakantie",
    "urlop",
    "semester",
    "until",
    "thru",
    "bis",
    "pto",
    "returning",
];

/// The new words of a subject, and the words in which a machine announces itself.
pub(crate) fn parts(subject: &str) -> (Option<String>, Option<String>) {
    let subject: String = subject.chars().take(500).collect();
    let subject = subject.trim();
    let folded = crate::fold::fold(subject);
    if subject.is_empty() || REPLY_MARKS.iter().any(|mark| folded.starts_with(mark)) {
        return (None, None);
    }
    // "YES to Thursday - Re: our offer": what stands before is new.
    let split = [
        " - re:", " – re:", " (was:", " (re:", " -- re:", " - aw:", " | re:", " (war:", ", re:",
    ];
    let lower = subject.to_lowercase();
    for mark in split {
        if let Some(at) = lower.find(mark)
            && let Some(new) = subject.get(..at)
        {
            return (Some(new.trim().to_owned()), Some(new.trim().to_owned()));
        }
    }
    // "Automatic reply: our offer": the announcement stands before the colon.
    let announced = subject
        .split_once([':', '：'])
        .map_or(subject, |(before, _)| before);
    let rest = folded.split_once(':').map_or("", |(_, after)| after);
    let words: Vec<&str> = rest
        .split(|letter: char| !letter.is_alphanumeric())
        .collect();
    let away = words.iter().any(|word| AWAY.contains(word)) || rest.contains("out of");
    let heading = if away { subject } else { announced };
    (Some(subject.to_owned()), Some(heading.trim().to_owned()))
}

/// What was written behind our own subject in an answer; all of it where it is a few words.
pub(crate) fn tail(subject: &str) -> Option<String> {
    const FEW: usize = 4;
    let subject: String = subject.chars().take(500).collect();
    let folded = crate::fold::fold(&subject);
    let mark = REPLY_MARKS.iter().find(|mark| folded.starts_with(**mark))?;
    let after = subject.trim().get(mark.len()..).unwrap_or_default().trim();
    let behind = [" - ", " – ", " — ", " / ", " | ", " // ", ": ", "! "]
        .iter()
        .filter_map(|sign| after.rsplit_once(sign))
        .map(|(_, behind)| behind.trim())
        .min_by_key(|behind| behind.len())
        .filter(|behind| !behind.is_empty());
    let short = after.split_whitespace().count() <= FEW;
    behind
        .or(Some(after).filter(|after| short && !after.is_empty()))
        .map(str::to_owned)
}
