//! Who is in `delay_then_hard_bounce`.

use crate::{Cast, person};
use harness::corpora::Story;

/// Where the contact is.
pub const ZONE: &str = "Europe/London";

/// A cast of our own.
pub fn ours() -> Cast {
    let contact = person(
        "Robin Ashdown",
        "Yard Manager",
        "Ashdown Bricks",
        "robin@ashdownbricks.example",
        "United Kingdom",
        ZONE,
    );
    Cast {
        other_address: "kit.marlow@ashdownbricks.example".to_owned(),
        ..Cast::new(contact, &[])
    }
}

/// That of the labelled corpora, if they are there.
pub fn labelled() -> Option<Cast> {
    let story = Story::open("03-bounce-delay-then-hard.md")?;
    let mut contact = story.contact(&ours().contact);
    contact.company = contact.company.trim().to_owned();
    let other_address = story.address("2026-06-05 10:00+01:00").to_owned();
    Some(Cast {
        other_address,
        ..Cast::new(contact, &[])
    })
}
