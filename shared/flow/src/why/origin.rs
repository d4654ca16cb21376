//! Where a person came from.

use super::held_versions::HeldVersions;
use crate::companies::AtCompany;
use crate::{Ports, StepError};
use domain::ListId;
use domain::conversation::{Event, Recorded};
use jiff::Timestamp;
use jiff::civil::Date;
use playbook::Source;

/// How a person came to be written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// When the agent read them from its source.
    pub at: Timestamp,
    /// On which list they waited.
    pub list: ListId,
    /// 0 to 100.
    pub score: u32,
    /// Version of the playbook that sourced them.
    pub playbook: String,
    /// Where they were read.
    pub places: Vec<Place>,
    /// False: the row was not written down then, and it is one of the places.
    pub certain: bool,
    /// Who took them from the list, and when.
    pub accepted: Option<(String, Timestamp)>,
}

/// A place where leads are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// File in the playbook's folder; nothing for somebody whom a reply named.
    pub file: Option<String>,
    /// Line of the row, if it was written down.
    pub line: Option<u64>,
    /// Under what name its facts are shown.
    pub source: String,
    /// Day on which its facts were true, where the playbook says one.
    pub date: Option<Date>,
}

pub(super) async fn of(
    ports: &Ports,
    one: &AtCompany,
    events: &[Recorded],
    versions: &mut HeldVersions,
) -> Result<Came, StepError> {
    let state = &one.state;
    let sourced = events
        .iter()
        .find(|recorded| matches!(recorded.event, Event::Sourced { .. }));
    let version = sourced.map(|first| first.versions.playbook.clone());
    let version = version.unwrap_or_default();
    let playbook = versions.of(ports, &version).await?;
    let lists: &[Source] = playbook
        .as_ref()
        .and_then(|playbook| playbook.agents.get(state.agent.as_str()))
        .map_or(&[], |agent| &agent.sources);
    let facts = one.vault.iter().flat_map(|vault| &vault.facts);
    let labels: Vec<&str> = facts.map(|fact| fact.source.as_str()).collect();
    let origin = one.vault.as_ref().and_then(|vault| vault.origin.as_ref());
    let place = |list: &Source| Place {
        file: Some(list.file.clone()),
        line: None,
        source: list.label.clone(),
        date: list.date,
    };
    let places = match origin {
        Some(origin) => {
            let list = lists.iter().find(|list| list.file == origin.file);
            let label = list.map(|list| list.label.clone());
            let label = label.or_else(|| labels.first().map(|label| (*label).to_owned()));
            let by_reply = origin.file.is_empty();
            vec![Place {
                file: (!by_reply).then(|| origin.file.clone()),
                line: (!by_reply).then_some(origin.line),
                source: if by_reply {
                    "a reply".to_owned()
                } else {
                    label.unwrap_or_else(|| origin.file.clone())
                },
                date: list.and_then(|list| list.date),
            }]
        }
        None => {
            let named = lists
                .iter()
                .filter(|list| labels.is_empty() || labels.contains(&list.label.as_str()));
            named.map(place).collect()
        }
    };
    let accepted = events
        .iter()
        .find(|recorded| matches!(recorded.event, Event::Accepted { .. }));
    Ok(Came {
        at: sourced.map_or(state.last, |first| first.at),
        list: state.list.clone(),
        score: state.score,
        playbook: version,
        certain: origin.is_some(),
        places,
        accepted: accepted.map(|taken| (taken.by.to_string(), taken.at)),
    })
}
