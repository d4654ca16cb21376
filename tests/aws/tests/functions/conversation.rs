//! One conversation from lead to reply, with every message delivered twice and in two orders.

use aws_tests::playbooks;
use aws_tests::{Deployed, Report, SesAnswer};
use ports::QueueName;
use serde_json::{Value, json};

/// Works until there are cards of this kind. Due rows begin at a whole millisecond, so that a tick of this
/// very one may miss them: then the next finds them.
pub(crate) async fn cards(stack: &mut Deployed, kind: &str, count: usize) -> Vec<Value> {
    for _ in 0..200 {
        stack.work().await;
        let (status, queue) = stack.api("GET", "/queue?limit=100", None).await;
        assert_eq!(status, 200, "{queue}");
        let all = queue["cards"].as_array().unwrap();
        let cards: Vec<Value> = all
            .iter()
            .filter(|card| card["kind"] == kind)
            .cloned()
            .collect();
        if cards.len() == count {
            return cards;
        }
    }
    panic!("there are never {count} cards of {kind}");
}

async fn verdict(stack: &mut Deployed, path: &str, number: u32, decision: Value) {
    // The second time it decides nothing.
    for _ in 0..2 {
        let body = json!({"verdict": format!("vrd_{number:08}"), "decision": decision});
        let (status, answer) = stack.api("POST", path, Some(body)).await;
        assert_eq!(status, 200, "{answer}");
    }
}

/// Accepts these leads of a list, or the `rest`, by the verdict of that number.
pub(crate) async fn accept_leads(stack: &mut Deployed, list: &str, number: u32, leads: Value) {
    let accept = json!({"type": "accept", "leads": leads});
    verdict(stack, &format!("/lists/{list}/verdict"), number, accept).await;
}

/// Accepts the list; gives the cards of both drafts.
pub(crate) async fn accept(stack: &mut Deployed) -> Vec<Value> {
    let list = cards(stack, "list", 1).await.remove(0);
    let list = list["list"]["list"].as_str().unwrap();
    accept_leads(stack, list, 1, json!("rest")).await;
    let drafts = cards(stack, "draft", 2).await;
    assert_eq!(stack.ses.calls().0, 0, "nothing leaves without a verdict");
    drafts
}

/// Approves a draft by the verdict of that number.
pub(crate) async fn approve(stack: &mut Deployed, number: u32, card: &Value) {
    let messages = card["draft"]["messages"].as_array().unwrap();
    let seen: Vec<&Value> = messages.iter().map(|m| &m["fingerprint"]).collect();
    let approve = json!({"type": "approve", "fingerprints": seen});
    let path = format!("/cards/{}/verdict", card["id"].as_str().unwrap());
    verdict(stack, &path, number, approve).await;
}

/// Accepts the list and approves both drafts.
pub(crate) async fn accept_and_approve(stack: &mut Deployed) {
    let drafts = accept(stack).await;
    for (number, card) in (2..).zip(&drafts) {
        approve(stack, number, card).await;
    }
}

pub(crate) async fn letters(stack: &mut Deployed, count: usize) {
    for _ in 0..200 {
        stack.work().await;
        if stack.ses.letters().len() >= count {
            return;
        }
    }
    panic!("there are never {count} letters");
}

/// Jane answers her letter: no header names the reply address, only the envelope does. And it comes twice.
pub(crate) async fn answer(stack: &mut Deployed) {
    let letters = stack.ses.letters();
    let to_jane = letters
        .iter()
        .find(|letter| letter.to == ["jane@acme.example"])
        .unwrap();
    let reply_to = mail::read(&to_jane.raw).reply_to.unwrap().address;
    let reply = "From: Jane Roe <jane@acme.example>\r\nTo: Mara <mara@dockwell.example>\r\nSubject: Re: docks\r\n\
        Date: Mon, 30 Nov 2026 09:00:00 +0000\r\nMessage-ID: <r1@acme.example>\r\n\r\n\
        Yes, this is interesting. Can we talk on Tuesday at ten?\r\n";
    for _ in 0..2 {
        stack.mail("k1", &reply_to, reply.as_bytes()).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lead_is_sourced_drafted_approved_written_to_and_its_reply_escalated() {
    let mut stack = Deployed::start(playbooks::archive()).await;
    accept_and_approve(&mut stack).await;
    letters(&mut stack, 2).await;

    let letters = stack.ses.letters();
    let to_jane = letters
        .iter()
        .find(|letter| letter.to == ["jane@acme.example"])
        .unwrap();
    assert_eq!(to_jane.configuration_set, "onloop-test-configurationset");
    let read = mail::read(&to_jane.raw);
    let unsubscribe = read.header("List-Unsubscribe").unwrap().to_owned();
    assert!(
        unsubscribe.contains("https://onloop-test-distribution.cloudfront.invalid/u/"),
        "{unsubscribe}"
    );
    answer(&mut stack).await;
    let replies = cards(&mut stack, "reply", 1).await;
    let shown = replies[0].to_string();
    assert!(shown.contains("Can we talk on Tuesday"), "{shown}");
    assert!(shown.contains("reply address"), "{shown}");

    assert_eq!(stack.ses.letters().len(), 2, "each letter left once");
    assert_eq!(stack.ses.calls().0, 2, "and SES was asked once for each");
    let (_, status) = stack.api("GET", "/status", None).await;
    assert_eq!(
        (
            &status["dead_letters"],
            &status["in_flight"],
            &status["operator"]
        ),
        (&json!(0), &json!(0), &json!("ada@quayline.example")),
        "{status}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_send_of_which_nobody_knows_is_in_doubt_until_ses_reports_it() {
    let mut stack = Deployed::start(playbooks::archive()).await;
    // SES takes both letters and answers nothing of use.
    stack.ses.plan(SesAnswer::TakeBut(500));
    stack.ses.plan(SesAnswer::TakeBut(500));
    accept_and_approve(&mut stack).await;
    letters(&mut stack, 2).await;
    cards(&mut stack, "in_doubt", 2).await;

    let letters = stack.ses.letters();
    let delivered = letters[0].report(Report::Delivered, "d1");
    let gone = Report::Bounced("5.1.1", "550 5.1.1 no such user");
    let bounced = letters[1].report(gone, "f1");
    for body in [&delivered, &bounced, &bounced, &delivered] {
        stack.put_into(QueueName::Replies, body).await;
    }
    cards(&mut stack, "in_doubt", 0).await;
    assert_eq!(stack.ses.calls().0, 2, "neither was sent again");
    let stop = json!({"kind": "email", "value": letters[1].to[0], "note": "was stopped already"});
    let (_, added) = stack.api("POST", "/stops", Some(stop)).await;
    assert_eq!(added["added"], false, "whoever bounced is on the stop list");
    let (_, status) = stack.api("GET", "/status", None).await;
    assert_eq!(
        (&status["dead_letters"], &status["in_flight"]),
        (&json!(0), &json!(0)),
        "{status}"
    );
}
