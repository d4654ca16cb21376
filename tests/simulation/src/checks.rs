//! The invariants of DESIGN section 3, each a named checker. They read stored state without faults
//! and the world's own record, after every step.

use crate::operator::Given;
use crate::outside::{Left, Outside};
use crate::scene;
use adapters_local::MemoryTable;
use domain::conversation::{Conversation, Event, Phase, Recorded, fold};
use domain::secrets::Secrets;
use flow::items::{self, DraftBlob, EventBatch, Head, MessageIdRow};
use flow::{drafting, due, keys};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use ports::{BlobHash, Blobs, Key, PageRequest, Table};
use std::collections::{BTreeMap, BTreeSet};

/// A broken invariant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Its number in DESIGN section 3.
    pub invariant: u8,
    /// What was seen.
    pub what: String,
    /// The conversation, if it is about one.
    pub conversation: Option<String>,
}

/// What halted when: for each scope, intervals in which nothing may be claimed.
#[derive(Debug, Clone, Default)]
pub(crate) struct HaltLog {
    /// Scope (`fleet`, `agent NAME`), acknowledged, ended.
    pub(crate) intervals: Vec<(String, Timestamp, Option<Timestamp>)>,
}

/// The checkers' memory: what they saw so far.
#[derive(Default)]
pub(crate) struct Checks {
    letters: usize,
    per_claim: BTreeMap<String, usize>,
    per_step: BTreeMap<(String, u32), Vec<String>>,
    per_mailbox_day: BTreeMap<(String, Date), u32>,
    live_by_contact: BTreeMap<String, BTreeSet<String>>,
    live_by_company: BTreeMap<String, BTreeSet<String>>,
    events_seen: BTreeMap<String, usize>,
    /// How often each invariant was looked at.
    pub(crate) counts: BTreeMap<u8, u64>,
}

/// What the checkers may read.
pub(crate) struct Truth<'a> {
    /// Stored items.
    pub(crate) table: &'a MemoryTable,
    /// Stored bodies.
    pub(crate) blobs: &'a dyn Blobs,
    /// What left.
    pub(crate) outside: &'a Outside,
    /// Verdicts that operators really gave.
    pub(crate) given: &'a Given,
    /// Halts.
    pub(crate) halts: &'a HaltLog,
    /// The keys of the stack.
    pub(crate) secrets: &'a Secrets,
}

/// Memory adapters answer at once.
pub(crate) fn now_or_never<T>(future: impl Future<Output = T>) -> Option<T> {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match future.as_mut().poll(&mut context) {
        std::task::Poll::Ready(value) => Some(value),
        std::task::Poll::Pending => None,
    }
}

/// Reads an item without faults.
pub(crate) fn read<T: serde::de::DeserializeOwned>(table: &MemoryTable, key: Key) -> Option<T> {
    let found = now_or_never(table.get(&[key]))?.ok()?;
    items::decode(found.first()?.as_ref()?).ok()
}

/// All items of a partition.
pub(crate) fn partition(table: &MemoryTable, pk: &str, prefix: &str) -> Vec<ports::Item> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let request = PageRequest {
            pk: pk.to_owned(),
            prefix: prefix.to_owned(),
            after,
            until: None,
            descending: false,
            limit: 1000,
        };
        let Some(Ok(page)) = now_or_never(table.page(&request)) else {
            return all;
        };
        all.extend(page.items);
        match page.next {
            Some(next) => after = Some(next),
            None => return all,
        }
    }
}

/// All events of a conversation.
pub(crate) fn events(table: &MemoryTable, pk: &str) -> Vec<Recorded> {
    partition(table, pk, keys::EVENTS)
        .iter()
        .filter_map(|item| items::decode::<EventBatch>(item).ok())
        .flat_map(|batch| batch.events)
        .collect()
}

fn blob(truth: &Truth<'_>, hash: &BlobHash) -> Option<DraftBlob> {
    let bytes = now_or_never(truth.blobs.get(hash))?.ok()??;
    serde_json::from_slice(&bytes).ok()
}

impl Checks {
    fn looked(&mut self, invariant: u8) {
        let count = self.counts.entry(invariant).or_default();
        *count = count.saturating_add(1);
    }

    /// Looks at the conversations that were written and the letters that left since the last look.
    pub(crate) fn step(&mut self, truth: &Truth<'_>, touched: &[String]) -> Vec<Broken> {
        let mut broken = Vec::new();
        let written: BTreeSet<&String> = touched.iter().collect();
        for pk in written {
            self.conversation(truth, pk, &mut broken);
        }
        for letter in truth.outside.since(self.letters) {
            self.letters = self.letters.saturating_add(1);
            self.letter(truth, &letter, &mut broken);
        }
        broken
    }

    fn conversation(&mut self, truth: &Truth<'_>, pk: &str, broken: &mut Vec<Broken>) {
        let key = Key {
            pk: pk.to_owned(),
            sk: "head".to_owned(),
        };
        let Some(head) = read::<Head>(truth.table, key) else {
            return;
        };
        let log = events(truth.table, pk);
        let mut report = |invariant: u8, what: String| {
            broken.push(Broken {
                invariant,
                what,
                conversation: Some(pk.to_owned()),
            });
        };
        // 9: state is the fold of its events.
        self.looked(9);
        let folded = fold(&log);
        if folded.as_ref() != Some(&head.state) {
            report(9, "the state is not the fold of its events".to_owned());
        }
        if u64::try_from(log.len()).ok() != Some(head.seq) {
            report(
                9,
                format!(
                    "the head counts {} events, {} are stored",
                    head.seq,
                    log.len()
                ),
            );
        }
        // 11: every clearance is an operator's verdict that somebody really gave.
        self.looked(11);
        let seen = self
            .events_seen
            .insert(pk.to_owned(), log.len())
            .unwrap_or(0);
        for recorded in log.iter().skip(seen) {
            if let Event::Approved { verdict, .. }
            | Event::Killed { verdict, .. }
            | Event::Rejected { verdict, .. } = &recorded.event
                && !truth.given.knows(verdict)
            {
                report(
                    11,
                    format!("verdict {verdict} was decided and nobody gave it"),
                );
            }
        }
        // 10: nothing waits for nobody; due rows and cards are where the head says.
        self.looked(10);
        let state = &head.state;
        let waits_for_nobody = !state.phase.is_final()
            && head.due.is_none()
            && head.cards.is_empty()
            && !matches!(
                state.phase,
                Phase::Listed
                    | Phase::WithOperator {
                        taken_over: Some(_)
                    }
            );
        if waits_for_nobody {
            report(
                10,
                format!("it is {} and waits for nobody", state.phase.words()),
            );
        }
        if let Some(due) = head.due {
            let (key, _) = due::of_conversation(state, due);
            let there = read::<due::DueRow>(truth.table, key.clone()).is_some();
            let dead = read::<(Key, due::DueRow)>(truth.table, keys::dead(&key)).is_some();
            if !there && !dead {
                report(10, "its due row is missing".to_owned());
            }
        }
        for card in &head.cards {
            let key = keys::card(card.rank, card.since, &card.id);
            if read::<domain::conversation::CardRef>(truth.table, key).is_none() {
                report(10, format!("card {} is missing", card.id));
            }
        }
        self.live(state, &log, &mut report);
    }

    /// 5: one live conversation a person, and the company's limit.
    fn live(
        &mut self,
        state: &Conversation,
        log: &[Recorded],
        report: &mut impl FnMut(u8, String),
    ) {
        self.looked(5);
        let id = state.id.to_string();
        let contact = self
            .live_by_contact
            .entry(state.contact.to_string())
            .or_default();
        if state.holds_contact() {
            contact.insert(id.clone());
        } else {
            contact.remove(&id);
        }
        if contact.len() > 1 {
            report(
                5,
                format!("one person is in {} live conversations", contact.len()),
            );
        }
        let Some(company) = &state.company else {
            return;
        };
        // An operator may take over what was closed, whatever the company's limit says.
        let reopened = log
            .iter()
            .any(|r| matches!(r.event, Event::TakenOver { .. } | Event::Relabelled { .. }));
        let live = self.live_by_company.entry(company.to_string()).or_default();
        if state.holds_company() && !reopened {
            live.insert(id);
        } else {
            live.remove(&id);
        }
        if live.len() > 1 {
            report(
                5,
                format!("one company is in {} live conversations", live.len()),
            );
        }
    }

    fn letter(&mut self, truth: &Truth<'_>, left: &Left, broken: &mut Vec<Broken>) {
        let pointer = keys::message_id(&truth.secrets.message_id(&left.envelope.message_id));
        let Some(row) = read::<MessageIdRow>(truth.table, pointer) else {
            broken.push(Broken {
                invariant: 1,
                what: "a letter left that no claim knows".to_owned(),
                conversation: None,
            });
            return;
        };
        let pk = keys::conversation(&row.conversation);
        let log = events(truth.table, &pk);
        let mut report = |invariant: u8, what: String| {
            broken.push(Broken {
                invariant,
                what,
                conversation: Some(pk.clone()),
            });
        };
        let Some(state) = fold(&log) else { return };
        // 1: a clearance for exactly this fingerprint.
        self.looked(1);
        match cleared(&log, row.step, row.claim.as_str()) {
            Err(why) => report(1, why),
            Ok(hash) => {
                if let Some(blob) = blob(truth, &hash) {
                    let reading = mail::read(&left.letter);
                    let squeeze =
                        |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                    if squeeze(&reading.text) != squeeze(&drafting::full_body(&blob)) {
                        report(1, "the letter is not the text that was cleared".to_owned());
                    }
                    if !left.envelope.to.eq_ignore_ascii_case(&blob.to) {
                        report(
                            1,
                            "the letter went to another address than was cleared".to_owned(),
                        );
                    }
                }
            }
        }
        // 2: each claim at most once, each step once.
        self.looked(2);
        let claims = self
            .per_claim
            .entry(left.envelope.claim.clone())
            .or_default();
        *claims = claims.saturating_add(1);
        if *claims > 1 {
            report(
                2,
                format!(
                    "claim {} was handed over {claims} times",
                    left.envelope.claim
                ),
            );
        }
        let of_step = self
            .per_step
            .entry((row.conversation.to_string(), row.step))
            .or_default();
        of_step.push(left.envelope.claim.clone());
        if of_step.len() > 1 {
            report(2, format!("step {} left {} times", row.step, of_step.len()));
        }
        let claimed_at = claim_time(&log, row.claim.as_str()).unwrap_or(left.at);
        // 3: nobody who may not be written to.
        self.looked(3);
        if truth
            .outside
            .stopped_since(&left.envelope.to)
            .is_some_and(|since| since < claimed_at)
        {
            report(
                3,
                "a letter was claimed after its reader had opted out".to_owned(),
            );
        }
        // 4: a human reply ends the sequence.
        self.looked(4);
        let drafted_at = log
            .iter()
            .rev()
            .filter_map(|r| match &r.event {
                Event::Drafted { step, draft, .. } | Event::Edited { step, draft, .. }
                    if *step == row.step =>
                {
                    Some(draft.at)
                }
                _ => None,
            })
            .find(|at| *at <= claimed_at);
        let replied = truth.outside.replied(row.conversation.as_str(), claimed_at);
        if let (Some(replied), Some(drafted)) = (replied, drafted_at)
            && drafted < replied
        {
            report(
                4,
                "a letter drafted before their reply was claimed after it".to_owned(),
            );
        }
        // 6: caps and the window.
        self.looked(6);
        let window = domain::calendar::Window::default();
        if !window.is_open(claimed_at, &state.place) {
            report(
                6,
                format!(
                    "a letter was claimed at {claimed_at}, outside the window of {}",
                    state.place.zone
                ),
            );
        }
        let zone = TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC);
        let day = claimed_at.to_zoned_datetime(zone).date();
        let count = self
            .per_mailbox_day
            .entry((left.envelope.from.clone(), day))
            .or_default();
        *count = count.saturating_add(1);
        if *count > scene::CAP {
            report(
                6,
                format!(
                    "{} sent {count} letters on {day}, its cap is {}",
                    left.envelope.from,
                    scene::CAP
                ),
            );
        }
        // 7: no claim after a halt was acknowledged.
        self.looked(7);
        let agent = format!("agent {}", state.agent);
        for (scope, from, to) in &truth.halts.intervals {
            let meant = scope == "fleet" || *scope == agent;
            if meant && *from < claimed_at && to.is_none_or(|to| claimed_at < to) {
                report(
                    7,
                    format!(
                        "a letter was claimed at {claimed_at}, while {scope} was halted since {from}"
                    ),
                );
            }
        }
        // 12: links come from the playbook's list.
        self.looked(12);
        let text = mail::read(&left.letter).text;
        let foreign = text
            .split_whitespace()
            .find(|word| word.contains("http") && !word.contains(scene::LINK));
        if let Some(link) = foreign {
            report(
                12,
                format!("a letter holds a link from outside: {link:.60}"),
            );
        }
    }
}

fn claim_time(log: &[Recorded], claim: &str) -> Option<Timestamp> {
    log.iter().find_map(|r| match &r.event {
        Event::Claimed { claim: made, .. } if made.id.as_str() == claim => Some(made.at),
        _ => None,
    })
}

/// The draft's blob, if the claim follows a clearance of that very draft which was not undone.
fn cleared(log: &[Recorded], step: u32, claim: &str) -> Result<BlobHash, String> {
    let mut draft = None;
    let mut clearance: Option<(domain::Fingerprint, domain::VerdictId)> = None;
    for recorded in log {
        match &recorded.event {
            Event::Drafted {
                step: of,
                draft: new,
                ..
            }
            | Event::Edited {
                step: of,
                draft: new,
                ..
            } if *of == step => {
                draft = Some(new.clone());
                clearance = None;
            }
            Event::Approved {
                verdict,
                clearances,
            } => {
                if let Some((_, given)) = clearances.iter().find(|(of, _)| *of == step) {
                    clearance = Some((given.fingerprint.clone(), verdict.clone()));
                }
            }
            Event::Undone { verdict }
                if clearance
                    .as_ref()
                    .is_some_and(|(_, given)| given == verdict) =>
            {
                clearance = None;
            }
            Event::SentBack { steps, .. } | Event::Voided { steps, .. }
                if steps.contains(&step) =>
            {
                clearance = None
            }
            Event::Claimed {
                step: of,
                claim: made,
            } if *of == step && made.id.as_str() == claim => {
                return match (draft, clearance) {
                    (Some(draft), Some((fingerprint, _))) if draft.fingerprint == fingerprint => {
                        Ok(draft.blob)
                    }
                    (_, None) => Err("a claim without a clearance".to_owned()),
                    _ => Err("a claim with a clearance for another text".to_owned()),
                };
            }
            _ => {}
        }
    }
    Err("a letter left whose claim is in no log".to_owned())
}
