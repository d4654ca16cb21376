//! What can be measured.

mod cold_start;
mod disk;
mod mail;
mod messages;
mod queue;
mod simulated;
mod sourcing;
mod start;
mod units;

use crate::args::{Args, Part};
use crate::figures::Figures;
use crate::size::Size;
use crate::{Failure, process};
use std::path::Path;

/// Makes what is measured.
type Prepare = fn(&Path, &Size) -> Result<(), Failure>;

/// One measure.
pub(crate) struct Measure {
    /// By which it is asked for.
    pub(crate) name: &'static str,
    /// What it tells.
    pub(crate) about: &'static str,
    /// Runs only if it is asked for by its name: it needs more than this program.
    pub(crate) by_name: bool,
    /// Makes what is measured, in a process of its own.
    pub(crate) prepare: Option<Prepare>,
    /// Measures.
    run: fn(&Path, &Size) -> Result<Figures, Failure>,
}

/// All of them, in the order in which they run.
pub(crate) const ALL: &[Measure] = &[
    Measure {
        name: "disk",
        about: "what the disk and the bare store can do: all other figures stand beside these",
        by_name: false,
        prepare: None,
        run: disk::run,
    },
    Measure {
        name: "sourcing",
        about: "leads sourced and scored from CSV files, SQLite on disk",
        by_name: false,
        prepare: Some(sourcing::prepare),
        run: sourcing::run,
    },
    Measure {
        name: "messages",
        about: "approved, claimed, handed over and settled letters, SQLite on disk, letters as files",
        by_name: false,
        prepare: Some(messages::prepare),
        run: messages::run,
    },
    Measure {
        name: "queue",
        about: "the queue page through the router, some thousand cards waiting",
        by_name: false,
        prepare: Some(queue::prepare),
        run: queue::run,
    },
    Measure {
        name: "queue_long",
        about: "the same with twenty times as many cards",
        by_name: false,
        prepare: Some(queue::prepare_long),
        run: queue::run,
    },
    Measure {
        name: "mail",
        about: "mails parsed and classified, beside CPython's email with flufl.bounce on the same files",
        by_name: false,
        prepare: Some(mail::prepare),
        run: mail::run,
    },
    Measure {
        name: "start",
        about: "all that `onloop up` does until it listens, on a store with many events",
        by_name: false,
        prepare: Some(start::prepare),
        run: start::run,
    },
    Measure {
        name: "units",
        about: "what a conversation asks of table, queues and bodies by stage, as Amazon would bill it",
        by_name: false,
        prepare: None,
        run: units::run,
    },
    Measure {
        name: "simulation",
        about: "simulated agent-weeks a minute with heavy faults, every invariant checked",
        by_name: false,
        prepare: None,
        run: simulated::run,
    },
    Measure {
        name: "cold_start",
        about: "each function's program for AWS from its start to its first answer; builds them (only by its name)",
        by_name: true,
        prepare: Some(cold_start::prepare),
        run: cold_start::run,
    },
];

/// The measure of a name.
pub(crate) fn find(name: &str) -> Option<&'static Measure> {
    ALL.iter().find(|measure| measure.name == name)
}

/// Tells what there is.
pub(crate) fn list() {
    for measure in ALL {
        println!("{:<12} {}", measure.name, measure.about);
    }
}

/// One part of one measure, in this process.
pub(crate) fn part(part: Part, args: &Args) -> Result<(), Failure> {
    let ([name], Some(folder)) = (args.only.as_slice(), &args.folder) else {
        return Err("a part needs one measure and a folder".into());
    };
    let measure = find(name).ok_or_else(|| format!("{name:?} is no measure"))?;
    let size = Size::of(args.size);
    match (part, measure.prepare) {
        (Part::Prepare, Some(prepare)) => prepare(folder, &size),
        (Part::Prepare, None) => Ok(()),
        (Part::Run, _) => {
            let mut figures = (measure.run)(folder, &size)?;
            if let Some(seconds) = process::processor_seconds() {
                figures.add("processor_seconds", seconds);
            }
            if let Some(megabytes) = process::written_mb() {
                figures.add("written_mb", megabytes);
            }
            let peak =
                process::peak_memory_mb().ok_or("this system does not tell its peak of memory")?;
            println!("{}", figures.line(measure.name, peak)?);
            Ok(())
        }
    }
}

/// Runs a future as `onloop up` does: a thread for each processor.
fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(work)
}
