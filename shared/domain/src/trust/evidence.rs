//! Which thresholds of confidence are proven: the messages at or above each carry a bet of their own,
//! and thresholds are tested in a fixed order.
//!
//! The order is strict to lax, and the walk ends at the first threshold that isn't proven. Only the
//! first threshold whose class is truly over the limit could be wrongly passed, and that happens with
//! probability `δ`: so no correction for the number of thresholds is paid (fixed-sequence testing,
//! Angelopoulos et al., *Learn then Test*, arXiv 2110.01052, section 2.3). What falls below the
//! operating threshold is held for the operator: selection by confidence with a guaranteed risk
//! (Geifman, El-Yaniv, *Selective classification for deep neural networks*, arXiv 1705.08500).

use super::betting::{self, Bets, Wealth};
use super::label::{Counts, Label};
use super::tally::Tally;
use super::units::Confidence;
use serde::{Deserialize, Serialize};

/// Thresholds of confidence from strict to lax, frozen for the life of a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Confidence>", into = "Vec<Confidence>")]
pub struct Grid(Vec<Confidence>);

/// Thresholds in one grid, at most.
pub const MAX_THRESHOLDS: usize = 8;

impl Grid {
    /// One threshold that every draft reaches: for a class whose confidence tells nothing yet.
    pub fn everything() -> Self {
        Self(vec![Confidence::NONE])
    }

    /// Thresholds that so many parts of the drafts reach, judged by the confidences of past ones:
    /// the strictest covers at least half, the laxest all. Without past drafts it is
    /// [`Self::everything`].
    pub fn covering(mut past: Vec<Confidence>, thresholds: usize) -> Self {
        past.sort_unstable();
        let steps = thresholds.clamp(1, MAX_THRESHOLDS);
        let mut grid: Vec<Confidence> = (0..steps.saturating_sub(1))
            .filter_map(|step| {
                // From half of the drafts on, in even steps to all of them. Rounded down, so that
                // at least so many are covered.
                let left_out = past.len().saturating_mul(steps - 1 - step) / (2 * (steps - 1));
                past.get(left_out).copied()
            })
            .chain([Confidence::NONE])
            .collect();
        grid.dedup();
        Self(grid)
    }

    /// The thresholds.
    pub fn thresholds(&self) -> &[Confidence] {
        &self.0
    }

    /// The strictest threshold that a confidence reaches, by its place.
    pub fn reached(&self, confidence: Confidence) -> Option<usize> {
        self.0.iter().position(|threshold| confidence >= *threshold)
    }
}

impl TryFrom<Vec<Confidence>> for Grid {
    type Error = String;

    fn try_from(thresholds: Vec<Confidence>) -> Result<Self, String> {
        if thresholds.is_empty() || thresholds.len() > MAX_THRESHOLDS {
            return Err(format!("a grid has 1 to {MAX_THRESHOLDS} thresholds"));
        }
        if thresholds.windows(2).any(|pair| pair[0] <= pair[1]) {
            return Err("thresholds of a grid fall from strict to lax".to_owned());
        }
        Ok(Self(thresholds))
    }
}

impl From<Grid> for Vec<Confidence> {
    fn from(grid: Grid) -> Self {
        grid.0
    }
}

/// All labels of one life of a class, by the strictest threshold that each reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    grid: Grid,
    cells: Vec<Tally>,
}

/// The evidence for one threshold and all that is above it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AtThreshold {
    /// The threshold.
    pub threshold: Confidence,
    /// Logarithm of the evidence that kills are below their limit.
    pub kills: f64,
    /// Logarithm of the evidence that must-fix edits are below theirs.
    pub must_fix: f64,
    /// Clean verdicts that are still needed, if each is certain to be given.
    pub clean_needed: u32,
    /// Both have come to `1/δ`.
    pub proven: bool,
}

impl Evidence {
    /// Nothing yet.
    pub fn new(grid: Grid) -> Self {
        let cells = vec![Tally::default(); grid.thresholds().len()];
        Self { grid, cells }
    }

    /// The thresholds.
    pub const fn grid(&self) -> &Grid {
        &self.grid
    }

    /// Puts what is known of a message in place of what was known before.
    pub fn replace(&mut self, before: Option<&Label>, after: &Label) {
        if let Some((cell, label)) = before.and_then(|label| Some((self.cell(label)?, label))) {
            cell.remove(label);
        }
        if let Some(cell) = self.cell(after) {
            cell.add(after);
        }
    }

    fn cell(&mut self, label: &Label) -> Option<&mut Tally> {
        let Counts::Class(confidence) = &label.counts else {
            return None;
        };
        let place = self.grid.reached(*confidence)?;
        self.cells.get_mut(place)
    }

    /// Labels that reach a threshold, by its place.
    pub fn reaching(&self, threshold: usize) -> Tally {
        let mut sum = Tally::default();
        for cell in self.cells.iter().take(threshold.saturating_add(1)) {
            sum.merge(cell);
        }
        sum
    }

    /// The same before anything that waits was drafted.
    #[must_use]
    pub fn without_waiting(&self) -> Self {
        Self {
            grid: self.grid.clone(),
            cells: self.cells.iter().map(Tally::without_waiting).collect(),
        }
    }

    /// The evidence at each threshold, from strict to lax.
    pub fn walk<'a>(
        &'a self,
        kills: &'a Bets,
        must_fix: &'a Bets,
        delta: f64,
    ) -> impl Iterator<Item = AtThreshold> + 'a {
        let cells = self.cells.iter().zip(self.grid.thresholds());
        cells.scan(
            (Wealth::default(), Wealth::default()),
            move |(killed, fixed), (cell, threshold)| {
                *killed = betting::both(killed, &kills.wealth(cell));
                *fixed = betting::both(fixed, &must_fix.wealth(cell));
                let needed = kills.clean_needed(killed, delta);
                let needed = needed.max(must_fix.clean_needed(fixed, delta));
                Some(AtThreshold {
                    threshold: *threshold,
                    kills: betting::evidence(killed),
                    must_fix: betting::evidence(fixed),
                    clean_needed: needed,
                    proven: needed == 0,
                })
            },
        )
    }

    /// The laxest threshold such that it and all stricter ones are proven, by its place; those up to
    /// and with `held` have been proven before, and a proof once made stands.
    pub fn proven(
        &self,
        kills: &Bets,
        must_fix: &Bets,
        delta: f64,
        held: Option<usize>,
    ) -> Option<usize> {
        let last = self.cells.len().checked_sub(1);
        if held.is_some() && held == last {
            return held;
        }
        let mut proven = held;
        let (mut killed, mut fixed) = (Wealth::default(), Wealth::default());
        for (place, cell) in self.cells.iter().enumerate() {
            killed = betting::both(&killed, &kills.wealth(cell));
            fixed = betting::both(&fixed, &must_fix.wealth(cell));
            if held.is_some_and(|held| place <= held) {
                continue;
            }
            if !betting::proven(&killed, delta) || !betting::proven(&fixed, delta) {
                break;
            }
            proven = Some(place);
        }
        proven
    }
}
