//! Reads a person's mailbox at its provider, and leaves it as it is.

use crate::PortError;
use jiff::civil::Date;

/// What a folder holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FolderKind {
    /// What came in.
    Inbox,
    /// Copies of what the person sent.
    Sent,
}

/// A folder of a mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailFolder {
    /// As the provider spells it.
    pub name: String,
    /// What it holds.
    pub kind: FolderKind,
}

/// How a folder numbers its mails (RFC 9051, section 2.3.1.1): a number is given once, numbers rise, and
/// all of that holds while `validity` stays the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FolderNumbers {
    /// Changes when the numbers are given anew.
    pub validity: u32,
    /// The next mail gets this number or a higher one; `None` where the provider doesn't say.
    pub next: Option<u32>,
}

/// What a number stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FetchedMail {
    /// The raw message.
    Whole(Vec<u8>),
    /// It has so many octets and was not read.
    TooLarge(u64),
    /// It was deleted or moved meanwhile.
    Gone,
}

/// A mailbox that can be read. Nothing here marks, moves or deletes a mail.
#[async_trait::async_trait]
pub trait MailReader: Send + Sync {
    /// A word for the log and the page, such as `jane@a.example at imap.a.example:993`. What was read is
    /// remembered under it.
    fn name(&self) -> String;
    /// Connects and signs in. `Refused` means that asking again won't help before somebody changed
    /// something.
    async fn open(&self) -> Result<Box<dyn MailSession>, PortError>;
}

/// A connection to a mailbox. After an error it is of no more use.
#[async_trait::async_trait]
pub trait MailSession: Send {
    /// The folders that are read: what came in and, where it is found, what was sent.
    async fn folders(&mut self) -> Result<Vec<MailFolder>, PortError>;
    /// Opens a folder read-only; the next two questions are about it.
    async fn examine(&mut self, folder: &MailFolder) -> Result<FolderNumbers, PortError>;
    /// The numbers of its mails above `after`, rising; with `since` only of those that arrived on that day
    /// or later, by the provider's calendar.
    async fn numbers(&mut self, after: u32, since: Option<Date>) -> Result<Vec<u32>, PortError>;
    /// One mail of at most `limit` octets. `Refused`: the provider won't or can't give just this one.
    async fn fetch(&mut self, number: u32, limit: u64) -> Result<FetchedMail, PortError>;
    /// Says goodbye. Its outcome decides nothing.
    async fn close(self: Box<Self>);
}
