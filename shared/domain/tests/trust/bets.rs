//! The bets, computed to the end instead of sampled.

use crate::given::{judged, rules, share, waiting};
use domain::trust::betting::{Bets, evidence, proven};
use domain::trust::{Fault, Label, Limit, Look, Outcome, Propensity, Tally};

/// The chance that the next message is bad, and with which chance it is looked at, by what was seen.
type World = fn(seen: &[Seen]) -> (f64, Propensity);

#[derive(Clone, Copy, PartialEq)]
enum Seen {
    Nothing,
    Good,
    Bad,
}

fn seen(number: u32, propensity: Propensity, seen: Seen) -> Label {
    let first = Label {
        propensity,
        ..waiting(number, "ann")
    };
    match seen {
        Seen::Nothing => Label {
            look: Look::Passed,
            ..first
        },
        Seen::Good => judged(&first, Outcome::Approved),
        Seen::Bad => judged(&first, Outcome::Killed),
    }
}

/// The expected wealth after some more messages, over all that can happen.
fn expected(bets: &Bets, world: World, past: &mut Vec<Seen>, tally: &mut Tally, more: u32) -> f64 {
    if more == 0 {
        return evidence(&bets.wealth(tally)).exp();
    }
    let (bad, propensity) = world(past);
    let looked = propensity.share();
    let ways = [
        (Seen::Nothing, 1.0 - looked),
        (Seen::Good, looked * (1.0 - bad)),
        (Seen::Bad, looked * bad),
    ];
    let mut sum = 0.0;
    for (what, chance) in ways {
        if chance == 0.0 {
            continue;
        }
        let label = seen(more, propensity, what);
        past.push(what);
        tally.add(&label);
        sum += chance * expected(bets, world, past, tally, more - 1);
        tally.remove(&label);
        past.pop();
    }
    sum
}

#[track_caller]
fn expect(limit: f64, world: World) -> f64 {
    let bets = Bets::new(Limit::new(limit).unwrap(), Fault::Kill);
    expected(&bets, world, &mut Vec::new(), &mut Tally::default(), 8)
}

#[test]
fn at_the_limit_the_wealth_is_expected_to_stay_whatever_the_propensities_do() {
    let certain: World = |_| (0.05, Propensity::CERTAIN);
    let rare: World = |_| (0.05, share(50));
    let mixed: World = |past| (0.05, share(if past.len() % 2 == 0 { 50 } else { 400 }));
    let by_the_past: World = |past| {
        let bad = past.iter().filter(|seen| **seen == Seen::Bad).count();
        (0.05, share(if bad > 0 { 1000 } else { 120 }))
    };
    for world in [certain, rare, mixed, by_the_past] {
        let wealth = expect(0.05, world);
        assert!((wealth - 1.0).abs() < 1e-12, "{wealth}");
    }
}

#[test]
fn over_the_limit_it_is_expected_to_fall_however_messages_depend_on_each_other() {
    // An operator who is stricter after a kill, and agents that get worse while nobody looks.
    let stricter: World = |past| {
        let after_kill = past.last() == Some(&Seen::Bad);
        (if after_kill { 0.5 } else { 0.05 }, share(300))
    };
    let unwatched: World = |past| {
        let unseen = past.iter().rev().take_while(|seen| **seen == Seen::Nothing);
        let bad = if unseen.count() > 2 { 0.4 } else { 0.05 };
        (bad, share(100))
    };
    for world in [stricter, unwatched] {
        assert!(expect(0.05, world) < 1.0 - 1e-6);
    }
    let below: World = |_| (0.01, Propensity::CERTAIN);
    assert!(expect(0.05, below) > 1.0 + 1e-6, "below it, it grows");
}

/// The chance that certain messages at a rate prove the limit within so many, and how many it takes
/// half of the time.
pub(crate) fn ever_proven(limit: f64, rate: f64, messages: u32) -> (f64, Option<u32>) {
    let bets = Bets::new(Limit::new(limit).unwrap(), Fault::Kill);
    let tally = |clean: u32, bad: u32| {
        let mut tally = Tally::default();
        let good = seen(0, Propensity::CERTAIN, Seen::Good);
        (0..clean).for_each(|_| tally.add(&good));
        let kill = seen(0, Propensity::CERTAIN, Seen::Bad);
        (0..bad).for_each(|_| tally.add(&kill));
        bets.wealth(&tally)
    };
    // What a good or a bad one adds is the same wherever it stands.
    let (one_good, one_bad) = (tally(1, 0), tally(0, 1));
    let is_proven = |clean: usize, bad: usize| {
        let (clean, bad) = (u32::try_from(clean).unwrap(), u32::try_from(bad).unwrap());
        let mut wealth = one_good;
        for ((wealth, good), bad_one) in wealth.iter_mut().zip(one_good).zip(one_bad) {
            *wealth = f64::from(clean) * good + f64::from(bad) * bad_one;
        }
        proven(&wealth, 0.05)
    };
    let (mut open, mut done, mut half) = (vec![1.0], 0.0, None);
    for number in 1..=usize::try_from(messages).unwrap() {
        let mut next = vec![0.0; open.len() + 1];
        for (bad, chance) in open.iter().enumerate() {
            next[bad] += chance * (1.0 - rate);
            next[bad + 1] += chance * rate;
        }
        for (bad, chance) in next.iter_mut().enumerate() {
            if *chance > 0.0 && is_proven(number - bad.min(number), bad) {
                done += *chance;
                *chance = 0.0;
            }
        }
        while next.last().is_some_and(|chance| *chance < 1e-15) {
            next.pop();
        }
        open = next;
        if half.is_none() && done >= 0.5 {
            half = Some(u32::try_from(number).unwrap());
        }
    }
    (done, half)
}

#[test]
fn at_the_limit_a_proof_within_two_thousand_messages_is_rarer_than_one_in_twenty() {
    for limit in [0.03, 0.05] {
        let (wrongly, _) = ever_proven(limit, limit, 2000);
        assert!(wrongly < 0.0375, "{limit}: {wrongly}");
        assert!(
            wrongly > 0.02,
            "{limit}: {wrongly} would be needlessly weak"
        );
    }
}

#[test]
fn half_of_all_classes_are_proven_after_so_many_verdicts() {
    for (limit, rate, most) in [
        (0.05, 0.0, 90),
        (0.05, 0.01, 140),
        (0.03, 0.0, 150),
        (0.03, 0.01, 300),
    ] {
        let (_, half) = ever_proven(limit, rate, most);
        assert!(half.is_some(), "{limit} at {rate} takes more than {most}");
    }
}

#[test]
fn what_is_needed_is_what_it_takes() {
    let rules = rules(0.05);
    let mut tally = Tally::default();
    let needed = |tally: &Tally| rules.kills.clean_needed(&rules.kills.wealth(tally), 0.05);
    tally.add(&seen(0, Propensity::CERTAIN, Seen::Bad));
    let first = needed(&tally);
    assert!(first > 81, "{first}");
    for number in 0..first {
        assert_eq!(needed(&tally), first - number);
        tally.add(&seen(number, Propensity::CERTAIN, Seen::Good));
    }
    assert_eq!(needed(&tally), 0);
    assert_eq!(needed(&Tally::default()), 81);
}
