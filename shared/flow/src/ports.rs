//! Everything a stage may ask, in one place. Built by a struct literal, so that a new port stops
//! every place that wires.

use crate::Lanes;
use crate::versions::InForce;
use ::ports::{
    Blobs, Clock, Crm, Entropy, LeadSource, MailExchangers, Mailer, Messenger, Model, Queue, Table,
};
use domain::conversation::Conversation;
use domain::secrets::Secrets;
use jiff::Timestamp;
use playbook::Playbook;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

/// The ports and the configuration of one stack.
#[derive(Clone)]
pub struct Ports {
    /// The truth.
    pub table: Arc<dyn Table>,
    /// What should be done soon.
    pub queue: Arc<dyn Queue>,
    /// Bodies.
    pub blobs: Arc<dyn Blobs>,
    /// The door out.
    pub mailer: Arc<dyn Mailer>,
    /// The door to LinkedIn.
    pub messenger: Arc<dyn Messenger>,
    /// Know who takes mail for a domain.
    pub exchangers: Arc<dyn MailExchangers>,
    /// Writes drafts.
    pub model: Arc<dyn Model>,
    /// Knows the customers.
    pub crm: Arc<dyn Crm>,
    /// Reads lists.
    pub leads: Arc<dyn LeadSource>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Random bytes for ids.
    pub entropy: Arc<dyn Entropy>,
    /// The keys of this stack.
    pub secrets: Secrets,
    /// The playbook in force.
    pub playbook: PlaybookInForce,
    /// `https://…` under which the public entries are reached, without a slash at the end; nothing
    /// where there is none: letters then carry a mailto opt-out only.
    pub public_base: Option<String>,
    /// The simulated market answers. A mailer that really sends is refused while it is on.
    pub market: bool,
    /// Keep the work of this process out of its own way.
    pub lanes: Lanes,
}

/// What stands for the address of the public entries in letters of a simulated market. Nobody reaches it
/// (RFC 2606 section 2).
pub const INVENTED_BASE: &str = "https://market.invalid";

impl Ports {
    /// Where the public entries are reached by others, if they are.
    pub fn reached_at(&self) -> Option<&str> {
        let base = self.public_base.as_deref();
        base.filter(|base| *base != INVENTED_BASE)
    }
}

/// Versions that are not in force and are kept in memory.
const HELD: usize = 4;

/// The playbook in force; replaced as a whole when another version is.
#[derive(Clone)]
pub struct PlaybookInForce {
    in_force: Arc<RwLock<InForce>>,
    /// Versions that were asked for beside it, the last one last.
    held: Arc<RwLock<Vec<Arc<Playbook>>>>,
}

impl PlaybookInForce {
    /// Starts with one.
    pub fn new(playbook: Playbook) -> Self {
        Self::of(InForce {
            playbook: Arc::new(playbook),
            since: Timestamp::UNIX_EPOCH,
            stays: Vec::new(),
        })
    }

    /// Starts with what is in force by the table.
    pub fn of(in_force: InForce) -> Self {
        Self {
            in_force: Arc::new(RwLock::new(in_force)),
            held: Arc::default(),
        }
    }

    /// The present one, or one that was [`Self::hold`]ed, by its version.
    pub(crate) fn held(&self, version: &str) -> Option<Arc<Playbook>> {
        let present = self.get();
        if present.version == version {
            return Some(present);
        }
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        held.iter().find(|held| held.version == version).cloned()
    }

    /// Keeps a version that is not in force at hand.
    pub(crate) fn hold(&self, playbook: Arc<Playbook>) {
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        held.retain(|known| known.version != playbook.version);
        held.push(playbook);
        let surplus = held.len().saturating_sub(HELD);
        held.drain(..surplus);
    }

    fn read(&self) -> RwLockReadGuard<'_, InForce> {
        self.in_force.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The present one. A reader keeps its version to the end of what it does.
    pub fn get(&self) -> Arc<Playbook> {
        self.read().playbook.clone()
    }

    /// Since when it is in force; nothing for the first one, which was there before anything was pushed.
    pub fn since(&self) -> Option<Timestamp> {
        let since = self.read().since;
        (since > Timestamp::UNIX_EPOCH).then_some(since)
    }

    /// The one that a conversation's drafts are written by: the present one, or the one it stays with.
    /// Rules about what may leave are always those of [`Self::get`].
    pub fn of_conversation(&self, state: &Conversation) -> Arc<Playbook> {
        let in_force = self.read();
        // Of very many verdicts the head keeps the last ones: the first of these is late enough.
        let accepted = state.verdicts.first().map(|verdict| verdict.at);
        let stays = accepted.and_then(|accepted| {
            let mut stays = in_force.stays.iter();
            stays.find(|(pushed, _)| accepted < *pushed)
        });
        stays.map_or_else(
            || in_force.playbook.clone(),
            |(_, playbook)| playbook.clone(),
        )
    }

    /// Whether it is this version, with conversations left behind at these times.
    pub(crate) fn is(&self, version: &str, stays: impl Iterator<Item = Timestamp>) -> bool {
        let in_force = self.read();
        in_force.playbook.version == version && in_force.stays.iter().map(|(at, _)| *at).eq(stays)
    }

    /// Puts what the table says in force.
    pub(crate) fn adopt(&self, in_force: InForce) {
        *self
            .in_force
            .write()
            .unwrap_or_else(PoisonError::into_inner) = in_force;
    }

    /// Puts another in force, in this process alone.
    pub fn set(&self, playbook: Playbook) {
        self.adopt(InForce {
            playbook: Arc::new(playbook),
            since: Timestamp::UNIX_EPOCH,
            stays: Vec::new(),
        });
    }
}
