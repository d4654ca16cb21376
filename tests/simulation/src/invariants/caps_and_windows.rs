//! Invariant 6: Caps hold: per mailbox and day (with its ramp), per recipient domain and receiving provider, per
//! agent and week; and the send window in the recipient's time zone, holidays off. Counted and dated by
//! the checker's own means.

use super::{Claimed, Invariant, Known, Say, Truth};
use domain::calendar::Place;
use jiff::civil::{Date, Time, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use std::collections::BTreeMap;

/// A count that starts anew with each period; time never goes back for it.
#[derive(Default)]
struct Counter {
    period: Option<Date>,
    count: u32,
}

impl Counter {
    fn add(&mut self, period: Date) -> u32 {
        if self.period.is_none_or(|known| known < period) {
            self.period = Some(period);
            self.count = 0;
        }
        self.count = self.count.saturating_add(1);
        self.count
    }
}

/// See the module.
#[derive(Default)]
pub(super) struct CapsAndWindows {
    mailboxes: BTreeMap<String, Counter>,
    last: BTreeMap<String, Timestamp>,
    agents: BTreeMap<String, Counter>,
    domains: BTreeMap<String, Counter>,
    providers: BTreeMap<&'static str, Counter>,
}

/// Days off in the countries of the simulated people, written down from the calendars and not computed.
const DAYS_OFF: [(&str, Date); 19] = [
    ("JP", date(2026, 11, 3)),
    ("JP", date(2026, 11, 23)),
    ("US", date(2026, 11, 26)),
    ("ES", date(2026, 12, 8)),
    ("DE", date(2026, 12, 25)),
    ("GB", date(2026, 12, 25)),
    ("US", date(2026, 12, 25)),
    ("ES", date(2026, 12, 25)),
    ("GB", date(2026, 12, 28)),
    ("DE", date(2027, 1, 1)),
    ("GB", date(2027, 1, 1)),
    ("US", date(2027, 1, 1)),
    ("ES", date(2027, 1, 1)),
    ("JP", date(2027, 1, 1)),
    ("ES", date(2027, 1, 6)),
    ("US", date(2027, 1, 18)),
    ("JP", date(2027, 1, 11)),
    ("JP", date(2027, 2, 11)),
    ("DE", date(2027, 3, 26)),
];

fn is_open(at: Timestamp, place: &Place) -> bool {
    let zone = TimeZone::get(&place.zone).unwrap_or(TimeZone::UTC);
    let local = at.to_zoned_datetime(zone);
    let off = DAYS_OFF
        .iter()
        .any(|(country, day)| *country == place.country && *day == local.date());
    let working = local.weekday().to_monday_one_offset() <= 5;
    let hours = Time::constant(9, 0, 0, 0)..Time::constant(17, 0, 0, 0);
    working && !off && hours.contains(&local.time())
}

fn provider(domain: &str) -> Option<&'static str> {
    match domain {
        "gmail.com" => Some("google"),
        "gmx.de" | "web.de" => Some("gmx"),
        hosted if crate::faulty::is_hosted(hosted) => Some("google"),
        _ => None,
    }
}

impl Invariant for CapsAndWindows {
    fn number(&self) -> u8 {
        6
    }

    fn claim(&mut self, truth: &Truth<'_>, known: &Known, claim: &Claimed, say: &mut Say) {
        let Some(state) = &known.state else { return };
        let house = &truth.playbook.house;
        say.is(is_open(claim.at, &state.place), || {
            format!(
                "claimed at {}, outside the window of {}",
                claim.at, state.place.zone
            )
        });
        let zone = TimeZone::get(&house.default_timezone).unwrap_or(TimeZone::UTC);
        let day = claim.at.to_zoned_datetime(zone).date();
        let Some(mailbox) = house.mailbox(claim.from()) else {
            say.is(false, || format!("{} is no mailbox of ours", claim.from()));
            return;
        };
        let ramp = mailbox.warm_up.as_ref().map_or(u32::MAX, |ramp| {
            let days = u32::try_from((day - ramp.start).get_days()).unwrap_or(0);
            ramp.from
                .saturating_add(ramp.add_per_day.saturating_mul(days))
        });
        let cap = mailbox.cap_per_day.min(ramp);
        let from = claim.from().to_lowercase();
        let count = self.mailboxes.entry(from.clone()).or_default().add(day);
        say.is(count <= cap, || {
            format!("{from} claimed {count} letters on {day}, its cap is {cap}")
        });
        let gap = jiff::SignedDuration::from_secs(i64::from(mailbox.gap_seconds));
        let last = self.last.insert(from.clone(), claim.at);
        let spaced = last
            .is_none_or(|last| claim.at < last || claim.at >= domain::calendar::later(last, gap));
        say.is(spaced, || {
            format!(
                "{from} claimed letters at {last:?} and {}, within {gap:?}",
                claim.at
            )
        });
        if let Some(agent) = truth.playbook.agents.get(state.agent.as_str()) {
            let back = i64::from(day.weekday().to_monday_zero_offset());
            let week = day.saturating_sub(back.days());
            let count = self
                .agents
                .entry(state.agent.to_string())
                .or_default()
                .add(week);
            let cap = agent.weekly_cap;
            say.is(count <= cap, || {
                format!(
                    "agent {} claimed {count} letters in the week of {week}, its cap is {cap}",
                    state.agent
                )
            });
        }
        let domain = claim
            .to()
            .rsplit('@')
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let count = self.domains.entry(domain.clone()).or_default().add(day);
        let cap = house.limits.per_recipient_domain_per_day;
        say.is(count <= cap, || {
            format!("{count} letters to {domain} on {day}, the cap is {cap}")
        });
        if let Some(name) = provider(&domain) {
            let count = self.providers.entry(name).or_default().add(day);
            let caps = &house.limits.per_receiving_provider_per_day;
            let cap = caps.get(name).copied().unwrap_or(u32::MAX);
            say.is(count <= cap, || {
                format!("{count} letters to {name} on {day}, its cap is {cap}")
            });
        }
    }
}
