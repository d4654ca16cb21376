//! Who is in `new_thread`.

use crate::{Cast, person};
use harness::corpora::Story;

/// Where the contact is.
pub const ZONE: &str = "Europe/Stockholm";

/// A cast of our own.
pub fn ours() -> Cast {
    let contact = person(
        "Gunvor Hallin",
        "Chief Operating Officer",
        "Sundkakel AB",
        "gunvor.hallin@sundkakel.example",
        "Sweden",
        ZONE,
    );
    Cast {
        other_address: "tile.friend@mail.example".to_owned(),
        ..Cast::new(
            contact,
            &[
                "Hello, would it fit a kiln from the seventies with a dial? If so I want one here. /G",
                "You wrote to my boss at the tile factory. Who gave you her address?",
            ],
        )
    }
}

/// That of the labelled corpora, if they are there.
pub fn labelled() -> Option<Cast> {
    let story = Story::open("08-new-thread-without-in-reply-to.md")?;
    let stranger = "2026-11-05 21:02+01:00";
    let says = [story.said("2026-11-05 20:15+01:00"), story.said(stranger)];
    Some(Cast {
        other_address: story.address(stranger).to_owned(),
        ..Cast::new(story.contact(&ours().contact), &says)
    })
}
