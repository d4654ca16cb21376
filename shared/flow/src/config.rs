//! From the playbook's words to the domain's.

use domain::calendar::{Place, Wait, Window};
use domain::claim::{ClaimLimits, spaced};
use domain::conversation::{Channel, Plan, Review, StepPlan};
use domain::lint::HouseRules;
use domain::rows::{WarmUp, week_of};
use jiff::{Timestamp, ToSpan};
use playbook::{Agent, House, Mailbox};

/// The plan of a new conversation.
pub(crate) fn plan(house: &House, agent: &Agent) -> Plan {
    Plan {
        steps: agent
            .sequence
            .steps
            .iter()
            .map(|step| StepPlan {
                channel: channel(step.channel),
                wait: wait(step.wait),
            })
            .collect(),
        review: match agent.sequence.review {
            playbook::Review::Together => Review::Together,
            playbook::Review::Each => Review::Each,
        },
        window: window(house),
        hold_seconds: house.limits.hold_seconds,
        stale_after_days: house.limits.card_stale_after_days,
    }
}

/// The send window.
pub(crate) fn window(house: &House) -> Window {
    let all = [
        jiff::civil::Weekday::Monday,
        jiff::civil::Weekday::Tuesday,
        jiff::civil::Weekday::Wednesday,
        jiff::civil::Weekday::Thursday,
        jiff::civil::Weekday::Friday,
        jiff::civil::Weekday::Saturday,
        jiff::civil::Weekday::Sunday,
    ];
    let days = all
        .into_iter()
        .filter(|day| house.send_window.allows(*day))
        .map(jiff::civil::Weekday::to_monday_one_offset)
        .collect();
    Window {
        days,
        from: house.send_window.from,
        to: house.send_window.to,
    }
}

/// A channel.
pub(crate) fn channel(channel: playbook::Channel) -> Channel {
    match channel {
        playbook::Channel::Email => Channel::Email,
        playbook::Channel::Linkedin => Channel::Linkedin,
    }
}

fn wait(wait: playbook::Wait) -> Wait {
    match wait {
        playbook::Wait::WorkingDays(days) => Wait::WorkingDays(days),
        playbook::Wait::Days(days) => Wait::Days(days),
    }
}

/// The linter's rules.
pub(crate) fn house_rules(house: &House) -> HouseRules {
    let limits = &house.limits;
    HouseRules {
        email_max_words_first: limits.email_words.first,
        email_max_words_later: limits.email_words.later,
        linkedin_max_characters_first: limits.linkedin_characters.first,
        linkedin_max_characters_later: limits.linkedin_characters.later,
        subject_max_characters: limits.subject_characters,
        max_links: limits.links,
        stale_after_days: limits.stale_after_days,
        banned_phrases: house.banned_phrases.clone(),
        allowed_links: Some(house.links.values().cloned().collect()),
        cliches: house.worn_phrases.clone(),
    }
}

/// Where the days of a mailbox begin.
pub(crate) fn place_of(house: &House, mailbox: &Mailbox) -> Place {
    Place {
        zone: mailbox
            .timezone
            .clone()
            .unwrap_or_else(|| house.default_timezone.clone()),
        country: String::new(),
    }
}

/// The limits of a claim now. `draw` in thousandths is the letter's own, for its distance from the one before.
pub(crate) fn claim_limits(
    house: &House,
    agent: &Agent,
    mailbox: &Mailbox,
    on: Channel,
    (provider, draw): (Option<&str>, u32),
    now: Timestamp,
) -> ClaimLimits {
    let place = place_of(house, mailbox);
    let today = place.day(now);
    let midnight = jiff::civil::Time::midnight();
    ClaimLimits {
        today,
        tomorrow: place.at(today.saturating_add(1.day()), midnight),
        next_week: place.at(week_of(today).saturating_add(7.days()), midnight),
        mailbox_per_day: mailbox.cap_per_day,
        warm_up: mailbox.warm_up.as_ref().map(|ramp| WarmUp {
            start: ramp.start,
            from: ramp.from,
            add_per_day: ramp.add_per_day,
        }),
        mailbox_gap_seconds: spaced(mailbox.gap_seconds, draw),
        agent_per_week: agent.weekly_cap,
        domain_per_day: match on {
            Channel::Email => house.limits.per_recipient_domain_per_day,
            Channel::Linkedin => mailbox.linkedin_cap_per_day,
        },
        // Where it is not known, the domain stands for its own receiver, with its own cap.
        provider_per_day: provider.map_or(u32::MAX, |name| house.limits.per_provider(name)),
        window: window(house),
    }
}

/// What stands below every letter: who wrote, from where, and how to end it.
pub(crate) fn footer(house: &House) -> String {
    format!(
        "--\n{}\n{}\n{}",
        house.identity.company, house.identity.address, house.identity.opt_out_line
    )
}
