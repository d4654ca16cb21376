//! Seeds that once found something. Each stays, with what it found.

use simulation::{Level, Options, run};

#[track_caller]
fn holds(seed: u64, agents: usize, days: u32) {
    let options = Options {
        seed,
        agents,
        days,
        level: Level::Heavy,
        mutant: None,
        crash_at: None,
        plain: false,
    };
    if let Err(failure) = run(&options) {
        panic!("{failure}");
    }
}

/// An unknown outcome was taken for "the entry is there", and the stop was lost.
#[test]
fn a_stop_of_a_company_is_stored_before_it_is_answered() {
    holds(4, 3, 10);
    holds(46, 3, 10);
}

/// Slow reads lay between the judgement of a claim and the time it was recorded with.
#[test]
fn a_claim_names_the_instant_at_which_it_was_judged() {
    holds(5, 3, 10);
    holds(36, 3, 10);
}

/// The clock stepped back while the process was down, to before the simulated start.
#[test]
fn a_clock_that_stepped_back_records_what_it_shows() {
    holds(3_571, 5, 30);
}
