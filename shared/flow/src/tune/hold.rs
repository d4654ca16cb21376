//! What a round leads to: rules that are put in force, and its minutes in the log.

use super::last;
use super::standing::{RoundRow, TuningRow};
use crate::report::{self, Left};
use crate::versions::{self, Behind, NewVersion, Pushed, Way};
use crate::{Ports, StepError, attention, items, keys, log, step};
use ::ports::{Expect, PortError};
use domain::rows::AgentRow;
use domain::tune::{How, NEW_DAYS, QUARTER_DAYS, Quarter, Rule, Standing, standing};
use domain::{Actor, AgentName, OperatorId};
use jiff::{SignedDuration, Timestamp};
use playbook::Files;

/// Rules that are accepted at once.
const MOST_RULES: usize = 20;
/// A round of more seconds is one that somebody forgot to end.
const LONGEST_SECONDS: u64 = 4 * 3_600;
/// Accepted rules that are remembered.
const REMEMBERED: usize = 50;
/// Characters of a phrase.
const LONGEST_PHRASE: usize = 200;

/// The files with these rules in them.
///
/// # Errors
/// In words, for the operator.
pub fn patched(files: &Files, agent: &AgentName, rules: &[Rule]) -> Result<Files, String> {
    let mut out = files.clone();
    for rule in rules {
        if rule.phrase().chars().count() > LONGEST_PHRASE {
            return Err(format!("a phrase has at most {LONGEST_PHRASE} characters"));
        }
        out = match rule {
            Rule::Ban { phrase } => playbook::ban(&out, phrase)?,
            Rule::Say { old, new } => playbook::say(&out, agent.as_str(), old, new)?,
            Rule::Weigh { criterion, weight } => {
                playbook::weigh(&out, agent.as_str(), criterion, *weight)?
            }
        };
    }
    Ok(out)
}

/// Puts rules in force: a version of its own, on top of the one that is. `folder` is the version of what the
/// stack's own folder holds, where it is known.
pub async fn accept(
    ports: &Ports,
    by: &OperatorId,
    agent: &AgentName,
    rules: &[Rule],
    message: &str,
    folder: Option<String>,
) -> Result<Result<Pushed, Behind>, StepError> {
    if rules.is_empty() || rules.len() > MOST_RULES {
        return Err(StepError::Invalid(format!("name 1 to {MOST_RULES} rules")));
    }
    let current = versions::current(ports).await?;
    let current = current.ok_or_else(|| {
        StepError::Invalid("no version of the playbook was pushed yet".to_owned())
    })?;
    let files = versions::files(ports, &current.version).await?;
    let files = patched(&files, agent, rules).map_err(StepError::Invalid)?;
    let playbook = playbook::load(&files)
        .map_err(|faults| StepError::Invalid(format!("it would not be fit to use: {faults}")))?;
    let actor = Actor::Operator(by.clone());
    let new = NewVersion {
        files,
        playbook,
        way: Way::Push,
        message: message.to_owned(),
        stay: false,
        redraft: false,
        base: Some(current.version),
        folder,
    };
    let pushed = match versions::push(ports, &actor, new).await? {
        Ok(pushed) => pushed,
        Err(behind) => return Ok(Err(behind)),
    };
    let count = u32::try_from(rules.len()).unwrap_or(u32::MAX);
    let short = playbook::short_version(&pushed.version);
    let now = ports.clock.now();
    changed(ports, agent, |row| {
        row.rules = row.rules.saturating_add(count);
        row.accepted
            .extend(rules.iter().map(|rule| (rule.clone(), now)));
        let forgotten = row.accepted.len().saturating_sub(REMEMBERED);
        row.accepted.drain(..forgotten);
        if !row.versions.contains(&short) {
            row.versions.push(short.clone());
        }
        let rules = if count == 1 { "rule" } else { "rules" };
        vec![log::note(
            ports,
            actor.clone(),
            "rules_accepted",
            format!("{count} {rules} of the tuning round accepted, in force as {short}"),
            Some(agent.clone()),
        )]
    })
    .await?;
    Ok(Ok(pushed))
}

/// A round that was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// As it was written down.
    pub round: RoundRow,
    /// When the next one is due.
    pub next: Timestamp,
}

/// Ends a round: writes down how long it took and what came of it, and says when the next one is due.
pub async fn hold(
    ports: &Ports,
    by: &OperatorId,
    agent: &AgentName,
    seconds: u64,
) -> Result<Held, StepError> {
    let now = ports.clock.now();
    let found = step::read::<AgentRow>(ports, keys::agent(agent)).await?;
    let known = ports.playbook.get().agents.contains_key(agent.as_str());
    let Some((row, _)) = found.filter(|_| known) else {
        return Err(StepError::no_agent(agent));
    };
    let back = |days: i64| {
        domain::calendar::later(now, SignedDuration::from_hours(days.saturating_mul(-24)))
    };
    let age = now
        .duration_since(row.since)
        .as_hours()
        .checked_div(24)
        .unwrap_or(0);
    let last = step::read::<TuningRow>(ports, keys::tuning_row(agent))
        .await?
        .and_then(|(row, _)| row.last)
        .unwrap_or(back(NEW_DAYS));
    // The quarter decides nothing while the agent is too young for one.
    let from = if age >= QUARTER_DAYS {
        back(QUARTER_DAYS).min(last)
    } else {
        last
    };
    let (quarter, judged) = counted(ports, agent, from, back(QUARTER_DAYS), last).await?;
    let stands = standing(age, &quarter);
    let seconds = seconds.min(LONGEST_SECONDS);
    let mut round = None;
    changed(ports, agent, |row| {
        let held = RoundRow {
            at: now,
            by: by.clone(),
            seconds,
            rules: row.rules,
            versions: std::mem::take(&mut row.versions),
            judged,
            standing: stands,
        };
        *row = TuningRow {
            last: Some(now),
            standing: stands,
            accepted: std::mem::take(&mut row.accepted),
            ..TuningRow::default()
        };
        let words = format!(
            "tuning round held, {} minutes: {judged} verdicts since the last one, {} {} accepted; the next one is due in {} days",
            seconds.div_ceil(60),
            held.rules,
            if held.rules == 1 { "rule" } else { "rules" },
            stands.every_days()
        );
        let note = log::note(
            ports,
            Actor::Operator(by.clone()),
            "round_held",
            words,
            Some(agent.clone()),
        );
        let put = items::put(keys::round(agent, now), &held, Expect::Any);
        round = Some(held);
        vec![note, put]
    })
    .await?;
    let round = round.ok_or_else(step::lost)?;
    // The round is held all the same.
    if let Err(error) = attention::tuned(ports, agent, seconds).await {
        tracing::warn!(%error, "how long a round took was not written down");
    }
    let every =
        SignedDuration::from_hours(i64::from(Standing::every_days(stands)).saturating_mul(24));
    Ok(Held {
        next: domain::calendar::later(now, every),
        round,
    })
}

/// First decisions of the last quarter, and how many there were since the last round.
async fn counted(
    ports: &Ports,
    agent: &AgentName,
    from: Timestamp,
    quarter_from: Timestamp,
    last: Timestamp,
) -> Result<(Quarter, u32), StepError> {
    let (mut quarter, mut since) = (Quarter::default(), 0_u32);
    for id in report::changed(ports, agent, from, &mut Left::default()).await? {
        for decision in last::decisions(&step::events(ports, &id).await?) {
            if decision.at >= last {
                since = since.saturating_add(1);
            }
            if decision.at < quarter_from {
                continue;
            }
            quarter.judged = quarter.judged.saturating_add(1);
            let harmful = decision.reason.as_deref() == Some("harmful");
            quarter.harmful = quarter.harmful.saturating_add(u32::from(harmful));
            match decision.how {
                How::Killed => quarter.killed = quarter.killed.saturating_add(1),
                How::Fixed => quarter.fixed = quarter.fixed.saturating_add(1),
                How::Approved | How::Polished | How::SentBack => {}
            }
        }
    }
    Ok((quarter, since))
}

/// Changes the row, with what else belongs to the same commit.
async fn changed(
    ports: &Ports,
    agent: &AgentName,
    mut change: impl FnMut(&mut TuningRow) -> Vec<::ports::Action>,
) -> Result<(), StepError> {
    let key = keys::tuning_row(agent);
    for _ in 0..step::ATTEMPTS {
        let read = step::read::<TuningRow>(ports, key.clone()).await?;
        let (mut row, item) = read.map_or((TuningRow::default(), None), |(row, item)| {
            (row, Some(item))
        });
        let mut actions = change(&mut row);
        actions.push(items::put(key.clone(), &row, items::as_read(item.as_ref())));
        match step::commit(ports, actions, Some(key.clone())).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done,
        }
    }
    Err(step::lost())
}
