//! Opening says what is wrong, where, and what to do; and changes nothing.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use adapters_local::{DataFolder, ManualClock, OpenError, SqliteStore};
use jiff::Timestamp;
use std::fs;
use std::path::Path;

fn open(path: &Path) -> Result<SqliteStore, OpenError> {
    SqliteStore::open(path, ManualClock::new(Timestamp::UNIX_EPOCH).shared())
}

#[track_caller]
fn failure(path: &Path) -> (OpenError, String) {
    let error = open(path).err().unwrap();
    let text = error.to_string();
    assert!(
        text.contains(&path.parent().unwrap().display().to_string()),
        "it says where: {text}"
    );
    (error, text)
}

#[test]
fn a_file_of_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.sqlite3");
    drop(open(&path).unwrap());
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    connection.close().unwrap();
    let before = fs::read(&path).unwrap();
    let (error, text) = failure(&path);
    assert!(
        matches!(
            error,
            OpenError::Newer {
                found: 99,
                known: 1,
                ..
            }
        ),
        "{text}"
    );
    assert!(text.contains("newer version"), "{text}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn what_is_no_store_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.sqlite3");
    let garbage = "this is a letter, not a database. ".repeat(1_000);
    fs::write(&path, &garbage).unwrap();
    let (error, text) = failure(&path);
    assert!(matches!(error, OpenError::Damaged { .. }), "{text}");
    assert_eq!(fs::read_to_string(&path).unwrap(), garbage);

    let foreign = folder.path().join("foreign.sqlite3");
    let connection = rusqlite::Connection::open(&foreign).unwrap();
    connection
        .execute_batch("CREATE TABLE letters (id INTEGER)")
        .unwrap();
    connection.close().unwrap();
    let before = fs::read(&foreign).unwrap();
    let (error, text) = failure(&foreign);
    assert!(matches!(error, OpenError::Damaged { .. }), "{text}");
    assert_eq!(fs::read(&foreign).unwrap(), before);
}

#[tokio::test]
async fn damage_within_is_found_by_the_check() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.sqlite3");
    let store = open(&path).unwrap();
    let mut hashes = Vec::new();
    for number in 0_u8..50 {
        hashes.push(
            store
                .blobs()
                .put("cnv_a", vec![number; 5_000])
                .await
                .unwrap(),
        );
    }
    store.integrity().await.unwrap();
    store.close().await.unwrap();
    let mut bytes = fs::read(&path).unwrap();
    // Everything behind the schema's page; headers of pages among it.
    bytes
        .iter_mut()
        .skip(8_192 * 3)
        .for_each(|byte| *byte = 0x5A);
    fs::write(&path, &bytes).unwrap();
    let store = match open(&path) {
        Ok(store) => store,
        Err(error) => return assert!(matches!(error, OpenError::Damaged { .. }), "{error}"),
    };
    let found = store.integrity().await.unwrap_err();
    assert!(
        found.contains("damaged") && found.contains("backup"),
        "{found}"
    );
    for hash in hashes {
        let read = store.blobs().get(&hash).await;
        assert!(!matches!(read, Ok(Some(_))), "nothing false is given out");
    }
}

#[test]
fn a_place_that_cannot_be_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "x").unwrap();
    failure(&folder.path().join("file/store.sqlite3"));
    failure(&folder.path().join("missing/store.sqlite3"));
    let error = DataFolder::open(folder.path().join("file"))
        .err()
        .unwrap()
        .to_string();
    assert!(
        error.contains("file") && error.contains("A file is in its place"),
        "{error}"
    );
    let error = DataFolder::open(folder.path().join("file/below"))
        .err()
        .unwrap()
        .to_string();
    assert!(error.contains("file/below"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_named_with_the_remedy() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o500)).unwrap();
    if fs::write(closed.join("probe"), "x").is_ok() {
        eprintln!(
            "permissions do not bind this user (root?): a_folder_that_may_not_be_written: NOT RUN"
        );
        return;
    }
    let error = DataFolder::open(&closed).err().unwrap().to_string();
    assert!(
        error.contains("chmod") && error.contains("closed"),
        "{error}"
    );
    let (_, text) = failure(&closed.join("store.sqlite3"));
    assert!(text.contains("chmod"), "{text}");
}

#[test]
fn a_data_folder_has_one_owner() {
    let parent = tempfile::tempdir().unwrap();
    let path = parent.path().join("a/b");
    let folder = DataFolder::open(&path).unwrap();
    assert_eq!(folder.path(), path);
    match DataFolder::open(&path) {
        Err(error @ OpenError::InUse { .. }) => {
            let text = error.to_string();
            assert!(
                text.contains("a/b/lock") && text.contains(&std::process::id().to_string()),
                "{text}"
            );
        }
        other => panic!("{other:?}"),
    }
    drop(folder);
    DataFolder::open(&path).unwrap();
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::tempdir().unwrap();
    let folder = DataFolder::open(parent.path().join("data")).unwrap();
    let store = open(&folder.store_file()).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(folder.path()), 0o700);
    for entry in fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    drop(store);
}
