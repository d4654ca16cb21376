//! Earned autonomy, held to what it promises: exactly where that can be computed, and for any order of
//! labels where it can't.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod anew;
mod bets;
mod canaries;
mod given;
mod intervals;
mod lives;
mod orders;
mod routes;
mod voided;
mod watching;
