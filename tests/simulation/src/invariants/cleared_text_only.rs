//! Invariant 1: Nothing leaves without a clearance for exactly its fingerprint. An edit voids the clearance.

use super::reading::Reading;
use super::{Claimed, Invariant, Known, Say, Truth};
use crate::world::Left;
use domain::fingerprint::{Fingerprinted, fingerprint};

/// See the module.
pub(super) struct ClearedTextOnly;

impl Invariant for ClearedTextOnly {
    fn number(&self) -> u8 {
        1
    }

    fn claim(&mut self, _: &Truth<'_>, _: &Known, claim: &Claimed, say: &mut Say) {
        say.is(claim.cleared().is_ok(), || {
            claim.cleared().err().unwrap_or_default().to_owned()
        });
        let held = claim.clearance.as_ref().map(|c| c.hold_until);
        say.is(held.is_none_or(|until| until <= claim.at), || {
            format!("claimed at {}, while it could be undone", claim.at)
        });
    }

    fn left(
        &mut self,
        _: &Truth<'_>,
        claim: Option<&Claimed>,
        left: &Left,
        reading: &Reading,
        say: &mut Say,
    ) {
        let Some((claim, blob)) = claim.and_then(|c| c.blob.as_ref().map(|blob| (c, blob))) else {
            say.is(false, || "a letter left that no claim knows".to_owned());
            return;
        };
        // From the bytes that left, field by field, to the fingerprint.
        let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let body = flow::drafting::full_body(blob);
        let (seen, cleared) = (squeeze(&reading.text), squeeze(&body));
        say.is(seen == cleared, || {
            let (left, meant) = first_difference(&seen, &cleared);
            format!("the letter is not the text that was cleared: {left:?} instead of {meant:?}")
        });
        say.is(squeeze(&reading.subject) == squeeze(&blob.subject), || {
            format!(
                "the subject is {:?}, cleared was {:?}",
                reading.subject, blob.subject
            )
        });
        let again = fingerprint(&Fingerprinted {
            channel: "email",
            recipient: &left.envelope.to,
            sender: &reading.from,
            subject: &blob.subject,
            body: &body,
            html: flow::drafting::html_of(blob).as_deref(),
            attachments: &[],
            links: &blob.links,
        });
        say.is(
            claim.cleared().is_ok_and(|cleared| *cleared == again),
            || {
                format!(
                    "what left to {} from {} has not the fingerprint that was cleared",
                    left.envelope.to, reading.from
                )
            },
        );
    }
}

/// Some characters from the first one on that differs.
fn first_difference(one: &str, other: &str) -> (String, String) {
    let same = one
        .chars()
        .zip(other.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let from = |text: &str| text.chars().skip(same).take(40).collect();
    (from(one), from(other))
}
