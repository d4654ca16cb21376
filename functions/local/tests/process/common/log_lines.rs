//! The log as its reader has it: one text a line, taken apart again.

use jiff::Timestamp;
use serde_json::Value;

/// A line of the log, read from its text alone.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) at: Timestamp,
    pub(crate) stream: String,
    pub(crate) who: String,
    pub(crate) event: String,
    pub(crate) words: String,
}

impl Line {
    /// Takes a line's text apart, and checks that the fields beside it say the same.
    #[track_caller]
    pub(crate) fn read(row: &Value) -> Self {
        let text = row["line"].as_str().unwrap();
        assert!(!text.contains('\n'), "{text}");
        let mut parts = text.splitn(4, ' ');
        let at: Timestamp = parts.next().unwrap().parse().unwrap();
        let stream = parts.next().unwrap().to_owned();
        let _agent = parts.next().unwrap();
        let rest = parts.next().unwrap();
        let words_of_who = if rest.starts_with("operator ") || rest.starts_with("agent ") {
            2
        } else {
            1
        };
        let mut words: Vec<&str> = rest.splitn(words_of_who + 1, ' ').collect();
        let rest = words.pop().unwrap();
        let said = words.join(" ");
        let (who, by_program) = match said.strip_suffix("/program") {
            Some(who) => (who.to_owned(), true),
            None => (said, false),
        };
        let event: String = rest
            .chars()
            .take_while(|c| c.is_ascii_lowercase() || *c == '_')
            .collect();
        let after = &rest[event.len()..];
        let words = match after.strip_prefix(" [") {
            Some(contact) => contact.split_once("]: ").unwrap().1,
            None => after.strip_prefix(": ").unwrap(),
        };
        let line = Self {
            at,
            stream,
            who,
            event,
            words: words.to_owned(),
        };
        assert_eq!(row["event"], line.event.as_str(), "{text}");
        assert_eq!(row["who"], line.who.as_str(), "{text}");
        assert_eq!(row["through"] == "machine", by_program, "{text}");
        assert_eq!(row["words"], line.words.as_str(), "{text}");
        assert_eq!(row["stream"], line.stream.as_str(), "{text}");
        line
    }

    /// The number after `step `.
    #[track_caller]
    pub(crate) fn step(&self) -> u32 {
        let rest = self
            .words
            .split_once("step ")
            .unwrap_or_else(|| panic!("{self:?} names no step"))
            .1;
        rest.chars()
            .take_while(char::is_ascii_digit)
            .collect::<String>()
            .parse()
            .unwrap()
    }

    /// The numbers after `step ` or `steps `, wherever they stand.
    pub(crate) fn steps(&self) -> Vec<u32> {
        let Some((_, rest)) = self.words.split_once("step") else {
            return Vec::new();
        };
        let rest = rest.trim_start_matches('s').trim_start();
        let list: String = rest
            .chars()
            .take_while(|c| c.is_ascii_digit() || matches!(c, ',' | ' '))
            .collect();
        list.split(',')
            .filter_map(|number| number.trim().parse().ok())
            .collect()
    }

    /// The claim that the line names.
    pub(crate) fn claim(&self) -> Option<String> {
        let at = self.words.find("clm_")?;
        let id = &self.words[at..];
        Some(
            id.chars()
                .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
                .collect(),
        )
    }

    /// Steps and fingerprints of an approval: `approved step 1 (abc), step 2 (def)`.
    #[track_caller]
    pub(crate) fn approvals(&self) -> Vec<(u32, String)> {
        self.words
            .strip_prefix("approved ")
            .unwrap()
            .split(", ")
            .map(|part| {
                let (step, fingerprint) = part
                    .strip_prefix("step ")
                    .unwrap()
                    .split_once(" (")
                    .unwrap();
                (
                    step.parse().unwrap(),
                    fingerprint.trim_end_matches(')').to_owned(),
                )
            })
            .collect()
    }

    /// The fingerprint after `fingerprint `.
    #[track_caller]
    pub(crate) fn fingerprint(&self) -> String {
        let rest = self.words.split_once("fingerprint ").unwrap().1;
        rest.chars().take_while(char::is_ascii_hexdigit).collect()
    }
}
