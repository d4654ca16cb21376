//! The one thread that writes. It takes whatever waits, at most [`LARGEST_GROUP`] jobs, runs it in
//! one SQLite transaction and answers all after one `COMMIT`: one `fsync` serves many.
//!
//! Invariant: no job that changed something is answered with success before its `COMMIT` is on the
//! disk. A job that says no has changed nothing; the others of its group stand.

use super::expiry::Sweep;
use super::failure::{closed, commit_failed, is_full, nothing_done};
use ports::PortError;
use rusqlite::Connection;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};

/// Jobs in one transaction.
const LARGEST_GROUP: usize = 256;
/// Jobs that wait; further callers wait to be let in.
const WAITING: usize = 1_024;
/// Kilobytes that jobs may carry while they wait; further callers wait to be let in.
const WAITING_KB: u32 = 256 * 1024;

/// Folds the log into the file and cuts it to nothing.
const FOLD: &str = "PRAGMA wal_checkpoint(TRUNCATE)";

/// What a job says: an answer, or SQLite's trouble, which undoes the whole group. Runs again, alone,
/// if its group was undone.
type Outcome<T> = rusqlite::Result<Result<T, PortError>>;

enum Message {
    Work(Box<dyn Job>),
    Close {
        readers: Vec<JoinHandle<()>>,
        reply: oneshot::Sender<Result<(), String>>,
    },
}

trait Job: Send {
    /// Does the work within the open transaction.
    fn work(&mut self, connection: &Connection) -> rusqlite::Result<()>;
    /// The transaction is durable.
    fn committed(self: Box<Self>);
    /// The transaction failed.
    fn failed(self: Box<Self>, error: PortError);
}

struct Task<T, F> {
    work: F,
    answer: Option<Result<T, PortError>>,
    reply: oneshot::Sender<Result<T, PortError>>,
    _permit: OwnedSemaphorePermit,
}

impl<T, F> Job for Task<T, F>
where
    T: Send,
    F: FnMut(&Connection) -> Outcome<T> + Send,
{
    fn work(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        self.answer = Some((self.work)(connection)?);
        Ok(())
    }

    fn committed(self: Box<Self>) {
        let answer = self
            .answer
            .unwrap_or_else(|| Err(PortError::Unknown("the work was not run".to_owned())));
        // Nobody listens any more if the caller gave up; what was written stands.
        drop(self.reply.send(answer));
    }

    fn failed(self: Box<Self>, error: PortError) {
        // Whatever the work said rested on what others of its group had written: it is void, too.
        drop(self.reply.send(Err(error)));
    }
}

/// Hands jobs to the thread.
pub(super) struct Writer {
    path: PathBuf,
    sender: Mutex<Option<mpsc::Sender<Message>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    room: Arc<Semaphore>,
}

impl Writer {
    pub(super) fn start(path: &Path, connection: Connection, sweep: Sweep) -> io::Result<Self> {
        let (sender, receiver) = mpsc::channel(WAITING);
        let desk = Desk {
            path: path.to_path_buf(),
            connection,
            sweep,
        };
        let thread = Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || desk.serve(receiver))?;
        Ok(Self {
            path: path.to_path_buf(),
            sender: Mutex::new(Some(sender)),
            thread: Mutex::new(Some(thread)),
            room: Arc::new(Semaphore::new(
                usize::try_from(WAITING_KB).unwrap_or(usize::MAX),
            )),
        })
    }

    /// Runs `work`, which carries so many `bytes`, and answers when it is durable. `work` must
    /// change nothing where it answers `Ok(Err(_))`.
    pub(super) async fn run<T, F>(&self, bytes: usize, work: F) -> Result<T, PortError>
    where
        T: Send + 'static,
        F: FnMut(&Connection) -> Outcome<T> + Send + 'static,
    {
        let kilobytes = u32::try_from(bytes / 1024 + 1)
            .unwrap_or(WAITING_KB)
            .min(WAITING_KB);
        let sender = self
            .sender
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let sender = sender.ok_or_else(|| closed(&self.path))?;
        let room = Arc::clone(&self.room).acquire_many_owned(kilobytes).await;
        let permit = room.map_err(|_| closed(&self.path))?;
        let (reply, answer) = oneshot::channel();
        let task = Task {
            work,
            answer: None,
            reply,
            _permit: permit,
        };
        sender
            .send(Message::Work(Box::new(task)))
            .await
            .map_err(|_| closed(&self.path))?;
        drop(sender);
        match answer.await {
            Ok(answer) => answer,
            Err(_) => Err(PortError::Unknown(format!(
                "the writer of {} stopped before it answered",
                self.path.display()
            ))),
        }
    }

    /// Ends the thread after all that waits now, and closes the file.
    pub(super) async fn close(&self, readers: Vec<JoinHandle<()>>) -> Result<(), String> {
        let sender = self
            .sender
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let Some(sender) = sender else { return Ok(()) };
        let (reply, answer) = oneshot::channel();
        let stopped = || {
            format!(
                "the writer of {} has stopped by itself",
                self.path.display()
            )
        };
        sender
            .send(Message::Close { readers, reply })
            .await
            .map_err(|_| stopped())?;
        drop(sender);
        answer.await.map_err(|_| stopped())?
    }

    /// The same, waiting on this thread.
    pub(super) fn stop(&self) {
        self.sender
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(thread) = thread
            && thread.join().is_err()
        {
            tracing::error!(path = %self.path.display(), "the writer panicked");
        }
    }
}

/// Jobs of which certainly nothing was kept.
struct Undone {
    jobs: Vec<Box<dyn Job>>,
    error: PortError,
    is_full: bool,
}

impl Undone {
    fn give_up(self) {
        self.jobs
            .into_iter()
            .for_each(|job| job.failed(self.error.clone()));
    }
}

/// What the thread owns.
struct Desk {
    path: PathBuf,
    connection: Connection,
    sweep: Sweep,
}

impl Desk {
    fn serve(mut self, mut receiver: mpsc::Receiver<Message>) {
        let mut messages = Vec::with_capacity(LARGEST_GROUP);
        let mut jobs = Vec::with_capacity(LARGEST_GROUP);
        let mut closing = None;
        while receiver.blocking_recv_many(&mut messages, LARGEST_GROUP) > 0 {
            for message in messages.drain(..) {
                match message {
                    Message::Work(job) => jobs.push(job),
                    Message::Close { readers, reply } => {
                        // Lets in no more; the loop ends when what is inside has been answered.
                        receiver.close();
                        closing = Some((readers, reply));
                    }
                }
            }
            self.group(std::mem::take(&mut jobs));
            self.sweep(closing.is_some());
        }
        let (readers, reply) = match closing {
            Some((readers, reply)) => (readers, Some(reply)),
            None => (Vec::new(), None),
        };
        let closed = self.finish(readers);
        match reply {
            Some(reply) => drop(reply.send(closed)),
            None => {
                if let Err(error) = closed {
                    tracing::warn!(
                        error,
                        "the file was not closed cleanly; the next start recovers it"
                    );
                }
            }
        }
    }

    /// One transaction for all; if SQLite had trouble and certainly kept nothing, one for each, so
    /// that a blob too large for the disk doesn't take small commits down with it.
    fn group(&self, jobs: Vec<Box<dyn Job>>) {
        let Err(undone) = self.together(jobs) else {
            return;
        };
        if undone.is_full {
            self.make_room();
        } else if undone.jobs.len() == 1 {
            return undone.give_up();
        }
        for job in undone.jobs {
            if let Err(alone) = self.together(vec![job]) {
                alone.give_up();
            }
        }
    }

    /// Answers all jobs, or gives them back if it is certain that nothing was kept.
    fn together(&self, mut jobs: Vec<Box<dyn Job>>) -> Result<(), Undone> {
        if jobs.is_empty() {
            return Ok(());
        }
        let worked = self.statement("BEGIN IMMEDIATE").and_then(|()| {
            let mut each = jobs.iter_mut();
            each.try_for_each(|job| job.work(&self.connection))
        });
        if let Err(error) = worked {
            self.roll_back();
            return Err(Undone {
                jobs,
                is_full: is_full(&error),
                error: nothing_done(&error, &self.path),
            });
        }
        let Err(error) = self.statement("COMMIT") else {
            jobs.into_iter().for_each(|job| job.committed());
            return Ok(());
        };
        self.roll_back();
        match commit_failed(&error, &self.path) {
            unknown @ PortError::Unknown(_) => {
                self.settle();
                jobs.into_iter().for_each(|job| job.failed(unknown.clone()));
                Ok(())
            }
            certain => Err(Undone {
                jobs,
                is_full: is_full(&error),
                error: certain,
            }),
        }
    }

    /// On a full disk the log is the first to be looked at: it holds many pages more than once.
    fn make_room(&self) {
        if let Err(error) = self.connection.execute_batch(FOLD) {
            tracing::warn!(%error, "the disk is full, and the log can't be folded into the file");
        }
    }

    /// SQLite rolls back by itself after some errors, and not after others.
    fn roll_back(&self) {
        if !self.connection.is_autocommit()
            && let Err(error) = self.connection.execute_batch("ROLLBACK")
        {
            tracing::error!(%error, path = %self.path.display(), "a transaction could not be rolled back");
        }
    }

    /// After a `COMMIT` with unknown outcome this process sees nothing of it, but a crash could
    /// still bring it back out of the log. The next frames written take its place, so some are
    /// written at once.
    fn settle(&self) {
        let rewritten = self
            .connection
            .pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0));
        let settled = rewritten
            .and_then(|version| self.connection.pragma_update(None, "user_version", version));
        if let Err(error) = settled {
            tracing::warn!(%error, "the log still holds a commit of unknown outcome");
        }
    }

    fn statement(&self, sql: &str) -> rusqlite::Result<()> {
        self.connection.prepare_cached(sql)?.execute([]).map(|_| ())
    }

    /// Deletes what has expired, a little at a time. Nobody waits for it, so trouble is only noted.
    fn sweep(&mut self, closing: bool) {
        if !closing && let Err(error) = self.sweep.run(&self.connection) {
            self.roll_back();
            tracing::warn!(%error, "expired items could not be deleted");
        }
    }

    /// Readers must be gone before the log can be folded into the file.
    fn finish(self, readers: Vec<JoinHandle<()>>) -> Result<(), String> {
        for thread in readers {
            drop(thread.join());
        }
        let Self {
            path, connection, ..
        } = self;
        let told = |error: rusqlite::Error| {
            format!(
                "{} was not closed cleanly: {error}. Nothing is lost",
                path.display()
            )
        };
        connection.execute_batch(FOLD).map_err(told)?;
        connection.close().map_err(|(_, error)| told(error))
    }
}
