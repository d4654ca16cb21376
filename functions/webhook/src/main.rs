//! The public HTTP entry: one-click unsubscribe. Writes stop entries.

use wiring::{Error, Stack, doors};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let stack = Stack::open().await?;
    doors::serve_public(stack).await
}
