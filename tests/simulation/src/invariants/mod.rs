//! The invariants of DESIGN section 3, each a checker of its own in a file named after it. They read
//! stored state, without faults, and the world's own record. They are incremental: each event is read
//! and folded once, in the step in which it was committed, so that what was judged is judged by what
//! had happened before it and not by clocks.

mod brakes_hold;
mod caps_and_windows;
mod cleared_text_only;
mod halts_hold;
mod handed_over_once;
mod known;
mod left_alone;
mod nothing_lost;
mod one_conversation;
mod one_mailbox;
mod outside_is_data;
mod policy_needs_proof;
mod reading;
mod replies_stop;
mod say;
mod state_is_fold;
mod time_decides_nothing;
mod trust_is_fold;

pub use say::Broken;
pub(crate) use trust_is_fold::at_the_end;

use crate::scene::House;
use crate::stored::{above, now_or_never, read};
use crate::world::{Given, Halts, Left, Outside};
use adapters_local::MemoryTable;
use domain::BlobHash;
use domain::conversation::{Event, Recorded};
use flow::items::{self, DraftBlob, EventBatch, Head};
use flow::keys;
use jiff::Timestamp;
pub(crate) use known::{Claimed, Known};
use playbook::Playbook;
use ports::{Blobs, Key};
use reading::Reading;
pub(crate) use say::Say;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the checkers may read.
pub(crate) struct Truth<'a> {
    /// Stored items.
    pub(crate) table: &'a MemoryTable,
    /// Stored bodies.
    pub(crate) blobs: &'a dyn Blobs,
    /// What left, and what people said.
    pub(crate) outside: &'a Outside,
    /// Verdicts that operators really gave.
    pub(crate) given: &'a Given,
    /// Halts.
    pub(crate) halts: &'a Halts,
    /// The playbook that binds every claim.
    pub(crate) playbook: &'a Arc<Playbook>,
    /// What it says about who is left alone.
    pub(crate) house: &'a House,
    /// The time.
    pub(crate) now: Timestamp,
    /// When the run began.
    pub(crate) start: Timestamp,
}

impl Truth<'_> {
    fn draft(&self, hash: &BlobHash) -> Option<DraftBlob> {
        let bytes = now_or_never(self.blobs.get(hash))?.ok()??;
        serde_json::from_slice(&bytes).ok()
    }
}

/// One invariant. All hooks are called in the step in which the thing happened.
pub(crate) trait Invariant {
    /// Its number in DESIGN section 3.
    fn number(&self) -> u8;
    /// An event was committed; `known` is the conversation before it.
    fn event(&mut self, _: &Truth<'_>, _: &Known, _: &Recorded, _: &mut Say) {}
    /// A claim was committed; `known` is the conversation before it.
    fn claim(&mut self, _: &Truth<'_>, _: &Known, _: &Claimed, _: &mut Say) {}
    /// A head was written; `known` is the fold of all stored events.
    fn written(&mut self, _: &Truth<'_>, _: &Known, _: &Head, _: &mut Say) {}
    /// A letter left, under the claim that its envelope names; `reading` is how its reader sees it.
    fn left(
        &mut self,
        _: &Truth<'_>,
        _: Option<&Claimed>,
        _: &Left,
        _reading: &Reading,
        _: &mut Say,
    ) {
    }
    /// A step was made in which something was committed or left, or a halt was asked for or answered.
    fn always(&mut self, _: &Truth<'_>, _: &mut Say) {}
}

/// The invariant of a number, in a few words.
pub const fn name(number: u8) -> &'static str {
    match number {
        1 => "nothing leaves without a clearance for exactly it",
        2 => "each claim is handed over once",
        3 => "who may not be written to is left alone",
        4 => "a human reply stops the sequence",
        5 => "one person, one live conversation",
        6 => "caps and windows hold",
        7 => "nothing is claimed after a halt",
        8 => "policy clears nothing without a certificate",
        9 => "state is the fold of its events, and each names who, when and by what",
        10 => "nothing is lost",
        11 => "no timeout decides",
        12 => "what comes from outside is data",
        _ => "the run itself",
    }
}

/// All checkers and what they saw so far.
pub(crate) struct Checks {
    all: Vec<Box<dyn Invariant>>,
    known: BTreeMap<String, Known>,
    claims: BTreeMap<String, Claimed>,
    letters: usize,
    say: Say,
    /// Events by name.
    pub(crate) volume: BTreeMap<&'static str, u64>,
    /// Labels by intent.
    pub(crate) labels: BTreeMap<String, u64>,
}

impl Checks {
    /// Of all twelve.
    pub(crate) fn new() -> Self {
        Self {
            all: vec![
                Box::new(cleared_text_only::ClearedTextOnly),
                Box::new(handed_over_once::HandedOverOnce::default()),
                Box::new(left_alone::LeftAlone),
                Box::new(replies_stop::RepliesStop),
                Box::new(one_conversation::OneConversation::default()),
                Box::new(caps_and_windows::CapsAndWindows::default()),
                Box::new(one_mailbox::OneMailbox::default()),
                Box::new(halts_hold::HaltsHold::default()),
                Box::new(brakes_hold::BrakesHold::default()),
                Box::new(policy_needs_proof::PolicyNeedsProof::default()),
                Box::new(state_is_fold::StateIsFold::default()),
                Box::new(nothing_lost::NothingLost::default()),
                Box::new(time_decides_nothing::TimeDecidesNothing),
                Box::new(outside_is_data::OutsideIsData),
            ],
            known: BTreeMap::new(),
            claims: BTreeMap::new(),
            letters: 0,
            say: Say::default(),
            volume: BTreeMap::new(),
            labels: BTreeMap::new(),
        }
    }

    /// How often each invariant was looked at.
    pub(crate) fn counts(&self) -> BTreeMap<u8, u64> {
        self.say.counts()
    }

    /// Looks at the conversations that were written and the letters that left since the last look.
    pub(crate) fn step(&mut self, truth: &Truth<'_>, touched: Vec<String>) -> Vec<Broken> {
        let touched: BTreeSet<String> = touched.into_iter().collect();
        for pk in touched {
            let mut known = self.known.remove(&pk).unwrap_or_else(|| Known::new(&pk));
            self.conversation(truth, &mut known);
            self.known.insert(pk, known);
        }
        for letter in truth.outside.since(self.letters) {
            self.letters = self.letters.saturating_add(1);
            let claim = self.claims.get(&letter.envelope.claim);
            let reading = Reading::of(&letter.letter);
            for invariant in &mut self.all {
                let of = claim.map(|claim| claim.pk.as_str());
                self.say.about(invariant.number(), of);
                invariant.left(truth, claim, &letter, &reading, &mut self.say);
            }
        }
        for invariant in &mut self.all {
            self.say.about(invariant.number(), None);
            invariant.always(truth, &mut self.say);
        }
        self.say.take()
    }

    fn conversation(&mut self, truth: &Truth<'_>, known: &mut Known) {
        let key = Key {
            pk: known.pk.clone(),
            sk: "head".to_owned(),
        };
        let Some(head) = read::<Head>(truth.table, key) else {
            return;
        };
        for item in above(truth.table, &known.pk, keys::EVENTS, known.read_to.clone()) {
            known.read_to = Some(item.key.sk.clone());
            self.outside_text(&item.body, &known.pk);
            let Ok(batch) = items::decode::<EventBatch>(&item) else {
                self.say.about(9, Some(&known.pk));
                self.say
                    .is(false, || format!("events {} can't be read", item.key.sk));
                continue;
            };
            for recorded in &batch.events {
                self.event(truth, known, recorded);
            }
        }
        for invariant in &mut self.all {
            self.say.about(invariant.number(), Some(&known.pk));
            invariant.written(truth, known, &head, &mut self.say);
        }
    }

    fn outside_text(&mut self, body: &[u8], pk: &str) {
        self.say.about(12, Some(pk));
        self.say.is(!outside_is_data::holds_outside_text(body), || {
            let text: String = String::from_utf8_lossy(body).chars().take(300).collect();
            format!("an event holds text from outside: {text}")
        });
    }

    fn event(&mut self, truth: &Truth<'_>, known: &mut Known, recorded: &Recorded) {
        let count = self.volume.entry(recorded.event.name()).or_default();
        *count = count.saturating_add(1);
        if let Event::Replied { intent, .. } = &recorded.event {
            let count = self.labels.entry(intent.to_string()).or_default();
            *count = count.saturating_add(1);
        }
        for invariant in &mut self.all {
            self.say.about(invariant.number(), Some(&known.pk));
            invariant.event(truth, known, recorded, &mut self.say);
        }
        if let Some(name) = trust_is_fold::told(recorded) {
            let count = self.volume.entry(name).or_default();
            *count = count.saturating_add(1);
        }
        if let Some(claim) = known.claimed(recorded, |hash| truth.draft(hash)) {
            if claim
                .clearance
                .as_ref()
                .is_some_and(|c| c.leave().is_some())
            {
                let count = self.volume.entry("claimed by policy").or_default();
                *count = count.saturating_add(1);
            }
            for invariant in &mut self.all {
                self.say.about(invariant.number(), Some(&known.pk));
                invariant.claim(truth, known, &claim, &mut self.say);
            }
            self.claims.insert(claim.id.clone(), claim);
        }
        known.learn(recorded, truth.outside.replies(known.id()));
    }

    /// What is known of all conversations.
    pub(crate) fn known(&self) -> impl Iterator<Item = &Known> {
        self.known.values()
    }
}
