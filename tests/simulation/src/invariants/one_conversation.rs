//! Invariant 5: One contact is in at most one live conversation, a company in at most the playbook's limit; the
//! locks say so.

use super::{Invariant, Known, Say, Truth};
use crate::stored::read;
use domain::rows::{CompanyRow, ContactRow};
use flow::items::Head;
use flow::keys;
use std::collections::{BTreeMap, BTreeSet};

/// See the module.
#[derive(Default)]
pub(super) struct OneConversation {
    by_contact: BTreeMap<String, BTreeSet<String>>,
    by_company: BTreeMap<String, BTreeSet<String>>,
}

fn hold(set: &mut BTreeSet<String>, id: String, live: bool) -> usize {
    if live {
        set.insert(id);
    } else {
        set.remove(&id);
    }
    set.len()
}

impl Invariant for OneConversation {
    fn number(&self) -> u8 {
        5
    }

    fn written(&mut self, truth: &Truth<'_>, known: &Known, head: &Head, say: &mut Say) {
        let state = &head.state;
        let id = state.id.to_string();
        let contact = self
            .by_contact
            .entry(state.contact.to_string())
            .or_default();
        let live = hold(contact, id.clone(), state.holds_contact());
        say.is(live <= 1, || {
            format!("one person is in {live} live conversations")
        });
        if state.holds_contact() {
            let row = read::<ContactRow>(truth.table, keys::contact(&state.contact));
            let holder = row.and_then(|row| row.holder).map(|(holder, _)| holder);
            say.is(holder.as_ref() == Some(&state.id), || {
                format!("it is live, and the person's lock is held by {holder:?}")
            });
        }
        let Some(company) = &state.company else {
            return;
        };
        if state.holds_company() {
            let row = read::<CompanyRow>(truth.table, keys::company(company));
            say.is(row.is_some_and(|row| row.live.contains(&state.id)), || {
                "it is live, and its company's row does not count it".to_owned()
            });
        }
        // An operator may take over what was closed, whatever the company's limit says.
        let counts = state.holds_company() && !known.reopened;
        let set = self.by_company.entry(company.to_string()).or_default();
        let live = hold(set, id, counts);
        let limit = truth.playbook.house.limits.live_conversations_per_company;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        say.is(live <= limit, || {
            format!("one company is in {live} live conversations, its limit is {limit}")
        });
    }
}
