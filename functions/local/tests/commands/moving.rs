//! `pack` and `unpack`: a stack that has worked goes into a file and comes out of it elsewhere.

use crate::running::{Running, on};
use crate::support::Ran;
use std::path::{Path, PathBuf};

/// A stack that has begun to work, at rest.
fn worked(data: &Path) {
    let up = Running::start(data);
    let begun = std::time::Instant::now();
    while on(data, &["log", "--grep", "sourced", "--limit", "1"]).code != 0 {
        assert!(begun.elapsed().as_secs() < 120, "nobody is sourced");
    }
    assert_eq!(up.stop(), Some(0));
}

fn log(data: &Path) -> Vec<serde_json::Value> {
    on(data, &["log", "--json"]).ends(0).json_lines()
}

fn pack(data: &Path, file: &Path, more: &[&str]) -> Ran {
    let mut args = vec!["pack", file.to_str().unwrap()];
    args.extend(more);
    on(data, &args)
}

fn unpack(data: &Path, file: &Path) -> Ran {
    on(data, &["unpack", file.to_str().unwrap()])
}

struct Places {
    folder: tempfile::TempDir,
}

impl Places {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

#[test]
fn a_stack_goes_into_a_file_and_on_elsewhere_and_only_there() {
    use std::os::unix::fs::PermissionsExt;
    let places = Places::new();
    let (here, there, file) = (places.at("here"), places.at("there"), places.at("acme.tar"));
    worked(&here);

    let packed = pack(&here, &file, &[]).ends(0);
    assert!(
        packed.out.contains("packed into") && packed.out.contains("conversations"),
        "{}",
        packed.out
    );
    assert!(packed.err.contains("marked as moved"), "{}", packed.err);
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "it holds the keys");
    let bytes = std::fs::read(&file).unwrap();
    for member in [
        "about.json",
        "keys.json",
        "items/0000000001.jsonl",
        "counts.json",
    ] {
        let found = bytes
            .windows(member.len())
            .any(|part| part == member.as_bytes());
        assert!(found, "{member}");
    }

    // Here nothing begins any more, but what was can be looked at.
    let refused = on(&here, &["up", "--port", "0"]).ends(1);
    assert!(
        refused.err.contains("was moved from here to the file"),
        "{}",
        refused.err
    );
    let left = log(&here);
    assert!(left.iter().any(|line| line["event"] == "moved"));
    assert!(
        pack(&here, &file, &[])
            .ends(2)
            .err
            .contains("is there already")
    );
    let other = places.at("other.tar");
    let refused = pack(&here, &other, &[]).ends(1);
    assert!(
        refused.err.contains("at most one of the two may send"),
        "{}",
        refused.err
    );
    assert!(!other.exists());

    let unpacked = unpack(&there, &file).ends(0);
    assert_eq!(
        unpacked.out.split_once(": ").unwrap().1,
        packed.out.split_once(": ").unwrap().1,
        "the same is counted"
    );
    assert_eq!(log(&there), left);
    unpack(&there, &file).ends(0);
    let keys = |data: &Path| std::fs::read_to_string(data.join("keys.json")).unwrap();
    assert_eq!(keys(&there), keys(&here));
    let playbook = |data: &Path| std::fs::read_to_string(data.join("playbook/house.md")).unwrap();
    assert_eq!(playbook(&there), playbook(&here));

    // There it goes on, halted until somebody says so.
    let up = Running::start(&there);
    let status = on(&there, &["status"]).ends(0).out;
    assert!(status.contains("halted     the whole fleet"), "{status}");
    on(&there, &["resume"]).ends(0);
    assert!(
        on(&there, &["status"])
            .ends(0)
            .out
            .contains("halted     nothing")
    );
    assert_eq!(up.stop(), Some(0));
    let begun_again = unpack(&there, &file).ends(0);
    assert!(
        begun_again.err.contains("came here already"),
        "{}",
        begun_again.err
    );

    // And here again, if the operator answers for it.
    on(&here, &["resume", "--although-moved"]).ends(0);
    let up = Running::start(&here);
    assert!(
        on(&here, &["status"])
            .ends(0)
            .out
            .contains("halted     nothing")
    );
    // While it works it can't be moved.
    let busy = pack(&here, &other, &[]).ends(1);
    assert!(
        busy.err.contains("in use") && busy.err.contains("stop it"),
        "{}",
        busy.err
    );
    assert_eq!(up.stop(), Some(0));
}

#[test]
fn a_file_that_was_broken_off_anywhere_is_gone_on_with() {
    let places = Places::new();
    let (here, file) = (places.at("here"), places.at("acme.tar"));
    worked(&here);
    pack(&here, &file, &[]).ends(0);
    let whole = std::fs::read(&file).unwrap();
    let unfinished = places.at("acme.tar.unfinished");
    for part in [0, 1, 7, 30, 50, 77, 95, 99] {
        std::fs::remove_file(&file).unwrap();
        std::fs::write(&unfinished, &whole[..whole.len() * part / 100]).unwrap();
        let again = pack(&here, &file, &[]).ends(0);
        assert!(again.err.contains("going on"), "{}", again.err);
        let same = std::fs::read(&file).unwrap() == whole;
        assert!(same, "cut at {part} %");
        assert!(!unfinished.exists());
    }
    // The beginning of one move is not gone on with by another.
    let other = places.at("other.tar");
    std::fs::copy(&file, places.at("other.tar.unfinished")).unwrap();
    let refused = pack(&here, &other, &["--again"]).ends(1);
    assert!(refused.err.contains("another move"), "{}", refused.err);
}

#[test]
fn a_damaged_file_and_a_folder_in_use_are_told() {
    let places = Places::new();
    let (here, file) = (places.at("here"), places.at("acme.tar"));
    worked(&here);
    pack(&here, &file, &[]).ends(0);
    let whole = std::fs::read(&file).unwrap();
    let mut fresh = 0;
    let mut try_with = |bytes: &[u8]| {
        let (there, broken) = (places.at(&format!("there{fresh}")), places.at("broken.tar"));
        fresh += 1;
        std::fs::write(&broken, bytes).unwrap();
        let refused = unpack(&there, &broken).ends(1);
        assert!(refused.err.contains("broken.tar"), "{}", refused.err);
        assert!(!there.exists(), "nothing is begun");
    };
    for part in [0, 10, 50, 90] {
        try_with(&whole[..whole.len() * part / 100]);
    }
    try_with(b"no archive");
    let text = |text: &str| {
        let at = whole
            .windows(text.len())
            .position(|part| part == text.as_bytes());
        at.unwrap()
    };
    let mut changed = whole.clone();
    changed[text("blobs/") + 512 + 3] ^= 1;
    try_with(&changed);

    let again = unpack(&here, &file).ends(1);
    assert!(again.err.contains("not empty"), "{}", again.err);
    let other = places.at("other");
    worked(&other);
    let refused = unpack(&other, &file).ends(1);
    assert!(
        refused.err.contains("the keys of another stack"),
        "{}",
        refused.err
    );
    assert!(
        unpack(&other, Path::new("/nowhere/x.tar"))
            .ends(2)
            .err
            .contains("/nowhere/x.tar")
    );
    let nothing = pack(&places.at("nothing"), &places.at("x.tar"), &[]).ends(1);
    assert!(nothing.err.contains("no stack in"), "{}", nothing.err);
}
