//! Earned autonomy: what a class of messages has proven, and what it may therefore ship unseen.
//!
//! Labels come in, events go out, and a [`Class`] is the fold of its events, small enough for one item.
//! The rule is in the design, section 5; the sources are named where they are used:
//!
//! - *Active, anytime-valid risk controlling prediction sets*, arXiv 2406.10490: the bets on labels drawn
//!   with a logged propensity (`betting.rs`);
//! - *Learn then Test*, arXiv 2110.01052: thresholds tested in a fixed order (`evidence.rs`);
//! - *Selective classification for deep neural networks*, arXiv 1705.08500: what falls below the
//!   threshold is left to the operator (`evidence.rs`);
//! - *Estimating means of bounded random variables by betting*, arXiv 2010.09686: the live rate's interval
//!   (`interval.rs`);
//! - Pollak 1985 and *E-detectors*, arXiv 2203.03532: drift (`drift.rs`).
//!
//! Must never be here: a label that depends on a confidence the operator had seen, a verdict given
//! through a machine client, evidence of an earlier life or version multiplied into a new one.
//!
//! Logarithms come from `libm`, not from the platform, so that a log replayed elsewhere proves the same
//! to the last bit.

mod anew;
pub mod betting;
pub mod canary;
mod certificate;
mod class;
mod decide;
mod drift;
mod evidence;
pub mod exact;
mod gate;
mod interval;
mod label;
pub mod push;
mod route;
mod strata;
mod tally;
mod terms;
mod units;

pub use anew::{begin_anew, would_lose_nothing};
pub use canary::{Canary, Shown};
pub use certificate::{Certificate, Proven, Threshold, certificate, corrected, overdue};
pub use class::{Apart, Cause, Class, Ended, Event, Held, Judge, Level, evolve};
pub use decide::{demote, label, take_back};
pub use drift::{Detector, JUMP, Watch};
pub use evidence::{AtThreshold, Evidence, Grid, MAX_THRESHOLDS};
pub use gate::{Gate, Leave, Shut};
pub use interval::{Rate, rate};
pub use label::{Counts, Label, Look, MessageRef, Outcome};
pub use route::{FIRST_DAYS, FIRST_MONTH, Must, Question, Reason, Route, route};
pub use strata::{ClassId, StepKind, Strata, Stratum};
pub use tally::{Drawn, Fault, Tally};
pub use terms::{Rules, Terms};
pub use units::{Confidence, Limit, Propensity};

/// Folds a whole log.
pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> Option<Class> {
    events.into_iter().fold(None, evolve)
}
