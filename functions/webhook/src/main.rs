//! The public HTTP entry: one-click unsubscribe, and signed posts of replies. Writes stop entries, and what came in with
//! the due row that has it read.

use wiring::{Error, Stack, doors};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let stack = Stack::open().await?;
    doors::serve_public(stack).await
}
