//! Where random bytes come from.

/// Random bytes for ids, tokens and draws. Seeded in the simulation.
pub trait Entropy: Send + Sync {
    /// Sixteen bytes nobody can predict (in the simulation: that the seed decides).
    fn bytes(&self) -> [u8; 16];
}
