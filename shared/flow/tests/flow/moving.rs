//! A whole stack moves: all of it, once, and never so that two of them send.

use adapters_local::{ManualClock, MemoryBlobs, MemoryQueue, MemoryTable};
use domain::conversation::MessageState;
use domain::{AgentName, OperatorId};
use flow::halts::{self, Scope};
use flow::moving::{self, Arrival, ArrivalRow, Left, Standing, Survey};
use flow::{StepError, items, keys, relay, setup, step};
use harness::{World, at};
use ports::{
    Action, BlobHash, Blobs, Commit, CommitReceipt, Expect, Item, Key, Page, PageRequest,
    PortError, QueueName, Scan, ScanRequest, Table, Units,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// So many changes to a place bring a part of the items there, and not all.
const MIDDLE: i64 = 22;
const START: &str = "2026-09-07 07:00+02:00";

fn ada() -> OperatorId {
    OperatorId::parse("Ada").unwrap()
}

fn clock() -> ManualClock {
    ManualClock::new(at(START))
}

async fn source() -> World {
    let clock = clock();
    let table = Arc::new(MemoryTable::new(clock.shared()));
    World::in_every_phase(table, Arc::new(MemoryBlobs::new()), clock).await
}

async fn leave(world: &World) -> Left {
    let left = moving::leave(&world.ports, &ada(), "there", false).await;
    left.unwrap()
}

async fn survey(table: &dyn Table, blobs: &dyn Blobs) -> Survey {
    moving::survey(table, blobs, &mut |_| {}).await.unwrap()
}

/// Where a stack goes. It breaks down after so many calls that change something, and half of them have
/// happened although it says that nobody knows.
struct Place {
    table: MemoryTable,
    blobs: MemoryBlobs,
    left: AtomicI64,
}

impl Place {
    fn new() -> Self {
        Self {
            table: MemoryTable::new(clock().shared()),
            blobs: MemoryBlobs::new(),
            left: AtomicI64::new(i64::MAX),
        }
    }

    /// How this call goes: as it should, not at all, or unheard.
    fn breaks(&self) -> Option<bool> {
        match self.left.fetch_sub(1, Ordering::Relaxed) {
            1.. => None,
            left => Some(left % 2 == 0),
        }
    }

    async fn take(&self, world: &World, left: &Left) -> Result<Survey, StepError> {
        let ports = &world.ports;
        let id = &left.moved.id;
        let source = survey(&*ports.table, &*ports.blobs).await;
        let mut arrival = Arrival::begin(self, self, id, "here", world.now()).await?;
        moving::copy(&*ports.table, &*ports.blobs, &mut arrival, &mut |_| {}).await?;
        arrival.finish(&source, world.now(), &mut |_| {}).await
    }
}

#[async_trait::async_trait]
impl Table for Place {
    async fn get(&self, keys: &[Key]) -> Result<Vec<Option<Item>>, PortError> {
        self.table.get(keys).await
    }
    async fn page(&self, request: &PageRequest) -> Result<Page, PortError> {
        self.table.page(request).await
    }
    async fn scan(&self, request: &ScanRequest) -> Result<Scan, PortError> {
        self.table.scan(request).await
    }
    async fn commit(&self, commit: Commit) -> Result<CommitReceipt, PortError> {
        match self.breaks() {
            None => self.table.commit(commit).await,
            Some(unheard) => {
                if unheard {
                    self.table.commit(commit).await?;
                }
                // What is reread after it is not there either: the process has ended.
                Err(PortError::Refused("broken off".to_owned()))
            }
        }
    }
    fn units(&self) -> Units {
        self.table.units()
    }
}

#[async_trait::async_trait]
impl Blobs for Place {
    async fn put(&self, owner: &str, bytes: Vec<u8>) -> Result<BlobHash, PortError> {
        match self.breaks() {
            None => self.blobs.put(owner, bytes).await,
            Some(_) => Err(PortError::Refused("broken off".to_owned())),
        }
    }
    async fn get(&self, hash: &BlobHash) -> Result<Option<Vec<u8>>, PortError> {
        self.blobs.get(hash).await
    }
    async fn list(
        &self,
        after: Option<&BlobHash>,
        limit: usize,
    ) -> Result<Vec<BlobHash>, PortError> {
        self.blobs.list(after, limit).await
    }
    async fn delete(&self, hash: &BlobHash) -> Result<(), PortError> {
        self.blobs.delete(hash).await
    }
    async fn delete_all(&self, owner: &str) -> Result<usize, PortError> {
        self.blobs.delete_all(owner).await
    }
}

#[track_caller]
fn refused<T: std::fmt::Debug>(answer: Result<T, StepError>, words: &str) {
    match answer {
        Err(StepError::Port(PortError::Refused(why))) => assert!(why.contains(words), "{why}"),
        other => panic!("expected a refusal, got {other:?}"),
    }
}

#[tokio::test]
async fn a_stack_that_left_sends_no_more_until_the_operator_says_so() {
    let mut world = source().await;
    let letters = world.mailer.left().len();
    let left = leave(&world).await;
    assert!(!left.again);
    for queue in QueueName::ALL {
        assert_eq!(world.ports.queue.depth(queue).await.unwrap().ready, 0);
    }
    refused(
        halts::halt(&world.ports, &ada(), &Scope::Fleet, false).await,
        "was moved from here to there by operator Ada",
    );
    // An agent's own halt is another thing: the fleet's holds all the same.
    let agent = Scope::Agent(AgentName::parse("gates").unwrap());
    world.halt("Ada", &agent, false).await;
    refused(
        setup::ensure(&world.ports).await,
        "at most one of the two may send",
    );
    // Whoever works on all the same claims nothing.
    world.run_until("2026-09-11 12:00+02:00").await;
    assert_eq!(world.mailer.left().len(), letters);

    moving::come_back(&world.ports, &ada()).await.unwrap();
    assert_eq!(
        moving::standing(&*world.ports.table).await.unwrap(),
        Standing::Here
    );
    world.run_until("2026-09-11 13:00+02:00").await;
    assert_eq!(world.mailer.left().len(), letters, "it is still halted");
    world.halt("Ada", &Scope::Fleet, false).await;
    world.run_until("2026-09-14 12:00+02:00").await;
    assert!(world.mailer.left().len() > letters, "and goes on");
    let log = world.log().await;
    for event in ["moved", "moved_back", "halted", "resumed"] {
        assert!(log.iter().any(|line| line.event == event), "{event}");
    }
}

#[tokio::test]
async fn leaving_again_is_the_same_move_and_elsewhere_needs_a_word() {
    let world = source().await;
    let first = leave(&world).await;
    let before = survey(&*world.ports.table, &*world.ports.blobs).await;
    let again = leave(&world).await;
    assert!(again.again);
    assert_eq!(
        survey(&*world.ports.table, &*world.ports.blobs).await,
        before,
        "nothing is written"
    );
    assert_eq!(again.moved, first.moved);
    refused(
        moving::leave(&world.ports, &ada(), "elsewhere", false).await,
        "was moved from here to there",
    );
    let anew = moving::leave(&world.ports, &ada(), "elsewhere", true).await;
    let anew = anew.unwrap();
    assert_eq!(anew.moved.to, "elsewhere");
    assert_ne!(anew.moved.id, first.moved.id);
}

#[tokio::test]
async fn what_waits_in_the_queues_waits_in_the_table_too() {
    let world = source().await;
    world.clock.set(at("2026-09-08 09:30+02:00"));
    let delivered = relay::tick(&world.ports).await.unwrap().delivered;
    assert!(delivered > 0);
    assert_eq!(leave(&world).await.drained, delivered);
    let place = Place::new();
    place.take(&world, &leave(&world).await).await.unwrap();
    let clock = clock();
    clock.set(at("2026-09-08 12:00+02:00"));
    let mut there = world.ports.clone();
    there.table = Arc::new(place.table);
    there.queue = Arc::new(MemoryQueue::new(clock.shared()));
    there.clock = clock.shared();
    let again = relay::tick(&there).await.unwrap().delivered;
    assert!(again >= delivered, "{again} of {delivered}");
}

#[tokio::test]
async fn all_that_is_there_arrives_and_goes_on_where_it_was() {
    let mut world = source().await;
    let left = leave(&world).await;
    let here = survey(&*world.ports.table, &*world.ports.blobs).await;
    assert_eq!(here.conversations, 10);
    let place = Place::new();
    let there = place.take(&world, &left).await.unwrap();
    assert_eq!(there, here);
    // Twice is once.
    assert_eq!(place.take(&world, &left).await.unwrap(), here);

    let letters = world.mailer.left().len();
    world.ports.table = Arc::new(place.table);
    world.ports.blobs = Arc::new(place.blobs);
    setup::ensure(&world.ports).await.unwrap();
    world.run_until("2026-09-08 12:00+02:00").await;
    assert_eq!(world.mailer.left().len(), letters, "it arrives halted");
    world.halt("Ada", &Scope::Fleet, false).await;
    world.run_until("2026-09-09 12:00+02:00").await;
    // What was approved before it left leaves now.
    let jon = world.conversation_with("jon@isfjell.example").await;
    let state = &world
        .head(&jon)
        .await
        .state
        .message(1)
        .unwrap()
        .state
        .clone();
    assert!(matches!(state, MessageState::Sent { .. }), "{state:?}");
    assert_eq!(world.failures, Vec::<String>::new());
}

/// Cut at every call, and gone on with until it is whole.
#[tokio::test]
async fn a_copy_that_breaks_off_anywhere_goes_on() {
    let world = source().await;
    let left = leave(&world).await;
    let here = survey(&*world.ports.table, &*world.ports.blobs).await;
    for calls in 0..1_000 {
        let place = Place::new();
        place.left.store(calls, Ordering::Relaxed);
        let done = place.take(&world, &left).await;
        let whole = done.is_ok();
        if !whole {
            let row = place.table.get(&[keys::arrival()]).await.unwrap().remove(0);
            let row = row.map(|item| items::decode::<ArrivalRow>(&item).unwrap());
            let standing = moving::standing(&place.table).await.unwrap();
            match row {
                // Nothing came at all.
                None => assert_eq!(standing, Standing::Here),
                // Nobody heard of the last commit, and it was made.
                Some(row) if row.done.is_some() => assert_eq!(standing, Standing::Here),
                Some(row) => assert_eq!(standing, Standing::Coming(row)),
            }
            place.left.store(i64::MAX, Ordering::Relaxed);
            assert_eq!(
                place.take(&world, &left).await.unwrap(),
                here,
                "cut after {calls}"
            );
        }
        let standing = moving::standing(&place.table).await.unwrap();
        assert_eq!(standing, Standing::Here, "cut after {calls}");
        if whole {
            assert!(calls > 10);
            return;
        }
    }
    panic!("it is never whole");
}

#[tokio::test]
async fn half_a_stack_begins_nothing() {
    let world = source().await;
    let left = leave(&world).await;
    let place = Place::new();
    place.left.store(MIDDLE, Ordering::Relaxed);
    place.take(&world, &left).await.unwrap_err();
    let mut there = world.ports.clone();
    there.table = Arc::new(place.table);
    refused(setup::ensure(&there).await, "only a part of the stack");
    refused(
        halts::halt(&there, &ada(), &Scope::Fleet, false).await,
        "only a part of the stack",
    );
    refused(
        moving::leave(&there, &ada(), "elsewhere", true).await,
        "only a part of the stack",
    );
}

async fn put(table: &dyn Table, key: Key, body: Vec<u8>) {
    let expect = Expect::Any;
    let expires = None;
    let action = Action::Put {
        key,
        body,
        expect,
        expires,
    };
    let commit = Commit {
        attempt: "by hand".to_owned(),
        actions: vec![action],
    };
    table.commit(commit).await.unwrap();
}

#[tokio::test]
async fn a_place_that_is_not_empty_is_left_alone() {
    let world = source().await;
    let left = leave(&world).await;
    let place = Place::new();
    put(&place.table, keys::stack(), b"x".to_vec()).await;
    refused(place.take(&world, &left).await, "not empty");
    let place = Place::new();
    place.take(&world, &left).await.unwrap();
    let other = moving::leave(&world.ports, &ada(), "elsewhere", true).await;
    refused(
        place.take(&world, &other.unwrap()).await,
        "another stack came here",
    );
}

#[tokio::test]
async fn what_arrives_otherwise_than_it_left_is_not_used() {
    let world = source().await;
    let left = leave(&world).await;
    let jon = world.conversation_with("jon@isfjell.example").await;
    for (key, words) in [
        (keys::vault(&jon), "items of kind conv hold something else"),
        (keys::stop_domain("new.example"), "items of kind stop"),
    ] {
        let place = Place::new();
        place.left.store(MIDDLE, Ordering::Relaxed);
        place.take(&world, &left).await.unwrap_err();
        place.left.store(i64::MAX, Ordering::Relaxed);
        let ports = &world.ports;
        let source = survey(&*ports.table, &*ports.blobs).await;
        let mut arrival = Arrival::begin(&place, &place, &left.moved.id, "here", world.now())
            .await
            .unwrap();
        moving::copy(&*ports.table, &*ports.blobs, &mut arrival, &mut |_| {})
            .await
            .unwrap();
        put(&place.table, key, items::encode(&"x")).await;
        refused(
            arrival.finish(&source, world.now(), &mut |_| {}).await,
            words,
        );
        let standing = moving::standing(&place.table).await.unwrap();
        assert!(matches!(standing, Standing::Coming(_)));
    }
}

#[tokio::test]
async fn a_head_that_is_not_the_fold_of_its_events_is_told() {
    let world = source().await;
    let jon = world.conversation_with("jon@isfjell.example").await;
    let (mut head, _) = step::read::<items::Head>(&world.ports, keys::head(&jon))
        .await
        .unwrap()
        .unwrap();
    head.state.score = head.state.score.saturating_add(1);
    put(&*world.ports.table, keys::head(&jon), items::encode(&head)).await;
    let ports = &world.ports;
    let found = moving::survey(&*ports.table, &*ports.blobs, &mut |_| {}).await;
    match found {
        Err(StepError::Corrupt { key, why }) => {
            assert!(
                key.contains(jon.as_str()) && why.contains("not the fold"),
                "{why}"
            );
        }
        other => panic!("{other:?}"),
    }
}
