//! Addresses: in headers, and as they stand in running text.

use std::fmt;

use mail_parser::{HeaderValue, parsers::MessageStream};
use serde::{Deserialize, Serialize};

/// One name and address, as a header carries it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Mailbox {
    /// The display name, decoded.
    pub name: Option<String>,
    /// `local@domain`, without angle brackets.
    pub address: String,
}

impl Mailbox {
    /// A mailbox with a display name; an empty name is none.
    #[must_use]
    pub fn new(name: &str, address: &str) -> Self {
        let name = name.trim();
        Self {
            name: (!name.is_empty()).then(|| name.to_owned()),
            address: address.to_owned(),
        }
    }
}

impl fmt::Display for Mailbox {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(formatter, "{name} <{}>", self.address),
            None => formatter.write_str(&self.address),
        }
    }
}

/// No header of honest mail lists more.
const MAILBOXES_LIMIT: usize = 200;

/// Reads an address header, raw or decoded. Groups are flattened.
pub(crate) fn mailboxes(value: &[u8]) -> Vec<Mailbox> {
    let mut line = value.to_vec();
    line.push(b'\n');
    let parsed = MessageStream::new(&line).parse_address();
    let HeaderValue::Address(list) = parsed else {
        return Vec::new();
    };
    let found: Vec<Mailbox> = list
        .iter()
        .filter_map(|one| {
            let name = one.name.as_deref().unwrap_or_default();
            match one
                .address
                .as_deref()
                .map(str::trim)
                .filter(|address| !address.is_empty())
            {
                Some(address) if address.contains(char::is_whitespace) => {
                    // `jane@host. example` by RFC 822; else two addresses without a comma.
                    let tight = address.split_whitespace().collect::<String>();
                    let one = tight.matches('@').count() == 1 && !address.starts_with('"');
                    let address = if one {
                        Some(tight)
                    } else {
                        first_address(address)
                    };
                    address.map(|address| Mailbox::new(name, &address))
                }
                Some(address) => Some(Mailbox::new(name, address)),
                // `Some Name` alone: kept if the name itself holds the address.
                None => first_address(name).map(|address| Mailbox::new("", &address)),
            }
        })
        .take(MAILBOXES_LIMIT)
        .collect();
    if found.iter().any(|mailbox| mailbox.address.contains('@')) {
        return found;
    }
    // Odd headers (`To: someone at <a@b>,` and worse): what looks like an address is one.
    let text = String::from_utf8_lossy(value);
    let loose: Vec<Mailbox> = addresses(&text)
        .into_iter()
        .take(MAILBOXES_LIMIT)
        .map(|address| Mailbox::new("", &address))
        .collect();
    if loose.is_empty() { found } else { loose }
}

fn is_local_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~.-".contains(&byte) || byte >= 0x80
}

fn is_domain_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.' || byte == b'_' || byte >= 0x80
}

/// RFC 5321 allows 64 octets; reply tokens and old gateways use more.
const LOCAL_LIMIT: usize = 128;
const DOMAIN_LIMIT: usize = 255;

/// Every `local@domain` in running text, in order, repeats included.
pub(crate) fn addresses(text: &str) -> Vec<String> {
    spans(text)
        .map(|(start, end)| text[start..end].to_owned())
        .collect()
}

/// The first `local@domain` in running text.
pub(crate) fn first_address(text: &str) -> Option<String> {
    spans(text)
        .next()
        .map(|(start, end)| text[start..end].to_owned())
}

/// Byte ranges of addresses in running text.
pub(crate) fn spans(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let bytes = text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(offset) = bytes[from..].iter().position(|&byte| byte == b'@') {
            let at = from + offset;
            let floor = from;
            from = at + 1;
            if let Some(span) = span_around(text, at, floor) {
                from = from.max(span.1);
                return Some(span);
            }
        }
        None
    })
}

fn span_around(text: &str, at: usize, floor: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let lowest = floor.max(at.saturating_sub(LOCAL_LIMIT));
    let mut start = at;
    // A quoted local part: "some thing"@host.
    if at > lowest && bytes[at - 1] == b'"' {
        let open = bytes[lowest..at - 1]
            .iter()
            .rposition(|&byte| byte == b'"')?;
        start = lowest + open;
        if bytes[start..at].contains(&b'\n') {
            return None;
        }
    } else {
        while start > lowest && is_local_byte(bytes[start - 1]) {
            start -= 1;
        }
    }
    let mut end = at + 1;
    while end < bytes.len() && end - at <= DOMAIN_LIMIT && is_domain_byte(bytes[end]) {
        end += 1;
    }
    while start < at && !text.is_char_boundary(start) {
        start += 1;
    }
    while end > at && !text.is_char_boundary(end) {
        end -= 1;
    }
    // Punctuation of the sentence around it isn't part of the address.
    while start < at && b"'`{|.*=/".contains(&bytes[start]) && !bytes[start..].starts_with(b"=?") {
        start += 1;
    }
    // `SMTP=jane@host.example`, as Exchange writes it.
    if bytes[start..at]
        .get(..5)
        .is_some_and(|prefix| prefix.eq_ignore_ascii_case(b"smtp="))
    {
        start += 5;
    }
    while end > at + 1 && b".-_".contains(&bytes[end - 1]) {
        end -= 1;
    }
    (start < at && end > at + 1).then_some((start, end))
}

/// Strips what surrounds an address in a report field: `rfc822;`, angle brackets, comments,
/// `SMTP:` and source routes. None if no address is left.
pub(crate) fn clean(field: &str) -> Option<String> {
    let field = field.trim();
    let field = match field.split_once(';') {
        Some((kind, rest)) if !kind.contains('@') && kind.len() <= 24 => rest,
        _ => field,
    };
    let (start, end) = spans(field).last()?;
    Some(normal(&field[start..end]))
}

/// The form in which addresses are compared: the domain in lower case.
pub(crate) fn normal(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) => format!("{local}@{}", domain.to_lowercase()),
        None => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(addresses(text), expected, "{text}");
    }

    #[test]
    fn addresses_are_found_in_running_text() {
        check("to <a.b@example.com>: gone", &["a.b@example.com"]);
        check("mailto:a@b.example.", &["a@b.example"]);
        check("'a@b.example'", &["a@b.example"]);
        check("\"odd one\"@host.example x", &["\"odd one\"@host.example"]);
        check("@ @@ a@ @b", &[]);
        check("Jürgen müller@bücher.example,", &["müller@bücher.example"]);
    }

    #[test]
    fn report_fields_are_cleaned() {
        assert_eq!(
            clean("rfc822; <A@B.Example>").as_deref(),
            Some("A@b.example")
        );
        assert_eq!(
            clean("<@relay.example:a@b.example>").as_deref(),
            Some("a@b.example")
        );
        assert_eq!(clean("x-unknown; nobody"), None);
    }
}
