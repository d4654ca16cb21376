//! What a failure of an IMAP session means, in words without secrets and without a line of any mail: the
//! client's own words repeat what it could not read.

use std::io;
use std::time::Duration;

use async_imap::error::Error;
use ports::PortError;

use crate::redact::redact;

/// Makes the words of one mailbox.
pub(crate) struct Failures {
    name: String,
    secrets: Vec<String>,
}

/// The server said no.
pub(crate) fn is_denied(error: &Error) -> bool {
    matches!(error, Error::No(_) | Error::Bad(_))
}

impl Failures {
    pub(crate) fn new(name: String, secrets: Vec<String>) -> Self {
        Self { name, secrets }
    }

    fn text(&self, phase: &str, why: &str) -> String {
        format!("{}: {phase}: {}", self.name, redact(why, &self.secrets))
    }

    pub(crate) fn refused(&self, phase: &str, why: &str) -> PortError {
        PortError::Refused(self.text(phase, why))
    }

    pub(crate) fn busy(&self, phase: &str, why: &str) -> PortError {
        PortError::Busy(self.text(phase, why))
    }

    pub(crate) fn late(&self, phase: &str, wait: Duration) -> PortError {
        self.busy(phase, &format!("no answer within {} s", wait.as_secs()))
    }

    pub(crate) fn broken(&self, phase: &str) -> PortError {
        self.busy(phase, "the server closed the connection")
    }

    pub(crate) fn io(&self, phase: &str, error: &io::Error) -> PortError {
        match error.kind() {
            // What the client could not read comes so, with the text of it in its words.
            io::ErrorKind::Other => self.refused(phase, "the server's answer can't be read"),
            io::ErrorKind::FileTooLarge => {
                self.refused(phase, "the server's answer is larger than it may be")
            }
            io::ErrorKind::UnexpectedEof => self.broken(phase),
            _ => self.busy(phase, &error.to_string()),
        }
    }

    /// The sign-in was not taken.
    pub(crate) fn denied(&self, error: &Error, by_token: bool) -> PortError {
        let what_to_do = if by_token {
            "the server does not take the access token for this user: check the user, and that the consent covers IMAP"
        } else {
            "the server does not take this user and password: check both; many providers want a password made for a program, or OAuth"
        };
        self.refused("signing in", &format!("{what_to_do} ({error})"))
    }

    pub(crate) fn of(&self, phase: &str, error: &Error) -> PortError {
        match error {
            Error::Io(error) => self.io(phase, error),
            Error::No(_) | Error::Bad(_) => self.refused(phase, &error.to_string()),
            Error::ConnectionLost => self.broken(phase),
            Error::Validate(_) => self.refused(
                phase,
                "a name or a password holds a character that IMAP can't carry",
            ),
            _ => self.refused(phase, "the server's answer can't be read"),
        }
    }
}
