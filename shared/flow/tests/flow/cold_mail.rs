//! Where cold mail needs consent and none is recorded, nobody is written to: not sourced, not cleared, not claimed.

use domain::OperatorId;
use domain::conversation::Through;
use flow::verdicts::{self, Decision};
use harness::{HouseText, NORTH, Person, Reply, World, load};

fn person(name: &str, country: &str) -> Person {
    Person {
        country: country.to_owned(),
        ..Person::of(name, &format!("{name} Fjord"))
    }
}

fn house(consent: &'static str) -> playbook::Playbook {
    let house = HouseText {
        consent,
        ..HouseText::default()
    };
    load(&house, &[NORTH])
}

/// Kari in Norway has consented, and her letter waits in review.
async fn with_kari() -> (World, domain::ConversationId) {
    let mut world = World::start("2026-09-07T07:00+02:00", house("NO")).await;
    world.leads.add("north.csv", &person("Kari", "NO"));
    world.accept_leads("ann", "north").await;
    world.run_until("2026-09-07T08:30+02:00").await;
    let id = world.conversation_with("kari@kari-fjord.example").await;
    (world, id)
}

#[tokio::test]
async fn a_list_says_why_who_may_not_be_written_to_is_left_out() {
    let mut world = World::start("2026-09-07T07:00+02:00", house("NO")).await;
    for (name, country) in [
        ("Kari", "NO"),
        ("Hans", "DE"),
        ("Rose", "GB"),
        ("Ana", "Brazil"),
        ("Noor", ""),
        ("Sam", "US"),
    ] {
        world.leads.add("north.csv", &person(name, country));
    }
    world.run_until("2026-09-07T08:30+02:00").await;
    let excluded = world.excluded().await;
    let reasons: Vec<&str> = excluded.iter().map(|(reason, _)| reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "needs_consent",
            "needs_legitimate_interest",
            "unknown_law",
            "unknown_law"
        ]
    );
    assert_eq!(
        excluded[0].1,
        "cold mail to Germany needs consent (UWG § 7 (2)), and house.md records none under `cold_mail:`"
    );
    assert!(
        excluded[3].1.starts_with("the country isn't known"),
        "{excluded:?}"
    );
}

#[tokio::test]
async fn what_no_longer_holds_is_neither_cleared_nor_claimed() {
    let (mut world, id) = with_kari().await;
    let seen = world.seen(&id).await;
    world.ports.playbook.set(house("SE"));
    let by = OperatorId::parse("ann").unwrap();
    let verdict = world.verdict();
    let approve = Decision::Approve { seen };
    let refused = verdicts::give(&world.ports, &id, &by, Through::Page, &verdict, &approve).await;
    let words = refused.unwrap_err().to_string();
    assert!(
        words.contains("cold mail to Norway needs consent"),
        "{words}"
    );

    // Cleared while it was lawful; what was recorded is taken back before the letter's time.
    world.ports.playbook.set(house("NO"));
    world.approve("ann", &id).await;
    world.ports.playbook.set(house("SE"));
    world.run_until("2026-09-07T12:00+02:00").await;
    assert!(world.mailer.left().is_empty());
    let log = world.log().await;
    assert!(
        log.iter()
            .any(|line| line.words.contains("cold mail to Norway needs consent")),
        "{log:?}"
    );

    // Nothing is lost: recorded again, the same card goes out by a new verdict.
    world.ports.playbook.set(house("NO"));
    world.run_until("2026-09-07T12:30+02:00").await;
    world.approve("ann", &id).await;
    world.run_until("2026-09-07T14:00+02:00").await;
    assert_eq!(world.mailer.left().len(), 1);
}

#[tokio::test]
async fn whoever_wrote_to_us_is_answered_all_the_same() {
    let (mut world, id) = with_kari().await;
    world.approve("ann", &id).await;
    world.run_until("2026-09-07T12:00+02:00").await;
    assert_eq!(world.mailer.left().len(), 1);
    let letter = world.mailer.left().remove(0);
    let reply = Reply {
        from: ("Kari", "kari@kari-fjord.example"),
        text: "What does it cost?",
        answers: Some(&letter),
        ..Reply::default()
    };
    let inbound = world.receive(reply.raw(world.now())).await.inbound;
    world.work().await;
    world.ports.playbook.set(house("SE"));
    let back = Decision::HandBack {
        inbound: Some(inbound),
        note: "Say that it is free for four weeks.".to_owned(),
    };
    world.decide("ann", &id, back).await.unwrap();
    world.run_until("2026-09-07T12:30+02:00").await;
    world.approve("ann", &id).await;
    world.run_until("2026-09-07T14:00+02:00").await;
    assert_eq!(world.mailer.left().len(), 2);
}

#[tokio::test]
async fn whoever_was_left_out_is_sourced_once_his_country_is_covered() {
    let mut world = World::start("2026-09-07T07:00+02:00", house("NO")).await;
    for (name, country) in [
        ("Kari", "NO"),
        ("Hans", "DE"),
        ("Ana", "Brazil"),
        ("Lena", "DE"),
    ] {
        world.leads.add("north.csv", &person(name, country));
    }
    world.accept_leads("ann", "north").await;
    world.run_until("2026-09-08T08:00+02:00").await;
    assert_eq!(world.excluded().await.len(), 3);

    // Covered, and somebody is added below: each of them is found once, and nobody twice.
    world.ports.playbook.set(house("NO, DE"));
    world.leads.add("north.csv", &person("Udo", "DE"));
    world.run_until("2026-09-09T08:00+02:00").await;
    world.accept_leads("ann", "north").await;
    for name in ["hans@hans", "lena@lena", "udo@udo"] {
        world
            .conversation_with(&format!("{name}-fjord.example"))
            .await;
    }
    assert_eq!(
        world.excluded().await.len(),
        3,
        "{:?}",
        world.excluded().await
    );

    world.run_until("2026-09-11T08:00+02:00").await;
    assert_eq!(world.excluded().await.len(), 3);
    assert_eq!(world.failures, Vec::<String>::new());
}
