//! A stack whose clock jumps to whatever is due next, so that conversations live to their end at
//! once; what each stage costs the table is counted.

use crate::Failure;
use crate::counted::{Counted, Counters, Spent};
use crate::scene;
use adapters_local::{
    DataFolder, FolderLeads, ManualClock, MemoryBlobs, MemoryQueue, MemoryTable, OutboxFolder,
    SeededEntropy, SqliteStore,
};
use connectors::Composer;
use domain::conversation::{CardShows, Phase, Through};
use domain::secrets::Secrets;
use domain::{AgentName, OperatorId};
use flow::items::{Head, ListDecision, Which};
use flow::verdicts::{self, Decision};
use flow::{PlaybookInForce, Ports, inbound, listing, relay, setup, sourcing, step, worker};
use ports::{Blobs, Queue, QueueName, Table};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Messages that one worker takes at once.
const AT_ONCE: usize = 10;
/// Instants at which something is due before everything has ended.
const INSTANTS: usize = 200_000;

/// Who answers his first letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answers {
    /// Nobody: every sequence is sent to its end.
    Nobody,
    /// One prospect in two.
    EveryOther,
    /// Everybody, and says yes.
    Everybody,
}

/// The stack.
pub(crate) struct Lab {
    /// Its ports.
    pub(crate) ports: Ports,
    /// Its agents.
    pub(crate) agents: Vec<AgentName>,
    /// What each stage cost.
    pub(crate) spent: BTreeMap<&'static str, Spent>,
    /// Answers that came in.
    pub(crate) replies: usize,
    counters: Arc<Counters>,
    answers: Answers,
    clock: ManualClock,
    outbox: OutboxFolder,
    operator: OperatorId,
    seen: BTreeSet<String>,
}

/// The store's file in a data folder.
pub(crate) fn store_file(data: &Path) -> PathBuf {
    data.join(DataFolder::STORE_FILE)
}

/// Events in a store that nobody has open.
pub(crate) fn count_events(file: &Path) -> Result<u64, Failure> {
    let connection = rusqlite::Connection::open(file)?;
    let mut select = connection
        // Keys are blobs there, and a blob is above every text.
        .prepare(
            "SELECT body FROM items WHERE pk >= CAST('conv#' AS BLOB) AND pk < CAST('conv$' AS BLOB)
             AND sk >= CAST('e#' AS BLOB) AND sk < CAST('e$' AS BLOB)",
        )?;
    let mut rows = select.query([])?;
    let mut events = 0_u64;
    while let Some(row) = rows.next()? {
        let body: Vec<u8> = row.get(0)?;
        let batch: serde_json::Value = serde_json::from_slice(&body)?;
        let here = batch["d"]["events"].as_array().map_or(0, Vec::len);
        events = events.saturating_add(u64::try_from(here)?);
    }
    Ok(events)
}

impl Lab {
    /// Everything in memory but the letters.
    pub(crate) fn in_memory(
        folder: &Path,
        agents: usize,
        clock: ManualClock,
        answers: Answers,
    ) -> Result<Self, Failure> {
        let table = Arc::new(MemoryTable::new(clock.shared()));
        let queue = Arc::new(MemoryQueue::new(clock.shared()));
        Self::new(
            folder,
            agents,
            table,
            queue,
            Arc::new(MemoryBlobs::new()),
            clock,
            answers,
        )
    }

    /// On a store.
    pub(crate) fn on(
        folder: &Path,
        agents: usize,
        store: &SqliteStore,
        clock: ManualClock,
    ) -> Result<Self, Failure> {
        Self::new(
            folder,
            agents,
            store.table(),
            store.queue(),
            store.blobs(),
            clock,
            Answers::EveryOther,
        )
    }

    fn new(
        folder: &Path,
        agents: usize,
        table: Arc<dyn Table>,
        queue: Arc<dyn Queue>,
        blobs: Arc<dyn Blobs>,
        clock: ManualClock,
        answers: Answers,
    ) -> Result<Self, Failure> {
        let counters = Arc::new(Counters::default());
        let playbook = folder.join("playbook");
        // Rows are due at whole milliseconds: at a part of one, nothing of this instant would be due.
        let now = clock.shared().now();
        clock.set(jiff::Timestamp::from_second(
            now.as_second().saturating_add(1),
        )?);
        let checked = local::playbook_folder::check(&playbook)?;
        let read = checked.playbook.ok_or_else(|| {
            let faults: Vec<String> = checked.faults.iter().map(ToString::to_string).collect();
            faults.join("\n")
        })?;
        let outbox = OutboxFolder::open(folder.join("lab-outbox"))?;
        let ports = Ports {
            table: counted(table, &counters),
            queue: counted(queue, &counters),
            blobs: counted(blobs, &counters),
            mailer: Arc::new(outbox.clone()),
            model: Arc::new(Composer::new()),
            crm: Arc::new(ports::NoCrm),
            messenger: Arc::new(ports::NoMessenger),
            exchangers: Arc::new(ports::NoMailExchangers),
            leads: Arc::new(FolderLeads::new(&playbook)),
            clock: clock.shared(),
            entropy: Arc::new(SeededEntropy::new(1)),
            secrets: Secrets {
                identity: [1; 32],
                links: [2; 32],
                replies: [3; 32],
                draws: [4; 32],
            },
            playbook: PlaybookInForce::new(read),
            public_base: Some("https://go.dockwell.example".to_owned()),
            market: false,
            lanes: flow::Lanes::default(),
        };
        Ok(Self {
            ports,
            agents: scene::agents(agents)?,
            spent: BTreeMap::new(),
            replies: 0,
            counters,
            answers,
            clock,
            outbox,
            operator: OperatorId::parse("bench")?,
            seen: BTreeSet::new(),
        })
    }

    /// Letters that left.
    pub(crate) fn letters(&self) -> Result<usize, Failure> {
        Ok(self.outbox.list(None)?.len())
    }

    /// Letters that left, with their claims.
    pub(crate) fn all_letters(&self) -> Result<Vec<(String, Vec<u8>)>, Failure> {
        let mut all = Vec::new();
        for claim in self.outbox.list(None)? {
            if let Some(letter) = self.outbox.read(&claim)? {
                all.push((claim, letter));
            }
        }
        Ok(all)
    }

    /// Sources, accepts, approves, sends and answers until nothing is due any more.
    pub(crate) async fn live(&mut self) -> Result<(), Failure> {
        setup::ensure(&self.ports).await?;
        self.work().await?;
        self.accept().await?;
        for _ in 0..INSTANTS {
            self.work().await?;
            if self.answer().await? {
                continue;
            }
            let now = self.ports.clock.now();
            if self.decide().await? {
                continue;
            }
            let live = scene::index(&self.ports, &self.agents)
                .await?
                .iter()
                .any(|(_, row)| !matches!(row.phase.as_str(), "closed" | "stopped"));
            match relay::next_due(&self.ports, now).await? {
                Some(next) if live => self.clock.set(next),
                Some(_) | None => return Ok(()),
            }
        }
        Err("the conversations never end".into())
    }

    /// What was used until now.
    fn used(&self) -> Spent {
        self.counters.until_now(self.ports.table.units())
    }

    /// Charges a task, and what happened since, to a stage.
    fn charge(&mut self, stage: &'static str, before: &Spent) {
        let now = self.used();
        let spent = self.spent.entry(stage).or_default();
        spent.add(before, &now);
        spent.tasks += 1;
    }

    async fn work(&mut self) -> Result<(), Failure> {
        loop {
            let before = self.used();
            let mut more = relay::tick(&self.ports).await?.delivered > 0;
            // A tick that finds nothing is no conversation's.
            if more {
                self.charge("relay", &before);
            }
            for queue in QueueName::ALL {
                let deliveries = self
                    .ports
                    .queue
                    .receive(queue, AT_ONCE, worker::VISIBILITY_MS)
                    .await?;
                for delivery in deliveries {
                    more = true;
                    let before = self.used();
                    worker::handle(&self.ports, queue, &delivery).await?;
                    self.charge(queue.as_str(), &before);
                }
            }
            if !more {
                return Ok(());
            }
        }
    }

    async fn accept(&mut self) -> Result<(), Failure> {
        for agent in self.agents.clone() {
            let before = self.used();
            if let Some(list) = sourcing::open_list(&self.ports, &agent).await? {
                let verdict = scene::verdict(&self.ports);
                let decision = ListDecision::Accept { leads: Which::Rest };
                listing::decide_list(&self.ports, &list.id, &self.operator, &verdict, decision)
                    .await?;
            }
            self.charge("verdicts", &before);
        }
        Ok(())
    }

    /// Whoever answers does so on his first letter.
    async fn answer(&mut self) -> Result<bool, Failure> {
        let mut answered = false;
        for claim in self.outbox.list(None)? {
            if !self.seen.insert(claim.clone()) {
                continue;
            }
            let letter = self.outbox.read(&claim)?.ok_or("a letter is gone")?;
            let letter = String::from_utf8(letter)?;
            let answers = match self.answers {
                Answers::Nobody => false,
                Answers::EveryOther => !self.seen.len().is_multiple_of(2),
                Answers::Everybody => true,
            };
            if !answers || header(&letter, "In-Reply-To").is_some() {
                continue;
            }
            let field =
                |name| header(&letter, name).ok_or_else(|| format!("a letter without {name}"));
            let reply = format!(
                "From: {}\r\nTo: {}\r\nSubject: Re: {}\r\nMessage-ID: <answer-{claim}@halle.example>\r\nIn-Reply-To: {}\r\nDate: {}\r\n\r\nHello Mara, that sounds good. Tuesday at ten suits me, please call me.\r\n\r\nSigne\r\n",
                field("To")?,
                field("Reply-To")?,
                field("Subject")?,
                field("Message-ID")?,
                field("Date")?,
            );
            let before = self.used();
            inbound::accept(&self.ports, reply.into_bytes()).await?;
            self.charge("inbound", &before);
            self.replies += 1;
            answered = true;
        }
        Ok(answered)
    }

    /// Approves drafts, and takes over where somebody has answered.
    async fn decide(&mut self) -> Result<bool, Failure> {
        let mut decided = false;
        for (id, row) in scene::index(&self.ports, &self.agents).await? {
            if row.cards == 0 || row.phase == Phase::Listed.name() {
                continue;
            }
            let head: Head = step::load_known(&self.ports, &id).await?.head;
            for card in &head.cards {
                let decision = match &card.shows {
                    CardShows::Drafts { .. } => Decision::Approve {
                        seen: verdicts::waiting(&head),
                    },
                    CardShows::Reply { inbound } => Decision::File {
                        inbound: inbound.clone(),
                    },
                    CardShows::List { .. }
                    | CardShows::InDoubt { .. }
                    | CardShows::Contradiction { .. }
                    | CardShows::Mailbox { .. }
                    | CardShows::Goal { .. }
                    | CardShows::Planted { .. } => continue,
                };
                let verdict = scene::verdict(&self.ports);
                let before = self.used();
                verdicts::give(
                    &self.ports,
                    &id,
                    &self.operator,
                    Through::Page,
                    &verdict,
                    &decision,
                )
                .await?;
                self.charge("verdicts", &before);
                decided = true;
            }
        }
        Ok(decided)
    }
}

/// A port that counts.
fn counted<P: ?Sized>(port: Arc<P>, counters: &Arc<Counters>) -> Arc<Counted<P>> {
    let counters = Arc::clone(counters);
    Arc::new(Counted { port, counters })
}

/// A field of a letter's head, unfolded.
fn header(letter: &str, name: &str) -> Option<String> {
    let head = letter.split("\r\n\r\n").next()?;
    let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    head.lines().find_map(|line| {
        let (field, value) = line.split_once(':')?;
        field
            .eq_ignore_ascii_case(name)
            .then(|| value.trim().to_owned())
    })
}
