//! The table's stream, as Lambda reads it for a function: in order, once, and only what the function asked for.

use crate::http::call;
use serde_json::{Value, json};

/// A stream, read from its beginning.
pub(crate) struct Stream {
    address: String,
    next: Option<String>,
    patterns: Vec<Value>,
}

/// Whether an event is as a filter has it: lists hold what may stand there, a text or what it begins with.
fn matches(pattern: &Value, event: &Value) -> bool {
    match pattern {
        Value::Object(parts) => parts.iter().all(|(key, part)| matches(part, &event[key])),
        Value::Array(choices) => choices.iter().any(|choice| match &choice["prefix"] {
            Value::String(prefix) => event.as_str().is_some_and(|text| text.starts_with(prefix)),
            _ => choice == event,
        }),
        other => panic!("{other} is no part of a filter"),
    }
}

impl Stream {
    /// The stream of a table that was just made. The patterns are texts, as a template has them.
    pub(crate) async fn of(address: &str, table: &str, patterns: &Value) -> Self {
        let describe = json!({ "TableName": table });
        let about = "DynamoDB_20120810.DescribeTable";
        let about = call(address, about, "1.0", describe).await;
        let arn = &about["Table"]["LatestStreamArn"];
        let describe = json!({ "StreamArn": arn });
        let about = "DynamoDBStreams_20120810.DescribeStream";
        let about = call(address, about, "1.0", describe).await;
        let begin = json!({
            "StreamArn": arn,
            "ShardId": about["StreamDescription"]["Shards"][0]["ShardId"],
            "ShardIteratorType": "TRIM_HORIZON",
        });
        let iterator = "DynamoDBStreams_20120810.GetShardIterator";
        let iterator = call(address, iterator, "1.0", begin).await;
        let patterns = patterns.as_array().unwrap().iter();
        Self {
            address: address.to_owned(),
            next: iterator["ShardIterator"].as_str().map(str::to_owned),
            patterns: patterns
                .map(|text| serde_json::from_str(text.as_str().unwrap()).unwrap())
                .collect(),
        }
    }

    /// What has come since the last time.
    pub(crate) async fn read(&mut self) -> Vec<Value> {
        let mut records = Vec::new();
        while let Some(next) = &self.next {
            let operation = "DynamoDBStreams_20120810.GetRecords";
            let more = json!({ "ShardIterator": next });
            let mut page = call(&self.address, operation, "1.0", more).await;
            self.next = page["NextShardIterator"].as_str().map(str::to_owned);
            let Value::Array(page) = page["Records"].take() else {
                panic!("no records in an answer");
            };
            if page.is_empty() {
                break;
            }
            records.extend(page);
        }
        let is_wanted = |event: &Value| self.patterns.iter().any(|pattern| matches(pattern, event));
        records.retain(is_wanted);
        records
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_takes_what_it_names_and_nothing_else() {
        let pattern = json!({"eventName": ["INSERT"], "dynamodb": {"Keys": {"pk": {"S": [{"prefix": "due#"}]}}}});
        let event = |name: &str, pk: &str| json!({"eventName": name, "dynamodb": {"Keys": {"pk": {"S": pk}, "sk": {"S": "x"}}}});
        assert!(matches(&pattern, &event("INSERT", "due#3")));
        assert!(!matches(&pattern, &event("REMOVE", "due#3")));
        assert!(!matches(&pattern, &event("INSERT", "card#3")));
        assert!(!matches(&pattern, &json!({"eventName": "INSERT"})));
    }
}
