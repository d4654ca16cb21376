//! A second opinion: how the words of a reply weigh, learnt from labelled sentences of the project's own.
//!
//! It speaks where the rules found little, and where the two disagree a person looks; a loud opt-out is believed
//! against any rule but a plain yes. The weights are made by `cargo run --release -p intent --example learn` from
//! `sentences.txt`, `frames.txt` (sentences by their grammar), `tests/cases.jsonl` and `tests/fresh_replies.jsonl`;
//! all are our own writing.

pub(crate) mod features;

use domain::Intent;

use crate::fold::fold;

/// The labels that are weighed, in the order of the table: what only a person's words can mean. The last is the
/// opt-out that a person has to see: a right is used, or it was asked before in vain.
pub(crate) const LABELS: [Intent; 11] = [
    Intent::Ambiguous,
    Intent::Complaint,
    Intent::InfoRequest,
    Intent::NotInterested,
    Intent::NotNow,
    Intent::Positive,
    Intent::Referral,
    Intent::Unsubscribe,
    Intent::WrongPerson,
    Intent::OutOfOffice,
    Intent::Unsubscribe,
];

/// Scale (4 bytes), one bias a label, then the buckets, a byte a label each.
static WEIGHTS: &[u8] = include_bytes!("weights.bin");
const HEAD: usize = 4;

/// The labels with their probabilities.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Opinion {
    shares: [f32; LABELS.len()],
}

impl Opinion {
    /// Weighs a text; None if there is nothing to weigh.
    pub(crate) fn of(text: &str) -> Option<Opinion> {
        let folded = fold(text);
        if !folded.chars().any(char::is_alphanumeric) {
            return None;
        }
        let buckets = features::buckets(&folded);
        let scale = f32::from_le_bytes(WEIGHTS.get(..HEAD)?.try_into().ok()?);
        let bias = row(0)?;
        let mut sums = weigh(&buckets);
        let count = u16::try_from(buckets.len()).unwrap_or(u16::MAX);
        let norm = f32::from(count.max(1)).sqrt();
        for (sum, bias) in sums.iter_mut().zip(bias) {
            *sum = (*sum / norm + f32::from(bias.cast_signed())) * scale;
        }
        let most = sums.iter().copied().fold(f32::MIN, f32::max);
        let mut shares = sums.map(|sum| (sum - most).exp());
        let all: f32 = shares.iter().sum();
        for share in &mut shares {
            *share /= all;
        }
        Some(Opinion { shares })
    }

    /// The likeliest label and how likely it is.
    pub(crate) fn best(&self) -> (Intent, f32) {
        let mut best = (Intent::Ambiguous, 0.0);
        for label in LABELS {
            let share = self.share(label);
            if share > best.1 {
                best = (label, share);
            }
        }
        best
    }

    /// How likely it is that nothing more may be sent.
    pub(crate) fn ends(&self) -> f32 {
        self.share(Intent::Unsubscribe) + self.share(Intent::Complaint)
    }

    /// How likely it is that a person has to see it, by the label and by what was asked or done before.
    pub(crate) fn shown(&self) -> f32 {
        let quiet = [
            Intent::NotInterested,
            Intent::NotNow,
            Intent::WrongPerson,
            Intent::OutOfOffice,
            Intent::Unsubscribe,
        ];
        let incident = self.shares.last().copied().unwrap_or(0.0);
        1.0 - quiet.iter().map(|label| self.share(*label)).sum::<f32>() + incident
    }

    /// How likely one label is.
    pub(crate) fn share(&self, wanted: Intent) -> f32 {
        LABELS
            .iter()
            .zip(self.shares)
            .filter(|(label, _)| **label == wanted)
            .map(|(_, share)| share)
            .sum()
    }
}

/// The row of a bucket, from 1; row 0 holds the biases.
fn row(number: usize) -> Option<&'static [u8]> {
    let at = HEAD + number * LABELS.len();
    WEIGHTS.get(at..at + LABELS.len())
}

fn weigh(buckets: &[usize]) -> [f32; LABELS.len()] {
    let mut sums = [0_f32; LABELS.len()];
    for row in buckets.iter().filter_map(|bucket| row(bucket + 1)) {
        for (sum, weight) in sums.iter_mut().zip(row) {
            *sum += f32::from(weight.cast_signed());
        }
    }
    sums
}

/// The words of a text that speak most for a label, as they were written: at most three.
pub(crate) fn words_for(text: &str, wanted: Intent) -> Vec<String> {
    let Some(place) = LABELS.iter().position(|label| *label == wanted) else {
        return Vec::new();
    };
    let mut heavy: Vec<(f32, &str)> = Vec::new();
    for word in text.split_whitespace().take(160) {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        if word.is_empty() || heavy.iter().any(|(_, known)| *known == word) {
            continue;
        }
        let sums = weigh(&features::buckets(&fold(word)));
        let mean =
            sums.iter().sum::<f32>() / f32::from(u8::try_from(LABELS.len()).unwrap_or(u8::MAX));
        heavy.push((sums.get(place).copied().unwrap_or(0.0) - mean, word));
    }
    heavy.sort_by(|left, right| right.0.total_cmp(&left.0));
    heavy
        .into_iter()
        .take(3)
        .filter(|(weight, _)| *weight > 0.0)
        .map(|(_, word)| word.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_weight_for_each_bucket_and_label() {
        assert_eq!(WEIGHTS.len(), HEAD + (features::BUCKETS + 1) * LABELS.len());
    }

    #[test]
    fn an_opt_out_that_a_person_has_to_see_is_told_from_another() {
        let shown = |text: &str| Opinion::of(text).expect("words").shown();
        let broken =
            "In spring your office gave me its word that I would hear no more. It did not keep it.";
        assert!(shown(broken) > 0.5, "{}", shown(broken));
        let plain = "Kindly strike my name from the mailings";
        assert!(shown(plain) < 0.2, "{}", shown(plain));
    }

    #[test]
    fn words_never_seen_together_still_weigh() {
        let best = |text: &str| Opinion::of(text).expect("words").best().0;
        assert_eq!(
            best("Kindly strike my name from the mailings"),
            Intent::Unsubscribe
        );
        assert_eq!(
            best("What does a licence cost per year?"),
            Intent::InfoRequest
        );
        assert!(Opinion::of(" \u{2026} ").is_none());
    }
}
