//! The question of the week: an agent whose goal has an aim and a last day is asked about every Monday, and one tap
//! keeps it, has it changed or stops it.

use crate::write_back;
use flow::log;
use harness::{AgentText, HouseText, Method, NORTH, Person, Shown, World, files, new_version};
use playbook::{Files, Playbook};
use serde_json::{Value, json};

/// North with an aim of four by the last day of September: its quarter began on 2026-07-02.
fn aimed(aim: &str) -> Playbook {
    playbook::load(&aimed_files(aim)).unwrap()
}

fn aimed_files(aim: &str) -> Files {
    let mut files = files(&HouseText::default(), &[NORTH]);
    let path = "agents/north.md";
    let text = String::from_utf8(files[path].clone()).unwrap();
    let text = text.replace("\nsegment:", &format!("\n{aim}segment:"));
    files.insert(path.to_owned(), text.into_bytes());
    files
}

const AIM: &str = "aim: 4\nends: 2026-09-30\n";

async fn cards(world: &World) -> Vec<Value> {
    let (status, queue) = world
        .ask("ann", Method::GET, "/queue?kind=goal", None)
        .await;
    assert_eq!(status, 200, "{queue}");
    assert_eq!(
        queue["totals"]["goal"],
        queue["cards"].as_array().unwrap().len()
    );
    queue["cards"].as_array().unwrap().clone()
}

async fn answer(world: &World, card: &Value, verdict: &str, answer: &str) -> (u16, Value) {
    let body = json!({
        "verdict": verdict,
        "decision": { "answer": answer, "opened_at": card["opened_at"] },
    });
    world
        .ask("ann", Method::POST, "/agents/north/goal", Some(body))
        .await
}

async fn logged(world: &World, event: &str) -> Vec<String> {
    let page = log::page(&world.ports, event, 50, None).await.unwrap();
    let mut words: Vec<String> = page.lines.into_iter().map(|line| line.words).collect();
    words.reverse();
    words
}

/// Two at north on a Tuesday; both are written to, and Per agrees.
async fn world() -> World {
    let mut world = World::start("2026-09-08T07:00+00:00", aimed(AIM)).await;
    for one in ["Ola", "Per"] {
        world
            .leads
            .add("north.csv", &Person::of(one, &format!("{one} Fjord")));
    }
    world.accept_leads("ann", "north").await;
    for one in ["ola", "per"] {
        let id = world
            .conversation_with(&format!("{one}@{one}-fjord.example"))
            .await;
        world.approve("ann", &id).await;
    }
    world.run_until("2026-09-08T12:00+00:00").await;
    let from = "per@per-fjord.example";
    write_back(
        &mut world,
        "Per",
        from,
        "Sounds good, please call me on Thursday at ten.",
    )
    .await;
    world
}

#[tokio::test]
async fn every_monday_a_card_shows_the_aim_and_what_was_reached() {
    let mut world = world().await;
    assert_eq!(cards(&world).await, Vec::<Value>::new());
    world.run_until("2026-09-14T12:00+00:00").await;
    let all = cards(&world).await;
    assert_eq!(all.len(), 1);
    let card = &all[0];
    assert_eq!(
        (&card["id"], &card["kind"], &card["agent"]),
        (&json!("goal_north"), &json!("goal"), &json!("north"))
    );
    let goal = &card["goal"];
    assert_eq!(
        (
            &goal["aim"],
            &goal["positives"],
            &goal["begun"],
            &goal["weeks_left"]
        ),
        (&json!(4), &json!(1), &json!(2), &json!(3)),
        "{goal}"
    );
    assert_eq!(
        (&goal["begins"], &goal["ends"], &goal["day"]),
        (
            &json!("2026-07-02"),
            &json!("2026-09-30"),
            &json!("2026-09-14")
        )
    );
    let words = goal["words"].as_str().unwrap();
    assert!(
        words.starts_with("1 of 4 positive replies from ")
            && words.ends_with("3 weeks left; at this pace 1 by 2026-09-30."),
        "{words}"
    );
    assert!(
        world
            .cards()
            .await
            .iter()
            .any(|card| matches!(&card.shows, Shown::Goal(agent) if agent.as_str() == "north"))
    );
    let (status, one) = world
        .ask("ann", Method::GET, "/cards/goal_north", None)
        .await;
    assert_eq!((status, &one["goal"]), (200, goal));
    // Nobody answers: the next Monday it is the same card, brought up to date, and nothing has happened by itself.
    world.run_until("2026-09-21T12:00+00:00").await;
    let later = cards(&world).await;
    assert_eq!(later.len(), 1);
    assert_eq!(later[0]["opened_at"], card["opened_at"]);
    assert_eq!(
        (&later[0]["goal"]["day"], &later[0]["goal"]["weeks_left"]),
        (&json!("2026-09-21"), &json!(2))
    );
    assert_eq!(logged(&world, "goal_asked").await.len(), 2);
    assert_eq!(logged(&world, "goal_answered").await.len(), 0);
    // The quarter ends; it says so until somebody sets a new aim or stops.
    world.run_until("2026-10-05T12:00+00:00").await;
    let over = cards(&world).await;
    let words = over[0]["goal"]["words"].as_str().unwrap();
    assert!(
        words.starts_with("The quarter ended on 2026-09-30: 1 of 4"),
        "{words}"
    );
}

#[tokio::test]
async fn one_tap_keeps_it_and_it_is_asked_again_next_week() {
    let mut world = world().await;
    world.run_until("2026-09-14T12:00+00:00").await;
    let card = cards(&world).await.remove(0);
    let (status, told) = answer(&world, &card, "vrd_keep", "keep").await;
    assert_eq!((status, &told["decided"]), (200, &json!("kept")), "{told}");
    assert_eq!(cards(&world).await.len(), 0);
    // A repeat decides nothing, whatever it says; another answer comes too late and is told who was faster.
    assert_eq!(answer(&world, &card, "vrd_keep", "stop").await.0, 200);
    let (status, late) = answer(&world, &card, "vrd_stop", "stop").await;
    assert_eq!(
        (status, &late["decided_by"]),
        (409, &json!("ann")),
        "{late}"
    );
    let (status, gone) = world
        .ask("ann", Method::GET, "/cards/goal_north", None)
        .await;
    assert_eq!((status, &gone["decision"]), (410, &json!("kept")), "{gone}");
    assert_eq!(halted(&world).await, json!([]));
    let lines = logged(&world, "goal_answered").await;
    assert!(
        lines.len() == 1 && lines[0].starts_with("the goal is kept: 1 of 4"),
        "{lines:?}"
    );
    world.run_until("2026-09-21T12:00+00:00").await;
    let next = cards(&world).await;
    assert_eq!(next.len(), 1);
    assert_ne!(next[0]["opened_at"], card["opened_at"]);
    // A tap on the card of the week before is none on this one.
    let (status, stale) = answer(&world, &card, "vrd_stale", "stop").await;
    assert_eq!(status, 409, "{stale}");
    assert_eq!(cards(&world).await.len(), 1);
    let (status, told) = answer(&world, &next[0], "vrd_change", "change").await;
    assert_eq!((status, &told["decided"]), (200, &json!("to be changed")));
    assert_eq!(halted(&world).await, json!([]));
    assert_eq!(cards(&world).await.len(), 0);
}

async fn halted(world: &World) -> Value {
    let (_, status) = world.ask("ann", Method::GET, "/status", None).await;
    status["halted"]["agents"].clone()
}

#[tokio::test]
async fn a_stop_halts_the_agent_and_can_be_taken_back() {
    let mut world = world().await;
    world.run_until("2026-09-14T06:00+00:00").await;
    let before = world.letters_to("ola@ola-fjord.example").len();
    world.run_until("2026-09-14T07:30+00:00").await;
    let card = cards(&world).await.remove(0);
    let (status, told) = answer(&world, &card, "vrd_stop", "stop").await;
    assert_eq!(
        (status, &told["decided"]),
        (200, &json!("stopped")),
        "{told}"
    );
    assert_eq!(halted(&world).await, json!(["north"]));
    // Nothing leaves, and a halted agent is not asked about.
    world.run_until("2026-09-21T12:00+00:00").await;
    assert_eq!(cards(&world).await.len(), 0);
    assert_eq!(world.letters_to("ola@ola-fjord.example").len(), before);
    let body = json!({ "scope": "agent", "name": "north", "on": false });
    let (status, resumed) = world.ask("ann", Method::POST, "/halt", Some(body)).await;
    assert_eq!(status, 200, "{resumed}");
    world.run_until("2026-09-28T12:00+00:00").await;
    assert_eq!(
        cards(&world).await.len(),
        1,
        "asked again once it works again"
    );
}

#[tokio::test]
async fn who_has_no_aim_is_not_asked_and_who_loses_it_is_asked_no_more() {
    let mut world = World::start("2026-09-08T07:00+00:00", aimed("")).await;
    world.run_until("2026-09-15T12:00+00:00").await;
    assert_eq!(cards(&world).await.len(), 0);
    let (status, _) = world
        .ask("ann", Method::GET, "/cards/goal_north", None)
        .await;
    assert_eq!(status, 404);
    // An aim that comes with a push is asked about from the next Monday on; one for a later quarter is not yet.
    let later = aimed("aim: 4\nends: 2027-03-31\n");
    world.ports.playbook.set(later);
    flow::setup::ensure(&world.ports).await.unwrap();
    world.run_until("2026-09-22T12:00+00:00").await;
    assert_eq!(cards(&world).await.len(), 0);
    world.ports.playbook.set(aimed(AIM));
    flow::setup::ensure(&world.ports).await.unwrap();
    world.run_until("2026-09-28T12:00+00:00").await;
    assert_eq!(cards(&world).await.len(), 1);
    // Where the aim is taken out, the card goes at once, and on Monday none comes.
    world.push("ann", new_version(&aimed_files(""))).await;
    assert_eq!(cards(&world).await.len(), 0);
    world.run_until("2026-10-05T12:00+00:00").await;
    assert_eq!(cards(&world).await.len(), 0);
    let north = domain::AgentName::parse("north").unwrap();
    let row = flow::goal::of(&world.ports, &north).await.unwrap().unwrap();
    assert_eq!(
        row,
        flow::goal::GoalRow::default(),
        "and nothing is planned"
    );
}

#[tokio::test]
async fn the_card_of_an_agent_that_is_given_up_or_taken_out_goes_with_it() {
    let path = "/agents/north/retire";
    let mut world = world().await;
    world.push("ann", new_version(&aimed_files(AIM))).await;
    world.run_until("2026-09-14T12:00+00:00").await;
    assert_eq!(cards(&world).await.len(), 1);
    let (status, told) = world
        .ask("ann", Method::POST, path, Some(json!({ "to": null })))
        .await;
    assert_eq!(status, 200, "{told}");
    assert_eq!(cards(&world).await.len(), 0);
    world.run_until("2026-09-21T12:00+00:00").await;
    assert_eq!(cards(&world).await.len(), 0, "nobody is asked about it");

    let mut world = self::world().await;
    world.run_until("2026-09-14T12:00+00:00").await;
    assert_eq!(cards(&world).await.len(), 1);
    let mut without = aimed_files(AIM);
    without.remove("agents/north.md");
    let south = AgentText {
        name: "south",
        steps: &["email"],
    };
    without.extend(files(&HouseText::default(), &[south]));
    world.push("ann", new_version(&without)).await;
    assert_eq!(cards(&world).await.len(), 0);
}
