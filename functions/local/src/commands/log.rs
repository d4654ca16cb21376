//! `log`: one line an event, made for grep. Newest first, page by page, so that it never waits for
//! the whole log.

use super::access::{self, Access};
use super::output::{Output, one_line};
use super::{Answer, Done};
use crate::cli::LogArgs;
use serde_json::Value;

/// Lines asked for at a time.
const PAGE: u64 = 100;

pub(crate) fn run(args: &LogArgs) -> Done {
    access::with(&args.data, async |access| print(args, access).await)
}

async fn print(args: &LogArgs, access: &Access) -> Done {
    let grep = args.grep.as_deref().filter(|grep| !grep.is_empty());
    let mut left = args.limit.unwrap_or(u64::MAX);
    let mut output = Output::new();
    let mut answer = Answer::No;
    let mut before: Option<String> = None;
    loop {
        let page = access
            .log_page(grep, left.min(PAGE), before.as_deref())
            .await?;
        for line in page.lines {
            if left == 0 {
                return Ok(answer);
            }
            left = left.saturating_sub(1);
            answer = Answer::Yes;
            if args.json {
                output.json(&line)?;
            } else {
                output.line(&words(&line))?;
            }
        }
        // A cursor that stands still would go round for ever.
        if left == 0 || page.next.is_none() || page.next == before {
            break;
        }
        before = page.next;
    }
    if answer == Answer::No {
        super::output::hint(match grep {
            Some(_) => "nothing in the log matches",
            None => "the log is empty",
        });
    }
    Ok(answer)
}

/// As the server spells it; else `time stream agent who event [contact]: words`.
fn words(line: &Value) -> String {
    if let Some(spelled) = line.get("line").and_then(Value::as_str) {
        return one_line(spelled);
    }
    let text = |field: &str| line.get(field).and_then(Value::as_str).unwrap_or("-");
    let contact = match line.get("contact").and_then(Value::as_str) {
        Some(contact) => format!(" [{contact}]"),
        None => String::new(),
    };
    one_line(&format!(
        "{} {} {} {} {}{contact}: {}",
        text("at"),
        text("stream"),
        text("agent"),
        text("who"),
        text("event"),
        text("words")
    ))
}
