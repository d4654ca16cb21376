//! Phrase tables by rule and language, in the small language of `pattern`. A comment line that names
//! a language opens its section; what stands before the first one is for all.

pub(super) mod asks;
pub(super) mod claims;
pub(super) mod cliches;
pub(super) mod conduct;
pub(super) mod echo;
pub(super) mod familiarity;
pub(super) mod opening;
pub(super) mod promises;
pub(super) mod sensitive;
pub(super) mod shares;
pub(super) mod stale;
