//! A program that says its address in its first line and ends when its standard input does.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// Such a program, running. Ends with this value, and with the test's process in any case.
pub(crate) struct Process {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    /// Where it serves.
    pub(crate) address: String,
}

impl Process {
    /// Starts it and waits for its address.
    pub(crate) fn start(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| {
                panic!(
                    "{command:?} can't be started ({error}): run tests/run aws, which installs it"
                )
            });
        let input = child.stdin.take();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut address = String::new();
        output.read_line(&mut address).unwrap();
        assert!(
            address.starts_with("http://127.0.0.1:"),
            "{command:?} says {address:?} instead of its address"
        );
        Self {
            child,
            input,
            output,
            address: address.trim().to_owned(),
        }
    }

    /// Says a line and waits for the answer.
    pub(crate) fn tell(&mut self, line: &str) {
        writeln!(self.input.as_mut().unwrap(), "{line}").unwrap();
        let mut answer = String::new();
        self.output.read_line(&mut answer).unwrap();
        assert_eq!(answer.trim(), "done");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Its input ends, and so does it. If it doesn't listen it is ended by its process id.
        self.input.take();
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Where `tests/run aws` installs.
pub(crate) fn tools() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/aws")
}
