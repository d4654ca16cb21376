//! What `record.c` wrote down, read back.

use std::ops::Range;
use std::path::Path;

/// One call that changed a file or a folder, or made it durable.
#[derive(Debug, Clone)]
pub(crate) enum Record {
    /// A process began; the node is that of the root.
    Root(u64),
    /// A new file under a path below the root.
    Create(u64, String),
    /// A new folder.
    Folder(u64, String),
    /// Bytes of the journal, at an offset of the file.
    Write(u64, usize, Range<usize>),
    /// A new length.
    Truncate(u64, usize),
    /// From, to.
    Rename(String, String),
    /// A file or an empty folder.
    Remove(String),
    /// A second name.
    Link(String, String),
    /// All that was done to the node so far is durable.
    Sync(u64),
}

/// All records of a journal, whichever processes wrote them.
pub(crate) struct Journal {
    pub(crate) bytes: Vec<u8>,
    pub(crate) records: Vec<Record>,
    /// Where each record ends in the file.
    ends: Vec<usize>,
}

impl Journal {
    #[track_caller]
    pub(crate) fn read(file: &Path) -> Self {
        let bytes = std::fs::read(file).unwrap();
        let (mut records, mut ends) = (Vec::new(), Vec::new());
        let mut at = 0;
        while at < bytes.len() {
            let number = |from: usize| {
                usize::try_from(u32::from_le_bytes(
                    bytes[at + from..at + from + 4].try_into().unwrap(),
                ))
                .unwrap()
            };
            let long = |from: usize| {
                u64::from_le_bytes(bytes[at + from..at + from + 8].try_into().unwrap())
            };
            let (kind, path, other, data) = (number(0), number(4), number(8), number(12));
            let (node, place) = (long(16), usize::try_from(long(24)).unwrap());
            let begin = at + 32;
            let text = |from: usize, length: usize| {
                String::from_utf8(bytes[from..from + length].to_vec()).unwrap()
            };
            let (first, second) = (text(begin, path), text(begin + path, other));
            let content = begin + path + other..begin + path + other + data;
            at = content.end;
            records.push(match kind {
                1 => Record::Root(node),
                2 => Record::Create(node, first),
                3 => Record::Folder(node, first),
                4 => Record::Write(node, place, content),
                5 => Record::Truncate(node, place),
                6 => Record::Rename(first, second),
                7 => Record::Remove(first),
                8 => Record::Link(first, second),
                9 => Record::Sync(node),
                other => panic!("a record of kind {other}"),
            });
            ends.push(at);
        }
        Self {
            bytes,
            records,
            ends,
        }
    }

    /// How many records are in the first so many bytes of the file.
    pub(crate) fn records_in(&self, length: u64) -> usize {
        let length = usize::try_from(length).unwrap();
        self.ends.partition_point(|end| *end <= length)
    }
}
