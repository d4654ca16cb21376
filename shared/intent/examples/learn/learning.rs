//! How the weights of the second opinion come out of labelled sentences.
//!
//! Softmax regression by gradient steps (AdaGrad: Duchi, Hazan, Singer 2011), each label weighing the same in
//! sum, over hashed words and pieces of words. Beside sentences it learns from frames, which say in a line what a
//! language has many sentences for. No chance: the same lines give the same weights.

#[path = "../../src/learned/features.rs"]
mod features;
#[path = "../../src/fold.rs"]
mod fold;
#[path = "frame.rs"]
mod frame;

use features::BUCKETS;

/// In the order of `LABELS` in `src/learned/mod.rs`.
const LABELS: [&str; 11] = [
    "ambiguous",
    "complaint",
    "info_request",
    "not_interested",
    "not_now",
    "positive",
    "referral",
    "unsubscribe",
    "wrong_person",
    "out_of_office",
    "incident",
];
const ROUNDS: usize = 40;
/// What a whole reply counts beside a sentence that was drawn.
const OF_A_REPLY: usize = 3;
/// Sentences that are drawn from one frame.
const OF_A_FRAME: u64 = 30;
const STEP: f32 = 0.5;
/// How much large weights are held back.
const HOLD: f32 = 1e-4;

struct Sentence {
    label: usize,
    buckets: Vec<usize>,
}

/// The bytes of `weights.bin`: scale, then the weights, for lines `label|text`, frames, the project's own cases and
/// fresh replies.
pub(crate) fn weights(own: &str, frames: &str, cases: &str, fresh: &str) -> Vec<u8> {
    let mut sentences = Vec::new();
    let mut add = |label: &str, text: &str| {
        if let Some(label) = LABELS.iter().position(|one| *one == label) {
            let buckets = features::buckets(&fold::fold(text));
            sentences.push(Sentence { label, buckets });
        }
    };
    for (label, text) in own.lines().filter_map(|line| line.split_once('|')) {
        add(label, text);
    }
    for (label, text) in frame::sentences(frames, OF_A_FRAME) {
        add(&label, &text);
    }
    let cases = cases
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    for case in cases.filter(|case| case.get("machine").is_none()) {
        if let (Some(label), Some(text)) = (case["intent"].as_str(), case["text"].as_str()) {
            add(shown(label, case["escalate"] == true), text);
        }
    }
    let replies = fresh
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    for reply in replies {
        let (Some(label), Some(text)) = (reply["intent"].as_str(), reply["human_text"].as_str())
        else {
            continue;
        };
        for _ in 0..OF_A_REPLY {
            add(shown(label, reply["must_escalate"] == true), text);
        }
        // Where the whole asks for no end, no sentence of it does.
        let whole = text.split(['.', '!', '?', '\n', '\u{3002}']);
        let several = whole.clone().filter(|part| is_long(part)).count() > 1;
        if several && !matches!(label, "unsubscribe" | "complaint") {
            for part in whole.filter(|part| is_long(part)) {
                add(label, part);
            }
        }
    }
    let weights = learn(&sentences);
    let most = weights.iter().fold(0_f32, |most, one| most.max(one.abs()));
    let scale = most / 127.0;
    let mut bytes = scale.to_le_bytes().to_vec();
    bytes.extend(weights.iter().map(|weight| byte(weight / scale)));
    bytes
}

/// Whether a sentence is long enough to say something.
fn is_long(part: &str) -> bool {
    part.chars().count() > 12
}

/// An opt-out that a person has to see is learnt as another label.
fn shown(label: &str, to_a_person: bool) -> &str {
    if label == "unsubscribe" && to_a_person {
        "incident"
    } else {
        label
    }
}

/// The nearest whole number from -127 to 127, as a byte.
fn byte(value: f32) -> u8 {
    let near = (-127_i8..=127).min_by(|left, right| {
        let off = |one: i8| (f32::from(one) - value).abs();
        off(*left).total_cmp(&off(*right))
    });
    near.unwrap_or(0).cast_unsigned()
}

/// One row of biases, then one row a bucket.
fn learn(sentences: &[Sentence]) -> Vec<f32> {
    let width = LABELS.len();
    let mut weights = vec![0_f32; (BUCKETS + 1) * width];
    let mut steps = vec![1e-6_f32; weights.len()];
    let count = |label: usize| sentences.iter().filter(|one| one.label == label).count();
    let float = |number: usize| f32::from(u16::try_from(number).unwrap_or(u16::MAX));
    let even: Vec<f32> = (0..width)
        .map(|label| float(sentences.len()) / float(width) / float(count(label).max(1)))
        .collect();
    for _ in 0..ROUNDS {
        for sentence in sentences {
            let value = 1.0 / float(sentence.buckets.len().max(1)).sqrt();
            let mut sums: Vec<f32> = weights[..width].to_vec();
            for bucket in &sentence.buckets {
                let row = &weights[(bucket + 1) * width..(bucket + 2) * width];
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum += weight * value;
                }
            }
            let most = sums.iter().copied().fold(f32::MIN, f32::max);
            let shares: Vec<f32> = sums.iter().map(|sum| (sum - most).exp()).collect();
            let all: f32 = shares.iter().sum();
            let error: Vec<f32> = (0..width)
                .map(|label| {
                    let wanted = if label == sentence.label { 1.0 } else { 0.0 };
                    (shares[label] / all - wanted) * even[sentence.label]
                })
                .collect();
            let rows = std::iter::once((0, 1.0))
                .chain(sentence.buckets.iter().map(|bucket| (bucket + 1, value)));
            for (row, value) in rows {
                for (label, error) in error.iter().enumerate() {
                    let at = row * width + label;
                    let slope = error * value + HOLD * weights[at];
                    steps[at] += slope * slope;
                    weights[at] -= STEP * slope / steps[at].sqrt();
                }
            }
        }
    }
    weights
}
