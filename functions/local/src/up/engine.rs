//! What runs without being asked: relay, workers, the watched folder, and the simulated market.
//!
//! One loop: deliver what is due, work until nothing is left, then let time pass.

use super::hands;
use super::market_clock::SimulatedClock;
use super::wiring::{self, Wired};
use adapters_local::WatchedFolder;
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, header};
use domain::ClaimId;
use flow::{Ports, StepError, by_hand, inbound, relay};
use jiff::Timestamp;
use market::{Happening, MarketConfig, What};
use ports::Clock;
use std::collections::BTreeMap;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;
use tower::ServiceExt;

/// The clock of the market moves at least so often.
const MARKET_TICK: Duration = Duration::from_millis(50);
/// Without a market, due rows are looked for so often.
const REAL_TICK: Duration = Duration::from_millis(500);
/// The watched folder is looked at so often.
const INBOX: Duration = Duration::from_secs(1);
/// The simulated clock is kept so often, and before it passes what was kept.
const SAVE: Duration = Duration::from_secs(1);
/// At a restart, reactions of so long ago are given once more; copies are told by their ids.
const AGAIN: jiff::SignedDuration = jiff::SignedDuration::from_hours(72);

/// The loop and all it needs.
pub(super) struct Engine {
    ports: Ports,
    stirred: Arc<Notify>,
    market: Option<Market>,
}

/// With it the first list of the starter playbook holds what one should have seen: people who agree or ask at
/// once, one who says not now, one who asks to be left alone, one whose answer is anything.
const MARKET_SEED: u64 = 104;

struct Market {
    clock: Arc<SimulatedClock>,
    config: MarketConfig,
    letters: UnboundedReceiver<Vec<u8>>,
    /// Still reading what left before this start. Until it is done time stands.
    past: Option<JoinHandle<Vec<Happening>>>,
    /// Tells the reading of the past that it is wanted.
    _lives: Arc<()>,
    /// What will happen, in order. The number keeps two things of one instant apart.
    coming: BTreeMap<(Timestamp, u64), What>,
    count: u64,
    saved: Instant,
    /// Where a restart would go on.
    kept: Option<Timestamp>,
}

impl Engine {
    /// The engine, and what wakes it.
    pub(super) fn new(wired: &Wired) -> (Self, Arc<dyn Fn() + Send + Sync>) {
        let letters = wired
            .letters
            .lock()
            .ok()
            .and_then(|mut letters| letters.take());
        let market = match (wired.clock.clone(), letters) {
            (Some(clock), Some(letters)) => {
                let config = MarketConfig {
                    seed: MARKET_SEED,
                    ..MarketConfig::default()
                };
                let lives = Arc::new(());
                let wanted = Arc::downgrade(&lives);
                Some(Market {
                    past: Some(remember(wired, &config, clock.now(), wanted)),
                    _lives: lives,
                    clock,
                    config,
                    letters,
                    coming: BTreeMap::new(),
                    count: 0,
                    saved: Instant::now(),
                    kept: None,
                })
            }
            _ => None,
        };
        let stirred = wired.stirred.clone();
        let waker = stirred.clone();
        (
            Self {
                ports: wired.ports.clone(),
                stirred,
                market,
            },
            Arc::new(move || waker.notify_one()),
        )
    }

    /// Runs until told to stop, then ends what was begun.
    pub(super) async fn run(
        mut self,
        app: Router,
        folders: MailFolders,
        mut stopped: watch::Receiver<bool>,
    ) {
        let mut looked = Instant::now();
        loop {
            if *stopped.borrow() {
                return;
            }
            if let Err(error) = hands::work(&self.ports, &self.stirred, &stopped).await {
                tracing::warn!(%error, "a round of work ended early; it goes on with the next one");
            }
            if looked.elapsed() >= INBOX {
                looked = Instant::now();
                look_into(&self.ports, &folders).await;
            }
            let again = match &mut self.market {
                Some(market) => market.round(&self.ports, &app).await,
                None => false,
            };
            if again {
                continue;
            }
            let pause = if self.market.is_some() {
                MARKET_TICK
            } else {
                REAL_TICK
            };
            tokio::select! {
                () = self.stirred.notified() => {}
                () = tokio::time::sleep(pause) => {}
                _ = stopped.changed() => return,
            }
        }
    }
}

/// Folders into which mail is dropped.
pub(super) struct MailFolders {
    /// What came in.
    pub(super) inbox: WatchedFolder,
    /// Copies from the Sent folders of the mailboxes: who wrote by hand is not written over.
    pub(super) sent: WatchedFolder,
}

async fn look_into(ports: &Ports, folders: &MailFolders) {
    for (folder, sent) in [(&folders.inbox, false), (&folders.sent, true)] {
        let mails = match folder.poll(20).await {
            Ok(mails) => mails,
            Err(error) => {
                tracing::warn!(%error, "a mail folder can't be read");
                continue;
            }
        };
        for (name, raw) in mails {
            let taken = if sent {
                by_hand::accept_sent(ports, &raw).await.map(|_| ())
            } else {
                inbound::accept(ports, raw).await.map(|_| ())
            };
            let moved = match taken {
                Ok(()) => folder.done(&name).await,
                Err(StepError::Invalid(why)) => folder.failed(&name, &why).await,
                Err(error) => {
                    tracing::warn!(%error, "a dropped mail was not taken; it is tried again");
                    Ok(())
                }
            };
            if let Err(error) = moved {
                tracing::warn!(%error, "a dropped mail can't be moved");
            }
        }
    }
}

impl Market {
    fn expect(&mut self, happening: Happening) {
        self.count = self.count.saturating_add(1);
        self.coming
            .insert((happening.at, self.count), happening.what);
    }

    /// Knows what comes of the letters that left before this start. False: it is still being read.
    async fn remembers(&mut self) -> bool {
        let Some(past) = &mut self.past else {
            return true;
        };
        if !past.is_finished() {
            return false;
        }
        match past.await {
            Ok(past) => past
                .into_iter()
                .for_each(|happening| self.expect(happening)),
            Err(error) => {
                tracing::error!(%error, "the letters of before could not be read: nobody answers them");
            }
        }
        self.past = None;
        true
    }

    /// Takes in what left, lets happen what is due, and moves the clock. True: there is work again.
    async fn round(&mut self, ports: &Ports, app: &Router) -> bool {
        if !self.remembers().await {
            return false;
        }
        while let Ok(letter) = self.letters.try_recv() {
            for happening in reactions(&self.config, &letter, self.clock.now()) {
                self.expect(happening);
            }
        }
        let now = self.clock.now();
        let mut happened = false;
        while let Some(entry) = self
            .coming
            .first_entry()
            .filter(|entry| entry.key().0 <= now)
        {
            let (key, what) = entry.remove_entry();
            happened = true;
            if let Err(what) = happen(ports, app, what).await {
                // The store is busy or full: the prospect tries again.
                self.coming.insert(key, what);
                happened = false;
                break;
            }
        }
        if happened {
            return true;
        }
        let due = relay::next_due(ports, now).await.ok().flatten();
        let coming = self.coming.keys().next().map(|(at, _)| *at);
        let next = match (due, coming) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let (to, keep) = self.clock.plan(next);
        let kept = self.kept.unwrap_or(Timestamp::MIN);
        if to > kept || (keep != kept && self.saved.elapsed() >= SAVE) {
            if !wiring::save_clock(ports, keep).await {
                // Better a clock that stands than one that a restart turns back.
                return false;
            }
            self.saved = Instant::now();
            self.kept = Some(keep);
        }
        self.clock.advance(next, self.kept.unwrap_or(keep))
    }
}

/// What comes of a letter; `now` counts where its own date can't be read.
fn reactions(config: &MarketConfig, letter: &[u8], now: Timestamp) -> Vec<Happening> {
    let sent_at = market::sent_at(letter).unwrap_or(now);
    market::react(config, letter, sent_at)
}

/// Reads what left before this start, beside everything else: thousands of letters take seconds. Ends
/// early once nobody wants it any more.
fn remember(
    wired: &Wired,
    config: &MarketConfig,
    now: Timestamp,
    wanted: Weak<()>,
) -> JoinHandle<Vec<Happening>> {
    let (outbox, config) = (wired.outbox.clone(), config.clone());
    let stirred = wired.stirred.clone();
    let earlier = |at: Timestamp, by| at.checked_sub(by).unwrap_or(Timestamp::UNIX_EPOCH);
    let since = earlier(now, AGAIN);
    // Claims sort by time. Of what is older than this nothing comes any more.
    let first = ClaimId::mint(earlier(since, market::LONGEST_WAIT), [0; 16]);
    // Before anything leaves: what leaves from now on is told by the mailer.
    let claims = outbox.list(Some(first.as_str())).unwrap_or_default();
    tokio::task::spawn_blocking(move || {
        let past = (claims.iter())
            .take_while(|_| wanted.strong_count() > 0)
            .filter_map(|claim| outbox.read(claim).ok().flatten())
            .flat_map(|letter| reactions(&config, &letter, now))
            .filter(|happening| happening.at >= since)
            .collect();
        stirred.notify_one();
        past
    })
}

/// The market speaks through the same doors as real mail.
async fn happen(ports: &Ports, app: &Router, what: What) -> Result<(), What> {
    match what {
        What::Mail { raw, envelope_to } => match inbound::accept(ports, raw.clone()).await {
            Ok(_) => Ok(()),
            Err(error) => {
                tracing::warn!(%error, "a simulated mail was not taken");
                Err(What::Mail { raw, envelope_to })
            }
        },
        What::OneClick { url } => {
            let form = Body::from("List-Unsubscribe=One-Click");
            if knock(app, Method::POST, &url, form).await {
                Ok(())
            } else {
                Err(What::OneClick { url })
            }
        }
        What::Scan { url } => {
            knock(app, Method::GET, &url, Body::empty()).await;
            Ok(())
        }
    }
}

/// A request to the public door. False: try again later.
async fn knock(app: &Router, method: Method, url: &str, body: Body) -> bool {
    let path = url
        .split_once("://")
        .and_then(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..)));
    let Some(path) = path else { return true };
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(body);
    let Ok(request) = request else { return true };
    match app.clone().oneshot(request).await {
        Ok(response) => !response.status().is_server_error(),
        Err(never) => match never {},
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    /// Whoever starts for the first time shall see an interested answer within minutes, on whatever day.
    #[test]
    fn on_the_first_list_of_the_starter_playbook_somebody_is_interested_at_once() {
        let config = MarketConfig {
            seed: MARKET_SEED,
            ..MarketConfig::default()
        };
        let leads = include_str!("../../starter-playbook/leads.csv");
        let begin: Timestamp = "2026-11-02T09:00:00Z".parse().unwrap();
        for day in 0..365 {
            let at = begin
                .checked_add(SignedDuration::from_hours(24 * day))
                .unwrap();
            let first_list = leads.lines().skip(1).take(16);
            let meant: Vec<&str> = first_list
                .map(|line| line.split(',').nth(4).unwrap())
                .flat_map(|to| {
                    let letter = format!(
                        "Message-ID: <{day}.{to}>\r\nFrom: mara@dockwell.example\r\nTo: {to}\r\nSubject: trucks\r\n\r\nHello\r\n"
                    );
                    market::react(&config, letter.as_bytes(), at)
                })
                .filter(|happening| happening.at.duration_since(at) < SignedDuration::from_hours(14 * 24))
                .filter_map(|happening| happening.intended)
                .collect();
            let interested = |intent: &&&str| ["positive", "info_request"].contains(*intent);
            assert!(
                meant.iter().any(|intent| interested(&intent)),
                "day {day}: {meant:?}"
            );
            assert!(
                !meant.contains(&"bounce"),
                "a first list halts no mailbox: {meant:?}"
            );
        }
    }
}
