//! Crash points are numbered by the code itself: one before each port call, reads included, and one after
//! each that wrote. Killed at each of them once, a run ends as the run without a crash did. And the log,
//! cut at every record, leads to the same state.

use simulation::{Level, Options, cut_logs, run, spread};

fn plain() -> Options {
    Options {
        seed: 3,
        agents: 1,
        days: 1,
        level: Level::None,
        mutant: None,
        crash_at: None,
        plain: true,
    }
}

#[test]
fn killed_at_every_point_a_run_ends_alike() {
    let whole = run(&plain()).unwrap_or_else(|failure| panic!("{failure}"));
    // Four leads, one of whom never answers. Of one, in Japan, the house has no consent on record at first: the
    // letter goes once it has.
    assert_eq!(whole.letters, 6, "{:?}", whole.left);
    assert!(whole.points > 500, "{} points", whole.points);
    spread(
        whole.points,
        |point| {
            run(&Options {
                crash_at: Some(point),
                ..plain()
            })
        },
        |point, outcome| {
            let report =
                outcome.unwrap_or_else(|failure| panic!("killed at point {point}: {failure}"));
            assert_eq!(report.crashes, 1, "killed at point {point}");
            assert_eq!(report.left, whole.left, "killed at point {point}");
            assert_eq!(report.phases, whole.phases, "killed at point {point}");
            assert_eq!(report.replies, whole.replies, "killed at point {point}");
            true
        },
    );
    println!(
        "{} crash points ended alike: {} letters each",
        whole.points, whole.letters
    );
}

#[test]
fn the_log_cut_at_every_record_folds_to_the_head() {
    let heavy = |seed| Options {
        seed,
        agents: 2,
        days: 7,
        level: Level::Heavy,
        plain: false,
        ..plain()
    };
    let mut cuts = 0;
    spread(
        6,
        |seed| cut_logs(&heavy(seed)),
        |_, outcome| {
            cuts += outcome.unwrap_or_else(|why| panic!("{why}")).cuts;
            true
        },
    );
    assert!(cuts > 1_000, "{cuts} cuts");
}
