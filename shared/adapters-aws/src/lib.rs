//! The ports on AWS: the table on DynamoDB, queues on SQS, blobs on S3, mail by SES;
//! and what a function on AWS reads beside the ports, secrets and objects.
//!
//! Only this crate knows Amazon's clients, and none of their types leave it. [`Aws`] makes the
//! adapters one by one, so that a function builds only the clients that it uses. Limits, sizes,
//! conditions and units are the ports' own (`ports::table_rules`), the same as on a laptop.

mod config;
mod dynamodb;
mod failure;
mod objects;
mod s3;
mod ses;
mod sqs;

pub use config::{Aws, Endpoints};
pub use dynamodb::DynamoTable;
pub use objects::{Look, S3Objects};
pub use s3::S3Blobs;
pub use ses::{SesMailer, SesSettings};
pub use sqs::SqsQueue;
