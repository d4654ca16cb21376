//! Does nothing: what any function costs at least. The bench's `cold_start` measures it beside the real ones.

use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::Value;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let answer = |event: LambdaEvent<Value>| async { Ok::<_, Error>(event.payload) };
    lambda_runtime::run(service_fn(answer)).await
}
