//! A second reader for drafts, where a model is set up for it. It reads after the linter, and its word can only hold:
//! what it objects to is a finding like the linter's, and a draft of which it gave no usable account waits for the
//! operator.

use crate::Ports;
use crate::drafting::{brief_contact, brief_facts};
use crate::items::{DraftBlob, Vault};
use ::ports::{Objection, Proof};
use domain::Charged;
use domain::conversation::Conversation;
use domain::lint::{must_hold, second_reader};
use jiff::Timestamp;
use playbook::Playbook;

/// Has a draft read, and tells what that was charged for. What the linter holds already needs no second opinion.
pub(crate) async fn read(
    ports: &Ports,
    playbook: &Playbook,
    state: &Conversation,
    vault: &Vault,
    blob: &mut DraftBlob,
    now: Timestamp,
) -> Option<Charged> {
    if must_hold(&blob.findings) {
        return None;
    }
    let proof = Proof {
        subject: blob.subject.clone(),
        body: blob.body.clone(),
        contact: brief_contact(vault),
        facts: brief_facts(playbook, vault),
        rules: second_reader::ASKED
            .into_iter()
            .map(|(rule, meaning)| (rule.name().to_owned(), meaning.to_owned()))
            .collect(),
        today: state.place.day(now),
    };
    match ports.model.object(&proof).await {
        Ok(None) => None,
        Ok(Some(proofread)) => {
            for objection in &proofread.objections {
                take(blob, objection);
            }
            let model = proofread.model;
            proofread.tokens.map(|tokens| Charged { model, tokens })
        }
        Err(error) => {
            tracing::warn!(%error, "no second reader could look at a draft");
            blob.unread = true;
            None
        }
    }
}

/// Each rule once, as the linter has it.
fn take(blob: &mut DraftBlob, objection: &Objection) {
    let Objection {
        rule,
        evidence,
        message,
    } = objection;
    match second_reader::finding(&blob.subject, &blob.body, rule, evidence, message) {
        Some(finding) => {
            if !blob.findings.iter().any(|known| known.rule == finding.rule) {
                blob.findings.push(finding);
            }
        }
        // It was led astray, or made something up.
        None => blob.unread = true,
    }
}
