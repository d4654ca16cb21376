//! What the command line reads and writes when it judges a draft.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Channel, Contact, Draft, Fact, Finding, HouseRules, Rule, lint, must_hold};

/// `null` is read like a missing field.
pub(super) fn or_default<'de, D, T>(source: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::<T>::deserialize(source)?.unwrap_or_default())
}

/// One draft to judge. Missing fields are empty.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LintInput {
    /// Names the draft; given back as it came.
    #[serde(deserialize_with = "or_default")]
    pub id: String,
    /// The day of the judgement; the caller's default if missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today: Option<Date>,
    /// The house's list; the built-in one if missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub banned_phrases: Option<Vec<String>>,
    /// If given, any other link is a finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_links: Option<Vec<String>>,
    /// All that is known.
    #[serde(deserialize_with = "or_default")]
    pub facts: Vec<LooseFact>,
    /// The reader.
    #[serde(deserialize_with = "or_default")]
    pub contact: Contact,
    /// Place in the sequence, from 1.
    #[serde(deserialize_with = "or_default")]
    pub step: u32,
    /// `email` or `linkedin`; anything else is judged as email.
    #[serde(deserialize_with = "or_default")]
    pub channel: String,
    /// Empty on LinkedIn.
    #[serde(deserialize_with = "or_default")]
    pub subject: String,
    /// The letter.
    #[serde(deserialize_with = "or_default")]
    pub body: String,
}

/// A fact as it comes from outside: an unreadable or missing date is today.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LooseFact {
    /// Names the fact.
    #[serde(deserialize_with = "or_default")]
    pub id: String,
    /// What is known.
    #[serde(deserialize_with = "or_default")]
    pub text: String,
    /// A web address, or `house:`, `own:`, `reply:`, `crm:` with a detail.
    #[serde(deserialize_with = "or_default")]
    pub source: String,
    /// ISO date.
    #[serde(deserialize_with = "or_default")]
    pub date: String,
}

/// The judgement of one draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LintOutput {
    /// As in the input.
    pub id: String,
    /// In the order of their places.
    pub findings: Vec<WireFinding>,
    /// A person has to look at it.
    pub hold: bool,
}

/// One problem as it is written out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireFinding {
    /// Which rule.
    pub rule: Rule,
    /// An exact piece of the subject or the body.
    pub evidence: String,
    /// What to do about it.
    pub message: String,
}

impl From<Finding> for WireFinding {
    fn from(finding: Finding) -> Self {
        WireFinding {
            rule: finding.rule,
            evidence: finding.evidence,
            message: finding.message,
        }
    }
}

/// Judges one draft by the default house rules and what the input says otherwise.
#[must_use]
pub fn judge(input: LintInput, default_today: Date) -> LintOutput {
    judge_by(input, default_today, HouseRules::default())
}

/// Judges one draft by `rules` and what the input says otherwise.
#[must_use]
pub fn judge_by(input: LintInput, default_today: Date, mut rules: HouseRules) -> LintOutput {
    let today = input.today.unwrap_or(default_today);
    if let Some(banned) = input.banned_phrases {
        rules.banned_phrases = banned;
    }
    if input.allowed_links.is_some() {
        rules.allowed_links = input.allowed_links;
    }
    let facts: Vec<Fact> = input
        .facts
        .into_iter()
        .map(|fact| Fact {
            date: fact
                .date
                .get(..10)
                .and_then(|date| date.parse().ok())
                .unwrap_or(today),
            id: fact.id,
            text: fact.text,
            source: fact.source,
        })
        .collect();
    let channel = if input.channel.eq_ignore_ascii_case("linkedin") {
        Channel::Linkedin
    } else {
        Channel::Email
    };
    let findings = lint(&Draft {
        today,
        step: input.step.max(1),
        channel,
        subject: &input.subject,
        body: &input.body,
        contact: &input.contact,
        facts: &facts,
        rules: &rules,
    });
    LintOutput {
        id: input.id,
        hold: must_hold(&findings),
        findings: findings.into_iter().map(WireFinding::from).collect(),
    }
}
