//! Delivery reports as a mail system writes them (RFC 3464), for simulated markets.

use crate::{Mailbox, RenderError, headers, render::date};

/// What a mail system has to say about one delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryFailure {
    /// Whom the mail was for.
    pub recipient: String,
    /// Enhanced status code such as `5.1.1`; one that starts with `4` makes it a delay.
    pub status: String,
    /// What the other server said, such as `550 5.1.1 no such user`.
    pub diagnostic: String,
    /// Of the report itself, without angle brackets.
    pub message_id: String,
    /// When the report was written.
    pub date: jiff::Timestamp,
    /// The mail system, such as `MAILER-DAEMON@mx.example`.
    pub from: Mailbox,
}

/// Octets of the returned header block.
const RETURNED_LIMIT: usize = 16 * 1024;

/// Writes a delivery report on a mail; its headers are returned, its body isn't.
///
/// # Errors
/// Names the field that holds a line end or NUL, or isn't what its header asks for.
pub fn delivery_failure(
    original: &[u8],
    failure: &DeliveryFailure,
) -> Result<Vec<u8>, RenderError> {
    let single_line = |field: &'static str, value: &str| {
        if value.chars().any(char::is_control) {
            Err(RenderError::Control {
                field: field.to_owned(),
            })
        } else {
            Ok(())
        }
    };
    single_line("Final-Recipient", &failure.recipient)?;
    single_line("Status", &failure.status)?;
    single_line("Diagnostic-Code", &failure.diagnostic)?;
    single_line("Message-ID", &failure.message_id)?;
    single_line("From", &failure.from.address)?;
    let (returned, body_at) = headers::split(original);
    let sender = headers::first_raw(&returned, "From")
        .and_then(|value| crate::address::mailboxes(value).into_iter().next())
        .map(|mailbox| mailbox.address)
        .filter(|address| address.is_ascii() && !address.chars().any(char::is_control))
        .unwrap_or_else(|| failure.from.address.clone());
    let delayed = failure.status.starts_with('4');
    let (action, subject, opening) = if delayed {
        (
            "delayed",
            "Delivery Status Notification (Delay)",
            "Delivery to the following recipient has been delayed.\r\nThe server will keep trying.",
        )
    } else {
        (
            "failed",
            "Undelivered Mail Returned to Sender",
            "Your message could not be delivered to the following recipient.",
        )
    };
    let host = failure
        .from
        .address
        .rsplit_once('@')
        .map_or("mx.example", |(_, domain)| domain);
    // Equal input, equal bytes; and a line that no header block holds.
    let boundary = format!(
        "=_report_{:016x}",
        hash(failure.message_id.as_bytes(), original)
    );
    let returned = returned_head(original, body_at);
    let returned: Vec<&str> = returned.lines().collect();
    let mut out = String::new();
    for line in [
        "Return-Path: <>".to_owned(),
        format!("Date: {}", date(failure.date)),
        format!("From: Mail Delivery System <{}>", failure.from.address),
        format!("To: {sender}"),
        format!("Subject: {subject}"),
        format!("Message-ID: <{}>", failure.message_id),
        "Auto-Submitted: auto-replied".to_owned(),
        "MIME-Version: 1.0".to_owned(),
        format!("Content-Type: multipart/report; report-type=delivery-status;\r\n boundary=\"{boundary}\""),
        String::new(),
        "This is a MIME-encapsulated message.".to_owned(),
        String::new(),
        format!("--{boundary}"),
        "Content-Type: text/plain; charset=utf-8".to_owned(),
        "Content-Transfer-Encoding: 8bit".to_owned(),
        String::new(),
        opening.to_owned(),
        String::new(),
        format!("<{}>: {}", failure.recipient, failure.diagnostic),
        String::new(),
        format!("--{boundary}"),
        "Content-Type: message/delivery-status".to_owned(),
        String::new(),
        format!("Reporting-MTA: dns; {host}"),
        format!("Arrival-Date: {}", date(failure.date)),
        String::new(),
        format!("Final-Recipient: rfc822; {}", failure.recipient),
        format!("Action: {action}"),
        format!("Status: {}", failure.status),
        format!("Diagnostic-Code: smtp; {}", failure.diagnostic),
        String::new(),
        format!("--{boundary}"),
        "Content-Type: text/rfc822-headers".to_owned(),
        String::new(),
    ]
    .iter()
    .map(String::as_str)
    .chain(returned)
    .chain(["", &format!("--{boundary}--")])
    {
        out.push_str(line);
        out.push_str("\r\n");
    }
    Ok(out.into_bytes())
}

/// The header block of the mail that is returned, with single line ends.
pub(crate) fn returned_head(original: &[u8], body_at: usize) -> String {
    let head = &original[..body_at.min(RETURNED_LIMIT)];
    let head = headers::lenient_text(head).replace("\r\n", "\n");
    head.trim_matches('\n').to_owned()
}

/// FNV-1a; only to tell reports apart.
pub(crate) fn hash(one: &[u8], two: &[u8]) -> u64 {
    one.iter()
        .chain(two)
        .fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MailKind;

    #[track_caller]
    fn check(status: &str, diagnostic: &str, kind: MailKind, permanent: bool) {
        let original = b"From: Sam <sam@out.example>\r\nTo: Jane <jane@host.example>\r\nMessage-ID: <one@out.example>\r\nSubject: Hi\r\n\r\nHello\r\n";
        let failure = DeliveryFailure {
            recipient: "jane@host.example".to_owned(),
            status: status.to_owned(),
            diagnostic: diagnostic.to_owned(),
            message_id: "report@mx.example".to_owned(),
            date: "2026-11-02T09:00:00Z".parse().unwrap(),
            from: Mailbox::new("", "MAILER-DAEMON@mx.example"),
        };
        let raw = delivery_failure(original, &failure).unwrap();
        assert_eq!(raw, delivery_failure(original, &failure).unwrap());
        let inbound = crate::read(&raw);
        assert_eq!(inbound.kind, kind, "{diagnostic}");
        assert_eq!(inbound.recipients.len(), 1);
        assert_eq!(inbound.recipients[0].address, "jane@host.example");
        assert_eq!(inbound.recipients[0].status.as_deref(), Some(status));
        assert_eq!(
            inbound.recipients[0].permanent,
            Some(permanent),
            "{diagnostic}"
        );
        assert_eq!(
            inbound.original_message_id.as_deref(),
            Some("one@out.example")
        );
        assert_eq!(inbound.to, [Mailbox::new("", "sam@out.example")]);
        assert!(inbound.human_text.is_empty());
    }

    #[test]
    fn a_report_is_understood_by_our_own_reader() {
        check("5.1.1", "550 5.1.1 no such user", MailKind::Bounce, true);
        check("5.2.2", "552 5.2.2 mailbox full", MailKind::Bounce, false);
        check(
            "5.7.1",
            "550 5.7.1 blocked for spam",
            MailKind::Bounce,
            false,
        );
        check("4.2.2", "452 4.2.2 mailbox full", MailKind::Delay, false);
    }

    #[test]
    fn no_field_writes_another_header() {
        let failure = DeliveryFailure {
            recipient: "jane@host.example\r\nX: y".to_owned(),
            status: "5.1.1".to_owned(),
            diagnostic: String::new(),
            message_id: "report@mx.example".to_owned(),
            date: jiff::Timestamp::UNIX_EPOCH,
            from: Mailbox::new("", "MAILER-DAEMON@mx.example"),
        };
        assert!(delivery_failure(b"", &failure).is_err());
    }
}
