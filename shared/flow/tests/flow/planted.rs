//! Planted cards: like any other until they are decided, announced then, sent never, and no label whatever is said.

use domain::planted::{Planted, Text};
use domain::{ConversationId, Identifier, PlantedId};
use flow::verdicts::Decision;
use flow::{items, keys, planted, trust};
use harness::{AgentText, HouseText, Method, Person, Shown, World, load};
use serde_json::{Value, json};

const AGENT: AgentText = AgentText {
    name: "north",
    steps: &["email"],
};
const LEADS: usize = 200;

async fn started() -> World {
    // Nobody's time is short here.
    let house = HouseText {
        minutes: (1_440, 10_080),
        ..HouseText::default()
    };
    let world = World::start("2026-09-07T07:00+02:00", load(&house, &[AGENT])).await;
    for number in 0..LEADS {
        world.leads.add("north.csv", &Person::numbered(number));
    }
    world
}

async fn list(world: &mut World, monday: &str) {
    world.run_until(&format!("{monday}T10:00+02:00")).await;
    world.accept_leads("ann", "north").await;
    world.run_until(&format!("{monday}T10:30+02:00")).await;
}

async fn approve_all(world: &mut World) {
    for id in world.waiting_drafts().await {
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

/// The id of its card.
fn shown_id(id: &PlantedId) -> String {
    format!("{}.d1", planted::alias(id))
}

async fn give(world: &mut World, by: &str, id: &PlantedId, decision: Value) -> (u16, Value) {
    let verdict = world.verdict().to_string();
    let path = format!("/cards/{}/verdict", shown_id(id));
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

/// What a value looks like to somebody who does not read it: digits, letters and lengths of ids, kinds of values.
fn shape(value: &Value) -> String {
    match value {
        Value::String(text) if text.starts_with("cnv_") || text.len() == 64 => {
            let (prefix, rest) = text.split_once('_').unwrap_or_default();
            let (_, about) = rest.split_once('.').unwrap_or_default();
            format!("{prefix}_….{about} of {}", text.len())
        }
        Value::Array(all) => format!("[{}]", all.first().map(shape).unwrap_or_default()),
        Value::Object(all) => {
            let fields = all
                .iter()
                .map(|(name, value)| format!("{name}: {}", shape(value)));
            fields.collect::<Vec<_>>().join(", ")
        }
        Value::Null => "null".to_owned(),
        Value::Bool(_) => "bool".to_owned(),
        Value::Number(_) => "number".to_owned(),
        Value::String(text) => if text.is_empty() { "empty" } else { "text" }.to_owned(),
    }
}

async fn card(world: &World, id: &PlantedId) -> Value {
    let (status, card) = world
        .ask(
            "ann",
            Method::GET,
            &format!("/cards/{}", shown_id(id)),
            None,
        )
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
    let mine = cards.iter().find(|card| card["id"] == shown_id(&id));
    let mine = mine.expect("it is on the queue").clone();
    let other = cards.iter().find(|card| card["id"] != shown_id(&id));
    let other = other.expect("it is not alone").clone();
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
    let form = |value: &Value| -> String { shape(value) };
    for path in [
        "/id",
        "/conversation",
        "/opened_at",
        "/contact",
        "/draft/score",
        "/draft/reasons",
        "/draft/facts",
    ] {
        let (mine, other) = (mine.pointer(path).unwrap(), other.pointer(path).unwrap());
        assert_eq!(form(mine), form(other), "{path}: {mine} and {other}");
    }
    for part in [
        "fingerprint",
        "claims",
        "findings",
        "not_before",
        "revision",
    ] {
        let (mine, other) = (&first(&mine)[part], &first(&other)[part]);
        assert_eq!(form(mine), form(other), "{part}: {mine} and {other}");
    }
    // Nor does its conversation's page tell, one click away.
    let page = async |card: &Value| {
        let path = format!("/conversations/{}", card["conversation"].as_str().unwrap());
        let (status, page) = world.ask("ann", Method::GET, &path, None).await;
        assert_eq!(status, 200, "{page}");
        page
    };
    let (my_page, other_page) = (page(&mine).await, page(&other).await);
    assert_eq!(fields(&my_page), fields(&other_page));
    for same in ["phase", "phase_words", "agent"] {
        assert_eq!(my_page[same], other_page[same], "{same}");
    }
    assert_eq!(shape(&my_page["timeline"]), shape(&other_page["timeline"]));
    let domain = mine["contact"]["domain"].as_str().unwrap();
    assert!(
        other["contact"]["domain"]
            .as_str()
            .unwrap()
            .ends_with(domain.rsplit('.').next().unwrap())
    );
    // By what no person sees either: nothing that the page is sent names it.
    let (_, raw) = world.ask("ann", Method::GET, "/queue?limit=1", None).await;
    for told in [mine.to_string(), raw["next"].to_string()] {
        assert!(
            !told.contains("planted") && !told.contains("plt_"),
            "{told}"
        );
    }
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
    let drafts = world.waiting_drafts().await.len();
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
    assert_eq!(world.waiting_drafts().await.len(), drafts);
    let after = trust::class_row(&world.ports, &class)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(after.class, known.class);
    let replayed = trust::replay(&world.ports, &class).await.unwrap();
    assert_eq!(replayed, Some(after.class));
    // No conversation is behind its id, and no door of conversations does anything.
    assert!(ConversationId::parse(id.as_str()).is_err());
    let path = format!("/conversations/{}", planted::alias(&id));
    let (status, _) = world.ask("ann", Method::GET, &path, None).await;
    assert_eq!(status, 404);
    let act = json!({"verdict": world.verdict().to_string(), "decision": {"type": "take_over"}});
    let path = format!("{path}/act");
    let (status, told) = world.ask("ann", Method::POST, &path, Some(act)).await;
    assert_eq!(
        (status, &told["decided_by"]),
        (409, &json!("ann")),
        "{told}"
    );
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
    let path = format!("/cards/{}/verdict", shown_id(&id));
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
        .ask(
            "ann",
            Method::GET,
            &format!("/cards/{}", shown_id(&id)),
            None,
        )
        .await;
    assert_eq!(status, 410, "{told}");
}

#[tokio::test]
async fn one_that_waits_keeps_the_next_away_and_another_day_brings_another() {
    let (mut unanswered, id) = world().await;
    approve_all(&mut unanswered).await;
    list(&mut unanswered, "2026-09-21").await;
    assert_eq!(planted_cards(&unanswered).await, std::slice::from_ref(&id));
    // What waits so long is written anew, and this one makes room.
    list(&mut unanswered, "2026-10-05").await;
    let later = planted_cards(&unanswered).await;
    assert_eq!(later.len(), 1);
    assert_ne!(later[0], id);
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
    let killed = world.waiting_drafts().await.remove(0);
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
    let path = format!("/cards/{}", shown_id(&second));
    let (status, _) = world.ask("ann", Method::GET, &path, None).await;
    assert_eq!(status, 404);
    assert_eq!(
        planted_cards(&world).await,
        [],
        "nor does it stand in the queue"
    );
    approve_all(&mut world).await;
    assert_eq!(world.failures, Vec::<String>::new());
}

#[tokio::test]
async fn whoever_is_stopped_on_a_planted_card_is_stopped() {
    let mut world = started().await;
    list(&mut world, "2026-09-07").await;
    let killed = world.waiting_drafts().await.remove(0);
    let decision = Decision::Kill {
        seen: world.seen(&killed).await,
        reason: "bad_fact".to_owned(),
        note: None,
    };
    world.decide("ann", &killed, decision).await.unwrap();
    approve_all(&mut world).await;
    list(&mut world, "2026-09-28").await;
    let planted = planted_cards(&world).await.remove(0);
    let email = card(&world, &planted).await["contact"]["email"].clone();
    let person = Identifier::email(email.as_str().unwrap()).unwrap();
    let is_stopped = async |world: &World| {
        let hash = world.ports.secrets.hash(&person);
        let found = world
            .ports
            .table
            .get(&[keys::stop_identifier(&hash)])
            .await
            .unwrap();
        found[0].is_some()
    };
    assert!(!is_stopped(&world).await);
    let (status, told) = give(&mut world, "ann", &planted, json!({"type": "stop"})).await;
    assert_eq!(status, 200, "{told}");
    assert_eq!(told["planted"]["caught"], true);
    assert!(is_stopped(&world).await);
}

#[tokio::test]
async fn nothing_planted_is_left_of_an_agent_that_is_given_up() {
    let (mut world, _) = world().await;
    let by = domain::OperatorId::parse("ann").unwrap();
    let agent = domain::AgentName::parse("north").unwrap();
    flow::retire::retire(&world.ports, &by, &agent, None)
        .await
        .unwrap();
    world.work().await;
    assert_eq!(planted_cards(&world).await, []);
    assert_eq!(world.waiting_drafts().await, []);
    assert_eq!(world.failures, Vec::<String>::new());
}

#[tokio::test]
async fn a_program_that_proposes_to_approve_it_is_not_told_either() {
    let (mut world, id) = world().await;
    let shown = card(&world, &id).await;
    let path = format!("/cards/{}/proposal", shown_id(&id));
    let propose = |prints: &Value| json!({"program": "desk-helper", "fingerprints": prints});
    let prints = approve(&shown)["fingerprints"].clone();
    let ask = async |prints: &Value| {
        let body = Some(propose(prints));
        world.ask("ann", Method::POST, &path, body).await
    };
    let (status, told) = ask(&json!(["0".repeat(64)])).await;
    assert_eq!(status, 409, "not what it shows: {told}");
    let (status, told) = ask(&prints).await;
    assert_eq!(status, 200, "{told}");
    assert_eq!(
        told["draft"]["proposal"]["program"], "desk-helper",
        "{told}"
    );
    let (_, queue) = world
        .ask("ann", Method::GET, "/queue?limit=100", None)
        .await;
    let cards = queue["cards"].as_array().unwrap();
    let proposed: Vec<&Value> = (cards.iter())
        .filter(|card| card["draft"]["proposal"].is_object())
        .map(|card| &card["id"])
        .collect();
    assert_eq!(proposed, [&json!(shown_id(&id))]);
    // The operator's tap was led: it tells nothing of him.
    let (status, told) = give(&mut world, "ann", &id, approve(&shown)).await;
    assert_eq!(
        (status, &told["planted"]["caught"]),
        (200, &Value::Null),
        "{told}"
    );
    let misses = planted::misses(&world.ports).await.unwrap();
    assert_eq!((misses.missed, misses.planted), (0, 0));
    let (status, told) = world
        .ask("ann", Method::POST, &path, Some(propose(&prints)))
        .await;
    assert_eq!(status, 404, "it is closed: {told}");
}
