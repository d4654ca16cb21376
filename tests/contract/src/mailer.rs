//! What every mailer that knows its claims must do.

use crate::assert_refused;
use futures::future::join_all;
use ports::{Envelope, LookUp, Mailer};

/// Runs all checks on one mailer that has sent nothing yet and can be asked. `letters` tells what
/// has left under a claim.
pub async fn mailer_suite(mailer: &dyn Mailer, letters: impl Fn(&str) -> Option<Vec<u8>>) {
    a_letter_leaves_as_it_is(mailer, &letters).await;
    the_same_again_is_the_same_hand_over(mailer, &letters).await;
    a_claim_carries_one_letter(mailer, &letters).await;
    many_at_once_leave_once(mailer, &letters).await;
    names_that_lead_elsewhere_are_refused(mailer).await;
    assert!(!mailer.name().is_empty());
}

/// Runs the checks that hold for a mailer that can't be asked what became of a claim: each hand-over
/// is one letter, so a claim is never handed over twice by those who use it.
pub async fn silent_mailer_suite(mailer: &dyn Mailer, letters: impl Fn(&str) -> Option<Vec<u8>>) {
    let letter = b"From: sam@out.example\r\nSubject: =?x?=\r\n\r\n.\r\n\xFF\0\n\r";
    let mut ids = std::collections::BTreeSet::new();
    for claim in ["clm_1", "clm-2", "clm_11"] {
        let handover = mailer.hand_over(&envelope(claim), letter).await.unwrap();
        assert!(!handover.provider_id.is_empty());
        ids.insert(handover.provider_id);
        assert_eq!(letters(claim).as_deref(), Some(&letter[..]));
        assert_eq!(mailer.look_up(claim).await.unwrap(), LookUp::CannotTell);
    }
    assert_eq!(ids.len(), 3, "each hand-over has its own id");
    names_that_lead_elsewhere_are_refused(mailer).await;
    mailer.erase("clm_1").await.unwrap();
    assert!(!mailer.name().is_empty());
}

fn envelope(claim: &str) -> Envelope {
    Envelope {
        claim: claim.to_owned(),
        from: "sam@out.example".to_owned(),
        to: "jane@acme.example".to_owned(),
        message_id: format!("{claim}@out.example"),
    }
}

async fn a_letter_leaves_as_it_is(mailer: &dyn Mailer, letters: &impl Fn(&str) -> Option<Vec<u8>>) {
    assert_eq!(mailer.look_up("clm_1").await.unwrap(), LookUp::NotSent);
    let letter = b"From: sam@out.example\r\nSubject: =?x?=\r\n\r\n.\r\n\xFF\0\n\r";
    let handover = mailer.hand_over(&envelope("clm_1"), letter).await.unwrap();
    assert!(!handover.provider_id.is_empty());
    assert_eq!(letters("clm_1").as_deref(), Some(&letter[..]));
    assert_eq!(
        mailer.look_up("clm_1").await.unwrap(),
        LookUp::Sent(handover)
    );
    assert_eq!(mailer.look_up("clm_").await.unwrap(), LookUp::NotSent);
    assert_eq!(mailer.look_up("clm_11").await.unwrap(), LookUp::NotSent);
}

async fn the_same_again_is_the_same_hand_over(
    mailer: &dyn Mailer,
    letters: &impl Fn(&str) -> Option<Vec<u8>>,
) {
    let first = mailer
        .hand_over(&envelope("clm_2"), b"letter")
        .await
        .unwrap();
    let second = mailer
        .hand_over(&envelope("clm_2"), b"letter")
        .await
        .unwrap();
    assert_eq!(first, second);
    assert_eq!(letters("clm_2").as_deref(), Some(&b"letter"[..]));
}

async fn a_claim_carries_one_letter(
    mailer: &dyn Mailer,
    letters: &impl Fn(&str) -> Option<Vec<u8>>,
) {
    mailer
        .hand_over(&envelope("clm_3"), b"letter")
        .await
        .unwrap();
    for other in [&b"another letter"[..], b"lette", b""] {
        assert_refused(mailer.hand_over(&envelope("clm_3"), other).await);
    }
    assert_eq!(letters("clm_3").as_deref(), Some(&b"letter"[..]));
}

async fn many_at_once_leave_once(mailer: &dyn Mailer, letters: &impl Fn(&str) -> Option<Vec<u8>>) {
    let bodies: Vec<Vec<u8>> = (0_u8..40).map(|number| vec![number % 4; 10_000]).collect();
    let envelopes: Vec<Envelope> = (0..40).map(|_| envelope("clm_4")).collect();
    let answers = join_all(
        envelopes
            .iter()
            .zip(&bodies)
            .map(|(envelope, body)| mailer.hand_over(envelope, body)),
    )
    .await;
    let left = letters("clm_4").unwrap();
    for (body, answer) in bodies.iter().zip(answers) {
        if *body == left {
            answer.unwrap();
        } else {
            assert_refused(answer);
        }
    }
}

async fn names_that_lead_elsewhere_are_refused(mailer: &dyn Mailer) {
    for bad in [
        "",
        ".",
        "..",
        "../clm",
        "a/b",
        "a\\b",
        "/etc/clm",
        "a\0b",
        ".hidden",
        "a b",
        &"x".repeat(300),
    ] {
        assert_refused(mailer.hand_over(&envelope(bad), b"letter").await);
        assert_refused(mailer.look_up(bad).await);
    }
}
