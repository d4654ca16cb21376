//! What an operator's weeks told, and which promises they broke.

use super::OperatorOptions;
use domain::attention::Budget;
use domain::planted::Misses;
use domain::trust::Limit;
use serde::Serialize;

/// Budgets and targets are to be met from this week on: before, everything is reviewed.
pub(super) const FROM_WEEK: u32 = 5;
/// Minutes by which a day may be longer than its budget: what was begun is ended, and answers come when they come.
const LAST_LOOK: f64 = 1.0;
/// The part of the weekly targets that has to be sent.
const ENOUGH_SENT: f64 = 0.9;

/// The mean and the largest.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Spread {
    /// Mean.
    pub mean: f64,
    /// Largest.
    pub most: f64,
}

impl Spread {
    pub(super) fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let (mut sum, mut count, mut most) = (0.0, 0.0, 0.0_f64);
        for value in values {
            sum += value;
            count += 1.0;
            most = most.max(value);
        }
        Self {
            mean: if count > 0.0 { sum / count } else { 0.0 },
            most,
        }
    }
}

/// One week.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OperatorWeek {
    /// From 1.
    pub week: u32,
    /// Minutes a day that the queue asked, reviews of new agents aside.
    pub minutes_a_day: Spread,
    /// Minutes a day of all looks, tuning rounds aside.
    pub all_minutes_a_day: Spread,
    /// Minutes that each agent asked in the week, its tuning round included.
    pub minutes_per_agent: Spread,
    /// Cards of drafts that were looked at.
    pub cards: u32,
    /// Of these, killed.
    pub killed: u32,
    /// Letters that left.
    pub letters: u32,
    /// Letters that were to leave.
    pub target: u32,
    /// Cards that policy cleared without a look.
    pub cleared: u32,
    /// Classes with a live certificate at its end.
    pub certified: u32,
    /// Drafts that were not begun for want of the operator's time.
    pub put_off: u32,
    /// Cards that wait over the weekend, because the minutes of Friday were over.
    pub left: u32,
    /// Tuning pushes.
    pub pushes: u32,
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OperatorReport {
    /// Decides everything.
    pub seed: u64,
    /// Each week.
    pub weeks: Vec<OperatorWeek>,
    /// Cards that went out.
    pub sent: u32,
    /// Of these, truly bad.
    pub bad_sent: u32,
    /// Cards that went out by policy, unseen.
    pub sent_unseen: u32,
    /// Of these, truly bad.
    pub bad_sent_unseen: u32,
    /// The limit on kills.
    pub limit: f64,
    /// Planted cards that were answered.
    pub planted: u32,
    /// Of these, missed.
    pub missed: u32,
    /// The share that was missed; null of nothing.
    pub miss_rate: Option<f64>,
    /// Surely not less and not more.
    pub miss_bounds: (f64, f64),
    /// What the certificate's page says of it.
    pub trusted: bool,
    /// The same in words.
    pub words: Vec<String>,
    /// The promises that were broken, in words; none: all of them held.
    pub broken: Vec<String>,
}

/// What is left of the run when its weeks are over.
pub(super) struct Ended {
    pub(super) weeks: Vec<OperatorWeek>,
    pub(super) sent: u32,
    pub(super) bad_sent: u32,
    pub(super) sent_unseen: u32,
    pub(super) bad_sent_unseen: u32,
    pub(super) misses: Misses,
}

impl OperatorReport {
    pub(super) fn of(options: &OperatorOptions, ended: Ended) -> Self {
        let limit = Limit::KILLS;
        let misses = ended.misses;
        let mut report = Self {
            seed: options.seed,
            weeks: ended.weeks,
            sent: ended.sent,
            bad_sent: ended.bad_sent,
            sent_unseen: ended.sent_unseen,
            bad_sent_unseen: ended.bad_sent_unseen,
            limit: limit.share(),
            planted: misses.planted,
            missed: misses.missed,
            miss_rate: misses.estimate(),
            miss_bounds: misses.bounds(),
            trusted: misses.is_trusted(),
            words: misses.words(limit),
            broken: Vec::new(),
        };
        report.broken = report.breaks(options);
        report
    }

    fn breaks(&self, options: &OperatorOptions) -> Vec<String> {
        let budget = Budget::default();
        let minutes = |seconds: u64| f64::from(u32::try_from(seconds / 60).unwrap_or(u32::MAX));
        let (day, agent) = (minutes(budget.day), minutes(budget.week));
        let mut broken = Vec::new();
        for one in self.weeks.iter().filter(|one| one.week >= FROM_WEEK) {
            let week = one.week;
            if one.minutes_a_day.mean > day {
                broken.push(format!(
                    "week {week}: the queue asked {:.1} minutes a day of {day:.0}",
                    one.minutes_a_day.mean
                ));
            }
            if one.minutes_a_day.most > day + LAST_LOOK {
                broken.push(format!(
                    "week {week}: the queue asked {:.1} minutes of {day:.0} on its longest day",
                    one.minutes_a_day.most
                ));
            }
            if one.minutes_per_agent.most > agent {
                broken.push(format!(
                    "week {week}: an agent asked {:.1} minutes of {agent:.0}",
                    one.minutes_per_agent.most
                ));
            }
            if one.pushes == 0 {
                broken.push(format!("week {week}: nothing was tuned"));
            }
        }
        let later = || self.weeks.iter().filter(|one| one.week >= FROM_WEEK);
        let letters: u32 = later().map(|one| one.letters).sum();
        let target: u32 = later().map(|one| one.target).sum();
        let sent = f64::from(letters) / f64::from(target.max(1));
        if target > 0 && sent < ENOUGH_SENT {
            broken.push(format!(
                "{:.1} % of the weekly targets were sent from week {FROM_WEEK} on",
                sent * 100.0
            ));
        }
        for (what, bad, all) in [
            ("what went out", self.bad_sent, self.sent),
            (
                "what went out unseen",
                self.bad_sent_unseen,
                self.sent_unseen,
            ),
        ] {
            let share = f64::from(bad) / f64::from(all.max(1));
            if share >= self.limit {
                broken.push(format!("{:.2} % of {what} was to be killed", share * 100.0));
            }
        }
        // A quarter of what is bad is far over what anybody may miss, and a twentieth far under it.
        if options.misses >= 0.25 && self.trusted {
            broken.push("the page trusts somebody who misses too much".to_owned());
        }
        if options.misses <= 0.05 && !self.trusted {
            broken.push("the page distrusts somebody who misses little".to_owned());
        }
        broken
    }
}
