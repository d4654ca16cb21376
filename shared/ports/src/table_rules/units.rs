//! Counts capacity as DynamoDB does: strongly consistent reads of 4 KB, writes of 1 KB.
//! Source: Amazon DynamoDB Developer Guide, "Read consistency" and "DynamoDB throughput capacity".

use crate::Units;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that one read unit covers.
const READ_UNIT: usize = 4096;
/// Bytes that one write unit covers.
const WRITE_UNIT: usize = 1024;

/// Units for reading so many bytes strongly consistently. Reading nothing costs one, too.
pub fn read_units(bytes: usize) -> u64 {
    rounded_up(bytes, READ_UNIT)
}

/// Units for writing an item that is so large, the larger of before and after. Deleting or checking
/// what is not there costs one, too.
pub fn write_units(bytes: usize) -> u64 {
    rounded_up(bytes, WRITE_UNIT)
}

fn rounded_up(bytes: usize, unit: usize) -> u64 {
    u64::try_from(bytes.div_ceil(unit).max(1)).unwrap_or(u64::MAX)
}

/// Adds up what an adapter has used.
#[derive(Debug, Default)]
pub struct Meter {
    read: AtomicU64,
    write: AtomicU64,
}

impl Meter {
    /// Adds.
    pub fn add(&self, units: Units) {
        self.read.fetch_add(units.read, Ordering::Relaxed);
        self.write.fetch_add(units.write, Ordering::Relaxed);
    }

    /// All so far.
    pub fn total(&self) -> Units {
        Units {
            read: self.read.load(Ordering::Relaxed),
            write: self.write.load(Ordering::Relaxed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_round_up_and_are_never_zero() {
        assert_eq!(
            [
                read_units(0),
                read_units(1),
                read_units(4096),
                read_units(4097)
            ],
            [1, 1, 1, 2]
        );
        assert_eq!(
            [
                write_units(0),
                write_units(1),
                write_units(1024),
                write_units(1025)
            ],
            [1, 1, 1, 2]
        );
    }
}
