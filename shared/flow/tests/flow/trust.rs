//! Agents ship by policy under proof, and under nothing else: from the first draft to the certificate, past the
//! gate, and back when something harmful is found.

use domain::ConversationId;
use domain::conversation::{Event, HARMFUL, MessageState, Through};
use domain::trust::{Cause, ClassId, Gate, Label, Look, Outcome, Stratum};
use flow::due::{Task, TaskMessage};
use flow::items::{ClassRow, ToldRow};
use flow::trust::{self, Change};
use flow::verdicts::{self, Decision};
use flow::{items, keys, step};
use harness::{AgentText, HouseText, Person, World, at, load};
use ports::{Key, QueueName};

const AGENT: AgentText = AgentText {
    name: "north",
    steps: &["email"],
};
/// Leads there are: three weekly lists, and the rest.
const LEADS: usize = 200;

async fn started() -> World {
    let playbook = load(&HouseText::default(), &[AGENT]);
    let world = World::start("2026-09-07T07:00+02:00", playbook).await;
    for number in 0..LEADS {
        world.leads.add("north.csv", &Person::numbered(number));
    }
    world
}

/// Takes the week's list and approves every draft that waits.
async fn week(world: &mut World, monday: &str) {
    for id in world.drafts_of_the_week("ann", "north", monday).await {
        world.approve("ann", &id).await;
    }
    world.work().await;
}

/// Three weeks of clean letters, and the list of the fourth.
async fn proven_list() -> World {
    let mut world = started().await;
    for monday in ["2026-09-07", "2026-09-14", "2026-09-21"] {
        week(&mut world, monday).await;
    }
    world.run_until("2026-09-28T08:30+02:00").await;
    world
}

/// The same with its drafts.
async fn proven() -> World {
    let mut world = proven_list().await;
    world.accept_leads("ann", "north").await;
    world
}

async fn class(world: &World) -> (ClassId, ClassRow) {
    let all = trust::classes(&world.ports).await.unwrap();
    assert_eq!(all.len(), 1, "one agent, one class");
    let row = trust::class_row(&world.ports, &all[0]).await.unwrap();
    (all[0].clone(), row.unwrap())
}

async fn gate(world: &World, id: &ClassId) -> Gate {
    let found = step::read::<Gate>(&world.ports, keys::class_gate(id)).await;
    found.unwrap().map(|(gate, _)| gate).unwrap_or_default()
}

/// Everybody of the last list, and whether policy cleared the draft and drew it.
async fn last_list(world: &World) -> Vec<(ConversationId, bool, bool)> {
    let mut all = Vec::new();
    for number in 0..LEADS {
        let id = world
            .conversation_with(&Person::numbered(number).email)
            .await;
        let head = world.head(&id).await;
        let (_, unit) = head.state.units().next().expect("it was routed");
        if unit.at >= at("2026-09-28T00:00+02:00") {
            let route = &unit.routing.route;
            all.push((id.clone(), route.clear, route.drawn));
        }
    }
    assert!(all.len() > 20, "{} drafts in the last week", all.len());
    all
}

#[tokio::test]
async fn every_draft_is_reviewed_until_its_class_has_proof_and_then_some_are_audited() {
    let mut world = started().await;
    week(&mut world, "2026-09-07").await;
    let (id, row) = class(&world).await;
    assert!(row.class.certificate.is_none());
    assert_eq!(gate(&world, &id).await.threshold, None);
    week(&mut world, "2026-09-14").await;
    week(&mut world, "2026-09-21").await;
    let (_, row) = class(&world).await;
    assert!(row.class.certificate.is_some(), "150 clean ones prove 3 %");
    assert!(gate(&world, &id).await.threshold.is_some());
    world.run_until("2026-09-28T08:30+02:00").await;
    world.accept_leads("ann", "north").await;
    let routed = last_list(&world).await;
    let list = routed.len();
    assert!(routed.iter().all(|(_, clear, _)| *clear), "all are alike");
    let drawn = routed.iter().filter(|(_, _, drawn)| *drawn).count();
    assert!(
        (1..list / 2).contains(&drawn),
        "{drawn} of {list} are audited"
    );
    // What is audited waits for the operator; the rest leaves without anybody's doing.
    assert_eq!(world.waiting_drafts().await.len(), drawn);
    world.run_until("2026-10-09T20:00+02:00").await;
    for (id, _, drawn) in &routed {
        let sent = world.events(id).await;
        let sent = sent.iter().any(|event| matches!(event, Event::Sent { .. }));
        assert_eq!(sent, !drawn, "what nobody looked at yet stays");
    }
    assert_eq!(world.failures, Vec::<String>::new());
}

async fn harmful_kill(world: &mut World, id: &ConversationId) -> domain::VerdictId {
    let decision = Decision::Kill {
        seen: world.seen(id).await,
        reason: HARMFUL.to_owned(),
        note: None,
    };
    world.decide("ann", id, decision).await.unwrap()
}

#[tokio::test]
async fn what_has_proof_is_drafted_however_full_the_day_is() {
    let mut world = proven_list().await;
    let house = HouseText {
        minutes: (1, 1),
        ..HouseText::default()
    };
    world.ports.playbook.set(load(&house, &[AGENT]));
    world.accept_leads("ann", "north").await;
    let routed = last_list(&world).await;
    assert!(routed.iter().all(|(_, clear, _)| *clear), "all are drafted");
    // Guards know nothing of budgets: what is audited is audited.
    assert!(routed.iter().any(|(_, _, drawn)| *drawn));
}

#[tokio::test]
async fn a_harmful_kill_stops_policy_in_its_own_commit() {
    let mut world = proven().await;
    let (id, _) = class(&world).await;
    let list = last_list(&world).await.len();
    let before = world.mailer.left().len();
    let audited = world.waiting_drafts().await.remove(0);
    harmful_kill(&mut world, &audited).await;
    assert_eq!(gate(&world, &id).await.harm.len(), 1, "no task ran yet");
    // Nobody takes the news to the class: sending alone must not let anything pass.
    world.idle_until("2026-09-28T09:30+02:00");
    world.work_on(&[QueueName::Sending]).await;
    assert_eq!(world.mailer.left().len(), before);
    world.run_until("2026-09-28T12:00+02:00").await;
    assert_eq!(world.mailer.left().len(), before);
    let (_, row) = class(&world).await;
    assert!(row.class.certificate.is_none());
    assert!(matches!(
        row.class.ended.front().map(|ended| &ended.cause),
        Some(Cause::Harmful { message }) if message.conversation == audited
    ));
    assert_eq!(gate(&world, &id).await, Gate::of(&row.class, Vec::new()));
    // What policy had cleared is on the queue, and goes when a person says so.
    assert_eq!(world.waiting_drafts().await.len(), list - 1);
    let other = world.waiting_drafts().await.remove(0);
    world.approve("ann", &other).await;
    world.run_until("2026-09-28T13:00+02:00").await;
    assert_eq!(world.mailer.left().len(), before + 1);
}

#[tokio::test]
async fn an_undone_harmful_kill_opens_the_gate_again_and_demotes_nobody() {
    let mut world = proven().await;
    let (id, _) = class(&world).await;
    let audited = world.waiting_drafts().await.remove(0);
    let verdict = harmful_kill(&mut world, &audited).await;
    world.work().await;
    assert_eq!(gate(&world, &id).await.harm.len(), 1, "it can be undone");
    world.undo("ann", &audited, &verdict).await.unwrap();
    world.work().await;
    assert!(gate(&world, &id).await.harm.is_empty());
    assert!(class(&world).await.1.class.certificate.is_some());
}

#[tokio::test]
async fn a_label_that_was_on_its_way_before_a_harmful_kill_does_not_open_the_gate() {
    let mut world = proven().await;
    let (id, _) = class(&world).await;
    let audited = world.waiting_drafts().await.remove(0);
    let state = world.head(&audited).await.state;
    let known = domain::conversation::labels(&state, 1).remove(0);
    let key = keys::class_told(&id, &known.label.message, 1);
    let told = ToldRow {
        label: known.label,
        instructions: String::new(),
        drafted: world.ports.clock.now(),
        playbook: String::new(),
        replayed: false,
    };
    let put = items::put(key, &told, ports::Expect::Any);
    step::commit(&world.ports, vec![put], None).await.unwrap();
    harmful_kill(&mut world, &audited).await;
    let (row, task) = flow::due::of_class(&id, world.ports.clock.now());
    let message = serde_json::to_string(&TaskMessage { v: 1, task, row }).unwrap();
    world.deliver_again(&message, QueueName::Rounds).await;
    world.work_on(&[QueueName::Rounds]).await;
    let left = world.table.all(&format!("class#{id}")).await;
    assert!(
        !left
            .iter()
            .any(|item| item.key.sk.starts_with(keys::CLASS_TOLD)),
        "it was taken"
    );
    assert_eq!(
        gate(&world, &id).await.harm.len(),
        1,
        "and the gate stays shut"
    );
}

#[tokio::test]
async fn the_operators_demotion_stops_what_is_on_its_way() {
    let mut world = proven().await;
    let (id, _) = class(&world).await;
    let list = last_list(&world).await.len();
    let before = world.mailer.left().len();
    let by = domain::OperatorId::parse("ann").unwrap();
    let agent = Stratum::Agent(domain::AgentName::parse("north").unwrap());
    trust::change(&world.ports, &id, &agent, &Change::Demote, &by)
        .await
        .unwrap();
    world.run_until("2026-09-28T12:00+02:00").await;
    assert_eq!(world.mailer.left().len(), before);
    assert_eq!(world.waiting_drafts().await.len(), list);
    let told = trust::history(&world.ports, &id, keys::CLASS_HISTORY)
        .await
        .unwrap();
    assert_eq!(told.len(), 2, "proven, then set apart: {told:?}");
    assert_eq!(told[1].by, domain::Actor::Operator(by.clone()));
    trust::change(&world.ports, &id, &agent, &Change::Rejoin, &by)
        .await
        .unwrap();
    assert!(gate(&world, &id).await.apart.is_empty());
}

/// Repeats and delays what wakes the class.
#[tokio::test]
async fn tasks_that_come_late_and_twice_give_the_same_class() {
    let mut straight = started().await;
    week(&mut straight, "2026-09-07").await;
    let (id, one) = class(&straight).await;

    let mut late = started().await;
    late.run_until("2026-09-07T10:00+02:00").await;
    late.accept_leads("ann", "north").await;
    late.run_until("2026-09-07T10:30+02:00").await;
    let ids = late.waiting_drafts().await;
    // Verdicts are given while nobody wakes the class.
    for id in &ids {
        late.approve("ann", id).await;
    }
    let row = Key {
        pk: "due#0".to_owned(),
        sk: "00000000000000#again".to_owned(),
    };
    let task = Task::Class { id: id.clone() };
    let task = serde_json::to_string(&TaskMessage { v: 1, task, row }).unwrap();
    for _ in 0..3 {
        late.deliver_again(&task, QueueName::Rounds).await;
        late.deliver_again(&task, QueueName::Rounds).await;
        late.work_on(&[QueueName::Rounds]).await;
    }
    late.work().await;
    let (other, two) = class(&late).await;
    assert_eq!(id, other);
    assert_eq!(one.class.evidence, two.class.evidence);
    assert_eq!(one.class.certificate, two.class.certificate);
    for world in [&straight, &late] {
        let replayed = trust::replay(&world.ports, &id).await.unwrap();
        assert_eq!(replayed, Some(class(world).await.1.class));
    }
    let version = |row: &ClassRow| row.seq;
    let before = version(&two);
    late.deliver_again(&task, QueueName::Rounds).await;
    late.work().await;
    assert_eq!(
        version(&class(&late).await.1),
        before,
        "a repeat decides nothing"
    );
}

#[tokio::test]
async fn a_machines_verdicts_send_letters_and_are_no_labels() {
    let mut world = started().await;
    world.run_until("2026-09-07T10:00+02:00").await;
    world.accept_leads("ann", "north").await;
    world.run_until("2026-09-07T10:30+02:00").await;
    let by = domain::OperatorId::parse("ann").unwrap();
    let ids = world.waiting_drafts().await;
    for id in &ids {
        let seen = world.seen(id).await;
        let verdict = world.verdict();
        let decision = Decision::Approve { seen };
        verdicts::give(&world.ports, id, &by, Through::Machine, &verdict, &decision)
            .await
            .unwrap();
    }
    world.run_until("2026-09-07T17:00+02:00").await;
    assert!(!world.mailer.left().is_empty(), "they hold");
    let (class_id, row) = class(&world).await;
    let known = row.class.evidence.reaching(0).total();
    assert_eq!(known.judged(), 0);
    assert_eq!(
        usize::try_from(known.waiting).unwrap(),
        ids.len(),
        "all count as bad"
    );
    let item = world.table.all(&format!("class#{class_id}")).await;
    let labels = item.iter().filter(|item| item.key.sk.starts_with("m#"));
    for item in labels {
        let label: Label = items::decode(item).unwrap();
        assert_ne!(label.look, Look::Judged(Outcome::Approved));
    }
}

#[tokio::test]
async fn what_policy_thinks_is_in_the_log_after_the_verdict_only() {
    let mut world = started().await;
    world.run_until("2026-09-07T10:00+02:00").await;
    world.accept_leads("ann", "north").await;
    world.run_until("2026-09-07T10:30+02:00").await;
    let id = world.waiting_drafts().await.remove(0);
    let told = async |world: &World| {
        let page = flow::log::page(&world.ports, "routed", 500, None)
            .await
            .unwrap();
        let lines = page.lines.into_iter();
        let mut lines = lines.filter(|line| line.stream == id.as_str());
        lines.next().unwrap().words
    };
    let before = told(&world).await;
    assert!(before.ends_with("told after the verdict"), "{before}");
    world.approve("ann", &id).await;
    let after = told(&world).await;
    for part in [
        "held: nothing is proven",
        "confidence",
        "chance of 100.0 %",
        "life 1",
        "class email-",
    ] {
        assert!(after.contains(part), "{part} is missing: {after}");
    }
}

/// New instructions of an agent's own are nobody's proof: its first days begin anew.
#[tokio::test]
async fn an_agent_with_new_instructions_of_its_own_is_reviewed_in_full_at_first() {
    let mut world = proven().await;
    let mut playbook = (*world.ports.playbook.get()).clone();
    playbook.version = "changed".to_owned();
    let agent = playbook.agents.get_mut("north").unwrap();
    agent.brief.push_str("\n\nBe bold.");
    world.ports.playbook.set(playbook);
    world.redraft_all("ann", "north").await;
    world.work().await;
    assert!(last_list(&world).await.iter().all(|(_, clear, _)| !clear));
    for (id, _, _) in last_list(&world).await {
        let head = world.head(&id).await;
        assert!(matches!(
            head.state.messages[0].state,
            MessageState::InReview { .. }
        ));
    }
}
