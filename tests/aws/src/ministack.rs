//! SQS and S3 in a process of their own, with a clock that can be put forward.

use crate::http::{call, put};
use crate::process::{Process, tools};
use ports::{MOST_RECEIVES, QueueName};
use serde_json::json;
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Both services in memory, until the last clone is dropped.
#[derive(Clone)]
pub struct Ministack {
    process: Arc<Mutex<Process>>,
    address: Arc<str>,
}

/// Looks at a server that is starting: each takes some milliseconds.
const LOOKS: usize = 10_000;

impl Ministack {
    /// Starts one, empty, and waits until it serves.
    pub async fn start() -> Self {
        let launcher = concat!(env!("CARGO_MANIFEST_DIR"), "/queues_and_blobs.py");
        let mut command = Command::new(tools().join("python/bin/python"));
        // Services that are not used need files and ports of their own: none of these.
        command.arg(launcher).env("PERSIST_STATE", "0");
        let process = Process::start(&mut command);
        let address: Arc<str> = process.address.as_str().into();
        let health = format!("{address}/_ministack/health");
        let client = crate::http::client();
        for _ in 0..LOOKS {
            let answer = client.get(&health).send().await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return Self {
                    process: Arc::new(Mutex::new(process)),
                    address,
                };
            }
            // Not up yet: give it the processor.
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("ministack does not serve");
    }

    /// Where it serves.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Puts its clock forward.
    pub fn pass(&self, time: Duration) {
        let mut process = self.process.lock().unwrap_or_else(PoisonError::into_inner);
        process.tell(&time.as_secs_f64().to_string());
    }

    /// Makes all queues and their dead-letter queues under a name of their own; says what their
    /// addresses start with.
    pub async fn make_queues(&self, name: &str) -> String {
        let make = async |queue: String, attributes: serde_json::Value| {
            let queue = json!({"QueueName": queue, "Attributes": attributes});
            let made = call(&self.address, "AmazonSQS.CreateQueue", "1.0", queue).await;
            made["QueueUrl"].as_str().unwrap().to_owned()
        };
        let mut base = String::new();
        for queue in QueueName::ALL.map(QueueName::as_str) {
            let dead = make(format!("{name}-{queue}-dead"), json!({})).await;
            let dead = json!({"QueueUrl": dead, "AttributeNames": ["QueueArn"]});
            let dead = call(&self.address, "AmazonSQS.GetQueueAttributes", "1.0", dead).await;
            let policy = json!({
                "deadLetterTargetArn": dead["Attributes"]["QueueArn"],
                "maxReceiveCount": MOST_RECEIVES,
            });
            let policy = json!({"RedrivePolicy": policy.to_string()});
            let living = make(format!("{name}-{queue}"), policy).await;
            base = living.strip_suffix(queue).unwrap().to_owned();
        }
        base
    }

    /// Makes a bucket.
    pub async fn make_bucket(&self, name: &str) {
        put(&self.address, name, &[]).await;
    }

    /// Puts other bytes in the place of an object.
    pub async fn overwrite(&self, bucket: &str, key: &str, bytes: &[u8]) {
        put(&self.address, &format!("{bucket}/{key}"), bytes).await;
    }
}
