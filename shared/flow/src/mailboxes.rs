//! Mailboxes: which one a conversation writes from, the brake, and what becomes of the conversations of one
//! that is given up.
//!
//! A conversation stays on the mailbox that its first letter was drafted for. Only an operator's move
//! changes it, and what was drafted is reviewed again then, because the sender is part of the fingerprint.

use crate::due::{self, Task};
use crate::items::{self, IndexRow, MessageIdRow};
use crate::{Ports, StepError, config, drafting, forget, keys, log, rounds, step};
use ::ports::{Action, Expect, Key, PageRequest, PortError};
use domain::brake::{self, Alarm, Answer, Answered, Cause, Trouble};
use domain::conversation::{
    CardRef, CardShows, Conversation, Input, Message, MessageState, Rank, Refusal, decide,
};
use domain::rotation::{Candidate, choose};
use domain::rows::MailboxRow;
use domain::{Actor, AgentName, ConversationId, OperatorId, VerdictId};
use jiff::Timestamp;
use jiff::civil::Date;
use playbook::{Agent, Channel, House, Mailbox, Playbook};

/// Conversations of one sweep task before it hands on to the next.
const PER_TASK: usize = 100;
/// Begins the id of a mailbox's card.
pub(crate) const CARD: &str = "mbx_";

/// The id of a mailbox's card: its address, in characters that any path takes.
pub fn card_id(address: &str) -> String {
    let text = data_encoding::BASE32_NOPAD.encode(address.to_lowercase().as_bytes());
    format!("{CARD}{}", text.to_lowercase())
}

/// The mailbox that a card's id names.
pub fn of_card(id: &str) -> Option<String> {
    let text = id.strip_prefix(CARD)?.to_uppercase();
    let bytes = data_encoding::BASE32_NOPAD.decode(text.as_bytes()).ok()?;
    String::from_utf8(bytes).ok()
}

/// The card that tells of an alarm.
pub fn card(address: &str, alarm: &Alarm) -> CardRef {
    CardRef {
        id: card_id(address),
        rank: Rank::InDoubt,
        since: alarm.since,
        shows: CardShows::Mailbox {
            mailbox: address.to_lowercase(),
        },
        place: 0,
        agent: None,
        own_hour: false,
    }
}

/// Takes a mailbox's card off the queue.
pub(crate) fn no_card(address: &str, alarm: &Alarm) -> Action {
    let card = card(address, alarm);
    Action::Delete {
        key: keys::card(&card),
        expect: Expect::Any,
    }
}

/// The day in a mailbox's zone.
pub fn today(now: Timestamp, house: &House, mailbox: &Mailbox) -> Date {
    config::place_of(house, mailbox).day(now)
}

/// The mailbox of a conversation's next draft, or why there is none.
pub(crate) async fn of_draft<'a>(
    ports: &Ports,
    playbook: &'a Playbook,
    agent: &Agent,
    state: &Conversation,
) -> Result<Result<&'a Mailbox, String>, StepError> {
    let address = match &state.mailbox {
        Some(address) => Some(address.clone()),
        None => another(ports, playbook, agent, state, None).await?,
    };
    let Some(address) = address else {
        return Ok(Err(format!(
            "no mailbox of agent {} is in house.md",
            state.agent
        )));
    };
    Ok(playbook.house.mailbox(&address).ok_or_else(|| {
        format!(
            "its mailbox {address} is not in house.md any more; put it back, or move its conversations to another"
        )
    }))
}

/// One of the agent's mailboxes, fairly by what each may still send; not `except`.
async fn another(
    ports: &Ports,
    playbook: &Playbook,
    agent: &Agent,
    state: &Conversation,
    except: Option<&str>,
) -> Result<Option<String>, StepError> {
    let house = &playbook.house;
    let all: Vec<&Mailbox> = agent
        .mailboxes
        .iter()
        .filter(|address| except != Some(address.as_str()))
        .filter_map(|address| house.mailbox(address))
        .collect();
    if let ([only], None) = (all.as_slice(), except) {
        return Ok(Some(only.address.clone()));
    }
    let keys: Vec<Key> = all
        .iter()
        .map(|mailbox| keys::mailbox(&mailbox.address))
        .collect();
    if keys.is_empty() {
        return Ok(None);
    }
    let found = ports.table.get(&keys).await?;
    let now = ports.clock.now();
    let mut candidates = Vec::new();
    for (mailbox, item) in all.iter().zip(found) {
        let row: Option<MailboxRow> = item.as_ref().map(items::decode).transpose()?;
        let halted = row
            .as_ref()
            .is_some_and(|row| row.halted || row.fleet_halted);
        if except.is_some() && row.as_ref().is_some_and(|row| row.halted) {
            // Nobody moves from one that is given up to another.
            continue;
        }
        let today = today(now, house, mailbox);
        let sent = row
            .filter(|row| row.day >= today)
            .map_or(0, |row| row.count);
        let cap = mailbox.cap_on(Channel::Email, today);
        candidates.push(Candidate {
            address: mailbox.address.clone(),
            halted,
            left: cap.saturating_sub(sent),
            cap,
        });
    }
    let purpose = format!("mailbox but {}", except.unwrap_or("none"));
    let draw = ports.secrets.draw(&purpose, state.id.as_str());
    Ok(choose(&candidates, draw).map(str::to_owned))
}

/// What trouble with a letter does to its mailbox, in the commit that records it: it is counted, and where
/// it is too much, the mailbox is halted and its card says why.
pub(crate) async fn trouble(
    ports: &Ports,
    state: &Conversation,
    letter: Option<&MessageIdRow>,
    trouble: Trouble,
) -> Result<Vec<Action>, StepError> {
    // A report that names no letter is about the last one that went out.
    let message = match letter {
        Some(row) => state.message(row.step),
        None => state.last_sent(),
    };
    let draft = message.and_then(|message| message.draft.as_ref());
    let Some(address) = draft.map(|draft| draft.mailbox.clone()) else {
        return Ok(Vec::new());
    };
    let key = keys::mailbox(&address);
    let Some((row, item)) = step::read::<MailboxRow>(ports, key.clone()).await? else {
        return Ok(Vec::new());
    };
    let number = message.and_then(number_of);
    let Some(judged) = brake::judge(&row, trouble, number, ports.clock.now()) else {
        return Ok(Vec::new());
    };
    let mut actions = vec![items::put(key, &judged.row, Expect::Version(item.version))];
    if let Some(alarm) = judged.raised {
        let card = card(&address, &alarm);
        actions.push(items::put(keys::card(&card), &card, Expect::Any));
        let (event, what) = if alarm.cause.halts() {
            ("mailbox_halted", "halted by its brake")
        } else {
            ("mailbox_alarm", "needs a look")
        };
        let words = format!("mailbox {address} {what}: {}", alarm.cause.words());
        actions.push(log::note(ports, Actor::Policy, event, words, None));
    }
    Ok(actions)
}

/// The number of a message's letter among those of its mailbox, if it was counted.
fn number_of(message: &Message) -> Option<u64> {
    let claim = match &message.state {
        MessageState::Claimed { claim, .. }
        | MessageState::InDoubt { claim, .. }
        | MessageState::Sent { claim, .. } => claim,
        MessageState::Planned { .. }
        | MessageState::InReview { .. }
        | MessageState::Cleared { .. }
        | MessageState::Void { .. } => return None,
    };
    Some(claim.letter).filter(|number| *number > 0)
}

/// What the card of a mailbox says can be done.
pub fn advice(cause: Cause) -> &'static str {
    match cause {
        Cause::Bounces { .. } => {
            "Nothing leaves it any more. Find out where these addresses came from before you resume it, and say what becomes of its conversations."
        }
        Cause::Complaints { .. } => {
            "Nothing leaves it any more. Look at what was written to whom before you resume it, and say what becomes of its conversations."
        }
        Cause::Complaint => {
            "A second complaint within a thousand letters halts it. Look at the letter and at the list it came from."
        }
        Cause::Refusals { .. } => {
            "The addresses are not at fault: look at the text, the links and the domain's records. Nobody was stopped for it."
        }
    }
}

/// Answers a mailbox's card, or gives a mailbox up without one. `seen` is since when the card stands that the
/// answer is to; a card that was answered meanwhile is refused. A repeat of a verdict decides nothing.
pub async fn answer(
    ports: &Ports,
    by: &OperatorId,
    verdict: &VerdictId,
    address: &str,
    answer: Answer,
    seen: Option<Timestamp>,
) -> Result<MailboxRow, StepError> {
    let address = address.to_lowercase();
    let key = keys::mailbox(&address);
    let record = keys::mailbox_answer(&address, verdict);
    for _ in 0..step::ATTEMPTS {
        let found = ports.table.get(&[key.clone(), record.clone()]).await?;
        let [row_item, given] = found.as_slice() else {
            continue;
        };
        let Some(item) = row_item else {
            return Err(StepError::NotFound(format!(
                "mailbox {address} in the playbook"
            )));
        };
        let row: MailboxRow = items::decode(item)?;
        if given.is_some() {
            return Ok(row);
        }
        let alarm = row.health.alarm;
        if seen.is_some() && seen != alarm.map(|alarm| alarm.since) {
            return Err(decided(&row).into());
        }
        let now = ports.clock.now();
        let answered = Answered {
            by: by.clone(),
            at: now,
            answer,
        };
        let row = brake::answered(&row, answered.clone())
            .map_err(|why| StepError::Invalid(why.to_owned()))?;
        let playbook = ports.playbook.get();
        if answer == Answer::Move {
            can_move(ports, &playbook, &address).await?;
        }
        let words = format!("mailbox {address}: {}", answer.done());
        let mut actions = vec![
            items::put(key.clone(), &row, Expect::Version(item.version)),
            items::put(record.clone(), &answered, Expect::Absent),
            log::note(
                ports,
                Actor::Operator(by.clone()),
                "mailbox_answered",
                words,
                None,
            ),
        ];
        actions.extend(alarm.map(|alarm| no_card(&address, &alarm)));
        let first = first_agent(&playbook, None);
        if let (Answer::Move | Answer::End, Some(agent)) = (answer, first) {
            let task = Task::LeaveMailbox {
                mailbox: address.clone(),
                answer,
                by: by.clone(),
                agent,
                after: None,
            };
            actions.push(due::put(keys::due(now, &format!("leave-{verdict}")), task));
        }
        match step::commit(ports, actions, None).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done.map(|()| row),
        }
    }
    Err(step::lost())
}

/// Who was faster.
fn decided(row: &MailboxRow) -> Refusal {
    match &row.health.answered {
        Some(last) => Refusal::Decided {
            by: last.by.to_string(),
            at: last.at,
            what: last.answer.done().to_owned(),
        },
        None => Refusal::OutOfTurn("not waiting for an answer about this mailbox".to_owned()),
    }
}

/// A move needs a place to go for one agent at least; conversations of the others wait.
async fn can_move(ports: &Ports, playbook: &Playbook, address: &str) -> Result<(), StepError> {
    for agent in playbook.agents.values() {
        let here = agent.mailboxes.iter().any(|known| known == address);
        for other in agent.mailboxes.iter().filter(|known| *known != address) {
            let row = step::read::<MailboxRow>(ports, keys::mailbox(other)).await?;
            if here && row.is_some_and(|(row, _)| !row.halted) {
                return Ok(());
            }
        }
    }
    Err(StepError::Invalid(format!(
        "no agent of {address} has another mailbox that is not halted: add one to its `mailboxes`, or pause or end the conversations"
    )))
}

fn first_agent(playbook: &Playbook, after: Option<&AgentName>) -> Option<AgentName> {
    let mut names = playbook.agents.keys();
    names
        .find(|name| after.is_none_or(|after| name.as_str() > after.as_str()))
        .and_then(|name| AgentName::parse(name).ok())
}

/// Carries an answer out, page by page and agent by agent.
pub(crate) async fn leave(ports: &Ports, task: &Task, row: &Key) -> Result<(), StepError> {
    let Task::LeaveMailbox {
        mailbox,
        answer,
        by,
        agent,
        after,
    } = task
    else {
        return Ok(());
    };
    let playbook = ports.playbook.get();
    let page = ports
        .table
        .page(&PageRequest {
            after: after.clone(),
            ..PageRequest::new(keys::agent_index(agent), "", PER_TASK)
        })
        .await?;
    let actor = Actor::Operator(by.clone());
    for item in &page.items {
        let index: IndexRow = items::decode(item)?;
        if matches!(index.phase.as_str(), "listed" | "stopped" | "closed") {
            continue;
        }
        let Ok(id) = ConversationId::parse(&item.key.sk) else {
            continue;
        };
        let outcome = match answer {
            Answer::Move => change(ports, &playbook, &id, &actor, mailbox)
                .await
                .map(|_| ()),
            Answer::End => {
                let input = Input::EndMailbox {
                    mailbox: mailbox.clone(),
                };
                step::step(ports, &id, &actor, &input, &[])
                    .await
                    .map(|_| ())
            }
            Answer::Pause | Answer::Seen => Ok(()),
        };
        match outcome {
            // Forgotten meanwhile.
            Ok(()) | Err(StepError::NotFound(_)) => {}
            Err(error) => return Err(error),
        }
    }
    let next = match page.next {
        Some(cursor) => Some((agent.clone(), Some(cursor))),
        None => first_agent(&playbook, Some(agent)).map(|agent| (agent, None)),
    };
    let mut actions = vec![Action::Delete {
        key: row.clone(),
        expect: Expect::Any,
    }];
    if let Some((agent, after)) = next {
        let name = format!("{agent}/{}", after.as_deref().unwrap_or_default());
        let key = keys::due(ports.clock.now(), &rounds::next_name(row, &name));
        let task = Task::LeaveMailbox {
            mailbox: mailbox.clone(),
            answer: *answer,
            by: by.clone(),
            agent,
            after,
        };
        actions.push(due::put(key, task));
    }
    step::finish(ports, &actions).await
}

/// Has one conversation go on from another mailbox of its agent. False: it is not on that one, or there is
/// no other, and it waits where it is.
async fn change(
    ports: &Ports,
    playbook: &Playbook,
    id: &ConversationId,
    by: &Actor,
    from: &str,
) -> Result<bool, StepError> {
    for _ in 0..step::ATTEMPTS {
        let loaded = step::load_known(ports, id).await?;
        let state = loaded.state();
        let Some(agent) = playbook.agents.get(state.agent.as_str()) else {
            return Ok(false);
        };
        let to = match &state.mailbox {
            Some(mailbox) if mailbox == from => {
                another(ports, playbook, agent, state, Some(from)).await?
            }
            // It went before; a letter of it may have come back since.
            Some(mailbox) => Some(mailbox.clone()),
            None => None,
        };
        let Some(to) = to.and_then(|to| playbook.house.mailbox(&to)) else {
            return Ok(false);
        };
        let mut drafts = Vec::new();
        for message in &state.messages {
            drafts.extend(from_another(ports, state, message, from, to).await?);
        }
        let input = Input::ChangeMailbox {
            from: from.to_owned(),
            to: to.address.clone(),
            drafts,
        };
        let events = decide(Some(state), &step::command(ports, by.clone(), input))?;
        if events.is_empty() {
            return Ok(false);
        }
        match step::write(ports, Some(&loaded), events, Vec::new()).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {
                forget::leftovers(ports, id).await?;
            }
            done => return done.map(|_| true),
        }
    }
    Err(step::lost())
}

/// The same text from another sender: step, revision that was read, draft.
async fn from_another(
    ports: &Ports,
    state: &Conversation,
    message: &Message,
    from: &str,
    to: &Mailbox,
) -> Result<Option<(u32, u32, domain::conversation::Draft)>, StepError> {
    let waits = matches!(
        message.state,
        MessageState::InReview { .. } | MessageState::Cleared { .. }
    );
    let Some(draft) = message
        .draft
        .as_ref()
        .filter(|draft| waits && draft.mailbox == from)
    else {
        return Ok(None);
    };
    let mut blob = drafting::read_draft(ports, &draft.blob).await?;
    blob.from.clone_from(&to.address);
    blob.from_name.clone_from(&to.name);
    let hash = drafting::put_blob(ports, state.id.as_str(), &blob).await?;
    let moved = drafting::draft_of(&blob, hash, ports.clock.now(), draft.edited_by.clone());
    Ok(Some((message.step, message.revision, moved)))
}

/// True: the letter was with the provider while its conversation moved, and came back. It moves as well, and
/// is reviewed again.
pub(crate) async fn came_back(
    ports: &Ports,
    playbook: &Playbook,
    state: &Conversation,
    message: &Message,
) -> Result<bool, StepError> {
    let Some(draft) = &message.draft else {
        return Ok(false);
    };
    if state.mailbox.as_ref() == Some(&draft.mailbox) {
        return Ok(false);
    }
    if !change(ports, playbook, &state.id, &Actor::Policy, &draft.mailbox).await? {
        let input = Input::Return {
            step: message.step,
            why: format!(
                "its conversation moved from {}, and the mailbox it moved to is not in house.md",
                draft.mailbox
            ),
        };
        step::step(ports, &state.id, &Actor::Policy, &input, &[]).await?;
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cards_id_names_its_mailbox() {
        for address in ["a@x.example", "Ärger+1@x.example", "mara@quayline.example"] {
            let id = card_id(address);
            assert!(id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'));
            assert_eq!(of_card(&id), Some(address.to_lowercase()));
        }
        assert_eq!(of_card("mbx_1"), None);
        assert_eq!(of_card("lst_a"), None);
    }
}
