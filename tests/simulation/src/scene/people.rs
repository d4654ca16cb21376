//! People that several agents find: one person under two addresses, colleagues, customers, people at
//! large mail providers, rows that can't be read.

use super::hostile;
use crate::process::clock::SimClock;
use crate::random::Random;
use jiff::Timestamp;
use ports::{Clock, LeadRow};
use std::collections::BTreeMap;

/// Rows of a list that come in on a day, so that people are found again after what became of them.
const ROWS_PER_DAY: usize = 6;
/// As lists write them; some write none.
pub(super) const COUNTRIES: [&str; 6] = ["GB", "DE", "US", "JP", "ES", ""];

/// By a seed.
pub(crate) struct People {
    seed: u64,
    per_agent: usize,
    people: usize,
    /// Everybody once, each at a company of their own.
    plain: bool,
    clock: SimClock,
    start: Timestamp,
}

impl People {
    /// So many rows for each agent. There are fewer people than rows, so that agents meet each other's.
    pub(crate) fn new(
        seed: u64,
        per_agent: usize,
        agents: usize,
        plain: bool,
        clock: SimClock,
    ) -> Self {
        let start = clock.now();
        Self {
            seed,
            per_agent,
            people: (per_agent.saturating_mul(agents) / 2).max(per_agent),
            plain,
            clock,
            start,
        }
    }

    /// How long the lists are by now.
    pub(crate) fn rows(&self) -> usize {
        let days = self.clock.now().duration_since(self.start).as_hours() / 24;
        let days = usize::try_from(days).unwrap_or(0).saturating_add(1);
        days.saturating_mul(ROWS_PER_DAY).min(self.per_agent)
    }

    /// One row of a file.
    pub(crate) fn row(&self, file: &str, index: usize, hostile: bool) -> LeadRow {
        let mut random = Random::new(
            self.seed ^ u64::try_from(index).unwrap_or(0).wrapping_mul(7919) ^ hash(file),
        );
        let line = u64::try_from(index).unwrap_or(0).saturating_add(2);
        if !self.plain && random.in_thousand(30) {
            return LeadRow {
                line,
                fields: Err("a quote is never closed".to_owned()),
            };
        }
        let person = if self.plain {
            // From 6 on nobody is a customer or barred; every second one is a colleague.
            index.saturating_mul(2).saturating_add(6)
        } else {
            random.below(self.people)
        };
        let mut fields = BTreeMap::new();
        let mut set = |name: &str, value: String| {
            if !value.is_empty() {
                fields.insert(name.to_owned(), value);
            }
        };
        let company = person / 2;
        set("email", self.address(person, &mut random));
        // Whoever has two addresses is told by their profile.
        if has_two(person) || random.in_thousand(300) {
            set(
                "linkedin",
                format!("https://www.linkedin.com/in/person{person}/"),
            );
        }
        set("first_name", format!("First{person}"));
        set("last_name", "O'Odd, \"Jr\" <b>".to_owned());
        set("title", "Head".to_owned());
        set("company", format!("Company {company}"));
        let country = COUNTRIES.get(company % COUNTRIES.len()).copied();
        set("country", country.unwrap_or_default().to_owned());
        if hostile {
            let names = ["first_name", "last_name", "title", "company"];
            if let (Some(name), Some(text)) = (random.pick(&names), random.pick(&hostile::FIELDS)) {
                set(name, (*text).to_owned());
            }
        }
        LeadRow {
            line,
            fields: Ok(fields),
        }
    }

    fn address(&self, person: usize, random: &mut Random) -> String {
        let company = person / 2;
        let local = if random.in_thousand(200) {
            "Person"
        } else {
            "person"
        };
        if self.plain {
            return format!("{local}{person}@company{company}.example");
        }
        match person % 11 {
            3 => format!("{local}{person}@gmail.com"),
            6 if person.is_multiple_of(2) => format!("{local}{person}@gmx.de"),
            6 => format!("{local}{person}@web.de"),
            8 => format!("{local}{person}@eu.company{company}.example"),
            _ if has_two(person) && random.in_thousand(500) => {
                format!("alt.{local}{person}@company{company}.example")
            }
            _ => format!("{local}{person}@company{company}.example"),
        }
    }
}

fn has_two(person: usize) -> bool {
    person % 7 == 2
}

fn hash(text: &str) -> u64 {
    text.bytes().fold(7, |hash: u64, byte| {
        hash.wrapping_mul(31).wrapping_add(u64::from(byte))
    })
}
