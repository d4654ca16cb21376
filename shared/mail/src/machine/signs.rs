//! The signs by which a report in words is known.

use crate::{Inbound, Mailbox};

use super::{Material, fate, words};

/// Independent signs that a mail is a notice.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signs {
    /// The sender is a mail system by name.
    pub(super) sender: bool,
    /// The null return path, which auto-replies use too.
    null_path: bool,
    /// The subject is one that mail systems use.
    subject: bool,
    /// The text says that a delivery failed or is late.
    text: bool,
    /// A header that only mail systems write.
    header: bool,
    /// `multipart/report`, and no read receipt.
    report: bool,
    /// A mail is returned with it.
    returns: bool,
    /// A person's answer or forward.
    answer: bool,
}

impl Signs {
    pub(super) fn of(inbound: &Inbound, material: &Material) -> Self {
        let subject = fate::fold(&inbound.subject);
        let answer = [
            "re:", "fw:", "fwd:", "aw:", "wg:", "tr:", "rv:", "sv:", "vs:", "antw:", "rif:", "odp:",
        ]
        .iter()
        .any(|prefix| subject.starts_with(prefix));
        let head: String = material
            .notice
            .lines()
            .filter(|line| !line.trim_start().starts_with('>'))
            .take(120)
            .collect::<Vec<_>>()
            .join("\n");
        let head = fate::fold(&head);
        Self {
            sender: from_mail_system(inbound),
            null_path: has_null_path(inbound),
            subject: words::any(&subject, &words::SUBJECT),
            text: words::any(&head, &words::NOTICE),
            header: inbound.header("X-Failed-Recipients").is_some(),
            report: material.report && !material.receipt,
            returns: !material.returned.is_empty(),
            answer,
        }
    }

    /// At least one.
    pub(super) fn any(self) -> bool {
        self.sender || self.subject || self.text || self.header || self.report
    }

    /// Enough to call it a notice.
    pub(super) fn enough(self) -> bool {
        if self.header && (self.sender || self.subject || self.null_path) {
            return true;
        }
        if self.answer {
            return self.sender && self.text;
        }
        let words = self.subject || self.text;
        (self.sender && words)
            || (self.null_path && self.text && self.returns)
            || (self.subject && (self.text || self.null_path))
            || (self.report && words)
    }

    /// Enough to believe a delivery-status part; people forward such parts too.
    pub(super) fn allow_status(self) -> bool {
        self.report || self.sender || !self.answer && (self.subject || self.null_path)
    }
}

/// Local parts and names under which mail systems write.
const SYSTEMS: [&str; 22] = [
    "mailer-daemon",
    "mailerdaemon",
    "mailer_daemon",
    "mail-daemon",
    "maildaemon",
    "mdaemon",
    "postmaster",
    "post_master",
    "postoffice",
    "mail delivery",
    "mail.delivery",
    "mail deliver",
    "maildelivery",
    "mail-delivery",
    "mail administrator",
    "mail system",
    "smtp_mail_service",
    "smtp gateway",
    "ndr administrator",
    "system administrator",
    "bounce-notification",
    "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e",
];

fn from_mail_system(inbound: &Inbound) -> bool {
    let is_system = |text: &str| {
        let text = text.to_lowercase();
        words::any(&text, &SYSTEMS)
    };
    let local = |address: &str| address.split('@').next().unwrap_or_default().to_owned();
    let from = inbound.header("From").unwrap_or_default();
    if let Some(Mailbox { name, address }) = &inbound.from
        && (is_system(&local(address)) || name.as_deref().is_some_and(is_system))
    {
        return true;
    }
    // `From: MAILER-DAEMON` and `From: <>`.
    from.trim() == "<>" || (!from.contains('@') && is_system(from))
}

fn has_null_path(inbound: &Inbound) -> bool {
    inbound.headers.iter().any(|(name, value)| {
        let value = value.to_lowercase();
        name.eq_ignore_ascii_case("Return-Path")
            && (value.replace(' ', "") == "<>"
                || value.contains("mailer-daemon")
                || value.contains("postmaster@"))
    }) && !inbound.auto_submitted_as_reply()
}

impl Inbound {
    /// Auto-replies too are sent with a null return path.
    fn auto_submitted_as_reply(&self) -> bool {
        self.header("Auto-Submitted")
            .is_some_and(|value| value.to_lowercase().starts_with("auto-replied"))
            || super::auto_reply::subject_says_so(&self.subject)
    }
}

/// Not given up yet?
pub(super) fn reads_as_delay(inbound: &Inbound, material: &Material) -> bool {
    let subject = fate::fold(&inbound.subject);
    let text = fate::fold(&material.notice);
    let late = words::any(&text, &words::DELAY)
        || words::any(
            &subject,
            &["delay", "warning:", "(delay)", "verzöger", "retard"],
        );
    late && !words::any(&text, &words::GIVEN_UP)
}
