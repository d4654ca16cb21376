//! Who is in `customer_in_the_crm`.

use crate::{Cast, person};
use harness::corpora::Story;

/// Where the contact is.
pub const ZONE: &str = "Europe/Dublin";

/// A cast of our own.
pub fn ours() -> Cast {
    let contact = person(
        "Muireann Falvey",
        "General Counsel",
        "Carrowmoyle Ireland",
        "muireann.falvey@carrowmoyle.example",
        "Ireland",
        ZONE,
    );
    Cast {
        other_address: "carrowmoyle-group.example".to_owned(),
        ..Cast::new(
            contact,
            &["We signed with you on Wednesday. Does nobody tell you?"],
        )
    }
}

/// That of the labelled corpora, if they are there.
pub fn labelled() -> Option<Cast> {
    let story = Story::open("09-customer-found-in-crm.md")?;
    let said = story.said("2026-09-18 11:00+01:00");
    Some(Cast {
        other_address: "melderby-group.example".to_owned(),
        ..Cast::new(story.contact(&ours().contact), &[said])
    })
}
