//! The bodies of the operator's API, as a broken or hostile client sends them.

use onloop_http::wire::{
    Forget, GiveListVerdict, GiveVerdict, Halt, NewLink, NewStop, SetClock, SignIn,
};
use serde::de::DeserializeOwned;

/// Reads the body as each of them; a refusal is one that a person can read.
pub fn law(bytes: &[u8]) {
    let read = [
        one::<SignIn>(bytes),
        one::<NewLink>(bytes),
        one::<GiveVerdict>(bytes),
        one::<GiveListVerdict>(bytes),
        one::<Halt>(bytes),
        one::<NewStop>(bytes),
        one::<Forget>(bytes),
        one::<SetClock>(bytes),
    ];
    // They share no shape: else a verdict sent to the wrong address could be taken for another thing.
    // Lists stand for the fields in their order, so these may.
    let list = bytes.trim_ascii_start().starts_with(b"[");
    assert!(
        list || read.iter().filter(|read| **read).count() <= 1,
        "{read:?}"
    );
}

fn one<T: DeserializeOwned>(bytes: &[u8]) -> bool {
    match serde_json::from_slice::<T>(bytes) {
        Ok(_) => true,
        Err(error) => {
            let told = error.to_string();
            assert!(!told.is_empty());
            false
        }
    }
}
