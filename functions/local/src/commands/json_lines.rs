//! One answer for each object: one of a file, or one line out for each line in.

use super::input::{Line, Lines, OBJECT_LIMIT, Origin};
use super::object::Object;
use super::output::Output;
use super::{Answer, Done, Failure};
use crate::cli::JsonInput;
use serde::Serialize;
use serde_json::Value;

/// An answer with the id of its question.
#[derive(Serialize)]
struct WithId<T> {
    id: Value,
    #[serde(flatten)]
    answer: T,
}

/// A question that could not be answered.
#[derive(Serialize)]
struct Wrong {
    id: Value,
    error: String,
}

/// What one object leads to. `sound` is false where the answer itself tells an error.
pub(crate) struct Judged<T> {
    pub(crate) answer: T,
    pub(crate) sound: bool,
}

impl<T> From<T> for Judged<T> {
    fn from(answer: T) -> Self {
        Self {
            answer,
            sound: true,
        }
    }
}

/// Answers what a command was given: one object, or lines of them.
pub(crate) fn run<T: Serialize>(
    input: &JsonInput,
    mut judge: impl FnMut(Object) -> Result<Judged<T>, String>,
) -> Done {
    match &input.jsonl {
        Some(path) => lines(&Origin::of(Some(path)), judge),
        None => one(&Origin::of(input.file.as_deref()), &mut judge),
    }
}

fn one<T: Serialize>(
    origin: &Origin,
    judge: &mut impl FnMut(Object) -> Result<Judged<T>, String>,
) -> Done {
    let bytes = origin
        .read(OBJECT_LIMIT)
        .map_err(|error| origin.failure(&error))?;
    let wrong = |reason: String| {
        Failure::refused(
            format!("{}: {reason}", origin.name()),
            "`--help` shows the fields; many objects, one a line, go with `--jsonl FILE`",
        )
    };
    if bytes.len() > OBJECT_LIMIT {
        return Err(wrong(too_long()));
    }
    let object = Object::parse(&bytes).map_err(|error| wrong(error.reason))?;
    let id = object.id();
    let Judged { answer, sound } = judge(object).map_err(wrong)?;
    Output::new().json(&WithId { id, answer })?;
    Ok(if sound { Answer::Yes } else { Answer::No })
}

/// One line out for each line in. A bad line is told in its place and never stops the rest.
pub(crate) fn lines<T: Serialize>(
    origin: &Origin,
    mut judge: impl FnMut(Object) -> Result<Judged<T>, String>,
) -> Done {
    let reader = origin.open().map_err(|error| origin.failure(&error))?;
    let mut lines = Lines::new(reader, OBJECT_LIMIT);
    let mut output = Output::new();
    let mut answer = Answer::Yes;
    let mut number = 0_u64;
    while let Some(line) = lines.next().map_err(|error| origin.failure(&error))? {
        number = number.saturating_add(1);
        let (id, judged) = match line {
            Line::TooLong => (Value::Null, Err(too_long())),
            Line::Bytes(bytes) => match Object::parse(&bytes) {
                Err(error) => (error.id, Err(error.reason)),
                Ok(object) => (object.id(), judge(object)),
            },
        };
        match judged {
            Ok(Judged {
                answer: told,
                sound,
            }) => {
                if !sound {
                    answer = Answer::No;
                }
                output.json(&WithId { id, answer: told })?;
            }
            Err(reason) => {
                answer = Answer::No;
                let error = format!("line {number}: {reason}");
                output.json(&Wrong { id, error })?;
            }
        }
    }
    Ok(answer)
}

fn too_long() -> String {
    format!("it is longer than {} MiB", OBJECT_LIMIT / (1024 * 1024))
}
