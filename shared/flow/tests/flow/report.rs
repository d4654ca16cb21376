//! The weekly report, from the events of a week in which everything happens once.

use crate::write_back;
use domain::AgentName;
use flow::report::{self, Answer, Report, Usual, Week};
use flow::verdicts::Decision;
use harness::{AgentText, HouseText, Method, NORTH, Person, World, load};

const SOUTH: AgentText = AgentText {
    name: "south",
    steps: &["email"],
};

const USUAL: Usual = Usual {
    list: 90,
    draft: 20,
    reply: 45,
};

fn name(agent: &str) -> AgentName {
    AgentName::parse(agent).unwrap()
}

async fn of(world: &World, agent: Option<&str>, week: &str) -> Report {
    let week = Week::read(&world.ports, Some(week)).unwrap();
    let agent = agent.map(name);
    report::report(&world.ports, agent.as_ref(), week, USUAL)
        .await
        .unwrap()
}

/// Four at north: one killed, one edited, two approved, of whom one agrees. The week is 2026-W37.
async fn world() -> World {
    let playbook = load(&HouseText::default(), &[NORTH, SOUTH]);
    let mut world = World::start("2026-09-07T07:00+00:00", playbook).await;
    for one in ["Kari", "Liv", "Ola", "Per"] {
        world
            .leads
            .add("north.csv", &Person::of(one, &format!("{one} Fjord")));
    }
    world.accept_leads("ann", "north").await;
    world.run_until("2026-09-07T08:00+00:00").await;
    let address = |one: &str| format!("{0}@{0}-fjord.example", one.to_lowercase());
    let kari = world.conversation_with(&address("Kari")).await;
    let seen = world.seen(&kari).await;
    let kill = Decision::Kill {
        seen,
        reason: "off_tone".to_owned(),
        note: None,
    };
    world.decide("ann", &kari, kill).await.unwrap();
    world.run_until("2026-09-07T08:01+00:00").await;
    let liv = world.conversation_with(&address("Liv")).await;
    let seen = world.seen(&liv).await.remove(0);
    let (subject, body) = world.draft(&liv, 1).await;
    let edit = Decision::Edit {
        seen,
        subject,
        body: format!("{body}\n\nIt saves 12 hours."),
    };
    world.decide("ann", &liv, edit).await.unwrap();
    for one in ["Liv", "Ola", "Per"] {
        let id = world.conversation_with(&address(one)).await;
        world.approve("ann", &id).await;
    }
    world.run_until("2026-09-07T12:00+00:00").await;
    let from = address("Per");
    write_back(
        &mut world,
        "Per",
        &from,
        "Sounds good, please call me on Thursday at ten.",
    )
    .await;
    let per = world.conversation_with(&from).await;
    world.take_over("ann", &per).await;
    // Written down by mistake, taken back, written down, and said once more.
    let slip = world.decide("ann", &per, Decision::Meeting).await.unwrap();
    world.undo("ann", &per, &slip).await.unwrap();
    world.decide("ann", &per, Decision::Meeting).await.unwrap();
    world.decide("ann", &per, Decision::Meeting).await.unwrap();
    world
}

#[tokio::test]
async fn a_week_is_counted_stage_by_stage_and_the_next_one_apart() {
    let mut world = world().await;
    let told = of(&world, Some("north"), "2026-W37").await;
    let week = &told.total.week;
    assert_eq!((week.sourced, week.accepted, week.rejected), (4, 4, 0));
    assert_eq!(
        (
            week.judged,
            week.approved,
            week.killed,
            week.fixed,
            week.polished
        ),
        (4, 2, 1, 1, 0)
    );
    assert_eq!(
        week.kills.iter().collect::<Vec<_>>(),
        [(&"off_tone".to_owned(), &1)]
    );
    assert_eq!((week.letters, week.begun, week.replied()), (3, 3, 1));
    assert_eq!((week.positives, week.handed_over, week.meetings), (1, 1, 1));
    // The list 90; the kill, an hour later, 20; the edit a minute later 60; three approvals at the same instant 20
    // each; the reply, hours later, 45.
    assert_eq!(
        (told.total.seconds, told.total.looks),
        (90 + 20 + 60 + 3 * 20 + 45, 7)
    );
    assert_eq!(told.total.before, report::Numbers::default());
    let none = of(&world, Some("south"), "2026-W37").await;
    assert_eq!(none.total.week, report::Numbers::default());
    let fleet = of(&world, None, "2026-W37").await;
    assert_eq!(fleet.total.week, told.total.week);
    assert_eq!(fleet.agents.len(), 2);
    world.run_until("2026-09-14T12:00+00:00").await;
    let next = of(&world, Some("north"), "2026-W38").await;
    assert_eq!(
        next.total.before,
        of(&world, Some("north"), "2026-W37").await.total.week
    );
    assert_eq!(
        (
            next.total.week.sourced,
            next.total.week.killed,
            next.total.looks
        ),
        (0, 0, 0)
    );
}

#[tokio::test]
async fn what_cant_be_said_yet_is_said_so() {
    let mut world = world().await;
    let answers = |told: &Report| {
        told.questions
            .iter()
            .map(|one| one.answer)
            .collect::<Vec<_>>()
    };
    let told = of(&world, Some("north"), "2026-W37").await;
    assert_eq!(
        answers(&told),
        [Answer::NotEnoughYet; 3],
        "{:?}",
        told.questions
    );
    world.run_until("2026-09-22T12:00+00:00").await;
    let told = of(&world, Some("north"), "2026-W37").await;
    assert_eq!(
        answers(&told),
        [Answer::NotEnoughYet, Answer::NotEnoughYet, Answer::Yes]
    );
    let told = of(&world, Some("north"), "2026-W38").await;
    assert_eq!(answers(&told)[0], Answer::Yes, "{:?}", told.questions);
    let told = of(&world, Some("north"), "2026-W39").await;
    assert_eq!(
        answers(&told),
        [Answer::NotEnoughYet; 3],
        "{:?}",
        told.questions
    );
}

#[tokio::test]
async fn the_client_reads_no_kills_no_edits_and_no_minutes() {
    let world = world().await;
    let told = of(&world, None, "2026-W37").await;
    let own = report::markdown(&told, false);
    for words in [
        "# Week 2026-W37, all agents",
        "- Kills: 1 of 4, 25.0 % (between",
        "  - off tone: 1",
        "| letters sent | 3 | 0 |",
        "Was the hour enough? **not enough yet**",
    ] {
        assert!(own.contains(words), "{words} is missing in\n{own}");
    }
    let client = report::markdown(&told, true);
    assert!(client.contains("| positive replies | 1 | 0 |"), "{client}");
    let lower = client.to_lowercase();
    for word in ["kill", "edit", "minute", "policy", "draft", "hour"] {
        assert!(!lower.contains(word), "{word} is in\n{client}");
    }
}

#[tokio::test]
async fn a_week_that_is_none_and_an_agent_that_is_none_are_refused() {
    let world = world().await;
    for none in [
        "", "soon", "2026-W54", "2026-W00", "2026W40", "26-W40", "2026-W1",
    ] {
        assert!(Week::read(&world.ports, Some(none)).is_err(), "{none}");
    }
    let week = Week::read(&world.ports, Some("2026-W53")).unwrap();
    assert_eq!(
        (week.name(), week.monday),
        ("2026-W53".to_owned(), jiff::civil::date(2026, 12, 28))
    );
    assert_eq!(Week::read(&world.ports, None).unwrap().name(), "2026-W37");
    let nobody = name("nobody");
    assert!(
        report::report(&world.ports, Some(&nobody), week, USUAL)
            .await
            .is_err()
    );
}

#[tokio::test]
async fn the_door_tells_the_client_less() {
    let world = world().await;
    let (status, own) = world
        .ask(
            "ann",
            Method::GET,
            "/report?agent=north&week=2026-W37",
            None,
        )
        .await;
    assert_eq!(
        (status, &own["judged"]["killed"]),
        (200, &serde_json::json!(1)),
        "{own}"
    );
    assert_eq!(own["questions"].as_array().map(Vec::len), Some(3));
    let (_, client) = world
        .ask(
            "ann",
            Method::GET,
            "/report?week=2026-W37&client=true",
            None,
        )
        .await;
    assert!(
        client["judged"].is_null() && client["agents"].as_array().is_some_and(Vec::is_empty),
        "{client}"
    );
    assert!(!client.to_string().contains("kill"), "{client}");
    for (wrong, said) in [
        ("week=soon", 400),
        ("agent=nobody", 404),
        ("agent=No%20Body", 404),
    ] {
        let (status, problem) = world
            .ask("ann", Method::GET, &format!("/report?{wrong}"), None)
            .await;
        assert_eq!(status, said, "{problem}");
    }
}
