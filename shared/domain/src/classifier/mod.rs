//! The second classifier: how likely is it that the operator would not send a draft as it stands?
//!
//! Small, local and explainable. Hashed pieces of words, word pairs, lint findings, claim support, step
//! and length go into a logistic regression that learns from one verdict at a time
//! ([`Learner`]); what it said *before* each verdict calibrates it. A [`Frozen`] copy judges drafts for
//! the life of a certificate, since a proof is about one fixed confidence.
//!
//! Sources: McMahan et al., *Ad click prediction: a view from the trenches*, KDD 2013 (FTRL-Proximal);
//! Weinberger et al., *Feature hashing for large scale multitask learning*, arXiv 0902.2206; Platt,
//! *Probabilistic outputs for support vector machines*, 1999, fitted as by Lin, Lin, Weng, *A note on
//! Platt's probabilistic outputs*, Machine Learning 68, 2007.
//!
//! Must never be here: anything learned from what isn't a verdict of the operator, a text (a verdict is
//! kept with its vector alone, so that forget has nothing to find here), another draft's person: names of
//! the reader and the company are masked before they are hashed.

mod calibration;
mod features;
mod frozen;
mod learner;
mod packed;
mod vector;

pub use features::{Claims, Features, Input, features};
pub use frozen::{Frozen, Judgement, Reason};
pub use learner::{Example, Learner};
pub use vector::Vector;

/// Names features and learning rule. Another number makes old vectors and states void.
pub const KIND: &str = "ngrams-ftrl/1";

/// The chance that belongs to a logit.
fn chance(logit: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-logit))
}
