//! Contacts of one agent, lived to their end on any table, one call at a time: what they cost is the same in every
//! run.

mod metered;
mod scene;

use adapters_local::{FolderLeads, ManualClock, MemoryBlobs, MemoryQueue, SeededEntropy};
use connectors::Composer;
use domain::conversation::{CardShows, Phase, Through};
use domain::secrets::Secrets;
use domain::{AgentName, ConversationId, OperatorId, VerdictId};
use flow::items::{self, Head, IndexRow, ListDecision, Which};
use flow::verdicts::{self, Decision};
use flow::{PlaybookInForce, Ports, inbound, keys, listing, relay, setup, sourcing, worker};
use ports::{
    Blobs, Envelope, Handover, LookUp, Mailer, PageRequest, PortError, Queue, QueueName, Table,
};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use metered::{Metered, Spent};

/// What can go wrong, in words.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Instants at which something is due before a cohort has ended.
const INSTANTS: usize = 100_000;

/// Takes every letter, and keeps those that nobody has looked at.
#[derive(Default)]
struct Taken(Mutex<Vec<Vec<u8>>>);

impl Taken {
    fn letters(&self) -> MutexGuard<'_, Vec<Vec<u8>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait::async_trait]
impl Mailer for Taken {
    async fn hand_over(&self, envelope: &Envelope, raw: &[u8]) -> Result<Handover, PortError> {
        self.letters().push(raw.to_vec());
        Ok(Handover {
            provider_id: envelope.claim.clone(),
            message_id: None,
        })
    }

    async fn look_up(&self, _: &str) -> Result<LookUp, PortError> {
        Ok(LookUp::CannotTell)
    }

    fn is_real(&self) -> bool {
        false
    }

    fn name(&self) -> String {
        "nowhere".to_owned()
    }
}

/// A stack on a table, and an operator.
pub struct Contacts {
    /// Counts.
    table: Arc<Metered>,
    /// The same, past the count: for who only looks.
    inner: Arc<dyn Table>,
    mailer: Arc<Taken>,
    clock: ManualClock,
    queue: Arc<dyn Queue>,
    blobs: Arc<dyn Blobs>,
    entropy: Arc<SeededEntropy>,
    operator: OperatorId,
}

impl Contacts {
    /// On this table, which goes by this clock.
    ///
    /// # Errors
    /// None that is known.
    pub fn on(table: Arc<dyn Table>, clock: ManualClock) -> Result<Self, Failure> {
        Ok(Self {
            table: Arc::new(Metered::new(table.clone())),
            inner: table,
            mailer: Arc::default(),
            queue: Arc::new(MemoryQueue::new(clock.shared())),
            blobs: Arc::new(MemoryBlobs::new()),
            entropy: Arc::new(SeededEntropy::new(1)),
            operator: OperatorId::parse("bench")?,
            clock,
        })
    }

    /// What each partition was asked for since the last time somebody asked.
    pub fn spent(&self) -> Spent {
        self.table.take()
    }

    fn ports(&self, folder: &Path) -> Result<Ports, Failure> {
        Ok(Ports {
            table: self.table.clone(),
            queue: self.queue.clone(),
            blobs: self.blobs.clone(),
            mailer: self.mailer.clone(),
            messenger: Arc::new(ports::NoMessenger),
            model: Arc::new(Composer::new()),
            crm: Arc::new(ports::NoCrm),
            exchangers: Arc::new(ports::NoMailExchangers),
            leads: Arc::new(FolderLeads::new(folder)),
            clock: self.clock.shared(),
            entropy: self.entropy.clone(),
            secrets: Secrets {
                identity: [1; 32],
                links: [2; 32],
                replies: [3; 32],
                draws: [4; 32],
            },
            playbook: PlaybookInForce::new(scene::read(folder)?),
            public_base: Some("https://go.dockwell.example".to_owned()),
            market: false,
            lanes: flow::Lanes::default(),
        })
    }

    /// Sources so many for an agent of this name, accepts, approves and sends until all of them are over; of those
    /// who answer their first letter, one in so many does. Says how many there were.
    ///
    /// # Errors
    /// What the stack said, or that it never ends.
    pub async fn live(
        &self,
        agent: &str,
        contacts: usize,
        answers_in: Option<usize>,
    ) -> Result<usize, Failure> {
        let folder = tempfile::tempdir()?;
        let folder = folder.path();
        scene::write(folder, agent, contacts)?;
        let agent = &AgentName::parse(agent)?;
        let ports = self.ports(folder)?;
        let mut first_letters = 0_usize;
        setup::ensure(&ports).await?;
        // Leads come a list at a time; what waits on it is accepted as it is filled.
        for _ in 0..INSTANTS {
            work(&ports).await?;
            let letters = std::mem::take(&mut *self.mailer.letters());
            let mut answered = false;
            for letter in letters {
                let read = mail::read(&letter);
                if !read.in_reply_to.is_empty() {
                    continue;
                }
                first_letters += 1;
                if answers_in.is_some_and(|one_in| first_letters.is_multiple_of(one_in)) {
                    inbound::accept(&ports, reply(&read)).await?;
                    answered = true;
                }
            }
            let accepted = self.accept(&ports, agent).await?;
            let index = index(&*self.inner, agent).await?;
            let decided = self.decide(&ports, &index).await?;
            if answered || accepted || decided {
                continue;
            }
            let is_over = |row: &IndexRow| matches!(row.phase.as_str(), "closed" | "stopped");
            if !index.is_empty() && index.iter().all(|(_, row)| is_over(row)) {
                return Ok(index.len());
            }
            let looking = Ports {
                table: self.inner.clone(),
                ..ports.clone()
            };
            let now = ports.clock.now();
            let next = relay::next_due(&looking, now).await?;
            self.clock
                .set(next.ok_or("nothing is due, and not all is over")?);
        }
        Err("the conversations never end".into())
    }

    async fn accept(&self, ports: &Ports, agent: &AgentName) -> Result<bool, Failure> {
        let looking = Ports {
            table: self.inner.clone(),
            ..ports.clone()
        };
        let list = sourcing::open_list(&looking, agent).await?;
        let Some(list) = list.filter(|list| !list.filling && list.waiting > 0) else {
            return Ok(false);
        };
        let decision = ListDecision::Accept { leads: Which::Rest };
        let verdict = verdict(ports);
        listing::decide_list(ports, &list.id, &self.operator, &verdict, decision).await?;
        Ok(true)
    }

    async fn decide(
        &self,
        ports: &Ports,
        index: &[(ConversationId, IndexRow)],
    ) -> Result<bool, Failure> {
        let mut decided = false;
        let waits = |row: &IndexRow| row.cards > 0 && row.phase != Phase::Listed.name();
        for (id, _) in index.iter().filter(|(_, row)| waits(row)) {
            let head = self.inner.get(&[keys::head(id)]).await?.remove(0);
            let head: Head = items::decode(&head.ok_or("a conversation without a head")?)?;
            let Some(card) = head.cards.first() else {
                continue;
            };
            let decision = match &card.shows {
                CardShows::Drafts { .. } => Decision::Approve {
                    seen: verdicts::waiting(&head),
                },
                CardShows::Reply { inbound } => Decision::File {
                    inbound: inbound.clone(),
                },
                other => return Err(format!("{id} waits for something else: {other:?}").into()),
            };
            let (by, verdict) = (&self.operator, verdict(ports));
            verdicts::give(ports, id, by, Through::Page, &verdict, &decision).await?;
            decided = true;
        }
        Ok(decided)
    }
}

/// A yes to that letter.
fn reply(letter: &mail::Inbound) -> Vec<u8> {
    let header = |name| letter.header(name).unwrap_or_default();
    format!(
        "From: {}\r\nTo: {}\r\nSubject: Re: {}\r\nMessage-ID: <answer-{}\r\nIn-Reply-To: {}\r\nDate: {}\r\n\r\nHello Mara, that sounds good. Tuesday at ten suits me, please call me.\r\n\r\nSigne\r\n",
        header("To"),
        header("Reply-To"),
        header("Subject"),
        header("Message-ID").trim_start_matches('<'),
        header("Message-ID"),
        header("Date"),
    )
    .into_bytes()
}

fn verdict(ports: &Ports) -> VerdictId {
    VerdictId::mint(ports.clock.now(), ports.entropy.bytes())
}

async fn work(ports: &Ports) -> Result<(), Failure> {
    loop {
        let mut more = relay::tick(ports).await?.delivered > 0;
        for queue in QueueName::ALL {
            let deliveries = ports
                .queue
                .receive(queue, 10, worker::VISIBILITY_MS)
                .await?;
            for delivery in deliveries {
                more = true;
                worker::handle(ports, queue, &delivery).await?;
            }
        }
        if !more {
            return Ok(());
        }
    }
}

async fn index(
    table: &dyn Table,
    agent: &AgentName,
) -> Result<Vec<(ConversationId, IndexRow)>, Failure> {
    let mut rows = Vec::new();
    let mut request = PageRequest::new(keys::agent_index(agent), "", 1_000);
    loop {
        let page = table.page(&request).await?;
        for item in &page.items {
            rows.push((ConversationId::parse(&item.key.sk)?, items::decode(item)?));
        }
        match page.next {
            Some(next) => request.after = Some(next),
            None => return Ok(rows),
        }
    }
}
