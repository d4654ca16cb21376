//! `schema`: the JSON Schema of a kind of front matter.

use super::output::Output;
use super::{Answer, Done};
use crate::cli::{SchemaArgs, SchemaChoice};
use playbook::SchemaKind;

pub(crate) fn run(args: &SchemaArgs) -> Done {
    let kind = match args.kind {
        SchemaChoice::House => SchemaKind::House,
        SchemaChoice::Agent => SchemaKind::Agent,
        SchemaChoice::Pattern => SchemaKind::Pattern,
    };
    Output::new().pretty(&playbook::schema(kind))?;
    Ok(Answer::Yes)
}
