//! One run by hand, as a rerun line spells it:
//! `SEED=5 AGENTS=3 DAYS=10 FAULTS=heavy cargo test -p simulation --test one -- --nocapture`; `MUTANT=name`
//! takes a guard away, `PLAIN=1` is the run whose crash points are enumerated, `CRASH=n` kills it at one.

use simulation::{Level, Mutant, Options, run};

#[test]
fn one_run_by_hand_holds() {
    let text = |name: &str| std::env::var(name).ok();
    let number =
        |name: &str, other: u64| text(name).map_or(other, |text| text.parse().expect("a number"));
    let plain = text("PLAIN").is_some();
    let options = Options {
        seed: number("SEED", 1),
        agents: usize::try_from(number("AGENTS", if plain { 1 } else { 3 })).expect("a few"),
        days: u32::try_from(number("DAYS", if plain { 1 } else { 10 })).expect("a few"),
        level: match text("FAULTS").as_deref() {
            Some("light") => Level::Light,
            Some("none") => Level::None,
            Some("heavy") => Level::Heavy,
            _ if plain => Level::None,
            _ => Level::Heavy,
        },
        mutant: text("MUTANT").map(|name| Mutant::named(&name).expect("a mutant's name")),
        crash_at: text("CRASH").map(|point| point.parse().expect("a number")),
        plain,
    };
    let report = run(&options).unwrap_or_else(|failure| panic!("{failure}"));
    println!("{}", serde_json::to_string_pretty(&report).expect("JSON"));
}
