//! Proof that can be looked at after every message: a bet against "at least `X` are bad".
//!
//! A message is drawn with probability `π`, `L` says whether, `Y` whether it is bad, `Z = L·Y/π`.
//! Whoever bets the share `c` of the wealth multiplies it by `1 + γ(X − Z)` with
//! `γ = c / (1/π − X)`: by a little more than one for each message that isn't found bad, by `1 − c`
//! for one found bad that was certain to be looked at. Given the past, `Z` has the mean `p`, the
//! chance that the message is bad. While `p ≥ X` the wealth can't be expected to grow, whatever `p`
//! depends on, so it ever comes to `1/δ` with probability `δ` at most (Ville). The mean over
//! several `c` is such a wealth too.
//!
//! For a constant `π` no `p` has to be over `X` by itself: with `p̄` the average of those tested,
//! `∏ (1 + γ(X − p)) ≤ (1 + γ(X − p̄))ⁿ` (the geometric mean is the smaller one), so all that is
//! refuted is *an average of `X` or more at the moment of the proof*. With a changing `π` it is the
//! average weighted by `γ`, that is by how likely each message was to be looked at. The page says
//! "on average".
//!
//! Sources: Xu, Karampatziakis, Mineiro, *Active, anytime-valid risk controlling prediction sets*,
//! arXiv 2406.10490 (bets on labels drawn with a logged propensity); Waudby-Smith, Ramdas,
//! *Estimating means of bounded random variables by betting*, arXiv 2010.09686.

use super::tally::{Fault, Tally};
use super::units::{Limit, Propensity};
use std::sync::OnceLock;

/// Shares of the wealth that are bet, each with a sixth of it at the start. A sixth is never bet:
/// it lowers the chance of a false proof at the limit from 5 % to 4.2 % for four more clean labels.
/// The large ones prove a class without kills soonest, 0.25 one that is close to the limit.
pub const SHARES: [f64; 6] = [0.0, 0.25, 0.6, 0.8, 0.85, 0.9];

/// Logarithms of the wealth of each share.
pub type Wealth = [f64; 6];

/// The bets against one limit.
#[derive(Debug, Clone)]
pub struct Bets {
    limit: Limit,
    fault: Fault,
    /// By propensity, from one thousandth on. Computed when one is met first: a tally knows a few of them,
    /// and whoever asks about one label has no use for a thousand. Boxed, so that the empty table is small.
    factors: Vec<OnceLock<Box<Factors>>>,
}

#[derive(Debug, Clone, Copy)]
struct Factors {
    good: Wealth,
    bad: Wealth,
}

impl Factors {
    fn new(limit: Limit, propensity: Propensity) -> Self {
        let (limit, most) = (limit.share(), 1.0 / propensity.share());
        Self {
            good: SHARES.map(|share| libm::log1p(share / (most - limit) * limit)),
            bad: SHARES.map(|share| libm::log1p(-share)),
        }
    }
}

impl Bets {
    /// Against a share of `limit` of messages with `fault`.
    pub fn new(limit: Limit, fault: Fault) -> Self {
        Self {
            limit,
            fault,
            factors: Propensity::all().map(|_| OnceLock::new()).collect(),
        }
    }

    fn factors(&self, propensity: Propensity) -> Option<&Factors> {
        let place = usize::from(propensity.thousandths()).checked_sub(1)?;
        let known = self.factors.get(place)?;
        Some(known.get_or_init(|| Box::new(Factors::new(self.limit, propensity))))
    }

    /// What is bet against.
    pub const fn limit(&self) -> Limit {
        self.limit
    }

    /// The wealth of each share after all messages of a tally. What is drawn and not judged counts
    /// as bad, the worst there is: its verdict can only add to the wealth.
    pub fn wealth(&self, tally: &Tally) -> Wealth {
        let mut wealth = Wealth::default();
        for (propensity, counts) in tally.rows() {
            let Some(factors) = self.factors(propensity) else {
                continue;
            };
            let feared = counts.feared(self.fault);
            let bad = f64::from(feared);
            let good = f64::from(counts.all().saturating_sub(feared));
            for ((wealth, up), down) in wealth.iter_mut().zip(factors.good).zip(factors.bad) {
                *wealth += good * up + bad * down;
            }
        }
        wealth
    }

    /// How many certain, clean verdicts in a row would make the proof; nothing if it is made.
    pub fn clean_needed(&self, wealth: &Wealth, delta: f64) -> u32 {
        let Some(&Factors { good, .. }) = self.factors(Propensity::CERTAIN) else {
            return u32::MAX;
        };
        let proves = |clean: u32| {
            let mut then = *wealth;
            for (wealth, up) in then.iter_mut().zip(good) {
                *wealth += f64::from(clean) * up;
            }
            proven(&then, delta)
        };
        // Doubles until it is enough, then halves what is between.
        let mut enough = 1_u32;
        if proves(0) {
            return 0;
        }
        while !proves(enough) {
            match enough.checked_mul(2) {
                Some(more) => enough = more,
                None => return u32::MAX,
            }
        }
        let mut short = enough / 2;
        while enough - short > 1 {
            let middle = short + (enough - short) / 2;
            if proves(middle) {
                enough = middle;
            } else {
                short = middle;
            }
        }
        enough
    }
}

/// The wealths of two sets of messages, one after the other.
pub fn both(one: &Wealth, other: &Wealth) -> Wealth {
    let mut sum = *one;
    for (sum, more) in sum.iter_mut().zip(other) {
        *sum += more;
    }
    sum
}

/// Logarithm of the mean wealth: the evidence against the limit.
pub fn evidence(wealth: &Wealth) -> f64 {
    log_mean(wealth.as_slice())
}

/// True if the mean wealth is at least `1/δ`.
pub fn proven(wealth: &Wealth, delta: f64) -> bool {
    evidence(wealth) >= -libm::log(delta)
}

/// Logarithm of the mean of what the logarithms are of.
pub(super) fn log_mean(logs: &[f64]) -> f64 {
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if most == f64::NEG_INFINITY {
        return most;
    }
    let count = logs.iter().map(|_| 1.0).sum::<f64>();
    let sum: f64 = logs.iter().map(|log| libm::exp(log - most)).sum();
    most + libm::log(sum / count)
}
