//! Reads the queue `sending`: checks every guard, claims, hands over once, records the receipt. The only
//! function that can send. Writes the newest tokens of mail accounts, too.

use ports::QueueName;
use wiring::{Error, Stack, batch};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let stack = Stack::open().await?.with_mailer().await?;
    batch::serve(stack, QueueName::Sending).await
}
