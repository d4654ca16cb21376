//! Planted cards: like any other until they are decided, announced then, sent never, and no label whatever is said.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::planted::{Planted, Text};
use domain::{ConversationId, PlantedId};
use flow::verdicts::Decision;
use flow::{items, keys, planted, trust};
use harness::{AgentText, HouseText, Method, Person, Shown, World, load};
use serde_json::{Value, json};

const AGENT: AgentText = AgentText {
    name: "north",
    steps: &["email"],
};
const LEADS: usize = 200;

fn person(number: usize) -> Person {
    let letters: String = number
        .to_string()
        .bytes()
        .map(|digit| char::from(digit - b'0' + b'a'))
        .collect();
    Person {
        last_name: format!("Berg{letters}"),
        ..Person::of("Kari", &format!("Fjord{letters}"))
    }
}

async fn started() -> World {
    let playbook = load(&HouseText::default(), &[AGENT]);
    let world = World::start("2026-09-07T07:00+02:00", playbook).await;
    for number in 0..LEADS {
        world.leads.add("north.csv", &person(number));
    }
    world
}

async fn waiting(world: &World) -> Vec<ConversationId> {
    let cards = world.cards().await.into_iter();
    let drafts = cards.filter(|card| matches!(card.shows, Shown::Drafts(_)));
    drafts
        .map(|card| ConversationId::parse(card.id.split('.').next().unwrap()).unwrap())
        .collect()
}

async fn list(world: &mut World, monday: &str) {
    world.run_until(&format!("{monday}T10:00+02:00")).await;
    world.accept_leads("ann", "north").await;
    world.run_until(&format!("{monday}T10:30+02:00")).await;
}

async fn approve_all(world: &mut World) {
    for id in waiting(world).await {
        world.approve("ann", &id).await;
    }
    world.work().await;
}

async fn planted_cards(world: &World) -> Vec<PlantedId> {
    let cards = world.cards().await.into_iter();
    cards
        .filter_map(|card| match card.shows {
            Shown::Planted(id) => Some(id),
            _ => None,
        })
        .collect()
}

/// A routine of fifty verdicts, and the drafts of the week after with one that was planted among them.
async fn world() -> (World, PlantedId) {
    let mut world = started().await;
    list(&mut world, "2026-09-07").await;
    assert_eq!(planted_cards(&world).await, [], "there is no routine yet");
    approve_all(&mut world).await;
    list(&mut world, "2026-09-14").await;
    let mut planted = planted_cards(&world).await;
    assert_eq!(planted.len(), 1, "one a day and class, however many drafts");
    (world, planted.remove(0))
}

async fn row(world: &World, id: &PlantedId) -> Planted {
    planted::read(&world.ports, id).await.unwrap().unwrap().0
}

async fn give(world: &mut World, by: &str, id: &PlantedId, decision: Value) -> (u16, Value) {
    let verdict = world.verdict().to_string();
    let path = format!("/cards/{id}.d1/verdict");
    let body = json!({"verdict": verdict, "decision": decision, "looked_ms": 9_000});
    world.ask(by, Method::POST, &path, Some(body)).await
}

fn approve(card: &Value) -> Value {
    let messages = card["draft"]["messages"].as_array().unwrap().iter();
    let prints: Vec<_> = messages
        .map(|message| message["fingerprint"].clone())
        .collect();
    json!({"type": "approve", "fingerprints": prints})
}

async fn card(world: &World, id: &PlantedId) -> Value {
    let (status, card) = world
        .ask("ann", Method::GET, &format!("/cards/{id}.d1"), None)
        .await;
    assert_eq!(status, 200, "{card}");
    card
}

#[tokio::test]
async fn a_planted_card_looks_like_those_around_it_and_says_nothing_of_itself() {
    let (world, id) = world().await;
    let (_, queue) = world
        .ask("ann", Method::GET, "/queue?limit=100", None)
        .await;
    let cards = queue["cards"].as_array().unwrap();
    let of = |prefix: &str| {
        let mut cards = cards.iter();
        cards
            .find(|card| card["id"].as_str().unwrap().starts_with(prefix))
            .unwrap_or_else(|| panic!("no card {prefix}"))
            .clone()
    };
    let (mine, other) = (of(id.as_str()), of("cnv_"));
    let fields =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    assert_eq!(fields(&mine), fields(&other));
    assert_eq!(fields(&mine["draft"]), fields(&other["draft"]));
    let first = |card: &Value| card["draft"]["messages"][0].clone();
    assert_eq!(fields(&first(&mine)), fields(&first(&other)));
    for same in ["kind", "agent", "why"] {
        assert_eq!(mine[same], other[same], "{same}");
    }
    for same in ["from", "footer", "model", "playbook", "state", "channel"] {
        assert_eq!(first(&mine)[same], first(&other)[same], "{same}");
    }
    let print = |card: &Value| first(card)["fingerprint"].as_str().unwrap().len();
    assert_eq!(print(&mine), print(&other));
    let told = mine.to_string().replace(id.as_str(), "");
    assert!(
        !told.contains("planted") && !told.contains("plt_"),
        "{told}"
    );
    // Its place among the others is no first and no last one by rule: it is that of its class.
    let places: Vec<u16> = {
        let mut all = Vec::new();
        for pk in keys::card_partitions() {
            for item in world.table.all(&pk).await {
                let card: domain::conversation::CardRef = items::decode(&item).unwrap();
                all.push(card.place);
            }
        }
        all
    };
    assert!(places.contains(&row(&world, &id).await.place));
}

#[tokio::test]
async fn whatever_is_said_nothing_is_sent_and_no_label_comes_of_it() {
    let (mut world, id) = world().await;
    let class = row(&world, &id).await.class;
    let known = trust::class_row(&world.ports, &class)
        .await
        .unwrap()
        .unwrap();
    let drafts = waiting(&world).await.len();
    let said = approve(&card(&world, &id).await);
    let (status, told) = give(&mut world, "ann", &id, said).await;
    assert_eq!(status, 200, "{told}");
    assert_eq!(told["planted"]["caught"], false);
    let words = told["planted"]["words"].as_str().unwrap();
    assert!(words.starts_with("This card was planted: "), "{words}");
    assert!(
        words.ends_with("Nothing is sent; you missed it."),
        "{words}"
    );
    assert_eq!(told["undo_until"], Value::Null);
    let left = world.mailer.left().len();
    world.run_until("2026-09-16T20:00+02:00").await;
    assert_eq!(world.mailer.left().len(), left, "the others still wait");
    assert_eq!(waiting(&world).await.len(), drafts);
    let after = trust::class_row(&world.ports, &class)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(after.class, known.class);
    let replayed = trust::replay(&world.ports, &class).await.unwrap();
    assert_eq!(replayed, Some(after.class));
    // No door of conversations knows it.
    assert!(ConversationId::parse(id.as_str()).is_err());
    let act = json!({"verdict": world.verdict().to_string(), "decision": {"type": "take_over"}});
    for (method, path, body) in [
        (Method::GET, format!("/conversations/{id}"), None),
        (Method::POST, format!("/conversations/{id}/act"), Some(act)),
    ] {
        let (status, _) = world.ask("ann", method, &path, body).await;
        assert_eq!(status, 404, "{path}");
    }
    assert_eq!(world.failures, Vec::<String>::new());
}

#[tokio::test]
async fn the_operators_misses_stand_on_the_certificate_and_in_the_report() {
    let (mut world, id) = world().await;
    let kill = json!({"type": "kill", "fingerprints": [], "reason": "bad_fact", "note": null});
    let (_, told) = give(&mut world, "ann", &id, kill.clone()).await;
    assert_eq!(told["planted"]["caught"], true);
    let (status, told) = give(&mut world, "bo", &id, kill).await;
    assert_eq!(status, 409);
    assert_eq!(told["decided_by"], "ann");
    let (_, certificate) = world
        .ask("ann", Method::GET, "/certificates/north", None)
        .await;
    assert_eq!(certificate["misses"]["planted"], 1);
    assert_eq!(certificate["misses"]["missed"], 0);
    assert_eq!(certificate["misses"]["trusted"], true);
    let words = certificate["words"].to_string();
    assert!(words.contains("Of 1 planted cards"), "{words}");
    // Thirty more that all go through: the certificate says so before anything else.
    for number in 0..30 {
        let planted = row(&world, &id).await;
        let name = format!("plt_more{number}");
        let answer = planted.answer.clone().unwrap();
        let more = Planted {
            id: PlantedId::parse(&name).unwrap(),
            answer: Some(domain::planted::Answer {
                caught: Some(false),
                ..answer
            }),
            ..planted
        };
        let put = items::put(keys::planted(&more.id), &more, ports::Expect::Absent);
        flow::step::commit(&world.ports, vec![put], None)
            .await
            .unwrap();
    }
    let (_, certificate) = world
        .ask("ann", Method::GET, "/certificates/north", None)
        .await;
    assert_eq!(certificate["misses"]["trusted"], false);
    let first = certificate["words"][1].as_str().unwrap();
    assert!(
        first.starts_with("This certificate is not to be trusted"),
        "{first}"
    );
    let (_, report) = world.ask("ann", Method::GET, "/report", None).await;
    assert_eq!(report["misses"]["missed"], 30);
    let text = report["markdown"].as_str().unwrap();
    assert!(text.contains("Planted cards: 30 of 31 missed"), "{text}");
    assert!(text.contains("Certificates are not to be trusted."));
    let (_, client) = world
        .ask("ann", Method::GET, "/report?client=true", None)
        .await;
    assert!(
        !client.to_string().contains("lanted"),
        "no word to the client"
    );
}

#[tokio::test]
async fn a_verdict_told_twice_counts_once_and_polish_is_no_catch() {
    let (mut world, id) = world().await;
    let shown = card(&world, &id).await;
    let message = &shown["draft"]["messages"][0];
    let body = message["body"].as_str().unwrap().replace("you", "you all");
    let edit = json!({"type": "edit", "fingerprint": message["fingerprint"], "subject": message["subject"], "body": body});
    let verdict = world.verdict().to_string();
    let path = format!("/cards/{id}.d1/verdict");
    let given = json!({"verdict": verdict, "decision": edit});
    let (_, once) = world
        .ask("ann", Method::POST, &path, Some(given.clone()))
        .await;
    assert_eq!(once["planted"]["caught"], false, "it would have gone");
    let (status, twice) = world.ask("ann", Method::POST, &path, Some(given)).await;
    assert_eq!((status, twice), (200, once));
    let misses = planted::misses(&world.ports).await.unwrap();
    assert_eq!((misses.missed, misses.planted), (1, 1));
    let (status, told) = world
        .ask("ann", Method::GET, &format!("/cards/{id}.d1"), None)
        .await;
    assert_eq!(status, 410, "{told}");
}

#[tokio::test]
async fn one_that_waits_keeps_the_next_away_and_another_day_brings_another() {
    let (mut unanswered, id) = world().await;
    approve_all(&mut unanswered).await;
    list(&mut unanswered, "2026-09-21").await;
    assert_eq!(planted_cards(&unanswered).await, [id]);
    let (mut world, id) = world().await;
    let said = approve(&card(&world, &id).await);
    give(&mut world, "ann", &id, said).await;
    approve_all(&mut world).await;
    list(&mut world, "2026-09-21").await;
    let next = planted_cards(&world).await;
    assert_eq!(next.len(), 1);
    assert_ne!(next[0], id);
    let name = |planted: Planted| match planted.text {
        Text::Shipped { name, .. } => name,
        Text::Killed { .. } => panic!("nothing was killed"),
    };
    assert_ne!(
        name(row(&world, &next[0]).await),
        name(row(&world, &id).await),
        "not the same text twice in a row"
    );
}

#[tokio::test]
async fn what_was_killed_two_weeks_ago_is_planted_and_goes_with_the_person() {
    let mut world = started().await;
    list(&mut world, "2026-09-07").await;
    let killed = waiting(&world).await.remove(0);
    let seen = world.seen(&killed).await;
    let (subject, text) = world.draft(&killed, 1).await;
    let decision = Decision::Kill {
        seen,
        reason: "bad_fact".to_owned(),
        note: None,
    };
    world.decide("ann", &killed, decision).await.unwrap();
    approve_all(&mut world).await;
    // A week later the kill is still remembered, so a shipped one comes.
    list(&mut world, "2026-09-14").await;
    let first = planted_cards(&world).await.remove(0);
    assert!(matches!(
        row(&world, &first).await.text,
        Text::Shipped { .. }
    ));
    let said = approve(&card(&world, &first).await);
    give(&mut world, "ann", &first, said).await;
    approve_all(&mut world).await;
    list(&mut world, "2026-09-28").await;
    let second = planted_cards(&world).await.remove(0);
    let shown = card(&world, &second).await;
    assert_eq!(shown["draft"]["messages"][0]["subject"], subject);
    assert_eq!(shown["draft"]["messages"][0]["body"], text);
    // It is in no event, label or list of its conversation, and forgetting the person takes it away.
    let email = shown["contact"]["email"].as_str().unwrap().to_owned();
    let (status, told) = world
        .ask(
            "ann",
            Method::POST,
            "/forget",
            Some(json!({"address": email})),
        )
        .await;
    assert_eq!(status, 200, "{told}");
    world.work().await;
    let path = format!("/cards/{second}.d1");
    let (status, _) = world.ask("ann", Method::GET, &path, None).await;
    assert_eq!(status, 410);
    approve_all(&mut world).await;
    assert_eq!(world.failures, Vec::<String>::new());
}
