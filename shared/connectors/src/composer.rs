//! The model for those who have none: fills the step's template.
//!
//! The same brief always gives the same draft. Nothing of the lead is ever read as a template: the
//! values are put in, not parsed. What the template uses and the lead lacks is refused by name, so
//! that no letter ever starts with "Hi ,".

use std::io::{self, Write};

use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value};
use ports::{Brief, Claim, Drafted, Model, PortError, StepTemplate};

use crate::composer_claims::{claims, tidy, tidy_line};
use crate::composer_values::{mark, missing, values};

/// Instructions of the template engine; a letter needs a few hundred.
const FUEL: u64 = 100_000;
/// Bytes of template, and of rendered text.
const TEXT_LIMIT: usize = 64 * 1024;
/// The composer does not judge itself.
const CONFIDENCE: f64 = 0.5;
/// Name and version, for the log.
const NAME: &str = "composer/1";

/// Fills templates; see [`StepTemplate`] for what they may use. Strict about what is missing:
/// a fact, link or name that is not there is `Refused` with what to do, unless the template has a
/// default or a condition for it.
///
/// A note on a draft that was sent back can't be followed here. The template is rendered anew, and
/// what changes the outcome is the operator's edit of the template.
#[derive(Debug, Clone, Copy, Default)]
pub struct Composer;

impl Composer {
    /// Makes it; there is nothing to configure.
    #[must_use]
    pub fn new() -> Self {
        Self
    }
}

#[async_trait::async_trait]
impl Model for Composer {
    async fn draft(&self, brief: &Brief) -> Result<Drafted, PortError> {
        compose(brief).map_err(PortError::Refused)
    }

    fn name(&self) -> String {
        NAME.to_owned()
    }
}

fn compose(brief: &Brief) -> Result<Drafted, String> {
    let step = brief.step;
    let Some(template) = &brief.template else {
        return Err(format!(
            "step {step} has no template, and without a model the composer only fills templates: add one to the step, or give a model key"
        ));
    };
    let engine = engine();
    let plain = values(brief, false);
    let subject = match brief.channel.as_str() {
        "linkedin" => String::new(),
        _ => tidy_line(
            &render(&engine, "subject", &template.subject, &plain)
                .map_err(|fault| fault.told(step))?,
        ),
    };
    let body =
        tidy(&render(&engine, "body", &template.body, &plain).map_err(|fault| fault.told(step))?);
    if body.is_empty() {
        return Err(format!(
            "the template of step {step} gives an empty body for this lead: write something outside of its conditions"
        ));
    }
    Ok(Drafted {
        claims: tied(&engine, template, brief, &subject, &body),
        subject,
        body,
        confidence: CONFIDENCE,
        model: NAME.to_owned(),
        tokens: None,
    })
}

/// The claims of subject and body. The template is filled a second time with marked facts, which
/// shows where a filter has changed the words; where the marks themselves change the outcome (a
/// comparison, a length), the facts' own words must do.
fn tied(
    engine: &Environment<'_>,
    template: &StepTemplate,
    brief: &Brief,
    subject: &str,
    body: &str,
) -> Vec<Claim> {
    let outside = [&template.subject, &template.body]
        .into_iter()
        .chain(brief.facts.iter().map(|fact| &fact.text));
    let markable = !outside
        .into_iter()
        .any(|text| text.chars().any(|one| mark(one).is_some()));
    let marked = |name: &str, source: &str| {
        markable
            .then(|| render(engine, name, source, &values(brief, true)).ok())
            .flatten()
            .unwrap_or_default()
    };
    let mut all = Vec::new();
    if !subject.is_empty() {
        claims(
            subject,
            &tidy_line(&marked("subject", &template.subject)),
            &brief.facts,
            &mut all,
        );
    }
    claims(
        body,
        &tidy(&marked("body", &template.body)),
        &brief.facts,
        &mut all,
    );
    all
}

fn engine() -> Environment<'static> {
    let mut engine = Environment::new();
    engine.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    engine.set_auto_escape_callback(|_| AutoEscape::None);
    engine.set_fuel(Some(FUEL));
    engine
}

/// Why a template could not be filled.
struct Fault {
    part: &'static str,
    error: Option<Error>,
}

impl Fault {
    /// As the operator reads it.
    fn told(&self, step: u32) -> String {
        let part = self.part;
        let Some(error) = &self.error else {
            return format!(
                "the {part} of the template of step {step} is longer than {TEXT_LIMIT} bytes: shorten it"
            );
        };
        let detail = error.detail().unwrap_or_default();
        // "`facts.size` is undefined", alone or within a longer sentence.
        if let Some(name) = detail
            .split_once("` is undefined")
            .and_then(|(before, _)| before.rsplit_once('`'))
        {
            return missing(step, name.1);
        }
        let line = error
            .line()
            .map(|line| format!(" in line {line}"))
            .unwrap_or_default();
        let what = match error.kind() {
            ErrorKind::SyntaxError => "can't be read",
            ErrorKind::OutOfFuel => "does far too much for a letter",
            _ => "can't be filled",
        };
        let kind = error.kind();
        let text = if detail.is_empty() {
            kind.to_string()
        } else {
            detail.to_owned()
        };
        format!("the {part} of the template of step {step} {what}{line}: {text}")
    }
}

fn render(
    engine: &Environment<'_>,
    name: &str,
    source: &str,
    values: &Value,
) -> Result<String, Fault> {
    let part = if name == "subject" { "subject" } else { "body" };
    let failed = |error| Fault {
        part,
        error: Some(error),
    };
    if source.len() > TEXT_LIMIT {
        return Err(Fault { part, error: None });
    }
    let source = without_tag_lines(source);
    let template = engine
        .template_from_named_str(name, &source)
        .map_err(failed)?;
    let mut out = Bounded {
        bytes: Vec::new(),
        full: false,
    };
    let rendered = template
        .render_captured_to(values.clone(), &mut out)
        .map(|_| ());
    if out.full {
        return Err(Fault { part, error: None });
    }
    rendered.map_err(failed)?;
    Ok(String::from_utf8_lossy(&out.bytes).into_owned())
}

/// A line that holds one tag and nothing else leaves no line behind. Its line end goes into the
/// tag, so that faults still name the right line. (The engine's own option takes the line end after
/// every tag, also the one after `Hi {% if … %}…{% endif %}`, which somebody wrote on purpose.)
fn without_tag_lines(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    for line in source.split_inclusive('\n') {
        let tag = line.trim();
        let alone = [("{%", "%}"), ("{#", "#}")].iter().any(|(open, close)| {
            tag.len() >= 4
                && tag.starts_with(open)
                && tag.ends_with(close)
                && tag.matches(open).count() == 1
                && tag.matches(close).count() == 1
        });
        if !alone || !line.ends_with('\n') {
            out.push_str(line);
            continue;
        }
        let close = if tag.ends_with("-%}") || tag.ends_with("-#}") || tag.ends_with("+%}") {
            3
        } else {
            2
        };
        let (start, end) = tag.split_at(tag.len() - close);
        out.push_str(start);
        out.push('\n');
        out.push_str(end);
    }
    out
}

/// Takes so much and no more.
struct Bounded {
    bytes: Vec<u8>,
    full: bool,
}

impl Write for Bounded {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + more.len() > TEXT_LIMIT {
            self.full = true;
            return Err(io::Error::other("too long"));
        }
        self.bytes.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
