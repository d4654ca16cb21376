//! Who is in `halt_in_a_batch`.

use crate::{Cast, person};
use harness::corpora::Story;

/// Where the contact is.
pub const ZONE: &str = "Europe/London";

/// A cast of our own.
pub fn ours() -> Cast {
    let contact = person(
        "Gwen Parry",
        "IT Manager",
        "Ystrad Homes",
        "gwen.parry@ystrad.example",
        "United Kingdom",
        ZONE,
    );
    Cast::new(contact, &["Yes, let's try it. Does Friday suit you?"])
}

/// That of the labelled corpora, if they are there.
pub fn labelled() -> Option<Cast> {
    let story = Story::open("10-operator-halts-mid-batch.md")?;
    assert_eq!(story.row("time zone"), ZONE);
    Some(Cast::new(
        ours().contact,
        &[story.said("2026-11-11 10:20Z")],
    ))
}
