//! What DynamoDB answers to a write.

use super::codec::{Attributes, read_item};
use crate::failure;
use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::CancellationReason;
use jiff::Timestamp;
use ports::table_rules::conditions::{Stored, living_version, looks_repeated};
use ports::{Action, Commit, Item, PortError, Units};
use std::collections::BTreeMap;
use std::error::Error;

/// It did or did not happen, for certain.
pub(super) enum Answer {
    /// It did.
    Done(Units),
    /// It did not: conditions failed.
    Unmet(Found),
    /// It did not: others were writing the items at these positions.
    Raced(Vec<usize>),
}

/// What is there, at the positions whose condition failed.
pub(super) struct Found {
    actions: usize,
    items: BTreeMap<usize, Option<Item>>,
}

impl Found {
    /// The only action's condition failed.
    pub(super) fn alone(item: Option<Attributes>) -> Result<Self, PortError> {
        Ok(Self {
            actions: 1,
            items: BTreeMap::from([(0, item.map(read_item).transpose()?)]),
        })
    }

    pub(super) fn positions(&self) -> impl Iterator<Item = usize> {
        self.items.keys().copied()
    }

    /// One entry for each action; nothing is known of those whose condition was met.
    pub(super) fn stored(&self) -> Vec<Option<Stored>> {
        (0..self.actions)
            .map(|position| self.items.get(&position)?.as_ref().map(Stored::from))
            .collect()
    }

    pub(super) fn is_living(&self, position: usize, now: Timestamp) -> bool {
        let item = self.items.get(&position).and_then(Option::as_ref);
        living_version(item.map(Stored::from).as_ref(), now).is_some()
    }

    /// True if every item that the commit puts is already as it would leave it. The condition of each
    /// put fails in that case, so all of them are among what was found.
    pub(super) fn is_repeat(&self, commit: &Commit) -> bool {
        let same_bodies = commit.actions.iter().enumerate().all(|(position, action)| {
            let Action::Put { body, .. } = action else {
                return true;
            };
            let there = self.items.get(&position).and_then(Option::as_ref);
            there.is_some_and(|item| item.body == *body)
        });
        same_bodies && looks_repeated(commit, &self.stored())
    }
}

/// Reads why a transaction was given up. Reasons come in the order of the actions.
pub(super) fn cancelled(reasons: &[CancellationReason]) -> Result<Answer, PortError> {
    let with = |wanted: &[&str]| -> Vec<usize> {
        let is_wanted =
            |reason: &CancellationReason| reason.code().is_some_and(|code| wanted.contains(&code));
        let positions = reasons.iter().enumerate();
        positions
            .filter(|(_, reason)| is_wanted(reason))
            .map(|(position, _)| position)
            .collect()
    };
    let told = |position: usize| -> String {
        let reason = reasons.get(position);
        let code = reason
            .and_then(CancellationReason::code)
            .unwrap_or_default();
        let message = reason.and_then(CancellationReason::message);
        format!("action {position}: {code} {}", message.unwrap_or_default())
    };
    let wrong = with(&["ValidationError", "ItemCollectionSizeLimitExceeded"]);
    if let Some(position) = wrong.first() {
        return Err(PortError::Refused(told(*position)));
    }
    let unmet = with(&["ConditionalCheckFailed"]);
    if !unmet.is_empty() {
        let mut items = BTreeMap::new();
        for position in unmet {
            let item = reasons.get(position).and_then(|reason| reason.item.clone());
            // "Nothing there" may come as an item without attributes.
            let item = item.filter(|attributes| !attributes.is_empty());
            items.insert(position, item.map(read_item).transpose()?);
        }
        return Ok(Answer::Unmet(Found {
            actions: reasons.len(),
            items,
        }));
    }
    let raced = with(&["TransactionConflict"]);
    if !raced.is_empty() {
        return Ok(Answer::Raced(raced));
    }
    // Throttled, or for a reason that nobody has told us of: either way it did not happen.
    let other = reasons
        .iter()
        .position(|reason| reason.code().is_some_and(|code| code != "None"));
    Err(PortError::Busy(other.map_or_else(
        || "the transaction was given up without a reason".to_owned(),
        told,
    )))
}

/// Any other failure of a write.
pub(super) fn failed<E>(error: &SdkError<E, HttpResponse>) -> Result<Answer, PortError>
where
    E: ProvideErrorMetadata + Error + 'static,
{
    match failure::code(error) {
        // A transaction is writing the only item.
        Some("TransactionConflictException") => Ok(Answer::Raced(vec![0])),
        // The very same request is under way already: it may yet happen.
        Some("TransactionInProgressException") => Err(PortError::Unknown(
            "the same commit is still under way".to_owned(),
        )),
        _ => Err(failure::of_write("DynamoDB", error)),
    }
}
