//! `pack`, `unpack` and `migrate`: a whole stack into a file, out of it, and to AWS.

mod migrate;
mod pack;
mod progress;
mod unpack;

pub(crate) use migrate::run as migrate;
pub(crate) use pack::run as pack;
pub(crate) use unpack::run as unpack;

use super::Failure;
use super::output::counted;
use adapters_local::StackFileError;
use domain::rows::Moved;
use flow::moving::Survey;
use serde::{Deserialize, Serialize};

/// Of what kind of file, and which version of it.
const FORMAT: u32 = 1;

/// What the file says of itself in the beginning. The same for the same move, so that one that was broken
/// off is known again.
#[derive(Debug, Serialize, Deserialize)]
struct About {
    /// For whoever looks into it.
    what: String,
    format: u32,
    program: String,
    from: String,
    moved: Moved,
}

impl From<StackFileError> for Failure {
    fn from(error: StackFileError) -> Self {
        let fix = match &error {
            StackFileError::File { .. } => {
                "see that the disk has room and the file can be read and written, then run it again"
            }
            StackFileError::Damaged { .. } => {
                "take a whole one: what `onloop pack` has not finished ends in .unfinished"
            }
            StackFileError::Other { .. } | StackFileError::Exists { .. } => "",
        };
        Self::refused(error, fix)
    }
}

/// What a stack holds, in a line.
fn told(survey: &Survey) -> String {
    format!(
        "{}, {}, {}, {}",
        counted(survey.conversations, "conversation", "conversations"),
        counted(survey.events, "event", "events"),
        counted(survey.total(), "item", "items"),
        counted(survey.blobs, "body", "bodies")
    )
}

fn refused(error: impl std::fmt::Display) -> Failure {
    Failure::refused(error, "")
}
