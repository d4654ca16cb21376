//! Reads the queue `replies`: notices of mail that SES put into a bucket, which it takes in, and tasks to
//! label what was taken in, with the model's opinion where there is a model. Writes inbound rows, stops, and cards of what a person has to see.

use ports::QueueName;
use std::time::Duration;
use wiring::{Error, Stack, batch};

/// What the model may take for an opinion, with ten seconds left of the function's hundred. The labeller stands in
/// for one that doesn't answer.
const PATIENCE: Duration = Duration::from_secs(90);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let stack = Stack::open().await?.with_model(PATIENCE)?;
    batch::serve(stack, QueueName::Replies).await
}
