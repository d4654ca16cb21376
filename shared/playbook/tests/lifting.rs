//! An edit of one agent becomes a pattern; and whom an edit reaches, by which file.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use playbook::{Files, Lifted, lift, load, reaches};
use std::path::Path;

const FIRST: &str = "agents/first-agent.md";
/// A paragraph of the starter's brief.
const PARAGRAPH: &str =
    "If the site note is missing, say what we do and ask; never invent what their docks look like.";
const MINE: &str = "Name the gate, never the software.\nA driver who waits\nis a person.";

fn starter() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../functions/local/starter-playbook");
    let mut files = Files::new();
    for path in [
        "house.md",
        FIRST,
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

fn changed(files: &Files, path: &str, old: &str, new: &str) -> Files {
    let before = text(files, path);
    assert_eq!(before.matches(old).count(), 1, "{old:?}");
    let mut out = files.clone();
    out.insert(path.to_owned(), before.replacen(old, new, 1).into_bytes());
    out
}

/// The starter, and the same with a paragraph more in the brief.
fn edited() -> (Files, Files) {
    let files = starter();
    let more = format!("{MINE}\n\n{PARAGRAPH}");
    let edited = changed(&files, FIRST, PARAGRAPH, &more);
    (files, edited)
}

fn told(files: &Files, agent: &str) -> String {
    let playbook = load(files).unwrap();
    let agent = &playbook.agents[agent];
    let patterns = agent.patterns.iter();
    let mut said: Vec<&str> = patterns
        .map(|name| playbook.patterns[name].body.as_str())
        .collect();
    said.push(&agent.brief);
    said.join("\n")
}

#[test]
fn an_edit_is_lifted_into_a_pattern_that_is_made_and_included() {
    let (in_force, folder) = edited();
    let lifted = lift(
        &folder,
        "first-agent",
        "plain-words",
        Lifted::Edit(&in_force),
    )
    .unwrap();
    let pattern = text(&lifted, "patterns/plain-words.md");
    assert!(pattern.ends_with(&format!("---\n\n{MINE}\n")), "{pattern}");
    // The agent's file is as it was but for the name of the pattern.
    let expected = text(&in_force, FIRST).replacen(
        "patterns: [opening, follow-up]",
        "patterns: [opening, follow-up, plain-words]",
        1,
    );
    assert_eq!(text(&lifted, FIRST), expected);
    assert!(told(&lifted, "first-agent").contains(MINE));
    assert_eq!(lifted.len(), folder.len() + 1);
}

#[test]
fn it_goes_below_what_a_pattern_says_and_is_included_once() {
    let (in_force, folder) = edited();
    let lifted = lift(&folder, "first-agent", "opening", Lifted::Edit(&in_force)).unwrap();
    let before = text(&folder, "patterns/opening.md");
    assert_eq!(
        text(&lifted, "patterns/opening.md"),
        format!("{}\n\n{MINE}\n", before.trim_end())
    );
    assert_eq!(text(&lifted, FIRST), text(&in_force, FIRST));

    // Another agent with the same edit is lifted into the same words, which stand there once.
    let mut two = lifted.clone();
    let second = text(&folder, FIRST);
    two.insert("agents/second.md".to_owned(), second.into_bytes());
    let again = lift(&two, "second", "opening", Lifted::Text(MINE)).unwrap();
    assert_eq!(
        text(&again, "patterns/opening.md"),
        text(&lifted, "patterns/opening.md")
    );
    assert_eq!(text(&again, "agents/second.md"), text(&in_force, FIRST));
}

#[test]
fn a_paragraph_that_was_changed_is_lifted_whole_and_points_one_by_one() {
    let files = starter();
    let folder = changed(
        &files,
        FIRST,
        "over. Write about trucks",
        "over. Only write about trucks",
    );
    let lifted = lift(&folder, "first-agent", "trade", Lifted::Edit(&files)).unwrap();
    let pattern = text(&lifted, "patterns/trade.md");
    assert!(
        pattern.contains("The reader runs docks, not software.") && pattern.contains("Only write"),
        "{pattern}"
    );
    assert!(!text(&lifted, FIRST).contains("The reader runs docks"));

    let points = changed(
        &files,
        FIRST,
        PARAGRAPH,
        "- First point.\n- Second point\n  goes on.",
    );
    let folder = changed(&points, FIRST, "- Second", "- Between.\n- Second");
    let lifted = lift(&folder, "first-agent", "points", Lifted::Edit(&points)).unwrap();
    assert!(text(&lifted, "patterns/points.md").ends_with("\n\n- Between.\n"));
    assert_eq!(
        text(&lifted, FIRST),
        text(&points, FIRST).replacen("follow-up]", "follow-up, points]", 1)
    );
}

#[test]
fn named_words_are_lifted_and_nothing_else() {
    let files = starter();
    let words = "Write about trucks and minutes, never about platforms.";
    let lifted = lift(&files, "first-agent", "trade", Lifted::Text(words)).unwrap();
    assert!(text(&lifted, "patterns/trade.md").ends_with(&format!("{words}\n")));
    assert!(
        text(&lifted, FIRST).contains("run over.\n")
            || text(&lifted, FIRST).contains("run over. \n")
    );
    let paragraph = lift(&files, "first-agent", "trade", Lifted::Text(PARAGRAPH)).unwrap();
    let left = text(&paragraph, FIRST);
    assert!(left.contains("platforms.\n\n## Step 1"), "{left}");
}

#[test]
fn on_a_fault_nothing_comes_out_and_it_says_why() {
    let (in_force, folder) = edited();
    let why = |files: &Files, agent: &str, pattern: &str, what: Lifted<'_>| {
        lift(files, agent, pattern, what).unwrap_err()
    };
    let nothing = why(&in_force, "first-agent", "x", Lifted::Edit(&in_force));
    assert!(nothing.contains("edit it first"), "{nothing}");
    assert!(why(&folder, "nobody", "x", Lifted::Text("a")).contains("no agent nobody"));
    for name in ["../house", "Opening", "", "a b"] {
        let named = why(&folder, "first-agent", name, Lifted::Edit(&in_force));
        assert!(named.contains("can't name a pattern"), "{named}");
    }
    let twice = why(&folder, "first-agent", "x", Lifted::Text("the"));
    assert!(twice.contains("times: name more"), "{twice}");
    let none = why(
        &folder,
        "first-agent",
        "x",
        Lifted::Text("Would 20 minutes"),
    );
    assert!(none.contains("don't stand in the brief"), "{none}");
    // Words of the letters' templates are none of the brief; words that no pattern may hold are told.
    let faulty = changed(&folder, FIRST, "motion: new", "motion: sideways");
    let first = why(&faulty, "first-agent", "x", Lifted::Edit(&in_force));
    assert!(
        first.contains("mend these first") && first.contains("sideways"),
        "{first}"
    );
    let unknown = Files::from([("house.md".to_owned(), Vec::new())]);
    let new = why(&folder, "first-agent", "x", Lifted::Edit(&unknown));
    assert!(new.contains("isn't in force yet"), "{new}");
}

#[test]
fn an_edit_names_whom_it_reaches_and_by_which_file() {
    let mut files = starter();
    let second = text(&files, FIRST).replacen("[opening, follow-up]", "[follow-up]", 1);
    files.insert("agents/second.md".to_owned(), second.into_bytes());
    let old = load(&files).unwrap();
    let reached = |files: &Files| -> Vec<String> {
        let reached = reaches(&old, &load(files).unwrap()).into_iter();
        reached
            .map(|reach| format!("{} by {}", reach.agent, reach.by.join(", ")))
            .collect()
    };
    assert!(reached(&files).is_empty());
    let opening = changed(
        &files,
        "patterns/opening.md",
        "at most six words",
        "at most five words",
    );
    assert_eq!(reached(&opening), ["first-agent by patterns/opening.md"]);
    let house = changed(
        &files,
        "house.md",
        "  - quick question\n",
        "  - quick question\n  - best\n",
    );
    assert_eq!(
        reached(&house),
        ["first-agent by house.md", "second by house.md"]
    );
    let own = changed(
        &opening,
        "agents/second.md",
        "motion: new",
        "motion: new # still",
    );
    assert_eq!(reached(&own), ["first-agent by patterns/opening.md"]);
    let own = changed(
        &opening,
        "agents/second.md",
        "weekly_target: 15",
        "weekly_target: 16",
    );
    assert_eq!(
        reached(&own),
        [
            "first-agent by patterns/opening.md",
            "second by agents/second.md"
        ]
    );
    // A pattern that another one begins to include reaches whoever includes that one, whose file is as it was.
    let mut nested = changed(
        &files,
        "patterns/follow-up.md",
        "description:",
        "includes: [tone]\ndescription:",
    );
    nested.insert(
        "patterns/tone.md".to_owned(),
        b"---\ndescription: x\n---\n\nPlain.\n".to_vec(),
    );
    assert_eq!(
        reached(&nested),
        [
            "first-agent by patterns/follow-up.md, patterns/tone.md",
            "second by patterns/follow-up.md, patterns/tone.md"
        ]
    );
}
