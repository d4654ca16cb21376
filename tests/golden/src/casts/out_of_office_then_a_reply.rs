//! Who is in `out_of_office_then_a_reply`.

use crate::{Cast, person};
use harness::corpora::Story;

/// Where the contact is.
pub const ZONE: &str = "Europe/Amsterdam";

/// A cast of our own.
pub fn ours() -> Cast {
    let contact = person(
        "Femke Dijkhuis",
        "Hoofd Beheer",
        "Waterwerk Oost",
        "f.dijkhuis@waterwerk.example",
        "Netherlands",
        ZONE,
    );
    let away = "Ik ben op vakantie. Vanaf maandag 10 augustus ben ik weer bereikbaar.";
    Cast::new(
        contact,
        &[
            away,
            "Dit is precies waar wij mee zitten. Wat kost zo'n meting per poort?",
        ],
    )
}

/// That of the labelled corpora, if they are there.
pub fn labelled() -> Option<Cast> {
    let story = Story::open("05-out-of-office-then-real-reply.md")?;
    let says = [
        story.said("2026-07-20 09:10:31+02:00"),
        story.said("2026-08-04 19:22+02:00"),
    ];
    Some(Cast::new(story.contact(&ours().contact), &says))
}
