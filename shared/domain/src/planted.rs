//! Planted cards: drafts that are known to be bad, put among the others to see whether the operator still sees
//! what he looks at. What he misses of them tells how far his approvals, and so a certificate, can be believed.
//!
//! A planted card is no conversation and holds no message: it has an id of its own kind, and no type on the way
//! to a provider takes one. Nothing that is said of it is a label.

use crate::ids::{AgentName, BlobHash, ConversationId, OperatorId, PlantedId, VerdictId};
use crate::trust::exact::{at_least, at_most};
use crate::trust::{ClassId, Limit, corrected};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Where its text comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "text", rename_all = "snake_case")]
pub enum Text {
    /// A draft that an operator killed. Its texts are where they were, and are forgotten with the person.
    Killed {
        /// Of this conversation.
        conversation: ConversationId,
        /// The steps of its card, with their texts.
        letters: Vec<(u32, BlobHash)>,
        /// What it was killed for.
        reason: String,
    },
    /// One of those that come with the software, about people and firms that don't exist.
    Shipped {
        /// Which.
        name: String,
        /// It stands beside a draft of this conversation, and takes its title, country and score.
        beside: ConversationId,
        /// Stands as its sender.
        from: String,
        /// Stands below it.
        footer: String,
        /// Stands as its writer.
        model: String,
        /// Letters on its card: as many as on those around it.
        letters: u32,
    },
}

impl Text {
    /// The conversation with a person that it takes something from, and is forgotten with.
    pub const fn person(&self) -> &ConversationId {
        match self {
            Self::Killed { conversation, .. } => conversation,
            Self::Shipped { beside, .. } => beside,
        }
    }
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// By this verdict.
    pub verdict: VerdictId,
    /// Whose.
    pub by: OperatorId,
    /// When.
    pub at: Timestamp,
    /// It would not have gone as it stood. Nothing where a program answered: that measures nobody.
    pub caught: Option<bool>,
}

/// A planted card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planted {
    /// Its id.
    pub id: PlantedId,
    /// Among the drafts of this class.
    pub class: ClassId,
    /// In the name of this agent.
    pub agent: AgentName,
    /// Since when.
    pub since: Timestamp,
    /// Its place in the queue, like that of the drafts around it.
    pub place: u16,
    /// Billed as the drafts around it are.
    pub own_hour: bool,
    /// What it says.
    pub text: Text,
    /// What was said of it.
    pub answer: Option<Answer>,
}

/// What somebody does with a card of drafts, as far as it tells whether he saw what is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// It may go.
    Approved,
    /// It may go in other words.
    Polished,
    /// Another claim, number, name, link or question.
    Mended,
    /// Sent back with a note.
    SentBack,
    /// It must not go, or nobody may write to this person.
    Killed,
}

impl Said {
    /// It would not have gone out as it was.
    pub const fn catches(self) -> bool {
        match self {
            Self::Approved | Self::Polished => false,
            Self::Mended | Self::SentBack | Self::Killed => true,
        }
    }
}

/// How many of the planted cards that were answered were missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Misses {
    /// So many went through…
    pub missed: u32,
    /// …of so many.
    pub planted: u32,
}

/// Whoever surely misses more than this share of what is known to be bad proves nothing by approving.
pub const MOST_MISSED: f64 = 0.10;
/// Intervals are at 95 %.
const ALPHA: f64 = 0.05;

impl Misses {
    /// One answer more.
    pub fn add(&mut self, caught: bool) {
        self.planted = self.planted.saturating_add(1);
        self.missed = self.missed.saturating_add(u32::from(!caught));
    }

    /// Those of several.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            missed: self.missed.saturating_add(other.missed),
            planted: self.planted.saturating_add(other.planted),
        }
    }

    /// The share that is missed; nothing is known of nothing.
    pub fn estimate(&self) -> Option<f64> {
        (self.planted > 0).then(|| f64::from(self.missed) / f64::from(self.planted))
    }

    /// Not less and not more, at 95 % (Clopper, Pearson).
    pub fn bounds(&self) -> (f64, f64) {
        (
            at_least(self.missed, self.planted, ALPHA / 2.0).max(0.0),
            at_most(self.missed, self.planted, ALPHA / 2.0),
        )
    }

    /// False where the misses are above [`MOST_MISSED`] at 95 %: approvals say too little for a proof.
    pub fn is_trusted(&self) -> bool {
        self.planted == 0 || at_least(self.missed, self.planted, ALPHA) <= MOST_MISSED
    }

    /// What a proof of `limit` is worth to somebody who misses so much: he finds a part of what is bad, so as much
    /// more may be. Nothing where nothing was planted, or it would leave nothing proven.
    pub fn corrected(&self, limit: Limit) -> Option<Limit> {
        if self.planted == 0 {
            return None;
        }
        corrected(limit, self.missed, self.planted, ALPHA)
    }

    /// What the certificate says of it, in sentences.
    pub fn words(&self, limit: Limit) -> Vec<String> {
        let Some(estimate) = self.estimate() else {
            return vec![
                "No planted card was answered yet, so nobody knows how much the operators miss."
                    .to_owned(),
            ];
        };
        let percent = |share: f64| format!("{:.1} %", share * 100.0);
        let (low, high) = self.bounds();
        let mut words = vec![format!(
            "Of {} planted cards, which were known to be bad, {} were missed: {}, surely between {} and {}.",
            self.planted,
            self.missed,
            percent(estimate),
            percent(low),
            percent(high),
        )];
        if !self.is_trusted() {
            words.push(format!(
                "This certificate is not to be trusted: surely more than {} of what is bad is missed by those \
                 who look at it.",
                percent(MOST_MISSED)
            ));
        }
        words.push(match self.corrected(limit) {
            Some(corrected) => format!(
                "What is missed was never counted, so a limit of {} on what is found says {} of all.",
                percent(limit.share()),
                percent(corrected.share())
            ),
            None => format!(
                "What is missed was never counted, and it may be so much that a limit of {} on what is found \
                 says nothing of all.",
                percent(limit.share())
            ),
        });
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn misses(missed: u32, planted: u32) -> Misses {
        Misses { missed, planted }
    }

    #[test]
    fn who_would_not_have_let_it_go_has_seen_it() {
        for (said, catches) in [
            (Said::Approved, false),
            (Said::Polished, false),
            (Said::Mended, true),
            (Said::SentBack, true),
            (Said::Killed, true),
        ] {
            assert_eq!(said.catches(), catches, "{said:?}");
        }
    }

    #[test]
    fn a_certificate_is_distrusted_only_on_evidence() {
        // Clopper, Pearson at 95 % on one side: 3 of 10 leave 8.7 % possible, 4 of 10 do not leave 10 %.
        assert!(misses(0, 0).is_trusted());
        assert!(misses(1, 1).is_trusted());
        assert!(misses(3, 10).is_trusted());
        assert!(!misses(4, 10).is_trusted());
        assert!(!misses(19, 65).is_trusted(), "thirty in a hundred");
        assert!(misses(5, 65).is_trusted());
    }

    #[test]
    fn it_is_said_in_words() {
        let none = misses(0, 0).words(Limit::KILLS);
        assert!(none[0].starts_with("No planted card"), "{none:?}");
        let lazy = misses(19, 65).words(Limit::KILLS);
        assert!(
            lazy[0].contains("29.2 %, surely between 18.6 % and 41.8 %"),
            "{lazy:?}"
        );
        assert!(lazy[1].starts_with("This certificate is not to be trusted"));
        let good = misses(1, 65).words(Limit::KILLS);
        assert!(
            good.iter()
                .all(|words| !words.contains("not to be trusted"))
        );
        // 1 of 65: at most 7.1 % are missed, and 3 % / 92.9 % are 3.2 %.
        assert!(good[1].contains("says 3.2 % of all"), "{good:?}");
    }

    #[test]
    fn one_card_alone_leaves_little_proven() {
        assert_eq!(misses(1, 1).corrected(Limit::KILLS), None);
        let one = misses(0, 1).corrected(Limit::KILLS).unwrap();
        assert!((one.share() - 0.6).abs() < 1e-9, "0.03 / (1 - 0.95)");
    }
}
