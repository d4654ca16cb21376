//! Agents and their conversations.

use super::mailboxes::mailbox;
use super::queue::{decision, on_planted, undo_until, word};
use super::{Giver, Operator, stir, verdict_id};
use crate::address::{Path, Query};
use crate::body::Json;
use crate::cards;
use crate::doors::{Amended, Doors};
use crate::problem::Problem;
use crate::wire::{
    Agent, AgentPage, Agents, Conversation, ConversationRow, Conversations, Criterion, Decided,
    GiveVerdict, Queued, Retire, Retired, Source, Step, TimelineRow,
};
use axum::extract::State;
use axum::http::StatusCode;
use domain::conversation::{CardShows, Phase, Recorded};
use domain::rows::{AgentRow, week_of};
use domain::{Actor, AgentName, ConversationId};
use flow::due::{self, Task};
use flow::items::{self, CursorRow, Head, IndexRow, Vault};
use flow::versions::{self, Behind, NewVersion, Way};
use flow::{StepError, drafting, keys, planted, retire as retiring, sourcing, step, verdicts};
use ports::{Key, PageRequest};
use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::IntoParams;

const PHASES: [&str; 7] = [
    "listed",
    "active",
    "paused",
    "with_operator",
    "ending",
    "stopped",
    "closed",
];

fn name_of(text: &str) -> Result<AgentName, Problem> {
    AgentName::parse(text).map_err(|_| Problem::not_found("There is no agent of this name."))
}

async fn agent_of(
    doors: &Doors,
    name: &AgentName,
    config: &playbook::Agent,
) -> Result<Agent, Problem> {
    let mut phases: BTreeMap<String, u32> = BTreeMap::new();
    let mut cards = 0u32;
    for item in step::all(&doors.ports, &keys::agent_index(name), "").await? {
        let row: IndexRow = items::decode(&item)?;
        let count = phases.entry(row.phase).or_default();
        *count = count.saturating_add(1);
        cards = cards.saturating_add(row.cards);
    }
    let row = step::read::<AgentRow>(&doors.ports, keys::agent(name))
        .await?
        .map(|(row, _)| row);
    let house = &doors.ports.playbook.get().house;
    let place = domain::calendar::Place {
        zone: house.default_timezone.clone(),
        country: String::new(),
    };
    let week = week_of(place.day(doors.ports.clock.now()));
    Ok(Agent {
        name: name.to_string(),
        goal: config.goal.clone(),
        channel: channel(config.channel).to_owned(),
        motion: match config.motion {
            playbook::Motion::New => "new",
            playbook::Motion::Reactivate => "reactivate",
            playbook::Motion::Renew => "renew",
        }
        .to_owned(),
        mailboxes: config.mailboxes.clone(),
        weekly_target: config.weekly_target,
        halted: row
            .as_ref()
            .is_some_and(|row| row.halted || row.fleet_halted),
        phases,
        cards,
        sent_this_week: row
            .filter(|row| row.week == week)
            .map_or(0, |row| row.count),
        weekly_cap: config.weekly_cap,
    })
}

fn channel(channel: playbook::Channel) -> &'static str {
    match channel {
        playbook::Channel::Email => "email",
        playbook::Channel::Linkedin => "linkedin",
    }
}

/// All agents.
#[utoipa::path(get, path = "/agents", responses((status = 200, body = Agents)))]
pub(crate) async fn agents(
    State(doors): State<Doors>,
    _: Operator,
) -> Result<axum::Json<Agents>, Problem> {
    let playbook = doors.ports.playbook.get();
    let mut agents = Vec::new();
    for (name, config) in &playbook.agents {
        agents.push(agent_of(&doors, &name_of(name)?, config).await?);
    }
    Ok(axum::Json(Agents { agents }))
}

/// One agent.
#[utoipa::path(get, path = "/agents/{name}", responses((status = 200, body = AgentPage)))]
pub(crate) async fn agent(
    State(doors): State<Doors>,
    _: Operator,
    Path(name): Path<String>,
) -> Result<axum::Json<AgentPage>, Problem> {
    let name = name_of(&name)?;
    let playbook = doors.ports.playbook.get();
    let config = playbook
        .agents
        .get(name.as_str())
        .ok_or_else(|| Problem::not_found("There is no agent of this name in the playbook."))?;
    let mut sources = Vec::new();
    for source in &config.sources {
        let row = step::read::<CursorRow>(&doors.ports, keys::cursor(&name, &source.file)).await?;
        let row = row.map(|(row, _)| row).unwrap_or_default();
        sources.push(Source {
            file: source.file.clone(),
            read_rows: row.rows,
            end: row.end,
        });
    }
    let mut mailboxes_today = Vec::new();
    for address in &config.mailboxes {
        if let Some(config) = playbook.house.mailbox(address) {
            mailboxes_today.push(mailbox(&doors, &playbook, config).await?);
        }
    }
    Ok(axum::Json(AgentPage {
        agent: agent_of(&doors, &name, config).await?,
        segment: config.segment.clone(),
        brief: config.brief.clone(),
        sequence: config
            .sequence
            .steps
            .iter()
            .map(|step| Step {
                step: step.number,
                channel: channel(step.channel).to_owned(),
                wait: if step.number == 1 {
                    "at once".to_owned()
                } else {
                    step.wait.to_string()
                },
            })
            .collect(),
        rubric: config
            .rubric
            .criteria
            .iter()
            .map(|criterion| Criterion {
                name: criterion.name.clone(),
                weight: criterion.weight,
                words: criterion.when.to_string(),
            })
            .collect(),
        sources,
        mailboxes_today,
    }))
}

/// Pulls leads now.
#[utoipa::path(post, path = "/agents/{name}/source", responses((status = 202, body = Queued)))]
pub(crate) async fn source(
    State(doors): State<Doors>,
    _: Operator,
    Path(name): Path<String>,
) -> Result<(StatusCode, axum::Json<Queued>), Problem> {
    match sourcing::now(&doors.ports, &name_of(&name)?).await {
        Err(flow::StepError::Invalid(why)) => Err(Problem::conflict(format!("{why}."))),
        Err(error) => Err(error.into()),
        Ok(()) => {
            stir(&doors);
            Ok((StatusCode::ACCEPTED, axum::Json(Queued { queued: true })))
        }
    }
}

/// Gives an agent up: it is halted at once, leads that it has not written to go to another agent or end, its
/// sequences end, and a version without it is put in force. What waits for a person stays with him.
#[utoipa::path(post, path = "/agents/{name}/retire", request_body = Retire,
    responses((status = 200, body = Retired), (status = 400, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn retire(
    State(doors): State<Doors>,
    Operator(by): Operator,
    Path(name): Path<String>,
    Json(given): Json<Retire>,
) -> Result<axum::Json<Retired>, Problem> {
    let name = name_of(&name)?;
    let to = given.to.as_deref().map(name_of).transpose()?;
    let ports = &doors.ports;
    let current = versions::current(ports).await?.ok_or_else(|| {
        Problem::conflict("No version of the playbook was pushed yet: `onloop push` first.")
    })?;
    let mut files = versions::files(ports, &current.version).await?;
    let path = playbook::agent_path(&files, name.as_str())
        .ok_or_else(|| Problem::not_found("There is no agent of this name in the playbook."))?;
    files.remove(&path);
    let playbook = playbook::load(&files).map_err(|faults| {
        Problem::conflict(format!("Without it the playbook has faults: {faults}"))
    })?;
    let in_flight = retiring::retire(ports, &by, &name, to.as_ref()).await?;
    let becomes = playbook.version.clone();
    let edit = {
        let path = path.clone();
        move |files: &playbook::Files| {
            let mut files = files.clone();
            files.remove(&path);
            Ok(files)
        }
    };
    let amended = doors.playbook.amend(&edit, &becomes).await;
    let new = NewVersion {
        files,
        playbook,
        way: Way::Push,
        message: match &to {
            Some(to) => format!("Agent {name} is retired; {to} gets its leads"),
            None => format!("Agent {name} is retired"),
        },
        stay: false,
        redraft: false,
        base: Some(current.version),
        folder: doors.playbook.holds().await,
    };
    let pushed = match versions::push(ports, &Actor::Operator(by), new).await? {
        Ok(pushed) => pushed,
        Err(Behind { by, .. }) => {
            return Err(Problem::conflict(format!(
                "{by} pushed just now: {name} is halted and its conversations end, but it is still in the playbook. Retire it again."
            )));
        }
    };
    stir(&doors);
    let short = playbook::short_version(&pushed.version);
    Ok(axum::Json(Retired {
        words: match amended {
            Ok(Amended::Written(_)) => {
                format!("{short} is in force without {path}, which is removed.")
            }
            Ok(Amended::Elsewhere) => {
                format!("{short} is in force without {path}: pull it into your folder.")
            }
            Err(why) => format!(
                "{short} is in force without {path}, but your folder was left as it is: {}. Remove the file before you push.",
                why.trim_end_matches('.')
            ),
        },
        version: pushed.version,
        short,
        in_flight,
    }))
}

/// Writes all waiting and cleared drafts of an agent anew, with the playbook in force. Approvals of
/// the old texts are void.
#[utoipa::path(post, path = "/agents/{name}/redraft", responses((status = 202, body = Queued)))]
pub(crate) async fn redraft(
    State(doors): State<Doors>,
    Operator(by): Operator,
    Path(name): Path<String>,
) -> Result<(StatusCode, axum::Json<Queued>), Problem> {
    let name = name_of(&name)?;
    let ports = &doors.ports;
    if !ports.playbook.get().agents.contains_key(name.as_str()) {
        return Err(Problem::not_found(
            "There is no agent of this name in the playbook.",
        ));
    }
    let why = format!("{by} had the agent's drafts written anew");
    let row = keys::due(ports.clock.now(), &format!("redraft-{name}"));
    let actor = domain::Actor::Operator(by);
    let actions = vec![
        due::put(
            row,
            Task::RedraftAll {
                agent: name.clone(),
                why: why.clone(),
                after: None,
            },
        ),
        flow::log::note(ports, actor, "redraft_all", why, Some(name)),
    ];
    step::finish(ports, &actions).await?;
    stir(&doors);
    Ok((StatusCode::ACCEPTED, axum::Json(Queued { queued: true })))
}

/// Which conversations.
#[derive(Debug, Deserialize, IntoParams)]
pub(crate) struct ConversationsQuery {
    /// Only of this agent.
    agent: Option<String>,
    /// Only in this phase.
    phase: Option<String>,
    /// Only with this in the name or the company.
    q: Option<String>,
    /// 1 to 200.
    limit: Option<usize>,
    /// Cursor of the page before.
    after: Option<String>,
}

/// Conversations, by agent.
#[utoipa::path(get, path = "/conversations", params(ConversationsQuery), responses((status = 200, body = Conversations)))]
pub(crate) async fn conversations(
    State(doors): State<Doors>,
    _: Operator,
    Query(query): Query<ConversationsQuery>,
) -> Result<axum::Json<Conversations>, Problem> {
    let limit = query.limit.unwrap_or(50).clamp(1, 200);
    let phase = query.phase.as_deref().filter(|phase| !phase.is_empty());
    if phase.is_some_and(|phase| !PHASES.contains(&phase)) {
        return Err(Problem::bad_request(format!(
            "phase is one of {}.",
            PHASES.join(", ")
        )));
    }
    let needle = query.q.as_deref().unwrap_or_default().trim().to_lowercase();
    let names: Vec<AgentName> = match query.agent.as_deref().filter(|name| !name.is_empty()) {
        Some(name) => vec![name_of(name)?],
        None => {
            let playbook = doors.ports.playbook.get();
            playbook
                .agents
                .keys()
                .map(|name| name_of(name))
                .collect::<Result<_, _>>()?
        }
    };
    let (from_agent, mut after) = match query
        .after
        .as_deref()
        .and_then(|after| after.split_once('/'))
    {
        Some((agent, key)) => (Some(agent.to_owned()), Some(key.to_owned())),
        None => (None, None),
    };
    let mut rows = Vec::new();
    for name in names.iter().skip_while(|name| {
        from_agent
            .as_deref()
            .is_some_and(|from| from != name.as_str())
    }) {
        loop {
            let request = PageRequest {
                after: after.take(),
                ..PageRequest::new(keys::agent_index(name), "", 100)
            };
            let page = doors
                .ports
                .table
                .page(&request)
                .await
                .map_err(flow::StepError::from)?;
            let mut wanted: Vec<(String, ConversationId)> = Vec::new();
            for item in &page.items {
                let row: IndexRow = items::decode(item)?;
                if phase.is_none_or(|phase| phase == row.phase)
                    && let Ok(id) = ConversationId::parse(&item.key.sk)
                {
                    wanted.push((item.key.sk.clone(), id));
                }
            }
            let ids: Vec<&ConversationId> = wanted.iter().map(|(_, id)| id).collect();
            for (key, row) in wanted
                .iter()
                .map(|(key, _)| key)
                .zip(rows_of(&doors, &ids).await?)
            {
                let Some(row) = row else { continue };
                let found = needle.is_empty()
                    || row.name.to_lowercase().contains(&needle)
                    || row.company.to_lowercase().contains(&needle);
                if !found {
                    continue;
                }
                rows.push(row);
                if rows.len() >= limit {
                    let next = Some(format!("{name}/{key}"));
                    return Ok(axum::Json(Conversations {
                        conversations: rows,
                        next,
                    }));
                }
            }
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
    }
    Ok(axum::Json(Conversations {
        conversations: rows,
        next: None,
    }))
}

async fn rows_of(
    doors: &Doors,
    ids: &[&ConversationId],
) -> Result<Vec<Option<ConversationRow>>, Problem> {
    let mut rows = Vec::new();
    for ids in ids.chunks(50) {
        let wanted: Vec<Key> = ids
            .iter()
            .flat_map(|id| [keys::head(id), keys::vault(id)])
            .collect();
        let found = doors
            .ports
            .table
            .get(&wanted)
            .await
            .map_err(flow::StepError::from)?;
        for pair in found.chunks(2) {
            let [Some(head), vault] = pair else {
                rows.push(None);
                continue;
            };
            let head: Head = items::decode(head)?;
            let vault: Option<Vault> = vault.as_ref().map(items::decode).transpose()?;
            rows.push(Some(row_of(&head, vault.as_ref())));
        }
    }
    Ok(rows)
}

fn row_of(head: &Head, vault: Option<&Vault>) -> ConversationRow {
    let state = &head.state;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    ConversationRow {
        id: state.id.to_string(),
        agent: state.agent.to_string(),
        name: vault.map_or_else(|| "(forgotten)".to_owned(), Vault::name),
        company: vault.map(|vault| vault.company.clone()).unwrap_or_default(),
        phase: state.phase.name().to_owned(),
        phase_words: stand(head),
        step: count(
            state
                .messages
                .iter()
                .filter(|m| m.sent_at().is_some())
                .count(),
        ),
        steps: count(
            state
                .plan
                .as_ref()
                .map_or(0, |plan| plan.steps.len())
                .max(state.messages.len()),
        ),
        // While a card waits nothing happens by itself but that it grows stale.
        next_at: head.due.filter(|_| head.cards.is_empty()).map(|due| due.at),
        last_at: state.last,
    }
}

/// Where a conversation stands in words: what waits for the operator says more than its phase.
fn stand(head: &Head) -> String {
    let Some(card) = head.cards.first() else {
        return head.state.phase.words();
    };
    match card.shows {
        CardShows::Drafts { .. } => "drafts wait for your verdict",
        CardShows::Reply { .. } => "a reply waits for you",
        CardShows::InDoubt { .. } => "a send is in doubt",
        CardShows::Contradiction { .. } => "an alarm waits for you",
        CardShows::List { .. } => "waits on a list",
        CardShows::Mailbox { .. } => "its mailbox needs your word",
        CardShows::Goal { .. } => "its goal needs your word",
        CardShows::Planted { .. } => "no card of a conversation",
    }
    .to_owned()
}

fn conversation_id(text: &str) -> Result<ConversationId, Problem> {
    ConversationId::parse(text)
        .map_err(|_| Problem::not_found("There is no conversation of this id."))
}

/// One conversation with all that happened.
#[utoipa::path(get, path = "/conversations/{id}", responses((status = 200, body = Conversation)))]
pub(crate) async fn conversation(
    State(doors): State<Doors>,
    _: Operator,
    Path(id): Path<String>,
) -> Result<axum::Json<Conversation>, Problem> {
    let id = conversation_id(&id)?;
    match step::load_known(&doors.ports, &id).await {
        Err(StepError::NotFound(what)) => {
            let page = planted_page(&doors, &id).await?;
            let unknown = || StepError::NotFound(what).into();
            page.map(axum::Json).ok_or_else(unknown)
        }
        loaded => Ok(axum::Json(page_of(&doors, &loaded?.head).await?)),
    }
}

/// What stands where the conversation of a planted card would: as much as there is of one with a first draft.
async fn planted_page(doors: &Doors, id: &ConversationId) -> Result<Option<Conversation>, Problem> {
    let Some(planted) = planted::behind(id) else {
        return Ok(None);
    };
    let Some((planted, _)) = planted::read(&doors.ports, &planted).await? else {
        return Ok(None);
    };
    let (Some(card), state) = (cards::of_planted(doors, &planted).await?, Phase::Active) else {
        return Ok(None);
    };
    let draft = card.draft;
    let began = ["sourced", "accepted", "drafted"];
    let timeline = step::events(&doors.ports, planted.text.person())
        .await?
        .into_iter()
        .filter(|recorded| began.contains(&recorded.event.name()))
        .take(began.len())
        .map(|recorded| told(None, &recorded))
        .collect();
    Ok(draft.map(|draft| Conversation {
        id: id.to_string(),
        agent: card.agent,
        contact: card.contact,
        phase: state.name().to_owned(),
        phase_words: state.words(),
        score: draft.score,
        reasons: draft.reasons,
        facts: draft.facts,
        messages: draft.messages,
        replies: Vec::new(),
        timeline,
        meeting: false,
        card: Some(card.id),
    }))
}

fn told(state: Option<&domain::conversation::Conversation>, recorded: &Recorded) -> TimelineRow {
    TimelineRow {
        at: recorded.at,
        who: recorded.by.to_string(),
        event: recorded.event.name().to_owned(),
        words: domain::conversation::told(state, &recorded.event),
    }
}

async fn page_of(doors: &Doors, head: &Head) -> Result<Conversation, Problem> {
    let state = &head.state;
    let vault = cards::vault(doors, &state.id).await?;
    let mut messages = Vec::new();
    let mut replies = Vec::new();
    // Forget deletes the texts: what is left is what happened.
    if vault.is_some() {
        for message in &state.messages {
            messages.push(cards::message(doors, message).await?);
        }
        for entry in &state.inbound {
            match cards::reply_card(doors, state, entry).await {
                // A colleague's words, who was forgotten since.
                Err(flow::StepError::NotFound(_)) => {}
                card => replies.push(card?),
            }
        }
    }
    let timeline = step::events(&doors.ports, &state.id)
        .await?
        .iter()
        .map(|recorded| told(Some(state), recorded))
        .collect();
    let known = vault
        .as_ref()
        .map(|vault| drafting::facts(&doors.ports.playbook.get(), vault))
        .unwrap_or_default();
    Ok(Conversation {
        id: state.id.to_string(),
        agent: state.agent.to_string(),
        contact: vault.as_ref().map(cards::contact),
        phase: state.phase.name().to_owned(),
        phase_words: state.phase.words(),
        score: state.score,
        reasons: cards::reasons(vault.as_ref()),
        facts: cards::facts(known),
        messages,
        replies,
        timeline,
        meeting: state.meeting.is_some(),
        card: head.cards.first().map(|card| card.id.clone()),
    })
}

/// Decides a conversation without a card: take over, hand back, meeting, stop.
#[utoipa::path(post, path = "/conversations/{id}/act", request_body = GiveVerdict, responses((status = 200, body = Decided)))]
pub(crate) async fn act(
    State(doors): State<Doors>,
    Giver(by, through): Giver,
    Path(id): Path<String>,
    Json(given): Json<GiveVerdict>,
) -> Result<axum::Json<Decided>, Problem> {
    let id = conversation_id(&id)?;
    let verdict = verdict_id(&given.verdict)?;
    let decision = decision(given.decision, None)?;
    let fits = matches!(
        decision,
        verdicts::Decision::TakeOver { .. }
            | verdicts::Decision::HandBack { .. }
            | verdicts::Decision::Meeting
            | verdicts::Decision::Stop
    );
    if !fits {
        return Err(Problem::bad_request(
            "A conversation takes take_over, hand_back, meeting or stop; the rest is for its cards.",
        ));
    }
    let head = match verdicts::give(&doors.ports, &id, &by, through, &verdict, &decision).await {
        Err(StepError::NotFound(what)) => {
            let judged = (&verdict, &decision, given.looked_ms);
            return on_planted(&doors, (&by, through), &id, judged, what).await;
        }
        head => head?,
    };
    stir(&doors);
    Ok(axum::Json(Decided {
        verdict: verdict.to_string(),
        decided: word(&decision).to_owned(),
        undo_until: undo_until(&head, &verdict),
        policy: Vec::new(),
        planted: None,
        card: None,
    }))
}
