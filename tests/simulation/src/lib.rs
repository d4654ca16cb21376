//! The real domain, flow and relay on an in-memory table, in virtual time: one thread, one seed, faults
//! on every port, and a checker for every invariant of DESIGN section 3 after every step.
//!
//! [`run`] is the whole of it. `world` is what is outside the process (providers, prospects, operators)
//! and keeps its own record; `faulty` are the ports between the two; `process` starts, kills and restarts
//! what the product does; `invariants` look at what came of it.
//!
//! [`simulate_trust`] is apart: classes that earn and lose certificates, with nothing but `domain::trust`; so is
//! [`simulate_operator`]: weeks of one operator with a fleet, with the rules of `domain` alone.

mod faults;
mod faulty;
mod invariants;
mod log_cut;
mod mutants;
mod operator;
mod options;
mod process;
mod random;
mod report;
mod scene;
mod spread;
mod stored;
mod trust;
mod world;

pub use faults::FAULTS;
pub use invariants::{Broken, name as invariant_name};
pub use log_cut::{LogCut, cut_logs};
pub use mutants::Mutant;
pub use operator::{OperatorOptions, OperatorReport, OperatorWeek, Spread, simulate_operator};
pub use options::{Level, Options};
pub use process::{Progress, run, run_watched};
pub use report::{Failure, Report};
pub use spread::spread;
pub use trust::{Mean, Middle, More, TrustOptions, TrustReport, simulate_trust};
