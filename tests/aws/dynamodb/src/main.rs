//! DynamoDB in memory for tests: takes a free port on loopback, says its address in the first line and
//! serves until its standard input ends, so that it never outlives the test that started it.

use std::error::Error;
use tokio::io::{AsyncReadExt, copy, sink, stdin};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let database = dynoxide::Database::memory()?;
    println!("http://{address}");
    tokio::select! {
        () = dynoxide::server::serve_on(listener, database) => {}
        ended = async { copy(&mut stdin().take(u64::MAX), &mut sink()).await } => {
            ended?;
        }
    }
    Ok(())
}
