//! Everything a stage may ask, in one place. Built by a struct literal, so that a new port stops
//! every place that wires.

use ::ports::{Blobs, Clock, Crm, Entropy, LeadSource, Mailer, Model, Queue, Table};
use domain::secrets::Secrets;
use playbook::Playbook;
use std::sync::{Arc, RwLock};

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
}

/// The playbook in force; replaced as a whole when another version is loaded.
#[derive(Clone)]
pub struct PlaybookInForce(Arc<RwLock<Arc<Playbook>>>);

impl PlaybookInForce {
    /// Starts with one.
    pub fn new(playbook: Playbook) -> Self {
        Self(Arc::new(RwLock::new(Arc::new(playbook))))
    }

    /// The present one. A reader keeps its version to the end of what it does.
    pub fn get(&self) -> Arc<Playbook> {
        self.0
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .clone()
    }

    /// Puts another in force if it is of another version. True: it is.
    pub fn replace(&self, playbook: Playbook) -> bool {
        let is_other = playbook.version != self.get().version;
        if is_other {
            self.set(playbook);
        }
        is_other
    }

    /// Puts another in force.
    pub fn set(&self, playbook: Playbook) {
        *self
            .0
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(playbook);
    }
}
