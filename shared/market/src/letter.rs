//! What a prospect sees of a letter.

use jiff::Timestamp;
use mail::{Inbound, MailKind, Mailbox};

/// Links of one letter that a scanner looks at.
const LINKS_LIMIT: usize = 6;
/// Longer addresses are no links of ours.
const LINK_LENGTH: usize = 2_000;

/// The parts of a letter that matter to the one who got it.
pub(crate) struct Letter {
    pub(crate) message_id: String,
    /// Oldest first.
    pub(crate) references: Vec<String>,
    pub(crate) from: Mailbox,
    /// Where answers go.
    pub(crate) reply_to: String,
    pub(crate) to: Mailbox,
    pub(crate) subject: String,
    pub(crate) text: String,
    /// The address that takes the one-click POST.
    pub(crate) one_click: Option<String>,
    /// All links: those of the text, then the one to unsubscribe.
    pub(crate) links: Vec<String>,
}

/// The moment in a letter's head; nothing else of it is read.
#[must_use]
pub fn sent_at(raw: &[u8]) -> Option<Timestamp> {
    let lines = raw.split(|byte| *byte == b'\n');
    let head = lines.take_while(|line| !line.trim_ascii().is_empty());
    let date = head.filter_map(|line| line.strip_prefix(b"Date:")).next()?;
    let date = std::str::from_utf8(date).ok()?.trim();
    Some(jiff::fmt::rfc2822::parse(date).ok()?.timestamp())
}

/// Reads a letter; `None` if nobody could get it.
pub(crate) fn letter(raw: &[u8]) -> Option<Letter> {
    let read = mail::read(raw);
    if read.kind == MailKind::Unreadable {
        return None;
    }
    let to = read.to.iter().find(|to| is_address(&to.address))?.clone();
    let from = read.from.clone().filter(|from| is_address(&from.address))?;
    let message_id = read.message_id.clone().filter(|id| is_id(id))?;
    let reply_to = read
        .reply_to
        .as_ref()
        .filter(|to| is_address(&to.address))
        .unwrap_or(&from)
        .address
        .clone();
    let unsubscribe = web_addresses(read.header("List-Unsubscribe").unwrap_or_default())
        .into_iter()
        .next();
    let one_click = unsubscribe.clone().filter(|_| posts(&read));
    let mut links = web_addresses(&read.text);
    links.extend(unsubscribe);
    let mut seen: Vec<String> = Vec::new();
    for link in links {
        if !seen.contains(&link) && seen.len() < LINKS_LIMIT {
            seen.push(link);
        }
    }
    let mut references: Vec<String> = read
        .references
        .iter()
        .filter(|id| is_id(id))
        .cloned()
        .collect();
    for id in read.in_reply_to.iter().filter(|id| is_id(id)) {
        if !references.contains(id) {
            references.push(id.clone());
        }
    }
    Some(Letter {
        message_id,
        references,
        from,
        reply_to,
        to,
        subject: read.subject,
        text: read.text,
        one_click,
        links: seen,
    })
}

fn posts(read: &Inbound) -> bool {
    read.header("List-Unsubscribe-Post").is_some_and(|value| {
        value
            .trim()
            .eq_ignore_ascii_case("List-Unsubscribe=One-Click")
    })
}

fn is_address(text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty())
        && text.len() <= 320
        && !text
            .chars()
            .any(|one| one.is_control() || one.is_whitespace())
}

fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 500
        && text
            .chars()
            .all(|one| one.is_ascii_graphic() && one != '<' && one != '>')
}

fn web_addresses(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("http") {
        let tail = &rest[at..];
        let end = tail
            .find(|one: char| one.is_whitespace() || "<>\"'|".contains(one))
            .unwrap_or(tail.len());
        let link = tail[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']']);
        let host = link
            .strip_prefix("https://")
            .or_else(|| link.strip_prefix("http://"));
        if host.is_some_and(|host| !host.is_empty())
            && link.len() <= LINK_LENGTH
            && found.len() < LINKS_LIMIT
        {
            found.push(link.to_owned());
        }
        rest = &tail[end.max(4)..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_where_readers_see_them() {
        assert_eq!(
            web_addresses(
                "See https://a.example/x?y=1, (http://b.example/) or <https://c.example>. https:// http"
            ),
            [
                "https://a.example/x?y=1",
                "http://b.example/",
                "https://c.example"
            ]
        );
    }
}
