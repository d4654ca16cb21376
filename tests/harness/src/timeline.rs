//! The log and the letters as one text that can be read and compared: in local time, with names in
//! place of ids. No name, address or word of a person is in it, so that one story told with two
//! casts gives one timeline.

use crate::World;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// Prefixes of ids, and what they are called in a timeline.
const IDS: [(&str, &str); 5] = [
    ("cnv_", "conversation"),
    ("clm_", "claim"),
    ("inb_", "mail"),
    ("lst_", "no."),
    ("ctc_", "contact"),
];
/// A fingerprint is shown by its first digits.
const FINGERPRINT_DIGITS: usize = 12;

/// Numbers ids in the order in which they appear.
#[derive(Default)]
struct Names(BTreeMap<String, String>, BTreeMap<&'static str, u32>);

impl Names {
    fn of(&mut self, kind: &'static str, id: &str) -> String {
        if let Some(name) = self.0.get(id) {
            return name.clone();
        }
        let count = self.1.entry(kind).or_default();
        *count += 1;
        let name = format!("{kind} {count}");
        self.0.insert(id.to_owned(), name.clone());
        name
    }

    fn word(&mut self, word: &str) -> String {
        if let Some((_, kind)) = IDS.iter().find(|(prefix, _)| word.starts_with(prefix)) {
            return self.of(kind, word);
        }
        let is_fingerprint = word.len() == FINGERPRINT_DIGITS
            && word
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if is_fingerprint {
            self.of("text", word)
        } else {
            word.to_owned()
        }
    }

    fn words(&mut self, text: &str) -> String {
        let mut out = String::new();
        let mut word = String::new();
        for c in text.chars() {
            if c.is_ascii_alphanumeric() || c == '_' {
                word.push(c);
                continue;
            }
            out.push_str(&self.word(&std::mem::take(&mut word)));
            out.push(c);
        }
        out.push_str(&self.word(&word));
        out
    }
}

/// How sure the labeller was is its own tests' matter.
fn without_confidence(text: &str) -> String {
    match text
        .split_once(" (")
        .and_then(|(before, rest)| rest.split_once(" %)").map(|(_, after)| (before, after)))
    {
        Some((before, after)) => format!("{before}{after}"),
        None => text.to_owned(),
    }
}

impl World {
    /// Everything that happened, oldest first, in the local time of a zone.
    pub async fn timeline(&self, zone: &str) -> String {
        let zone = TimeZone::get(zone).unwrap();
        let local = |at: Timestamp| {
            at.to_zoned_datetime(zone.clone())
                .strftime("%Y-%m-%d %H:%M:%S%:z")
                .to_string()
        };
        let mut names = Names::default();
        let mut lines: Vec<(Timestamp, String)> = Vec::new();
        for line in self.log().await {
            if line.event == "routed" {
                // What policy thinks of each draft is its own tests' matter.
                continue;
            }
            let about = if line.stream == "fleet" {
                line.agent.unwrap_or_default()
            } else {
                names.words(&line.stream)
            };
            let words = names.words(&without_confidence(&line.words));
            lines.push((
                line.at,
                format!("{about} | {} | {}: {words}", line.who, line.event),
            ));
        }
        for letter in self.mailer.left() {
            let conversation = names.words(self.conversation_of_letter(&letter).await.as_str());
            let claim = names.words(&letter.envelope.claim);
            lines.push((
                letter.at,
                format!(
                    "{conversation} | A LETTER LEAVES: {:?} ({claim})",
                    letter.read.subject
                ),
            ));
        }
        for written in self.messenger.left() {
            let claim = names.words(&written.message.claim);
            let line = format!("LinkedIn | A MESSAGE LEAVES ({claim})");
            lines.push((written.at, line));
        }
        // Stable: what happened at one instant keeps the log's order, letters last.
        lines.sort_by_key(|(at, _)| *at);
        lines
            .into_iter()
            .map(|(at, line)| format!("{} | {line}\n", local(at)))
            .collect()
    }
}
