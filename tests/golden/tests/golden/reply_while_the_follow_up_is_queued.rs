//! A reply arrives while the approved follow-up is in the queue. An accepted, unread reply is enough to
//! hold the send; "come back next year" pauses the conversation over a holiday at each end.

use domain::ConversationId;
use domain::Intent;
use domain::conversation::{MessageState, VoidReason};
use golden::Cast;
use golden::casts::reply_while_the_follow_up_is_queued::{ZONE, labelled, ours};
use harness::{AgentText, HouseText, Reply, Shown, World, at, load};
use jiff::civil::date;
use ports::QueueName;

/// When the worker that labels comes to the reply.
#[derive(Clone, Copy, PartialEq)]
enum Label {
    BeforeTheWindowOpens,
    AfterTheSendTaskCame,
}

/// Up to the last day of the year.
async fn until_december(cast: &Cast, label: Label) -> (World, ConversationId) {
    let agent = AgentText {
        name: "legal",
        steps: &["email", "email 3 working days", "email 5 working days"],
    };
    let playbook = load(
        &HouseText {
            timezone: ZONE,
            ..HouseText::default()
        },
        &[agent],
    );
    let mut world = World::start("2026-05-20 09:00+02:00", playbook).await;
    world.leads.add("legal.csv", &cast.contact);
    world.accept_leads("Ada", "legal").await;
    let id = world.conversation_with(&cast.contact.email).await;
    world
        .approve_at("2026-05-20 09:29:50+02:00", "Ada", &id)
        .await;
    world.run_until("2026-05-22 17:10+02:00").await;
    let letter = world.mailer.left()[0].clone();
    assert_eq!(
        world.shown_so_far(&id),
        [Shown::Drafts(vec![1]), Shown::Drafts(vec![2])]
    );
    world.approve_at("2026-05-22 17:25+02:00", "Ada", &id).await;

    // Whit Monday is no send day. On Tuesday the task waits in the queue before the window opens.
    world.run_until("2026-05-26 08:55+02:00").await;
    assert_eq!(world.mailer.left().len(), 1);
    let task = world.task_of(&id).await;
    world.run_until("2026-05-26 08:58:30+02:00").await;
    let (name, address) = (cast.contact.name(), cast.contact.email.as_str());
    let reply = Reply {
        from: (&name, address),
        answers: Some(&letter),
        text: &cast.says[0],
        timezone: ZONE,
        ..Reply::default()
    };
    let accepted = world.receive(reply.raw(world.now())).await;
    match label {
        Label::BeforeTheWindowOpens => {
            world.idle_until("2026-05-26 08:59:10+02:00");
            world.run_until("2026-05-26 09:00:00+02:00").await;
            world.deliver_again(&task, QueueName::Sending).await;
            world.run_until("2026-05-26 09:00:45+02:00").await;
            world.deliver_again(&task, QueueName::Sending).await;
        }
        Label::AfterTheSendTaskCame => {
            world.idle_until("2026-05-26 09:00:00+02:00");
            world.work_on(&[QueueName::Sending]).await;
            world.idle_until("2026-05-26 09:00:45+02:00");
            world.deliver_again(&task, QueueName::Sending).await;
            world.work_on(&[QueueName::Sending]).await;
            assert_eq!(
                world.phase(&id).await,
                "active",
                "nobody has read the reply yet"
            );
        }
    }
    assert_eq!(world.mailer.left().len(), 1);
    world.run_until("2026-05-26 09:02:00+02:00").await;

    let reading = world.reading(&accepted.inbound).await;
    assert_eq!(
        (reading.intent, reading.resume_on),
        (Intent::NotNow, Some(date(2027, 1, 1)))
    );
    assert_eq!(world.phase(&id).await, "paused until 2027-01-01");
    let second = world.head(&id).await.state.message(2).cloned().unwrap();
    assert_eq!(
        second.state,
        MessageState::Void {
            reason: VoidReason::Replied
        },
        "the clearance is void"
    );
    assert_eq!(second.attempts, 0, "no delivery of the task led to a claim");
    assert_eq!(world.cards().await, [], "it is not escalated");
    world.run_until("2026-12-31 12:00+01:00").await;
    assert_eq!(world.phase(&id).await, "paused until 2027-01-01");
    assert_eq!(world.mailer.left().len(), 1);

    // The pause is about to end: a new draft says why it is there.
    world.run_until("2026-12-31 17:00+01:00").await;
    let third = world.head(&id).await.state.message(3).cloned().unwrap();
    assert_eq!(
        third.why_held.as_deref(),
        Some("asked to come back from 2027-01-01 on")
    );
    assert_eq!(world.cards().await.len(), 1);
    (world, id)
}

async fn ends(mut world: World, id: ConversationId) -> World {
    world.run_until("2027-01-08 18:00+01:00").await;
    assert_eq!(
        world.mailer.left().len(),
        1,
        "nothing leaves that nobody approved"
    );
    assert_eq!(world.stops().await, []);
    let shown = [
        Shown::Drafts(vec![1]),
        Shown::Drafts(vec![2]),
        Shown::Drafts(vec![3]),
    ];
    assert_eq!(world.shown_so_far(&id), shown);
    assert_eq!(world.cards().await.len(), 1, "the new draft waits");
    assert_eq!(world.phase(&id).await, "active");
    assert_eq!(world.failures, Vec::<String>::new());
    world
}

async fn labelled_before_nine(cast: Cast) {
    let (world, id) = until_december(&cast, Label::BeforeTheWindowOpens).await;
    let world = ends(world, id).await;
    insta::assert_snapshot!(
        "reply_while_the_follow_up_is_queued",
        world.timeline(ZONE).await
    );
}

told_twice!(labelled_before_nine);

#[tokio::test]
async fn the_result_is_the_same_if_the_label_is_only_ready_after_nine() {
    let (world, id) = until_december(&ours(), Label::AfterTheSendTaskCame).await;
    let world = ends(world, id).await;
    insta::assert_snapshot!(
        "reply_is_read_after_the_send_task_came",
        world.timeline(ZONE).await
    );
}

#[tokio::test]
async fn the_new_draft_leaves_on_the_first_working_day_if_it_is_approved() {
    let (mut world, id) = until_december(&ours(), Label::BeforeTheWindowOpens).await;
    world.approve_at("2026-12-31 17:30+01:00", "Ada", &id).await;
    world.run_until("2027-01-04 08:59:59+01:00").await;
    assert_eq!(
        world.mailer.left().len(),
        1,
        "1 January is a holiday, then comes the weekend"
    );
    world.run_until("2027-01-04 12:00+01:00").await;
    assert_eq!(world.mailer.left()[1].at, at("2027-01-04 09:00+01:00"));
}
