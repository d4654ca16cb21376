//! The report as markdown. For the client: what was done and what came of it, without kills, edits or minutes.

use super::{Numbers, OfAgent, Question, Report, Share};
use jiff::ToSpan;
use std::fmt::Write;

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// As text.
#[must_use]
pub fn markdown(report: &Report, client: bool) -> String {
    let mut out = String::new();
    // Writing to a text can't fail.
    let _ = write(&mut out, report, client);
    out
}

fn write(out: &mut String, report: &Report, client: bool) -> std::fmt::Result {
    let whose = match &report.agent {
        Some(agent) => format!("agent {agent}"),
        None => "all agents".to_owned(),
    };
    let week = &report.week;
    let sunday = week.monday.saturating_add(6.days());
    writeln!(out, "# Week {}, {whose}\n", week.name())?;
    let so_far = if week.over { "" } else { ", so far" };
    writeln!(out, "{} to {sunday}{so_far}.\n", week.monday)?;
    if !report.complete {
        writeln!(
            out,
            "There is more than one report goes through: the oldest is left out.\n"
        )?;
    }
    volume(out, &report.total, client)?;
    replies(out, &report.total.week)?;
    if !client {
        judged(out, report)?;
        writeln!(
            out,
            "## The operator's time\n\n{} minutes for {} decisions, by the time between them.\n",
            report.total.seconds / 60,
            report.total.looks
        )?;
        planted(out, report)?;
        tuning(out, report)?;
        charged(out, &report.total.week)?;
        for (agent, of) in &report.agents {
            let week = &of.week;
            writeln!(
                out,
                "- {agent}: {} letters, {} positive replies, {} of {} drafts killed, {} minutes",
                week.letters,
                week.positives,
                week.killed,
                week.judged,
                of.seconds / 60
            )?;
        }
        if !report.agents.is_empty() {
            writeln!(out)?;
        }
    }
    // What the client is to judge is the pipeline.
    let asked = report.questions.iter().take(if client { 1 } else { 3 });
    writeln!(out, "## After two weeks\n")?;
    for Question {
        question,
        answer,
        words,
    } in asked
    {
        writeln!(out, "- {question} **{}**: {words}.", answer.as_str())?;
    }
    Ok(())
}

fn charged(out: &mut String, week: &Numbers) -> std::fmt::Result {
    if week.charged.is_empty() {
        writeln!(out, "Models: none was charged for.")?;
    }
    for (model, used) in &week.charged {
        let calls = if used.calls == 1 { "call" } else { "calls" };
        writeln!(
            out,
            "Model {model}: {} {calls}, {} tokens in, {} out.",
            used.calls,
            used.tokens.read(),
            used.tokens.output
        )?;
    }
    writeln!(out, "What a stack costs a month besides: `onloop cost`.\n")
}

fn planted(out: &mut String, report: &Report) -> std::fmt::Result {
    let misses = &report.misses;
    let Some(estimate) = misses.estimate() else {
        return writeln!(out, "Planted cards: none was answered.\n");
    };
    let (low, high) = misses.bounds();
    let trusted = if misses.is_trusted() {
        ""
    } else {
        " Certificates are not to be trusted."
    };
    writeln!(
        out,
        "Planted cards: {} of {} missed, {} ({} to {}).{trusted}\n",
        misses.missed,
        misses.planted,
        percent(estimate),
        percent(low),
        percent(high),
    )
}

fn tuning(out: &mut String, report: &Report) -> std::fmt::Result {
    let of = &report.total.tuned;
    let many = |n: u32, one: &str, more: &str| format!("{n} {}", if n == 1 { one } else { more });
    writeln!(
        out,
        "Tuning: {} held, {} minutes, {} accepted.",
        many(of.held, "round", "rounds"),
        of.seconds.div_ceil(60),
        many(of.rules, "rule", "rules"),
    )?;
    let missed = |name: &str, tuned: &super::Tuned| {
        tuned.due_since.map(|since| {
            let day = since.strftime("%Y-%m-%d");
            match tuned.missed {
                0 => format!("- {name}: a tuning round is due since {day}"),
                n => format!(
                    "- {name}: {} missed, due since {day}",
                    many(n, "tuning round", "tuning rounds")
                ),
            }
        })
    };
    let lines: Vec<String> = match &report.agent {
        Some(agent) => missed(agent.as_str(), of).into_iter().collect(),
        None => report
            .agents
            .iter()
            .filter_map(|(name, of)| missed(name.as_str(), &of.tuned))
            .collect(),
    };
    if !lines.is_empty() {
        writeln!(out)?;
    }
    for line in lines {
        writeln!(out, "{line}")?;
    }
    writeln!(out)
}

fn volume(out: &mut String, of: &OfAgent, client: bool) -> std::fmt::Result {
    type Row = (&'static str, fn(&Numbers) -> u32, bool);
    let rows: [Row; 13] = [
        ("leads found", |n| n.sourced, true),
        ("leads taken", |n| n.accepted, true),
        ("leads turned down", |n| n.rejected, false),
        ("drafts written", |n| n.drafted, false),
        ("drafts judged", |n| n.judged, false),
        ("drafts cleared by policy", |n| n.by_policy, false),
        ("letters sent", |n| n.letters, true),
        ("conversations begun", |n| n.begun, true),
        ("replies", Numbers::replied, true),
        ("positive replies", |n| n.positives, true),
        ("taken over by a person", |n| n.handed_over, true),
        ("meetings agreed", |n| n.meetings, true),
        ("not to be written to again", |n| n.stopped, true),
    ];
    writeln!(
        out,
        "## Volume and pipeline\n\n| | this week | week before |\n| --- | ---: | ---: |"
    )?;
    for (name, count, for_client) in rows {
        if for_client || !client {
            writeln!(
                out,
                "| {name} | {} | {} |",
                count(&of.week),
                count(&of.before)
            )?;
        }
    }
    writeln!(out)
}

fn replies(out: &mut String, week: &Numbers) -> std::fmt::Result {
    if week.replies.is_empty() {
        return Ok(());
    }
    let all: Vec<String> = week
        .replies
        .iter()
        .map(|(intent, n)| format!("{n} {}", intent.as_str().replace('_', " ")))
        .collect();
    writeln!(out, "Replies: {}.\n", all.join(", "))
}

fn judged(out: &mut String, report: &Report) -> std::fmt::Result {
    let of = &report.total;
    let week = &of.week;
    writeln!(out, "## Judged\n")?;
    let kills = Share::of(week.killed, week.judged);
    match kills.estimate() {
        None => writeln!(out, "- Kills: not enough yet, nothing was judged")?,
        Some(rate) => writeln!(
            out,
            "- Kills: {} of {}, {} (between {} and {})",
            kills.found,
            kills.of,
            percent(rate),
            percent(kills.low),
            percent(kills.high)
        )?,
    }
    for (reason, n) in &week.kills {
        writeln!(out, "  - {}: {n}", reason.replace('_', " "))?;
    }
    writeln!(
        out,
        "- Edits: {} in substance, {} in wording alone; {} sent back",
        week.fixed, week.polished, week.sent_back
    )?;
    match &of.live {
        // Agents may be of several classes.
        None if report.agent.is_none() => writeln!(out),
        Some(live) => writeln!(
            out,
            "- Live kill rate of what policy shipped ({}): {}, between {} and {}\n",
            live.class,
            live.rate
                .estimate
                .map_or_else(|| "not enough yet".to_owned(), percent),
            percent(live.rate.low),
            percent(live.rate.high)
        ),
        None => writeln!(
            out,
            "- Policy shipped nothing yet, so there is no live kill rate\n"
        ),
    }
}
