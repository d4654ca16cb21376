//! What single lines look like.

use super::words;

/// Is any of the words in the text?
pub(super) fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// A line is looked at this far.
const LOOK_LIMIT: usize = 600;

/// Lower case, trimmed, stars of bold text gone, the apostrophe straight, spaces single.
pub(super) fn plain(line: &str) -> String {
    let line = crate::read::cut_at(line, LOOK_LIMIT);
    let mut out = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(
            word.chars()
                .filter(|one| *one != '*')
                .flat_map(char::to_lowercase)
                .map(|one| match one {
                    '’' | '`' => '\'',
                    '：' => ':',
                    other => other,
                }),
        );
    }
    out.trim().to_owned()
}

/// Starts with a quote mark.
pub(super) fn is_quoted(line: &str) -> bool {
    let trimmed = line.trim_start();
    trimmed.starts_with('>') || trimmed.starts_with("&gt;") || trimmed.starts_with('＞')
}

/// A rule of dashes, underscores or the like, with nothing else.
pub(super) fn is_rule(line: &str) -> bool {
    let trimmed = line.trim().trim_matches('*').trim();
    trimmed.chars().count() >= 5 && trimmed.chars().all(|one| "-_=~*–—─ ".contains(one))
}

/// A line below which all is an older mail.
pub(super) fn starts_original(line: &str) -> bool {
    let plain = plain(line);
    if plain.is_empty() || plain.len() > 120 {
        return false;
    }
    if words::FORWARD_SENTENCES
        .iter()
        .any(|sentence| plain.starts_with(sentence))
    {
        return true;
    }
    let ruled = plain.starts_with("--")
        || plain.starts_with("__")
        || plain.starts_with("==")
        || plain.starts_with("- -");
    ruled && any(&plain, &words::ORIGINALS)
}

/// The kinds of header lines that mail programs copy above a quoted mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Copied {
    From,
    Date,
    To,
    Subject,
}

/// Which header line is it, if any?
pub(super) fn copied(line: &str) -> Option<Copied> {
    let plain = plain(line.trim_start_matches(['>', ' ', '\t', '|']));
    let (name, _) = plain.split_once(':')?;
    let name = name.trim();
    if name.is_empty() || name.len() > 30 {
        return None;
    }
    [
        (Copied::From, &words::FROM[..]),
        (Copied::Date, &words::DATE[..]),
        (Copied::To, &words::TO[..]),
        (Copied::Subject, &words::SUBJECT[..]),
    ]
    .into_iter()
    .find(|(_, names)| names.contains(&name))
    .map(|(kind, _)| kind)
}

/// Is it the line above a quote: somebody wrote something at some time?
///
/// The text may have been joined from up to four lines.
pub(super) fn is_attribution(text: &str) -> bool {
    let text = plain(text);
    if text.len() < 8 || text.len() > 500 {
        return false;
    }
    let zoho = text.ends_with("----") && text.starts_with("----");
    if !text.ends_with(':') && !zoho {
        return false;
    }
    let digit = text.chars().any(|one| one.is_ascii_digit());
    let address = text.contains('@');
    if (digit || address) && any(&text, &words::WROTE) {
        // "He wrote on page 3:" is no attribution; a time, a year or an address is.
        return address || has_time(&text) || has_year(&text) || is_dated(&text);
    }
    // `2026年3月3日(火) 10:00 Jane <jane@host.example>:` and its European kin.
    address && text.trim_end_matches(':').ends_with('>') && (has_time(&text) || has_year(&text))
}

fn has_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(4).any(|window| {
        window[0].is_ascii_digit()
            && matches!(window[1], b':' | b'.' | b'h')
            && window[2].is_ascii_digit()
            && window[3].is_ascii_digit()
    })
}

fn has_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(4).any(|window| {
        (window.starts_with(b"19") || window.starts_with(b"20"))
            && window.iter().all(u8::is_ascii_digit)
    })
}

/// Starts as a dated attribution does, in the languages that put the verb last.
fn is_dated(text: &str) -> bool {
    [
        "on ", "am ", "le ", "el ", "il ", "em ", "op ", "den ", "dne ", "dnia ", "w dniu ", "pe ",
        "vào ",
    ]
    .iter()
    .any(|start| text.starts_with(start))
}

/// May an attribution that is broken over lines start here?
pub(super) fn may_start_attribution(line: &str) -> bool {
    let text = plain(line);
    if text.is_empty() || text.len() > 400 {
        return false;
    }
    is_dated(&text)
        || text.starts_with("il giorno ")
        || text.starts_with("----")
        || text.contains('@')
        || has_year(&text)
        || (text.starts_with(|one: char| one.is_ascii_digit()) && has_time(&text))
}

/// "Sent from my phone" in its many forms.
pub(super) fn is_device(line: &str) -> bool {
    let text = plain(line);
    let text = text.trim_matches(['(', ')', '<', '>', '[', ']', '_', '.', '!', '-', ' ']);
    if text.is_empty() || text.len() > 140 {
        return false;
    }
    let starts = words::DEVICE_STARTS
        .iter()
        .any(|start| text.starts_with(start));
    let within = any(text, &words::DEVICE_ANYWHERE);
    if within {
        return true;
    }
    // "Sent from my desk, which is quieter" is a sentence.
    let words = text.split(' ').count();
    let aside = any(text, &["excuse", "typo", "brevity", "http", "forgive"]);
    starts && words <= 16 && (aside || !text.contains(',') && words <= 9)
}
