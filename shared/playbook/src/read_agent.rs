//! Reads `agents/NAME.md`.

use crate::{
    agent::{Agent, Aim, Cadence, Channel, Motion},
    exclude::Exclude,
    house::House,
    keys,
    nearest::suggestion,
    read_rubric::{exclude, rubric},
    read_sequence::sequence,
    read_sources::sources,
    reader::{Reader, Section, shown},
    steps::split_steps,
    yaml::{Node, Place, Value},
};

/// What an agent may refer to.
pub(crate) struct Surroundings<'a> {
    /// `None`: the house can't be read, which is told there.
    pub(crate) house: Option<&'a House>,
    pub(crate) patterns: &'a [String],
}

/// What the file says; what is wrong is told and left at its default.
pub(crate) fn read_agent(
    reader: &mut Reader<'_>,
    name: &str,
    matter: &Node,
    body: &str,
    body_line: usize,
    around: &Surroundings<'_>,
) -> Agent {
    let top = reader.section(matter, keys::AGENT);
    if top.get("motion").is_none() {
        reader.missing(
            top,
            "motion",
            "write `motion: new`, `motion: reactivate` or `motion: renew`",
        );
    }
    let motion = reader
        .choice(top, "motion", &Motion::NAMES)
        .unwrap_or(Motion::New);
    let goal = reader.required(
        top,
        "goal",
        "write in one sentence what the agent is to bring about",
    );
    let aim = aim(reader, top);
    let segment = reader.text(top, "segment").unwrap_or_default();
    if top.get("channel").is_none() {
        reader.missing(
            top,
            "channel",
            "write `channel: email` or `channel: linkedin`",
        );
    }
    let channel = reader
        .choice(top, "channel", &Channel::NAMES)
        .unwrap_or(Channel::Email);
    let (mailboxes, cap_per_day) = mailboxes(reader, top, around.house);
    let usual_cap = cap_per_day.saturating_mul(5);
    let weekly_cap = reader
        .whole(top, "weekly_cap", 1..=100_000)
        .unwrap_or(usual_cap);
    let weekly_target = reader.whole(top, "weekly_target", 1..=100_000);
    if let Some(target) = weekly_target.filter(|target| *target > weekly_cap) {
        reader.fault(
            top.value_place("weekly_target"),
            format!(
                "`weekly_target` is {target}, but only {weekly_cap} messages may leave in a week"
            ),
            "lower the target, or raise `weekly_cap` or the mailbox's `cap_per_day`",
        );
    }
    let patterns = patterns(reader, top, around.patterns);
    let sources = sources(reader, top, around.house);
    let exclude_node = top.get("exclude");
    let fact_ids: Vec<String> = sources
        .iter()
        .flat_map(|source| source.columns.facts.keys().cloned())
        .collect();
    let exclude = exclude_node
        .map(|node| exclude(reader, node, &fact_ids))
        .unwrap_or_default();
    warn_if_vague(reader, top, &goal, &segment, weekly_target, &exclude);
    let rubric = rubric(reader, top, &fact_ids);
    let (brief, written) = split_steps(reader, body, body_line);
    let sequence = sequence(reader, top, channel, written, around.house, &fact_ids);
    let language = reader.text(top, "language").filter(|language| {
        let fits = language.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
        }) && language
            .split('-')
            .next()
            .is_some_and(|first| (2..=3).contains(&first.len()));
        if !fits {
            let what = format!("unknown language \"{}\"", shown(language));
            reader.fault(
                top.value_place("language"),
                what,
                "write a code of two letters, such as `en` or `de`",
            );
        }
        fits
    });
    Agent {
        name: name.to_owned(),
        motion,
        goal,
        aim,
        segment,
        channel,
        weekly_target: weekly_target.unwrap_or_else(|| USUAL_TARGET.min(weekly_cap)),
        weekly_cap,
        mailboxes,
        patterns,
        sources,
        exclude,
        rubric,
        sequence,
        cadence: reader
            .choice(top, "cadence", &Cadence::NAMES)
            .unwrap_or(Cadence::Weekly),
        max_list: reader.whole(top, "max_list", 1..=100_000).unwrap_or(50),
        language,
        html_alternative: reader.flag(top, "html_alternative").unwrap_or(false),
        brief,
    }
}

/// The quarter's aim: both how many and until when, or neither.
fn aim(reader: &mut Reader<'_>, top: Section<'_>) -> Option<Aim> {
    let positives = reader.whole(top, "aim", 1..=100_000);
    let ends = reader.date(top, "ends");
    match (top.get("aim").is_some(), top.get("ends").is_some()) {
        (true, false) => reader.fault(
            top.value_place("aim"),
            "`aim` says how many, and nothing says until when",
            "add the quarter's last day: `ends: 2027-03-31`",
        ),
        (false, true) => reader.fault(
            top.value_place("ends"),
            "`ends` says until when, and nothing says how many",
            "add the positive replies to reach until then: `aim: 12`",
        ),
        (true, true) | (false, false) => {}
    }
    Some(Aim {
        positives: positives?,
        ends: ends?,
    })
}

/// New conversations a week where nothing is said.
const USUAL_TARGET: u32 = 20;

/// The mailboxes of an agent, and what all of them may send in a day.
fn mailboxes(
    reader: &mut Reader<'_>,
    top: Section<'_>,
    house: Option<&House>,
) -> (Vec<String>, u32) {
    const USUAL_CAP: u32 = 30;
    let mut written: Vec<(Place, String)> = reader
        .text(top, "mailbox")
        .map(|address| (top.value_place("mailbox"), address))
        .into_iter()
        .collect();
    let several = reader.placed_texts(top, "mailboxes");
    if top.get("mailbox").is_some() && top.get("mailboxes").is_some() {
        reader.fault(
            top.value_place("mailboxes"),
            "`mailbox` and `mailboxes` both stand here",
            "keep `mailboxes` with all of them",
        );
    }
    written.extend(several);
    let Some(house) = house else {
        return (
            written.into_iter().map(|(_, address)| address).collect(),
            USUAL_CAP,
        );
    };
    let all: Vec<&str> = house
        .mailboxes
        .iter()
        .map(|mailbox| mailbox.address.as_str())
        .collect();
    let unsaid = written.is_empty()
        && top.get("mailbox").is_none()
        && top
            .get("mailboxes")
            .is_none_or(|node| matches!(&node.value, Value::List(_)));
    if let ([only], true) = (house.mailboxes.as_slice(), unsaid) {
        // With one mailbox there is nothing to choose.
        return (vec![only.address.clone()], only.cap_per_day);
    }
    let mut found: Vec<String> = Vec::new();
    let mut cap = 0u32;
    for (at, address) in &written {
        match house.mailbox(address) {
            Some(mailbox) if found.contains(&mailbox.address) => reader.fault(
                *at,
                format!("the mailbox {} stands twice", mailbox.address),
                "keep one",
            ),
            Some(mailbox) => {
                found.push(mailbox.address.clone());
                cap = cap.saturating_add(mailbox.cap_per_day);
            }
            None if !all.is_empty() => reader.fault(
                *at,
                format!("the mailbox \"{}\" isn't in house.md", shown(address)),
                suggestion(address, &all),
            ),
            // A house without mailboxes is told in house.md.
            None => {}
        }
    }
    if !all.is_empty() && unsaid {
        reader.missing(top, "mailbox", &format!("write one of: {}", all.join(", ")));
    }
    (found, if cap == 0 { USUAL_CAP } else { cap })
}

fn patterns(reader: &mut Reader<'_>, top: Section<'_>, known: &[String]) -> Vec<String> {
    let names: Vec<&str> = known.iter().map(String::as_str).collect();
    let mut out: Vec<String> = vec![];
    for (at, name) in reader.placed_texts(top, "patterns") {
        if !names.contains(&name.as_str()) {
            let fix = match crate::nearest::nearest(&name, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "write the file patterns/{}.md, or take the name out",
                    shown(&name)
                ),
            };
            reader.fault(at, format!("there is no pattern \"{}\"", shown(&name)), fix);
        } else if out.contains(&name) {
            reader.warn(
                at,
                format!("the pattern \"{name}\" stands twice"),
                "keep one",
            );
        } else {
            out.push(name);
        }
    }
    out
}

fn warn_if_vague(
    reader: &mut Reader<'_>,
    top: Section<'_>,
    goal: &str,
    segment: &str,
    target: Option<u32>,
    exclude: &Exclude,
) {
    if goal.is_empty() {
        return;
    }
    let mut lacks = vec![];
    if goal.split_whitespace().count() < 4 {
        lacks.push("the goal is a word or three");
    }
    if segment.split_whitespace().count() < 2 {
        lacks.push("no segment says whom to write to");
    }
    if target.is_none() && top.get("weekly_target").is_none() {
        lacks.push("no `weekly_target` says how many");
    }
    if exclude.titles.is_empty()
        && exclude.domains.is_empty()
        && exclude.countries.is_empty()
        && exclude.conditions.is_empty()
    {
        lacks.push("no exclusion says whom not to write to");
    }
    if !lacks.is_empty() {
        reader.warn(
            top.place("goal"),
            format!("the goal is vague: {}", lacks.join("; ")),
            "say whom, how many a week, and whom to leave out: `segment:`, `weekly_target:`, `exclude:`",
        );
    }
}
