//! `simulate --operator`: what it tells of an operator's weeks.

use crate::support::ran;

#[test]
fn it_tells_each_week_and_whether_the_promises_held() {
    let told = ran(&["simulate", "--operator", "--weeks", "6"], "").ends(0);
    assert!(told.out.contains("queue min/day"), "{}", told.out);
    assert!(
        told.out
            .contains("All budgets, targets and limits were kept."),
        "{}",
        told.out
    );
    assert_eq!(told.err, "", "progress is for terminals");
}

#[test]
fn somebody_who_hardly_looks_is_told_so_as_json() {
    let args = ["simulate", "--operator", "--misses", "30%", "--json"];
    let told = ran(&args, "").ends(0).json();
    assert_eq!(told["trusted"], false);
    assert_eq!(told["weeks"].as_array().map(Vec::len), Some(13));
    assert!(told["words"].to_string().contains("not to be trusted"));
}

#[test]
fn it_runs_one_seed_and_knows_no_faults() {
    ran(&["simulate", "--operator", "--seeds", "2"], "").ends(2);
    ran(&["simulate", "--operator", "--faults", "heavy"], "").ends(2);
    ran(&["simulate", "--weeks", "3"], "").ends(2);
}
