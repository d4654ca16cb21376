//! Verdicts on cards of replays.

use super::card::{Card, steps};
use super::kept::{self, Place, Standing, tell};
use crate::items::{self, ReplayedRow, ReplaysJudged};
use crate::verdicts::KILL_REASONS;
use crate::{Ports, StepError, keys, log, step};
use ::ports::{Expect, Item, PortError};
use domain::conversation::HARMFUL;
use domain::trust::{ClassId, Counts, Look, Outcome};
use domain::{Actor, ConversationId, OperatorId};
use playbook::Playbook;

/// What the operator says of a card that was written for a replay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It might go as it stands.
    Approve,
    /// A claim, number, name, link or ask would have to be changed.
    Fix,
    /// It must not go, for one of [`KILL_REASONS`].
    Kill(String),
}

impl Verdict {
    fn outcome(&self) -> Result<Outcome, StepError> {
        match self {
            Self::Approve => Ok(Outcome::Approved),
            Self::Fix => Ok(Outcome::MustFix),
            Self::Kill(reason) if !KILL_REASONS.contains(&reason.as_str()) => {
                Err(StepError::Invalid(format!(
                    "{reason:?} is no kill reason; use one of {}",
                    KILL_REASONS.join(", ")
                )))
            }
            Self::Kill(reason) if reason == HARMFUL => Ok(Outcome::Harmful),
            Self::Kill(_) => Ok(Outcome::Killed),
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Approve => "approved".to_owned(),
            Self::Fix => "would have to be fixed".to_owned(),
            Self::Kill(reason) => format!("killed, {reason}"),
        }
    }
}

/// Says what the operator makes of the card that this version has shown of a lead. With the first verdict of a
/// class all cards that were shown for it begin to count.
pub async fn judge(
    ports: &Ports,
    by: &OperatorId,
    playbook: &Playbook,
    id: &ConversationId,
    verdict: &Verdict,
) -> Result<Standing, StepError> {
    let outcome = verdict.outcome()?;
    let none =
        || StepError::NotFound("card of this version for this lead: replay it first".to_owned());
    let loaded = step::load(ports, id).await?.ok_or_else(none)?;
    let state = loaded.state();
    let card = Card::of(state, &steps(playbook, state), ports.clock.now());
    let place = kept::place(ports, playbook, state, &card.channels()).await?;
    let (class, row) = match place {
        Place::None(why) => return Ok(Standing::Uncounted(why)),
        Place::Class { class, row, .. } => (class, row.ok_or_else(none)?),
    };
    if row.version != playbook.version {
        return Err(none());
    }
    if row.label.counts == Counts::Nothing {
        return Ok(Standing::of(&row));
    }
    begin(ports, by, &class).await?;
    // Only what is read from here on is compared: telling of what was shown may have written this row anew,
    // and another verdict may have come between.
    let key = keys::class_replayed(&class, &row.label.message);
    let read = step::read::<ReplayedRow>(ports, key.clone()).await?;
    let (mut row, item) = read.ok_or_else(none)?;
    if let Look::Judged(known) = row.label.look {
        if outcome < known {
            return Err(StepError::Invalid(
                "this card was judged more strictly before; what is known of it is not forgotten again, or a proof could be made of second thoughts".to_owned(),
            ));
        }
        if outcome == known && row.told {
            return Ok(Standing::Judged(known));
        }
    }
    row.label.look = Look::Judged(outcome);
    let now = ports.clock.now();
    let mut actions = tell(&class, &mut row, now);
    actions.push(items::put(key, &row, Expect::Version(item.version)));
    let agent = row.label.strata.agent.clone();
    actions.push(log::note(
        ports,
        Actor::Operator(by.clone()),
        "replay_judged",
        format!(
            "card of {id} by version {}: {}; counts for class {class}",
            playbook::short_version(&row.version),
            verdict.words()
        ),
        Some(agent),
    ));
    step::commit(ports, actions, None).await?;
    Ok(Standing::Judged(outcome))
}

/// From now on each card that was or will be shown for this class counts. Done over, it does what is left.
async fn begin(ports: &Ports, by: &OperatorId, class: &ClassId) -> Result<(), StepError> {
    let key = keys::class_replays_judged(class);
    let known = step::read::<ReplaysJudged>(ports, key.clone()).await?;
    if known.is_none() {
        let begun = ReplaysJudged {
            by: by.clone(),
            at: ports.clock.now(),
        };
        let put = items::put(key, &begun, Expect::Absent);
        match step::commit(ports, vec![put], None).await {
            // Somebody else was first.
            Ok(()) | Err(StepError::Port(PortError::Conflict { .. })) => {}
            Err(error) => return Err(error),
        }
    }
    for item in step::all(ports, &keys::class(class), keys::CLASS_REPLAYED).await? {
        tell_of(ports, class, &item).await?;
    }
    Ok(())
}

async fn tell_of(ports: &Ports, class: &ClassId, item: &Item) -> Result<(), StepError> {
    let mut row: ReplayedRow = items::decode(item)?;
    if row.told {
        return Ok(());
    }
    let mut actions = tell(class, &mut row, ports.clock.now());
    actions.push(items::put(
        item.key.clone(),
        &row,
        Expect::Version(item.version),
    ));
    match step::commit(ports, actions, None).await {
        // Another verdict has told of it.
        Err(StepError::Port(PortError::Conflict { .. })) => Ok(()),
        done => done,
    }
}
