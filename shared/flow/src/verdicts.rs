//! What an operator may decide, each one commit. A verdict names the fingerprints that were seen
//! and carries its own id: a lost race is refused with who decided what, a repeat decides nothing.

use crate::items::{self, Head, NoteBlob};
use crate::{
    Ports, StepError, cold_mail, draft_gate, drafting, forget, keys, mailboxes, skim, sourcing,
    step, stops, trust,
};
use ::ports::{Action, Expect, PortError};
use domain::conversation::{Command, HARMFUL, Input, MessageState, Refusal, Through, decide};
use domain::rows::{StopReason, StopSource};
use domain::{
    Actor, ClaimId, ConversationId, Fingerprint, InboundId, Intent, OperatorId, VerdictId,
};
use jiff::civil::Date;

/// A decision on a card or a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Clear all drafts of the card.
    Approve {
        /// What was seen.
        seen: Vec<Fingerprint>,
    },
    /// Put another text in place of one.
    Edit {
        /// What was seen.
        seen: Fingerprint,
        /// New subject.
        subject: String,
        /// New body.
        body: String,
    },
    /// End it here.
    Kill {
        /// What was seen.
        seen: Vec<Fingerprint>,
        /// Reason code.
        reason: String,
        /// In words.
        note: Option<String>,
    },
    /// Send the drafts back.
    Redraft {
        /// What was seen.
        seen: Vec<Fingerprint>,
        /// What should change.
        note: String,
    },
    /// Another label for a reply.
    Relabel {
        /// The reply.
        inbound: InboundId,
        /// The label.
        to: Intent,
        /// For `not_now` and `out_of_office`.
        resume_on: Option<Date>,
    },
    /// The operator writes himself from here on.
    TakeOver {
        /// The reply whose card it was.
        inbound: Option<InboundId>,
    },
    /// A meeting is agreed.
    Meeting,
    /// The agent drafts an answer.
    HandBack {
        /// The reply.
        inbound: Option<InboundId>,
        /// What it should say.
        note: String,
    },
    /// Read; file it.
    File {
        /// The reply.
        inbound: InboundId,
    },
    /// Whom the reply names becomes a lead; the reply is filed. An undo brings the card back, and the lead
    /// stays on its list.
    AddLead {
        /// The reply.
        inbound: InboundId,
        /// Their name, may be empty.
        name: String,
        /// Their address.
        email: String,
    },
    /// What became of a send in doubt.
    Settle {
        /// The hand-over.
        claim: ClaimId,
        /// It went out.
        sent: bool,
    },
    /// The alarm was seen.
    SeeContradiction,
    /// Nobody may write to this person again.
    Stop,
}

/// Kill reasons, as the page offers them.
pub const KILL_REASONS: [&str; 8] = [
    "wrong_person",
    "wrong_company",
    "bad_fact",
    "off_tone",
    "weak_offer",
    "too_long",
    "harmful",
    "other",
];
/// Reasons for turning leads down.
pub const REJECT_REASONS: [&str; 7] = [
    "wrong_segment",
    "wrong_role",
    "too_small",
    "too_large",
    "known_already",
    "bad_data",
    "other",
];

/// A note is at most so long, in characters; so is a subject.
const MAX_NOTE: usize = 2_000;
/// A body is at most so long, in characters.
const MAX_BODY: usize = 20_000;

/// Decides. Returns the head after it. What comes through a machine decides, and is no label.
pub async fn give(
    ports: &Ports,
    id: &ConversationId,
    by: &OperatorId,
    through: Through,
    verdict: &VerdictId,
    decision: &Decision,
) -> Result<Head, StepError> {
    let actor = Actor::Operator(by.clone());
    if let Decision::Stop = decision {
        return stop(ports, id, by, verdict).await;
    }
    for _ in 0..step::ATTEMPTS {
        let loaded = step::load_known(ports, id).await?;
        if loaded.state().verdict(verdict).is_none()
            && conversation_of(ports, verdict).await?.is_some()
        {
            // Given so long ago that the head does not list it any more.
            return Ok(loaded.head);
        }
        // Absent: one id decides once, in one conversation, also where two commits race.
        let mut extra = vec![items::put(keys::verdict(verdict), id, Expect::Absent)];
        let input = input(ports, &loaded, (by, through), verdict, decision, &mut extra).await?;
        let command = Command {
            through,
            ..step::command(ports, actor.clone(), input)
        };
        let events = decide(Some(loaded.state()), &command)?;
        if events.is_empty() {
            return Ok(loaded.head);
        }
        match step::write(ports, Some(&loaded), events, extra).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {
                forget::leftovers(ports, id).await?
            }
            done => return done,
        }
    }
    Err(step::lost())
}

async fn input(
    ports: &Ports,
    loaded: &step::Loaded,
    (by, through): (&OperatorId, Through),
    verdict: &VerdictId,
    decision: &Decision,
    extra: &mut Vec<Action>,
) -> Result<Input, StepError> {
    let state = loaded.state();
    let verdict = verdict.clone();
    Ok(match decision {
        Decision::Approve { seen } => {
            // Invariant 3, checked when the message is cleared; the claim checks again.
            if state.verdict(&verdict).is_none() {
                extra.extend(not_stopped(ports, state).await?);
                only_listed_links(ports, state).await?;
                lawful(ports, state)?;
            }
            Input::Approve {
                verdict,
                seen: seen.clone(),
            }
        }
        Decision::Edit {
            seen,
            subject,
            body,
        } => {
            let (draft, polish) = edited(ports, state, by, seen, subject, body).await?;
            Input::Edit {
                verdict,
                seen: seen.clone(),
                draft,
                polish,
            }
        }
        Decision::Kill {
            seen,
            reason,
            note: words,
        } => {
            if !KILL_REASONS.contains(&reason.as_str()) {
                return Err(StepError::Invalid(format!(
                    "{reason:?} is no kill reason; use one of {}",
                    KILL_REASONS.join(", ")
                )));
            }
            if reason == HARMFUL && state.verdict(&verdict).is_none() {
                // Invariant 8: a broken class is demoted before its next send.
                extra.extend(trust::shut(ports, state, &waiting_steps(state)).await?);
            }
            let note = note(
                ports,
                &state.id,
                &verdict,
                words.as_deref().unwrap_or_default(),
            )
            .await?;
            Input::Kill {
                verdict,
                seen: seen.clone(),
                reason: reason.clone(),
                note,
            }
        }
        Decision::Redraft { seen, note: words } => {
            let note = note(ports, &state.id, &verdict, words).await?;
            Input::Redraft {
                verdict,
                seen: seen.clone(),
                note,
            }
        }
        Decision::Relabel {
            inbound,
            to,
            resume_on,
        } => {
            if matches!(to, Intent::Unsubscribe | Intent::Complaint) {
                let reason = if *to == Intent::Complaint {
                    StopReason::Complaint
                } else {
                    StopReason::OptOut
                };
                let row = stops::row(
                    ports,
                    reason,
                    StopSource::Reply,
                    Actor::Operator(by.clone()),
                    Some(state),
                );
                if let Some((contact, _)) = stops::contact(ports, &state.contact).await? {
                    extra.extend(stops::entries(ports, &contact.identifiers, &row).await?);
                }
            }
            extra.extend(skim::looked(ports, state, inbound, by, through, Some(*to)).await?);
            Input::Relabel {
                verdict,
                inbound: inbound.clone(),
                to: *to,
                resume_on: *resume_on,
            }
        }
        Decision::TakeOver { inbound } => Input::TakeOver {
            verdict,
            inbound: inbound.clone(),
        },
        Decision::Meeting => Input::Meeting { verdict },
        Decision::HandBack {
            inbound,
            note: words,
        } => {
            let Some(note) = note(ports, &state.id, &verdict, words).await? else {
                return Err(StepError::Invalid(
                    "say in a note what the answer should be".to_owned(),
                ));
            };
            Input::HandBack {
                verdict,
                note,
                inbound: inbound.clone(),
            }
        }
        Decision::File { inbound } => {
            extra.extend(skim::looked(ports, state, inbound, by, through, None).await?);
            Input::File {
                verdict,
                inbound: inbound.clone(),
            }
        }
        Decision::AddLead {
            inbound,
            name,
            email,
        } => {
            if state.verdict(&verdict).is_none() {
                extra.extend(sourcing::referred(ports, state, name, email).await?);
            }
            Input::File {
                verdict,
                inbound: inbound.clone(),
            }
        }
        Decision::Settle { claim, sent } => {
            extra.push(Action::Delete {
                key: keys::in_flight_claim(&state.agent, claim),
                expect: Expect::Any,
            });
            Input::Settle {
                verdict,
                claim: claim.clone(),
                sent: *sent,
            }
        }
        Decision::SeeContradiction => Input::SeeContradiction { verdict },
        Decision::Stop => {
            return Err(StepError::Invalid(
                "a stop is no input of one conversation".to_owned(),
            ));
        }
    })
}

/// Invariant 12: no approval can carry a link that is not on the playbook's list.
async fn only_listed_links(
    ports: &Ports,
    state: &domain::conversation::Conversation,
) -> Result<(), StepError> {
    let playbook = ports.playbook.get();
    for message in state
        .messages
        .iter()
        .filter(|m| matches!(m.state, MessageState::InReview { .. }))
    {
        let Some(draft) = &message.draft else {
            continue;
        };
        let blob = drafting::read_draft(ports, &draft.blob).await?;
        if let Some(link) = drafting::foreign_link(&playbook, &blob) {
            return Err(StepError::Invalid(format!(
                "step {} holds the link {link}, which is not on the playbook's list: edit the text, or add the link to house.md",
                message.step
            )));
        }
    }
    Ok(())
}

/// Where cold mail needs consent and none is recorded, nothing is cleared. The claim
/// checks again.
fn lawful(ports: &Ports, state: &domain::conversation::Conversation) -> Result<(), StepError> {
    let playbook = ports.playbook.get();
    let in_review =
        |m: &&domain::conversation::Message| matches!(m.state, MessageState::InReview { .. });
    for message in state.messages.iter().filter(in_review) {
        if let Some(held) = cold_mail::held_step(&playbook, state, message) {
            return Err(Refusal::OutOfTurn(format!(
                "held: {} (playbook {})",
                held.words,
                playbook::short_version(&playbook.version)
            ))
            .into());
        }
    }
    Ok(())
}

/// Guards that nobody stopped this person, or the refusal that says who did.
pub(crate) async fn not_stopped(
    ports: &Ports,
    state: &domain::conversation::Conversation,
) -> Result<Vec<Action>, StepError> {
    let vault = drafting::vault(ports, &state.id).await?;
    let playbook = ports.playbook.get();
    let contact = stops::contact(ports, &state.contact)
        .await?
        .map(|(row, _)| row);
    let checked = stops::check(
        ports,
        &playbook,
        state,
        contact.as_ref(),
        &vault,
        vault.email.as_deref(),
    )
    .await?;
    if let Some(row) = checked.rows.first() {
        return Err(Refusal::OutOfTurn(format!(
            "stopped: {} ({}, {})",
            row.reason.words(),
            row.by,
            row.since
        ))
        .into());
    }
    match checked.by_playbook {
        Some(reason) => Err(Refusal::OutOfTurn(format!(
            "stopped: {} (house.md of playbook {})",
            reason.words(),
            playbook::short_version(&playbook.version)
        ))
        .into()),
        None => Ok(checked.guards),
    }
}

pub(crate) async fn edited(
    ports: &Ports,
    state: &domain::conversation::Conversation,
    by: &OperatorId,
    seen: &Fingerprint,
    subject: &str,
    body: &str,
) -> Result<(domain::conversation::Draft, bool), StepError> {
    if body.trim().is_empty() {
        return Err(StepError::Invalid(
            "the text is empty; to send nothing, kill the card".to_owned(),
        ));
    }
    if body.chars().count() > MAX_BODY || subject.chars().count() > MAX_NOTE {
        return Err(StepError::Invalid(format!(
            "a text has at most {MAX_BODY} characters, a subject {MAX_NOTE}"
        )));
    }
    let bad = |c: char| c.is_control() && c != '\n' && c != '\t';
    let body = body.replace("\r\n", "\n");
    if subject.chars().any(char::is_control) || body.chars().any(bad) {
        return Err(StepError::Invalid(
            "a subject is one line, and a text holds no control characters".to_owned(),
        ));
    }
    let Some((message, draft)) = state
        .drafted_as(seen)
        .and_then(|m| m.draft.as_ref().map(|d| (m, d)))
    else {
        // The domain knows who changed it; any draft makes it say so.
        let none = domain::conversation::Draft {
            fingerprint: seen.clone(),
            blob: ::ports::BlobHash(String::new()),
            mailbox: String::new(),
            held: true,
            at: ports.clock.now(),
            edited_by: Some(by.clone()),
        };
        return Ok((none, false));
    };
    let old = drafting::read_draft(ports, &draft.blob).await?;
    let playbook = ports.playbook.get();
    let agent = playbook
        .agents
        .get(state.agent.as_str())
        .ok_or_else(|| StepError::no_agent(&state.agent))?;
    let mailbox = match mailboxes::of_draft(ports, &playbook, agent, state).await? {
        Ok(mailbox) => mailbox,
        Err(why) => return Err(StepError::Invalid(why)),
    };
    let vault = drafting::vault(ports, &state.id).await?;
    let claims = old
        .claims
        .iter()
        .filter(|claim| body.contains(&claim.text) || subject.contains(&claim.text))
        .cloned()
        .collect();
    let text = drafting::Text {
        subject: subject.trim().to_owned(),
        body: body.trim_end().to_owned(),
        claims,
        model: format!("operator {by}"),
        confidence: 1000,
        tokens: None,
    };
    let now = ports.clock.now();
    let blob = drafting::compose(&playbook, mailbox, state, &vault, message, text, now);
    let hash = drafting::put_blob(ports, state.id.as_str(), &blob).await?;
    let polish = draft_gate::is_polish(&old, &blob);
    let draft = drafting::draft_of(&blob, hash, now, Some(by.clone()));
    Ok((draft, polish))
}

async fn note(
    ports: &Ports,
    id: &ConversationId,
    verdict: &VerdictId,
    words: &str,
) -> Result<Option<::ports::BlobHash>, StepError> {
    let words = words.trim();
    if words.is_empty() {
        return Ok(None);
    }
    if words.chars().count() > MAX_NOTE {
        return Err(StepError::Invalid(format!(
            "a note has at most {MAX_NOTE} characters"
        )));
    }
    let note = NoteBlob {
        verdict: verdict.clone(),
        text: words.to_owned(),
    };
    Ok(Some(drafting::put_blob(ports, id.as_str(), &note).await?))
}

pub(crate) async fn stop(
    ports: &Ports,
    id: &ConversationId,
    by: &OperatorId,
    verdict: &VerdictId,
) -> Result<Head, StepError> {
    let loaded = step::load_known(ports, id).await?;
    let state = loaded.state();
    let row = stops::row(
        ports,
        StopReason::Operator,
        StopSource::Operator,
        Actor::Operator(by.clone()),
        Some(state),
    );
    stops::stop_person(
        ports,
        &state.contact,
        Some(id),
        &row,
        None,
        Some(verdict.clone()),
    )
    .await?;
    Ok(step::load_known(ports, id).await?.head)
}

/// The conversation that a verdict was given in.
pub async fn conversation_of(
    ports: &Ports,
    verdict: &VerdictId,
) -> Result<Option<ConversationId>, StepError> {
    Ok(step::read::<ConversationId>(ports, keys::verdict(verdict))
        .await?
        .map(|(id, _)| id))
}

/// Takes a verdict back, until a claim exists or it has taken effect.
pub async fn undo(
    ports: &Ports,
    id: &ConversationId,
    by: &OperatorId,
    verdict: &VerdictId,
) -> Result<Head, StepError> {
    step::step(
        ports,
        id,
        &Actor::Operator(by.clone()),
        &Input::Undo {
            verdict: verdict.clone(),
        },
        &[],
    )
    .await
}

/// The steps whose drafts wait.
fn waiting_steps(state: &domain::conversation::Conversation) -> Vec<u32> {
    state
        .messages
        .iter()
        .filter(|m| matches!(m.state, MessageState::InReview { .. }))
        .map(|m| m.step)
        .collect()
}

/// The texts whose drafts wait, for callers that approve what they just read.
pub fn waiting(head: &Head) -> Vec<Fingerprint> {
    head.state
        .messages
        .iter()
        .filter(|m| matches!(m.state, MessageState::InReview { .. }))
        .filter_map(|m| m.draft.as_ref())
        .map(|d| d.fingerprint.clone())
        .collect()
}
