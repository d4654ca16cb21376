//! Letters of replays that are kept, and what of them a class is told.
//!
//! A verdict on one counts for the class that the version would begin. So that it proves something, which letters
//! count must not depend on what came of them: from the first verdict of a class on, every letter that was shown for
//! it counts, and one that nobody has judged counts as killed, as it does in the queue. For the same reason a version
//! that is asked for a lead again shows the letter that it has shown, and does not write until a better one comes.

use crate::draft_gate::{self, Fresh, class_of};
use crate::drafting::{put_blob, read_draft};
use crate::items::{self, DraftBlob, ReplayedRow, ReplaysJudged, ToldRow, Vault};
use crate::{Ports, StepError, due, keys, step};
use ::ports::{Action, Expect};
use domain::conversation::{Conversation, Message, MessageState};
use domain::trust::{ClassId, Counts, Label, Look, MessageRef, Outcome, Propensity};
use playbook::Playbook;

/// What a verdict on a replayed letter counts for.
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

const HELD: &str = "it would be held whatever had been proven, so it proves nothing";
const KNOWN: &str = "the class of this version has judged its letter to this lead already";
const OTHER: &str = "another version of the same class has shown its letter to this lead";
const MANY: &str = "it would go on one card with others";
const NONE: &str = "its agent is not in the playbook";

/// Where a letter of a version belongs.
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
        row: Option<ReplayedRow>,
    },
}

/// Where a version's letter to this lead belongs.
pub(super) async fn place(
    ports: &Ports,
    playbook: &Playbook,
    state: &Conversation,
    message: &Message,
) -> Result<Place, StepError> {
    let Some(agent) = playbook.agents.get(state.agent.as_str()) else {
        return Ok(Place::None(NONE));
    };
    let is_alone = message
        .unit
        .as_ref()
        .is_none_or(|unit| unit.steps.len() == 1);
    if !is_alone {
        return Ok(Place::None(MANY));
    }
    let class = class_of(playbook, agent, &ports.model.name(), &[message.channel]);
    let Some(class) = class else {
        return Ok(Place::None(NONE));
    };
    let message = MessageRef {
        conversation: state.id.clone(),
        step: message.step,
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
        row: row.map(|(row, _)| row),
    })
}

/// The letter that this version has shown already.
pub(super) async fn known(
    ports: &Ports,
    place: &Place,
    playbook: &Playbook,
) -> Result<Option<(DraftBlob, Standing)>, StepError> {
    let Place::Class { row: Some(row), .. } = place else {
        return Ok(None);
    };
    if row.version != playbook.version {
        return Ok(None);
    }
    match read_draft(ports, &row.draft).await {
        Ok(blob) => Ok(Some((blob, Standing::of(row)))),
        Err(StepError::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// A letter that was just written.
pub(super) struct Letter<'a> {
    /// The conversation as if it were the first.
    pub(super) state: &'a Conversation,
    /// The message that it is.
    pub(super) message: &'a Message,
    /// Whom it is to.
    pub(super) vault: &'a Vault,
    /// Its text.
    pub(super) blob: &'a DraftBlob,
    /// What was said of the same letter before.
    pub(super) said: Option<Outcome>,
    /// What is decided on the message later has a greater number.
    pub(super) decision: u32,
}

/// Keeps it, before anybody sees it.
pub(super) async fn keep(
    ports: &Ports,
    place: &Place,
    playbook: &Playbook,
    letter: Letter<'_>,
) -> Result<Standing, StepError> {
    let (class, message) = match place {
        Place::None(why) => return Ok(Standing::Uncounted(why)),
        Place::Class { row: Some(_), .. } => return Ok(Standing::Uncounted(OTHER)),
        Place::Class { class, message, .. } => (class, message),
    };
    let Some(agent) = playbook.agents.get(letter.state.agent.as_str()) else {
        return Ok(Standing::Uncounted(NONE));
    };
    let now = ports.clock.now();
    // As it would come to the gate.
    let arrived = Message {
        state: MessageState::InReview { since: now },
        ..letter.message.clone()
    };
    let state = Conversation {
        messages: vec![arrived.clone()],
        ..letter.state.clone()
    };
    let fresh = [Fresh {
        step: arrived.step,
        blob: letter.blob.clone(),
    }];
    let messages = [&arrived];
    let whole = (&state, fresh.as_slice(), messages.as_slice());
    let by = (playbook, agent);
    let asked = draft_gate::asked(ports, by, whole, letter.vault, false, now).await?;
    let Some(asked) = asked else {
        return Ok(Standing::Uncounted(NONE));
    };
    let (routed, _) = asked.decided(ports, message, 1);
    let mut row = ReplayedRow {
        version: playbook.version.clone(),
        draft: put_blob(ports, state.id.as_str(), letter.blob).await?,
        at: now,
        label: Label {
            decision: letter.decision,
            look: letter.said.map_or(Look::Waiting, Look::Judged),
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
    let begun = keys::class_replays_judged(class);
    let judged = step::read::<ReplaysJudged>(ports, begun.clone()).await?;
    let mut actions = match judged {
        Some(_) => tell(class, &mut row, now),
        None => vec![Action::Check {
            key: begun,
            expect: Expect::Absent,
        }],
    };
    let key = keys::class_replayed(class, message);
    actions.push(items::put(key, &row, Expect::Absent));
    if row.label.counts != Counts::Nothing {
        actions.push(asked.seen.row(class, message));
    }
    step::commit(ports, actions, None).await?;
    Ok(Standing::of(&row))
}

/// Has the class told of a letter, as actions of a commit that writes its row.
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
