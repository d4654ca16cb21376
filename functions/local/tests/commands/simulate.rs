//! `simulate`: what it tells of invented weeks.

use crate::support::ran;

fn simulate(more: &[&str]) -> crate::support::Ran {
    let mut args = vec!["simulate", "--agents", "1", "--days", "4"];
    args.extend(more);
    ran(&args, "")
}

#[test]
fn a_run_that_holds_tells_what_happened_stage_by_stage() {
    let told = simulate(&["--seed", "1", "--faults", "light"]).ends(0);
    for words in [
        "seed 1: everything held",
        "\nsourcing\n",
        "\nlist gate\n",
        "\ndrafting\n",
        "\ndraft gate\n",
        "\nsending\n",
        "\nreplies\n",
        "\nverdicts that took effect\n",
        "\nreplies by intent, as they were labelled\n",
        "\ncards by kind\n",
        "\nfaults\n",
        " 1. nothing leaves without a clearance",
        "12. what comes from outside is data",
    ] {
        assert!(
            told.out.contains(words),
            "{words:?} is missing in\n{}",
            told.out
        );
    }
    assert_eq!(told.err, "", "progress is for terminals");
}

#[test]
fn the_same_seed_tells_the_same_as_json() {
    let once = simulate(&["--seed", "5", "--faults", "heavy", "--json"]).ends(0);
    let twice = simulate(&["--seed", "5", "--faults", "heavy", "--json"]).ends(0);
    assert_eq!(once.out, twice.out);
    let report = once.json();
    assert_eq!(report["seed"], 5);
    assert_eq!(report["checked"].as_object().unwrap().len(), 12);
    assert!(report["letters"].as_u64().unwrap() > 0);
}

#[test]
fn many_seeds_come_in_their_order_and_are_summed_up() {
    let lines = simulate(&["--seed", "3", "--seeds", "5", "--json"])
        .ends(0)
        .json_lines();
    let seeds: Vec<_> = lines
        .iter()
        .map(|line| line["seed"].as_u64().unwrap())
        .collect();
    assert_eq!(seeds, [3, 4, 5, 6, 7]);
    let told = simulate(&["--seed", "3", "--seeds", "2"]).ends(0);
    assert!(told.out.starts_with("2 seeds held: "), "{}", told.out);
}
