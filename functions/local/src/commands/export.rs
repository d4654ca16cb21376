//! `export`: prints all that is held on a person.

use super::access;
use super::fields::{list, text};
use super::forget::person;
use super::output::{Output, hint, one_line};
use super::{Answer, Done, Failure};
use crate::cli::ExportArgs;
use serde_json::Value;

pub(crate) fn run(args: &ExportArgs) -> Done {
    let address = person(&args.address)?;
    let held = access::with(&args.data, async |access| access.export(address).await)?;
    let mut output = Output::new();
    if args.json {
        output.pretty(&held)?;
    }
    let nothing = ["stops", "conversations", "other_mail"]
        .iter()
        .all(|part| list(&held, part).is_empty());
    if nothing {
        hint(&format!("nothing is held on {}", one_line(address)));
        return Ok(Answer::No);
    }
    if !args.json {
        print(&mut output, &held)?;
    }
    Ok(Answer::Yes)
}

fn print(output: &mut Output, held: &Value) -> Result<(), Failure> {
    let mut line = |indent: usize, text: &str| {
        output.line(&format!("{}{}", " ".repeat(indent), one_line(text)))
    };
    let title = format!(
        "What is held on {}, {}",
        text(held, "address"),
        text(held, "made_at")
    );
    line(0, &title)?;
    line(0, &format!("held by: {}", text(held, "controller")))?;
    for who in list(held, "recipients") {
        line(
            0,
            &format!("also seen by: {}", who.as_str().unwrap_or_default()),
        )?;
    }
    for stop in list(held, "stops") {
        line(
            0,
            &format!(
                "stop list: {}, since {}",
                text(stop, "reason"),
                text(stop, "since")
            ),
        )?;
    }
    for of in list(held, "conversations") {
        line(0, "")?;
        line(
            0,
            &format!(
                "Conversation {} with agent {}",
                text(of, "id"),
                text(of, "agent")
            ),
        )?;
        line(2, &format!("purpose: {}", text(of, "purpose")))?;
        line(2, &format!("standing: {}", text(of, "standing")))?;
        for source in list(of, "sources") {
            line(
                2,
                &format!("source: {}", source.as_str().unwrap_or_default()),
            )?;
        }
        for known in list(of, "known") {
            let from = match (text(known, "source"), text(known, "date")) {
                ("", _) => String::new(),
                (source, date) => format!(" (from {source}, {date})"),
            };
            line(
                2,
                &format!("{}: {}{from}", text(known, "what"), text(known, "value")),
            )?;
        }
        for note in list(of, "notes") {
            line(2, &format!("note: {}", note.as_str().unwrap_or_default()))?;
        }
        for letter in list(of, "letters") {
            let when = match text(letter, "sent_at") {
                "" => format!("draft of {}, never sent", text(letter, "written_at")),
                sent => format!("letter sent {sent}"),
            };
            line(
                2,
                &format!(
                    "{when}, from {} to {}",
                    text(letter, "from"),
                    text(letter, "to")
                ),
            )?;
            line(4, &format!("subject: {}", text(letter, "subject")))?;
            for row in text(letter, "text").lines() {
                line(4, row)?;
            }
        }
        for mail in list(of, "mail") {
            for (indent, row) in mail_lines(mail) {
                line(indent, &row)?;
            }
        }
        for happened in list(of, "history") {
            line(
                2,
                &format!("history: {}", happened.as_str().unwrap_or_default()),
            )?;
        }
    }
    for mail in list(held, "other_mail") {
        line(0, "")?;
        line(0, "Mail that belongs to no conversation with them")?;
        for (indent, row) in mail_lines(mail) {
            line(indent, &row)?;
        }
    }
    Ok(())
}

fn mail_lines(mail: &Value) -> Vec<(usize, String)> {
    let head = format!(
        "mail of {}, from {}, taken for {}",
        text(mail, "at"),
        text(mail, "from"),
        match text(mail, "intent") {
            "" => "nothing yet",
            intent => intent,
        }
    );
    let mut all = vec![
        (2, head),
        (4, format!("subject: {}", text(mail, "subject"))),
    ];
    all.extend(text(mail, "text").lines().map(|row| (4, row.to_owned())));
    all
}
