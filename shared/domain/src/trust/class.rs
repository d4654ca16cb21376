//! What a class has earned: the fold of its events, small enough for one item.

use super::canary::Canary;
use super::drift::{Detector, Watch};
use super::evidence::{Evidence, Grid};
use super::label::{Counts, Label, Look, MessageRef};
use super::strata::{ClassId, Stratum};
use super::tally::Tally;
use super::terms::Terms;
use super::units::Confidence;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};

/// Why trust was taken away, or not given yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "cause", rename_all = "snake_case")]
pub enum Cause {
    /// It came after the proof and has to show that it belongs to what was proven.
    New,
    /// Its detector rang.
    Drift,
    /// The detectors of several strata of one kind rang.
    Several,
    /// A message that would have done harm.
    Harmful {
        /// Which.
        message: MessageRef,
    },
    /// The operator wants to see everything.
    Operator,
}

/// What a proof allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A new version whose canary was clean: the provisional limit.
    Provisional,
    /// The limits of the class.
    Full,
}

/// What happened to a class. Variants and fields are added, never renamed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A class begins, with everything reviewed.
    Opened {
        /// Which.
        class: ClassId,
        /// What it can earn.
        terms: Terms,
        /// Its thresholds.
        grid: Grid,
        /// The certified version that it is a canary for, if there is one.
        succeeds: Option<ClassId>,
    },
    /// What is known of a message changed.
    Labelled {
        /// Before.
        before: Option<Label>,
        /// Now.
        after: Label,
    },
    /// A threshold is proven, by its place in the grid: what reaches it ships by policy.
    Proven {
        /// The operating threshold.
        threshold: usize,
        /// What is proven.
        level: Level,
    },
    /// A stratum is reviewed in full until its canary was clean.
    SetApart {
        /// Which.
        stratum: Stratum,
        /// Why.
        cause: Cause,
    },
    /// A stratum ships with its class again.
    Joined {
        /// Which.
        stratum: Stratum,
    },
    /// The detector of the class rang where there was no trust to take away; all begin anew.
    Calmed,
    /// Nothing was proven, and proof begins anew with what the verdicts have taught: from now on the confidence is
    /// what this classifier says, and these are the thresholds.
    BegunAnew {
        /// Names the frozen classifier.
        classifier: String,
        /// The thresholds.
        grid: Grid,
    },
    /// The certificate is void; everything is reviewed, and proof begins anew.
    Demoted {
        /// Why.
        cause: Cause,
    },
}

/// A live certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The operating threshold, by its place in the grid.
    pub threshold: usize,
    /// What is proven.
    pub level: Level,
}

/// A life of the class that ended. Shown, never counted again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// Which.
    pub life: u32,
    /// Why it ended.
    pub cause: Cause,
    /// What it had shipped.
    pub shipped: Tally,
}

/// Lives that are remembered.
const REMEMBERED: usize = 12;

/// A stratum that is reviewed in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Apart {
    /// Names its canary: no other one of the class has had it.
    pub number: u32,
    /// Which.
    pub stratum: Stratum,
    /// Why.
    pub cause: Cause,
    /// What it has shown since.
    pub canary: Canary,
}

/// The second classifier whose word is the confidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judge {
    /// Names the frozen classifier.
    pub classifier: String,
    /// The life that began with it.
    pub life: u32,
}

/// What a class has earned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Class {
    /// Which.
    pub id: ClassId,
    /// What it can earn.
    pub terms: Terms,
    /// The certified version that it is a canary for, if there is one.
    pub succeeds: Option<ClassId>,
    /// Counts its lives from 1; a demotion begins a new one.
    pub life: u32,
    /// Whose word the confidence is; nothing while it is the agent's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judge: Option<Judge>,
    /// The labels of this life.
    pub evidence: Evidence,
    /// The live certificate.
    pub certificate: Option<Held>,
    /// What policy cleared in this life.
    pub shipped: Tally,
    /// A detector for each stratum.
    #[serde(with = "pairs")]
    pub detectors: BTreeMap<Stratum, Detector>,
    /// Strata that are reviewed in full.
    pub apart: Vec<Apart>,
    /// How many canaries there have been.
    pub canaries: u32,
    /// Lives that ended, the last one first.
    pub ended: VecDeque<Ended>,
}

/// Says what an event means. Nothing else may change a class.
#[must_use]
pub fn evolve(class: Option<Class>, event: &Event) -> Option<Class> {
    let Some(mut class) = class else {
        let Event::Opened {
            class,
            terms,
            grid,
            succeeds,
        } = event
        else {
            return None;
        };
        return Some(Class {
            id: class.clone(),
            terms: *terms,
            succeeds: succeeds.clone(),
            life: 1,
            judge: None,
            evidence: Evidence::new(grid.clone()),
            certificate: None,
            shipped: Tally::default(),
            detectors: BTreeMap::new(),
            apart: Vec::new(),
            canaries: 0,
            ended: VecDeque::new(),
        });
    };
    class.apply(event);
    Some(class)
}

impl Class {
    /// Says what an event means for a class that has begun.
    pub(super) fn apply(&mut self, event: &Event) {
        match event {
            Event::Opened { .. } => {}
            Event::Labelled { before, after } => self.label(before.as_ref(), after),
            Event::Proven { threshold, level } => {
                self.certificate = Some(Held {
                    threshold: *threshold,
                    level: *level,
                });
            }
            Event::SetApart { stratum, cause } => {
                self.calm(stratum);
                self.apart.retain(|apart| apart.stratum != *stratum);
                self.canaries = self.canaries.saturating_add(1);
                self.apart.push(Apart {
                    number: self.canaries,
                    stratum: stratum.clone(),
                    cause: cause.clone(),
                    canary: Canary::default(),
                });
            }
            Event::Joined { stratum } => {
                self.calm(stratum);
                self.apart.retain(|apart| apart.stratum != *stratum);
            }
            Event::Calmed => self.detectors.values_mut().for_each(Detector::calm),
            Event::BegunAnew { classifier, grid } => {
                self.begin_life(grid.clone());
                // Parts were set apart for what another confidence let through.
                self.apart.retain(|apart| apart.cause == Cause::Operator);
                self.judge = Some(Judge {
                    classifier: classifier.clone(),
                    life: self.life,
                });
            }
            Event::Demoted { cause } => self.demote(cause),
        }
    }

    /// The entry of a stratum that is reviewed in full.
    pub fn set_apart(&self, stratum: &Stratum) -> Option<&Apart> {
        self.apart.iter().find(|apart| apart.stratum == *stratum)
    }

    fn label(&mut self, before: Option<&Label>, after: &Label) {
        if after.life != self.life {
            return;
        }
        let before = before.filter(|before| before.life == self.life);
        self.evidence.replace(before, after);
        if let Some(before) = before.filter(|before| before.cleared) {
            self.shipped.remove(before);
        }
        if after.cleared {
            self.shipped.add(after);
        }
        for apart in &mut self.apart {
            apart.canary.replace(apart.number, before, after);
        }
        // What can't ship says nothing about what does.
        let Counts::Class(confidence) = after.counts else {
            return;
        };
        let is_watched = confidence >= self.watched();
        let watch = Watch::new(&self.terms);
        for stratum in after.strata.all() {
            let detector = self.detectors.entry(stratum).or_default();
            if !is_watched {
                continue;
            }
            match before.map(|before| before.look) {
                None => detector.drafted(),
                Some(Look::Judged(outcome)) => detector.forget(&watch, outcome.is_kill()),
                Some(Look::Passed | Look::Waiting) => {}
            }
            if let Look::Judged(outcome) = after.look {
                detector.judged(&watch, outcome.is_kill());
            }
        }
    }

    /// Detectors watch what reaches this: the operating threshold, or the one that is to be proven first.
    fn watched(&self) -> Confidence {
        let place = self.certificate.map_or(0, |held| held.threshold);
        let thresholds = self.evidence.grid().thresholds();
        thresholds.get(place).copied().unwrap_or_default()
    }

    fn calm(&mut self, stratum: &Stratum) {
        // Known from now on, if it wasn't.
        self.detectors.entry(stratum.clone()).or_default().calm();
    }

    fn demote(&mut self, cause: &Cause) {
        self.ended.push_front(Ended {
            life: self.life,
            cause: cause.clone(),
            shipped: std::mem::take(&mut self.shipped),
        });
        self.ended.truncate(REMEMBERED);
        self.begin_life(self.evidence.grid().clone());
        // Newcomers take part in the new proof like everybody else.
        self.apart.retain(|apart| apart.cause != Cause::New);
    }

    fn begin_life(&mut self, grid: Grid) {
        self.life = self.life.saturating_add(1);
        self.certificate = None;
        self.evidence = Evidence::new(grid);
        self.detectors.values_mut().for_each(Detector::calm);
    }
}

/// JSON has no keys but text.
mod pairs {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::collections::BTreeMap;

    pub(super) fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &BTreeMap<K, V>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(map)
    }

    pub(super) fn deserialize<'de, K, V, D>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
    where
        K: Deserialize<'de> + Ord,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        Ok(Vec::<(K, V)>::deserialize(deserializer)?
            .into_iter()
            .collect())
    }
}
