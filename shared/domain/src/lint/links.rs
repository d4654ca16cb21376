//! Links in a text, found without fetching anything.

/// A link and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    pub start: usize,
    pub end: usize,
}

/// Endings that make a bare name a web address. Short on purpose: "Node.js" is none.
const ENDINGS: &[&str] = &[
    "com", "net", "org", "io", "co", "ai", "app", "dev", "eu", "de", "fr", "es", "it", "nl", "pt",
    "be", "ch", "at", "uk", "us", "se", "dk", "no", "fi", "pl", "ie", "info", "biz", "example",
    "test", "invalid", "ly", "me",
];

/// All links in `raw`, in order: with a scheme, with "www.", or a bare domain.
pub(super) fn find(raw: &str) -> Vec<Link> {
    let mut links = Vec::new();
    let mut at = 0;
    while at < raw.len() {
        let Some(rest) = raw.get(at..) else { break };
        let skip = rest
            .find(|letter: char| !is_separator(letter))
            .unwrap_or(rest.len());
        let from = at + skip;
        let Some(word) = raw.get(from..) else { break };
        let length = word.find(is_separator).unwrap_or(word.len());
        let word = &word[..length];
        if let Some((offset, size)) = link_in(word) {
            links.push(Link {
                start: from + offset,
                end: from + offset + size,
            });
        }
        at = from + length.max(1);
        while at < raw.len() && !raw.is_char_boundary(at) {
            at += 1;
        }
    }
    links
}

fn is_separator(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '<' | '>' | '"' | '“' | '”' | '«' | '»' | '(' | ')' | '[' | ']' | '|'
        )
}

fn trimmed_length(word: &str) -> usize {
    word.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '’'])
        .len()
}

fn link_in(word: &str) -> Option<(usize, usize)> {
    let lower = word.to_ascii_lowercase();
    for scheme in ["https://", "http://", "www."] {
        if let Some(offset) = lower.find(scheme) {
            let size = trimmed_length(word.get(offset..)?);
            return (size > scheme.len()).then_some((offset, size));
        }
    }
    if lower.contains('@') || lower.contains("{{") {
        return None;
    }
    let size = trimmed_length(word);
    let trimmed = lower.get(..size)?;
    let host = trimmed.split('/').next().unwrap_or("");
    let (name, ending) = host.rsplit_once('.')?;
    let plain = |part: &str| {
        part.len() >= 2
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
    };
    let named = name.bytes().any(|byte| byte.is_ascii_alphabetic()) && !name.ends_with('.');
    // "tomorrow.Is" is a missing space: a bare domain is written small.
    let small = word
        .get(..host.len())?
        .chars()
        .all(|letter| !letter.is_uppercase());
    (plain(name) && named && small && ENDINGS.contains(&ending)).then_some((0, size))
}

/// One spelling for comparing links: no scheme, no "www.", host in lower case, no last slash.
pub(super) fn normal(link: &str) -> String {
    let lower = link.to_ascii_lowercase();
    let skip = ["https://", "http://"]
        .iter()
        .find(|scheme| lower.starts_with(**scheme))
        .map_or(0, |scheme| scheme.len());
    let rest = link.get(skip..).unwrap_or(link);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let path = path.trim_end_matches('/');
    if path.is_empty() {
        host.to_ascii_lowercase()
    } else {
        format!("{}/{path}", host.to_ascii_lowercase())
    }
}
