//! Frames: a sentence with choices in it, of which many sentences are drawn.
//!
//! `(a|b|)` stands for one of these, and may hold others; a line `=name|a|b` names a choice, written `{name}`.

/// A piece of a frame.
enum Part {
    Text(String),
    Choice(Vec<Vec<Part>>),
}

/// The sentences of all frames with their labels, at most so many of each.
pub(crate) fn sentences(lines: &str, most: u64) -> Vec<(String, String)> {
    let mut names: Vec<(String, String)> = Vec::new();
    let mut drawn = Vec::new();
    for line in lines.lines().filter(|line| !line.starts_with('#')) {
        let Some((label, text)) = line.split_once('|') else {
            continue;
        };
        let mut text = text.to_owned();
        for (name, choice) in &names {
            text = text.replace(name, choice);
        }
        if let Some(name) = label.strip_prefix('=') {
            names.push((format!("{{{name}}}"), format!("({text})")));
            continue;
        }
        let frame = sequence(&mut text.chars().peekable());
        for number in numbers(count(&frame), most) {
            let mut sentence = String::new();
            write(&frame, number, &mut sentence);
            let words: Vec<&str> = sentence.split_whitespace().collect();
            drawn.push((label.to_owned(), words.join(" ")));
        }
    }
    drawn
}

fn sequence(letters: &mut std::iter::Peekable<std::str::Chars>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut text = String::new();
    while let Some(letter) = letters.next_if(|letter| !matches!(letter, '|' | ')')) {
        if letter != '(' {
            text.push(letter);
            continue;
        }
        parts.push(Part::Text(std::mem::take(&mut text)));
        let mut ways = vec![sequence(letters)];
        while letters.next() == Some('|') {
            ways.push(sequence(letters));
        }
        parts.push(Part::Choice(ways));
    }
    parts.push(Part::Text(text));
    parts
}

/// How many sentences a frame has.
fn count(frame: &[Part]) -> u64 {
    frame.iter().fold(1, |all, part| match part {
        Part::Text(_) => all,
        Part::Choice(ways) => all.saturating_mul(
            ways.iter()
                .map(|way| count(way))
                .fold(0, u64::saturating_add),
        ),
    })
}

/// All of the numbers below `all`, or as many as are wanted, spread evenly by a generator (Knuth's MMIX).
fn numbers(all: u64, most: u64) -> Vec<u64> {
    if all <= most {
        return (0..all).collect();
    }
    let mut state = all;
    let mut drawn: Vec<u64> = (0..most)
        .map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 16) % all
        })
        .collect();
    drawn.sort_unstable();
    drawn.dedup();
    drawn
}

/// Writes the sentence of one number.
fn write(frame: &[Part], mut number: u64, out: &mut String) {
    for part in frame {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Choice(ways) => {
                let all = ways
                    .iter()
                    .map(|way| count(way))
                    .fold(0, u64::saturating_add);
                let mut place = number % all.max(1);
                number /= all.max(1);
                for way in ways {
                    let here = count(way);
                    if place < here {
                        write(way, place, out);
                        break;
                    }
                    place -= here;
                }
            }
        }
    }
}
