//! Who is in `two_sends_in_doubt`.

use crate::{Cast, person};
use harness::corpora::Story;

/// Where the contact is.
pub const ZONE: &str = "America/New_York";
const THEIRS: &str = "https://www.linkedin.com/in/torr-sinterworks";

/// A cast of our own.
pub fn ours() -> Cast {
    let mut contact = person(
        "Thaddeus Orr",
        "Materials Lab Lead",
        "Sinterworks Corp.",
        "torr@sinterworks.example",
        "United States",
        ZONE,
    );
    contact.linkedin = THEIRS.to_owned();
    Cast::new(
        contact,
        &[
            "Twice now? I have reported both of them. Nobody in this lab wants another letter from you.",
        ],
    )
}

/// That of the labelled corpora, if they are there.
pub fn labelled() -> Option<Cast> {
    let story = Story::open("12-send-in-doubt-two-channels.md")?;
    let mut contact = story.row("contact").to_owned();
    contact.truncate(contact.find(", LinkedIn").unwrap_or(contact.len()));
    let parts: Vec<&str> = contact.split(", ").collect();
    let (first, last) = parts[0].split_once(' ').expect("first and last name");
    let like = ours().contact;
    let contact = harness::Person {
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        title: parts[1].to_owned(),
        company: parts[2].to_owned(),
        email: parts[3].to_owned(),
        ..like
    };
    Some(Cast::new(contact, &[story.said("2026-11-03 18:40-05:00")]))
}
