//! `mail`: what a raw mail is, by the reader that reads real mail.

use super::input::Origin;
use super::json_lines::{self, Judged};
use super::object::Object;
use super::output::Output;
use super::{Answer, Done};
use crate::cli::MailArgs;
use data_encoding::BASE64;
use mail::{FailedRecipient, Inbound, MAIL_LIMIT, MailKind};
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Told {
    file: Option<String>,
    kind: MailKind,
    recipients: Vec<FailedRecipient>,
    message_id: Option<String>,
    in_reply_to: Option<String>,
    references: Vec<String>,
    human_text: String,
    error: Option<String>,
}

pub(crate) fn run(args: &MailArgs) -> Done {
    if let Some(path) = &args.jsonl {
        return json_lines::lines(&Origin::of(Some(path)), judge);
    }
    let origins: Vec<Origin> = if args.files.is_empty() {
        vec![Origin::Stdin]
    } else {
        let of = |path: &std::path::PathBuf| Origin::of(Some(path));
        args.files.iter().map(of).collect()
    };
    let mut output = Output::new();
    let mut answer = Answer::Yes;
    for origin in &origins {
        let told = of_origin(origin);
        if told.error.is_some() {
            answer = Answer::No;
        }
        output.json(&told)?;
    }
    Ok(answer)
}

/// One line of `--jsonl`: where its mail is, or the mail itself.
fn judge(mut object: Object) -> Result<Judged<Told>, String> {
    const WAYS: [&str; 4] = ["file", "raw", "raw_base64", "body"];
    let given: Vec<&str> = WAYS.into_iter().filter(|field| object.has(field)).collect();
    let told = match given.as_slice() {
        ["file"] => {
            let path: String = object.need("file", "a path")?;
            // Standard input holds these very lines, so `-` is a file here.
            of_origin(&Origin::File(Path::new(&path).to_path_buf()))
        }
        ["raw"] => {
            let raw: String = object.need("raw", "the mail as text")?;
            told(None, of_bytes(raw.as_bytes()))
        }
        ["raw_base64"] => {
            let mut encoded: String = object.need("raw_base64", "the mail")?;
            encoded.retain(|letter| !letter.is_ascii_whitespace());
            let raw = BASE64
                .decode(encoded.as_bytes())
                .map_err(|error| format!("`raw_base64`: {error}"))?;
            told(None, of_bytes(&raw))
        }
        ["body"] => {
            let headers = object.headers()?;
            let body: String = object.need("body", "the text")?;
            told(None, mail::read_parts(&headers, &body))
        }
        _ => {
            return Err(
                "give one of `file`, `raw`, `raw_base64`, or `headers` and `body`".to_owned(),
            );
        }
    };
    let sound = told.error.is_none();
    Ok(Judged {
        answer: told,
        sound,
    })
}

fn of_origin(origin: &Origin) -> Told {
    let name = match origin {
        Origin::Stdin => "-".to_owned(),
        Origin::File(path) => path.to_string_lossy().into_owned(),
    };
    let reading = match origin.read(MAIL_LIMIT) {
        Ok(raw) => of_bytes(&raw),
        Err(error) => unreadable(format!("can't read {}: {error}", origin.name())),
    };
    told(Some(name), reading)
}

fn of_bytes(raw: &[u8]) -> Inbound {
    if raw.len() > MAIL_LIMIT {
        // Only so much of it was read: its size isn't known.
        let most = MAIL_LIMIT / (1024 * 1024);
        return unreadable(format!("the mail is larger than {most} MiB"));
    }
    mail::read(raw)
}

fn unreadable(error: String) -> Inbound {
    Inbound {
        kind: MailKind::Unreadable,
        error: Some(error),
        ..Inbound::default()
    }
}

fn told(file: Option<String>, reading: Inbound) -> Told {
    Told {
        file,
        kind: reading.kind,
        recipients: reading.recipients,
        message_id: reading.message_id,
        in_reply_to: reading.in_reply_to.into_iter().next(),
        references: reading.references,
        human_text: reading.human_text,
        error: reading.error,
    }
}
