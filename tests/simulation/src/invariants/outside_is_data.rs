//! Invariant 12: What comes from outside is data: never an instruction to a model, never a link, a header or
//! another recipient in a letter, and never text in an event.

use super::reading::Reading;
use super::{Claimed, Invariant, Say, Truth};
use crate::scene::{LINK, hostile};
use crate::world::Left;

/// See the module.
pub(super) struct OutsideIsData;

/// Names and addresses of the simulated people, and hostile texts.
pub(super) fn holds_outside_text(body: &[u8]) -> bool {
    const MARKS: [&str; 9] = [
        hostile::MARK,
        "First",
        "O'Odd",
        "@company",
        "@eu.",
        "@gm",
        "@web",
        "/in/person",
        "HYPERLINK",
    ];
    MARKS
        .iter()
        .any(|mark| body.windows(mark.len()).any(|part| part == mark.as_bytes()))
}

/// The first link in a text that is not on the playbook's list, in any spelling that a mail program
/// opens.
fn foreign_link(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    lower
        .split(|c: char| c.is_whitespace() || "<>\"'()[]{}".contains(c))
        .find(|word| {
            let link = word.contains("://") || word.starts_with("www.");
            link && word.trim_end_matches(['.', ',', ';', '!', '?']) != LINK
        })
        .map(str::to_owned)
}

impl Invariant for OutsideIsData {
    fn number(&self) -> u8 {
        12
    }

    fn left(
        &mut self,
        _: &Truth<'_>,
        _: Option<&Claimed>,
        left: &Left,
        reading: &Reading,
        say: &mut Say,
    ) {
        let link = foreign_link(&reading.text).or_else(|| foreign_link(&reading.subject));
        say.is(link.is_none(), || {
            format!(
                "a letter holds a link from outside: {:.60}",
                link.unwrap_or_default()
            )
        });
        let alone =
            matches!(reading.to.as_slice(), [only] if only.eq_ignore_ascii_case(&left.envelope.to));
        say.is(alone && reading.others.is_empty(), || {
            format!(
                "the letter goes to {:?} and {:?}",
                reading.to, reading.others
            )
        });
        say.is(reading.plain, || {
            "the letter is more than plain text".to_owned()
        });
    }

    fn always(&mut self, truth: &Truth<'_>, say: &mut Say) {
        let (count, misled) = truth.outside.take_instructed();
        if count > 0 {
            say.is(misled.is_none(), || {
                format!(
                    "outside text was given to a model as an instruction: {}",
                    misled.unwrap_or_default()
                )
            });
        }
    }
}
