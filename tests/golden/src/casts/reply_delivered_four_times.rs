//! Who is in `reply_delivered_four_times`.

use crate::{Cast, person};
use harness::corpora::Story;

/// Where the contact is.
pub const ZONE: &str = "Europe/Paris";

/// A cast of our own.
pub fn ours() -> Cast {
    let contact = person(
        "Odile Vernay",
        "Acheteuse",
        "Cartons Blancs",
        "odile@cartonsblancs.example",
        "France",
        ZONE,
    );
    Cast::new(
        contact,
        &["Bonjour, travaillez-vous déjà avec des sites du froid ? Nos quais sont à 4 degrés."],
    )
}

/// That of the labelled corpora, if they are there.
pub fn labelled() -> Option<Cast> {
    let story = Story::open("04-same-reply-three-times.md")?;
    Some(Cast::new(
        story.contact(&ours().contact),
        &[story.said("2026-09-10 10:02:11+02:00")],
    ))
}
