//! What the functions on AWS share. Each `main.rs` beside this says which ports it needs and what it
//! reads; here they are made from the environment.
//!
//! Nothing is kept between two invocations but connections, the mail accounts and the playbook, so an instance may be
//! stopped or killed at any time: there is nothing to shut down.
//!
//! Must never be here: a decision, a key, a condition; this folder only wires.
//!
//! | variable | what it is | who reads it |
//! | --- | --- | --- |
//! | `ONLOOP_TABLE` | the table's name | all |
//! | `ONLOOP_BLOBS` | the bucket of bodies | all |
//! | `ONLOOP_KEYS` | the secret with the stack's keys (`flow::stack_keys`) | all |
//! | `ONLOOP_PLAYBOOK` | the bucket with `playbook.tar` | all |
//! | `ONLOOP_QUEUES` | what the queues' addresses start with | those with a queue |
//! | `ONLOOP_MAIL` | the bucket into which SES puts what comes in | replies |
//! | `ONLOOP_MAILBOXES` | a secret with the list of mail accounts (`connectors::MailAccounts`) | mailbox, sending |
//! | `ONLOOP_REFRESH_TOKENS` | a secret of the stack's own with the newest tokens, where there are mail accounts | mailbox, sending |
//! | `ONLOOP_PUBLIC_URL` | where webhook is reached, `https://…` | sending, api |
//! | `ONLOOP_CONFIGURATION_SET` | SES's configuration set | sending |
//! | `ONLOOP_SES_TIMEOUT_MS` | how long SES may take for an answer, milliseconds; a minute if not said | sending |
//! | `ONLOOP_SMTP` | a secret with `smtps://user:password@host`: what no mail account sends leaves by it instead of SES | sending |
//! | `ONLOOP_ANTHROPIC` | a secret with the model's key; without it the offline composer drafts and no model reads replies | drafting, replies, api |
//! | `ONLOOP_MODEL` | the model's name | drafting, replies, api |
//! | `ANTHROPIC_BASE_URL` | where the model is reached instead of its maker, such as a gateway | drafting, replies, api |
//! | `ONLOOP_READER_MODEL` | the model that reads drafts a second time; nobody does if not said | drafting, api |
//! | `ONLOOP_SITE` | where the page is reached | api |
//! | `ONLOOP_LISTS` | where the lists of leads are unpacked, `/tmp/playbook` if not said | sourcing |
//! | `ONLOOP_LOG` | what is logged, such as `warn` or `flow=debug` | all |

mod absent;
mod account_mailer;
pub mod batch;
pub mod doors;
mod environment;
mod mail;
mod mail_account_secret;
pub mod mailbox;
mod model;
mod playbook_object;
mod refresh_token_secret;
pub mod relay;
mod ses_events;
mod stack;

pub use lambda_runtime::Error;
pub use stack::Stack;
