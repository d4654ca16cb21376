//! The starter playbook: without faults, and with a lead of every kind.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use minijinja::{Environment, UndefinedBehavior, Value};
use playbook::{
    Files, MappedLead, Playbook, check, columns::map_row, load, pattern_set, rubric::score,
};
use std::{collections::BTreeMap, fs, path::Path};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../functions/local/starter-playbook")
}

fn files() -> Files {
    let mut files = Files::new();
    for path in [
        "house.md",
        "README.md",
        "agents/first-agent.md",
        "patterns/opening.md",
        "patterns/follow-up.md",
    ] {
        files.insert(path.to_owned(), fs::read(folder().join(path)).unwrap());
    }
    files
}

fn starter() -> Playbook {
    load(&files()).map_err(|faults| faults.to_string()).unwrap()
}

/// Each row of the list, as a lead or why not.
fn leads() -> Vec<Result<MappedLead, String>> {
    let playbook = starter();
    let source = &playbook.agents["first-agent"].sources[0];
    let mut reader = csv::Reader::from_path(folder().join(&source.file)).unwrap();
    reader
        .deserialize::<BTreeMap<String, String>>()
        .map(|row| {
            let mut row = row.unwrap();
            row.retain(|_, value| !value.trim().is_empty());
            map_row(&source.columns, &row)
        })
        .collect()
}

#[test]
fn it_has_neither_faults_nor_warnings() {
    let faults: Vec<String> = check(&files()).iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let playbook = starter();
    let agent = &playbook.agents["first-agent"];
    assert_eq!(agent.sequence.steps.len(), 3);
    assert_eq!(agent.step(2).unwrap().wait.to_string(), "3 working days");
    assert_eq!(pattern_set(&playbook, agent).len(), 64);
}

#[test]
fn its_list_has_leads_of_every_kind() {
    let playbook = starter();
    let agent = &playbook.agents["first-agent"];
    let leads = leads();
    assert_eq!(leads.len(), 24);
    let broken: Vec<&String> = leads
        .iter()
        .filter_map(|lead| lead.as_ref().err())
        .collect();
    assert_eq!(
        broken,
        [
            "the address \"jonas.weberling(at)maerkische-teile.example\" in the column \"Email\" has no @; correct it or empty the cell"
        ]
    );
    let good: Vec<&MappedLead> = leads.iter().flatten().collect();
    let excluded: Vec<String> = good
        .iter()
        .filter_map(|lead| agent.exclude.reason(lead))
        .collect();
    assert_eq!(
        excluded,
        [
            "the country NO is excluded",
            "the title \"Logistics Intern\" holds \"intern\""
        ]
    );
    assert_eq!(
        good.iter()
            .filter(|lead| playbook
                .house
                .is_customer(lead.domain.as_deref(), lead.company.as_deref()))
            .count(),
        1
    );
    let zones: Vec<&str> = good
        .iter()
        .filter_map(|lead| lead.timezone.as_deref())
        .collect();
    assert_eq!(zones.len(), good.len());
    assert!(zones.contains(&"Europe/London") && zones.contains(&"America/Chicago"));
    let totals: Vec<u32> = good
        .iter()
        .map(|lead| score(&agent.rubric, &lead.fields).total)
        .collect();
    let between = |from: u32, to: u32| {
        totals
            .iter()
            .filter(|total| (from..=to).contains(*total))
            .count()
    };
    assert_eq!(
        (between(70, 100), between(50, 69), between(0, 49)),
        (21, 1, 1),
        "{totals:?}"
    );
    assert!(between(70, 99) > 2, "scores differ: {totals:?}");
}

#[test]
fn every_letter_can_be_filled_and_keeps_the_limits() {
    let playbook = starter();
    let agent = &playbook.agents["first-agent"];
    let house = &playbook.house;
    let mut engine = Environment::new();
    engine.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    let mut letters = 0;
    for lead in leads().iter().flatten() {
        let mut values: BTreeMap<&str, Value> = BTreeMap::new();
        for (name, value) in [
            ("first_name", &lead.first_name),
            ("last_name", &lead.last_name),
            ("title", &lead.title),
            ("company", &lead.company),
            ("country", &lead.country),
        ] {
            values.extend(value.iter().map(|value| (name, Value::from(value.clone()))));
        }
        let facts = lead.facts.iter().cloned().chain(
            house
                .facts
                .iter()
                .map(|fact| (fact.id.clone(), fact.text.clone())),
        );
        values.insert("facts", Value::from_pairs(facts));
        values.insert("links", Value::from_pairs(house.links.clone()));
        values.insert("sender_name", Value::from(house.mailboxes[0].name.clone()));
        let values = Value::from_pairs(values);
        for step in &agent.sequence.steps {
            let fill = |source: &str| engine.render_str(source, values.clone()).unwrap();
            let subject = step
                .template
                .subject
                .as_deref()
                .map(fill)
                .unwrap_or_default();
            let body = fill(&step.template.body);
            let most = if step.number == 1 {
                house.limits.email_words.first
            } else {
                house.limits.email_words.later
            };
            assert!(
                body.split_whitespace().count() <= usize::try_from(most).unwrap(),
                "{body}"
            );
            assert!(
                subject.chars().count()
                    <= usize::try_from(house.limits.subject_characters).unwrap(),
                "{subject}"
            );
            let all = format!("{subject}\n{body}").to_lowercase();
            assert!(
                !all.contains(['{', '}']) && !all.contains("hello,") | lead.first_name.is_none(),
                "{all}"
            );
            assert!(
                all.matches("https://").count() <= 1 && all.matches('?').count() <= 1,
                "{all}"
            );
            for phrase in house.banned_phrases.iter().chain(&house.worn_phrases) {
                assert!(!all.contains(&phrase.to_lowercase()), "{phrase}: {all}");
            }
            letters += 1;
        }
    }
    assert_eq!(letters, 69);
}
