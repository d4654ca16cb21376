//! What an item weighs on DynamoDB: the names and the values of its attributes.
//!
//! An item is stored as `pk`, `sk` (its key), `v` (version), `a` (attempt), `b` (body) and, if it
//! expires, `x` (the second from which DynamoDB may delete it) and `e` (the exact nanosecond from
//! which it counts as absent). Names and texts weigh their bytes in UTF-8, a number one byte and one
//! for every two significant digits.
//! Source: Amazon DynamoDB Developer Guide, "Item sizes and formats".

use crate::table::{Item, Key};
use jiff::Timestamp;

/// What the largest version weighs. Limits reckon with it, so that what is refused does not depend on
/// what is stored.
const LARGEST_NUMBER: usize = 11;
/// The names of the attributes that every item has.
const NAMES: usize = "pk".len() + "sk".len() + "v".len() + "a".len() + "b".len();

/// What an item weighs, bytes.
pub fn item_size(
    key: &Key,
    version: u64,
    attempt_length: usize,
    body_length: usize,
    expires: Option<Timestamp>,
) -> usize {
    key_size(key)
        + NAMES
        + number_size(i128::from(version))
        + attempt_length
        + body_length
        + expiry_size(expires)
}

/// What an item weighs at most, bytes, whatever its version: what the limits are about.
pub fn largest_size(
    key: &Key,
    attempt_length: usize,
    body_length: usize,
    expires: Option<Timestamp>,
) -> usize {
    key_size(key) + NAMES + LARGEST_NUMBER + attempt_length + body_length + expiry_size(expires)
}

impl Item {
    /// What it weighs, bytes.
    pub fn size(&self) -> usize {
        item_size(
            &self.key,
            self.version,
            self.attempt.len(),
            self.body.len(),
            self.expires,
        )
    }
}

/// What a key alone weighs, bytes.
pub fn key_size(key: &Key) -> usize {
    key.pk.len() + key.sk.len()
}

/// The second from which DynamoDB may delete an item that expires then: never too early, so rounded up.
pub fn expiry_second(expires: Timestamp) -> i64 {
    // A `Timestamp`'s fraction has the sign of its second.
    expires
        .as_second()
        .saturating_add(i64::from(expires.subsec_nanosecond() > 0))
}

fn expiry_size(expires: Option<Timestamp>) -> usize {
    expires.map_or(0, |at| {
        "x".len()
            + number_size(i128::from(expiry_second(at)))
            + "e".len()
            + number_size(at.as_nanosecond())
    })
}

fn number_size(number: i128) -> usize {
    let mut rest = number.unsigned_abs();
    while rest != 0 && rest.is_multiple_of(10) {
        rest /= 10;
    }
    let digits = rest.checked_ilog10().map_or(0, |log| log + 1);
    let digits = usize::try_from(digits).unwrap_or(usize::MAX);
    1 + digits.div_ceil(2) + usize::from(number < 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_weigh_their_significant_digits() {
        let weights = [0, 1, 12, 123, 100, 1_010, -42, 12_345_678_912].map(number_size);
        assert_eq!(weights, [1, 2, 2, 3, 2, 3, 3, 7]);
        assert_eq!(number_size(i128::from(u64::MAX)), LARGEST_NUMBER);
    }

    #[test]
    fn an_item_weighs_its_names_and_values() {
        let key = Key {
            pk: "pä".to_owned(),
            sk: "s".to_owned(),
        };
        // 3 + 1 of the key, 7 of the names, 2 of the version.
        assert_eq!(item_size(&key, 1, 5, 10, None), 28);
        let expires = Timestamp::new(1_700_000_001, 500_000_000).unwrap();
        // x1700000002 and e17000000015 without the zeros that follow.
        assert_eq!(item_size(&key, 1, 5, 10, Some(expires)), 28 + 7 + 8);
        assert_eq!(largest_size(&key, 5, 10, None), 28 + 9);
    }

    #[test]
    fn an_expiry_is_rounded_up_to_a_whole_second() {
        let second =
            |second, nanosecond| expiry_second(Timestamp::new(second, nanosecond).unwrap());
        assert_eq!(
            [second(7, 0), second(7, 1), second(-7, 0), second(-7, -1)],
            [7, 8, -7, -7]
        );
    }
}
