//! Reads the queue `replies`: notices of mail that SES put into a bucket, which it takes in, and tasks to
//! label what was taken in. Writes inbound rows, stops, and cards of what a person has to see.

use ports::QueueName;
use wiring::{Error, Stack, batch};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let stack = Stack::open().await?;
    batch::serve(stack, QueueName::Replies).await
}
