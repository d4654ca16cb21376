//! Hashes that name what was in force.

use crate::{Agent, Files, Playbook};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// SHA-256, as 64 hexadecimal digits, over the paths and bytes of the files that make the playbook
/// (those that end in `.md`), in the order of the paths, each with its length before it.
#[must_use]
pub fn version(files: &Files) -> String {
    let mut hash = Sha256::new();
    hash.update(b"onloop playbook 1");
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".md")) {
        field(&mut hash, path.as_bytes());
        field(&mut hash, bytes);
    }
    hex(hash)
}

/// For people: `pb_` and the first 16 digits.
#[must_use]
pub fn short_version(version: &str) -> String {
    format!("pb_{}", version.chars().take(16).collect::<String>())
}

/// SHA-256, as 64 hexadecimal digits, over the instructions that agents share: the house's voice, its
/// facts and links, and the agent's patterns in their order. Neither the goal nor the segment counts,
/// nor what only narrows (banned phrases, exclusions, caps), so that agents share proof and a new ban
/// costs none.
#[must_use]
pub fn pattern_set(playbook: &Playbook, agent: &Agent) -> String {
    let house = &playbook.house;
    let mut hash = Sha256::new();
    hash.update(b"onloop pattern set 1");
    field(&mut hash, house.voice.as_bytes());
    count(&mut hash, house.facts.len());
    for fact in &house.facts {
        for part in [&fact.id, &fact.text, &fact.source, &fact.date.to_string()] {
            field(&mut hash, part.as_bytes());
        }
    }
    count(&mut hash, house.links.len());
    for (name, address) in &house.links {
        field(&mut hash, name.as_bytes());
        field(&mut hash, address.as_bytes());
    }
    count(&mut hash, agent.patterns.len());
    for name in &agent.patterns {
        field(&mut hash, name.as_bytes());
        field(
            &mut hash,
            playbook
                .patterns
                .get(name)
                .map_or(b"", |pattern| pattern.body.as_bytes()),
        );
    }
    hex(hash)
}

/// Lengths keep ("ab", "c") apart from ("a", "bc").
fn field(hash: &mut Sha256, bytes: &[u8]) {
    count(hash, bytes.len());
    hash.update(bytes);
}

fn count(hash: &mut Sha256, number: usize) {
    hash.update(u64::try_from(number).unwrap_or(u64::MAX).to_be_bytes());
}

fn hex(hash: Sha256) -> String {
    let mut out = String::with_capacity(64);
    for byte in hash.finalize() {
        // Writing to a string can't fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}
