//! Replies: parses, tells machine mail from human mail, labels, stops what must stop, shows what a
//! person has to see. An opt-out stops everything in the commit that labels it.

use crate::items::{self, IdentifierRow, InboundRow, ReadingBlob};
use crate::{
    Ports, StepError, chat, drafting, inbound, keys, log, mailboxes, opinion, skim, step, stops,
};
use ::ports::{Action, BlobHash, Expect, Key, PortError, ReplyOpinion};
use domain::brake::Trouble;
use domain::conversation::{Channel, Conversation, Input, ReplyInput, Versions, decide};
use domain::rows::{ContactRow, StopReason, StopSource, UnreadRow};
use domain::{Actor, Charged, ContactId, ConversationId, Identifier, InboundId, Intent};
use intent::{Label, MachineKind};
use jiff::tz::{Offset, TimeZone};
use mail::{FailedRecipient, Inbound, MailKind};

/// Below this confidence a label is only a guess.
const SURE: f64 = 0.6;
/// Names the labeller in the log.
pub const LABELLER: &str = "intent-offline/1";

/// Reads and labels one accepted message.
pub async fn run(ports: &Ports, id: &InboundId, due_row: &Key) -> Result<(), StepError> {
    // Asked once, however often the commit is tried.
    let mut asked: Option<Option<ReplyOpinion>> = None;
    for _ in 0..step::ATTEMPTS {
        let Some((row, item)) = step::read::<InboundRow>(ports, keys::inbound(id)).await? else {
            return step::finish(
                ports,
                &[Action::Delete {
                    key: due_row.clone(),
                    expect: Expect::Any,
                }],
            )
            .await;
        };
        if row.intent.is_some() || row.forgotten {
            let mut actions = vec![Action::Delete {
                key: due_row.clone(),
                expect: Expect::Any,
            }];
            if row.forgotten {
                // A worker that read it before may have written its words after they were erased.
                ports.blobs.delete_all(id.as_str()).await?;
                if let Some((conversation, _)) = &row.matched {
                    actions.extend(no_longer_unread(ports, conversation, id).await?);
                }
            }
            match step::finish(ports, &actions).await {
                Err(StepError::Port(PortError::Conflict { .. })) => continue,
                done => return done,
            }
        }
        let Some(raw) = ports.blobs.get(&row.raw).await? else {
            return Err(StepError::NotFound(format!(
                "raw bytes of {id}: they were deleted"
            )));
        };
        let reading = chat::read(&row, &raw);
        let playbook = ports.playbook.get();
        let is_ours = |address: &str| {
            let plain = Identifier::email(address).map(|identifier| identifier.normal);
            plain.is_some_and(|plain| playbook.house.mailbox(&plain).is_some())
        };
        let received = row.at.to_zoned_datetime(sender_zone(&reading));
        let today = received.date();
        let mut label = label_of(&reading, row.channel, received, is_ours);
        if asked.is_none() {
            let nobody_asks = row.matched.is_none() && is_warm_up(ports, &reading);
            asked = Some(if nobody_asks {
                None
            } else {
                opinion::ask(ports, row.channel, &reading, &label, today).await
            });
        }
        let mut labelled = Versions {
            model: LABELLER.to_owned(),
            ..Versions::default()
        };
        if let Some(told) = asked.iter().flatten().next() {
            opinion::weigh(&mut label, told, &reading, today);
            labelled.model = format!("{LABELLER} and {}", told.model);
            labelled.charged.extend(told.tokens.map(|tokens| Charged {
                model: told.model.clone(),
                tokens,
            }));
        }
        let matched = match &row.matched {
            Some(known) => Some(known.clone()),
            None => inbound::find_conversation(ports, &reading, row.channel).await?,
        };
        if matched
            .as_ref()
            .is_some_and(|(_, how)| how == inbound::ATTACHED)
        {
            // Its writer was stopped when it matched nothing, if it asked for that; nobody else is.
            label.stop = false;
            label.escalate = true;
        }
        let head = match &matched {
            Some((conversation, _)) => inbound::matched_head(ports, conversation).await?,
            None => None,
        };
        let matched_by = matched
            .as_ref()
            .map_or("nothing", |(_, how)| how.as_str())
            .to_owned();
        let other = match &head {
            Some(head) => other_writer(ports, &head.state, &reading).await?,
            None => None,
        };
        let mut blob = reading_blob(id, &row.raw, &reading, &label, &matched_by);
        blob.other_writer = other.is_some();
        blob.labeller.clone_from(&labelled.model);
        let hash = drafting::put_blob(ports, id.as_str(), &blob).await?;
        let done = InboundRow {
            due: None,
            intent: Some(label.intent),
            reading: Some(hash.clone()),
            matched: matched.filter(|_| head.is_some()),
            ..row.clone()
        };
        let mut actions = vec![
            Action::Delete {
                key: due_row.clone(),
                expect: Expect::Any,
            },
            items::put(keys::inbound(id), &done, Expect::Version(item.version)),
        ];
        if let Some(old) = row.due.as_ref().filter(|old| *old != due_row) {
            actions.push(Action::Delete {
                key: old.clone(),
                expect: Expect::Any,
            });
        }
        let outcome = match &done.matched {
            Some((conversation, how)) => {
                actions.push(items::put(
                    keys::conversation_inbound(conversation, id),
                    id,
                    Expect::Any,
                ));
                if let Some(writer) = &other {
                    actions.extend(acquaint(ports, writer, conversation).await?);
                }
                in_conversation(
                    ports,
                    id,
                    conversation,
                    how,
                    &reading,
                    &label,
                    (&hash, &labelled),
                    actions,
                )
                .await
            }
            None => unmatched(ports, id, &done, &reading, &label, actions).await,
        };
        match outcome {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done,
        }
    }
    Err(step::lost())
}

/// The label of a parsed message. `received` is in the sender's offset, for words such as "tomorrow". `is_ours` tells our own mailboxes from other recipients.
pub fn label_of(
    reading: &Inbound,
    channel: Channel,
    received: jiff::ZonedDateTime,
    is_ours: impl Fn(&str) -> bool,
) -> Label {
    let machine = match reading.kind {
        MailKind::Human | MailKind::Unreadable => MachineKind::Human,
        MailKind::Bounce => MachineKind::Bounce,
        MailKind::Complaint => MachineKind::Complaint,
        MailKind::AutoReply => MachineKind::AutoReply,
        MailKind::Delay => MachineKind::Delay,
        MailKind::Calendar => MachineKind::Calendar,
    };
    let us = reading
        .to
        .iter()
        .chain(&reading.cc)
        .find(|m| is_ours(&m.address))
        .and_then(|m| m.name.as_deref());
    // A mail forwarded to a colleague has us in copy and them as the recipient.
    let others = reading
        .to
        .iter()
        .chain(&reading.cc)
        .filter(|m| !is_ours(&m.address));
    let cc = others
        .map(|m| (m.name.clone().unwrap_or_default(), m.address.clone()))
        .collect();
    let mut label = intent::label(&intent::Reply {
        channel: channel.as_str(),
        machine,
        permanent: reading
            .recipients
            .iter()
            .find_map(|recipient| recipient.permanent),
        subject: Some(reading.subject.as_str()).filter(|subject| !subject.is_empty()),
        from: reading.from.as_ref().map(|from| {
            (
                from.name.as_deref().unwrap_or_default(),
                from.address.as_str(),
            )
        }),
        us,
        cc,
        auto_submitted: reading.auto_submitted,
        received,
        text: &reading.text,
        human_text: &reading.human_text,
    });
    // What the labeller is not sure of, a person has to see; reports of machines are facts, not guesses.
    let is_report = matches!(
        reading.kind,
        MailKind::Bounce | MailKind::Delay | MailKind::Complaint
    );
    label.escalate |= !is_report && !label.intent.is_machine() && label.confidence < SURE;
    if reading.kind == MailKind::Unreadable {
        label.intent = Intent::Ambiguous;
        label.confidence = 0.0;
        label.escalate = true;
        label.stop = false;
        label.evidence = reading.error.clone().into_iter().collect();
    }
    label
}

/// The offset that the sender's mail program wrote, for words such as "tomorrow".
fn sender_zone(reading: &Inbound) -> TimeZone {
    let offset = reading.header("Date").and_then(|date| {
        date.split_whitespace().find_map(|word| {
            let sign = match word.bytes().next()? {
                b'+' => 1,
                b'-' => -1,
                _ => return None,
            };
            let digits = word.get(1..5).filter(|_| word.len() == 5)?;
            let hours: i32 = digits.get(..2)?.parse().ok()?;
            let minutes: i32 = digits.get(2..)?.parse().ok()?;
            Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
        })
    });
    offset.map_or(TimeZone::UTC, TimeZone::fixed)
}

fn reading_blob(
    id: &InboundId,
    raw: &BlobHash,
    reading: &Inbound,
    label: &Label,
    matched_by: &str,
) -> ReadingBlob {
    let from = reading.from.as_ref().map(|from| match &from.name {
        Some(name) => format!("{name} <{}>", from.address),
        None => from.address.clone(),
    });
    ReadingBlob {
        inbound: id.clone(),
        raw: raw.clone(),
        from: from.unwrap_or_default(),
        subject: reading.subject.clone(),
        human_text: reading.human_text.clone(),
        text: match (&reading.error, reading.text.is_empty()) {
            (Some(error), true) => format!("(this message can't be read: {error})"),
            _ => reading.text.clone(),
        },
        confidence: label.confidence,
        evidence: label.evidence.clone(),
        return_date: label.return_date,
        resume_on: label.resume_on,
        referral: label
            .referral
            .as_ref()
            .map(|referral| (referral.name.clone(), referral.email.clone())),
        matched_by: matched_by.to_owned(),
        other_writer: false,
        labeller: String::new(),
        intent: label.intent,
    }
}

/// The person who wrote, if it is another than the one we wrote to.
async fn other_writer(
    ports: &Ports,
    state: &Conversation,
    reading: &Inbound,
) -> Result<Option<Identifier>, StepError> {
    let writer = reading
        .from
        .as_ref()
        .filter(|_| reading.kind == MailKind::Human)
        .and_then(|from| Identifier::email(&from.address));
    let Some(writer) = writer else {
        return Ok(None);
    };
    let known = stops::contact(ports, &state.contact).await?;
    let hash = ports.secrets.hash(&writer);
    let other = known.is_some_and(|(row, _)| !row.identifiers.contains(&hash));
    Ok(other.then_some(writer))
}

/// Keeps who answered in place of the person we wrote to: a later mail of theirs finds the conversation,
/// and no agent takes them for a stranger. Nothing if we know them.
async fn acquaint(
    ports: &Ports,
    writer: &Identifier,
    conversation: &ConversationId,
) -> Result<Vec<Action>, StepError> {
    let hash = ports.secrets.hash(writer);
    let pointer = keys::identifier(&hash);
    let contact = ports.secrets.contact(writer);
    let row = keys::contact(&contact);
    let found = ports.table.get(&[pointer.clone(), row.clone()]).await?;
    if found.iter().any(Option::is_some) {
        return Ok(Vec::new());
    }
    let person = ContactRow {
        contact: contact.clone(),
        identifiers: vec![hash],
        holder: None,
        last_conversation: Some(conversation.clone()),
        last_contacted: Some(ports.clock.now()),
    };
    Ok(vec![
        items::put(pointer, &IdentifierRow { contact }, Expect::Absent),
        items::put(row, &person, Expect::Absent),
    ])
}

#[expect(
    clippy::too_many_arguments,
    reason = "one message and the conversation it belongs to"
)]
async fn in_conversation(
    ports: &Ports,
    id: &InboundId,
    conversation: &ConversationId,
    how: &str,
    reading: &Inbound,
    label: &Label,
    (hash, labelled): (&BlobHash, &Versions),
    mut actions: Vec<Action>,
) -> Result<(), StepError> {
    let loaded = step::load_known(ports, conversation).await?;
    let state = loaded.state().clone();
    actions.extend(no_longer_unread(ports, conversation, id).await?);
    let mut events = Vec::new();
    let mut after = state.clone();
    for (by, input) in inputs(ports, id, &state, how, reading, label, hash).await? {
        if let Input::Report {
            claim: Some(claim), ..
        } = &input
        {
            // A report settles a claim that was in doubt: it is in flight no more.
            actions.push(Action::Delete {
                key: keys::in_flight_claim(&state.agent, claim),
                expect: Expect::Any,
            });
        }
        let mut command = step::command(ports, by, input);
        command.versions.model.clone_from(&labelled.model);
        if matches!(command.input, Input::Reply(_)) {
            command.versions.charged.clone_from(&labelled.charged);
        }
        let decided = decide(Some(&after), &command)?;
        if let Some(next) = decided
            .iter()
            .fold(Some(after.clone()), domain::conversation::evolve)
        {
            after = next;
        }
        events.extend(decided);
    }
    actions.extend(skim::rows(&state, &events));
    if label.stop {
        actions.extend(stop_entries(ports, &state, reading, label).await?);
    }
    if let Some(trouble) = trouble(ports, &state, reading).await? {
        let letter = inbound::answered(ports, reading).await?;
        actions.extend(mailboxes::trouble(ports, &state, letter.as_ref(), trouble).await?);
    }
    if events.is_empty() {
        return step::finish(ports, &actions).await;
    }
    step::write(ports, Some(&loaded), events, actions)
        .await
        .map(|_| ())
}

pub(crate) async fn no_longer_unread(
    ports: &Ports,
    conversation: &ConversationId,
    id: &InboundId,
) -> Result<Option<Action>, StepError> {
    let Some((mut unread, item)) =
        step::read::<UnreadRow>(ports, keys::unread(conversation)).await?
    else {
        return Ok(None);
    };
    unread.waiting.remove(id.as_str());
    Ok(Some(items::put(
        keys::unread(conversation),
        &unread,
        Expect::Version(item.version),
    )))
}

/// What a message asks of its conversation: reports settle sends, everything else is a reply.
async fn inputs(
    ports: &Ports,
    id: &InboundId,
    state: &Conversation,
    how: &str,
    reading: &Inbound,
    label: &Label,
    hash: &BlobHash,
) -> Result<Vec<(Actor, Input)>, StepError> {
    let report = |what: &str, claim| Input::Report {
        claim,
        what: what.to_owned(),
        status: reading
            .recipients
            .iter()
            .find_map(|recipient| recipient.status.clone()),
    };
    let is_report = matches!(
        reading.kind,
        MailKind::Bounce | MailKind::Delay | MailKind::Complaint
    );
    let claim = if is_report {
        inbound::answered(ports, reading)
            .await?
            .map(|row| row.claim)
    } else {
        None
    };
    let by = if is_report {
        Actor::Provider
    } else {
        Actor::Contact
    };
    let mut inputs = Vec::new();
    match reading.kind {
        MailKind::Delay => return Ok(vec![(by, report("delayed", claim))]),
        MailKind::Bounce => inputs.push((by.clone(), report("bounced", claim))),
        MailKind::Complaint => inputs.push((by.clone(), report("complained of", claim))),
        MailKind::Human | MailKind::AutoReply | MailKind::Calendar | MailKind::Unreadable => {}
    }
    let stop = label.stop
        && (reading.kind != MailKind::Bounce || names_contact(ports, state, reading).await?);
    let sampled =
        ports.secrets.draw("negatives", id.as_str()) < ports.playbook.get().house.sample_negatives;
    let reply = ReplyInput {
        inbound: id.clone(),
        intent: label.intent,
        confidence: drafting::thousandths(label.confidence),
        reading: hash.clone(),
        matched_by: how.to_owned(),
        escalate: label.escalate,
        sampled,
        stop,
        resume_on: label.resume_on,
    };
    inputs.push((by, Input::Reply(reply)));
    Ok(inputs)
}

/// What a report means for the mailbox that the letter came from. A bounce of an address that is not this
/// person's, such as one they forward to, says nothing of our lists.
async fn trouble(
    ports: &Ports,
    state: &Conversation,
    reading: &Inbound,
) -> Result<Option<Trouble>, StepError> {
    Ok(match reading.kind {
        MailKind::Complaint => Some(Trouble::Complained),
        MailKind::Bounce => {
            let refused = reading.recipients.iter().any(FailedRecipient::is_refusal);
            let dead = reading
                .recipients
                .iter()
                .any(|recipient| recipient.permanent == Some(true));
            if dead && names_contact(ports, state, reading).await? {
                Some(Trouble::Bounced)
            } else {
                refused.then_some(Trouble::Refused)
            }
        }
        MailKind::Human
        | MailKind::AutoReply
        | MailKind::Delay
        | MailKind::Calendar
        | MailKind::Unreadable => None,
    })
}

/// A bounce stops the conversation only if the address that failed is this person's.
async fn names_contact(
    ports: &Ports,
    state: &Conversation,
    reading: &Inbound,
) -> Result<bool, StepError> {
    if reading.recipients.is_empty() {
        return Ok(true);
    }
    let Some((contact, _)) = stops::contact(ports, &state.contact).await? else {
        return Ok(true);
    };
    Ok(failed(ports, reading)
        .iter()
        .any(|hash| contact.identifiers.contains(hash)))
}

fn failed(ports: &Ports, reading: &Inbound) -> Vec<String> {
    let dead = reading
        .recipients
        .iter()
        .filter(|recipient| recipient.permanent != Some(false));
    dead.filter_map(|recipient| Identifier::email(&recipient.address))
        .map(|address| ports.secrets.hash(&address))
        .collect()
}

/// Stop entries of a label: all that names the person, or the one address that is dead. The writer's
/// own address is stopped as well where somebody else answered.
async fn stop_entries(
    ports: &Ports,
    state: &Conversation,
    reading: &Inbound,
    label: &Label,
) -> Result<Vec<Action>, StepError> {
    let (reason, source) = match label.intent {
        Intent::Bounce => (StopReason::HardBounce, StopSource::Provider),
        Intent::Complaint => (StopReason::Complaint, StopSource::Reply),
        Intent::WrongPerson | Intent::AutoReply => (StopReason::WrongPerson, StopSource::Reply),
        _ => (StopReason::OptOut, StopSource::Reply),
    };
    let by = if label.intent == Intent::Bounce {
        Actor::Provider
    } else {
        Actor::Contact
    };
    let row = stops::row(ports, reason, source, by, Some(state));
    let known = stops::contact(ports, &state.contact)
        .await?
        .map(|(row, _)| row.identifiers);
    let all = known.unwrap_or_else(|| {
        vec![
            state
                .contact
                .as_str()
                .trim_start_matches(ContactId::PREFIX)
                .to_owned(),
        ]
    });
    let mut hashes = match label.intent {
        Intent::Bounce if reading.recipients.is_empty() => all,
        Intent::Bounce => failed(ports, reading),
        _ => all,
    };
    if label.intent != Intent::Bounce
        && let Some(writer) = reading
            .from
            .as_ref()
            .and_then(|from| Identifier::email(&from.address))
    {
        let own_mailbox = ports.playbook.get().house.mailbox(&writer.normal).is_some();
        let hash = ports.secrets.hash(&writer);
        let machine = matches!(reading.kind, MailKind::Complaint | MailKind::AutoReply);
        if !own_mailbox && !machine && !hashes.contains(&hash) {
            hashes.push(hash);
        }
    }
    hashes.sort();
    hashes.dedup();
    stops::entries(ports, &hashes, &row).await
}

/// Warm-up services have mailboxes write to each other in people's words; only their mark tells.
fn is_warm_up(ports: &Ports, reading: &Inbound) -> bool {
    let house = &ports.playbook.get().house;
    house.is_warm_up(&[&reading.subject, &reading.text])
        || reading
            .headers
            .iter()
            .any(|(name, value)| house.is_warm_up(&[name, value]))
}

/// Mail that matches nothing is kept: what a person wrote and what complains where the operator sees it, what
/// machines and mailing lists sent where it can be searched. An opt-out counts all the same: better a stop
/// too many.
async fn unmatched(
    ports: &Ports,
    id: &InboundId,
    row: &InboundRow,
    reading: &Inbound,
    label: &Label,
    mut actions: Vec<Action>,
) -> Result<(), StepError> {
    let ours = match reading.kind {
        MailKind::Human => !inbound::is_bulk(reading) && !is_warm_up(ports, reading),
        MailKind::Complaint | MailKind::Unreadable => true,
        MailKind::Bounce | MailKind::Delay | MailKind::AutoReply | MailKind::Calendar => false,
    };
    let place = if ours {
        keys::unmatched(row.at, id)
    } else {
        keys::not_ours(row.at, id)
    };
    actions.push(items::put(place, id, Expect::Any));
    let mut words = format!(
        "a message matched nothing and is kept ({id}); it reads like {}",
        label.intent
    );
    if label.stop
        && label.intent != Intent::Bounce
        && let Some(writer) = reading
            .from
            .as_ref()
            .and_then(|from| inbound::identifier_of(row.channel, &from.address))
    {
        let stop = stops::row(
            ports,
            StopReason::OptOut,
            StopSource::Reply,
            Actor::Contact,
            None,
        );
        actions.extend(stops::entries(ports, &[ports.secrets.hash(&writer)], &stop).await?);
        words.push_str("; its sender is stopped");
    }
    actions.push(log::note(ports, Actor::Policy, "unmatched", words, None));
    step::finish(ports, &actions).await
}
