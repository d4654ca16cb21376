//! Reads the queue `rounds`: verdicts on many leads, labels for classes of messages, sweeps over an agent's
//! conversations, ends. Writes what each of them decides.

use ports::QueueName;
use wiring::{Error, Stack, batch};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let stack = Stack::open().await?;
    batch::serve(stack, QueueName::Rounds).await
}
