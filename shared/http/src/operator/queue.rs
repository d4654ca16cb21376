//! The queue, its cards and the verdicts on them.

use super::{Giver, Operator, decided as note_decided, stir, verdict_id};
use crate::address::{Path, Query};
use crate::body::Json;
use crate::cards::{self, CardId};
use crate::doors::Doors;
use crate::problem::Problem;
use crate::wire::{self, Card, Decided, GiveVerdict, Outcome, Propose, Queue, Undone};
use axum::extract::State;
use axum::http::StatusCode;
use domain::attention::Kind;
use domain::conversation::{Phase, Through};
use domain::goal::Answered;
use domain::rows::MailboxRow;
use domain::trust::FIRST_DAYS;
use domain::{ConversationId, Fingerprint, InboundId, Intent, OperatorId, VerdictId};
use flow::attention::{self, Look};
use flow::items::{Head, ListHead};
use flow::verdicts::{self, Decision};
use flow::{StepError, goal, keys, planted, proposals, step};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
pub(crate) struct PageQuery {
    /// Cards, 1 to 100.
    limit: Option<usize>,
    /// Cursor of the page before.
    after: Option<String>,
    /// Only `list`, `draft`, `reply`, `in_doubt`, `mailbox` or `goal`.
    kind: Option<String>,
}

/// The queue, best look first.
#[utoipa::path(get, path = "/queue", params(PageQuery), responses((status = 200, body = Queue)))]
pub(crate) async fn queue(
    State(doors): State<Doors>,
    Operator(by): Operator,
    Query(query): Query<PageQuery>,
) -> Result<axum::Json<Queue>, Problem> {
    let limit = query.limit.unwrap_or(20).clamp(1, 100);
    let kind = query.kind.as_deref().filter(|kind| !kind.is_empty());
    let kinds = ["list", "draft", "reply", "in_doubt", "mailbox", "goal"];
    if kind.is_some_and(|kind| !kinds.contains(&kind)) {
        return Err(Problem::bad_request(
            "kind is list, draft, reply, in_doubt, mailbox or goal.",
        ));
    }
    let (page, more) = cards::page(&doors, query.after.as_deref(), kind, limit).await?;
    let next = if more {
        page.last().map(|(key, _)| key.clone())
    } else {
        None
    };
    let page: Vec<_> = page.into_iter().map(|(_, card)| card).collect();
    let mut joined = cards::join(&doors, &page).await?;
    let taken = attention::taken(&doors.ports, &by).await?;
    for card in &mut joined {
        card.looking = taken.get(&card.id).map(ToString::to_string);
    }
    // What somebody else reads already is offered later; the rest keeps its order.
    joined.sort_by_key(|card| card.looking.is_some());
    let totals = cards::totals(&doors).await?.totals;
    let pace = attention::pace(&doors.ports, &by).await?;
    Ok(axum::Json(Queue {
        cards: joined,
        next,
        minutes: cards::minutes(&totals, &pace),
        totals,
    }))
}

/// One card.
#[utoipa::path(get, path = "/cards/{id}", responses((status = 200, body = Card), (status = 404), (status = 410)))]
pub(crate) async fn card(
    State(doors): State<Doors>,
    _: Operator,
    Path(id): Path<String>,
) -> Result<axum::Json<Card>, Problem> {
    match cards::parse_id(&id)? {
        CardId::List(list) => {
            let head = step::read::<ListHead>(&doors.ports, keys::list_head(&list)).await?;
            let Some((head, _)) = head.filter(|(head, _)| head.card) else {
                return Err(Problem::new(
                    StatusCode::GONE,
                    "closed",
                    "Closed",
                    "This list is decided.",
                ));
            };
            let card = flow::sourcing::card(&head);
            Ok(axum::Json(cards::of_list(&card, &head)))
        }
        CardId::Mailbox(address) => {
            let row = step::read::<MailboxRow>(&doors.ports, keys::mailbox(&address)).await?;
            let Some((row, _)) = row else {
                return Err(Problem::not_found("There is no mailbox of this address."));
            };
            cards::of_mailbox(&doors, &address, &row)
                .map(axum::Json)
                .ok_or_else(|| answered(&row))
        }
        CardId::Goal(agent) => {
            let row = goal::of(&doors.ports, &agent).await?;
            let Some(row) = row else {
                return Err(Problem::not_found("Nobody asked about such a goal."));
            };
            cards::of_goal(&doors, &agent, &row)
                .map(axum::Json)
                .ok_or_else(|| answered_goal(row.answered.as_ref()))
        }
        CardId::Of(conversation, id) => {
            let head = match step::load_known(&doors.ports, &conversation).await {
                Err(StepError::NotFound(_)) => None,
                loaded => Some(loaded?.head),
            };
            let mut card = match &head {
                Some(head) => cards::find(&doors, head, &id)
                    .await?
                    .ok_or_else(|| closed(head))?,
                None => planted_card(&doors, &conversation).await?,
            };
            if let Some(proposal) = proposals::of(&doors.ports, &id).await? {
                cards::put_proposal(&mut card, &proposal);
            }
            Ok(axum::Json(card))
        }
    }
}

/// The planted card that stands where one of this conversation would, were there any.
async fn planted_card(doors: &Doors, conversation: &ConversationId) -> Result<Card, Problem> {
    let unknown = || Problem::not_found("There is no card of this id.");
    let id = planted::behind(conversation).ok_or_else(unknown)?;
    let (found, _) = planted::read(&doors.ports, &id)
        .await?
        .ok_or_else(unknown)?;
    let card = cards::of_planted(doors, &found).await?;
    card.ok_or_else(|| {
        let why = "This card is closed: it was planted, and somebody has answered it.";
        Problem::new(StatusCode::GONE, "closed", "Closed", why)
    })
}

/// Says who answered a mailbox's card.
fn answered(row: &MailboxRow) -> Problem {
    let last = row.health.answered.as_ref();
    let detail = match last {
        Some(last) => format!(
            "This card is closed: {} {} at {}.",
            last.by,
            last.answer.done(),
            last.at
        ),
        None => "This card is closed: the mailbox was resumed.".to_owned(),
    };
    Problem {
        decided_by: last.map(|last| last.by.to_string()),
        decided_at: last.map(|last| last.at),
        decision: last.map(|last| last.answer.done().to_owned()),
        ..Problem::new(StatusCode::GONE, "closed", "Closed", detail)
    }
}

/// Says who answered a goal's card.
fn answered_goal(last: Option<&Answered>) -> Problem {
    let detail = match last {
        Some(last) => format!(
            "This card is closed: {} said at {} that the goal is {}.",
            last.by,
            last.at,
            last.answer.done()
        ),
        None => "This card is closed: the goal has no aim any more.".to_owned(),
    };
    Problem {
        decided_by: last.map(|last| last.by.to_string()),
        decided_at: last.map(|last| last.at),
        decision: last.map(|last| last.answer.done().to_owned()),
        ..Problem::new(StatusCode::GONE, "closed", "Closed", detail)
    }
}

/// Says who closed a card.
fn closed(head: &Head) -> Problem {
    let last = head.state.verdicts.iter().rev().find(|v| !v.undone);
    let mut problem = Problem::new(StatusCode::GONE, "closed", "Closed", "");
    problem.detail = match last {
        Some(last) => {
            format!(
                "This card is closed: {} decided to {} at {}. The conversation is {}.",
                last.by,
                last.what,
                last.at,
                head.state.phase.words()
            )
        }
        None => format!(
            "This card is closed. The conversation is {}.",
            head.state.phase.words()
        ),
    };
    problem.decided_by = last.map(|last| last.by.to_string());
    problem.decided_at = last.map(|last| last.at);
    problem.decision = last.map(|last| last.what.clone());
    problem
}

/// Decides a card.
#[utoipa::path(post, path = "/cards/{id}/verdict", request_body = GiveVerdict,
    responses((status = 200, body = Decided), (status = 409, body = Problem)))]
pub(crate) async fn verdict(
    State(doors): State<Doors>,
    Giver(by, through): Giver,
    Path(id): Path<String>,
    Json(given): Json<GiveVerdict>,
) -> Result<axum::Json<Decided>, Problem> {
    let (conversation, card) = match cards::parse_id(&id)? {
        CardId::Of(conversation, card) => (conversation, card),
        CardId::List(_) => {
            return Err(Problem::bad_request(
                "Verdicts on a list go to /lists/{id}/verdict.",
            ));
        }
        CardId::Mailbox(_) => {
            return Err(Problem::bad_request(
                "Answers about a mailbox go to /mailboxes/{address}/answer.",
            ));
        }
        CardId::Goal(_) => {
            return Err(Problem::bad_request(
                "Answers about a goal go to /agents/{name}/goal.",
            ));
        }
    };
    let verdict = verdict_id(&given.verdict)?;
    let decision = decision(given.decision, Some(&card))?;
    let decided = word(&decision);
    let through = match &decision {
        Decision::Approve { seen } if was_proposed(&doors, &card, seen).await? => Through::Machine,
        _ => through,
    };
    match verdicts::give(
        &doors.ports,
        &conversation,
        &by,
        through,
        &verdict,
        &decision,
    )
    .await
    {
        Ok(head) => {
            note_decided(&doors);
            if let Some(ms) = given.looked_ms {
                let look = look(&head, &card, &verdict, ms);
                super::attention::looked(&doors, &by, through, &verdict, look).await;
            }
            Ok(axum::Json(Decided {
                verdict: verdict.to_string(),
                decided: decided.to_owned(),
                undo_until: undo_until(&head, &verdict),
                policy: thoughts(&doors, &head, &verdict).await,
                card: cards::find(&doors, &head, &card).await?,
                planted: None,
            }))
        }
        Err(StepError::NotFound(what)) => {
            let judged = (&verdict, &decision, given.looked_ms);
            on_planted(&doors, (&by, through), &conversation, judged, what).await
        }
        Err(error) => Err(with_card(&doors, error.into(), &conversation, &card).await),
    }
}

/// A verdict on a planted card: it is announced, it measures whoever gave it, and nothing else comes of it. `what`
/// is missing, if there is no such card either.
pub(super) async fn on_planted(
    doors: &Doors,
    (by, through): (&OperatorId, Through),
    conversation: &ConversationId,
    (verdict, decision, looked_ms): (&VerdictId, &Decision, Option<u32>),
    what: String,
) -> Result<axum::Json<Decided>, Problem> {
    let Some(id) = planted::behind(conversation) else {
        return Err(StepError::NotFound(what).into());
    };
    let told = match planted::judge(&doors.ports, &id, by, through, verdict, decision).await {
        Err(StepError::NotFound(_)) => return Err(StepError::NotFound(what).into()),
        told => told?,
    };
    note_decided(doors);
    if let Some(ms) = looked_ms {
        let look = Look {
            kind: Kind::Draft,
            agent: Some(told.planted.agent.clone()),
            own_hour: told.planted.own_hour,
            must: true,
            ms,
        };
        super::attention::looked(doors, by, through, verdict, look).await;
    }
    Ok(axum::Json(Decided {
        verdict: verdict.to_string(),
        decided: word(decision).to_owned(),
        undo_until: None,
        card: None,
        policy: Vec::new(),
        planted: Some(wire::PlantedTold {
            caught: told.planted.answer.and_then(|answer| answer.caught),
            words: told.words,
        }),
    }))
}

/// The look that led to a verdict on a card of this conversation.
fn look(head: &Head, card: &str, verdict: &VerdictId, ms: u32) -> Look {
    let about = card.split_once('.').map_or("", |(_, about)| about);
    let kind = match about.chars().next() {
        Some('r') => Kind::Reply,
        Some('x' | 'y') => Kind::InDoubt,
        _ => Kind::Draft,
    };
    let first = about.strip_prefix('d').and_then(|first| first.parse().ok());
    let units = head.state.units();
    let judged: Vec<_> = units
        .filter(|(message, unit)| {
            // Stopped, or sent by hand: looked at, and judged by nobody.
            let mut judged = unit.judged.iter().map(|known| &known.verdict);
            Some(message.step) == first || judged.any(|known| known == verdict)
        })
        .map(|(_, unit)| &unit.routing)
        .collect();
    Look {
        kind,
        agent: Some(head.state.agent.clone()),
        own_hour: judged.iter().any(|routing| routing.agent_days < FIRST_DAYS),
        must: kind != Kind::Draft || judged.iter().any(|routing| routing.route.clear),
        ms,
    }
}

/// A program proposed just this: the approval was led.
async fn was_proposed(doors: &Doors, card: &str, seen: &[Fingerprint]) -> Result<bool, Problem> {
    let proposal = proposals::of(&doors.ports, card).await?;
    Ok(proposal.is_some_and(|proposal| proposal.seen == seen))
}

/// Puts a program's proposal on a card of drafts. It clears nothing.
#[utoipa::path(post, path = "/cards/{id}/proposal", request_body = Propose,
    responses((status = 200, body = Card), (status = 409, body = Problem)))]
pub(crate) async fn propose(
    State(doors): State<Doors>,
    Operator(by): Operator,
    Path(id): Path<String>,
    Json(given): Json<Propose>,
) -> Result<axum::Json<Card>, Problem> {
    let CardId::Of(conversation, card) = cards::parse_id(&id)? else {
        return Err(Problem::bad_request(
            "Only a card of drafts takes a proposal.",
        ));
    };
    let seen = given.fingerprints.into_iter().map(Fingerprint).collect();
    match proposals::propose(
        &doors.ports,
        &conversation,
        &card,
        &by,
        &given.program,
        seen,
    )
    .await
    {
        Ok(()) => self::card(State(doors), Operator(by), Path(id)).await,
        Err(error) => Err(with_card(&doors, error.into(), &conversation, &card).await),
    }
}

/// What policy thought of the drafts that a verdict was about, now that it is given.
pub(super) async fn thoughts(
    doors: &Doors,
    head: &Head,
    verdict: &VerdictId,
) -> Vec<wire::PolicyThought> {
    let judged = head.state.units().filter(|(_, unit)| {
        let mut verdicts = unit.judged.iter().map(|judged| &judged.verdict);
        verdicts.any(|known| known == verdict)
    });
    let mut thoughts = Vec::new();
    for (message, unit) in judged {
        let routing = &unit.routing;
        let reasons = flow::trust::reasons(&doors.ports, &head.state, &message, unit).await;
        thoughts.push(wire::PolicyThought {
            step: message.step,
            would_clear: routing.route.clear,
            audit: routing.route.clear && routing.route.drawn,
            confidence: f64::from(routing.confidence.thousandths()) / 1000.0,
            words: routing.route.reason.to_string(),
            // The verdict holds whether or not this can be told.
            reasons: reasons.unwrap_or_else(|error| {
                tracing::warn!(%error, "nobody can tell what spoke for and against a draft");
                Vec::new()
            }),
        });
    }
    thoughts
}

/// Adds the card as it is now to a refusal.
async fn with_card(
    doors: &Doors,
    problem: Problem,
    conversation: &ConversationId,
    card: &str,
) -> Problem {
    if problem.status != StatusCode::CONFLICT.as_u16() {
        return problem;
    }
    let current = match step::load(&doors.ports, conversation).await {
        Ok(Some(loaded)) => cards::find(doors, &loaded.head, card).await.ok().flatten(),
        Ok(None) | Err(_) => None,
    };
    let card = current
        .and_then(|card| serde_json::to_value(card).ok())
        .unwrap_or(serde_json::Value::Null);
    Problem {
        card: Some(card),
        ..problem
    }
}

/// The decision that a body asks for; `card` names the reply or the claim that it is about.
pub(super) fn decision(decision: wire::Decision, card: Option<&str>) -> Result<Decision, Problem> {
    let seen = |texts: Vec<String>| texts.into_iter().map(Fingerprint).collect();
    let inbound = card.and_then(cards::inbound_of);
    let reply = |inbound: Option<InboundId>| {
        inbound.ok_or_else(|| Problem::bad_request("This decision is for reply cards."))
    };
    Ok(match decision {
        wire::Decision::Approve { fingerprints } => Decision::Approve {
            seen: seen(fingerprints),
        },
        wire::Decision::Edit {
            fingerprint,
            subject,
            body,
        } => Decision::Edit {
            seen: Fingerprint(fingerprint),
            subject,
            body,
        },
        wire::Decision::Kill {
            fingerprints,
            reason,
            note,
        } => Decision::Kill {
            seen: seen(fingerprints),
            reason,
            note,
        },
        wire::Decision::Redraft { fingerprints, note } => Decision::Redraft {
            seen: seen(fingerprints),
            note,
        },
        wire::Decision::TakeOver => Decision::TakeOver { inbound },
        wire::Decision::Meeting => Decision::Meeting,
        wire::Decision::Relabel { intent, resume_on } => {
            let to = Intent::ALL
                .into_iter()
                .find(|known| known.as_str() == intent)
                .ok_or_else(|| {
                    let all: Vec<&str> = Intent::ALL.iter().map(|known| known.as_str()).collect();
                    Problem::bad_request(format!(
                        "{intent:?} is no intent; use one of {}.",
                        all.join(", ")
                    ))
                })?;
            Decision::Relabel {
                inbound: reply(inbound)?,
                to,
                resume_on,
            }
        }
        wire::Decision::HandBack { note } => Decision::HandBack { inbound, note },
        wire::Decision::AddLead { name, email } => Decision::AddLead {
            inbound: reply(inbound)?,
            name,
            email,
        },
        wire::Decision::Done => match card.filter(|card| card.contains(".y")) {
            Some(_) => Decision::SeeContradiction,
            None => Decision::File {
                inbound: reply(inbound)?,
            },
        },
        wire::Decision::Settle { outcome } => {
            if card.is_some_and(|card| card.contains(".y")) {
                return Ok(Decision::SeeContradiction);
            }
            let claim = card.and_then(cards::claim_of);
            let claim = claim.ok_or_else(|| {
                Problem::bad_request("This decision is for cards of sends in doubt.")
            })?;
            Decision::Settle {
                claim,
                sent: matches!(outcome, Outcome::Sent),
            }
        }
        wire::Decision::Stop { .. } => Decision::Stop,
    })
}

/// The decision in a word.
pub(super) fn word(decision: &Decision) -> &'static str {
    match decision {
        Decision::Approve { .. } => "approved",
        Decision::Edit { .. } => "edited",
        Decision::Kill { .. } => "killed",
        Decision::Redraft { .. } => "sent back",
        Decision::Relabel { .. } => "relabelled",
        Decision::TakeOver { .. } => "taken over",
        Decision::HandBack { .. } => "handed back",
        Decision::Meeting => "meeting written down",
        Decision::AddLead { .. } => "added as a lead",
        Decision::File { .. } => "filed",
        Decision::Settle { sent: true, .. } => "settled as sent",
        Decision::Settle { sent: false, .. } => "settled as not sent",
        Decision::SeeContradiction => "seen",
        Decision::Stop => "stopped",
    }
}

/// Until when a verdict can surely be undone.
pub(super) fn undo_until(head: &Head, verdict: &VerdictId) -> Option<Timestamp> {
    let record = head
        .state
        .verdict(verdict)
        .filter(|record| !record.undone)?;
    let hold = head
        .state
        .plan
        .as_ref()
        .map_or(10, |plan| i64::from(plan.hold_seconds));
    let held = domain::calendar::later(record.at, SignedDuration::from_secs(hold));
    match (record.what.as_str(), &head.state.phase) {
        ("approve" | "redraft" | "kill" | "meeting", _) => Some(held),
        ("take over", _) if record.about.is_some() => Some(held),
        ("file", Phase::Ending { at, .. }) => Some(*at),
        _ => None,
    }
}

/// Takes a verdict back.
#[utoipa::path(post, path = "/verdicts/{id}/undo", responses((status = 200, body = Undone), (status = 409, body = Problem)))]
pub(crate) async fn undo(
    State(doors): State<Doors>,
    Operator(by): Operator,
    Path(id): Path<String>,
) -> Result<axum::Json<Undone>, Problem> {
    let verdict = verdict_id(&id)?;
    let Some(conversation) = verdicts::conversation_of(&doors.ports, &verdict).await? else {
        return Err(Problem::not_found(
            "No verdict of this id was given, or it was on a list (those can't be undone).",
        ));
    };
    let head = verdicts::undo(&doors.ports, &conversation, &by, &verdict).await?;
    stir(&doors);
    let card = match head.cards.first() {
        Some(card) => cards::find(&doors, &head, &card.id).await?,
        None => None,
    };
    Ok(axum::Json(Undone { undone: true, card }))
}
