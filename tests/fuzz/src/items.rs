//! Stored items: what another version, a restored backup or a bad disk left in the table.
//!
//! Input: the name of a type, a line end, and the item's body.

use domain::conversation::{CardRef, cards, due, evolve};
use domain::rows::{AgentRow, CompanyRow, ContactRow, FleetRow, MailboxRow, StopRow, UnreadRow};
use flow::due::{DueRow, TaskMessage};
use flow::items::{
    CursorRow, DraftBlob, EventBatch, ExcludedRow, Head, IdentifierRow, InFlightRow, InboundRow,
    IndexRow, ListHead, ListLead, ListVerdictRow, LogRow, MessageIdRow, NoteBlob, ReadingBlob,
    SourcingRow, Vault, decode, encode,
};
use flow::moving::ArrivalRow;
use ports::{Item, Key};
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Debug;

/// What can be decoded comes back the same, and a conversation can be folded and shown.
pub fn law(bytes: &[u8]) {
    let cut = bytes.iter().position(|byte| *byte == b'\n');
    let (name, body) = match cut {
        Some(cut) => (&bytes[..cut], &bytes[cut + 1..]),
        None => (bytes, &[][..]),
    };
    match name {
        b"head" => {
            if let Some(head) = back::<Head>(body) {
                let _ = (
                    cards(&head.state),
                    due(&head.state),
                    head.state.phase.words(),
                );
            }
        }
        b"events" => {
            if let Some(batch) = back::<EventBatch>(body) {
                let mut state = None;
                for event in &batch.events {
                    state = evolve(state, event);
                    if let Some(state) = &state {
                        let _ = (cards(state), due(state));
                    }
                }
                if let Some(state) = state {
                    back::<domain::conversation::Conversation>(&encode(&state))
                        .expect("a folded state can be stored");
                }
            }
        }
        b"vault" => drop(back::<Vault>(body).map(|vault| vault.name())),
        b"log" => drop(back::<LogRow>(body)),
        b"identifier" => drop(back::<IdentifierRow>(body)),
        b"message" => drop(back::<MessageIdRow>(body)),
        b"index" => drop(back::<IndexRow>(body)),
        b"in flight" => drop(back::<InFlightRow>(body)),
        b"draft" => drop(back::<DraftBlob>(body)),
        b"note" => drop(back::<NoteBlob>(body)),
        b"inbound" => drop(back::<InboundRow>(body)),
        b"reading" => drop(back::<ReadingBlob>(body)),
        b"list" => drop(back::<ListHead>(body)),
        b"lead" => drop(back::<ListLead>(body)),
        b"excluded" => drop(back::<ExcludedRow>(body)),
        b"list verdict" => drop(back::<ListVerdictRow>(body)),
        b"sourcing" => drop(back::<SourcingRow>(body)),
        b"cursor" => drop(back::<CursorRow>(body)),
        b"due" => drop(back::<DueRow>(body)),
        b"card" => drop(back::<CardRef>(body)),
        b"contact" => drop(back::<ContactRow>(body)),
        b"company" => drop(back::<CompanyRow>(body)),
        b"stop" => drop(back::<StopRow>(body)),
        b"mailbox" => drop(back::<MailboxRow>(body)),
        b"agent" => drop(back::<AgentRow>(body)),
        b"fleet" => drop(back::<FleetRow>(body)),
        b"arrival" => drop(back::<ArrivalRow>(body)),
        b"unread" => drop(back::<UnreadRow>(body)),
        b"task" => {
            if let Ok(task) = serde_json::from_slice::<TaskMessage>(body) {
                let written = serde_json::to_vec(&task).expect("a task can be written");
                let back: TaskMessage = serde_json::from_slice(&written).expect("and read");
                assert_eq!(back, task);
            }
        }
        _ => {}
    }
}

fn back<T: Serialize + DeserializeOwned + PartialEq + Debug>(body: &[u8]) -> Option<T> {
    let item = |body: Vec<u8>| Item {
        key: Key {
            pk: "a".to_owned(),
            sk: "b".to_owned(),
        },
        version: 1,
        attempt: String::new(),
        body,
        expires: None,
    };
    let value: T = decode(&item(body.to_vec())).ok()?;
    let again: T = decode(&item(encode(&value))).expect("what we wrote can be read");
    assert_eq!(again, value);
    Some(value)
}
