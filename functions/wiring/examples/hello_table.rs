//! Asks the table for one item, and no more: what a function with one client costs at least. The bench's
//! `cold_start` measures it beside the real ones.

use adapters_aws::Aws;
use adapters_local::SystemClock;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use ports::{Key, Table};
use serde_json::Value;
use std::sync::Arc;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let name = std::env::var("ONLOOP_TABLE")?;
    let aws = Aws::from_environment().await;
    let table = &aws.table(&name, Arc::new(SystemClock::new()));
    let answer = |event: LambdaEvent<Value>| async move {
        let key = Key {
            pk: "hello".to_owned(),
            sk: "hello".to_owned(),
        };
        table.get(&[key]).await?;
        Ok::<_, Error>(event.payload)
    };
    lambda_runtime::run(service_fn(answer)).await
}
