//! Reads where an agent's leads come from.

use crate::{
    agent::{Format, Source},
    columns::{Columns, STANDARD_FIELDS},
    house::House,
    keys,
    read_house::is_name,
    reader::{Reader, Section, shown},
    yaml::{Node, Value},
};
use std::collections::BTreeMap;

pub(crate) fn sources(
    reader: &mut Reader<'_>,
    top: Section<'_>,
    house: Option<&House>,
) -> Vec<Source> {
    let items = reader.list(top, "sources");
    if items.is_empty()
        && top
            .get("sources")
            .is_none_or(|node| matches!(node.value, Value::List(_)))
    {
        reader.missing(
            top,
            "sources",
            "add `sources:` with at least one `- file: leads.csv`",
        );
    }
    items
        .iter()
        .map(|item| source(reader, item, house))
        .collect()
}

fn source(reader: &mut Reader<'_>, item: &Node, house: Option<&House>) -> Source {
    let section = reader.section(item, keys::SOURCE);
    let file = reader.required(
        section,
        "file",
        "write the path of the list, below the playbook's folder",
    );
    let at = section.value_place("file");
    if !file.is_empty()
        && let Err((what, fix)) = below_the_folder(&file)
    {
        reader.fault(at, format!("the path \"{}\" {what}", shown(&file)), fix);
    }
    let ending = file
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let by_ending = match ending.as_str() {
        "csv" | "tsv" => Some(Format::Csv),
        "jsonl" | "ndjson" => Some(Format::Jsonl),
        _ => None,
    };
    let format = match (section.get("format"), by_ending) {
        (Some(_), _) => reader.choice(section, "format", &Format::NAMES),
        (None, None) if !file.is_empty() => {
            reader.fault(
                at,
                format!("the ending of \"{}\" doesn't tell the format", shown(&file)),
                "add `format: csv` or `format: jsonl`",
            );
            None
        }
        (None, by_ending) => by_ending,
    };
    let columns = section
        .get("columns")
        .map(|node| columns(reader, node, house))
        .unwrap_or_default();
    let label = reader.text(section, "source");
    Source {
        format: format.unwrap_or(Format::Csv),
        columns,
        label: label.unwrap_or_else(|| file.rsplit('/').next().unwrap_or_default().to_owned()),
        date: reader.date(section, "date"),
        file,
    }
}

/// Whether a path stays below the playbook's folder, on every system; else what is wrong and the fix.
fn below_the_folder(path: &str) -> Result<(), (&'static str, &'static str)> {
    if path.starts_with(['/', '\\', '~']) || path.chars().nth(1) == Some(':') {
        return Err((
            "is absolute",
            "write it relative to the playbook's folder: lists/leads.csv",
        ));
    }
    if path.contains('\\') {
        return Err(("holds a backslash", "write `/` between folders"));
    }
    if path.contains("://") {
        return Err((
            "is an address",
            "save the list as a file in the playbook's folder",
        ));
    }
    if path.split('/').any(|part| part == "..") {
        return Err((
            "leaves the playbook's folder",
            "put the list into the playbook's folder; `..` isn't allowed",
        ));
    }
    if path.split('/').any(|part| part.is_empty() || part == ".")
        || path.chars().any(char::is_control)
        || path.len() > 400
    {
        return Err((
            "isn't a plain path",
            "write folders and file with one `/` between: lists/leads.csv",
        ));
    }
    Ok(())
}

fn columns(reader: &mut Reader<'_>, node: &Node, house: Option<&House>) -> Columns {
    let section = reader.section(node, keys::COLUMNS);
    let mut standard = BTreeMap::new();
    for field in STANDARD_FIELDS {
        if let Some(column) = reader.text(section, field) {
            standard.insert(field.to_owned(), column);
        }
    }
    let mut facts = BTreeMap::new();
    if let Some(node) = section.get("facts") {
        let inner = reader.open_section(node);
        for (key, _) in inner.entries() {
            if !is_name(&key.text) {
                reader.fault(
                    key.at,
                    format!("`{}` can't be the id of a fact", shown(&key.text)),
                    "use letters, digits and _, beginning with a letter",
                );
            } else if STANDARD_FIELDS.contains(&key.text.as_str()) {
                reader.fault(
                    key.at,
                    format!("`{}` is the name of a standard field", key.text),
                    "give the fact another id",
                );
            } else if house.is_some_and(|house| house.facts.iter().any(|fact| fact.id == key.text))
            {
                reader.fault(
                    key.at,
                    format!("`{}` is the id of a fact in house.md", key.text),
                    "give the fact another id: templates call both `facts.ID`",
                );
            }
            let column = reader.required(
                inner,
                &key.text,
                "write the name of the column, or take the line out",
            );
            facts.insert(key.text.clone(), column);
        }
    }
    Columns { standard, facts }
}
