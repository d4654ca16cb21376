//! The commands and a real `up`, from its first line to its end.

use crate::support::{Ran, onloop, ran};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A running `up`; it ends with the test.
pub(crate) struct Running {
    child: Child,
    pub(crate) link: String,
}

impl Running {
    pub(crate) fn start(data: &Path) -> Self {
        let mut command = onloop(&[
            "up".as_ref(),
            "--port".as_ref(),
            "0".as_ref(),
            "--data".as_ref(),
            data.as_os_str(),
        ]);
        command
            .args(["--operator", "Mara", "--market", "simulated"])
            .current_dir(data.parent().unwrap());
        for name in [
            "ONLOOP_SMTP_URL",
            "ONLOOP_IMAP_URL",
            "ANTHROPIC_API_KEY",
            "ONLOOP_PUBLIC_URL",
            "ONLOOP_HOSTS",
        ] {
            command.env_remove(name);
        }
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let Some(link) = line.trim_end().strip_prefix("listening ") else {
            child.kill().unwrap();
            let mut err = String::new();
            child
                .stderr
                .take()
                .unwrap()
                .read_to_string(&mut err)
                .unwrap();
            panic!("{line:?} {err}");
        };
        let link = link.to_owned();
        Self { child, link }
    }

    /// As `kill` does it; the exit code.
    pub(crate) fn stop(mut self) -> Option<i32> {
        let number = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &number])
                .status()
                .unwrap()
                .success()
        );
        self.child.wait().unwrap().code()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Runs a command on the data.
pub(crate) fn on(data: &Path, args: &[&str]) -> Ran {
    let mut all: Vec<&std::ffi::OsStr> = args.iter().map(|arg| arg.as_ref()).collect();
    all.extend(["--data".as_ref(), data.as_os_str()]);
    ran(&all, "")
}

#[cfg(unix)]
#[test]
fn commands_reach_a_running_up_and_what_they_did_outlives_it() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let up = Running::start(&data);
    let (address, token) = up.link.split_once("/#token=").unwrap();
    assert!(address.starts_with("http://127.0.0.1:") && !token.is_empty());
    assert_eq!(
        std::fs::read_to_string(data.join("api-address"))
            .unwrap()
            .trim_end(),
        address
    );

    assert!(
        on(&data, &["status"])
            .ends(0)
            .out
            .contains("operator   Mara")
    );
    let link = on(&data, &["sign-in", "--name", "Jonas"]).ends(0).out;
    assert!(link.starts_with(&format!("{address}/#token=")) && link.trim_end() != up.link);
    on(&data, &["halt", "--agent", "first-agent"]).ends(0);
    assert!(
        on(&data, &["status"])
            .ends(0)
            .out
            .contains("halted     agent first-agent")
    );
    on(&data, &["halt", "--agent", "nobody-of-that-name"]).ends(1);
    on(&data, &["resume", "--agent", "first-agent"]).ends(0);
    assert!(
        on(&data, &["status"])
            .ends(0)
            .out
            .contains("halted     nothing")
    );
    on(&data, &["export", "sam@firm.example"]).ends(1);
    on(&data, &["forget", "sam@firm.example", "--yes"]).ends(0);
    let held = on(&data, &["export", "sam@firm.example", "--json"])
        .ends(0)
        .json();
    assert_eq!(held["stops"][0]["reason"], "forgotten");

    // Another process is kept off the data, and is told who has it.
    let other = on(&data, &["up", "--port", "0"]).ends(1);
    assert!(
        other.err.contains("in use by another process") && other.err.contains("lock"),
        "{}",
        other.err
    );

    assert_eq!(up.stop(), Some(0));
    assert!(
        on(&data, &["status"])
            .ends(1)
            .err
            .contains("no `onloop up` runs")
    );

    // Without a server the store is asked, and says the same.
    let alone = on(&data, &["export", "sam@firm.example", "--json"])
        .ends(0)
        .json();
    assert_eq!(alone["stops"], held["stops"]);
    let words = on(&data, &["export", "sam@firm.example"]).ends(0).out;
    assert!(words.contains("stop list: forgotten, since "), "{words}");
    on(&data, &["export", "sam"]).ends(2);

    let again = Running::start(&data);
    for words in ["halted", "resumed", "forgotten", "exported"] {
        let lines = on(&data, &["log", "--grep", words, "--json"])
            .ends(0)
            .json_lines();
        assert!(
            lines.iter().any(|line| line["event"] == words),
            "{words}: {lines:?}"
        );
    }
    on(&data, &["log", "--grep", "no line holds this"]).ends(1);
    assert_eq!(again.stop(), Some(0));
}

#[cfg(unix)]
#[test]
fn the_bearer_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let up = Running::start(&data);
    let mode = std::fs::metadata(data.join("api-token"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    drop(up);
}

#[test]
fn what_keeps_up_from_starting_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    assert!(
        on(&file, &["up", "--port", "0"])
            .ends(1)
            .err
            .contains("file")
    );
    let data = folder.path().join("data");
    let missing = on(
        &data,
        &["up", "--port", "0", "--playbook", "/nowhere/playbook"],
    )
    .ends(1);
    assert!(missing.err.contains("/nowhere/playbook"), "{}", missing.err);
    let empty = folder.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    // `up` is what runs when no command is given.
    let unfit = on(
        &data,
        &["--port", "0", "--playbook", empty.to_str().unwrap()],
    )
    .ends(1);
    assert!(unfit.err.contains("house.md is missing"), "{}", unfit.err);
}
