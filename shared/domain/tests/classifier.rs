//! The second classifier: learns from verdicts, is calibrated, says why, keeps no text.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::classifier::{Claims, Example, Features, Frozen, Input, Learner, features};
use domain::conversation::Channel;
use domain::lint::{Contact, LintInput, judge};
use domain::trust::{Outcome, Propensity};
use jiff::civil::date;
use std::path::Path;

const GOOD: [&str; 6] = [
    "I saw the new loading bay in your permit list.",
    "Your second shift starts at four, the gate log says.",
    "The yard in the north has two scales now.",
    "Our sensor clips on without stopping the line.",
    "A reader is lent for thirty days.",
    "Shall I bring one on a Friday?",
];
const BAD: &str = "We help you unlock the full potential of logistics.";

/// The same numbers on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from((self.0 >> 33) % n).unwrap()
    }
}

fn contact(first: &str, company: &str) -> Contact {
    Contact {
        first_name: first.to_owned(),
        company: company.to_owned(),
        ..Contact::default()
    }
}

fn seen(body: &str, reader: &Contact) -> Features {
    features(&Input {
        channel: Channel::Email,
        step: 1,
        subject: "two scales",
        body,
        contact: reader,
        findings: &[],
        claims: Claims::default(),
        own_confidence: Some(900),
    })
}

/// A draft, which is bad nine times in ten if it has the worn phrase, and once in twenty if not.
fn draft(random: &mut Random) -> (Features, bool, bool) {
    let worn = random.below(4) == 0;
    let mut body: Vec<&str> = (0..3).map(|_| GOOD[random.below(6)]).collect();
    if worn {
        body[random.below(3)] = BAD;
    }
    let bad = random.below(20) < if worn { 18 } else { 1 };
    let reader = contact("Ann", "Acme Ltd");
    (seen(&body.join(" "), &reader), worn, bad)
}

fn example(features: &Features, outcome: Outcome) -> Example {
    Example {
        vector: features.vector().clone(),
        outcome,
        propensity: Propensity::CERTAIN,
    }
}

fn outcome(bad: bool) -> Outcome {
    if bad {
        Outcome::Killed
    } else {
        Outcome::Approved
    }
}

fn taught(verdicts: u32, seed: u64) -> Learner {
    let mut random = Random(seed);
    let mut learner = Learner::new();
    for _ in 0..verdicts {
        let (features, _, bad) = draft(&mut random);
        learner.learn(&example(&features, outcome(bad)));
    }
    learner
}

/// The chance that a bad one is called worse than a good one.
fn told_apart(judged: &[(f64, bool)]) -> f64 {
    let (mut right, mut pairs) = (0.0, 0.0);
    for (one, _) in judged.iter().filter(|(_, bad)| *bad) {
        for (other, _) in judged.iter().filter(|(_, bad)| !*bad) {
            pairs += 1.0;
            right += if one > other {
                1.0
            } else if one == other {
                0.5
            } else {
                0.0
            };
        }
    }
    right / pairs
}

#[test]
fn it_learns_what_the_operator_kills_and_says_why() {
    let frozen = taught(300, 1).freeze();
    let reader = contact("Ann", "Acme Ltd");
    let good = frozen.judge(&seen(&GOOD[..3].join(" "), &reader));
    let bad = frozen.judge(&seen(&[GOOD[0], BAD, GOOD[2]].join(" "), &reader));
    assert!(good.bad < 0.15, "{good:?}");
    assert!(bad.bad > 0.6, "{bad:?}");
    assert!(good.confidence > bad.confidence);
    let words = [
        "unlock",
        "potential",
        "logistics",
        "full",
        "help",
        "we",
        "you",
        "of",
        "the",
    ];
    let first = &bad.reasons[0];
    assert!(
        first.weight > 0.0 && words.iter().any(|word| first.feature.contains(word)),
        "{bad:?}"
    );
    assert_eq!(bad.reasons.len(), 5);
    assert!(first.to_string().contains("speaks against it"));
}

#[test]
fn its_chances_are_what_happens() {
    let frozen = taught(600, 2).freeze();
    let mut random = Random(77);
    let (mut worn, mut plain) = ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0));
    for _ in 0..1000 {
        let (features, has_phrase, bad) = draft(&mut random);
        let said = frozen.judge(&features).bad;
        let sums = if has_phrase { &mut worn } else { &mut plain };
        sums.0 += said;
        sums.1 += if bad { 1.0 } else { 0.0 };
        sums.2 += 1.0;
    }
    for (said, happened, count) in [worn, plain] {
        let (said, happened) = (said / count, happened / count);
        assert!(
            (said - happened).abs() < 0.08,
            "said {said}, happened {happened}"
        );
    }
}

#[test]
fn before_any_verdict_it_is_sure_of_nothing() {
    let frozen = Learner::new().freeze();
    let judged = frozen.judge(&seen(GOOD[0], &contact("Ann", "Acme")));
    assert_eq!(judged.confidence.thousandths(), 500);
    assert!(judged.reasons.is_empty());
    let clean: Vec<_> = (0..30).map(|_| Outcome::Polished).collect();
    let mut learner = Learner::new();
    for outcome in clean {
        learner.learn(&example(&seen(GOOD[0], &contact("Ann", "Acme")), outcome));
    }
    let judged = learner
        .freeze()
        .judge(&seen(GOOD[0], &contact("Ann", "Acme")));
    let confidence = judged.confidence.thousandths();
    assert!(
        (900..=990).contains(&confidence),
        "thirty clean ones never say certain: {confidence}"
    );
}

#[test]
fn a_replay_of_the_verdicts_gives_the_same_to_the_bit() {
    let (one, other) = (taught(200, 3), taught(200, 3));
    assert_eq!(one, other);
    assert_eq!(one.freeze().version(), other.freeze().version());
    assert_ne!(one.freeze().version(), taught(201, 3).freeze().version());
    let text = serde_json::to_string(&one).unwrap();
    let mut read: Learner = serde_json::from_str(&text).unwrap();
    assert!(read == one && read.is_current());
    // Going on from a stored state is going on.
    let mut going_on = one.clone();
    let more = example(&seen(BAD, &contact("Ann", "Acme")), Outcome::MustFix);
    let stored: Example = serde_json::from_str(&serde_json::to_string(&more).unwrap()).unwrap();
    assert_eq!(stored, more);
    read.learn(&stored);
    going_on.learn(&more);
    assert_eq!(read, going_on);
    let frozen = one.freeze();
    let read: Frozen = serde_json::from_str(&serde_json::to_string(&frozen).unwrap()).unwrap();
    assert_eq!(read, frozen);
}

#[test]
fn a_damaged_state_is_refused() {
    let text = serde_json::to_string(&taught(20, 4)).unwrap();
    let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
    for slots in ["AAA", "not base64!", "//8AAAAAAAAAAAAAAAA"] {
        value["slots"] = slots.into();
        assert!(
            serde_json::from_value::<Learner>(value.clone()).is_err(),
            "{slots}"
        );
    }
}

#[test]
fn who_is_written_to_is_not_learned() {
    let body = |name: &str, company: &str| format!("Hello {name}, I saw {company} open a yard.");
    let ann = seen(&body("Ann", "Acme Mills"), &contact("Ann", "Acme Mills"));
    let bob = seen(&body("Bob", "Zeta Works"), &contact("Bob", "Zeta Works"));
    assert_eq!(ann.vector(), bob.vector());
    let other = seen(&body("Ann", "Acme Mills"), &contact("Bob", "Zeta Works"));
    assert_ne!(
        ann.vector(),
        other.vector(),
        "a name that isn't the reader's is a word"
    );
    let kept = serde_json::to_string(&example(&ann, Outcome::Killed)).unwrap();
    for word in ["Ann", "ann", "yard", "hello"] {
        assert!(!kept.contains(&format!("\"{word}")) && !kept.contains(&format!(" {word}")));
    }
}

#[test]
fn state_and_vectors_stay_small() {
    let mut random = Random(5);
    let mut learner = Learner::new();
    let mut longest = 0;
    for _ in 0..2500 {
        let words: Vec<String> = (0..120)
            .map(|_| {
                let letters =
                    (0..7).map(|_| char::from(b'a' + u8::try_from(random.below(26)).unwrap()));
                letters.collect()
            })
            .collect();
        let example = example(
            &seen(&words.join(" "), &Contact::default()),
            outcome(random.below(5) == 0),
        );
        longest = longest.max(serde_json::to_vec(&example).unwrap().len());
        learner.learn(&example);
    }
    let state = serde_json::to_vec(&learner).unwrap().len();
    let frozen = serde_json::to_vec(&learner.freeze()).unwrap().len();
    assert!(state > 290_000, "all buckets are in use: {state}");
    assert!(state < 320_000 && frozen < 230_000, "{state} {frozen}");
    assert!(longest < 8_000, "{longest}");
}

#[test]
fn rare_audits_stand_for_what_was_not_looked_at() {
    let reader = Contact::default();
    let (mut certain, mut rare) = (Learner::new(), Learner::new());
    let kill = example(&seen(BAD, &reader), Outcome::Killed);
    let seldom = Example {
        propensity: Propensity::new(50).unwrap(),
        ..kill.clone()
    };
    let clean = example(&seen(GOOD[0], &reader), Outcome::Approved);
    for _ in 0..40 {
        certain.learn(&clean);
        rare.learn(&clean);
    }
    certain.learn(&kill);
    rare.learn(&seldom);
    let said = |learner: &Learner| learner.freeze().judge(&seen(BAD, &reader)).bad;
    assert!(said(&rare) > said(&certain));
}

#[test]
fn lint_claims_and_length_are_seen() {
    let findings = judge(
        LintInput {
            body: "Hi {{first_name}}, JUST CHECKING IN!!!".to_owned(),
            ..LintInput::default()
        },
        date(2026, 11, 16),
    );
    assert!(!findings.findings.is_empty());
    let none = Contact::default();
    let plain = Input {
        channel: Channel::Email,
        step: 1,
        subject: "",
        body: GOOD[0],
        contact: &none,
        findings: &[],
        claims: Claims::default(),
        own_confidence: None,
    };
    let long = [GOOD[0]; 20].join(" ");
    let claims = Claims {
        supported: 1,
        unsupported: 2,
    };
    let kinds = [
        Input { step: 2, ..plain },
        Input {
            body: &long,
            ..plain
        },
        Input { claims, ..plain },
        Input {
            channel: Channel::Linkedin,
            ..plain
        },
        Input {
            own_confidence: Some(950),
            ..plain
        },
    ];
    for input in kinds {
        assert_ne!(
            features(&input).vector(),
            features(&plain).vector(),
            "{input:?}"
        );
    }
}

/// The labelled drafts, where they are at hand: half of them teach, the other half is judged.
#[test]
fn on_labelled_drafts_it_tells_bad_from_good() {
    let folder = std::env::var_os("ONLOOP_CORPORA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora"),
        std::path::PathBuf::from,
    );
    let file = folder.join("labelled/drafts.jsonl");
    let Ok(text) = std::fs::read_to_string(&file) else {
        eprintln!(
            "not judged: {} is not there; set ONLOOP_CORPORA",
            file.display()
        );
        return;
    };
    let drafts: Vec<(Features, Outcome)> = text.lines().map(labelled).collect();
    let mut judged = Vec::new();
    for part in 0..5 {
        let mine = |place: usize| place % 5 == part;
        let mut learner = Learner::new();
        for _ in 0..3 {
            for (_, (features, outcome)) in
                drafts.iter().enumerate().filter(|(place, _)| !mine(*place))
            {
                learner.learn(&example(features, *outcome));
            }
        }
        let frozen = learner.freeze();
        for (_, (features, outcome)) in drafts.iter().enumerate().filter(|(place, _)| mine(*place))
        {
            let bad = !matches!(outcome, Outcome::Approved);
            judged.push((frozen.judge(features).bad, bad));
        }
    }
    let apart = told_apart(&judged);
    eprintln!("told apart on {} drafts: {apart:.3}", judged.len());
    assert!(apart > 0.85, "{apart}");
}

fn labelled(line: &str) -> (Features, Outcome) {
    let value: serde_json::Value = serde_json::from_str(line).unwrap();
    let input: LintInput = serde_json::from_value(value.clone()).unwrap();
    let facts: Vec<domain::lint::Fact> = serde_json::from_value(value["facts"].clone()).unwrap();
    let found = domain::lint::lint(&domain::lint::Draft {
        today: date(2026, 11, 16),
        step: input.step,
        channel: domain::lint::Channel::Email,
        subject: &input.subject,
        body: &input.body,
        contact: &input.contact,
        facts: &facts,
        rules: &domain::lint::HouseRules::default(),
    });
    let features = features(&Input {
        channel: Channel::Email,
        step: input.step,
        subject: &input.subject,
        body: &input.body,
        contact: &input.contact,
        findings: &found,
        claims: Claims::default(),
        own_confidence: None,
    });
    let outcome = match value["verdict"].as_str().unwrap() {
        "kill" => Outcome::Killed,
        "edit" => Outcome::MustFix,
        _ => Outcome::Approved,
    };
    (features, outcome)
}
