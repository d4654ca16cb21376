//! Two shares, before and after, and whether their difference is more than chance.
//!
//! Source: Newcombe, *Interval estimation for the difference between independent proportions: comparison
//! of eleven methods*, Statistics in Medicine 17 (1998), method 10: Wilson's intervals of both, combined.

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Those that are meant.
    pub found: u32,
    /// All.
    pub of: u32,
}

/// A difference with its bounds at 95 %: after minus before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The estimate.
    pub estimate: f64,
    /// Not less.
    pub low: f64,
    /// Not more.
    pub high: f64,
}

impl Difference {
    /// It is not mere chance that they differ.
    pub fn is_clear(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// The quantile of the normal distribution for 95 % on both sides.
const Z: f64 = 1.959_963_984_540_054;
/// Beyond so many more nobody waits.
const MOST_MORE: u32 = 10_000;

impl Share {
    /// The estimate; nothing is known of nothing.
    pub fn rate(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.found) / f64::from(self.of))
    }

    /// Wilson's interval.
    fn wilson(self) -> Option<(f64, f64)> {
        let (rate, all) = (self.rate()?, f64::from(self.of));
        let square = Z * Z;
        let middle = rate + square / (2.0 * all);
        let half = Z * libm::sqrt(rate * (1.0 - rate) / all + square / (4.0 * all * all));
        let scale = 1.0 + square / all;
        Some(((middle - half) / scale, (middle + half) / scale))
    }
}

/// After minus before; nothing where one of them has nothing.
pub fn difference(before: Share, after: Share) -> Option<Difference> {
    let (old, new) = (before.rate()?, after.rate()?);
    let ((old_low, old_high), (new_low, new_high)) = (before.wilson()?, after.wilson()?);
    let estimate = new - old;
    let apart = |one: f64, other: f64| libm::sqrt(one * one + other * other);
    Some(Difference {
        estimate,
        low: estimate - apart(new - new_low, old_high - old),
        high: estimate + apart(new_high - new, old - old_low),
    })
}

/// How many more are needed after, if both rates stay as they are, until the difference is clear; nothing
/// where ten thousand would not do.
pub fn more_needed(before: Share, after: Share) -> Option<u32> {
    after.rate()?;
    let is_clear = |more: u32| {
        let of = after.of.saturating_add(more);
        let scaled = u64::from(after.found) * u64::from(of) + u64::from(after.of) / 2;
        let found = u32::try_from(scaled / u64::from(after.of)).unwrap_or(of);
        difference(before, Share { found, of }).is_some_and(|difference| difference.is_clear())
    };
    let mut more = 1_u32;
    while more <= MOST_MORE {
        if is_clear(more) {
            // Between this and the last one that did not do.
            let (mut low, mut high) = (more / 2, more);
            while high.saturating_sub(low) > 1 {
                let middle = low.midpoint(high);
                if is_clear(middle) {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            return Some(high);
        }
        more = more.saturating_mul(2);
    }
    None
}
