//! Which of an agent's mailboxes a new conversation writes from. It stays there: readers and their
//! servers know a thread by its sender.

/// A mailbox that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its address.
    pub address: String,
    /// Halted by itself or with the fleet.
    pub halted: bool,
    /// Letters that it may still send today.
    pub left: u32,
    /// Letters that it may send on a whole day.
    pub cap: u32,
}

/// Chooses by a draw in [0, 1): each mailbox as often as its share of what all may still send today, so
/// that no counter has to be shared and every cap is used up alike. Where nothing is left today, by what a
/// whole day allows; where all are halted, as if none were, since a draft waits for its mailbox as well as
/// for its review.
pub fn choose(candidates: &[Candidate], draw: f64) -> Option<&str> {
    let live = candidates.iter().any(|one| !one.halted);
    let all: Vec<&Candidate> = candidates
        .iter()
        .filter(|one| !live || !one.halted)
        .collect();
    let weigh =
        |weight: fn(&Candidate) -> u32| -> Vec<u32> { all.iter().map(|one| weight(one)).collect() };
    let nothing = |weights: &[u32]| weights.iter().all(|weight| *weight == 0);
    let mut weights = weigh(|one| one.left);
    if nothing(&weights) {
        weights = weigh(|one| one.cap);
    }
    if nothing(&weights) {
        weights = weigh(|_| 1);
    }
    let total: f64 = weights.iter().copied().map(f64::from).sum();
    let aim = draw.clamp(0.0, 1.0) * total;
    let mut passed = 0.0;
    for (one, weight) in all.iter().zip(&weights) {
        passed += f64::from(*weight);
        if aim < passed {
            return Some(&one.address);
        }
    }
    // A draw of exactly one.
    all.iter()
        .zip(&weights)
        .rev()
        .find(|(_, weight)| **weight > 0)
        .map(|(one, _)| one.address.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn one(address: &str, halted: bool, left: u32, cap: u32) -> Candidate {
        Candidate {
            address: address.to_owned(),
            halted,
            left,
            cap,
        }
    }

    /// How often each is chosen by a thousand draws at equal distances.
    fn shares(candidates: &[Candidate]) -> BTreeMap<&str, u32> {
        let mut shares = BTreeMap::new();
        for step in 0..1_000u32 {
            let chosen = choose(candidates, f64::from(step) / 1_000.0).unwrap();
            *shares.entry(chosen).or_default() += 1;
        }
        shares
    }

    #[test]
    fn mailboxes_are_chosen_by_what_they_may_still_send() {
        let all = [
            one("a", false, 30, 30),
            one("b", false, 10, 30),
            one("c", false, 0, 30),
        ];
        assert_eq!(shares(&all), [("a", 750), ("b", 250)].into());
    }

    #[test]
    fn where_nothing_is_left_today_the_caps_of_a_day_decide() {
        let all = [one("a", false, 0, 30), one("b", false, 0, 10)];
        assert_eq!(shares(&all), [("a", 750), ("b", 250)].into());
    }

    #[test]
    fn a_halted_mailbox_is_chosen_only_where_all_are() {
        let all = [one("a", true, 30, 30), one("b", false, 1, 1)];
        assert_eq!(shares(&all), [("b", 1_000)].into());
        let all = [one("a", true, 30, 30), one("b", true, 30, 30)];
        assert_eq!(shares(&all), [("a", 500), ("b", 500)].into());
    }

    #[test]
    fn any_draw_chooses_if_there_is_one() {
        let all = [one("a", false, 0, 0), one("b", false, 0, 0)];
        for draw in [0.0, 0.5, 1.0, -1.0, 2.0] {
            assert!(choose(&all, draw).is_some());
        }
        assert_eq!(choose(&all, f64::NAN), None.or(choose(&all, 1.0)));
        assert_eq!(choose(&[], 0.5), None);
    }
}
