//! The messages in an agent's body: headings `## Step N`, each with a subject and a text.

use crate::{
    agent::Template,
    reader::{Reader, shown},
    yaml::Place,
};

/// A message and where its heading stands.
pub(crate) struct WrittenStep {
    pub(crate) number: u32,
    pub(crate) at: Place,
    pub(crate) template: Template,
    /// The file's line on which the subject stands, for faults of the template.
    pub(crate) subject_line: usize,
    /// The file's line on which the body begins.
    pub(crate) body_line: usize,
}

/// The brief, and the messages in the order written.
pub(crate) fn split_steps(
    reader: &mut Reader<'_>,
    body: &str,
    first_line: usize,
) -> (String, Vec<WrittenStep>) {
    let mut brief: Vec<&str> = vec![];
    let mut steps: Vec<(u32, usize, Vec<&str>)> = vec![];
    let mut fenced = false;
    for (index, line) in body.lines().enumerate() {
        let line_number = first_line + index;
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if !fenced && let Some(heading) = heading(line) {
            match heading.parse::<u32>() {
                Ok(number) if (1..=MOST_STEPS).contains(&number) => {
                    steps.push((number, line_number, vec![]));
                    continue;
                }
                _ => reader.fault(
                    Place {
                        line: line_number,
                        column: 1,
                    },
                    format!(
                        "the heading \"{}\" has no number from 1 to {MOST_STEPS}",
                        shown(line.trim())
                    ),
                    "write `## Step 1`",
                ),
            }
        }
        match steps.last_mut() {
            Some((_, _, lines)) => lines.push(line),
            None => brief.push(line),
        }
    }
    let steps = steps
        .into_iter()
        .map(|(number, line, lines)| written(number, line, &lines))
        .collect();
    (brief.join("\n").trim().to_owned(), steps)
}

/// Most steps of one sequence.
pub(crate) const MOST_STEPS: u32 = 12;

/// What follows "Step" in a heading of any level, in any case.
fn heading(line: &str) -> Option<&str> {
    let title = line.strip_prefix('#')?.trim_start_matches('#');
    let title = title.strip_prefix([' ', '\t'])?.trim();
    let word = title
        .get(..4)
        .filter(|word| word.eq_ignore_ascii_case("step"))?;
    let rest = title.get(word.len()..)?;
    // "## Steps to take" is prose.
    if rest.starts_with(|c: char| c.is_alphabetic()) {
        return None;
    }
    Some(rest.trim().trim_end_matches([':', '.']))
}

fn written(number: u32, heading_line: usize, lines: &[&str]) -> WrittenStep {
    let mut index = 0;
    let skip_empty = |index: &mut usize| {
        while lines.get(*index).is_some_and(|line| line.trim().is_empty()) {
            *index += 1;
        }
    };
    skip_empty(&mut index);
    let subject_line = heading_line + 1 + index;
    let subject = lines.get(index).and_then(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim()
            .eq_ignore_ascii_case("subject")
            .then(|| value.trim().to_owned())
    });
    if subject.is_some() {
        index += 1;
        skip_empty(&mut index);
    }
    let body = lines.get(index..).unwrap_or_default().join("\n");
    WrittenStep {
        number,
        at: Place {
            line: heading_line,
            column: 1,
        },
        template: Template {
            subject: subject.filter(|subject| !subject.is_empty()),
            body: body.trim_end().to_owned(),
        },
        subject_line,
        body_line: heading_line + 1 + index,
    }
}
