//! Clients of outside services: SMTP, IMAP, DNS, models, LinkedIn.
//!
//! Each of them is an adapter of a port and says, for every failure, whether it happened and
//! whether to ask again. Invariants: nothing here reads the environment, no client retries by
//! itself (but for a refresh token that another instance has used up), every wait and every answer
//! has a limit, and no secret is ever in a `Debug`, an error or a log line.

mod anthropic;
mod anthropic_answer;
mod anthropic_prompt;
mod anthropic_proof;
mod anthropic_reading;
mod composer;
mod composer_claims;
mod composer_values;
mod dns;
mod imap;
mod imap_failure;
mod imap_session;
mod imap_stream;
mod mail_accounts;
mod mail_url;
mod oauth;
mod redact;
mod sent_folder;
mod smtp;
mod smtp_accounts;
mod tls;
mod unipile;
mod web_client;

pub use anthropic::{Anthropic, AnthropicConfig};
pub use composer::Composer;
pub use dns::DnsMailExchangers;
pub use imap::{Imap, ImapSecret, ImapTimeouts};
pub use mail_accounts::MailAccounts;
pub use oauth::{AccessToken, NewestTokens, Oauth, OauthConfig, RefreshTokens};
pub use smtp::{Smtp, SmtpTimeouts};
pub use smtp_accounts::SmtpAccounts;
pub use unipile::{Unipile, UnipileConfig};
