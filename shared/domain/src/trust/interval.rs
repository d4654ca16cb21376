//! The live kill rate and where it surely is, at every moment at once.
//!
//! The rate is `Σ(L·Y/π) / N` over the messages that policy cleared. For any `θ` below the smallest
//! `π`, `∏(1 − θZ) / ∏(1 − θp)` is expected to stay at one, and `∏(1 − θp) ≤ (1 − θp̄)ᴺ` for the
//! average `p̄` so far, whatever the single `p`. So with probability `1 − α` at no moment is
//! `∏(1 − θZ) / (1 − θp̄)ᴺ ≥ 1/α`: all `p̄` for which it would be are ruled out. With `1 + θZ` it is
//! the other end. Several `θ` are averaged; one that isn't below the smallest `π` seen is dropped,
//! which only lowers the average. So the interval holds for the running average itself, while rates
//! drift and propensities change.
//!
//! Source: Waudby-Smith, Ramdas, *Estimating means of bounded random variables by betting*,
//! arXiv 2010.09686, sections 3 and 4, with bets that don't depend on the mean.

use super::betting::log_mean;
use super::tally::{Fault, Tally};
use serde::{Deserialize, Serialize};

/// A share with its bounds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rate {
    /// The estimate; nothing is known of nothing.
    pub estimate: Option<f64>,
    /// Surely not less.
    pub low: f64,
    /// Surely not more.
    pub high: f64,
}

/// Largest bet on the upper end; each next one is half of it.
const UPPER: f64 = 0.98;
/// Largest bet on the lower end; each next one is half of it.
const LOWER: f64 = 4.0;
/// Bets on each end: down to a few ten-thousandths.
const BETS: u8 = 13;
/// Halvings of [0, 1]: beyond what anybody reads.
const HALVINGS: u8 = 40;

/// The rate of faults among all messages of a tally, at level `1 − α`. What isn't judged yet is taken
/// for bad at the upper end and for good at the lower one.
pub fn rate(tally: &Tally, fault: Fault, alpha: f64) -> Rate {
    let messages = f64::from(tally.total().all());
    if messages == 0.0 {
        return Rate {
            estimate: None,
            low: 0.0,
            high: 1.0,
        };
    }
    let weighed = |(propensity, counts): (super::Propensity, &super::tally::Drawn)| {
        f64::from(counts.found(fault)) / propensity.share()
    };
    let estimate = tally.rows().map(weighed).sum::<f64>() / messages;
    let enough = -libm::log(alpha / 2.0);
    let (low, high) = (
        lower(tally, fault, messages, enough),
        upper(tally, fault, messages, enough),
    );
    Rate {
        estimate: Some(estimate.clamp(0.0, 1.0)),
        low,
        high,
    }
}

fn halved(largest: f64) -> impl Iterator<Item = f64> {
    (0..BETS).scan(largest, |next, _| {
        let bet = *next;
        *next /= 2.0;
        Some(bet)
    })
}

fn upper(tally: &Tally, fault: Fault, messages: f64, enough: f64) -> f64 {
    let rarest = tally
        .rows()
        .map(|(propensity, _)| propensity.share())
        .fold(1.0, f64::min);
    let bets: Vec<(f64, f64)> = halved(UPPER)
        .map(|bet| {
            if bet >= rarest {
                return (bet, f64::NEG_INFINITY);
            }
            let wealth = tally.rows().map(|(propensity, counts)| {
                f64::from(counts.feared(fault)) * libm::log1p(-bet / propensity.share())
            });
            (bet, wealth.sum())
        })
        .collect();
    let ruled_out = |mean: f64| {
        let logs: Vec<f64> = bets
            .iter()
            .map(|(bet, wealth)| wealth - messages * libm::log1p(-bet * mean))
            .collect();
        log_mean(&logs) >= enough
    };
    if !ruled_out(1.0) {
        return 1.0;
    }
    halve(ruled_out).1
}

fn lower(tally: &Tally, fault: Fault, messages: f64, enough: f64) -> f64 {
    let bets: Vec<(f64, f64)> = halved(LOWER)
        .map(|bet| {
            let wealth = tally.rows().map(|(propensity, counts)| {
                f64::from(counts.found(fault)) * libm::log1p(bet / propensity.share())
            });
            (bet, wealth.sum())
        })
        .collect();
    let possible = |mean: f64| {
        let logs: Vec<f64> = bets
            .iter()
            .map(|(bet, wealth)| wealth - messages * libm::log1p(bet * mean))
            .collect();
        log_mean(&logs) < enough
    };
    if possible(0.0) {
        return 0.0;
    }
    halve(possible).0
}

/// The last place where something isn't so and the first where it is, for what once so stays so.
fn halve(is_so: impl Fn(f64) -> bool) -> (f64, f64) {
    let (mut not, mut so) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(not, so);
        if is_so(middle) {
            so = middle;
        } else {
            not = middle;
        }
    }
    (not, so)
}
