//! Runs the built binary, bounded in time.

#![expect(dead_code, reason = "each test binary uses a part of this")]

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// No command here may take longer.
const LONGEST: Duration = Duration::from_secs(120);

/// What a command said and how it ended.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// The lines of standard output as JSON.
    pub(crate) fn json_lines(&self) -> Vec<serde_json::Value> {
        self.out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// Standard output as one JSON value.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap()
    }

    /// Checks the exit code, and that nothing panicked.
    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert!(!self.err.contains("panicked"), "{}", self.err);
        assert_eq!(self.code, code, "out: {}\nerr: {}", self.out, self.err);
        self
    }
}

/// The command, in a folder of its own choice, far from any proxy setting that works.
pub(crate) fn onloop<S: AsRef<OsStr>>(args: &[S]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onloop"));
    command.args(args);
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        command.env(name, "http://127.0.0.1:9");
    }
    command.env_remove("NO_PROXY").env_remove("no_proxy");
    command
}

/// Runs a command on some input to its end.
pub(crate) fn run(mut command: Command, input: &[u8]) -> Ran {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A command that ends early leaves its input unread; that is its right.
    let feeder = thread::spawn(move || drop(stdin.write_all(&input)));
    let (mut out, mut err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let (send, receive) = channel();
    let other = send.clone();
    thread::spawn(move || {
        let mut bytes = vec![];
        out.read_to_end(&mut bytes).unwrap();
        drop(send.send((true, bytes)));
    });
    thread::spawn(move || {
        let mut bytes = vec![];
        err.read_to_end(&mut bytes).unwrap();
        drop(other.send((false, bytes)));
    });
    let (mut stdout, mut stderr) = (vec![], vec![]);
    for _ in 0..2 {
        match receive.recv_timeout(LONGEST) {
            Ok((true, bytes)) => stdout = bytes,
            Ok((false, bytes)) => stderr = bytes,
            Err(_) => {
                child.kill().unwrap();
                panic!("the command took longer than {LONGEST:?}");
            }
        }
    }
    let status = child.wait().unwrap();
    feeder.join().unwrap();
    Ran {
        code: status.code().unwrap_or(-1),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8_lossy(&stderr).into_owned(),
    }
}

/// Runs `onloop ARGS` on some input.
pub(crate) fn ran<S: AsRef<OsStr>>(args: &[S], input: impl AsRef<[u8]>) -> Ran {
    run(onloop(args), input.as_ref())
}

/// Where the corpora are: `ONLOOP_CORPORA`, or `shared/corpora` beside the repository.
pub(crate) fn corpora() -> PathBuf {
    match std::env::var_os("ONLOOP_CORPORA") {
        Some(path) => path.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora"),
    }
}

/// A file of the corpora, or a loud word that it is missing.
pub(crate) fn corpus_file(name: &str) -> Option<PathBuf> {
    let path = corpora().join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("corpora missing at {}: NOT RUN", path.display());
    None
}
