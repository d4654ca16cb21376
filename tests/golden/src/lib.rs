//! Conversations told in virtual time: who is in them.
//!
//! Each file in `tests/golden` is one conversation, told twice: with a cast of its own, always, and
//! with the cast and the words of the labelled corpora, where these are there. Both must come to the
//! same timeline, which is kept beside them as a snapshot. `tests/aws` tells them again through a deployed stack.

pub mod casts;

use harness::Person;

/// The contact, and what comes from outside in a story.
#[derive(Debug, Clone)]
pub struct Cast {
    /// Who is written to.
    pub contact: Person,
    /// What people answer, in the order they do.
    pub says: Vec<String>,
    /// A second address that has a part in the story, or empty.
    pub other_address: String,
}

impl Cast {
    /// A cast of our own.
    pub fn new(contact: Person, says: &[&str]) -> Self {
        Self {
            contact,
            says: says.iter().map(|&text| text.to_owned()).collect(),
            other_address: String::new(),
        }
    }
}

/// Somebody of our own. `name` is first and last name.
pub fn person(
    name: &str,
    title: &str,
    company: &str,
    email: &str,
    country: &str,
    timezone: &str,
) -> Person {
    let (first_name, last_name) = name.split_once(' ').unwrap_or((name, ""));
    Person {
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        title: title.to_owned(),
        company: company.to_owned(),
        email: email.to_owned(),
        linkedin: String::new(),
        country: country.to_owned(),
        timezone: timezone.to_owned(),
    }
}
