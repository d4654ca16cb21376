//! Reads the table's stream and the minute's tick: puts due rows into the queues and leases them. Sets up
//! what a new playbook names.

use wiring::{Error, Stack, relay};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let stack = Stack::open().await?.with_queue()?;
    relay::serve(stack).await
}
