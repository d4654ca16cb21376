//! Ids, receipts and times of the queues on this machine.

use jiff::Timestamp;

/// A message's place in its queue, and its hand-outs ever since it was sent. The latter never
/// starts anew, not even by a redrive, so that an old receipt never fits again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Receipt {
    pub(crate) id: i64,
    pub(crate) handouts: i64,
}

impl Receipt {
    pub(crate) fn write(self) -> String {
        format!("{}.{}", write_id(self.id), self.handouts)
    }

    /// `None` for what was never a receipt; callers treat that like a stale one.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (id, handouts) = text.split_once('.')?;
        Some(Self {
            id: read_id(id)?,
            handouts: handouts.parse().ok()?,
        })
    }
}

/// The id as others see it.
pub(crate) fn write_id(id: i64) -> String {
    format!("m{id}")
}

/// The other way round.
pub(crate) fn read_id(text: &str) -> Option<i64> {
    text.strip_prefix('m')?.parse().ok()
}

/// Microseconds since 1970, as queues keep time.
pub(crate) fn microseconds(at: Timestamp) -> i64 {
    at.as_microsecond()
}

/// So many milliseconds later.
pub(crate) fn later(now: i64, delay_ms: u32) -> i64 {
    now.saturating_add(i64::from(delay_ms).saturating_mul(1_000))
}

/// The other way round; what no `Timestamp` can hold becomes the nearest that can.
pub(crate) fn timestamp(microseconds: i64) -> Timestamp {
    let nearest = if microseconds < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    Timestamp::from_microsecond(microseconds).unwrap_or(nearest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn receipts_are_read_as_they_are_written() {
        let receipt = Receipt { id: 7, handouts: 3 };
        assert_eq!(Receipt::read(&receipt.write()), Some(receipt));
        assert_eq!(Receipt::read("nonsense"), None);
        assert_eq!(Receipt::read("m7.x"), None);
    }
}
