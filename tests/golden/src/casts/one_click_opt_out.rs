//! Who is in `one_click_opt_out`.

use crate::{Cast, person};
use harness::Person;
use harness::corpora::Story;

/// Where the contact is.
pub const ZONE: &str = "Europe/Madrid";

/// A cast of our own.
pub fn ours() -> Cast {
    let contact = person(
        "Lucinda Bermejo",
        "Directora de Tienda",
        "Telas Norte",
        "l.bermejo@telasnorte.example",
        "Spain",
        ZONE,
    );
    let contact = Person {
        linkedin: "https://www.linkedin.com/in/lucinda-example".to_owned(),
        ..contact
    };
    Cast {
        other_address: "lucinda@telasnorte.example".to_owned(),
        ..Cast::new(contact, &[])
    }
}

/// That of the labelled corpora, if they are there.
pub fn labelled() -> Option<Cast> {
    let story = Story::open("02-one-click-opt-out.md")?;
    let other_address = story.address("2026-10-20 06:00+02:00").to_owned();
    Some(Cast {
        other_address,
        ..Cast::new(story.contact(&ours().contact), &[])
    })
}
