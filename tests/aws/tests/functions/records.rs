//! A batch: one bad record fails alone, and what can't be read is a dead letter with its reason.

use aws_tests::Deployed;
use aws_tests::playbooks;
use ports::{Queue, QueueName};
use serde_json::{Value, json};

fn record(id: &str, body: &str) -> Value {
    json!({"messageId": id, "receiptHandle": id, "body": body, "attributes": {"ApproximateReceiveCount": "1"}})
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_bad_record_fails_alone_and_an_unreadable_one_is_buried_with_its_reason() {
    let mut stack = Deployed::start(playbooks::archive()).await;
    let task =
        |task: Value| json!({"v": 1, "task": task, "row": {"pk": "due#0", "sk": "x"}}).to_string();
    let gone = task(json!({"task": "conversation", "id": "cnv_gone", "kind": "send"}));
    // Larger than any mail that is taken in: S3 may say so for a while, so it is tried again.
    let large = vec![b'x'; 25 * 1024 * 1024 + 1];
    let large = stack.put_mail("large", "a@in.example", &large).await;
    let event = json!({"Records": [
        record("outdated", &gone),
        record("unreadable", "{\"v\": 2}"),
        record("fails", &large),
    ]});
    let answer = stack.function("replies").invoke(event).await.unwrap();
    assert_eq!(
        answer["batchItemFailures"],
        json!([{"itemIdentifier": "fails"}])
    );
    let dead = stack.queues.dead(QueueName::Replies, 10).await.unwrap();
    assert_eq!(dead.len(), 1, "{dead:?}");
    assert_eq!(dead[0].body, "{\"v\": 2}");
    let reason = dead[0].reason.clone().unwrap_or_default();
    assert!(reason.starts_with("an unreadable task"), "{reason}");
    let (_, letters) = stack.api("GET", "/dead-letters", None).await;
    assert!(
        letters.to_string().contains("an unreadable task"),
        "{letters}"
    );
}
