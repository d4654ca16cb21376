//! Compares the human text of labelled replies with what this package finds; prints the misses.
//!
//! `cargo run -p mail --example labelled -- REPLIES.jsonl`.

use mail::read_parts;

fn main() {
    let path = std::env::args().nth(1).unwrap_or_default();
    let Ok(lines) = std::fs::read_to_string(&path) else {
        eprintln!("usage: labelled REPLIES.jsonl; no file at {path}");
        std::process::exit(2);
    };
    let (mut count, mut right) = (0, 0);
    for line in lines.lines() {
        let Ok(reply) = serde_json::from_str::<serde_json::Value>(line) else {
            continue;
        };
        let text = |key: &str| reply[key].as_str().unwrap_or_default();
        let headers: Vec<(String, String)> = reply["headers"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned()))
            .collect();
        let inbound = read_parts(&headers, text("body"));
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        count += 1;
        if flat(&inbound.human_text) == flat(text("human_text")) {
            right += 1;
        } else {
            println!(
                "## {} {}\n{}\n-- expected\n{}\n",
                text("id"),
                text("intent"),
                inbound.human_text,
                text("human_text")
            );
        }
        let machine = matches!(text("intent"), "bounce" | "auto_reply" | "out_of_office");
        let kind = serde_json::to_string(&inbound.kind).unwrap_or_default();
        if machine || kind != "\"human\"" {
            println!(
                "kind {} {} {kind} {}",
                text("id"),
                text("intent"),
                text("note")
            );
        }
    }
    println!("{right} of {count}");
}
