//! One process a measure, so that peaks of memory do not mix.

use crate::args::{Args, SizeName};
use crate::{Failure, measures};
use clap::ValueEnum;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What would make a stack write to the world, or speak to a model.
const WORLD: [&str; 5] = [
    "ONLOOP_SMTP_URL",
    "ONLOOP_IMAP_URL",
    "ANTHROPIC_API_KEY",
    "ONLOOP_PUBLIC_URL",
    "ONLOOP_HOSTS",
];

/// Runs what was asked for, in the order of the list.
pub(crate) fn all(args: &Args) -> Result<(), Failure> {
    for name in &args.only {
        if measures::find(name).is_none() {
            let known: Vec<&str> = measures::ALL.iter().map(|measure| measure.name).collect();
            return Err(format!("{name:?} is no measure; there are {}", known.join(", ")).into());
        }
    }
    // Removed when all is measured: for five minutes ext4 looks anew at every file that was removed whenever it
    // makes one, and letters, which are files, left a third more slowly.
    let mut folders = Vec::new();
    let parent = args.folder.clone().unwrap_or_else(std::env::temp_dir);
    for measure in measures::ALL {
        let is_named = args.only.iter().any(|name| name == measure.name);
        let is_wanted = is_named || (args.only.is_empty() && !measure.by_name);
        if !is_wanted {
            continue;
        }
        let folder = tempfile::Builder::new()
            .prefix("onloop-bench-")
            .tempdir_in(&parent)?;
        eprintln!("{}: {}", measure.name, measure.about);
        if measure.prepare.is_some() {
            eprintln!("{}: preparing", measure.name);
            child(args.size, measure.name, "prepare", folder.path())?;
        }
        let line = child(args.size, measure.name, "run", folder.path())?;
        let mut out = std::io::stdout().lock();
        out.write_all(&line)?;
        out.flush()?;
        folders.push(folder);
    }
    Ok(())
}

fn child(size: SizeName, measure: &str, part: &str, folder: &Path) -> Result<Vec<u8>, Failure> {
    let mut command = Command::new(std::env::current_exe()?);
    for name in WORLD {
        command.env_remove(name);
    }
    let size = size
        .to_possible_value()
        .map(|value| value.get_name().to_owned());
    let size = size.ok_or("a size without a name")?;
    let output = command
        .args([
            "--only", measure, "--part", part, "--size", &size, "--folder",
        ])
        .arg(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err(format!(
            "{measure} ended with {} while it did: {part}",
            output.status
        )
        .into());
    }
    Ok(output.stdout)
}

/// The peak of this process's resident memory, in megabytes of 1,000,000 bytes; `None` where the
/// system does not tell.
pub(crate) fn peak_memory_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u32 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(crate::figures::rounded(
        f64::from(kibibytes) * 1_024.0 / 1e6,
    ))
}

/// Processor time of this process so far, all threads, in seconds. Unlike the time on the wall it does
/// not grow when others use the machine.
pub(crate) fn processor_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    // proc(5): utime and stime are fields 14 and 15, in hundredths of a second on Linux; the first
    // field after the name is the third.
    let mut fields = fields.split_whitespace().skip(11);
    let (user, system): (u32, u32) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some(f64::from(user.saturating_add(system)) / 100.0)
}

/// What this process had written to disks so far, in megabytes of 1,000,000 bytes.
pub(crate) fn written_mb() -> Option<f64> {
    let io = std::fs::read_to_string("/proc/self/io").ok()?;
    let bytes = io
        .lines()
        .find_map(|line| line.strip_prefix("write_bytes: "))?;
    let kilobytes = u32::try_from(bytes.trim().parse::<u64>().ok()? / 1_000).ok()?;
    Some(f64::from(kilobytes) / 1_000.0)
}
