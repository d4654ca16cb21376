//! How much there is to do.

use crate::args::SizeName;

/// The numbers behind a name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    /// Agents, each with a mailbox and a list of its own.
    pub(crate) agents: usize,
    /// Rows in all lists together.
    pub(crate) leads: usize,
    /// Letters.
    pub(crate) messages: usize,
    /// Waiting cards in the queue that has to be fast.
    pub(crate) cards: usize,
    /// Waiting cards in the queue that is only reported.
    pub(crate) many_cards: usize,
    /// Requests of a kind.
    pub(crate) requests: usize,
    /// Events in the store that is opened.
    pub(crate) events: usize,
    /// Starts.
    pub(crate) starts: usize,
    /// Starts of each function's program, after one that does not count.
    pub(crate) cold_starts: usize,
    /// Conversations whose cost in units is counted.
    pub(crate) conversations: usize,
    /// Simulated: agents, days, seeds.
    pub(crate) simulated: (usize, u32, u64),
    /// Seconds for each figure of the bare disk.
    pub(crate) floor_seconds: u64,
    /// How often every mail is parsed; more than once compares with Python.
    pub(crate) mail_rounds: usize,
}

impl Size {
    /// The numbers of a name.
    pub(crate) fn of(name: SizeName) -> Self {
        match name {
            // As many agents as one operator is meant to have.
            SizeName::Full => Self {
                agents: 50,
                leads: 20_000,
                messages: 10_000,
                cards: 5_000,
                many_cards: 100_000,
                requests: 500,
                events: 1_000_000,
                starts: 5,
                cold_starts: 20,
                conversations: 200,
                simulated: (5, 30, 3),
                floor_seconds: 3,
                mail_rounds: 20,
            },
            SizeName::Small => Self {
                agents: 50,
                leads: 4_000,
                messages: 2_000,
                cards: 5_000,
                many_cards: 20_000,
                requests: 200,
                events: 100_000,
                starts: 3,
                cold_starts: 5,
                conversations: 100,
                simulated: (5, 10, 1),
                floor_seconds: 1,
                mail_rounds: 5,
            },
            SizeName::Tiny => Self {
                agents: 2,
                leads: 20,
                messages: 6,
                cards: 12,
                many_cards: 24,
                requests: 4,
                events: 200,
                starts: 1,
                cold_starts: 1,
                conversations: 4,
                simulated: (1, 2, 1),
                floor_seconds: 0,
                mail_rounds: 1,
            },
        }
    }
}
