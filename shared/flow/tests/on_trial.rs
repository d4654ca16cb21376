//! A push that changes what the model is told: the certified version ships on while a share of the new conversations,
//! written by the new one and reviewed, earns a proof of its own.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::conversation::Unit;
use domain::trust::{ClassId, Stratum};
use domain::{Actor, ConversationId, OperatorId};
use flow::trust::{self, Change};
use flow::versions;
use harness::{AgentText, HouseText, Person, World, at, files, new_version};
use jiff::ToSpan;
use jiff::civil::date;
use playbook::Files;

const AGENT: AgentText = AgentText {
    name: "north",
    steps: &["email"],
};
const LEADS: usize = 900;

fn house(pattern: &'static str) -> Files {
    let house = HouseText {
        pattern,
        minutes: (200, 600),
        ..HouseText::default()
    };
    files(&house, &[AGENT])
}

fn monday(week: i32) -> String {
    date(2026, 9, 7)
        .saturating_add((7 * week).days())
        .to_string()
}

/// A week of clean letters: all that was drafted in it, whoever cleared it.
async fn week(world: &mut World, number: i32) -> Vec<(ConversationId, Unit)> {
    for id in world
        .drafts_of_the_week("ann", "north", &monday(number))
        .await
    {
        world.approve("ann", &id).await;
    }
    world.work().await;
    let since = at(&format!("{}T10:00+02:00", monday(number)));
    world.routed_since(since, 0..LEADS).await
}

/// A world with a proven class, and which it is.
async fn proven() -> (World, ClassId) {
    let old = house("Begin with what the reader's site says.");
    let playbook = playbook::load(&old).unwrap();
    let mut world = World::start("2026-09-07T07:00+02:00", playbook.clone()).await;
    let taken = versions::take_folder(&world.ports, &Actor::Policy, old, playbook, false);
    assert!(taken.await.unwrap());
    for number in 0..LEADS {
        world.leads.add("north.csv", &Person::numbered(number));
    }
    for number in 0..3 {
        week(&mut world, number).await;
    }
    let id = trust::classes(&world.ports).await.unwrap().remove(0);
    assert!(is_certified(&world, &id).await);
    (world, id)
}

async fn is_certified(world: &World, id: &ClassId) -> bool {
    let row = trust::class_row(&world.ports, id).await.unwrap();
    row.is_some_and(|row| row.class.certificate.is_some())
}

#[tokio::test]
async fn the_certified_version_ships_on_while_a_canary_earns_the_new_one_its_proof() {
    let (mut world, old) = proven().await;
    let new = house("Begin with a question about the reader's gate.");
    let (before, after) = (
        world.ports.playbook.get().version.clone(),
        playbook::load(&new).unwrap().version,
    );
    world.push("ann", new_version(&new)).await;
    let mut number = 3;
    let first = loop {
        let drafted = week(&mut world, number).await;
        number += 1;
        if number == 4 {
            break drafted;
        }
    };
    let (by_old, by_new): (Vec<_>, Vec<_>) = first
        .iter()
        .partition(|(_, unit)| unit.routing.class == old);
    assert!(
        by_old.len() > by_new.len() && by_new.len() > 3,
        "{} by the old version, {} by the new one",
        by_old.len(),
        by_new.len()
    );
    for (_, unit) in &by_old {
        assert_eq!(unit.routing.playbook, before);
        assert!(unit.routing.route.clear, "{}", unit.routing.route.reason);
    }
    for (_, unit) in &by_new {
        assert_eq!(unit.routing.playbook, after);
        assert!(!unit.routing.route.clear && unit.was_judged());
    }
    let id = by_new[0].1.routing.class.clone();
    let row = trust::class_row(&world.ports, &id).await.unwrap().unwrap();
    assert_eq!(row.class.succeeds, Some(old.clone()));

    // Clean ones in a row, and the new version takes over.
    while !is_certified(&world, &id).await {
        assert!(number < 16, "no proof after {number} weeks");
        week(&mut world, number).await;
        number += 1;
    }
    let last = week(&mut world, number).await;
    assert!(!last.is_empty());
    assert!(last.iter().all(|(_, unit)| unit.routing.class == id));
    assert!(last.iter().any(|(_, unit)| unit.routing.route.clear));
    assert_eq!(world.failures, Vec::<String>::new());
}

#[tokio::test]
async fn an_old_version_that_lost_its_proof_writes_nothing_more() {
    let (mut world, old) = proven().await;
    world
        .push(
            "ann",
            new_version(&house("Begin with a question about the reader's gate.")),
        )
        .await;
    let by = OperatorId::parse("ann").unwrap();
    trust::change(&world.ports, &old, &Stratum::Class, &Change::Demote, &by)
        .await
        .unwrap();
    let drafted = week(&mut world, 3).await;
    assert!(!drafted.is_empty());
    assert!(drafted.iter().all(|(_, unit)| unit.routing.class != old));
}

#[tokio::test]
async fn drafts_that_the_operator_wants_anew_are_written_by_the_version_he_put_in_force() {
    let (mut world, old) = proven().await;
    world
        .push(
            "ann",
            new_version(&house("Begin with a question about the reader's gate.")),
        )
        .await;
    world.drafts_of_the_week("ann", "north", &monday(3)).await;
    world.redraft_all("ann", "north").await;
    world.work().await;
    let version = world.ports.playbook.get().version.clone();
    for id in world.waiting_drafts().await {
        let state = world.head(&id).await.state;
        let (_, unit) = state.units().last().unwrap();
        assert_eq!(unit.routing.playbook, version);
        assert_ne!(unit.routing.class, old);
    }
}
