//! Room for one draft more. What waits is counted now and then; drafts that are begun after a count are written
//! down beside it, each before it is begun, so that many at once don't all take the same last place.

use super::{Loads, Waiting, budget, looks_lately, today};
use crate::items::{self, AgentTimeRow, Begun, RoomRow};
use crate::{Ports, StepError, keys, step};
use ::ports::PortError;
use domain::ConversationId;
use domain::attention::Over;
use domain::conversation::CardRef;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// A count is good for so long.
const COUNT_AGAIN: SignedDuration = SignedDuration::from_secs(60);
/// A draft that was begun and is on no card after so long has failed, or was judged already.
const WRITING: SignedDuration = SignedDuration::from_mins(10);
/// When so many more were begun since the count, it is time to see which of them are on a card.
const MORE_BEGUN: usize = 32;
/// More at once than any model writes; each makes the row dearer to write.
const MOST_BEGUN: usize = 400;

/// Takes the room for the drafts of a conversation, or tells why there is none. Whoever has it and asks again keeps
/// it.
pub(super) async fn take(
    ports: &Ports,
    id: &ConversationId,
    draft: &Begun,
) -> Result<Option<Over>, StepError> {
    let playbook = ports.playbook.get();
    let _turn = ports.lanes.take(&[keys::room()]).await;
    for _ in 0..step::ATTEMPTS {
        let now = ports.clock.now();
        let (day, week) = today(&playbook.house, now);
        let wanted = [keys::room(), keys::agent_time(&draft.agent)];
        let mut found = ports.table.get(&wanted).await?.into_iter();
        let room = found.next().flatten();
        let time = found.next().flatten();
        let time: Option<AgentTimeRow> = time.as_ref().map(items::decode).transpose()?;
        let known: Option<RoomRow> = room.as_ref().map(items::decode).transpose()?;
        let is_good = known.as_ref().is_some_and(|row| is_good(row, now));
        let mut row = match known {
            Some(row) if is_good => row,
            known => count(ports, known.unwrap_or_default().begun, now).await?,
        };
        if row.begun.contains_key(id) {
            return Ok(None);
        }
        let is_crowded = row.begun.len() >= MOST_BEGUN;
        row.begun.insert(id.clone(), draft.clone());
        let looks = looks_lately(ports, day).await?;
        let loads = Loads::new(&looks).with_begun(&row);
        let over = budget(&playbook.house)
            .over(
                loads.queue,
                loads.of_agent(&draft.agent, time.as_ref(), week),
                draft.own_hour,
            )
            .or(is_crowded.then_some(Over::Day { spent: false }));
        if over.is_some() {
            row.begun.remove(id);
            if is_good {
                return Ok(over);
            }
        }
        let put = items::put(keys::room(), &row, items::as_read(room.as_ref()));
        match step::commit(ports, vec![put], None).await {
            // Somebody else has counted as well, or has taken room: there is no more of it for that.
            Err(StepError::Port(PortError::Conflict { .. })) if over.is_some() => return Ok(over),
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done.map(|()| over),
        }
    }
    Err(step::lost())
}

fn is_good(row: &RoomRow, now: Timestamp) -> bool {
    row.begun.len() < row.kept.saturating_add(MORE_BEGUN)
        && row.counted <= now
        && now < domain::calendar::later(row.counted, COUNT_AGAIN)
}

/// Counts what waits, and forgets of what was begun whatever is on a card or took too long.
async fn count(
    ports: &Ports,
    mut begun: BTreeMap<ConversationId, Begun>,
    now: Timestamp,
) -> Result<RoomRow, StepError> {
    begun.retain(|_, draft| now < domain::calendar::later(draft.at, WRITING));
    let mut waiting = Waiting::default();
    for pk in keys::card_partitions() {
        let mut pages = step::Pages::of(&pk, "");
        while let Some(items) = pages.next(ports).await? {
            for item in &items {
                let card: CardRef = items::decode(item)?;
                waiting.add(&card);
                let of = card.id.split_once('.');
                if let Some(of) = of.and_then(|(of, _)| ConversationId::parse(of).ok()) {
                    begun.remove(&of);
                }
            }
        }
    }
    Ok(RoomRow {
        counted: now,
        waiting,
        kept: begun.len(),
        begun,
    })
}
