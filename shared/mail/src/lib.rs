//! MIME in, facts out; letters rendered.
//!
//! [`read`] takes the bytes of a mail, [`read_parts`] decoded headers and a body: both tell who
//! wrote, what the mail answers, whether a machine wrote it, and which words are new.
//! [`human_text`] finds the new words of any body. [`render`] writes a letter, [`html_alternative`] the HTML that
//! may stand beside its text.
//!
//! Invariants: no clock, no randomness, no I/O. No input makes anything here panic, and time and
//! memory grow with the length of the input alone, which [`MAIL_LIMIT`] bounds.

mod address;
mod feedback;
mod headers;
mod html;
mod html_alternative;
mod human_text;
mod inbound;
mod machine;
mod mime;
mod read;
mod render;
mod report;

pub use address::Mailbox;
pub use feedback::{SpamReport, spam_report};
pub use html::html_to_text;
pub use html_alternative::html_alternative;
pub use human_text::{Keep, human_text, human_text_of, human_text_with};
pub use inbound::{FailedRecipient, Inbound, MailKind};
pub use machine::{FinalAnswer, final_answer};
pub use read::{MAIL_LIMIT, TEXT_LIMIT, read, read_parts};
pub use render::{Letter, Raw, RenderError, Unsubscribe, render, render_raw};
pub use report::{DeliveryFailure, delivery_failure};
