//! DynamoDB in a process of its own.

use crate::http::call;
use crate::process::{Process, tools};
use serde_json::{Value, json};
use std::process::Command;

/// Calls an operation of DynamoDB.
pub async fn dynamodb_call(address: &str, operation: &str, body: Value) {
    let target = format!("DynamoDB_20120810.{operation}");
    call(address, &target, "1.0", body).await;
}

/// DynamoDB in memory, until dropped.
pub struct DynamoDb {
    process: Process,
}

impl DynamoDb {
    /// Starts one, empty.
    pub fn start() -> Self {
        let program = tools().join("dynamodb/debug/dynamodb-emulator");
        Self {
            process: Process::start(&mut Command::new(program)),
        }
    }

    /// Where it serves.
    pub fn address(&self) -> &str {
        &self.process.address
    }

    /// Makes a table as the adapter expects it: two keys, paid by request. TTL is off, because the
    /// clocks of tests are not the real one; what has expired must be filtered anyway.
    pub async fn make_table(&self, name: &str) {
        let table = json!({
            "TableName": name,
            "BillingMode": "PAY_PER_REQUEST",
            "KeySchema": [
                {"AttributeName": "pk", "KeyType": "HASH"},
                {"AttributeName": "sk", "KeyType": "RANGE"},
            ],
            "AttributeDefinitions": [
                {"AttributeName": "pk", "AttributeType": "S"},
                {"AttributeName": "sk", "AttributeType": "S"},
            ],
        });
        call(
            self.address(),
            "DynamoDB_20120810.CreateTable",
            "1.0",
            table,
        )
        .await;
    }
}
