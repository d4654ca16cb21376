//! Planted cards: one a day and class at most, put beside a draft that really waits, and announced as planted right
//! after its verdict.
//!
//! They stand in rows of their own. No conversation, no message and no due row knows them, so that no task can ever
//! send one, and no label comes of what is said of them.

mod choose;
mod shipped;
mod show;

pub(crate) use choose::{plant, remember};
pub use show::{Shown, mark, show};

use crate::items::{self, ClassRow};
use crate::verdicts::{self, Decision};
use crate::{Ports, StepError, draft_gate, keys, log, step, trust};
use ::ports::{Action, Expect, Item, PortError};
use domain::conversation::{CardRef, CardShows, Rank, Refusal, Through};
use domain::planted::{Answer, Misses, Planted, Said, Text};
use domain::{Actor, AgentName, ConversationId, Fingerprint, OperatorId, PlantedId, VerdictId};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// Answers of so many days count: whom it is about may have learnt since.
pub const COUNTED_DAYS: i64 = 90;

/// What stands where a conversation's id stands on other cards. There is no such conversation.
pub fn alias(id: &PlantedId) -> String {
    id.as_str()
        .replacen(PlantedId::PREFIX, ConversationId::PREFIX, 1)
}

/// The planted card behind the id of a conversation that isn't there.
pub fn behind(conversation: &ConversationId) -> Option<PlantedId> {
    let id = conversation.as_str();
    PlantedId::parse(&id.replacen(ConversationId::PREFIX, PlantedId::PREFIX, 1)).ok()
}

/// The id of its card, which looks like any other.
pub fn card_id(planted: &Planted) -> String {
    let first = match &planted.text {
        Text::Killed { letters, .. } => letters.first().map(|(step, _)| *step),
        Text::Shipped { .. } => None,
    };
    format!("{}.d{}", alias(&planted.id), first.unwrap_or(1))
}

/// Its card.
pub fn card(planted: &Planted) -> CardRef {
    CardRef {
        id: card_id(planted),
        rank: Rank::Draft,
        since: planted.since,
        shows: CardShows::Planted {
            planted: planted.id.clone(),
        },
        place: planted.place,
        agent: Some(planted.agent.clone()),
        own_hour: planted.own_hour,
    }
}

/// Reads one.
pub async fn read(ports: &Ports, id: &PlantedId) -> Result<Option<(Planted, Item)>, StepError> {
    step::read(ports, keys::planted(id)).await
}

/// The planted card that waits behind the id of a conversation that isn't there, if this is what it shows.
pub(crate) async fn shown_as(
    ports: &Ports,
    conversation: &ConversationId,
    seen: &[Fingerprint],
) -> Result<Option<Planted>, StepError> {
    let Some(id) = behind(conversation) else {
        return Ok(None);
    };
    let Some((planted, _)) = read(ports, &id).await? else {
        return Ok(None);
    };
    if planted.answer.is_some() {
        return Ok(None);
    }
    let Some(shown) = show(ports, &planted).await? else {
        return Ok(None);
    };
    let marks = shown.letters.iter().map(|(step, _)| mark(&id, *step));
    if marks.eq(seen.iter().map(|fingerprint| fingerprint.0.clone())) {
        return Ok(Some(planted));
    }
    Err(Refusal::Stale {
        by: planted.agent.to_string(),
        at: planted.since,
    }
    .into())
}

/// What the operator is told when he has decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The card, with the answer.
    pub planted: Planted,
    /// In words.
    pub words: String,
}

/// Takes a verdict on a planted card and takes it off the queue. A repeat decides nothing; whoever comes second is
/// told who was first.
pub async fn judge(
    ports: &Ports,
    id: &PlantedId,
    by: &OperatorId,
    through: Through,
    verdict: &VerdictId,
    decision: &Decision,
) -> Result<Told, StepError> {
    for _ in 0..step::ATTEMPTS {
        let Some((mut planted, item)) = read(ports, id).await? else {
            return Err(StepError::NotFound("such card".to_owned()));
        };
        if let Some(answer) = &planted.answer {
            if answer.verdict == *verdict {
                return Ok(told(planted));
            }
            return Err(Refusal::Decided {
                by: answer.by.to_string(),
                at: answer.at,
                what: "close this planted card".to_owned(),
            }
            .into());
        }
        let said = said(ports, &planted, decision).await?;
        // The person is a real one, whose letter was killed once.
        if let (Decision::Stop, Text::Killed { conversation, .. }) = (decision, &planted.text) {
            verdicts::stop(ports, conversation, by, verdict).await?;
        }
        planted.answer = Some(Answer {
            verdict: verdict.clone(),
            by: by.clone(),
            at: ports.clock.now(),
            caught: through.is_page().then(|| said.catches()),
        });
        let told = told(planted);
        let actions = vec![
            items::put(
                keys::planted(id),
                &told.planted,
                Expect::Version(item.version),
            ),
            Action::Delete {
                key: keys::card(&card(&told.planted)),
                expect: Expect::Any,
            },
            log::note(
                ports,
                Actor::Operator(by.clone()),
                "planted_card_answered",
                told.words.clone(),
                Some(told.planted.agent.clone()),
            ),
        ];
        match step::commit(ports, actions, Some(keys::planted(id))).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            Err(error) => return Err(error),
            Ok(()) => return Ok(told),
        }
    }
    Err(step::lost())
}

async fn said(ports: &Ports, planted: &Planted, decision: &Decision) -> Result<Said, StepError> {
    Ok(match decision {
        Decision::Approve { .. } => Said::Approved,
        Decision::Kill { .. } | Decision::Stop => Said::Killed,
        Decision::Redraft { .. } => Said::SentBack,
        // It goes in the operator's own words.
        Decision::TakeOver { .. } => Said::Mended,
        Decision::Edit {
            seen,
            subject,
            body,
        } => {
            let shown = show::show(ports, planted).await?.into_iter();
            let mut letters = shown.flat_map(|shown| shown.letters);
            let edited = letters.find(|(step, _)| show::mark(&planted.id, *step) == seen.0);
            let Some((_, old)) = edited else {
                return Ok(Said::Mended);
            };
            let new = items::DraftBlob {
                subject: subject.clone(),
                body: body.clone(),
                ..old.clone()
            };
            if draft_gate::is_polish(&old, &new) {
                Said::Polished
            } else {
                Said::Mended
            }
        }
        Decision::Relabel { .. }
        | Decision::HandBack { .. }
        | Decision::File { .. }
        | Decision::AddLead { .. }
        | Decision::Settle { .. }
        | Decision::Meeting
        | Decision::SeeContradiction => {
            return Err(StepError::Invalid(
                "this decision is not for a card of drafts".to_owned(),
            ));
        }
    })
}

fn told(planted: Planted) -> Told {
    let what = match &planted.text {
        Text::Killed { reason, .. } => format!(
            "an operator killed it before, as {}",
            reason.replace('_', " ")
        ),
        Text::Shipped { name, .. } => shipped::BAD
            .iter()
            .find(|bad| bad.name == name.as_str())
            .map_or("it is known to be bad", |bad| bad.fault)
            .to_owned(),
    };
    let seen = match planted.answer.as_ref().and_then(|answer| answer.caught) {
        Some(true) => "you saw it",
        Some(false) => "you missed it",
        None => "a program answered, so it counts for nobody",
    };
    Told {
        words: format!("This card was planted: {what}. Nothing is sent; {seen}."),
        planted,
    }
}

/// Takes cards that wait off the queue, if they show a person who was forgotten: their conversation.
pub(crate) async fn forget(ports: &Ports, person: &ConversationId) -> Result<(), StepError> {
    withdraw(ports, |planted| planted.text.person() == person).await
}

/// The same for an agent that is given up: nothing else of it is to be decided any more.
pub(crate) async fn retire(ports: &Ports, agent: &AgentName) -> Result<(), StepError> {
    withdraw(ports, |planted| planted.agent == *agent).await
}

/// Takes these off the queue, of those that nobody has answered.
async fn withdraw(ports: &Ports, which: impl Fn(&Planted) -> bool) -> Result<(), StepError> {
    for class in trust::classes(ports).await? {
        let row = step::read::<ClassRow>(ports, keys::class_row(&class)).await?;
        let Some(mark) = row.and_then(|(row, _)| row.planted) else {
            continue;
        };
        for _ in 0..step::ATTEMPTS {
            let Some((planted, item)) = read(ports, &mark.id).await? else {
                break;
            };
            if planted.answer.is_some() || !which(&planted) {
                break;
            }
            match step::finish(ports, &gone(&planted, &item)).await {
                // Somebody answers it at this moment.
                Err(StepError::Port(PortError::Conflict { .. })) => {}
                done => {
                    done?;
                    break;
                }
            }
        }
    }
    Ok(())
}

/// A card that nobody has answered goes.
fn gone(planted: &Planted, item: &Item) -> [Action; 2] {
    [
        Action::Delete {
            key: keys::card(&card(planted)),
            expect: Expect::Any,
        },
        Action::Delete {
            key: keys::planted(&planted.id),
            expect: Expect::Version(item.version),
        },
    ]
}

/// What each operator missed of the planted cards answered between two moments.
pub async fn misses_between(
    ports: &Ports,
    from: Timestamp,
    to: Timestamp,
) -> Result<BTreeMap<OperatorId, Misses>, StepError> {
    let mut all: BTreeMap<OperatorId, Misses> = BTreeMap::new();
    let mut pages = step::Pages::newest(keys::PLANTED);
    // By when they were planted; one may be answered long after.
    let oldest = domain::calendar::later(from, SignedDuration::from_hours(-24 * COUNTED_DAYS));
    while let Some(items) = pages.next(ports).await? {
        for item in &items {
            let planted: Planted = items::decode(item)?;
            if planted.since < oldest {
                return Ok(all);
            }
            let Some(answer) = planted.answer.filter(|one| one.at >= from && one.at < to) else {
                continue;
            };
            if let Some(caught) = answer.caught {
                all.entry(answer.by).or_default().add(caught);
            }
        }
    }
    Ok(all)
}

/// What the operators missed together in the last [`COUNTED_DAYS`] days.
pub async fn misses(ports: &Ports) -> Result<Misses, StepError> {
    let now = ports.clock.now();
    let from = domain::calendar::later(now, SignedDuration::from_hours(-24 * COUNTED_DAYS));
    let to = domain::calendar::later(now, SignedDuration::from_secs(1));
    let each = misses_between(ports, from, to).await?;
    Ok(each.into_values().fold(Misses::default(), Misses::and))
}
