//! Emulators of AWS for tests: real protocols, on loopback, ended by their own process.
//!
//! DynamoDB is `dynoxide` in a process of its own, SQS and S3 are `ministack`, both installed by
//! `tests/run aws` into `target/aws`. SES is a stub in this crate, because no emulator keeps the exact
//! bytes of a letter; operators are `ministack`'s Cognito's. Mailboxes are `pymap`'s. [`Faulty`] stands in front of any of them and loses answers.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod cognito;
mod contacts;
mod deployed;
mod dynamodb;
mod faulty;
mod function;
mod http;
mod imap;
mod later;
mod ministack;
mod missing;
pub mod playbooks;
mod process;
mod provider;
mod ses;
mod ses_reports;
mod storm;
mod stream;

pub use cognito::Cognito;
pub use contacts::{Contacts, Failure, Metered, Spent};
pub use deployed::{Deployed, Resources, Wakes};
pub use dynamodb::{DynamoDb, dynamodb_call};
pub use faulty::{Fault, Faulty};
pub use function::{Function, program};
pub use imap::Imap;
pub use ministack::Ministack;
pub use missing::Missing;
pub use provider::Provider;
pub use ses::{Ses, SesAnswer, SesLetter};
pub use ses_reports::Report;
pub use storm::Storm;
