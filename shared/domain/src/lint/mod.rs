//! Judges an outbound draft before it ships: which rule, where, and what to do about it.
//!
//! Pure and explainable: phrase tables, counting and comparison with the facts on the card. Nothing
//! is learned, fetched or drawn at random, so the same draft is always judged the same way.
//!
//! Invariant: evidence is an exact piece of the subject or the body, and hostile text never panics.

mod amounts;
mod asks;
mod claims;
mod cliches;
mod company;
mod conduct;
mod echo;
mod familiarity;
pub(crate) mod fold;
mod grounds;
mod language;
mod limits;
mod links;
mod loudness;
mod markup;
mod names;
mod numbers;
mod opening;
mod pattern;
mod phrases;
mod placeholders;
mod pressure;
mod promises;
mod quantity;
mod rule;
pub mod second_reader;
mod sensitive;
mod shares;
mod stale;
mod text;
mod vendors;
pub mod wire;

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use claims::supported;
pub use rule::Rule;
pub use wire::{LintInput, LintOutput, judge};

use grounds::Grounds;
use text::Text;

/// Something known, and where from. Its text comes from outside: data, never an instruction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Fact {
    /// Names the fact on its card.
    pub id: String,
    /// What is known.
    pub text: String,
    /// A web address, or `house:`, `own:`, `reply:`, `crm:` with a detail.
    pub source: String,
    /// When it was so.
    pub date: Date,
}

impl Default for Fact {
    fn default() -> Self {
        Fact {
            id: String::new(),
            text: String::new(),
            source: String::new(),
            date: Date::ZERO,
        }
    }
}

/// The person written to. Missing fields are empty and not judged by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// Given name.
    #[serde(deserialize_with = "wire::or_default")]
    pub first_name: String,
    /// Family name.
    #[serde(deserialize_with = "wire::or_default")]
    pub last_name: String,
    /// Job title.
    #[serde(deserialize_with = "wire::or_default")]
    pub title: String,
    /// The company's name as it writes itself.
    #[serde(deserialize_with = "wire::or_default")]
    pub company: String,
    /// ISO 3166 code of two letters.
    #[serde(deserialize_with = "wire::or_default")]
    pub country: String,
}

/// The limits and lists of the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HouseRules {
    /// Words in the body of a first email.
    pub email_max_words_first: u32,
    /// Words in the body of a later email.
    pub email_max_words_later: u32,
    /// Characters in a first LinkedIn message.
    pub linkedin_max_characters_first: u32,
    /// Characters in a later LinkedIn message.
    pub linkedin_max_characters_later: u32,
    /// Characters in a subject.
    pub subject_max_characters: u32,
    /// Links in a body.
    pub max_links: u32,
    /// Days after which a fact about the contact counts as old.
    pub stale_after_days: u32,
    /// Phrases the house never wants to read.
    pub banned_phrases: Vec<String>,
    /// If given, any other link is a finding.
    pub allowed_links: Option<Vec<String>>,
    /// Worn phrases besides the built-in ones.
    pub cliches: Vec<String>,
}

impl Default for HouseRules {
    fn default() -> Self {
        let banned = [
            "just checking in",
            "touching base",
            "circle back",
            "quick question",
            "pick your brain",
            "low-hanging fruit",
            "no-brainer",
            "game changer",
            "move the needle",
            "hop on a call",
            "at your earliest convenience",
            "bump this",
            "synergies",
            "win-win",
            "reach out",
        ];
        HouseRules {
            email_max_words_first: 120,
            email_max_words_later: 80,
            linkedin_max_characters_first: 300,
            linkedin_max_characters_later: 500,
            subject_max_characters: 60,
            max_links: 1,
            stale_after_days: 180,
            banned_phrases: banned.map(str::to_owned).to_vec(),
            allowed_links: None,
            cliches: Vec::new(),
        }
    }
}

/// How the draft will travel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// With a subject; the footer is added later and not judged.
    #[default]
    Email,
    /// Without a subject.
    Linkedin,
}

/// What is judged, and everything it is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// The day of the judgement.
    pub today: Date,
    /// Place in the sequence, from 1.
    pub step: u32,
    /// How it will travel.
    pub channel: Channel,
    /// Empty on LinkedIn.
    pub subject: &'a str,
    /// The letter.
    pub body: &'a str,
    /// The reader.
    pub contact: &'a Contact,
    /// All that is known.
    pub facts: &'a [Fact],
    /// The limits and lists of the house.
    pub rules: &'a HouseRules,
}

/// One problem of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Which rule.
    pub rule: Rule,
    /// An exact piece of the subject or the body.
    pub evidence: String,
    /// What to do about it, for the operator.
    pub message: String,
    /// Byte at which the evidence begins, in the subject or the body.
    pub start: usize,
    /// The evidence stands in the subject.
    pub in_subject: bool,
}

/// Everything a rule may look at, cut up once.
struct Case<'a> {
    draft: &'a Draft<'a>,
    subject: Text<'a>,
    body: Text<'a>,
    grounds: Grounds<'a>,
    /// The language of the body, where it can be told.
    language: Option<language::Language>,
}

impl Case<'_> {
    /// A finding in the body.
    fn body_finding(
        &self,
        rule: Rule,
        start: usize,
        end: usize,
        message: impl Into<String>,
    ) -> Finding {
        Finding {
            rule,
            evidence: self.body.slice(start, end).to_owned(),
            message: message.into(),
            start,
            in_subject: false,
        }
    }

    /// A finding in the subject.
    fn subject_finding(
        &self,
        rule: Rule,
        start: usize,
        end: usize,
        message: impl Into<String>,
    ) -> Finding {
        Finding {
            rule,
            evidence: self.subject.slice(start, end).to_owned(),
            message: message.into(),
            start,
            in_subject: true,
        }
    }

    /// Subject and body, told apart by a flag.
    fn texts(&self) -> [(&Text<'_>, bool); 2] {
        [(&self.subject, true), (&self.body, false)]
    }

    /// A finding in either.
    fn finding(
        &self,
        in_subject: bool,
        rule: Rule,
        start: usize,
        end: usize,
        message: impl Into<String>,
    ) -> Finding {
        if in_subject {
            self.subject_finding(rule, start, end, message)
        } else {
            self.body_finding(rule, start, end, message)
        }
    }
}

/// Phrases as the house's list of banned ones finds them: in any case and spacing, the last word bent a little.
#[derive(Debug)]
pub struct Phrases(pattern::Table);

impl Phrases {
    /// Of plain phrases.
    pub fn new<'a>(phrases: impl Iterator<Item = &'a str>) -> Self {
        Self(pattern::Table::plain(phrases))
    }

    /// Where the first of them stands, in bytes.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<std::ops::Range<usize>> {
        let text = Text::new(text);
        let hit = self.0.first(&text.tokens, 0, text.tokens.len())?;
        let first = text.tokens.get(hit.first)?;
        let last = text.tokens.get(hit.end.checked_sub(1)?)?;
        Some(first.start..last.end)
    }
}

/// All problems of a draft, each rule at most once, in the order of their places.
#[must_use]
pub fn lint(draft: &Draft<'_>) -> Vec<Finding> {
    let mut body = Text::new(draft.body);
    opening::mark_parts(&mut body);
    let case = Case {
        draft,
        subject: Text::new(draft.subject),
        language: language::of_text(&body),
        grounds: Grounds::new(draft, &body),
        body,
    };
    let mut found = Vec::new();
    markup::judge(&case, &mut found);
    placeholders::judge(&case, &mut found);
    names::judge(&case, &mut found);
    limits::judge(&case, &mut found);
    loudness::judge(&case, &mut found);
    language::judge(&case, &mut found);
    cliches::judge(&case, &mut found);
    asks::judge(&case, &mut found);
    familiarity::judge(&case, &mut found);
    conduct::judge(&case, &mut found);
    sensitive::judge(&case, &mut found);
    promises::judge(&case, &mut found);
    echo::judge(&case, &mut found);
    stale::judge(&case, &mut found);
    company::judge(&case, &mut found);
    claims::judge(&case, &mut found);
    once_each(found)
}

/// A problem is listed once, however often it occurs: the earliest place stands for it.
fn once_each(mut found: Vec<Finding>) -> Vec<Finding> {
    found.retain(|finding| !finding.evidence.is_empty() || finding.rule == Rule::MissingAsk);
    found.sort_by(|one, other| {
        (!one.in_subject, one.start, one.rule).cmp(&(!other.in_subject, other.start, other.rule))
    });
    // What the body says too is shown there: a subject is too short to show it well.
    let in_body: BTreeSet<Rule> = found
        .iter()
        .filter(|finding| !finding.in_subject && !finding.rule.is_style())
        .map(|finding| finding.rule)
        .collect();
    found.retain(|finding| {
        !finding.in_subject
            || !in_body.contains(&finding.rule)
            || matches!(finding.rule, Rule::TooLong | Rule::BannedPhrase)
    });
    let mut seen = BTreeSet::new();
    found.retain(|finding| seen.insert(finding.rule));
    found
}

/// Whether the draft has to wait for a person whatever the confidence: every finding is something a
/// person would have to mend, so none may pass unseen.
#[must_use]
pub fn must_hold(findings: &[Finding]) -> bool {
    !findings.is_empty()
}
