//! Every measure runs in a tiny size and tells figures. How fast it was is nobody's business here.

use serde_json::Value;
use std::process::{Command, Output};

fn bench(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bench"))
        .args(words)
        .output()
        .expect("the bench starts")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("words are text")
}

/// What runs if nothing is asked for.
fn names() -> Vec<String> {
    let listed = bench(&["--list"]);
    let names = text(&listed.stdout).lines();
    names
        .filter(|line| !line.ends_with("(only by its name)"))
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_measure_runs_and_tells_figures_above_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().to_str().expect("its name is text");
    let ran = bench(&["--size", "tiny", "--folder", place]);
    assert!(ran.status.success(), "{}", text(&ran.stderr));
    let lines: Vec<Value> = text(&ran.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}")))
        .collect();
    let told: Vec<&str> = lines
        .iter()
        .filter_map(|line| line["measure"].as_str())
        .collect();
    assert_eq!(told, names());
    let above_nothing = [
        ("disk", "rows_alone_per_second"),
        ("sourcing", "leads_per_second"),
        ("messages", "per_second"),
        ("queue", "page_p99_ms"),
        ("queue_long", "page_after_verdict_p99_ms"),
        ("mail", "per_second"),
        ("start", "start_p50_ms"),
        ("units", "write_units"),
        ("simulation", "agent_weeks_per_minute"),
    ];
    assert_eq!(told, above_nothing.map(|(measure, _)| measure));
    for (line, (measure, figure)) in lines.iter().zip(above_nothing) {
        for figure in [figure, "peak_memory_mb"] {
            let value = line[figure].as_f64().unwrap_or_default();
            assert!(value > 0.0, "{measure}: {figure} is {}", line[figure]);
        }
    }
    let of = |measure: &str| {
        lines
            .iter()
            .find(|line| line["measure"] == measure)
            .unwrap_or(&Value::Null)
    };
    assert_eq!(of("sourcing")["rows"], 20);
    assert_eq!(of("queue")["cards"], 12);
    assert_eq!(of("queue_long")["cards"], 24);
    assert!(of("start")["events"].as_u64() >= Some(200));
    assert_eq!(of("units")["everybody_answers"]["replies"], 1.0);
    assert_eq!(of("units")["nobody_answers"]["replies"], 0.0);
    let left = std::fs::read_dir(folder.path()).expect("the folder is there");
    assert_eq!(left.count(), 0, "the stores are removed");
}

#[test]
fn only_what_was_asked_for_runs_and_an_unknown_name_is_told() {
    let ran = bench(&["--size", "tiny", "--only", "units"]);
    assert_eq!(
        text(&ran.stdout).lines().count(),
        1,
        "{}",
        text(&ran.stderr)
    );
    let ran = bench(&["--only", "speed"]);
    assert!(!ran.status.success());
    assert!(
        text(&ran.stderr).contains("messages"),
        "{}",
        text(&ran.stderr)
    );
    assert!(ran.stdout.is_empty());
}
