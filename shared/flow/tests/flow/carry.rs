//! An edit that is approved in one draft is offered to the waiting drafts that hold the very same words, and made in
//! them: each waits on for a verdict of its own.

use domain::conversation::{Event, MessageState};
use domain::{ConversationId, VerdictId};
use flow::due::{Task, TaskMessage};
use flow::effect;
use flow::verdicts::Decision;
use harness::{AgentText, HouseText, Method, NORTH, Person, World, load, plain_draft};
use ports::QueueName;
use serde_json::{Value, json};

const SOUTH: AgentText = AgentText {
    name: "south",
    steps: &["email"],
};
const ASK: &str = "Would 20 minutes next week suit you for a look at it?";
const OTHER_ASK: &str = "May I show it to you on Tuesday?";
const SAME: [&str; 3] = ["Frida", "Gro", "Hanne"];

fn address(one: &str) -> String {
    format!("{0}@{0}-fjord.example", one.to_lowercase())
}

async fn of(world: &World, one: &str) -> ConversationId {
    world.conversation_with(&address(one)).await
}

/// North wrote five letters, of which Jon's asks for something else; south wrote Kari's. Embla's is edited and
/// approved.
async fn world() -> (World, VerdictId) {
    let playbook = load(&HouseText::default(), &[NORTH, SOUTH]);
    let mut world = World::start("2026-09-07T07:00+00:00", playbook).await;
    world.model.write(|brief| {
        let mut draft = plain_draft(brief);
        if brief.contact.first_name == "Jon" {
            draft.body = draft.body.replace(ASK, "Shall we talk?");
        }
        Ok(draft)
    });
    for one in ["Embla", "Jon"].iter().chain(&SAME) {
        let person = Person::of(one, &format!("{one} Fjord"));
        world.leads.add("north.csv", &person);
    }
    let person = Person::of("Kari", "Kari Fjord");
    world.leads.add("south.csv", &person);
    world.accept_leads("ann", "north").await;
    world.accept_leads("ann", "south").await;
    world.run_until("2026-09-07T07:30+00:00").await;
    let id = of(&world, "Embla").await;
    edit(&mut world, &id).await;
    let approval = world.approve("ann", &id).await;
    (world, approval)
}

async fn edit(world: &mut World, id: &ConversationId) {
    let seen = world.seen(id).await.remove(0);
    let (subject, body) = world.draft(id, 1).await;
    let edit = Decision::Edit {
        seen,
        subject,
        body: body.replace(ASK, OTHER_ASK),
    };
    world.decide("ann", id, edit).await.unwrap();
}

async fn same(world: &World, approval: &VerdictId, among: &str) -> Value {
    let path = format!("/verdicts/{approval}/same?among={among}");
    let (status, same) = world.ask("ann", Method::GET, &path, None).await;
    assert_eq!(status, 200, "{same}");
    same
}

fn names(same: &Value) -> Vec<&str> {
    let drafts = same["drafts"].as_array().unwrap().iter();
    let mut names: Vec<&str> = drafts.map(|one| one["name"].as_str().unwrap()).collect();
    names.sort_unstable();
    names
}

/// Takes all that is offered.
async fn carry(world: &World, approval: &VerdictId, offered: &Value, order: &str) -> Value {
    let drafts: Vec<Value> = offered["drafts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            json!({ "conversation": one["conversation"], "step": one["step"], "fingerprint": one["fingerprint"] })
        })
        .collect();
    let path = format!("/verdicts/{approval}/same");
    let body = json!({ "order": order, "drafts": drafts });
    let (status, told) = world.ask("ann", Method::POST, &path, Some(body)).await;
    assert_eq!(status, 200, "{told}");
    told
}

async fn told(world: &World, order: &str) -> Value {
    let path = format!("/carried/{order}");
    world.ask("ann", Method::GET, &path, None).await.1
}

#[tokio::test]
async fn the_drafts_that_hold_the_very_words_are_offered_with_who_they_are_for() {
    let (world, approval) = world().await;
    let offered = same(&world, &approval, "agent").await;
    assert_eq!(
        offered["changes"],
        json!([{ "in_subject": false, "old": ASK, "new": OTHER_ASK }])
    );
    assert_eq!(names(&offered), ["Frida Berg", "Gro Berg", "Hanne Berg"]);
    assert_eq!(
        names(&same(&world, &approval, "class").await).len(),
        4,
        "south writes by the same instructions"
    );
    // What was approved as it stood replaced nothing; a verdict that is no approval is none.
    let mut world = world;
    let id = of(&world, "Jon").await;
    let plain = world.approve("ann", &id).await;
    let offered = same(&world, &plain, "agent").await;
    assert_eq!(
        (&offered["changes"], &offered["drafts"]),
        (&json!([]), &json!([]))
    );
    let (status, _) = world
        .ask("ann", Method::GET, "/verdicts/vrd_none/same", None)
        .await;
    assert_eq!(status, 404);
}

#[tokio::test]
async fn one_tap_changes_them_all_and_approves_none() {
    let (mut world, approval) = world().await;
    let offered = same(&world, &approval, "agent").await;
    let mut before = Vec::new();
    for one in SAME {
        before.push(world.seen(&of(&world, one).await).await);
    }
    let began = carry(&world, &approval, &offered, "vrd_order").await;
    assert_eq!((&began["of"], &began["done"]), (&json!(3), &json!(false)));
    // Gro's is decided before the work begins.
    let gro = of(&world, "Gro").await;
    world.approve("ann", &gro).await;
    world.work().await;
    let end = told(&world, "vrd_order").await;
    assert_eq!(
        (&end["changed"], &end["left"], &end["done"]),
        (&json!(2), &json!(1), &json!(true)),
        "{end}"
    );
    for (one, before) in SAME.iter().zip(&before) {
        let id = of(&world, one).await;
        let head = world.head(&id).await;
        let message = &head.state.messages[0];
        let (_, body) = world.draft(&id, 1).await;
        if *one == "Gro" {
            assert!(body.contains(ASK), "what was approved stays as it was seen");
            continue;
        }
        assert!(body.contains(OTHER_ASK) && !body.contains(ASK), "{body}");
        assert!(body.contains(one), "the rest of it is its own: {body}");
        assert!(matches!(message.state, MessageState::InReview { .. }));
        assert_eq!(message.revision, 2);
        assert_eq!(
            message
                .draft
                .as_ref()
                .unwrap()
                .edited_by
                .as_ref()
                .unwrap()
                .as_str(),
            "ann"
        );
        assert_ne!(&world.seen(&id).await, before);
        assert!(
            head.state.is_blind(),
            "nobody has said what he thinks of it"
        );
    }
    // The other agent's was not asked for.
    let (_, body) = world.draft(&of(&world, "Kari").await, 1).await;
    assert!(body.contains(ASK));
    let log = flow::log::page(&world.ports, "carr", 20, None)
        .await
        .unwrap();
    let words: Vec<&str> = log.lines.iter().map(|line| line.words.as_str()).collect();
    assert!(
        words.contains(&"an edit was carried over into 2 waiting drafts; 1 had been decided or rewritten meanwhile"),
        "{words:?}"
    );
    assert!(
        words
            .iter()
            .any(|words| words.contains("made in 3 waiting drafts that say the same"))
    );
    // An order is given once, whoever repeats it, and a late task does nothing more.
    let again = carry(&world, &approval, &offered, "vrd_order").await;
    assert_eq!(again["changed"], json!(2));
    let frida = of(&world, "Frida").await;
    let events = world.events(&frida).await.len();
    let message = TaskMessage {
        v: 1,
        task: Task::Carry {
            order: VerdictId::parse("vrd_order").unwrap(),
        },
        row: flow::keys::due(world.now(), "carry-vrd_order"),
    };
    let body = serde_json::to_string(&message).unwrap();
    world.deliver_again(&body, QueueName::Rounds).await;
    world.work().await;
    assert_eq!(world.events(&frida).await.len(), events);
    // Not approved, not sent; approved, the label says what he had to mend.
    world.run_until("2026-09-07T12:00+00:00").await;
    assert_eq!(world.letters_to(&address("Frida")).len(), 0);
    world.approve("ann", &frida).await;
    world.run_until("2026-09-07T14:00+00:00").await;
    let letter = world.letters_to(&address("Frida")).remove(0);
    assert!(letter.read.text.contains(OTHER_ASK), "{}", letter.read.text);
    let tallies = effect::tallies(&world.ports, None).await.unwrap();
    let edited: u32 = tallies.values().map(|tally| tally.edited).sum();
    assert_eq!(edited, 2, "Embla's and Frida's; Hanne's is not decided");
}

#[tokio::test]
async fn it_is_taken_back_where_nobody_has_decided_since() {
    let (mut world, approval) = world().await;
    let offered = same(&world, &approval, "agent").await;
    let (frida, gro) = (of(&world, "Frida").await, of(&world, "Gro").await);
    let was = world.seen(&gro).await;
    carry(&world, &approval, &offered, "vrd_order").await;
    world.work().await;
    assert_ne!(world.seen(&gro).await, was);
    world.approve("ann", &frida).await;
    let (status, undone) = world
        .ask("bo", Method::POST, "/carried/vrd_order/undo", None)
        .await;
    assert_eq!(status, 200, "{undone}");
    world.work().await;
    let end = told(&world, "vrd_order").await;
    assert_eq!(
        end["back"],
        json!({ "by": "bo", "changed": 2, "left": 1, "done": true }),
        "{end}"
    );
    assert_eq!(world.seen(&gro).await, was, "the very bytes");
    let head = world.head(&gro).await;
    let draft = head.state.messages[0].draft.as_ref().unwrap();
    assert_eq!(
        (&draft.edited_by, head.state.messages[0].revision),
        (&None, 3)
    );
    let (_, body) = world.draft(&frida, 1).await;
    assert!(body.contains(OTHER_ASK), "what was approved stays");
    world.approve("ann", &gro).await;
    let tallies = effect::tallies(&world.ports, None).await.unwrap();
    let edited: u32 = tallies.values().map(|tally| tally.edited).sum();
    assert_eq!(edited, 2, "Gro's was approved as the agent wrote it");
    let back = world.events(&gro).await.into_iter().filter(|event| {
        matches!(
            event,
            Event::Edited {
                carried: Some(_),
                ..
            }
        )
    });
    assert_eq!(back.count(), 2, "over and back, both are on record");
}

#[tokio::test]
async fn an_order_names_drafts_and_words_that_are_there() {
    let (mut world, approval) = world().await;
    let path = format!("/verdicts/{approval}/same");
    for (body, status) in [
        (json!({ "order": "vrd_a", "drafts": [] }), 400),
        (json!({ "order": "a", "drafts": [] }), 400),
        (
            json!({ "order": "vrd_a", "drafts": [{ "conversation": "x", "step": 1, "fingerprint": "" }] }),
            400,
        ),
    ] {
        let (told, problem) = world.ask("ann", Method::POST, &path, Some(body)).await;
        assert_eq!(told, status, "{problem}");
    }
    // Whoever was forgotten is written nothing of any more: what was ordered ends there.
    let offered = same(&world, &approval, "agent").await;
    carry(&world, &approval, &offered, "vrd_order").await;
    let body = json!({ "address": address("Embla") });
    let (status, told_of) = world.ask("ann", Method::POST, "/forget", Some(body)).await;
    assert_eq!(status, 200, "{told_of}");
    world.work().await;
    let end = told(&world, "vrd_order").await;
    assert_eq!(
        (&end["changed"], &end["left"]),
        (&json!(0), &json!(3)),
        "{end}"
    );
}
