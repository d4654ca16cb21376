//! What the second classifier makes of drafts: its word is the confidence once a class has begun anew with it.

use super::class_row;
use crate::drafting::{contact, facts, read_blob, read_draft};
use crate::items::{self, ClassRow, DraftBlob, SeenRow, Vault};
use crate::{Ports, StepError, keys, step};
use ::ports::{Action, Expect};
use domain::classifier::{Claims, Features, Frozen, Input, features};
use domain::conversation::{Channel, Conversation, Unit};
use domain::lint::Finding;
use domain::trust::{ClassId, Confidence, MessageRef};
use playbook::Playbook;

/// A letter as the classifier looks at it.
pub(crate) struct Letter<'a> {
    /// Its step.
    pub(crate) step: u32,
    /// How it travels.
    pub(crate) channel: Channel,
    /// Its texts.
    pub(crate) blob: &'a DraftBlob,
}

/// What drafts that are judged on one look are to the classifier.
pub(crate) struct Seen(Features);

impl Seen {
    pub(crate) fn of<'a>(
        playbook: &Playbook,
        vault: &Vault,
        letters: impl IntoIterator<Item = Letter<'a>>,
    ) -> Self {
        let contact = contact(vault);
        let known = facts(playbook, vault);
        let letters = letters.into_iter().map(|letter| {
            let blob = letter.blob;
            let carried = |fact: &str| known.iter().any(|known| known.id == fact);
            features(&Input {
                channel: letter.channel,
                step: letter.step,
                subject: &blob.subject,
                body: &blob.body,
                contact: &contact,
                findings: &blob.findings,
                claims: claims(blob, carried),
                own_confidence: u16::try_from(blob.confidence).ok(),
            })
        });
        Self(Features::together(letters))
    }

    /// The row that is kept of it.
    pub(crate) fn row(&self, class: &ClassId, message: &MessageRef) -> Action {
        let row = SeenRow {
            vector: self.0.vector().clone(),
        };
        items::put(keys::class_seen(class, message), &row, Expect::Any)
    }

    /// What the frozen classifier of the class says, with its name; nothing where the class has none.
    pub(crate) async fn judged(
        &self,
        ports: &Ports,
        row: Option<&ClassRow>,
    ) -> Result<Option<(Confidence, String)>, StepError> {
        let Some(row) = row else {
            return Ok(None);
        };
        let Some(judge) = &row.class.judge else {
            return Ok(None);
        };
        // Another one than the proof is about would say something else.
        let kept = row.judge.as_ref();
        let kept = kept.filter(|kept| kept.version == judge.classifier);
        let kept = kept.ok_or_else(|| StepError::Corrupt {
            key: keys::class(&row.class.id),
            why: format!("classifier {} is not kept", judge.classifier),
        })?;
        let frozen: Frozen = read_blob(ports, &kept.blob, "classifier").await?;
        let confidence = frozen.confidence(self.0.vector());
        Ok(Some((confidence, judge.classifier.clone())))
    }
}

/// Claims by whether a known fact carries them and the linter has nothing against them.
fn claims(blob: &DraftBlob, is_known: impl Fn(&str) -> bool) -> Claims {
    let mut claims = Claims::default();
    for claim in &blob.claims {
        let doubted = |finding: &Finding| claim.text.contains(&finding.evidence);
        let is_carried = is_known(&claim.fact)
            && !blob
                .findings
                .iter()
                .any(|finding| !finding.evidence.is_empty() && doubted(finding));
        let count = if is_carried {
            &mut claims.supported
        } else {
            &mut claims.unsupported
        };
        *count = count.saturating_add(1);
    }
    claims
}

/// What spoke loudest for and against drafts, in words. For a unit that was judged: before that nobody is told.
/// Empty where no classifier had a word in it, or it is not kept any more.
pub async fn reasons(
    ports: &Ports,
    state: &Conversation,
    message: &MessageRef,
    unit: &Unit,
) -> Result<Vec<String>, StepError> {
    let routing = &unit.routing;
    if routing.classifier.is_empty() || !unit.was_judged() {
        return Ok(Vec::new());
    }
    let row = class_row(ports, &routing.class).await?;
    let judge = row.and_then(|row| row.judge);
    let Some(judge) = judge.filter(|judge| judge.version == routing.classifier) else {
        return Ok(Vec::new());
    };
    let seen = step::read::<SeenRow>(ports, keys::class_seen(&routing.class, message)).await?;
    let vault = step::read::<Vault>(ports, keys::vault(&state.id)).await?;
    let (Some((seen, _)), Some((vault, _))) = (seen, vault) else {
        return Ok(Vec::new());
    };
    let mut blobs = Vec::new();
    for step in &unit.steps {
        let draft = state
            .message(*step)
            .and_then(|one| Some((one.channel, one.draft.as_ref()?)));
        if let Some((channel, draft)) = draft {
            match read_draft(ports, &draft.blob).await {
                Ok(blob) => blobs.push((*step, channel, blob)),
                Err(StepError::NotFound(_)) => {}
                Err(error) => return Err(error),
            }
        }
    }
    let letters = blobs.iter().map(|(step, channel, blob)| Letter {
        step: *step,
        channel: *channel,
        blob,
    });
    let Seen(names) = Seen::of(&ports.playbook.get(), &vault, letters);
    let frozen: Frozen = read_blob(ports, &judge.blob, "classifier").await?;
    let judged = frozen.judge(&Features::remembered(seen.vector, names));
    Ok(judged.reasons.iter().map(ToString::to_string).collect())
}
