//! A whole stack moves: out of one store, into another.
//!
//! The order of things is what keeps two copies from sending. The source is halted and marked as moved
//! before anything is copied; while the mark stands it can't be resumed and nothing begins there. The
//! destination is born halted, nothing begins there before it is whole and was compared with the source,
//! and then it sends no sooner than an operator resumes it.
//!
//! What stays behind: sign-ins, the fleet's row with the mark, and how an earlier move went. Versions of
//! items start at 1 again; nothing compares them over time.

mod arrive;
mod copy;
mod leave;
mod survey;

pub use arrive::{Arrival, ArrivalRow};
pub use copy::copy;
pub use leave::{Left, come_back, leave};
pub use survey::{Survey, survey};

use crate::{StepError, items, keys};
use ::ports::{Item, Key, PortError, Table};
use domain::rows::{FleetRow, Moved};

/// How far a step of a move is, for whoever waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Items were read to be counted and compared.
    Compared(u64),
    /// Blobs were copied.
    Blobs(u64),
    /// Items were copied.
    Items(u64),
}

/// Told after each part of the work.
pub type Told<'a> = &'a mut (dyn FnMut(Progress) + Send);

/// Whether a stack is where it is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It is.
    Here,
    /// It was moved away.
    Away(Moved),
    /// It is still being copied to here.
    Coming(ArrivalRow),
}

/// The rows that say where a stack stands, in the order that [`read_standing`] takes.
pub(crate) fn standing_keys() -> [Key; 2] {
    [keys::fleet(), keys::arrival()]
}

/// Where a stack stands, by the rows of [`standing_keys`].
pub(crate) fn read_standing(found: &[Option<Item>]) -> Result<Standing, StepError> {
    let [fleet, arrival] = found else {
        return Ok(Standing::Here);
    };
    let arrival = arrival.as_ref().map(items::decode::<ArrivalRow>);
    if let Some(arrival) = arrival.transpose()?.filter(|row| row.done.is_none()) {
        return Ok(Standing::Coming(arrival));
    }
    let fleet = fleet.as_ref().map(items::decode::<FleetRow>).transpose()?;
    Ok(match fleet.and_then(|row| row.moved) {
        Some(moved) => Standing::Away(moved),
        None => Standing::Here,
    })
}

/// Reads where a stack stands.
pub async fn standing(table: &dyn Table) -> Result<Standing, StepError> {
    read_standing(&table.get(&standing_keys()).await?)
}

/// Why nothing may begin here, if so, and what to do.
pub async fn elsewhere(table: &dyn Table) -> Result<Option<String>, StepError> {
    Ok(why_not(&standing(table).await?))
}

fn why_not(standing: &Standing) -> Option<String> {
    match standing {
        Standing::Here => None,
        Standing::Away(moved) => Some(words(moved)),
        Standing::Coming(row) => Some(format!(
            "only a part of the stack has come here from {}: go on with the command that copies it",
            row.from
        )),
    }
}

/// Passes if the stack is here, by the rows of [`standing_keys`]; else says where it is and what to do.
pub(crate) fn must_be_here(found: &[Option<Item>]) -> Result<(), StepError> {
    match why_not(&read_standing(found)?) {
        None => Ok(()),
        Some(why) => Err(refused(why)),
    }
}

/// That a stack was moved away, and what to do.
fn words(moved: &Moved) -> String {
    format!(
        "the stack was moved from here to {} by {} at {:.0}, and at most one of the two may send: work there, or, if it never will, resume here with `onloop resume --although-moved`",
        moved.to, moved.by, moved.at
    )
}

fn refused(why: String) -> StepError {
    StepError::Port(PortError::Refused(why))
}

/// What a stack leaves behind when it moves.
pub fn stays_behind(key: &Key) -> bool {
    keys::is_session(key) || *key == keys::fleet() || *key == keys::arrival()
}

/// Items that move, of some that were read.
pub fn moving(read: Vec<Item>) -> Vec<Item> {
    read.into_iter()
        .filter(|item| !stays_behind(&item.key))
        .collect()
}
