//! The operator's attention: how long a look takes, what it is worth, and what a day and a week may ask of
//! him. Design, section 6.
//!
//! Must never be here: what policy thinks of the draft on a card. The order of the queue is seen before the
//! verdict, so it may tell of a class and never of a draft (section 5, blind first).

mod budget;
mod pace;
mod worth;

pub use budget::{Budget, Load, Over, Reserve};
pub use pace::{Kind, LONGEST_LOOK_MS, Pace};
pub use worth::{ANSWER, NO_EVIDENCE, place};
