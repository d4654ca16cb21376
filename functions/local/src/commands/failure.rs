//! How a command ends.

use super::{MISUSE, NO};
use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

/// What a command that did its work found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// All is well.
    Yes,
    /// The answer is no; what was printed says why.
    No,
}

/// The end of a command.
pub type Done = Result<Answer, Failure>;

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// It was asked in a wrong way.
    Misuse {
        /// What is wrong, and where.
        what: String,
        /// What to do.
        fix: String,
    },
    /// It can't be done as things are.
    Refused {
        /// What is wrong, and where.
        what: String,
        /// What to do.
        fix: String,
    },
    /// Nobody reads the output any more. Not an error: `| head` has seen enough.
    ReaderGone,
}

impl Failure {
    /// Asked in a wrong way: what and where, and what to do.
    pub fn misuse(what: impl fmt::Display, fix: impl fmt::Display) -> Self {
        Self::Misuse {
            what: what.to_string(),
            fix: fix.to_string(),
        }
    }

    /// Not possible as things are: what and where, and what to do.
    pub fn refused(what: impl fmt::Display, fix: impl fmt::Display) -> Self {
        Self::Refused {
            what: what.to_string(),
            fix: fix.to_string(),
        }
    }

    /// The output could not be written.
    pub fn output(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::ReaderGone;
        }
        Self::refused(
            format!("can't write to standard output: {error}"),
            "make room, or send the output elsewhere",
        )
    }

    /// Prints it on standard error and gives its exit code.
    pub fn tell(&self) -> ExitCode {
        let code = match self {
            Self::Misuse { .. } => MISUSE,
            Self::Refused { .. } => NO,
            Self::ReaderGone => return ExitCode::SUCCESS,
        };
        let text = format!("error: {self}\n");
        // Where nobody reads errors either, the exit code has to do.
        let _ = io::stderr().lock().write_all(text.as_bytes());
        ExitCode::from(code)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, fix) = match self {
            Self::Misuse { what, fix } | Self::Refused { what, fix } => (what, fix),
            Self::ReaderGone => return f.write_str("nobody reads the output any more"),
        };
        f.write_str(what)?;
        match fix.as_str() {
            "" => Ok(()),
            fix => write!(f, "\n  fix: {fix}"),
        }
    }
}
