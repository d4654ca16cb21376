//! Output that nobody reads, or that can't be written.

use crate::fake_server::FakeServer;
use crate::support::onloop;
use serde_json::json;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

/// Closes the output at once and lets the command run to its end.
#[track_caller]
fn ends_quietly(mut command: Command) {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0), "{err}");
    assert_eq!(err, "");
}

fn replies(folder: &Path, lines: usize) -> std::path::PathBuf {
    let line = json!({"id": 1, "channel": "linkedin", "received": "2026-11-16T09:00:00Z", "body": "No thanks."});
    let file = folder.join("replies.jsonl");
    std::fs::write(&file, format!("{line}\n").repeat(lines)).unwrap();
    file
}

#[test]
fn a_reader_that_goes_away_ends_a_command_quietly() {
    let folder = tempfile::tempdir().unwrap();
    let file = replies(folder.path(), 2000);
    for command in ["label", "lint"] {
        ends_quietly(onloop(&[
            command.as_ref(),
            "--jsonl".as_ref(),
            file.as_os_str(),
        ]));
    }
    ends_quietly(onloop(&["schema", "agent"]));
    ends_quietly(onloop(&["--help"]));
    ends_quietly(onloop(&[
        "check",
        concat!(env!("CARGO_MANIFEST_DIR"), "/starter-playbook"),
    ]));
    let line = json!({"at": "2026-11-23T10:00:00Z", "who": "x", "stream": "y", "event": "z", "words": "w"});
    let server = FakeServer::start(move |_| {
        (
            200,
            json!({"lines": vec![line.clone(); 100], "next": "more"}).to_string(),
        )
    });
    ends_quietly(onloop(&[
        "log".as_ref(),
        "--data".as_ref(),
        server.data().as_os_str(),
    ]));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_the_output_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = replies(folder.path(), 3);
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut command = onloop(&["label".as_ref(), "--jsonl".as_ref(), file.as_os_str()]);
    let done = command
        .stdin(Stdio::null())
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
        .wait_with_output()
        .unwrap();
    let err = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(1), "{err}");
    assert!(
        err.starts_with("error: can't write to standard output: "),
        "{err}"
    );
}

#[cfg(unix)]
#[test]
fn an_answer_leaves_before_the_next_question_comes() {
    use std::io::{BufRead, BufReader, Write};
    let mut child = onloop(&["label", "--jsonl", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for id in 0..3 {
        writeln!(input, "{}", json!({"id": id, "channel": "linkedin", "received": "2026-11-16T09:00:00Z", "body": "No."})).unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert!(line.starts_with(&format!("{{\"id\":{id},")), "{line}");
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}
