//! What `house.md` says: rules that bind every agent.

use crate::{Channel, cold_mail::ColdMail, send_window::SendWindow};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// `house.md`, checked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct House {
    /// Who writes.
    pub identity: Identity,
    /// What letters are sent from, in the order written. At least one.
    pub mailboxes: Vec<Mailbox>,
    /// The only links that may stand in a letter: a name in capitals and an https address.
    pub links: BTreeMap<String, String>,
    /// Phrases no letter may hold, in any case.
    pub banned_phrases: Vec<String>,
    /// Phrases that are tired: reported, not forbidden.
    pub worn_phrases: Vec<String>,
    /// Numbers that bind every agent.
    pub limits: Limits,
    /// When letters may leave, in the recipient's time zone.
    pub send_window: SendWindow,
    /// What may be claimed about the house.
    pub facts: Vec<HouseFact>,
    /// Nobody writes to these.
    pub do_not_contact: DoNotContact,
    /// Current customers; only `renew` may write to them.
    pub customers: Customers,
    /// Where people may be written to who did not ask for it. Default: only where the law asks for no more than
    /// a way out.
    pub cold_mail: ColdMail,
    /// IANA name; used where the contact's country is unknown. Default `Etc/UTC`.
    pub default_timezone: String,
    /// Share of replies labelled as a no that are shown to the operator all the same, 0 to 1. Default 0.1.
    pub sample_negatives: f64,
    /// Words by which a warm-up service marks the mails it exchanges between mailboxes.
    pub warm_up_marks: Vec<String>,
    /// The body of `house.md`: how the house speaks.
    pub voice: String,
}

impl House {
    /// Whether one of these texts of a mail holds the mark of a warm-up service, in any case.
    #[must_use]
    pub fn is_warm_up(&self, texts: &[&str]) -> bool {
        let marks: Vec<String> = self
            .warm_up_marks
            .iter()
            .map(|mark| mark.to_lowercase())
            .collect();
        !marks.is_empty()
            && texts.iter().any(|text| {
                let text = text.to_lowercase();
                marks.iter().any(|mark| text.contains(mark))
            })
    }

    /// The mailbox with this address, in any case.
    #[must_use]
    pub fn mailbox(&self, address: &str) -> Option<&Mailbox> {
        self.mailboxes
            .iter()
            .find(|mailbox| mailbox.address.eq_ignore_ascii_case(address))
    }

    /// Whether this domain (or one above it) or company name is on the list of customers.
    #[must_use]
    pub fn is_customer(&self, domain: Option<&str>, company: Option<&str>) -> bool {
        domain.is_some_and(|domain| domain_listed(&self.customers.domains, domain))
            || company.is_some_and(|company| name_listed(&self.customers.names, company))
    }

    /// Why nobody may write there, in words for the operator, or `None`.
    #[must_use]
    pub fn barred(
        &self,
        email: Option<&str>,
        domain: Option<&str>,
        company: Option<&str>,
    ) -> Option<String> {
        let list = &self.do_not_contact;
        if let Some(email) = email {
            if list
                .emails
                .iter()
                .any(|listed| listed.eq_ignore_ascii_case(email))
            {
                return Some(format!("house.md bars the address {email}"));
            }
            let of_email = email.rsplit('@').next().unwrap_or_default();
            if domain_listed(&list.domains, of_email) {
                return Some(format!("house.md bars the domain {of_email}"));
            }
        }
        if let Some(domain) = domain.filter(|domain| domain_listed(&list.domains, domain)) {
            return Some(format!("house.md bars the domain {domain}"));
        }
        company
            .filter(|company| name_listed(&list.companies, company))
            .map(|company| format!("house.md bars the company {company}"))
    }
}

/// Whether the domain, or a domain above it, is on the list (lower case).
pub(crate) fn domain_listed(list: &[String], domain: &str) -> bool {
    let domain = domain.trim().trim_end_matches('.').to_lowercase();
    list.iter().any(|listed| {
        domain
            .strip_suffix(listed.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

fn name_listed(list: &[String], name: &str) -> bool {
    let name = name.trim().to_lowercase();
    list.iter()
        .any(|listed| listed.trim().to_lowercase() == name)
}

/// Who writes. Stands in the footer, because the law of most countries asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// Name of the seller's firm.
    pub company: String,
    /// Postal address, one line.
    pub address: String,
    /// Home page.
    pub website: Option<String>,
    /// The footer's sentence about opting out.
    pub opt_out_line: String,
}

/// What letters are sent from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mailbox {
    /// E-mail address, lower case.
    pub address: String,
    /// Name of the sender, as recipients see it.
    pub name: String,
    /// Most letters in a day once warmed up. Default 30.
    pub cap_per_day: u32,
    /// Fewest seconds between two letters, 0 to 3,600; chance makes it up to half as long again. Default 90.
    pub gap_seconds: u32,
    /// How a new mailbox grows to its cap.
    pub warm_up: Option<WarmUp>,
    /// IANA name of the zone whose midnight resets the count; `None`: the house's default.
    pub timezone: Option<String>,
    /// Profile the same person writes from on LinkedIn.
    pub linkedin: Option<String>,
    /// Most LinkedIn messages in a day. Default 20.
    pub linkedin_cap_per_day: u32,
}

impl Mailbox {
    /// Most messages on that day: the cap, or less while the mailbox is warming up (before `start`: none).
    #[must_use]
    pub fn cap_on(&self, channel: Channel, day: Date) -> u32 {
        match (channel, &self.warm_up) {
            (Channel::Linkedin, _) => self.linkedin_cap_per_day,
            (Channel::Email, None) => self.cap_per_day,
            (Channel::Email, Some(warm_up)) => warm_up.cap_on(day).min(self.cap_per_day),
        }
    }
}

/// How a new mailbox grows to its cap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WarmUp {
    /// First day.
    pub start: Date,
    /// Letters on the first day. Default 5.
    pub from: u32,
    /// Letters more on each later day. Default 2.
    pub add_per_day: u32,
}

impl WarmUp {
    /// Letters allowed on that day by the ramp alone; 0 before it starts.
    #[must_use]
    pub fn cap_on(&self, day: Date) -> u32 {
        // The difference of two dates is told in days.
        let Ok(days) = u32::try_from((day - self.start).get_days()) else {
            return 0;
        };
        self.from
            .saturating_add(self.add_per_day.saturating_mul(days))
    }
}

/// One limit for the first message and another for the later ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FirstLater {
    /// Step 1.
    pub first: u32,
    /// Steps 2 and later.
    pub later: u32,
}

/// Numbers that bind every agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Limits {
    /// Words of an e-mail's body. Default 120 and 80.
    pub email_words: FirstLater,
    /// Characters of a LinkedIn message. Default 300 and 500.
    pub linkedin_characters: FirstLater,
    /// Characters of a subject. Default 60.
    pub subject_characters: u32,
    /// Links in one message. Default 1.
    pub links: u32,
    /// Days after which a fact may no longer be told as news. Default 180.
    pub stale_after_days: u32,
    /// Live conversations in one company at a time. Default 1.
    pub live_conversations_per_company: u32,
    /// Letters to one recipient domain in a day, whole fleet. Default 5.
    pub per_recipient_domain_per_day: u32,
    /// Letters to one receiving provider in a day, whole fleet; `other` is for those not named. Default google
    /// 200, microsoft 200, yahoo 100, other 100.
    pub per_receiving_provider_per_day: BTreeMap<String, u32>,
    /// Seconds between an approval and the earliest hand-over. Default 10.
    pub hold_seconds: u32,
    /// Days before a contact may be written to anew. Default 90.
    pub recontact_after_days: u32,
    /// Days after which a waiting card is redrafted. Default 14.
    pub card_stale_after_days: u32,
    /// Minutes that the queue may ask of the operator in a day; new drafts wait beyond them. Default 20.
    pub minutes_a_day: u32,
    /// Minutes that one agent may ask of him in a week. Default 60.
    pub minutes_per_agent_week: u32,
}

/// Stands for all receiving providers that have no cap of their own.
const OTHER_PROVIDER: &str = "other";

impl Limits {
    /// Letters to a receiving provider in a day.
    #[must_use]
    pub fn per_provider(&self, name: &str) -> u32 {
        let caps = &self.per_receiving_provider_per_day;
        caps.get(name)
            .or_else(|| caps.get(OTHER_PROVIDER))
            .copied()
            .unwrap_or(u32::MAX)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            email_words: FirstLater {
                first: 120,
                later: 80,
            },
            linkedin_characters: FirstLater {
                first: 300,
                later: 500,
            },
            subject_characters: 60,
            links: 1,
            stale_after_days: 180,
            live_conversations_per_company: 1,
            per_recipient_domain_per_day: 5,
            per_receiving_provider_per_day: [
                ("google", 200),
                ("microsoft", 200),
                ("yahoo", 100),
                (OTHER_PROVIDER, 100),
            ]
            .map(|(name, cap)| (name.to_owned(), cap))
            .into(),
            hold_seconds: 10,
            recontact_after_days: 90,
            card_stale_after_days: 14,
            minutes_a_day: 20,
            minutes_per_agent_week: 60,
        }
    }
}

/// What may be claimed about the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HouseFact {
    /// Name in drafts and cards; unique.
    pub id: String,
    /// The claim, one sentence.
    pub text: String,
    /// Where it comes from; begins with `house:`. Default `house:` and the id.
    pub source: String,
    /// Day on which it was true.
    pub date: Date,
}

/// Nobody writes to these. All lower case but the company names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DoNotContact {
    /// Domains; what lies below them is meant too.
    pub domains: Vec<String>,
    /// Addresses.
    pub emails: Vec<String>,
    /// Company names.
    pub companies: Vec<String>,
}

/// Current customers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Customers {
    /// Domains, lower case; what lies below them is meant too.
    pub domains: Vec<String>,
    /// Company names.
    pub names: Vec<String>,
}
