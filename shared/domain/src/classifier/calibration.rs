//! Makes a chance of what the regression says, from what it said before each verdict.

use super::chance;
use serde::{Deserialize, Serialize};

/// Logits are counted in bins this wide.
const WIDTH: f64 = 0.25;
/// Bins on each side of nought; what is further out is in the last one.
const SIDE: u8 = 24;
/// Steps of the fit, at most; it takes a handful.
const STEPS: u8 = 50;
/// A step this small is none.
const SETTLED: f64 = 1e-10;

/// Verdicts by what was said before them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Calibration {
    /// Fit and bad ones for each bin, from the surest to be fit on.
    bins: Vec<(u32, u32)>,
}

/// Turns a logit into a calibrated one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Line {
    pub(super) slope: f64,
    pub(super) offset: f64,
}

fn middles() -> impl Iterator<Item = f64> {
    (-i16::from(SIDE)..i16::from(SIDE)).map(|bin| (f64::from(bin) + 0.5) * WIDTH)
}

impl Calibration {
    pub(super) fn add(&mut self, logit: f64, bad: bool, weight: u32) {
        self.bins.resize(usize::from(SIDE) * 2, (0, 0));
        let edges = middles().map(|middle| middle + WIDTH / 2.0);
        let last = self.bins.len().saturating_sub(1);
        let bin = edges.take_while(|edge| *edge <= logit).count().min(last);
        if let Some((fit, unfit)) = self.bins.get_mut(bin) {
            let count = if bad { unfit } else { fit };
            *count = count.saturating_add(weight);
        }
    }

    /// Platt's line through the bins, by Newton's method with halved steps where a whole one doesn't help.
    /// Targets are drawn in by one verdict of each kind, so few verdicts never say "certain".
    pub(super) fn fit(&self) -> Line {
        let sum = |of: fn(&(u32, u32)) -> u32| self.bins.iter().map(|bin| f64::from(of(bin))).sum();
        let (fit, bad): (f64, f64) = (sum(|bin| bin.0), sum(|bin| bin.1));
        let (high, low) = ((bad + 1.0) / (bad + 2.0), 1.0 / (fit + 2.0));
        let points: Vec<Point> = middles()
            .zip(&self.bins)
            .flat_map(|(logit, (fit, bad))| {
                let point = |count: u32, target| Point {
                    logit,
                    count: f64::from(count),
                    target,
                };
                [point(*fit, low), point(*bad, high)]
            })
            .filter(|point| point.count > 0.0)
            .collect();
        let prior = libm::log((bad + 1.0) / (fit + 1.0));
        let mut line = Line {
            slope: 0.0,
            offset: prior,
        };
        for _ in 0..STEPS {
            let Some(next) = newton(&points, line) else {
                break;
            };
            let moved = (next.slope - line.slope).abs() + (next.offset - line.offset).abs();
            line = next;
            if moved < SETTLED {
                break;
            }
        }
        if line.slope > 0.0 && line.slope.is_finite() && line.offset.is_finite() {
            line
        } else {
            // What tells good from bad the wrong way round tells nothing: all drafts are alike.
            Line {
                slope: 0.0,
                offset: prior,
            }
        }
    }
}

struct Point {
    logit: f64,
    count: f64,
    target: f64,
}

fn loss(points: &[Point], line: Line) -> f64 {
    let one = |point: &Point| {
        let logit = line.slope * point.logit + line.offset;
        // log(1 + e^x) without overflow.
        let soft = logit.max(0.0) + libm::log1p(libm::exp(-logit.abs()));
        point.count * (soft - point.target * logit)
    };
    points.iter().map(one).sum()
}

fn newton(points: &[Point], line: Line) -> Option<Line> {
    // A little curvature of its own, where there is a single bin.
    let (mut aa, mut ab, mut bb) = (1e-6, 0.0, 1e-6);
    let (mut ga, mut gb) = (0.0, 0.0);
    for point in points {
        let p = chance(line.slope * point.logit + line.offset);
        let error = point.count * (p - point.target);
        let curve = point.count * p * (1.0 - p);
        ga += error * point.logit;
        gb += error;
        aa += curve * point.logit * point.logit;
        ab += curve * point.logit;
        bb += curve;
    }
    let determinant = aa * bb - ab * ab;
    let (da, db) = (
        (bb * ga - ab * gb) / determinant,
        (aa * gb - ab * ga) / determinant,
    );
    let now = loss(points, line);
    let mut part = 1.0;
    for _ in 0..STEPS {
        let next = Line {
            slope: line.slope - part * da,
            offset: line.offset - part * db,
        };
        if loss(points, next) < now {
            return Some(next);
        }
        part /= 2.0;
    }
    None
}
