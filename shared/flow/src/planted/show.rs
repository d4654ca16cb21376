//! What a planted card shows: what any card of a draft shows.

use super::shipped::{BAD, Bad, FOLLOW_UPS};
use crate::items::{DraftBlob, Vault, VaultFact};
use crate::{Ports, StepError, drafting, export, keys, step};
use domain::planted::{Planted, Text};
use domain::{ConversationId, PlantedId};
use sha2::{Digest, Sha256};

/// As sure a lead as anybody who is written to.
const SCORE: u32 = 70;

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
    let Some(letters) = letters(ports, planted).await? else {
        return Ok(None);
    };
    match &planted.text {
        Text::Killed { conversation, .. } => {
            let vault = step::read::<Vault>(ports, keys::vault(conversation)).await?;
            let head = step::load(ports, conversation).await?;
            Ok(vault.zip(head).map(|((vault, _), loaded)| Shown {
                vault,
                letters,
                score: loaded.state().score,
            }))
        }
        Text::Shipped { name, .. } => Ok(bad(name).map(|bad| Shown {
            vault: vault(bad, planted),
            letters,
            score: SCORE,
        })),
    }
}

/// The drafts.
pub(super) async fn letters(
    ports: &Ports,
    planted: &Planted,
) -> Result<Option<Vec<(u32, DraftBlob)>>, StepError> {
    let (name, from, footer, model, count) = match &planted.text {
        Text::Killed { letters, .. } => {
            let mut read = Vec::new();
            for (step, blob) in letters {
                let draft = export::kept(drafting::read_draft(ports, blob).await)?;
                read.push(draft.map(|draft| (*step, draft)));
            }
            return Ok(read.into_iter().collect());
        }
        Text::Shipped {
            name,
            from,
            footer,
            model,
            letters,
        } => (name, from, footer, model, *letters),
    };
    let Some(bad) = bad(name) else {
        return Ok(None);
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
        let draft = DraftBlob {
            conversation: nobody(),
            channel: "email".to_owned(),
            to: address(bad),
            from: from.clone(),
            from_name: me.clone(),
            subject,
            body: said(body),
            footer: footer.clone(),
            html: false,
            links: Vec::new(),
            claims: Vec::new(),
            findings: Vec::new(),
            model: model.clone(),
            confidence: 0,
            playbook: playbook.version.clone(),
        };
        (step, draft)
    };
    Ok(Some((1..=count.max(1)).map(letter).collect()))
}

/// The drafts belong to no conversation.
fn nobody() -> ConversationId {
    ConversationId::parse("cnv_planted").unwrap_or_else(|_| unreachable!("a sound id"))
}

fn bad(name: &str) -> Option<&'static Bad> {
    BAD.iter().find(|bad| bad.name == name)
}

fn address(bad: &Bad) -> String {
    let name = bad.person.0.to_lowercase();
    format!("{name}@{}", bad.domain)
}

fn vault(bad: &Bad, planted: &Planted) -> Vault {
    let day = keys::day_of(planted.since).saturating_sub(jiff::Span::new().days(9));
    Vault {
        first_name: bad.person.0.to_owned(),
        last_name: bad.person.1.to_owned(),
        title: bad.title.to_owned(),
        company: bad.company.to_owned(),
        domain: Some(bad.domain.to_owned()),
        country: bad.country.to_owned(),
        email: Some(address(bad)),
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
        ..Vault::default()
    }
}
