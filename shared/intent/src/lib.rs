//! What a reply means, told offline and with evidence. Pure.
//!
//! The text is folded (case, accents, typographic quotes), cut into words and sentences, and searched
//! for the phrases of the lexicon in all languages at once. The cues found climb down the ladder of
//! the twelve intents; the first rung that holds wins. What nobody can tell is `ambiguous`.
//!
//! Invariants: no clock, no network, no randomness; no input panics; time is linear in the text, which
//! is cut to [`MAX_BYTES`]. Nothing a reply says is ever obeyed, it is only labelled.

mod dates;
mod fold;
mod label;
mod ladder;
mod learned;
mod lexicon;
mod outcome;
mod pattern;
mod people;
mod reading;
mod second;
mod subject;
mod words;

pub use domain::Intent;
pub use label::{Label, MachineKind, Referral, Reply};
pub use ladder::label;

/// Words of a text that are read from its beginning; a sign of a script without spaces is one.
pub const HEAD_WORDS: usize = 800;
/// And from its end, where the last word stands. What lies between is no reply.
pub const TAIL_WORDS: usize = 200;
/// The number of bytes that are read of each of the two.
pub const MAX_BYTES: usize = 12 * 1024;
