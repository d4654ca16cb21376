//! Faults by chance. A seed decides, so that the same calls in the same order meet the same faults.

use crate::Fault;
use serde_json::{Value, json};

/// How often what happens to calls of a table, in parts of a thousand.
#[derive(Debug, Clone, Copy)]
pub struct Storm {
    /// Decides.
    pub seed: u64,
    /// Not done: DynamoDB is too busy.
    pub throttled: u64,
    /// Not done: another transaction holds an item; only transactions.
    pub conflicts: u64,
    /// Done, and an error is answered.
    pub done_but: u64,
}

impl Storm {
    /// A number below a limit. Knuth's MMIX constants; the high bits are the good ones.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33) % limit
    }

    /// What happens to the next call.
    pub(crate) fn fault(&mut self, operation: &str, body: &[u8]) -> Option<Fault> {
        let mut chance = self.below(1_000);
        let mut meets = |share: u64| {
            let meets = chance < share;
            chance = chance.saturating_sub(share);
            meets
        };
        if meets(self.throttled) {
            let code = "ProvisionedThroughputExceededException";
            return Some(Fault::Instead(400, error(code, &[])));
        }
        if meets(self.conflicts) && operation == "TransactWriteItems" {
            let asked: Value = serde_json::from_slice(body).unwrap_or_default();
            let items = asked["TransactItems"].as_array().map_or(0, Vec::len);
            let mut reasons = vec!["None"; items];
            if let Some(first) = reasons.first_mut() {
                *first = "TransactionConflict";
            }
            let body = error("TransactionCanceledException", &reasons);
            return Some(Fault::Instead(400, body));
        }
        meets(self.done_but).then_some(Fault::DoneBut(500))
    }
}

/// An error of DynamoDB's, as it goes over the wire.
fn error(code: &str, reasons: &[&str]) -> String {
    let reasons: Vec<Value> = reasons
        .iter()
        .map(|code| json!({"Code": code, "Message": "so it is"}))
        .collect();
    json!({
        "__type": format!("com.amazonaws.dynamodb.v20120810#{code}"),
        "message": "so it is",
        "Message": "so it is",
        "CancellationReasons": reasons,
    })
    .to_string()
}
