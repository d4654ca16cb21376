//! What a class is told of cards that were written for a replay.
//!
//! A verdict on one counts for the class that the version would begin. So that it proves something, which cards
//! count must not depend on what came of them: from the first verdict of a class on, every card that was shown for
//! it counts, and one that nobody has judged counts as killed, as it does in the queue. For the same reason a version
//! that is asked for a lead again shows the card that it has shown, and does not write until a better one comes.

use super::STEP;
use super::card::{Card, letters};
use crate::draft_gate::{self, Fresh, class_of};
use crate::items::{self, DraftBlob, ReplayedRow, ReplaysJudged, ToldRow, Vault};
use crate::{Ports, StepError, due, keys, step};
use ::ports::{Action, Expect};
use domain::conversation::{Channel, Conversation, Message};
use domain::trust::{ClassId, Counts, Label, Look, MessageRef, Outcome, Propensity};
use playbook::Playbook;

/// What a verdict on a replayed card counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It counts for the class of its version.
    Open,
    /// It was given.
    Judged(Outcome),
    /// It would count for nothing, and why.
    Uncounted(&'static str),
}

impl Standing {
    pub(super) fn of(row: &ReplayedRow) -> Self {
        match (&row.label.counts, row.label.look) {
            (Counts::Nothing, _) => Self::Uncounted(HELD),
            (_, Look::Judged(outcome)) => Self::Judged(outcome),
            (_, Look::Passed | Look::Waiting) => Self::Open,
        }
    }
}

const HELD: &str = "the linter or another rule would hold it whatever is proven";
const KNOWN: &str = "the class of this version has judged its card of this lead already";
const OTHER: &str = "another version of the same class has shown its card of this lead";
const FEWER: &str =
    "the card of this version would hold more letters than were written to this lead";
const NONE: &str = "its agent is not in the playbook";

/// Where a card of a version belongs.
pub(super) enum Place {
    /// Nowhere.
    None(&'static str),
    /// In a class.
    Class {
        /// Which.
        class: ClassId,
        /// As which message.
        message: MessageRef,
        /// What is kept of it.
        row: Option<Box<ReplayedRow>>,
    },
}

/// Where a version's card with letters of these channels to this lead belongs.
pub(super) async fn place(
    ports: &Ports,
    playbook: &Playbook,
    state: &Conversation,
    channels: &[Channel],
) -> Result<Place, StepError> {
    let Some(agent) = playbook.agents.get(state.agent.as_str()) else {
        return Ok(Place::None(NONE));
    };
    if channels.len() != letters(agent) {
        return Ok(Place::None(FEWER));
    }
    let class = class_of(playbook, agent, &ports.model.name(), channels);
    let Some(class) = class else {
        return Ok(Place::None(NONE));
    };
    let message = MessageRef {
        conversation: state.id.clone(),
        step: STEP,
    };
    let row = step::read::<ReplayedRow>(ports, keys::class_replayed(&class, &message)).await?;
    if row.is_none() {
        let known = step::read::<Label>(ports, keys::class_label(&class, &message)).await?;
        let is_live = state
            .units()
            .any(|(of, unit)| of == message && unit.routing.class == class);
        if known.is_some() || is_live {
            return Ok(Place::None(KNOWN));
        }
    }
    Ok(Place::Class {
        class,
        message,
        row: row.map(|(row, _)| Box::new(row)),
    })
}

/// What a verdict on a whole card counts for. It is kept before anybody sees the last letter, with what was said of
/// the same card before; a later decision on the message has a greater number.
pub(super) async fn standing(
    ports: &Ports,
    playbook: &Playbook,
    state: &Conversation,
    (card, written): (&Card, &[DraftBlob]),
    vault: &Vault,
    (said, decision): (Option<Outcome>, u32),
) -> Result<Standing, StepError> {
    let place = place(ports, playbook, state, &card.channels()).await?;
    let (class, message) = match place {
        Place::None(why) => return Ok(Standing::Uncounted(why)),
        Place::Class { row: Some(row), .. } if row.version == playbook.version => {
            return Ok(Standing::of(&row));
        }
        Place::Class { row: Some(_), .. } => return Ok(Standing::Uncounted(OTHER)),
        Place::Class { class, message, .. } => (class, message),
    };
    let Some(agent) = playbook.agents.get(state.agent.as_str()) else {
        return Ok(Standing::Uncounted(NONE));
    };
    let now = ports.clock.now();
    let arrived = card.arrived(now);
    let messages: Vec<&Message> = arrived.messages.iter().collect();
    let fresh: Vec<Fresh> = messages
        .iter()
        .zip(written)
        .map(|(message, blob)| Fresh {
            step: message.step,
            blob: blob.clone(),
        })
        .collect();
    let whole = (&arrived, fresh.as_slice(), messages.as_slice());
    let by = (playbook, agent);
    let asked = draft_gate::asked(ports, by, whole, vault, false, now).await?;
    let Some(asked) = asked else {
        return Ok(Standing::Uncounted(NONE));
    };
    let (routed, _) = asked.decided(ports, &message, messages.len());
    let mut row = ReplayedRow {
        version: playbook.version.clone(),
        at: now,
        label: Label {
            decision,
            look: said.map_or(Look::Waiting, Look::Judged),
            message: message.clone(),
            life: routed.life,
            counts: routed.counts,
            // Everyone who is replayed is looked at, whatever the class has earned.
            propensity: Propensity::CERTAIN,
            cleared: false,
            strata: asked.strata.clone(),
        },
        instructions: asked.instructions.clone(),
        told: false,
    };
    let begun = keys::class_replays_judged(&class);
    let judged = step::read::<ReplaysJudged>(ports, begun.clone()).await?;
    let mut actions = match judged {
        Some(_) => tell(&class, &mut row, now),
        None => vec![Action::Check {
            key: begun,
            expect: Expect::Absent,
        }],
    };
    if row.label.counts != Counts::Nothing {
        actions.push(asked.seen.row(&class, &message));
    }
    let key = keys::class_replayed(&class, &message);
    actions.push(items::put(key, &row, Expect::Absent));
    step::commit(ports, actions, None).await?;
    Ok(Standing::of(&row))
}

/// Has the class told of a card, as actions of a commit that writes its row.
pub(super) fn tell(class: &ClassId, row: &mut ReplayedRow, now: jiff::Timestamp) -> Vec<Action> {
    row.told = true;
    let told = ToldRow {
        label: row.label.clone(),
        instructions: row.instructions.clone(),
        drafted: row.at,
        playbook: row.version.clone(),
        replayed: true,
    };
    let key = keys::class_told(class, &row.label.message, row.label.decision);
    let (wake, task) = due::of_class(class, now);
    vec![items::put(key, &told, Expect::Any), due::put(wake, task)]
}
