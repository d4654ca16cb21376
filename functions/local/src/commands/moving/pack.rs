//! `pack`: the stack of a data folder into a file.

use super::progress::Shown;
use super::{About, FORMAT, refused, told};
use crate::cli::PackArgs;
use crate::commands::output::{Output, counted, hint, one_line};
use crate::commands::server::wait;
use crate::commands::{Answer, Done, Failure};
use crate::up::{self, Offline};
use adapters_local::{DataFolder, Part, StackFileReader, StackFileWriter};
use flow::moving::{self, Left, Progress, Survey};
use flow::stack_keys;
use ports::ScanRequest;
use std::path::Path;

/// Bodies of one listing, and items of one part.
const AT_ONCE: usize = 1_000;
/// Bodies that are read at once.
const BLOBS: usize = 8;

pub(crate) fn run(args: &PackArgs) -> Done {
    let file = std::path::absolute(&args.file).map_err(refused)?;
    if file.exists() {
        return Err(Failure::misuse(
            format!("{} is there already", file.display()),
            "use another name, or delete it if it is not needed",
        ));
    }
    must_have_stack(&args.data.data)?;
    wait(async {
        let stack = open(&args.data.data).await?;
        let done = pack(&stack, args, &file).await;
        stack.close().await.map_err(refused)?;
        done
    })
}

/// Whether a data folder holds a stack.
pub(super) fn has_stack(data: &Path) -> bool {
    data.join(DataFolder::STORE_FILE).is_file()
}

/// Refuses a data folder that holds none.
pub(super) fn must_have_stack(data: &Path) -> Result<(), Failure> {
    if has_stack(data) {
        return Ok(());
    }
    Err(Failure::refused(
        format!("there is no stack in {}", data.display()),
        "give the right folder with --data",
    ))
}

/// Takes the folder's lock: whoever works on the stack has to end first.
pub(super) async fn open(data: &Path) -> Result<Offline, Failure> {
    up::offline(data).await.map_err(|error| {
        Failure::refused(
            error,
            "a stack moves while nothing works on it: if `onloop up` runs, stop it",
        )
    })
}

/// What is on its way when a stack leaves, for whoever waits for it elsewhere.
pub(super) fn tell_left(left: &Left) {
    if left.again {
        hint(&format!(
            "going on with the move that {} began at {:.0}",
            one_line(&left.moved.by.to_string()),
            left.moved.at
        ));
    } else {
        hint("halted and marked as moved: nothing is sent from here any more");
    }
    if left.in_flight > 0 {
        hint(&format!(
            "{} on their way when their process ended: you will be asked what became of them",
            counted(
                u64::try_from(left.in_flight).unwrap_or(u64::MAX),
                "letter was",
                "letters were"
            )
        ));
    }
}

async fn pack(stack: &Offline, args: &PackArgs, file: &Path) -> Done {
    let ports = stack.ports();
    let to = format!("the file {}", file.display());
    let left = moving::leave(ports, stack.operator(), &to, args.again).await;
    let left = left.map_err(refused)?;
    tell_left(&left);
    let mut shown = Shown::new();
    let survey = moving::survey(&*ports.table, &*ports.blobs, &mut |p| shown.tell(p))
        .await
        .map_err(refused)?;
    let from = std::path::absolute(&args.data.data).map_err(refused)?;
    let about = About {
        what: "a whole stack of Onloop".to_owned(),
        format: FORMAT,
        program: concat!("onloop ", env!("CARGO_PKG_VERSION")).to_owned(),
        from: from.display().to_string(),
        moved: left.moved,
    };
    let about = serde_json::to_string_pretty(&about).map_err(refused)?;
    let keys = stack_keys::write(&ports.secrets);
    let mut writer = StackFileWriter::open(file, &about, &keys)?;
    blobs(stack, &mut writer, &mut shown).await?;
    items(stack, &mut writer, &mut shown).await?;
    let counts = serde_json::to_string_pretty(&survey).map_err(refused)?;
    writer.finish(&counts)?;
    if let Some(difference) = survey.difference(&read_back(file, &survey)?) {
        return Err(Failure::refused(
            format!("{} is not as it was written: {difference}", file.display()),
            "delete it and run the command again, to another disk if it happens twice",
        ));
    }
    drop(shown);
    let mut output = Output::new();
    output.line(&format!(
        "packed into {}: {}",
        file.display(),
        told(&survey)
    ))?;
    hint("next: onloop unpack on the other machine; delete the file afterwards, it holds the keys");
    Ok(Answer::Yes)
}

async fn blobs(
    stack: &Offline,
    writer: &mut StackFileWriter,
    shown: &mut Shown,
) -> Result<(), Failure> {
    let blobs = &stack.ports().blobs;
    loop {
        let names = blobs
            .list(writer.blobs().0, AT_ONCE)
            .await
            .map_err(refused)?;
        if names.is_empty() {
            return Ok(());
        }
        for some in names.chunks(BLOBS) {
            for (name, bytes) in some
                .iter()
                .zip(blobs.get_many(some).await.map_err(refused)?)
            {
                let gone = || refused(format!("the body {name} went away meanwhile"));
                writer.blob(name, &bytes.ok_or_else(gone)?)?;
            }
            shown.tell(Progress::Blobs(writer.blobs().1));
        }
    }
}

async fn items(
    stack: &Offline,
    writer: &mut StackFileWriter,
    shown: &mut Shown,
) -> Result<(), Failure> {
    let mut request = ScanRequest {
        after: writer.items().0.cloned(),
        limit: AT_ONCE,
    };
    loop {
        let part = stack.ports().table.scan(&request).await.map_err(refused)?;
        for item in moving::moving(part.items) {
            writer.item(item)?;
        }
        shown.tell(Progress::Items(writer.items().1));
        match part.next {
            Some(next) => request.after = Some(next),
            None => return Ok(()),
        }
    }
}

/// What the file holds. Conversations were folded where they came from.
fn read_back(file: &Path, source: &Survey) -> Result<Survey, Failure> {
    let mut survey = Survey {
        conversations: source.conversations,
        events: source.events,
        ..Survey::default()
    };
    StackFileReader::open(file)?.read(|part| {
        match part {
            Part::Blob(name, _) => survey.blob(&name),
            Part::Items(items) => items.iter().for_each(|item| survey.item(item)),
            Part::About(_) | Part::Keys(_) | Part::Counts(_) => {}
        }
        Ok::<(), Failure>(())
    })?;
    Ok(survey)
}
