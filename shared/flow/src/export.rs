//! Export: gives a person all that is held on them, with its source (GDPR article 15). Reads what forget
//! erases, in the same places.

use crate::forget::{conversations, is_from};
use crate::items::{self, InboundRow, NoteBlob, ReadingBlob, Vault};
use crate::{Ports, StepError, chat, drafting, keys, log, step, stops};
use ::ports::BlobHash;
use domain::conversation::{Event, MessageState, Recorded, told};
use domain::rows::{StopReason, StopSource};
use domain::{Actor, ConversationId, Identifier, InboundId, Intent, OperatorId};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// All that is held on a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Export {
    /// What was asked for.
    pub address: String,
    /// When it was gathered.
    pub made_at: Timestamp,
    /// Who holds it: the firm and its postal address, as every letter names them.
    pub controller: String,
    /// Who else gets to see it: what sends the letters.
    pub recipients: Vec<String>,
    /// Where they stand on the stop list.
    pub stops: Vec<Stop>,
    /// Every conversation there was with them.
    pub conversations: Vec<Conversation>,
    /// Mail of theirs that belongs to none of these.
    pub other_mail: Vec<Mail>,
}

/// An entry of the stop list. The list itself holds a keyed hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Why.
    pub reason: StopReason,
    /// How we learnt of it.
    pub source: StopSource,
    /// Since when.
    pub since: Timestamp,
}

/// A conversation with them.
#[derive(Debug, Clone, PartialEq)]
pub struct Conversation {
    /// Its id.
    pub id: ConversationId,
    /// The agent.
    pub agent: String,
    /// What the agent writes for, if it is still in the playbook.
    pub purpose: String,
    /// Where it stands.
    pub standing: String,
    /// Where the data come from: the sources of the facts, or the lists that the agent reads.
    pub sources: Vec<String>,
    /// Name, title, company, addresses, facts, reasons of the score; nothing once forgotten.
    pub known: Vec<Known>,
    /// Each draft and letter, in order.
    pub letters: Vec<Letter>,
    /// What came in.
    pub mail: Vec<Mail>,
    /// What operators noted.
    pub notes: Vec<String>,
    /// What happened.
    pub history: Vec<Happening>,
}

/// One thing that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// What it is.
    pub what: String,
    /// Its value.
    pub value: String,
    /// Where it was read, if it has a source of its own.
    pub source: Option<String>,
    /// When it was true.
    pub date: Option<Date>,
}

/// A draft or a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its step.
    pub step: u32,
    /// Its revision.
    pub revision: u32,
    /// When it was written.
    pub written_at: Timestamp,
    /// When it left, if it did.
    pub sent_at: Option<Timestamp>,
    /// From which mailbox.
    pub from: String,
    /// To which address.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Body with its footer.
    pub text: String,
}

/// A message that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its id.
    pub id: InboundId,
    /// When.
    pub at: Timestamp,
    /// Who wrote it.
    pub from: String,
    /// Subject.
    pub subject: String,
    /// All words.
    pub text: String,
    /// What it was taken for, once it was read.
    pub intent: Option<Intent>,
}

/// A line of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// A sentence.
    pub words: String,
}

impl Export {
    /// Nothing at all is held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stops.is_empty() && self.conversations.is_empty() && self.other_mail.is_empty()
    }
}

/// Gathers all that is held on a person, by an address or a profile link. The log tells that it was done, not for
/// whom.
pub async fn export(ports: &Ports, by: &OperatorId, address: &str) -> Result<Export, StepError> {
    let identifier = Identifier::email(address)
        .or_else(|| Identifier::linkedin(address))
        .ok_or_else(|| {
            StepError::Invalid("give a mail address or a LinkedIn profile link".to_owned())
        })?;
    let known = stops::find(ports, &identifier).await?;
    let mut hashes = vec![ports.secrets.hash(&identifier)];
    hashes.extend(known.iter().flat_map(|known| known.identifiers.clone()));
    hashes.sort();
    hashes.dedup();
    let (rows, _) = stops::look(ports, &stops::keys_of(&hashes, None, &[])).await?;
    let playbook = ports.playbook.get();
    let identity = &playbook.house.identity;
    let mut out = Export {
        address: address.trim().to_owned(),
        made_at: ports.clock.now(),
        controller: format!("{}, {}", identity.company, identity.address),
        recipients: vec![ports.mailer.name()],
        stops: rows
            .into_iter()
            .map(|row| Stop {
                reason: row.reason,
                source: row.source,
                since: row.since,
            })
            .collect(),
        conversations: Vec::new(),
        other_mail: Vec::new(),
    };
    let own = conversations(ports, known.as_ref()).await?;
    for id in &own {
        out.conversations.push(conversation(ports, id).await?);
    }
    // Where they answered in place of somebody else, and what matched nothing.
    let mut listed = step::all(ports, keys::UNMATCHED, "").await?;
    listed.extend(step::all(ports, keys::NOT_OURS, "").await?);
    if let Some(id) = known.and_then(|row| row.last_conversation)
        && !own.contains(&id)
    {
        listed.extend(step::all(ports, &keys::conversation(&id), keys::INBOUND).await?);
    }
    for item in listed {
        let id: InboundId = items::decode(&item)?;
        if let Some(mail) = mail(ports, &id).await?
            && is_from(ports, &mail.from, &hashes)
        {
            out.other_mail.push(mail);
        }
    }
    let words = "a person was given what is held on them".to_owned();
    let actor = Actor::Operator(by.clone());
    step::finish(ports, &[log::note(ports, actor, "exported", words, None)]).await?;
    Ok(out)
}

async fn conversation(ports: &Ports, id: &ConversationId) -> Result<Conversation, StepError> {
    let loaded = step::load_known(ports, id).await?;
    let person = step::read::<Vault>(ports, keys::vault(id)).await?;
    let person = person.map(|(vault, _)| vault);
    let events = step::events(ports, id).await?;
    held(ports, loaded.state(), person.as_ref(), &events).await
}

/// All that is held of a conversation.
pub(crate) async fn held(
    ports: &Ports,
    state: &domain::conversation::Conversation,
    person: Option<&Vault>,
    events: &[Recorded],
) -> Result<Conversation, StepError> {
    let id = &state.id;
    let playbook = ports.playbook.get();
    let agent = playbook.agents.get(state.agent.as_str());
    let mut sources: BTreeSet<String> = person
        .into_iter()
        .flat_map(|vault| &vault.facts)
        .map(|fact| fact.source.clone())
        .collect();
    if sources.is_empty() {
        let lists = agent.iter().flat_map(|agent| &agent.sources);
        sources.extend(lists.map(|list| format!("{} (list {})", list.label, list.file)));
    }
    let mut out = Conversation {
        id: id.clone(),
        agent: state.agent.to_string(),
        purpose: agent.map(|agent| agent.goal.clone()).unwrap_or_default(),
        standing: state.phase.words(),
        sources: sources.into_iter().collect(),
        known: person.into_iter().flat_map(known).collect(),
        letters: Vec::new(),
        mail: Vec::new(),
        notes: Vec::new(),
        history: Vec::new(),
    };
    for recorded in events {
        match &recorded.event {
            Event::Drafted {
                step,
                revision,
                draft,
                ..
            }
            | Event::Edited {
                step,
                revision,
                draft,
                ..
            } => {
                let sent_at = state
                    .messages
                    .iter()
                    .find_map(|message| match &message.state {
                        MessageState::Sent { receipt, .. }
                            if message.draft.as_ref().is_some_and(|d| d.blob == draft.blob) =>
                        {
                            Some(receipt.at)
                        }
                        _ => None,
                    });
                if let Some(blob) = kept(drafting::read_draft(ports, &draft.blob).await)? {
                    out.letters.push(Letter {
                        step: *step,
                        revision: *revision,
                        written_at: recorded.at,
                        sent_at,
                        text: drafting::full_body(&blob),
                        from: blob.from,
                        to: blob.to,
                        subject: blob.subject,
                    });
                }
            }
            Event::Killed {
                note: Some(note), ..
            }
            | Event::SentBack {
                note: Some(note), ..
            }
            | Event::HandedBack { note, .. } => out.notes.extend(words_of(ports, note).await?),
            _ => {}
        }
        out.history.push(Happening {
            at: recorded.at,
            who: recorded.by.to_string(),
            // A draft that waits is judged without knowing what policy thinks of it.
            words: told(Some(state), &recorded.event),
        });
    }
    for item in step::all(ports, &keys::conversation(id), keys::INBOUND).await? {
        let inbound: InboundId = items::decode(&item)?;
        out.mail.extend(mail(ports, &inbound).await?);
    }
    Ok(out)
}

async fn words_of(ports: &Ports, note: &BlobHash) -> Result<Option<String>, StepError> {
    let blob = kept(drafting::read_blob::<NoteBlob>(ports, note, "note").await)?;
    Ok(blob.map(|blob| blob.text))
}

/// A text that was erased is none that is held.
pub(crate) fn kept<T>(read: Result<T, StepError>) -> Result<Option<T>, StepError> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(StepError::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// A message and its words. One that was accepted and not labelled yet is read here, so that nothing is left out.
async fn mail(ports: &Ports, id: &InboundId) -> Result<Option<Mail>, StepError> {
    let Some((row, _)) = step::read::<InboundRow>(ports, keys::inbound(id)).await? else {
        return Ok(None);
    };
    if let Some(hash) = &row.reading {
        let read = kept(drafting::read_blob::<ReadingBlob>(ports, hash, "reading").await)?;
        return Ok(read.map(|read| Mail {
            id: id.clone(),
            at: row.at,
            from: read.from,
            subject: read.subject,
            text: read.text,
            intent: Some(row.intent.unwrap_or(read.intent)),
        }));
    }
    let raw = ports.blobs.get(&row.raw).await?;
    Ok(raw.map(|raw| {
        let read = chat::read(&row, &raw);
        Mail {
            id: id.clone(),
            at: row.at,
            from: read.from.map(|from| from.address).unwrap_or_default(),
            subject: read.subject,
            text: read.text,
            intent: None,
        }
    }))
}

fn known(vault: &Vault) -> Vec<Known> {
    let plain = [
        ("first name", vault.first_name.as_str()),
        ("last name", &vault.last_name),
        ("title", &vault.title),
        ("company", &vault.company),
        ("domain", vault.domain.as_deref().unwrap_or_default()),
        ("country", &vault.country),
        ("time zone", &vault.timezone),
        ("mail address", vault.email.as_deref().unwrap_or_default()),
        (
            "LinkedIn profile",
            vault.linkedin.as_deref().unwrap_or_default(),
        ),
    ];
    let of = |what: &str, value: &str| Known {
        what: what.to_owned(),
        value: value.to_owned(),
        source: None,
        date: None,
    };
    let facts = vault.facts.iter().map(|fact| Known {
        source: Some(fact.source.clone()),
        date: Some(fact.date),
        ..of(&format!("fact {}", fact.id), &fact.text)
    });
    let reasons = vault.reasons.iter();
    let reasons =
        reasons.map(|reason| of("score", &format!("{}: {}", reason.criterion, reason.words)));
    plain
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(what, value)| of(what, value))
        .chain(facts)
        .chain(reasons)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::items::VaultFact;

    #[test]
    fn a_fact_is_told_with_its_source_and_day() {
        let vault = Vault {
            first_name: "Kari".to_owned(),
            facts: vec![VaultFact {
                id: "docks".to_owned(),
                text: "nine docks".to_owned(),
                source: "company-site".to_owned(),
                date: jiff::civil::date(2026, 10, 5),
            }],
            ..Vault::default()
        };
        let told: Vec<String> = known(&vault)
            .iter()
            .map(|one| {
                format!(
                    "{} = {} ({:?}, {:?})",
                    one.what, one.value, one.source, one.date
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                "first name = Kari (None, None)",
                "fact docks = nine docks (Some(\"company-site\"), Some(2026-10-05))"
            ]
        );
    }
}
