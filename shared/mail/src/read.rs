//! From bytes, or from headers and a body, to facts.

use crate::{
    Inbound, MailKind,
    address::mailboxes,
    headers::{self, RawHeader},
    html, human_text,
    machine::{self, Material},
    mime::{self, Part},
};

/// Octets of a mail that is read at all; SES takes no larger one.
pub const MAIL_LIMIT: usize = 40 * 1024 * 1024;

/// Octets of body text that are looked at; the rest is cut.
pub const TEXT_LIMIT: usize = 256 * 1024;

/// Reads one mail.
///
/// Never fails: what can't be read is of kind [`MailKind::Unreadable`] and says why.
#[must_use]
pub fn read(raw: &[u8]) -> Inbound {
    if raw.len() > MAIL_LIMIT {
        return unreadable(format!(
            "the mail has {} octets, {MAIL_LIMIT} are read",
            raw.len()
        ));
    }
    if raw.trim_ascii().is_empty() {
        return unreadable("the mail is empty".to_owned());
    }
    let tree = mime::tree(raw);
    if tree.headers.is_empty() {
        let mut inbound = unreadable("the mail has no header".to_owned());
        let text = headers::lenient_text(&raw[..raw.len().min(TEXT_LIMIT)]);
        inbound.text = cut(&mime::tidy(&text)).to_owned();
        return inbound;
    }
    let mut inbound = from_headers(&tree.headers);
    inbound.text = body_text(&tree.leaves);
    let material = Material::of_tree(&tree);
    finish(inbound, &material)
}

/// Reads a mail whose headers and body come apart and decoded.
///
/// With no headers at all (LinkedIn) the body alone is judged.
#[must_use]
pub fn read_parts(headers: &[(String, String)], body: &str) -> Inbound {
    let raw: Vec<RawHeader> = headers
        .iter()
        .take(200)
        .map(|(name, value)| RawHeader {
            name: name.clone(),
            value: value.replace(['\r', '\n'], " ").into_bytes(),
        })
        .collect();
    let mut inbound = from_headers(&raw);
    inbound.text = cut(&body.replace("\r\n", "\n").replace('\0', "")).to_owned();
    let material = Material::of_text(&inbound.text);
    finish(inbound, &material)
}

fn finish(mut inbound: Inbound, material: &Material) -> Inbound {
    machine::classify(&mut inbound, material);
    inbound.human_text = match inbound.kind {
        MailKind::Bounce | MailKind::Delay | MailKind::Complaint | MailKind::Unreadable => {
            String::new()
        }
        MailKind::Human | MailKind::AutoReply | MailKind::Calendar => {
            human_text::human_text_of(&inbound.text, inbound.from.as_ref())
        }
    };
    inbound
}

fn unreadable(error: String) -> Inbound {
    Inbound {
        kind: MailKind::Unreadable,
        error: Some(error),
        ..Inbound::default()
    }
}

fn from_headers(raw: &[RawHeader]) -> Inbound {
    let decoded = headers::decode_all(raw);
    let people = |name: &str| {
        headers::first_raw(raw, name)
            .map(mailboxes)
            .unwrap_or_default()
    };
    let ids = |name: &str| {
        headers::first(&decoded, name)
            .map(headers::ids)
            .unwrap_or_default()
    };
    let mut delivered_to = Vec::new();
    for name in [
        "Delivered-To",
        "X-Original-To",
        "Envelope-To",
        "X-Envelope-To",
    ] {
        for header in raw
            .iter()
            .filter(|header| header.name.eq_ignore_ascii_case(name))
            .take(20)
        {
            for mailbox in mailboxes(&header.value) {
                if !delivered_to.contains(&mailbox) && delivered_to.len() < 20 {
                    delivered_to.push(mailbox);
                }
            }
        }
    }
    Inbound {
        message_id: ids("Message-ID").into_iter().next(),
        in_reply_to: ids("In-Reply-To"),
        references: ids("References"),
        from: people("From")
            .into_iter()
            .next()
            .or_else(|| people("Sender").into_iter().next()),
        to: people("To"),
        cc: people("Cc"),
        delivered_to,
        reply_to: people("Reply-To").into_iter().next(),
        subject: headers::first(&decoded, "Subject")
            .unwrap_or_default()
            .to_owned(),
        date: headers::first(&decoded, "Date").and_then(headers::date),
        headers: decoded,
        ..Inbound::default()
    }
}

/// The text a reader would see: plain parts joined, else HTML ones.
fn body_text(leaves: &[Part<'_>]) -> String {
    let gather = |kind: &str| {
        let mut text = String::new();
        for part in leaves
            .iter()
            .filter(|part| part.kind == kind && !part.attachment)
        {
            if text.len() > TEXT_LIMIT {
                break;
            }
            let decoded = part.text();
            let decoded = if kind == "text/html" {
                html::html_to_text(&decoded)
            } else {
                decoded
            };
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(decoded.trim_end());
        }
        text
    };
    let plain = gather("text/plain");
    let text = if plain.trim().is_empty() {
        gather("text/html")
    } else {
        plain
    };
    cut(&text).to_owned()
}

/// Cuts at the limit of body text.
pub(crate) fn cut(text: &str) -> &str {
    cut_at(text, TEXT_LIMIT)
}

/// Cuts at a number of octets or before, between characters.
pub(crate) fn cut_at(text: &str, limit: usize) -> &str {
    if text.len() <= limit {
        return text;
    }
    let mut end = limit;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_mail_is_said_to_be_unreadable() {
        for raw in [&b""[..], b" \r\n\r\n", b"no header at all", &[0xff; 64]] {
            let inbound = read(raw);
            assert_eq!(inbound.kind, MailKind::Unreadable);
            assert!(inbound.error.is_some());
        }
        assert_eq!(
            read(b"no header,\r\nbut a NUL\0").text,
            "no header,\nbut a NUL"
        );
        let large = vec![b'a'; MAIL_LIMIT + 1];
        assert_eq!(read(&large).kind, MailKind::Unreadable);
    }

    #[test]
    fn white_space_and_mbox_lines_before_the_headers_are_skipped() {
        for start in [
            "\r\n\r\n",
            "   \n",
            "From sam@x.example Mon Nov  2 09:00:00 2026\n",
            "\n>From sam@x.example Mon\n",
            "\u{feff}",
        ] {
            let inbound = read(format!("{start}From: a@b.example\nSubject: Hi\n\nText").as_bytes());
            assert_eq!(
                (inbound.subject.as_str(), inbound.text.as_str()),
                ("Hi", "Text"),
                "{start:?}"
            );
        }
    }

    #[test]
    fn charsets_and_encodings_are_undone() {
        for (headers, body, text) in [
            (
                "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable",
                "Gr=FC=DFe",
                "Grüße",
            ),
            (
                "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64",
                "R3LDvMOfZQ==",
                "Grüße",
            ),
            (
                "Content-Type: text/plain; charset=iso-2022-jp",
                "\u{1b}$B$O$$\u{1b}(B",
                "はい",
            ),
            (
                "Content-Type: text/plain; charset=nonsense",
                "Grüße",
                "Grüße",
            ),
            (
                "Content-Type: text/html",
                "<p>Gr&uuml;&szlig;e</p>",
                "Grüße",
            ),
        ] {
            assert_eq!(
                read(format!("From: a@b.example\n{headers}\n\n{body}").as_bytes()).text,
                text,
                "{headers}"
            );
        }
    }

    #[test]
    fn an_id_holds_no_bracket_however_the_header_is_broken() {
        for (value, ids) in [
            (
                "<one@a.example> <two@b.example>",
                &["one@a.example", "two@b.example"][..],
            ),
            ("<one@a.exam<two@b.example>", &["two@b.example"]),
            ("one@a.exam<two@b.example", &["one@a.exam", "two@b.example"]),
            ("<>", &[]),
        ] {
            let mail = format!("From: a@b.example\nReferences: {value}\n\nText");
            assert_eq!(read(mail.as_bytes()).references, ids, "{value}");
        }
    }

    #[test]
    fn hostile_structures_end_in_time() {
        let nested = "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(50_000);
        assert_eq!(read(nested.as_bytes()).kind, MailKind::Human);
        let _ = read(
            "Content-Type: message/rfc822\n\n"
                .repeat(100_000)
                .as_bytes(),
        );
        let _ = read("a:b\n".repeat(1_000_000).as_bytes());
        let _ = read(
            format!(
                "Content-Type: multipart/mixed; boundary=b\n\n{}",
                "--b\n\n".repeat(300_000)
            )
            .as_bytes(),
        );
        let _ = read(format!("Subject: x\n\n{}", "a@b.example ".repeat(300_000)).as_bytes());
        let _ = read(
            format!(
                "From: MAILER-DAEMON@x\nSubject: failure notice\n\n{}",
                "<a@b.example>:\n".repeat(300_000)
            )
            .as_bytes(),
        );
        let _ = read(format!("To: {}\n\nx", "(".repeat(400_000)).as_bytes());
        let _ = read(format!("Subject: {}\n\nx", "=?utf-8?q?a?=".repeat(50_000)).as_bytes());
    }
}
