//! The labels against cases labelled by hand: the project's own, and the corpus if it is there.
//! `SHOW=own`, `SHOW=odd`, `SHOW=even` and `SHOW=cut` list what goes wrong.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod corpora;
mod score;

use corpora::corpus_file;
use score::{Case, Scores, corpus_cases, own_cases};

fn shown(part: &str) -> bool {
    std::env::var("SHOW").is_ok_and(|list| list.contains(part))
}

fn scores(cases: &[Case], title: &str, part: &str) -> Scores {
    let scores = Scores::of(cases.iter().map(|case| (case, case.label())));
    scores.print(title, shown(part));
    scores
}

/// What has been reached may not be lost again. An opt-out is never missed.
#[track_caller]
fn hold(scores: &Scores, floor: f64) {
    assert!(scores.intent.value() >= floor, "intent {}", scores.intent);
    assert!(
        scores.stop_recall.value() >= 1.0,
        "stop recall {}",
        scores.stop_recall
    );
    assert!(
        scores.stop_precision.value() >= 0.97,
        "stop precision {}",
        scores.stop_precision
    );
    assert!(
        scores.escalate_recall.value() >= 0.99,
        "escalate recall {}",
        scores.escalate_recall
    );
    // A look too many is cheap: one of six looks may be needless.
    assert!(
        scores.escalate_precision.value() >= 5.0 / 6.0,
        "escalate precision {}",
        scores.escalate_precision
    );
    assert!(scores.dates.value() >= floor, "dates {}", scores.dates);
    assert!(
        scores.name.value() >= floor,
        "referral name {}",
        scores.name
    );
    assert!(
        scores.email.value() >= floor,
        "referral email {}",
        scores.email
    );
}

#[test]
fn own_cases_are_labelled_right() {
    let cases = own_cases(include_str!("cases.jsonl"));
    hold(&scores(&cases, "own cases", "own"), 0.97);
}

#[test]
fn corpus_is_labelled_right() {
    let Some(file) = corpus_file("labelled/replies.jsonl") else {
        return;
    };
    let (odd, even): (Vec<Case>, Vec<Case>) = corpus_cases(&file)
        .into_iter()
        .partition(|case| case.id.ends_with(['1', '3', '5', '7', '9']));
    hold(&scores(&odd, "corpus, odd ids", "odd"), 0.97);
    hold(&scores(&even, "corpus, even ids", "even"), 0.97);
}

/// The same with the new text as the mail layer cuts it, not as a person did.
#[test]
fn corpus_is_labelled_right_when_the_mail_layer_cuts() {
    let Some(file) = corpus_file("labelled/replies.jsonl") else {
        return;
    };
    let cases = corpus_cases(&file);
    let scores = Scores::of(cases.iter().map(|case| {
        let bounced = matches!(
            case.machine,
            intent::MachineKind::Bounce
                | intent::MachineKind::Delay
                | intent::MachineKind::Complaint
        );
        let cut = if bounced {
            String::new()
        } else {
            mail::human_text(&case.text)
        };
        (case, case.label_with(&cut))
    }));
    scores.print("corpus, cut by the mail layer", shown("cut"));
    assert!(
        scores.stop_recall.value() >= 0.97,
        "stop recall {}",
        scores.stop_recall
    );
    assert!(scores.intent.value() >= 0.9, "intent {}", scores.intent);
}
