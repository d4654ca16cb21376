//! Weeks of one operator with a fleet: is the time that he is asked for kept within its budget, do the agents
//! reach their targets all the same, and does what goes out unseen stay under the limit?
//!
//! The rules are the real ones of `domain`: classes and their proofs, routes and audits, pace and budgets, planted
//! cards. Invented are the truth (which drafts are bad), the leads, who never run out, and the operator: how long he
//! looks, what he misses, what he edits. He clears his queue each day, so what is told is what was asked of him.

mod options;
mod run;
mod tell;

pub use options::OperatorOptions;
pub use run::simulate_operator;
pub use tell::{OperatorReport, OperatorWeek, Spread};
