//! Agents, leads and the playbook of a run.

use crate::random::Random;
use playbook::{Files, Playbook};
use ports::{LeadBatch, LeadRow, LeadSource, PortError, SourceCursor, SourceFile};
use std::collections::BTreeMap;

/// The only link that letters may hold.
pub(crate) const LINK: &str = "https://seller.example/more";
/// Letters of a mailbox in a day.
pub(crate) const CAP: u32 = 2;

/// The playbook of a run: agents share two mailboxes and one pool of people.
pub(crate) fn playbook(agents: usize) -> Result<Playbook, String> {
    let mut files = Files::new();
    let house = format!(
        "---\nidentity:\n  company: Seller Ltd\n  address: 1 Road, Town\n  opt_out_line: Answer stop and we stop.\n\
         mailboxes:\n  - {{address: ada@seller.example, name: Ada, cap_per_day: {CAP}, gap_seconds: 60}}\n  \
         - {{address: bo@seller.example, name: Bo, cap_per_day: {CAP}, gap_seconds: 0}}\n\
         links: {{more: \"{LINK}\"}}\n\
         limits: {{recontact_after_days: 1, card_stale_after_days: 5}}\n\
         default_timezone: Europe/London\n---\n\nPlain words.\n"
    );
    files.insert("house.md".to_owned(), house.into_bytes());
    for n in 0..agents {
        let (mailbox, review) = if n % 2 == 0 {
            ("ada", "each")
        } else {
            ("bo", "together")
        };
        let agent = format!(
            "---\nmotion: new\ngoal: Agree on calls\nsegment: Everybody\nchannel: email\nweekly_target: 5\n\
             weekly_cap: 40\nmailbox: {mailbox}@seller.example\n\
             sources:\n  - {{file: pool-{n}.csv, source: pool, date: 2026-10-01}}\n\
             rubric:\n  accept_at: 1\n  borderline: [0, 1]\n  criteria:\n    - {{name: has a title, weight: 1, when: {{field: title, present: true}}}}\n\
             sequence:\n  review: {review}\n  steps:\n    - purpose: first\n    - wait: 2 working days\n    - wait: 3 days\n\
             max_list: 8\n---\n\nBe kind.\n\n## Step 1\nSubject: Hello\n\nHi. Shall we talk?\n\n## Step 2\n\nHi again. Shall we?\n\n## Step 3\n\nLast one. Shall we?\n"
        );
        files.insert(format!("agents/agent-{n}.md"), agent.into_bytes());
    }
    playbook::load(&files).map_err(|faults| faults.to_string())
}

/// People that several agents find: the same person under two addresses' spellings, colleagues, rows
/// that can't be read.
pub(crate) struct Pool {
    seed: u64,
    per_agent: usize,
    /// Everybody once, each at a company of their own.
    plain: bool,
    clock: std::sync::Arc<dyn ports::Clock>,
    start: jiff::Timestamp,
}

impl Pool {
    /// A pool by a seed.
    pub(crate) fn new(
        seed: u64,
        per_agent: usize,
        plain: bool,
        clock: std::sync::Arc<dyn ports::Clock>,
    ) -> Self {
        let start = clock.now();
        Self {
            seed,
            per_agent,
            plain,
            clock,
            start,
        }
    }

    /// The list grows by some rows a day, so that people are found again after what became of them.
    fn rows(&self) -> usize {
        let days = self.clock.now().duration_since(self.start).as_hours() / 24;
        let days = usize::try_from(days).unwrap_or(0).saturating_add(1);
        days.saturating_mul(6).min(self.per_agent)
    }

    fn row(&self, file: &str, index: usize) -> LeadRow {
        let mut random = Random::new(
            self.seed ^ u64::try_from(index).unwrap_or(0).wrapping_mul(7919) ^ hash(file),
        );
        let line = u64::try_from(index).unwrap_or(0).saturating_add(2);
        if random.in_thousand(30) {
            return LeadRow {
                line,
                fields: Err("a quote is never closed".to_owned()),
            };
        }
        // A pool of people smaller than all rows: agents meet each other's.
        let anybody = random.below(self.per_agent.saturating_mul(2).max(2) / 2);
        let person = if self.plain {
            index.saturating_mul(2)
        } else {
            anybody
        };
        let company = person / 2;
        let countries = ["GB", "DE", "US", "JP", "ES", ""];
        let mut fields = BTreeMap::new();
        let mut set = |name: &str, value: String| {
            if !value.is_empty() {
                fields.insert(name.to_owned(), value);
            }
        };
        let spelling = if random.in_thousand(200) { "P" } else { "p" };
        set(
            "email",
            format!("{spelling}erson{person}@company{company}.example"),
        );
        if random.in_thousand(300) {
            set(
                "linkedin",
                format!("https://www.linkedin.com/in/person{person}/"),
            );
        }
        set("first_name", format!("First{person}"));
        set("last_name", "O'Odd, \"Jr\" <b>".to_owned());
        set("title", "Head".to_owned());
        set("company", format!("Company {company}"));
        set(
            "country",
            countries
                .get(company % countries.len())
                .copied()
                .unwrap_or_default()
                .to_owned(),
        );
        LeadRow {
            line,
            fields: Ok(fields),
        }
    }
}

fn hash(text: &str) -> u64 {
    text.bytes().fold(7, |hash: u64, byte| {
        hash.wrapping_mul(31).wrapping_add(u64::from(byte))
    })
}

#[async_trait::async_trait]
impl LeadSource for Pool {
    async fn read(
        &self,
        source: &SourceFile,
        cursor: Option<&SourceCursor>,
        max: usize,
    ) -> Result<LeadBatch, PortError> {
        let from: usize = cursor.and_then(|cursor| cursor.0.parse().ok()).unwrap_or(0);
        let to = from.saturating_add(max).min(self.rows()).max(from);
        Ok(LeadBatch {
            rows: (from..to)
                .map(|index| self.row(&source.path, index))
                .collect(),
            cursor: SourceCursor(to.to_string()),
            end: to >= self.rows(),
            progress: (0, 0),
        })
    }
}
