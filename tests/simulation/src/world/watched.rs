//! Hears of every commit, so that nobody has to scan the table to find what changed, what is due and
//! what stands on the queue.

use domain::conversation::{CardRef, CardShows};
use flow::due::{DueRow, Task};
use flow::{items, keys};
use jiff::Timestamp;
use ports::{Action, Item, Key};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a commit changes of what is watched.
pub(crate) enum Change {
    Touched(String),
    Due(Key, Box<DueRow>),
    NotDue(Key),
    Card(Key, Box<CardRef>),
    NoCard(Key),
    Dead(Key, bool),
    Other,
}

#[derive(Default)]
struct State {
    commits: u64,
    touched: Vec<String>,
    /// By key: when it comes up, and whether it never ends.
    due: BTreeMap<Key, (Timestamp, bool)>,
    order: BTreeSet<(Timestamp, Key)>,
    ending: usize,
    cards: BTreeMap<(String, String), CardRef>,
    seen: BTreeSet<String>,
    shown: BTreeMap<&'static str, u64>,
    dead: BTreeSet<Key>,
}

/// Shared by the table and the run.
#[derive(Clone, Default)]
pub(crate) struct Watched(Arc<Mutex<State>>);

impl Watched {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a commit will change if it goes through.
    pub(crate) fn changes(actions: &[Action]) -> Vec<Change> {
        actions
            .iter()
            .map(|action| match action {
                Action::Put { key, body, .. } => put(key, body),
                Action::Delete { key, .. } => {
                    if key.pk.starts_with("due#") {
                        Change::NotDue(key.clone())
                    } else if key.pk.starts_with("card#") {
                        Change::NoCard(key.clone())
                    } else if key.pk == keys::DEAD {
                        Change::Dead(key.clone(), false)
                    } else {
                        Change::Other
                    }
                }
                Action::Check { .. } => Change::Other,
            })
            .collect()
    }

    /// It went through.
    pub(crate) fn committed(&self, changes: Vec<Change>) {
        let mut state = self.state();
        state.commits = state.commits.saturating_add(1);
        for change in changes {
            state.apply(change);
        }
    }

    /// Conversations whose head was written since this was asked.
    pub(crate) fn take_touched(&self) -> Vec<String> {
        std::mem::take(&mut self.state().touched)
    }

    /// Counts commits.
    pub(crate) fn commits(&self) -> u64 {
        self.state().commits
    }

    /// A due row's time has come.
    pub(crate) fn is_due(&self, now: Timestamp) -> bool {
        self.state().order.first().is_some_and(|(at, _)| *at <= now)
    }

    /// The first instant after `now` at which a row is due or its lease is over.
    pub(crate) fn next_due(&self, now: Timestamp) -> Option<Timestamp> {
        self.state()
            .order
            .iter()
            .map(|(at, _)| *at)
            .find(|at| *at > now)
    }

    /// Due rows of things that come to an end: all but the daily look for leads.
    pub(crate) fn ending(&self) -> usize {
        self.state().ending
    }

    /// How many cards wait.
    pub(crate) fn waiting(&self) -> usize {
        self.state().cards.len()
    }

    /// The card at a place of the queue.
    pub(crate) fn card(&self, place: usize) -> Option<CardRef> {
        self.state().cards.values().nth(place).cloned()
    }

    /// All cards in the order of the queue.
    pub(crate) fn cards(&self) -> Vec<CardRef> {
        self.state().cards.values().cloned().collect()
    }

    /// How many cards of each kind came onto the queue.
    pub(crate) fn shown(&self) -> BTreeMap<&'static str, u64> {
        self.state().shown.clone()
    }

    /// Tasks that were given up, by their dead letter's key.
    pub(crate) fn dead(&self) -> Vec<Key> {
        self.state().dead.iter().cloned().collect()
    }
}

fn decoded<T: serde::de::DeserializeOwned>(key: &Key, body: &[u8]) -> Option<T> {
    let item = Item {
        key: key.clone(),
        version: 1,
        attempt: String::new(),
        body: body.to_vec(),
        expires: None,
    };
    items::decode(&item).ok()
}

fn put(key: &Key, body: &[u8]) -> Change {
    if key.pk.starts_with("conv#") {
        if key.sk == "head" {
            return Change::Touched(key.pk.clone());
        }
    } else if key.pk.starts_with("due#") {
        if let Some(row) = decoded(key, body) {
            return Change::Due(key.clone(), Box::new(row));
        }
    } else if key.pk.starts_with("card#") {
        if let Some(card) = decoded(key, body) {
            return Change::Card(key.clone(), Box::new(card));
        }
    } else if key.pk == keys::DEAD {
        return Change::Dead(key.clone(), true);
    }
    Change::Other
}

const fn kind(card: &CardRef) -> &'static str {
    match card.shows {
        CardShows::Drafts { .. } => "drafts",
        CardShows::Reply { .. } => "reply",
        CardShows::List { .. } => "list",
        CardShows::InDoubt { .. } => "send in doubt",
        CardShows::Contradiction { .. } => "contradiction",
        CardShows::Mailbox { .. } => "mailbox",
        CardShows::Goal { .. } => "goal",
        CardShows::Planted { .. } => "planted",
    }
}

impl State {
    fn apply(&mut self, change: Change) {
        match change {
            Change::Touched(pk) => self.touched.push(pk),
            Change::Due(key, row) => {
                self.not_due(&key);
                let at = keys::read_instant(&key.sk).unwrap_or(Timestamp::MIN);
                let at = row.leased_until.map_or(at, |lease| at.max(lease));
                let endless = matches!(row.task, Task::Source { .. });
                self.ending = self.ending.saturating_add(usize::from(!endless));
                self.order.insert((at, key.clone()));
                self.due.insert(key, (at, endless));
            }
            Change::NotDue(key) => self.not_due(&key),
            Change::Card(key, card) => {
                if self.seen.insert(format!("{}@{}", card.id, card.since)) {
                    let count = self.shown.entry(kind(&card)).or_default();
                    *count = count.saturating_add(1);
                }
                self.cards.insert((key.sk, key.pk), *card);
            }
            Change::NoCard(key) => {
                self.cards.remove(&(key.sk, key.pk));
            }
            Change::Dead(key, true) => {
                self.dead.insert(key);
            }
            Change::Dead(key, false) => {
                self.dead.remove(&key);
            }
            Change::Other => {}
        }
    }

    fn not_due(&mut self, key: &Key) {
        if let Some((at, endless)) = self.due.remove(key) {
            self.order.remove(&(at, key.clone()));
            self.ending = self.ending.saturating_sub(usize::from(!endless));
        }
    }
}
