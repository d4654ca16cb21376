//! Why: what stands behind a letter, and a stop of the whole company.

use domain::conversation::Phase;
use domain::rows::StopReason;
use domain::{ConversationId, OperatorId};
use flow::why::{self, Cleared, Why};
use harness::{HouseText, Method, NORTH, Person, Reply, World, files, load};
use serde_json::json;
use std::collections::BTreeMap;

fn by() -> OperatorId {
    OperatorId::parse("ann").unwrap()
}

/// A row of a list, with something that is known of the site.
fn row(person: &Person, docks: &str) -> BTreeMap<String, String> {
    [
        ("first_name", person.first_name.as_str()),
        ("last_name", &person.last_name),
        ("title", &person.title),
        ("company", &person.company),
        ("email", &person.email),
        ("country", &person.country),
        ("timezone", &person.timezone),
        ("docks", docks),
    ]
    .map(|(column, value)| (column.to_owned(), value.to_owned()))
    .into()
}

/// Kari, of whose site something is known, and Liv at another company.
async fn world() -> World {
    let mut files = files(&HouseText::default(), &[NORTH]);
    let agent = files.get_mut("agents/north.md").unwrap();
    let text = String::from_utf8(agent.clone()).unwrap();
    let list = "date: 2026-05-04}";
    assert!(text.contains(list));
    *agent = text
        .replace(list, "date: 2026-05-04, columns: {facts: {docks: docks}}}")
        .into_bytes();
    let playbook = playbook::load(&files).unwrap();
    let mut world = World::start("2026-09-07T07:00+02:00", playbook).await;
    world
        .leads
        .add_row("north.csv", row(&Person::of("Kari", "Fjord"), "nine docks"));
    world.leads.add("north.csv", &Person::of("Liv", "Nes"));
    world.accept_leads("ann", "north").await;
    world.run_until("2026-09-07T08:30+02:00").await;
    world
}

async fn ask(world: &World, text: &str) -> Why {
    why::why(&world.ports, text, None).await.unwrap()
}

#[tokio::test]
async fn a_letter_is_told_with_its_origin_its_facts_and_who_cleared_it() {
    let mut world = world().await;
    let id = world.conversation_with("kari@fjord.example").await;
    let verdict = world.approve("ann", &id).await;
    world.run_until("2026-09-07T12:00+02:00").await;
    let letter = world.mailer.left().remove(0);

    let told = ask(&world, " KARI@fjord.example ").await;
    assert_eq!(
        (told.kind, told.stories.len(), told.stops.len()),
        ("person", 1, 0)
    );
    let story = &told.stories[0];
    assert_eq!(story.held.id, id);
    let came = &story.came;
    assert_eq!(
        (came.certain, came.places.len(), came.places[0].line),
        (true, 1, Some(2))
    );
    assert_eq!(came.places[0].file.as_deref(), Some("north.csv"));
    assert_eq!(came.places[0].source, "company-site");
    assert_eq!(came.places[0].date, Some(jiff::civil::date(2026, 5, 4)));
    assert_eq!(came.playbook, world.ports.playbook.get().version);
    assert_eq!(came.accepted.as_ref().unwrap().0, "operator ann");

    let first = &story.messages[0];
    assert_eq!(first.state, "sent");
    assert_eq!(first.sent_at, Some(letter.at));
    assert!(
        matches!(&first.cleared, Some(Cleared::Operator { by, verdict: given, .. })
        if by == "operator ann" && *given == verdict)
    );
    let written = first.written.as_ref().unwrap();
    assert_eq!(written.playbook, world.ports.playbook.get().version);
    assert_eq!(written.model, world.ports.model.name());
    // The facts of the list are of 4 May, and the letter left on 7 September.
    let own: Vec<_> = first
        .known
        .iter()
        .filter(|fact| fact.source == "company-site")
        .collect();
    assert!(!own.is_empty());
    assert!(own.iter().all(|fact| fact.age_days == Some(126)), "{own:?}");
    assert!(
        first.known.iter().any(|fact| fact.id == "product"),
        "the house's facts as well"
    );
    let used = first
        .known
        .iter()
        .filter(|fact| !fact.claims.is_empty())
        .count();
    assert!(used > 0 && !first.known[0].claims.is_empty());

    // A letter by its Message-ID, as it stands in the mail and in the log; a mail of theirs by its id.
    let message_id = first.message_id.clone().unwrap();
    let claim = first.claim.clone().unwrap();
    for text in [format!("<{message_id}>"), message_id, claim.to_string()] {
        let told = ask(&world, &text).await;
        assert_eq!(told.kind, "message", "{text}");
        let asked: Vec<bool> = told.stories[0].messages.iter().map(|m| m.asked).collect();
        assert!(asked[0]);
        assert!(asked[1..].iter().all(|asked| !asked));
    }
    let reply = Reply {
        from: ("Kari", "kari@fjord.example"),
        text: "Please never write to me again.",
        answers: Some(&letter),
        ..Reply::default()
    };
    let inbound = world.receive(reply.raw(world.now())).await.inbound;
    world.work().await;
    let told = ask(&world, inbound.as_str()).await;
    assert_eq!((told.kind, &told.stories[0].held.id), ("mail", &id));
    assert_eq!(told.stops.len(), 1, "{:?}", told.stops);
    assert_eq!(told.stops[0].reason, StopReason::OptOut);
    assert_eq!(told.stops[0].conversation.as_ref(), Some(&id));

    // Forgotten, what is left is what happened.
    flow::forget::forget(&world.ports, &by(), "kari@fjord.example")
        .await
        .unwrap();
    let told = ask(&world, id.as_str()).await;
    let text = format!("{told:?}");
    assert!(!text.contains("Kari") && !text.contains("docks"), "{text}");
    assert_eq!(told.stories[0].messages[0].sent_at, Some(letter.at));
}

#[tokio::test]
async fn what_policy_thinks_is_told_after_the_verdict_alone() {
    let mut world = world().await;
    let id = world.conversation_with("kari@fjord.example").await;
    let told = ask(&world, id.as_str()).await;
    let waiting = &told.stories[0].messages[0];
    assert_eq!(
        (waiting.state, &waiting.policy, &waiting.cleared),
        ("in_review", &None, &None)
    );
    let text = format!("{told:?}");
    assert!(
        !text.contains("confidence:") && !text.contains("confidence 0"),
        "{text}"
    );
    world.approve("ann", &id).await;
    let told = ask(&world, id.as_str()).await;
    let policy = told.stories[0].messages[0].policy.as_ref().unwrap();
    assert!(!policy.clear && policy.drawn);
    assert_eq!((policy.propensity, policy.threshold), (1.0, None));
    assert_eq!(
        policy.words,
        "held: nothing is proven for messages like this yet"
    );
}

#[tokio::test]
async fn a_verdict_that_was_undone_cleared_nothing() {
    let mut world = world().await;
    let id = world.conversation_with("kari@fjord.example").await;
    let verdict = world.approve("ann", &id).await;
    let cleared = |told: &Why| told.stories[0].messages[0].cleared.is_some();
    assert!(cleared(&ask(&world, id.as_str()).await));
    world.undo("ann", &id, &verdict).await.unwrap();
    assert!(!cleared(&ask(&world, id.as_str()).await));
}

#[tokio::test]
async fn what_names_nobody_is_said_so() {
    let world = world().await;
    let nobody = ask(&world, "nobody@nowhere.example").await;
    assert!(nobody.is_empty());
    for text in [
        "",
        "nothing",
        "a@b",
        "cnv_",
        "inb_none",
        "clm_none",
        &"a".repeat(2_000),
    ] {
        assert!(why::why(&world.ports, text, None).await.is_err(), "{text}");
    }
    let unread = why::why(&world.ports, "fjord.example", Some("nonsense")).await;
    assert!(unread.is_err());
}

#[tokio::test]
async fn a_domain_tells_all_its_people_page_by_page() {
    let playbook = load(&HouseText::default(), &[NORTH]);
    let mut world = World::start("2026-09-07T07:00+02:00", playbook).await;
    let people = why::MOST_TOLD + 3;
    for number in 0..people {
        let mut one = Person::of(&format!("Kari{number}"), "Fjord");
        one.email = format!("kari{number}@sub{number}.fjord.example");
        world.leads.add("north.csv", &one);
    }
    world.leads.add("north.csv", &Person::of("Liv", "Nes"));
    world.work().await;
    let first = ask(&world, "https://www.fjord.example/about").await;
    assert_eq!(
        (first.kind, first.stories.len()),
        ("domain", why::MOST_TOLD)
    );
    let rest = why::why(&world.ports, "fjord.example", first.next.as_deref())
        .await
        .unwrap();
    assert_eq!((rest.stories.len(), rest.next.is_none()), (3, true));
    let mut all: Vec<&ConversationId> = first
        .stories
        .iter()
        .chain(&rest.stories)
        .map(|s| &s.held.id)
        .collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), people);
    assert!(
        first.company.is_none(),
        "so many under one roof are no single company"
    );
    let refused = why::stop_company(&world.ports, &by(), "fjord.example").await;
    assert!(refused.is_err());
    assert!(
        ask(&world, "ord.example").await.is_empty(),
        "a domain is no ending of a word"
    );
}

#[tokio::test]
async fn one_word_stops_the_company_with_its_other_domains() {
    let mut world = world().await;
    let kari = world.conversation_with("kari@fjord.example").await;
    let liv = world.conversation_with("liv@nes.example").await;
    for id in [&kari, &liv] {
        world.approve("ann", id).await;
    }
    world
        .crm
        .add_customer(&["fjord.example", "fjord-group.example"]);
    let told = ask(&world, "kari@fjord.example").await;
    let company = told.company.unwrap();
    assert_eq!(
        company.domains.iter().collect::<Vec<_>>(),
        ["fjord.example"]
    );
    let done = why::stop_company(&world.ports, &by(), "kari@fjord.example")
        .await
        .unwrap();
    assert_eq!(done.stopped, ["fjord-group.example", "fjord.example"]);
    assert_eq!((done.added, done.ended, done.crm_answered), (2, 1, true));
    let stopped = Phase::Stopped {
        reason: StopReason::Operator,
    };
    assert_eq!(world.head(&kari).await.state.phase, stopped);
    assert_ne!(world.head(&liv).await.state.phase, stopped);
    world.run_until("2026-09-08T12:00+02:00").await;
    assert_eq!(world.letters_to("kari@fjord.example").len(), 0);
    assert_eq!(world.letters_to("liv@nes.example").len(), 1);
    // Of either domain, and once more, it is told and nothing changes.
    for text in [
        "fjord-group.example",
        "fjord.example",
        "somebody@fjord-group.example",
    ] {
        let told = ask(&world, text).await;
        assert!(
            told.stops
                .iter()
                .any(|stop| stop.reason == StopReason::Operator && stop.by == "operator ann"),
            "{text}"
        );
    }
    let again = why::stop_company(&world.ports, &by(), "fjord.example")
        .await
        .unwrap();
    assert_eq!((again.added, again.ended), (0, 0));
    // A CRM that doesn't answer holds no stop up; a provider of mail is no company.
    world.crm.silent(true);
    let done = why::stop_company(&world.ports, &by(), liv.as_str())
        .await
        .unwrap();
    assert_eq!((done.added, done.ended, done.crm_answered), (1, 1, false));
    assert!(
        why::stop_company(&world.ports, &by(), "gmail.com")
            .await
            .is_err()
    );
}

#[tokio::test]
async fn the_door_tells_the_same() {
    let mut world = world().await;
    let id = world.conversation_with("kari@fjord.example").await;
    world.approve("ann", &id).await;
    let asked = json!({ "q": "kari@fjord.example" });
    let (status, told) = world
        .ask("ann", Method::POST, "/why", Some(asked.clone()))
        .await;
    assert_eq!(status, 200, "{told}");
    let one = &told["conversations"][0];
    assert_eq!(
        one["came"]["places"][0],
        json!({"file": "north.csv", "line": 2, "source": "company-site", "date": "2026-05-04"})
    );
    let message = &one["messages"][0];
    assert_eq!(
        (&message["cleared"]["by"], &message["cleared"]["who"]),
        (&json!("operator"), &json!("operator ann"))
    );
    assert_eq!(message["cleared"]["through"], "page");
    assert_eq!(message["policy"]["drawn"], true);
    assert_eq!(told["company"]["domains"], json!(["fjord.example"]));
    let (status, done) = world
        .ask("ann", Method::POST, "/why/stop-company", Some(asked))
        .await;
    assert_eq!(
        (status, &done["added"], &done["ended"]),
        (200, &json!(1), &json!(1)),
        "{done}"
    );
    for (wrong, said) in [("nonsense", 400), ("clm_none", 404)] {
        let (status, problem) = world
            .ask("ann", Method::POST, "/why", Some(json!({ "q": wrong })))
            .await;
        assert_eq!(status, said, "{problem}");
    }
}
