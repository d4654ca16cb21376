//! What a template can use, and the names for it.

use std::collections::BTreeMap;

use minijinja::Value;
use ports::Brief;

/// Every name at the top level of a template.
pub(crate) const NAMES: &str = "first_name, last_name, title, company, country, sender_name, previous_subject, facts.ID and links.NAME";

/// First of the characters that mark where a fact begins; one for each fact.
const BEGIN: u32 = 0x000F_0000;
/// First of the characters that mark where it ends.
const END: u32 = 0x0010_0000;
/// Characters in each of the two private planes.
const MARKS: u32 = 0xFFFE;

/// A mark in a rendered text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    Begin(usize),
    End(usize),
}

/// Whether a character is a mark.
pub(crate) fn mark(one: char) -> Option<Mark> {
    let code = u32::from(one);
    if (BEGIN..BEGIN + MARKS).contains(&code) {
        return usize::try_from(code - BEGIN).ok().map(Mark::Begin);
    }
    if (END..END + MARKS).contains(&code) {
        return usize::try_from(code - END).ok().map(Mark::End);
    }
    None
}

/// Text from outside on one line; empty text is no text.
pub(crate) fn one_line(text: &str) -> Option<String> {
    let line: String = text
        .chars()
        .map(|one| if one.is_control() { ' ' } else { one })
        .collect();
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// The values for one brief. What is empty or unknown is left out, and using it fails. With
/// `marked`, each fact stands between two characters that say which one it is.
pub(crate) fn values(brief: &Brief, marked: bool) -> Value {
    let mut values: BTreeMap<&str, Value> = BTreeMap::new();
    let contact = &brief.contact;
    let previous = brief
        .earlier
        .iter()
        .rev()
        .find_map(|message| one_line(&message.subject));
    for (name, text) in [
        ("first_name", one_line(&contact.first_name)),
        ("last_name", one_line(&contact.last_name)),
        ("title", one_line(&contact.title)),
        ("company", one_line(&contact.company)),
        ("country", one_line(&contact.country)),
        ("sender_name", one_line(&brief.sender_name)),
        ("previous_subject", previous),
    ] {
        if let Some(text) = text {
            values.insert(name, Value::from(text));
        }
    }
    let mut facts: BTreeMap<&str, String> = BTreeMap::new();
    for (index, fact) in brief.facts.iter().enumerate() {
        if let Some(text) = one_line(&fact.text) {
            facts.insert(
                &fact.id,
                if marked {
                    between_marks(index, &text)
                } else {
                    text
                },
            );
        }
    }
    values.insert("facts", Value::from_pairs(facts));
    let links: BTreeMap<&str, &str> = brief
        .links
        .iter()
        .filter(|(_, address)| !address.is_empty())
        .map(|(name, address)| (name.as_str(), address.as_str()))
        .collect();
    values.insert("links", Value::from_pairs(links));
    Value::from_pairs(values)
}

fn between_marks(index: usize, text: &str) -> String {
    let index = u32::try_from(index).ok().filter(|index| *index < MARKS);
    match index
        .and_then(|index| Some((char::from_u32(BEGIN + index)?, char::from_u32(END + index)?)))
    {
        Some((begin, end)) => format!("{begin}{text}{end}"),
        None => text.to_owned(),
    }
}

/// Why a name of the template has no value, and what to do about it.
pub(crate) fn missing(step: u32, name: &str) -> String {
    let remedy = format!(
        "add a default with {{{{ {name} | default('…') }}}} or a condition, {{% if {name} %}}…{{% endif %}}"
    );
    let why = match name
        .split_once(['.', '['])
        .map_or((name, ""), |(first, rest)| (first, rest))
    {
        ("facts", _) => format!("which this lead lacks: {remedy}"),
        ("links", _) => {
            "which is not among the playbook's links: add it to them, or use one that is there"
                .to_owned()
        }
        ("first_name" | "last_name" | "title" | "company" | "country", "") => {
            format!("which is empty for this lead: {remedy}")
        }
        ("sender_name", "") => "but the mailbox has no sender name: give it one".to_owned(),
        ("previous_subject", "") => {
            format!("but nothing was sent in this conversation before: {remedy}")
        }
        _ => format!("which is no name that templates know: there are {NAMES}"),
    };
    format!("the template of step {step} uses {name}, {why}")
}
