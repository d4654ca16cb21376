//! A model that writes letters, reads replies and replays another version: asked by three functions, with the key
//! of a secret.

#[path = "../../../../functions/local/tests/process/common/model.rs"]
mod messages;

use crate::conversation::{accept_and_approve, answer, cards, letters};
use aws_tests::{Deployed, Resources, playbooks};
use messages::draft;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const SECRET: &str = "the-model-s-key";
const LETTER: &str = "Hello,\n\nI write about the trucks that stop at your docks.\n\nWould 20 minutes next week suit you for a look at it?\n\nMara Lindholt";

/// Letters, and labels of replies, of which it thinks little.
fn write(asked: &str) -> Value {
    if asked.contains("You label one reply") {
        return json!({
            "intent": "not_interested", "confidence": 0.9, "evidence": ["this is interesting"],
            "return_date": null, "resume_on": null, "referral_name": null, "referral_email": null,
        });
    }
    let body = match asked.contains("Name the gate first.") {
        true => LETTER.replace("your docks", "your gate"),
        false => LETTER.to_owned(),
    };
    draft("trucks at your docks", &body)
}

/// A stack whose secret holds a key, and what its model was asked.
async fn with_a_model() -> (Deployed, Arc<Mutex<Vec<String>>>) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let environment = messages::serve({
        let asked = Arc::clone(&asked);
        move |body| {
            asked.lock().unwrap().push(body.to_owned());
            Ok(write(body))
        }
    });
    let base =
        |(name, value): &(String, String)| (name == "ANTHROPIC_BASE_URL").then(|| value.clone());
    let base = environment.iter().find_map(base).unwrap();
    let resources = Resources::make().await;
    resources.put_secret(SECRET, "sk-test\n").await;
    let more = [
        ("ONLOOP_ANTHROPIC", SECRET),
        ("ANTHROPIC_BASE_URL", base.as_str()),
    ];
    let stack = Deployed::with(resources, playbooks::archive(), &more).await;
    (stack, asked)
}

async fn post(stack: &mut Deployed, path: &str, body: Value) -> Value {
    let (status, told) = stack.api("POST", path, Some(body)).await;
    assert_eq!(status, 200, "{path}: {told}");
    told
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_model_drafts_reads_a_reply_and_replays_another_version() {
    let (mut stack, asked) = with_a_model().await;
    accept_and_approve(&mut stack).await;
    letters(&mut stack, 2).await;
    let left = stack.ses.letters().remove(0);
    let read = mail::read(&left.raw);
    assert!(read.text.contains("stop at your docks"), "{}", read.text);
    assert!(
        asked
            .lock()
            .unwrap()
            .iter()
            .all(|body| !body.contains("You label one reply"))
    );

    // The model and the rules disagree on the reply: a person looks.
    answer(&mut stack).await;
    let reply = cards(&mut stack, "reply", 1).await.remove(0);
    let is_reply = |body: &&String| body.contains("You label one reply");
    assert_eq!(
        asked.lock().unwrap().iter().filter(is_reply).count(),
        1,
        "asked once for a reply that came twice"
    );
    assert_eq!(reply["reply"]["intent"], json!("ambiguous"), "{reply}");

    // Another version, letter by letter, by the same model.
    let (_, now) = stack.api("GET", "/playbook/versions?limit=1", None).await;
    let version = now["entries"][0]["version"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let (status, kept) = stack
        .api("GET", &format!("/playbook/versions/{version}"), None)
        .await;
    assert_eq!(status, 200, "{now} {kept}");
    let mut files = kept["files"].clone();
    let opening = files["patterns/opening.md"].as_str().unwrap();
    files["patterns/opening.md"] = opening
        .replace("1. Begin", "1. Name the gate first. Begin")
        .into();
    let plan = json!({"agent": "first-agent", "last": 10, "files": files});
    let plan = post(&mut stack, "/replay/plan", plan).await;
    assert_eq!(plan["is_charged"], json!(true));
    assert_eq!(plan["model"], json!("anthropic/claude-sonnet-5-5"));
    let all = plan["conversations"].as_array().unwrap().clone();
    assert_eq!(all.len(), 2);
    let before = asked.lock().unwrap().len();
    let mut calls = 0;
    for conversation in &all {
        let one = json!({"version": plan["version"], "conversation": conversation});
        let card = loop {
            let card = post(&mut stack, "/replay/letter", one.clone()).await;
            calls += 1;
            if card["left"] == json!(0) {
                break card;
            }
        };
        assert_eq!(card["letters"], plan["letters"], "{card}");
        assert!(
            card["new"]["body"].as_str().unwrap().contains("your gate"),
            "{card}"
        );
        assert!(
            card["old"]["body"].as_str().unwrap().contains("your docks"),
            "{card}"
        );
        assert_eq!(card["standing"]["counts"], json!(true), "{card}");
        // Asked again, it is there, and nothing is paid.
        let again = post(&mut stack, "/replay/letter", one.clone()).await;
        assert_eq!(again, card);
        let said =
            json!({"version": plan["version"], "conversation": conversation, "verdict": "approve"});
        let told = post(&mut stack, "/replay/verdict", said).await;
        assert_eq!(told["verdict"], json!("approve"), "{told}");
    }
    assert_eq!(
        asked.lock().unwrap().len() - before,
        calls,
        "a letter a call"
    );
    // A class takes what it was told within the second.
    stack.pass(Duration::from_secs(2));
    stack.work().await;
    let (_, classes) = stack.api("GET", "/certificates", None).await;
    let classes = classes.to_string();
    assert!(
        classes.matches("\"judged\":2").count() >= 2,
        "of the version in force, and of the one that was replayed: {classes}"
    );
}
