//! The skim: a positive that hid among the negatives is found, and what was looked at is counted.

use crate::write_back;
use domain::conversation::Through;
use domain::{AgentName, ConversationId, Intent, OperatorId};
use flow::skim::{self, Bound, Skim};
use flow::verdicts::{self, Decision};
use flow::{items, keys, step};
use harness::{HouseText, Method, NORTH, Person, World, load};
use ports::Expect;
use serde_json::json;
use std::collections::BTreeSet;

const PEOPLE: [&str; 4] = ["Kari", "Liv", "Ola", "Per"];
const SAYS: [&str; 4] = [
    "No thanks, we're not interested.",
    "Thanks, but we are not interested.",
    "We have no need for this, thank you.",
    "Sounds good, please call me on Thursday at ten.",
];

fn by() -> OperatorId {
    OperatorId::parse("ann").unwrap()
}

fn address(name: &str) -> String {
    format!("{0}@{0}-fjord.example", name.to_lowercase())
}

/// Three that declined and one that agreed, each by the first letter.
async fn world() -> World {
    let playbook = load(&HouseText::default(), &[NORTH]);
    let mut world = World::start("2026-09-07T07:00+02:00", playbook).await;
    for name in PEOPLE {
        let person = Person::of(name, &format!("{name} Fjord"));
        world.leads.add("north.csv", &person);
    }
    world.accept_leads("ann", "north").await;
    for name in PEOPLE {
        let id = world.conversation_with(&address(name)).await;
        world.approve("ann", &id).await;
    }
    world.run_until("2026-09-07T12:00+02:00").await;
    for (name, text) in PEOPLE.into_iter().zip(SAYS) {
        write_back(&mut world, name, &address(name), text).await;
    }
    world
}

async fn skimmed(world: &World) -> Skim {
    skim::skim(&world.ports, None, None).await.unwrap()
}

fn bound(skim: &Skim) -> Bound {
    skim.bounds[&AgentName::parse("north").unwrap()]
}

async fn relabel(world: &mut World, id: &ConversationId, through: Through, to: Intent) {
    let inbound = world.head(id).await.state.inbound[0].id.clone();
    let verdict = world.verdict();
    let decision = Decision::Relabel {
        inbound,
        to,
        resume_on: None,
    };
    verdicts::give(&world.ports, id, &by(), through, &verdict, &decision)
        .await
        .unwrap();
}

#[tokio::test]
async fn negatives_that_were_not_shown_are_skimmed_and_a_hidden_positive_becomes_a_card() {
    let mut world = world().await;
    let page = skimmed(&world).await;
    let names: Vec<&str> = page.lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(names.len(), 3, "{names:?}: the positive is a card already");
    assert!(!names.contains(&"Per Berg"));
    assert!(page.lines.is_sorted_by(|a, b| a.confidence <= b.confidence));
    let kari = page
        .lines
        .iter()
        .find(|line| line.name == "Kari Berg")
        .unwrap();
    assert_eq!(
        (kari.intent, kari.company.as_str()),
        (Intent::NotInterested, "Kari Fjord")
    );
    assert!(
        !kari.evidence.is_empty() && kari.words == SAYS[0],
        "{kari:?}"
    );
    assert_eq!((page.waiting, page.complete, page.next), (3, true, None));
    let start = bound(&skimmed(&world).await);
    assert_eq!(
        (start.negatives, start.looked_at, start.estimate, start.high),
        (3, 0, None, 1.0)
    );

    // What a machine decides holds, and is no look.
    let id = world.conversation_with(&address("Kari")).await;
    assert!(!world.cards().await.iter().any(|card| card.is_of(&id)));
    relabel(&mut world, &id, Through::Machine, Intent::Positive).await;
    assert!(world.cards().await.iter().any(|card| card.is_of(&id)));
    let page = skimmed(&world).await;
    assert_eq!((page.lines.len(), bound(&page).looked_at), (2, 0));

    // A person at the page: a positive comes up as a card and counts, another kind of no counts as right.
    let id = world.conversation_with(&address("Liv")).await;
    relabel(&mut world, &id, Through::Page, Intent::Positive).await;
    assert!(world.cards().await.iter().any(|card| card.is_of(&id)));
    assert_eq!(world.phase(&id).await, "with the operator");
    let id = world.conversation_with(&address("Ola")).await;
    relabel(&mut world, &id, Through::Page, Intent::WrongPerson).await;
    let page = skimmed(&world).await;
    let found = bound(&page);
    assert_eq!(
        (
            page.lines.len(),
            found.negatives,
            found.looked_at,
            found.overturned
        ),
        (0, 3, 2, 1)
    );
    assert_eq!(found.estimate, Some(0.5));
    assert!(found.low > 0.0 && found.high < 1.0);
    assert_eq!(
        world.mailer.left().len(),
        PEOPLE.len(),
        "nothing is sent by a label"
    );
}

#[tokio::test]
async fn lines_that_are_right_are_counted_once_and_a_later_label_overturns() {
    let mut world = world().await;
    let page = skimmed(&world).await;
    let ids: Vec<String> = page.lines.iter().map(|line| line.id.clone()).collect();
    assert_eq!(skim::seen(&world.ports, &by(), &ids).await.unwrap(), 3);
    assert_eq!(
        skim::seen(&world.ports, &by(), &ids).await.unwrap(),
        0,
        "a repeat"
    );
    let page = skimmed(&world).await;
    assert_eq!(
        (
            page.lines.len(),
            bound(&page).looked_at,
            bound(&page).overturned
        ),
        (0, 3, 0)
    );
    let id = world.conversation_with(&address("Liv")).await;
    relabel(&mut world, &id, Through::Page, Intent::InfoRequest).await;
    let found = bound(&skimmed(&world).await);
    assert_eq!((found.looked_at, found.overturned), (3, 1));
    for none in [
        vec![],
        vec!["nonsense".to_owned()],
        vec![ids[0].clone(); 201],
    ] {
        assert!(skim::seen(&world.ports, &by(), &none).await.is_err());
    }
    // A week later they are no lines any more, and still counted; after four weeks they are not.
    world.run_until("2026-09-21T12:00+02:00").await;
    assert_eq!(bound(&skimmed(&world).await).looked_at, 3);
    world.idle_until("2026-10-20T12:00+02:00");
    assert!(skimmed(&world).await.bounds.is_empty());
}

#[tokio::test]
async fn a_long_skim_comes_page_by_page_and_holds_nobody_who_was_forgotten() {
    let world = world().await;
    let id = world.conversation_with(&address("Kari")).await;
    let head = world.head(&id).await;
    let more = 60;
    for number in 0..more {
        let at = world.now() + jiff::SignedDuration::from_millis(number + 1);
        let row = skim::NegativeRow {
            inbound: head.state.inbound[0].id.clone(),
            conversation: id.clone(),
            agent: head.state.agent.clone(),
            intent: Intent::NotInterested,
            confidence: 700,
            at,
            shown: false,
            looked: None,
        };
        let key = keys::negative(at, &row.inbound);
        step::finish(&world.ports, &[items::put(key, &row, Expect::Absent)])
            .await
            .unwrap();
    }
    let first = skimmed(&world).await;
    let all = usize::try_from(more).unwrap() + 3;
    assert_eq!((first.lines.len(), first.waiting), (skim::MOST_LINES, all));
    let rest = skim::skim(&world.ports, None, first.next.as_deref())
        .await
        .unwrap();
    assert_eq!(
        (rest.lines.len(), rest.next),
        (all - skim::MOST_LINES, None)
    );
    let ids: BTreeSet<&String> = first
        .lines
        .iter()
        .chain(&rest.lines)
        .map(|line| &line.id)
        .collect();
    assert_eq!(ids.len(), all, "each line once");
    let south = AgentName::parse("south").unwrap();
    let none = skim::skim(&world.ports, Some(&south), None).await.unwrap();
    assert_eq!((none.lines.len(), none.bounds.len()), (0, 1));
    flow::forget::forget(&world.ports, &by(), &address("Kari"))
        .await
        .unwrap();
    let left = skim::skim(&world.ports, None, None).await.unwrap();
    assert!(left.lines.iter().all(|line| line.name != "Kari Berg"));
}

#[tokio::test]
async fn at_the_door_a_line_is_relabelled_by_the_verdict_of_its_card_and_the_rest_is_said_to_be_right()
 {
    let world = world().await;
    let (status, page) = world
        .ask("ann", Method::GET, "/skim?agent=north", None)
        .await;
    assert_eq!(
        (status, page["lines"].as_array().map(Vec::len)),
        (200, Some(3)),
        "{page}"
    );
    let card = page["lines"][0]["card"].as_str().unwrap();
    let verdict =
        json!({"verdict": "vrd_skim", "decision": {"type": "relabel", "intent": "positive"}});
    let (status, decided) = world
        .ask(
            "ann",
            Method::POST,
            &format!("/cards/{card}/verdict"),
            Some(verdict),
        )
        .await;
    assert_eq!(
        (status, &decided["card"]["reply"]["intent"]),
        (200, &json!("positive")),
        "{decided}"
    );
    let (_, page) = world.ask("ann", Method::GET, "/skim", None).await;
    let lines: Vec<_> = page["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| &line["line"])
        .collect();
    assert_eq!(lines.len(), 2);
    let (status, counted) = world
        .ask(
            "ann",
            Method::POST,
            "/skim/seen",
            Some(json!({ "lines": lines })),
        )
        .await;
    assert_eq!(status, 200, "{counted}");
}
