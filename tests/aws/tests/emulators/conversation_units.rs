//! A whole conversation costs the same in memory, on SQLite and on DynamoDB, and ends alike.

use adapters_aws::{Aws, Endpoints};
use adapters_local::{ManualClock, MemoryTable, SqliteStore};
use aws_tests::DynamoDb;
use harness::{AgentText, HouseText, Person, Reply, World, at, load};
use ports::{Table, Units};
use std::sync::Arc;

const BEGINS: &str = "2026-09-07 07:30+02:00";
const ZONE: &str = "Europe/Stockholm";

fn contact() -> Person {
    Person {
        first_name: "Signe".to_owned(),
        last_name: "Aaboe".to_owned(),
        title: "Head of Logistics".to_owned(),
        company: "Halle Parts".to_owned(),
        email: "signe.aaboe@halle.example".to_owned(),
        linkedin: String::new(),
        country: "Sweden".to_owned(),
        timezone: ZONE.to_owned(),
    }
}

/// Two letters, a delivery notice for each, a yes, and the operator takes over.
async fn lived(table: Arc<dyn Table>, clock: ManualClock) -> (Units, String) {
    let agent = AgentText {
        name: "freight",
        steps: &["email", "email 3 working days"],
    };
    let house = HouseText {
        timezone: ZONE,
        ..HouseText::default()
    };
    let mut world = World::on(table, clock, load(&house, &[agent]), 1).await;
    let contact = contact();
    world.leads.add("freight.csv", &contact);
    world.accept_leads("Ada", "freight").await;
    let id = world.conversation_with(&contact.email).await;
    world.run_until("2026-09-07 07:40+02:00").await;
    world.approve_at("2026-09-07 08:12+02:00", "Ada", &id).await;
    world.run_until("2026-09-07 09:02+02:00").await;
    let first = world.mailer.left()[0].clone();
    world.report(&first, "delivered", None).await;
    world.run_until("2026-09-10 08:00+02:00").await;
    world.approve_at("2026-09-10 08:40+02:00", "Ada", &id).await;
    world.run_until("2026-09-10 09:03+02:00").await;
    let second = world.mailer.left()[1].clone();
    world.report(&second, "delivered", None).await;
    world.run_until("2026-09-10 16:20+02:00").await;
    let name = contact.name();
    let reply = Reply {
        from: (&name, &contact.email),
        answers: Some(&second),
        text: "Yes, that would help us. Can you call me on Friday?",
        timezone: ZONE,
        ..Reply::default()
    };
    world.receive(reply.raw(world.now())).await;
    world.run_until("2026-09-10 16:30+02:00").await;
    world.take_over("Ada", &id).await;
    world.run_until("2026-09-20 12:00+02:00").await;
    assert_eq!(world.failures, Vec::<String>::new());
    // What the test itself looked at costs the same everywhere, too.
    let timeline = world.timeline(ZONE).await;
    (ports::Table::units(&*world.ports.table), timeline)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conversation_costs_the_same_everywhere() {
    let clock = || ManualClock::new(at(BEGINS));

    let here = clock();
    let memory = lived(Arc::new(MemoryTable::new(here.shared())), here).await;
    assert!(memory.1.contains("taken over"), "{}", memory.1);
    assert!(
        memory.0.write > 100 && memory.0.read > 100,
        "{:?}",
        memory.0
    );

    let here = clock();
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("store.sqlite3"), here.shared()).unwrap();
    let sqlite = lived(store.table(), here).await;
    assert_eq!(sqlite, memory);

    let here = clock();
    let database = DynamoDb::start();
    database.make_table("items").await;
    let endpoints = Endpoints {
        dynamodb: Some(database.address().to_owned()),
        ..Endpoints::default()
    };
    let table = Aws::at(endpoints).table("items", here.shared());
    let dynamodb = lived(Arc::new(table), here).await;
    assert_eq!(dynamodb, memory);
}
