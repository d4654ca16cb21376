//! What halted when, as the operators were told.

use flow::halts::{Halted, Scope};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a scope takes in an agent's letters from a mailbox.
pub(crate) fn covers(scope: &Scope, agent: &str, mailbox: &str) -> bool {
    match scope {
        Scope::Fleet => true,
        Scope::Agent(name) => name.as_str() == agent,
        Scope::Mailbox(address) => address.eq_ignore_ascii_case(mailbox),
    }
}

/// A halt or a resume that was asked for and not answered yet, or was.
#[derive(Debug, Clone)]
pub(crate) struct Halting {
    /// Counts them.
    pub(crate) ticket: u64,
    /// What.
    pub(crate) scope: Scope,
    /// The answer to a halt, until its end is asked for.
    pub(crate) answer: Option<Halted>,
}

/// All halts that are on or on their way.
#[derive(Debug, Clone, Default)]
pub(crate) struct Halts {
    /// In the order they were asked for.
    pub(crate) all: Vec<Halting>,
    /// Mailboxes whose resume was asked for and has no answer yet: whether it is on is not known.
    pub(crate) resuming: BTreeSet<String>,
    /// How often each mailbox was resumed.
    pub(crate) resumed: BTreeMap<String, u64>,
    count: u64,
}

impl Halts {
    /// Somebody asks for a halt.
    pub(crate) fn ask(&mut self, scope: &Scope) -> u64 {
        self.count = self.count.saturating_add(1);
        self.all.push(Halting {
            ticket: self.count,
            scope: scope.clone(),
            answer: None,
        });
        self.count
    }

    /// It is answered: from here on nothing is claimed in its scope.
    pub(crate) fn answered(&mut self, ticket: u64, halted: Halted) {
        if let Some(halting) = self.all.iter_mut().find(|one| one.ticket == ticket) {
            halting.answer = Some(halted);
        }
    }

    /// It got no answer: whether it is on is not known.
    pub(crate) fn failed(&mut self, ticket: u64) {
        self.all.retain(|one| one.ticket != ticket);
    }

    /// Somebody asks for its end: from here on claims are allowed again.
    pub(crate) fn end(&mut self, scope: &Scope) {
        self.all.retain(|one| one.scope != *scope);
        if let Scope::Mailbox(address) = scope {
            self.resuming.insert(address.clone());
        }
    }

    /// Its end was answered.
    pub(crate) fn ended(&mut self, scope: &Scope) {
        if let Scope::Mailbox(address) = scope {
            self.resuming.remove(address);
            let count = self.resumed.entry(address.clone()).or_default();
            *count = count.saturating_add(1);
        }
    }
}
