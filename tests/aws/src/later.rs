//! The time that programs read from their system, put forward by a test.

use std::io::Write;
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

/// How far the clock of some programs is ahead of the real one.
pub(crate) struct Later {
    folder: tempfile::TempDir,
    file: std::fs::File,
    ahead: Duration,
}

impl Later {
    /// As late as it is.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut compiler = Command::new("cc")
            .args(["-shared", "-fPIC", "-O2", "-Wall", "-x", "c", "-", "-o"])
            .arg(folder.path().join("later.so"))
            .stdin(Stdio::piped())
            .spawn()
            .expect("a C compiler builds what puts clocks forward");
        let source = include_bytes!("later.c");
        compiler.stdin.take().unwrap().write_all(source).unwrap();
        assert!(compiler.wait().unwrap().success(), "later.c is not built");
        let file = std::fs::File::create(folder.path().join("ahead")).unwrap();
        let this = Self {
            folder,
            file,
            ahead: Duration::ZERO,
        };
        this.write();
        this
    }

    fn write(&self) {
        let seconds = i64::try_from(self.ahead.as_secs()).unwrap();
        self.file.write_all_at(&seconds.to_ne_bytes(), 0).unwrap();
    }

    /// Puts it forward.
    pub(crate) fn pass(&mut self, by: Duration) {
        self.ahead += by;
        self.write();
    }

    /// So far.
    pub(crate) fn ahead(&self) -> Duration {
        self.ahead
    }

    /// What a program needs in its environment to live by it.
    pub(crate) fn environment(&self) -> [(&'static str, String); 2] {
        let text = |path: PathBuf| path.to_str().unwrap().to_owned();
        [
            ("LD_PRELOAD", text(self.folder.path().join("later.so"))),
            ("ONLOOP_AHEAD", text(self.folder.path().join("ahead"))),
        ]
    }
}
