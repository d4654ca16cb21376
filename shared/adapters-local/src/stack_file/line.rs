//! One item as one line.

use jiff::Timestamp;
use ports::{Item, Key};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

#[derive(Serialize, Deserialize)]
struct Line {
    pk: String,
    sk: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expires: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body: Option<Box<RawValue>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base64: Option<String>,
}

/// Writes an item, with the end of the line.
pub(super) fn write(item: &Item) -> serde_json::Result<Vec<u8>> {
    // JSON over several lines, or with space around it, would not come back as it was.
    let text = std::str::from_utf8(&item.body).ok();
    let raw = text
        .filter(|text| !text.contains(['\n', '\r']))
        .and_then(|text| serde_json::from_str::<Box<RawValue>>(text).ok())
        .filter(|raw| raw.get().as_bytes() == item.body && raw.get() != "null");
    let base64 = match raw {
        Some(_) => None,
        None => Some(data_encoding::BASE64.encode(&item.body)),
    };
    let mut line = serde_json::to_vec(&Line {
        pk: item.key.pk.clone(),
        sk: item.key.sk.clone(),
        expires: item.expires,
        body: raw,
        base64,
    })?;
    line.push(b'\n');
    Ok(line)
}

/// Reads what [`write`] wrote. Versions and attempts are the destination's own.
pub(super) fn read(line: &[u8]) -> Result<Item, String> {
    let line: Line = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let body = match (line.body, line.base64) {
        (Some(raw), None) => raw.get().as_bytes().to_vec(),
        (None, Some(text)) => data_encoding::BASE64
            .decode(text.as_bytes())
            .map_err(|error| error.to_string())?,
        _ => return Err("it has one of body and base64".to_owned()),
    };
    Ok(Item {
        key: Key {
            pk: line.pk,
            sk: line.sk,
        },
        version: 1,
        attempt: String::new(),
        body,
        expires: line.expires,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_comes_back_byte_for_byte() {
        let bodies: [&[u8]; 8] = [
            br#"{"v":1,"d":{"score":0.10000000000000001,"b":1e400}}"#,
            b"{ \"v\" : 1 }",
            b" {}",
            b"{\n}",
            b"null",
            b"",
            b"\xff\x00",
            "\"\u{2028}é\"".as_bytes(),
        ];
        for body in bodies {
            for expires in [
                None,
                Some(Timestamp::new(1_700_000_000, 123_456_789).unwrap()),
            ] {
                let item = Item {
                    key: Key {
                        pk: "p\n\0é".to_owned(),
                        sk: "\"s".to_owned(),
                    },
                    version: 1,
                    attempt: String::new(),
                    body: body.to_vec(),
                    expires,
                };
                let line = write(&item).unwrap();
                let ends = line.iter().filter(|byte| **byte == b'\n').count();
                assert_eq!(ends, 1, "{}", String::from_utf8_lossy(&line));
                assert_eq!(read(&line).unwrap(), item);
            }
        }
        assert!(read(br#"{"pk":"a","sk":"b"}"#).is_err());
        assert!(read(b"x").is_err());
    }
}
