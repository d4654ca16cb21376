//! Where the corpora are, and the labelled conversations in them.

use crate::Person;
use std::path::{Path, PathBuf};

/// The folder: `ONLOOP_CORPORA`, or `shared/corpora` beside the repository.
pub fn folder() -> PathBuf {
    match std::env::var_os("ONLOOP_CORPORA") {
        Some(path) => path.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora"),
    }
}

/// A file of the corpora, or a loud word that it is missing.
pub fn file(name: &str) -> Option<String> {
    let path = folder().join(name);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        eprintln!("corpora missing at {}: NOT RUN", path.display());
    }
    text
}

/// A labelled conversation: who is in it and what they say. What has to come of it is told by the
/// tests in their own words.
pub struct Story(String);

impl Story {
    /// Reads one by the name of its file.
    pub fn open(name: &str) -> Option<Self> {
        file(&format!("labelled/conversations/{name}")).map(Self)
    }

    /// A row of the table at the top.
    #[track_caller]
    pub fn row(&self, name: &str) -> &str {
        let start = format!("| {name} | ");
        let row = self
            .0
            .lines()
            .find_map(|line| line.strip_prefix(&start))
            .expect("the table has this row");
        row.trim_end_matches(" |")
    }

    /// The contact, who is where `like` is.
    #[track_caller]
    pub fn contact(&self, like: &Person) -> Person {
        assert_eq!(self.row("time zone"), like.timezone);
        let mut parts = self.row("contact").split(", ").map(str::to_owned);
        let mut next = || parts.next().expect("name, title, company, address");
        let (name, title, company, email) = (next(), next(), next(), next());
        let (first_name, last_name) = name.split_once(' ').expect("first and last name");
        Person {
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            title,
            company,
            email,
            ..like.clone()
        }
    }

    #[track_caller]
    fn happening(&self, time: &str) -> &str {
        let start = format!("- {time}");
        self.0
            .lines()
            .find(|line| line.starts_with(&start))
            .expect("something happens at this time")
    }

    /// What somebody says at a time, as it is quoted.
    #[track_caller]
    pub fn said(&self, time: &str) -> &str {
        let line = self.happening(time);
        let said = line.find(": \"").or_else(|| line.find(". \""));
        let from = said.expect("somebody says something") + 3;
        let rest = &line[from..];
        &rest[..rest.find('"').expect("the quote ends")]
    }

    /// The first address that is told at a time.
    #[track_caller]
    pub fn address(&self, time: &str) -> &str {
        let words = self
            .happening(time)
            .split(|c: char| c.is_whitespace() || c == ',');
        words
            .map(|word| word.trim_end_matches('.'))
            .find(|word| word.contains('@'))
            .expect("an address")
    }
}
