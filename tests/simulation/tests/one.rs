//! One seed by hand: `SEED=5 cargo test -p simulation --test one -- --nocapture`; with `PLAIN=1` the run
//! whose crash points are enumerated.
use simulation::{Level, Options, run};

#[test]
fn one_seed() {
    let number = |name: &str, other: u64| {
        std::env::var(name)
            .ok()
            .and_then(|text| text.parse().ok())
            .unwrap_or(other)
    };
    let plain = std::env::var("PLAIN").is_ok();
    let options = Options {
        seed: number("SEED", 1),
        agents: if plain { 1 } else { 3 },
        days: if plain { 1 } else { 10 },
        level: if plain { Level::None } else { Level::Heavy },
        mutant: None,
        crash_at: std::env::var("CRASH")
            .ok()
            .and_then(|text| text.parse().ok()),
        plain,
    };
    match run(&options) {
        Ok(report) => eprintln!("{}", serde_json::to_string(&report).unwrap()),
        Err(failure) => panic!("{failure}"),
    }
}
