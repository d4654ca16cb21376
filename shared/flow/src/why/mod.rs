//! Why: what stands behind a letter. Where the person came from and what was known of them when it left, who
//! or what cleared it and by which versions, and what stands against writing again. Asked by an address, a
//! profile link, a domain, a Message-ID, or an id of the log.
//!
//! Must never be here: what policy thinks of a draft that still waits for its verdict.

mod asked;
mod cleared;
mod held_versions;
mod known;
mod origin;
mod standing;
mod story;

pub use cleared::{Cleared, Policy, Written};
pub use known::KnownFact;
pub use origin::{Came, Place};
pub use standing::Standing;
pub use story::{Message, Story};

use crate::companies::{self, Company, Stopped};
use crate::{Ports, StepError, forget, step, stops};
use asked::Asked;
use domain::rows::ContactRow;
use domain::{ConversationId, OperatorId};
use held_versions::HeldVersions;
use std::collections::BTreeSet;

/// Conversations with one person, or at a domain, that one answer tells.
pub const MOST_TOLD: usize = 10;
/// Conversations that a stop of a company looks for at its domain, beside those that are live.
const MOST_ENDED: usize = 50;

/// The answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// What was asked for, as it was understood: `person`, `domain`, `message`, `mail` or `conversation`.
    pub kind: &'static str,
    /// What was asked for.
    pub asked: String,
    /// Entries of the stop list, and what the playbook says.
    pub stops: Vec<Standing>,
    /// The company that one word stops, if one is known.
    pub company: Option<Company>,
    /// The conversations, the one that was asked for first, then newest first.
    pub stories: Vec<Story>,
    /// Where to go on: there may be more.
    pub next: Option<String>,
}

impl Why {
    /// Nothing at all is held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stops.is_empty() && self.stories.is_empty() && self.next.is_none()
    }
}

/// Tells why. At a domain one answer goes through [`companies::MOST_LOOKED_THROUGH`] conversations and tells
/// [`MOST_TOLD`]; `after` is the `next` of the answer before.
pub async fn why(ports: &Ports, text: &str, after: Option<&str>) -> Result<Why, StepError> {
    let asked = asked::read(ports, text).await?;
    let found = find(ports, &asked, after).await?;
    let told = companies::read(ports, &found.ids).await?;
    let company = company(&asked, &told);
    let mut versions = HeldVersions::default();
    let mut standing = standing::of_asked(ports, &asked, &company).await?;
    let mut stories = Vec::new();
    for one in told {
        standing.extend(standing::of_conversation(ports, &one).await?);
        stories.push(story::tell(ports, one, &mut versions, found.step).await?);
    }
    Ok(Why {
        kind: asked.kind(),
        asked: text.trim().to_owned(),
        stops: standing::each_once(standing),
        company: Some(company).filter(Company::is_one),
        stories,
        next: found.next,
    })
}

/// Stops the company that [`why`] names for the same question.
pub async fn stop_company(
    ports: &Ports,
    by: &OperatorId,
    text: &str,
) -> Result<Stopped, StepError> {
    let asked = asked::read(ports, text).await?;
    if let Some(domain) = asked
        .domain()
        .filter(|domain| !companies::of_a_firm(domain))
        && matches!(asked, Asked::Domain(_))
    {
        return Err(StepError::Invalid(format!(
            "{domain} gives addresses to everybody: it is no company"
        )));
    }
    let found = find(ports, &asked, None).await?;
    let mut told = companies::read(ports, &found.ids).await?;
    // What a person's earlier employers do is none of this one's.
    if !matches!(asked, Asked::Domain(_)) {
        told.truncate(1);
    }
    let place = company(&asked, &told);
    for domain in place.domains.iter().take(2) {
        let (there, _) = companies::conversations_at(ports, domain, MOST_ENDED, None).await?;
        told.extend(there);
    }
    let whole = Company::of(&told, asked.domain());
    let known: Vec<ConversationId> = told.into_iter().map(|one| one.state.id).collect();
    companies::stop(ports, by, &whole, &known).await
}

/// The company that is meant: that of the conversation that comes first, or the domain's.
fn company(asked: &Asked, told: &[companies::AtCompany]) -> Company {
    match asked {
        Asked::Domain(domain) if !companies::of_a_firm(domain) => Company::default(),
        Asked::Domain(domain) => Company::of(told, Some(domain)),
        _ => match told.first() {
            Some(first) => Company::of([first], None),
            None => Company::of([], asked.domain()),
        },
    }
}

/// The conversations an answer is about.
struct Found {
    ids: Vec<ConversationId>,
    /// The step of the letter that was asked for, in the first of them.
    step: Option<u32>,
    next: Option<String>,
}

async fn find(ports: &Ports, asked: &Asked, after: Option<&str>) -> Result<Found, StepError> {
    let (first, step) = match asked {
        Asked::Domain(domain) => {
            let (there, next) =
                companies::conversations_at(ports, domain, MOST_TOLD, after).await?;
            return Ok(Found {
                ids: there.into_iter().map(|one| one.state.id).collect(),
                step: None,
                next,
            });
        }
        Asked::Person(identifier) => {
            let row = stops::find(ports, identifier).await?;
            return Ok(Found {
                ids: of_person(ports, None, row).await?,
                step: None,
                next: None,
            });
        }
        Asked::Message { conversation, step } => (conversation, Some(*step)),
        Asked::Mail(conversation) | Asked::Conversation(conversation) => (conversation, None),
    };
    let loaded = step::load_known(ports, first).await?;
    let row = stops::contact(ports, &loaded.state().contact).await?;
    Ok(Found {
        ids: of_person(ports, Some(first), row.map(|(row, _)| row)).await?,
        step,
        next: None,
    })
}

/// All conversations with a person, one of them first, then newest first; and the one that they answered in
/// for somebody else.
async fn of_person(
    ports: &Ports,
    first: Option<&ConversationId>,
    row: Option<ContactRow>,
) -> Result<Vec<ConversationId>, StepError> {
    let own = forget::conversations(ports, row.as_ref()).await?;
    let all: Vec<ConversationId> = first
        .cloned()
        .into_iter()
        .chain(own.into_iter().rev())
        .chain(row.and_then(|row| row.last_conversation))
        .collect();
    let mut seen = BTreeSet::new();
    let once = all.into_iter().filter(|id| seen.insert(id.clone()));
    Ok(once.take(MOST_TOLD).collect())
}
