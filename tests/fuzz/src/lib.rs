//! One module a fuzz target: how bytes become an input, and the laws that hold whatever the bytes are.
//!
//! A law that is broken panics, and so does the code under test; libFuzzer tells both with the input
//! that did it. Time and memory are libFuzzer's to watch. Must never be here: randomness, a clock or
//! anything else that lets one input run in two ways.

#![forbid(unsafe_code)]

pub mod api;
pub mod bodies;
pub mod identity;
pub mod items;
pub mod label;
pub mod leads;
pub mod lint;
pub mod mail;
pub mod playbook;
pub mod tokens;

use std::sync::LazyLock;

/// Bytes to blow inputs up to; see [`try_on`].
static REPEAT: LazyLock<Option<usize>> =
    LazyLock::new(|| std::env::var("ONLOOP_FUZZ_REPEAT").ok()?.parse().ok());

/// Most bytes that are read one by one: a piece to be repeated is short.
const LONGEST_PIECE: usize = 256;

/// Tries a law on an input, or, where `ONLOOP_FUZZ_REPEAT` tells a size, on the input with its middle
/// third repeated up to that size: what takes the square of its length shows itself by the timeout
/// only then.
pub fn try_on(bytes: &[u8], law: fn(&[u8])) {
    let third = bytes.len() / 3;
    match (*REPEAT, bytes.get(third..third * 2)) {
        (Some(size), Some(middle)) if (1..=LONGEST_PIECE).contains(&third) => {
            let mut long = bytes[..third].to_vec();
            long.extend(middle.repeat(size / third));
            long.extend(&bytes[third * 2..]);
            law(&long);
        }
        _ => law(bytes),
    }
}

/// The text up to a line end, and what follows it.
fn line(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or((text, ""))
}
