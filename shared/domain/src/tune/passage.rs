//! What an edit replaced, so that the same replacement can be made where the very same words stand.
//!
//! A passage is the sentence around a change, as far as nothing in it is about one person: "Would 20 minutes suit
//! you?" is the same in every letter, "Would 20 minutes suit you, Ana?" is so up to the name. What is itself about a
//! person is no passage, and neither is a word or two, which stand everywhere and mean something else each time.

use super::words::changes;
use std::collections::BTreeSet;
use std::ops::Range;

/// A shorter passage may stand elsewhere in another sense.
const FEWEST_WORDS: usize = 3;
/// A longer one is a letter written anew.
const MOST_WORDS: usize = 80;

/// Words that went, and what stands there now.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage {
    /// What stood there.
    pub old: String,
    /// What the operator put there; empty where he took it out.
    pub new: String,
}

/// A word with the signs at it.
struct Token<'a> {
    text: &'a str,
    at: Range<usize>,
    /// A sentence or a line ends behind it.
    ends: bool,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::new();
    let mut from = 0_usize;
    for piece in text.split_inclusive(char::is_whitespace) {
        let bare = piece.trim_end();
        if bare.is_empty() {
            if let (true, Some(last)) = (piece.contains('\n'), out.last_mut()) {
                last.ends = true;
            }
        } else {
            let closing = bare.trim_end_matches(['"', '\'', ')', '”', '’', '»']);
            out.push(Token {
                text: bare,
                at: from..from.saturating_add(bare.len()),
                ends: piece.contains('\n') || closing.ends_with(['.', '!', '?', ':', ';']),
            });
        }
        from = from.saturating_add(piece.len());
    }
    out
}

/// Something in the word is about the person.
fn is_personal(word: &str, personal: &BTreeSet<String>) -> bool {
    let mut parts = word.split(|c: char| !c.is_alphanumeric());
    parts.any(|part| !part.is_empty() && personal.contains(&part.to_lowercase()))
}

/// What an edit replaced, in the order in which it stands, each once. `personal` holds words about the person, lower
/// case.
#[must_use]
pub fn passages(old: &str, new: &str, personal: &BTreeSet<String>) -> Vec<Passage> {
    let (was, is) = (tokens(old), tokens(new));
    let texts = |tokens: &[Token<'_>]| -> Vec<String> {
        tokens.iter().map(|token| token.text.to_owned()).collect()
    };
    let hunks = changes(&texts(&was), &texts(&is), 1);
    // Changes in one sentence are one passage: its words around them are what both texts have.
    let mut found: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for hunk in hunks {
        let lead = before(&was, hunk.old.start, personal);
        let tail = behind(&was, &is, &hunk.old, &hunk.new, personal);
        let old = hunk.old.start.saturating_sub(lead)..hunk.old.end.saturating_add(tail);
        let new = hunk.new.start.saturating_sub(lead)..hunk.new.end.saturating_add(tail);
        match found.last_mut() {
            Some((last_old, last_new)) if old.start < last_old.end || new.start < last_new.end => {
                last_old.end = old.end;
                last_new.end = new.end;
            }
            _ => found.push((old, new)),
        }
    }
    let mut out: Vec<Passage> = Vec::new();
    for (old_at, new_at) in found {
        let about = |tokens: &[Token<'_>], at: &Range<usize>| {
            let words = tokens.get(at.clone()).unwrap_or_default();
            words.iter().any(|token| is_personal(token.text, personal))
        };
        let fits = (FEWEST_WORDS..=MOST_WORDS).contains(&old_at.len())
            && new_at.len() <= MOST_WORDS
            && !about(&was, &old_at)
            && !about(&is, &new_at);
        let passage = Passage {
            old: slice(old, &was, &old_at),
            new: slice(new, &is, &new_at),
        };
        if fits && passage.old != passage.new && !out.contains(&passage) {
            out.push(passage);
        }
    }
    out
}

fn slice(text: &str, tokens: &[Token<'_>], at: &Range<usize>) -> String {
    let words = tokens.get(at.clone()).unwrap_or_default();
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => {
            let found = text.get(first.at.start..last.at.end).unwrap_or_default();
            found.to_owned()
        }
        _ => String::new(),
    }
}

/// How many words before a change belong to its sentence and are about nobody.
fn before(was: &[Token<'_>], start: usize, personal: &BTreeSet<String>) -> usize {
    let lead = was.get(..start).unwrap_or_default().iter().rev();
    lead.take_while(|token| !token.ends && !is_personal(token.text, personal))
        .count()
}

/// How many words behind it do. Where the change itself ends the sentence in both texts, none.
fn behind(
    was: &[Token<'_>],
    is: &[Token<'_>],
    old: &Range<usize>,
    new: &Range<usize>,
    personal: &BTreeSet<String>,
) -> usize {
    let last = |tokens: &[Token<'_>], at: &Range<usize>| {
        let last = at.end.checked_sub(1).and_then(|last| tokens.get(last));
        last.is_none_or(|token| token.ends)
    };
    if last(was, old) && last(is, new) && !old.is_empty() {
        return 0;
    }
    let mut count = 0_usize;
    for token in was.get(old.end..).unwrap_or_default() {
        if is_personal(token.text, personal) {
            break;
        }
        count = count.saturating_add(1);
        if token.ends {
            break;
        }
    }
    count
}

/// The text with a passage replaced wherever it stands, however it is broken into lines; nothing where it doesn't.
#[must_use]
pub fn carry(text: &str, passage: &Passage) -> Option<String> {
    let words: Vec<&str> = passage.old.split_whitespace().collect();
    let all = tokens(text);
    let (mut out, mut written, mut at) = (String::with_capacity(text.len()), 0_usize, 0_usize);
    while let Some(here) = all.get(at..at.saturating_add(words.len())) {
        let same = !words.is_empty()
            && here
                .iter()
                .map(|token| token.text)
                .eq(words.iter().copied());
        let (Some(first), Some(last), true) = (here.first(), here.last(), same) else {
            at = at.saturating_add(1);
            continue;
        };
        out.push_str(text.get(written..first.at.start).unwrap_or_default());
        out.push_str(&passage.new);
        written = last.at.end;
        if passage.new.is_empty() {
            // The gap goes with the words, and so does a line that held nothing else.
            let rest = text.get(written..).unwrap_or_default();
            let mut left = rest.trim_start_matches(' ');
            if left.is_empty() || left.starts_with('\n') {
                out.truncate(out.trim_end_matches(' ').len());
            }
            if out.is_empty() || out.ends_with('\n') {
                left = left.trim_start_matches('\n');
            }
            written = written.saturating_add(rest.len().saturating_sub(left.len()));
        }
        at = at.saturating_add(words.len());
    }
    if written == 0 {
        return None;
    }
    out.push_str(text.get(written..).unwrap_or_default());
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[track_caller]
    fn check(old: &str, new: &str, wanted: &[(&str, &str)]) {
        let found = passages(old, new, &of(&["ana", "fjord"]));
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|one| (one.old.as_str(), one.new.as_str()))
            .collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_passage_is_the_sentence_around_a_change() {
        check(
            "Hello Ana,\n\nYou run docks. Would 20 minutes next week suit you? Best, Mara",
            "Hello Ana,\n\nYou run docks. Would a call next week suit you? Best, Mara",
            &[(
                "Would 20 minutes next week suit you?",
                "Would a call next week suit you?",
            )],
        );
        check(
            "We know docks. It takes no effort whatsoever. Shall we talk?",
            "We know docks. Shall we talk?",
            &[("It takes no effort whatsoever.", "")],
        );
        check(
            "We know docks. Would 20 minutes suit you?\n",
            "We know docks. May I show it on Tuesday.\n",
            &[("Would 20 minutes suit you?", "May I show it on Tuesday.")],
        );
        check(
            "We are just a team that can just help.",
            "We are a team that can help.",
            &[(
                "We are just a team that can just help.",
                "We are a team that can help.",
            )],
        );
    }

    #[test]
    fn what_is_about_a_person_is_in_no_passage() {
        check(
            "Ana, would 20 minutes next week suit you at Fjord's yard?",
            "Ana, would a call next week suit you at Fjord's yard?",
            &[(
                "would 20 minutes next week suit you at",
                "would a call next week suit you at",
            )],
        );
        check(
            "We know the docks well.",
            "We know Fjord's docks well.",
            &[],
        );
        check("We know Ana and docks well.", "We know docks well.", &[]);
        // Two words stand everywhere.
        check(
            "Hello Ana, good day.\nBye",
            "Hello Ana, fine day.\nBye",
            &[],
        );
        check("Best wishes, Ana", "Kind wishes, Ana", &[]);
        check("The same.", "The same.", &[]);
    }

    #[test]
    fn a_passage_is_replaced_wherever_it_stands_as_these_very_words() {
        let passage = Passage {
            old: "Would 20 minutes suit you?".to_owned(),
            new: "May I call?".to_owned(),
        };
        let carried = |text: &str| carry(text, &passage);
        assert_eq!(
            carried("Hello Bo.\nWould 20\nminutes suit you? Best"),
            Some("Hello Bo.\nMay I call? Best".to_owned())
        );
        assert_eq!(
            carried("Would 20 minutes suit you? Would 20 minutes suit you?").as_deref(),
            Some("May I call? May I call?")
        );
        for other in [
            "",
            "Would 20 minutes suit you, Bo?",
            "would 20 minutes suit you?",
            "x",
        ] {
            assert_eq!(carried(other), None, "{other}");
        }
        let gone = Passage {
            old: "It takes no effort.".to_owned(),
            new: String::new(),
        };
        assert_eq!(
            carry("Docks. It takes no effort. Shall we?", &gone).as_deref(),
            Some("Docks. Shall we?")
        );
        assert_eq!(
            carry("Docks.\n\nIt takes no effort.\n\nShall we?", &gone).as_deref(),
            Some("Docks.\n\nShall we?")
        );
        assert_eq!(
            carry("Docks. It takes no effort.\n\nShall we?", &gone).as_deref(),
            Some("Docks.\n\nShall we?")
        );
    }
}
