//! A provider puts its own Message-ID in the place of the letter's: answers that name it are found all the
//! same, and follow-ups refer to the letter as the recipient has it.

use golden::person;
use harness::{AgentText, HouseText, MAILBOX, Reply, World, load, renamed};

const ZONE: &str = "Europe/Vienna";

#[tokio::test]
async fn an_answer_to_the_provider_s_id_ends_the_sequence() {
    let contact = person(
        "Walburga Thann",
        "Leiterin Produktion",
        "Ofenwerk Thann",
        "w.thann@ofenwerk.example",
        "Austria",
        ZONE,
    );
    let agent = AgentText {
        name: "kilns",
        steps: &["email", "email 3 working days", "email 5 working days"],
    };
    let house = HouseText {
        timezone: ZONE,
        ..HouseText::default()
    };
    let mut world = World::start("2026-10-12 08:00+02:00", load(&house, &[agent])).await;
    world.mailer.renames();
    world.leads.add("kilns.csv", &contact);
    world.accept_leads("Ada", "kilns").await;
    let id = world.conversation_with(&contact.email).await;
    world
        .approve_at("2026-10-12 09:14:50+02:00", "Ada", &id)
        .await;
    world.run_until("2026-10-12 09:15+02:00").await;
    let first = world.mailer.left()[0].clone();
    let seen = renamed(&first.envelope.claim);

    world.run_until("2026-10-15 08:30+02:00").await;
    world
        .approve_at("2026-10-15 09:14:50+02:00", "Ada", &id)
        .await;
    world.run_until("2026-10-15 12:00+02:00").await;
    let second = world.mailer.left()[1].clone();
    assert_eq!(second.read.in_reply_to, std::slice::from_ref(&seen));
    assert_eq!(second.read.references, std::slice::from_ref(&seen));

    // A stranger's address, the plain mailbox: nothing but the id leads to the conversation.
    let answers = format!("<{}>", renamed(&second.envelope.claim));
    let reply = Reply {
        from: ("Assistant", "office@thann-assistance.example"),
        to: Some(MAILBOX),
        text: "Mrs Thann asked me to find a date with you. Would Thursday suit you?",
        headers: vec![("In-Reply-To", &answers)],
        timezone: ZONE,
        ..Reply::default()
    };
    world.receive(reply.raw(world.now())).await;
    world.run_until("2026-10-15 12:05+02:00").await;
    assert_eq!(world.phase(&id).await, "with the operator");
    assert!(world.unmatched().await.is_empty());
}
