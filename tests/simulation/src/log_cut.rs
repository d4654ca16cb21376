//! The log is cut at every record: each prefix folds, is stored and read again as a head would be, and
//! with the rest replayed on it ends as the head did.

use crate::options::Options;
use crate::process::Sim;
use crate::report::Failure;
use crate::stored::{events, read};
use domain::conversation::{Conversation, cards, due, evolve, fold, words};
use flow::items::Head;
use ports::Key;

/// What was cut.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LogCut {
    /// Conversations.
    pub conversations: u64,
    /// Records at which their logs were cut.
    pub cuts: u64,
}

/// Runs, and cuts the log of every conversation at every record.
///
/// # Errors
/// The run's own failure, or where a cut log did not lead to its head.
pub fn cut_logs(options: &Options) -> Result<LogCut, String> {
    let mut sim = Sim::new(options.clone()).map_err(|failure| told(&failure))?;
    sim.go(&mut |_| {}).map_err(|failure| told(&failure))?;
    let (table, all) = sim.stored();
    let mut done = LogCut::default();
    for known in all {
        let key = Key {
            pk: known.pk.clone(),
            sk: "head".to_owned(),
        };
        let head = read::<Head>(table, key).ok_or_else(|| format!("{} has no head", known.pk))?;
        let log = events(table, &known.pk);
        if fold(&log).as_ref() != Some(&head.state) {
            return Err(format!("{} does not fold to its head", known.pk));
        }
        done.conversations = done.conversations.saturating_add(1);
        let mut before: Option<Conversation> = None;
        for cut in 0..=log.len() {
            let (prefix, rest) = log.split_at(cut);
            if let Some(last) = prefix.last() {
                before = evolve(before, last);
                let _ = words(&last.event);
            }
            let kept = before
                .clone()
                .map(|state| stored_and_read(&state, &known.pk));
            let kept = kept.transpose()?;
            let end = rest.iter().fold(kept, evolve);
            if end.as_ref() != Some(&head.state) {
                return Err(format!(
                    "{}: cut after record {cut}, the rest does not lead to the head",
                    known.pk
                ));
            }
            done.cuts = done.cuts.saturating_add(1);
        }
    }
    Ok(done)
}

fn told(failure: &Failure) -> String {
    failure.to_string()
}

/// As a head is: what follows from the state is derived, and its JSON is read again.
fn stored_and_read(state: &Conversation, pk: &str) -> Result<Conversation, String> {
    let head = Head {
        fold_version: domain::conversation::FOLD_VERSION,
        seq: 0,
        due: due(state),
        cards: cards(state),
        state: state.clone(),
    };
    let item = ports::Item {
        key: Key {
            pk: pk.to_owned(),
            sk: "head".to_owned(),
        },
        version: 1,
        attempt: String::new(),
        body: flow::items::encode(&head),
        expires: None,
    };
    let again: Head = flow::items::decode(&item).map_err(|error| error.to_string())?;
    if again == head {
        Ok(again.state)
    } else {
        Err(format!(
            "{pk}: a head read again is not the one that was stored"
        ))
    }
}
