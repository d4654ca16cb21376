//! What a planted card shows: what any card of a draft shows.

use super::shipped::{BAD, Bad, FOLLOW_UPS};
use crate::items::{DraftBlob, Vault, VaultFact};
use crate::{Ports, StepError, drafting, export, keys, step};
use ::ports::Claim;
use domain::planted::{Planted, Text};
use domain::{BlobHash, ConversationId, PlantedId};
use sha2::{Digest, Sha256};

/// The texts of a planted card.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// To whom, and what is known.
    pub vault: Vault,
    /// The drafts, by step.
    pub letters: Vec<(u32, DraftBlob)>,
    /// Its score among the leads.
    pub score: u32,
}

/// Stands where the fingerprint of a draft stands, and is none: nothing that it could clear is there.
pub fn mark(id: &PlantedId, step: u32) -> String {
    let hash = Sha256::digest(format!("planted {id} {step}").as_bytes());
    data_encoding::HEXLOWER.encode(&hash)
}

/// The texts, or nothing where the person was forgotten.
pub async fn show(ports: &Ports, planted: &Planted) -> Result<Option<Shown>, StepError> {
    let person = planted.text.person();
    let vault = step::read::<Vault>(ports, keys::vault(person)).await?;
    let (Some((vault, _)), Some(loaded)) = (vault, step::load(ports, person).await?) else {
        return Ok(None);
    };
    let (vault, letters) = match &planted.text {
        Text::Killed { letters, .. } => (vault, killed(ports, letters).await?),
        Text::Shipped { name, .. } => match bad(name) {
            Some(bad) => {
                let vault = beside(vault, bad, planted);
                let letters = written(ports, bad, &vault, planted);
                (vault, letters)
            }
            None => return Ok(None),
        },
    };
    let score = loaded.state().score;
    Ok(letters.map(|letters| Shown {
        vault,
        letters,
        score,
    }))
}

/// The texts that were killed, if all are still there.
async fn killed(
    ports: &Ports,
    letters: &[(u32, BlobHash)],
) -> Result<Option<Vec<(u32, DraftBlob)>>, StepError> {
    let mut read = Vec::new();
    for (step, blob) in letters {
        let draft = export::kept(drafting::read_draft(ports, blob).await)?;
        read.push(draft.map(|draft| (*step, draft)));
    }
    Ok(read.into_iter().collect())
}

/// The texts that come with the software, in the name of the sender beside whose draft they stand.
fn written(
    ports: &Ports,
    bad: &Bad,
    to: &Vault,
    planted: &Planted,
) -> Option<Vec<(u32, DraftBlob)>> {
    let Text::Shipped {
        from,
        footer,
        model,
        letters,
        ..
    } = &planted.text
    else {
        return None;
    };
    let playbook = ports.playbook.get();
    let us = &playbook.house.identity.company;
    let mut mailboxes = playbook.house.mailboxes.iter();
    let me = mailboxes
        .find(|mailbox| mailbox.address == *from)
        .map_or(us, |mailbox| &mailbox.name);
    let said = |text: &str| {
        text.replace("{us}", us)
            .replace("{me}", me)
            .replace("{you}", bad.person.0)
            .replace("{company}", bad.company)
    };
    let letter = |step: u32| {
        let later = usize::try_from(step).unwrap_or(0).checked_sub(2);
        let (subject, body) = match later {
            None => (said(bad.subject), bad.body),
            Some(later) => {
                let text = FOLLOW_UPS.get(later % FOLLOW_UPS.len());
                (
                    format!("Re: {}", said(bad.subject)),
                    text.copied().unwrap_or_default(),
                )
            }
        };
        let body = said(body);
        let claims = match later {
            None => claim(bad, &body).into_iter().collect(),
            Some(_) => Vec::new(),
        };
        let draft = DraftBlob {
            conversation: nobody(),
            channel: "email".to_owned(),
            to: to.email.clone().unwrap_or_default(),
            from: from.clone(),
            from_name: me.clone(),
            subject,
            body,
            footer: footer.clone(),
            html: false,
            links: Vec::new(),
            claims,
            findings: Vec::new(),
            model: model.clone(),
            confidence: 0,
            playbook: playbook.version.clone(),
            tokens: None,
        };
        (step, draft)
    };
    Some((1..=(*letters).max(1)).map(letter).collect())
}

/// The drafts belong to no conversation.
fn nobody() -> ConversationId {
    ConversationId::parse("cnv_planted").unwrap_or_else(|_| unreachable!("a sound id"))
}

/// What the writer says it rests on: what comes after the greeting.
fn claim(bad: &Bad, body: &str) -> Option<Claim> {
    let said = body.split("\n\n").nth(1)?;
    let sentence = said.split_inclusive(". ").next()?;
    bad.facts.first().map(|_| Claim {
        text: sentence.trim_end().to_owned(),
        fact: "f1".to_owned(),
    })
}

fn bad(name: &str) -> Option<&'static Bad> {
    BAD.iter().find(|bad| bad.name == name)
}

fn address(bad: &Bad, domain: &str) -> String {
    format!("{}@{domain}", bad.person.0.to_lowercase())
}

/// A made-up name where others have their domains: one in a zone for examples would stand out among real ones.
fn domain(bad: &Bad, person: &Vault) -> String {
    let domain = person.domain.as_deref();
    let zone = domain.and_then(|domain| domain.rsplit('.').next());
    format!("{}.{}", bad.domain, zone.unwrap_or("com"))
}

/// Somebody who does not exist, in the position of the person beside whom the card stands: so title, country and
/// the reasons of the score agree.
fn beside(person: Vault, bad: &Bad, planted: &Planted) -> Vault {
    let domain = domain(bad, &person);
    let day = keys::day_of(planted.since).saturating_sub(jiff::Span::new().days(9));
    Vault {
        first_name: bad.person.0.to_owned(),
        last_name: bad.person.1.to_owned(),
        company: bad.company.to_owned(),
        email: Some(address(bad, &domain)),
        domain: Some(domain),
        linkedin: None,
        facts: bad
            .facts
            .iter()
            .zip(1..)
            .map(|((text, source), number)| VaultFact {
                id: format!("f{number}"),
                text: (*text).to_owned(),
                source: (*source).to_owned(),
                date: day,
            })
            .collect(),
        title: person.title,
        country: person.country,
        timezone: person.timezone,
        reasons: person.reasons,
        origin: None,
    }
}
