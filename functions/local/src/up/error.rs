//! Why it didn't serve.

use adapters_local::OpenError;
use flow::StepError;
use std::path::PathBuf;

/// Says what, where and what to do.
#[derive(Debug, thiserror::Error)]
pub enum UpError {
    /// The data folder or a file in it.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The playbook's folder.
    #[error(transparent)]
    Folder(#[from] crate::playbook_folder::FolderError),
    /// Faults of the playbook.
    #[error("the playbook in {0} has faults:\n{faults}\n  fix: mend them; `onloop check {0}` lists them again", dir.display())]
    Playbook {
        /// Its folder.
        dir: PathBuf,
        /// All of them.
        faults: String,
    },
    /// A file of ours.
    #[error("can't {what} {}: {reason}\n  fix: {remedy}", path.display())]
    File {
        /// `read` or `write`.
        what: &'static str,
        /// Which.
        path: PathBuf,
        /// What the system said.
        reason: String,
        /// What to do.
        remedy: &'static str,
    },
    /// The port.
    #[error(
        "can't listen on 127.0.0.1:{port}: {reason}\n  fix: end what uses the port, or give another with --port (0 picks a free one)"
    )]
    Port {
        /// Which.
        port: u16,
        /// What the system said.
        reason: String,
    },
    /// The operator's name.
    #[error("{0}\n  fix: give another name with --operator")]
    Operator(String),
    /// Configuration by the environment.
    #[error("{variable}: {reason}\n  fix: correct the variable or unset it")]
    Environment {
        /// Which variable.
        variable: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// Real mail and the simulated market at once.
    #[error(
        "ONLOOP_SMTP_URL or ONLOOP_MAILBOXES names a real mailer while the simulated market is on: nothing would be sent\n  fix: unset it, or start with --market none"
    )]
    RealMailInMarket,
    /// A real mailbox and the simulated market at once.
    #[error(
        "ONLOOP_IMAP_URL names a real mailbox while the simulated market is on: real replies would meet invented letters\n  fix: unset ONLOOP_IMAP_URL, or start with --market none"
    )]
    RealMailboxInMarket,
    /// The stack is somewhere else, or only a part of it is here.
    #[error("{0}")]
    Moved(String),
    /// The store.
    #[error("the store said: {0}\n  fix: see the words before; the data is as it was")]
    Store(String),
}

impl From<StepError> for UpError {
    fn from(error: StepError) -> Self {
        Self::Store(error.to_string())
    }
}
