//! Leads from files below one folder.

mod columns;
mod csv_rows;
mod cursor;
mod json_rows;
mod open_file;
mod reader;
mod records;

use crate::blocking;
use ports::{LeadBatch, LeadSource, PortError, SourceCursor, SourceFile};
use std::path::PathBuf;

/// Rows that one call reads at most.
const MOST_ROWS: usize = 1_000;

/// [`LeadSource`] of CSV and JSON Lines files. Nothing outside the folder can be read, whatever the
/// path or a link says.
#[derive(Debug, Clone)]
pub struct FolderLeads {
    root: PathBuf,
}

impl FolderLeads {
    /// Paths are relative to `root`. It need not exist yet.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }
}

#[async_trait::async_trait]
impl LeadSource for FolderLeads {
    async fn read(
        &self,
        source: &SourceFile,
        cursor: Option<&SourceCursor>,
        max: usize,
    ) -> Result<LeadBatch, PortError> {
        if max == 0 || max > MOST_ROWS {
            return Err(PortError::Refused(format!(
                "{max} rows asked for; 1 to {MOST_ROWS} can be"
            )));
        }
        let (root, source, cursor) = (self.root.clone(), source.clone(), cursor.cloned());
        blocking::run(move || {
            let file = open_file::open(&root, &source.path)?;
            reader::read(file, &source, cursor.as_ref(), max)
        })
        .await
    }
}
