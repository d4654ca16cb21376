//! Whom an edit reaches: the agents whose letters or rules are others, and by which files.

use crate::{Agent, Playbook};
use serde::Serialize;

/// An agent that an edit reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reach {
    /// Its name.
    pub agent: String,
    /// By what: `house.md`, `patterns/NAME.md` or `agents/NAME.md`.
    pub by: Vec<String>,
}

/// Agents of the newer playbook that are not as in the older one, by name. All of them where the house differs.
#[must_use]
pub fn reaches(old: &Playbook, new: &Playbook) -> Vec<Reach> {
    let reach = |(name, agent): (&String, &Agent)| {
        let mut by = Vec::new();
        if old.house != new.house {
            by.push("house.md".to_owned());
        }
        let before = old.agents.get(name);
        let had = before.map(|agent| agent.patterns.as_slice());
        let patterns = agent.patterns.iter().chain(had.unwrap_or_default());
        let mut others: Vec<String> = patterns
            .filter(|pattern| old.patterns.get(*pattern) != new.patterns.get(*pattern))
            .map(|pattern| format!("patterns/{pattern}.md"))
            .collect();
        others.sort_unstable();
        others.dedup();
        // What a pattern includes is written out in the agent, whose own file may be as it was.
        let same = before.is_some_and(|before| {
            let by_patterns = Agent {
                patterns: before.patterns.clone(),
                ..agent.clone()
            };
            *before == *agent || (!others.is_empty() && *before == by_patterns)
        });
        by.extend(others);
        if !same {
            by.push(format!("agents/{name}.md"));
        }
        (!by.is_empty()).then(|| Reach {
            agent: name.clone(),
            by,
        })
    };
    new.agents.iter().filter_map(reach).collect()
}
