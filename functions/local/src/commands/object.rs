//! One JSON object from outside, read field by field, so that every error names its field.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// An object as it came, without what is null: null is the same as missing.
pub(crate) struct Object(Map<String, Value>);

/// Why bytes are no object, and the id as far as it can be told.
pub(crate) struct NoObject {
    pub(crate) id: Value,
    pub(crate) reason: String,
}

impl Object {
    /// Reads the bytes of one object.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, NoObject> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let unknown = |reason: String| NoObject {
            id: Value::Null,
            reason,
        };
        if bytes.trim_ascii().is_empty() {
            return Err(unknown("it is empty: give one JSON object".to_owned()));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let reason = format!(
                "byte {} isn't UTF-8: save it as UTF-8",
                error.valid_up_to().saturating_add(1)
            );
            // Good enough to say whose line it was.
            let lossy = serde_json::from_str::<Value>(&String::from_utf8_lossy(bytes));
            NoObject {
                id: lossy
                    .ok()
                    .and_then(|value| value.get("id").cloned())
                    .unwrap_or_default(),
                reason,
            }
        })?;
        match serde_json::from_str::<Value>(text) {
            Ok(Value::Object(mut map)) => {
                without_nulls(&mut map);
                Ok(Self(map))
            }
            Ok(other) => Err(unknown(format!(
                "it is {}, not a JSON object",
                kind_of(&other)
            ))),
            Err(error) => Err(unknown(format!("it is no JSON: {error}"))),
        }
    }

    /// The id, of any kind; null if there is none.
    pub(crate) fn id(&self) -> Value {
        self.0.get("id").cloned().unwrap_or_default()
    }

    pub(crate) fn has(&self, field: &str) -> bool {
        self.0.contains_key(field)
    }

    /// Takes a field out, if it is there.
    pub(crate) fn take<T: DeserializeOwned>(&mut self, field: &str) -> Result<Option<T>, String> {
        match self.0.remove(field) {
            None => Ok(None),
            Some(value) => serde_json::from_value(value)
                .map(Some)
                .map_err(|error| format!("`{field}`: {error}")),
        }
    }

    /// Takes out a field that must be there.
    pub(crate) fn need<T: DeserializeOwned>(
        &mut self,
        field: &str,
        fix: &str,
    ) -> Result<T, String> {
        self.take(field)?
            .ok_or_else(|| format!("`{field}` is missing: {fix}"))
    }

    /// Takes out `headers`: names with one text each, or several.
    pub(crate) fn headers(&mut self) -> Result<Vec<(String, String)>, String> {
        let wrong = "`headers`: give names with texts, such as {\"Subject\": \"Re: docks\"}";
        let map: Map<String, Value> = match self.0.remove("headers") {
            None => return Ok(vec![]),
            Some(Value::Object(map)) => map,
            Some(_) => return Err(wrong.to_owned()),
        };
        let mut headers = vec![];
        for (name, value) in map {
            match value {
                Value::String(text) => headers.push((name, text)),
                Value::Array(texts) => {
                    for text in texts {
                        let text = text.as_str().ok_or(wrong)?;
                        headers.push((name.clone(), text.to_owned()));
                    }
                }
                _ => return Err(wrong.to_owned()),
            }
        }
        Ok(headers)
    }
}

/// The parser bounds how deep an object goes, so this ends.
fn without_nulls(map: &mut Map<String, Value>) {
    map.retain(|_, value| !value.is_null());
    for value in map.values_mut() {
        clean(value);
    }
}

fn clean(value: &mut Value) {
    match value {
        Value::Object(map) => without_nulls(map),
        Value::Array(list) => list.iter_mut().for_each(clean),
        _ => {}
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
