//! How far it is: a line that changes at a terminal, a line for each phase elsewhere.

use crate::commands::output::hint;
use flow::moving::Progress;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;

pub(super) struct Shown {
    bar: Option<ProgressBar>,
    phase: &'static str,
}

impl Shown {
    pub(super) fn new() -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let style = ProgressStyle::with_template("{elapsed_precise} {msg}");
            let bar = ProgressBar::new_spinner();
            match style {
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            }
        });
        Self { bar, phase: "" }
    }

    pub(super) fn tell(&mut self, progress: Progress) {
        let (phase, count) = match progress {
            Progress::Compared(count) => ("counting and comparing, items", count),
            Progress::Blobs(count) => ("copying, bodies", count),
            Progress::Items(count) => ("copying, items", count),
        };
        match &self.bar {
            Some(bar) => {
                bar.set_message(format!("{phase}: {count}"));
                bar.tick();
            }
            None if phase != self.phase => hint(&format!("{phase} …")),
            None => {}
        }
        self.phase = phase;
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
