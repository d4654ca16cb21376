//! The operator's HTTP entry: everything the page and the commands may do. Writes verdicts and acts; of
//! the queues it sees the dead letters. Asks the model for replays.

use std::time::Duration;
use wiring::{Error, Stack, doors};

/// What the model may take for a letter that is replayed: the HTTP API in front hangs up after 30 seconds.
const PATIENCE: Duration = Duration::from_secs(25);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let stack = Stack::open().await?.with_queue()?.with_model(PATIENCE)?;
    doors::serve_api(stack).await
}
