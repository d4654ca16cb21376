//! Letters to bytes: RFC 5322, plain text first and mostly alone, the same bytes for the same letter.

use std::fmt::Write as _;

use crate::Mailbox;

/// Longest line of a header before it is folded (RFC 5322, 2.1.1).
const FOLD_AT: usize = 76;
/// Longest line there may be, line end not counted (RFC 5322, 2.1.1).
const LINE_LIMIT: usize = 998;

/// How the reader gets off the list (RFC 2369, RFC 8058).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unsubscribe {
    /// Takes the one-click POST.
    pub https: Option<String>,
    /// A full `mailto:` address.
    pub mailto: Option<String>,
}

/// One letter to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Without angle brackets.
    pub message_id: String,
    /// Written in UTC.
    pub date: jiff::Timestamp,
    /// The sender.
    pub from: Mailbox,
    /// The reader.
    pub to: Mailbox,
    /// Where answers go, if not to the sender.
    pub reply_to: Option<String>,
    /// The subject as the reader sees it.
    pub subject: String,
    /// The body; any line end is fine.
    pub text: String,
    /// The same once more as HTML, for readers who show that ([`crate::html_alternative`]).
    pub html: Option<String>,
    /// Without angle brackets.
    pub in_reply_to: Option<String>,
    /// Oldest first, without angle brackets.
    pub references: Vec<String>,
    /// How the reader gets off the list.
    pub list_unsubscribe: Unsubscribe,
    /// Further headers, in this order, after ours.
    pub headers: Vec<(String, String)>,
}

/// Why a letter can't be written. It names the field at fault, never its content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// A line end or NUL would let the field write other headers.
    #[error("the field {field} holds a control character")]
    Control {
        /// The header's name.
        field: String,
    },
    /// The field is not of the form its header asks for.
    #[error("the field {field} is not {expected}")]
    Malformed {
        /// The header's name.
        field: String,
        /// What it should be.
        expected: &'static str,
    },
    /// A part of the field that can't be folded is longer than a line may be.
    #[error("the field {field} has a part of more than 900 octets")]
    TooLong {
        /// The header's name.
        field: String,
    },
}

/// Writes a letter as it goes over the wire.
///
/// # Errors
/// Names the field that holds a line end or NUL, or isn't what its header asks for.
pub fn render(letter: &Letter) -> Result<Vec<u8>, RenderError> {
    let mut out = String::new();
    put(&mut out, "Date", &[date(letter.date)])?;
    put(&mut out, "From", &mailbox("From", &letter.from)?)?;
    put(&mut out, "To", &mailbox("To", &letter.to)?)?;
    if let Some(reply_to) = &letter.reply_to {
        put(
            &mut out,
            "Reply-To",
            &mailbox("Reply-To", &Mailbox::new("", reply_to))?,
        )?;
    }
    put(
        &mut out,
        "Subject",
        &unstructured("Subject", &letter.subject)?,
    )?;
    put(
        &mut out,
        "Message-ID",
        &[id("Message-ID", &letter.message_id)?],
    )?;
    if let Some(answered) = &letter.in_reply_to {
        put(&mut out, "In-Reply-To", &[id("In-Reply-To", answered)?])?;
    }
    if !letter.references.is_empty() {
        let ids: Vec<String> = letter
            .references
            .iter()
            .map(|one| id("References", one))
            .collect::<Result<_, _>>()?;
        put(&mut out, "References", &ids)?;
    }
    unsubscribe(&mut out, &letter.list_unsubscribe)?;
    for (name, value) in &letter.headers {
        other(&mut out, name, value)?;
    }
    match &letter.html {
        Some(html) => alternatives(&mut out, &letter.text, html),
        None => body(&mut out, &letter.text),
    }
    Ok(out.into_bytes())
}

/// A mail of any headers, for tests and simulated markets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Raw {
    /// Names and values as a reader sees them; not checked for sense, only for line ends.
    pub headers: Vec<(String, String)>,
    /// The body; any line end is fine.
    pub text: String,
}

/// Writes a mail of any headers. MIME headers of its own are added, so none may be given.
///
/// # Errors
/// Names the field that holds a line end or NUL.
pub fn render_raw(raw: &Raw) -> Result<Vec<u8>, RenderError> {
    let mut out = String::new();
    for (name, value) in &raw.headers {
        other(&mut out, name, value)?;
    }
    body(&mut out, &raw.text);
    Ok(out.into_bytes())
}

fn unsubscribe(out: &mut String, ways: &Unsubscribe) -> Result<(), RenderError> {
    const FIELD: &str = "List-Unsubscribe";
    let mut targets = Vec::new();
    for (target, scheme) in [(&ways.https, "https://"), (&ways.mailto, "mailto:")] {
        let Some(target) = target else { continue };
        checked(FIELD, target)?;
        let legal = target
            .bytes()
            .all(|byte| (33..127).contains(&byte) && !b"<>\"".contains(&byte));
        if !legal || !target.starts_with(scheme) {
            return Err(RenderError::Malformed {
                field: FIELD.to_owned(),
                expected: "an https or mailto URL",
            });
        }
        targets.push(format!("<{target}>"));
    }
    if targets.is_empty() {
        return Ok(());
    }
    // One line: some receivers read only the first.
    let value = targets.join(", ");
    if value.len() + FIELD.len() + 2 > LINE_LIMIT {
        return Err(RenderError::TooLong {
            field: FIELD.to_owned(),
        });
    }
    let _ = write!(out, "{FIELD}: {value}\r\n");
    if ways.https.is_some() {
        out.push_str("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
    }
    Ok(())
}

/// Headers that hold mailboxes, whose display names alone may be encoded.
const MAILBOX_HEADERS: [&str; 10] = [
    "from",
    "to",
    "cc",
    "bcc",
    "reply-to",
    "sender",
    "delivered-to",
    "resent-from",
    "resent-to",
    "return-path",
];

fn other(out: &mut String, name: &str, value: &str) -> Result<(), RenderError> {
    let legal = !name.is_empty()
        && name.len() <= 100
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if !legal {
        let field: String = name
            .chars()
            .filter(|one| !one.is_control())
            .take(100)
            .collect();
        return Err(RenderError::Malformed {
            field,
            expected: "a header name",
        });
    }
    checked(name, value)?;
    if value.is_ascii() {
        let words: Vec<String> = value
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        return put(out, name, &words);
    }
    if MAILBOX_HEADERS.contains(&name.to_ascii_lowercase().as_str()) {
        let mut words = Vec::new();
        for one in crate::address::mailboxes(value.as_bytes()) {
            if let Some(last) = words.last_mut() {
                let last: &mut String = last;
                last.push(',');
            }
            words.extend(mailbox(name, &one)?);
        }
        return put(out, name, &words);
    }
    put(out, name, &unstructured(name, value)?)
}

/// Refuses what would end the header.
fn checked(field: &str, value: &str) -> Result<(), RenderError> {
    if value.chars().any(|one| one.is_control() && one != '\t') {
        return Err(RenderError::Control {
            field: field.to_owned(),
        });
    }
    Ok(())
}

fn id(field: &str, id: &str) -> Result<String, RenderError> {
    checked(field, id)?;
    let legal = !id.is_empty()
        && id
            .bytes()
            .all(|byte| (33..127).contains(&byte) && byte != b'<' && byte != b'>');
    if !legal {
        return Err(RenderError::Malformed {
            field: field.to_owned(),
            expected: "a message id without brackets",
        });
    }
    Ok(format!("<{id}>"))
}

/// Two or three words: the name, encoded where needed, and the address in brackets.
fn mailbox(field: &str, mailbox: &Mailbox) -> Result<Vec<String>, RenderError> {
    checked(field, &mailbox.address)?;
    let address = mailbox.address.as_str();
    let legal = address
        .bytes()
        .all(|byte| (33..127).contains(&byte) && !b"<>,;\"()[]\\".contains(&byte))
        && address.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && !domain.is_empty() && !domain.contains('@')
        });
    if !legal {
        return Err(RenderError::Malformed {
            field: field.to_owned(),
            expected: "an ASCII mail address",
        });
    }
    let Some(name) = mailbox
        .name
        .as_deref()
        .map(str::trim)
        .filter(|name| !name.is_empty())
    else {
        return Ok(vec![address.to_owned()]);
    };
    checked(field, name)?;
    let mut words = if !name.is_ascii() || name.contains("=?") {
        encoded_words(name)
    } else if name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b" !#$%&'*+-/=?^_`{|}~".contains(&byte))
    {
        name.split(' ')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    } else {
        vec![format!(
            "\"{}\"",
            name.replace('\\', "\\\\").replace('"', "\\\"")
        )]
    };
    words.push(format!("<{address}>"));
    Ok(words)
}

/// Words of a free text, encoded where needed.
fn unstructured(field: &str, text: &str) -> Result<Vec<String>, RenderError> {
    checked(field, text)?;
    let plain = text.bytes().all(|byte| (32..127).contains(&byte))
        && !text.contains("=?")
        && !text.contains("  ")
        && text.trim() == text
        && text.split(' ').all(|word| word.len() <= FOLD_AT);
    if plain {
        return Ok(text.split(' ').map(str::to_owned).collect());
    }
    Ok(encoded_words(text))
}

/// RFC 2047, base64, each word at most 75 octets, no character split.
fn encoded_words(text: &str) -> Vec<String> {
    // 75 less `=?utf-8?B?` and `?=`, in whole groups of four: 60 characters for 45 octets.
    const OCTETS: usize = 45;
    let mut words = Vec::new();
    let mut chunk = String::new();
    for one in text.chars() {
        if chunk.len() + one.len_utf8() > OCTETS {
            words.push(format!("=?utf-8?B?{}?=", base64(chunk.as_bytes())));
            chunk.clear();
        }
        chunk.push(one);
    }
    if !chunk.is_empty() {
        words.push(format!("=?utf-8?B?{}?=", base64(chunk.as_bytes())));
    }
    words
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in bytes.chunks(3) {
        let bits = group
            .iter()
            .fold(0_usize, |bits, &byte| (bits << 8) | usize::from(byte))
            << (8 * (3 - group.len()));
        for place in 0..4 {
            if place <= group.len() {
                out.push(char::from(ALPHABET[(bits >> (18 - 6 * place)) & 63]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

/// Writes a header, folded between words.
fn put(out: &mut String, name: &str, words: &[String]) -> Result<(), RenderError> {
    out.push_str(name);
    out.push(':');
    let mut column = name.len() + 1;
    for (place, word) in words.iter().enumerate() {
        if word.len() > 900 {
            return Err(RenderError::TooLong {
                field: name.to_owned(),
            });
        }
        if place > 0 && column + 1 + word.len() > FOLD_AT {
            out.push_str("\r\n");
            column = 0;
        }
        out.push(' ');
        out.push_str(word);
        column += 1 + word.len();
    }
    out.push_str("\r\n");
    Ok(())
}

/// `Mon, 02 Nov 2026 09:00:00 +0000`.
pub(crate) fn date(at: jiff::Timestamp) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
}

/// MIME headers and the body.
fn body(out: &mut String, text: &str) {
    out.push_str("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n");
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let plain = text.lines().all(|line| {
        line.len() <= 78
            && line.bytes().all(|byte| (32..127).contains(&byte) || byte == b'\t')
            && !line.ends_with([' ', '\t'])
            // Stores in mbox form would change it.
            && !line.starts_with("From ")
    });
    if plain {
        out.push_str("Content-Transfer-Encoding: 7bit\r\n\r\n");
        for line in text.lines() {
            out.push_str(line);
            out.push_str("\r\n");
        }
        return;
    }
    out.push_str("Content-Transfer-Encoding: quoted-printable\r\n\r\n");
    for line in text.lines() {
        quoted_printable(out, line);
        out.push_str("\r\n");
    }
}

/// RFC 2046, 5.1.4: the same in two forms, the plainest first. `=_` is in no quoted-printable text (RFC 2045,
/// 6.7), so that no part can hold the boundary.
fn alternatives(out: &mut String, text: &str, html: &str) {
    const BOUNDARY: &str = "=_alternative";
    let _ = write!(
        out,
        "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"{BOUNDARY}\"\r\n"
    );
    for (kind, content) in [("plain", text), ("html", html)] {
        let _ = write!(
            out,
            "\r\n--{BOUNDARY}\r\nContent-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        );
        for line in content.replace("\r\n", "\n").replace('\r', "\n").lines() {
            quoted_printable(out, line);
            out.push_str("\r\n");
        }
    }
    let _ = write!(out, "\r\n--{BOUNDARY}--\r\n");
}

/// RFC 2045, 6.7: one line of text, in lines of at most 76 octets.
fn quoted_printable(out: &mut String, line: &str) {
    let bytes = line.as_bytes();
    let mut column = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let last = at + 1 == bytes.len();
        let blank = byte == b' ' || byte == b'\t';
        let mbox = at == 0 && line.starts_with("From ");
        let literal = ((33..127).contains(&byte) && byte != b'=' && !mbox) || (blank && !last);
        let width = if literal { 1 } else { 3 };
        if column + width > if last { 76 } else { 75 } {
            out.push_str("=\r\n");
            column = 0;
        }
        if literal {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "={byte:02X}");
        }
        column += width;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        Letter {
            message_id: "one@out.example".to_owned(),
            date: "2026-11-02T09:00:00Z".parse().unwrap(),
            from: Mailbox::new("Sam Lee", "sam@out.example"),
            to: Mailbox::new("Jürgen \"J\" Müller, Dr.", "j@host.example"),
            reply_to: Some("r+abc@in.example".to_owned()),
            subject: "Wärme: ein Vorschlag, der länger ist als eine Zeile im Kopf der Mail lang sein darf".to_owned(),
            text: "Guten Tag,\n\nFrom here on = änders.  \n.\n".to_owned() + &"x".repeat(2000),
            html: None,
            in_reply_to: Some("zero@out.example".to_owned()),
            references: (0..40).map(|number| format!("reference-{number}@out.example")).collect(),
            list_unsubscribe: Unsubscribe {
                https: Some("https://u.example/u/T".to_owned()),
                mailto: Some("mailto:u+T@in.example?subject=unsubscribe".to_owned()),
            },
            headers: vec![("X-Note".to_owned(), "grün".to_owned())],
        }
    }

    #[test]
    fn what_is_rendered_is_read_again() {
        let letter = letter();
        let raw = render(&letter).unwrap();
        assert_eq!(
            raw,
            render(&letter).unwrap(),
            "the same letter gives the same bytes"
        );
        let text = String::from_utf8(raw.clone()).unwrap();
        assert!(text.is_ascii());
        assert!(
            text.split("\r\n")
                .all(|line| line.len() <= 998 && !line.contains(['\n', '\r']))
        );
        let inbound = crate::read(&raw);
        assert_eq!(inbound.message_id.as_deref(), Some("one@out.example"));
        assert_eq!(inbound.in_reply_to, ["zero@out.example"]);
        assert_eq!(inbound.references, letter.references);
        assert_eq!(inbound.from.as_ref(), Some(&letter.from));
        assert_eq!(inbound.to, std::slice::from_ref(&letter.to));
        assert_eq!(inbound.reply_to, Some(Mailbox::new("", "r+abc@in.example")));
        assert_eq!(inbound.subject, letter.subject);
        assert_eq!(inbound.date, Some(letter.date));
        assert_eq!(inbound.text, letter.text);
        assert_eq!(inbound.header("x-note"), Some("grün"));
        assert_eq!(inbound.kind, crate::MailKind::Human);
    }

    #[test]
    fn html_stands_behind_the_text_and_never_alone() {
        let plain = letter();
        let with = Letter {
            html: Some(crate::html_alternative(&plain.text)),
            ..plain.clone()
        };
        let raw = String::from_utf8(render(&with).unwrap()).unwrap();
        assert!(raw.is_ascii() && raw.split("\r\n").all(|line| line.len() <= 998));
        let (text, html) = (raw.find("text/plain"), raw.find("text/html"));
        assert!(text.is_some() && text < html, "{text:?} {html:?}");
        assert_eq!(
            crate::read(raw.as_bytes()).text,
            crate::read(&render(&plain).unwrap()).text
        );
        assert!(
            !String::from_utf8(render(&plain).unwrap())
                .unwrap()
                .contains("text/html")
        );
    }

    #[test]
    fn a_text_that_holds_the_boundary_is_not_cut_by_it() {
        let mut letter = letter();
        letter.text =
            "before\n--=_alternative\nContent-Type: text/html\n\nafter\n--=_alternative--\n"
                .to_owned();
        letter.html = Some(crate::html_alternative(&letter.text));
        let seen = crate::read(&render(&letter).unwrap());
        assert_eq!(seen.text.trim_end(), letter.text.trim_end());
    }

    #[test]
    fn the_way_off_the_list_follows_rfc_8058() {
        let text = String::from_utf8(render(&letter()).unwrap()).unwrap();
        assert!(text.contains(
            "\r\nList-Unsubscribe: <https://u.example/u/T>, <mailto:u+T@in.example?subject=unsubscribe>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
        ));
        let mut mailto_only = letter();
        mailto_only.list_unsubscribe.https = None;
        let text = String::from_utf8(render(&mailto_only).unwrap()).unwrap();
        assert!(text.contains("List-Unsubscribe: <mailto:") && !text.contains("One-Click"));
    }

    #[track_caller]
    fn check(field: &str, spoil: impl Fn(&mut Letter, &str)) {
        for evil in [
            "a@b.example\r\nBcc: x@y.example",
            "a@b.example\nX",
            "a@b.example\rX",
            "a@b.example\0",
        ] {
            let mut letter = letter();
            spoil(&mut letter, evil);
            assert_eq!(
                render(&letter),
                Err(RenderError::Control {
                    field: field.to_owned()
                }),
                "{evil:?}"
            );
        }
    }

    #[test]
    fn no_field_writes_another_header() {
        check("Subject", |letter, evil| letter.subject = evil.to_owned());
        check("From", |letter, evil| letter.from.address = evil.to_owned());
        check("From", |letter, evil| {
            letter.from.name = Some(evil.to_owned())
        });
        check("To", |letter, evil| letter.to.address = evil.to_owned());
        check("To", |letter, evil| letter.to.name = Some(evil.to_owned()));
        check("Reply-To", |letter, evil| {
            letter.reply_to = Some(evil.to_owned())
        });
        check("Message-ID", |letter, evil| {
            letter.message_id = evil.to_owned()
        });
        check("In-Reply-To", |letter, evil| {
            letter.in_reply_to = Some(evil.to_owned())
        });
        check("References", |letter, evil| {
            letter.references = vec![evil.to_owned()]
        });
        check("List-Unsubscribe", |letter, evil| {
            letter.list_unsubscribe.https = Some(evil.to_owned())
        });
        check("List-Unsubscribe", |letter, evil| {
            letter.list_unsubscribe.mailto = Some(evil.to_owned())
        });
        check("X-Any", |letter, evil| {
            letter.headers = vec![("X-Any".to_owned(), evil.to_owned())]
        });
        let mut named = letter();
        named.headers = vec![("X: y\r\nBcc".to_owned(), "z".to_owned())];
        assert!(matches!(render(&named), Err(RenderError::Malformed { .. })));
    }

    #[test]
    fn raw_mail_is_rendered() {
        let raw = Raw {
            headers: vec![
                ("From".to_owned(), "Jürgen <j@host.example>".to_owned()),
                ("Subject".to_owned(), "Re: Wärme".to_owned()),
                ("Auto-Submitted".to_owned(), "auto-replied".to_owned()),
            ],
            text: "Bin weg.\n".to_owned(),
        };
        let inbound = crate::read(&render_raw(&raw).unwrap());
        assert_eq!(inbound.from, Some(Mailbox::new("Jürgen", "j@host.example")));
        assert_eq!(inbound.subject, "Re: Wärme");
        assert_eq!(inbound.kind, crate::MailKind::AutoReply);
    }
}
