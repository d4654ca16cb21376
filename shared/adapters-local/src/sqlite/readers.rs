//! Threads that read, each with a connection that can't write.

use super::failure::{closed, nothing_done};
use ports::PortError;
use rusqlite::Connection;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use tokio::sync::oneshot;

/// How many threads read. Reads are short; more would only wait for the same processors.
pub(super) const READERS: usize = 4;

/// Whoever asks waits for the answer, so no more wait here than there are tasks.
type Request = Box<dyn FnOnce(&Connection) + Send>;

/// The pool. A read sees every write that was answered before it began.
pub(super) struct Readers {
    path: PathBuf,
    sender: Mutex<Option<Sender<Request>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Readers {
    /// One thread for each connection.
    pub(super) fn start(path: &Path, connections: Vec<Connection>) -> io::Result<Self> {
        let (sender, receiver) = channel::<Request>();
        let receiver = Arc::new(Mutex::new(receiver));
        let mut threads = Vec::with_capacity(connections.len());
        for connection in connections {
            let receiver = Arc::clone(&receiver);
            threads.push(
                Builder::new()
                    .name("sqlite-reader".to_owned())
                    .spawn(move || serve(&connection, &receiver))?,
            );
        }
        Ok(Self {
            path: path.to_path_buf(),
            sender: Mutex::new(Some(sender)),
            threads: Mutex::new(threads),
        })
    }

    /// Runs `work` within one snapshot of the file.
    pub(super) async fn run<T, F>(&self, work: F) -> Result<T, PortError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let request: Request = Box::new(move |connection| {
            // Nobody listens any more if the caller gave up.
            drop(reply.send(snapshot(connection, work)));
        });
        let sent = match &*self.sender.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(sender) => sender.send(request).is_ok(),
            None => false,
        };
        if !sent {
            return Err(closed(&self.path));
        }
        match answer.await {
            Ok(read) => read.map_err(|error| nothing_done(&error, &self.path)),
            Err(_) => Err(closed(&self.path)),
        }
    }

    /// Takes no more requests; the threads end once they have answered what waits.
    pub(super) fn stop(&self) -> Vec<JoinHandle<()>> {
        self.sender
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn serve(connection: &Connection, receiver: &Mutex<Receiver<Request>>) {
    loop {
        // The lock is held while waiting and given back before working.
        let request = receiver
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv();
        match request {
            Ok(work) => work(connection),
            Err(_) => return,
        }
    }
}

fn snapshot<T>(
    connection: &Connection,
    work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    let transaction = connection.unchecked_transaction()?;
    let read = work(&transaction)?;
    transaction.commit()?;
    Ok(read)
}
