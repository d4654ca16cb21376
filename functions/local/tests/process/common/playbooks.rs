//! Playbooks made from the one to start from, and lists of invented people at reserved domains.

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// A copy of the starter playbook that a test changes.
pub(crate) struct Playbook {
    pub(crate) dir: PathBuf,
}

impl Playbook {
    /// Copies the starter into `dir`, with limits that hold no test back.
    pub(crate) fn roomy(dir: &Path) -> Self {
        copy(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("starter-playbook"),
            dir,
        );
        let playbook = Self {
            dir: dir.to_path_buf(),
        };
        playbook.change(
            "house.md",
            "cap_per_day: 30",
            "cap_per_day: 10000\n    gap_seconds: 0",
        );
        playbook.change(
            "house.md",
            "per_recipient_domain_per_day: 5",
            "per_recipient_domain_per_day: 1000",
        );
        // The lists of these tests name countries of all kinds, and none.
        playbook.change("house.md", "countries: [AU,", "countries: [everywhere, AU,");
        playbook.change(
            "house.md",
            "live_conversations_per_company: 1",
            "live_conversations_per_company: 100",
        );
        // Verdicts come from the test, as fast as they may.
        playbook.change("house.md", "minutes_a_day: 20", "minutes_a_day: 1440");
        playbook.change(
            "house.md",
            "minutes_per_agent_week: 60",
            "minutes_per_agent_week: 10080",
        );
        playbook.change(
            "agents/first-agent.md",
            "weekly_target: 15",
            "weekly_target: 1000",
        );
        playbook.change(
            "agents/first-agent.md",
            "weekly_cap: 100",
            "weekly_cap: 5000",
        );
        playbook.change("agents/first-agent.md", "max_list: 50", "max_list: 10000");
        playbook
    }

    /// A list of so many leads whom letters may reach at any hour of any day, without the time of an
    /// undo.
    pub(crate) fn by_the_real_clock(&self, count: usize) {
        let days = "days: [mon, tue, wed, thu, fri";
        self.change(
            "house.md",
            &format!("{days}]"),
            &format!("{days}, sat, sun]"),
        );
        let window = |from: &str, to: &str| format!("from: \"{from}\"\n  to: \"{to}\"");
        self.change(
            "house.md",
            &window("09:00", "17:00"),
            &window("00:00", "23:59"),
        );
        self.change("house.md", "hold_seconds: 10", "hold_seconds: 0");
        // Without a country there are no holidays.
        let csv = leads("now", count)
            .replace("Denmark", "")
            .replace("Germany,Europe/Berlin", ",Etc/UTC");
        self.write("leads.csv", csv);
    }

    /// Replaces a text that stands exactly once.
    #[track_caller]
    pub(crate) fn change(&self, file: &str, old: &str, new: &str) {
        let path = self.dir.join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(old).count(), 1, "{old:?} in {file}");
        std::fs::write(&path, text.replacen(old, new, 1)).unwrap();
    }

    pub(crate) fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.dir.join(file), bytes).unwrap();
    }

    /// One follow-up and no more: a third fewer letters.
    pub(crate) fn two_steps(&self) {
        let step = "    - wait: 6 working days\n      purpose: Close without pressure\n";
        self.change("agents/first-agent.md", step, "");
        let path = self.dir.join("agents/first-agent.md");
        let text = std::fs::read_to_string(&path).unwrap();
        let (kept, _) = text.split_once("## Step 3").unwrap();
        std::fs::write(&path, kept).unwrap();
    }

    /// Further agents like the first one, each with a mailbox and a list of its own; together with it
    /// they have so many leads.
    pub(crate) fn fleet(&self, names: &[&str], leads_of_all: usize) {
        let each = leads_of_all / (names.len() + 1);
        self.write("leads.csv", leads("first", each));
        for name in names {
            let mailbox = format!("{name}@dockwell.example");
            self.change(
                "house.md",
                "mailboxes:\n",
                &format!("mailboxes:\n  - {{address: {mailbox}, name: {name} Lindholt, cap_per_day: 10000, gap_seconds: 0, timezone: Europe/Copenhagen}}\n"),
            );
            self.second_agent(name, &format!("{name}.csv"), "together");
            self.change(
                &format!("agents/{name}.md"),
                "mailbox: mara@dockwell.example",
                &format!("mailbox: {mailbox}"),
            );
            self.write(&format!("{name}.csv"), leads(name, each));
        }
    }

    /// A second agent like the first one, with a list and a kind of review of its own.
    pub(crate) fn second_agent(&self, name: &str, list: &str, review: &str) {
        let first = std::fs::read_to_string(self.dir.join("agents/first-agent.md")).unwrap();
        let second = first.replace("file: leads.csv", &format!("file: {list}"));
        let second = second.replace("review: together", &format!("review: {review}"));
        std::fs::write(self.dir.join(format!("agents/{name}.md")), second).unwrap();
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            // Not `fs::copy`: the copy is to be writable whatever the source is.
            std::fs::write(target, std::fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}

/// The first line of every list here.
pub(crate) const HEADER: &str = "First Name,Last Name,Title,Company,Email,Website,Country,Time Zone,Employees,Dock Doors,Industry,Site Note\n";

const FIRST: [&str; 20] = [
    "Aino", "Bram", "Carmen", "Dilek", "Emil", "Fatou", "Greta", "Hiro", "Ines", "Jonas", "Keiko",
    "Lucía", "Marek", "Noor", "Oskar", "Priya", "Quinn", "Renée", "Søren", "Tomás",
];
const LAST: [&str; 17] = [
    "Aalto",
    "Bakker",
    "Castillo",
    "Demir",
    "Eriksen",
    "Fournier",
    "Grünwald",
    "Hashimoto",
    "Ibarra",
    "Jansen",
    "Kowalski",
    "Lindqvist",
    "Moreau",
    "Nowak",
    "O'Brien",
    "Petrov",
    "Quist",
];
const TITLES: [&str; 5] = [
    "Head of Logistics",
    "Operations Director",
    "Warehouse Manager",
    "Distribution Lead",
    "Supply Chain Manager",
];
/// Country and time zone; an empty zone follows from the country.
const PLACES: [(&str, &str); 16] = [
    ("Denmark", ""),
    ("Germany", "Europe/Berlin"),
    ("US", "America/New_York"),
    ("US", "America/Los_Angeles"),
    ("Japan", ""),
    ("Australia", "Australia/Sydney"),
    ("Brazil", "America/Sao_Paulo"),
    ("India", ""),
    ("United Kingdom", ""),
    ("Spain", ""),
    ("Netherlands", ""),
    ("Canada", "America/Toronto"),
    ("Poland", ""),
    ("Singapore", ""),
    ("New Zealand", ""),
    ("", ""),
];

/// The mail address of an invented lead.
pub(crate) fn address(list: &str, number: usize) -> String {
    format!("person{number}@{list}-firm-{}.example", number / 2)
}

/// A list of invented people in many places; all of them fit the rubric.
pub(crate) fn leads(list: &str, count: usize) -> String {
    let mut csv = HEADER.to_owned();
    for number in 0..count {
        let at = |many: usize, step: usize| (number * step) % many;
        let (country, zone) = PLACES[at(PLACES.len(), 1)];
        writeln!(
            csv,
            "{},{},{},Firm {list} {},{},https://{list}-firm-{}.example,{country},{zone},{},{},Food wholesale,{}",
            FIRST[at(FIRST.len(), 3)],
            LAST[at(LAST.len(), 5)],
            TITLES[at(TITLES.len(), 1)],
            number / 2,
            address(list, number),
            number / 2,
            20 + number % 1_900,
            4 + number % 9,
            if number % 4 == 0 { String::new() } else { format!("the yard opens {} loading docks at 05:00", 4 + number % 9) },
        )
        .unwrap();
    }
    csv
}
