//! Reads how an agent's leads are scored, and which it leaves out.

use crate::{
    columns::STANDARD_FIELDS,
    country::country_code,
    exclude::Exclude,
    keys,
    read_house::domains,
    reader::{Reader, Section, shown},
    rubric::{Borderline, Criterion, Rubric},
    when::When,
    yaml::{Node, Value},
};

pub(crate) fn rubric(reader: &mut Reader<'_>, top: Section<'_>, fact_ids: &[String]) -> Rubric {
    let section = reader.subsection(top, "rubric", keys::RUBRIC);
    let accept_at = reader.whole(section, "accept_at", 0..=100).unwrap_or(70);
    let borderline = borderline(reader, section, accept_at);
    let items = reader.list(section, "criteria");
    if items.is_empty() {
        reader.warn(
            section.place("criteria"),
            "the rubric has no criteria, so every lead scores 100",
            "add `rubric: criteria:` with `name`, `weight` and `when`",
        );
    }
    let mut criteria: Vec<Criterion> = vec![];
    for item in items.iter().take(100) {
        let section = reader.section(item, keys::CRITERION);
        let name = reader.required(
            section,
            "name",
            "name the criterion as it shall stand on the card",
        );
        if !name.is_empty() && criteria.iter().any(|known| known.name == name) {
            reader.fault(
                section.value_place("name"),
                format!("the criterion \"{}\" stands twice", shown(&name)),
                "rename one",
            );
        }
        let weight = reader.whole(section, "weight", 1..=1_000).unwrap_or(1);
        if section.get("when").is_none() {
            reader.missing(
                section,
                "when",
                "say when it is met: `when: {field: team_size, at_least: 20}`",
            );
        }
        let when = section
            .get("when")
            .map(|node| when(reader, node, fact_ids))
            .unwrap_or_default();
        criteria.push(Criterion { name, weight, when });
    }
    Rubric {
        accept_at,
        borderline,
        criteria,
    }
}

fn borderline(reader: &mut Reader<'_>, section: Section<'_>, accept_at: u32) -> Borderline {
    let usual = Borderline {
        from: accept_at.saturating_sub(20),
        to: accept_at,
    };
    let Some(node) = section.get("borderline") else {
        return usual;
    };
    let items = reader.list(section, "borderline");
    let [from, to] = items else {
        if matches!(node.value, Value::List(_)) {
            reader.fault(
                node.at,
                "`borderline` needs two scores",
                "write `borderline: [50, 70]`",
            );
        }
        return usual;
    };
    let (Some(low), Some(high)) = (
        reader.whole_of(from, "borderline", 0..=100),
        reader.whole_of(to, "borderline", 0..=100),
    ) else {
        return usual;
    };
    if low > high {
        reader.fault(
            node.at,
            format!("`borderline` runs from {low} to {high}"),
            "write the lower score first",
        );
        return usual;
    }
    Borderline {
        from: low,
        to: high,
    }
}

fn when(reader: &mut Reader<'_>, node: &Node, fact_ids: &[String]) -> When {
    let section = reader.section(node, keys::WHEN);
    let field = reader.required(
        section,
        "field",
        "name the field to test: a standard field or the id of a fact",
    );
    if !field.is_empty() && !STANDARD_FIELDS.contains(&field.as_str()) && !fact_ids.contains(&field)
    {
        let mut known: Vec<&str> = fact_ids.iter().map(String::as_str).collect();
        known.extend(STANDARD_FIELDS);
        known.dedup();
        let fix = match crate::nearest::nearest(&field, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "add it under `columns: facts:` of a source, or use one of: {}",
                known.join(", ")
            ),
        };
        reader.fault(
            section.value_place("field"),
            format!("no source has the field \"{}\"", shown(&field)),
            fix,
        );
    }
    let at_least = reader.decimal(section, "at_least", -1e12..=1e12);
    let at_most = reader.decimal(section, "at_most", -1e12..=1e12);
    if let (Some(least), Some(most)) = (at_least, at_most)
        && least > most
    {
        reader.fault(
            section.value_place("at_most"),
            format!("nothing is at least {least} and at most {most}"),
            "swap the two numbers",
        );
    }
    let equals = words(reader, section, "equals");
    let contains = words(reader, section, "contains");
    let present = reader.flag(section, "present");
    if !section
        .entries()
        .iter()
        .any(|(key, _)| key.text != "field" && keys::WHEN.contains(&key.text.as_str()))
    {
        reader.fault(
            section.at,
            "nothing is tested here",
            "add `at_least`, `at_most`, `equals`, `contains` or `present: true`",
        );
    }
    When {
        field,
        at_least,
        at_most,
        equals,
        contains,
        present,
    }
}

/// A list of words; a single one may stand without brackets.
fn words(reader: &mut Reader<'_>, section: Section<'_>, key: &str) -> Vec<String> {
    match section.get(key).map(|node| &node.value) {
        Some(Value::Scalar(_)) => reader.text(section, key).into_iter().collect(),
        _ => reader.texts(section, key),
    }
}

pub(crate) fn exclude(reader: &mut Reader<'_>, node: &Node, fact_ids: &[String]) -> Exclude {
    let section = reader.section(node, keys::EXCLUDE);
    let mut countries = vec![];
    for (at, text) in reader.placed_texts(section, "countries") {
        match country_code(&text) {
            Some(code) => countries.push(code.to_owned()),
            None => reader.fault(
                at,
                format!("unknown country \"{}\"", shown(&text)),
                "write its code of two letters, such as DE, or its English name",
            ),
        }
    }
    let conditions = reader
        .list(section, "where")
        .iter()
        .map(|item| when(reader, item, fact_ids))
        .collect();
    Exclude {
        titles: reader.texts(section, "titles"),
        domains: domains(reader, section, "domains"),
        countries,
        role_addresses: reader.flag(section, "role_addresses").unwrap_or(true),
        disposable: reader.flag(section, "disposable").unwrap_or(true),
        conditions,
    }
}
