//! Reads the queue `drafting`: asks the model for drafts and lints them. Writes drafts and their cards.

use ports::QueueName;
use std::time::Duration;
use wiring::{Error, Stack, batch};

/// What a model that thinks may take for a draft, with ten seconds left of the function's hundred.
const PATIENCE: Duration = Duration::from_secs(90);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let stack = Stack::open().await?.with_model(PATIENCE)?;
    batch::serve(stack, QueueName::Drafting).await
}
