//! A rule from where it is made: what one edit replaced, or what stands in one draft that was killed, tried on the
//! last verdicts as a round tries its own.

use super::last::{self, Draft};
use super::{Proposal, about, proposal};
use crate::items::{DraftBlob, Vault};
use crate::{Ports, StepError, carry, drafting, keys, step, verdicts, versions};
use domain::conversation::{Event, Recorded};
use domain::tune::{self, Rule};
use domain::{AgentName, BlobHash, VerdictId};

/// Rules that a verdict could become.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Whose draft it was about.
    pub agent: AgentName,
    /// The rules, tried.
    pub rules: Vec<Proposal>,
}

/// Rules that a verdict could become: an edit, the approval of an edited draft, or a kill.
pub async fn asked(ports: &Ports, verdict: &VerdictId) -> Result<Asked, StepError> {
    let unknown = || StepError::NotFound(format!("an edit or a kill {verdict}"));
    let id = verdicts::conversation_of(ports, verdict)
        .await?
        .ok_or_else(unknown)?;
    let loaded = step::load_known(ports, &id).await?;
    let agent = loaded.state().agent.clone();
    let playbook = ports.playbook.get();
    if !playbook.agents.contains_key(agent.as_str()) {
        return Err(StepError::no_agent(&agent));
    }
    // Whoever has no vault any more was forgotten: nothing of them is read.
    let vault = step::read::<Vault>(ports, keys::vault(&id)).await?;
    let (vault, _) = vault.ok_or_else(unknown)?;
    let personal = about(&vault);
    let events = step::events(ports, &id).await?;
    let (edits, killed) = texts(&events, verdict).ok_or_else(unknown)?;
    let (own, all) = last::own_and_all(ports, &agent).await?;
    let (read_own, read_all): (Vec<_>, Vec<_>) = (
        own.iter().map(Draft::read).collect(),
        all.iter().map(Draft::read).collect(),
    );
    let mut rules: Vec<Rule> = Vec::new();
    for (old, new) in edits {
        let (old, new) = (
            drafting::read_draft(ports, old).await?,
            drafting::read_draft(ports, new).await?,
        );
        rules.extend(tune::edit_rules(&whole(&old), &whole(&new), &personal));
    }
    for blob in killed {
        let blob = drafting::read_draft(ports, blob).await?;
        rules.extend(tune::kill_rules(&whole(&blob), &personal, &read_all));
    }
    let files = match versions::current(ports).await? {
        Some(row) => Some(versions::files(ports, &row.version).await?),
        None => None,
    };
    let mut out: Vec<Proposal> = Vec::new();
    for rule in rules {
        if out.iter().any(|known| known.rule == rule) {
            continue;
        }
        let (on, read) = match rule {
            Rule::Ban { .. } => (&all, &read_all),
            Rule::Say { .. } | Rule::Weigh { .. } => (&own, &read_own),
        };
        let tested = tune::test(&rule, read);
        let one = tune::Proposed {
            rule,
            edits: 0,
            kills: 0,
            tested,
        };
        out.push(proposal(&agent, one, on, files.as_ref(), &playbook));
    }
    Ok(Asked { agent, rules: out })
}

/// A draft as rules are tried on it: the subject first.
fn whole(blob: &DraftBlob) -> String {
    format!("{}\n\n{}", blob.subject, blob.body)
        .trim()
        .to_owned()
}

/// What stood there and what stands there now, and what was killed. Nothing at all if there is no such verdict.
#[expect(clippy::type_complexity, reason = "texts before and after, and texts")]
fn texts<'a>(
    events: &'a [Recorded],
    verdict: &VerdictId,
) -> Option<(Vec<(&'a BlobHash, &'a BlobHash)>, Vec<&'a BlobHash>)> {
    if let Some(edits) = carry::edits_before(events, verdict) {
        let edits = edits.into_iter().map(|(_, old, new)| (old, new));
        return Some((edits.collect(), Vec::new()));
    }
    let mut stands = std::collections::BTreeMap::new();
    for recorded in events {
        match &recorded.event {
            Event::Drafted { step, draft, .. } => {
                stands.insert(*step, &draft.blob);
            }
            Event::Edited {
                verdict: given,
                step,
                draft,
                ..
            } => {
                let old = stands.insert(*step, &draft.blob);
                if given == verdict {
                    return Some((
                        old.map(|old| (old, &draft.blob)).into_iter().collect(),
                        Vec::new(),
                    ));
                }
            }
            Event::Killed {
                verdict: given,
                steps,
                ..
            } if given == verdict => {
                let killed = steps.iter().filter_map(|step| stands.get(step).copied());
                return Some((Vec::new(), killed.collect()));
            }
            _ => {}
        }
    }
    None
}
