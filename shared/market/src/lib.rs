//! A simulated market: how a prospect answers a letter. Pure.
//!
//! [`react`] takes the bytes of a letter as they were handed over and says what comes of it: mail,
//! a one-click opt-out, a look by a link scanner. The same letter always has the same
//! consequences, because all of them are drawn from a hash of the seed, the recipient and the
//! letter; what somebody thinks of us is drawn from the seed and the recipient alone. Nothing is remembered between two calls: who is dead, away or has answered follows from
//! the letter and its thread headers alone.
//!
//! Invariants: no clock, no randomness but the seed, no I/O, no input panics. No mail made here
//! carries a hint of what it is meant to be; [`Happening::intended`] stands beside the mail, for
//! tests.

mod config;
mod draw;
mod happening;
mod human;
mod language;
mod letter;
mod machines;
mod person;
mod phrases;
mod react;
mod texts;
mod texts_dutch;
mod texts_english;
mod texts_french;
mod texts_german;
mod texts_spanish;
mod timing;

pub use config::MarketConfig;
pub use happening::{Happening, What};
pub use letter::sent_at;
pub use react::{LONGEST_WAIT, react};
