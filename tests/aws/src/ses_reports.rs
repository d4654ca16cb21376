//! What SES reports of a letter that left, as SNS delivers it raw.
//! Shapes are those of "Contents of event data that Amazon SES publishes".

use crate::SesLetter;
use serde_json::{Value, json};

/// What became of a letter.
#[derive(Debug, Clone, Copy)]
pub enum Report {
    /// The recipient's server took it.
    Delivered,
    /// Not yet, for a reason of this status and in these words.
    Delayed(&'static str, &'static str),
    /// Never.
    Bounced(&'static str, &'static str),
}

impl SesLetter {
    /// The notice. `id` tells two of them apart.
    pub fn report(&self, what: Report, id: &str) -> String {
        let at = "2026-11-02T09:00:01Z";
        let said = |status: &str, words: &str| json!([{"emailAddress": self.to[0], "status": status, "diagnosticCode": format!("smtp; {words}")}]);
        let (kind, key, about): (_, _, Value) = match what {
            Report::Delivered => (
                "Delivery",
                "delivery",
                json!({"timestamp": at, "recipients": self.to}),
            ),
            Report::Delayed(status, words) => (
                "DeliveryDelay",
                "deliveryDelay",
                json!({"delayType": "MailboxFull", "timestamp": at, "delayedRecipients": said(status, words)}),
            ),
            Report::Bounced(status, words) => (
                "Bounce",
                "bounce",
                json!({"bounceType": "Permanent", "timestamp": at, "feedbackId": id, "bouncedRecipients": said(status, words)}),
            ),
        };
        json!({
            "eventType": kind,
            "mail": {"messageId": self.id, "source": self.from, "destination": self.to,
                "timestamp": "2026-11-02T09:00:00Z", "tags": {"msg": [self.claim]}},
            (key): about,
        })
        .to_string()
    }

    /// The `Message-ID` that its reader sees: SES puts its own in the place of the letter's.
    pub fn message_id(&self) -> String {
        format!("{}@email.amazonses.com", self.id)
    }
}
