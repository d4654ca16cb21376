//! Hostile text in every field of a list and in edits: the API stays sound, and so do the letters.

use crate::common::api::approval;
use crate::common::playbooks::{HEADER, Playbook};
use crate::common::server::Start;
use crate::common::{corpus, outbox, until};
use serde_json::json;
use std::fmt::Write as _;

/// A cell of a CSV file.
fn cell(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[test]
fn hostile_text_in_every_field_breaks_neither_the_api_nor_a_letter() {
    let mut strings: Vec<String> = vec![
        "\r\nBcc: victim@elsewhere.example".to_owned(),
        "Ann\r\n\r\n<script>alert(1)</script>".to_owned(),
        "{{ facts.product }}{% for x in range(9999999) %}x{% endfor %}".to_owned(),
        "=?utf-8?q?=0d=0aBcc:_victim@elsewhere.example?=".to_owned(),
        "\u{202e}gnp.exe\u{200b}\u{feff}".to_owned(),
        "x".repeat(3_000),
        "=cmd|' /C calc'!A0".to_owned(),
    ];
    if let Some(file) = corpus("blns/blns.json") {
        let blns: Vec<String> =
            serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        strings.extend(blns);
    }
    let mut csv = HEADER.to_owned();
    for (number, text) in strings.iter().enumerate() {
        // The text in every field that takes any text; country and time zone would make a bad row.
        let hostile = cell(text);
        let email = format!("hostile{number}@hostile-{number}.example");
        writeln!(
            csv,
            "{hostile},{hostile},{hostile},{hostile},{email},,,,30,5,Food wholesale,{hostile}"
        )
        .unwrap();
        if number % 9 == 0 {
            writeln!(csv, "Ann,Lee,Head,Firm,{hostile},{hostile},{hostile},{hostile},{hostile},{hostile},{hostile},x").unwrap();
        }
    }
    let dir = tempfile::tempdir().unwrap();
    let playbook = Playbook::roomy(&dir.path().join("playbook"));
    playbook.write("leads.csv", csv);
    // Every row becomes a lead, whatever its words score.
    playbook.change(
        "agents/first-agent.md",
        "borderline: [50, 70]",
        "borderline: [0, 70]",
    );
    let server = Start::new(&dir.path().join("data"), &playbook.dir).serve();
    let mut api = server.api();
    api.pause();
    let card = api.list_of("first-agent");
    let list = card["list"]["list"].as_str().unwrap().to_owned();
    let rows = api.all(&format!("/lists/{list}/leads?limit=200"), "leads", "after");
    let rest = api.all(
        &format!("/lists/{list}/excluded?limit=1000"),
        "rows",
        "after",
    );
    assert_eq!(
        rows.len() + rest.len(),
        strings.len() + strings.len().div_ceil(9),
        "a row is lost"
    );
    let hostile = rows
        .iter()
        .filter(|row| row["email"].as_str().unwrap().starts_with("hostile"))
        .count();
    assert!(
        hostile * 10 > strings.len() * 9,
        "{hostile} of {}: {rest:?}",
        strings.len()
    );
    api.accept_rest("first-agent");
    until("all are drafted", || {
        let cards = &api.get("/status")["cards"]["draft"];
        (cards.as_u64() == u64::try_from(rows.len()).ok()).then_some(())
    });

    // Edits with hostile text: taken and sent as text, or refused with words.
    let (mut edited, mut refused, mut approved) = (0, 0, 0);
    for card in api.all("/queue?limit=100&kind=draft", "cards", "after") {
        let id = card["id"].as_str().unwrap().to_owned();
        let text = &strings[approved % strings.len()];
        let message = &card["draft"]["messages"][0];
        let fingerprint = message["fingerprint"].as_str().unwrap();
        let edit = json!({ "type": "edit", "fingerprint": fingerprint, "subject": text, "body": format!("Hello,\n\n{text}\n\nMara") });
        let answer = api.decide(&id, edit);
        match answer.status {
            200 => edited += 1,
            _ => {
                answer.problem(400);
                refused += 1;
            }
        }
        let card = api.get(&format!("/cards/{id}"));
        let answer = api.decide(&id, approval(&card));
        if answer.status != 200 {
            answer.problem(400);
        }
        approved += 1;
    }
    for _ in 0..4 {
        api.skip_day();
    }
    let letters = outbox::letters(&server.data);
    eprintln!(
        "{} strings: {hostile} leads, {edited} edits taken, {refused} refused, {} letters",
        strings.len(),
        letters.len()
    );
    assert!(
        letters.len() * 10 > rows.len() * 8,
        "{} letters for {} leads",
        letters.len(),
        rows.len()
    );
    assert!(
        edited * 2 > approved,
        "{edited} edits of {approved} were taken"
    );
    for letter in &letters {
        assert!(letter.to.ends_with(".example"), "{letter:?}");
        assert!(
            letter.text.contains("If you'd rather not hear from us"),
            "a letter lost its footer: {}",
            letter.text
        );
    }
    for line in api.log() {
        let text = line["line"].as_str().unwrap();
        assert!(
            !text.contains(['\n', '\r']),
            "a line of the log is two lines: {text:?}"
        );
    }
    assert_eq!(api.conversations().len(), rows.len());
    until("nothing is stuck", || {
        (api.get("/status")["dead_letters"] == 0).then_some(())
    });
    assert!(server.terminate().success());
}
