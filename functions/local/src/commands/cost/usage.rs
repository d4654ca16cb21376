//! What a contact asks of table, queues, bodies and functions: measured, and kept in `docs/units.json`.

use crate::commands::Failure;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Measured by `tests/bench`, and measured again by its test.
const MEASURED: &str = include_str!("../../../../../docs/units.json");

/// Two scenes; every contact lies between them.
#[derive(Debug, Deserialize)]
pub(super) struct Measured {
    nobody_answers: Scene,
    everybody_answers: Scene,
}

/// A scene, for one conversation on average.
#[derive(Debug, Deserialize)]
struct Scene {
    letters: f64,
    replies: f64,
    by_stage: BTreeMap<String, Stage>,
}

/// What one stage asks for, for one conversation on average.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub(super) struct Stage {
    /// Read units.
    pub(super) read_units: f64,
    /// Write units.
    pub(super) write_units: f64,
    /// Requests to the table.
    pub(super) table_calls: f64,
    /// Messages put into queues.
    pub(super) queue_messages: f64,
    /// Bodies stored.
    pub(super) blobs_written: f64,
    /// Bodies fetched.
    pub(super) blobs_read: f64,
    /// Records in a batch, requests to the API.
    pub(super) tasks: f64,
}

/// What one contact asks for on average.
#[derive(Debug)]
pub(super) struct Usage {
    /// Letters sent.
    pub(super) letters: f64,
    /// Replies read.
    pub(super) replies: f64,
    /// By stage.
    pub(super) stages: BTreeMap<String, Stage>,
}

impl Measured {
    /// As measured.
    pub(super) fn read() -> Result<Self, Failure> {
        serde_json::from_str(MEASURED).map_err(|error| {
            Failure::refused(
                format!("docs/units.json, as it was when this program was built: {error}"),
                "measure again: cargo run -p bench -- --only units",
            )
        })
    }

    /// A contact of a fleet in which this share of the contacts answers.
    pub(super) fn usage(&self, answer: f64) -> Usage {
        let mix = |silent: f64, answered: f64| silent * (1.0 - answer) + answered * answer;
        let (silent, answered) = (&self.nobody_answers, &self.everybody_answers);
        let names = silent.by_stage.keys().chain(answered.by_stage.keys());
        let stages = names
            .map(|name| {
                let of = |scene: &Scene| scene.by_stage.get(name).copied().unwrap_or_default();
                let (silent, answered) = (of(silent), of(answered));
                let stage = Stage {
                    read_units: mix(silent.read_units, answered.read_units),
                    write_units: mix(silent.write_units, answered.write_units),
                    table_calls: mix(silent.table_calls, answered.table_calls),
                    queue_messages: mix(silent.queue_messages, answered.queue_messages),
                    blobs_written: mix(silent.blobs_written, answered.blobs_written),
                    blobs_read: mix(silent.blobs_read, answered.blobs_read),
                    tasks: mix(silent.tasks, answered.tasks),
                };
                (name.clone(), stage)
            })
            .collect();
        Usage {
            letters: mix(silent.letters, answered.letters),
            replies: mix(silent.replies, answered.replies),
            stages,
        }
    }
}
