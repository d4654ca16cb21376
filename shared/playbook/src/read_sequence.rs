//! Reads an agent's planned messages, and checks their templates.

use crate::{
    agent::{Channel, Review, Sequence, Step},
    house::House,
    keys,
    reader::{Reader, Section},
    steps::{MOST_STEPS, WrittenStep},
    template,
    wait::Wait,
    yaml::{Place, Value},
};

pub(crate) fn sequence(
    reader: &mut Reader<'_>,
    top: Section<'_>,
    channel: Channel,
    written: Vec<WrittenStep>,
    house: Option<&House>,
    fact_ids: &[String],
) -> Sequence {
    let section = reader.subsection(top, "sequence", keys::SEQUENCE);
    let review = reader
        .choice(section, "review", &Review::NAMES)
        .unwrap_or(Review::Together);
    let items = reader.list(section, "steps");
    if items.is_empty()
        && section
            .get("steps")
            .is_none_or(|node| matches!(node.value, Value::List(_)))
    {
        let at = if section.get("steps").is_some() {
            section.value_place("steps")
        } else {
            section.place("steps")
        };
        reader.fault(
            at,
            "`sequence: steps:` has no step",
            "add `- wait: none` for the first and `- wait: 3 working days` for the next",
        );
    }
    let most = usize::try_from(MOST_STEPS).unwrap_or(usize::MAX);
    if let Some(surplus) = items.get(most) {
        reader.fault(
            surplus.at,
            format!("a sequence has at most {MOST_STEPS} steps"),
            "take the surplus ones out",
        );
    }
    for (index, step) in written.iter().enumerate() {
        if written
            .iter()
            .take(index)
            .any(|before| before.number == step.number)
        {
            reader.fault(
                step.at,
                format!("`## Step {}` stands twice", step.number),
                "give each step its own number",
            );
        }
        if usize::try_from(step.number).unwrap_or(usize::MAX) > items.len() && !items.is_empty() {
            reader.fault(
                step.at,
                format!(
                    "`## Step {}` has no entry under `sequence: steps:`",
                    step.number
                ),
                "add one `- wait: …` there, or take the heading out",
            );
        }
    }
    let mut steps = vec![];
    for (number, item) in (1..=MOST_STEPS).zip(items) {
        let inner = reader.section(item, keys::STEP);
        let step_channel = reader
            .choice(inner, "channel", &Channel::NAMES)
            .unwrap_or(channel);
        let wait = wait(reader, inner, number);
        let purpose = reader.text(inner, "purpose");
        let Some(text) = written.iter().find(|step| step.number == number) else {
            reader.fault(
                item.at,
                format!("step {number} has no text"),
                format!("add a heading `## Step {number}` below the front matter, with the message under it"),
            );
            continue;
        };
        check_template(reader, text, step_channel, house, fact_ids);
        steps.push(Step {
            number,
            channel: step_channel,
            wait,
            purpose,
            template: text.template.clone(),
        });
    }
    Sequence { review, steps }
}

fn wait(reader: &mut Reader<'_>, section: Section<'_>, number: u32) -> Wait {
    let none = Wait::WorkingDays(0);
    if section.get("wait").is_none() {
        if number > 1 {
            reader.missing(
                section,
                "wait",
                "say how long after the step before: `wait: 3 working days`",
            );
        }
        return none;
    }
    let Some(text) = reader.text(section, "wait") else {
        return none;
    };
    let wait = match Wait::parse(&text) {
        Ok(wait) => wait,
        Err(what) => {
            let fix = "write `3 working days`, `2 days`, `1 week` or `none`";
            reader.fault(section.value_place("wait"), what, fix);
            return none;
        }
    };
    if number > 1 && matches!(wait, Wait::WorkingDays(0) | Wait::Days(0)) {
        let what = format!("step {number} doesn't wait for an answer to the step before");
        reader.fault(
            section.value_place("wait"),
            what,
            "wait at least one day: `wait: 3 working days`",
        );
    }
    wait
}

fn check_template(
    reader: &mut Reader<'_>,
    step: &WrittenStep,
    channel: Channel,
    house: Option<&House>,
    fact_ids: &[String],
) {
    let template = &step.template;
    let number = step.number;
    if template.body.trim().is_empty() {
        reader.fault(
            step.at,
            format!("step {number} has no text"),
            "write the message under the heading",
        );
    }
    match (channel, &template.subject) {
        (Channel::Email, None) if number == 1 => reader.fault(
            step.at,
            "the first e-mail has no subject",
            "write `Subject: …` on the line below the heading, then an empty line",
        ),
        (Channel::Linkedin, Some(_)) => reader.fault(
            Place {
                line: step.subject_line,
                column: 1,
            },
            "a LinkedIn message has no subject",
            "take the `Subject:` line out",
        ),
        _ => {}
    }
    let names = template::Names {
        // A house that can't be read is told there; here nothing can be said about its names.
        facts: house.map(|house| {
            let of_house = house.facts.iter().map(|fact| fact.id.as_str());
            fact_ids
                .iter()
                .map(String::as_str)
                .chain(of_house)
                .collect()
        }),
        links: house.map(|house| house.links.keys().map(String::as_str).collect()),
    };
    let parts = template
        .subject
        .as_deref()
        .map(|subject| (step.subject_line, subject));
    for (first_line, source) in parts
        .into_iter()
        .chain([(step.body_line, template.body.as_str())])
    {
        for (line, what, fix) in template::check(source, &names) {
            reader.fault(
                Place {
                    line: first_line + line.max(1) - 1,
                    column: 1,
                },
                what,
                fix,
            );
        }
        warn_about_wording(reader, first_line, source, house);
    }
}

/// What the lint would find in every draft of this template.
fn warn_about_wording(
    reader: &mut Reader<'_>,
    first_line: usize,
    source: &str,
    house: Option<&House>,
) {
    let banned: Vec<(&String, String)> = house
        .map_or(&[][..], |house| &house.banned_phrases)
        .iter()
        .map(|phrase| (phrase, phrase.to_lowercase()))
        .collect();
    for (index, line) in source.lines().enumerate() {
        let lower = line.to_lowercase();
        let place = |byte: usize| Place {
            line: first_line + index,
            column: lower.get(..byte).map_or(0, |before| before.chars().count()) + 1,
        };
        for (phrase, folded) in &banned {
            if let Some(byte) = lower.find(folded) {
                reader.warn(
                    place(byte),
                    format!("the template says \"{phrase}\", which house.md bans"),
                    "say it in other words",
                );
            }
        }
        if let Some(byte) = lower.find("http://").or_else(|| lower.find("https://")) {
            reader.warn(
                place(byte),
                "the template holds an address of its own",
                "add it to `links` in house.md and write `{{ links.NAME }}`",
            );
        }
    }
}
