//! The ports on one machine: SQLite, memory, folders.
//!
//! Everything here keeps to the limits of the ports, those of DynamoDB and SQS included, so that
//! what works on a laptop works on AWS. Nothing here knows what an item or a message means.

mod blocking;
mod data_folder;
mod file_names;
mod leads;
mod manual_clock;
mod memory_blobs;
mod memory_queue;
mod memory_table;
mod open_error;
mod outbox_folder;
mod page_builder;
mod receipts;
mod scan_builder;
mod seeded_entropy;
mod sqlite;
mod stack_file;
mod system_clock;
mod system_entropy;
mod watched_folder;

pub use data_folder::{DataFolder, write_private};
pub use leads::FolderLeads;
pub use manual_clock::ManualClock;
pub use memory_blobs::MemoryBlobs;
pub use memory_queue::MemoryQueue;
pub use memory_table::MemoryTable;
pub use open_error::OpenError;
pub use outbox_folder::OutboxFolder;
pub use seeded_entropy::SeededEntropy;
pub use sqlite::SqliteStore;
pub use stack_file::{Part, StackFileError, StackFileReader, StackFileWriter};
pub use system_clock::SystemClock;
pub use system_entropy::SystemEntropy;
pub use watched_folder::WatchedFolder;
