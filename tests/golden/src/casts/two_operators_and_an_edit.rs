//! Who is in `two_operators_and_an_edit`.

use crate::{Cast, person};
use harness::corpora::Story;

/// Where the contact is.
pub const ZONE: &str = "Europe/Rome";

/// A cast of our own.
pub fn ours() -> Cast {
    let contact = person(
        "Ornella Caprioli",
        "Responsabile Logistica",
        "Freddo Alto",
        "o.caprioli@freddoalto.example",
        "Italy",
        ZONE,
    );
    Cast::new(contact, &["Ok."])
}

/// That of the labelled corpora, if they are there.
pub fn labelled() -> Option<Cast> {
    let story = Story::open("11-two-operators-and-an-edit.md")?;
    let says = story.said("2026-11-17 12:12+01:00").to_owned();
    Some(Cast::new(story.contact(&ours().contact), &[&says]))
}
