//! A record of a CSV file as a row.

use super::columns::Columns;
use std::collections::BTreeMap;

/// The fields of one record, or what is wrong with its bytes.
pub(super) fn parse(record: &[u8], delimiter: u8) -> Result<Vec<String>, String> {
    let text = std::str::from_utf8(record).map_err(|error| {
        let position = error.valid_up_to();
        let byte = record.get(position).copied().unwrap_or_default();
        format!(
            "is not UTF-8 (byte {byte:#04x} at position {}): save the file as UTF-8",
            position + 1
        )
    })?;
    // A reader builds its tables anew for every record, which costs more than all that follows; where
    // nothing is quoted, a record is its fields with the delimiter between them.
    if !text.is_empty() && !text.contains('"') {
        let fields = text.split(char::from(delimiter));
        return Ok(fields.map(str::to_owned).collect());
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(text.len().max(16))
        .from_reader(text.as_bytes());
    let mut fields = csv::StringRecord::new();
    match reader.read_record(&mut fields) {
        Ok(_) => Ok(fields.iter().map(str::to_owned).collect()),
        Err(error) => Err(format!("can't be read: {error}")),
    }
}

/// The row; `None` for a blank one.
pub(super) fn row(
    record: &[u8],
    columns: &Columns,
) -> Option<Result<BTreeMap<String, String>, String>> {
    let fields = match parse(record, columns.delimiter) {
        Ok(fields) => fields,
        Err(reason) => return Some(Err(format!("the row {reason}"))),
    };
    if fields.iter().all(|field| field.trim().is_empty()) {
        return None;
    }
    if fields.len() != columns.names.len() {
        let (found, expected) = (fields.len(), columns.names.len());
        let delimiter = if columns.delimiter == b'\t' {
            "tab".to_owned()
        } else {
            char::from(columns.delimiter).to_string()
        };
        return Some(Err(format!(
            "the row has {found} columns, the header {expected}: put values with a {delimiter} in them into quotes, or add what is missing"
        )));
    }
    let filled = columns
        .names
        .iter()
        .zip(fields)
        .filter_map(|(name, field)| {
            let value = field.trim();
            (!value.is_empty()).then(|| (name.clone(), value.to_owned()))
        });
    Some(Ok(filled.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_the_library(record: &str, delimiter: u8) -> Vec<String> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(record.as_bytes());
        let mut fields = csv::StringRecord::new();
        reader.read_record(&mut fields).unwrap();
        fields.iter().map(str::to_owned).collect()
    }

    #[test]
    fn a_record_without_quotes_has_the_fields_that_the_library_finds() {
        let delimiters = [b',', b';', b'\t'];
        for record in [
            "", "a", "a,b;c", ",", ",,", "a,", ",a", " a , b ", "a;;b", "a\tb", "é,ü", "'a,b'",
            "a\\,b",
        ] {
            for delimiter in delimiters {
                assert_eq!(
                    parse(record.as_bytes(), delimiter),
                    Ok(by_the_library(record, delimiter)),
                    "{record:?}"
                );
            }
        }
    }

    #[test]
    fn quotes_are_read_as_the_format_says() {
        let fields = parse(br#""a, b","say ""no""",c"#, b',');
        assert_eq!(fields.unwrap(), ["a, b", "say \"no\"", "c"]);
    }
}
