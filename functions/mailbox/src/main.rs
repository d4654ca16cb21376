//! Reads a minute's tick and, by IMAP, the mailboxes that a secret names: what came in and what a person sent by
//! hand. Changes nothing in them. Writes inbound rows, where it came to, how the reading stands, and the newest tokens
//! of mail accounts.

use wiring::{Error, Stack, mailbox};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let stack = Stack::open().await?;
    mailbox::serve(stack).await
}
