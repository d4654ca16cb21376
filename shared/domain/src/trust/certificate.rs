//! What is printed of a class: what is proven, at which level, on what, and what would revoke it.
//!
//! It says no more than was proven: an average over the messages tested, for this class alone.

use super::canary::{self, clean_in_a_row};
use super::class::{Cause, Class, Ended, Level};
use super::drift::JUMP;
use super::evidence::AtThreshold;
use super::exact::at_most;
use super::interval::{Rate, rate};
use super::strata::{ClassId, Stratum};
use super::tally::Fault;
use super::terms::Rules;
use super::units::{Confidence, Limit, Propensity};
use serde::Serialize;

/// Where a class stands, for the page and the command line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Certificate {
    /// The class.
    pub class: ClassId,
    /// What is proven, if anything is.
    pub proven: Option<Proven>,
    /// The certified class that ships on while this one is on trial.
    pub on_trial_for: Option<ClassId>,
    /// The frozen classifier whose word the confidence is; nothing while it is the agent's own.
    pub classifier: Option<String>,
    /// Each threshold with its evidence, from strict to lax.
    pub thresholds: Vec<Threshold>,
    /// Clean verdicts that are missing for the first threshold, if each is certain to be given.
    pub clean_needed: u32,
    /// Messages that were tested in this life.
    pub messages: u32,
    /// Of these, judged.
    pub judged: u32,
    /// Of these, killed.
    pub killed: u32,
    /// Of these, edited in substance.
    pub must_fix: u32,
    /// Messages that policy cleared.
    pub shipped: u32,
    /// Of these, judged.
    pub audited: u32,
    /// Kills among those that policy cleared.
    pub live_kills: Rate,
    /// Strata that are reviewed in full, and why.
    pub apart: Vec<(Stratum, Cause)>,
    /// Strata whose kills rise: they are audited more often.
    pub rising: Vec<Stratum>,
    /// Messages until the first false alarm of a class at a third of its limit, on average.
    pub run_length: u32,
    /// Messages until a jump to 15 % is found, on average, at the audit share of the first month and of
    /// later ones. Nothing if the limit is too near.
    pub jump_found_after: Option<(f64, f64)>,
    /// Earlier lives, the last one first.
    pub ended: Vec<Ended>,
}

/// What a live certificate proves.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Proven {
    /// Messages with this confidence or more ship by policy.
    pub threshold: Confidence,
    /// Provisionally or in full.
    pub level: Level,
    /// On average fewer are killed than this.
    pub kills_below: f64,
    /// With this chance of being right.
    pub certainty: f64,
}

/// The evidence at one threshold.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Threshold {
    /// The threshold.
    pub confidence: Confidence,
    /// The evidence that kills are below their limit; proven from `1/δ` on.
    pub kills: f64,
    /// The evidence that must-fix edits are below theirs.
    pub must_fix: f64,
    /// Clean verdicts that are missing.
    pub clean_needed: u32,
}

impl From<AtThreshold> for Threshold {
    fn from(at: AtThreshold) -> Self {
        Self {
            confidence: at.threshold,
            kills: libm::exp(at.kills),
            must_fix: libm::exp(at.must_fix),
            clean_needed: at.clean_needed,
        }
    }
}

/// Where a class stands.
pub fn certificate(class: &Class, rules: &Rules) -> Certificate {
    let terms = &rules.terms;
    let grid = class.evidence.grid().thresholds();
    let walk = class
        .evidence
        .walk(&rules.kills, &rules.must_fix, terms.delta);
    let thresholds: Vec<Threshold> = walk.map(Threshold::from).collect();
    let proven = class.certificate.and_then(|held| {
        Some(Proven {
            threshold: *grid.get(held.threshold)?,
            level: held.level,
            kills_below: match held.level {
                Level::Provisional => canary::provisional(rules),
                Level::Full => terms.kills.share(),
            },
            certainty: 1.0 - terms.delta,
        })
    });
    let tested = class.evidence.reaching(grid.len()).total();
    let shipped = class.shipped.total();
    let jump = Limit::new(JUMP).filter(|jump| *jump > terms.kills);
    let clean_needed = match (&proven, class.succeeds.is_some(), tested.killed) {
        (Some(_), _, _) => 0,
        (None, true, 0) => Limit::new(canary::provisional(rules)).map_or(u32::MAX, |limit| {
            clean_in_a_row(limit, terms.delta).saturating_sub(tested.judged())
        }),
        (None, _, _) => thresholds
            .first()
            .map_or(u32::MAX, |first| first.clean_needed),
    };
    Certificate {
        class: class.id.clone(),
        on_trial_for: class.succeeds.clone().filter(|_| proven.is_none()),
        classifier: class.judge.as_ref().map(|judge| judge.classifier.clone()),
        proven,
        clean_needed,
        thresholds,
        messages: tested.all(),
        judged: tested.judged(),
        killed: tested.killed,
        must_fix: tested.must_fix,
        shipped: shipped.all(),
        audited: shipped.judged(),
        live_kills: rate(&class.shipped, Fault::Kill, terms.delta),
        apart: class
            .apart
            .iter()
            .map(|apart| (apart.stratum.clone(), apart.cause.clone()))
            .collect(),
        rising: class
            .detectors
            .iter()
            .filter(|(_, detector)| detector.rises(&rules.watch))
            .map(|(stratum, _)| stratum.clone())
            .collect(),
        run_length: terms.run_length,
        jump_found_after: jump.map(|jump| {
            let delay = |share: Propensity| rules.watch.expected_delay(jump, share);
            (delay(terms.audit_first), delay(terms.audit_later))
        }),
        ended: class.ended.iter().cloned().collect(),
    }
}

/// The limit that holds if the operator misses some kills, judged by planted cards: who sees only a
/// part of what is bad proves only so much. Nothing if the misses leave nothing proven.
pub fn corrected(limit: Limit, missed: u32, planted: u32, alpha: f64) -> Option<Limit> {
    Limit::new(limit.share() / (1.0 - at_most(missed, planted, alpha)))
}

/// True for an agent without proof after a month of its planned volume: replace it.
pub const fn overdue(weekly_target: u32, drafted: u32, certified: bool) -> bool {
    // A month is a twelfth of 52 weeks.
    !certified && drafted.saturating_mul(12) >= weekly_target.saturating_mul(52)
}

impl Certificate {
    /// What it says, in sentences.
    pub fn words(&self) -> Vec<String> {
        let percent = |share: f64| share * 100.0;
        let mut words = Vec::new();
        match &self.proven {
            Some(proven) => words.push(format!(
                "Proven at {:.0} %{}: on average over the {} messages tested, fewer than {:.1} % would \
                 have been killed. This is an average of this class: single agents may be worse, and \
                 what is worse is found by its own detector.",
                percent(proven.certainty),
                match proven.level {
                    Level::Provisional => ", provisionally",
                    Level::Full => "",
                },
                self.messages,
                percent(proven.kills_below),
            )),
            None => words.push(format!(
                "Nothing is proven yet: everything is reviewed. {} more clean verdicts would prove it.",
                self.clean_needed
            )),
        }
        if let Some(before) = &self.on_trial_for {
            words.push(format!(
                "On trial: while {before} has its certificate it ships on, and {:.0} % of the new conversations are \
                 written by the new version.",
                percent(canary::SHARE)
            ));
        }
        if let Some(classifier) = &self.classifier {
            words.push(format!(
                "The confidence is the word of {classifier}, which learned from the verdicts before this proof began \
                 and learns no more while it lasts."
            ));
        }
        words.push(format!(
            "Tested: {} messages, {} judged, {} killed, {} edited in substance.",
            self.messages, self.judged, self.killed, self.must_fix
        ));
        if let Some(live) = self.live_kills.estimate {
            words.push(format!(
                "Live: {:.2} % of {} cleared messages are killed when looked at ({} were), surely between \
                 {:.2} % and {:.2} %.",
                percent(live),
                self.shipped,
                self.audited,
                percent(self.live_kills.low),
                percent(self.live_kills.high),
            ));
        }
        let mut revoked = format!(
            "Revoked by a harmful message, by the operator, or by a detector, which rings falsely at \
             most once in {} messages while kills are a third of the limit.",
            self.run_length
        );
        if let Some((first, later)) = self.jump_found_after {
            revoked.push_str(&format!(
                " A jump to {:.0} % is found after {first:.0} messages on average in the first month, \
                 after {later:.0} later.",
                percent(JUMP)
            ));
        }
        words.push(revoked);
        words.extend(
            self.apart
                .iter()
                .map(|(stratum, cause)| format!("Reviewed in full: {stratum}, because {cause}.")),
        );
        words
    }
}
