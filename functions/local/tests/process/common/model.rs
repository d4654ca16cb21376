//! A server that speaks the Messages API as far as drafting asks it.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

/// A draft with these words.
pub(crate) fn draft(subject: &str, body: &str) -> Value {
    json!({ "subject": subject, "body": body, "claims": [], "confidence": 0.8 })
}

/// Answers every request by what `write` makes of its body: a draft, or the status of a fault. Returns the
/// environment of a process that asks it.
pub(crate) fn serve(
    write: impl Fn(&str) -> Result<Value, u16> + Send + 'static,
) -> Vec<(String, String)> {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut request = BufReader::new(stream);
            let asked = body(&mut request);
            let (status, answer) = match write(&asked) {
                Ok(draft) => (200, message(&draft, &asked)),
                Err(status) => (status, fault()),
            };
            let head = format!(
                "HTTP/1.1 {status} \r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
                answer.len()
            );
            let _ = request
                .get_mut()
                .write_all(format!("{head}{answer}").as_bytes());
        }
    });
    vec![
        ("ANTHROPIC_API_KEY".to_owned(), "sk-test".to_owned()),
        (
            "ANTHROPIC_BASE_URL".to_owned(),
            format!("http://127.0.0.1:{port}"),
        ),
    ]
}

fn body(request: &mut BufReader<TcpStream>) -> String {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if request.read_line(&mut line).unwrap_or(0) == 0 || line == "\r\n" {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
    }
    let mut asked = vec![0; length];
    request.read_exact(&mut asked).unwrap();
    String::from_utf8_lossy(&asked).into_owned()
}

/// Tokens of a call, in and out: so many bytes are one, as it is roughly with a real model.
pub(crate) fn tokens(asked: &str, draft: &Value) -> (usize, usize) {
    (asked.len() / 4, draft.to_string().len() / 4)
}

fn message(draft: &Value, asked: &str) -> String {
    let (input, output) = tokens(asked, draft);
    json!({
        "id": "msg_1", "type": "message", "role": "assistant", "model": "claude-test",
        "content": [{ "type": "text", "text": draft.to_string() }],
        "stop_reason": "end_turn", "usage": { "input_tokens": input, "output_tokens": output },
    })
    .to_string()
}

fn fault() -> String {
    json!({ "type": "error", "error": { "type": "api_error", "message": "Internal server error" } })
        .to_string()
}
