//! The world's own record of what left and what people said. No checker asks the system about itself
//! where this can tell. Everything is kept by what happened before what, not by clocks.

use crate::scene::hostile;
use domain::{CompanyId, InboundId};
use jiff::Timestamp;
use ports::Envelope;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A letter that left.
#[derive(Debug, Clone)]
pub(crate) struct Left {
    /// When.
    pub(crate) at: Timestamp,
    /// With what envelope.
    pub(crate) envelope: Envelope,
    /// The bytes.
    pub(crate) letter: Vec<u8>,
}

#[derive(Default)]
struct State {
    letters: Vec<Arc<Left>>,
    per_claim: BTreeMap<String, u32>,
    in_hands: BTreeSet<String>,
    lies: BTreeSet<String>,
    stopped: BTreeSet<String>,
    asked: Vec<(String, InboundId)>,
    stopped_domains: BTreeSet<String>,
    stopped_companies: BTreeSet<CompanyId>,
    replies: BTreeMap<String, u64>,
    accepted: Vec<InboundId>,
    reported_lies: Vec<(String, InboundId)>,
    instructed: u64,
    misled: Option<String>,
}

/// Shared by the provider, the prospects and the checkers.
#[derive(Clone, Default)]
pub(crate) struct Outside(Arc<Mutex<State>>);

/// A provider is busy with a hand-over until this is dropped.
pub(crate) struct InHands(Outside, String);

impl Drop for InHands {
    fn drop(&mut self) {
        self.0.state().in_hands.remove(&self.1);
    }
}

/// The person behind an address: spelling, tag and second address do not matter.
pub(crate) fn person_of(address: &str) -> String {
    let lower = address.to_lowercase();
    lower.strip_prefix("alt.").unwrap_or(&lower).to_owned()
}

impl Outside {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A letter leaves.
    pub(crate) fn leave(&self, envelope: &Envelope, letter: &[u8], at: Timestamp) {
        let mut state = self.state();
        let count = state.per_claim.entry(envelope.claim.clone()).or_default();
        *count = count.saturating_add(1);
        state.letters.push(Arc::new(Left {
            at,
            envelope: envelope.clone(),
            letter: letter.to_vec(),
        }));
    }

    /// Whether a hand-over left.
    pub(crate) fn left(&self, claim: &str) -> bool {
        self.state().per_claim.contains_key(claim)
    }

    /// Letters from a position on.
    pub(crate) fn since(&self, position: usize) -> Vec<Arc<Left>> {
        self.state()
            .letters
            .get(position..)
            .unwrap_or_default()
            .to_vec()
    }

    /// How many left.
    pub(crate) fn count(&self) -> usize {
        self.state().letters.len()
    }

    /// One that left, by its position.
    pub(crate) fn letter(&self, position: usize) -> Option<Arc<Left>> {
        self.state().letters.get(position).cloned()
    }

    /// The provider begins with a hand-over.
    pub(crate) fn take_in_hands(&self, claim: &str) -> InHands {
        self.state().in_hands.insert(claim.to_owned());
        InHands(self.clone(), claim.to_owned())
    }

    /// The provider is still busy with it.
    pub(crate) fn in_hands(&self, claim: &str) -> bool {
        self.state().in_hands.contains(claim)
    }

    /// The provider says "not sent" of what it sends.
    pub(crate) fn lie_about(&self, claim: &str) {
        self.state().lies.insert(claim.to_owned());
    }

    /// It did.
    pub(crate) fn lied_about(&self, claim: &str) -> bool {
        self.state().lies.contains(claim)
    }

    /// A report that shows the lie was accepted.
    pub(crate) fn lie_reported(&self, claim: &str, report: &InboundId) {
        let entry = (claim.to_owned(), report.clone());
        self.state().reported_lies.push(entry);
    }

    /// Hand-overs of which a report showed that the provider lied, and the report.
    pub(crate) fn reported_lies(&self, from: usize) -> Vec<(String, InboundId)> {
        self.state()
            .reported_lies
            .get(from..)
            .unwrap_or_default()
            .to_vec()
    }

    /// Nobody may write to a person from now on.
    pub(crate) fn stop(&self, address: &str) {
        self.state().stopped.insert(person_of(address));
    }

    /// A message that says that nobody may write to a person: it stops them once it is read; until then
    /// it holds their letters as any unread one does.
    pub(crate) fn stop_when_read(&self, address: &str, message: &InboundId) {
        let entry = (address.to_owned(), message.clone());
        self.state().asked.push(entry);
    }

    /// Stops those whose messages were read.
    pub(crate) fn stop_read(&self, is_read: impl Fn(&InboundId) -> bool) {
        let asked = std::mem::take(&mut self.state().asked);
        let (read, unread): (Vec<_>, Vec<_>) = asked.into_iter().partition(|(_, id)| is_read(id));
        self.state().asked.extend(unread);
        for (address, _) in read {
            self.stop(&address);
        }
    }

    /// Nobody may write to a domain, or below it, from now on.
    pub(crate) fn stop_domain(&self, domain: &str) {
        self.state().stopped_domains.insert(domain.to_lowercase());
    }

    /// Nobody may write to a company from now on.
    pub(crate) fn stop_company(&self, company: &CompanyId) {
        self.state().stopped_companies.insert(company.clone());
    }

    /// Why nobody may write there, if so.
    pub(crate) fn stopped(&self, address: &str, company: Option<&CompanyId>) -> Option<String> {
        let state = self.state();
        if state.stopped.contains(&person_of(address)) {
            return Some("they had opted out, bounced or been stopped".to_owned());
        }
        let domain = address
            .rsplit('@')
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let mut rest = Some(domain.as_str());
        while let Some(at) = rest {
            if state.stopped_domains.contains(at) {
                return Some(format!("the domain {at} was stopped"));
            }
            rest = at.split_once('.').map(|(_, above)| above);
        }
        company
            .filter(|company| state.stopped_companies.contains(*company))
            .map(|company| format!("the company {company} was stopped"))
    }

    /// A human reply of a conversation was accepted.
    pub(crate) fn reply(&self, conversation: &str) {
        let mut state = self.state();
        let count = state.replies.entry(conversation.to_owned()).or_default();
        *count = count.saturating_add(1);
    }

    /// Human replies of a conversation so far.
    pub(crate) fn replies(&self, conversation: &str) -> u64 {
        self.state()
            .replies
            .get(conversation)
            .copied()
            .unwrap_or_default()
    }

    /// We said that we have a message.
    pub(crate) fn accepted(&self, id: &InboundId) {
        self.state().accepted.push(id.clone());
    }

    /// Accepted messages from a position on.
    pub(crate) fn accepted_since(&self, position: usize) -> Vec<InboundId> {
        self.state()
            .accepted
            .get(position..)
            .unwrap_or_default()
            .to_vec()
    }

    /// A model was given instructions.
    pub(crate) fn instructed(&self, instructions: &[String]) {
        let mut state = self.state();
        state.instructed = state.instructed.saturating_add(1);
        if let Some(text) = instructions
            .iter()
            .find(|text| text.contains(hostile::MARK))
        {
            state.misled = Some(text.chars().take(80).collect());
        }
    }

    /// How often a model was instructed since this was asked, and by what outside text, if by any.
    pub(crate) fn take_instructed(&self) -> (u64, Option<String>) {
        let mut state = self.state();
        (std::mem::take(&mut state.instructed), state.misled.take())
    }
}
