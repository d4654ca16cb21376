//! Who is in `colleague_answers`.

use crate::{Cast, person};
use harness::corpora::Story;

/// Where the contact is.
pub const ZONE: &str = "Europe/Vienna";

/// A cast of our own.
pub fn ours() -> Cast {
    let contact = person(
        "Walburga Thann",
        "Leiterin Produktion",
        "Ofenwerk Thann",
        "w.thann@ofenwerk.example",
        "Austria",
        ZONE,
    );
    Cast {
        other_address: "k.lechner@ofenwerk.example".to_owned(),
        ..Cast::new(
            contact,
            &[
                "Walburga gave me your letter, such things are mine since the summer. What do you need to know from us?",
            ],
        )
    }
}

/// That of the labelled corpora, if they are there.
pub fn labelled() -> Option<Cast> {
    let story = Story::open("07-colleague-answers-instead.md")?;
    let time = "2026-10-13 15:40+02:00";
    Some(Cast {
        other_address: story.address(time).to_owned(),
        ..Cast::new(story.contact(&ours().contact), &[story.said(time)])
    })
}
