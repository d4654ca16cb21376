//! What the file looks like, and how it is opened.

use super::failure::cannot_open;
use crate::data_folder::{folder_error, owner_only};
use crate::open_error::OpenError;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::fs::OpenOptions;
use std::path::Path;
use std::time::Duration;

/// Marks files of ours, so that another program's file is never taken for one: "Onlp".
const APPLICATION_ID: i64 = 0x4F6E_6C70;

/// One entry for each schema version, from 1; entry n leads from version n to n + 1. Entries are
/// added, never changed.
const MIGRATIONS: [&str; 1] = ["
CREATE TABLE items (
    pk BLOB NOT NULL,
    sk BLOB NOT NULL,
    version INTEGER NOT NULL,
    attempt TEXT NOT NULL,
    expires_second INTEGER,
    expires_nanosecond INTEGER,
    body BLOB NOT NULL,
    PRIMARY KEY (pk, sk)
) WITHOUT ROWID;
CREATE INDEX items_expiring ON items (expires_second) WHERE expires_second IS NOT NULL;
CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    queue TEXT NOT NULL,
    visible_at INTEGER NOT NULL,
    receives INTEGER NOT NULL DEFAULT 0,
    handouts INTEGER NOT NULL DEFAULT 0,
    reason TEXT,
    dead_at INTEGER,
    body TEXT NOT NULL
);
CREATE INDEX messages_living ON messages (queue, visible_at, id) WHERE dead_at IS NULL;
CREATE INDEX messages_dead ON messages (queue, dead_at, id) WHERE dead_at IS NOT NULL;
CREATE TABLE blobs (
    hash TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
);
"];

/// How long to wait for another program (a backup, a viewer) that has the file locked.
const PATIENCE: Duration = Duration::from_secs(5);
/// More statements than there are in this folder.
const STATEMENTS: usize = 64;

/// The one connection that writes. Makes the file if there is none.
pub(super) fn open_for_writing(path: &Path) -> Result<Connection, OpenError> {
    create_for_owner(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection =
        Connection::open_with_flags(path, flags).map_err(|error| cannot_open(&error, path))?;
    // Looks before anything is changed: not even the journal mode of a foreign file.
    let found = inspect(&connection, path)?;
    configure(&connection)
        .and_then(|()| migrate(&mut connection, found))
        .map_err(|error| cannot_open(&error, path))?;
    Ok(connection)
}

/// A connection that can't write. The file must have been opened for writing before.
pub(super) fn open_for_reading(path: &Path) -> Result<Connection, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = Connection::open_with_flags(path, flags).and_then(|connection| {
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "mmap_size", 0)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(connection)
    });
    opened.map_err(|error| cannot_open(&error, path))
}

/// SQLite's own check, without the slow comparison of indexes; `Err` holds what it found.
pub(super) fn quick_check(connection: &Connection) -> rusqlite::Result<Result<(), String>> {
    let mut statement = connection.prepare("PRAGMA quick_check(20)")?;
    let found: Vec<String> = statement
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let sound = found.iter().all(|line| line == "ok");
    Ok(if sound { Ok(()) } else { Err(found.join("; ")) })
}

/// SQLite would make the file readable for everybody.
fn create_for_owner(path: &Path) -> Result<(), OpenError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    owner_only(&mut options);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) => {
            let folder = path.parent().unwrap_or(Path::new("."));
            if path.exists() {
                let remedy = "Make the file and its folder readable and writable for yourself, or use another folder";
                return Err(OpenError::File {
                    path: path.to_path_buf(),
                    reason: error.to_string(),
                    remedy,
                });
            }
            Err(folder_error("write to", folder, &error))
        }
    }
}

/// The schema version of the file; 0 for an empty one.
fn inspect(connection: &Connection, path: &Path) -> Result<i64, OpenError> {
    let look = || -> rusqlite::Result<(i64, i64, Option<String>)> {
        connection.busy_timeout(PATIENCE)?;
        let version = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let application =
            connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
        let table = connection
            .query_row("SELECT name FROM sqlite_master LIMIT 1", [], |row| {
                row.get(0)
            })
            .optional()?;
        Ok((version, application, table))
    };
    let (version, application, table) = look().map_err(|error| cannot_open(&error, path))?;
    let damaged = |reason: &str| OpenError::Damaged {
        path: path.to_path_buf(),
        reason: reason.to_owned(),
    };
    if version > newest() && application == APPLICATION_ID {
        return Err(OpenError::Newer {
            path: path.to_path_buf(),
            found: version,
            known: newest(),
        });
    }
    match (application == APPLICATION_ID, version, table) {
        (false, 0, None) => Ok(0),
        (false, ..) => Err(damaged("it is another program's SQLite file")),
        (true, 1.., Some(_)) => Ok(version),
        (true, ..) => Err(damaged("it has no tables")),
    }
}

fn newest() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

fn configure(connection: &Connection) -> rusqlite::Result<()> {
    // Only takes effect in a new file. Rows in this kind of table overflow into pages of their own
    // from a quarter of a page on; with 8 KB most items don't.
    connection.pragma_update(None, "page_size", 8_192)?;
    // Answers with the mode it got; anything but WAL would make readers wait for the writer.
    let mode: String =
        connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0))?;
    if mode != "wal" {
        tracing::warn!(
            mode,
            "the file system allows no write-ahead log; writing will be slow"
        );
    }
    // FULL: a commit is on the disk before it is answered.
    connection.pragma_update(None, "synchronous", "FULL")?;
    // What was forgotten must not stay in the file's free pages.
    connection.pragma_update(None, "secure_delete", true)?;
    // Folding the log into the file costs two more syncs; after 32 MB many of its pages are there
    // more than once and are written once.
    connection.pragma_update(None, "wal_autocheckpoint", 4_000)?;
    connection.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
    // Not more: whenever a commit splits a page, SQLite walks over the table of all cached pages.
    connection.pragma_update(None, "cache_size", -16 * 1024)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(())
}

fn migrate(connection: &mut Connection, found: i64) -> rusqlite::Result<()> {
    if found == newest() {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    for statements in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        transaction.execute_batch(statements)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", newest())?;
    transaction.commit()
}
