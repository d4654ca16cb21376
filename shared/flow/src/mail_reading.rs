//! Replies read from a person's mailbox: each raw message goes through the same door as one that is posted
//! or dropped into a folder, and only then the reading moves on. So a crash shows a mail again, and the door
//! knows it. Nothing in the mailbox is changed.

use crate::by_hand::SentByHand;
use crate::items::{self, MailCursorRow, MailReadingRow};
use crate::{Ports, StepError, by_hand, inbound, keys, log, step};
use ::ports::{
    Action, Expect, FetchedMail, FolderKind, FolderNumbers, MailFolder, MailReader, MailSession,
    PortError,
};
use domain::Actor;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// The first look goes back so far, days; so does one after the provider has given numbers anew, from
/// where the last one came to.
pub const WINDOW_DAYS: i64 = 7;
/// A mail that the provider can't give is passed over after so many looks.
const MOST_TRIES: u32 = 5;
/// A mailbox that can't be read is left alone at least so long, and at most.
const SHORTEST_PAUSE: SignedDuration = SignedDuration::from_secs(30);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_mins(15);

/// Reads what is new. Returns how many mails led to anything.
///
/// # Errors
/// `Invalid` while the simulated market is on; else what the mailbox or the table said. What was taken until
/// then is taken.
pub async fn read(ports: &Ports, mailbox: &dyn MailReader) -> Result<usize, StepError> {
    if ports.market {
        return Err(StepError::Invalid(
            "no real mailbox is read while the simulated market is on".to_owned(),
        ));
    }
    let name = mailbox.name();
    let mut session = mailbox.open().await?;
    let mut taken: usize = 0;
    for folder in session.folders().await? {
        let reading = Reading {
            ports,
            mailbox: &name,
            folder: &folder,
        };
        taken = taken.saturating_add(reading.run(session.as_mut()).await?);
    }
    session.close().await;
    Ok(taken)
}

/// One folder.
struct Reading<'a> {
    ports: &'a Ports,
    mailbox: &'a str,
    folder: &'a MailFolder,
}

impl Reading<'_> {
    async fn run(&self, session: &mut dyn MailSession) -> Result<usize, StepError> {
        let numbers = session.examine(self.folder).await?;
        let known = step::read::<MailCursorRow>(self.ports, self.key()).await?;
        let known = known.map(|(row, _)| row);
        let mut row = match known {
            Some(row) if row.validity == numbers.validity => row,
            other => self.begin(&numbers, other.as_ref()),
        };
        let mut taken: usize = 0;
        for number in session.numbers(row.last, row.since).await? {
            let fetched = match session.fetch(number, limit()).await {
                Ok(fetched) => fetched,
                Err(PortError::Refused(why)) => {
                    return Err(self.not_given(row, number, why).await);
                }
                Err(error) => return Err(error.into()),
            };
            let note = match fetched {
                FetchedMail::Whole(raw) => match self.take(raw).await {
                    Ok(new) => {
                        taken = taken.saturating_add(usize::from(new));
                        None
                    }
                    Err(StepError::Invalid(why)) => self.passed_over(number, &why),
                    Err(error) => return Err(error),
                },
                FetchedMail::TooLarge(size) => self.passed_over(
                    number,
                    &format!("it has {size} octets, at most {} are taken", limit()),
                ),
                FetchedMail::Gone => None,
            };
            self.advance(&mut row, number, note).await?;
        }
        // All that is older than the window was left out on purpose: it is never asked for again.
        let up_to = numbers.next.map_or(0, |next| next.saturating_sub(1));
        if row.since.is_some() {
            row.since = None;
            let last = row.last.max(up_to);
            self.advance(&mut row, last, None).await?;
        }
        Ok(taken)
    }

    fn key(&self) -> ::ports::Key {
        keys::mail_cursor(self.mailbox, &self.folder.name)
    }

    /// Where reading begins, with numbers that were never seen.
    fn begin(&self, numbers: &FolderNumbers, earlier: Option<&MailCursorRow>) -> MailCursorRow {
        let now = self.ports.clock.now();
        let since = match earlier {
            Some(row) => row.since.unwrap_or_else(|| days_before(row.at)),
            None => days_before(now),
        };
        MailCursorRow {
            validity: numbers.validity,
            last: 0,
            since: Some(since),
            at: earlier.map_or(now, |row| row.at),
            failed: 0,
        }
    }

    /// Through the door. True: it was new, or it ended a sequence.
    async fn take(&self, raw: Vec<u8>) -> Result<bool, StepError> {
        match self.folder.kind {
            FolderKind::Inbox => {
                let accepted = inbound::accept(self.ports, raw).await?;
                Ok(!accepted.duplicate)
            }
            FolderKind::Sent => {
                let known = by_hand::accept_sent(self.ports, &raw).await?;
                Ok(matches!(known, SentByHand::Ended(ended) if ended > 0))
            }
        }
    }

    async fn advance(
        &self,
        row: &mut MailCursorRow,
        number: u32,
        note: Option<Action>,
    ) -> Result<(), StepError> {
        row.last = number;
        row.at = self.ports.clock.now();
        row.failed = 0;
        let mut actions = vec![items::put(self.key(), row, Expect::Any)];
        actions.extend(note);
        step::finish(self.ports, &actions).await
    }

    /// The line that tells of a mail that is not taken. People send from more addresses than those of the
    /// playbook: of their own mail none is told.
    fn passed_over(&self, number: u32, why: &str) -> Option<Action> {
        if self.folder.kind == FolderKind::Sent {
            return None;
        }
        let words = format!(
            "mail {number} in {} of {} was passed over: {why}; read it in your mail program",
            self.folder.name, self.mailbox
        );
        tracing::warn!("{words}");
        let note = log::note(self.ports, Actor::Policy, "mail_passed_over", words, None);
        Some(note)
    }

    /// One bad mail must not keep all that come after it from being read.
    async fn not_given(&self, mut row: MailCursorRow, number: u32, why: String) -> StepError {
        row.failed = row.failed.saturating_add(1);
        let kept = if row.failed < MOST_TRIES {
            let row = items::put(self.key(), &row, Expect::Any);
            step::finish(self.ports, &[row]).await
        } else {
            let note = self.passed_over(number, &why);
            self.advance(&mut row, number, note).await
        };
        kept.err().unwrap_or_else(|| PortError::Refused(why).into())
    }
}

fn limit() -> u64 {
    u64::try_from(inbound::MAX_RAW).unwrap_or(u64::MAX)
}

fn days_before(at: Timestamp) -> Date {
    let earlier = at
        .checked_sub(SignedDuration::from_hours(24 * WINDOW_DAYS))
        .unwrap_or(Timestamp::UNIX_EPOCH);
    earlier.to_zoned_datetime(TimeZone::UTC).date()
}

/// One look of many that others time, as often as each minute: reads, and keeps how it went. A mailbox that
/// can't be read is left alone for as long as that has lasted, so that a server that is down, or a password that
/// is wrong, is not asked again and again.
///
/// # Errors
/// As [`read`].
pub async fn look(ports: &Ports, mailbox: &dyn MailReader) -> Result<usize, StepError> {
    let (name, now) = (mailbox.name(), ports.clock.now());
    let known = step::read::<MailReadingRow>(ports, keys::mail_reading(&name)).await?;
    let known = known.map(|(row, _)| row);
    let again = known.as_ref().and_then(|row| row.again);
    if again.is_some_and(|again| now < again) {
        return Ok(0);
    }
    match read(ports, mailbox).await {
        Ok(taken) => {
            went_well(ports, &name).await?;
            Ok(taken)
        }
        Err(error) => {
            let trouble = known.filter(|row| row.trouble.is_some());
            let since = trouble.map_or(now, |row| row.since);
            let pause = now
                .duration_since(since)
                .clamp(SHORTEST_PAUSE, LONGEST_PAUSE);
            let again = domain::calendar::later(now, pause);
            failed(ports, &name, &error.to_string(), again).await?;
            Err(error)
        }
    }
}

/// The mailbox could be read.
pub async fn went_well(ports: &Ports, mailbox: &str) -> Result<(), StepError> {
    stands(ports, mailbox, None).await
}

/// It could not, for this reason; it is tried again then.
pub async fn failed(
    ports: &Ports,
    mailbox: &str,
    why: &str,
    again: Timestamp,
) -> Result<(), StepError> {
    stands(ports, mailbox, Some((why, again))).await
}

/// Keeps how the reading of a mailbox stands, and tells in the log when that changes.
async fn stands(
    ports: &Ports,
    mailbox: &str,
    trouble: Option<(&str, Timestamp)>,
) -> Result<(), StepError> {
    let key = keys::mail_reading(mailbox);
    let found = step::read::<MailReadingRow>(ports, key.clone()).await?;
    let known = found.as_ref().map(|(row, _)| row);
    let was_well = known.map(|row| row.trouble.is_none());
    let is_well = trouble.is_none();
    if is_well && was_well == Some(true) {
        return Ok(());
    }
    let since = match known {
        Some(row) if was_well == Some(is_well) => row.since,
        _ => ports.clock.now(),
    };
    let row = MailReadingRow {
        mailbox: mailbox.to_owned(),
        since,
        trouble: trouble.map(|(why, _)| why.to_owned()),
        again: trouble.map(|(_, again)| again),
    };
    let mut actions = vec![items::put(key, &row, Expect::Any)];
    let told = match trouble {
        Some((why, _)) => ("mailbox_unreadable", format!("replies are not read: {why}")),
        None => ("mailbox_read", format!("replies are read from {mailbox}")),
    };
    // A trouble that changes its words is still one trouble.
    let told = (was_well != Some(is_well)).then_some(told);
    let told = told.map(|(event, words)| log::note(ports, Actor::Policy, event, words, None));
    actions.extend(told);
    step::finish(ports, &actions).await
}

/// Forgets how the reading of mailboxes stood that are no longer read; where it came to stays known.
pub async fn only(ports: &Ports, mailboxes: &[String]) -> Result<(), StepError> {
    let others: Vec<Action> = standings(ports)
        .await?
        .into_iter()
        .filter(|row| !mailboxes.contains(&row.mailbox))
        .map(|row| Action::Delete {
            key: keys::mail_reading(&row.mailbox),
            expect: Expect::Any,
        })
        .collect();
    step::finish(ports, &others).await
}

/// How the reading of each mailbox stands.
pub async fn standings(ports: &Ports) -> Result<Vec<MailReadingRow>, StepError> {
    let found = step::all(ports, keys::MAIL_READING, keys::MAIL_STANDINGS).await?;
    found.iter().map(items::decode).collect()
}
