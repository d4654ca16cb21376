//! The operator halts the agent while the sixth of twelve letters is at the provider. What was claimed
//! is recorded as sent; nothing is claimed until the resumption; the texts that are left are written
//! anew and approved anew.

use domain::conversation::MessageState;
use domain::{AgentName, ConversationId, Intent};
use flow::halts::Scope;
use flow::verdicts::Decision;
use golden::casts::halt_in_a_batch::{ZONE, labelled, ours};
use golden::{Cast, person};
use harness::{AgentText, HouseText, MAILBOX, Outcome, Reply, Shown, World, at, load, plain_draft};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use ports::QueueName;

const AGENT: AgentText = AgentText {
    name: "patch",
    steps: &["email", "email 3 working days"],
};
const WRONG: &str = "A run costs 900.";
const RIGHT: &str = "A run is free.";

told_twice!(story);

/// Letters of one mailbox leave 137 to 206 seconds apart, from ten o'clock on.
fn house(pattern: &'static str) -> HouseText {
    HouseText {
        consent: "everywhere",
        timezone: ZONE,
        window: ("10:00", "17:00"),
        gap_seconds: 137,
        pattern,
        ..HouseText::default()
    }
}

async fn story(cast: Cast) {
    let mut world = World::start("2026-11-11 08:00Z", load(&house(WRONG), &[AGENT])).await;
    // The price stands in the pattern, and from there in every draft.
    world.model.write(|brief| {
        let plain = plain_draft(brief);
        let price = &brief.instructions[1];
        Ok(ports::Drafted {
            body: format!("{}\n\n{price}", plain.body),
            ..plain
        })
    });
    for number in 1..=12 {
        let contact = person(
            &format!("Robin Tester{number:02}"),
            "IT Manager",
            &format!("Firm {number:02}"),
            &format!("robin@firm{number:02}.example"),
            "United Kingdom",
            ZONE,
        );
        world.leads.add("patch.csv", &contact);
    }
    world.accept_leads("Ada", "patch").await;
    let mut ids = Vec::new();
    for number in 1..=12 {
        ids.push(
            world
                .conversation_with(&format!("robin@firm{number:02}.example"))
                .await,
        );
    }
    assert_eq!(world.cards().await.len(), 12);
    for (number, id) in ids.iter().enumerate() {
        world
            .approve_at(
                &format!(
                    "2026-11-11 08:{:02}:{:02}Z",
                    24 + number / 2,
                    number % 2 * 30
                ),
                "Ada",
                id,
            )
            .await;
    }

    // The window opens, and the sixth hand-over stays open.
    world
        .mailer
        .next(std::iter::repeat_n(Outcome::Accept, 5).chain([Outcome::Hold]));
    world.run_until("2026-11-11 09:59:59Z").await;
    assert_eq!(world.mailer.left().len(), 0);
    world.idle_until("2026-11-11 10:00:03Z");
    world.work().await;
    let turn = sixth_turn(&world, &ids).await;
    let after = |seconds| (turn + SignedDuration::from_secs(seconds)).to_string();
    world.run_until(&after(-1)).await;
    assert_eq!(world.mailer.left().len(), 5);
    assert!(
        world
            .mailer
            .left()
            .iter()
            .all(|letter| letter.at >= at("2026-11-11 10:00Z"))
    );
    assert_eq!(world.in_flight("patch").await, 0);
    world.run_until(&after(0)).await;
    assert_eq!(
        (world.mailer.open(), world.in_flight("patch").await),
        (1, 1)
    );
    let sixth = claimed(&world, &ids).await;

    // Halt; then the provider takes the sixth.
    world.run_until(&after(2)).await;
    let scope = Scope::Agent(AgentName::parse("patch").unwrap());
    let halted = world.halt("Ada", &scope, true).await;
    assert_eq!((halted.acknowledged, halted.in_flight), (at(&after(2)), 1));
    world.run_until(&after(3)).await;
    world.mailer.let_go();
    world.run_until(&after(7)).await;
    let left = world.mailer.left();
    assert_eq!((left.len(), left[5].at), (6, at(&after(3))));
    assert!(
        matches!(
            world.head(&sixth).await.state.messages[0].state,
            MessageState::Sent { .. }
        ),
        "not in doubt"
    );
    assert_eq!(world.in_flight("patch").await, 0);

    // In the order in which they left, as nobody promises another.
    let mut sent = Vec::new();
    for letter in &left {
        sent.push(world.conversation_of_letter(letter).await);
    }
    let rest: Vec<ConversationId> = ids
        .iter()
        .filter(|id| !sent.contains(id))
        .cloned()
        .collect();
    assert_eq!(rest.len(), 6);
    let (kept, killed) = rest.split_at(5);
    for id in &rest {
        let task = world.task_of(id).await;
        world.deliver_again(&task, QueueName::Sending).await;
    }
    world.run_until(&after(40)).await;

    // The fourth answers. A halt does not hold up inbound mail.
    world.run_until("2026-11-11 10:20Z").await;
    let (name, address) = (cast.contact.name(), left[3].envelope.to.clone());
    let reply = Reply {
        from: (&name, &address),
        answers: Some(&left[3]),
        text: &cast.says[0],
        timezone: ZONE,
        ..Reply::default()
    };
    let accepted = world.receive(reply.raw(world.now())).await;
    world.run_until("2026-11-11 10:20:01Z").await;
    assert_eq!(
        world.reading(&accepted.inbound).await.intent,
        Intent::Positive
    );
    assert_eq!(
        world.cards().await[0].shows,
        Shown::Reply(accepted.inbound.clone()),
        "on top"
    );
    assert_eq!(world.cards().await.len(), 1);

    // The pattern is edited and the agent writes anew. Approvals of the old texts are void.
    world.run_until("2026-11-11 10:40Z").await;
    let old: Vec<_> = fingerprints(&world, &rest).await;
    world.ports.playbook.set(load(&house(RIGHT), &[AGENT]));
    world.redraft_all("Ada", "patch").await;
    world.run_until("2026-11-11 10:41Z").await;
    assert_eq!(
        world.cards().await.len(),
        1 + 6,
        "six new draft cards beside the reply"
    );
    let new = fingerprints(&world, &rest).await;
    assert!(new.iter().all(|fingerprint| !old.contains(fingerprint)));
    assert_eq!(world.mailbox_count(MAILBOX).await, (date(2026, 11, 11), 6));

    // The next morning.
    world.run_until("2026-11-12 08:45Z").await;
    assert_eq!(world.mailer.left().len(), 6, "no claim while halted");
    world.halt("Ada", &scope, false).await;
    for id in kept {
        world.approve("Ada", id).await;
    }
    let seen = world.seen(&killed[0]).await;
    let kill = Decision::Kill {
        seen,
        reason: "wrong_person".to_owned(),
        note: None,
    };
    world.decide("Ada", &killed[0], kill).await.unwrap();
    world.run_until("2026-11-12 09:59:59Z").await;
    assert_eq!(world.mailer.left().len(), 6);
    world.run_until("2026-11-12 12:00Z").await;
    let left = world.mailer.left();
    assert_eq!(left.len(), 11);
    for letter in &left[6..] {
        assert!(letter.at >= at("2026-11-12 10:00Z"));
        assert!(
            letter.read.text.contains(RIGHT) && !letter.read.text.contains(WRONG),
            "in the new text only"
        );
        assert!(kept.contains(&world.conversation_of_letter(letter).await));
    }

    // The end of the story.
    assert_eq!(world.stops().await, []);
    assert_eq!(world.mailbox_count(MAILBOX).await, (date(2026, 11, 12), 5));
    for (number, id) in sent.iter().enumerate() {
        assert_eq!(world.sent_steps(id).await, [1]);
        if number == 3 {
            assert_eq!(world.phase(id).await, "with the operator");
            assert_eq!(world.due(id).await, []);
        } else {
            active_until(&world, id, date(2026, 11, 16)).await;
        }
        assert_eq!(
            world.shown_so_far(id).len(),
            if number == 3 { 2 } else { 1 }
        );
    }
    for id in kept {
        active_until(&world, id, date(2026, 11, 17)).await;
        assert_eq!(
            world.shown_so_far(id),
            [Shown::Drafts(vec![1]), Shown::Drafts(vec![1])]
        );
    }
    assert_eq!(world.phase(&killed[0]).await, "closed: killed");
    assert_eq!(world.sent_steps(&killed[0]).await, Vec::<u32>::new());
    assert_eq!(world.due(&killed[0]).await, []);
    assert_eq!(world.failures, Vec::<String>::new());
    insta::assert_snapshot!("halt_in_a_batch", world.timeline(ZONE).await);
}

/// The conversation whose letter is at the provider.
/// When the sixth letter leaves: one has left, the others wait for their turns.
async fn sixth_turn(world: &World, ids: &[ConversationId]) -> Timestamp {
    let mut turns = Vec::new();
    for id in ids {
        let spaced = world.due(id).await.into_iter();
        turns.extend(
            spaced
                .map(|(at, _)| at)
                .filter(|turn| *turn < at("2026-11-11 17:00Z")),
        );
    }
    turns.sort();
    turns[4]
}

async fn claimed(world: &World, ids: &[ConversationId]) -> ConversationId {
    for id in ids {
        if world
            .head(id)
            .await
            .state
            .messages
            .iter()
            .any(|m| matches!(m.state, MessageState::Claimed { .. }))
        {
            return id.clone();
        }
    }
    panic!("nothing is claimed");
}

async fn fingerprints(world: &World, ids: &[ConversationId]) -> Vec<domain::Fingerprint> {
    let mut all = Vec::new();
    for id in ids {
        let head = world.head(id).await;
        all.extend(
            head.state
                .messages
                .iter()
                .filter_map(|m| m.draft.as_ref())
                .map(|draft| draft.fingerprint.clone()),
        );
    }
    all
}

/// Active, and step 2 is due on that day.
async fn active_until(world: &World, id: &ConversationId, day: Date) {
    let state = world.head(id).await.state;
    assert_eq!(state.phase.words(), "active");
    let second = state.message(2).cloned().unwrap();
    assert_eq!(state.place.day(second.not_before.unwrap()), day);
}
