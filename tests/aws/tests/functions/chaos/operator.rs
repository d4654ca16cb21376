//! What an operator does while everything fails: asks again, as the page does.

use aws_tests::Deployed;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// More tries than this without an answer are a loop.
const TRIES: usize = 150;

/// An operator, and what they have decided.
#[derive(Default)]
pub(crate) struct Operator {
    verdicts: usize,
    /// The ids of all verdicts.
    pub(crate) given: BTreeSet<String>,
    /// Who was approved.
    pub(crate) approved: BTreeSet<String>,
    /// What was approved, by its fingerprint.
    pub(crate) shown: BTreeMap<String, Value>,
}

/// Asks until there is an answer. Nothing: it is gone, or somebody was faster, or the same request was before
/// its answer was lost.
pub(crate) async fn ask(
    stack: &mut Deployed,
    method: &str,
    path: &str,
    body: Option<Value>,
) -> Option<Value> {
    for _ in 0..TRIES {
        let (status, answer) = stack.api(method, path, body.clone()).await;
        match status {
            200 => return Some(answer),
            404 | 409 => return None,
            500.. => {}
            _ => panic!("{method} {path}: {status} {answer}"),
        }
    }
    panic!("{method} {path} is never answered");
}

/// What there must be.
pub(crate) async fn get(stack: &mut Deployed, path: &str) -> Value {
    ask(stack, "GET", path, None).await.unwrap()
}

/// The cards of a kind.
pub(crate) async fn cards(stack: &mut Deployed, kind: &str) -> Vec<Value> {
    let mut queue = get(stack, "/queue?limit=100").await;
    let Value::Array(mut cards) = queue["cards"].take() else {
        panic!("no cards in {queue}");
    };
    cards.retain(|card| card["kind"] == kind);
    cards
}

impl Operator {
    async fn decide(&mut self, stack: &mut Deployed, path: &str, decision: Value) {
        self.verdicts += 1;
        let verdict = format!("vrd_{:08}", self.verdicts);
        let body = json!({"verdict": verdict, "decision": decision});
        // Whether it was taken or not: of those that were not, nothing may come.
        self.given.insert(verdict);
        ask(stack, "POST", path, Some(body)).await;
    }

    /// Looks at the queue once: accepts lists, approves drafts, says of sends in doubt that they did not leave
    /// if that is so, and gives dead letters another life.
    pub(crate) async fn look(&mut self, stack: &mut Deployed) {
        let mut queue = get(stack, "/queue?limit=100").await;
        let Value::Array(cards) = queue["cards"].take() else {
            panic!("no cards in {queue}");
        };
        for card in cards {
            let path = format!("/cards/{}/verdict", card["id"].as_str().unwrap());
            match card["kind"].as_str().unwrap() {
                "list" => {
                    let list = card["list"]["list"].as_str().unwrap();
                    let accept = json!({"type": "accept", "leads": "rest"});
                    self.decide(stack, &format!("/lists/{list}/verdict"), accept)
                        .await;
                }
                "draft" => {
                    let messages = card["draft"]["messages"].as_array().unwrap();
                    for message in messages {
                        let fingerprint = message["fingerprint"].as_str().unwrap();
                        self.shown.insert(fingerprint.to_owned(), message.clone());
                    }
                    let seen: Vec<&Value> = messages.iter().map(|m| &m["fingerprint"]).collect();
                    let approve = json!({"type": "approve", "fingerprints": seen});
                    self.decide(stack, &path, approve).await;
                    let to = messages[0]["to"].as_str().unwrap();
                    self.approved.insert(to.to_owned());
                }
                "in_doubt" => {
                    let claim = card["in_doubt"]["claim"].as_str().unwrap();
                    let left = stack.ses.letters();
                    // Of what left SES itself will tell.
                    if !left.iter().any(|letter| letter.claim == claim) {
                        let settle = json!({"type": "settle", "outcome": "not_sent"});
                        self.decide(stack, &path, settle).await;
                    }
                }
                "reply" => {}
                other => panic!("a card of {other}: {card}"),
            }
        }
        let dead = get(stack, "/dead-letters").await;
        for letter in dead["letters"].as_array().unwrap() {
            let path = format!("/dead-letters/{}/redrive", letter["id"].as_str().unwrap());
            ask(stack, "POST", &path, None).await;
        }
    }
}
