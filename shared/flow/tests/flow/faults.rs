//! What must hold when things go wrong: races, late reports, playbooks that change, rows that were given
//! up. Each test is one fault that would lose mail, send twice or stop for ever.

use adapters_local::MemoryBlobs;
use domain::conversation::{Event, Phase, Through};
use domain::{AgentName, OperatorId, VerdictId};
use flow::due::Task;
use flow::halts::Scope;
use flow::verdicts::{self, Decision};
use flow::{dead_letters, items, keys, relay, setup, step};
use harness::{
    AgentText, HouseText, NORTH, Outcome, Person, Reply, World, at, delivery_status, load,
};
use ports::{Blobs, Key, PortError};
use std::sync::Arc;

const TWO: AgentText = AgentText {
    name: "south",
    steps: &["email"],
};

/// A stack on a Monday morning with people on the list of the first agent, all accepted and drafted.
async fn drafted(people: &[Person], agents: &[AgentText]) -> World {
    let playbook = load(&HouseText::default(), agents);
    let mut world = World::start("2026-09-07T08:00+02:00", playbook).await;
    for person in people {
        world.leads.add("north.csv", person);
    }
    world.accept_leads("ann", "north").await;
    world.work().await;
    world
}

/// The first letter to the only person is out.
async fn sent() -> World {
    let mut world = drafted(&[Person::of("Kari", "Fjord")], &[NORTH]).await;
    let id = world.conversation_with("kari@fjord.example").await;
    world.approve("ann", &id).await;
    world.run_until("2026-09-07T09:30+02:00").await;
    assert_eq!(world.mailer.left().len(), 1);
    world
}

async fn fleet_halted(world: &World, agent: &str) -> bool {
    let key = keys::agent(&AgentName::parse(agent).unwrap());
    let row = step::read::<domain::rows::AgentRow>(&world.ports, key).await;
    row.unwrap().expect("the agent has a row").0.fleet_halted
}

#[tokio::test]
async fn one_verdict_id_decides_in_one_conversation_only() {
    let mut world = drafted(
        &[Person::of("Kari", "Fjord"), Person::of("Ola", "Dal")],
        &[NORTH],
    )
    .await;
    let first = world.conversation_with("kari@fjord.example").await;
    let second = world.conversation_with("ola@dal.example").await;
    let by = OperatorId::parse("ann").unwrap();
    let verdict = VerdictId::parse("vrd_twice").unwrap();
    for id in [&first, &second] {
        let seen = world.seen(id).await;
        verdicts::give(
            &world.ports,
            id,
            &by,
            Through::Page,
            &verdict,
            &Decision::Approve { seen },
        )
        .await
        .unwrap();
    }
    world.run_until("2026-09-07T10:00+02:00").await;
    assert_eq!(
        (
            world.letters_to("kari@fjord.example").len(),
            world.letters_to("ola@dal.example").len()
        ),
        (1, 0)
    );
}

#[tokio::test]
async fn a_report_that_settles_a_send_in_doubt_takes_it_out_of_flight() {
    let mut world = drafted(&[Person::of("Kari", "Fjord")], &[NORTH]).await;
    let id = world.conversation_with("kari@fjord.example").await;
    world.mailer.next([Outcome::Silence { taken: true }]);
    world.approve("ann", &id).await;
    world.run_until("2026-09-07T09:30+02:00").await;
    assert_eq!(world.in_flight("north").await, 1);
    let letter = world.mailer.left().remove(0);
    world
        .receive(delivery_status(
            &letter,
            "d1",
            "delayed",
            "4.4.1",
            "try later",
        ))
        .await;
    world.work().await;
    assert_eq!(world.sent_steps(&id).await, [1]);
    assert_eq!(world.in_flight("north").await, 0);
}

#[tokio::test]
async fn an_agent_that_was_away_during_a_halt_comes_back_halted() {
    let both = [NORTH, TWO];
    let mut world = drafted(&[Person::of("Kari", "Fjord")], &both).await;
    let id = world.conversation_with("kari@fjord.example").await;
    world.approve("ann", &id).await;
    world
        .ports
        .playbook
        .set(load(&HouseText::default(), &[TWO]));
    world.halt("ann", &Scope::Fleet, true).await;
    world.ports.playbook.set(load(&HouseText::default(), &both));
    setup::ensure(&world.ports).await.unwrap();
    assert!(fleet_halted(&world, "north").await);
    world.run_until("2026-09-07T12:00+02:00").await;
    assert!(
        world.mailer.left().is_empty(),
        "sent while the fleet is halted"
    );
    // And the other way: away during the resume.
    world
        .ports
        .playbook
        .set(load(&HouseText::default(), &[TWO]));
    world.halt("ann", &Scope::Fleet, false).await;
    world.ports.playbook.set(load(&HouseText::default(), &both));
    setup::ensure(&world.ports).await.unwrap();
    assert!(!fleet_halted(&world, "north").await);
    world.run_until("2026-09-08T12:00+02:00").await;
    assert_eq!(world.mailer.left().len(), 1);
}

#[tokio::test]
async fn a_fleets_halt_does_not_fail_on_an_agent_that_has_no_row_yet() {
    let world = drafted(&[Person::of("Kari", "Fjord")], &[NORTH]).await;
    world
        .ports
        .playbook
        .set(load(&HouseText::default(), &[NORTH, TWO]));
    world.halt("ann", &Scope::Fleet, true).await;
    setup::ensure(&world.ports).await.unwrap();
    assert!(fleet_halted(&world, "south").await);
}

#[tokio::test]
async fn two_rows_that_name_one_known_person_by_an_identifier_each_do_not_stop_sourcing() {
    let mut kari = Person::of("Kari", "Fjord");
    kari.linkedin = "https://www.linkedin.com/in/kari-berg".to_owned();
    let mut world = drafted(&[kari.clone()], &[NORTH]).await;
    let id = world.conversation_with("kari@fjord.example").await;
    world.approve("ann", &id).await;
    world.run_until("2026-09-07T09:30+02:00").await;
    world.take_over("ann", &id).await;
    // The conversation ends; half a year later both rows come up.
    let mut reply = Reply {
        from: ("Kari", "kari@fjord.example"),
        text: "No thanks, not interested.",
        ..Reply::default()
    };
    let letter = world.mailer.left().remove(0);
    reply.answers = Some(&letter);
    world.receive(reply.raw(world.now())).await;
    world.work().await;
    let inbound = world
        .head(&id)
        .await
        .state
        .inbound
        .last()
        .unwrap()
        .id
        .clone();
    let to = domain::Intent::NotInterested;
    world
        .decide(
            "ann",
            &id,
            Decision::HandBack {
                inbound: None,
                note: "thank her".to_owned(),
            },
        )
        .await
        .unwrap();
    world.work().await;
    world
        .decide(
            "ann",
            &id,
            Decision::Relabel {
                inbound,
                to,
                resume_on: None,
            },
        )
        .await
        .unwrap();
    assert!(matches!(
        world.head(&id).await.state.phase,
        Phase::Closed { .. }
    ));
    world.idle_until("2027-03-01T05:00+00:00");
    let mut by_address = kari.clone();
    by_address.linkedin = String::new();
    let mut by_profile = kari.clone();
    by_profile.email = "kari.berg@fjord.example".to_owned();
    world.leads.add("north.csv", &by_address);
    world.leads.add("north.csv", &by_profile);
    world.run_until("2027-03-03T08:00+00:00").await;
    assert_eq!(world.failures, Vec::<String>::new());
    let doubles = world
        .excluded()
        .await
        .into_iter()
        .filter(|(reason, _)| reason == "duplicate")
        .count();
    assert_eq!(doubles, 1, "{:?}", world.excluded().await);
}

#[tokio::test]
async fn what_a_server_says_of_an_address_is_not_written_down_for_ever() {
    let mut world = drafted(&[Person::of("Kari", "Fjord")], &[NORTH]).await;
    let id = world.conversation_with("kari@fjord.example").await;
    world.mailer.next([Outcome::Refuse(
        "550 5.1.1 <kari@fjord.example>: no such user".to_owned(),
    )]);
    world.approve("ann", &id).await;
    world.run_until("2026-09-07T09:30+02:00").await;
    let events = step::events(&world.ports, &id).await.unwrap();
    assert!(
        events
            .iter()
            .any(|recorded| matches!(recorded.event, Event::NotSent { .. }))
    );
    let log = String::from_utf8(items::encode(&events)).unwrap();
    assert!(!log.contains("kari@"), "{log}");
    assert!(log.contains("550 5.1.1 (address) no such user"));
}

#[tokio::test]
async fn a_copy_that_went_another_way_leaves_no_bytes_behind() {
    let mut world = sent().await;
    let blobs = Arc::new(MemoryBlobs::new());
    world.ports.blobs = blobs.clone();
    let reply = Reply {
        from: ("Kari", "kari@fjord.example"),
        text: "Thanks",
        message_id: Some("one@x.example"),
        ..Reply::default()
    };
    let raw = reply.raw(world.now());
    let mut copy = b"Received: from elsewhere\r\n".to_vec();
    copy.extend(&raw);
    assert!(!world.receive(raw.clone()).await.duplicate);
    assert!(world.receive(copy).await.duplicate);
    assert!(world.receive(raw).await.duplicate);
    assert_eq!(blobs.hashes().len(), 1);
    assert!(blobs.get(&blobs.hashes()[0]).await.unwrap().is_some());
}

/// A message that can't be read holds the conversation's letters. Thrown away by the operator, it holds
/// them no longer.
#[tokio::test]
async fn a_dead_letter_that_is_thrown_away_frees_its_conversation() {
    let mut world = sent().await;
    let id = world.conversation_with("kari@fjord.example").await;
    let reply = Reply {
        from: ("Kari", "kari@fjord.example"),
        text: "Automatic reply",
        ..Reply::default()
    };
    let accepted = world.receive(reply.raw(world.now())).await;
    let (row, _) = step::read::<items::InboundRow>(&world.ports, keys::inbound(&accepted.inbound))
        .await
        .unwrap()
        .unwrap();
    world.ports.blobs.delete(&row.raw).await.unwrap();
    world.run_until("2026-09-08T14:00+02:00").await;
    let dead = dead_letters::list(&world.ports, 10).await.unwrap();
    let (key, _) = dead
        .iter()
        .find(|(_, row)| matches!(&row.task, Task::Inbound { .. }))
        .unwrap();
    let waiting = |world: &World| {
        let ports = world.ports.clone();
        let key: Key = keys::unread(&id);
        async move {
            step::read::<domain::rows::UnreadRow>(&ports, key)
                .await
                .unwrap()
                .unwrap()
                .0
                .waiting
                .len()
        }
    };
    assert_eq!(waiting(&world).await, 1);
    dead_letters::discard(&world.ports, &OperatorId::parse("ann").unwrap(), key)
        .await
        .unwrap();
    assert_eq!(waiting(&world).await, 0);
}

#[tokio::test]
async fn an_answer_to_an_old_letter_stops_the_sequence_that_runs_now() {
    let mut world = drafted(
        &[Person::of("Kari", "Fjord")],
        &[
            AgentText {
                name: "north",
                steps: &["email"],
            },
            TWO,
        ],
    )
    .await;
    let old = world.conversation_with("kari@fjord.example").await;
    world.approve("ann", &old).await;
    world.run_until("2026-11-01T08:00+01:00").await;
    assert!(matches!(
        world.head(&old).await.state.phase,
        Phase::Closed { .. }
    ));
    world.idle_until("2027-01-11T05:00+00:00");
    world.leads.add("south.csv", &Person::of("Kari", "Fjord"));
    world.run_until("2027-01-12T07:00+00:00").await;
    world.accept_leads("ann", "south").await;
    let new = world.conversation_with("kari@fjord.example").await;
    assert_ne!(old, new);
    world.approve("ann", &new).await;
    // Before it leaves, she answers the letter of last year.
    let letter = world.mailer.left().remove(0);
    let text = "Could you tell me what it costs?";
    let reply = Reply {
        from: ("Kari", "kari@fjord.example"),
        answers: Some(&letter),
        text,
        ..Reply::default()
    };
    world.receive(reply.raw(world.now())).await;
    world.run_until("2027-01-13T12:00+00:00").await;
    assert_eq!(
        world.mailer.left().len(),
        1,
        "a letter left although she had answered"
    );
    assert_eq!(
        world.head(&new).await.state.phase,
        Phase::WithOperator { taken_over: None }
    );
    assert!(world.now() > at("2027-01-13T11:00+00:00"));
}

fn silent_model(world: &World) {
    world.model.write(|_| {
        let why = "529 overloaded, ask ops@models.example";
        Err(PortError::Busy(why.to_owned()))
    });
}

#[tokio::test]
async fn a_model_that_is_away_for_a_working_day_costs_time_and_nothing_else() {
    let playbook = load(&HouseText::default(), &[NORTH]);
    let mut world = World::start("2026-09-07T08:00+02:00", playbook).await;
    silent_model(&world);
    world.leads.add("north.csv", &Person::of("Kari", "Fjord"));
    world.accept_leads("ann", "north").await;
    world.run_until("2026-09-07T19:00+02:00").await;
    let failing = relay::failing(&world.ports).await.unwrap().unwrap();
    assert_eq!(failing.tasks, 1);
    assert!(failing.again > world.now());
    assert!(failing.why.contains("529 overloaded"), "{failing:?}");
    assert!(!failing.why.contains('@'), "{failing:?}");
    assert!(world.cards().await.is_empty());
    world.model.write(|brief| Ok(harness::plain_draft(brief)));
    world.run_until("2026-09-08T00:00+02:00").await;
    assert_eq!(world.cards().await.len(), 1);
    assert_eq!(relay::failing(&world.ports).await.unwrap(), None);
    assert!(
        dead_letters::list(&world.ports, 10)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        dead_letters::unreadable(&world.ports)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_given_up_draft_says_why_and_is_redriven_or_becomes_a_card() {
    let playbook = load(&HouseText::default(), &[NORTH]);
    let mut world = World::start("2026-09-07T08:00+02:00", playbook).await;
    silent_model(&world);
    for name in ["Kari", "Ola", "Per"] {
        world.leads.add("north.csv", &Person::of(name, name));
    }
    world.accept_leads("ann", "north").await;
    world.run_until("2026-09-09T08:00+02:00").await;
    let dead = dead_letters::list(&world.ports, 10).await.unwrap();
    assert_eq!(dead.len(), 3);
    for (_, row) in &dead {
        assert!(row.failure.as_ref().unwrap().contains("529"), "{row:?}");
    }
    let by = OperatorId::parse("ann").unwrap();
    dead_letters::discard(&world.ports, &by, &dead[0].0)
        .await
        .unwrap();
    let cards = world.cards().await;
    assert_eq!(cards.len(), 1, "what was thrown away is the operator's");
    world.model.write(|brief| Ok(harness::plain_draft(brief)));
    let queue = Some(ports::QueueName::Sending);
    let redriven = dead_letters::redrive_all(&world.ports, queue)
        .await
        .unwrap();
    assert_eq!(redriven, 0);
    let redriven = dead_letters::redrive_all(&world.ports, None).await.unwrap();
    assert_eq!(redriven, 2);
    world.work().await;
    assert_eq!(world.cards().await.len(), 3);
}

#[tokio::test]
async fn what_house_md_bars_since_the_draft_was_written_is_not_approved() {
    let mut world = drafted(&[Person::of("Kari", "Fjord")], &[NORTH]).await;
    let id = world.conversation_with("kari@fjord.example").await;
    let seen = world.seen(&id).await;
    let mut playbook = (*world.ports.playbook.get()).clone();
    playbook.house.customers.domains = vec!["fjord.example".to_owned()];
    world.ports.playbook.set(playbook);
    let approve = Decision::Approve { seen };
    let refused = world.decide("ann", &id, approve).await.unwrap_err();
    assert!(refused.to_string().contains("house.md"), "{refused}");
    world.run_until("2026-09-07T12:00+02:00").await;
    assert!(world.mailer.left().is_empty());
}

#[tokio::test]
async fn a_fault_in_the_program_on_one_lead_is_told_and_stops_nobody_else() {
    let playbook = load(&HouseText::default(), &[NORTH]);
    let mut world = World::start("2026-09-07T08:00+02:00", playbook).await;
    world.model.write(|brief| {
        assert_ne!(brief.contact.first_name, "Kari", "a fault on Kari's words");
        Ok(harness::plain_draft(brief))
    });
    for name in ["Kari", "Ola"] {
        world.leads.add("north.csv", &Person::of(name, name));
    }
    world.accept_leads("ann", "north").await;
    world.run_until("2026-09-07T09:00+02:00").await;
    assert_eq!(world.cards().await.len(), 1);
    let failing = relay::failing(&world.ports).await.unwrap().unwrap();
    assert!(
        failing.why.contains("a fault in this program"),
        "{failing:?}"
    );
    assert!(!failing.why.contains("Kari"), "{failing:?}");
}

#[tokio::test]
async fn stray_mail_that_was_read_leaves_the_screen_and_stays_stored() {
    let playbook = load(&HouseText::default(), &[NORTH]);
    let mut world = World::start("2026-09-07T08:00+02:00", playbook).await;
    let mail = Reply {
        from: ("", "someone@else.example"),
        text: "Do you ship to Iceland?",
        ..Reply::default()
    };
    let accepted = world.receive(mail.raw(world.now())).await;
    world.work().await;
    assert_eq!(world.unmatched().await.len(), 1);
    let by = OperatorId::parse("ann").unwrap();
    flow::inbound::file_unmatched(&world.ports, &by, &accepted.inbound)
        .await
        .unwrap();
    assert!(world.unmatched().await.is_empty());
    let again = flow::inbound::file_unmatched(&world.ports, &by, &accepted.inbound).await;
    assert!(matches!(again, Err(flow::StepError::NotFound(_))));
    assert!(
        world
            .reading(&accepted.inbound)
            .await
            .text
            .contains("Iceland")
    );
    assert!(world.receive(mail.raw(world.now())).await.duplicate);
}
