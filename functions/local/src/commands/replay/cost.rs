//! What a replay will cost, and what it did cost: tokens as the model counts them.

use super::kept::Begun;
use super::{Plan, Replayed};
use crate::commands::cost::prices::Prices;
use crate::commands::output::counted;
use domain::Tokens;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Calls of the model, and what they are charged for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
pub(super) struct Cost {
    pub(super) calls: u64,
    /// Of these, without a word on their tokens: not in the figure.
    #[serde(default)]
    pub(super) untold: u64,
    pub(super) tokens: Tokens,
}

/// Where a figure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Basis {
    /// Letters of this very replay.
    SoFar,
    /// The old letters, when they were written.
    Then,
    /// The price table.
    Assumed,
}

/// What is left of a replay will cost so much.
pub(super) fn expected(
    begun: &Begun,
    done: &BTreeMap<String, Replayed>,
    assumed: Tokens,
) -> (Cost, Basis) {
    let all = begun.conversations.iter().zip(&begun.charged_then);
    let left = || all.clone().filter(|(id, _)| !done.contains_key(*id));
    let cards = count(left().count());
    let calls = cards.saturating_mul(begun.letters);
    let so_far: Vec<Tokens> = done.values().filter_map(|letter| letter.tokens).collect();
    let then: Vec<Tokens> = all.clone().filter_map(|(_, tokens)| *tokens).collect();
    let known: Vec<Tokens> = left().filter_map(|(_, tokens)| *tokens).collect();
    let (tokens, basis) = if !so_far.is_empty() {
        (mean_of(&so_far, cards), Basis::SoFar)
    } else if !then.is_empty() {
        let unknown = cards.saturating_sub(count(known.len()));
        let rest = mean_of(&then, unknown);
        (sum(known.into_iter().chain([rest])), Basis::Then)
    } else {
        (mean_of(&[assumed], calls), Basis::Assumed)
    };
    let cost = Cost {
        calls,
        untold: 0,
        tokens,
    };
    (cost, basis)
}

/// One card, as it was charged for then or as the price table assumes of its letters.
pub(super) fn one(plan: &Plan, then: Option<Tokens>, assumed: Tokens) -> Cost {
    Cost {
        calls: plan.letters,
        untold: 0,
        tokens: then.unwrap_or_else(|| mean_of(&[assumed], plan.letters)),
    }
}

/// All together.
pub(super) fn total(costs: &[Cost]) -> Cost {
    Cost {
        calls: costs.iter().map(|cost| cost.calls).sum(),
        untold: costs.iter().map(|cost| cost.untold).sum(),
        tokens: sum(costs.iter().map(|cost| cost.tokens)),
    }
}

/// What these letters did cost.
pub(super) fn spent<'a>(letters: impl Iterator<Item = &'a Replayed>) -> Cost {
    let mut cost = Cost::default();
    for letter in letters {
        cost.calls = cost.calls.saturating_add(letter.letters);
        match letter.tokens {
            Some(tokens) => cost.tokens = cost.tokens.and(tokens),
            None => cost.untold = cost.untold.saturating_add(letter.letters),
        }
    }
    cost
}

impl Cost {
    pub(super) fn dollars(&self, prices: &Prices) -> f64 {
        prices.counted(&self.tokens)
    }

    /// Calls, tokens and dollars.
    pub(super) fn words(&self, prices: &Prices) -> String {
        let untold = match self.untold {
            0 => String::new(),
            untold => format!(
                " ({} without a word on tokens, not in it)",
                counted(untold, "call", "calls")
            ),
        };
        format!(
            "{}, {} in, {} out: ${:.4}{untold}",
            counted(self.calls, "call", "calls"),
            counted(self.tokens.read(), "token", "tokens"),
            self.tokens.output,
            self.dollars(prices)
        )
    }
}

/// What a replay will cost, before it begins.
pub(super) fn said(plan: &Plan, (cost, basis): (Cost, Basis), prices: &Prices) -> String {
    if !plan.is_charged {
        return format!("{} charges nothing", plan.model);
    }
    let from = match basis {
        Basis::SoFar => "as the cards of this replay so far",
        Basis::Then => "as these letters were charged for when they were written",
        Basis::Assumed => "as the price table assumes: nothing was counted yet",
    };
    let (priced, as_of) = prices.of_model();
    let other = if plan.model.contains(priced) {
        String::new()
    } else {
        format!(
            "; {} may cost otherwise: put its prices into a copy of infra/prices.json, --prices FILE",
            plan.model
        )
    };
    format!(
        "it will cost about {}; {from}, at the prices of {priced} ({as_of}){other}",
        cost.words(prices)
    )
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn sum(all: impl IntoIterator<Item = Tokens>) -> Tokens {
    all.into_iter().fold(Tokens::default(), Tokens::and)
}

/// So many, each as these were on average.
fn mean_of(some: &[Tokens], number: u64) -> Tokens {
    let of = count(some.len()).max(1);
    let all = sum(some.iter().copied());
    let share = |tokens: u64| tokens.saturating_mul(number) / of;
    Tokens {
        input: share(all.input),
        cache_write: share(all.cache_write),
        cache_read: share(all.cache_read),
        output: share(all.output),
    }
}
