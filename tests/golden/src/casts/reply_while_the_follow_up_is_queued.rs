//! Who is in `reply_while_the_follow_up_is_queued`.

use crate::{Cast, person};
use harness::corpora::Story;

/// Where the contact is.
pub const ZONE: &str = "Europe/Berlin";

/// A cast of our own.
pub fn ours() -> Cast {
    let contact = person(
        "Henrike Oltmanns",
        "Leiterin Recht",
        "Gusswerk Leda",
        "oltmanns@gusswerk.example",
        "Germany",
        ZONE,
    );
    Cast::new(
        contact,
        &["Not this year, we are rebuilding two halls. Please come back in Q1 2027."],
    )
}

/// That of the labelled corpora, if they are there.
pub fn labelled() -> Option<Cast> {
    let story = Story::open("06-reply-while-follow-up-is-queued.md")?;
    Some(Cast::new(
        story.contact(&ours().contact),
        &[story.said("2026-05-26 08:58:30+02:00")],
    ))
}
