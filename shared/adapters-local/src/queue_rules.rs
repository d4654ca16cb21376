//! What every queue on this machine keeps to, the limits of SQS among it.

use jiff::Timestamp;
use ports::{Outgoing, PortError};

/// Body, bytes.
const LARGEST_BODY: usize = 256 * 1024;
/// First delay, milliseconds: 15 minutes.
const LONGEST_DELAY: u32 = 900_000;
/// Visibility timeout, milliseconds: 12 hours. Releasing hides no longer either.
const LONGEST_VISIBILITY: u32 = 43_200_000;
/// Messages a call hands out.
const MOST_MESSAGES: usize = 10;
/// Dead letters a call shows.
pub(crate) const MOST_DEAD: usize = 1_000;
/// A worker's reason, bytes; the rest is cut off.
const LONGEST_REASON: usize = 2_000;

/// Checks messages that are to be sent.
pub(crate) fn check_outgoing(messages: &[Outgoing]) -> Result<(), PortError> {
    for (position, message) in messages.iter().enumerate() {
        if message.body.len() > LARGEST_BODY {
            let size = message.body.len();
            return refuse(format!(
                "message {position} is {size} bytes large; the limit is {LARGEST_BODY}"
            ));
        }
        if message.delay_ms > LONGEST_DELAY {
            let delay = message.delay_ms;
            return refuse(format!(
                "message {position} is delayed by {delay} ms; the limit is {LONGEST_DELAY}"
            ));
        }
    }
    Ok(())
}

/// Checks the arguments of `receive`.
pub(crate) fn check_receive(max: usize, visibility_ms: u32) -> Result<(), PortError> {
    if max == 0 || max > MOST_MESSAGES {
        return refuse(format!(
            "{max} messages asked for; 1 to {MOST_MESSAGES} can be"
        ));
    }
    if visibility_ms == 0 || visibility_ms > LONGEST_VISIBILITY {
        return refuse(format!(
            "a visibility of {visibility_ms} ms is not within 1 and {LONGEST_VISIBILITY}"
        ));
    }
    Ok(())
}

/// Checks the delay of `release`.
pub(crate) fn check_release(delay_ms: u32) -> Result<(), PortError> {
    if delay_ms > LONGEST_VISIBILITY {
        return refuse(format!(
            "a delay of {delay_ms} ms is over the limit of {LONGEST_VISIBILITY}"
        ));
    }
    Ok(())
}

/// The answer when there is no dead letter of that id.
pub(crate) fn no_such_letter(id: &str) -> PortError {
    PortError::Refused(format!(
        "there is no dead letter {id:?}: it was put back or thrown away already"
    ))
}

/// Cuts a reason at a character boundary.
pub(crate) fn shorten(reason: &str) -> &str {
    let end = (0..=LONGEST_REASON.min(reason.len()))
        .rev()
        .find(|end| reason.is_char_boundary(*end))
        .unwrap_or(0);
    reason.get(..end).unwrap_or_default()
}

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

fn refuse<T>(reason: String) -> Result<T, PortError> {
    Err(PortError::Refused(reason))
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

    #[test]
    fn a_long_reason_is_cut_between_characters() {
        let cut = shorten(&"é".repeat(1_001)).len();
        assert_eq!(cut, 2_000);
        assert_eq!(shorten(&format!("x{}", "é".repeat(1_001))).len(), 1_999);
        assert_eq!(shorten(""), "");
    }
}
