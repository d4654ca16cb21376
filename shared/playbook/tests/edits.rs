//! Edits of an operator's files: what was asked is said, and the rest stays as he wrote it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use playbook::{Files, ban, diff, load, say, weigh};
use std::path::Path;

fn starter() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../functions/local/starter-playbook");
    let mut files = Files::new();
    for path in [
        "house.md",
        "agents/first-agent.md",
        "patterns/opening.md",
        "patterns/follow-up.md",
    ] {
        files.insert(path.to_owned(), std::fs::read(root.join(path)).unwrap());
    }
    files
}

fn text(files: &Files, path: &str) -> String {
    String::from_utf8(files.get(path).unwrap().clone()).unwrap()
}

/// The starter with its list of banned phrases written in another way.
fn with_list(list: &str) -> Files {
    let mut files = starter();
    let house = text(&files, "house.md");
    let (before, rest) = house.split_once("banned_phrases:").unwrap();
    let (_, after) = rest.split_once("\n# Reported").unwrap();
    files.insert(
        "house.md".to_owned(),
        format!("{before}{list}\n# Reported{after}").into_bytes(),
    );
    files
}

#[track_caller]
fn check(list: &str, phrase: &str, line: &str) {
    let files = with_list(list);
    let banned = ban(&files, phrase).unwrap();
    let playbook = load(&banned).unwrap();
    assert!(
        playbook.house.banned_phrases.contains(&phrase.to_owned()),
        "{list}"
    );
    let changes = diff(&files, &banned);
    let [change] = changes.as_slice() else {
        panic!("{changes:?}")
    };
    assert!(
        change.added <= 2 && change.removed <= 1,
        "{}",
        change.unified
    );
    assert!(change.unified.contains(line), "{}", change.unified);
}

#[test]
fn a_phrase_is_banned_however_the_list_is_written() {
    check(
        "banned_phrases:\n  - one more\n  - and another\n",
        "save time",
        "\n   - and another\n+  - \"save time\"\n",
    );
    check(
        "banned_phrases:\n- one more # why\n",
        "say \"yes\"",
        "+- \"say \\\"yes\\\"\"\n",
    );
    check(
        "banned_phrases: [one more, another]\n",
        "save: time",
        "+banned_phrases: [\"save: time\", one more, another]\n",
    );
    check(
        "banned_phrases: []\n",
        "save time",
        "+banned_phrases: [\"save time\"]\n",
    );
    check("banned_phrases:\n", "save time", "+  - \"save time\"\n");
    check("", "save time", "+banned_phrases:\n+  - \"save time\"\n");
    check(
        "banned_phrases:\n  - one\n    more\n",
        "save time",
        "+  - \"save time\"\n   - one\n",
    );
}

#[test]
fn what_is_banned_already_or_empty_changes_nothing() {
    let files = starter();
    for phrase in ["Quick Question", "", "  "] {
        assert!(ban(&files, phrase).is_err(), "{phrase}");
    }
}

#[test]
fn an_agent_says_it_in_other_words_wherever_its_file_says_it() {
    let files = starter();
    let told = say(
        &files,
        "first-agent",
        "Would 20 minutes next week suit you",
        "Would Tuesday suit you",
    )
    .unwrap();
    let agent = text(&told, "agents/first-agent.md");
    assert!(
        agent.contains("\nWould Tuesday suit you for a look at it?\n"),
        "{agent}"
    );
    assert!(!agent.contains("20 minutes"), "{agent}");
    let changes = diff(&files, &told);
    assert_eq!(
        (changes.len(), changes[0].added, changes[0].removed),
        (1, 1, 1)
    );
    // Broken over two lines there, in one here; and never a part of a word.
    let told = say(&files, "first-agent", "shifts that run over", "long shifts").unwrap();
    let agent = text(&told, "agents/first-agent.md");
    assert!(
        agent.contains("slots that slip and long shifts. Write"),
        "{agent}"
    );
    let told = say(&files, "first-agent", "shift", "day").unwrap();
    assert!(
        text(&told, "agents/first-agent.md").contains("slots that slip and shifts that"),
        "a part of a word was taken for it"
    );
}

#[test]
fn what_the_file_does_not_say_becomes_advice_at_the_end_of_the_brief() {
    let files = starter();
    let told = say(&files, "first-agent", "I wanted to ask", "may I ask").unwrap();
    let agent = text(&told, "agents/first-agent.md");
    assert!(
        agent.contains("look like.\n\n- Write “may I ask”, not “I wanted to ask”.\n\n## Step 1"),
        "{agent}"
    );
    let again = say(&told, "first-agent", "kindly", "please").unwrap();
    assert!(
        text(&again, "agents/first-agent.md")
            .contains("“I wanted to ask”.\n- Write “please”, not “kindly”.\n\n## Step 1")
    );
    assert!(load(&again).is_ok());
}

#[test]
fn nothing_comes_out_of_an_agent_that_is_none_or_an_edit_that_breaks_it() {
    let files = starter();
    assert!(say(&files, "nobody", "a b", "c").is_err());
    assert!(say(&files, "first-agent", "", "c").is_err());
    let broken = say(
        &files,
        "first-agent",
        "{{ facts.product }}",
        "{{ facts.nothing }}",
    );
    assert!(
        broken.is_err(),
        "{:?}",
        broken.map(|files| text(&files, "agents/first-agent.md"))
    );
}

#[test]
fn a_criterion_counts_for_more_or_less_and_the_rest_stays_as_it_was() {
    let files = starter();
    let weighed = weigh(&files, "first-agent", "Right trade", 8).unwrap();
    let changes = diff(&files, &weighed);
    let [change] = changes.as_slice() else {
        panic!("{changes:?}")
    };
    assert_eq!((change.added, change.removed), (1, 1), "{}", change.unified);
    assert!(
        change.unified.contains("+      weight: 8\n"),
        "{}",
        change.unified
    );
    let playbook = load(&weighed).unwrap();
    let weights: Vec<u32> = playbook.agents["first-agent"]
        .rubric
        .criteria
        .iter()
        .map(|one| one.weight)
        .collect();
    assert_eq!(weights, [30, 20, 25, 8, 10]);
    // In one line, with a comment behind it.
    let path = "agents/first-agent.md";
    let flat = text(&files, path).replace(
        "    - name: Right trade\n      weight: 15\n      when: {field: industry, contains: [food, wholesale, logistics, parts]}",
        "    - {name: \"Right trade\", weight: 15, when: {field: industry, present: true}} # as said",
    );
    let mut in_one_line = files.clone();
    in_one_line.insert(path.to_owned(), flat.into_bytes());
    let weighed = weigh(&in_one_line, "first-agent", "Right trade", 120).unwrap();
    assert!(
        text(&weighed, path)
            .contains("weight: 120, when: {field: industry, present: true}} # as said")
    );
    for (agent, criterion, weight, why) in [
        ("nobody", "Right trade", 8, "no agent nobody"),
        ("first-agent", "No such", 8, "no such criterion"),
        ("first-agent", "Right trade", 15, "counts 15 already"),
        ("first-agent", "Right trade", 0, "by hand"),
        ("first-agent", "Right trade", 1_001, "by hand"),
    ] {
        let refused = weigh(&files, agent, criterion, weight).unwrap_err();
        assert!(refused.contains(why), "{refused}");
    }
    // Nothing is said of its weight: what should be replaced?
    let unsaid = text(&files, path).replace("      weight: 15\n", "");
    let mut without = files.clone();
    without.insert(path.to_owned(), unsaid.into_bytes());
    let refused = weigh(&without, "first-agent", "Right trade", 8).unwrap_err();
    assert!(refused.contains("by hand"), "{refused}");
}
