//! The playbooks to start from: without faults, and with a lead of every kind.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use minijinja::{Environment, UndefinedBehavior, Value};
use playbook::{
    Agent, Files, MappedLead, Motion, Playbook, check, columns::map_row, load, pattern_set,
    rubric::score,
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

/// What `init` writes: the starter and what is added to it.
fn whole() -> Files {
    let mut files = files();
    for path in [
        "README.md",
        "agents/dormant-pipeline.md",
        "agents/renewals.md",
        "patterns/reopening.md",
        "patterns/renewal.md",
    ] {
        let bytes = fs::read(folder().join("../init-playbook").join(path)).unwrap();
        files.insert(path.to_owned(), bytes);
    }
    files
}

fn starter() -> Playbook {
    load(&files()).map_err(|faults| faults.to_string()).unwrap()
}

fn leads() -> Vec<Result<MappedLead, String>> {
    leads_of(&starter(), "first-agent")
}

/// Each row of the agent's list, as a lead or why not.
fn leads_of(playbook: &Playbook, agent: &str) -> Vec<Result<MappedLead, String>> {
    let source = &playbook.agents[agent].sources[0];
    let place = [folder(), folder().join("../init-playbook")]
        .map(|folder| folder.join(&source.file))
        .into_iter()
        .find(|path| path.is_file());
    let mut reader = csv::Reader::from_path(place.unwrap()).unwrap();
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
fn what_init_writes_has_an_agent_for_each_motion_and_no_fault() {
    let faults: Vec<String> = check(&whole()).iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let playbook = load(&whole()).unwrap();
    let motions: Vec<Motion> = playbook.agents.values().map(|agent| agent.motion).collect();
    assert_eq!(motions, [Motion::Reactivate, Motion::New, Motion::Renew]);
    assert_eq!(playbook.patterns.len(), 4);
    assert_eq!(
        playbook.agents["dormant-pipeline"].patterns,
        ["follow-up", "reopening"],
        "an included pattern goes before the one that includes it"
    );
    let taken = |name: &str| {
        let agent = &playbook.agents[name];
        let leads = leads_of(&playbook, name);
        let fit = leads.iter().flatten().filter(|lead| {
            agent.exclude.reason(lead).is_none()
                && score(&agent.rubric, &lead.fields).total >= agent.rubric.accept_at
        });
        (fit.count(), leads.len())
    };
    assert_eq!(
        (taken("dormant-pipeline"), taken("renewals")),
        ((4, 6), (3, 4))
    );
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
    let playbook = load(&whole()).unwrap();
    let letters: Vec<usize> = playbook
        .agents
        .values()
        .map(|agent| letters(&playbook, agent))
        .collect();
    assert_eq!(letters, [8, 69, 6]);
}

/// Fills the letters to each lead that the agent takes, or might, and tells how many.
fn letters(playbook: &Playbook, agent: &Agent) -> usize {
    let house = &playbook.house;
    let mut engine = Environment::new();
    engine.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    let mut letters = 0;
    let all = leads_of(playbook, &agent.name);
    let taken = |lead: &&MappedLead| {
        // The first agent's list is read to the end by tests and borderline cases alike.
        agent.motion == Motion::New
            || agent.exclude.reason(lead).is_none()
                && score(&agent.rubric, &lead.fields).total >= agent.rubric.accept_at
    };
    for lead in all.iter().flatten().filter(taken) {
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
        let sender = house.mailbox(&agent.mailboxes[0]).unwrap();
        values.insert("sender_name", Value::from(sender.name.clone()));
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
    letters
}
