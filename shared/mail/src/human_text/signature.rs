//! Takes closing, name, contact lines and disclaimer off the end of a piece.

use crate::Mailbox;

use super::{
    Keep,
    lines::{any, is_device, is_rule, plain},
    words,
};

/// Lines that a signature with its disclaimers may have.
const SIGNATURE_LINES: usize = 60;

/// The lines that are left.
pub(super) fn strip<'a>(piece: &[&'a str], writer: Option<&Mailbox>, keep: Keep) -> Vec<&'a str> {
    let names = Names::of(writer);
    let mut end = piece.len();
    if let Some(at) = delimiter(piece) {
        end = at;
    }
    if !keep.signature {
        end = end.min(signature_start(&piece[..end], &names));
    }
    let mut kept: Vec<&str> = piece[..end]
        .iter()
        .copied()
        .filter(|line| !is_device(line))
        .collect();
    // A list's rule, or what stands over a footer.
    while kept
        .last()
        .is_some_and(|line| line.trim().is_empty() || is_rule(line))
    {
        kept.pop();
    }
    let postscript = if keep.signature {
        Vec::new()
    } else {
        postscript(&piece[end..])
    };
    if !postscript.is_empty() {
        if !kept.is_empty() {
            kept.push("");
        }
        kept.extend(postscript);
    }
    kept
}

/// `-- ` on a line of its own, or the rule above a list's footer.
fn delimiter(piece: &[&str]) -> Option<usize> {
    let mut fenced = false;
    for (at, line) in piece.iter().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        let trimmed = line.trim_end();
        let dashes = matches!(trimmed, "--" | "—" | "--=20" | "__" | "–");
        if !fenced && dashes && piece.len() - at <= SIGNATURE_LINES {
            return Some(at);
        }
        if !fenced
            && is_rule(line)
            && trimmed.starts_with("____")
            && is_list_footer(&piece[at + 1..])
        {
            return Some(at);
        }
    }
    None
}

fn is_list_footer(lines: &[&str]) -> bool {
    let text = joined(&lines[..lines.len().min(4)]);
    any(&text, &["mailing list", "listinfo", "unsubscribe"])
}

/// A postscript below the signature, to the end of its paragraph.
fn postscript<'a>(cut: &[&'a str]) -> Vec<&'a str> {
    let start = cut.iter().position(|line| {
        let text = plain(line);
        [
            "ps:", "ps.", "ps ", "p.s.", "p.s:", "p.s ", "p. s.", "ps,", "ps -", "pps", "p.p.s",
            "pd:", "p.d.", "p.d:", "追伸",
        ]
        .iter()
        .any(|mark| text.starts_with(mark))
    });
    let Some(start) = start else {
        return Vec::new();
    };
    cut[start..]
        .iter()
        .copied()
        .take_while(|line| !line.trim().is_empty())
        .collect()
}

/// The writer's names, as they may stand below a mail.
#[derive(Default)]
struct Names {
    words: Vec<String>,
    initials: String,
    local: String,
}

impl Names {
    fn of(writer: Option<&Mailbox>) -> Self {
        let Some(writer) = writer else {
            return Self::default();
        };
        let name = writer.name.clone().unwrap_or_default();
        let local = writer
            .address
            .split('@')
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let mut words: Vec<String> = name_words(&name);
        let initials = words
            .iter()
            .filter_map(|word| word.chars().next())
            .collect();
        words.extend(
            local
                .split(['.', '_', '-', '+'])
                .map(str::to_owned)
                .filter(|word| word.len() > 2),
        );
        // `jbinns` for J. Binns.
        Self {
            words,
            initials,
            local,
        }
    }

    /// Is this line the writer's name and nothing else: two words or more, initials among them?
    fn is_whole(&self, line: &str) -> bool {
        let in_a_name = |c: char| c.is_alphabetic() || c.is_whitespace() || ".,-'’".contains(c);
        if !line.chars().all(in_a_name) {
            return false;
        }
        let words = name_words(line);
        let known = |word: &String| self.words.contains(word);
        let initial = |word: &String| {
            word.chars().count() == 1 && word.chars().all(|one| self.initials.contains(one))
        };
        words.len() >= 2
            && words.iter().any(known)
            && words.iter().all(|word| known(word) || initial(word))
    }

    /// Does this line give the writer's name, or a part or the initials of it?
    fn is_named(&self, line: &str) -> bool {
        if self.words.is_empty() {
            return false;
        }
        let line = line.trim_start_matches(['-', '–', '—', '~', '*', '/', ' ']);
        let head = line
            .split([',', '|', '(', '/', '•', '–'])
            .next()
            .unwrap_or_default();
        let words = name_words(head);
        // `N. O.` is no name if its letters spell an answer.
        let spelled = words.len() > 1
            && words.iter().all(|word| word.chars().count() == 1)
            && words::ANSWERS.contains(&words.concat().as_str());
        if words.is_empty() || words.len() > 6 || spelled {
            return false;
        }
        let mut hits = 0;
        for word in &words {
            let known = self.words.contains(word)
                || (word.chars().count() > 3 && self.local.contains(word.as_str()));
            let short =
                word.chars().count() <= 3 && word.chars().all(|one| self.initials.contains(one));
            let title = words::TITLES.contains(&word.as_str());
            if known || short {
                hits += 1;
            } else if !(title || word.chars().count() == 1) {
                return false;
            }
        }
        hits > 0
    }
}

fn name_words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|one: char| !one.is_alphanumeric() && one != '\'')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Where the signature starts; the length of the piece if there is none.
fn signature_start(piece: &[&str], names: &Names) -> usize {
    let full = piece.len();
    let last = piece
        .iter()
        .rposition(|line| !line.trim().is_empty())
        .map_or(0, |last| last + 1);
    let first = piece
        .iter()
        .position(|line| !line.trim().is_empty())
        .unwrap_or(0);
    let floor = last.saturating_sub(SIGNATURE_LINES).max(first);
    // From the top: the first line that closes the mail and has nothing but signature below it.
    for at in floor..last {
        let line = piece[at];
        if line.trim().is_empty() {
            continue;
        }
        let after_gap = at == first || piece[at - 1].trim().is_empty();
        let below = &piece[at + 1..last];
        if is_closing(line)
            && (at > first || !below.is_empty())
            && all_signature(below, names, lone_word(below))
            && !(at == first && is_thanks(line))
        {
            return at;
        }
        if after_gap
            && names.is_named(line)
            && all_signature(below, names, true)
            && !is_greeting_like(line)
        {
            return at;
        }
        let above = piece[first..at]
            .iter()
            .rev()
            .find(|line| !line.trim().is_empty())
            .map_or("", |line| line.trim());
        // `The right person is`, then a name: that name is the message.
        let finished = above.ends_with(['.', '?', '!', ')', '…', '。', '"', '”'])
            || above.contains("://")
            || above.contains('@');
        if after_gap && finished && is_block_of_names(&piece[at..last], names) {
            return at;
        }
        // The writer's whole name on a line of its own ends what was said, whatever the footer below it says.
        if after_gap && finished && at > first && names.is_whole(line) {
            return at;
        }
        if !after_gap
            && finished
            && below.is_empty()
            && names.is_named(line)
            && line.split_whitespace().count() <= 3
        {
            return at;
        }
        if after_gap && is_disclaimer(line) && all_signature(below, names, true) && at > first {
            return at;
        }
        if is_device(line) && all_signature(below, names, true) {
            return at;
        }
    }
    full
}

/// `errol`: one word in lower case below a closing formula is a name too.
fn lone_word(lines: &[&str]) -> bool {
    let mut words = lines.iter().flat_map(|line| line.split_whitespace());
    match (words.next(), words.next()) {
        (Some(word), None) => {
            !words::ANSWERS.contains(&word.to_lowercase().trim_matches(['.', ',', '!']))
        }
        (None, _) => true,
        _ => false,
    }
}

/// Nothing here speaks to the reader: short lines, contact data, disclaimers, advertisements.
///
/// `vouched`: a name stands above, so that a line may be anything short, such as a title.
fn all_signature(lines: &[&str], names: &Names, vouched: bool) -> bool {
    let mut disclaimed = false;
    let mut gap = !vouched;
    let mut after_postscript = false;
    let mut paragraph_is_footer = false;
    for (at, line) in lines.iter().enumerate() {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            gap = true;
            after_postscript = false;
            continue;
        }
        if at > 0 && lines[at - 1].trim().is_empty() {
            let end = lines[at..]
                .iter()
                .position(|line| line.trim().is_empty())
                .map_or(lines.len(), |end| at + end);
            paragraph_is_footer = is_footer(&joined(&lines[at..end]));
        }
        if after_postscript {
            continue;
        }
        let text = plain(trimmed);
        if !postscript(&[line]).is_empty() {
            after_postscript = true;
            continue;
        }
        if is_disclaimer(trimmed) {
            disclaimed = true;
            continue;
        }
        // What follows a disclaimer, or a link in a paragraph of its own, is footer.
        let footer = disclaimed || paragraph_is_footer;
        let short = trimmed.chars().count() <= 70
            && !ends_sentence(trimmed)
            && trimmed.split_whitespace().count() <= 9;
        if !(footer || short || names.is_named(trimmed) || is_device(trimmed) || is_contact(&text))
        {
            return false;
        }
        // Short lines behind a gap are signature only if they look it.
        if gap
            && short
            && !footer
            && !is_contact(&text)
            && !is_name_like(trimmed)
            && !names.is_named(trimmed)
        {
            return false;
        }
        // The first line vouches for its paragraph.
        gap = false;
    }
    true
}

/// The begin of a paragraph on one line.
fn joined(lines: &[&str]) -> String {
    let mut text = String::new();
    for line in lines.iter().take(8) {
        text.push_str(crate::read::cut_at(line, 300));
        text.push(' ');
    }
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

fn ends_sentence(line: &str) -> bool {
    let initials = line
        .split_whitespace()
        .last()
        .is_some_and(|word| word.chars().count() <= 4 && word.contains('.'));
    let company = any(
        &plain(line),
        &[
            "ltd.", "inc.", "co.", "corp.", "s.a.", "s.r.l.", "b.v.", "n.v.", "s.p.a.", "e.v.",
            "a.s.",
        ],
    );
    line.ends_with(['?', '!', '。', '？', '！', ':'])
        || (line.ends_with('.') && !initials && !company)
}

fn is_contact(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let phone = digits >= 6
        && text
            .chars()
            .all(|one| one.is_ascii_digit() || " +()/-.tfm:|abcdehilnopruxés".contains(one));
    phone
        || text.len() < 160
            && any(
                text,
                &[
                    "http://",
                    "https://",
                    "www.",
                    "tel:",
                    "tel.",
                    "phone:",
                    "mobile:",
                    "fax",
                    "cid:",
                    "linkedin.com",
                    "mailto:",
                ],
            )
        || (text.contains('@') && text.split_whitespace().count() <= 3)
}

fn is_footer(text: &str) -> bool {
    any(text, &["https://", "http://", "www."])
        && any(
            text,
            &[
                "unsubscribe",
                "newsletter",
                "abmelden",
                "download",
                "brochure",
                "follow us",
                "visit us",
                "subscribe",
                "désabonner",
                "darse de baja",
            ],
        )
}

/// Legal and other boilerplate that no person types anew.
fn is_disclaimer(line: &str) -> bool {
    let text = plain(line);
    any(&text, &words::DISCLAIMERS)
}

fn is_closing(line: &str) -> bool {
    let text = plain(line);
    let text = text.trim_end_matches([',', '.', '!', ':', ';', ')', ' ', '。', '、']);
    if text.is_empty() || text.len() > 90 {
        return false;
    }
    let exact =
        |text: &str| words::CLOSINGS.contains(&text) || words::MORE_CLOSINGS.contains(&text);
    if exact(text) {
        return true;
    }
    // `Mit freundlichen Grüßen / Best regards` and `Kind regards, Jane`.
    let (head, tail) = match text.find([',', '/', '|', '–', '!']) {
        Some(at) => (
            text[..at].trim(),
            text[at..].trim_start_matches([',', '/', '|', '–', '!', ' ']),
        ),
        None => {
            return two_words_more(text, &exact)
                || text.starts_with("veuillez agréer")
                || text.starts_with("je vous prie d'agréer")
                || text.ends_with("よろしくお願いいたします")
                || text.ends_with("よろしくお願いします");
        }
    };
    exact(head)
        && (exact(tail)
            || (tail.split_whitespace().count() <= 3 && !tail.is_empty() && !is_thanks(head)))
}

/// `Kind regards from Oslo`: a long formula with two words more; a short one (`best idea`) never.
fn two_words_more(text: &str, exact: &dyn Fn(&str) -> bool) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    if words.len() < 3 || words.len() > 6 {
        return false;
    }
    (2..words.len()).any(|count| {
        let head = words[..count].join(" ");
        exact(&head) && !is_thanks(&head) && words.len() - count <= 2
    })
}

/// Words of thanks close a letter or are one.
fn is_thanks(line: &str) -> bool {
    any(
        &plain(line),
        &[
            "thank",
            "thx",
            "ta",
            "danke",
            "dank",
            "merci",
            "gracias",
            "grazie",
            "obrigad",
            "bedankt",
            "dziękuję",
            "спасибо",
        ],
    )
}

fn is_greeting_like(line: &str) -> bool {
    // `Jane,` on top of a mail greets a namesake; below it nothing but a signature may stand.
    line.trim_end().ends_with([',', ':', '!'])
}

/// The last lines of a mail: names, titles and contact data, and at least one of them a name.
fn is_block_of_names(lines: &[&str], names: &Names) -> bool {
    let Some(head) = lines.first() else {
        return false;
    };
    is_name_like(head) && all_signature(lines, names, true)
}

/// Few words, each with a capital, no sentence: a person, a team, a firm.
fn is_name_like(line: &str) -> bool {
    let trimmed = line
        .trim()
        .trim_start_matches(['-', '–', '—', '~', '*', '/'])
        .trim_matches(['*', ' ']);
    if trimmed.is_empty()
        || trimmed.chars().count() > 60
        || ends_sentence(trimmed)
        || trimmed.chars().any(|one| one.is_ascii_digit())
    {
        return false;
    }
    let words: Vec<&str> = trimmed.split_whitespace().collect();
    if words.len() > 8 {
        return false;
    }
    let lower = plain(trimmed);
    if words.len() <= 3
        && lower
            .split([' ', ','])
            .any(|word| words::ANSWERS.contains(&word.trim_matches(['.', ',', '!'])))
    {
        return false;
    }
    let particle = |word: &str| words::PARTICLES.contains(&word);
    // Hiragana is grammar: names have little of it.
    if trimmed
        .chars()
        .any(|one| ('\u{3041}'..='\u{309f}').contains(&one))
    {
        return false;
    }
    let capital = |word: &str| {
        let abbreviated = word.ends_with('.') && word.chars().count() <= 4;
        abbreviated
            || word.chars().next().is_some_and(|one| {
                (one.is_alphabetic() && !one.is_lowercase()) || one.is_ascii_punctuation()
            })
    };
    let capitals = words.iter().filter(|word| capital(word)).count();
    words
        .iter()
        .all(|word| capital(word) || particle(&word.to_lowercase()))
        && capitals > 0
        && words
            .iter()
            .any(|word| word.chars().any(char::is_alphabetic))
}
