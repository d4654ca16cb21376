//! Notices that a class or a part of it got worse.
//!
//! The Shiryaev-Roberts statistic sums, over every message at which the change could have been, the
//! likelihood of all verdicts since under the worse rate against the usual one. Each message adds
//! one, each verdict multiplies. As long as kills are no more frequent than usual, the statistic less
//! the number of messages is not expected to grow, so it needs at least as many messages as its
//! threshold is high until the first alarm, on average (Pollak, *Optimal detection of a change in
//! distribution*, Annals of Statistics 13, 1985; for any dependence between the verdicts: Shin,
//! Ramdas, Rinaldo, *E-detectors*, arXiv 2203.03532). Messages that nobody looked at add one all the
//! same: the run length counts messages, however rarely they are drawn.
//!
//! Every message is in one stratum of each kind, so the thresholds are the stated run length times
//! the number of kinds, and all detectors of a class together keep it.
//!
//! Detectors take verdicts as they come. What a certificate proves doesn't depend on them.

use super::strata::Stratum;
use super::terms::Terms;
use super::units::{Limit, Propensity};
use serde::{Deserialize, Serialize};

/// The rate that has to be found soon, and whose expected delay is stated.
pub const JUMP: f64 = 0.15;
/// A worse rate stays a rate, whatever the limit.
const MOST: f64 = 0.9;

/// What the detectors of a class compare.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Watch {
    usual: f64,
    worse: [f64; 2],
    alarm: f64,
}

impl Watch {
    /// Usual is a third of the limit on kills; worse is twice the limit, or a jump to 15 %.
    pub fn new(terms: &Terms) -> Self {
        let twice = (terms.kills.share() * 2.0).min(MOST);
        let jump = JUMP.max(twice);
        Self {
            usual: terms.kills.share() / 3.0,
            worse: [twice.min(jump), jump],
            alarm: f64::from(terms.run_length) * f64::from(Stratum::KINDS),
        }
    }

    fn ratios(&self, kill: bool) -> [f64; 2] {
        self.worse.map(|worse| {
            if kill {
                worse / self.usual
            } else {
                (1.0 - worse) / (1.0 - self.usual)
            }
        })
    }

    /// Messages until a jump to `rate` raises the alarm, on average, for a detector that knows nothing
    /// yet, which is the slowest, while messages are drawn with one propensity.
    pub fn expected_delay(&self, rate: Limit, propensity: Propensity) -> f64 {
        Chain::new(self).delay(rate.share(), propensity.share())
    }
}

/// What one stratum's verdicts say.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Detector {
    /// The statistic for each of the worse rates.
    scores: [f64; 2],
    /// Messages so far.
    pub messages: u32,
    /// Verdicts among them.
    pub judged: u32,
    /// Kills among these.
    pub kills: u32,
}

impl Detector {
    /// A message was drafted.
    pub(super) fn drafted(&mut self) {
        self.messages = self.messages.saturating_add(1);
        for score in &mut self.scores {
            *score += 1.0;
        }
    }

    /// A drawn message was judged.
    pub(super) fn judged(&mut self, watch: &Watch, kill: bool) {
        self.judged = self.judged.saturating_add(1);
        self.kills = self.kills.saturating_add(u32::from(kill));
        for (score, ratio) in self.scores.iter_mut().zip(watch.ratios(kill)) {
            *score = (*score * ratio).min(watch.alarm * ENOUGH);
        }
    }

    /// A verdict was taken back or changed.
    pub(super) fn forget(&mut self, watch: &Watch, kill: bool) {
        self.judged = self.judged.saturating_sub(1);
        self.kills = self.kills.saturating_sub(u32::from(kill));
        for (score, ratio) in self.scores.iter_mut().zip(watch.ratios(kill)) {
            *score /= ratio;
        }
    }

    /// Begins anew; what was counted stays.
    pub(super) fn calm(&mut self) {
        self.scores = [0.0; 2];
    }

    /// The statistic, as a part of the alarm: at one it rings.
    pub fn level(&self, watch: &Watch) -> f64 {
        self.scores.iter().sum::<f64>() / 2.0 / watch.alarm
    }

    /// It rings.
    pub fn alarms(&self, watch: &Watch) -> bool {
        self.level(watch) >= 1.0
    }

    /// Something may be going wrong: look more often.
    pub fn rises(&self, watch: &Watch) -> bool {
        self.level(watch) >= RISING
    }
}

/// Alarms to which a statistic may grow while nobody listens to it.
const ENOUGH: f64 = 4.0;
/// Part of the alarm from which on a detector rises.
const RISING: f64 = 0.02;

/// The statistic for the jump as a Markov chain on a grid, even in its logarithm. It rings at the
/// latest when this one statistic alone carries the mean of both over the alarm.
struct Chain {
    grid: Vec<f64>,
    good: f64,
    bad: f64,
}

/// Cells of the grid: a third of a percent in the delay.
const CELLS: u16 = 400;
/// Sweeps at most; a few dozen are needed for each propensity in use.
const SWEEPS: u16 = 20_000;
/// Messages by which a sweep may still change the delay.
const SETTLED: f64 = 1e-7;

/// Where one state goes: a cell, and how far from it to the next one; nothing for the alarm.
type Target = Option<(usize, f64)>;

impl Chain {
    fn new(watch: &Watch) -> Self {
        let [first, jump] = watch.worse;
        let alone = if first == jump { 1.0 } else { 2.0 };
        let step = libm::log1p(watch.alarm * alone) / f64::from(CELLS);
        let [_, good] = watch.ratios(false);
        let [_, bad] = watch.ratios(true);
        Self {
            grid: (0..=CELLS)
                .map(|cell| libm::expm1(f64::from(cell) * step))
                .collect(),
            good,
            bad,
        }
    }

    fn target(&self, score: f64) -> Target {
        let next = self.grid.partition_point(|cell| *cell <= score);
        let (low, high) = (*self.grid.get(next.checked_sub(1)?)?, *self.grid.get(next)?);
        let part = (libm::log1p(score) - libm::log1p(low)) / (libm::log1p(high) - libm::log1p(low));
        Some((next - 1, part))
    }

    fn delay(&self, rate: f64, drawn: f64) -> f64 {
        let moves: Vec<[(f64, Target); 3]> = self
            .grid
            .iter()
            .map(|score| {
                let score = score + 1.0;
                [
                    (1.0 - drawn, self.target(score)),
                    (drawn * (1.0 - rate), self.target(score * self.good)),
                    (drawn * rate, self.target(score * self.bad)),
                ]
            })
            .collect();
        let mut delays = vec![0.0; self.grid.len()];
        for _ in 0..SWEEPS {
            let mut change = 0.0_f64;
            // From the alarm down: most moves go up, so most of what is read is fresh.
            for (place, moves) in moves.iter().enumerate().rev() {
                let further = moves.iter().map(|(chance, target)| {
                    let Some((cell, part)) = target else {
                        return 0.0;
                    };
                    let at = |cell: usize| delays.get(cell).copied().unwrap_or(0.0);
                    chance * (at(*cell) * (1.0 - part) + at(cell + 1) * part)
                });
                let delay = 1.0 + further.sum::<f64>();
                if let Some(known) = delays.get_mut(place) {
                    change = change.max((delay - *known).abs());
                    *known = delay;
                }
            }
            if change < SETTLED {
                break;
            }
        }
        delays.first().copied().unwrap_or(0.0)
    }
}
