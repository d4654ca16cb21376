//! The questions we ask the world, one trait a file.
//!
//! Ports are used as `Arc<dyn …>`. No SDK type, no file handle and no socket may show in a
//! signature here; an adapter translates. Every trait has one contract suite in `tests/contract`
//! which each of its adapters must pass.

#![cfg_attr(
    test,
    expect(clippy::unwrap_used, reason = "a test fails by panicking")
)]

pub mod blob_names;
pub mod blobs;
pub mod clock;
pub mod crm;
pub mod entropy;
pub mod error;
pub mod lead_source;
pub mod mail_exchangers;
mod mail_reader;
mod mailer;
mod messenger;
pub mod model;
pub mod queue;
pub mod queue_rules;
pub mod table;
pub mod table_rules;

pub use blobs::Blobs;
pub use clock::Clock;
pub use crm::{Account, Crm, NoCrm, Standing};
pub use domain::{BlobHash, Tokens};
pub use entropy::Entropy;
pub use error::PortError;
pub use lead_source::{LeadBatch, LeadRow, LeadSource, SourceCursor, SourceFile, SourceFormat};
pub use mail_exchangers::{MailExchangers, NoMailExchangers};
pub use mail_reader::{
    FetchedMail, FolderKind, FolderNumbers, MailFolder, MailReader, MailSession,
};
pub use mailer::{Envelope, Handover, LookUp, Mailer};
pub use messenger::{ChatMessage, Messenger, NoMessenger};
pub use model::{
    Brief, BriefContact, BriefFact, Claim, Drafted, EarlierMessage, Model, Objection, Proof,
    Proofread, ReplyBrief, ReplyOpinion, StepTemplate,
};
pub use queue::{DeadLetter, Delivery, Depth, MOST_RECEIVES, Outgoing, Queue, QueueName};
pub use table::{
    Action, Commit, CommitReceipt, Expect, Item, Key, Page, PageRequest, Scan, ScanRequest, Table,
    Units,
};
