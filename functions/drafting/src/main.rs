//! Reads the queue `drafting`: asks the model for drafts and lints them. Writes drafts and their cards.

use ports::QueueName;
use wiring::{Error, Stack, batch};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let stack = Stack::open().await?.with_model().await?;
    batch::serve(stack, QueueName::Drafting).await
}
