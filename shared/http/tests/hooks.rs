//! Replies that programs post to the public door, signed, in virtual time.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use axum::body::{Body, to_bytes};
use axum::http::Request;
use domain::{BlobHash, ConversationId};
use flow::inbound::MAX_RAW;
use harness::{AgentText, HouseText, Method, Person, Reply, Shown, World, load};
use onloop_http::REPLIES_HOOK;
use ports::{Blobs, PortError};
use serde_json::{Value, json};
use std::sync::Arc;
use tower::ServiceExt;

const PROFILE: &str = "https://www.linkedin.com/in/kari-fjord";
const MAIL: &str = "message/rfc822";
const EVENT: &str = "application/json";

/// Kari was written to and answers: the stack, her conversation, and her mail.
async fn answered() -> (World, ConversationId, Vec<u8>) {
    let agent = AgentText {
        name: "north",
        steps: &["email", "email 3 working days"],
    };
    let playbook = load(&HouseText::default(), &[agent]);
    let mut world = World::start("2026-09-07T08:00+02:00", playbook).await;
    let kari = Person {
        linkedin: PROFILE.to_owned(),
        ..Person::of("Kari", "Fjord")
    };
    world.leads.add("north.csv", &kari);
    world.accept_leads("Ada", "north").await;
    world.work().await;
    let id = world.conversation_with(&kari.email).await;
    world.approve("Ada", &id).await;
    world.run_until("2026-09-07T12:00+02:00").await;
    let letter = world.letters_to(&kari.email)[0].clone();
    let reply = Reply {
        from: ("Kari", &kari.email),
        answers: Some(&letter),
        text: "Yes, call me on Tuesday.",
        timezone: "Etc/UTC",
        ..Reply::default()
    };
    let raw = reply.raw(world.now());
    (world, id, raw)
}

/// A post with just these headers: its status and what was said.
async fn knock(world: &World, headers: &[(&str, &str)], body: &[u8]) -> (u16, Value) {
    let mut request = Request::builder().method("POST").uri(REPLIES_HOOK);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(body.to_vec())).unwrap();
    let answer = world.doors().oneshot(request).await.unwrap();
    let status = answer.status().as_u16();
    let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    (status, serde_json::from_slice(&bytes).unwrap_or_default())
}

/// A post signed at that second.
async fn signed_at(world: &World, second: i64, kind: &str, body: &[u8]) -> (u16, Value) {
    let second = second.to_string();
    let secret = world.ports.secrets.webhook();
    let signature = secret.sign("msg_1", &second, body);
    let headers = [
        ("content-type", kind),
        ("webhook-id", "msg_1"),
        ("webhook-timestamp", second.as_str()),
        ("webhook-signature", signature.as_str()),
    ];
    knock(world, &headers, body).await
}

/// A post as it should be.
async fn post(world: &World, kind: &str, body: &[u8]) -> (u16, Value) {
    signed_at(world, world.now().as_second(), kind, body).await
}

/// An event as it should be.
async fn event(world: &World, kind: &str, data: Value) -> (u16, Value) {
    let told = json!({"type": kind, "timestamp": world.now(), "data": data});
    post(world, EVENT, told.to_string().as_bytes()).await
}

fn linkedin(id: &str, text: &str) -> Value {
    json!({"id": id, "profile": PROFILE, "name": "Kari", "text": text})
}

async fn reply_cards(world: &mut World) -> usize {
    world.work().await;
    let cards = world.cards().await;
    let is_reply = |card: &&harness::OpenedCard| matches!(card.shows, Shown::Reply(_));
    cards.iter().filter(is_reply).count()
}

#[track_caller]
fn told(answer: &(u16, Value), status: u16) -> String {
    assert_eq!(answer.0, status, "{}", answer.1);
    answer.1["detail"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_signed_mail_becomes_one_card_however_often_it_comes_and_by_whichever_door() {
    let (mut world, id, raw) = answered().await;
    let (status, first) = post(&world, MAIL, &raw).await;
    assert_eq!(
        (status, &first["duplicate"]),
        (202, &json!(false)),
        "{first}"
    );
    // The sender heard no answer, now and a day later.
    world.run_until("2026-09-08T12:00+02:00").await;
    let encoded = data_encoding::BASE64.encode(&raw);
    for again in [
        post(&world, MAIL, &raw).await,
        post(&world, "Application/Octet-Stream; x=y", &raw).await,
        event(&world, "reply.email", json!({ "raw": encoded })).await,
    ] {
        assert_eq!(again.0, 202, "{}", again.1);
        assert_eq!(again.1["inbound"], first["inbound"]);
        assert_eq!(again.1["duplicate"], true);
    }
    let known = world.receive(raw).await;
    assert!(known.duplicate, "the operator's entry knows it as well");
    assert_eq!(reply_cards(&mut world).await, 1);
    assert_eq!(world.inbound_count().await, 1);
    assert!(
        world.cards().await.iter().any(|card| card.is_of(&id)),
        "it is hers"
    );
}

#[tokio::test]
async fn a_message_from_linkedin_is_found_by_its_writer_and_known_by_its_id() {
    let (mut world, id, _) = answered().await;
    let said = linkedin("m-1", "Sounds good, let us talk.");
    for duplicate in [false, true] {
        let answer = event(&world, "reply.linkedin", said.clone()).await;
        assert_eq!(answer.0, 202, "{}", answer.1);
        assert_eq!(answer.1["duplicate"], duplicate);
    }
    // The same by the operator's entry is the same message.
    let answer = world
        .ask("Ada", Method::POST, "/inbound/linkedin", Some(said))
        .await;
    assert_eq!((answer.0, &answer.1["duplicate"]), (202, &json!(true)));
    assert_eq!(reply_cards(&mut world).await, 1);
    let cards = world.cards().await;
    assert!(cards.iter().any(|card| card.is_of(&id)), "{cards:?}");
}

#[tokio::test]
async fn what_is_not_signed_as_agreed_is_refused_with_the_reason_and_leaves_nothing() {
    let (mut world, _, raw) = answered().await;
    let now = world.now().as_second();
    let second = now.to_string();
    let good = world.ports.secrets.webhook().sign("msg_1", &second, &raw);
    let all = [
        ("content-type", MAIL),
        ("webhook-id", "msg_1"),
        ("webhook-timestamp", second.as_str()),
        ("webhook-signature", good.as_str()),
    ];
    for lacks in 1..all.len() {
        let headers: Vec<(&str, &str)> = all
            .iter()
            .filter(|header| header.0 != all[lacks].0)
            .copied()
            .collect();
        let words = told(&knock(&world, &headers, &raw).await, 401);
        assert!(words.contains(all[lacks].0), "{words}");
    }
    let with = |number: usize, value: &'static str| {
        let mut headers = all;
        headers[number].1 = value;
        headers
    };
    for (headers, said) in [
        (with(3, "v1,AAAA"), "does not fit"),
        (with(3, "v1a,AAAA"), "begins with v1,"),
        (with(1, "msg_2"), "does not fit"),
        (with(1, "msg.1"), "full stop"),
        (with(2, "yesterday"), "seconds since 1970"),
    ] {
        let words = told(&knock(&world, &headers, &raw).await, 401);
        assert!(words.contains(said), "{words}");
        assert!(words.contains("Nothing was stored"), "{words}");
        assert!(
            !words.contains(&good) && !words.contains("whsec"),
            "{words}"
        );
    }
    let mut other = raw.clone();
    other.push(b'\n');
    let words = told(&knock(&world, &all, &other).await, 401);
    assert!(words.contains("bytes"), "{words}");
    // The stack's clock counts, which here stands in another month than the machine's.
    let old = signed_at(&world, now - 301, MAIL, &raw).await;
    assert!(told(&old, 401).contains("5m 1s behind"), "{old:?}");
    let early = signed_at(&world, now + 3_600, MAIL, &raw).await;
    assert!(told(&early, 401).contains("1h ahead"), "{early:?}");
    let real = jiff::Timestamp::now().as_second();
    told(&signed_at(&world, real, MAIL, &raw).await, 401);
    assert_eq!(reply_cards(&mut world).await, 0);
    assert_eq!(world.inbound_count().await, 0);
    // One that fits among several is enough: a sender may be about to change its secret.
    let several = format!("v1,AAAA {good}");
    let mut headers = all;
    headers[3].1 = &several;
    told(&knock(&world, &headers, &raw).await, 202);
}

#[tokio::test]
async fn what_is_signed_and_no_reply_is_refused_with_what_is_known() {
    let (world, _, raw) = answered().await;
    for (answer, status, said) in [
        (
            post(&world, "text/plain", &raw).await,
            415,
            "message/rfc822",
        ),
        (post(&world, EVENT, b"no event").await, 400, "no event"),
        (post(&world, EVENT, b"{}").await, 400, "type"),
        (post(&world, MAIL, b"").await, 400, "empty"),
        (
            event(&world, "reply.fax", json!({})).await,
            422,
            "reply.linkedin",
        ),
        (event(&world, "reply.email", json!({})).await, 400, "raw"),
        (
            event(&world, "reply.email", json!({"raw": "no, words"})).await,
            400,
            "base64",
        ),
        (
            event(&world, "reply.linkedin", json!({"id": "m-1"})).await,
            400,
            "profile",
        ),
        (
            event(
                &world,
                "reply.linkedin",
                json!({"id": "m-1", "profile": "kari", "text": "x"}),
            )
            .await,
            400,
            "LinkedIn profile",
        ),
    ] {
        let words = told(&answer, status);
        assert!(words.contains(said), "{words}");
    }
    assert_eq!(world.inbound_count().await, 0);
}

#[tokio::test]
async fn nobody_has_to_keep_a_body_of_somebody_who_cannot_sign() {
    let (world, _, _) = answered().await;
    let large = vec![b'x'; MAX_RAW + 1];
    let nobody = knock(&world, &[("content-type", MAIL)], &large).await;
    assert!(told(&nobody, 401).contains("webhook-id"));
    let known = post(&world, MAIL, &large).await;
    assert!(told(&known, 413).contains("25 MiB"), "{known:?}");
}

/// A disk that takes nothing.
struct Full(Arc<dyn Blobs>);

#[async_trait::async_trait]
impl Blobs for Full {
    async fn put(&self, _: &str, _: Vec<u8>) -> Result<BlobHash, PortError> {
        Err(PortError::Refused("the disk is full".to_owned()))
    }
    async fn get(&self, hash: &BlobHash) -> Result<Option<Vec<u8>>, PortError> {
        self.0.get(hash).await
    }
    async fn list(
        &self,
        after: Option<&BlobHash>,
        limit: usize,
    ) -> Result<Vec<BlobHash>, PortError> {
        self.0.list(after, limit).await
    }
    async fn delete(&self, hash: &BlobHash) -> Result<(), PortError> {
        self.0.delete(hash).await
    }
    async fn delete_all(&self, owner: &str) -> Result<usize, PortError> {
        self.0.delete_all(owner).await
    }
}

#[tokio::test]
async fn what_could_not_be_stored_is_asked_for_again() {
    let (mut world, _, raw) = answered().await;
    let blobs = world.ports.blobs.clone();
    world.ports.blobs = Arc::new(Full(blobs.clone()));
    let said = linkedin("m-1", "Sounds good.");
    told(&post(&world, MAIL, &raw).await, 503);
    told(&event(&world, "reply.linkedin", said.clone()).await, 503);
    assert_eq!(world.inbound_count().await, 0);
    world.ports.blobs = blobs;
    let answer = post(&world, MAIL, &raw).await;
    assert_eq!((answer.0, &answer.1["duplicate"]), (202, &json!(false)));
    let answer = event(&world, "reply.linkedin", said).await;
    assert_eq!((answer.0, &answer.1["duplicate"]), (202, &json!(false)));
}

#[tokio::test]
async fn address_and_secret_are_told_to_operators_alone() {
    let (mut world, _, _) = answered().await;
    let (status, told) = world.ask("Ada", Method::GET, "/webhook", None).await;
    assert_eq!(status, 200, "{told}");
    assert_eq!(told["url"], "https://go.quayline.example/hooks/replies");
    assert_eq!(told["secret"], world.ports.secrets.webhook().text());
    let request = Request::builder().uri("/api/v1/webhook");
    let request = request.header("host", "onloop.test").body(Body::empty());
    let answer = world.doors().oneshot(request.unwrap()).await.unwrap();
    assert_eq!(answer.status().as_u16(), 401);
    for nowhere in [None, Some(flow::INVENTED_BASE.to_owned())] {
        world.ports.public_base = nowhere;
        let (_, told) = world.ask("Ada", Method::GET, "/webhook", None).await;
        assert_eq!(told["url"], Value::Null, "{told}");
    }
}
