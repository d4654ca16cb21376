//! The ports of one machine, chosen by options and environment.

use super::linkedin_settings;
use super::mail_settings::{self, MailSettings};
use super::market_clock::SimulatedClock;
use super::market_mailer::MarketMailer;
use super::playbook_files::{self, PlaybookFiles};
use super::{UpError, UpOptions, public_address, secrets_file};
use crate::environment::variable;
use crate::playbook_folder::{self, Checked};
use adapters_local::{
    DataFolder, FolderLeads, OutboxFolder, SqliteStore, SystemClock, SystemEntropy,
};
use connectors::{Anthropic, AnthropicConfig, Composer, DnsMailExchangers};
use flow::{Ports, items};
use jiff::Timestamp;
use onloop_http::MarketClock as ClockDoor;
use ports::{
    Clock, Commit, Expect, Key, MailExchangers, MailReader, Mailer, Model, NoMailExchangers,
};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// Everything that runs.
pub(super) struct Wired {
    pub(super) ports: Ports,
    pub(super) store: SqliteStore,
    pub(super) playbook: Arc<PlaybookFiles>,
    /// What the playbook's folder held; taken once.
    pub(super) folder_held: Mutex<Option<Checked>>,
    pub(super) clock: Option<Arc<SimulatedClock>>,
    pub(super) outbox: OutboxFolder,
    pub(super) letters: Mutex<Option<UnboundedReceiver<Vec<u8>>>>,
    pub(super) stirred: Arc<Notify>,
    /// The mailboxes that replies are read from.
    pub(super) mailboxes: Vec<Arc<dyn MailReader>>,
    /// How often.
    pub(super) every: Duration,
    remarks: Vec<String>,
}

/// In the simulated market nobody is asked: nothing leaves this machine.
fn exchangers(market: bool) -> Arc<dyn MailExchangers> {
    if market {
        return Arc::new(NoMailExchangers);
    }
    match DnsMailExchangers::of_this_machine() {
        Ok(dns) => Arc::new(dns),
        Err(why) => {
            tracing::warn!(%why, "no name server: receiving providers are told by the recipient's domain alone");
            Arc::new(NoMailExchangers)
        }
    }
}

/// Where the simulated clock is kept between runs.
fn clock_key() -> Key {
    Key {
        pk: "stack".to_owned(),
        sk: "clock".to_owned(),
    }
}

/// Opens and wires everything.
pub(super) async fn wire(options: &UpOptions, folder: &DataFolder) -> Result<Wired, UpError> {
    let dir = playbook_files::find(options, folder)?;
    let checked = playbook_folder::check(&dir)?;
    if checked.playbook.is_none() && !folder.store_file().is_file() {
        // Nothing is begun with a broken playbook, and there is no earlier one to go on with.
        return Err(playbook_files::unfit(&dir, &checked));
    }
    let MailSettings {
        smtp,
        mailboxes,
        every,
        market,
    } = mail_settings::read(options.market, folder.path())?;
    let secrets = secrets_file::open(folder)?;
    let stirred = Arc::new(Notify::new());
    let real: Arc<dyn Clock> = Arc::new(SystemClock::new());
    let (store, clock) = if market {
        // The store's own clock is the simulated one; where it stands is read from the store first.
        let start = saved_clock(&SqliteStore::open(&folder.store_file(), real.clone())?).await?;
        let clock = Arc::new(SimulatedClock::new(
            start.unwrap_or_else(|| real.now()),
            stirred.clone(),
        ));
        (
            SqliteStore::open(&folder.store_file(), clock.clone())?,
            Some(clock),
        )
    } else {
        (SqliteStore::open(&folder.store_file(), real.clone())?, None)
    };
    let outbox = OutboxFolder::open(folder.path().join("outbox"))?;
    let (send, letters) = unbounded_channel();
    let mailer: Arc<dyn Mailer> = match (smtp, market) {
        (Some(smtp), _) => smtp,
        (None, true) => Arc::new(MarketMailer::new(outbox.clone(), send)),
        (None, false) => Arc::new(outbox.clone()),
    };
    let model = model()?;
    let messenger = linkedin_settings::read(market)?;
    let public_base = public_address::read(options.public.as_deref(), market)?;
    let mut remarks = vec![format!(
        "data {}   playbook {}",
        folder.path().display(),
        dir.display()
    )];
    remarks.push(format!(
        "mail goes to: {}   drafts by: {}",
        mailer.name(),
        model.name()
    ));
    if messenger.is_real() {
        remarks.push(format!("LinkedIn is written to as: {}", messenger.name()));
    }
    if market {
        remarks.push("the simulated market is on: nothing leaves this machine".to_owned());
    } else if public_base.is_none() && mailer.is_real() {
        remarks
            .push("no public address is given (--public, ONLOOP_PUBLIC_URL): letters carry a mailto opt-out only".to_owned());
    }
    if !mailboxes.is_empty() {
        let names: Vec<String> = mailboxes.iter().map(|mailbox| mailbox.name()).collect();
        remarks.push(format!(
            "replies are read from: {}, every {} s",
            names.join(", "),
            every.as_secs()
        ));
    }
    let in_force = playbook_files::first(&dir, &checked, &store).await?;
    let ports = Ports {
        table: store.table(),
        queue: store.queue(),
        blobs: store.blobs(),
        mailer,
        model,
        crm: Arc::new(ports::NoCrm),
        messenger,
        exchangers: exchangers(market),
        leads: Arc::new(FolderLeads::new(&dir)),
        clock: clock.clone().map_or(real, |clock| clock),
        entropy: Arc::new(SystemEntropy::new()),
        secrets,
        playbook: in_force,
        public_base,
        market,
        lanes: flow::Lanes::default(),
    };
    let playbook = Arc::new(PlaybookFiles::new(dir, &checked.faults));
    Ok(Wired {
        ports,
        store,
        playbook,
        folder_held: Mutex::new(Some(checked)),
        clock,
        outbox,
        letters: Mutex::new(Some(letters)),
        stirred,
        mailboxes,
        every,
        remarks,
    })
}

/// Whether a simulated clock is kept in the store.
pub(super) async fn has_clock(ports: &Ports) -> Result<bool, UpError> {
    let found = ports.table.get(&[clock_key()]).await;
    let found = found.map_err(|error| UpError::Store(error.to_string()))?;
    Ok(found.iter().any(Option::is_some))
}

async fn saved_clock(store: &SqliteStore) -> Result<Option<Timestamp>, UpError> {
    let found = store
        .table()
        .get(&[clock_key()])
        .await
        .map_err(|error| UpError::Store(error.to_string()))?;
    let saved = match found.into_iter().next().flatten() {
        Some(item) => Some(items::decode::<Timestamp>(&item)?),
        None => None,
    };
    // It is opened again at once; on a full disk the log of the last run can't be folded in yet.
    if let Err(error) = store.close().await {
        tracing::warn!(error, "the store was read, but not closed cleanly");
    }
    Ok(saved)
}

/// Drafts by Anthropic's model where a key is given, else by the offline composer.
fn model() -> Result<Arc<dyn Model>, UpError> {
    let Some(api_key) = variable("ANTHROPIC_API_KEY") else {
        return Ok(Arc::new(Composer::new()));
    };
    let mut config = AnthropicConfig::usual(api_key);
    for (name, value) in [
        ("ANTHROPIC_BASE_URL", &mut config.base_url),
        ("ONLOOP_MODEL", &mut config.model),
        ("ANTHROPIC_VERSION", &mut config.version),
    ] {
        if let Some(given) = std::env::var(name).ok().filter(|given| !given.is_empty()) {
            *value = given;
        }
    }
    config.reader = variable("ONLOOP_READER_MODEL");
    let model = Anthropic::new(config).map_err(|reason| UpError::Environment {
        variable: "ANTHROPIC_API_KEY",
        reason,
    })?;
    Ok(Arc::new(model))
}

impl Wired {
    pub(super) fn market_clock(&self) -> Option<Arc<dyn ClockDoor>> {
        let clock: Arc<dyn ClockDoor> = self.clock.clone()?;
        Some(clock)
    }

    pub(super) fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// Keeps the simulated clock, then closes the store.
    pub(super) async fn close(&self) -> Result<(), UpError> {
        if let Some(clock) = &self.clock {
            save_clock(&self.ports, clock.now()).await;
        }
        self.store.close().await.map_err(UpError::Store)
    }
}

/// Keeps where the simulated clock stands. False: it could not be kept.
pub(super) async fn save_clock(ports: &Ports, at: Timestamp) -> bool {
    let commit = Commit {
        attempt: flow::step::attempt(ports),
        actions: vec![items::put(clock_key(), &at, Expect::Any)],
    };
    match ports.table.commit(commit).await {
        Ok(_) => true,
        Err(error) => {
            tracing::warn!(%error, "could not keep the simulated clock");
            false
        }
    }
}

/// Writes a file of the data folder that only its owner can read, whole or not at all.
pub(super) fn write_private(folder: &DataFolder, name: &str, text: &str) -> Result<(), UpError> {
    folder
        .write_private(name, text)
        .map_err(|error| UpError::File {
            what: "write",
            path: folder.path().join(name),
            reason: error.to_string(),
            remedy: "make the data folder writable and see that its disk has space",
        })
}
