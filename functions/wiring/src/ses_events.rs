//! What SES reports of letters that left: by way of a configuration set and SNS, delivered raw.
//!
//! Every report proves that SES had the letter, so it settles a claim of which nobody knew. Bounces, delays
//! and complaints then go the way of those that come by mail, so that there is one way to stop writing.

use crate::Stack;
use domain::ClaimId;
use flow::{StepError, inbound, sending};
use jiff::Timestamp;
use mail::{DeliveryFailure, Mailbox, delivery_failure};
use serde::Deserialize;
use std::collections::HashMap;

/// A report. Of all it says only what is needed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Report {
    event_type: String,
    mail: Letter,
    bounce: Option<Failure>,
    delivery_delay: Option<Failure>,
    complaint: Option<Failure>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Letter {
    source: String,
    message_id: String,
    #[serde(default)]
    tags: HashMap<String, Vec<String>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Failure {
    bounce_type: Option<String>,
    timestamp: Timestamp,
    feedback_id: Option<String>,
    #[serde(
        default,
        alias = "bouncedRecipients",
        alias = "delayedRecipients",
        alias = "complainedRecipients"
    )]
    recipients: Vec<Recipient>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Recipient {
    email_address: String,
    status: Option<String>,
    diagnostic_code: Option<String>,
}

/// Takes a report in.
pub(crate) async fn take(stack: &Stack, report: &Report) -> Result<(), StepError> {
    let Some(claim) = claim(&report.mail) else {
        tracing::warn!(
            kind = report.event_type,
            "a report on a letter that is not ours"
        );
        return Ok(());
    };
    let sender = address(&report.mail.source);
    sending::reported(
        &stack.ports,
        &claim,
        &sender,
        &format!("{} by SES", report.event_type.to_lowercase()),
    )
    .await?;
    for raw in as_mails(report, &claim, &sender)? {
        inbound::accept(&stack.ports, raw).await?;
    }
    Ok(())
}

/// `Sam <sam@out.example>` or the address alone.
fn address(source: &str) -> String {
    let inside = source
        .rsplit_once('<')
        .map_or(source, |(_, address)| address);
    inside.trim_end_matches('>').trim().to_owned()
}

/// The tag that the adapter gave the letter.
fn claim(letter: &Letter) -> Option<ClaimId> {
    ClaimId::parse(letter.tags.get("msg")?.first()?).ok()
}

/// The same as the mails that other servers send.
fn as_mails(report: &Report, claim: &ClaimId, sender: &str) -> Result<Vec<Vec<u8>>, StepError> {
    let message_id = sending::message_id(claim, sender);
    let mut mails = Vec::new();
    let failures = [&report.bounce, &report.delivery_delay];
    for failure in failures.into_iter().flatten() {
        for (number, recipient) in failure.recipients.iter().enumerate() {
            let original = headers(sender, &recipient.email_address, &message_id);
            let said = recipient.diagnostic_code.clone().unwrap_or_default();
            let failed = DeliveryFailure {
                recipient: recipient.email_address.clone(),
                status: status(failure, recipient),
                diagnostic: said.trim_start_matches("smtp; ").to_owned(),
                message_id: id(report, failure, number),
                date: failure.timestamp,
                from: Mailbox::new("", "MAILER-DAEMON@amazonses.com"),
            };
            let mail = delivery_failure(original.as_bytes(), &failed);
            mails.push(mail.map_err(|error| StepError::Invalid(error.to_string()))?);
        }
    }
    if let Some(failure) = &report.complaint {
        for (number, recipient) in failure.recipients.iter().enumerate() {
            let original = headers(sender, &recipient.email_address, &message_id);
            mails.push(complaint(&original, sender, &id(report, failure, number))?);
        }
    }
    Ok(mails)
}

/// A repeat is told by it.
fn id(report: &Report, failure: &Failure, number: usize) -> String {
    let feedback = failure.feedback_id.clone();
    let feedback = feedback.unwrap_or_else(|| {
        let at = failure.timestamp.as_millisecond();
        format!("{}.{at}", report.mail.message_id)
    });
    format!("{feedback}.{number}@amazonses.com")
}

/// What the other server said, or what SES made of it.
fn status(failure: &Failure, recipient: &Recipient) -> String {
    let usual = match failure.bounce_type.as_deref() {
        Some("Permanent") => "5.0.0",
        // SES has given up on the letter, not on the address.
        Some(_) | None => "4.0.0",
    };
    recipient.status.clone().unwrap_or_else(|| usual.to_owned())
}

fn headers(from: &str, to: &str, message_id: &str) -> String {
    format!("From: {from}\r\nTo: {to}\r\nMessage-ID: <{message_id}>\r\n\r\n")
}

/// A complaint as feedback loops send it (RFC 5965).
fn complaint(original: &str, sender: &str, id: &str) -> Result<Vec<u8>, StepError> {
    let lines = original.trim_end().split("\r\n").count();
    if lines != 3
        || [sender, id]
            .iter()
            .any(|text| text.contains(char::is_control))
    {
        return Err(StepError::Invalid(
            "a report with a line end in an address".to_owned(),
        ));
    }
    Ok(format!(
        "From: complaints@amazonses.com\r\nTo: {sender}\r\nSubject: Complaint\r\nMessage-ID: <{id}>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=feedback-report; boundary=\"=_ses\"\r\n\r\n\
         --=_ses\r\nContent-Type: text/plain\r\n\r\nThis is an email abuse report.\r\n\r\n\
         --=_ses\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\n\r\n\
         --=_ses\r\nContent-Type: text/rfc822-headers\r\n\r\n{original}--=_ses--\r\n"
    )
    .into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use mail::MailKind;

    fn report(kind: &str, rest: &str) -> Report {
        let text = format!(
            r#"{{"eventType":"{kind}","mail":{{"timestamp":"2026-11-02T09:00:00Z","messageId":"0100","source":"Sam <sam@out.example>",
            "destination":["jane@acme.example"],"tags":{{"ses:configuration-set":["x"],"msg":["clm_abc"]}}}}{rest}}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    #[track_caller]
    fn check(report: &Report, kind: MailKind, permanent: Option<bool>) {
        let claim = claim(&report.mail).unwrap();
        let mails = as_mails(report, &claim, "sam@out.example").unwrap();
        assert_eq!(mails, as_mails(report, &claim, "sam@out.example").unwrap());
        let [raw] = mails.as_slice() else {
            panic!("one mail is expected, not {}", mails.len())
        };
        let read = mail::read(raw);
        assert_eq!(read.kind, kind);
        assert_eq!(read.original_message_id.as_deref(), Some("abc@out.example"));
        assert_eq!(read.recipients[0].address, "jane@acme.example");
        assert_eq!(read.recipients[0].permanent, permanent);
    }

    #[test]
    fn bounces_delays_and_complaints_are_understood_as_those_that_come_by_mail() {
        let bounce = r#","bounce":{"bounceType":"Permanent","bounceSubType":"General","timestamp":"2026-11-02T09:00:01.123Z","feedbackId":"f1",
            "bouncedRecipients":[{"emailAddress":"jane@acme.example","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 no such user"}]}"#;
        check(&report("Bounce", bounce), MailKind::Bounce, Some(true));
        let delay = r#","deliveryDelay":{"delayType":"MailboxFull","timestamp":"2026-11-02T09:00:01Z","expirationTime":"2026-11-03T09:00:01Z",
            "delayedRecipients":[{"emailAddress":"jane@acme.example","status":"4.2.2","diagnosticCode":"smtp; 452 4.2.2 mailbox full"}]}"#;
        check(
            &report("DeliveryDelay", delay),
            MailKind::Delay,
            Some(false),
        );
        let complaint = r#","complaint":{"timestamp":"2026-11-02T09:00:01Z","feedbackId":"f2","complaintFeedbackType":"abuse",
            "complainedRecipients":[{"emailAddress":"jane@acme.example"}]}"#;
        check(&report("Complaint", complaint), MailKind::Complaint, None);
        let delivery = r#","delivery":{"timestamp":"2026-11-02T09:00:01Z","recipients":["jane@acme.example"]}"#;
        let delivered = report("Delivery", delivery);
        let claim = claim(&delivered.mail).unwrap();
        assert_eq!(
            as_mails(&delivered, &claim, "sam@out.example")
                .unwrap()
                .len(),
            0
        );
    }

    #[test]
    fn no_address_brings_a_line_of_its_own() {
        let bounce = r#","complaint":{"timestamp":"2026-11-02T09:00:01Z","complainedRecipients":[{"emailAddress":"jane@acme.example\r\nX: y"}]}"#;
        let report = report("Complaint", bounce);
        let claim = claim(&report.mail).unwrap();
        assert!(as_mails(&report, &claim, "sam@out.example").is_err());
    }
}
