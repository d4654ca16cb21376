//! Mail parsed and classified: who wrote it, is it a bounce, whom about, which words are new. Beside it, on
//! the same files and in the same run, CPython's `email` with flufl.bounce, which does less.

use crate::Failure;
use crate::figures::{Figures, milliseconds, per_second, rounded};
use crate::size::Size;
use ::mail::MailKind;
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What is compared, as the package index names it.
const RIVAL: &str = "flufl.bounce==6.0.0";
/// Folders of the corpora that hold whole mails.
const FOLDERS: [&str; 4] = [
    "flufl-bounce/data",
    "sisimai/mails",
    "sisimai/not-bounce",
    "cpython-test-email",
];

/// Puts the files in place, and the rival where the measure is more than a look.
pub(super) fn prepare(folder: &Path, size: &Size) -> Result<(), Failure> {
    let corpora = std::env::var_os("ONLOOP_CORPORA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora"),
        PathBuf::from,
    );
    let mut files = Vec::new();
    for name in FOLDERS {
        let Ok(listed) = std::fs::read_dir(corpora.join(name)) else {
            continue;
        };
        for entry in listed {
            let path = entry?.path();
            if path.is_file() && path.extension().is_none_or(|ending| ending != "md") {
                files.push(path);
            }
        }
    }
    files.sort();
    if files.is_empty() {
        eprintln!(
            "  corpora missing at {}: mails made up instead",
            corpora.display()
        );
        for number in 0..50 {
            let path = folder.join(format!("{number}.eml"));
            std::fs::write(&path, made_up(number))?;
            files.push(path);
        }
    }
    let list: Vec<String> = files
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    std::fs::write(folder.join("files"), list.join("\n"))?;
    if size.mail_rounds > 1 && !install(folder) {
        eprintln!("  {RIVAL} can't be installed here: NOT COMPARED");
    }
    Ok(())
}

/// A Python of its own with the rival in it.
fn install(folder: &Path) -> bool {
    let run = |command: &mut Command| {
        let done = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
        done.is_ok_and(|status| status.success())
    };
    let place = folder.join("python");
    run(Command::new("python3").args(["-m", "venv"]).arg(&place))
        && run(Command::new(place.join("bin/pip")).args(["install", "--quiet", RIVAL]))
}

/// Both, over and over.
pub(super) fn run(folder: &Path, size: &Size) -> Result<Figures, Failure> {
    let list = std::fs::read_to_string(folder.join("files"))?;
    let mails: Vec<Vec<u8>> = list.lines().map(std::fs::read).collect::<Result<_, _>>()?;
    let bounces = mails
        .iter()
        .filter(|raw| matches!(::mail::read(raw).kind, MailKind::Bounce | MailKind::Delay))
        .count();
    let (mut slowest, began) = (Duration::ZERO, Instant::now());
    for raw in (0..size.mail_rounds).flat_map(|_| &mails) {
        let before = Instant::now();
        std::hint::black_box(::mail::read(raw));
        slowest = slowest.max(before.elapsed());
    }
    let took = began.elapsed();
    let count = mails.len() * size.mail_rounds;
    let mut figures = Figures::default();
    figures
        .add("mails", mails.len())
        .add("bounces", bounces)
        .add("per_second", per_second(count, took))
        .add("slowest_ms", milliseconds(slowest));
    let python = folder.join("python/bin/python");
    if python.exists() {
        let told = rival(&python, &list, size.mail_rounds)?;
        let seconds = told["seconds"].as_f64().unwrap_or_default();
        figures
            .add("python_bounces", told["bounces"].clone())
            .add("python_raised", told["raised"].clone())
            .add(
                "python_per_second",
                per_second(count, Duration::from_secs_f64(seconds)),
            )
            .add("python_slowest_ms", told["slowest_ms"].clone())
            .add("of_python", rounded(seconds / took.as_secs_f64().max(1e-9)));
    }
    Ok(figures)
}

fn rival(python: &Path, list: &str, rounds: usize) -> Result<Value, Failure> {
    let mut child = Command::new(python)
        .args(["-c", include_str!("mail.py"), &rounds.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    if let Some(mut words) = child.stdin.take() {
        words.write_all(list.as_bytes())?;
    }
    let done = child.wait_with_output()?;
    if !done.status.success() {
        return Err("the Python that is compared failed".into());
    }
    Ok(serde_json::from_slice(&done.stdout)?)
}

/// A delivery status mail (RFC 3464).
fn made_up(number: usize) -> String {
    let status = if number.is_multiple_of(2) {
        "5.1.1"
    } else {
        "4.2.2"
    };
    format!(
        "From: MAILER-DAEMON@mx.example\r\nTo: mara@quayline.example\r\nSubject: Undelivered Mail\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nYour mail could not be delivered.\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n\
         Final-Recipient: rfc822; p{number}@mx.example\r\nAction: failed\r\nStatus: {status}\r\n\r\n--b--\r\n"
    )
}
