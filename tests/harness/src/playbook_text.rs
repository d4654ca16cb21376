//! A playbook as text: house rules with a few values to choose, agents with theirs.

use flow::versions::{NewVersion, Way};
use playbook::{Files, Playbook};

/// The house. The rest is the same in every test: two facts, no customers, nothing sampled.
#[derive(Debug, Clone)]
pub struct HouseText {
    /// Zone of the house and of its mailboxes; sourcing runs at six in the morning there.
    pub timezone: &'static str,
    /// Hours of the send window, local to the recipient.
    pub window: (&'static str, &'static str),
    /// Seconds between two letters of a mailbox.
    pub gap_seconds: u32,
    /// Countries for which consent is recorded, as `cold_mail:` writes them.
    pub consent: &'static str,
    /// What the pattern that all agents use says.
    pub pattern: &'static str,
    /// Further mailboxes; every agent writes from all of them.
    pub more_mailboxes: &'static [&'static str],
    /// Caps of receiving providers by name, as house.md writes them.
    pub provider_caps: &'static str,
    /// Minutes of the operator: of a day for the queue, of a week for one agent.
    pub minutes: (u32, u32),
}

impl Default for HouseText {
    fn default() -> Self {
        Self {
            timezone: "Etc/UTC",
            window: ("09:00", "17:00"),
            gap_seconds: 0,
            consent: "everywhere",
            pattern: "Begin with what the reader's site says.",
            more_mailboxes: &[],
            provider_caps: "{}",
            minutes: (20, 60),
        }
    }
}

/// The first mailbox that every agent writes from.
pub const MAILBOX: &str = "mara@quayline.example";

/// What the warm-up service of these mailboxes writes into its mails.
pub const WARM_UP_MARK: &str = "otter-quick-42";

/// The profile of the same person on LinkedIn.
pub const PROFILE: &str = "https://www.linkedin.com/in/mara-lindholt";

impl HouseText {
    fn markdown(&self) -> String {
        let Self {
            timezone,
            window: (from, to),
            gap_seconds,
            provider_caps,
            consent,
            minutes: (day, week),
            ..
        } = self;
        let more: String = self.more_mailboxes.iter().map(|address| format!(
            "\n  - {{address: {address}, name: Mara Lindholt, cap_per_day: 30, gap_seconds: {gap_seconds}, timezone: {timezone}}}"
        )).collect();
        format!(
            r#"---
identity:
  company: Quayline
  address: Quayline ApS, Havnegade 12, 8000 Aarhus C, Denmark
  opt_out_line: If you'd rather not hear from us, use the link or tell us, and we won't write again.
mailboxes:
  - {{address: {MAILBOX}, name: Mara Lindholt, cap_per_day: 30, gap_seconds: {gap_seconds}, timezone: {timezone}, linkedin: "{PROFILE}"}}{more}
facts:
  - {{id: product, text: Quayline shows how long each truck waits at a gate., source: "house:product", date: 2026-05-04}}
  - {{id: setup, text: Set-up takes one morning., source: "house:product", date: 2026-05-04}}
limits: {{live_conversations_per_company: 1, hold_seconds: 10, card_stale_after_days: 14, minutes_a_day: {day}, minutes_per_agent_week: {week}, per_receiving_provider_per_day: {provider_caps}}}
send_window: {{days: [mon, tue, wed, thu, fri], from: "{from}", to: "{to}"}}
cold_mail: [{{countries: [{consent}], basis: consent, record: invented}}]
default_timezone: {timezone}
sample_negatives: 0.0
warm_up_marks: [{WARM_UP_MARK}]
---

Plain words, short sentences.
"#
        )
    }
}

/// An agent. Its list is `NAME.csv`.
#[derive(Debug, Clone)]
pub struct AgentText {
    /// Name.
    pub name: &'static str,
    /// Channel and wait of each step: `email`, `email 3 working days`, `linkedin 3 working days`.
    pub steps: &'static [&'static str],
}

/// An agent with a letter and a follow-up.
pub const NORTH: AgentText = AgentText {
    name: "north",
    steps: &["email", "email 3 working days"],
};

impl AgentText {
    fn markdown(&self, house: &HouseText) -> String {
        let mut mailboxes = vec![MAILBOX];
        mailboxes.extend(house.more_mailboxes);
        let mailboxes = mailboxes.join(", ");
        let mut steps = String::new();
        let mut texts = String::new();
        for (number, step) in (1..).zip(self.steps) {
            let (channel, wait) = step.split_once(' ').unwrap_or((step, "none"));
            steps.push_str(&format!("    - {{channel: {channel}, wait: {wait}}}\n"));
            let subject = if number == 1 && channel == "email" {
                "Subject: waiting at your gate\n\n"
            } else {
                ""
            };
            texts.push_str(&format!(
                "\n## Step {number}\n\n{subject}Hello,\n\nmay I show it to you?\n"
            ));
        }
        format!(
            "---\nmotion: new\ngoal: Agree on a first call with people who answer for a gate\nsegment: Heads of logistics\n\
             channel: email\nweekly_target: 20\nweekly_cap: 100\nmailboxes: [{mailboxes}]\npatterns: [opening]\n\
             sources:\n  - {{file: {name}.csv, source: company-site, date: 2026-05-04}}\n\
             sequence:\n  review: each\n  steps:\n{steps}---\n\nThe reader runs a gate.\n{texts}",
            name = self.name,
        )
    }
}

/// The files of a playbook.
pub fn files(house: &HouseText, agents: &[AgentText]) -> Files {
    let mut files = Files::new();
    files.insert("house.md".to_owned(), house.markdown().into_bytes());
    files.insert(
        "patterns/opening.md".to_owned(),
        format!("{}\n", house.pattern).into_bytes(),
    );
    for agent in agents {
        files.insert(
            format!("agents/{}.md", agent.name),
            agent.markdown(house).into_bytes(),
        );
    }
    files
}

/// Loads a playbook; a faulty one fails the test with its faults.
pub fn load(house: &HouseText, agents: &[AgentText]) -> Playbook {
    playbook::load(&files(house, agents))
        .unwrap_or_else(|faults| panic!("the test's playbook is faulty: {faults:?}"))
}

/// What a push of these files puts in force.
pub fn new_version(files: &Files) -> NewVersion {
    NewVersion {
        files: files.clone(),
        playbook: playbook::load(files).unwrap(),
        way: Way::Push,
        message: "why".to_owned(),
        stay: false,
        redraft: false,
        base: None,
        folder: None,
    }
}
