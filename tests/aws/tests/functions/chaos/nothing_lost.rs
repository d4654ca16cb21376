//! Invariant 10, once a storm is over: whatever waits has what wakes it or is on screen, whatever came in is labelled
//! and on screen, and no queue holds a task.

use super::stored::Story;
use aws_tests::Deployed;
use domain::InboundId;
use domain::conversation::Phase;
use flow::items::{self, InboundRow};
use flow::{due, keys};
use ports::{Key, Queue, QueueName, ScanRequest, Table};

async fn is_there(table: &dyn Table, key: Key) -> bool {
    table.get(&[key]).await.unwrap().remove(0).is_some()
}

async fn conversation(table: &dyn Table, story: &Story) {
    let Story { state, head, .. } = story;
    let id = &state.id;
    let waits = head.due.is_some()
        || !head.cards.is_empty()
        || state.phase.is_final()
        || matches!(
            state.phase,
            Phase::WithOperator {
                taken_over: Some(_)
            }
        );
    assert!(waits, "{id} waits for nobody: {}", state.phase.words());
    if let Some(due) = head.due {
        let (key, _) = due::of_conversation(state, due);
        assert!(
            is_there(table, key).await,
            "{id}: nothing wakes it: {due:?}"
        );
    }
    for card in &head.cards {
        let shown = is_there(table, keys::card(card)).await;
        assert!(shown, "{id}: a card is missing: {card:?}");
    }
}

/// All messages that came in.
async fn inbound(table: &dyn Table) -> Vec<(InboundId, InboundRow)> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let request = ScanRequest {
            after,
            limit: 1_000,
        };
        let read = table.scan(&request).await.unwrap();
        for item in &read.items {
            if let Some(id) = item.key.pk.strip_prefix("inbound#") {
                found.push((InboundId::parse(id).unwrap(), items::decode(item).unwrap()));
            }
        }
        after = read.next;
        if after.is_none() {
            return found;
        }
    }
}

/// Fails where something is lost.
pub(crate) async fn check(stack: &Deployed, stories: &[Story]) {
    let table = stack.stored();
    for story in stories {
        conversation(&table, story).await;
    }
    let inbound = inbound(&table).await;
    let came = inbound.len();
    assert_eq!(came, 2, "an answer and a bounce, twice each: {inbound:?}");
    for (id, row) in &inbound {
        assert!(row.intent.is_some(), "{id} is not labelled: {row:?}");
        let shown = row.matched.is_some() || is_there(&table, keys::unmatched(row.at, id)).await;
        assert!(shown, "{id} is on no screen: {row:?}");
    }
    for queue in QueueName::ALL {
        let waiting = stack.queues.receive(queue, 10, 1_000).await.unwrap();
        assert!(waiting.is_empty(), "{queue:?} holds {waiting:?}");
    }
}
