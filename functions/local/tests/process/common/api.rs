//! A small HTTP client for one server, and the calls that tests make most.

use super::until;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.body)))
    }

    /// The body as a problem of this status; returns its `detail`.
    #[track_caller]
    pub(crate) fn problem(&self, status: u16) -> String {
        assert_eq!(
            self.status,
            status,
            "{}",
            String::from_utf8_lossy(&self.body)
        );
        assert_eq!(self.content_type, "application/problem+json");
        let body = self.json();
        assert_eq!(body["status"], status);
        assert!(
            body["type"]
                .as_str()
                .is_some_and(|kind| kind.starts_with("/problems/")),
            "{body}"
        );
        assert!(
            !body["title"].as_str().unwrap_or_default().is_empty(),
            "{body}"
        );
        let detail = body["detail"].as_str().unwrap_or_default().to_owned();
        assert!(
            detail.ends_with(['.', '!', '?']) && detail.len() > 10,
            "{body}"
        );
        detail
    }
}

/// A client with one connection that it keeps.
pub(crate) struct Api {
    address: String,
    bearer: String,
    connection: Option<BufReader<TcpStream>>,
}

static VERDICTS: AtomicU64 = AtomicU64::new(1);

/// A new id of a verdict.
pub(crate) fn verdict_id() -> String {
    format!(
        "vrd_{:08x}-{:04}",
        std::process::id(),
        VERDICTS.fetch_add(1, Ordering::Relaxed)
    )
}

impl Api {
    pub(crate) fn new(address: &str, bearer: &str) -> Self {
        Self {
            address: address.to_owned(),
            bearer: bearer.to_owned(),
            connection: None,
        }
    }

    /// Where the server listens.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// A second client with another bearer, on a connection of its own.
    pub(crate) fn with_bearer(&self, bearer: &str) -> Self {
        Self::new(&self.address, bearer)
    }

    /// Signs in by a token.
    #[track_caller]
    pub(crate) fn sign_in(&self, token: &str) -> (Self, String) {
        let answer = self
            .with_bearer("")
            .post("/session", &json!({ "token": token }));
        (
            self.with_bearer(answer["bearer"].as_str().unwrap()),
            answer["operator"].as_str().unwrap().to_owned(),
        )
    }

    /// One request with just these headers beside `Content-Length`.
    pub(crate) fn raw(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> io::Result<Answer> {
        let reused = self.connection.is_some();
        match self.once(method, path, headers, body) {
            // The server closed a connection that was kept open; nothing of the request was read.
            Err(error) if reused && method == "GET" => {
                self.connection = None;
                let _ = error;
                self.once(method, path, headers, body)
            }
            done => done,
        }
    }

    fn once(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> io::Result<Answer> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => {
                let stream = TcpStream::connect(&self.address)?;
                stream.set_read_timeout(Some(Duration::from_secs(60)))?;
                stream.set_nodelay(true)?;
                BufReader::new(stream)
            }
        };
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\ncontent-length: {}\r\n",
            body.len()
        );
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        let mut request = head.into_bytes();
        request.extend(body);
        // A server may answer before it has read everything: what it says counts.
        let written = connection.get_mut().write_all(&request);
        let answer = read_answer(&mut connection);
        match (&answer, written) {
            (Ok((_, true)), Ok(())) => self.connection = Some(connection),
            (Err(_), Err(error)) => return Err(error),
            _ => {}
        }
        answer.map(|(answer, _)| answer)
    }

    /// Resumes the mailbox of a card: the invented market has dead addresses, and the brake halts for them.
    pub(crate) fn resume_mailbox(&mut self, card: &Value) -> io::Result<Answer> {
        let mailbox = &card["mailbox"]["mailbox"];
        let resume = json!({ "scope": "mailbox", "name": mailbox, "on": false });
        self.try_call("POST", "/halt", Some(&resume))
    }

    /// A call of the API; an error means that the server is gone.
    pub(crate) fn try_call(
        &mut self,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> io::Result<Answer> {
        let path = format!("/api/v1{path}");
        let (host, bearer) = (self.address.clone(), format!("Bearer {}", self.bearer));
        let body = body
            .map(|body| serde_json::to_vec(body).unwrap())
            .unwrap_or_default();
        let mut headers = vec![
            ("host", host.as_str()),
            ("content-type", "application/json"),
        ];
        if !self.bearer.is_empty() {
            headers.push(("authorization", bearer.as_str()));
        }
        let answer = self.raw(method, &path, &headers, &body)?;
        if answer.status >= 400 {
            answer.problem(answer.status);
        }
        Ok(answer)
    }

    #[track_caller]
    pub(crate) fn call(&mut self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        self.try_call(method, path, body)
            .unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// A `GET` that succeeds.
    #[track_caller]
    pub(crate) fn get(&mut self, path: &str) -> Value {
        let answer = self.call("GET", path, None);
        assert_eq!(
            answer.status,
            200,
            "GET {path}: {}",
            String::from_utf8_lossy(&answer.body)
        );
        answer.json()
    }

    /// A `POST` that succeeds.
    #[track_caller]
    pub(crate) fn post(&mut self, path: &str, body: &Value) -> Value {
        let answer = self.call("POST", path, Some(body));
        assert!(
            answer.status < 300,
            "POST {path} {body}: {}",
            String::from_utf8_lossy(&answer.body)
        );
        answer.json()
    }

    /// A raw message at the door.
    pub(crate) fn inbound(&mut self, raw: &[u8]) -> io::Result<Answer> {
        let (host, bearer) = (self.address.clone(), format!("Bearer {}", self.bearer));
        let headers = [
            ("host", host.as_str()),
            ("content-type", "message/rfc822"),
            ("authorization", bearer.as_str()),
        ];
        self.raw("POST", "/api/v1/inbound", &headers, raw)
    }

    /// A decision on a card, under an id of its own.
    pub(crate) fn decide(&mut self, card: &str, decision: Value) -> Answer {
        self.call(
            "POST",
            &format!("/cards/{card}/verdict"),
            Some(&json!({ "verdict": verdict_id(), "decision": decision })),
        )
    }

    /// A decision on a card that is taken; returns the verdict's id.
    #[track_caller]
    pub(crate) fn decided(&mut self, card: &str, decision: Value) -> (String, Value) {
        let verdict = verdict_id();
        let answer = self.post(
            &format!("/cards/{card}/verdict"),
            &json!({ "verdict": verdict, "decision": decision }),
        );
        (verdict, answer)
    }

    /// All rows of a paged call.
    #[track_caller]
    pub(crate) fn all(&mut self, path: &str, rows: &str, cursor: &str) -> Vec<Value> {
        let mut all = Vec::new();
        let mut next: Option<String> = None;
        let sign = if path.contains('?') { '&' } else { '?' };
        for _ in 0..2_000 {
            let page = match &next {
                Some(next) => self.get(&format!("{path}{sign}{cursor}={}", escape(next))),
                None => self.get(path),
            };
            all.extend(page[rows].as_array().unwrap().iter().cloned());
            match page["next"].as_str() {
                Some(more) => next = Some(more.to_owned()),
                None => return all,
            }
        }
        panic!("{path} has no end");
    }

    /// The whole log, oldest first.
    #[track_caller]
    pub(crate) fn log(&mut self) -> Vec<Value> {
        let mut lines = self.all("/log?limit=1000", "lines", "before");
        lines.reverse();
        lines
    }

    /// All conversations.
    #[track_caller]
    pub(crate) fn conversations(&mut self) -> Vec<Value> {
        self.all("/conversations?limit=200", "conversations", "after")
    }

    /// Cards that wait, at most 100.
    #[track_caller]
    pub(crate) fn cards(&mut self, kind: &str) -> Vec<Value> {
        self.get(&format!("/queue?limit=100&kind={kind}"))["cards"]
            .as_array()
            .unwrap()
            .clone()
    }

    /// The clock of the server.
    #[track_caller]
    pub(crate) fn now(&mut self) -> Timestamp {
        self.get("/status")["now"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap()
    }

    #[track_caller]
    pub(crate) fn pause(&mut self) {
        self.post("/clock", &json!({ "action": "pause" }));
    }

    /// Lets a simulated day pass, with all that happens in it.
    #[track_caller]
    pub(crate) fn skip_day(&mut self) {
        let target = self.now() + jiff::SignedDuration::from_hours(24);
        self.post("/clock", &json!({ "action": "skip_day" }));
        until("a simulated day passes", || {
            (self.now() >= target).then_some(())
        });
    }

    /// The card of a list that waits, once sourcing has filled it.
    #[track_caller]
    pub(crate) fn list_of(&mut self, agent: &str) -> Value {
        until("a list waits", || {
            self.cards("list")
                .into_iter()
                .find(|card| card["agent"] == agent)
        })
    }

    /// Takes all waiting leads of an agent's list and waits until that is carried out.
    #[track_caller]
    pub(crate) fn accept_rest(&mut self, agent: &str) {
        let card = self.list_of(agent);
        let list = card["list"]["list"].as_str().unwrap().to_owned();
        let decision = json!({ "type": "accept", "leads": "rest" });
        self.post(
            &format!("/lists/{list}/verdict"),
            &json!({ "verdict": verdict_id(), "decision": decision }),
        );
        self.list_decided(&list);
    }

    /// Waits until nothing of a list waits any more.
    #[track_caller]
    pub(crate) fn list_decided(&mut self, list: &str) -> Value {
        until("the list is decided", || {
            let list = self.get(&format!("/lists/{list}"));
            (list["waiting"] == 0).then_some(list)
        })
    }
}

/// True if a letter of a draft card could not be written.
pub(crate) fn unwritten(card: &Value) -> bool {
    card["draft"]["messages"]
        .as_array()
        .is_some_and(|messages| messages.iter().any(|m| m["failure"].is_string()))
}

/// The fingerprints that a draft card shows.
pub(crate) fn fingerprints(card: &Value) -> Vec<String> {
    let messages = card["draft"]["messages"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    // A message that could not be written has none.
    messages
        .iter()
        .filter_map(|m| m["fingerprint"].as_str())
        .filter(|f| !f.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The approval of what a draft card shows.
pub(crate) fn approval(card: &Value) -> Value {
    json!({ "type": "approve", "fingerprints": fingerprints(card) })
}

/// A value of a query, escaped.
pub(crate) fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// An answer, and whether the connection stays open.
fn read_answer(connection: &mut BufReader<TcpStream>) -> io::Result<(Answer, bool)> {
    let gone = || io::Error::from(io::ErrorKind::UnexpectedEof);
    let mut line = String::new();
    if connection.read_line(&mut line)? == 0 {
        return Err(gone());
    }
    let status = line
        .split(' ')
        .nth(1)
        .and_then(|code| code.parse().ok())
        .ok_or_else(gone)?;
    let (mut length, mut content_type, mut keep) = (None, String::new(), true);
    loop {
        let mut line = String::new();
        if connection.read_line(&mut line)? == 0 {
            return Err(gone());
        }
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse::<usize>().ok(),
            "content-type" => content_type = value.trim().to_owned(),
            "connection" => keep = !value.trim().eq_ignore_ascii_case("close"),
            "transfer-encoding" => panic!("this client reads no {value}"),
            _ => {}
        }
    }
    let mut body = vec![0; length.unwrap_or(0)];
    connection.read_exact(&mut body)?;
    Ok((
        Answer {
            status,
            content_type,
            body,
        },
        keep,
    ))
}
