//! Real mail servers on loopback: `pymap` shows a mailbox over IMAP, `aiosmtpd` takes letters. `tests/run`
//! installs them into `target/mail`. Each is ended by its own id.

mod mailbox;

pub(crate) use mailbox::Mailbox;

use crate::common::until;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Who signs in.
pub(crate) const USER: &str = "mara@dockwell.example";
/// And by what; no word of any mail or log line.
pub(crate) const PASSWORD: &str = "sesame-7f3a";

/// Where the programs are, or a loud word that they are missing.
fn program(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/mail/python/bin");
    let path = path.join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!(
        "{} is missing: NOT RUN (`tests/run rust` installs it)",
        path.display()
    );
    None
}

/// A server process. Dropped, it is ended.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

#[track_caller]
fn start(command: &mut Command, port: u16) -> Process {
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut process = Process(child);
    until("a mail server listens", || {
        let ended = process.0.try_wait().unwrap();
        assert!(ended.is_none(), "the mail server ended: {ended:?}");
        TcpStream::connect(("127.0.0.1", port)).ok()
    });
    process
}

/// An IMAP server whose mailboxes live as long as it does: a new one gives all numbers anew.
pub(crate) struct Imap {
    port: u16,
    process: Option<Process>,
}

impl Imap {
    /// `None`, with a loud word, where it is not installed.
    pub(crate) fn start() -> Option<Self> {
        program("pymap")?;
        let mut imap = Self {
            port: free_port(),
            process: None,
        };
        imap.start_again();
        Some(imap)
    }

    pub(crate) fn stop(&mut self) {
        self.process = None;
    }

    /// On the same port, with an empty mailbox.
    pub(crate) fn start_again(&mut self) {
        self.stop();
        let port = self.port.to_string();
        let mut command = Command::new(program("pymap").unwrap());
        command.args(["--host", "127.0.0.1", "--port", &port, "--no-tls"]);
        command.args(["dict", "--demo-user", USER, "--demo-password", PASSWORD]);
        self.process = Some(start(&mut command, self.port));
    }

    /// A connection of the person's own mail program.
    pub(crate) fn mailbox(&self) -> Mailbox {
        Mailbox::open(self.port)
    }

    /// Where it is, and for whom.
    pub(crate) fn url(&self) -> String {
        let user = USER.replace('@', "%40");
        format!("imap://{user}@127.0.0.1:{}?tls=none", self.port)
    }

    /// The environment of a process that reads the mailbox each second.
    pub(crate) fn env(&self) -> Vec<(String, String)> {
        [
            ("ONLOOP_IMAP_URL", self.url()),
            ("ONLOOP_IMAP_PASSWORD", PASSWORD.to_owned()),
            ("ONLOOP_IMAP_SECONDS", "1".to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec()
    }
}

/// A server that takes letters and keeps each as a file.
pub(crate) struct Smtp {
    port: u16,
    folder: PathBuf,
    _process: Process,
}

impl Smtp {
    /// `None`, with a loud word, where it is not installed.
    pub(crate) fn start(folder: &Path) -> Option<Self> {
        let python = program("python")?;
        program("aiosmtpd")?;
        let port = free_port();
        let mut command = Command::new(python);
        command.args(["-m", "aiosmtpd", "--nosetuid"]);
        command.args(["--listen", &format!("127.0.0.1:{port}")]);
        command.args(["--class", "aiosmtpd.handlers.Mailbox"]);
        command.arg(folder);
        Some(Self {
            port,
            folder: folder.to_path_buf(),
            _process: start(&mut command, port),
        })
    }

    /// Where it is.
    pub(crate) fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}?tls=none", self.port)
    }

    /// The environment of a process that sends by it.
    pub(crate) fn env(&self) -> Vec<(String, String)> {
        vec![("ONLOOP_SMTP_URL".to_owned(), self.url())]
    }

    /// What it took so far, as the recipients have it.
    pub(crate) fn letters(&self) -> Vec<mail::Inbound> {
        let Ok(entries) = std::fs::read_dir(self.folder.join("new")) else {
            return Vec::new();
        };
        entries
            .filter_map(Result::ok)
            .filter_map(|entry| std::fs::read(entry.path()).ok())
            .map(|raw| mail::read(&raw))
            .collect()
    }
}
