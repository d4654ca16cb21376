//! Checks the templates of messages, in Jinja, before a lead ever meets them.

use crate::nearest::{nearest, suggestion};
use minijinja::{Environment, UndefinedBehavior};

/// Names a template may use: of the contact, of the sender, the subject of the thread, and
/// `facts.ID` (the lead's and the house's) and `links.NAME` (the house's list).
pub const TEMPLATE_NAMES: [&str; 9] = [
    "first_name",
    "last_name",
    "title",
    "company",
    "country",
    "sender_name",
    "previous_subject",
    "facts",
    "links",
];

/// The same engine settings as where templates are filled: printing what is missing fails, testing
/// for it doesn't.
fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment
}

/// What the engine says, with what it knows besides.
fn explained(error: &minijinja::Error) -> String {
    match error.detail() {
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    }
}

/// What a template may name beyond [`TEMPLATE_NAMES`].
pub(crate) struct Names<'a> {
    /// `None`: not all are known, so any name passes.
    pub(crate) facts: Option<Vec<&'a str>>,
    /// `None`: not known, so any name passes.
    pub(crate) links: Option<Vec<&'a str>>,
}

/// Names of one template that are looked at.
const MOST_NAMES: usize = 200;

/// What is wrong with a part of a template, before it is filled: line (from 1), what, fix.
pub(crate) fn check(source: &str, names: &Names<'_>) -> Vec<(usize, String, String)> {
    let environment = environment();
    let compiled = match environment.template_from_str(source) {
        Ok(compiled) => compiled,
        Err(error) => {
            return vec![(
                error.line().unwrap_or(1),
                format!("the template can't be read: {}", explained(&error)),
                "close every `{{ … }}` and `{% … %}`, and end every `{% if %}` with `{% endif %}`"
                    .to_owned(),
            )];
        }
    };
    let mut found: Vec<String> = compiled.undeclared_variables(true).into_iter().collect();
    found.sort();
    // The source is searched for each of them.
    found.truncate(MOST_NAMES);
    let mut out = vec![];
    for name in found {
        let (root, member) = name
            .split_once('.')
            .map_or((name.as_str(), None), |(root, rest)| {
                (root, rest.split('.').next())
            });
        if environment.globals().any(|(global, _)| global == root) {
            continue;
        }
        let line = line_of(source, &name);
        if !TEMPLATE_NAMES.contains(&root) {
            out.push((
                line,
                format!("the template names `{root}`, which isn't known"),
                suggestion(root, &TEMPLATE_NAMES),
            ));
            continue;
        }
        let known = match root {
            "facts" => names.facts.as_ref(),
            "links" => names.links.as_ref(),
            _ => None,
        };
        let Some(known) = known else { continue };
        if let Some(member) = member.filter(|member| !known.contains(member)) {
            out.push((
                line,
                format!("the template names `{root}.{member}`, which isn't defined"),
                match nearest(member, known.iter().copied()) {
                    Some(near) => format!("did you mean `{root}.{near}`?"),
                    None if root == "facts" => {
                        "add it under `columns: facts:` of a source, or to `facts` in house.md"
                            .to_owned()
                    }
                    None => "add it to `links` in house.md".to_owned(),
                },
            ));
        }
    }
    out
}

/// The first line on which a name stands.
fn line_of(source: &str, name: &str) -> usize {
    source
        .lines()
        .position(|line| line.contains(name))
        .map_or(1, |index| index + 1)
}
