//! `unpack`: a stack out of a file into an empty data folder.

use super::progress::Shown;
use super::{About, FORMAT, refused, told};
use crate::cli::UnpackArgs;
use crate::commands::output::{Output, hint, one_line};
use crate::commands::server::wait;
use crate::commands::{Answer, Done, Failure};
use crate::up;
use adapters_local::{DataFolder, Part, SqliteStore, StackFileReader, SystemClock};
use flow::moving::{Arrival, Progress, Survey};
use flow::{stack_keys, versions};
use ports::{Blobs, Clock, Item, Key, Table};
use std::path::Path;
use std::sync::Arc;
use tokio::sync::mpsc;

/// Parts that are read ahead.
const AHEAD: usize = 4;

/// What stands around the items of a file.
struct Frame {
    about: About,
    keys: String,
    counts: Survey,
}

pub(crate) fn run(args: &UnpackArgs) -> Done {
    if !args.file.is_file() {
        return Err(Failure::misuse(
            format!("there is no file {}", args.file.display()),
            "give the file that `onloop pack` wrote",
        ));
    }
    // All of it is read once before anything is written: half a stack is of no use to anybody.
    let frame = frame(&args.file)?;
    wait(async {
        let folder = DataFolder::open(&args.data.data).map_err(refused)?;
        up::adopt_keys(&folder, &frame.keys).map_err(refused)?;
        let clock = Arc::new(SystemClock::new());
        let store = SqliteStore::open(&folder.store_file(), clock.clone()).map_err(refused)?;
        let done = take(args, &frame, &store, &*clock).await;
        let playbook = match &done {
            Ok(_) => playbook(&folder, &store).await,
            Err(_) => Ok(()),
        };
        store.close().await.map_err(refused)?;
        let survey = done?;
        playbook?;
        let data = args.data.data.display();
        let mut output = Output::new();
        output.line(&format!("unpacked into {data}: {}", told(&survey)))?;
        hint(&format!(
            "it is halted. Next: onloop up --data {data}, look at it, then onloop resume --data {data}"
        ));
        Ok(Answer::Yes)
    })
}

fn frame(file: &Path) -> Result<Frame, Failure> {
    let (mut about, mut keys, mut counts) = (None, None, None);
    StackFileReader::open(file)?.read(|part| {
        match part {
            Part::About(text) => about = Some(text),
            Part::Keys(text) => keys = Some(text),
            Part::Counts(text) => counts = Some(text),
            Part::Blob(..) | Part::Items(_) => {}
        }
        Ok::<(), Failure>(())
    })?;
    let wrong = |what: &str| {
        Failure::refused(
            format!("{}: {what}", file.display()),
            "give a file that `onloop pack` of this version or an earlier one wrote",
        )
    };
    let (Some(about), Some(keys), Some(counts)) = (about, keys, counts) else {
        return Err(wrong("a part of it is missing"));
    };
    let about: About =
        serde_json::from_str(&about).map_err(|error| wrong(&format!("about.json: {error}")))?;
    if about.format != FORMAT {
        return Err(wrong(&format!(
            "it is of format {}, and this program reads {FORMAT}",
            about.format
        )));
    }
    stack_keys::read(&keys).map_err(|why| wrong(&format!("keys.json: {why}")))?;
    let counts =
        serde_json::from_str(&counts).map_err(|error| wrong(&format!("counts.json: {error}")))?;
    Ok(Frame {
        about,
        keys,
        counts,
    })
}

async fn take(
    args: &UnpackArgs,
    frame: &Frame,
    store: &SqliteStore,
    clock: &dyn Clock,
) -> Result<Survey, Failure> {
    let (table, blobs): (Arc<dyn Table>, Arc<dyn Blobs>) = (store.table(), store.blobs());
    let (id, from) = (&frame.about.moved.id, &frame.about.from);
    let begun = Arrival::begin(&*table, &*blobs, id, from, clock.now()).await;
    let mut arrival = begun.map_err(refused)?;
    if let Some(done) = arrival.row().done {
        // It may have gone on since: that is no reason to compare it.
        hint(&format!("all of it came here already, at {done:.0}"));
        return Ok(frame.counts.clone());
    }
    if arrival.row().blobs > 0 || arrival.row().items > 0 {
        hint(&format!("going on with what came from {}", one_line(from)));
    }
    let mut shown = Shown::new();
    let reader = StackFileReader::open(&args.file)?;
    let (send, mut parts) = mpsc::channel(AHEAD);
    let reading = tokio::task::spawn_blocking(move || {
        // Nobody listens any more if the store failed; what it said is told instead.
        reader.read(|part| send.blocking_send(part).map_err(refused))
    });
    let (last_blob, mut known) = (arrival.row().last_blob.clone(), arrival.row().items);
    while let Some(part) = parts.recv().await {
        match part {
            Part::Blob(name, _) if last_blob.as_ref().is_some_and(|last| name <= *last) => {}
            Part::Blob(name, bytes) => {
                arrival.blob(&name, bytes).await.map_err(refused)?;
                shown.tell(Progress::Blobs(arrival.row().blobs));
            }
            Part::Items(items) => {
                let Some((items, read)) = fresh(items, &mut known, arrival.row().last.as_ref())?
                else {
                    continue;
                };
                let taken = arrival.items(items, &read, &mut |p| shown.tell(p)).await;
                taken.map_err(refused)?;
            }
            Part::About(_) | Part::Keys(_) | Part::Counts(_) => {}
        }
    }
    reading.await.map_err(refused)??;
    arrival
        .finish(&frame.counts, clock.now(), &mut |p| shown.tell(p))
        .await
        .map_err(refused)
}

/// Those of some items that are not there yet, and the last of them. `known` counts those that are.
fn fresh(
    mut items: Vec<Item>,
    known: &mut u64,
    last: Option<&Key>,
) -> Result<Option<(Vec<Item>, Key)>, Failure> {
    let skipped = usize::try_from(*known)
        .unwrap_or(usize::MAX)
        .min(items.len());
    *known = known.saturating_sub(u64::try_from(skipped).unwrap_or(u64::MAX));
    let rest = items.split_off(skipped);
    // The count alone could be that of another file.
    if skipped > 0 && *known == 0 && items.last().map(|item| &item.key) != last {
        return Err(Failure::refused(
            "what came so far is not from this file",
            "give the file that it was begun with",
        ));
    }
    let read = rest.last().map(|item| item.key.clone());
    Ok(read.map(|read| (rest, read)))
}

/// The playbook in force as a folder, so that `up` finds it and begins with no other. What is there stays.
async fn playbook(folder: &DataFolder, store: &SqliteStore) -> Result<(), Failure> {
    let dir = folder.path().join("playbook");
    if dir.exists() {
        return Ok(());
    }
    let files = versions::files_in_force(&*store.table(), &*store.blobs()).await;
    let Some(files) = files.map_err(refused)? else {
        return Ok(());
    };
    crate::playbook_folder::write(&dir, &files).map_err(|error| {
        Failure::refused(
            format!("can't write {}: {error}", dir.display()),
            "make room, delete the folder and run the command again",
        )
    })?;
    hint(&format!(
        "the playbook in force is in {}; lists of leads are not, copy them there",
        dir.display()
    ));
    Ok(())
}
