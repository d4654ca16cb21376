//! Takes values out of front matter and writes down what is wrong with them.

use crate::{
    fault::{Fault, Severity},
    nearest::suggestion,
    yaml::{Key, Node, Place, Value},
};
use jiff::civil::{Date, Time};
use std::ops::RangeInclusive;

/// Most characters of one text in front matter.
const LONGEST_TEXT: usize = 4_000;
/// Most entries of one list.
pub(crate) const LONGEST_LIST: usize = 10_000;

/// Collects the faults of one file.
pub(crate) struct Reader<'f> {
    file: &'f str,
    pub(crate) faults: Vec<Fault>,
}

/// A set of keys under a name for messages, "identity" or "mailboxes[2]"; empty at the top.
#[derive(Clone, Copy)]
pub(crate) struct Section<'n> {
    pub(crate) at: Place,
    entries: &'n [(Key, Node)],
    /// Something else stands in its place, which is told; what it lacks isn't told besides.
    broken: bool,
}

impl<'n> Section<'n> {
    /// What stands under a key, unless it is empty.
    pub(crate) fn get(&self, key: &str) -> Option<&'n Node> {
        self.entries
            .iter()
            .find(|(found, node)| found.text == key && node.value != Value::Nothing)
            .map(|(_, node)| node)
    }

    /// Where a key stands, even if it is empty; else where the section begins.
    pub(crate) fn place(&self, key: &str) -> Place {
        self.entries
            .iter()
            .find(|(found, _)| found.text == key)
            .map_or(self.at, |(found, _)| found.at)
    }

    /// Where the value of a key stands, else as [`Section::place`].
    pub(crate) fn value_place(&self, key: &str) -> Place {
        self.get(key)
            .map_or_else(|| self.place(key), |node| node.at)
    }

    /// All keys with their values.
    pub(crate) fn entries(&self) -> &'n [(Key, Node)] {
        self.entries
    }
}

impl<'f> Reader<'f> {
    pub(crate) fn new(file: &'f str) -> Self {
        Self {
            file,
            faults: vec![],
        }
    }

    /// Something makes the playbook unfit.
    pub(crate) fn fault(&mut self, at: Place, what: impl Into<String>, fix: impl Into<String>) {
        self.push(Severity::Error, at, what.into(), fix.into());
    }

    /// Something is probably not meant so.
    pub(crate) fn warn(&mut self, at: Place, what: impl Into<String>, fix: impl Into<String>) {
        self.push(Severity::Warning, at, what.into(), fix.into());
    }

    fn push(&mut self, severity: Severity, at: Place, what: String, fix: String) {
        let file = self.file.to_owned();
        self.faults.push(Fault {
            file,
            line: at.line,
            column: at.column,
            what,
            fix,
            severity,
        });
    }

    /// A set of keys of which only these are known. Empty if it isn't one.
    pub(crate) fn section<'n>(&mut self, node: &'n Node, known: &[&str]) -> Section<'n> {
        let section = self.open_section(node);
        for (key, _) in section.entries {
            if !known.contains(&key.text.as_str()) {
                self.fault(
                    key.at,
                    format!("unknown key `{}`", shown(&key.text)),
                    suggestion(&key.text, known),
                );
            }
        }
        section
    }

    /// A set of keys with any names.
    pub(crate) fn open_section<'n>(&mut self, node: &'n Node) -> Section<'n> {
        match &node.value {
            Value::Map(entries) => Section {
                at: node.at,
                entries,
                broken: false,
            },
            Value::Nothing => Section {
                at: node.at,
                entries: &[],
                broken: false,
            },
            other => {
                self.fault(
                    node.at,
                    format!(
                        "`key: value` lines are expected here, this is {}",
                        other.kind()
                    ),
                    "write one `key: value` a line, indented below",
                );
                Section {
                    at: node.at,
                    entries: &[],
                    broken: true,
                }
            }
        }
    }

    /// A section under a key; empty, and placed at the key, if it is left out.
    pub(crate) fn subsection<'n>(
        &mut self,
        section: Section<'n>,
        key: &str,
        known: &[&str],
    ) -> Section<'n> {
        match section.get(key) {
            Some(node) => self.section(node, known),
            None => Section {
                at: section.place(key),
                entries: &[],
                broken: section.broken,
            },
        }
    }

    /// The entries of a list; none if it is left out.
    pub(crate) fn list<'n>(&mut self, section: Section<'n>, key: &str) -> &'n [Node] {
        let Some(node) = section.get(key) else {
            return &[];
        };
        match &node.value {
            Value::List(items) if items.len() <= LONGEST_LIST => items,
            Value::List(_) => {
                self.fault(
                    node.at,
                    format!("`{key}` has more than {LONGEST_LIST} entries"),
                    "shorten it",
                );
                &[]
            }
            other => {
                self.fault(
                    node.at,
                    format!("`{key}` must be a list, this is {}", other.kind()),
                    format!("write `{key}: [one, two]`, or one `- entry` a line"),
                );
                &[]
            }
        }
    }

    /// Tells that something required is missing.
    pub(crate) fn missing(&mut self, section: Section<'_>, key: &str, fix: &str) {
        if section.broken {
            return;
        }
        let empty = section.entries.iter().any(|(found, _)| found.text == key);
        let what = if empty {
            format!("`{key}` is empty")
        } else {
            format!("`{key}` is missing")
        };
        self.fault(section.place(key), what, fix);
    }

    /// The text of a scalar, trimmed; `None` with a fault if it is none, or holds control characters.
    pub(crate) fn scalar<'n>(&mut self, node: &'n Node, name: &str) -> Option<&'n str> {
        match &node.value {
            Value::Scalar(text) => {
                let text = text.trim();
                if text.chars().count() > LONGEST_TEXT {
                    self.fault(
                        node.at,
                        format!("`{name}` is longer than {LONGEST_TEXT} characters"),
                        "shorten it",
                    );
                    return None;
                }
                if text
                    .chars()
                    .any(|c| c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
                {
                    self.fault(
                        node.at,
                        format!("`{name}` holds a control character"),
                        "type the text anew",
                    );
                    return None;
                }
                Some(text)
            }
            Value::Nothing => {
                self.fault(
                    node.at,
                    format!("an entry of `{name}` is empty"),
                    "fill it or take it out",
                );
                None
            }
            other => {
                let fix = match other {
                    Value::List(_) => "write one value, without brackets and hyphens",
                    _ => {
                        "write one value on the same line; put text that holds `: ` in double quotes"
                    }
                };
                self.fault(
                    node.at,
                    format!("`{name}` must be a single value, this is {}", other.kind()),
                    fix,
                );
                None
            }
        }
    }

    /// A text, or `None` if it is left out.
    pub(crate) fn text(&mut self, section: Section<'_>, key: &str) -> Option<String> {
        let node = section.get(key)?;
        let text = self.scalar(node, key)?;
        if text.is_empty() {
            self.fault(
                node.at,
                format!("`{key}` is empty"),
                "fill it or take it out",
            );
            return None;
        }
        Some(text.to_owned())
    }

    /// A text on one line that must be there; else a fault and "".
    pub(crate) fn required(&mut self, section: Section<'_>, key: &str, fix: &str) -> String {
        if section.get(key).is_none() {
            self.missing(section, key, fix);
            return String::new();
        }
        self.text(section, key).unwrap_or_default()
    }

    /// Faults a text of several lines.
    pub(crate) fn one_line(&mut self, section: Section<'_>, key: &str, text: &str) {
        if text.contains(['\n', '\r']) {
            self.fault(
                section.value_place(key),
                format!("`{key}` runs over several lines"),
                "write it on one line",
            );
        }
    }

    /// A list of texts with their places.
    pub(crate) fn placed_texts(&mut self, section: Section<'_>, key: &str) -> Vec<(Place, String)> {
        let items = self.list(section, key);
        let mut out = Vec::with_capacity(items.len());
        for item in items {
            if let Some(text) = self.scalar(item, key) {
                if text.is_empty() {
                    self.fault(
                        item.at,
                        format!("an entry of `{key}` is empty"),
                        "fill it or take it out",
                    );
                } else {
                    out.push((item.at, text.to_owned()));
                }
            }
        }
        out
    }

    /// A list of texts.
    pub(crate) fn texts(&mut self, section: Section<'_>, key: &str) -> Vec<String> {
        self.placed_texts(section, key)
            .into_iter()
            .map(|(_, text)| text)
            .collect()
    }

    /// A whole number in a range, or `None` if it is left out or wrong.
    pub(crate) fn whole(
        &mut self,
        section: Section<'_>,
        key: &str,
        range: RangeInclusive<u32>,
    ) -> Option<u32> {
        let node = section.get(key)?;
        self.whole_of(node, key, range)
    }

    /// A whole number in a range, from a value.
    pub(crate) fn whole_of(
        &mut self,
        node: &Node,
        name: &str,
        range: RangeInclusive<u32>,
    ) -> Option<u32> {
        let text = self.scalar(node, name)?;
        match text.parse::<u32>() {
            Ok(number) if range.contains(&number) => Some(number),
            _ => {
                let (least, most) = range.into_inner();
                let what = if text
                    .strip_prefix('-')
                    .is_some_and(|rest| rest.parse::<f64>().is_ok())
                {
                    format!("`{name}` is {text}, but can't be negative")
                } else if text.parse::<f64>().is_ok_and(f64::is_finite) {
                    format!("`{name}` is {text}, but must be a whole number from {least} to {most}")
                } else {
                    format!("`{name}` must be a whole number, not \"{}\"", shown(text))
                };
                self.fault(
                    node.at,
                    what,
                    format!("write a whole number from {least} to {most}"),
                );
                None
            }
        }
    }

    /// A number in a range, or `None` if it is left out or wrong.
    pub(crate) fn decimal(
        &mut self,
        section: Section<'_>,
        key: &str,
        range: RangeInclusive<f64>,
    ) -> Option<f64> {
        let node = section.get(key)?;
        let text = self.scalar(node, key)?;
        match text.parse::<f64>() {
            Ok(number) if range.contains(&number) => Some(number),
            _ => {
                let (least, most) = (range.start(), range.end());
                self.fault(
                    node.at,
                    format!(
                        "`{key}` must be a number from {least} to {most}, not \"{}\"",
                        shown(text)
                    ),
                    format!("write a number from {least} to {most}, with a dot for decimals"),
                );
                None
            }
        }
    }

    /// `true` or `false`, or `None` if it is left out or wrong.
    pub(crate) fn flag(&mut self, section: Section<'_>, key: &str) -> Option<bool> {
        let node = section.get(key)?;
        match self.scalar(node, key)? {
            "true" => Some(true),
            "false" => Some(false),
            other => {
                let what = format!("`{key}` must be true or false, not \"{}\"", shown(other));
                self.fault(node.at, what, "write `true` or `false`");
                None
            }
        }
    }

    /// One of some words, or `None` if it is left out or wrong.
    pub(crate) fn choice<T: Copy>(
        &mut self,
        section: Section<'_>,
        key: &str,
        names: &[(&str, T)],
    ) -> Option<T> {
        let node = section.get(key)?;
        self.choice_of(node, key, names)
    }

    /// One of some words, from a value.
    pub(crate) fn choice_of<T: Copy>(
        &mut self,
        node: &Node,
        name: &str,
        names: &[(&str, T)],
    ) -> Option<T> {
        let text = self.scalar(node, name)?;
        let found = names
            .iter()
            .find(|(known, _)| *known == text)
            .map(|(_, value)| *value);
        if found.is_none() {
            let known: Vec<&str> = names.iter().map(|(known, _)| *known).collect();
            let fix = match crate::nearest::nearest(text, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write one of: {}", known.join(", ")),
            };
            self.fault(node.at, format!("unknown {name} \"{}\"", shown(text)), fix);
        }
        found
    }

    /// A day as 2026-11-30, or `None` if it is left out or wrong.
    pub(crate) fn date(&mut self, section: Section<'_>, key: &str) -> Option<Date> {
        let node = section.get(key)?;
        let text = self.scalar(node, key)?;
        // Only the plain form: the library reads date-times too, and a time is never meant here.
        let date = Some(text)
            .filter(|text| text.len() == 10)
            .and_then(|text| text.parse::<Date>().ok());
        if date.is_none() {
            let what = format!(
                "`{key}` must be a day of the calendar, not \"{}\"",
                shown(text)
            );
            self.fault(node.at, what, "write it as year-month-day: 2026-11-30");
        }
        date
    }

    /// A time of day as 09:00, or `None` if it is left out or wrong.
    pub(crate) fn time(&mut self, section: Section<'_>, key: &str) -> Option<Time> {
        let node = section.get(key)?;
        let text = self.scalar(node, key)?;
        let time = text
            .split_once(':')
            .filter(|(hours, minutes)| (1..=2).contains(&hours.len()) && minutes.len() == 2)
            .and_then(|(hours, minutes)| {
                Time::new(hours.parse().ok()?, minutes.parse().ok()?, 0, 0).ok()
            });
        if time.is_none() {
            let what = format!("`{key}` must be a time of day, not \"{}\"", shown(text));
            self.fault(
                node.at,
                what,
                "write hours and minutes in quotes: \"09:00\"",
            );
        }
        time
    }

    /// An IANA time zone, or `None` if it is left out or wrong.
    pub(crate) fn timezone(&mut self, section: Section<'_>, key: &str) -> Option<String> {
        let node = section.get(key)?;
        let text = self.scalar(node, key)?;
        let found = zone_name(text);
        if found.is_none() {
            let near = crate::nearest::nearest(
                text,
                crate::country_table::COUNTRIES.iter().map(|row| row.zone),
            );
            let fix = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write an IANA name, such as Europe/Berlin or America/New_York".to_owned(),
            };
            self.fault(
                node.at,
                format!("unknown time zone \"{}\"", shown(text)),
                fix,
            );
        }
        found
    }
}

/// The IANA name as the database spells it, of a zone that it knows.
pub(crate) fn zone_name(text: &str) -> Option<String> {
    // Only names: the library reads offsets and POSIX rules elsewhere, and those know no summer time.
    let text = text.trim();
    if text.len() > 64 || !text.contains('/') && !text.eq_ignore_ascii_case("UTC") {
        return None;
    }
    let zone = jiff::tz::db().get(text).ok()?;
    zone.iana_name().map(str::to_owned)
}

/// A text of a fault, cut and without line breaks.
pub(crate) fn shown(text: &str) -> String {
    let mut out: String = text
        .chars()
        .take(60)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(60).is_some() {
        out.push('…');
    }
    out
}
