//! What a contact costs the table early and late, and which partitions it asks: contacts lived to their end, one
//! cohort after the other, on DynamoDB's emulator or in memory. Both count alike
//! (`tests/emulators/conversation_units.rs`), so that many contacts can be counted in memory.
//!
//! ```text
//! cargo run --release -p aws-tests --example load -- dynamodb 5000
//! cargo run --release -p aws-tests --example load -- memory 100000
//! ```
//!
//! One line of JSON on standard output, progress on standard error. docs/scale.md reckons with it.

use adapters_aws::{Aws, Endpoints};
use adapters_local::{ManualClock, MemoryTable};
use aws_tests::{Contacts, DynamoDb, Failure, Spent};
use ports::{Table, Units};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

const COHORTS: usize = 10;
/// A Monday morning.
const BEGINS: &str = "2026-09-07T08:00:00Z";

/// Two digits after the point, of each contact.
fn each(units: u64, contacts: usize) -> f64 {
    let count = |count: u64| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let contacts = u64::try_from(contacts.max(1)).unwrap_or(u64::MAX);
    (count(units) / count(contacts) * 100.0).round() / 100.0
}

fn sum(spent: &Spent) -> Units {
    spent.values().fold(Units::default(), |all, one| Units {
        read: all.read + one.read,
        write: all.write + one.write,
    })
}

/// Units of a contact by what partition keys begin with: of all, and of the partition asked most.
fn prefixes(spent: &Spent, contacts: usize) -> Value {
    let mut prefixes: BTreeMap<&str, (u64, Units, Units)> = BTreeMap::new();
    for (pk, units) in spent {
        let prefix = pk.split('#').next().unwrap_or(pk);
        let (partitions, all, most) = prefixes.entry(prefix).or_default();
        *partitions += 1;
        all.read += units.read;
        all.write += units.write;
        most.read = most.read.max(units.read);
        most.write = most.write.max(units.write);
    }
    let told = prefixes.into_iter().map(|(prefix, (partitions, all, most))| {
        let told = json!({
            "partitions": partitions,
            "read_units": each(all.read, contacts),
            "write_units": each(all.write, contacts),
            "of_the_most_asked": {"read_units": each(most.read, contacts), "write_units": each(most.write, contacts)},
        });
        (prefix.to_owned(), told)
    });
    Value::Object(told.collect::<Map<String, Value>>())
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (place, contacts) = match words.as_slice() {
        [place, contacts] => (place.as_str(), contacts.parse::<usize>()?),
        _ => return Err("load dynamodb|memory CONTACTS".into()),
    };
    let clock = ManualClock::new(BEGINS.parse()?);
    let mut emulator = None;
    let inner: Arc<dyn Table> = match place {
        "memory" => Arc::new(MemoryTable::new(clock.shared())),
        "dynamodb" => {
            let database = emulator.insert(DynamoDb::start());
            database.make_table("load").await;
            let endpoints = Endpoints {
                dynamodb: Some(database.address().to_owned()),
                ..Endpoints::default()
            };
            Arc::new(Aws::at(endpoints).table("load", clock.shared()))
        }
        _ => return Err(format!("{place:?} is neither dynamodb nor memory").into()),
    };
    let stack = Contacts::on(inner, clock)?;
    let (mut cohorts, mut all, mut lived) = (Vec::new(), Spent::new(), 0);
    for number in 0..COHORTS {
        let (agent, began) = (format!("agent-{number:03}"), Instant::now());
        let count = stack.live(&agent, contacts / COHORTS, None).await?;
        let (spent, seconds) = (stack.spent(), began.elapsed().as_secs_f64());
        let units = sum(&spent);
        lived += count;
        let told = json!({
            "contacts": count,
            "seconds": (seconds * 10.0).round() / 10.0,
            "read_units": each(units.read, count),
            "write_units": each(units.write, count),
        });
        eprintln!("cohort {number}: {told}");
        cohorts.push((told, prefixes(&spent, count)));
        for (pk, units) in spent {
            let known: &mut Units = all.entry(pk).or_default();
            known.read += units.read;
            known.write += units.write;
        }
    }
    let last = cohorts.pop().ok_or("there are no cohorts")?;
    let first = cohorts.first().ok_or("there is one cohort")?;
    let line = json!({
        "place": place,
        "contacts": lived,
        "first": first.0,
        "last": last.0,
        "first_by_prefix": first.1,
        "last_by_prefix": last.1,
        "all_by_prefix": prefixes(&all, lived),
    });
    println!("{line}");
    Ok(())
}
