//! Verdicts that were taken, and the log in which they have to be.

use super::api::{Api, fingerprints, verdict_id};
use super::log_lines::Line;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A verdict on a conversation, as it is given.
#[derive(Debug, Clone)]
pub(crate) struct Verdict {
    pub(crate) path: String,
    pub(crate) body: Value,
    pub(crate) conversation: String,
    /// The event that shows it in the log.
    pub(crate) event: &'static str,
    /// The beginnings of the fingerprints that an approval names, as the log has them.
    clears: Vec<String>,
}

/// What operators decided, by conversation and event: the words of each decision.
pub(crate) type Decided = BTreeMap<(String, String), Vec<String>>;

impl Verdict {
    /// A decision on what a card shows, under a new id.
    #[track_caller]
    pub(crate) fn on(card: &Value, path: String, event: &'static str, decision: &Value) -> Self {
        let clears = if event == "approved" {
            fingerprints(card)
        } else {
            Vec::new()
        };
        Self {
            path,
            body: json!({ "verdict": verdict_id(), "decision": decision }),
            conversation: card["conversation"].as_str().unwrap().to_owned(),
            event,
            clears: clears
                .into_iter()
                .map(|print| print.chars().take(12).collect())
                .collect(),
        }
    }

    /// Gives it; `None` if the server is gone, true if it was taken, false if it came too late.
    #[track_caller]
    pub(crate) fn give(&self, api: &mut Api) -> Option<bool> {
        let answer = api.try_call("POST", &self.path, Some(&self.body)).ok()?;
        match answer.status {
            200 => Some(true),
            // The conversation has moved on, or ended, since the card was read.
            409 => Some(false),
            other => panic!(
                "{} {}: {other} {}",
                self.path,
                self.body,
                String::from_utf8_lossy(&answer.body)
            ),
        }
    }

    /// True if the log tells of it.
    pub(crate) fn is_in(&self, decided: &Decided) -> bool {
        let key = (self.conversation.clone(), self.event.to_owned());
        decided.get(&key).is_some_and(|all| {
            all.iter()
                .any(|words| self.clears.iter().all(|print| words.contains(print)))
        })
    }
}

/// What operators decided, told by the log.
pub(crate) fn decided(lines: &[Line]) -> Decided {
    let mut all = Decided::new();
    for line in lines {
        if line.who.starts_with("operator ") && line.stream.starts_with("cnv_") {
            let key = (line.stream.clone(), line.event.clone());
            all.entry(key).or_default().push(line.words.clone());
        }
    }
    all
}

/// Each verdict that was taken is in the log, and so often as it was taken.
#[track_caller]
pub(crate) fn are_all_in<'a>(
    taken: impl Iterator<Item = &'a Verdict>,
    decided: &Decided,
    context: &str,
) {
    let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for verdict in taken {
        let key = (verdict.conversation.clone(), verdict.event);
        *counts.entry(key).or_default() += 1;
        assert!(
            verdict.is_in(decided),
            "{context}: this was taken and is lost: {verdict:?}"
        );
    }
    for ((conversation, event), count) in counts {
        let told = decided[&(conversation.clone(), event.to_owned())].len();
        assert!(
            told >= count,
            "{context}: {event} of {conversation} was taken {count} times, and the log has {told}"
        );
    }
}
