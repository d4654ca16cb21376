//! Raw HTML, raw Markdown, and text that was decoded wrongly.

use super::links;
use super::{Case, Finding, Rule};

/// Tags that turn up when a page's source is pasted into a plain letter.
const TAGS: &[&str] = &[
    "a",
    "b",
    "i",
    "u",
    "p",
    "br",
    "hr",
    "em",
    "strong",
    "span",
    "div",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "tbody",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "img",
    "html",
    "body",
    "head",
    "style",
    "script",
    "center",
    "blockquote",
    "small",
    "sup",
    "sub",
    "mark",
    "code",
    "pre",
    "tt",
    "s",
    "del",
    "ins",
    "title",
    "link",
    "meta",
    "section",
    "button",
];

/// What UTF-8 looks like when it is read as Windows-1252, and the like.
const MOJIBAKE: &[&str] = &[
    "Ã¤",
    "Ã¶",
    "Ã¼",
    "ÃŸ",
    "Ã„",
    "Ã–",
    "Ãœ",
    "Ã©",
    "Ã¨",
    "Ãª",
    "Ã«",
    "Ã ",
    "Ã¡",
    "Ã¢",
    "Ã£",
    "Ã¥",
    "Ã¦",
    "Ã§",
    "Ã\u{AD}",
    "Ã\u{a0}",
    "Ã®",
    "Ã¯",
    "Ã±",
    "Ã³",
    "Ã´",
    "Ãµ",
    "Ã¸",
    "Ãº",
    "Ã»",
    "Ã¹",
    "Ã²",
    "Ã¬",
    "Ã‰",
    "Ã˜",
    "Ã…",
    "Ã\u{ad}",
    "Ã“",
    "Å‚",
    "Å„",
    "Å›",
    "Å¼",
    "Åº",
    "Ä…",
    "Ä™",
    "Ä‡",
    "Å¡",
    "Å¾",
    "Ä\u{8d}",
    "Å™",
    "Ä›",
    "Å¯",
    "Å‘",
    "Å±",
    "Ð°",
    "Ð¾",
    "Ñ€",
    "â€™",
    "â€œ",
    "â€\u{9d}",
    "â€“",
    "â€”",
    "â€¦",
    "â€˜",
    "â‚¬",
    "â€",
    "Â ",
    "Â\u{a0}",
    "Â·",
    "Â´",
    "Â°",
    "Â€",
    "Â£",
    "Â§",
    "Â»",
    "Â«",
    "Â¿",
    "Â¡",
    "ï»¿",
    "ï¿½",
    "\u{fffd}",
    "├",
    "┬",
    "╝",
    "╗",
    "=C3=",
    "=E2=80",
    "=20\n",
    "=3D",
    "&#",
    "\\n",
    "\\u00",
    "\\u20",
    "\\t",
    "%C3%",
    "â\u{80}",
    "Ã\u{83}",
];

pub(super) fn judge(case: &Case<'_>, found: &mut Vec<Finding>) {
    for (text, in_subject) in case.texts() {
        let raw = text.raw;
        let links = links::find(raw);
        let in_link = |place: usize| {
            links
                .iter()
                .any(|link| place >= link.start && place < link.end)
        };
        let mut push = |start: usize, end: usize, message: &str| {
            if !in_link(start) || message == MARKDOWN {
                found.push(case.finding(in_subject, Rule::BrokenMarkup, start, end, message));
            }
        };
        for (start, end) in tags(raw) {
            push(
                start,
                end,
                "Raw HTML would be read as text: take the tags out.",
            );
        }
        for (start, end) in entities(raw) {
            push(
                start,
                end,
                "An HTML entity would be read as text: write the letter itself.",
            );
        }
        for (start, end) in markdown(raw) {
            push(start, end, MARKDOWN);
        }
        for (start, end) in wrongly_decoded(raw) {
            push(
                start,
                end,
                "Letters were decoded wrongly: write the word anew.",
            );
        }
    }
}

const MARKDOWN: &str = "Raw Markdown would be read as text: write it plain.";

fn tags(raw: &str) -> Vec<(usize, usize)> {
    let mut places: Vec<(usize, usize)> = Vec::new();
    for (start, _) in raw.match_indices('<') {
        let rest = super::text::clip(raw.get(start + 1..).unwrap_or(""), 300);
        let name: String = rest
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        if !TAGS.contains(&name.to_ascii_lowercase().as_str()) {
            continue;
        }
        let skip = rest.len() - rest.trim_start_matches('/').len() + name.len();
        let next = rest.get(skip..).and_then(|after| after.chars().next());
        if !matches!(next, Some('>' | ' ' | '/' | '\n')) {
            continue;
        }
        let Some(close) = rest.find('>') else {
            continue;
        };
        let end = start + 1 + close + 1;
        // One piece from the first tag to the last of its run. A tag that never closes reaches into
        // the next one.
        match places.last_mut() {
            Some(last)
                if start <= last.1
                    || start - last.1 < 80
                        && !raw.get(last.1..start).unwrap_or("\n").contains('\n') =>
            {
                last.1 = end.max(last.1)
            }
            _ => places.push((start, end)),
        }
    }
    places
}

fn entities(raw: &str) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    for (start, _) in raw.match_indices('&') {
        let rest = super::text::clip(raw.get(start + 1..).unwrap_or(""), 12);
        let Some(length) = rest.find(';') else {
            continue;
        };
        let name = &rest[..length];
        let numeric = name.strip_prefix('#').is_some_and(|number| {
            !number.is_empty()
                && number
                    .trim_start_matches(['x', 'X'])
                    .chars()
                    .all(|mark| mark.is_ascii_hexdigit())
        });
        let named = name.len() >= 2
            && name.chars().all(|mark| mark.is_ascii_alphanumeric())
            && !name.starts_with(|mark: char| mark.is_ascii_digit());
        if numeric || named {
            places.push((start, start + 1 + length + 1));
        }
    }
    places
}

fn markdown(raw: &str) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    for fence in ["**", "__", "~~", "```", "`"] {
        let mut from = 0;
        while let Some(start) = raw
            .get(from..)
            .and_then(|rest| rest.find(fence))
            .map(|found| found + from)
        {
            let inner_start = start + fence.len();
            let inner = raw.get(inner_start..).unwrap_or("");
            let line = inner.split('\n').next().unwrap_or("");
            from = inner_start;
            if let Some(length) = line.find(fence) {
                let content = &line[..length];
                if content.starts_with(char::is_alphanumeric)
                    && content.ends_with(|mark: char| {
                        mark.is_alphanumeric() || matches!(mark, '.' | '!' | '?' | '%' | ':')
                    })
                {
                    places.push((start, inner_start + length + fence.len()));
                }
                from = inner_start + length + fence.len();
            } else if fence == "**" && line.starts_with(char::is_alphabetic) {
                let end = line.find(char::is_whitespace).unwrap_or(line.len());
                places.push((start, inner_start + end));
            } else if fence == "```" {
                places.push((start, inner_start));
            }
        }
    }
    places.extend(starred(raw));
    for (middle, _) in raw.match_indices("](") {
        let start = raw.get(..middle).and_then(|before| before.rfind('['));
        let end = raw
            .get(middle..)
            .and_then(|after| super::text::clip(after, 300).find(')'));
        if let (Some(start), Some(end)) = (start, end) {
            places.push((start, middle + end + 1));
        }
    }
    let mut at = 0;
    for line in raw.split('\n') {
        let hashes = line.len() - line.trim_start_matches('#').len();
        let heading = (1..=4).contains(&hashes)
            && line.get(hashes..).is_some_and(|rest| rest.starts_with(' '));
        let rule = line.starts_with("|--") || line.starts_with("| --") || line.starts_with("|:-");
        if heading || rule {
            places.push((at, at + line.trim_end().len()));
        }
        at += line.len() + 1;
    }
    places
}

/// `*word*`: one star on both sides of words on one line.
fn starred(raw: &str) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    let stars: Vec<usize> = raw
        .match_indices('*')
        .map(|(place, _)| place)
        .take(200)
        .collect();
    for pair in stars.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        let inner = raw.get(start + 1..end).unwrap_or("");
        let before = raw.get(..start).and_then(|text| text.chars().next_back());
        let after = raw.get(end + 1..).and_then(|text| text.chars().next());
        let free = |mark: Option<char>| {
            mark.is_none_or(|mark| {
                mark.is_whitespace()
                    || matches!(mark, '.' | ',' | '!' | '?' | ';' | ':' | ')' | '(')
            })
        };
        let words = inner.starts_with(char::is_alphabetic)
            && inner.ends_with(char::is_alphanumeric)
            && !inner.contains('\n')
            && inner.len() < 60;
        if words && free(before) && free(after) {
            places.push((start, end + 1));
        }
    }
    places
}

fn wrongly_decoded(raw: &str) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    for bad in MOJIBAKE {
        if *bad == "&#" {
            continue;
        }
        for (at, _) in raw.match_indices(bad).take(20) {
            places.push(word_around(raw, at, at + bad.trim_end().len()));
        }
    }
    // "M?ller": a question mark between small letters was a letter once.
    let letters: Vec<(usize, char)> = raw.char_indices().collect();
    for trio in letters.windows(3) {
        if trio[0].1.is_alphabetic() && trio[1].1 == '?' && trio[2].1.is_lowercase() {
            places.push(word_around(raw, trio[1].0, trio[1].0 + 1));
        }
    }
    places
}

/// The word that holds the bytes `start..end`.
fn word_around(raw: &str, start: usize, end: usize) -> (usize, usize) {
    let from = raw
        .get(..start)
        .and_then(|before| before.rfind(char::is_whitespace))
        .map_or(0, |found| {
            found
                + raw
                    .get(found..)
                    .and_then(|rest| rest.chars().next())
                    .map_or(1, char::len_utf8)
        });
    let to = raw
        .get(end..)
        .and_then(|after| after.find(char::is_whitespace))
        .map_or(raw.len(), |found| end + found);
    (from.min(start), to.max(end))
}
