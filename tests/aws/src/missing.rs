//! Guards that are missing on purpose, between the functions and the table, so that what checks a storm can be seen
//! to fail.

use data_encoding::BASE64;
use serde_json::{Value, json};

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// A halt is not kept.
    Halts,
    /// Claims in flight are not counted.
    InFlight,
}

fn begins(item: &Value, prefixes: &[&str]) -> bool {
    let pk = item["pk"]["S"].as_str().unwrap_or_default();
    prefixes.iter().any(|prefix| pk.starts_with(prefix))
}

/// Takes the halt out of an agent's or a mailbox's row.
fn resume(item: &mut Value) -> Option<()> {
    let body = BASE64.decode(item["b"]["B"].as_str()?.as_bytes()).ok()?;
    let mut kept: Value = serde_json::from_slice(&body).ok()?;
    let row = kept["d"].as_object_mut()?;
    for flag in ["halted", "fleet_halted"] {
        if let Some(halted) = row.get_mut(flag) {
            *halted = json!(false);
        }
    }
    item["b"]["B"] = json!(BASE64.encode(kept.to_string().as_bytes()));
    Some(())
}

impl Missing {
    /// The call as it reaches the table.
    pub(crate) fn weaken(self, operation: &str, body: &[u8]) -> Vec<u8> {
        let Ok(mut call) = serde_json::from_slice::<Value>(body) else {
            return body.to_vec();
        };
        match operation {
            "TransactWriteItems" => {
                let items = call["TransactItems"].as_array_mut().unwrap();
                let before = items.clone();
                items.retain(|item| !self.loses(&item["Put"]["Item"]));
                // A transaction of nothing is none.
                if items.is_empty() {
                    *items = before;
                }
                for put in items.iter_mut().filter_map(|item| item.get_mut("Put")) {
                    self.write(put);
                }
            }
            "PutItem" => self.write(&mut call),
            _ => {}
        }
        call.to_string().into_bytes()
    }

    /// Whether an item is not written.
    fn loses(self, item: &Value) -> bool {
        self == Self::InFlight && begins(item, &["inflight#"])
    }

    fn write(self, put: &mut Value) {
        if self == Self::Halts && begins(&put["Item"], &["agent#", "mailbox#"]) {
            resume(&mut put["Item"]);
        }
    }
}
