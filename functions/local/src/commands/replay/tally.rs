//! What a replay comes to.

use super::Replayed;
use crate::commands::output::counted;
use serde::Serialize;

/// A letter by its person.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Named {
    conversation: String,
    name: String,
    company: String,
    /// What would become of it.
    how: String,
}

impl Named {
    fn of(letter: &Replayed, how: String) -> Self {
        Self {
            conversation: letter.conversation.clone(),
            name: letter.name.clone(),
            company: letter.company.clone(),
            how,
        }
    }

    fn line(&self) -> String {
        let Self {
            conversation,
            name,
            company,
            how,
        } = self;
        format!("  {name}, {company} ({conversation}): {how}")
    }
}

#[derive(Debug, Default, Serialize)]
pub(super) struct Tally {
    letters: usize,
    changed: usize,
    failed: usize,
    kills: usize,
    /// Kills that would not come up again as they were.
    kills_avoided: Vec<Named>,
    approvals: usize,
    /// Approved letters that would read otherwise.
    approvals_changed: Vec<Named>,
    old_with_findings: usize,
    new_with_findings: usize,
    /// Letters that a canary would carry.
    canary: Vec<Named>,
}

impl Tally {
    pub(super) fn of(letters: &[&Replayed], is_canary: bool) -> Self {
        let mut tally = Self::default();
        for letter in letters {
            tally.take(letter, is_canary);
        }
        tally
    }

    fn take(&mut self, letter: &Replayed, is_canary: bool) {
        let count = |number: &mut usize, is: bool| {
            *number = number.saturating_add(usize::from(is));
        };
        let new = letter.new.as_ref();
        let findings = new.map(|new| new.findings.as_slice()).unwrap_or_default();
        count(&mut self.letters, true);
        count(&mut self.changed, letter.changed);
        count(&mut self.failed, letter.failure.is_some());
        count(&mut self.old_with_findings, !letter.old.findings.is_empty());
        count(&mut self.new_with_findings, !findings.is_empty());
        let how = match (&letter.failure, findings.first()) {
            (Some(why), _) => Some(format!("not written: {why}")),
            (None, Some(finding)) => Some(format!(
                "held by the linter: {} {:?}",
                finding.rule, finding.evidence
            )),
            (None, None) if letter.changed => Some("reads otherwise".to_owned()),
            (None, None) => None,
        };
        match letter.past.as_str() {
            "killed" => {
                count(&mut self.kills, true);
                let was = letter.reason.as_deref().unwrap_or("no reason given");
                self.kills_avoided
                    .extend(how.map(|how| Named::of(letter, format!("{was}; {how}"))));
            }
            "approved" => {
                count(&mut self.approvals, true);
                self.approvals_changed
                    .extend(how.map(|how| Named::of(letter, how)));
            }
            _ => {}
        }
        if is_canary && letter.changed {
            let past = match letter.past.as_str() {
                "undecided" => "not decided then",
                past => past,
            };
            self.canary.push(Named::of(letter, past.to_owned()));
        }
    }

    pub(super) fn told(&self, short: &str) -> Vec<String> {
        let mut lines = vec![
            String::new(),
            format!(
                "{}: {} of {} read otherwise with {short}{}",
                counted(self.letters, "card", "cards"),
                self.changed,
                self.letters,
                match self.failed {
                    0 => String::new(),
                    failed => format!(", {failed} could not be written"),
                }
            ),
            format!(
                "past kills: {} of {} would be avoided, as far as they are not written so again",
                self.kills_avoided.len(),
                self.kills
            ),
        ];
        lines.extend(self.kills_avoided.iter().map(Named::line));
        lines.push(format!(
            "past approvals: {} of {} would change and need a new look",
            self.approvals_changed.len(),
            self.approvals
        ));
        lines.extend(self.approvals_changed.iter().map(Named::line));
        lines.push(format!(
            "lint: {} with findings then, {} now",
            counted(self.old_with_findings, "card", "cards"),
            self.new_with_findings
        ));
        lines
    }

    /// What a canary would carry.
    pub(super) fn carried(&self) -> Vec<String> {
        let mut lines = vec![format!(
            "the canary would carry {} of these {}: those that read otherwise",
            self.canary.len(),
            self.letters
        )];
        lines.extend(self.canary.iter().map(Named::line));
        lines
    }
}
