//! Drafting: assembles what is known, asks the model, lints, and puts the drafts before the gate
//! (`draft_gate.rs`).

use crate::draft_gate::{self, Fresh};
use crate::items::{self, DraftBlob, Head, NoteBlob, ReadingBlob, Vault};
use crate::{
    Ports, StepError, attention, config, forget, keys, mailboxes, on_trial, second_reader, step,
};
use ::ports::{
    BlobHash, Brief, BriefContact, BriefFact, Drafted, EarlierMessage, PortError, StepTemplate,
};
use domain::conversation::{
    Conversation, Draft, Input, Message, MessageState, Phase, decide, evolve,
};
use domain::fingerprint::{Fingerprinted, fingerprint};
use domain::lint::{self, Finding};
use domain::{Actor, Charged, ConversationId, Fingerprint};
use jiff::Timestamp;
use playbook::{Agent, Mailbox, Playbook};
use std::collections::BTreeSet;

/// Writes all drafts of a conversation that are due.
pub async fn run(ports: &Ports, id: &ConversationId) -> Result<(), StepError> {
    for _ in 0..step::ATTEMPTS {
        let loaded = step::load_known(ports, id).await?;
        let now = ports.clock.now();
        let due: Vec<Message> = loaded
            .state()
            .messages
            .iter()
            .filter(|m| matches!(m.state, MessageState::Planned { draft_at } if draft_at <= now))
            .cloned()
            .collect();
        if due.is_empty() || loaded.state().phase != Phase::Active {
            return Ok(());
        }
        let vault = vault(ports, id).await?;
        let usual = ports.playbook.of_conversation(loaded.state());
        let playbook = on_trial::version_for(ports, usual, loaded.state(), &due).await?;
        if attention::put_off(ports, &playbook, &loaded, &due).await? {
            return Ok(());
        }
        let mut events = Vec::new();
        let mut state = loaded.state().clone();
        // Drafts of one card are written in order, so that a follow-up knows the letter before it.
        let mut fresh: Vec<EarlierMessage> = Vec::new();
        let mut written: Vec<Fresh> = Vec::new();
        for message in due {
            let mut charged = Vec::new();
            let input = match one(ports, &playbook, &state, &vault, &message, &fresh, now).await? {
                Ok((draft, blob, by)) => {
                    charged = by;
                    fresh.push(EarlierMessage {
                        step: message.step,
                        subject: blob.subject.clone(),
                        body: blob.body.clone(),
                    });
                    written.push(Fresh {
                        step: message.step,
                        blob,
                    });
                    let why_held = state
                        .resume_note
                        .clone()
                        .or_else(|| message.why_held.clone());
                    Input::Drafted {
                        step: message.step,
                        after_revision: message.revision,
                        draft,
                        why_held,
                    }
                }
                Err(why) => Input::DraftFailed {
                    step: message.step,
                    after_revision: message.revision,
                    why,
                },
            };
            let mut command = step::command(ports, Actor::Agent(state.agent.clone()), input);
            command.versions.model = ports.model.name();
            command.versions.charged = charged;
            command.versions.policy = draft_gate::POLICY.to_owned();
            command.versions.playbook.clone_from(&playbook.version);
            let decided = decide(Some(&state), &command)?;
            if let Some(next) = decided.iter().fold(Some(state.clone()), evolve) {
                state = next;
            }
            events.extend(decided);
        }
        if events.is_empty() {
            return Ok(());
        }
        let routed =
            draft_gate::decide_on(ports, &playbook, (&state, &vault), &written, now).await?;
        events.extend(routed.events);
        match step::write(ports, Some(&loaded), events, routed.actions).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {
                forget::leftovers(ports, id).await?
            }
            done => return done.map(|_| ()),
        }
    }
    Err(step::lost())
}

/// The personal texts of a conversation.
pub async fn vault(ports: &Ports, id: &ConversationId) -> Result<Vault, StepError> {
    let found = step::read::<Vault>(ports, keys::vault(id)).await?;
    found.map(|(vault, _)| vault).ok_or_else(|| {
        StepError::NotFound(format!(
            "personal data of conversation {id}: it was forgotten"
        ))
    })
}

/// A stored draft.
pub async fn read_draft(ports: &Ports, hash: &BlobHash) -> Result<DraftBlob, StepError> {
    read_blob(ports, hash, "draft").await
}

/// A stored JSON blob.
pub async fn read_blob<T: serde::de::DeserializeOwned>(
    ports: &Ports,
    hash: &BlobHash,
    what: &str,
) -> Result<T, StepError> {
    let bytes = ports
        .blobs
        .get(hash)
        .await?
        .ok_or_else(|| StepError::NotFound(format!("{what} {hash}: it was deleted")))?;
    serde_json::from_slice(&bytes).map_err(|error| StepError::Corrupt {
        key: hash.to_string(),
        why: error.to_string(),
    })
}

/// Stores a JSON blob of a conversation or an inbound message.
pub async fn put_blob<T: serde::Serialize>(
    ports: &Ports,
    owner: &str,
    value: &T,
) -> Result<BlobHash, StepError> {
    let bytes = serde_json::to_vec(value).map_err(|error| StepError::Invalid(error.to_string()))?;
    Ok(ports.blobs.put(owner, bytes).await?)
}

type Written = Result<(Draft, DraftBlob, Vec<Charged>), String>;

async fn one(
    ports: &Ports,
    playbook: &Playbook,
    state: &Conversation,
    vault: &Vault,
    message: &Message,
    fresh: &[EarlierMessage],
    now: Timestamp,
) -> Result<Written, StepError> {
    let mut blob = match written(ports, playbook, state, vault, message, fresh, now).await? {
        Ok(blob) => blob,
        Err(why) => return Ok(Err(why)),
    };
    let written = blob.tokens.map(|tokens| Charged {
        model: blob.model.clone(),
        tokens,
    });
    let read = second_reader::read(ports, playbook, state, vault, &mut blob, now).await;
    let hash = put_blob(ports, state.id.as_str(), &blob).await?;
    let charged = written.into_iter().chain(read).collect();
    Ok(Ok((draft_of(&blob, hash, now, None), blob, charged)))
}

/// What the model writes by a version of the playbook, or why it doesn't; stored nowhere.
pub(crate) async fn written(
    ports: &Ports,
    playbook: &Playbook,
    state: &Conversation,
    vault: &Vault,
    message: &Message,
    fresh: &[EarlierMessage],
    now: Timestamp,
) -> Result<Result<DraftBlob, String>, StepError> {
    let Some(agent) = playbook.agents.get(state.agent.as_str()) else {
        return Ok(Err(format!(
            "agent {} is not in the playbook any more; put it back or kill this",
            state.agent
        )));
    };
    let mailbox = match mailboxes::of_draft(ports, playbook, agent, state).await? {
        Ok(mailbox) => mailbox,
        Err(why) => return Ok(Err(why)),
    };
    let known = (agent, mailbox);
    let brief = brief(ports, playbook, known, state, vault, message, fresh).await?;
    let drafted = match ports.model.draft(&brief).await {
        Ok(drafted) => drafted,
        Err(PortError::Refused(why)) => return Ok(Err(without_person(&why, &brief))),
        Err(error) => return Err(error.into()),
    };
    let subject = subject(&drafted, state, &brief);
    let text = Text {
        subject,
        body: drafted.body,
        claims: drafted.claims,
        model: drafted.model,
        confidence: thousandths(drafted.confidence),
        tokens: drafted.tokens,
    };
    Ok(Ok(compose(
        playbook, mailbox, state, vault, message, text, now,
    )))
}

/// A model's reason, fit for an event: events outlive forget, and models like to repeat whom they would
/// not write to.
fn without_person(why: &str, brief: &Brief) -> String {
    const MOST: usize = 300;
    let contact = &brief.contact;
    let own = [
        contact.first_name.as_str(),
        contact.last_name.as_str(),
        contact.title.as_str(),
        contact.company.as_str(),
    ];
    let bare = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    };
    let outside: Vec<&str> = brief
        .facts
        .iter()
        .map(|fact| fact.text.as_str())
        .chain(brief.reply.as_deref())
        .collect();
    let names: BTreeSet<String> = own
        .iter()
        .flat_map(|text| text.split_whitespace())
        .chain(
            outside
                .iter()
                .flat_map(|text| text.split_whitespace())
                .filter(|word| word.contains(char::is_uppercase) || word.contains('.')),
        )
        .map(bare)
        .filter(|word| word.chars().count() > 2)
        .collect();
    let told = |word: &str| {
        let about = names.contains(&bare(word)) || word.contains('@') || word.contains("://");
        if about { "…" } else { word }.to_owned()
    };
    let words: Vec<String> = why.split_whitespace().map(told).collect();
    words.join(" ").chars().take(MOST).collect()
}

/// A share of one in thousandths.
pub fn thousandths(share: f64) -> u32 {
    let clamped = if share.is_finite() {
        share.clamp(0.0, 1.0)
    } else {
        0.0
    };
    format!("{:.0}", clamped * 1000.0).parse().unwrap_or(0)
}

/// A follow-up without a subject of its own stays in the thread of the letter before it.
fn subject(drafted: &Drafted, state: &Conversation, brief: &Brief) -> String {
    if !drafted.subject.trim().is_empty() || brief.channel != "email" {
        return drafted.subject.trim().to_owned();
    }
    let first = brief
        .earlier
        .iter()
        .find(|earlier| !earlier.subject.is_empty());
    match first {
        Some(first) if state.messages.len() > 1 || !state.inbound.is_empty() => {
            let bare = first.subject.trim_start_matches("Re: ").trim();
            format!("Re: {bare}")
        }
        Some(_) | None => String::new(),
    }
}

async fn brief(
    ports: &Ports,
    playbook: &Playbook,
    (agent, mailbox): (&Agent, &Mailbox),
    state: &Conversation,
    vault: &Vault,
    message: &Message,
    fresh: &[EarlierMessage],
) -> Result<Brief, StepError> {
    let house = &playbook.house;
    let mut earlier = sent_messages(ports, state).await?;
    for other in fresh {
        if !earlier.iter().any(|known| known.step == other.step) {
            earlier.push(other.clone());
        }
    }
    let mut instructions = vec![house.voice.clone()];
    instructions.extend(
        agent
            .patterns
            .iter()
            .filter_map(|name| playbook.patterns.get(name))
            .map(|p| p.body.clone()),
    );
    instructions.push(agent.brief.clone());
    let redraft = match (&message.note, &message.draft) {
        (Some(note), Some(draft)) => {
            let note: NoteBlob = read_blob(ports, note, "note").await?;
            let old = read_draft(ports, &draft.blob).await?;
            Some((
                note.text,
                EarlierMessage {
                    step: message.step,
                    subject: old.subject,
                    body: old.body,
                },
            ))
        }
        (Some(note), None) => {
            let note: NoteBlob = read_blob(ports, note, "note").await?;
            Some((
                note.text,
                EarlierMessage {
                    step: message.step,
                    subject: String::new(),
                    body: String::new(),
                },
            ))
        }
        (None, _) => None,
    };
    let reply = match message
        .answers
        .as_ref()
        .and_then(|id| state.inbound.iter().find(|i| i.id == *id))
    {
        Some(inbound) => Some(
            read_blob::<ReadingBlob>(ports, &inbound.reading, "reply")
                .await?
                .human_text,
        ),
        None => None,
    };
    let template = template(agent, state, message);
    let limits = match message.channel {
        domain::conversation::Channel::Email => house.limits.email_words,
        domain::conversation::Channel::Linkedin => house.limits.linkedin_characters,
    };
    Ok(Brief {
        instructions,
        channel: message.channel.as_str().to_owned(),
        step: message.step,
        steps: u32::try_from(agent.sequence.steps.len()).unwrap_or(u32::MAX),
        template,
        purpose: agent
            .step(message.step)
            .and_then(|step| step.purpose.clone()),
        sender_name: mailbox.name.clone(),
        contact: brief_contact(vault),
        facts: brief_facts(playbook, vault),
        links: house
            .links
            .iter()
            .map(|(name, link)| (name.clone(), link.clone()))
            .collect(),
        earlier,
        body_limit: if message.step == 1 {
            limits.first
        } else {
            limits.later
        },
        redraft,
        reply,
        today: state.place.day(ports.clock.now()),
    })
}

/// The reader, as models know him.
pub(crate) fn brief_contact(vault: &Vault) -> BriefContact {
    BriefContact {
        first_name: vault.first_name.clone(),
        last_name: vault.last_name.clone(),
        title: vault.title.clone(),
        company: vault.company.clone(),
        country: vault.country.clone(),
    }
}

/// What is known, as models are told it.
pub(crate) fn brief_facts(playbook: &Playbook, vault: &Vault) -> Vec<BriefFact> {
    let known = facts(playbook, vault).into_iter();
    known
        .map(|fact| BriefFact {
            id: fact.id,
            text: fact.text,
            source: fact.source,
            date: fact.date,
        })
        .collect()
}

/// The template of the step; an answer to a reply has none, and a letter after a long pause takes
/// the last one.
fn template(agent: &Agent, state: &Conversation, message: &Message) -> Option<StepTemplate> {
    if message.answers.is_some() {
        return None;
    }
    let step = agent.step(message.step).or_else(|| {
        state
            .resume_note
            .as_ref()
            .and_then(|_| agent.sequence.steps.last())
    })?;
    Some(StepTemplate {
        subject: step.template.subject.clone().unwrap_or_default(),
        body: step.template.body.clone(),
    })
}

/// Facts about the contact and the house.
pub fn facts(playbook: &Playbook, vault: &Vault) -> Vec<items::VaultFact> {
    let own = playbook.house.facts.iter().map(|fact| items::VaultFact {
        id: fact.id.clone(),
        text: fact.text.clone(),
        source: fact.source.clone(),
        date: fact.date,
    });
    vault.facts.iter().cloned().chain(own).collect()
}

/// Messages that went out, oldest first.
pub async fn sent_messages(
    ports: &Ports,
    state: &Conversation,
) -> Result<Vec<EarlierMessage>, StepError> {
    let mut earlier = Vec::new();
    for message in &state.messages {
        if let (MessageState::Sent { .. }, Some(draft)) = (&message.state, &message.draft) {
            let blob = read_draft(ports, &draft.blob).await?;
            earlier.push(EarlierMessage {
                step: message.step,
                subject: blob.subject,
                body: blob.body,
            });
        }
    }
    Ok(earlier)
}

/// The texts of a draft, whoever wrote them.
pub struct Text {
    /// Subject.
    pub subject: String,
    /// Body.
    pub body: String,
    /// What it states.
    pub claims: Vec<::ports::Claim>,
    /// Who wrote it.
    pub model: String,
    /// In thousandths.
    pub confidence: u32,
    /// What the model was charged for.
    pub tokens: Option<domain::Tokens>,
}

/// Recipient, sender, footer, links and findings around the texts.
pub fn compose(
    playbook: &Playbook,
    mailbox: &Mailbox,
    state: &Conversation,
    vault: &Vault,
    message: &Message,
    text: Text,
    now: Timestamp,
) -> DraftBlob {
    let email = message.channel == domain::conversation::Channel::Email;
    let to = if email {
        vault.email.clone()
    } else {
        vault.linkedin.clone()
    };
    let footer = if email {
        config::footer(&playbook.house)
    } else {
        String::new()
    };
    let asked = |agent: &Agent| agent.html_alternative;
    let html = email && playbook.agents.get(state.agent.as_str()).is_some_and(asked);
    let mut blob = DraftBlob {
        conversation: state.id.clone(),
        channel: message.channel.as_str().to_owned(),
        to: to.unwrap_or_default(),
        from: mailbox.address.clone(),
        from_name: mailbox.name.clone(),
        links: links(&format!("{}\n{}\n{}", text.subject, text.body, footer)),
        subject: text.subject,
        body: text.body,
        footer,
        html,
        claims: text.claims,
        findings: Vec::new(),
        unread: false,
        model: text.model,
        confidence: text.confidence,
        playbook: playbook.version.clone(),
        tokens: text.tokens,
    };
    blob.findings = findings(playbook, state, vault, &blob, message.step, now);
    blob
}

/// The reader, as the linter and the classifier know him.
pub(crate) fn contact(vault: &Vault) -> lint::Contact {
    lint::Contact {
        first_name: vault.first_name.clone(),
        last_name: vault.last_name.clone(),
        title: vault.title.clone(),
        company: vault.company.clone(),
        country: vault.country.clone(),
    }
}

/// What the linter says of a draft by the rules of a playbook.
pub fn findings(
    playbook: &Playbook,
    state: &Conversation,
    vault: &Vault,
    blob: &DraftBlob,
    step: u32,
    now: Timestamp,
) -> Vec<Finding> {
    let facts: Vec<lint::Fact> = facts(playbook, vault)
        .into_iter()
        .map(|fact| lint::Fact {
            id: fact.id,
            text: fact.text,
            source: fact.source,
            date: fact.date,
        })
        .collect();
    let contact = contact(vault);
    let rules = config::house_rules(&playbook.house);
    lint::lint(&lint::Draft {
        today: state.place.day(now),
        step,
        channel: if blob.channel == "linkedin" {
            lint::Channel::Linkedin
        } else {
            lint::Channel::Email
        },
        subject: &blob.subject,
        body: &blob.body,
        contact: &contact,
        facts: &facts,
        rules: &rules,
    })
}

/// Everything that a mail program would make a link of: an address with a scheme, in any case, or one
/// that begins with `www.`.
fn links(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
        .filter_map(|word| link_start(word).and_then(|at| word.get(at..)))
        .map(|link| {
            link.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']'])
                .to_owned()
        })
        .collect()
}

fn link_start(word: &str) -> Option<usize> {
    // Only ASCII letters change, so places in one are places in the other.
    let lower = word.to_ascii_lowercase();
    let scheme = lower.find("://").map(|colon| {
        let name = lower.get(..colon).unwrap_or_default();
        let of_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        name.trim_end_matches(of_scheme).len()
    });
    let host = lower.match_indices("www.").map(|(at, _)| at).find(|at| {
        let before = lower.get(..*at).and_then(|text| text.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric())
    });
    match (scheme, host) {
        (Some(scheme), Some(host)) => Some(scheme.min(host)),
        (scheme, host) => scheme.or(host),
    }
}

/// A link of a draft that is not on the playbook's list, if there is one. Invariant 12: links in
/// letters come from the list alone, whoever wrote the text.
pub fn foreign_link<'a>(playbook: &Playbook, blob: &'a DraftBlob) -> Option<&'a str> {
    let house = &playbook.house;
    let listed = |link: &str| {
        house
            .links
            .values()
            .chain(&house.identity.website)
            .any(|known| known.trim_end_matches('/') == link.trim_end_matches('/'))
    };
    blob.links
        .iter()
        .map(String::as_str)
        .find(|link| !listed(link))
}

/// The fingerprint of what is in a blob: computed when it is written, and again at the door.
pub fn fingerprint_of(blob: &DraftBlob) -> Fingerprint {
    let body = full_body(blob);
    fingerprint(&Fingerprinted {
        channel: &blob.channel,
        recipient: &blob.to,
        sender: &format!("{} <{}>", blob.from_name, blob.from),
        subject: &blob.subject,
        body: &body,
        html: html_of(blob).as_deref(),
        attachments: &[],
        links: &blob.links,
    })
}

/// Body and footer, as the reader gets them.
pub fn full_body(blob: &DraftBlob) -> String {
    if blob.footer.is_empty() {
        blob.body.clone()
    } else {
        format!("{}\n\n{}", blob.body.trim_end(), blob.footer)
    }
}

/// What goes beside body and footer, where the agent asked for it when the draft was written.
pub fn html_of(blob: &DraftBlob) -> Option<String> {
    blob.html.then(|| mail::html_alternative(&full_body(blob)))
}

/// The draft's entry in the state.
pub fn draft_of(
    blob: &DraftBlob,
    hash: BlobHash,
    at: Timestamp,
    edited_by: Option<domain::OperatorId>,
) -> Draft {
    Draft {
        fingerprint: fingerprint_of(blob),
        blob: hash,
        mailbox: blob.from.clone(),
        held: lint::must_hold(&blob.findings),
        at,
        edited_by,
    }
}

/// Writes drafts anew that wait too long.
pub async fn stale(ports: &Ports, id: &ConversationId) -> Result<Head, StepError> {
    step::step(ports, id, &Actor::Policy, &Input::Stale, &[]).await
}

/// Plans the step after a pause.
pub async fn resume(ports: &Ports, id: &ConversationId) -> Result<Head, StepError> {
    step::step(ports, id, &Actor::Policy, &Input::Resume, &[]).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn found(text: &str, expected: &[&str]) {
        assert_eq!(links(text), expected, "{text}");
    }

    #[test]
    fn a_link_is_found_in_every_spelling_that_mail_programs_open() {
        found("see https://a.example/x.", &["https://a.example/x"]);
        found("HTTPS://A.example", &["HTTPS://A.example"]);
        found("(www.a.example)", &["www.a.example"]);
        found("[x](https://a.example/y)", &["https://a.example/y"]);
        found("<a href=\"ftp://a.example\">", &["ftp://a.example"]);
        found("awww.nice, node.js and e.g.this", &[]);
    }

    #[test]
    fn a_models_reason_names_nobody() {
        let brief = Brief {
            instructions: Vec::new(),
            channel: "email".to_owned(),
            step: 1,
            steps: 1,
            template: None,
            purpose: None,
            sender_name: String::new(),
            contact: BriefContact {
                first_name: "Ann".to_owned(),
                last_name: "Roe".to_owned(),
                title: String::new(),
                company: "Acme Ltd".to_owned(),
                country: String::new(),
            },
            facts: Vec::new(),
            links: Vec::new(),
            earlier: Vec::new(),
            body_limit: 100,
            redraft: None,
            reply: Some("call Bob at bob@acme.example".to_owned()),
            today: jiff::civil::date(2026, 11, 2),
        };
        assert_eq!(
            without_person(
                "Ann Roe of Acme (or Bob, bob@acme.example) can't be written to",
                &brief
            ),
            "… … of … (or … … can't be written to"
        );
    }
}
