//! Power loss, imitated: a layer under the process records every change of a file, and a disk is
//! rebuilt from the record as it may be after the power failed at any moment.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The layer, built.
pub(crate) struct Layer {
    library: PathBuf,
    pub(crate) root: PathBuf,
    pub(crate) journal: PathBuf,
}

impl Layer {
    /// Builds the layer in a folder, for what happens below `disk` in it. `None`: not on this system,
    /// which is said aloud.
    #[track_caller]
    pub(crate) fn build(room: &Path) -> Option<Self> {
        if !cfg!(target_os = "linux") {
            eprintln!("power loss is imitated by LD_PRELOAD, which is Linux's: NOT RUN");
            return None;
        }
        let room = room.canonicalize().unwrap();
        let source =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/process/power_loss/record.c");
        let library = room.join("record.so");
        let flags = ["-std=gnu11", "-Wall", "-Wextra", "-O1", "-shared", "-fPIC"];
        let built = Command::new("cc")
            .args(flags)
            .arg("-o")
            .arg(&library)
            .arg(source)
            .args(["-ldl", "-lpthread"])
            .status();
        match built {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                eprintln!("there is no cc to build the recording layer with: NOT RUN");
                return None;
            }
            status => assert!(status.unwrap().success(), "record.c does not build"),
        }
        let root = room.join("disk");
        std::fs::create_dir(&root).unwrap();
        Some(Self {
            library,
            root,
            journal: room.join("journal"),
        })
    }

    /// What a process is started with so that it is recorded; with a number it is killed right after
    /// so many records.
    pub(crate) fn environment(&self, stop: Option<u64>) -> Vec<(String, String)> {
        let text = |path: &Path| path.to_str().unwrap().to_owned();
        let mut all = vec![
            ("LD_PRELOAD".to_owned(), text(&self.library)),
            ("ONLOOP_RECORD_ROOT".to_owned(), text(&self.root)),
            ("ONLOOP_RECORD_JOURNAL".to_owned(), text(&self.journal)),
        ];
        all.extend(stop.map(|stop| ("ONLOOP_RECORD_STOP".to_owned(), stop.to_string())));
        all
    }

    /// How long the journal is now.
    pub(crate) fn length(&self) -> u64 {
        std::fs::metadata(&self.journal).map_or(0, |found| found.len())
    }
}
