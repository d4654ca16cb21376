//! `cost`: a fleet's month from measured units and a table of prices.

use crate::support::{Ran, ran};
use std::fs;
use std::path::Path;

const PRICES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../infra/prices.json");

fn cost(words: &[&str]) -> Ran {
    ran(&[&["cost"], words].concat(), "")
}

#[test]
fn a_fleet_costs_its_idle_stack_and_its_contacts() {
    let told = cost(&["--agents", "30", "--contacts", "100", "--json"])
        .ends(0)
        .json();
    let month = &told["months"][0];
    let number = |value: &serde_json::Value| value.as_f64().unwrap();
    // 30 agents, 100 contacts a week, 4.348 weeks a month.
    assert!(
        (number(&month["contacts"]) - 13_044.6).abs() < 0.1,
        "{month}"
    );
    let a_thousand = number(&told["thousand_contacts_without_model"]);
    let all = number(&month["idle"]) + a_thousand * number(&month["contacts"]) / 1e3;
    assert!(
        (number(&month["without_model"]) - all).abs() < 1e-6,
        "{month}"
    );
    assert!(number(&month["with_model"]) > number(&month["without_model"]));

    let fleets = cost(&[]).ends(0).out;
    for fleet in ["1 agent ", "10 agents", "50 agents"] {
        assert!(fleets.contains(fleet), "{fleets}");
    }
}

#[test]
fn other_prices_make_another_bill_and_a_faulty_table_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let shipped = fs::read_to_string(Path::new(PRICES)).unwrap();
    let file = folder.path().join("dear.json");
    let place = file.to_str().unwrap();
    let thousand = |words: &[&str]| {
        let told = cost(words).ends(0).json();
        told["thousand_contacts"]["table"].as_f64().unwrap()
    };
    let dear = shipped
        .replace(
            "\"million_read_units\": 0.125",
            "\"million_read_units\": 0.25",
        )
        .replace(
            "\"million_write_units\": 0.625",
            "\"million_write_units\": 1.25",
        );
    fs::write(&file, dear).unwrap();
    let (usual, dear) = (
        thousand(&["--json"]),
        thousand(&["--prices", place, "--json"]),
    );
    assert!((dear - 2.0 * usual).abs() < 1e-9, "{usual} {dear}");

    fs::write(&file, shipped.replace("gb_second", "gigabyte_second")).unwrap();
    let refused = cost(&["--prices", place]).ends(2);
    assert!(
        refused.err.contains("dear.json") && refused.err.contains("gigabyte_second"),
        "{}",
        refused.err
    );
    cost(&["--prices", "nowhere.json"]).ends(2);
}
