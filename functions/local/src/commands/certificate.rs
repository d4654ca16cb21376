//! `certificate`: what an agent or a class has proven, as the certificates page says it.

use super::output::{Output, one_line};
use super::server::{Server, wait};
use super::{Answer, Done, Failure};
use crate::cli::CertificateArgs;
use serde_json::Value;

/// Lines of history that are printed; all of it is in `--json`.
const HISTORY: usize = 20;

pub(crate) fn run(args: &CertificateArgs) -> Done {
    let name = args.name.trim();
    let sound = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if name.is_empty() || !name.chars().all(sound) {
        return Err(Failure::misuse(
            format!("{:?} is no name of an agent or a class", args.name),
            "a name has letters, digits and hyphens: onloop certificate first-agent",
        ));
    }
    let server = Server::need(&args.data)?;
    let certificate: Value = wait(server.get(&format!("certificates/{name}"), &[]))?;
    let mut output = Output::new();
    if args.json {
        output.pretty(&certificate)?;
    } else {
        for line in lines(&certificate) {
            output.line(&one_line(&line))?;
        }
    }
    let is_live = certificate
        .get("proven")
        .is_some_and(|proven| !proven.is_null());
    Ok(if is_live { Answer::Yes } else { Answer::No })
}

fn lines(certificate: &Value) -> Vec<String> {
    let text = |field: &str| certificate.get(field).and_then(Value::as_str);
    let list = |field: &str| {
        let all = certificate.get(field).and_then(Value::as_array);
        all.map(Vec::as_slice).unwrap_or_default()
    };
    let names: Vec<&str> = list("agents").iter().filter_map(Value::as_str).collect();
    let mut lines = vec![format!("class      {}", text("class").unwrap_or("-"))];
    if !names.is_empty() {
        lines.push(format!("agents     {}", names.join(", ")));
    }
    if let Some(since) = text("certified_since") {
        lines.push(format!("certified  since {since}"));
    }
    let audited = certificate.get("audited").and_then(Value::as_u64);
    lines.push(format!(
        "audits     {}, the last at {}",
        audited.unwrap_or(0),
        text("last_audit").unwrap_or("-")
    ));
    let words = list("words").iter().filter_map(Value::as_str);
    lines.extend(words.map(str::to_owned));
    for row in list("history").iter().take(HISTORY) {
        let part = |field: &str| row.get(field).and_then(Value::as_str).unwrap_or("-");
        lines.push(format!(
            "{}  {}: {}",
            part("at"),
            part("who"),
            part("words")
        ));
    }
    lines
}
