//! The ports wired in memory, and time that moves event by event.

use crate::look::OpenedCard;
use crate::{
    ScriptedCrm, ScriptedExchangers, ScriptedLeads, ScriptedMailer, ScriptedMessenger,
    ScriptedModel, WatchedTable,
};
use adapters_local::{ManualClock, MemoryBlobs, MemoryQueue, MemoryTable, SeededEntropy};
use domain::secrets::Secrets;
use flow::{PlaybookInForce, Ports, StepError, relay, setup, worker};
use jiff::{SignedDuration, Timestamp};
use playbook::Playbook;
use ports::{Clock, Delivery, PageRequest, QueueName, Table};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

/// Messages of one queue that are taken at once.
const AT_ONCE: usize = 10;
/// More rounds than this at one instant are a loop that never ends.
const ROUNDS: usize = 10_000;
/// While something waits in a queue that shows no time, the clock moves in such steps.
const SOON: SignedDuration = SignedDuration::from_secs(5);
/// While a due row is leased, the clock moves in such steps.
const LEASED: SignedDuration = SignedDuration::from_mins(1);

type Worker = Pin<Box<dyn Future<Output = Result<(), StepError>>>>;

/// A stack in memory and the world around it.
pub struct World {
    /// As the flow gets them. A test may put a faulty port in place of one.
    pub ports: Ports,
    /// Moves by hand.
    pub clock: ManualClock,
    /// The table, and what it is told.
    pub table: Arc<WatchedTable>,
    /// Records what leaves.
    pub mailer: Arc<ScriptedMailer>,
    /// Records what leaves on LinkedIn.
    pub messenger: Arc<ScriptedMessenger>,
    /// Writes drafts.
    pub model: Arc<ScriptedModel>,
    /// Knows the customers.
    pub crm: Arc<ScriptedCrm>,
    /// Know who takes mail for a domain.
    pub exchangers: Arc<ScriptedExchangers>,
    /// Lists of leads.
    pub leads: Arc<ScriptedLeads>,
    /// Every card that was ever on the queue, in the order they came.
    pub cards_so_far: Vec<OpenedCard>,
    /// Tasks that failed, with their reason; the queue tries them again.
    pub failures: Vec<String>,
    /// Workers that wait for a hand-over to end.
    busy: Vec<Worker>,
    pub(crate) verdicts: u32,
}

/// A time as it is told: `2026-09-07 08:12+02:00`.
#[track_caller]
pub fn at(text: &str) -> Timestamp {
    text.parse()
        .unwrap_or_else(|error| panic!("{text:?} is no time with its offset: {error}"))
}

impl World {
    /// Starts a stack at a time. Agents look for leads at once.
    pub async fn start(now: &str, playbook: Playbook) -> Self {
        Self::with_seed(now, playbook, 1).await
    }

    /// Starts a stack whose ids come from a seed.
    pub async fn with_seed(now: &str, playbook: Playbook, seed: u64) -> Self {
        let clock = ManualClock::new(at(now));
        let table = Arc::new(MemoryTable::new(clock.shared()));
        Self::on(table, clock, playbook, seed).await
    }

    /// Starts a stack on a table that goes by this clock.
    pub async fn on(
        table: Arc<dyn Table>,
        clock: ManualClock,
        playbook: Playbook,
        seed: u64,
    ) -> Self {
        let table = Arc::new(WatchedTable::new(table));
        let mailer = Arc::new(ScriptedMailer::new(clock.shared()));
        let messenger = Arc::new(ScriptedMessenger::new(clock.shared()));
        let model = Arc::new(ScriptedModel::new());
        let crm = Arc::new(ScriptedCrm::default());
        let exchangers = Arc::new(ScriptedExchangers::default());
        let leads = Arc::new(ScriptedLeads::new());
        let ports = Ports {
            table: table.clone(),
            queue: Arc::new(MemoryQueue::new(clock.shared())),
            blobs: Arc::new(MemoryBlobs::new()),
            mailer: mailer.clone(),
            messenger: messenger.clone(),
            model: model.clone(),
            crm: crm.clone(),
            exchangers: exchangers.clone(),
            leads: leads.clone(),
            clock: clock.shared(),
            entropy: Arc::new(SeededEntropy::new(seed)),
            secrets: Secrets {
                identity: [1; 32],
                links: [2; 32],
                replies: [3; 32],
                draws: [4; 32],
            },
            playbook: PlaybookInForce::new(playbook),
            public_base: Some("https://go.quayline.example".to_owned()),
            market: false,
            lanes: flow::Lanes::default(),
        };
        setup::ensure(&ports).await.unwrap();
        Self {
            ports,
            clock,
            table,
            mailer,
            messenger,
            model,
            crm,
            exchangers,
            leads,
            cards_so_far: Vec::new(),
            failures: Vec::new(),
            busy: Vec::new(),
            verdicts: 0,
        }
    }

    /// What time it is.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Lets time pass up to an instant; whatever is due on the way happens at its own time.
    pub async fn run_until(&mut self, to: &str) {
        let to = at(to);
        assert!(
            to >= self.now(),
            "time does not go back: it is {} already",
            self.now()
        );
        loop {
            self.work().await;
            let now = self.now();
            if now >= to {
                return;
            }
            let mut next = relay::next_due(&self.ports, now)
                .await
                .unwrap()
                .map_or(to, |due| due.min(to));
            if self.hidden().await > 0 {
                next = next.min(now.saturating_add(SOON).unwrap_or(to));
            }
            if self.leased().await {
                next = next.min(now.saturating_add(LEASED).unwrap_or(to));
            }
            self.clock.set(next);
        }
    }

    /// Moves the clock while nobody works.
    pub fn idle_until(&self, to: &str) {
        assert!(
            at(to) >= self.now(),
            "time does not go back: it is {} already",
            self.now()
        );
        self.clock.set(at(to));
    }

    /// Delivers and works until nothing is left at this instant.
    pub async fn work(&mut self) {
        self.work_on(&QueueName::ALL).await;
    }

    /// Delivers, and works on some of the queues only: the others are slow.
    pub async fn work_on(&mut self, queues: &[QueueName]) {
        for _ in 0..ROUNDS {
            let mut more = self.go_on();
            more |= relay::tick(&self.ports).await.unwrap().delivered > 0;
            for queue in queues {
                for delivery in self
                    .ports
                    .queue
                    .receive(*queue, AT_ONCE, worker::VISIBILITY_MS)
                    .await
                    .unwrap()
                {
                    more = true;
                    self.begin(*queue, delivery);
                }
            }
            self.look_at_cards().await;
            if !more {
                return;
            }
        }
        panic!("work at {} never ends", self.now());
    }

    /// Puts a task into its queue once more, as a queue may do at any time.
    pub async fn deliver_again(&self, body: &str, queue: QueueName) {
        let message = ports::Outgoing {
            body: body.to_owned(),
            delay_ms: 0,
        };
        self.ports.queue.send(queue, vec![message]).await.unwrap();
    }

    /// A worker takes a message and goes on until it waits for the provider.
    fn begin(&mut self, queue: QueueName, delivery: Delivery) {
        let ports = self.ports.clone();
        self.busy.push(Box::pin(async move {
            worker::handle(&ports, queue, &delivery).await
        }));
        self.go_on();
    }

    /// Lets every busy worker go on; tells if one ended. Polled by hand, so that a held hand-over
    /// stops its worker and nobody else, in the same order in every run.
    fn go_on(&mut self) -> bool {
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        let before = self.busy.len();
        let (clock, failures) = (&self.clock, &mut self.failures);
        self.busy
            .retain_mut(|worker| match worker.as_mut().poll(&mut context) {
                Poll::Pending => true,
                Poll::Ready(Ok(())) => false,
                Poll::Ready(Err(error)) => {
                    failures.push(format!("{}: {error}", clock.now()));
                    false
                }
            });
        self.busy.len() < before
    }

    /// Messages that a queue holds back for a time it does not tell.
    async fn hidden(&self) -> u64 {
        let mut hidden = 0;
        for queue in QueueName::ALL {
            hidden += self.ports.queue.depth(queue).await.unwrap().hidden;
        }
        hidden
    }

    /// A due row whose time has come is still there: its message was lost, or its task failed.
    async fn leased(&self) -> bool {
        let until = Some(format!("{}:", flow::keys::instant(self.now())));
        for pk in flow::keys::due_partitions() {
            let request = PageRequest {
                until: until.clone(),
                ..PageRequest::new(pk, "", 1)
            };
            if !self
                .ports
                .table
                .page(&request)
                .await
                .unwrap()
                .items
                .is_empty()
            {
                return true;
            }
        }
        false
    }
}
