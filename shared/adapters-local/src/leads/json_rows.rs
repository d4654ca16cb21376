//! A line of a JSON Lines file as a row.

use serde_json::Value;
use std::collections::BTreeMap;

/// Values in a row.
const MOST_VALUES: usize = 2_000;
/// Bytes of a value's name, path included.
const LONGEST_NAME: usize = 500;

/// The row; `None` for a blank line. `line` is for the reason.
pub(super) fn row(record: &[u8], line: u64) -> Option<Result<BTreeMap<String, String>, String>> {
    if record.iter().all(u8::is_ascii_whitespace) {
        return None;
    }
    Some(object(record, line))
}

fn object(record: &[u8], line: u64) -> Result<BTreeMap<String, String>, String> {
    let text = std::str::from_utf8(record).map_err(|error| {
        format!(
            "line {line}, byte {}: the row is not UTF-8: save the file as UTF-8",
            error.valid_up_to() + 1
        )
    })?;
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let told = error.to_string();
        // serde_json counts lines within the record, which is always the first.
        let reason = told.split(" at line ").next().unwrap_or(&told);
        format!(
            "line {line}, column {}: {reason}: write one JSON object a line",
            error.column()
        )
    })?;
    let Value::Object(_) = value else {
        return Err(format!(
            "line {line}, column 1: the row is no JSON object: write it as {{\"email\": …}}"
        ));
    };
    let mut fields = BTreeMap::new();
    flatten(&value, String::new(), &mut fields)
        .map_err(|reason| format!("line {line}: {reason}"))?;
    Ok(fields)
}

/// Depth is bounded by the parser.
fn flatten(
    value: &Value,
    path: String,
    fields: &mut BTreeMap<String, String>,
) -> Result<(), String> {
    if path.len() > LONGEST_NAME {
        return Err(format!(
            "a name with its path is longer than {LONGEST_NAME} bytes: use shorter ones"
        ));
    }
    let below = |name: &str| {
        if path.is_empty() {
            name.to_owned()
        } else {
            format!("{path}.{name}")
        }
    };
    match value {
        Value::Object(members) => members.iter().try_for_each(|(name, member)| {
            // A name is trimmed as CSV's are.
            flatten(member, below(name.trim()), fields)
        }),
        Value::Array(elements) => match joined(elements) {
            Some(text) => keep(path, &text, fields),
            None => (1_usize..).zip(elements).try_for_each(|(number, element)| {
                flatten(element, below(&number.to_string()), fields)
            }),
        },
        scalar => keep(path, &text_of(scalar).unwrap_or_default(), fields),
    }
}

fn keep(path: String, value: &str, fields: &mut BTreeMap<String, String>) -> Result<(), String> {
    let value = value.trim();
    if value.is_empty() {
        return Ok(());
    }
    fields.insert(path, value.to_owned());
    if fields.len() > MOST_VALUES {
        return Err(format!("the row has more than {MOST_VALUES} values"));
    }
    Ok(())
}

/// `None` if something in it is no plain value.
fn joined(elements: &[Value]) -> Option<String> {
    let texts: Vec<String> = elements.iter().map(text_of).collect::<Option<_>>()?;
    let filled: Vec<&str> = texts
        .iter()
        .map(|text| text.trim())
        .filter(|text| !text.is_empty())
        .collect();
    Some(filled.join("; "))
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, expected: &[(&str, &str)]) {
        let expected = expected
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        assert_eq!(row(json.as_bytes(), 1), Some(Ok(expected)));
    }

    #[test]
    fn nested_values_are_named_by_path() {
        check(
            r#"{"a":{"b":" x ","c":null,"d":""},"n":12,"t":true}"#,
            &[("a.b", "x"), ("n", "12"), ("t", "true")],
        );
        check(
            r#"{"tags":["a"," b ",""],"p":[{"x":1},{"x":2}]}"#,
            &[("tags", "a; b"), ("p.1.x", "1"), ("p.2.x", "2")],
        );
        check("{}\r", &[]);
    }

    #[test]
    fn bad_lines_say_line_and_column() {
        let reason = row(br#"{"a":1,}"#, 7).unwrap().unwrap_err();
        assert!(reason.starts_with("line 7, column 8: "), "{reason}");
        assert!(!reason.contains("at line"), "{reason}");
        assert!(row(b"[1]", 7).unwrap().is_err());
        assert!(row(b"{\"a\":\"\xFF\"}", 7).unwrap().is_err());
        assert!(row("[".repeat(10_000).as_bytes(), 7).unwrap().is_err());
        assert!(row(b" \r", 7).is_none());
    }

    #[test]
    fn a_row_does_not_grow_beyond_its_line() {
        let many = (0..=MOST_VALUES)
            .map(|number| format!("\"k{number}\":1"))
            .collect::<Vec<_>>()
            .join(",");
        assert!(row(format!("{{{many}}}").as_bytes(), 1).unwrap().is_err());
        let long = format!("{{\"{}\":{{\"a\":1}}}}", "k".repeat(LONGEST_NAME + 1));
        assert!(row(long.as_bytes(), 1).unwrap().is_err());
    }
}
