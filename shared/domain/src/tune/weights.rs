//! The weights of a rubric that the operator's verdicts on lists ask for.
//!
//! He turns leads down because they are the wrong people or firms, and the rubric had called them fit: what was met
//! in many of these and in few that he took counts for too much. So a few weights are moved, one after another, each
//! the one that puts most leads on the right side of the rubric's mark; a lead that he took and that would be lost
//! weighs twice one that he turned down and that would be shown again. It is greedy, small and can be read.
//!
//! Weights that fit yesterday's leads may be chance. So they are chosen on one half of the leads, and proposed only
//! if they are right more often on the other half as well.

use serde::Serialize;

/// Fewer leads of a kind prove nothing, in each half.
const FEWEST: usize = 5;
/// So many weights are moved at once: he has to see why.
const MOST_MOVED: usize = 3;
/// What a weight may become, in quarters of itself.
const QUARTERS: [u32; 6] = [1, 2, 3, 5, 6, 8];
/// The bounds that the playbook sets.
const BOUNDS: (u32, u32) = (1, 1_000);
/// A lead that was taken and is lost counts for so many that were turned down and are shown.
const LOST: u32 = 2;

/// A lead that the operator decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Whether each criterion was met, in the rubric's order.
    pub met: Vec<bool>,
    /// He took it; else he turned it down for what the rubric should have seen.
    pub taken: bool,
}

/// What weights do to leads that were decided on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Sorted {
    /// Leads that were turned down.
    pub rejected: u32,
    /// Of these, below the mark: never shown as fit.
    pub rejected_below: u32,
    /// Leads that were taken.
    pub taken: u32,
    /// Of these, below the mark: lost.
    pub taken_below: u32,
}

impl Sorted {
    fn loss(&self) -> u32 {
        let shown = self.rejected.saturating_sub(self.rejected_below);
        shown.saturating_add(self.taken_below.saturating_mul(LOST))
    }
}

/// Weights that the verdicts ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reweighed {
    /// What each criterion counts from then on, in the rubric's order.
    pub weights: Vec<u32>,
    /// By the weights as they are.
    pub before: Sorted,
    /// By these.
    pub after: Sorted,
}

/// 0 to 100: the share of the weights that are met, rounded, as the rubric scores.
fn score(weights: &[u32], met: &[bool]) -> u64 {
    let all: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
    let got = weights.iter().zip(met).filter(|(_, met)| **met);
    let got: u64 = got.map(|(weight, _)| u64::from(*weight)).sum();
    got.saturating_mul(100)
        .saturating_add(all / 2)
        .checked_div(all)
        .unwrap_or(100)
}

/// Sorts leads by a rubric's weights and mark.
#[must_use]
pub fn sorted<'a>(
    weights: &[u32],
    accept_at: u32,
    leads: impl IntoIterator<Item = &'a Judged>,
) -> Sorted {
    let mut sorted = Sorted::default();
    for lead in leads {
        let below = u32::from(score(weights, &lead.met) < u64::from(accept_at));
        let (all, low) = if lead.taken {
            (&mut sorted.taken, &mut sorted.taken_below)
        } else {
            (&mut sorted.rejected, &mut sorted.rejected_below)
        };
        *all = all.saturating_add(1);
        *low = low.saturating_add(below);
    }
    sorted
}

/// The weights that leads ask for, if there are enough of them and it is no chance.
#[must_use]
pub fn reweigh(weights: &[u32], accept_at: u32, leads: &[Judged]) -> Option<Reweighed> {
    if weights.len() < 2 || leads.iter().any(|lead| lead.met.len() != weights.len()) {
        return None;
    }
    // Every other lead of each kind, so that both halves hold old and new lists.
    let (mut fit, mut held): (Vec<&Judged>, Vec<&Judged>) = (Vec::new(), Vec::new());
    for taken in [true, false] {
        let kind = leads.iter().filter(|lead| lead.taken == taken);
        let (mut one, mut other) = (Vec::new(), Vec::new());
        for (at, lead) in kind.enumerate() {
            if at % 2 == 0 { &mut one } else { &mut other }.push(lead);
        }
        if other.len() < FEWEST {
            return None;
        }
        fit.extend(one);
        held.extend(other);
    }
    let loss = |weights: &[u32], leads: &[&Judged]| {
        sorted(weights, accept_at, leads.iter().copied()).loss()
    };
    let mut moved = weights.to_vec();
    for _ in 0..MOST_MOVED {
        let now = loss(&moved, &fit);
        let best = moves(weights, &moved)
            .map(|next| (loss(&next, &fit), distance(weights, &next), next))
            .min();
        // One lead is chance.
        match best {
            Some((better, _, next)) if better.saturating_add(1) < now => moved = next,
            _ => break,
        }
    }
    let holds = loss(&moved, &held) < loss(weights, &held);
    (moved != weights && holds).then(|| Reweighed {
        before: sorted(weights, accept_at, leads),
        after: sorted(&moved, accept_at, leads),
        weights: moved,
    })
}

/// Each weight that is still as it was, moved by itself.
fn moves<'a>(weights: &'a [u32], now: &'a [u32]) -> impl Iterator<Item = Vec<u32>> + 'a {
    let still = weights.iter().zip(now).enumerate();
    let still = still.filter(|(_, (was, is))| was == is);
    still.flat_map(move |(at, (was, _))| {
        QUARTERS.into_iter().filter_map(move |quarters| {
            let (least, most) = BOUNDS;
            let to = was.saturating_mul(quarters).div_ceil(4).clamp(least, most);
            let mut next = now.to_vec();
            *next.get_mut(at)? = to;
            (to != *was).then_some(next)
        })
    })
}

/// How far the weights were moved: of two that do as well the smaller step is taken.
fn distance(from: &[u32], to: &[u32]) -> u32 {
    let steps = from.iter().zip(to).map(|(from, to)| from.abs_diff(*to));
    steps.fold(0, u32::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Title 30, size 20, docks 25, trade 15, note 10: as the starter's, fit from 70.
    const WEIGHTS: [u32; 5] = [30, 20, 25, 15, 10];

    fn leads(count: usize, met: [bool; 5], taken: bool) -> Vec<Judged> {
        let lead = Judged {
            met: met.to_vec(),
            taken,
        };
        vec![lead; count]
    }

    #[test]
    fn what_is_met_in_what_was_turned_down_counts_for_less() {
        // Right title and size, no docks, right trade and a note: 75. He turns them down.
        let mut all = leads(14, [true, true, false, true, true], false);
        // Title, size and docks: 75. He takes them.
        all.extend(leads(16, [true, true, true, false, false], true));
        let found = reweigh(&WEIGHTS, 70, &all).unwrap();
        assert_eq!(
            found.before,
            Sorted {
                rejected: 14,
                rejected_below: 0,
                taken: 16,
                taken_below: 0
            }
        );
        assert_eq!(
            (found.after.rejected_below, found.after.taken_below),
            (14, 0)
        );
        let moved = WEIGHTS
            .iter()
            .zip(&found.weights)
            .filter(|(was, is)| was != is);
        assert_eq!(moved.count(), 1, "{:?}", found.weights);
    }

    #[test]
    fn a_lead_that_would_be_lost_weighs_more_than_one_that_is_shown_again() {
        // The same leads are taken and turned down: no weights can tell them apart.
        let mut all = leads(14, [true, true, false, true, true], false);
        all.extend(leads(14, [true, true, false, true, true], true));
        assert_eq!(reweigh(&WEIGHTS, 70, &all), None);
    }

    #[test]
    fn few_leads_or_chance_prove_nothing() {
        let mut few = leads(8, [true, true, false, true, true], false);
        few.extend(leads(16, [true, true, true, false, false], true));
        assert_eq!(reweigh(&WEIGHTS, 70, &few), None, "4 in a half");
        // What one half asks for does not hold in the other.
        let mut chance = Vec::new();
        for at in 0..24 {
            let met = if at % 2 == 0 {
                [true, true, false, true, true]
            } else {
                [true, true, true, false, false]
            };
            chance.extend(leads(1, met, false));
            chance.extend(leads(1, met.map(|met| !met || at % 3 == 0), true));
        }
        let found = reweigh(&WEIGHTS, 70, &chance);
        assert!(found.is_none_or(|found| found.after.loss() < found.before.loss()));
        assert_eq!(reweigh(&[1], 70, &few), None);
        assert_eq!(reweigh(&WEIGHTS[..4], 70, &few), None);
    }
}
