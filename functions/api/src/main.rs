//! The operator's HTTP entry: everything the page and the commands may do. Writes verdicts and acts; of
//! the queues it sees the dead letters.

use wiring::{Error, Stack, doors};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let stack = Stack::open().await?.with_queue()?;
    doors::serve_api(stack).await
}
