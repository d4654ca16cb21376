//! The playbook of a run, and what the operators push while it runs.

use super::people::COUNTRIES;
use playbook::{Files, Playbook};
use std::collections::BTreeSet;

/// The only link that letters may hold.
pub(crate) const LINK: &str = "https://seller.example/more";

/// What a version of the playbook says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct House {
    /// Agents.
    pub(crate) agents: usize,
    /// Domains of customers.
    pub(crate) customers: BTreeSet<String>,
    /// Domains that nobody writes to.
    pub(crate) barred_domains: BTreeSet<String>,
    /// Addresses that nobody writes to.
    pub(crate) barred_addresses: BTreeSet<String>,
    /// Company names that nobody writes to.
    pub(crate) barred_companies: BTreeSet<String>,
    /// Countries, as lists write them, for which no consent is recorded.
    pub(crate) held_countries: BTreeSet<String>,
    /// Caps are lifted and consent is recorded everywhere, so that what waits can come to its end.
    pub(crate) lifted: bool,
}

impl House {
    /// The first version.
    pub(crate) fn new(agents: usize) -> Self {
        Self {
            agents,
            customers: ["company1.example".to_owned()].into(),
            barred_domains: ["company2.example".to_owned()].into(),
            held_countries: ["JP".to_owned()].into(),
            ..Self::default()
        }
    }

    /// Two agents begin with the same mailbox; there are two mailboxes at least.
    fn mailboxes(&self) -> usize {
        self.agents.div_ceil(2).max(2)
    }

    /// Whether an agent writes to customers: every fifth one, from its named list.
    pub(crate) fn renews(agent: usize) -> bool {
        agent % 5 == 2
    }

    /// Whether nobody there is written to who did not ask for it.
    pub(crate) fn holds(&self, country: &str) -> bool {
        !self.lifted && self.held_countries.contains(country)
    }

    /// As a playbook. Every second mailbox is warming up; every third agent has a small weekly cap.
    pub(crate) fn playbook(&self) -> Result<Playbook, String> {
        let mut files = Files::new();
        files.insert("house.md".to_owned(), self.front().into_bytes());
        for n in 0..self.agents {
            files.insert(format!("agents/agent-{n}.md"), self.agent(n).into_bytes());
        }
        playbook::load(&files).map_err(|faults| faults.to_string())
    }

    fn front(&self) -> String {
        let mailboxes: String = (0..self.mailboxes())
            .map(|n| {
                let (cap, gap) = match (self.lifted, n % 2) {
                    (true, _) => (5_000, 0),
                    (false, 0) => (6, 60),
                    (false, _) => (6, 0),
                };
                let ramp = if n % 2 == 1 && !self.lifted {
                    ", warm_up: {start: 2026-11-02, from: 2, add_per_day: 1}"
                } else {
                    ""
                };
                format!(
                    "  - {{address: m{n}@seller.example, name: Ada, cap_per_day: {cap}, gap_seconds: {gap}{ramp}}}\n"
                )
            })
            .collect();
        let list = |values: &BTreeSet<String>| {
            let quoted: Vec<String> = values.iter().map(|value| format!("\"{value}\"")).collect();
            format!("[{}]", quoted.join(", "))
        };
        let (domain, google, gmx) = if self.lifted {
            (1_000, 1_000, 1_000)
        } else {
            (2, 3, 2)
        };
        let consent: Vec<&str> = COUNTRIES
            .into_iter()
            .filter(|country| !self.holds(country))
            .map(|country| {
                if country.is_empty() {
                    "unknown"
                } else {
                    country
                }
            })
            .collect();
        format!(
            "---\nidentity:\n  company: Seller Ltd\n  address: 1 Road, Town\n  opt_out_line: Answer stop and we stop.\n\
             mailboxes:\n{mailboxes}links: {{more: \"{LINK}\"}}\n\
             limits:\n  recontact_after_days: 1\n  card_stale_after_days: 5\n  per_recipient_domain_per_day: {domain}\n  \
             per_receiving_provider_per_day: {{google: {google}, gmx: {gmx}}}\n\
             customers: {{domains: {customers}}}\n\
             do_not_contact: {{domains: {domains}, emails: {addresses}, companies: {companies}}}\n\
             cold_mail: [{{countries: [{consent}], basis: consent, record: invented}}]\n\
             default_timezone: Europe/London\n---\n\nPlain words.\n",
            consent = consent.join(", "),
            customers = list(&self.customers),
            domains = list(&self.barred_domains),
            addresses = list(&self.barred_addresses),
            companies = list(&self.barred_companies),
        )
    }

    fn agent(&self, n: usize) -> String {
        let review = if n.is_multiple_of(2) {
            "each"
        } else {
            "together"
        };
        let motion = if Self::renews(n) { "renew" } else { "new" };
        let weekly = match (self.lifted, n % 3) {
            (true, _) => 5_000,
            (false, 0) => 12,
            (false, _) => 60,
        };
        // One agent in three has one mailbox, the others share theirs with their neighbours.
        let first = n / 2;
        let second = (first + 1) % self.mailboxes();
        let mailboxes = if n % 3 == 2 {
            format!("mailbox: m{first}@seller.example")
        } else {
            format!("mailboxes: [m{first}@seller.example, m{second}@seller.example]")
        };
        format!(
            "---\nmotion: {motion}\ngoal: Agree on calls\nsegment: Everybody\nchannel: email\nweekly_target: 5\n\
             weekly_cap: {weekly}\n{mailboxes}\n\
             sources:\n  - {{file: pool-{n}.csv, source: pool, date: 2026-10-01}}\n\
             rubric:\n  accept_at: 1\n  borderline: [0, 1]\n  criteria:\n    - {{name: has a title, weight: 1, when: {{field: title, present: true}}}}\n\
             sequence:\n  review: {review}\n  steps:\n    - purpose: first\n    - wait: 2 working days\n    - wait: 3 days\n\
             max_list: 8\n---\n\nBe kind.\n\n## Step 1\nSubject: Hello\n\nHi. Shall we talk?\n\n## Step 2\n\nHi again. Shall we?\n\n## Step 3\n\nLast one. Shall we?\n"
        )
    }
}
