//! How an item stands in DynamoDB. `ports::table_rules::sizes` weighs exactly these attributes.

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use ports::table_rules::sizes::expiry_second;
use ports::{Item, Key, PortError};
use std::collections::HashMap;

/// Attributes by name.
pub(super) type Attributes = HashMap<String, AttributeValue>;

/// A text.
pub(super) fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

/// A number.
pub(super) fn number(value: impl ToString) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

/// Bytes.
pub(super) fn bytes(value: &[u8]) -> AttributeValue {
    AttributeValue::B(Blob::new(value))
}

/// An instant, to the nanosecond.
pub(super) fn instant(at: Timestamp) -> AttributeValue {
    number(at.as_nanosecond())
}

/// The key alone.
pub(super) fn write_key(key: &Key) -> Attributes {
    HashMap::from([
        ("pk".to_owned(), text(&key.pk)),
        ("sk".to_owned(), text(&key.sk)),
    ])
}

/// A whole item.
pub(super) fn write_item(
    key: &Key,
    version: u64,
    attempt: &str,
    body: &[u8],
    expires: Option<Timestamp>,
) -> Attributes {
    let mut attributes = write_key(key);
    attributes.insert("v".to_owned(), number(version));
    attributes.insert("a".to_owned(), text(attempt));
    attributes.insert("b".to_owned(), bytes(body));
    if let Some(expires) = expires {
        attributes.insert("x".to_owned(), number(expiry_second(expires)));
        attributes.insert("e".to_owned(), instant(expires));
    }
    attributes
}

/// Reads what [`write_item`] wrote. Anything else was put there by another program.
pub(super) fn read_item(mut attributes: Attributes) -> Result<Item, PortError> {
    let key = Key {
        pk: take_text(&mut attributes, "pk")?,
        sk: take_text(&mut attributes, "sk")?,
    };
    let version = take(&mut attributes, "v", |value| match value {
        AttributeValue::N(digits) => digits.parse().ok(),
        _ => None,
    })?;
    let attempt = take_text(&mut attributes, "a")?;
    let body = take(&mut attributes, "b", |value| match value {
        AttributeValue::B(bytes) => Some(bytes.into_inner()),
        _ => None,
    })?;
    let expires = match attributes.contains_key("e") {
        false => None,
        true => Some(take(&mut attributes, "e", |value| match value {
            AttributeValue::N(digits) => Timestamp::from_nanosecond(digits.parse().ok()?).ok(),
            _ => None,
        })?),
    };
    Ok(Item {
        key,
        version,
        attempt,
        body,
        expires,
    })
}

/// Reads what [`write_key`] wrote.
pub(super) fn read_key(mut attributes: Attributes) -> Result<Key, PortError> {
    Ok(Key {
        pk: take_text(&mut attributes, "pk")?,
        sk: take_text(&mut attributes, "sk")?,
    })
}

fn take_text(attributes: &mut Attributes, name: &str) -> Result<String, PortError> {
    take(attributes, name, |value| match value {
        AttributeValue::S(text) => Some(text),
        _ => None,
    })
}

fn take<T>(
    attributes: &mut Attributes,
    name: &str,
    read: impl FnOnce(AttributeValue) -> Option<T>,
) -> Result<T, PortError> {
    attributes.remove(name).and_then(read).ok_or_else(|| {
        PortError::Refused(format!(
            "an item in the table has no readable attribute {name:?}: another program wrote it"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_read_as_it_was_written() {
        let key = Key {
            pk: "p".to_owned(),
            sk: "s".to_owned(),
        };
        for expires in [
            None,
            Some(Timestamp::new(1_700_000_000, 123_456_789).unwrap()),
        ] {
            let written = write_item(&key, 7, "att_1", &[0, 255], expires);
            let expected = Item {
                key: key.clone(),
                version: 7,
                attempt: "att_1".to_owned(),
                body: vec![0, 255],
                expires,
            };
            assert_eq!(read_item(written).unwrap(), expected);
        }
        assert!(matches!(
            read_item(write_key(&key)),
            Err(PortError::Refused(_))
        ));
    }
}
