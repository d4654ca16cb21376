//! Guards that are missing on purpose, one for each invariant, so that the checks can be seen to fail.

use ports::{Action, Expect, Key};

/// What is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mutant {
    /// 1: the text changes on its way out.
    AlteredInTransit,
    /// 2: the provider is given each letter twice.
    HandedOverTwice,
    /// 2: a commit no longer minds who wrote the head meanwhile.
    HeadsUnguarded,
    /// 3: stop entries can't be seen.
    StopsUnseen,
    /// 4: accepted replies hold nothing.
    UnreadUnseen,
    /// 5: locks on people can't be seen.
    LocksUnseen,
    /// 6: what a mailbox sent is forgotten.
    CapsForgotten,
    /// 7: a halt is not kept.
    HaltsForgotten,
    /// 9: events are not written.
    EventsLost,
    /// 10: due rows are not written.
    DueRowsLost,
    /// 10: cards are not written.
    CardsLost,
    /// 11: somebody approves when time has passed.
    TimeApproves,
    /// 12: links from outside go out.
    LinksFromOutside,
}

impl Mutant {
    /// All of them, with the number of the invariant that must catch each.
    pub const ALL: [(Self, u8); 13] = [
        (Self::AlteredInTransit, 1),
        (Self::HandedOverTwice, 2),
        (Self::HeadsUnguarded, 9),
        (Self::StopsUnseen, 3),
        (Self::UnreadUnseen, 4),
        (Self::LocksUnseen, 5),
        (Self::CapsForgotten, 6),
        (Self::HaltsForgotten, 7),
        (Self::EventsLost, 9),
        (Self::DueRowsLost, 10),
        (Self::CardsLost, 10),
        (Self::TimeApproves, 11),
        (Self::LinksFromOutside, 12),
    ];

    /// Hides an item from reads.
    pub(crate) fn hides(self, key: &Key) -> bool {
        match self {
            Self::StopsUnseen => key.pk.starts_with("stop#"),
            Self::UnreadUnseen => key.sk == "unread",
            Self::LocksUnseen => key.pk.starts_with("ident#") || key.pk.starts_with("contact#"),
            _ => false,
        }
    }

    /// Weakens a commit.
    pub(crate) fn weaken(self, actions: &mut Vec<Action>) {
        match self {
            Self::StopsUnseen => unguard(actions, |key| key.pk.starts_with("stop#")),
            Self::UnreadUnseen => unguard(actions, |key| key.sk == "unread"),
            Self::LocksUnseen => unguard(actions, |key| {
                key.pk.starts_with("ident#") || key.pk.starts_with("contact#")
            }),
            Self::HeadsUnguarded => {
                unguard(actions, |key| key.sk == "head" || key.sk.starts_with("e#"))
            }
            Self::CapsForgotten => actions.retain(|action| {
                // The row is made; only what is counted in it is lost.
                !matches!(action, Action::Put { key, expect: Expect::Version(_), .. } if key.pk.starts_with("mailbox#"))
            }),
            Self::HaltsForgotten => {
                if actions.len() == 1 {
                    drop_puts(actions, |key| {
                        key.pk.starts_with("mailbox#") || key.pk.starts_with("agent#")
                    });
                }
            }
            Self::EventsLost => drop_puts(actions, |key| key.sk.starts_with("e#0000000003")),
            Self::DueRowsLost => drop_puts(actions, |key| of_conversation(key, "due#")),
            Self::CardsLost => drop_puts(actions, |key| of_conversation(key, "card#")),
            Self::AlteredInTransit
            | Self::HandedOverTwice
            | Self::TimeApproves
            | Self::LinksFromOutside => {}
        }
    }
}

/// A row of a conversation; lists and schedules stay, or there would be no conversation to look at.
fn of_conversation(key: &Key, partition: &str) -> bool {
    key.pk.starts_with(partition) && key.sk.contains("cnv_")
}

/// Takes the condition off, and the check with it.
fn unguard(actions: &mut Vec<Action>, which: impl Fn(&Key) -> bool) {
    actions.retain(|action| !matches!(action, Action::Check { key, .. } if which(key)));
    for action in actions {
        match action {
            Action::Put { key, expect, .. } | Action::Delete { key, expect } if which(key) => {
                *expect = Expect::Any
            }
            Action::Put { .. } | Action::Delete { .. } | Action::Check { .. } => {}
        }
    }
}

fn drop_puts(actions: &mut Vec<Action>, which: impl Fn(&Key) -> bool) {
    actions.retain(|action| !matches!(action, Action::Put { key, .. } if which(key)));
}
