//! Machine mail told from human mail: bounces, delays, complaints, auto-replies, calendars.
//!
//! Structure counts before words: a delivery-status part (RFC 3464), a feedback report (RFC 5965)
//! or a header decide alone. Words decide only when two independent signs agree, because people
//! write about bounces too. A report that a person forwards isn't looked into.

mod answer;
mod auto_reply;
mod complaint;
mod delivery_status;
mod fate;
mod list;
mod notice;
mod returned;
mod signs;
mod words;

#[cfg(test)]
mod tests;

pub use answer::{FinalAnswer, final_answer};

use crate::{
    FailedRecipient, Inbound, MailKind, headers, html,
    mime::{Part, Tree},
};

/// See [`FailedRecipient::is_refusal`].
pub(crate) fn refused(status: Option<&str>, said: &str) -> bool {
    fate::refused(status, said)
}

/// Octets of a notice that are searched for signs.
const NOTICE_LIMIT: usize = 24 * 1024;

/// What beside the headers and the text a verdict needs.
#[derive(Default)]
pub(crate) struct Material {
    /// Delivery-status parts, joined.
    status: Option<String>,
    /// The first feedback report.
    feedback: Option<String>,
    /// Headers of the mail that is returned as a part.
    returned: Vec<(String, String)>,
    /// `METHOD` of a calendar part.
    calendar: Option<String>,
    /// `multipart/report`, whatever it reports.
    report: bool,
    /// A read receipt (RFC 8098).
    receipt: bool,
    /// What the machine says in words, the returned mail cut off.
    notice: String,
    /// What stands below the cut: the returned mail as text.
    below: String,
    /// A report that a gateway wrapped into its own; looked at only in what a mail system sent.
    wrapped: Option<Box<Material>>,
    depth: usize,
}

impl Material {
    pub(crate) fn of_tree(tree: &Tree<'_>) -> Self {
        Self::at_depth(tree, 0)
    }

    fn at_depth(tree: &Tree<'_>, depth: usize) -> Self {
        let receipt = tree.report_type.as_deref() == Some("disposition-notification")
            || tree
                .leaves
                .iter()
                .any(|part| part.kind.ends_with("disposition-notification"));
        let mut material = Self {
            report: tree.kind == "multipart/report",
            receipt,
            depth,
            ..Self::default()
        };
        let mut words = String::new();
        let plain = tree
            .leaves
            .iter()
            .any(|part| part.kind == "text/plain" && !part.body.trim_ascii().is_empty());
        for part in &tree.leaves {
            material.take(part, plain, &mut words);
        }
        let (notice, below) = returned::split(&words);
        material.notice = crate::read::cut_at(notice, NOTICE_LIMIT).to_owned();
        material.below = crate::read::cut_at(below, NOTICE_LIMIT).to_owned();
        if material.returned.is_empty() {
            material.returned = returned::returned_headers(&material.below);
        }
        material
    }

    pub(crate) fn of_text(text: &str) -> Self {
        let (notice, below) = returned::split(text);
        let below = crate::read::cut_at(below, NOTICE_LIMIT).to_owned();
        Self {
            notice: crate::read::cut_at(notice, NOTICE_LIMIT).to_owned(),
            returned: returned::returned_headers(&below),
            below,
            ..Self::default()
        }
    }

    fn take(&mut self, part: &Part<'_>, plain: bool, words: &mut String) {
        match part.kind.as_str() {
            "message/delivery-status" | "message/global-delivery-status" => {
                let text = part.text();
                let status = self.status.get_or_insert_default();
                status.push_str(crate::read::cut_at(&text, NOTICE_LIMIT));
                status.push_str("\n\n");
            }
            "message/feedback-report" if self.feedback.is_none() => {
                self.feedback = Some(part.text())
            }
            "message/rfc822"
            | "message/global"
            | "text/rfc822-headers"
            | "text/rfc822"
            | "message/global-headers"
                if self.returned.is_empty() =>
            {
                let text = part.text();
                let inner = crate::mime::tree(text.as_bytes());
                self.returned = headers::decode_all(&inner.headers);
                if inner.report_type.as_deref() == Some("delivery-status") && self.depth == 0 {
                    self.wrapped = Some(Box::new(Self::at_depth(&inner, 1)));
                }
            }
            "text/calendar" | "application/ics" if self.calendar.is_none() => {
                self.calendar = Some(calendar_method(part));
            }
            "text/plain" if words.len() < NOTICE_LIMIT && !part.attachment => {
                words.push_str(&part.text());
                words.push_str("\n\n");
            }
            "text/html" if !plain && words.len() < NOTICE_LIMIT && !part.attachment => {
                words.push_str(&html::html_to_text(&part.text()));
                words.push_str("\n\n");
            }
            _ => {}
        }
    }
}

fn calendar_method(part: &Part<'_>) -> String {
    if let Some(method) = part.attribute("method") {
        return method.to_lowercase();
    }
    let text = part.text();
    text.lines()
        .take(200)
        .find_map(|line| line.trim().strip_prefix("METHOD:"))
        .map_or_else(|| "publish".to_owned(), str::to_lowercase)
}

/// Sets the kind and what belongs to it.
pub(crate) fn classify(inbound: &mut Inbound, material: &Material) {
    inbound.auto_submitted = auto_reply::says_machine(&inbound.headers);
    inbound.calendar_method.clone_from(&material.calendar);
    if let Some(feedback) = &material.feedback {
        complaint::fill(inbound, feedback, &material.returned);
        return;
    }
    if let Some((kind, recipients)) = delivery_report(inbound, material) {
        inbound.kind = kind;
        inbound.recipients = recipients;
        inbound.original_message_id = returned_id(inbound, material);
        inbound.original_headers.clone_from(&material.returned);
        return;
    }
    if let Some(recipients) = list::refused(inbound, material) {
        inbound.kind = MailKind::Bounce;
        inbound.recipients = recipients;
        inbound.original_message_id = returned_id(inbound, material);
        return;
    }
    if complaint::in_words(inbound, &material.notice) {
        let text = inbound.text.clone();
        complaint::fill(inbound, &text, &material.returned);
        return;
    }
    inbound.kind = if material.receipt || auto_reply::is_one(inbound, &material.notice) {
        MailKind::AutoReply
    } else if material.calendar.is_some() {
        MailKind::Calendar
    } else {
        MailKind::Human
    };
}

/// The id of the mail that is reported on: its own header, else what the report answers.
fn returned_id(inbound: &Inbound, material: &Material) -> Option<String> {
    let id = |value: &str| headers::ids(value).into_iter().next();
    let field = |text: &str| {
        let named = |line: &&str| {
            line.to_ascii_lowercase()
                .starts_with("original-message-id:")
        };
        text.lines()
            .find(named)
            .and_then(|line| line.split_once(':'))
            .and_then(|(_, value)| id(value))
    };
    headers::first(&material.returned, "Message-ID")
        .and_then(id)
        .or_else(|| material.status.as_deref().and_then(field))
        .or_else(|| inbound.in_reply_to.first().cloned())
        .or_else(|| inbound.references.last().cloned())
}

/// A bounce or a delay, with whom it is about; None for all other mail.
fn delivery_report(
    inbound: &Inbound,
    material: &Material,
) -> Option<(MailKind, Vec<FailedRecipient>)> {
    let signs = signs::Signs::of(inbound, material);
    if let Some(status) = &material.status
        && signs.allow_status()
    {
        let entries = delivery_status::entries(status);
        if !entries.is_empty() {
            return by_entries(&entries, inbound, material);
        }
        // A report that names nobody: the words may.
        return signs
            .any()
            .then(|| by_words(inbound, material))
            .flatten()
            .or(Some((MailKind::Bounce, Vec::new())));
    }
    if !signs.enough() {
        return None;
    }
    if let Some(wrapped) = &material.wrapped
        && let Some(inner) = delivery_report(inbound, wrapped)
        && !inner.1.is_empty()
    {
        return Some(inner);
    }
    let mut entries = delivery_status::entries(&material.notice);
    if entries.is_empty() && signs.sender {
        // A report wrapped into another one as text: what is returned below is the report.
        entries = delivery_status::entries(&material.below);
    }
    if !entries.is_empty() {
        return by_entries(&entries, inbound, material);
    }
    // Parcels fail to be delivered too: without a mail system's name somebody must be named.
    by_words(inbound, material).filter(|(_, recipients)| signs.sender || !recipients.is_empty())
}

fn by_entries(
    entries: &[delivery_status::Entry],
    inbound: &Inbound,
    material: &Material,
) -> Option<(MailKind, Vec<FailedRecipient>)> {
    let originals = returned::original_recipients(material);
    let mut recipients: Vec<FailedRecipient> = Vec::new();
    let (mut failed, mut delayed, mut settled) = (false, false, false);
    for entry in entries {
        match entry.action.as_str() {
            "delivered" | "relayed" | "expanded" | "deliverable" => {
                settled = true;
                continue;
            }
            "delayed" => delayed = true,
            "" if signs::reads_as_delay(inbound, material) => delayed = true,
            _ => failed = true,
        }
        let Some(address) = entry.address(&originals) else {
            continue;
        };
        let diagnostic = entry.diagnostic.clone();
        let text = diagnostic.as_deref().unwrap_or_default();
        let mut permanent = fate::of(entry.status.as_deref(), text);
        if entry.action == "delayed" {
            permanent = Some(false);
        } else {
            // The words often say more than `5.0.0`, such as at which command the refusal came.
            let around = notice::around(&material.notice, &address);
            let vague = permanent.is_none() || text.is_empty();
            if vague {
                permanent =
                    fate::of(entry.status.as_deref(), &format!("{text}\n{around}")).or(permanent);
            } else if permanent == Some(true)
                && entry
                    .status
                    .as_deref()
                    .is_none_or(|status| status.ends_with(".0.0"))
            {
                permanent = fate::after_data(text, &around).or(permanent);
            }
        }
        let known = recipients
            .iter_mut()
            .find(|known| known.address.eq_ignore_ascii_case(&address));
        match known {
            Some(known) => known.permanent = known.permanent.or(permanent),
            None => recipients.push(FailedRecipient {
                status: entry.status.clone(),
                permanent,
                diagnostic: diagnostic.or_else(|| notice::explanation(&material.notice, &address)),
                address,
            }),
        }
    }
    if !failed && !delayed {
        // Success reports are machine mail, but nobody's failure.
        return if settled {
            None
        } else {
            by_words(inbound, material)
        };
    }
    let kind = if failed {
        MailKind::Bounce
    } else {
        MailKind::Delay
    };
    if recipients.is_empty()
        && let Some((_, named)) = by_words(inbound, material)
    {
        recipients = named;
    }
    Some((kind, recipients))
}

fn by_words(inbound: &Inbound, material: &Material) -> Option<(MailKind, Vec<FailedRecipient>)> {
    let delay = signs::reads_as_delay(inbound, material);
    let mut recipients = notice::recipients(inbound, material);
    if delay {
        for recipient in &mut recipients {
            recipient.permanent = Some(false);
        }
    }
    Some((
        if delay {
            MailKind::Delay
        } else {
            MailKind::Bounce
        },
        recipients,
    ))
}
