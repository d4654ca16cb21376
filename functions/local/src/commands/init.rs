//! `init`: a playbook to start from.

use super::output::{Output, hint};
use super::{Answer, Done, Failure, check};
use crate::cli::InitArgs;
use crate::{playbook_folder, starter};
use std::fs;
use std::io;

pub(crate) fn run(args: &InitArgs) -> Done {
    let dir = &args.dir;
    let shown = dir.display();
    match fs::read_dir(dir) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                return Err(Failure::misuse(
                    format!("{shown} is there already and isn't empty"),
                    "give a folder that isn't there yet; nothing was written",
                ));
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => {
            return Err(Failure::misuse(
                format!("can't use {shown}: {error}"),
                "give a folder that isn't there yet; nothing was written",
            ));
        }
    }
    if dir.file_name().is_none() {
        return Err(Failure::misuse(
            format!("{shown} has no name of its own"),
            "name the folder, such as `onloop init playbook`",
        ));
    }
    starter::write_whole(dir).map_err(|error| {
        Failure::refused(
            format!("can't write {shown}: {error}"),
            "give a folder where you may write, on a disk with space",
        )
    })?;
    let checked = playbook_folder::check(dir).map_err(check::failure)?;
    Output::new().line(&check::summary(dir, &checked))?;
    hint(&format!(
        "make it yours, file by file: {shown}/README.md says in which order"
    ));
    Ok(Answer::Yes)
}
