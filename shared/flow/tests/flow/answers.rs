//! Who answers, and in whose place: colleagues, people of ours who write by hand, people named in a reply,
//! and a model that is asked beside the rules.

use domain::{ConversationId, Identifier, Intent, OperatorId};
use flow::StepError;
use flow::by_hand::{SentByHand, accept_sent};
use flow::verdicts::Decision;
use harness::{HouseText, Letter, MAILBOX, NORTH, Person, Reply, Shown, WARM_UP_MARK, World, load};
use ports::{PortError, ReplyOpinion};

fn person(name: &str, company: &str, email: &str) -> Person {
    let (first, last) = name.split_once(' ').unwrap();
    Person {
        last_name: last.to_owned(),
        email: email.to_owned(),
        ..Person::of(first, company)
    }
}

#[tokio::test]
async fn what_a_warm_up_service_sends_is_kept_and_shown_to_nobody_nor_read_by_a_model() {
    let mut world = written_to(&[kari()]).await;
    world.model.read_as(|_| panic!("the model was asked"));
    let words = format!("Sounds great, shall we talk on Tuesday? {WARM_UP_MARK}");
    receive(&mut world, "pool@elsewhere.example", &words, vec![]).await;
    let mark = WARM_UP_MARK.to_uppercase();
    let headers = vec![("X-Warm", mark.as_str())];
    receive(
        &mut world,
        "pool@elsewhere.example",
        "See you there!",
        headers,
    )
    .await;
    assert_eq!(world.unmatched().await, []);
    assert_eq!(world.cards().await, []);
    assert_eq!(world.table.all(flow::keys::NOT_OURS).await.len(), 2);
}

/// A first letter left for each of these.
async fn written_to(people: &[Person]) -> World {
    let playbook = load(&HouseText::default(), &[NORTH]);
    let mut world = World::start("2026-09-07T07:00+02:00", playbook).await;
    for person in people {
        world.leads.add("north.csv", person);
    }
    world.accept_leads("ann", "north").await;
    world.run_until("2026-09-07T08:30+02:00").await;
    for person in people {
        let id = world.conversation_with(&person.email).await;
        world.approve("ann", &id).await;
    }
    world.run_until("2026-09-07T12:00+02:00").await;
    assert_eq!(world.mailer.left().len(), people.len());
    world
}

async fn receive(
    world: &mut World,
    from: &str,
    text: &str,
    headers: Vec<(&str, &str)>,
) -> domain::InboundId {
    let names: String = headers.iter().map(|(name, _)| *name).collect();
    let id = format!("{names}{}.{from}", text.len());
    let reply = Reply {
        from: ("Jo Fenn", from),
        message_id: Some(&id),
        to: Some(MAILBOX),
        subject: Some("your letter"),
        text,
        headers,
        timezone: "Europe/Oslo",
        ..Reply::default()
    };
    let accepted = world.receive(reply.raw(world.now())).await;
    world.work().await;
    accepted.inbound
}

fn kari() -> Person {
    person("Kari Berg", "Fjord", "kari@fjord.example")
}

#[tokio::test]
async fn a_colleague_without_a_thread_joins_the_one_conversation_of_the_company() {
    let mut world = written_to(&[kari()]).await;
    let id = world.conversation_with("kari@fjord.example").await;
    let mail = receive(&mut world, "jo@fjord.example", "What does it cost?", vec![]).await;
    let reading = world.reading(&mail).await;
    assert_eq!(reading.matched_by, "colleague");
    assert!(reading.other_writer);
    assert_eq!(world.phase(&id).await, "with the operator");
    // Known from now on.
    let again = receive(&mut world, "jo@fjord.example", "Well?", vec![]).await;
    assert_eq!(world.reading(&again).await.matched_by, "sender");
}

#[tokio::test]
async fn a_colleague_who_is_forgotten_leaves_no_words_and_the_conversation_goes_on() {
    let mut world = written_to(&[kari()]).await;
    let id = world.conversation_with("kari@fjord.example").await;
    let mail = receive(&mut world, "jo@fjord.example", "What does it cost?", vec![]).await;
    let by = OperatorId::parse("ann").unwrap();
    let done = flow::forget::forget(&world.ports, &by, "jo@fjord.example").await;
    assert_eq!(done.unwrap().blobs, 2, "the raw bytes and the reading");
    let row = flow::step::read::<flow::items::InboundRow>(&world.ports, flow::keys::inbound(&mail));
    let (row, _) = row.await.unwrap().unwrap();
    assert!(row.forgotten && row.reading.is_none());
    assert_eq!(world.phase(&id).await, "with the operator");
    assert!(world.stop_of_address("kari@fjord.example").await.is_none());
    world.take_over("ann", &id).await;
}

#[tokio::test]
async fn machines_lists_free_mail_and_strangers_join_nothing() {
    let mut world = written_to(&[kari(), person("Ola Dahl", "Dahl", "ola.dahl@gmail.com")]).await;
    let cases = [
        (
            "bot@fjord.example",
            vec![("Auto-Submitted", "auto-generated")],
        ),
        (
            "news@fjord.example",
            vec![("List-Id", "<news.fjord.example>")],
        ),
        ("news@fjord.example", vec![("Precedence", "bulk")]),
        ("jo@gmail.com", vec![]),
        ("jo@elsewhere.example", vec![]),
    ];
    for (from, headers) in cases {
        receive(&mut world, from, "Our summer offers are here.", headers).await;
    }
    assert_eq!(
        world.unmatched().await.len(),
        2,
        "what people wrote is shown"
    );
    let kept = world.table.all(flow::keys::NOT_OURS).await;
    assert_eq!(kept.len(), 3, "the rest is kept");
    for address in ["kari@fjord.example", "ola.dahl@gmail.com"] {
        let id = world.conversation_with(address).await;
        assert_eq!(world.phase(&id).await, "active", "{address}");
    }
}

#[tokio::test]
async fn an_address_alone_tells_nothing_after_half_a_year() {
    let mut world = written_to(&[kari()]).await;
    let id = world.conversation_with("kari@fjord.example").await;
    receive(
        &mut world,
        "kari@fjord.example",
        "Not interested, thanks.",
        vec![],
    )
    .await;
    assert_eq!(world.phase(&id).await, "closed: declined");
    world.run_until("2027-01-20T12:00+01:00").await;
    let soon = receive(
        &mut world,
        "kari@fjord.example",
        "Where is my invoice?",
        vec![],
    )
    .await;
    assert_eq!(world.reading(&soon).await.matched_by, "sender");
    world.run_until("2027-08-20T12:00+02:00").await;
    let late = receive(&mut world, "kari@fjord.example", "Happy summer!", vec![]).await;
    assert_eq!(world.reading(&late).await.matched_by, "nothing");
}

/// As a mail program keeps it in its Sent folder.
fn by_hand(world: &World, from: &str, to: &str) -> Vec<u8> {
    let mail = Reply {
        from: ("Mara Lindholt", from),
        to: Some(to),
        subject: Some("a call?"),
        text: "Hello Kari, I tried to ring you.",
        timezone: "Europe/Oslo",
        ..Reply::default()
    };
    mail.raw(world.now())
}

#[tokio::test]
async fn a_letter_written_by_hand_ends_the_sequence_once() {
    let mut world = written_to(&[kari()]).await;
    let id = world.conversation_with("kari@fjord.example").await;
    let raw = by_hand(&world, MAILBOX, "Kari <kari@fjord.example>");
    let took = accept_sent(&world.ports, &raw).await.unwrap();
    assert_eq!(took, SentByHand::Ended(1));
    assert_eq!(world.phase(&id).await, "with the operator");
    // The operator lets the agent go on; the same copy is seen again, and changes nothing.
    let decision = Decision::HandBack {
        inbound: None,
        note: "Write once more.".to_owned(),
    };
    world.decide("ann", &id, decision).await.unwrap();
    let took = accept_sent(&world.ports, &raw).await.unwrap();
    assert_eq!(took, SentByHand::Known);
    assert_eq!(world.phase(&id).await, "active");
}

#[tokio::test]
async fn letters_of_ours_and_of_others_end_nothing() {
    let mut world = written_to(&[kari()]).await;
    let id = world.conversation_with("kari@fjord.example").await;
    let letter: Letter = world.mailer.left()[0].clone();
    let own = Reply {
        from: ("Mara Lindholt", MAILBOX),
        to: Some("kari@fjord.example"),
        message_id: Some(&letter.envelope.message_id),
        text: "x",
        ..Reply::default()
    };
    let took = accept_sent(&world.ports, &own.raw(world.now())).await;
    assert_eq!(took.unwrap(), SentByHand::Known);
    let stranger = by_hand(&world, MAILBOX, "somebody@else.example");
    let took = accept_sent(&world.ports, &stranger).await;
    assert_eq!(took.unwrap(), SentByHand::Ended(0));
    let forged = by_hand(&world, "kari@fjord.example", "kari@fjord.example");
    assert!(matches!(
        accept_sent(&world.ports, &forged).await,
        Err(StepError::Invalid(_))
    ));
    assert_eq!(world.phase(&id).await, "active");
    world.run_until("2026-09-11T12:00+02:00").await;
    assert_eq!(world.shown_so_far(&id).len(), 2, "step 2 is drafted");
}

async fn add(
    world: &mut World,
    id: &ConversationId,
    mail: &domain::InboundId,
    email: &str,
) -> Result<(), StepError> {
    let decision = Decision::AddLead {
        inbound: mail.clone(),
        name: "Jo Fenn".to_owned(),
        email: email.to_owned(),
    };
    world.decide("ann", id, decision).await.map(|_| ())
}

#[tokio::test]
async fn whom_a_reply_names_becomes_a_lead_and_can_be_written_to() {
    let mut world = written_to(&[kari()]).await;
    let id = world.conversation_with("kari@fjord.example").await;
    let text = "Please write to my colleague Jo Fenn, jo@fjord.example.";
    let mail = receive(&mut world, "kari@fjord.example", text, vec![]).await;
    let reading = world.reading(&mail).await;
    assert_eq!(reading.intent, Intent::Referral);
    add(&mut world, &id, &mail, "jo@fjord.example")
        .await
        .unwrap();
    assert_eq!(world.cards().await[0].shows, Shown::List);
    world.run_until("2026-09-07T13:00+02:00").await;
    assert_eq!(world.phase(&id).await, "closed: done");
    world.accept_leads("ann", "north").await;
    let jo = world.conversation_with("jo@fjord.example").await;
    world.run_until("2026-09-08T10:00+02:00").await;
    world.approve("ann", &jo).await;
    world.run_until("2026-09-08T12:00+02:00").await;
    assert_eq!(world.letters_to("jo@fjord.example").len(), 1);
    // A second time they are held already.
    let again = add(&mut world, &id, &mail, "jo@fjord.example").await;
    assert!(again.is_err());
}

#[tokio::test]
async fn who_was_stopped_is_no_lead_whoever_names_them() {
    let mut world = written_to(&[kari()]).await;
    let id = world.conversation_with("kari@fjord.example").await;
    let gone = Identifier::email("jo@fjord.example").unwrap();
    flow::forget::forget(
        &world.ports,
        &OperatorId::parse("ann").unwrap(),
        "jo@fjord.example",
    )
    .await
    .unwrap();
    let text = "Please write to my colleague Jo Fenn, jo@fjord.example.";
    let mail = receive(&mut world, "kari@fjord.example", text, vec![]).await;
    let refused = add(&mut world, &id, &mail, &gone.normal).await;
    assert!(
        matches!(&refused, Err(StepError::Invalid(why)) if why.contains("stop list")),
        "{refused:?}"
    );
    assert_eq!(
        world.cards().await[0].shows,
        Shown::Reply(mail),
        "the card stays"
    );
}

fn told(intent: &str, evidence: &str) -> ReplyOpinion {
    ReplyOpinion {
        intent: intent.to_owned(),
        confidence: 0.9,
        evidence: vec![evidence.to_owned()],
        model: "tester/1".to_owned(),
        ..ReplyOpinion::default()
    }
}

#[tokio::test]
async fn where_rules_and_model_disagree_the_operator_sees_it() {
    let mut world = written_to(&[kari()]).await;
    let id = world.conversation_with("kari@fjord.example").await;
    world
        .model
        .read_as(|reply| Ok(Some(told("positive", reply.text.get(..3).unwrap()))));
    let mail = receive(
        &mut world,
        "kari@fjord.example",
        "No, we are not interested.",
        vec![],
    )
    .await;
    let reading = world.reading(&mail).await;
    assert_eq!(reading.intent, Intent::Ambiguous);
    assert!(
        reading.labeller.ends_with("tester/1"),
        "{}",
        reading.labeller
    );
    assert_eq!(world.cards().await[0].shows, Shown::Reply(mail));
    assert_eq!(world.phase(&id).await, "with the operator");
}

#[tokio::test]
async fn a_model_is_not_asked_of_an_opt_out_and_may_be_out_of_reach() {
    let mut world = written_to(&[kari(), person("Ola Dahl", "Dahl", "ola@dahl.example")]).await;
    world.model.read_as(|reply| {
        assert!(!reply.text.contains("Unsubscribe"), "it is certain by rule");
        Err(PortError::Busy("overloaded".to_owned()))
    });
    receive(
        &mut world,
        "kari@fjord.example",
        "Unsubscribe me, please.",
        vec![],
    )
    .await;
    assert!(world.stop_of_address("kari@fjord.example").await.is_some());
    let mail = receive(
        &mut world,
        "ola@dahl.example",
        "No, we are not interested.",
        vec![],
    )
    .await;
    assert_eq!(world.reading(&mail).await.intent, Intent::NotInterested);
    assert_eq!(world.failures, Vec::<String>::new());
}
