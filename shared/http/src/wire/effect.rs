//! What each version of the playbook led to.

use domain::comparison::{self, Share};
use flow::effect::Tally;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// Versions that were put in force, newest first, with what came of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct Effects {
    /// One for each entry of the history.
    pub versions: Vec<Effect>,
}

/// What came of a version.
#[derive(Debug, Serialize, ToSchema)]
pub struct Effect {
    /// The version, for people.
    pub short: String,
    /// The version before.
    pub before: Option<String>,
    /// When it was put in force.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Why.
    pub message: String,
    /// Kills of the drafts that were judged.
    pub kills: Compared,
    /// Edits of the drafts that were judged.
    pub edits: Compared,
    /// Positive replies of the conversations that were begun.
    pub positives: Compared,
    /// The operators' time for the drafts.
    pub minutes: Minutes,
}

/// What a hundred drafts took of the operators' time, with this version and with the one before. From the times
/// of their decisions at the page.
#[derive(Debug, Serialize, ToSchema)]
pub struct Minutes {
    /// Minutes for a hundred drafts; nothing before the first look.
    pub per_hundred: Option<f64>,
    /// Drafts that were looked at.
    pub drafts: u32,
    /// The same with the version before.
    pub per_hundred_before: Option<f64>,
    /// The same with the version before.
    pub drafts_before: u32,
    /// In words.
    pub words: String,
}

impl Minutes {
    /// Compares.
    pub fn of(before: &Tally, after: &Tally) -> Self {
        let minutes = |tally: &Tally| {
            let tenths = u32::try_from(tally.tenths_of_minutes()?).unwrap_or(u32::MAX);
            Some(f64::from(tenths) / 10.0)
        };
        let told = |tally: &Tally| {
            minutes(tally).map_or_else(
                || "nothing yet".to_owned(),
                |minutes| format!("{minutes:.1} min ({} looked at)", tally.looked_at),
            )
        };
        Self {
            per_hundred: minutes(after),
            drafts: after.looked_at,
            per_hundred_before: minutes(before),
            drafts_before: before.looked_at,
            words: format!("{} → {} for 100 drafts", told(before), told(after)),
        }
    }
}

/// A share with this version and with the one before.
#[derive(Debug, Serialize, ToSchema)]
pub struct Compared {
    /// So many…
    pub found: u32,
    /// …of so many, with this version.
    pub of: u32,
    /// So many…
    pub found_before: u32,
    /// …of so many, with the version before.
    pub of_before: u32,
    /// The difference in points of a hundred: not less than this (95 %, Newcombe).
    pub low: Option<f64>,
    /// Not more than this.
    pub high: Option<f64>,
    /// It is not mere chance.
    pub clear: bool,
    /// So many more with this version would make it clear, if both rates stay as they are.
    pub more_needed: Option<u32>,
    /// In words.
    pub words: String,
}

impl Compared {
    /// Compares.
    pub fn of(before: Share, after: Share) -> Self {
        let difference = comparison::difference(before, after);
        let clear = difference.is_some_and(|difference| difference.is_clear());
        let more_needed = comparison::more_needed(before, after).filter(|_| !clear);
        let points = |share: f64| (share * 1000.0).round() / 10.0;
        let percent = |share: Share| {
            share.rate().map_or_else(
                || "nothing yet".to_owned(),
                |rate| format!("{}/{} ({} %)", share.found, share.of, points(rate)),
            )
        };
        let shares = format!("{} → {}", percent(before), percent(after));
        let words = match (difference, more_needed) {
            (Some(difference), _) if clear => format!(
                "{shares}: {} to {} points",
                points(difference.low),
                points(difference.high)
            ),
            (_, Some(more)) => format!("{shares}: not enough yet, {more} more"),
            (Some(_), None) => format!("{shares}: no difference to be seen"),
            (None, None) => format!("{shares}: not enough yet"),
        };
        Self {
            found: after.found,
            of: after.of,
            found_before: before.found,
            of_before: before.of,
            low: difference.map(|difference| points(difference.low)),
            high: difference.map(|difference| points(difference.high)),
            clear,
            more_needed,
            words,
        }
    }
}

impl Effect {
    /// Of a history's entry.
    pub fn of(entry: &flow::versions::PushRow, before: Tally, after: Tally) -> Self {
        Self {
            short: playbook::short_version(&entry.version),
            before: entry.before.as_deref().map(playbook::short_version),
            at: entry.at,
            message: entry.message.clone(),
            kills: Compared::of(before.kills(), after.kills()),
            edits: Compared::of(before.edits(), after.edits()),
            positives: Compared::of(before.positives(), after.positives()),
            minutes: Minutes::of(&before, &after),
        }
    }
}
