//! The fields of a delivery report (RFC 3464), from its own part or from running text.

use crate::address;

/// Recipients read from one report.
const ENTRY_LIMIT: usize = 200;

/// What a report says of one recipient.
#[derive(Debug, Default, Clone)]
pub(super) struct Entry {
    final_recipient: Option<String>,
    original_recipient: Option<String>,
    actual_recipient: Option<String>,
    /// In lower case; empty if missing.
    pub(super) action: String,
    pub(super) status: Option<String>,
    pub(super) diagnostic: Option<String>,
    /// The last field read, for lines that continue it.
    seen: bool,
}

impl Entry {
    fn names_someone(&self) -> bool {
        self.final_recipient.is_some()
            || self.original_recipient.is_some()
            || self.actual_recipient.is_some()
    }

    /// The address we wrote to, if the report lets us know it.
    pub(super) fn address(&self, originals: &[String]) -> Option<String> {
        let fields = [
            &self.original_recipient,
            &self.final_recipient,
            &self.actual_recipient,
        ];
        let candidates: Vec<String> = fields
            .iter()
            .filter_map(|field| field.as_deref().and_then(address::clean))
            .collect();
        let ours = candidates.iter().find(|candidate| {
            originals
                .iter()
                .any(|one| one.eq_ignore_ascii_case(candidate))
        });
        let routable = |one: &&String| {
            one.rsplit_once('@')
                .is_some_and(|(_, domain)| domain.contains('.'))
        };
        if let Some(ours) = ours.or_else(|| candidates.iter().find(routable)) {
            return Some(ours.clone());
        }
        // `LOCAL;<jane>`: the local part of somebody we wrote to.
        let bare = fields
            .iter()
            .find_map(|field| field.as_deref())
            .map(|field| {
                let field = field.rsplit(';').next().unwrap_or_default();
                field.trim().trim_matches(['<', '>', '"']).to_lowercase()
            })?;
        originals
            .iter()
            .find(|one| {
                one.split_once('@')
                    .is_some_and(|(local, _)| local.to_lowercase() == bare)
            })
            .cloned()
            .or_else(|| candidates.into_iter().next())
    }
}

/// Reads all entries. Fields in any order; blank lines between the fields of one entry happen.
pub(super) fn entries(text: &str) -> Vec<Entry> {
    let mut done: Vec<Entry> = Vec::new();
    let mut open = Entry::default();
    let mut last = Field::Other;
    let mut blank = false;
    for line in text.lines() {
        if line.trim().is_empty() {
            blank = true;
            last = Field::Other;
            continue;
        }
        if line.starts_with([' ', '\t']) && last == Field::Diagnostic {
            if let Some(diagnostic) = &mut open.diagnostic
                && diagnostic.len() < 2000
            {
                diagnostic.push(' ');
                diagnostic.push_str(line.trim());
            }
            continue;
        }
        let Some((name, value)) = line.trim_start().split_once(':') else {
            last = Field::Other;
            continue;
        };
        let value = value.trim();
        let field = Field::of(name);
        let repeats = match field {
            Field::Final => open.final_recipient.is_some(),
            Field::Original => open.original_recipient.is_some(),
            Field::Action => !open.action.is_empty() && blank,
            _ => false,
        };
        // A new group that names someone, or a name said twice, starts the next entry.
        let next = repeats || (blank && open.names_someone() && field.names_someone());
        if next && open.seen {
            if open.names_someone() && done.len() < ENTRY_LIMIT {
                done.push(std::mem::take(&mut open));
            }
            open = Entry::default();
        }
        if field != Field::Other {
            open.seen = true;
            blank = false;
        }
        let owned = || Some(value.to_owned());
        match field {
            Field::Final => open.final_recipient = owned(),
            Field::Original => open.original_recipient = owned(),
            Field::Actual => open.actual_recipient = owned(),
            Field::Action => {
                open.action = value
                    .chars()
                    .take_while(char::is_ascii_alphabetic)
                    .collect::<String>()
                    .to_lowercase();
            }
            Field::Status => open.status = status(value),
            Field::Diagnostic => {
                let said = match value.split_once(';') {
                    Some((kind, said)) if kind.len() <= 16 && !kind.contains(' ') => said.trim(),
                    _ => value,
                };
                open.diagnostic = Some(said.to_owned());
            }
            Field::Other => {}
        }
        last = field;
    }
    if open.names_someone() && done.len() < ENTRY_LIMIT {
        done.push(open);
    }
    for entry in &mut done {
        let coded = entry.diagnostic.as_deref().and_then(super::fate::enhanced);
        // `5.0.0` and `4.0.0` say nothing; the other server's own words do.
        let vague = entry
            .status
            .as_deref()
            .is_none_or(|status| status.ends_with(".0.0"));
        if vague && coded.is_some() {
            entry.status = coded;
        }
    }
    done
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Final,
    Original,
    Actual,
    Action,
    Status,
    Diagnostic,
    Other,
}

impl Field {
    fn of(name: &str) -> Self {
        match name.trim().to_ascii_lowercase().as_str() {
            "final-recipient" => Self::Final,
            "original-recipient" => Self::Original,
            "x-actual-recipient" => Self::Actual,
            "action" => Self::Action,
            "status" => Self::Status,
            "diagnostic-code" => Self::Diagnostic,
            _ => Self::Other,
        }
    }

    fn names_someone(self) -> bool {
        matches!(self, Self::Final | Self::Original)
    }
}

/// `5.1.1 (bad destination)` to `5.1.1`.
fn status(value: &str) -> Option<String> {
    super::fate::enhanced(value).or_else(|| {
        let digits: String = value.chars().take_while(char::is_ascii_digit).collect();
        (digits.len() == 3).then_some(digits)
    })
}
