//! Reads leads from a list.

use crate::PortError;
use std::collections::BTreeMap;

/// How the list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceFormat {
    /// RFC 4180 with a header line; comma, semicolon or tab is told from the header.
    Csv,
    /// One JSON object a line. Nested values are named by path, `a.b`; arrays of text are joined by `; `.
    Jsonl,
}

/// Which list to read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SourceFile {
    /// Path; relative to the folder that the adapter was given.
    pub path: String,
    /// Format.
    pub format: SourceFormat,
}

/// Where reading goes on. Opaque to callers; stored by them.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SourceCursor(pub String);

/// One row, good or bad.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LeadRow {
    /// Line in the file on which the row starts, from 1.
    pub line: u64,
    /// Column and value (trimmed, never empty), or why the row can't be read and what to do.
    pub fields: Result<BTreeMap<String, String>, String>,
}

/// Some rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadBatch {
    /// In file order.
    pub rows: Vec<LeadRow>,
    /// Give this next time, also after the end: a list that has grown goes on there, and one whose
    /// beginning has changed is read anew.
    pub cursor: SourceCursor,
    /// Nothing more for now.
    pub end: bool,
    /// Bytes read and bytes in all, for a progress bar.
    pub progress: (u64, u64),
}

/// Reads leads. A bad row never stops the rest. `Refused` (no such file, no header) says what to do.
#[async_trait::async_trait]
pub trait LeadSource: Send + Sync {
    /// Up to `max` rows (1 to 1,000) from the cursor on, or from the start.
    async fn read(
        &self,
        source: &SourceFile,
        cursor: Option<&SourceCursor>,
        max: usize,
    ) -> Result<LeadBatch, PortError>;
}
