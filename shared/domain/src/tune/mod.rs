//! Tuning rounds: when one is due, and what the operator's verdicts say that the markdown does not say yet.
//!
//! Everything here is counting over texts that were decided on: the same verdicts always lead to the same
//! proposals, and a proposal says what it would have caught and what it would have caught wrongly.

mod asked;
mod cadence;
mod mined;
mod passage;
mod proposal;
mod weights;
mod words;

pub use asked::{edit_rules, kill_rules};
pub use cadence::{Due, NEW_DAYS, QUARTER_DAYS, Quarter, Standing, due, standing};
pub use mined::{Edit, How, KillPhrase, Read, edits, kill_phrases, note_phrases};
pub use passage::{Passage, carry, passages};
pub use proposal::{Proposed, Rule, Tested, propose, test};
pub use weights::{Judged, Reweighed, Sorted, reweigh, sorted};
pub use words::{Part, parts};
