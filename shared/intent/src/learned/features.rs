//! What the second opinion sees of a text: which words, two and three words together and pieces of words occur in it.
//!
//! Pieces of three to five letters stand for stems, so that an inflection never seen still says something.
//! Each feature falls into one of [`BUCKETS`] by its hash; few collide, and those that do are outvoted.

/// Places in the table of weights.
pub(crate) const BUCKETS: usize = 31_000;
/// Words of a text that are looked at: what somebody wants is said by then, and time stays bounded.
const MOST_WORDS: usize = 160;
/// A word is looked at this far.
const MOST_LETTERS: usize = 24;

/// The buckets of a folded text, each once, in order.
pub(crate) fn buckets(folded: &str) -> Vec<usize> {
    let words = words(folded);
    let mut found = Vec::new();
    let mut before: Option<&str> = None;
    let mut further: Option<&str> = None;
    for word in &words {
        found.push(hash(&["w", word]));
        if let Some(before) = before {
            found.push(hash(&["p", before, " ", word]));
        }
        if let (Some(further), Some(before)) = (further, before) {
            found.push(hash(&["s", further, " ", word]));
            found.push(hash(&["t", further, " ", before, " ", word]));
        }
        further = before;
        before = Some(word);
        let mut letters: Vec<char> = vec!['<'];
        letters.extend(word.chars().take(MOST_LETTERS));
        letters.push('>');
        for length in 3..=5 {
            for piece in letters.windows(length) {
                let piece: String = piece.iter().collect();
                found.push(hash(&["c", &piece]));
            }
        }
    }
    found.push(hash(&["l", &(words.len() / 5).min(6).to_string()]));
    found.sort_unstable();
    found.dedup();
    found
}

/// Runs of letters and digits, each `?` and `!`, and each sign of a script without spaces.
fn words(folded: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut open = String::new();
    for letter in folded.chars() {
        let alone = matches!(letter, '?' | '!' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
            || ('\u{1f300}'..='\u{1faff}').contains(&letter);
        if letter.is_alphanumeric() && !alone {
            open.push(letter);
            continue;
        }
        if !open.is_empty() {
            words.push(flat(&std::mem::take(&mut open)));
        }
        if alone {
            words.push(letter.to_string());
        }
        if words.len() >= MOST_WORDS {
            return words;
        }
    }
    if !open.is_empty() {
        words.push(flat(&open));
    }
    words
}

/// The same word whether it was typed with ä, å, ö and ü, with two letters for each, or with the bare vowel.
fn flat(word: &str) -> String {
    word.replace("ae", "a")
        .replace("oe", "o")
        .replace("ue", "u")
        .replace("aa", "a")
}

/// FNV-1a, folded onto the buckets.
fn hash(parts: &[&str]) -> usize {
    let mut sum: u32 = 0x811c_9dc5;
    for byte in parts.iter().flat_map(|part| part.bytes()) {
        sum = (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    let mixed = sum ^ (sum >> 15);
    usize::try_from(mixed).unwrap_or(0) % BUCKETS
}
