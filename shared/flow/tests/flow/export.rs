//! Export: a person is given all that is held on them, with its source, and nothing of anybody else.

use domain::OperatorId;
use flow::verdicts::Decision;
use flow::{export, forget};
use harness::{HouseText, NORTH, Person, Reply, World, load};

fn person(name: &str) -> Person {
    Person::of(name, &format!("{name} Fjord"))
}

#[tokio::test]
async fn all_of_a_person_and_nothing_of_others() {
    let playbook = load(&HouseText::default(), &[NORTH]);
    let mut world = World::start("2026-09-07T07:00+02:00", playbook).await;
    for name in ["Kari", "Ola"] {
        world.leads.add("north.csv", &person(name));
    }
    world.accept_leads("ann", "north").await;
    world.run_until("2026-09-07T08:30+02:00").await;
    let id = world.conversation_with("kari@kari-fjord.example").await;
    // One draft is sent back with a note, the next one leaves.
    let seen = world.seen(&id).await;
    let note = "Say less about the gate.".to_owned();
    world
        .decide("ann", &id, Decision::Redraft { seen, note })
        .await
        .unwrap();
    world.run_until("2026-09-07T08:40+02:00").await;
    world.approve("ann", &id).await;
    world.run_until("2026-09-07T12:00+02:00").await;
    let letter = world.mailer.left().remove(0);
    let reply = |text: &'static str, from: (&'static str, &'static str), answers| Reply {
        from,
        text,
        answers,
        ..Reply::default()
    };
    let of_kari = ("Kari", "kari@kari-fjord.example");
    let mails = [
        reply("What does it cost?", of_kari, Some(&letter)),
        // Of a stranger, and of Kari before it is read.
        reply(
            "Whom do I tell about the trucks?",
            ("Per", "per@per-fjord.example"),
            None,
        ),
    ];
    for mail in mails {
        world.receive(mail.raw(world.now())).await;
    }
    world.work().await;
    // A minute later, or it would carry the Message-ID of her first one.
    world.idle_until("2026-09-07T12:01+02:00");
    let last = reply("Not read by anybody yet.", of_kari, Some(&letter));
    world.receive(last.raw(world.now())).await;

    let by = OperatorId::parse("ann").unwrap();
    let held = export::export(&world.ports, &by, " KARI@kari-fjord.example")
        .await
        .unwrap();
    assert_eq!(
        held.controller,
        "Quayline, Quayline ApS, Havnegade 12, 8000 Aarhus C, Denmark"
    );
    assert_eq!(
        (
            held.conversations.len(),
            held.stops.len(),
            held.other_mail.len()
        ),
        (1, 0, 0)
    );
    let of = &held.conversations[0];
    assert_eq!(of.sources, ["company-site (list north.csv)"]);
    let value = |what: &str| of.known.iter().find(|known| known.what == what).unwrap();
    assert_eq!(value("mail address").value, "kari@kari-fjord.example");
    assert_eq!(of.notes, ["Say less about the gate."]);
    let sent: Vec<bool> = of
        .letters
        .iter()
        .map(|letter| letter.sent_at.is_some())
        .collect();
    assert_eq!(
        sent,
        [false, true],
        "both drafts of step 1, and which of them left"
    );
    let mails: Vec<&str> = of.mail.iter().map(|mail| mail.text.trim()).collect();
    assert_eq!(mails.len(), 2, "{mails:?}");
    assert!(
        mails
            .iter()
            .any(|text| text.starts_with("Not read by anybody yet."))
    );
    assert!(!of.history.is_empty());
    let text = format!("{held:?}");
    assert!(!text.contains("Ola") && !text.contains("Per"), "{text}");
    assert!(
        world
            .log()
            .await
            .iter()
            .any(|line| line.event == "exported")
    );

    // Mail of somebody we never wrote to, and what is left of a person once forgotten.
    let stranger = export::export(&world.ports, &by, "per@per-fjord.example")
        .await
        .unwrap();
    assert_eq!(
        (stranger.conversations.len(), stranger.other_mail.len()),
        (0, 1)
    );
    forget::forget(&world.ports, &by, "kari@kari-fjord.example")
        .await
        .unwrap();
    let left = export::export(&world.ports, &by, "kari@kari-fjord.example")
        .await
        .unwrap();
    assert_eq!(left.stops.len(), 1);
    let of = &left.conversations[0];
    assert_eq!(
        (
            of.known.len(),
            of.letters.len(),
            of.mail.len(),
            of.notes.len()
        ),
        (0, 0, 0, 0)
    );
    let nobody = export::export(&world.ports, &by, "nobody@nowhere.example")
        .await
        .unwrap();
    assert!(nobody.is_empty());
}
