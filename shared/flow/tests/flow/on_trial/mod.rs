//! A push that changes what the model is told: the certified version ships on while the new one earns a proof of its
//! own, by a share of the new conversations or by letters of before that it writes anew.

mod canary;
mod replayed;

use domain::conversation::Unit;
use domain::trust::ClassId;
use domain::{Actor, ConversationId};
use flow::trust;
use flow::versions;
use harness::{AgentText, HouseText, Person, World, at, files};
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
