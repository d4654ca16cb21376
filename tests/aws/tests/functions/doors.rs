//! The two doors behind API Gateway.

use crate::conversation;
use aws_tests::{Deployed, playbooks};
use serde_json::json;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doors_open_for_those_that_were_signed_in_and_for_nobody_else() {
    let mut stack = Deployed::start(playbooks::archive()).await;
    let (status, about) = stack.api("GET", "/status", None).await;
    assert_eq!(
        (status, &about["operator"]),
        (200, &json!("ada@quayline.example"))
    );
    // A route without its authorizer, by mistake: the door itself asks who it is.
    let (status, said) = stack.http("api", "GET", "/api/v1/status", None, None).await;
    assert_eq!(status, 401, "{said}");
    // The public door knows nothing of the API.
    let (status, said) = stack
        .http("webhook", "GET", "/api/v1/status", None, None)
        .await;
    assert_eq!(status, 404, "{said}");
    let (status, said) = stack
        .http("webhook", "POST", "/u/nonsense", None, None)
        .await;
    assert_eq!(status, 404, "{said}");
    assert!(said.contains("This link is not ours"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_playbook_is_in_force_once_it_is_read_and_a_faulty_one_never() {
    let mut stack = Deployed::start(playbooks::archive()).await;
    let (_, before) = stack.api("GET", "/status", None).await;
    let change = ("house.md", "No urgency, no guilt", "No urgency, no fuss");
    stack.put_playbook(&playbooks::with(&[change])).await;
    let (status, reloaded) = stack.api("POST", "/playbook/reload", None).await;
    assert_eq!(
        (status, &reloaded["changed"]),
        (200, &json!(true)),
        "{reloaded}"
    );
    assert_ne!(reloaded["version"], before["playbook"]["version"]);
    let (_, again) = stack.api("POST", "/playbook/reload", None).await;
    assert_eq!(
        (&again["changed"], &again["version"]),
        (&json!(false), &reloaded["version"])
    );

    let fault = ("house.md", "cap_per_day: 30", "cap_per_day: many");
    stack.put_playbook(&playbooks::with(&[fault])).await;
    let (_, faulty) = stack.api("POST", "/playbook/reload", None).await;
    assert_eq!(
        (&faulty["changed"], &faulty["version"]),
        (&json!(false), &reloaded["version"])
    );
    assert!(
        faulty["faults"].to_string().contains("cap_per_day"),
        "{faulty}"
    );
}

/// Posts as a forwarder would, signed so many seconds ago by the functions' clock.
async fn post(stack: &mut Deployed, secret: &str, ago: i64, kind: &str, body: &[u8]) -> u16 {
    let (_, status) = stack.api("GET", "/status", None).await;
    let now: jiff::Timestamp = status["now"].as_str().unwrap().parse().unwrap();
    let at = (now.as_second() - ago).to_string();
    let signature = signer(secret).sign("msg_1", &at, body);
    let headers = [
        ("content-type", kind),
        ("webhook-id", "msg_1"),
        ("webhook-timestamp", at.as_str()),
        ("webhook-signature", signature.as_str()),
    ];
    stack.post("/hooks/replies", &headers, body).await.0
}

/// The keys of the emulated stack are no secret here: `tests/aws/template.py` makes their root.
fn signer(secret: &str) -> domain::webhook::WebhookSecret {
    let keys = json!({"v": 2, "root": "r".repeat(64)}).to_string();
    let signer = flow::stack_keys::read(&keys).unwrap().webhook();
    assert_eq!(signer.text(), secret);
    signer
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signed_replies_come_in_by_the_public_door_and_become_one_card() {
    let mut stack = Deployed::start(playbooks::archive()).await;
    let (status, told) = stack.api("GET", "/webhook", None).await;
    assert_eq!(status, 200, "{told}");
    assert_eq!(
        told["url"],
        "https://onloop-test-distribution.cloudfront.invalid/hooks/replies"
    );
    let secret = told["secret"].as_str().unwrap().to_owned();
    conversation::accept_and_approve(&mut stack).await;
    conversation::letters(&mut stack, 2).await;
    let letters = stack.ses.letters();
    let to_jane = letters
        .iter()
        .find(|letter| letter.to == ["jane@acme.example"])
        .unwrap();
    let reply_to = mail::read(&to_jane.raw).reply_to.unwrap().address;
    // No text: as a gateway that takes it for some would break it.
    let mut raw = format!(
        "From: Jane Roe <jane@acme.example>\r\nTo: <{reply_to}>\r\nSubject: Re: docks\r\n\
         Message-ID: <r1@acme.example>\r\n\
         Content-Type: text/plain; charset=iso-8859-1\r\n\r\n"
    )
    .into_bytes();
    raw.extend(b"Yes, this is interesting. Can we talk on Tuesday at the caf\xe9?\r\n");
    let encoded = data_encoding::BASE64.encode(&raw);
    let event = json!({"type": "reply.email", "data": {"raw": encoded}}).to_string();
    let said = json!({"id": "m-1", "profile": "https://www.linkedin.com/in/nobody-known", "name": "N", "text": "Hello there, who are you?"});
    let linkedin = json!({"type": "reply.linkedin", "data": said}).to_string();

    let headers = [("content-type", "message/rfc822")];
    let (status, words) = stack.post("/hooks/replies", &headers, &raw).await;
    assert_eq!(status, 401, "{words}");
    assert!(words.contains("webhook-id"), "{words}");
    let kind = "message/rfc822";
    assert_eq!(post(&mut stack, &secret, 400, kind, &raw).await, 401);
    for _ in 0..2 {
        assert_eq!(post(&mut stack, &secret, 0, kind, &raw).await, 202);
        let kind = "application/json";
        for event in [&event, &linkedin] {
            let status = post(&mut stack, &secret, 0, kind, event.as_bytes()).await;
            assert_eq!(status, 202, "{event}");
        }
    }
    let cards = conversation::cards(&mut stack, "reply", 1).await;
    let shown = cards[0].to_string();
    assert!(
        shown.contains("Can we talk on Tuesday at the café?"),
        "{shown}"
    );
    assert!(shown.contains("reply address"), "{shown}");
    let (_, unmatched) = stack.api("GET", "/unmatched", None).await;
    assert_eq!(
        unmatched["mails"].as_array().unwrap().len(),
        1,
        "{unmatched}"
    );
    let (_, status) = stack.api("GET", "/status", None).await;
    assert_eq!(status["dead_letters"], 0, "{status}");
}
