//! From one store straight into another.

use super::{Arrival, Progress, Told, moving};
use crate::StepError;
use ::ports::{Blobs, PortError, ScanRequest, Table};

/// Blobs of one listing.
const NAMES: usize = 500;
/// Blobs read at once.
const AT_ONCE: usize = 8;
/// Items of one part.
const ITEMS: usize = 1_000;

/// Copies what is not there yet. Blobs come first, so that no item ever names one that is missing.
pub async fn copy(
    table: &dyn Table,
    blobs: &dyn Blobs,
    to: &mut Arrival<'_>,
    told: Told<'_>,
) -> Result<(), StepError> {
    loop {
        let names = blobs.list(to.row().last_blob.as_ref(), NAMES).await?;
        if names.is_empty() {
            break;
        }
        for some in names.chunks(AT_ONCE) {
            for (name, bytes) in some.iter().zip(blobs.get_many(some).await?) {
                let bytes = bytes.ok_or_else(|| {
                    PortError::Refused(format!("the blob {name} went away while it was copied"))
                })?;
                to.blob(name, bytes).await?;
            }
            told(Progress::Blobs(to.row().blobs));
        }
    }
    let mut request = ScanRequest {
        after: to.row().last.clone(),
        limit: ITEMS,
    };
    loop {
        let part = table.scan(&request).await?;
        let read = part
            .next
            .clone()
            .or_else(|| part.items.last().map(|item| item.key.clone()));
        if let Some(read) = read {
            to.items(moving(part.items), &read, told).await?;
        }
        match part.next {
            Some(next) => request.after = Some(next),
            None => return Ok(()),
        }
    }
}
