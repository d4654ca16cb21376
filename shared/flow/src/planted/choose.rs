//! When a card is planted, and which.

use super::shipped::BAD;
use super::{card, gone, read, show};
use crate::items::{self, ClassRow, PastKillsRow, PlantedMark};
use crate::{Ports, StepError, drafting, export, keys, step};
use ::ports::{Action, Expect};
use domain::PlantedId;
use domain::conversation::{Channel, Conversation, Event};
use domain::planted::{Planted, Text};
use domain::trust::{ClassId, Counts, FIRST_DAYS, Label, Look, MessageRef, Stratum};
use jiff::{SignedDuration, Timestamp};

/// Verdicts that a class has had before anything is planted: who begins has no routine that could fail.
const ROUTINE: u32 = 20;
/// So many of the drafts that come up on a day would have a card planted beside them; the first one has it.
const SHARE: f64 = 0.25;
/// A kill is remembered by who gave it for some days, and proves nothing when it comes back.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(14 * 24);
/// Kills that are kept for planting.
const MOST_KILLS: usize = 60;
/// Kills that are looked at for one that will do.
const TRIED: usize = 5;
/// What everybody would kill who reads the card; the other reasons are matters of taste, or about the lead.
const PLAIN: [&str; 4] = ["bad_fact", "wrong_company", "off_tone", "harmful"];

/// Keeps kills of a class, to be planted when they are old enough.
pub(crate) async fn remember(
    ports: &Ports,
    id: &ClassId,
    killed: &[MessageRef],
) -> Result<Option<Action>, StepError> {
    if killed.is_empty() {
        return Ok(None);
    }
    let found = step::read::<PastKillsRow>(ports, keys::class_kills(id)).await?;
    let expect = items::as_read(found.as_ref().map(|(_, item)| item));
    let mut row = found.map(|(row, _)| row).unwrap_or_default();
    for message in killed {
        if !row.kills.iter().any(|(known, _)| known == message) {
            row.kills.push_back((message.clone(), ports.clock.now()));
        }
    }
    while row.kills.len() > MOST_KILLS {
        row.kills.pop_front();
    }
    Ok(Some(items::put(keys::class_kills(id), &row, expect)))
}

/// Plants a card beside a draft that has just come up, if it is time for one. For the commit that takes the
/// draft's label into its class.
pub(crate) async fn plant(
    ports: &Ports,
    id: &ClassId,
    row: &mut ClassRow,
    label: &Label,
) -> Result<Vec<Action>, StepError> {
    let now = ports.clock.now();
    let today = keys::day_of(now);
    let detector = row.class.detectors.get(&Stratum::Class);
    let judged = detector.map_or(0, |detector| detector.judged);
    let drawn = ports.secrets.draw("planted", &label.message.to_string());
    let is_time = label.look == Look::Waiting
        // What is held whatever policy thinks stands elsewhere in the queue.
        && label.counts != Counts::Nothing
        && judged >= ROUTINE
        && drawn < SHARE
        && row.planted.as_ref().is_none_or(|mark| mark.day != today);
    if !is_time {
        return Ok(Vec::new());
    }
    let mut actions = Vec::new();
    if let Some(mark) = &row.planted
        && let Some((last, item)) = read(ports, &mark.id).await?
        && last.answer.is_none()
    {
        let stale = i64::from(ports.playbook.get().house.limits.card_stale_after_days);
        let stale = SignedDuration::from_hours(24 * stale);
        // A draft that waits so long is written anew; this one makes room for another.
        let is_stale = now.duration_since(last.since) >= stale;
        if !is_stale && show::show(ports, &last).await?.is_some() {
            // It still waits: another one would only fill the queue.
            return Ok(Vec::new());
        }
        actions.extend(gone(&last, &item));
    }
    let Some(beside) = step::load(ports, &label.message.conversation).await? else {
        return Ok(Vec::new());
    };
    let state = beside.state();
    let mut units = state.units();
    let unit = units.find(|(message, _)| *message == label.message);
    let Some((_, unit)) = unit else {
        return Ok(Vec::new());
    };
    let used = row.planted.take().map(|mark| mark.used).unwrap_or_default();
    let mark = PlantedMark {
        id: PlantedId::mint(now, ports.entropy.bytes()),
        day: today,
        used,
    };
    let row_mark = row.planted.insert(mark);
    let old = old_kill(ports, id, now, &mut actions).await?;
    let text = match old {
        Some(text) => Some(text),
        None => shipped(ports, row_mark, state, label, unit.steps.len()).await?,
    };
    let Some(text) = text else {
        return Ok(actions);
    };
    // Whoever is forgotten meanwhile takes it away.
    let vault = keys::vault(text.person());
    let Some((_, vault)) = step::read::<items::Vault>(ports, vault).await? else {
        return Ok(actions);
    };
    actions.push(Action::Check {
        key: vault.key,
        expect: Expect::Version(vault.version),
    });
    let planted = Planted {
        id: row_mark.id.clone(),
        class: id.clone(),
        agent: state.agent.clone(),
        since: now,
        place: unit.routing.place,
        own_hour: unit.routing.agent_days < FIRST_DAYS,
        text,
        answer: None,
    };
    let shown = card(&planted);
    actions.push(items::put(
        keys::planted(&planted.id),
        &planted,
        Expect::Absent,
    ));
    actions.push(items::put(keys::card(&shown), &shown, Expect::Any));
    Ok(actions)
}

/// The oldest kill of the class that is plainly one and old enough. What is looked at and won't do is forgotten.
async fn old_kill(
    ports: &Ports,
    id: &ClassId,
    now: Timestamp,
    actions: &mut Vec<Action>,
) -> Result<Option<Text>, StepError> {
    let Some((mut row, item)) = step::read::<PastKillsRow>(ports, keys::class_kills(id)).await?
    else {
        return Ok(None);
    };
    let mut found = None;
    let before = row.kills.len();
    for _ in 0..TRIED {
        let is_old = |at: Timestamp| domain::calendar::later(at, FORGOTTEN) <= now;
        let Some((message, at)) = row.kills.front().cloned() else {
            break;
        };
        if !is_old(at) {
            break;
        }
        row.kills.pop_front();
        found = plain_kill(ports, &message).await?;
        if found.is_some() {
            break;
        }
    }
    if row.kills.len() != before {
        let put = items::put(keys::class_kills(id), &row, Expect::Version(item.version));
        actions.retain(|action| action.key() != put.key());
        actions.push(put);
    }
    Ok(found)
}

/// A kill of a first letter that stands, for a reason that the card shows, of somebody who was not forgotten.
async fn plain_kill(ports: &Ports, message: &MessageRef) -> Result<Option<Text>, StepError> {
    // Later ones have letters before them, which the card would have to show.
    if message.step > 1 {
        return Ok(None);
    }
    let id = &message.conversation;
    let Some(loaded) = step::load(ports, id).await? else {
        return Ok(None);
    };
    let state = loaded.state();
    let stands = domain::conversation::labels(state, 0)
        .into_iter()
        .any(|known| {
            let judged = matches!(known.label.look, Look::Judged(outcome) if outcome.is_kill());
            known.label.message == *message && judged
        });
    let undone = |verdict| state.verdict(verdict).is_none_or(|record| record.undone);
    let events = step::events(ports, id).await?;
    let reason = events
        .iter()
        .rev()
        .find_map(|recorded| match &recorded.event {
            Event::Killed {
                verdict,
                reason,
                steps,
                ..
            } if steps.contains(&message.step) && !undone(verdict) => Some(reason.clone()),
            _ => None,
        });
    let Some(reason) = reason.filter(|reason| stands && PLAIN.contains(&reason.as_str())) else {
        return Ok(None);
    };
    let mut units = state.units();
    let steps = units
        .find(|(known, _)| known == message)
        .map(|(_, unit)| unit.steps.clone())
        .unwrap_or_default();
    let letters: Vec<_> = steps
        .iter()
        .filter_map(|step| {
            let draft = state.message(*step)?.draft.as_ref()?;
            Some((*step, draft.blob.clone()))
        })
        .collect();
    let text = Text::Killed {
        conversation: id.clone(),
        letters,
        reason,
    };
    let is_there = {
        let Text::Killed { letters, .. } = &text else {
            return Ok(None);
        };
        let mut there = !letters.is_empty()
            && step::read::<items::Vault>(ports, keys::vault(id))
                .await?
                .is_some();
        for (_, blob) in letters {
            there &= export::kept(drafting::read_draft(ports, blob).await)?.is_some();
        }
        there
    };
    Ok(is_there.then_some(text))
}

/// One that comes with the software, not one of the last ones; none where there is no mail.
async fn shipped(
    ports: &Ports,
    mark: &mut PlantedMark,
    state: &Conversation,
    label: &Label,
    letters: usize,
) -> Result<Option<Text>, StepError> {
    let message = state.message(label.message.step);
    let draft = message
        .filter(|message| message.channel == Channel::Email)
        .and_then(|message| message.draft.as_ref());
    let Some(draft) = draft else {
        return Ok(None);
    };
    let Some(beside) = export::kept(drafting::read_draft(ports, &draft.blob).await)? else {
        return Ok(None);
    };
    let free: Vec<_> = BAD
        .iter()
        .filter(|bad| !mark.used.iter().any(|used| used == bad.name))
        .collect();
    let drawn = ports.secrets.draw("planted text", mark.id.as_str());
    // Which of them: whole places, as many as there are.
    let place = free
        .iter()
        .zip(1_u32..)
        .position(|(_, number)| drawn * count(free.len()) < f64::from(number));
    let Some(bad) = place.and_then(|place| free.get(place)) else {
        return Ok(None);
    };
    mark.used.push_back(bad.name.to_owned());
    while mark.used.len() >= BAD.len() {
        mark.used.pop_front();
    }
    Ok(Some(Text::Shipped {
        name: bad.name.to_owned(),
        beside: state.id.clone(),
        from: beside.from,
        footer: beside.footer,
        model: beside.model,
        letters: u32::try_from(letters).unwrap_or(1),
    }))
}

fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(0.0, f64::from)
}
