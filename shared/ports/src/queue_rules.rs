//! What every queue keeps to, the limits of SQS among it.

use crate::{Outgoing, PortError};

/// Body, bytes.
const LARGEST_BODY: usize = 256 * 1024;
/// First delay, milliseconds: 15 minutes.
const LONGEST_DELAY: u32 = 900_000;
/// Visibility timeout, milliseconds: 12 hours. Releasing hides no longer either.
const LONGEST_VISIBILITY: u32 = 43_200_000;
/// Messages a call hands out.
const MOST_MESSAGES: usize = 10;
/// Dead letters a call shows.
pub const MOST_DEAD: usize = 1_000;
/// A worker's reason, bytes; the rest is cut off.
const LONGEST_REASON: usize = 2_000;

/// Checks messages that are to be sent.
pub fn check_outgoing(messages: &[Outgoing]) -> Result<(), PortError> {
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
pub fn check_receive(max: usize, visibility_ms: u32) -> Result<(), PortError> {
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
pub fn check_release(delay_ms: u32) -> Result<(), PortError> {
    if delay_ms > LONGEST_VISIBILITY {
        return refuse(format!(
            "a delay of {delay_ms} ms is over the limit of {LONGEST_VISIBILITY}"
        ));
    }
    Ok(())
}

/// The answer when there is no dead letter of that id.
pub fn no_such_letter(id: &str) -> PortError {
    PortError::Refused(format!(
        "there is no dead letter {id:?}: it was put back or thrown away already"
    ))
}

/// Cuts a reason at a character boundary.
pub fn shorten(reason: &str) -> &str {
    let end = (0..=LONGEST_REASON.min(reason.len()))
        .rev()
        .find(|end| reason.is_char_boundary(*end))
        .unwrap_or(0);
    reason.get(..end).unwrap_or_default()
}

fn refuse<T>(reason: String) -> Result<T, PortError> {
    Err(PortError::Refused(reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_reason_is_cut_between_characters() {
        let cut = shorten(&"é".repeat(1_001)).len();
        assert_eq!(cut, 2_000);
        assert_eq!(shorten(&format!("x{}", "é".repeat(1_001))).len(), 1_999);
        assert_eq!(shorten(""), "");
    }
}
