//! The claim: every check between a clearance and the provider's door, on stored rows, paired with
//! the checks at approval. The flow writes or guards every row that was read here in the same
//! commit as the claim itself, so what was judged is what holds.
//!
//! Order matters for what the operator reads: what ends the conversation comes before what only
//! delays it.

use crate::brake::Health;
use crate::calendar::{Window, later};
use crate::conversation::{Channel, Clearance, Conversation, MessageState, Phase};
use crate::rows::{
    AgentRow, ContactRow, DayCount, MailboxRow, StopReason, StopRow, UnreadRow, WarmUp, week_of,
};
use crate::trust::{Gate, Shut};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

/// The rows a claim reads.
#[derive(Debug, Clone)]
pub struct ClaimRows {
    /// Lock of the contact.
    pub contact: ContactRow,
    /// Stop entries found for any identifier, domain or company; empty if there is none.
    pub stops: Vec<StopRow>,
    /// Accepted and not yet labelled inbound messages.
    pub unread: UnreadRow,
    /// Sender.
    pub mailbox: MailboxRow,
    /// Agent.
    pub agent: AgentRow,
    /// Recipient's domain; on LinkedIn the sender's account.
    pub domain: Option<DayCount>,
    /// Receiving provider, where it is known.
    pub provider: Option<DayCount>,
    /// What policy may send of the class that the clearance rests on; closed for one that isn't there.
    pub gate: Gate,
}

/// The limits in force, from the playbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimLimits {
    /// The day in the mailbox's zone.
    pub today: Date,
    /// When the mailbox's next day begins.
    pub tomorrow: Timestamp,
    /// When the next week begins.
    pub next_week: Timestamp,
    /// Letters of a mailbox in a day.
    pub mailbox_per_day: u32,
    /// Its ramp.
    pub warm_up: Option<WarmUp>,
    /// Seconds between the mailbox's letter before and this one; see [`spaced`].
    pub mailbox_gap_seconds: u32,
    /// Letters of an agent in a week.
    pub agent_per_week: u32,
    /// Letters to one recipient domain in a day; on LinkedIn messages of one account.
    pub domain_per_day: u32,
    /// Letters to one receiving provider in a day.
    pub provider_per_day: u32,
    /// When letters may leave.
    pub window: Window,
}

/// The rows after the claim.
#[derive(Debug, Clone)]
pub struct ClaimedRows {
    /// With the time of contact.
    pub contact: ContactRow,
    /// One more.
    pub mailbox: MailboxRow,
    /// One more.
    pub agent: AgentRow,
    /// One more.
    pub domain: DayCount,
    /// One more.
    pub provider: DayCount,
}

/// Why a claim is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// Later; the message keeps its clearance.
    Until {
        /// When to try again.
        at: Timestamp,
        /// Why, in words.
        why: String,
    },
    /// Later, in a slot of its own, which the mailbox's row keeps.
    Slot {
        /// When.
        at: Timestamp,
        /// Why, in words.
        why: String,
        /// The row with the slot taken.
        mailbox: Box<MailboxRow>,
    },
    /// Never: somebody may not be written to.
    Stopped(StopReason),
    /// The operator has to look: policy's leave does not hold any more.
    Shut(Shut),
    /// There is nothing to claim: it was done, voided or changed meanwhile.
    Nothing,
}

/// Why a letter waits for its slot; also tells that it has one.
const SPACED: &str = "letters of one mailbox are spaced";
/// A halted send looks again after this; a resume lets it go at once.
const HALT_RECHECK: SignedDuration = SignedDuration::from_hours(24);
/// An unread reply is labelled within seconds; the send looks again after this.
const UNREAD_RECHECK: SignedDuration = SignedDuration::from_mins(1);

/// The seconds that one letter keeps from the one before it: at least the mailbox's own, and up to half as
/// many more by a draw in thousandths. Letters at one interval to the second are a machine's, and receivers
/// take them for one.
pub const fn spaced(least_seconds: u32, draw: u32) -> u32 {
    let draw = if draw > 1_000 { 1_000 } else { draw };
    least_seconds.saturating_add(least_seconds.saturating_mul(draw) / 2_000)
}

/// Judges a claim of `step`.
pub fn judge(
    state: &Conversation,
    step: u32,
    rows: &ClaimRows,
    limits: &ClaimLimits,
    now: Timestamp,
) -> Result<ClaimedRows, Held> {
    let clearance_is_due = clearance(state, step, now)?;
    let leave = clearance_of(state, step).and_then(Clearance::leave);
    // Invariant 3.
    if let Some(stop) = rows.stops.iter().min_by_key(|stop| stop.since) {
        return Err(Held::Stopped(stop.reason));
    }
    // Invariant 8.
    if let Some(leave) = leave {
        rows.gate.check(leave).map_err(Held::Shut)?;
    }
    // Invariant 5.
    if rows
        .contact
        .holder
        .as_ref()
        .is_none_or(|(holder, _)| *holder != state.id)
    {
        return Err(Held::Nothing);
    }
    // Invariant 7.
    halts(rows, now)?;
    // Invariant 4: an accepted, unread reply is enough to hold the send.
    if !rows.unread.waiting.is_empty() {
        return until(
            later(now, UNREAD_RECHECK),
            "a reply came in and is being read",
        );
    }
    clearance_is_due?;
    // Invariant 6.
    if !limits.window.is_open(now, &state.place) {
        return until(
            limits.window.next_open(now, &state.place),
            "outside the send window of the recipient",
        );
    }
    caps(rows, limits, state, now)
}

fn until<T>(at: Timestamp, why: &str) -> Result<T, Held> {
    Err(Held::Until {
        at,
        why: why.to_owned(),
    })
}

fn clearance_of(state: &Conversation, step: u32) -> Option<&Clearance> {
    match &state.message(step)?.state {
        MessageState::Cleared { clearance } => Some(clearance),
        MessageState::Planned { .. }
        | MessageState::InReview { .. }
        | MessageState::Claimed { .. }
        | MessageState::InDoubt { .. }
        | MessageState::Sent { .. }
        | MessageState::Void { .. } => None,
    }
}

/// The outer result: is there a clearance for the current draft at all. The inner one: is it time.
fn clearance(state: &Conversation, step: u32, now: Timestamp) -> Result<Result<(), Held>, Held> {
    if state.phase != Phase::Active {
        return Err(Held::Nothing);
    }
    let message = state
        .current()
        .filter(|m| m.step == step)
        .ok_or(Held::Nothing)?;
    let MessageState::Cleared { clearance } = &message.state else {
        return Err(Held::Nothing);
    };
    // Invariant 1.
    if message
        .draft
        .as_ref()
        .is_none_or(|draft| draft.fingerprint != clearance.fingerprint)
    {
        return Err(Held::Nothing);
    }
    if clearance.hold_until > now {
        return Ok(until(
            clearance.hold_until,
            "the approval can still be undone",
        ));
    }
    match message.not_before {
        Some(at) if at > now => Ok(until(at, "the wait of this step is not over")),
        Some(_) | None => Ok(Ok(())),
    }
}

fn halts(rows: &ClaimRows, now: Timestamp) -> Result<(), Held> {
    let why = if rows.agent.fleet_halted || rows.mailbox.fleet_halted {
        "the fleet is halted"
    } else if rows.agent.halted {
        "the agent is halted"
    } else if rows.mailbox.halted {
        "the mailbox is halted"
    } else {
        return Ok(());
    };
    until(later(now, HALT_RECHECK), why)
}

/// A row of that day, or of the next one that a clock has seen already, counts for today.
fn stands(row: Date, today: Date, ahead: i32) -> bool {
    (0..=ahead).contains(&(row - today).get_days())
}

fn caps(
    rows: &ClaimRows,
    limits: &ClaimLimits,
    state: &Conversation,
    now: Timestamp,
) -> Result<ClaimedRows, Held> {
    let today = limits.today;
    let place = &state.place;
    let message = state.current();
    let has_slot = message
        .and_then(|m| m.deferral.as_ref())
        .is_some_and(|d| d.why == SPACED);
    // Of the mailbox LinkedIn uses nothing up; it takes turns with its letters, as one person writes both.
    let is_letter = message.is_none_or(|m| m.channel == Channel::Email);
    let one = u32::from(is_letter);
    // Mailboxes in other zones share these rows: where it is tomorrow already, tomorrow's row stands, or
    // each would empty the other's count.
    let shared = |row: Option<&DayCount>| match row.filter(|row| row.day >= today) {
        Some(row) => row.clone(),
        None => DayCount {
            day: today,
            count: 0,
        },
    };
    let opens = |at: Timestamp| limits.window.next_open(at, place);

    // A clock that was set back a little over midnight must not empty the count of the day that it has
    // seen already: tomorrow's row stands.
    let day = if stands(rows.mailbox.day, today, 1) {
        rows.mailbox.day
    } else {
        today
    };
    let in_day = if rows.mailbox.day == day {
        rows.mailbox.count
    } else {
        0
    };
    let ramp = limits
        .warm_up
        .as_ref()
        .map_or(u32::MAX, |ramp| ramp.cap(today));
    if is_letter && in_day >= limits.mailbox_per_day.min(ramp) {
        let why = if ramp < limits.mailbox_per_day {
            "the mailbox's warm-up cap of today is used"
        } else {
            "the mailbox's cap of today is used"
        };
        return until(opens(limits.tomorrow), why);
    }
    let gap = SignedDuration::from_secs(i64::from(limits.mailbox_gap_seconds));
    let free = rows
        .mailbox
        .last
        .map_or(now, |last| later(last, gap).max(now));
    let queue = rows.mailbox.reserved.is_some_and(|slot| slot > now);
    // Without a distance to keep nobody waits for a turn, whose clock ever was a little ahead.
    if !gap.is_zero() && (free > now || (queue && !has_slot)) {
        // Each waiting letter gets a slot of its own, in the order in which they ask: nobody overtakes,
        // and nobody asks in vain again and again. Where the letter before was a little late for its slot,
        // this one is as well, and keeps its turn.
        let late = has_slot && free <= later(now, gap / 2);
        let behind = rows.mailbox.reserved.filter(|_| !late);
        let behind = behind.map(|slot| later(slot, gap));
        let slot = behind.map_or(free, |behind| behind.max(free));
        let at = opens(slot);
        if at != slot {
            // This reader's window closes before its turn: it asks again then, and blocks nobody.
            return until(at, "outside the send window of the recipient");
        }
        let mailbox = MailboxRow {
            reserved: Some(rows.mailbox.reserved.map_or(at, |last| last.max(at))),
            ..rows.mailbox.clone()
        };
        return Err(Held::Slot {
            at,
            why: SPACED.to_owned(),
            mailbox: Box::new(mailbox),
        });
    }
    let week = if stands(rows.agent.week, week_of(today), 7) {
        rows.agent.week
    } else {
        week_of(today)
    };
    let in_week = if rows.agent.week == week {
        rows.agent.count
    } else {
        0
    };
    if in_week >= limits.agent_per_week {
        return until(
            opens(limits.next_week),
            "the agent's cap of this week is used",
        );
    }
    let domain = shared(rows.domain.as_ref());
    if domain.count >= limits.domain_per_day {
        let why = if is_letter {
            "the cap for the recipient's domain is used today"
        } else {
            "the LinkedIn account's cap of today is used"
        };
        return until(opens(limits.tomorrow), why);
    }
    let provider = shared(rows.provider.as_ref());
    if provider.count >= limits.provider_per_day {
        return until(
            opens(limits.tomorrow),
            "the cap for the recipient's mail provider is used today",
        );
    }
    Ok(ClaimedRows {
        contact: ContactRow {
            last_contacted: Some(now),
            ..rows.contact.clone()
        },
        mailbox: MailboxRow {
            day,
            count: in_day.saturating_add(one),
            last: Some(now),
            health: Health {
                letters: rows.mailbox.health.letters.saturating_add(u64::from(one)),
                ..rows.mailbox.health.clone()
            },
            ..rows.mailbox.clone()
        },
        agent: AgentRow {
            week,
            count: in_week.saturating_add(1),
            ..rows.agent.clone()
        },
        domain: DayCount {
            count: domain.count.saturating_add(1),
            ..domain
        },
        provider: DayCount {
            count: provider.count.saturating_add(1),
            ..provider
        },
    })
}
