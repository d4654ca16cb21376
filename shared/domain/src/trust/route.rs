//! Hold or clear, and who looks: the decision on one draft, with its reason in words.

use super::class::{Apart, Cause, Class, Level};
use super::label::{Counts, MessageRef};
use super::strata::{Strata, Stratum};
use super::terms::Rules;
use super::units::{Confidence, Propensity};
use crate::secrets::Secrets;
use serde::{Deserialize, Serialize};

/// Days in which a new agent is reviewed in full, whatever its class has earned.
pub const FIRST_DAYS: u32 = 7;
/// Days of a certificate with the higher share of audits.
pub const FIRST_MONTH: u32 = 30;

/// A draft that asks to be cleared.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The message.
    pub message: &'a MessageRef,
    /// Where it belongs.
    pub strata: &'a Strata,
    /// Policy's confidence.
    pub confidence: Confidence,
    /// Why it is held whatever the confidence, if it is.
    pub must: Option<Must>,
    /// Whole days since the agent's first draft.
    pub agent_days: u32,
    /// Whole days since the certificate was earned.
    pub certified_days: u32,
}

/// What a draft is held for whatever the confidence: it can never go by policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Must {
    /// The linter, or a second reader, calls it unsafe.
    Lint,
    /// The second reader that is set up gave no usable answer.
    Unread,
    /// It answers what a person wrote.
    Answer,
    /// The operator had it before, and sent it back or edited it.
    Again,
    /// It shares a card with what waits already.
    Card,
    /// Somebody stopped the person, or a link of it is not on the list.
    Guard,
}

/// Why a draft is held or cleared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// It is held whatever the confidence.
    Must {
        /// What for.
        must: Must,
    },
    /// The class has no certificate.
    NoCertificate,
    /// The agent is new.
    NewAgent {
        /// Days it has been at work.
        days: u32,
    },
    /// A stratum of the message is reviewed in full.
    SetApart {
        /// Which.
        stratum: Stratum,
        /// Why.
        cause: Cause,
    },
    /// The confidence is below what is proven.
    BelowThreshold {
        /// The confidence.
        confidence: Confidence,
        /// What is proven.
        threshold: Confidence,
    },
    /// The class has a live certificate for it.
    Certified {
        /// The confidence.
        confidence: Confidence,
        /// What is proven.
        threshold: Confidence,
        /// How well.
        level: Level,
    },
}

/// The decision on a draft. It is logged whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    /// Policy clears it; else it waits for the operator.
    pub clear: bool,
    /// The operator looks at it, cleared or not.
    pub drawn: bool,
    /// The chance that it was drawn.
    pub propensity: Propensity,
    /// What it counts for.
    pub counts: Counts,
    /// The life of the class; the first one of a class that begins with this message.
    pub life: u32,
    /// Why.
    pub reason: Reason,
}

/// Decides on a draft. `draw` is [`Secrets::audit_draw`] of its message.
pub fn route(class: Option<&Class>, rules: &Rules, asked: &Question<'_>, draw: f64) -> Route {
    let certificate = class.and_then(|class| Some((class, class.certificate?)));
    let held = |reason: Reason, counts: Counts| Route {
        clear: false,
        drawn: true,
        propensity: Propensity::CERTAIN,
        counts,
        life: class.map_or(1, |class| class.life),
        reason,
    };
    if let Some(must) = asked.must {
        return held(Reason::Must { must }, Counts::Nothing);
    }
    let strata = asked.strata.all();
    let apart: Vec<&Apart> = class.map_or_else(Vec::new, |class| {
        let strata = strata.iter();
        strata
            .filter_map(|stratum| class.set_apart(stratum))
            .collect()
    });
    if let Some(first) = apart.first() {
        let (stratum, cause) = (first.stratum.clone(), first.cause.clone());
        let numbers = apart.iter().map(|apart| apart.number).collect();
        return held(
            Reason::SetApart { stratum, cause },
            Counts::Canaries(numbers),
        );
    }
    let confidence = asked.confidence;
    let Some((class, certificate)) = certificate else {
        return held(Reason::NoCertificate, Counts::Class(confidence));
    };
    let agent = Stratum::Agent(asked.strata.agent.clone());
    if asked.agent_days < FIRST_DAYS || !class.detectors.contains_key(&agent) {
        let days = asked.agent_days;
        return held(Reason::NewAgent { days }, Counts::Canaries(Vec::new()));
    }
    let thresholds = class.evidence.grid().thresholds();
    // A certificate for a threshold that isn't there is none.
    let Some(threshold) = thresholds.get(certificate.threshold).copied() else {
        return held(Reason::NoCertificate, Counts::Class(confidence));
    };
    if confidence < threshold {
        let reason = Reason::BelowThreshold {
            confidence,
            threshold,
        };
        return held(reason, Counts::Class(confidence));
    }
    let propensity = audited(class, rules, asked);
    Route {
        clear: true,
        drawn: draw < propensity.share(),
        propensity,
        counts: Counts::Class(confidence),
        life: class.life,
        reason: Reason::Certified {
            confidence,
            threshold,
            level: certificate.level,
        },
    }
}

/// The share of cleared messages that is reviewed all the same; it depends on the past alone.
fn audited(class: &Class, rules: &Rules, asked: &Question<'_>) -> Propensity {
    let terms = &rules.terms;
    let usual = if asked.certified_days < FIRST_MONTH {
        terms.audit_first
    } else {
        terms.audit_later
    };
    let rises = asked.strata.all().iter().any(|stratum| {
        let detector = class.detectors.get(stratum);
        detector.is_some_and(|detector| detector.rises(&rules.watch))
    });
    if rises {
        usual.max(terms.audit_rising)
    } else {
        usual
    }
}

impl Secrets {
    /// The draw of a message in [0, 1): a keyed hash of conversation and step, never of the revision,
    /// so that no agent can predict it, or have another one by writing anew.
    pub fn audit_draw(&self, message: &MessageRef) -> f64 {
        self.draw("audit", &message.to_string())
    }
}

impl std::fmt::Display for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::New => f.write_str("it came after the proof and is tried first"),
            Self::Drift => f.write_str("kills became more frequent"),
            Self::Several => f.write_str("kills became more frequent in several parts"),
            Self::Harmful { message } => write!(f, "{message} would have done harm"),
            Self::Operator => f.write_str("the operator wants to see everything"),
        }
    }
}

impl std::fmt::Display for Must {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Lint => "the linter found what must not pass without a look",
            Self::Unread => "no second reader could look at it",
            Self::Answer => "it answers a person",
            Self::Again => "the operator had it before",
            Self::Card => "it shares a card with what waits already",
            Self::Guard => "a check at the gate found something",
        })
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let percent = |confidence: &Confidence| f64::from(confidence.thousandths()) / 10.0;
        match self {
            Self::Must { must } => write!(f, "held: {must}"),
            Self::NoCertificate => {
                f.write_str("held: nothing is proven for messages like this yet")
            }
            Self::NewAgent { days } => write!(
                f,
                "held: the agent has been at work for {days} days and is reviewed in full at first"
            ),
            Self::SetApart { stratum, cause } => {
                write!(f, "held: {stratum} is reviewed in full, because {cause}")
            }
            Self::BelowThreshold {
                confidence,
                threshold,
            } => write!(
                f,
                "held: confidence {:.1} % is below {:.1} %, from which on messages like this are proven",
                percent(confidence),
                percent(threshold)
            ),
            Self::Certified {
                confidence,
                threshold,
                level,
            } => write!(
                f,
                "cleared by policy: confidence {:.1} % reaches {:.1} %, {}",
                percent(confidence),
                percent(threshold),
                match level {
                    Level::Provisional => "proven provisionally",
                    Level::Full => "proven",
                }
            ),
        }
    }
}
