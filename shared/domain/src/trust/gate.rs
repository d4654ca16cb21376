//! What a claim reads of a class: whether policy's leave to send still holds. Small, and written only when
//! trust changes, so that every claim by policy can be guarded by it (invariant 8).

use super::class::Class;
use super::label::MessageRef;
use super::strata::{ClassId, Strata, Stratum};
use super::units::Confidence;
use serde::{Deserialize, Serialize};

/// Policy's leave to send: what it rested on when it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leave {
    /// The class with the certificate.
    pub class: ClassId,
    /// Its life.
    pub life: u32,
    /// Policy's confidence.
    pub confidence: Confidence,
    /// Where the message belongs.
    pub strata: Strata,
}

/// What policy may send of a class. The default, and so a row that isn't there, is: nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Gate {
    /// The life of the class.
    pub life: u32,
    /// What reaches this may go; nothing may without it.
    pub threshold: Option<Confidence>,
    /// Strata that are reviewed in full.
    pub apart: Vec<Stratum>,
    /// Messages that were killed as harmful and are not in the class yet. While there is one nothing goes:
    /// it stands here from the very commit of its verdict on.
    pub harm: Vec<MessageRef>,
}

/// Why policy's leave does not hold any more.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Shut {
    /// The certificate it rested on is void.
    #[error("the certificate that cleared it was revoked")]
    Revoked,
    /// Somebody found a harmful message.
    #[error("a message of its class was killed as harmful")]
    Harm,
    /// A part it belongs to is reviewed in full.
    #[error("{0} is reviewed in full now")]
    Apart(Stratum),
}

impl Gate {
    /// What a class allows.
    pub fn of(class: &Class, harm: Vec<MessageRef>) -> Self {
        let thresholds = class.evidence.grid().thresholds();
        let held = class.certificate;
        Self {
            life: class.life,
            threshold: held.and_then(|held| thresholds.get(held.threshold).copied()),
            apart: class
                .apart
                .iter()
                .map(|apart| apart.stratum.clone())
                .collect(),
            harm,
        }
    }

    /// Whether a leave given earlier still holds.
    ///
    /// # Errors
    /// Why it does not.
    pub fn check(&self, leave: &Leave) -> Result<(), Shut> {
        if !self.harm.is_empty() {
            return Err(Shut::Harm);
        }
        let proven = self
            .threshold
            .is_some_and(|threshold| leave.confidence >= threshold);
        if self.life != leave.life || !proven {
            return Err(Shut::Revoked);
        }
        let strata = leave.strata.all();
        match strata.iter().find(|stratum| self.apart.contains(stratum)) {
            Some(stratum) => Err(Shut::Apart(stratum.clone())),
            None => Ok(()),
        }
    }
}
