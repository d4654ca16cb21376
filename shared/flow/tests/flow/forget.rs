//! Forget: of a person nothing is left but hashes, wherever their words got to.

use adapters_local::MemoryBlobs;
use domain::conversation::Through;
use domain::{OperatorId, VerdictId};
use flow::verdicts::{self, Decision};
use flow::{forget, items, keys, step};
use harness::{AgentText, HouseText, NORTH, Person, Reply, World, delivery_status, load};
use ports::Blobs;
use std::sync::Arc;

const SOUTH: AgentText = AgentText {
    name: "south",
    steps: &["email"],
};
/// Words that only ever come from this person or their data.
const THEIRS: [&str; 4] = ["kari", "Kari", "Fjord", "fjord"];

fn kari() -> Person {
    Person {
        first_name: "Kari".to_owned(),
        last_name: "Berg".to_owned(),
        title: "Head of Logistics".to_owned(),
        company: "Fjord".to_owned(),
        email: "kari@fjord.example".to_owned(),
        linkedin: String::new(),
        country: "NO".to_owned(),
        timezone: "Europe/Oslo".to_owned(),
    }
}

fn by() -> OperatorId {
    OperatorId::parse("ann").unwrap()
}

async fn contents(blobs: &MemoryBlobs) -> Vec<String> {
    let mut all = Vec::new();
    for hash in blobs.hashes() {
        let bytes = blobs.get(&hash).await.unwrap().unwrap();
        all.push(format!("{hash}: {}", String::from_utf8_lossy(&bytes)));
    }
    all
}

#[tokio::test]
async fn nothing_of_a_person_is_left_but_hashes() {
    let mut world = World::start(
        "2026-09-07T08:00+02:00",
        load(&HouseText::default(), &[NORTH, SOUTH]),
    )
    .await;
    let blobs = Arc::new(MemoryBlobs::new());
    world.ports.blobs = blobs.clone();
    world.leads.add("north.csv", &kari());
    world.accept_leads("ann", "north").await;
    world.work().await;
    let first = world.conversation_with("kari@fjord.example").await;

    // An edit that loses its race leaves a text that no event names.
    let seen = world.seen(&first).await;
    let edit = |body: &str| Decision::Edit {
        seen: seen[0].clone(),
        subject: "for Kari".to_owned(),
        body: body.to_owned(),
    };
    world.table.interleave(true);
    let (one, two) = (
        VerdictId::parse("vrd_one").unwrap(),
        VerdictId::parse("vrd_two").unwrap(),
    );
    let (left, right) = (edit("Kari, the first."), edit("Kari, the second."));
    let by = by();
    let _ = tokio::join!(
        verdicts::give(&world.ports, &first, &by, Through::Page, &one, &left),
        verdicts::give(&world.ports, &first, &by, Through::Page, &two, &right),
    );
    world.table.interleave(false);

    world.approve("ann", &first).await;
    world.run_until("2026-09-07T09:30+02:00").await;
    let letter = world.mailer.left().remove(0);
    // A report that returns the letter, a reply that was read, one that was not, and mail of theirs that
    // belongs to no conversation.
    world
        .receive(delivery_status(&letter, "d1", "delayed", "4.4.1", "later"))
        .await;
    let reply = |text: &str, id: &'static str| Reply {
        from: ("Kari", "kari@fjord.example"),
        text: Box::leak(text.to_owned().into_boxed_str()),
        message_id: Some(id),
        ..Reply::default()
    };
    world
        .receive(reply("Kari here: what does it cost?", "a@x.example").raw(world.now()))
        .await;
    world.run_until("2026-09-07T10:00+02:00").await;

    // A year later another agent writes to her; the first one is no longer in the playbook.
    world
        .ports
        .playbook
        .set(load(&HouseText::default(), &[SOUTH]));
    world
        .decide("ann", &first, Decision::TakeOver { inbound: None })
        .await
        .ok();
    world
        .receive(reply("Kari again, unread.", "b@x.example").raw(world.now()))
        .await;

    let before = contents(&blobs).await;
    assert!(before.len() >= 6, "{before:?}");
    let done = forget::forget(&world.ports, &by, "KARI@fjord.example")
        .await
        .unwrap();
    assert_eq!(done.conversations, 1);
    assert_eq!(done.blobs, before.len());
    assert_eq!(contents(&blobs).await, Vec::<String>::new());
    for item in world.table.all("").await {
        let body = String::from_utf8_lossy(&item.body).into_owned();
        let name = format!("{}/{}", item.key.pk, item.key.sk);
        for word in THEIRS {
            // The company is not the person: its slot and its list entry stay.
            let of_company = name.starts_with("company#") || name.starts_with("list#");
            assert!(
                of_company || !body.contains(word) || body.contains("\"company\""),
                "{word} in {name}: {body}"
            );
        }
    }
    // The unread message finds nothing to read, a copy of it is told, and asking again is fine.
    world.run_until("2026-09-08T12:00+02:00").await;
    assert_eq!(world.failures, Vec::<String>::new());
    let copy = reply("Kari again, unread.", "b@x.example").raw(world.now());
    assert!(world.receive(copy).await.duplicate);
    assert_eq!(contents(&blobs).await, Vec::<String>::new());
    let again = forget::forget(&world.ports, &by, "kari@fjord.example")
        .await
        .unwrap();
    assert_eq!(again.blobs, 0);
    let unread = step::read::<domain::rows::UnreadRow>(&world.ports, keys::unread(&first)).await;
    assert!(unread.unwrap().unwrap().0.waiting.is_empty());
}

#[tokio::test]
async fn mail_of_theirs_that_matched_nothing_goes_too_and_that_of_others_stays() {
    let mut world = World::start(
        "2026-09-07T08:00+02:00",
        load(&HouseText::default(), &[NORTH]),
    )
    .await;
    let mail = |from: &'static str| Reply {
        from: ("", from),
        text: "Whom do I tell about the trucks?",
        ..Reply::default()
    };
    for from in ["kari@fjord.example", "ola@dal.example"] {
        world.receive(mail(from).raw(world.now())).await;
    }
    world.work().await;
    assert_eq!(world.unmatched().await.len(), 2);
    let done = forget::forget(&world.ports, &by(), "kari@fjord.example")
        .await
        .unwrap();
    assert_eq!(done.blobs, 2, "the raw bytes and the reading");
    let left = world.unmatched().await;
    assert_eq!(left.len(), 1);
    assert!(world.reading(&left[0]).await.from.contains("ola@"));
    let row = step::read::<items::InboundRow>(&world.ports, keys::inbound(&left[0])).await;
    assert!(!row.unwrap().unwrap().0.forgotten);
}
