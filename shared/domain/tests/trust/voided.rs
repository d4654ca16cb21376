//! A draft that a reply voids before anybody has judged it: why it stays bad for ever.

use crate::bets::ever_proven;

/// The share of the follow-ups that a reply voids between their draft and their sending, far more than any letter
/// gets: what must hold has to hold for it.
const VOIDED: f64 = 0.5;
/// Messages that are tried.
const MESSAGES: u32 = 600;

#[test]
fn counted_as_nothing_it_would_let_an_operator_prove_by_waiting() {
    // He reads each card when it comes up, approves the good ones, and leaves the bad ones until a reply has
    // voided them. Of what then counts, too little is bad.
    for limit in [0.03, 0.05] {
        let bad_and_counted = limit * (1.0 - VOIDED);
        let counted = 1.0 - limit * VOIDED;
        let (chance, _) = ever_proven(limit, bad_and_counted / counted, MESSAGES);
        assert!(
            chance > 0.2,
            "at the limit of {limit} it is proven with {chance}: the rule could be changed"
        );
    }
}

#[test]
fn counted_as_bad_no_delay_and_no_reply_helps_anybody() {
    for limit in [0.03, 0.05] {
        for voided in [0.0, 0.005, VOIDED] {
            // Whoever judges at once: what a reply voids before that is bad, and so is what is bad.
            let prompt = limit + voided * (1.0 - limit);
            // Whoever waits with the bad ones: they are bad, voided or not.
            let patient = limit;
            for share in [prompt, patient] {
                let (chance, _) = ever_proven(limit, share, MESSAGES);
                assert!(chance <= 0.05, "{chance} at {limit}, {voided} voided");
            }
        }
    }
}

#[test]
fn the_price_is_small() {
    // Two letters in a hundred are answered, and one answer in twenty comes between the draft of the follow-up and
    // its verdict, days later: one in a thousand more that is bad.
    for rate in [0.005, 0.01] {
        let (without, _) = ever_proven(0.03, rate, 300);
        let (with, _) = ever_proven(0.03, rate + 0.001, 300);
        assert!(
            with > without - 0.07,
            "proven after 300 verdicts: {without} became {with}"
        );
    }
}
