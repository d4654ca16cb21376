//! Sending: checks, claims, hands over, records. The claim is on disk before the mailer is called,
//! and nothing is handed over that this process did not just claim (invariant 2).

use crate::items::{self, DraftBlob, InFlightRow, MessageIdRow, Vault};
use crate::{
    Ports, StepError, cold_mail, config, customers, drafting, inbound, keys, log, mailboxes,
    receivers, relint, step, stops, turned_down,
};
use ::ports::{Action, ChatMessage, Envelope, Expect, Handover, Item, LookUp, PortError};
use domain::claim::{ClaimRows, Held, judge};
use domain::conversation::{
    Channel, Conversation, DueKind, Input, Message, MessageState, Receipt, decide,
};
use domain::rows::{AgentRow, ContactRow, DayCount, MailboxRow, StopReason, StopSource, UnreadRow};
use domain::tokens::{UnsubscribeToken, reply_address};
use domain::trust::{Gate, Leave};
use domain::{Actor, ClaimId, ConversationId};
use jiff::{SignedDuration, Timestamp};
use playbook::Playbook;
use sha2::{Digest, Sha256};

/// After a proof of "not sent" that may pass, the same clearance is tried again so much later.
const RETRY: SignedDuration = SignedDuration::from_mins(10);
/// After so many tries the operator looks at it.
const MAX_TRIES: u32 = 8;

/// Letters of one mailbox, or to one provider, take turns: so often a claim waits for its own. The
/// conversation has not changed meanwhile, so that only the rows that letters share are read again.
const TURNS: usize = 64;

/// A claim that was committed and must now be handed over.
struct Claimed {
    claim: ClaimId,
    message_id: String,
    step: u32,
    blob: DraftBlob,
    /// The conversation as the claim left it.
    after: step::Loaded,
    at: Timestamp,
}

/// Sends the step that is due, if every check passes.
pub async fn run(ports: &Ports, id: &ConversationId) -> Result<(), StepError> {
    if ports.market && (ports.mailer.is_real() || ports.messenger.is_real()) {
        return Err(PortError::Refused(
            "the simulated market is on and what sends is real: nothing is sent".to_owned(),
        )
        .into());
    }
    match claim(ports, id).await? {
        Some(claimed) => hand_over(ports, claimed).await,
        None => Ok(()),
    }
}

async fn claim(ports: &Ports, id: &ConversationId) -> Result<Option<Claimed>, StepError> {
    for _ in 0..step::ATTEMPTS {
        let loaded = step::load_known(ports, id).await?;
        let state = loaded.state();
        let now = ports.clock.now();
        if !loaded
            .head
            .due
            .is_some_and(|due| due.kind == DueKind::Send && due.at <= now)
        {
            return Ok(None);
        }
        let Some(message) = state.current().cloned() else {
            return Ok(None);
        };
        let playbook = ports.playbook.get();
        if mailboxes::came_back(ports, &playbook, state, &message).await? {
            return Ok(None);
        }
        let (blob, vault) = match checked_draft(ports, &playbook, state, &message, now).await? {
            Ok(checked) => checked,
            Err(why) => {
                let input = Input::Return {
                    step: message.step,
                    why,
                };
                step::step(ports, id, &Actor::Policy, &input, &[]).await?;
                return Ok(None);
            }
        };
        if !customers::allow(ports, &playbook, state, &message, &vault).await? {
            return Ok(None);
        }
        let receiver = match message.channel {
            Channel::Email => receivers::of(ports, &blob.to).await,
            Channel::Linkedin => None,
        };
        let own = [keys::mailbox(&blob.from), keys::agent(&state.agent)];
        let _lane = ports.lanes.take(&own).await;
        for _ in 0..TURNS {
            match turn(
                ports,
                &playbook,
                &loaded,
                &message,
                (&blob, receiver),
                &vault,
            )
            .await?
            {
                Turn::Claimed(claimed) => return Ok(Some(*claimed)),
                Turn::Nothing => return Ok(None),
                Turn::Again => {}
                Turn::Anew => break,
            }
        }
    }
    Err(step::lost())
}

/// What one try of a claim ended with.
enum Turn {
    /// It is on disk.
    Claimed(Box<Claimed>),
    /// Nothing is to be sent now.
    Nothing,
    /// Another letter took its turn.
    Again,
    /// The conversation has changed.
    Anew,
}

impl Turn {
    fn lost(failed: &[usize]) -> Self {
        if step::is_anew(failed) {
            Self::Anew
        } else {
            Self::Again
        }
    }
}

/// Reads the rows that a claim rests on, judges, and claims.
async fn turn(
    ports: &Ports,
    playbook: &Playbook,
    loaded: &step::Loaded,
    message: &Message,
    (blob, receiver): (&DraftBlob, Option<&'static str>),
    vault: &Vault,
) -> Result<Turn, StepError> {
    let state = loaded.state();
    let agent_actor = Actor::Agent(state.agent.clone());
    let rows = match Rows::read(
        ports,
        playbook,
        state,
        (blob, message.channel, receiver),
        vault,
    )
    .await?
    {
        Ok(rows) => rows,
        Err(why) => {
            let input = Input::Return {
                step: message.step,
                why,
            };
            step::step(ports, &state.id, &Actor::Policy, &input, &[]).await?;
            return Ok(Turn::Nothing);
        }
    };
    let Some(agent) = playbook.agents.get(state.agent.as_str()) else {
        return Ok(Turn::Nothing);
    };
    let Some(mailbox) = playbook.house.mailbox(&blob.from) else {
        let input = Input::Return {
            step: message.step,
            why: format!("its mailbox {} is not in house.md any more", blob.from),
        };
        step::step(ports, &state.id, &Actor::Policy, &input, &[]).await?;
        return Ok(Turn::Nothing);
    };
    // Reading may have taken a while: the claim is judged, counted and recorded at one instant.
    let now = ports.clock.now();
    let limits = config::claim_limits(
        &playbook.house,
        agent,
        mailbox,
        message.channel,
        (rows.provider_name, draw_of(ports, state, message)),
        now,
    );
    let judged = match rows.customer {
        Some(reason) => Err(Held::Stopped(reason)),
        None => judge(state, message.step, &rows.judged, &limits, now),
    };
    let after = match judged {
        Ok(after) => after,
        Err(Held::Nothing) => return Ok(Turn::Nothing),
        Err(Held::Until { at, why }) => {
            let input = Input::Defer {
                step: message.step,
                until: at.max(domain::calendar::later(now, SignedDuration::from_secs(1))),
                why,
            };
            step::step(ports, &state.id, &Actor::Policy, &input, &[]).await?;
            return Ok(Turn::Nothing);
        }
        Err(Held::Slot { at, why, mailbox }) => {
            let input = Input::Defer {
                step: message.step,
                until: at,
                why,
            };
            let events = decide(Some(state), &step::command(ports, Actor::Policy, input))?;
            let slot = items::put(
                rows.mailbox.key.clone(),
                &mailbox,
                Expect::Version(rows.mailbox.version),
            );
            return match step::write(ports, Some(loaded), events, vec![slot]).await {
                Err(StepError::Port(PortError::Conflict { failed })) => Ok(Turn::lost(&failed)),
                done => done.map(|_| Turn::Nothing),
            };
        }
        Err(Held::Shut(why)) => {
            let input = Input::Return {
                step: message.step,
                why: why.to_string(),
            };
            step::step(ports, &state.id, &Actor::Policy, &input, &[]).await?;
            return Ok(Turn::Nothing);
        }
        Err(Held::Stopped(reason)) => {
            let input = Input::Stop {
                reason,
                source: source_of(reason),
                step: None,
                verdict: None,
            };
            step::step(ports, &state.id, &Actor::Policy, &input, &[]).await?;
            return Ok(Turn::Nothing);
        }
    };
    let claim = ClaimId::mint(now, ports.entropy.bytes());
    let message_id = message_id(&claim, &blob.from);
    let input = Input::Claim {
        step: message.step,
        claim: claim.clone(),
        message_id: message_id.clone(),
        letter: match message.channel {
            Channel::Email => after.mailbox.health.letters,
            // The mailbox's brake is about mail alone.
            Channel::Linkedin => 0,
        },
    };
    let command = domain::conversation::Command {
        at: now,
        ..step::command(ports, agent_actor, input)
    };
    let events = match decide(Some(state), &command) {
        Ok(events) => events,
        Err(_) => return Ok(Turn::Nothing),
    };
    let mut extra = rows.write(&after);
    let pointer = MessageIdRow {
        conversation: state.id.clone(),
        step: message.step,
        claim: claim.clone(),
    };
    extra.push(items::put(
        keys::message_id(&ports.secrets.message_id(&message_id)),
        &pointer,
        Expect::Absent,
    ));
    let in_flight = InFlightRow {
        conversation: state.id.clone(),
        mailbox: blob.from.clone(),
    };
    extra.push(items::put(
        keys::in_flight_claim(&state.agent, &claim),
        &in_flight,
        Expect::Absent,
    ));
    match step::write(ports, Some(loaded), events, extra).await {
        Err(StepError::Port(PortError::Conflict { failed })) => Ok(Turn::lost(&failed)),
        Err(error) => Err(error),
        // The head was there at this version, so its next one is known (see `Item::version`).
        Ok(head) => Ok(Turn::Claimed(Box::new(Claimed {
            claim,
            message_id,
            step: message.step,
            blob: blob.clone(),
            after: step::Loaded {
                head,
                version: loaded.version.saturating_add(1),
            },
            at: now,
        }))),
    }
}

/// The draw for the distance that a letter keeps: the same however often it asks.
fn draw_of(ports: &Ports, state: &Conversation, message: &Message) -> u32 {
    let letter = format!("{} {}", state.id, message.step);
    drafting::thousandths(ports.secrets.draw("distance", &letter))
}

/// The Message-ID of a letter: the claim at the sender's domain. Reports name one of the two.
pub fn message_id(claim: &ClaimId, from: &str) -> String {
    let domain = from
        .rsplit_once('@')
        .map_or("invalid", |(_, domain)| domain);
    let claim = claim.as_str().trim_start_matches(ClaimId::PREFIX);
    format!("{claim}@{domain}")
}

/// The provider says that it had this letter, in whatever words: that settles a claim of which it isn't
/// known yet, and one that was taken for not sent. Of others it says nothing new.
pub async fn reported(
    ports: &Ports,
    claim: &ClaimId,
    from: &str,
    what: &str,
) -> Result<(), StepError> {
    let key = keys::message_id(&ports.secrets.message_id(&message_id(claim, from)));
    let Some((row, _)) = step::read::<MessageIdRow>(ports, key).await? else {
        return Ok(());
    };
    let Some(known) = step::load(ports, &row.conversation).await? else {
        return Ok(());
    };
    let is_news = known
        .state()
        .messages
        .iter()
        .any(|message| match &message.state {
            MessageState::Claimed { claim: open, .. }
            | MessageState::InDoubt { claim: open, .. } => open.id == *claim,
            MessageState::Sent { .. } => false,
            MessageState::Planned { .. }
            | MessageState::InReview { .. }
            | MessageState::Cleared { .. }
            | MessageState::Void { .. } => message.not_sent.contains(claim),
        });
    if !is_news {
        return Ok(());
    }
    let input = Input::Report {
        claim: Some(claim.clone()),
        what: what.to_owned(),
        status: None,
    };
    settle(ports, known, input, claim).await
}

fn source_of(reason: StopReason) -> StopSource {
    match reason {
        StopReason::CurrentCustomer | StopReason::OpenDeal => StopSource::Crm,
        StopReason::Playbook => StopSource::Playbook,
        StopReason::HardBounce => StopSource::Provider,
        StopReason::Operator | StopReason::Forgotten => StopSource::Operator,
        StopReason::OptOut | StopReason::Complaint | StopReason::WrongPerson => StopSource::Reply,
    }
}

/// The draft as it is stored, if it still is what was cleared and the playbook in force has nothing
/// new against it. Paired with the same checks when it was written.
async fn checked_draft(
    ports: &Ports,
    playbook: &Playbook,
    state: &Conversation,
    message: &Message,
    now: Timestamp,
) -> Result<Result<(DraftBlob, Vault), String>, StepError> {
    let Some(draft) = &message.draft else {
        return Ok(Err("it has no draft".to_owned()));
    };
    let blob = drafting::read_draft(ports, &draft.blob).await?;
    if drafting::fingerprint_of(&blob) != draft.fingerprint {
        return Ok(Err("its text is not the one that was cleared".to_owned()));
    }
    if let Some(held) = cold_mail::held_step(playbook, state, message) {
        return Ok(Err(held.words));
    }
    if let Some(why) = no_account(ports, playbook, message.channel, &blob) {
        return Ok(Err(why));
    }
    let vault = drafting::vault(ports, &state.id).await?;
    let address = match message.channel {
        Channel::Email => &vault.email,
        Channel::Linkedin => &vault.linkedin,
    };
    if address.as_deref() != Some(blob.to.as_str()) {
        return Ok(Err("the address of the person has changed".to_owned()));
    }
    if let Some(why) = relint::objection(playbook, state, &vault, &blob, message.step, now) {
        return Ok(Err(why));
    }
    Ok(Ok((blob, vault)))
}

/// Why nothing can be written on a channel from this sender.
fn no_account(
    ports: &Ports,
    playbook: &Playbook,
    channel: Channel,
    blob: &DraftBlob,
) -> Option<String> {
    let sender = playbook.house.mailbox(&blob.from);
    match channel {
        Channel::Email => None,
        Channel::Linkedin if !ports.messenger.is_connected() => Some(
            "this stack has no LinkedIn account; send it by hand and take the conversation over"
                .to_owned(),
        ),
        Channel::Linkedin => sender
            .is_none_or(|sender| sender.linkedin.is_none())
            .then(|| {
                format!(
                    "house.md names no LinkedIn profile for {}: add `linkedin:` to the mailbox",
                    blob.from
                )
            }),
    }
}

/// What the next send rests on, if policy cleared it.
fn leave_of(state: &Conversation) -> Option<&Leave> {
    match &state.current()?.state {
        MessageState::Cleared { clearance } => clearance.leave(),
        MessageState::Planned { .. }
        | MessageState::InReview { .. }
        | MessageState::Claimed { .. }
        | MessageState::InDoubt { .. }
        | MessageState::Sent { .. }
        | MessageState::Void { .. } => None,
    }
}

/// The rows of a claim with the versions that guard them.
struct Rows {
    judged: ClaimRows,
    customer: Option<StopReason>,
    provider_name: Option<&'static str>,
    guards: Vec<Action>,
    contact: Item,
    mailbox: Item,
    agent: Item,
    domain: Option<Item>,
    provider: Option<Item>,
    domain_key: ::ports::Key,
    provider_key: Option<::ports::Key>,
}

impl Rows {
    async fn read(
        ports: &Ports,
        playbook: &Playbook,
        state: &Conversation,
        (blob, channel, receiver): (&DraftBlob, Channel, Option<&'static str>),
        vault: &Vault,
    ) -> Result<Result<Self, String>, StepError> {
        let Some(address) = inbound::identifier_of(channel, &blob.to) else {
            return Ok(Err("its address is no address".to_owned()));
        };
        let provider_name = receiver;
        let domain_key = match channel {
            Channel::Email => keys::recipient_domain(address.domain().unwrap_or_default()),
            Channel::Linkedin => keys::linkedin_account(&blob.from),
        };
        let provider_key = provider_name.map(keys::receiving_provider);
        let mut wanted = vec![
            keys::contact(&state.contact),
            keys::mailbox(&blob.from),
            keys::agent(&state.agent),
            keys::unread(&state.id),
            domain_key.clone(),
        ];
        let leave = leave_of(state);
        wanted.extend(leave.map(|leave| keys::class_gate(&leave.class)));
        wanted.extend(provider_key.clone());
        let mut found = ports.table.get(&wanted).await?.into_iter();
        let (contact, mailbox, agent) = (
            found.next().flatten(),
            found.next().flatten(),
            found.next().flatten(),
        );
        let (unread, domain_item) = (found.next().flatten(), found.next().flatten());
        let gate = leave.and_then(|_| found.next().flatten());
        let provider = found.next().flatten();
        let (Some(contact), Some(mailbox), Some(agent)) = (contact, mailbox, agent) else {
            return Ok(Err(format!(
                "mailbox {} or agent {} is not set up",
                blob.from, state.agent
            )));
        };
        let contact_row: ContactRow = items::decode(&contact)?;
        let unread_row: UnreadRow = unread
            .as_ref()
            .map(items::decode)
            .transpose()?
            .unwrap_or_default();
        let checked = stops::check(
            ports,
            playbook,
            state,
            Some(&contact_row),
            vault,
            Some(&blob.to),
        )
        .await?;
        let mut guards = checked.guards;
        guards.push(Action::Check {
            key: keys::unread(&state.id),
            expect: items::as_read(unread.as_ref()),
        });
        guards.extend(leave.map(|leave| Action::Check {
            key: keys::class_gate(&leave.class),
            expect: items::as_read(gate.as_ref()),
        }));
        Ok(Ok(Self {
            judged: ClaimRows {
                contact: contact_row,
                stops: checked.rows,
                unread: unread_row,
                mailbox: items::decode::<MailboxRow>(&mailbox)?,
                agent: items::decode::<AgentRow>(&agent)?,
                domain: domain_item
                    .as_ref()
                    .map(items::decode::<DayCount>)
                    .transpose()?,
                provider: provider
                    .as_ref()
                    .map(items::decode::<DayCount>)
                    .transpose()?,
                gate: gate
                    .as_ref()
                    .map(items::decode::<Gate>)
                    .transpose()?
                    .unwrap_or_default(),
            },
            customer: checked.by_playbook,
            provider_name,
            guards,
            contact,
            mailbox,
            agent,
            domain: domain_item,
            provider,
            domain_key,
            provider_key,
        }))
    }

    fn write(&self, after: &domain::claim::ClaimedRows) -> Vec<Action> {
        let mut actions = self.guards.clone();
        actions.push(items::put(
            self.contact.key.clone(),
            &after.contact,
            Expect::Version(self.contact.version),
        ));
        actions.push(items::put(
            self.mailbox.key.clone(),
            &after.mailbox,
            Expect::Version(self.mailbox.version),
        ));
        actions.push(items::put(
            self.agent.key.clone(),
            &after.agent,
            Expect::Version(self.agent.version),
        ));
        actions.push(items::put(
            self.domain_key.clone(),
            &after.domain,
            items::as_read(self.domain.as_ref()),
        ));
        if let Some(key) = &self.provider_key {
            actions.push(items::put(
                key.clone(),
                &after.provider,
                items::as_read(self.provider.as_ref()),
            ));
        }
        actions
    }
}

async fn hand_over(ports: &Ports, claimed: Claimed) -> Result<(), StepError> {
    let Claimed {
        claim,
        message_id,
        step,
        blob,
        after,
        at,
    } = claimed;
    let state = after.state();
    if channel_of(state, step) == Channel::Linkedin {
        return message(ports, claim, &blob, after, step).await;
    }
    let letter = match letter(ports, state, &blob, step, &message_id, at) {
        Ok(letter) => letter,
        Err(why) => {
            let input = Input::NotSent {
                claim: claim.clone(),
                proof: log::without_addresses(&why),
                retry_at: None,
            };
            return settle(ports, after, input, &claim).await;
        }
    };
    let envelope = Envelope {
        claim: claim.to_string(),
        from: blob.from.clone(),
        to: blob.to.clone(),
        message_id,
    };
    let wire_hash = Some(data_encoding::HEXLOWER.encode(&Sha256::digest(&letter)));
    let outcome = ports.mailer.hand_over(&envelope, &letter).await;
    taken(ports, claim, after, step, (outcome, wire_hash)).await
}

/// The same for LinkedIn: the text as it was cleared, and nothing around it.
async fn message(
    ports: &Ports,
    claim: ClaimId,
    blob: &DraftBlob,
    after: step::Loaded,
    step: u32,
) -> Result<(), StepError> {
    let playbook = ports.playbook.get();
    let sender = playbook.house.mailbox(&blob.from);
    let message = ChatMessage {
        claim: claim.to_string(),
        from: sender
            .and_then(|sender| sender.linkedin.clone())
            .unwrap_or_default(),
        to: blob.to.clone(),
        text: blob.body.clone(),
    };
    let wire_hash = Some(data_encoding::HEXLOWER.encode(&Sha256::digest(&message.text)));
    let outcome = ports.messenger.hand_over(&message).await;
    taken(ports, claim, after, step, (outcome, wire_hash)).await
}

fn channel_of(state: &Conversation, step: u32) -> Channel {
    state
        .message(step)
        .map_or(Channel::Email, |message| message.channel)
}

/// Records what became of a hand-over.
async fn taken(
    ports: &Ports,
    claim: ClaimId,
    after: step::Loaded,
    step: u32,
    (outcome, wire_hash): (Result<Handover, PortError>, Option<String>),
) -> Result<(), StepError> {
    let state = after.state();
    let channel = channel_of(state, step);
    let tries = state.message(step).map_or(1, |m| m.attempts);
    let now = ports.clock.now();
    let again = (tries < MAX_TRIES).then(|| domain::calendar::later(now, RETRY));
    let input = match outcome {
        Ok(handover) => Input::Sent {
            claim: claim.clone(),
            receipt: receipt(handover, now, wire_hash),
            settled: None,
        },
        Err(PortError::Busy(proof)) => Input::NotSent {
            claim: claim.clone(),
            proof: log::without_addresses(&proof),
            retry_at: again,
        },
        // What a mail server says of an address, LinkedIn does not.
        Err(PortError::Refused(proof)) if channel == Channel::Linkedin => Input::NotSent {
            claim: claim.clone(),
            proof: log::without_addresses(&proof),
            retry_at: None,
        },
        Err(PortError::Refused(proof)) => {
            return turned_down::settle(ports, after, &claim, &proof).await;
        }
        Err(PortError::Unknown(why)) => {
            looked_up(ports, (&claim, channel), why, wire_hash, again).await?
        }
        Err(PortError::Conflict { .. }) => {
            let why = "conflict".to_owned();
            looked_up(ports, (&claim, channel), why, wire_hash, again).await?
        }
    };
    settle(ports, after, input, &claim).await
}

/// Asks the provider what became of a hand-over.
async fn looked_up(
    ports: &Ports,
    (claim, channel): (&ClaimId, Channel),
    why: String,
    wire_hash: Option<String>,
    again: Option<Timestamp>,
) -> Result<Input, StepError> {
    let why = log::without_addresses(&why);
    let told = match channel {
        Channel::Email => ports.mailer.look_up(claim.as_str()).await,
        Channel::Linkedin => ports.messenger.look_up(claim.as_str()).await,
    };
    Ok(match told {
        Ok(LookUp::Sent(handover)) => Input::Sent {
            claim: claim.clone(),
            receipt: receipt(handover, ports.clock.now(), wire_hash),
            settled: Some("the provider was asked and has it".to_owned()),
        },
        Ok(LookUp::NotSent) => {
            let proof = format!("{why}; the provider was asked and has nothing");
            Input::NotSent {
                claim: claim.clone(),
                proof,
                retry_at: again,
            }
        }
        Ok(LookUp::CannotTell) | Err(_) => Input::Doubt {
            claim: claim.clone(),
            why,
        },
    })
}

fn receipt(handover: Handover, at: Timestamp, wire_hash: Option<String>) -> Receipt {
    Receipt {
        at,
        provider_id: log::without_addresses(&handover.provider_id),
        wire_hash,
        message_id: handover.message_id,
    }
}

async fn settle(
    ports: &Ports,
    known: step::Loaded,
    input: Input,
    claim: &ClaimId,
) -> Result<(), StepError> {
    let in_doubt = matches!(input, Input::Doubt { .. });
    let id = known.state().id.clone();
    let mut extra = Vec::new();
    if !in_doubt {
        extra.push(Action::Delete {
            key: keys::in_flight_claim(&known.state().agent, claim),
            expect: Expect::Any,
        });
    }
    extra.extend(renamed(ports, known.state(), &input, claim));
    step::step_from(ports, known, &id, &Actor::Provider, &input, &extra).await?;
    if in_doubt {
        // An alarm counts these lines: see infra/template.yaml.
        tracing::warn!(conversation = %id, "a send is in doubt");
    }
    Ok(())
}

/// Settles a claim that is old and has no receipt.
pub async fn settle_old(ports: &Ports, id: &ConversationId) -> Result<(), StepError> {
    let loaded = step::load_known(ports, id).await?;
    let now = ports.clock.now();
    for message in &loaded.state().messages {
        let MessageState::Claimed { claim, .. } = &message.state else {
            continue;
        };
        if domain::calendar::later(claim.at, domain::conversation::CLAIM_DEADLINE) > now {
            continue;
        }
        let again = (message.attempts < MAX_TRIES).then_some(now);
        let input = looked_up(
            ports,
            (&claim.id, message.channel),
            "no receipt within 15 minutes".to_owned(),
            None,
            again,
        )
        .await?;
        let known = step::load_known(ports, id).await?;
        settle(ports, known, input, &claim.id).await?;
    }
    Ok(())
}

/// Answers name the `Message-ID` that the recipient saw: where the provider put its own, that one leads
/// to the conversation, too.
fn renamed(ports: &Ports, state: &Conversation, input: &Input, claim: &ClaimId) -> Option<Action> {
    let Input::Sent { receipt, .. } = input else {
        return None;
    };
    let message_id = receipt.message_id.as_ref()?;
    let open = state.messages.iter().find(|message| {
        matches!(
            &message.state,
            MessageState::Claimed { claim: open, .. } | MessageState::InDoubt { claim: open, .. }
                if open.id == *claim
        )
    });
    let step = open?.step;
    let pointer = MessageIdRow {
        conversation: state.id.clone(),
        step,
        claim: claim.clone(),
    };
    let key = keys::message_id(&ports.secrets.message_id(message_id));
    Some(items::put(key, &pointer, Expect::Any))
}

/// The exact bytes.
fn letter(
    ports: &Ports,
    state: &Conversation,
    blob: &DraftBlob,
    step: u32,
    message_id: &str,
    at: Timestamp,
) -> Result<Vec<u8>, String> {
    let before: Vec<String> = state
        .messages
        .iter()
        .filter(|message| message.channel == Channel::Email)
        .filter_map(|message| match &message.state {
            MessageState::Sent { claim, receipt } if !claim.message_id.is_empty() => {
                let seen = receipt.message_id.as_ref();
                Some(seen.unwrap_or(&claim.message_id).clone())
            }
            MessageState::Sent { .. }
            | MessageState::Planned { .. }
            | MessageState::InReview { .. }
            | MessageState::Cleared { .. }
            | MessageState::Claimed { .. }
            | MessageState::InDoubt { .. }
            | MessageState::Void { .. } => None,
        })
        .collect();
    let token = UnsubscribeToken {
        contact: state.contact.clone(),
        conversation: state.id.clone(),
        step,
    };
    let reply_to = reply_address(&blob.from, &state.id, &ports.secrets);
    let https = ports
        .public_base
        .as_ref()
        .filter(|base| base.starts_with("https://"))
        .map(|base| format!("{base}/u/{}", token.write(&ports.secrets)));
    let name = blob.from_name.clone();
    let letter = mail::Letter {
        message_id: message_id.to_owned(),
        date: at,
        from: mail::Mailbox::new(&name, &blob.from),
        to: mail::Mailbox::new("", &blob.to),
        reply_to: Some(reply_to.clone()),
        subject: blob.subject.clone(),
        text: drafting::full_body(blob),
        html: drafting::html_of(blob),
        in_reply_to: before.last().cloned(),
        references: before,
        list_unsubscribe: mail::Unsubscribe {
            https,
            mailto: Some(format!("mailto:{reply_to}?subject=unsubscribe")),
        },
        headers: Vec::new(),
    };
    mail::render(&letter).map_err(|error| format!("the letter can't be written: {error}"))
}
