//! Lists of leads that a test writes.

use ports::{LeadBatch, LeadRow, LeadSource, PortError, SourceCursor, SourceFile};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Somebody on a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Title.
    pub title: String,
    /// Company.
    pub company: String,
    /// Address.
    pub email: String,
    /// Profile, or empty.
    pub linkedin: String,
    /// Country, as a list would write it.
    pub country: String,
    /// IANA zone.
    pub timezone: String,
}

impl Person {
    /// Somebody who may be written to: answers for logistics at a company in Norway.
    pub fn of(first: &str, company: &str) -> Self {
        let domain = company.to_lowercase().replace(' ', "-");
        Self {
            first_name: first.to_owned(),
            last_name: "Berg".to_owned(),
            title: "Head of Logistics".to_owned(),
            company: company.to_owned(),
            email: format!("{}@{domain}.example", first.to_lowercase()),
            linkedin: String::new(),
            country: "NO".to_owned(),
            timezone: "Europe/Oslo".to_owned(),
        }
    }

    /// One of many, each at a company of their own. Numbers stand in letters: a digit in a name looks like a fault.
    pub fn numbered(number: usize) -> Self {
        let letters: String = number
            .to_string()
            .bytes()
            .map(|digit| char::from(digit - b'0' + b'a'))
            .collect();
        Self {
            last_name: format!("Berg{letters}"),
            ..Self::of("Kari", &format!("Fjord{letters}"))
        }
    }

    /// First and last name.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }

    fn row(&self) -> BTreeMap<String, String> {
        let fields = [
            ("first_name", &self.first_name),
            ("last_name", &self.last_name),
            ("title", &self.title),
            ("company", &self.company),
            ("email", &self.email),
            ("linkedin", &self.linkedin),
            ("country", &self.country),
            ("timezone", &self.timezone),
        ];
        let told = fields.into_iter().filter(|(_, value)| !value.is_empty());
        told.map(|(field, value)| (field.to_owned(), value.clone()))
            .collect()
    }
}

/// [`LeadSource`] for tests: lists grow at their end, as files do.
#[derive(Default)]
pub struct ScriptedLeads(Mutex<BTreeMap<String, Vec<BTreeMap<String, String>>>>);

impl ScriptedLeads {
    /// No lists.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds somebody to a list.
    pub fn add(&self, file: &str, person: &Person) {
        self.add_row(file, person.row());
    }

    /// Adds a row to a list.
    pub fn add_row(&self, file: &str, row: BTreeMap<String, String>) {
        let mut lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lists.entry(file.to_owned()).or_default().push(row);
    }
}

#[async_trait::async_trait]
impl LeadSource for ScriptedLeads {
    async fn read(
        &self,
        source: &SourceFile,
        cursor: Option<&SourceCursor>,
        max: usize,
    ) -> Result<LeadBatch, PortError> {
        let from: usize = cursor.map_or(Ok(0), |cursor| cursor.0.parse()).unwrap();
        let lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all = lists
            .get(&source.path)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let to = from.saturating_add(max).min(all.len());
        let rows = all
            .iter()
            .enumerate()
            .take(to)
            .skip(from)
            // The header is line 1.
            .map(|(index, fields)| LeadRow {
                line: u64::try_from(index).unwrap() + 2,
                fields: Ok(fields.clone()),
            })
            .collect();
        let count = |n: usize| u64::try_from(n).unwrap();
        Ok(LeadBatch {
            rows,
            cursor: SourceCursor(to.max(from).to_string()),
            end: to == all.len(),
            progress: (count(to), count(all.len())),
        })
    }
}
