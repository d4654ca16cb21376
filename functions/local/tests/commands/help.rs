//! Help, and what is typed wrong.

use crate::support::ran;

const COMMANDS: [&str; 31] = [
    "up",
    "init",
    "check",
    "agent",
    "push",
    "pull",
    "diff",
    "history",
    "lift",
    "replay",
    "effect",
    "rollback",
    "log",
    "why",
    "skim",
    "tune",
    "report",
    "pack",
    "unpack",
    "migrate",
    "forget",
    "sign-in",
    "status",
    "webhook",
    "certificate",
    "halt",
    "resume",
    "label",
    "lint",
    "mail",
    "schema",
];

#[test]
fn every_command_has_help_with_examples() {
    let all = ran(&["--help"], "").ends(0);
    assert!(all.out.contains("Examples:") && all.out.contains("Exit codes:"));
    for command in COMMANDS {
        assert!(
            all.out.contains(&format!("\n  {command} ")),
            "{command} is in no list"
        );
        let help = ran(&[command, "--help"], "").ends(0);
        let example = format!("  onloop {command}");
        assert!(
            help.out.contains("Examples:\n") && help.out.contains(&example),
            "{command}: {}",
            help.out
        );
        assert_eq!(help.err, "");
    }
    assert!(ran(&["--version"], "").ends(0).out.starts_with("onloop "));
}

#[test]
fn misuse_is_told_and_ends_with_2() {
    let wrong: [&[&str]; 16] = [
        &["fly"],
        &["init"],
        &["agent", "new", "a"],
        &["--fly"],
        &["up", "--port", "70000"],
        &["--port", "http"],
        &["up", "--market", "maybe"],
        &["halt", "--agent", "a", "--mailbox", "b@example.com"],
        &["log", "--limit", "0"],
        &["log", "--limit", "many"],
        &["forget"],
        &["schema"],
        &["schema", "letter"],
        &["label", "a.json", "--jsonl", "b.jsonl"],
        &["mail", "a.eml", "--jsonl", "b.jsonl"],
        &["check", "a", "b"],
    ];
    for args in wrong {
        let ran = ran(args, "").ends(2);
        assert!(
            ran.err.starts_with("error: ") && ran.out.is_empty(),
            "{args:?}: {}",
            ran.err
        );
    }
}
