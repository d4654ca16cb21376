//! The starter playbook as an archive, by the real clock and with two leads.

use std::path::Path;

const LEADS: &str = "First Name,Last Name,Title,Company,Email,Website,Country,Time Zone,Employees,Dock Doors,Industry,Site Note\n\
    Jane,Roe,Head of Logistics,Acme Foods,jane@acme.example,https://acme.example,,Etc/UTC,240,9,Food wholesale,the yard opens nine loading docks at 05:00\n\
    John,Doe,Warehouse Manager,Beta Parts,john@beta.example,https://beta.example,,Etc/UTC,240,9,Food wholesale,the yard opens six loading docks at 06:00\n";

/// Letters may leave at any hour of any day and without the time of an undo.
const CHANGES: [(&str, &str, &str); 6] = [
    (
        "house.md",
        "cap_per_day: 30",
        "cap_per_day: 30\n    gap_seconds: 0",
    ),
    ("house.md", "hold_seconds: 10", "hold_seconds: 0"),
    ("house.md", "thu, fri]", "thu, fri, sat, sun]"),
    ("house.md", "from: \"09:00\"", "from: \"00:00\""),
    ("house.md", "to: \"17:00\"", "to: \"23:59\""),
    // Without a country there are no holidays, and nothing is known of the law.
    ("house.md", "countries: [AU,", "countries: [unknown, AU,"),
];

/// The archive that `tar` would make of the folder.
pub fn archive() -> Vec<u8> {
    with(&[])
}

/// The same with so many leads instead, of companies of their own: `signe@halle-0.example` is the first. Their
/// mailbox may send so many letters a day.
pub fn of_leads(count: usize, a_day: usize) -> Vec<u8> {
    let mut lines = LEADS.lines();
    let mut leads = format!("{}\n", lines.next().unwrap());
    for number in 0..count {
        leads.push_str(&format!(
            "Signe,Aaboe,Head of Logistics,Halle {number},signe@halle-{number}.example,https://halle-{number}.example,,Etc/UTC,240,9,Food wholesale,the yard opens nine loading docks at 05:00\n"
        ));
    }
    let cap = format!("cap_per_day: {a_day}\n    gap_seconds");
    packed(
        &[("house.md", "cap_per_day: 30\n    gap_seconds", &cap)],
        &leads,
    )
}

/// The same with further changes: file, old text, new text.
#[track_caller]
pub fn with(changes: &[(&str, &str, &str)]) -> Vec<u8> {
    packed(changes, LEADS)
}

/// An archive of these files.
pub fn of_files(files: &playbook::Files) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        add(&mut tar, name, bytes);
    }
    tar.into_inner().unwrap()
}

#[track_caller]
fn packed(changes: &[(&str, &str, &str)], leads: &str) -> Vec<u8> {
    let starter =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../functions/local/starter-playbook");
    let mut tar = tar::Builder::new(Vec::new());
    let names = [
        "house.md",
        "agents/first-agent.md",
        "patterns/opening.md",
        "patterns/follow-up.md",
    ];
    for name in names {
        let mut text = std::fs::read_to_string(starter.join(name)).unwrap();
        for (_, old, new) in CHANGES.iter().chain(changes).filter(|(of, ..)| *of == name) {
            assert_eq!(text.matches(old).count(), 1, "{old:?} in {name}");
            text = text.replacen(old, new, 1);
        }
        add(&mut tar, name, text.as_bytes());
    }
    add(&mut tar, "leads.csv", leads.as_bytes());
    tar.into_inner().unwrap()
}

fn add(tar: &mut tar::Builder<Vec<u8>>, name: &str, bytes: &[u8]) {
    let mut header = tar::Header::new_gnu();
    header.set_size(u64::try_from(bytes.len()).unwrap());
    header.set_mode(0o644);
    tar.append_data(&mut header, format!("./{name}"), bytes)
        .unwrap();
}
