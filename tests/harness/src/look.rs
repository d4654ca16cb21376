//! What a test can see: letters, cards, stop entries, due rows, the log.

use crate::{Letter, Person, World};
use domain::conversation::{CardRef, CardShows, Event, MessageState, Unit};
use domain::rows::{MailboxRow, StopRow};
use domain::{AgentName, ConversationId, Identifier, InboundId, PlantedId};
use flow::due::{DueRow, Task, TaskMessage};
use flow::items::{self, ExcludedRow, Head, InboundRow, ReadingBlob};
use flow::{drafting, keys, log, step, stops};
use jiff::Timestamp;
use jiff::civil::Date;
use ports::PageRequest;

/// What a card shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// A list of leads.
    List,
    /// Drafts, by step.
    Drafts(Vec<u32>),
    /// A reply.
    Reply(InboundId),
    /// A send in doubt, by step.
    InDoubt(u32),
    /// An alarm.
    Contradiction,
    /// A mailbox.
    Mailbox(String),
    /// How an agent's goal stands.
    Goal(AgentName),
    /// A planted card.
    Planted(PlantedId),
}

/// A card that was on the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedCard {
    /// Its id.
    pub id: String,
    /// Since when.
    pub since: Timestamp,
    /// What it shows.
    pub shows: Shown,
}

impl OpenedCard {
    fn of(card: &CardRef) -> Self {
        let shows = match &card.shows {
            CardShows::List { .. } => Shown::List,
            CardShows::Drafts { steps } => Shown::Drafts(steps.clone()),
            CardShows::Reply { inbound } => Shown::Reply(inbound.clone()),
            CardShows::InDoubt { step, .. } => Shown::InDoubt(*step),
            CardShows::Contradiction { .. } => Shown::Contradiction,
            CardShows::Mailbox { mailbox } => Shown::Mailbox(mailbox.clone()),
            CardShows::Goal { agent } => Shown::Goal(agent.clone()),
            CardShows::Planted { planted } => Shown::Planted(planted.clone()),
        };
        Self {
            id: card.id.clone(),
            since: card.since,
            shows,
        }
    }

    /// True if it is about a conversation.
    pub fn is_of(&self, conversation: &ConversationId) -> bool {
        self.id.split('.').next() == Some(conversation.as_str())
    }
}

impl World {
    /// The head of a conversation.
    pub async fn head(&self, id: &ConversationId) -> Head {
        step::load_known(&self.ports, id).await.unwrap().head
    }

    /// Where a conversation stands, in words: `active`, `paused until 2027-01-01`.
    pub async fn phase(&self, id: &ConversationId) -> String {
        self.head(id).await.state.phase.words()
    }

    /// The conversation with an address, live or over.
    pub async fn conversation_with(&self, email: &str) -> ConversationId {
        let known = self.known_conversation_with(email).await;
        known.expect("there was a conversation with this address")
    }

    /// The conversation with an address, live or over, if there is one.
    pub async fn known_conversation_with(&self, email: &str) -> Option<ConversationId> {
        let identifier = Identifier::email(email).unwrap();
        let row = stops::find(&self.ports, &identifier).await.unwrap()?;
        row.holder.map(|(id, _)| id).or(row.last_conversation)
    }

    /// What policy decided on first drafts since an instant, of people with these numbers.
    pub async fn routed_since(
        &self,
        since: Timestamp,
        people: std::ops::Range<usize>,
    ) -> Vec<(ConversationId, Unit)> {
        let mut routed = Vec::new();
        for number in people {
            let email = Person::numbered(number).email;
            let Some(id) = self.known_conversation_with(&email).await else {
                continue;
            };
            let state = self.head(&id).await.state;
            if let Some((_, unit)) = state.units().next()
                && unit.at >= since
            {
                routed.push((id, unit.clone()));
            }
        }
        routed
    }

    /// The conversation that a letter belongs to.
    pub async fn conversation_of_letter(&self, letter: &Letter) -> ConversationId {
        self.conversation_with(&letter.envelope.to).await
    }

    /// All events of a conversation, oldest first.
    pub async fn events(&self, id: &ConversationId) -> Vec<Event> {
        step::events(&self.ports, id)
            .await
            .unwrap()
            .into_iter()
            .map(|recorded| recorded.event)
            .collect()
    }

    /// The conversations whose drafts wait, best look first.
    pub async fn waiting_drafts(&self) -> Vec<ConversationId> {
        let cards = self.cards().await.into_iter();
        let drafts = cards.filter(|card| matches!(card.shows, Shown::Drafts(_)));
        drafts
            .map(|card| ConversationId::parse(card.id.split('.').next().unwrap()).unwrap())
            .collect()
    }

    /// The cards on the queue, best first.
    pub async fn cards(&self) -> Vec<OpenedCard> {
        let mut found = Vec::new();
        for pk in keys::card_partitions() {
            let request = PageRequest::new(pk, "", 1000);
            for item in self.ports.table.page(&request).await.unwrap().items {
                found.push((
                    item.key.sk.clone(),
                    items::decode::<CardRef>(&item).unwrap(),
                ));
            }
        }
        found.sort_by(|a, b| a.0.cmp(&b.0));
        found.iter().map(|(_, card)| OpenedCard::of(card)).collect()
    }

    /// Writes down cards that were not there before.
    pub(crate) async fn look_at_cards(&mut self) {
        for card in self.cards().await {
            if !self.cards_so_far.contains(&card) {
                self.cards_so_far.push(card);
            }
        }
    }

    /// What all cards of a conversation have shown so far, in the order they came.
    pub fn shown_so_far(&self, id: &ConversationId) -> Vec<Shown> {
        self.cards_so_far
            .iter()
            .filter(|card| card.is_of(id))
            .map(|card| card.shows.clone())
            .collect()
    }

    /// Every stop entry.
    pub async fn stops(&self) -> Vec<StopRow> {
        self.table
            .all("stop#")
            .await
            .iter()
            .map(|item| items::decode(item).unwrap())
            .collect()
    }

    /// The stop entry of an address.
    pub async fn stop_of_address(&self, email: &str) -> Option<StopRow> {
        self.stop_of(&Identifier::email(email).unwrap()).await
    }

    /// The stop entry of a profile.
    pub async fn stop_of_profile(&self, link: &str) -> Option<StopRow> {
        self.stop_of(&Identifier::linkedin(link).unwrap()).await
    }

    async fn stop_of(&self, identifier: &Identifier) -> Option<StopRow> {
        let key = keys::stop_identifier(&self.ports.secrets.hash(identifier));
        step::read(&self.ports, key)
            .await
            .unwrap()
            .map(|(row, _)| row)
    }

    /// Due rows that are about a conversation: when, and what.
    pub async fn due(&self, id: &ConversationId) -> Vec<(Timestamp, Task)> {
        let rows = self.table.all("due#").await;
        let mut found: Vec<(Timestamp, Task)> = rows
            .iter()
            .map(|item| {
                let row: DueRow = items::decode(item).unwrap();
                (keys::read_instant(&item.key.sk).unwrap(), row.task)
            })
            .filter(|(_, task)| matches!(task, Task::Conversation { id: about, .. } if about == id))
            .collect();
        found.sort_by_key(|(at, _)| *at);
        found
    }

    /// The task of a conversation's due row, as the body of a queue's message.
    pub async fn task_of(&self, id: &ConversationId) -> String {
        let head = self.head(id).await;
        let (row, task) =
            flow::due::of_conversation(&head.state, head.due.expect("something is due"));
        serde_json::to_string(&TaskMessage { v: 1, task, row }).unwrap()
    }

    /// What was read in a message that came in.
    pub async fn reading(&self, id: &InboundId) -> ReadingBlob {
        let (row, _) = step::read::<InboundRow>(&self.ports, keys::inbound(id))
            .await
            .unwrap()
            .expect("it came in");
        drafting::read_blob(&self.ports, &row.reading.expect("it was read"), "reading")
            .await
            .unwrap()
    }

    /// The texts of a step's current draft: subject and body.
    pub async fn draft(&self, id: &ConversationId, step: u32) -> (String, String) {
        let head = self.head(id).await;
        let draft = head
            .state
            .message(step)
            .and_then(|m| m.draft.clone())
            .expect("the step has a draft");
        let blob = drafting::read_draft(&self.ports, &draft.blob)
            .await
            .unwrap();
        (blob.subject, blob.body)
    }

    /// Steps that went out.
    pub async fn sent_steps(&self, id: &ConversationId) -> Vec<u32> {
        let head = self.head(id).await;
        let sent = head
            .state
            .messages
            .iter()
            .filter(|m| matches!(m.state, MessageState::Sent { .. }));
        sent.map(|m| m.step).collect()
    }

    /// Letters that left for an address, oldest first.
    pub fn letters_to(&self, email: &str) -> Vec<Letter> {
        self.mailer
            .left()
            .into_iter()
            .filter(|letter| letter.envelope.to == email)
            .collect()
    }

    /// Rows that sourcing left out, on any list: reason and words.
    pub async fn excluded(&self) -> Vec<(String, String)> {
        let items = self.table.all("list#").await;
        let rows = items
            .iter()
            .filter(|item| item.key.sk.starts_with(keys::LIST_EXCLUDED));
        rows.map(|item| items::decode::<ExcludedRow>(item).unwrap())
            .map(|row| (row.reason, row.words))
            .collect()
    }

    /// Mail that matched nothing.
    pub async fn unmatched(&self) -> Vec<InboundId> {
        let items = self.table.all(keys::UNMATCHED).await;
        items
            .iter()
            .map(|item| items::decode(item).unwrap())
            .collect()
    }

    /// How many messages came in, copies not counted.
    pub async fn inbound_count(&self) -> usize {
        self.table.all("inbound#").await.len()
    }

    /// The row of a mailbox.
    pub async fn mailbox(&self, address: &str) -> MailboxRow {
        step::read::<MailboxRow>(&self.ports, keys::mailbox(address))
            .await
            .unwrap()
            .expect("a mailbox")
            .0
    }

    /// Claims of a mailbox on its last day.
    pub async fn mailbox_count(&self, address: &str) -> (Date, u32) {
        let row = self.mailbox(address).await;
        (row.day, row.count)
    }

    /// Claims of an agent that are not settled.
    pub async fn in_flight(&self, agent: &str) -> usize {
        let name = AgentName::parse(agent).unwrap();
        flow::halts::in_flight(&self.ports, &[name], &flow::halts::Scope::Fleet)
            .await
            .unwrap()
    }

    /// The whole log, oldest first.
    pub async fn log(&self) -> Vec<log::LogLine> {
        let mut lines = log::page(&self.ports, "", usize::MAX, None)
            .await
            .unwrap()
            .lines;
        lines.reverse();
        lines
    }
}
