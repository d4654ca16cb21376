//! Cards as the page shows them: ids and hashes of the table joined with the personal texts.

use crate::at_hand::AtHand;
use crate::doors::{Counted, Doors, Look};
use crate::problem::Problem;
use crate::wire;
use domain::attention::{Kind, Pace};
use domain::brake::Cause;
use domain::conversation::{CardRef, CardShows, Conversation, Inbound, MessageState};
use domain::lint::second_reader;
use domain::planted::Planted;
use domain::rows::MailboxRow;
use domain::{AgentName, BlobHash, ClaimId, ConversationId, InboundId};
use flow::attention::Waiting;
use flow::goal::{self, GoalRow};
use flow::items::{self, DraftBlob, Head, ListHead, NoteBlob, ReadingBlob, Vault};
use flow::proposals::Proposal;
use flow::{StepError, attention, drafting, keys, mailboxes, planted, step};
use futures::future::try_join_all;
use ports::{Item, Key, PageRequest};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Instant;
use wire::{Card, Totals};

/// The table is asked for so many items at a time.
const MOST_KEYS: usize = 100;

/// The cards of one partition, as far as they were read.
struct Lane {
    request: PageRequest,
    /// In order; other kinds than the one asked for are left out.
    cards: Vec<(String, CardRef)>,
    /// The last one read, whatever its kind; nothing is left after it.
    read_to: Option<String>,
}

impl Lane {
    async fn read(mut self, doors: &Doors, kind: Option<&str>) -> Result<Self, StepError> {
        let page = doors.ports.table.page(&self.request).await?;
        for item in &page.items {
            let card: CardRef = items::decode(item)?;
            if kind.is_none_or(|kind| kind_of(&card) == kind) {
                self.cards.push((item.key.sk.clone(), card));
            }
        }
        self.read_to.clone_from(&page.next);
        self.request.after = page.next;
        Ok(self)
    }
}

/// A page of the queue in order, beginning after a cursor. Of each partition little more is read than the page
/// needs of it.
pub(crate) async fn page(
    doors: &Doors,
    after: Option<&str>,
    kind: Option<&str>,
    limit: usize,
) -> Result<(Vec<(String, CardRef)>, bool), StepError> {
    let wanted = limit.saturating_add(1);
    let partitions = keys::card_partitions();
    // Twice its share, so that most often one go is enough; where a kind is wanted, others lie between.
    let share = match kind {
        None => (2 * wanted).div_ceil(partitions.len()).max(4),
        Some(_) => wanted,
    };
    let mut lanes: Vec<Lane> = partitions
        .into_iter()
        .map(|pk| Lane {
            request: PageRequest {
                after: after.map(str::to_owned),
                ..PageRequest::new(pk, "", share)
            },
            cards: Vec::new(),
            read_to: None,
        })
        .collect();
    let mut behind = std::mem::take(&mut lanes);
    while !behind.is_empty() {
        let read = behind.into_iter().map(|lane| lane.read(doors, kind));
        lanes.extend(try_join_all(read).await?);
        let mut known: Vec<&String> = lanes
            .iter()
            .flat_map(|lane| &lane.cards)
            .map(|(sk, _)| sk)
            .collect();
        known.sort_unstable();
        let last = known.get(limit).copied().cloned();
        // What was not read of a lane may come before the last one of the page.
        let is_behind = |lane: &mut Lane| {
            let read_to = lane.read_to.as_ref();
            read_to.is_some_and(|to| last.as_ref().is_none_or(|last| to < last))
        };
        behind = lanes.extract_if(.., is_behind).collect();
    }
    let mut all: Vec<_> = lanes.into_iter().flat_map(|lane| lane.cards).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    let more = all.len() > limit;
    all.truncate(limit);
    Ok((all, more))
}

/// The kind of a card.
pub(crate) fn kind_of(card: &CardRef) -> &'static str {
    match card.shows {
        CardShows::List { .. } => "list",
        CardShows::Drafts { .. } | CardShows::Planted { .. } => "draft",
        CardShows::Reply { .. } => "reply",
        CardShows::InDoubt { .. } | CardShows::Contradiction { .. } => "in_doubt",
        CardShows::Mailbox { .. } => "mailbox",
        CardShows::Goal { .. } => "goal",
    }
}

/// Counts all cards. Of a long queue the last counts are told at once and counted anew meanwhile: a
/// page that waits for a badge is no page.
pub(crate) async fn totals(doors: &Doors) -> Result<Counted, StepError> {
    match doors.totals.look() {
        Look::Fresh(totals) => Ok(totals),
        Look::Count => {
            let began = Instant::now();
            let totals = count(doors).await?;
            doors.totals.set(totals.clone(), began);
            Ok(totals)
        }
        Look::CountMeanwhile(totals) => {
            let doors = doors.clone();
            tokio::spawn(async move {
                let began = Instant::now();
                match count(&doors).await {
                    Ok(totals) => doors.totals.set(totals, began),
                    Err(error) => {
                        doors.totals.failed();
                        tracing::warn!(%error, "the cards could not be counted");
                    }
                }
            });
            Ok(totals)
        }
    }
}

/// Counts each card by its kind, and for whose time it asks.
async fn count(doors: &Doors) -> Result<Counted, StepError> {
    let mut totals = Totals::default();
    let mut waiting = Waiting::default();
    for pk in keys::card_partitions() {
        let mut request = PageRequest::new(pk, "", 1000);
        loop {
            let page = doors.ports.table.page(&request).await?;
            for item in &page.items {
                let card: CardRef = items::decode(item)?;
                let count = match attention::kind_of(&card) {
                    Kind::List => &mut totals.list,
                    Kind::Draft => &mut totals.draft,
                    Kind::Reply => &mut totals.reply,
                    Kind::InDoubt => &mut totals.in_doubt,
                    Kind::Mailbox => &mut totals.mailbox,
                    Kind::Goal => &mut totals.goal,
                };
                *count = count.saturating_add(1);
                totals.total = totals.total.saturating_add(1);
                waiting.add(&card);
            }
            match page.next {
                Some(next) => request.after = Some(next),
                None => break,
            }
        }
    }
    Ok(Counted {
        totals,
        waiting: Arc::new(waiting),
    })
}

/// How long a queue takes at this pace, in minutes, rounded up.
pub(crate) fn minutes(totals: &Totals, pace: &Pace) -> u64 {
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let cards = [
        (Kind::List, count(totals.list)),
        (Kind::Draft, count(totals.draft)),
        (Kind::Reply, count(totals.reply)),
        (Kind::InDoubt, count(totals.in_doubt)),
        (Kind::Mailbox, count(totals.mailbox)),
        (Kind::Goal, count(totals.goal)),
    ];
    attention::seconds(&cards.into(), pace).div_ceil(60)
}

/// How long the day may be, how long it was, and what the operator is told of it.
pub(crate) fn standing(standing: &attention::Standing) -> wire::Attention {
    let minutes = |seconds: u64| seconds.div_ceil(60);
    wire::Attention {
        minutes_a_day: minutes(standing.budget.day),
        minutes_today: minutes(standing.queue.spent),
        minutes_waiting: minutes(standing.queue.waiting),
        minutes_kept: minutes(standing.queue.reserved),
        slowed: standing.over.is_some(),
        words: standing.words(),
    }
}

/// What a card's id says: its conversation, or its list.
pub(crate) enum CardId {
    /// A card of a conversation.
    Of(ConversationId, String),
    /// A list's card.
    List(domain::ListId),
    /// A mailbox's card, by its address.
    Mailbox(String),
    /// The card of an agent's goal.
    Goal(AgentName),
}

/// Reads a card's id.
pub(crate) fn parse_id(id: &str) -> Result<CardId, Problem> {
    if let Ok(list) = domain::ListId::parse(id) {
        return Ok(CardId::List(list));
    }
    if let Some(address) = mailboxes::of_card(id) {
        return Ok(CardId::Mailbox(address));
    }
    if let Some(agent) = goal::of_card(id) {
        return Ok(CardId::Goal(agent));
    }
    let unknown = || Problem::not_found("There is no card of this id.");
    let (conversation, _) = id.split_once('.').ok_or_else(unknown)?;
    Ok(CardId::Of(
        ConversationId::parse(conversation).map_err(|_| unknown())?,
        id.to_owned(),
    ))
}

/// The card of an id, joined; nothing if it is closed.
pub(crate) async fn find(doors: &Doors, head: &Head, id: &str) -> Result<Option<Card>, StepError> {
    match head.cards.iter().find(|card| card.id == id) {
        Some(card) => {
            let vault = vault(doors, &head.state.id).await?;
            of_conversation(doors, head, vault.as_ref(), card)
                .await
                .map(Some)
        }
        None => Ok(None),
    }
}

/// Joins the cards of a page; those that were closed meanwhile are left out. All that they need is
/// read in three goes, however many they are.
pub(crate) async fn join(doors: &Doors, cards: &[CardRef]) -> Result<Vec<Card>, StepError> {
    let mut wanted = BTreeSet::new();
    for card in cards {
        match (&card.shows, conversation_of(card)) {
            (CardShows::List { list }, _) => {
                wanted.insert(keys::list_head(list));
            }
            (CardShows::Mailbox { mailbox }, _) => {
                wanted.insert(keys::mailbox(mailbox));
            }
            (CardShows::Goal { agent }, _) => {
                wanted.insert(keys::goal(agent));
            }
            (CardShows::Planted { planted }, _) => {
                wanted.extend([keys::planted(planted), keys::proposal(&card.id)]);
            }
            (shows, Some(id)) => {
                wanted.extend([keys::head(&id), keys::vault(&id)]);
                if matches!(shows, CardShows::Drafts { .. }) {
                    wanted.insert(keys::proposal(&card.id));
                }
            }
            (_, None) => {}
        }
    }
    let wanted: Vec<Key> = wanted.into_iter().collect();
    let mut rows = BTreeMap::new();
    for chunk in wanted.chunks(MOST_KEYS) {
        let found = doors.ports.table.get(chunk).await?;
        rows.extend(
            found
                .into_iter()
                .flatten()
                .map(|item| (item.key.clone(), item)),
        );
    }
    let mut heads = BTreeMap::new();
    for id in cards.iter().filter_map(conversation_of) {
        if let Some(item) = rows.get(&keys::head(&id)) {
            let head = step::from_item(&doors.ports, &id, item).await?.head;
            heads.insert(id, head);
        }
    }
    let mut texts = Vec::new();
    for card in cards {
        if let Some(head) = conversation_of(card).and_then(|id| heads.get(&id)) {
            texts.extend(texts_of(&head.state, card));
        }
    }
    let mut doors = doors.clone();
    doors.ports.blobs = Arc::new(AtHand::read(doors.ports.blobs.clone(), &texts).await?);
    let mut joined = Vec::with_capacity(cards.len());
    for card in cards {
        if let CardShows::List { list } = &card.shows {
            if let Some(item) = rows.get(&keys::list_head(list)) {
                joined.push(of_list(card, &items::decode::<ListHead>(item)?));
            }
            continue;
        }
        if let CardShows::Mailbox { mailbox } = &card.shows {
            if let Some(item) = rows.get(&keys::mailbox(mailbox)) {
                let row = items::decode::<MailboxRow>(item)?;
                joined.extend(of_mailbox(&doors, mailbox, &row));
            }
            continue;
        }
        if let CardShows::Goal { agent } = &card.shows {
            if let Some(item) = rows.get(&keys::goal(agent)) {
                joined.extend(of_goal(&doors, agent, &items::decode(item)?));
            }
            continue;
        }
        if let CardShows::Planted { planted } = &card.shows {
            if let Some(item) = rows.get(&keys::planted(planted)) {
                let shown = of_planted(&doors, &items::decode(item)?).await?;
                joined.extend(with_proposal(shown, rows.get(&keys::proposal(&card.id)))?);
            }
            continue;
        }
        let Some(id) = conversation_of(card) else {
            continue;
        };
        let Some(head) = heads.get(&id) else { continue };
        let vault = rows.get(&keys::vault(&id)).map(items::decode::<Vault>);
        match of_conversation(&doors, head, vault.transpose()?.as_ref(), card).await {
            // Forgotten between two reads.
            Err(StepError::NotFound(_)) => {}
            other => {
                let proposal = rows.get(&keys::proposal(&card.id));
                joined.extend(with_proposal(Some(other?), proposal)?);
            }
        }
    }
    Ok(joined)
}

/// The conversation that a card belongs to.
fn conversation_of(card: &CardRef) -> Option<ConversationId> {
    let (conversation, _) = card.id.split_once('.')?;
    ConversationId::parse(conversation).ok()
}

/// The texts that a card shows.
fn texts_of(state: &Conversation, card: &CardRef) -> Vec<BlobHash> {
    let mut texts = Vec::new();
    for message in &state.messages {
        let shown = match &card.shows {
            CardShows::Drafts { steps } => steps.contains(&message.step),
            CardShows::InDoubt { step, .. } => *step == message.step,
            CardShows::Reply { .. }
            | CardShows::List { .. }
            | CardShows::Contradiction { .. }
            | CardShows::Mailbox { .. }
            | CardShows::Goal { .. }
            | CardShows::Planted { .. } => false,
        };
        if shown || message.sent_at().is_some() {
            texts.extend(message.draft.as_ref().map(|draft| draft.blob.clone()));
        }
        if shown {
            texts.extend(message.note.clone());
        }
    }
    if let CardShows::Reply { inbound } = &card.shows {
        let entry = state.inbound.iter().find(|entry| entry.id == *inbound);
        texts.extend(entry.map(|entry| entry.reading.clone()));
    }
    texts
}

/// A list's card.
pub(crate) fn of_list(card: &CardRef, head: &ListHead) -> Card {
    Card {
        id: card.id.clone(),
        kind: "list".to_owned(),
        agent: head.agent.to_string(),
        opened_at: card.since,
        conversation: None,
        why: vec!["leads of a new agent wait for you".to_owned()],
        contact: None,
        list: Some(wire::ListCard {
            list: head.id.to_string(),
            waiting: head.waiting,
            accepted: head.accepted,
            rejected: head.rejected,
            excluded: head.excluded.clone(),
            bad_rows: head.bad_rows,
        }),
        draft: None,
        reply: None,
        in_doubt: None,
        mailbox: None,
        goal: None,
        looking: None,
    }
}

/// A mailbox's card; nothing if it was answered.
pub(crate) fn of_mailbox(doors: &Doors, address: &str, row: &MailboxRow) -> Option<Card> {
    let alarm = row.health.alarm?;
    let playbook = doors.ports.playbook.get();
    let mut agents = Vec::new();
    let mut others = BTreeSet::new();
    for (name, agent) in &playbook.agents {
        if agent.mailboxes.iter().any(|known| known == address) {
            agents.push(name.clone());
            others.extend(
                agent
                    .mailboxes
                    .iter()
                    .filter(|known| *known != address)
                    .cloned(),
            );
        }
    }
    let card = mailboxes::card(address, &alarm);
    Some(Card {
        id: card.id,
        kind: "mailbox".to_owned(),
        agent: agents.join(", "),
        opened_at: alarm.since,
        conversation: None,
        why: vec![alarm.cause.words()],
        contact: None,
        list: None,
        draft: None,
        reply: None,
        in_doubt: None,
        mailbox: Some(wire::MailboxCard {
            mailbox: address.to_owned(),
            cause: match alarm.cause {
                Cause::Bounces { .. } => "bounces",
                Cause::Complaints { .. } => "complaints",
                Cause::Complaint => "complaint",
                Cause::Refusals { .. } => "refusals",
            }
            .to_owned(),
            halted: alarm.cause.halts(),
            words: mailboxes::advice(alarm.cause).to_owned(),
            agents,
            others: others.into_iter().collect(),
        }),
        goal: None,
        looking: None,
    })
}

/// The card of a goal's week; nothing if it was answered.
pub(crate) fn of_goal(doors: &Doors, agent: &AgentName, row: &GoalRow) -> Option<Card> {
    let asked = row.asked?;
    let playbook = doors.ports.playbook.get();
    let goal = playbook.agents.get(agent.as_str());
    let card = goal::card(agent, &asked);
    Some(Card {
        id: card.id,
        kind: "goal".to_owned(),
        agent: agent.to_string(),
        opened_at: asked.since,
        conversation: None,
        why: vec!["once a week a goal is kept, changed or stopped".to_owned()],
        contact: None,
        list: None,
        draft: None,
        reply: None,
        in_doubt: None,
        mailbox: None,
        goal: Some(wire::GoalCard {
            goal: goal.map(|agent| agent.goal.clone()).unwrap_or_default(),
            aim: asked.aim,
            begins: asked.begins,
            ends: asked.ends,
            day: asked.day,
            positives: asked.positives,
            begun: asked.begun,
            letters: asked.letters,
            weeks_left: asked.weeks_left(),
            at_this_pace: asked.at_this_pace(),
            words: asked.words(),
        }),
        looking: None,
    })
}

async fn of_conversation(
    doors: &Doors,
    head: &Head,
    vault: Option<&Vault>,
    card: &CardRef,
) -> Result<Card, StepError> {
    let state = &head.state;
    let mut joined = Card {
        id: card.id.clone(),
        kind: kind_of(card).to_owned(),
        agent: state.agent.to_string(),
        opened_at: card.since,
        conversation: Some(state.id.to_string()),
        why: Vec::new(),
        contact: vault.map(contact),
        list: None,
        draft: None,
        reply: None,
        in_doubt: None,
        mailbox: None,
        goal: None,
        looking: None,
    };
    match &card.shows {
        CardShows::List { .. }
        | CardShows::Mailbox { .. }
        | CardShows::Goal { .. }
        | CardShows::Planted { .. } => {}
        CardShows::Drafts { steps } => {
            let draft = draft_card(doors, state, vault, steps).await?;
            joined.why = why_held(state, steps, &draft.messages);
            joined.draft = Some(draft);
        }
        CardShows::Reply { inbound } => {
            if let Some(entry) = state.inbound.iter().find(|i| i.id == *inbound) {
                joined.why = vec![entry.why.clone()];
                joined.reply = Some(reply_card(doors, state, entry).await?);
            }
        }
        CardShows::InDoubt { step, claim } => {
            joined.why = vec!["nobody knows whether this letter went out".to_owned()];
            joined.in_doubt = in_doubt(doors, state, *step, claim.as_str()).await?;
        }
        CardShows::Contradiction { claim } => {
            joined.why = vec!["a letter that was settled as not sent did go out".to_owned()];
            let step = state
                .messages
                .iter()
                .find(|message| message.not_sent.contains(claim))
                .or(state.current())
                .map_or(1, |message| message.step);
            joined.in_doubt = alarm(doors, state, step, claim).await?;
        }
    }
    Ok(joined)
}

/// A planted card: like any other card of drafts, until it was decided. Nothing if it was, or the person was
/// forgotten.
pub(crate) async fn of_planted(
    doors: &Doors,
    planted: &Planted,
) -> Result<Option<Card>, StepError> {
    if planted.answer.is_some() {
        return Ok(None);
    }
    let Some(shown) = planted::show(&doors.ports, planted).await? else {
        return Ok(None);
    };
    let vault = shown.vault;
    let known = drafting::facts(&doors.ports.playbook.get(), &vault);
    let letters = shown.letters.into_iter();
    Ok(Some(Card {
        id: planted::card_id(planted),
        kind: "draft".to_owned(),
        agent: planted.agent.to_string(),
        opened_at: planted.since,
        conversation: Some(planted::alias(&planted.id)),
        why: vec![CHOSEN.to_owned()],
        contact: Some(contact(&vault)),
        list: None,
        draft: Some(wire::DraftCard {
            score: shown.score,
            reasons: reasons(Some(&vault)),
            facts: facts(known),
            messages: letters
                .map(|(step, draft)| planted_message(planted, step, &draft))
                .collect(),
            earlier: Vec::new(),
            note: None,
            proposal: None,
        }),
        reply: None,
        in_doubt: None,
        mailbox: None,
        goal: None,
        looking: None,
    }))
}

fn planted_message(planted: &Planted, step: u32, draft: &DraftBlob) -> wire::Message {
    wire::Message {
        step,
        channel: draft.channel.clone(),
        revision: 1,
        fingerprint: planted::mark(&planted.id, step),
        from: draft.from.clone(),
        to: draft.to.clone(),
        subject: draft.subject.clone(),
        body: draft.body.clone(),
        footer: draft.footer.clone(),
        claims: draft
            .claims
            .iter()
            .map(|claim| wire::Claim {
                text: claim.text.clone(),
                fact: claim.fact.clone(),
            })
            .collect(),
        findings: draft.findings.iter().map(finding).collect(),
        unsafe_: domain::lint::must_hold(&draft.findings),
        not_before: None,
        model: draft.model.clone(),
        playbook: playbook::short_version(&draft.playbook),
        edited_by: None,
        failure: None,
        state: "in_review".to_owned(),
        state_words: "waits for you".to_owned(),
        sent_at: None,
    }
}

/// Why drafts wait, whatever policy thinks of them.
const CHOSEN: &str = "chosen for review";

fn with_proposal(card: Option<Card>, proposal: Option<&Item>) -> Result<Option<Card>, StepError> {
    let Some(mut card) = card else {
        return Ok(None);
    };
    if let Some(item) = proposal {
        put_proposal(&mut card, &items::decode(item)?);
    }
    Ok(Some(card))
}

/// Puts a program's proposal on a card, if it is about what the card shows.
pub(crate) fn put_proposal(card: &mut Card, proposal: &Proposal) {
    let Some(draft) = &mut card.draft else {
        return;
    };
    let seen = proposal.seen.iter().map(|fingerprint| &fingerprint.0);
    let shown = draft.messages.iter().map(|message| &message.fingerprint);
    if seen.eq(shown.filter(|fingerprint| !fingerprint.is_empty())) {
        draft.proposal = Some(wire::Proposal {
            program: proposal.program.clone(),
            by: proposal.by.to_string(),
            at: proposal.at,
        });
    }
}

/// The personal texts, if they were not forgotten.
pub(crate) async fn vault(doors: &Doors, id: &ConversationId) -> Result<Option<Vault>, StepError> {
    Ok(step::read::<Vault>(&doors.ports, keys::vault(id))
        .await?
        .map(|(vault, _)| vault))
}

/// A person.
pub(crate) fn contact(vault: &Vault) -> wire::Contact {
    wire::Contact {
        name: vault.name(),
        first_name: vault.first_name.clone(),
        last_name: vault.last_name.clone(),
        title: vault.title.clone(),
        company: vault.company.clone(),
        domain: vault.domain.clone().unwrap_or_default(),
        country: vault.country.clone(),
        timezone: vault.timezone.clone(),
        email: vault.email.clone(),
        linkedin: vault.linkedin.clone(),
    }
}

/// Why drafts wait: the same words for all that policy held or drew, as who knows what it thinks judges no
/// more for himself; then what is special about these.
fn why_held(state: &Conversation, steps: &[u32], shown: &[wire::Message]) -> Vec<String> {
    let mut why = vec![CHOSEN.to_owned()];
    for message in state.messages.iter().filter(|m| steps.contains(&m.step)) {
        if let Some(words) = &message.why_held {
            let words = format!("step {}: {words}", message.step);
            if !why.contains(&words) {
                why.push(words);
            }
        }
        let is_held = |shown: &wire::Message| shown.step == message.step && shown.unsafe_;
        if shown.iter().any(is_held) {
            why.push(format!("step {}: the linter holds it", message.step));
        }
    }
    why
}

/// Reasons of a score.
pub(crate) fn reasons(vault: Option<&Vault>) -> Vec<wire::Reason> {
    let reasons = vault
        .map(|vault| vault.reasons.as_slice())
        .unwrap_or_default();
    reasons
        .iter()
        .map(|reason| wire::Reason {
            criterion: reason.criterion.clone(),
            weight: reason.weight,
            met: reason.met,
            words: reason.words.clone(),
        })
        .collect()
}

/// Facts.
pub(crate) fn facts(facts: Vec<items::VaultFact>) -> Vec<wire::Fact> {
    facts
        .into_iter()
        .map(|fact| wire::Fact {
            id: fact.id,
            text: fact.text,
            source: fact.source,
            date: fact.date,
        })
        .collect()
}

async fn draft_card(
    doors: &Doors,
    state: &Conversation,
    vault: Option<&Vault>,
    steps: &[u32],
) -> Result<wire::DraftCard, StepError> {
    let ports = &doors.ports;
    let mut messages = Vec::new();
    let mut note = None;
    for message in state.messages.iter().filter(|m| steps.contains(&m.step)) {
        let mut shown = self::message(doors, message).await?;
        relint(doors, state, vault, message, &mut shown).await?;
        messages.push(shown);
        if let Some(hash) = &message.note {
            note = drafting::read_blob::<NoteBlob>(ports, hash, "note")
                .await
                .ok()
                .map(|note| note.text);
        }
    }
    let known = vault
        .map(|vault| drafting::facts(&ports.playbook.get(), vault))
        .unwrap_or_default();
    Ok(wire::DraftCard {
        score: state.score,
        reasons: reasons(vault),
        facts: facts(known),
        messages,
        earlier: earlier(doors, state).await?,
        note,
        proposal: None,
    })
}

/// What the linter says by the playbook in force, where the draft was written under another version: what
/// was pushed meanwhile counts for all that waits, from the moment it is in force.
async fn relint(
    doors: &Doors,
    state: &Conversation,
    vault: Option<&Vault>,
    message: &domain::conversation::Message,
    shown: &mut wire::Message,
) -> Result<(), StepError> {
    let playbook = doors.ports.playbook.get();
    let (Some(draft), Some(vault)) = (&message.draft, vault) else {
        return Ok(());
    };
    let blob = drafting::read_draft(&doors.ports, &draft.blob).await?;
    if blob.playbook == playbook.version {
        return Ok(());
    }
    let now = doors.ports.clock.now();
    let mut findings = drafting::findings(&playbook, state, vault, &blob, message.step, now);
    let second = blob
        .findings
        .iter()
        .filter(|one| second_reader::is_from(one));
    findings.extend(second.cloned());
    shown.unsafe_ = domain::lint::must_hold(&findings);
    shown.findings = findings.iter().map(finding).collect();
    Ok(())
}

/// A finding.
pub(crate) fn finding(finding: &domain::lint::Finding) -> wire::Finding {
    wire::Finding {
        rule: finding.rule.name().to_owned(),
        evidence: finding.evidence.clone(),
        message: finding.message.clone(),
    }
}

/// What went out.
pub(crate) async fn earlier(
    doors: &Doors,
    state: &Conversation,
) -> Result<Vec<wire::Earlier>, StepError> {
    let mut all = Vec::new();
    for message in &state.messages {
        if let (Some(sent_at), Some(draft)) = (message.sent_at(), &message.draft) {
            let blob = drafting::read_draft(&doors.ports, &draft.blob).await?;
            all.push(wire::Earlier {
                step: message.step,
                channel: blob.channel,
                subject: blob.subject,
                body: blob.body,
                sent_at,
            });
        }
    }
    Ok(all)
}

/// A message with its texts.
pub(crate) async fn message(
    doors: &Doors,
    message: &domain::conversation::Message,
) -> Result<wire::Message, StepError> {
    let blob: Option<DraftBlob> = match &message.draft {
        Some(draft) => Some(drafting::read_draft(&doors.ports, &draft.blob).await?),
        None => None,
    };
    let (state, state_words) = state_words(message);
    let not_before = match &message.state {
        MessageState::Cleared { clearance } => [
            Some(clearance.hold_until),
            message.not_before,
            message.deferral.as_ref().map(|d| d.until),
        ]
        .into_iter()
        .flatten()
        .max(),
        MessageState::Planned { .. }
        | MessageState::InReview { .. }
        | MessageState::Claimed { .. }
        | MessageState::InDoubt { .. }
        | MessageState::Sent { .. }
        | MessageState::Void { .. } => message.not_before,
    };
    let failure = if blob.is_none() {
        message.why_held.clone()
    } else {
        None
    };
    let draft = message.draft.as_ref();
    let text =
        |part: fn(&DraftBlob) -> &String| blob.as_ref().map(part).cloned().unwrap_or_default();
    Ok(wire::Message {
        step: message.step,
        channel: message.channel.as_str().to_owned(),
        revision: message.revision,
        fingerprint: draft
            .map(|draft| draft.fingerprint.0.clone())
            .unwrap_or_default(),
        from: text(|b| &b.from),
        to: text(|b| &b.to),
        subject: text(|b| &b.subject),
        body: text(|b| &b.body),
        footer: text(|b| &b.footer),
        claims: blob
            .iter()
            .flat_map(|b| &b.claims)
            .map(|claim| wire::Claim {
                text: claim.text.clone(),
                fact: claim.fact.clone(),
            })
            .collect(),
        findings: blob.iter().flat_map(|b| &b.findings).map(finding).collect(),
        unsafe_: draft.is_some_and(|draft| draft.held),
        not_before,
        model: text(|b| &b.model),
        playbook: blob
            .as_ref()
            .map(|blob| playbook::short_version(&blob.playbook))
            .unwrap_or_default(),
        edited_by: draft
            .and_then(|draft| draft.edited_by.as_ref())
            .map(ToString::to_string),
        failure,
        state: state.to_owned(),
        state_words,
        sent_at: message.sent_at(),
    })
}

fn state_words(message: &domain::conversation::Message) -> (&'static str, String) {
    match &message.state {
        MessageState::Planned { draft_at } => {
            ("planned", format!("to be drafted from {draft_at} on"))
        }
        MessageState::InReview { .. } => ("in_review", "waits for you".to_owned()),
        MessageState::Cleared { clearance } => {
            let words = message.deferral.as_ref().map_or_else(
                || clearance.cleared_by.to_string(),
                |deferral| format!("{}; waits: {}", clearance.cleared_by, deferral.why),
            );
            ("cleared", words)
        }
        MessageState::Claimed { .. } => ("claimed", "is being sent".to_owned()),
        MessageState::InDoubt { .. } => ("in_doubt", "nobody knows whether it went out".to_owned()),
        MessageState::Sent { .. } => ("sent", "sent".to_owned()),
        MessageState::Void { reason } => ("void", {
            use domain::conversation::VoidReason as V;
            let why = match reason {
                V::Replied => "they answered",
                V::Stopped => "nobody may write to them",
                V::Killed => "killed",
                V::TakenOver => "you took over",
                V::Closed => "the conversation is over",
            };
            format!("will not be sent: {why}")
        }),
    }
}

/// A reply with its texts.
pub(crate) async fn reply_card(
    doors: &Doors,
    state: &Conversation,
    entry: &Inbound,
) -> Result<wire::ReplyCard, StepError> {
    let reading: ReadingBlob = drafting::read_blob(&doors.ports, &entry.reading, "reply").await?;
    Ok(wire::ReplyCard {
        inbound: entry.id.to_string(),
        received_at: entry.at,
        from: reading.from,
        subject: reading.subject,
        human_text: reading.human_text,
        text: reading.text,
        matched_by: reading.matched_by,
        other_writer: reading.other_writer,
        intent: entry.intent.to_string(),
        intent_confidence: reading.confidence,
        evidence: reading.evidence,
        return_date: reading.return_date,
        resume_on: reading.resume_on,
        referral: reading
            .referral
            .map(|(name, email)| wire::Referral { name, email }),
        relabelled_by: entry.relabelled_by.as_ref().map(ToString::to_string),
        earlier: earlier(doors, state).await?,
        unmatched: false,
    })
}

async fn in_doubt(
    doors: &Doors,
    state: &Conversation,
    step: u32,
    claim: &str,
) -> Result<Option<wire::InDoubtCard>, StepError> {
    let Some(message) = state.message(step) else {
        return Ok(None);
    };
    let Some(draft) = &message.draft else {
        return Ok(None);
    };
    let blob = drafting::read_draft(&doors.ports, &draft.blob).await?;
    let claimed_at = match &message.state {
        MessageState::InDoubt { claim, .. } => claim.at,
        _ => state.last,
    };
    let words = "The provider took the letter's bytes and gave no answer. Look into the sender's mailbox, then say what became of it.".to_owned();
    Ok(Some(wire::InDoubtCard {
        claim: claim.to_owned(),
        step,
        channel: blob.channel,
        subject: blob.subject,
        body: blob.body,
        to: blob.to,
        claimed_at,
        words,
        alarm: false,
    }))
}

/// What a provider's late word means for a letter that was settled as not sent: it is out, and what
/// the operator may still do about it depends on whether the step was handed over again since.
async fn alarm(
    doors: &Doors,
    state: &Conversation,
    step: u32,
    claim: &ClaimId,
) -> Result<Option<wire::InDoubtCard>, StepError> {
    let Some(card) = in_doubt(doors, state, step, claim.as_str()).await? else {
        return Ok(None);
    };
    let now = match state.message(step).map(|message| &message.state) {
        Some(MessageState::Sent { claim: sent, .. }) if sent.id == *claim => {
            "It is recorded as sent now, and this step is not sent again."
        }
        Some(MessageState::Sent { .. }) => {
            "The step was sent again since, so they have the letter twice: consider a word of apology."
        }
        Some(MessageState::Claimed { .. } | MessageState::InDoubt { .. }) => {
            "The step was handed over again since, so they may get the letter twice: consider a word of apology."
        }
        Some(
            MessageState::Void { .. }
            | MessageState::Planned { .. }
            | MessageState::InReview { .. }
            | MessageState::Cleared { .. },
        )
        | None => "The step was over already; it is not sent again.",
    };
    Ok(Some(wire::InDoubtCard {
        words: format!(
            "This letter was settled as not sent. Now the provider reports on it, so it did go out. {now}"
        ),
        alarm: true,
        ..card
    }))
}

/// The inbound message that a reply card's id names.
pub(crate) fn inbound_of(id: &str) -> Option<InboundId> {
    let (_, rest) = id.split_once(".r")?;
    InboundId::parse(&format!("inb_{rest}")).ok()
}

/// The hand-over that a card's id names.
pub(crate) fn claim_of(id: &str) -> Option<domain::ClaimId> {
    let rest = id.split_once(".x").or_else(|| id.split_once(".y"))?.1;
    domain::ClaimId::parse(&format!("clm_{rest}")).ok()
}
