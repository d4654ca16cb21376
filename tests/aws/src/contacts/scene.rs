//! A folder with a playbook of one agent and its list.

use super::Failure;
use playbook::Playbook;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const HOUSE: &str = include_str!("../../../bench/playbook/house.md");
const AGENT: &str = include_str!("../../../bench/playbook/agent.md");
const OPENING: &str =
    include_str!("../../../../functions/local/starter-playbook/patterns/opening.md");
const FOLLOW_UP: &str =
    include_str!("../../../../functions/local/starter-playbook/patterns/follow-up.md");

/// Writes it: all of the leads are fit, each of a company of its own.
pub(crate) fn write(folder: &Path, agent: &str, leads: usize) -> Result<(), Failure> {
    for name in ["agents", "patterns", "leads"] {
        fs::create_dir_all(folder.join(name))?;
    }
    let address = format!("mara@{agent}.example");
    let mailbox = format!(
        "  - {{address: {address}, name: Mara Lindholt, cap_per_day: 10000, gap_seconds: 0, timezone: UTC}}"
    );
    let text = AGENT.replace("MAILBOX", &address).replace("NAME", agent);
    let mut list = "First Name,Last Name,Title,Company,Email,Website,Country,Time Zone,Employees,Dock Doors,Industry,Site Note\n".to_owned();
    for row in 0..leads {
        let site = format!("halle-{agent}-{row}.example");
        let docks = 4 + row % 9;
        writeln!(
            list,
            "Signe,Aaboe,Head of Logistics,Halle {agent} {row},signe.{row}@{site},https://{site},,UTC,{},{docks},Food wholesale,the Aarhus warehouse has {docks} loading docks",
            20 + row % 900
        )?;
    }
    let files = [
        ("house.md".to_owned(), HOUSE.replace("MAILBOXES", &mailbox)),
        (format!("agents/{agent}.md"), text),
        ("patterns/opening.md".to_owned(), OPENING.to_owned()),
        ("patterns/follow-up.md".to_owned(), FOLLOW_UP.to_owned()),
        (format!("leads/{agent}.csv"), list),
    ];
    for (name, text) in files {
        fs::write(folder.join(name), text)?;
    }
    Ok(())
}

/// Reads it.
pub(crate) fn read(folder: &Path) -> Result<Playbook, Failure> {
    let mut files = playbook::Files::new();
    for place in ["", "agents", "patterns"] {
        for entry in fs::read_dir(folder.join(place))? {
            let path = entry?.path();
            if path.extension().is_some_and(|end| end == "md") {
                let name = path.strip_prefix(folder)?.display().to_string();
                files.insert(name, fs::read(path)?);
            }
        }
    }
    let (playbook, faults) = playbook::read(&files);
    playbook.ok_or_else(|| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        faults.join("\n").into()
    })
}
