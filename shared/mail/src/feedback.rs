//! Spam reports as a mailbox provider writes them (RFC 5965), for simulated markets.

use crate::report::{hash, returned_head};
use crate::{Mailbox, RenderError, headers, render::date};

/// What a provider tells of somebody who pressed "this is spam".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpamReport {
    /// Who pressed it.
    pub recipient: String,
    /// Of the report itself, without angle brackets.
    pub message_id: String,
    /// When the report was written.
    pub date: jiff::Timestamp,
    /// The provider's desk, such as `feedback@mx.example`.
    pub from: Mailbox,
    /// Where reports about the sender go.
    pub to: String,
}

/// Writes a spam report on a mail; its headers are returned, its body isn't.
///
/// # Errors
/// Names the field that holds a line end or NUL.
pub fn spam_report(original: &[u8], report: &SpamReport) -> Result<Vec<u8>, RenderError> {
    for (field, value) in [
        ("Original-Rcpt-To", &report.recipient),
        ("Message-ID", &report.message_id),
        ("From", &report.from.address),
        ("To", &report.to),
    ] {
        if value.chars().any(char::is_control) {
            return Err(RenderError::Control {
                field: field.to_owned(),
            });
        }
    }
    let (_, body_at) = headers::split(original);
    let boundary = format!(
        "=_feedback_{:016x}",
        hash(report.message_id.as_bytes(), original)
    );
    let head = format!(
        "Date: {date}\nFrom: <{from}>\nTo: <{to}>\nSubject: Abuse report\nMessage-ID: <{id}>\n\
         MIME-Version: 1.0\nContent-Type: multipart/report; report-type=feedback-report;\n boundary=\"{boundary}\"\n\n\
         --{boundary}\nContent-Type: text/plain; charset=utf-8\n\nThis is an email abuse report for a message that was reported as spam.\n\n\
         --{boundary}\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: Market/1\nVersion: 1\n\
         Original-Rcpt-To: <{recipient}>\n\n\
         --{boundary}\nContent-Type: text/rfc822-headers\n\n{returned}\n\n--{boundary}--\n",
        date = date(report.date),
        from = report.from.address,
        to = report.to,
        id = report.message_id,
        recipient = report.recipient,
        returned = returned_head(original, body_at),
    );
    Ok(head.replace('\n', "\r\n").into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MailKind;

    fn report(recipient: &str) -> Result<Vec<u8>, RenderError> {
        let original = b"From: Sam <sam@out.example>\r\nTo: Jane <jane@host.example>\r\nMessage-ID: <one@out.example>\r\nSubject: Hi\r\n\r\nHello\r\n";
        let report = SpamReport {
            recipient: recipient.to_owned(),
            message_id: "report@mx.example".to_owned(),
            date: jiff::Timestamp::UNIX_EPOCH,
            from: Mailbox::new("", "feedback@mx.example"),
            to: "sam@out.example".to_owned(),
        };
        spam_report(original, &report)
    }

    #[test]
    fn a_report_is_understood_by_our_own_reader() {
        let inbound = crate::read(&report("jane@host.example").unwrap());
        assert_eq!(inbound.kind, MailKind::Complaint);
        assert_eq!(inbound.recipients[0].address, "jane@host.example");
        let original = inbound.original_message_id.as_deref();
        assert_eq!(original, Some("one@out.example"));
        assert!(inbound.human_text.is_empty());
    }

    #[test]
    fn no_field_writes_another_header() {
        assert!(report("jane@host.example\r\nX: y").is_err());
    }
}
