//! `replay`: what an edited playbook would have written to an agent's last leads. Each card is kept in
//! the data folder as soon as it is written, so that a replay that was interrupted goes on where it was and
//! pays for no letter twice.

mod cost;
mod kept;
mod tally;

use super::access::{self, Access};
use super::cost::prices::Prices;
use super::output::{Output, counted, hint, one_line};
use super::{Answer, Done, Failure, check, remote, versions};
use crate::cli::{DataArgs, ReplayArgs};
use crate::playbook_folder;
use crate::up::until_told;
use domain::Tokens;
use indicatif::{ProgressBar, ProgressStyle};
use kept::Kept;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use similar::{ChangeTag, TextDiff};
use std::pin::pin;
use tally::Tally;

/// What the server says of a replay beforehand.
#[derive(Deserialize)]
struct Plan {
    version: String,
    short: String,
    conversations: Vec<String>,
    /// On the card of each.
    letters: u64,
    charged_then: Vec<Option<Tokens>>,
    model: String,
    is_charged: bool,
    trust: Trust,
}

#[derive(Deserialize, Serialize)]
struct Trust {
    canary: bool,
    words: String,
}

#[derive(Deserialize, Serialize)]
struct Letter {
    subject: String,
    body: String,
    findings: Vec<Finding>,
}

#[derive(Deserialize, Serialize)]
struct Finding {
    rule: String,
    evidence: String,
    message: String,
}

#[derive(Deserialize, Serialize)]
struct Replayed {
    conversation: String,
    name: String,
    company: String,
    old: Letter,
    old_version: String,
    new: Option<Letter>,
    failure: Option<String>,
    changed: bool,
    past: String,
    reason: Option<String>,
    /// Written, and still to be written.
    #[serde(default = "one_letter")]
    letters: u64,
    #[serde(default)]
    left: u64,
    tokens: Option<Tokens>,
    /// A letter that was kept before there were verdicts has none.
    #[serde(default)]
    standing: Standing,
}

/// A card that was kept when replays wrote first letters only.
fn one_letter() -> u64 {
    1
}

/// The next letter of a card, and those before it.
async fn next(access: &Access, plan: &Plan, conversation: &str) -> Result<Replayed, Failure> {
    let asked = json!({ "version": plan.version, "conversation": conversation });
    access.post("replay/letter", &asked).await
}

/// What a verdict on the new letter counts for.
#[derive(Default, Deserialize, Serialize)]
struct Standing {
    counts: bool,
    verdict: Option<String>,
    why: Option<String>,
}

pub(crate) fn run(args: &ReplayArgs) -> Done {
    let dir = versions::folder(args.playbook.as_ref())?;
    let prices = Prices::read(args.prices.as_deref())?;
    let checked = playbook_folder::check(&dir).map_err(check::failure)?;
    let mut output = Output::new();
    if checked.playbook.is_none() {
        for fault in &checked.faults {
            output.line(&check::told(&dir, fault))?;
        }
        output.line(&check::summary(&dir, &checked))?;
        return Ok(Answer::No);
    }
    let body = json!({
        "agent": args.agent,
        "last": args.last,
        "files": versions::texts(&checked.read),
    });
    access::with(&args.data, async |access| {
        replay(args, access, &body, &prices, &mut output).await
    })
}

async fn replay(
    args: &ReplayArgs,
    access: &Access,
    body: &Value,
    prices: &Prices,
    output: &mut Output,
) -> Done {
    let plan: Plan = access.post("replay/plan", body).await?;
    if plan.conversations.is_empty() {
        hint("no lead of this agent was written to yet");
        return Ok(Answer::No);
    }
    let data = remote::folder(&args.data)?;
    let mut kept = Kept::open(&data, &args.agent, args.last, &plan, prices.assumed())?;
    let left = left(&kept);
    let before = kept.begun.conversations.len().saturating_sub(left.len());
    hint(&format!(
        "{} with {}: {} of {}{}; nothing is sent",
        args.agent,
        plan.short,
        counted(left.len(), "card", "cards"),
        one_line(&plan.model),
        if before > 0 {
            format!(", {before} are there from before")
        } else {
            String::new()
        }
    ));
    if !left.is_empty() {
        let expected = cost::expected(&kept.begun, &kept.done, prices.assumed());
        hint(&one_line(&cost::said(&plan, expected, prices)));
    }
    let written = write(access, &plan, &mut kept, left, prices).await;
    if let Ok(Written::Whole) = written {
        tell(args, &plan, &kept, prices, output)?;
        return Ok(Answer::Yes);
    }
    // What was paid is said, whatever ended it.
    hint(&format!(
        "{} of {} cards are kept{}; the same command goes on from there",
        kept.begun.conversations.len() - self::left(&kept).len(),
        kept.begun.conversations.len(),
        match plan.is_charged {
            true => format!(", for {}", cost::spent(asked_for(&kept)).words(prices)),
            false => String::new(),
        }
    ));
    written.map(|_| Answer::No)
}

/// Examples that nobody has paid for.
#[derive(Default)]
pub(super) struct Unpaid {
    cost: Vec<cost::Cost>,
    model: String,
}

impl Unpaid {
    /// Says how many there are, and how to have them.
    pub(super) fn tell(&self) {
        let Ok(prices) = Prices::read(None) else {
            return;
        };
        if !self.cost.is_empty() {
            hint(&one_line(&format!(
                "a card of each agent is not written yet by {}, about {}: `onloop diff --examples` has it written",
                self.model,
                cost::total(&self.cost).words(&prices)
            )));
        }
    }
}

/// How the letter to an agent's last lead would read: a replay of one. It is written where nobody is charged
/// for it, or where `pay` says so.
pub(super) async fn example(
    access: &Access,
    place: &DataArgs,
    agent: &str,
    body: &Value,
    pay: bool,
    unpaid: &mut Unpaid,
) -> Result<Vec<String>, Failure> {
    let plan: Plan = access.post("replay/plan", body).await?;
    let Some(id) = plan.conversations.first() else {
        return Ok(vec![
            String::new(),
            format!("{agent}: nobody was written to yet, so there is no letter to show"),
        ]);
    };
    let data = remote::folder(place)?;
    let prices = Prices::read(None)?;
    let letter = match kept::known(&data, agent, &plan, id) {
        Some(letter) => letter,
        None if plan.is_charged && !pay => {
            let then = plan.charged_then.first().copied().flatten();
            unpaid.cost.push(cost::one(&plan, then, prices.assumed()));
            unpaid.model.clone_from(&plan.model);
            return Ok(Vec::new());
        }
        None => {
            let mut kept = Kept::open(&data, agent, 1, &plan, prices.assumed())?;
            if plan.is_charged {
                let expected = cost::expected(&kept.begun, &kept.done, prices.assumed());
                hint(&one_line(&format!(
                    "{agent}: {}",
                    cost::said(&plan, expected, &prices)
                )));
            }
            let mut card = next(access, &plan, id).await?;
            while card.left > 0 {
                card = next(access, &plan, id).await?;
            }
            kept.keep(card)?;
            kept.done
                .remove(id)
                .ok_or_else(|| Failure::refused("the server wrote another card", "ask it again"))?
        }
    };
    let mut lines = shown(&letter);
    if let Some(person) = lines.get_mut(1) {
        let same = match letter.changed || letter.failure.is_some() {
            true => "",
            false => "; it reads the same",
        };
        *person = format!("{agent}: {person}{same}");
    }
    Ok(lines)
}

/// Whom a replay has not written to yet.
fn left(kept: &Kept) -> Vec<String> {
    let all = kept.begun.conversations.iter();
    all.filter(|id| !kept.done.contains_key(*id))
        .cloned()
        .collect()
}

/// The letters of a replay that are there.
fn asked_for(kept: &Kept) -> impl Iterator<Item = &Replayed> {
    let all = kept.begun.conversations.iter();
    all.filter_map(|id| kept.done.get(id))
}

/// How the writing ended.
enum Written {
    Whole,
    Interrupted,
}

/// Writes what is left, letter by letter. Told to stop, it waits for the letter in hand: that one is paid.
async fn write(
    access: &Access,
    plan: &Plan,
    kept: &mut Kept,
    left: Vec<String>,
    prices: &Prices,
) -> Result<Written, Failure> {
    let progress = Progress::of(kept, &left);
    let mut stop = pin!(until_told());
    for id in left {
        // A card is kept whole: what is written of it the server keeps.
        let mut stopped = false;
        let replayed = loop {
            let mut letter = pin!(next(access, plan, &id));
            let replayed = tokio::select! {
                biased;
                replayed = &mut letter => replayed,
                () = &mut stop, if !stopped => {
                    stopped = true;
                    progress.say("the letter in hand is waited for, it is paid; once more ends at once");
                    tokio::select! {
                        replayed = &mut letter => replayed,
                        () = until_told() => return Ok(Written::Interrupted),
                    }
                }
            };
            match replayed {
                Ok(card) if card.left > 0 && stopped => return Ok(Written::Interrupted),
                Ok(card) if card.left > 0 => {}
                replayed => break replayed,
            }
        };
        match replayed {
            Ok(replayed) => kept.keep(replayed)?,
            // A replay that goes on may know people who were forgotten meanwhile.
            Err(failure) if kept.goes_on && !plan.conversations.contains(&id) => {
                progress.say(&format!("{} is left out: {failure}", one_line(&id)));
            }
            Err(failure) => return Err(failure),
        }
        progress.tell(kept, plan, prices);
        if stopped {
            return Ok(Written::Interrupted);
        }
    }
    Ok(Written::Whole)
}

/// A bar on a terminal; elsewhere a line now and then.
struct Progress {
    bar: ProgressBar,
    all: usize,
}

impl Progress {
    fn of(kept: &Kept, left: &[String]) -> Self {
        let all = kept.begun.conversations.len();
        let before = all.saturating_sub(left.len());
        let length = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        let bar = ProgressBar::new(length(all)).with_position(length(before));
        let style = "{bar:30} {pos} of {len} cards{msg}, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style);
        }
        bar.tick();
        Self { bar, all }
    }

    fn tell(&self, kept: &Kept, plan: &Plan, prices: &Prices) {
        let spent = cost::spent(asked_for(kept));
        let paid = match plan.is_charged {
            true => format!(", ${:.4} so far", spent.dollars(prices)),
            false => String::new(),
        };
        let done = asked_for(kept).count();
        if self.bar.is_hidden() && done.is_multiple_of(10) && done < self.all {
            hint(&format!("{done} of {} cards{paid}", self.all));
        }
        self.bar.set_message(paid);
        self.bar.inc(1);
    }

    fn say(&self, words: &str) {
        self.bar.suspend(|| hint(words));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn tell(
    args: &ReplayArgs,
    plan: &Plan,
    kept: &Kept,
    prices: &Prices,
    output: &mut Output,
) -> Result<(), Failure> {
    let letters: Vec<&Replayed> = asked_for(kept).collect();
    let tally = Tally::of(&letters, plan.trust.canary);
    let spent = cost::spent(letters.iter().copied());
    if args.json {
        for letter in &letters {
            output.json(letter)?;
        }
        let cost = |cost: &cost::Cost| {
            json!({
                "calls": cost.calls,
                "calls_without_tokens": cost.untold,
                "tokens": cost.tokens,
                "dollars": cost.dollars(prices),
            })
        };
        return output.json(&json!({ "summary": {
            "version": plan.version,
            "short": plan.short,
            "tally": tally,
            "trust": plan.trust,
            "cost": cost(&spent),
            "said_before": cost(&kept.begun.said),
        }}));
    }
    for letter in &letters {
        if letter.changed || letter.failure.is_some() {
            for line in shown(letter) {
                output.line(&line)?;
            }
        }
    }
    for line in tally.told(&plan.short) {
        output.line(&one_line(&line))?;
    }
    output.line(&one_line(&format!("trust: {}", plan.trust.words)))?;
    if plan.trust.canary {
        for line in tally.carried() {
            output.line(&one_line(&line))?;
        }
    }
    let counting = letters.iter().filter(|letter| letter.standing.counts);
    match counting.count() {
        0 => {}
        count => output.line(&format!(
            "{} would count for the proof of {}: judge them at the page, #/replay/{}?version={} (nothing is paid again)",
            counted(count, "card", "cards"),
            plan.short,
            args.agent,
            plan.version
        ))?,
    }
    if plan.is_charged {
        let known = match kept.begun.known {
            0 => String::new(),
            known => format!("; {known} of these were paid by an earlier replay"),
        };
        output.line(&format!("it did cost {}{known}", spent.words(prices)))?;
        output.line(&format!(
            "said before it began: {}",
            kept.begun.said.words(prices)
        ))?;
    }
    Ok(())
}

/// A letter that reads otherwise, word by word.
fn shown(letter: &Replayed) -> Vec<String> {
    let past = match &letter.reason {
        Some(reason) => format!("killed, {reason}"),
        None => letter.past.clone(),
    };
    let mut lines = vec![
        String::new(),
        one_line(&format!(
            "{}, {} ({}), written by {}: {past}",
            letter.name, letter.company, letter.conversation, letter.old_version
        )),
    ];
    let Some(new) = &letter.new else {
        let why = letter.failure.as_deref().unwrap_or_default();
        lines.push(one_line(&format!("  no letter: {why}")));
        return lines;
    };
    let text = |letter: &Letter| format!("{}\n\n{}", letter.subject, letter.body);
    for line in words(&text(&letter.old), &text(new)).lines() {
        lines.push(one_line(&format!("  {line}")));
    }
    for (name, findings) in [("old", &letter.old.findings), ("new", &new.findings)] {
        for finding in findings {
            lines.push(one_line(&format!(
                "  lint, {name}: {} \"{}\"",
                finding.rule, finding.evidence
            )));
        }
    }
    lines
}

/// As `git diff --word-diff` writes it.
fn words(old: &str, new: &str) -> String {
    let diff = TextDiff::from_words(old, new);
    let mut out = String::new();
    for (tag, text) in runs(&diff) {
        match tag {
            ChangeTag::Equal => out.push_str(&text),
            ChangeTag::Delete => out.push_str(&format!("[-{text}-]")),
            ChangeTag::Insert => out.push_str(&format!("{{+{text}+}}")),
        }
    }
    out
}

/// Neighbours of one kind together.
fn runs<'t>(diff: &TextDiff<'t, 't, 't, str>) -> Vec<(ChangeTag, String)> {
    let mut runs: Vec<(ChangeTag, String)> = vec![];
    for change in diff.iter_all_changes() {
        match runs.last_mut() {
            Some((tag, text)) if *tag == change.tag() => text.push_str(change.value()),
            _ => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn changed_words_stand_together_and_the_rest_stays_as_it_is() {
        assert_eq!(
            words(
                "Would 20 minutes suit you?\n\nMara",
                "Would ten minutes suit you?\n\nMara"
            ),
            "Would [-20-]{+ten+} minutes suit you?\n\nMara"
        );
        assert_eq!(words("same", "same"), "same");
    }
}
