//! Why each letter went out or did not, told from the log alone, and compared with the letters.

use super::log_lines::Line;
use super::outbox::Letter;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// A letter as the log tells of it.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) conversation: String,
    pub(crate) step: u32,
    /// Who approved it, and when.
    pub(crate) by: String,
    pub(crate) approved_at: Timestamp,
    pub(crate) claimed_at: Timestamp,
    /// How the receipt came, if not from the provider's own answer.
    pub(crate) settled: bool,
}

/// What the log tells.
#[derive(Debug, Default)]
pub(crate) struct Audit {
    /// Letters that went out, by claim.
    pub(crate) sent: BTreeMap<String, Told>,
    /// Claims that certainly did not go out.
    pub(crate) not_sent: BTreeSet<String>,
    /// Drafts that did not go out, with the reason.
    pub(crate) why_not: BTreeMap<(String, u32), String>,
    /// When a conversation was stopped.
    pub(crate) stopped: BTreeMap<String, Timestamp>,
    /// Lines by event.
    pub(crate) events: BTreeMap<String, usize>,
}

/// What is known of one conversation at one line.
#[derive(Default)]
struct Thread {
    drafts: BTreeMap<u32, String>,
    cleared: BTreeMap<u32, (String, String, Timestamp)>,
    open: BTreeMap<String, Told>,
    done: BTreeSet<u32>,
    last_verdict: Vec<u32>,
    stopped: bool,
    why: BTreeMap<u32, String>,
}

/// Reads the log from its beginning. Ends the test where a line must not follow those before it.
#[track_caller]
pub(crate) fn audit(lines: &[Line]) -> Audit {
    let mut audit = Audit::default();
    let mut threads: BTreeMap<&str, Thread> = BTreeMap::new();
    for line in lines {
        *audit.events.entry(line.event.clone()).or_default() += 1;
        if line.stream.starts_with("cnv_") {
            follow(&mut audit, threads.entry(&line.stream).or_default(), line);
        }
    }
    for (conversation, thread) in threads {
        assert!(
            thread.open.is_empty(),
            "claims without an end in {conversation}: {:?}",
            thread.open.keys()
        );
        for step in thread
            .drafts
            .keys()
            .filter(|step| !thread.done.contains(step))
        {
            let why = thread
                .why
                .get(step)
                .unwrap_or_else(|| panic!("the log is silent on step {step} of {conversation}"));
            audit
                .why_not
                .insert((conversation.to_owned(), *step), why.clone());
        }
    }
    audit
}

#[track_caller]
fn follow(audit: &mut Audit, thread: &mut Thread, line: &Line) {
    let by_operator = line.who.starts_with("operator ");
    match line.event.as_str() {
        "drafted" | "edited" => {
            let step = line.step();
            thread.drafts.insert(step, line.fingerprint());
            thread.cleared.remove(&step);
            thread
                .why
                .insert(step, format!("it waits for a verdict ({})", line.words));
        }
        "approved" => {
            assert!(by_operator, "{line:?}");
            thread.last_verdict.clear();
            for (step, fingerprint) in line.approvals() {
                assert_eq!(thread.drafts.get(&step), Some(&fingerprint), "{line:?}");
                thread
                    .cleared
                    .insert(step, (line.who.clone(), fingerprint, line.at));
                thread.last_verdict.push(step);
                thread
                    .why
                    .insert(step, "it is cleared and waits for its time".to_owned());
            }
        }
        "undone" => {
            for step in thread.last_verdict.drain(..) {
                thread.cleared.remove(&step);
                thread.why.insert(step, line.words.clone());
            }
        }
        "sent_back" | "returned" | "killed" | "voided" => {
            thread.last_verdict.clear();
            for step in line.steps() {
                thread.cleared.remove(&step);
                thread.why.insert(step, line.words.clone());
            }
        }
        "claimed" => {
            let step = line.step();
            assert!(!thread.stopped, "a claim after a stop: {line:?}");
            assert!(
                thread.open.values().all(|told| told.step != step),
                "two claims at once: {line:?}"
            );
            assert!(
                !thread.done.contains(&step),
                "a claim for what was sent: {line:?}"
            );
            let (by, fingerprint, at) = thread
                .cleared
                .get(&step)
                .unwrap_or_else(|| panic!("a claim without a clearance: {line:?}"));
            assert_eq!(thread.drafts.get(&step), Some(fingerprint), "{line:?}");
            let told = Told {
                conversation: line.stream.clone(),
                step,
                by: by.clone(),
                approved_at: *at,
                claimed_at: line.at,
                settled: false,
            };
            thread.open.insert(line.claim().unwrap(), told);
        }
        "sent" => {
            let claim = line.claim().unwrap();
            let told = thread
                .open
                .remove(&claim)
                .unwrap_or_else(|| panic!("a receipt without a claim: {line:?}"));
            assert!(
                thread.done.insert(told.step),
                "a step was sent twice: {line:?}"
            );
            thread.cleared.remove(&told.step);
            let settled = line.words.contains(" was sent ");
            audit.sent.insert(claim, Told { settled, ..told });
        }
        "not_sent" => {
            let claim = line.claim().unwrap();
            let told = thread
                .open
                .remove(&claim)
                .unwrap_or_else(|| panic!("an end without a claim: {line:?}"));
            thread.why.insert(told.step, line.words.clone());
            audit.not_sent.insert(claim);
        }
        "stopped" => {
            thread.stopped = true;
            audit.stopped.entry(line.stream.clone()).or_insert(line.at);
        }
        _ => {}
    }
}

impl Audit {
    /// Each letter in the folder is told of, and the other way round; nobody gets a step twice, and
    /// nobody who was stopped gets anything more.
    #[track_caller]
    pub(crate) fn agrees_with(&self, letters: &[Letter]) {
        let told: BTreeSet<&String> = self.sent.keys().collect();
        let there: BTreeSet<&String> = letters.iter().map(|letter| &letter.claim).collect();
        assert_eq!(
            told, there,
            "letters of the log (left) and of the folder (right)"
        );
        let mut steps: BTreeSet<(&str, u32)> = BTreeSet::new();
        let mut person: BTreeMap<&str, &str> = BTreeMap::new();
        for letter in letters {
            let told = &self.sent[&letter.claim];
            assert!(told.by.starts_with("operator "), "{told:?}");
            assert!(told.approved_at <= told.claimed_at, "{told:?}");
            assert!(
                letter
                    .message_id
                    .starts_with(letter.claim.trim_start_matches("clm_")),
                "{letter:?}"
            );
            assert!(
                steps.insert((&letter.to, told.step)),
                "{} got step {} twice",
                letter.to,
                told.step
            );
            let known = person.entry(&told.conversation).or_insert(&letter.to);
            assert_eq!(*known, letter.to, "one conversation writes to one person");
            if let Some(stopped) = self.stopped.get(&told.conversation) {
                assert!(
                    letter.date <= *stopped,
                    "{} got a letter after the stop",
                    letter.to
                );
            }
        }
        let people: BTreeSet<&str> = person.values().copied().collect();
        assert_eq!(
            people.len(),
            person.len(),
            "one person is in one conversation"
        );
    }

    pub(crate) fn count(&self, event: &str) -> usize {
        self.events.get(event).copied().unwrap_or(0)
    }
}
