//! `up`: everything in one process on loopback.
//!
//! Reads all queues; the relay's tick fills them. Writes what the stages write. Must never be here:
//! a decision, a key, a condition; this folder only wires.

mod engine;
mod error;
mod hands;
mod linkedin_settings;
mod mail_settings;
mod mailbox_watch;
mod market_clock;
mod market_mailer;
mod playbook_files;
mod public_address;
mod refresh_tokens;
mod secrets_file;
mod site_files;
mod wiring;

pub use error::UpError;

use adapters_local::{DataFolder, WatchedFolder};
use axum::Router;
use domain::OperatorId;
use onloop_http::{Doors, Hosts, TotalsCache};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Requests that were begun get so long to end once the process is told to stop.
const GRACE: Duration = Duration::from_secs(3);

/// The host that a store without a server answers for.
pub const OFFLINE_HOST: &str = "store";

/// What `up` was asked for.
#[derive(Debug, Clone)]
pub struct UpOptions {
    /// Folder of the playbook; `None`: `./playbook`, or the one to start from.
    pub playbook: Option<PathBuf>,
    /// Folder of all data.
    pub data: PathBuf,
    /// Port on loopback; 0 picks one.
    pub port: u16,
    /// Who answers; `None`: the simulated market until a mailer is configured.
    pub market: Option<MarketChoice>,
    /// Name of the operator.
    pub operator: Option<String>,
    /// `https://…` under which others reach this machine.
    pub public: Option<String>,
}

/// Who answers the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarketChoice {
    /// Invented prospects.
    Simulated,
    /// Nobody but those who are really written to.
    None,
}

/// Serves until it is told to stop.
///
/// # Errors
/// Says what could not be opened, where, and what to do.
pub async fn run(options: UpOptions) -> Result<(), UpError> {
    warnings();
    let running = start(&options).await?;
    let told_to_stop = until_told();
    announce(&format!(
        "listening {}/#token={}",
        running.address, running.sign_in
    ))?;
    for line in running.wired.remarks() {
        eprintln!("{line}");
    }
    if let Some(link) = &running.public_link {
        eprintln!("on your phone {link}\n{}", public_address::picture(link));
    }
    running.serve(told_to_stop).await
}

/// Opens everything, begins to work and listens: all that happens before the line that programs read.
///
/// # Errors
/// As [`run`].
pub async fn start(options: &UpOptions) -> Result<Running, UpError> {
    let operator = operator(options.operator.as_deref())?;
    let folder = DataFolder::open(&options.data)?;
    let wired = wiring::wire(options, &folder).await?;
    if let Some(why) = flow::moving::elsewhere(&*wired.ports.table).await? {
        return Err(UpError::Moved(why));
    }
    let unheard = |error: std::io::Error| UpError::Port {
        port: options.port,
        reason: error.to_string(),
    };
    let listener = TcpListener::bind(("127.0.0.1", options.port))
        .await
        .map_err(unheard)?;
    let port = listener.local_addr().map_err(unheard)?.port();
    let address = format!("http://127.0.0.1:{port}");
    let (engine, waker) = engine::Engine::new(&wired);
    let doors = Doors {
        ports: wired.ports.clone(),
        hosts: Hosts(hosts(port, options.public.as_deref())),
        address: address.clone(),
        market: wired.market_clock(),
        playbook: wired.playbook.clone(),
        wake: waker.clone(),
        totals: Arc::new(TotalsCache::default()),
    };
    let held = wired
        .folder_held
        .lock()
        .ok()
        .and_then(|mut held| held.take());
    if let Some(held) = held {
        playbook_files::begin(&wired.ports, held).await?;
    }
    flow::setup::ensure(&wired.ports).await?;
    let app = onloop_http::router(doors, site_files::files());
    let (stop, stopped) = watch::channel(false);
    let folders = engine::MailFolders {
        inbox: WatchedFolder::open(folder.path().join("inbox"))?,
        sent: WatchedFolder::open(folder.path().join("sent"))?,
    };
    let names: Vec<String> = wired
        .mailboxes
        .iter()
        .map(|mailbox| mailbox.name())
        .collect();
    flow::mail_reading::only(&wired.ports, &names).await?;
    // Each by itself: a provider that is slow keeps no other mailbox waiting.
    let watches = wired
        .mailboxes
        .iter()
        .map(|mailbox| mailbox_watch::MailboxWatch {
            ports: wired.ports.clone(),
            mailbox: mailbox.clone(),
            every: wired.every,
            wake: waker.clone(),
        });
    let reading = watches
        .map(|watch| tokio::spawn(watch.run(stopped.clone())))
        .collect();
    let working = tokio::spawn(engine.run(app.clone(), folders, stopped));
    let bearer = onloop_http::access::bearer(&wired.ports, &operator).await?;
    wiring::write_private(&folder, "api-token", &bearer)?;
    wiring::write_private(&folder, "api-address", &address)?;
    let sign_in = onloop_http::access::sign_in_token(&wired.ports, &operator).await?;
    // One link signs in once: the phone has its own.
    let public_link = match (&options.public, &wired.ports.public_base) {
        (Some(_), Some(base)) => {
            let token = onloop_http::access::sign_in_token(&wired.ports, &operator).await?;
            Some(format!("{base}/#token={token}"))
        }
        _ => None,
    };
    Ok(Running {
        wired,
        folder,
        listener,
        port,
        address,
        app,
        waker,
        stop,
        working,
        reading,
        operator,
        bearer,
        sign_in,
        public_link,
    })
}

/// A stack that works; nobody is answered on its port before [`Running::serve`].
pub struct Running {
    wired: wiring::Wired,
    folder: DataFolder,
    listener: TcpListener,
    port: u16,
    address: String,
    app: Router,
    waker: Arc<dyn Fn() + Send + Sync>,
    stop: watch::Sender<bool>,
    working: JoinHandle<()>,
    reading: Vec<JoinHandle<()>>,
    operator: OperatorId,
    bearer: String,
    sign_in: String,
    public_link: Option<String>,
}

impl Running {
    /// Its ports.
    pub fn ports(&self) -> &flow::Ports {
        &self.wired.ports
    }

    /// Its routes, as they are served on the port.
    pub fn app(&self) -> &Router {
        &self.app
    }

    /// Host and port on which it listens.
    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Who answers for it.
    pub fn operator(&self) -> &OperatorId {
        &self.operator
    }

    /// The bearer of its operator.
    pub fn bearer(&self) -> &str {
        &self.bearer
    }

    /// Tells it that something was committed that it should see soon.
    pub fn wake(&self) {
        (self.waker)();
    }

    /// Answers on the port until `told_to_stop` ends.
    ///
    /// # Errors
    /// As [`run`].
    pub async fn serve(self, told_to_stop: impl Future<Output = ()>) -> Result<(), UpError> {
        let Self {
            wired,
            folder,
            listener,
            port,
            app,
            stop,
            working,
            reading,
            ..
        } = self;
        let (ask, asked) = tokio::sync::oneshot::channel::<()>();
        let asked_to_stop = async {
            let _ = asked.await;
        };
        let mut server = std::pin::pin!(
            axum::serve(listener, app)
                .with_graceful_shutdown(asked_to_stop)
                .into_future()
        );
        let ended_by_itself = tokio::select! {
            served = &mut server => Some(served),
            () = told_to_stop => None,
        };
        let _ = ask.send(());
        let served = match ended_by_itself {
            Some(served) => served,
            // A client that never ends its request must not keep the store open for ever.
            None => tokio::time::timeout(GRACE, server).await.unwrap_or(Ok(())),
        };
        // Whatever listens on this port next must not be sent our bearer.
        let _ = std::fs::remove_file(folder.path().join("api-address"));
        // No letter is cut off: the engine ends what it began, then the store is closed.
        let _ = stop.send(true);
        let _ = working.await;
        for reading in reading {
            let _ = reading.await;
        }
        wired.close().await?;
        drop(folder);
        served.map_err(|error| UpError::Port {
            port,
            reason: error.to_string(),
        })
    }
}

/// Gives a folder the keys of the stack that comes there, if it has none yet.
///
/// # Errors
/// Also that it has other keys.
pub fn adopt_keys(folder: &DataFolder, keys: &str) -> Result<(), UpError> {
    secrets_file::adopt(folder, keys)
}

/// The ports of a data folder on which nothing runs, for commands that need no server.
///
/// # Errors
/// As [`run`]; also when the folder holds no store.
pub async fn offline(data: &std::path::Path) -> Result<Offline, UpError> {
    let folder = DataFolder::open(data)?;
    let options = UpOptions {
        playbook: None,
        data: data.to_path_buf(),
        port: 0,
        market: None,
        operator: None,
        public: None,
    };
    let wired = wiring::wire(&options, &folder).await?;
    Ok(Offline {
        wired,
        operator: operator(None)?,
        _folder: folder,
    })
}

/// A store without a server.
pub struct Offline {
    wired: wiring::Wired,
    operator: OperatorId,
    _folder: DataFolder,
}

impl Offline {
    /// Its ports.
    pub fn ports(&self) -> &flow::Ports {
        &self.wired.ports
    }

    /// The operator's API over it, for a request that carries [`onloop_http::SignedIn`].
    pub fn app(&self) -> Router {
        let doors = Doors {
            ports: self.wired.ports.clone(),
            hosts: Hosts(vec![OFFLINE_HOST.to_owned()]),
            address: String::new(),
            market: None,
            playbook: self.wired.playbook.clone(),
            wake: Arc::new(|| {}),
            totals: Arc::new(TotalsCache::default()),
        };
        onloop_http::router(doors, &[])
    }

    /// Whether the simulated market has worked on it: then it knows nobody but invented people.
    ///
    /// # Errors
    /// What the store said.
    pub async fn knows_the_market(&self) -> Result<bool, UpError> {
        wiring::has_clock(&self.wired.ports).await
    }

    /// Who answers for what the command does.
    pub fn operator(&self) -> &OperatorId {
        &self.operator
    }

    /// Closes the store.
    ///
    /// # Errors
    /// What the store said.
    pub async fn close(self) -> Result<(), UpError> {
        // Its clock stood all the time.
        self.wired.store.close().await.map_err(UpError::Store)
    }
}

/// Warnings go to standard error; `ONLOOP_LOG=info` (or `flow=debug`, …) tells more.
fn warnings() {
    use std::io::IsTerminal;
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("ONLOOP_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    // A second server in one process keeps the first one's.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .try_init();
}

/// The one line that programs read. A reader that went away is no reason to stop serving.
fn announce(line: &str) -> Result<(), UpError> {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
    Ok(())
}

fn operator(given: Option<&str>) -> Result<OperatorId, UpError> {
    let from_login = std::env::var("USER")
        .ok()
        .filter(|name| !name.trim().is_empty());
    let name = given
        .map(str::to_owned)
        .or(from_login)
        .unwrap_or_else(|| "operator".to_owned());
    OperatorId::parse(&name).map_err(|error| UpError::Operator(error.to_string()))
}

/// Loopback under its usual names, the public address, and what the environment adds.
fn hosts(port: u16, public: Option<&str>) -> Vec<String> {
    let mut hosts = vec![
        format!("127.0.0.1:{port}"),
        format!("localhost:{port}"),
        format!("[::1]:{port}"),
    ];
    hosts.extend(public.and_then(public_address::host).map(str::to_owned));
    let more = std::env::var("ONLOOP_HOSTS").unwrap_or_default();
    hosts.extend(
        more.split(',')
            .map(str::trim)
            .filter(|host| !host.is_empty())
            .map(str::to_owned),
    );
    hosts
}

/// Ends when the process is told to stop. Listens from the call on, not from the first poll: a
/// signal right after the line that programs read is one too.
pub(crate) fn until_told() -> impl Future<Output = ()> {
    let listen = |kind| match signal(kind) {
        Ok(signal) => Some(signal),
        Err(error) => {
            tracing::warn!(%error, "a signal can't be listened for");
            None
        }
    };
    let (interrupted, terminated) = (
        listen(SignalKind::interrupt()),
        listen(SignalKind::terminate()),
    );
    async move {
        tokio::select! {
            () = told(interrupted) => {}
            () = told(terminated) => {}
        }
    }
}

async fn told(signal: Option<Signal>) {
    match signal {
        Some(mut signal) => drop(signal.recv().await),
        None => std::future::pending().await,
    }
}
