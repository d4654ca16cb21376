//! Mail that SES took in: an object in a bucket, and a notice of it in the queue.

use crate::Stack;
use crate::environment::variable;
use adapters_aws::Look;
use flow::{StepError, inbound};
use serde::Deserialize;

/// What SES writes down of a mail; by way of SNS, delivered raw. Of all it says only what is needed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Notice {
    receipt: Receipt,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Receipt {
    /// The envelope's recipients. They hold the reply token even where no header does.
    recipients: Vec<String>,
    virus_verdict: Option<Verdict>,
    action: Action,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Verdict {
    status: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Action {
    object_key: String,
}

/// Takes the mail in and deletes the object: from here on forget knows where its text is.
pub(crate) async fn take(stack: &Stack, notice: &Notice) -> Result<(), StepError> {
    let Notice { receipt } = notice;
    let bucket = variable("ONLOOP_MAIL").map_err(|why| StepError::Invalid(why.to_string()))?;
    let (objects, key) = (stack.aws.objects(&bucket), &receipt.action.object_key);
    let has_virus = receipt.virus_verdict.as_ref();
    if has_virus.is_some_and(|verdict| verdict.status == "FAIL") {
        tracing::warn!(key, "a mail with a virus is thrown away");
        return Ok(objects.delete(key).await?);
    }
    match objects.look(key, None, inbound::MAX_RAW).await? {
        // A notice that came twice: the first one took it.
        Look::Missing | Look::Unchanged => Ok(()),
        Look::Found { bytes, .. } => {
            inbound::accept(&stack.ports, with_envelope(&receipt.recipients, bytes)).await?;
            Ok(objects.delete(key).await?)
        }
    }
}

/// The mail with its envelope's recipients on top, as a mailbox's own server writes them.
fn with_envelope(recipients: &[String], raw: Vec<u8>) -> Vec<u8> {
    let mut mail = Vec::new();
    for recipient in recipients {
        // No line of its own may come in by an address.
        if !recipient.chars().any(char::is_control) {
            mail.extend(format!("Delivered-To: {recipient}\r\n").into_bytes());
        }
    }
    mail.extend(raw);
    mail
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTICE: &str = r#"{"notificationType":"Received","mail":{"messageId":"k1"},"receipt":{
        "recipients":["r+token@in.example"],"spamVerdict":{"status":"PASS"},"virusVerdict":{"status":"PASS"},
        "action":{"type":"S3","bucketName":"b","objectKey":"in/k1"}}}"#;

    #[test]
    fn a_notice_is_read() {
        let notice: Notice = serde_json::from_str(NOTICE).unwrap();
        assert_eq!(notice.receipt.recipients, ["r+token@in.example"]);
        assert_eq!(notice.receipt.action.object_key, "in/k1");
    }

    #[test]
    fn the_envelope_is_written_on_top_and_brings_no_line_of_its_own() {
        let recipients = ["a@in.example".to_owned(), "b@x\r\nFrom: evil@x".to_owned()];
        let mail = with_envelope(&recipients, b"From: c@x\r\n\r\nhi".to_vec());
        assert_eq!(
            mail,
            b"Delivered-To: a@in.example\r\nFrom: c@x\r\n\r\nhi".to_vec()
        );
    }
}
