//! `effect`: what each version of the playbook led to.

use super::access;
use super::output::{Output, hint, one_line};
use super::{Answer, Done};
use crate::cli::EffectArgs;
use serde_json::Value;

pub(crate) fn run(args: &EffectArgs) -> Done {
    let query: Vec<_> = args
        .agent
        .iter()
        .map(|name| ("agent", name.clone()))
        .collect();
    let page: Value = access::with(&args.data, async |access| {
        access.get("playbook/effect", &query).await
    })?;
    let mut output = Output::new();
    if args.json {
        output.pretty(&page)?;
        return Ok(Answer::Yes);
    }
    let versions = page.get("versions").and_then(Value::as_array);
    let versions = versions.map(Vec::as_slice).unwrap_or_default();
    for version in versions {
        for line in lines(version) {
            output.line(&one_line(&line))?;
        }
    }
    if versions.is_empty() {
        hint("nothing was pushed yet");
        return Ok(Answer::No);
    }
    Ok(Answer::Yes)
}

fn lines(version: &Value) -> Vec<String> {
    let text = |path: &str| {
        version
            .pointer(path)
            .and_then(Value::as_str)
            .unwrap_or("-")
            .to_owned()
    };
    vec![
        format!("{} {}: {}", text("/short"), text("/at"), text("/message")),
        format!("  kills              {}", text("/kills/words")),
        format!("  edits              {}", text("/edits/words")),
        format!("  positive replies   {}", text("/positives/words")),
        format!("  your time          {}", text("/minutes/words")),
    ]
}
