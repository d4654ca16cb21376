//! The mail that a report returns: where it starts in a text, and what its headers say.

use crate::{address, headers};

use super::{Material, words};

/// Lines of a notice that are read.
const LINE_LIMIT: usize = 400;
/// Recipients of a returned mail.
const RECIPIENT_LIMIT: usize = 100;

/// Splits a notice from the mail it returns.
pub(super) fn split(text: &str) -> (&str, &str) {
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if number > 0 && starts_returned(line, text[at..].get(line.len()..).unwrap_or_default()) {
            return (&text[..at], &text[at..]);
        }
        at += line.len();
        if number > LINE_LIMIT * 4 {
            break;
        }
    }
    (text, "")
}

/// A line behind which the returned mail stands.
fn starts_returned(line: &str, after: &str) -> bool {
    let trimmed = line.trim();
    if trimmed.len() > 200 || trimmed.is_empty() {
        return false;
    }
    if trimmed.starts_with("Received: ")
        || trimmed.starts_with("Return-Path: ")
        || trimmed.starts_with("Return-path: ")
    {
        return true;
    }
    let ruled = trimmed.starts_with(['-', '=', '|', '*', '_']) || trimmed.ends_with("--");
    let ends = trimmed.ends_with([':', '.', '-', '|', '=']);
    if !ruled && !ends {
        return false;
    }
    let lower = trimmed.to_lowercase();
    if lower.contains("was received at") {
        return false;
    }
    let named = words::any(&lower, &RETURNED);
    // `Original message:` as a plain line counts only if headers follow.
    named
        && (ruled
            || lower.contains("follows")
            || lower.contains("is following")
            || lower.contains("below")
            || after_is_header(after))
}

fn after_is_header(after: &str) -> bool {
    after
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("--"))
        .take(2)
        .any(|line| {
            line.split_once(':')
                .is_some_and(|(name, _)| !name.is_empty() && name.len() < 40 && !name.contains(' '))
        })
}

/// What the lines are called that introduce the returned mail.
const RETURNED: [&str; 34] = [
    "original message",
    "original mail",
    "copy of the message",
    "copy of your message",
    "copy of the mail",
    "copy of the original",
    "returned message",
    "returned mail",
    "unsent message",
    "message header",
    "message text follows",
    "message follows",
    "message body",
    "headers of the original",
    "headers of the message",
    "header of the original",
    "header of the source",
    "undelivered message",
    "undeliverable message",
    "rejected message",
    "below this line",
    "below the next line",
    "the message you sent",
    "text of the message",
    "your original",
    "originalnachricht",
    "ursprüngliche nachricht",
    "message original",
    "message d'origine",
    "mensaje original",
    "messaggio originale",
    "mensagem original",
    "oorspronkelijk bericht",
    "原信件",
];

/// Headers of a returned mail that stands in the text, perhaps indented or quoted.
pub(super) fn returned_headers(below: &str) -> Vec<(String, String)> {
    let mut lines: Vec<&str> = below.lines().take(LINE_LIMIT).collect();
    let first = lines.iter().position(|line| {
        line.trim_start()
            .split_once(':')
            .is_some_and(|(name, value)| {
                (value.starts_with(' ') || value.is_empty())
                    && !name.is_empty()
                    && name.len() < 40
                    && name
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            })
    });
    let Some(first) = first else {
        return Vec::new();
    };
    if first > 12 {
        return Vec::new();
    }
    lines.drain(..first);
    let indent = lines[0].len() - lines[0].trim_start().len();
    let block: String = lines
        .iter()
        .map(|line| {
            format!(
                "{}\n",
                line.get(indent..)
                    .filter(|_| line[..indent.min(line.len())].trim().is_empty())
                    .unwrap_or(line)
            )
        })
        .collect();
    let (raw, _) = headers::split(block.as_bytes());
    headers::decode_all(&raw)
}

/// To whom the returned mail was written.
pub(super) fn original_recipients(material: &Material) -> Vec<String> {
    let mut found = Vec::new();
    for name in ["To", "Cc", "Bcc", "X-Original-To", "Delivered-To"] {
        for (_, value) in material
            .returned
            .iter()
            .filter(|(key, _)| key.eq_ignore_ascii_case(name))
        {
            for address in address::addresses(value) {
                let address = address::normal(&address);
                if !found.contains(&address) && found.len() < RECIPIENT_LIMIT {
                    found.push(address);
                }
            }
        }
    }
    found
}
