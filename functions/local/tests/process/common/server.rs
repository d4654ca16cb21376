//! The program as a process.

use super::api::Api;
use super::log_lines::Line;
use super::until;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};

/// The operator of every test process.
pub(crate) const OPERATOR: &str = "Ada";

/// How a process is started.
#[derive(Clone)]
pub(crate) struct Start {
    pub(crate) data: PathBuf,
    pub(crate) playbook: Option<PathBuf>,
    pub(crate) port: u16,
    pub(crate) args: Vec<String>,
    pub(crate) env: Vec<(String, String)>,
}

impl Start {
    pub(crate) fn new(data: &Path, playbook: &Path) -> Self {
        Self {
            data: data.to_path_buf(),
            playbook: Some(playbook.to_path_buf()),
            port: 0,
            args: vec![],
            env: vec![],
        }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onloop"));
        command
            .args([
                "up",
                "--port",
                &self.port.to_string(),
                "--operator",
                OPERATOR,
                "--data",
            ])
            .arg(&self.data);
        if let Some(playbook) = &self.playbook {
            command.arg("--playbook").arg(playbook);
        }
        command.args(&self.args);
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if ["ONLOOP_", "ANTHROPIC_", "RUST_LOG"]
                .iter()
                .any(|prefix| text.starts_with(prefix))
            {
                command.env_remove(&name);
            }
        }
        for (name, value) in &self.env {
            command.env(name, value);
        }
        // Far from any playbook that lies around.
        command.current_dir(std::env::temp_dir());
        command.stdin(Stdio::null());
        command
    }

    /// Starts it and waits until it serves.
    #[track_caller]
    pub(crate) fn serve(&self) -> Server {
        let words = tempfile::NamedTempFile::new().unwrap();
        let mut child = self
            .command()
            .stdout(Stdio::piped())
            .stderr(words.reopen().unwrap())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let Some((address, token)) = line
            .trim()
            .strip_prefix("listening http://")
            .and_then(|l| l.split_once("/#token="))
        else {
            let _ = child.kill();
            let _ = child.wait();
            panic!(
                "it did not serve: {line:?}\n{}",
                std::fs::read_to_string(words.path()).unwrap_or_default()
            );
        };
        assert!(address.starts_with("127.0.0.1:"), "{address}");
        Server {
            address: address.to_owned(),
            token: token.to_owned(),
            data: self.data.clone(),
            child: Arc::new(Mutex::new(child)),
            words,
        }
    }

    /// The whole log as the command prints it, oldest line first.
    #[track_caller]
    pub(crate) fn log(&self) -> Vec<Line> {
        let printed = Command::new(env!("CARGO_BIN_EXE_onloop"))
            .args(["log", "--json", "--data"])
            .arg(&self.data)
            .output()
            .unwrap();
        let words = String::from_utf8_lossy(&printed.stderr);
        assert!(printed.status.success(), "{words}");
        let rows = String::from_utf8(printed.stdout).unwrap();
        let rows = rows.lines().rev();
        rows.map(|row| Line::read(&serde_json::from_str(row).unwrap()))
            .collect()
    }

    /// Starts it where it must not serve: its exit code and its words.
    #[track_caller]
    pub(crate) fn refused(&self) -> (i32, String) {
        let (out, words) = (
            tempfile::NamedTempFile::new().unwrap(),
            tempfile::NamedTempFile::new().unwrap(),
        );
        let mut child = self
            .command()
            .stdout(out.reopen().unwrap())
            .stderr(words.reopen().unwrap())
            .spawn()
            .unwrap();
        let begun = std::time::Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            let served = std::fs::read_to_string(out.path()).unwrap_or_default();
            if !served.is_empty() || begun.elapsed() > super::LONGEST {
                let _ = child.kill();
                let _ = child.wait();
                panic!("it served: {served}");
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        };
        let words = std::fs::read_to_string(words.path()).unwrap();
        assert!(!words.contains("panicked"), "{words}");
        (status.code().unwrap_or(-1), words)
    }
}

/// A process that serves. Dropped, it is killed.
pub(crate) struct Server {
    /// `127.0.0.1:PORT`.
    pub(crate) address: String,
    /// The single-use sign-in token of its first line.
    pub(crate) token: String,
    pub(crate) data: PathBuf,
    child: Arc<Mutex<Child>>,
    words: tempfile::NamedTempFile,
}

impl Server {
    /// The API as the operator of the process.
    pub(crate) fn api(&self) -> Api {
        let bearer = std::fs::read_to_string(self.data.join("api-token")).unwrap();
        Api::new(&self.address, bearer.trim())
    }

    /// What it wrote to standard error.
    pub(crate) fn words(&self) -> String {
        std::fs::read_to_string(self.words.path()).unwrap_or_default()
    }

    /// `kill -9` from wherever it is called.
    pub(crate) fn killer(&self) -> impl Fn() + Send + 'static {
        let child = self.child.clone();
        move || {
            let _ = child.lock().unwrap().kill();
        }
    }

    /// `kill -9`, and waits until it is gone.
    pub(crate) fn kill(self) {
        let mut child = self.child.lock().unwrap();
        let _ = child.kill();
        let _ = child.wait();
        drop(child);
        self.unharmed();
    }

    /// Asks it to stop and waits for its end.
    #[track_caller]
    pub(crate) fn terminate(self) -> ExitStatus {
        let id = self.child.lock().unwrap().id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .unwrap()
                .success()
        );
        let status = until("the process ends after SIGTERM", || {
            self.child.lock().unwrap().try_wait().unwrap()
        });
        self.unharmed();
        status
    }

    /// True if it still runs.
    pub(crate) fn runs(&self) -> bool {
        self.child.lock().unwrap().try_wait().unwrap().is_none()
    }

    #[track_caller]
    fn unharmed(&self) {
        let words = self.words();
        assert!(!words.contains("panicked"), "{words}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut child = self
            .child
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let _ = child.kill();
        let _ = child.wait();
        if std::thread::panicking() {
            eprintln!("what the process said:\n{}", self.words());
        }
    }
}
