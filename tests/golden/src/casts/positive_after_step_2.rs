//! Who is in `positive_after_step_2`.

use crate::{Cast, person};
use harness::corpora::Story;

/// Where the contact is.
pub const ZONE: &str = "Europe/Oslo";

/// A cast of our own.
pub fn ours() -> Cast {
    let contact = person(
        "Ingrid Hauge",
        "Head of Logistics",
        "Nordstein",
        "ingrid.hauge@nordstein.example",
        "Norway",
        ZONE,
    );
    Cast::new(
        contact,
        &["Hei, good timing. Could we talk on Wednesday 16th at 11, with one of your engineers?"],
    )
}

/// That of the labelled corpora, if they are there.
pub fn labelled() -> Option<Cast> {
    let story = Story::open("01-positive-after-step-2.md")?;
    Some(Cast::new(
        story.contact(&ours().contact),
        &[story.said("2026-09-10 16:20+02:00")],
    ))
}
