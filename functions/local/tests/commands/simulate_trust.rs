//! `simulate trust`: what it prints.

use crate::support::ran;

fn trust(more: &[&str]) -> crate::support::Ran {
    let mut args = vec!["simulate", "trust", "--runs", "40", "--messages", "300"];
    args.extend(more);
    ran(&args, "")
}

#[test]
fn json_is_one_object_with_exactly_these_figures() {
    let told = trust(&["--limit", "0.05", "--rate", "0", "--seed", "3", "--json"]).ends(0);
    let report = told.json();
    let names: Vec<_> = report.as_object().unwrap().keys().cloned().collect();
    assert_eq!(
        names,
        [
            "bad_shipped",
            "demoted_after",
            "false_promotion_rate",
            "labels_to_promotion"
        ]
    );
    for (name, parts) in [
        ("labels_to_promotion", ["median", "p90"]),
        ("bad_shipped", ["mean", "p90"]),
        ("demoted_after", ["median", "p90"]),
    ] {
        let of: Vec<_> = report[name].as_object().unwrap().keys().cloned().collect();
        assert_eq!(of, parts, "{name}");
    }
    assert_eq!(report["false_promotion_rate"], 0.0);
    assert_eq!(report["labels_to_promotion"]["median"], 81);
    assert_eq!(report["bad_shipped"]["mean"], 0.0);
    assert!(report["demoted_after"]["median"].is_null());
}

#[test]
fn where_nothing_is_proven_there_are_no_figures() {
    let told = trust(&["--limit", "3%", "--rate", "50%", "--json"]).ends(0);
    let report = told.json();
    assert_eq!(report["false_promotion_rate"], 0.0);
    for (name, part) in [
        ("labels_to_promotion", "median"),
        ("labels_to_promotion", "p90"),
        ("bad_shipped", "mean"),
        ("bad_shipped", "p90"),
        ("demoted_after", "median"),
        ("demoted_after", "p90"),
    ] {
        assert!(report[name][part].is_null(), "{name}.{part}");
    }
}

#[test]
fn the_table_says_the_same_and_more() {
    let told = trust(&[
        "--limit", "5%", "--rate", "1%", "--jump", "15%", "--seed", "3",
    ])
    .ends(0);
    for words in [
        "proven ",
        "wrongly proven",
        "verdicts until then, median",
        "demoted after the jump, median",
        "expected delay",
    ] {
        assert!(
            told.out.contains(words),
            "{words:?} is missing in\n{}",
            told.out
        );
    }
}

#[test]
fn help_teaches_and_misuse_is_told() {
    let help = ran(&["simulate", "trust", "--help"], "").ends(0);
    for words in [
        "Examples:\n",
        "false_promotion_rate",
        "--propensity",
        "--jump",
        "--bad-agents",
    ] {
        assert!(help.out.contains(words), "{words:?} is missing");
    }
    let wrong: [&[&str]; 7] = [
        &["--limit", "0"],
        &["--limit", "1"],
        &["--rate", "1.5"],
        &["--rate", "often"],
        &["--propensity", "0%"],
        &["--propensity", "50%-20%"],
        &["--agents", "2", "--bad-agents", "3"],
    ];
    for args in wrong {
        let ran = trust(args).ends(2);
        assert!(
            ran.err.starts_with("error: ") && ran.out.is_empty(),
            "{args:?}: {}",
            ran.err
        );
    }
    // Options of the weeks aren't options of this.
    ran(&["simulate", "--agents", "2", "trust"], "").ends(2);
}
