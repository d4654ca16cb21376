//! What was acknowledged is there after `kill -9`, and the data folder is free again.
//!
//! The test starts itself as a second process, which writes and prints what was acknowledged.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use adapters_local::{DataFolder, OpenError, SqliteStore, SystemClock};
use ports::{Action, Commit, Expect, Key, Outgoing, QueueName};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;

const NAME: &str = "acknowledged_writes_survive_a_kill";
const FOLDER: &str = "ONLOOP_KILL_TEST_FOLDER";
const ACKNOWLEDGED: usize = 400;

fn key(name: &str) -> Key {
    Key {
        pk: "p".to_owned(),
        sk: name.to_owned(),
    }
}

/// Writes until it is killed, or enough for any test.
async fn write(folder: &str) {
    let data = DataFolder::open(folder).unwrap();
    let store = SqliteStore::open(&data.store_file(), Arc::new(SystemClock)).unwrap();
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                for number in 0..20_000 {
                    let name = format!("{writer}-{number}");
                    let two = [name.clone(), format!("{name}-twin")].map(|sk| Action::Put {
                        key: key(&sk),
                        body: vec![7; 2_000],
                        expect: Expect::Absent,
                        expires: None,
                    });
                    store
                        .table()
                        .commit(Commit {
                            attempt: name.clone(),
                            actions: two.to_vec(),
                        })
                        .await
                        .unwrap();
                    let blob = store
                        .blobs()
                        .put("cnv_a", name.clone().into_bytes())
                        .await
                        .unwrap();
                    let message = Outgoing {
                        body: name.clone(),
                        delay_ms: 0,
                    };
                    store
                        .queue()
                        .send(QueueName::Sending, vec![message])
                        .await
                        .unwrap();
                    let mut out = std::io::stdout().lock();
                    writeln!(out, "acknowledged {name} {blob}").unwrap();
                    out.flush().unwrap();
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acknowledged_writes_survive_a_kill() {
    if let Ok(folder) = std::env::var(FOLDER) {
        return write(&folder).await;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([NAME, "--exact", "--nocapture"])
        .env(FOLDER, folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut acknowledged = Vec::new();
    let mut killed = false;
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        // The last line may be cut off.
        if let Some((name, blob)) = line
            .unwrap_or_default()
            .strip_prefix("acknowledged ")
            .and_then(|rest| rest.split_once(' '))
            && blob.len() == "cnv_a/".len() + 64
        {
            acknowledged.push((name.to_owned(), ports::BlobHash(blob.to_owned())));
        }
        if acknowledged.len() >= ACKNOWLEDGED && !killed {
            match DataFolder::open(folder.path()) {
                Err(OpenError::InUse { file, holder }) => {
                    assert_eq!(file, folder.path().join(DataFolder::LOCK_FILE));
                    assert!(holder.contains(&child.id().to_string()));
                }
                other => panic!("a second process must be kept out, got {other:?}"),
            }
            child.kill().unwrap();
            killed = true;
        }
    }
    child.wait().unwrap();
    assert!(
        killed,
        "the second process ended by itself after {} writes",
        acknowledged.len()
    );

    let data = DataFolder::open(folder.path()).unwrap();
    let store = SqliteStore::open(&data.store_file(), Arc::new(SystemClock)).unwrap();
    store.integrity().await.unwrap();
    for (name, blob) in &acknowledged {
        let found = store
            .table()
            .get(&[key(name), key(&format!("{name}-twin"))])
            .await
            .unwrap();
        assert!(
            found
                .iter()
                .all(|item| item.as_ref().is_some_and(|item| item.body == [7; 2_000])),
            "item {name}"
        );
        assert_eq!(
            store.blobs().get(blob).await.unwrap(),
            Some(name.clone().into_bytes()),
            "blob {name}"
        );
    }
    let sent = store.queue().depth(QueueName::Sending).await.unwrap().ready;
    assert!(
        sent >= u64::try_from(acknowledged.len()).unwrap(),
        "{sent} messages"
    );
    store.close().await.unwrap();
}
