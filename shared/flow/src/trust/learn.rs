//! Learns the second classifier of a class from its verdicts, and has the class begin anew with a frozen copy where
//! that loses nothing (`domain/trust/anew.rs`).
//!
//! Nothing is kept of the learning: it is done over from the rows of what drafts looked like and of what was said of
//! them, in the order of their conversations, whenever it is wanted.

use super::{Writing, class_and_gate};
use crate::drafting::put_blob;
use crate::items::{self, ClassRow, JudgeRow, SeenRow};
use crate::{Ports, StepError, keys, step};
use ::ports::{Key, PageRequest};
use domain::Actor;
use domain::classifier::{Example, Learner};
use domain::trust::{self, ClassId, Confidence, Counts, Grid, Label, Look, Rules};

/// Drafts that are learned from, the newest.
const MOST: usize = 1_000;
/// Rows of one page.
const A_PAGE: usize = 100;
/// Verdicts between two tries.
const AGAIN: u32 = 20;
/// Drafts that would not have been sent as they stood, and those that would, before anything is learned.
const FEWEST: (usize, usize) = (8, 30);
/// Thresholds of a classifier that tells drafts apart.
const THRESHOLDS: usize = 4;
/// Owner of the blobs that hold frozen classifiers.
const OWNER: &str = "classifier";

/// The class may begin anew, and has had verdicts since this was tried last.
pub(super) fn is_due(row: &ClassRow) -> bool {
    let last = row.class.evidence.grid().thresholds().len();
    let judged = row.class.evidence.reaching(last).total().judged();
    let is_new = row.tried == 0 || judged >= row.tried.saturating_add(AGAIN);
    is_new && trust::would_lose_nothing(&row.class, &Rules::new(row.class.terms))
}

/// Begins the class anew, if its verdicts teach to tell its drafts apart. A lost race leaves it to the next one.
pub(super) async fn begin_anew(
    ports: &Ports,
    id: &ClassId,
    known: &ClassRow,
) -> Result<(), StepError> {
    let learned = learned(ports, id).await?;
    let (class, gate) = class_and_gate(ports, id).await?;
    let mut writing = Writing::begin(ports, id, class);
    let is_as_known = writing
        .row
        .as_ref()
        .is_some_and(|row| row.class == known.class);
    let Some(row) = writing.row.as_mut().filter(|_| is_as_known) else {
        return Ok(());
    };
    let last = row.class.evidence.grid().thresholds().len();
    row.tried = row.class.evidence.reaching(last).total().judged().max(1);
    if let Some((judge, grid)) = learned {
        writing.begin_anew(judge, grid);
    }
    let mut actions = writing.actions(&Actor::Policy);
    if actions.is_empty() {
        actions.extend(writing.as_it_is());
    }
    let harm = gate.row.clone().unwrap_or_default().harm;
    actions.extend(writing.gate(&gate, harm));
    match step::commit(ports, actions, None).await {
        Err(StepError::Port(::ports::PortError::Conflict { .. })) => Ok(()),
        done => done,
    }
}

/// A frozen classifier with the thresholds that its own past gives; nothing where it tells nothing apart.
async fn learned(ports: &Ports, id: &ClassId) -> Result<Option<(JudgeRow, Grid)>, StepError> {
    let examples = examples(ports, id).await?;
    let bad = examples.iter().filter(|example| example.is_bad()).count();
    if bad < FEWEST.0 || examples.len().saturating_sub(bad) < FEWEST.1 {
        return Ok(None);
    }
    let mut learner = Learner::new();
    for example in &examples {
        learner.learn(example);
    }
    let frozen = learner.freeze();
    let past: Vec<Confidence> = examples
        .iter()
        .map(|example| frozen.confidence(&example.vector))
        .collect();
    let grid = Grid::covering(past, THRESHOLDS);
    if grid.thresholds().len() < 2 {
        return Ok(None);
    }
    let judge = JudgeRow {
        version: frozen.version(),
        blob: put_blob(ports, OWNER, &frozen).await?,
        verdicts: learner.verdicts,
    };
    Ok(Some((judge, grid)))
}

/// What drafts looked like and what was said of them, oldest first.
async fn examples(ports: &Ports, id: &ClassId) -> Result<Vec<Example>, StepError> {
    let (pk, mut after) = (keys::class(id), None);
    let mut examples = Vec::new();
    while examples.len() < MOST {
        let request = PageRequest {
            after: after.take(),
            descending: true,
            ..PageRequest::new(pk.clone(), keys::CLASS_SEEN, A_PAGE)
        };
        let page = ports.table.page(&request).await?;
        let labels: Vec<Key> = page.items.iter().map(|item| label_of(&item.key)).collect();
        let labels = ports.table.get(&labels).await?;
        for (seen, label) in page.items.iter().zip(labels) {
            let Some(label) = label else {
                continue;
            };
            let label: Label = items::decode(&label)?;
            let Look::Judged(outcome) = label.look else {
                continue;
            };
            // What can't go by policy is none of its business.
            if label.counts == Counts::Nothing {
                continue;
            }
            examples.push(Example {
                vector: items::decode::<SeenRow>(seen)?.vector,
                outcome,
                propensity: label.propensity,
            });
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    examples.truncate(MOST);
    examples.reverse();
    Ok(examples)
}

/// The label of the draft whose look this is.
fn label_of(seen: &Key) -> Key {
    let message = seen.sk.trim_start_matches(keys::CLASS_SEEN);
    Key {
        pk: seen.pk.clone(),
        sk: format!("{}{message}", keys::CLASS_LABELS),
    }
}
