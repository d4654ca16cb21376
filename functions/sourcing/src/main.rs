//! Reads the queue `sourcing`: pulls leads from the lists in the playbook's archive, drops the excluded
//! with a reason, scores the rest. Writes leads, lists and their cards.

use ports::QueueName;
use wiring::{Error, Stack, batch};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let stack = Stack::open_with_leads().await?;
    batch::serve(stack, QueueName::Sourcing).await
}
