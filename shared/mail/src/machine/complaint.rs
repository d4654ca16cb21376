//! Feedback reports (RFC 5965): somebody pressed "this is spam".

use crate::{FailedRecipient, Inbound, MailKind, address, headers};

use super::{fate, words};

/// Reads the report's fields and what the returned mail adds.
pub(super) fn fill(inbound: &mut Inbound, feedback: &str, returned: &[(String, String)]) {
    let mut recipients: Vec<FailedRecipient> = Vec::new();
    let mut add = |field: &str| {
        for address in address::addresses(field) {
            let address = address::normal(&address);
            if recipients.len() < 100 && !recipients.iter().any(|known| known.address == address) {
                recipients.push(FailedRecipient {
                    address,
                    ..FailedRecipient::default()
                });
            }
        }
    };
    for line in feedback.lines().take(400) {
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        match name.trim().to_ascii_lowercase().as_str() {
            "feedback-type" => inbound.feedback_type = Some(value.trim().to_lowercase()),
            "original-rcpt-to" | "removal-recipient" => add(value),
            _ => {}
        }
    }
    if let Some(to) = headers::first(returned, "To") {
        add(to);
    }
    inbound.kind = MailKind::Complaint;
    inbound.recipients = recipients;
    inbound.original_message_id = headers::first(returned, "Message-ID")
        .and_then(|value| headers::ids(value).into_iter().next());
    inbound.original_headers = returned.to_vec();
}

/// A feedback loop that writes prose: machine sender and the stock sentence.
pub(super) fn in_words(inbound: &Inbound, notice: &str) -> bool {
    let local = inbound
        .from
        .as_ref()
        .map(|from| from.address.to_lowercase())
        .unwrap_or_default();
    let machine = words::any(
        &local,
        &["feedback", "fbl", "abuse", "complaint", "staff@hotmail"],
    );
    // Headers and body without the parts between: the type of the whole still says what it is (RFC 5965, section 2).
    let typed = headers::first(&inbound.headers, "Content-Type")
        .is_some_and(|kind| kind.to_lowercase().contains("feedback-report"));
    let text = fate::fold(crate::read::cut_at(notice, 2000));
    // Amazon SES tells of complaints by mail too, as JSON.
    if local.starts_with("no-reply@sns.") && text.contains("\"notificationtype\":\"complaint\"") {
        return true;
    }
    machine
        && words::any(
            &text,
            &[
                "email abuse report",
                "e-mail abuse report",
                "abuse report for",
                "feedback-type: abuse",
            ],
        )
        // Fraud, virus, opt-out and the like are reports too.
        || typed && text.contains("feedback-type:")
}
