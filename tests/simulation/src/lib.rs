//! The real domain, flow and relay on an in-memory table, in virtual time: one thread, one seed, faults
//! on every port, and a checker for every invariant of DESIGN section 3 after every step.

mod checks;
mod faults;
mod faulty_ports;
mod mutants;
mod operator;
mod outside;
mod random;
mod run;
mod scene;

pub use checks::Broken;
pub use faults::Level;
pub use mutants::Mutant;
pub use run::{Failure, Options, Report, run};
