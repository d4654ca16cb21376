//! What is looked at in a draft, each with a name that a person can read.

use super::vector::{Vector, bucket};
use crate::conversation::Channel;
use crate::lint::fold::fold;
use crate::lint::{Contact, Finding, must_hold};
use std::collections::{BTreeMap, BTreeSet};

/// A draft as it is judged.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// How it travels.
    pub channel: Channel,
    /// Place in the sequence, from 1.
    pub step: u32,
    /// Empty on LinkedIn.
    pub subject: &'a str,
    /// Without the footer.
    pub body: &'a str,
    /// The reader, who is masked.
    pub contact: &'a Contact,
    /// What the linter says.
    pub findings: &'a [Finding],
    /// What it claims.
    pub claims: Claims,
    /// The agent's own confidence in thousandths, if it gave one.
    pub own_confidence: Option<u16>,
}

/// Claims of a draft, by whether the fact that each names carries it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Claims {
    /// Carried.
    pub supported: u32,
    /// Not carried.
    pub unsupported: u32,
}

/// A draft's features, with their names for as long as it is looked at.
#[derive(Debug, Clone)]
pub struct Features {
    pub(super) vector: Vector,
    pub(super) names: BTreeMap<u16, String>,
}

impl Features {
    /// What is kept with a verdict.
    pub const fn vector(&self) -> &Vector {
        &self.vector
    }

    /// Letters that are judged on one look: what any of them shows.
    #[must_use]
    pub fn together(letters: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self {
            vector: Vector::default(),
            names: BTreeMap::new(),
        };
        for letter in letters {
            all.vector.merge(&letter.vector);
            for (bucket, name) in letter.names {
                all.names.entry(bucket).or_insert(name);
            }
        }
        all
    }

    /// What was judged once, with the names that can still be told: those of a text that shares them.
    #[must_use]
    pub fn remembered(vector: Vector, names: Self) -> Self {
        Self {
            vector,
            names: names.names,
        }
    }

    fn put(&mut self, name: String, thousandths: u16) {
        let bucket = bucket(&name);
        self.vector.add(bucket, thousandths);
        // Where two share a bucket the first one stands for both: words come before their pieces.
        self.names.entry(bucket).or_insert(name);
    }
}

/// Lengths in words from which on a draft counts as that long.
const LENGTHS: [usize; 7] = [30, 50, 70, 90, 120, 160, 220];
/// Own confidences in thousandths from which on an agent counts as that sure.
const SURE: [u16; 5] = [500, 700, 800, 900, 950];
/// Letters in a piece of a word.
const PIECE: usize = 4;
/// What a feature that is there or not counts.
const WHOLE: u16 = 1000;
/// What stands for the reader's names.
const READER: &str = "<reader>";

/// The features of a draft.
pub fn features(input: &Input<'_>) -> Features {
    let mut features = Features {
        vector: Vector::default(),
        names: BTreeMap::new(),
    };
    let words = words(input);
    plain(input, words.len(), &mut features);
    let mut spoken: BTreeSet<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    spoken.extend(
        words
            .windows(2)
            .map(|pair| format!("\"{}\"", pair.join(" "))),
    );
    share_out(spoken, &mut features);
    share_out(pieces(&words), &mut features);
    features
}

/// What isn't a word of the draft.
fn plain(input: &Input<'_>, length: usize, features: &mut Features) {
    let mut there = |name: String| features.put(name, WHOLE);
    there("every draft".to_owned());
    there(format!("channel {}", input.channel.as_str()));
    there(match input.step {
        0 | 1 => "first letter".to_owned(),
        2 => "second letter".to_owned(),
        _ => "third letter or later".to_owned(),
    });
    for least in LENGTHS.into_iter().filter(|least| length >= *least) {
        there(format!("{least} words or more"));
    }
    let rules: BTreeSet<&str> = input
        .findings
        .iter()
        .map(|found| found.rule.name())
        .collect();
    for rule in &rules {
        there(format!("lint {rule}"));
    }
    if must_hold(input.findings) {
        there("lint would hold it".to_owned());
    }
    let Claims {
        supported,
        unsupported,
    } = input.claims;
    if supported == 0 && unsupported == 0 {
        there("no claims".to_owned());
    }
    for least in (1..=3).filter(|least| unsupported >= *least) {
        there(format!("{least} or more claims without support"));
    }
    for least in (1..=3).filter(|least| supported >= *least) {
        there(format!("{least} or more claims with support"));
    }
    match input.own_confidence {
        None => there("agent says nothing of its confidence".to_owned()),
        Some(own) => {
            for least in SURE.into_iter().filter(|least| own >= *least) {
                there(format!("agent is {} % sure or more", least / 10));
            }
        }
    }
}

/// Words of subject and body, folded, with numbers alike and the reader masked.
fn words(input: &Input<'_>) -> Vec<String> {
    let contact = input.contact;
    let parts = [&contact.first_name, &contact.last_name, &contact.company];
    let reader: BTreeSet<String> = parts.into_iter().flat_map(|name| split(name)).collect();
    let mask = |word: String| {
        if reader.contains(&word) {
            READER.to_owned()
        } else {
            word
        }
    };
    let subject = split(input.subject).into_iter().map(mask);
    let body = split(input.body).into_iter().map(mask);
    subject.chain(["|".to_owned()]).chain(body).collect()
}

fn split(text: &str) -> Vec<String> {
    fold(text)
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .filter(|word| !word.is_empty())
        .map(|word| {
            let digit = |letter: char| if letter.is_numeric() { '0' } else { letter };
            word.chars().map(digit).collect()
        })
        .collect()
}

/// Pieces of words, their edges marked, so that a new form of a word is not all new.
fn pieces(words: &[String]) -> BTreeSet<String> {
    let own = words.iter().filter(|word| *word != READER && *word != "|");
    own.flat_map(|word| {
        let letters: Vec<char> = format!("_{word}_").chars().collect();
        let pieces = letters.windows(PIECE).map(|piece| {
            let piece: String = piece.iter().collect();
            format!("…{piece}…")
        });
        pieces.collect::<Vec<_>>()
    })
    .collect()
}

/// Many small features count as much together as two plain ones, however many there are: their squares add
/// up to four.
fn share_out(names: BTreeSet<String>, features: &mut Features) {
    let count = u32::try_from(names.len()).unwrap_or(u32::MAX).max(1);
    let each = (4_000_000 / count).isqrt();
    let each = u16::try_from(each).unwrap_or(u16::MAX).max(1);
    for name in names {
        features.put(name, each);
    }
}
