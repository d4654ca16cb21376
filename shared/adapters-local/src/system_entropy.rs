//! The operating system's random numbers.

use ports::Entropy;

/// [`Entropy`] of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl SystemEntropy {
    /// The operating system's random numbers.
    pub fn new() -> Self {
        Self
    }
}

impl Entropy for SystemEntropy {
    /// # Panics
    /// If the operating system has no random numbers. Tokens that can be guessed would be worse.
    fn bytes(&self) -> [u8; 16] {
        let mut bytes = [0; 16];
        match getrandom::fill(&mut bytes) {
            Ok(()) => bytes,
            Err(error) => panic!("the operating system gives no random numbers: {error}"),
        }
    }
}
