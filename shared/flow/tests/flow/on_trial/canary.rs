//! A share of the new conversations, written by the new version and reviewed.

use super::{house, is_certified, monday, proven, week};
use domain::OperatorId;
use domain::trust::Stratum;
use flow::trust::{self, Change};
use harness::new_version;

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
