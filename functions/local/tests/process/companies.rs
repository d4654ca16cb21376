//! 5,706 real companies with invented contacts, from the file to the list card, twice.

use crate::common::api::{Api, verdict_id};
use crate::common::playbooks::Playbook;
use crate::common::server::Start;
use crate::common::{corpus, until};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

/// From `sources:` to the sequence.
const AGENT: &str = "\
sources:
  - file: companies.jsonl
    format: jsonl
    source: directory
    date: 2026-11-02
    columns:
      first_name: contact.first
      last_name: contact.last
      title: contact.title
      email: contact.email
      linkedin: contact.linkedin
      company: name
      website: website
      country: contact.country
      facts:
        site_note: one_liner
        team_size: team_size
        industry: industry
        status: status
        hiring: isHiring

exclude:
  role_addresses: true
  disposable: true

rubric:
  accept_at: 70
  borderline: [40, 70]
  criteria:
    - name: In business
      weight: 40
      when: {field: status, contains: [Active]}
    - name: Size fits
      weight: 30
      when: {field: team_size, at_least: 5}
    - name: Hiring
      weight: 10
      when: {field: hiring, contains: [\"true\"]}
    - name: Trade
      weight: 20
      when: {field: industry, contains: [B2B, Industrials]}

";

/// The file that the agent reads, and what is in it.
#[derive(Default)]
struct Made {
    lines: Vec<Vec<u8>>,
    bad: usize,
    roles: usize,
    without_mail: usize,
    copies: usize,
}

impl Made {
    fn row(&mut self, row: &Value) {
        self.lines.push(serde_json::to_vec(row).unwrap());
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.lines.join(&b"\n"[..]);
        bytes.push(b'\n');
        bytes
    }
}

fn contact(slug: &str, number: usize) -> Value {
    json!({
        "first": (["Aino", "Bram", "Carmen", "Dilek", "Lucía"][number % 5]),
        "last": (["Aalto", "O'Brien", "Grünwald"][number % 3]),
        "title": "Head of Operations",
        "email": format!("person@{slug}.example"),
        "linkedin": if number.is_multiple_of(4) { Value::from(format!("https://www.linkedin.com/in/person-{slug}")) } else { Value::Null },
        "country": (["US", "", "Germany", "India"][number % 4]),
    })
}

/// All companies with a contact each, and dirt between them.
fn made(companies: &[Value]) -> Made {
    let mut made = Made::default();
    let mut again = Vec::new();
    for (number, company) in companies.iter().enumerate() {
        let slug = company["slug"].as_str().unwrap();
        let mut row = company.clone();
        row["contact"] = contact(slug, number);
        match number % 100 {
            3 => {
                row["contact"]["email"] = Value::from(format!("info@{slug}.example"));
                row["contact"]["linkedin"] = Value::Null;
                made.roles += 1;
            }
            13 => {
                row["contact"]["email"] = Value::from("");
                row["contact"]["linkedin"] = Value::Null;
                made.bad += 1;
            }
            23 => {
                row["contact"]["email"] = Value::Null;
                row["contact"]["linkedin"] =
                    Value::from(format!("https://www.linkedin.com/in/only-{slug}"));
                made.without_mail += 1;
            }
            33 => {
                row["contact"]["email"] = Value::from(format!("person at {slug}.example"));
                made.bad += 1;
            }
            43 => {
                made.lines.push(b"{\"name\": \"cut off in the mid".to_vec());
                made.bad += 1;
            }
            53 => {
                made.lines
                    .push(b"{\"name\": \"Caf\xe9\", \"contact\": {}}".to_vec());
                made.bad += 1;
            }
            // A company in business fits, so that its copy can only be left out as a copy.
            63 if row["status"] == "Active" => {
                made.row(&row);
                made.copies += 1;
            }
            73 if row["status"] == "Active" => {
                let mut copy = row.clone();
                copy["name"] = Value::from("Another name for it");
                copy["contact"]["email"] =
                    Value::from(format!("PERSON@{}.EXAMPLE", slug.to_uppercase()));
                again.push(copy);
                made.copies += 1;
            }
            _ => {}
        }
        made.row(&row);
    }
    for copy in &again {
        made.row(copy);
    }
    made
}

fn count(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

/// Leads by address; nobody stands twice.
fn people(leads: &[Value], into: &mut BTreeMap<String, String>) {
    for lead in leads {
        let address = lead["email"].as_str().unwrap().to_lowercase();
        let old = into.insert(address.clone(), lead["lead"].as_str().unwrap().to_owned());
        assert_eq!(old, None, "{address} is a lead twice");
    }
}

fn leads(api: &mut Api, list: &str, sort: &str) -> Vec<Value> {
    api.all(
        &format!("/lists/{list}/leads?limit=200&sort={sort}"),
        "leads",
        "after",
    )
}

#[test]
fn all_companies_become_leads_once_and_only_once() {
    let Some(file) = corpus("yc-companies/companies.jsonl") else {
        return;
    };
    let companies: Vec<Value> = std::fs::read_to_string(file)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(companies.len(), 5_706);
    let mut file = made(&companies);
    let room = tempfile::tempdir().unwrap();
    let playbook = Playbook::roomy(&room.path().join("playbook"));
    let text = std::fs::read_to_string(playbook.dir.join("agents/first-agent.md")).unwrap();
    let (head, rest) = text.split_once("sources:\n").unwrap();
    let (_, tail) = rest.split_once("sequence:\n").unwrap();
    playbook.write(
        "agents/first-agent.md",
        format!("{head}{AGENT}sequence:\n{tail}"),
    );
    playbook.write("companies.jsonl", file.bytes());

    let begun = Instant::now();
    let server = Start::new(&room.path().join("data"), &playbook.dir).serve();
    let mut api = server.api();
    api.pause();
    let card = api.list_of("first-agent");
    eprintln!(
        "{} rows from file to list card in {:.1} s (for information)",
        file.lines.len(),
        begun.elapsed().as_secs_f64()
    );
    let list = card["list"]["list"].as_str().unwrap().to_owned();
    let head = api.get(&format!("/lists/{list}"));
    assert_eq!(head["filling"], false);
    for key in ["waiting", "excluded", "bad_rows"] {
        assert_eq!(card["list"][key], head[key]);
    }
    let excluded: BTreeMap<String, usize> = head["excluded"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(reason, n)| (reason.clone(), count(n)))
        .collect();
    let of = |reason: &str| excluded.get(reason).copied().unwrap_or(0);
    let (waiting, left_out) = (count(&head["waiting"]), excluded.values().sum::<usize>());
    eprintln!(
        "{waiting} wait, {excluded:?}, {} bad rows",
        head["bad_rows"]
    );
    assert_eq!(
        waiting + left_out + count(&head["bad_rows"]),
        file.lines.len(),
        "{head}"
    );
    assert_eq!(
        api.get("/agents/first-agent")["sources"][0]["read_rows"],
        file.lines.len()
    );
    assert_eq!(count(&head["bad_rows"]), file.bad);
    assert_eq!(of("role_address"), file.roles);
    assert_eq!(of("no_address"), file.without_mail);
    assert_eq!(of("duplicate") + of("in_conversation"), file.copies);
    assert_eq!(
        left_out,
        of("role_address") + of("no_address") + file.copies + of("low_score"),
        "{excluded:?}"
    );
    assert!(of("low_score") > 300 && waiting > 4_000, "{head}");

    let all = leads(&mut api, &list, "score");
    assert_eq!(all.len(), waiting);
    let mut last = 100;
    for lead in &all {
        let score = lead["score"].as_u64().unwrap();
        assert!((40..=last).contains(&score), "{lead}");
        last = score;
        let reasons = lead["reasons"].as_array().unwrap();
        assert_eq!(reasons.len(), 4, "{lead}");
        let met: u64 = reasons
            .iter()
            .filter(|r| r["met"] == true)
            .map(|r| r["weight"].as_u64().unwrap())
            .sum();
        assert_eq!(met, score, "{lead}");
        assert!(
            reasons
                .iter()
                .all(|r| !r["words"].as_str().unwrap().is_empty()),
            "{lead}"
        );
        assert!(
            lead["facts"]
                .as_array()
                .unwrap()
                .iter()
                .all(|f| f["source"] == "directory"),
            "{lead}"
        );
        assert_eq!(lead["status"], "waiting");
    }
    for sort in ["company", "country"] {
        assert_eq!(leads(&mut api, &list, sort).len(), waiting, "{sort}");
    }
    let mut known = BTreeMap::new();
    people(&all, &mut known);
    let rows = api.all(
        &format!("/lists/{list}/excluded?limit=1000"),
        "rows",
        "after",
    );
    assert_eq!(rows.len(), left_out + file.bad);
    let lines: BTreeSet<u64> = rows
        .iter()
        .map(|row| row["line"].as_u64().unwrap())
        .collect();
    assert_eq!(lines.len(), rows.len());
    for row in &rows {
        assert!(
            row["words"].as_str().unwrap().len() > 10 && row["file"] == "companies.jsonl",
            "{row}"
        );
    }
    assert_eq!(
        rows.iter().filter(|row| row["reason"] == "bad_row").count(),
        file.bad
    );

    // Ten are taken, the rest is turned down; then the file comes again, in another order and longer.
    let path = format!("/lists/{list}/verdict");
    let ten: Vec<&Value> = all.iter().take(10).map(|lead| &lead["lead"]).collect();
    api.post(
        &path,
        &json!({ "verdict": verdict_id(), "decision": { "type": "accept", "leads": ten } }),
    );
    until("ten are taken", || {
        (api.get(&format!("/lists/{list}"))["accepted"] == 10).then_some(())
    });
    let begun = Instant::now();
    let rest = json!({ "type": "reject", "leads": "rest", "reason": "wrong_segment" });
    api.post(&path, &json!({ "verdict": verdict_id(), "decision": rest }));
    let decided = api.list_decided(&list);
    eprintln!(
        "{} leads turned down in {:.1} s (for information)",
        decided["rejected"],
        begun.elapsed().as_secs_f64()
    );
    assert_eq!(count(&decided["rejected"]), waiting - 10);
    let first: Vec<Value> = leads(&mut api, &list, "score");
    assert_eq!(
        first
            .iter()
            .filter(|lead| lead["status"] == "rejected")
            .count(),
        waiting - 10
    );

    file.lines.reverse();
    for (number, company) in companies.iter().take(50).enumerate() {
        let mut row = company.clone();
        row["status"] = Value::from("Active");
        row["contact"] = contact(&format!("new-{number}"), number);
        file.row(&row);
    }
    playbook.write("companies.jsonl", file.bytes());
    let begun = Instant::now();
    assert_eq!(
        api.post("/agents/first-agent/source", &json!({}))["queued"],
        true
    );
    let card = api.list_of("first-agent");
    eprintln!(
        "{} rows once more in {:.1} s (for information)",
        file.lines.len(),
        begun.elapsed().as_secs_f64()
    );
    let second = card["list"]["list"].as_str().unwrap().to_owned();
    assert_ne!(second, list);
    assert_eq!(count(&card["list"]["waiting"]), 50);
    let excluded = card["list"]["excluded"].as_object().unwrap();
    eprintln!("{excluded:?}, {} bad rows", card["list"]["bad_rows"]);
    let total: usize = excluded.values().map(count).sum();
    assert_eq!(
        50 + total + count(&card["list"]["bad_rows"]),
        file.lines.len()
    );
    let of = |reason: &str| excluded.get(reason).map_or(0, count);
    assert_eq!(
        of("decided_before")
            + of("in_conversation")
            + of("duplicate")
            + of("company_in_conversation"),
        waiting + file.copies
    );
    assert!(of("in_conversation") >= 10);
    people(&leads(&mut api, &second, "score"), &mut known);
    assert_eq!(known.len(), waiting + 50);
    assert!(server.terminate().success());
}
