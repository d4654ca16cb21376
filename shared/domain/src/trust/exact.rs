//! Bounds for a count that is looked at once, from the exact distribution.

use statrs::function::beta::inv_beta_reg;

/// The largest share that `found` of `looked_at` leave possible at level `1 − alpha`, on one side
/// (Clopper, Pearson, *The use of confidence or fiducial limits*, Biometrika 26, 1934).
pub fn at_most(found: u32, looked_at: u32, alpha: f64) -> f64 {
    if found >= looked_at {
        return 1.0;
    }
    let clean = f64::from(looked_at - found);
    inv_beta_reg(f64::from(found) + 1.0, clean, 1.0 - alpha).clamp(0.0, 1.0)
}

/// The smallest share, likewise.
pub fn at_least(found: u32, looked_at: u32, alpha: f64) -> f64 {
    1.0 - at_most(looked_at.saturating_sub(found), looked_at, alpha)
}
