//! What checkers say.

use std::collections::BTreeMap;

/// A broken invariant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Its number in DESIGN section 3; 0 is the run itself.
    pub invariant: u8,
    /// What was seen.
    pub what: String,
    /// The conversation, if it is about one.
    pub conversation: Option<String>,
}

/// Counts looks and keeps what did not hold.
#[derive(Default)]
pub(crate) struct Say {
    number: u8,
    conversation: Option<String>,
    counts: [u64; 13],
    broken: Vec<Broken>,
}

impl Say {
    /// What follows is about that invariant and that conversation.
    pub(crate) fn about(&mut self, number: u8, conversation: Option<&str>) {
        self.number = number;
        if self.conversation.as_deref() != conversation {
            self.conversation = conversation.map(str::to_owned);
        }
    }

    /// Looks: this has to be so.
    pub(crate) fn is(&mut self, so: bool, what: impl FnOnce() -> String) {
        if let Some(count) = self.counts.get_mut(usize::from(self.number)) {
            *count = count.saturating_add(1);
        }
        if !so {
            self.broken.push(Broken {
                invariant: self.number,
                what: what(),
                conversation: self.conversation.clone(),
            });
        }
    }

    /// What did not hold since this was asked.
    pub(crate) fn take(&mut self) -> Vec<Broken> {
        std::mem::take(&mut self.broken)
    }

    /// Looks by invariant.
    pub(crate) fn counts(&self) -> BTreeMap<u8, u64> {
        (0u8..).zip(self.counts).skip(1).collect()
    }
}
