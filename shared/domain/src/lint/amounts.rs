//! The numbers of a card, and what plain arithmetic makes of them.
//!
//! A number alone proves little: with ten numbers on a card, sums and products reach most small ones.
//! So a share is only backed by a share or by two amounts of one kind, a span of time by a span of
//! time, a price by a price, and sums and differences stay within one fact.

use std::collections::BTreeSet;

use super::quantity::{DAY, HOUR, Kind, MONTH, Quantity, WEEK, YEAR};

/// A number that a fact states.
#[derive(Debug, Clone, Copy)]
struct Stated {
    /// In thousandths.
    value: i64,
    kind: Kind,
    fact: usize,
}

impl Stated {
    fn size(self) -> i128 {
        i128::from(self.value) * i128::from(self.kind.unit())
    }
}

/// All numbers of a card.
#[derive(Debug, Clone, Default)]
pub(super) struct Amounts {
    stated: Vec<Stated>,
    /// Years, days, numbers of norms and of our own messages: known as they stand, and not to count with.
    labels: BTreeSet<i64>,
    year: i64,
}

/// More numbers than this are not combined.
const COMBINED_MAX: usize = 48;
/// Larger numbers (a hundred billion) are not counted with, so that no product overflows.
const VALUE_MAX: i64 = 100_000_000_000_000;

fn near(one: i128, other: i128, permille: i128) -> bool {
    let (one, other) = (one.abs(), other.abs());
    (one - other).abs() * 1_000 <= permille * one.max(other)
}

impl Amounts {
    /// An empty card, judged in `year`.
    pub(super) fn new(year: i64) -> Self {
        Amounts {
            year,
            ..Amounts::default()
        }
    }

    /// Takes a number that fact number `fact` states.
    pub(super) fn state(&mut self, values: &[i64], kind: Kind, fact: usize) {
        for value in values {
            if self.stated.len() < COMBINED_MAX && *value <= VALUE_MAX {
                self.stated.push(Stated {
                    value: *value,
                    kind,
                    fact,
                });
            }
        }
    }

    /// Takes a number that names something.
    pub(super) fn label(&mut self, value: i64) {
        if value > VALUE_MAX {
            return;
        }
        self.labels.insert(value);
        let year = self.year * 1_000;
        if (1_800_000..year).contains(&value) {
            self.labels.insert(year - value);
        }
    }

    /// Whether a claimed number stands on the card or follows from it. `beside` are the other numbers
    /// of the sentence, which a product may use: "three blades each make 42".
    pub(super) fn support(&self, claim: &Quantity, beside: &[i64]) -> bool {
        // "A hundred percent" is a word for "all".
        if claim.kind == Kind::Share && claim.number.values.contains(&100_000) {
            return true;
        }
        let values = claim.number.values.iter();
        values.filter(|value| **value <= VALUE_MAX).any(|value| {
            let claimed = Stated {
                value: *value,
                kind: claim.kind,
                fact: usize::MAX,
            };
            self.states(claimed, claim.about)
                || self.follows(claimed, claim.about)
                || self.recurs(claimed)
                || (claim.rate && self.per_period(claimed, claim.about))
                || self.multiplies(claimed, claim.about, beside)
        })
    }

    /// Stated as it is, in another unit, or rounded.
    fn states(&self, claim: Stated, about: bool) -> bool {
        let labelled =
            self.labels.contains(&claim.value) && !matches!(claim.kind, Kind::Share | Kind::Money);
        // "Nearly fifty years" since 1978.
        let years = about
            && claim.kind == Kind::Time(YEAR)
            && self.labels.iter().any(|label| {
                (2_000..1_000_000).contains(label)
                    && near(i128::from(*label), i128::from(claim.value), 100)
            });
        labelled
            || years
            || self.stated.iter().any(|stated| {
                let family = stated.kind.family() == claim.kind.family();
                if family && claim.kind == Kind::Share {
                    let rounded = if about { 5_000 } else { 0 };
                    return (stated.value - claim.value).abs() <= rounded;
                }
                if family {
                    let loose = match (about, stated.kind == claim.kind) {
                        (true, _) => 100,
                        (false, true) => 0,
                        // "Three months" for a quarter of 91 days, 16 feet for 5 metres.
                        (false, false) => 40,
                    };
                    return near(stated.size(), claim.size(), loose);
                }
                let loose = stated.kind == Kind::Bare || claim.kind == Kind::Bare;
                let share = claim.kind == Kind::Share;
                loose
                    && !share
                    && near(
                        i128::from(stated.value),
                        i128::from(claim.value),
                        if about { 100 } else { 0 },
                    )
            })
    }

    /// Follows from one or two numbers.
    fn follows(&self, claim: Stated, about: bool) -> bool {
        let loose = if about { 100 } else { 15 };
        if claim.kind == Kind::Share {
            return self.follows_as_share(claim, about);
        }
        let pairs = self.stated.iter().flat_map(|one| {
            self.stated
                .iter()
                .filter(move |other| !std::ptr::eq(*other, one))
                .map(move |other| (*one, *other))
        });
        for (one, other) in pairs {
            let same = one.kind.family() == other.kind.family();
            let fits = |kind: Kind| {
                kind.family() == claim.kind.family()
                    || (claim.kind == Kind::Bare && kind != Kind::Share)
            };
            if same && one.fact == other.fact && fits(one.kind) && one.kind != Kind::Share {
                let unit = if claim.kind == Kind::Bare {
                    i128::from(one.kind.unit())
                } else {
                    i128::from(claim.kind.unit())
                };
                let claimed = i128::from(claim.value) * unit;
                let exact = one.kind == Kind::Bare && !about;
                let least = if exact { 0 } else { loose };
                if near((one.size() - other.size()).abs(), claimed, least)
                    || near(one.size() + other.size(), claimed, least)
                {
                    return true;
                }
            }
            // From 38 % to 50 % is twelve points.
            if one.kind == Kind::Share
                && other.kind == Kind::Share
                && one.fact == other.fact
                && claim.kind == Kind::Bare
                && (one.value - other.value).abs() == claim.value
            {
                return true;
            }
            // A sum of things over two facts: five sites here and three there.
            if same
                && one.kind == Kind::Bare
                && claim.kind == Kind::Bare
                && one.value.saturating_add(other.value) == claim.value
            {
                return true;
            }
            if one.kind == Kind::Share && other.kind != Kind::Share && fits(other.kind) {
                let part = i128::from(one.value) * other.size() / 100_000;
                if near(part, claim.size(), loose) {
                    return true;
                }
            }
            let counts = one.kind == Kind::Bare && fits(other.kind);
            if counts {
                let product = i128::from(one.value) * other.size() / 1_000;
                if near(product, claim.size(), loose) {
                    return true;
                }
            }
            // 540 rows on 36 hectares are fifteen a hectare: a unit may divide things too.
            let bare = claim.kind == Kind::Bare && other.kind == Kind::Bare;
            let divides = counts || (bare && one.kind != Kind::Share);
            if divides && other.value != 0 && one.value != 0 {
                let quotient = other.size() * 1_000 / i128::from(one.value);
                let even = other.kind != Kind::Bare || other.value % one.value == 0;
                if (about || even) && near(quotient, claim.size(), loose) {
                    return true;
                }
            }
            // Debtors of 3.1 million on sales of 19.4 make 58 days.
            if one.kind == Kind::Money
                && other.kind == Kind::Money
                && one.fact == other.fact
                && one.value < other.value
                && matches!(claim.kind, Kind::Time(_))
            {
                let days = i128::from(one.value) * 365_000 / i128::from(other.value);
                if near(days * i128::from(DAY), claim.size(), loose.max(20)) {
                    return true;
                }
            }
        }
        false
    }

    fn follows_as_share(&self, claim: Stated, about: bool) -> bool {
        let rounded = if about { 5_000 } else { 1_000 };
        let fits = |share: i64| (share - claim.value).abs() <= rounded;
        self.stated.iter().any(|one| {
            (one.kind == Kind::Share && (100_000 - one.value - claim.value).abs() <= rounded.min(1_000))
                // One in twenty is five percent.
                || self.stated.iter().any(|other| {
                    one.fact == other.fact
                        && one.kind.family() == other.kind.family()
                        && one.value != 0
                        && other.value != 0
                        && !std::ptr::eq(one, other)
                        && {
                            let ratio = i64::try_from(one.size() * 100_000 / other.size())
                                .unwrap_or(i64::MAX / 4);
                            (ratio <= 100_000 && one.kind != Kind::Share && fits(ratio))
                                || fits((100_000 - ratio).abs())
                        }
                })
        })
    }

    /// "Every ten minutes" is six times an hour.
    fn recurs(&self, claim: Stated) -> bool {
        let spans = [HOUR, DAY, WEEK, MONTH, YEAR];
        claim.kind == Kind::Bare
            && self.stated.iter().any(|stated| {
                matches!(stated.kind, Kind::Time(_))
                    && stated.size() > 0
                    && spans.iter().any(|span| {
                        let times = i128::from(*span) * 1_000_000 / stated.size();
                        times >= 2_000 && near(times, i128::from(claim.value), 20)
                    })
            })
    }

    /// A rate told by another period: 25 a month are 300 a year.
    fn per_period(&self, claim: Stated, about: bool) -> bool {
        let loose = if about { 100 } else { 15 };
        self.stated.iter().any(|stated| {
            let kinds = (stated.kind.family() == claim.kind.family() || claim.kind == Kind::Bare)
                && claim.kind != Kind::Share;
            kinds
                && [4_i128, 5, 7, 12, 24, 52, 60, 250, 365]
                    .iter()
                    .any(|factor| {
                        near(stated.size() * factor, claim.size(), loose)
                            || near(stated.size(), claim.size() * factor, loose)
                    })
        })
    }

    /// A span of time that a fact states, in minutes.
    pub(super) fn has_span(&self, minutes: i64) -> bool {
        self.stated.iter().any(|stated| {
            matches!(stated.kind, Kind::Time(_))
                && near(stated.size() / 1_000, i128::from(minutes), 50)
        })
    }

    /// The product of a number on the card and one that stands beside the claim.
    fn multiplies(&self, claim: Stated, about: bool, beside: &[i64]) -> bool {
        let loose = if about { 100 } else { 15 };
        let constant = [2_000, 7_000, 12_000, 24_000, 52_000, 60_000, 365_000];
        self.stated
            .iter()
            .filter(|stated| {
                stated.kind != Kind::Share
                    && claim.kind != Kind::Share
                    && (stated.kind.family() == claim.kind.family() || stated.kind == Kind::Bare)
            })
            .any(|stated| {
                beside
                    .iter()
                    .filter(|other| **other != claim.value && **other > 1_000)
                    .any(|other| {
                        let product = stated.size() * i128::from(*other) / 1_000;
                        near(product, claim.size(), loose)
                    })
                    || constant.iter().any(|factor| {
                        let product = stated.size() * i128::from(*factor) / 1_000;
                        let bare = claim.kind == Kind::Bare;
                        bare && claim.value >= 20_000 && near(product, claim.size(), 0)
                    })
            })
    }

    /// A share in percent that is told in words: a third, half.
    pub(super) fn support_share(&self, percent: i64) -> bool {
        let claim = Stated {
            value: percent * 1_000,
            kind: Kind::Share,
            fact: usize::MAX,
        };
        self.states(claim, true) || self.follows_as_share(claim, true)
    }
}

#[cfg(test)]
mod tests {
    use super::super::quantity::find;
    use super::super::text::Text;
    use super::*;

    fn card(facts: &[&str]) -> Amounts {
        let mut amounts = Amounts::new(2026);
        for (index, fact) in facts.iter().enumerate() {
            for quantity in find(&Text::new(fact).tokens, 0, &["en"]) {
                amounts.state(&quantity.number.values, quantity.kind, index);
            }
        }
        amounts
    }

    #[track_caller]
    fn check(facts: &[&str], claim: &str, expected: bool) {
        let text = Text::new(claim);
        let claims = find(&text.tokens, 0, &["en"]);
        let beside: Vec<i64> = claims
            .iter()
            .flat_map(|claim| claim.number.values.clone())
            .collect();
        let amounts = card(facts);
        let all = claims.iter().all(|claim| amounts.support(claim, &beside));
        assert_eq!(all, expected, "{facts:?}: {claim}");
    }

    #[test]
    fn a_number_is_backed_by_its_kind_only() {
        let wait = ["Waiting at 23 yards fell from 74 to 41 minutes."];
        check(&wait, "it fell by 33 minutes", true);
        check(&wait, "it fell by more than 40 %", true);
        check(&wait, "it fell by 45 %", true);
        check(&wait, "it fell to 19 minutes", false);
        check(&wait, "it fell by 23 %", false);
        check(&wait, "it costs 23 euros", true);
        check(&["The trial takes 30 days."], "cut by 30 %", false);
        check(&["The trial takes 30 days."], "30 euros", false);
    }

    #[test]
    fn units_and_rounding_are_plain_arithmetic() {
        check(&["A stop of 36 hours."], "a stop of 1.5 days", true);
        check(&["Within five metres."], "about 16 feet", true);
        check(&["The band moves 1.2 t."], "1,200 kg", true);
        check(&["Sites: 1,964 in all."], "nearly 2,000 sites", true);
        check(&["Sites: 1,964 in all."], "2,400 sites", false);
        check(&["90 per cent of leaks"], "nine leaks out of ten", true);
        check(&["90 per cent of leaks"], "seven out of ten", false);
        check(&["180 trucks at six gates"], "30 at each gate", true);
    }
}
