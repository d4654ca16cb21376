//! A signed-in IMAP session. Each command's answer is read to its end here: the client's own readers take
//! a refused `SEARCH` or `FETCH` for an empty one, and mail would be passed over.

use std::time::Duration;

use async_imap::imap_proto::{AttributeValue, MailboxDatum, NameAttribute, Response, Status};
use async_imap::types::{Capability, Mailbox};
use jiff::civil::Date;
use ports::{FetchedMail, FolderKind, FolderNumbers, MailFolder, MailSession, PortError};
use tokio::time::timeout;

use crate::imap::ImapTimeouts;
use crate::imap_failure::Failures;
use crate::imap_stream::{Meter, Metered};
use crate::sent_folder::{self, Listed};

/// What the answer to a command may bring, octets; a mail comes on top.
const ANSWER_LIMIT: u64 = 8 * 1024 * 1024;
/// A polite goodbye takes no longer.
const GOODBYE: Duration = Duration::from_secs(2);

pub(crate) struct Session {
    inner: async_imap::Session<Metered>,
    meter: Meter,
    failures: Failures,
    timeouts: ImapTimeouts,
    /// The Sent folder by the operator's word.
    sent: Option<String>,
}

impl Session {
    pub(crate) fn new(
        inner: async_imap::Session<Metered>,
        meter: Meter,
        failures: Failures,
        timeouts: ImapTimeouts,
        sent: Option<String>,
    ) -> Self {
        Self {
            inner,
            meter,
            failures,
            timeouts,
            sent,
        }
    }

    /// Says a command and takes what is of use out of each of the lines that answer it.
    async fn ask<T>(
        &mut self,
        phase: &'static str,
        command: &str,
        wait: Duration,
        mut take: impl FnMut(&Response<'_>) -> Option<T> + Send,
    ) -> Result<Vec<T>, PortError>
    where
        T: Send,
    {
        let Self {
            inner, failures, ..
        } = self;
        let asking = async {
            let id = inner
                .run_command(command)
                .await
                .map_err(|error| failures.of(phase, &error))?;
            let mut taken = Vec::new();
            loop {
                let line = inner
                    .read_response()
                    .await
                    .map_err(|error| failures.io(phase, &error))?
                    .ok_or_else(|| failures.broken(phase))?;
                match line.parsed() {
                    Response::Done {
                        tag,
                        status,
                        outcome,
                    } if *tag == id => {
                        let words = outcome.information.as_deref().unwrap_or_default();
                        return match status {
                            Status::Ok => Ok(taken),
                            _ => Err(failures.refused(phase, words)),
                        };
                    }
                    Response::Data {
                        status: Status::Bye,
                        outcome,
                    } => {
                        let words = outcome.information.as_deref().unwrap_or_default();
                        return Err(failures.busy(phase, &format!("the server ends: {words}")));
                    }
                    other => taken.extend(take(other)),
                }
            }
        };
        timeout(wait, asking)
            .await
            .map_err(|_| failures.late(phase, wait))?
    }

    async fn list(&mut self) -> Result<Vec<Listed>, PortError> {
        let wait = self.timeouts.command;
        self.meter.allow(ANSWER_LIMIT);
        let able = timeout(wait, self.inner.capabilities())
            .await
            .map_err(|_| self.failures.late("CAPABILITY", wait))?
            .map_err(|error| self.failures.of("CAPABILITY", &error))?;
        let has = |name: &str| able.has(&Capability::Atom(name.to_owned()));
        // RFC 6154: without being asked a server may leave the uses out.
        let command = if has("SPECIAL-USE") && has("LIST-EXTENDED") {
            r#"LIST "" "*" RETURN (SPECIAL-USE)"#
        } else {
            r#"LIST "" "*""#
        };
        self.meter.allow(ANSWER_LIMIT);
        self.ask("LIST", command, wait, |line| match line {
            Response::MailboxData(MailboxDatum::List(folder)) => Some(Listed {
                name: folder.name.to_string(),
                delimiter: folder.delimiter.as_deref().map(str::to_owned),
                is_sent: folder.name_attributes.contains(&NameAttribute::Sent),
                can_be_opened: !folder.name_attributes.iter().any(|attribute| {
                    matches!(attribute, NameAttribute::NoSelect)
                        || matches!(attribute, NameAttribute::Extension(other) if other.eq_ignore_ascii_case("\\NonExistent"))
                }),
            }),
            _ => None,
        })
        .await
    }
}

#[async_trait::async_trait]
impl MailSession for Session {
    async fn folders(&mut self) -> Result<Vec<MailFolder>, PortError> {
        let sent = match self.sent.clone() {
            Some(name) => Some(name),
            None => sent_folder::find(&self.list().await?),
        };
        let inbox = MailFolder {
            name: "INBOX".to_owned(),
            kind: FolderKind::Inbox,
        };
        let sent = sent.map(|name| MailFolder {
            name,
            kind: FolderKind::Sent,
        });
        Ok([inbox].into_iter().chain(sent).collect())
    }

    async fn examine(&mut self, folder: &MailFolder) -> Result<FolderNumbers, PortError> {
        let wait = self.timeouts.command;
        self.meter.allow(ANSWER_LIMIT);
        let opened: Mailbox = timeout(wait, self.inner.examine(&folder.name))
            .await
            .map_err(|_| self.failures.late("EXAMINE", wait))?
            .map_err(|error| self.failures.of("EXAMINE", &error))?;
        let validity = opened.uid_validity.ok_or_else(|| {
            self.failures
                .refused("EXAMINE", "the server gives mails no lasting numbers")
        })?;
        Ok(FolderNumbers {
            validity,
            next: opened.uid_next,
        })
    }

    async fn numbers(&mut self, after: u32, since: Option<Date>) -> Result<Vec<u32>, PortError> {
        let first = after.saturating_add(1);
        let since = since.map(|day| format!(" SINCE {}", day.strftime("%-d-%b-%Y")));
        let command = format!("UID SEARCH UID {first}:*{}", since.unwrap_or_default());
        self.meter.allow(ANSWER_LIMIT);
        let wait = self.timeouts.command;
        let found = self
            .ask("SEARCH", &command, wait, |line| match line {
                Response::MailboxData(MailboxDatum::Search(numbers)) => Some(numbers.clone()),
                _ => None,
            })
            .await?;
        // `N:*` always means the last mail too, even if its number is lower.
        let mut numbers: Vec<u32> = found
            .into_iter()
            .flatten()
            .filter(|number| *number > after)
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        Ok(numbers)
    }

    async fn fetch(&mut self, number: u32, limit: u64) -> Result<FetchedMail, PortError> {
        self.meter.allow(ANSWER_LIMIT);
        let command = format!("UID FETCH {number} (UID RFC822.SIZE)");
        let wait = self.timeouts.command;
        let sizes = self
            .ask("FETCH", &command, wait, |line| {
                of_number(line, number, |attribute| match attribute {
                    AttributeValue::Rfc822Size(size) => Some(u64::from(*size)),
                    _ => None,
                })
            })
            .await?;
        let Some(size) = sizes.into_iter().next() else {
            return Ok(FetchedMail::Gone);
        };
        if size > limit {
            return Ok(FetchedMail::TooLarge(size));
        }
        // Some servers tell the size before they rewrite line ends.
        self.meter.allow(limit.saturating_add(ANSWER_LIMIT));
        let command = format!("UID FETCH {number} (UID BODY.PEEK[])");
        let wait = self.timeouts.mail;
        let bodies = self
            .ask("FETCH", &command, wait, |line| {
                of_number(line, number, |attribute| match attribute {
                    AttributeValue::BodySection {
                        section: None,
                        data,
                        ..
                    } => Some(data.as_ref().map(|data| data.to_vec())),
                    _ => None,
                })
            })
            .await?;
        match bodies.into_iter().next() {
            None => Ok(FetchedMail::Gone),
            Some(Some(body)) => Ok(FetchedMail::Whole(body)),
            Some(None) => Err(self
                .failures
                .refused("FETCH", "the server has no text for this mail")),
        }
    }

    async fn close(mut self: Box<Self>) {
        self.meter.allow(ANSWER_LIMIT);
        let _ = timeout(GOODBYE, self.inner.logout()).await;
    }
}

/// What of an answer is about this mail: a server may tell of others meanwhile.
fn of_number<T>(
    line: &Response<'_>,
    number: u32,
    mut take: impl FnMut(&AttributeValue<'_>) -> Option<T>,
) -> Option<T> {
    let Response::Fetch(_, attributes) = line else {
        return None;
    };
    let is_it = attributes
        .iter()
        .any(|attribute| matches!(attribute, AttributeValue::Uid(uid) if *uid == number));
    if !is_it {
        return None;
    }
    attributes.iter().find_map(&mut take)
}
