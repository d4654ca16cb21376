//! A server that answers as it is told and writes down what it was asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// `POST /api/v1/halt`
    pub(crate) line: String,
    pub(crate) headers: Vec<String>,
    pub(crate) body: serde_json::Value,
    /// The body as it came.
    pub(crate) text: String,
}

pub(crate) struct FakeServer {
    pub(crate) address: SocketAddr,
    data: tempfile::TempDir,
    asked: Arc<Mutex<Vec<Asked>>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl FakeServer {
    /// Answers each request, told by its line (`GET /api/v1/log?limit=100`), with a status and a body.
    pub(crate) fn start(answer: impl Fn(&Asked) -> (u16, String) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(vec![]));
        let stop = Arc::new(AtomicBool::new(false));
        let (list, end) = (asked.clone(), stop.clone());
        let thread = thread::spawn(move || {
            for stream in listener.incoming() {
                if end.load(Ordering::SeqCst) {
                    return;
                }
                serve(stream.unwrap(), &list, &answer);
            }
        });
        let data = tempfile::tempdir().unwrap();
        std::fs::write(
            data.path().join("api-address"),
            format!("http://{address}\n"),
        )
        .unwrap();
        std::fs::write(data.path().join("api-token"), "bearer-of-this-test\n").unwrap();
        Self {
            address,
            data,
            asked,
            stop,
            thread: Some(thread),
        }
    }

    pub(crate) fn data(&self) -> &Path {
        self.data.path()
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for FakeServer {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// One connection; it may hold several requests, or none.
fn serve(stream: TcpStream, list: &Mutex<Vec<Asked>>, answer: &impl Fn(&Asked) -> (u16, String)) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut writer = stream;
    loop {
        let mut head = vec![];
        loop {
            let mut line = String::new();
            match reader.read_line(&mut line) {
                Ok(0) | Err(_) => return,
                Ok(_) => {}
            }
            if line.trim_end().is_empty() {
                break;
            }
            head.push(line.trim_end().to_owned());
        }
        let length = head
            .iter()
            .find_map(|line| {
                line.to_lowercase()
                    .strip_prefix("content-length: ")
                    .map(str::to_owned)
            })
            .map_or(0, |length| length.parse().unwrap());
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        let asked = Asked {
            line: head[0].trim_end_matches(" HTTP/1.1").to_owned(),
            headers: head[1..].iter().map(|line| line.to_lowercase()).collect(),
            body: serde_json::from_slice(&body).unwrap_or_default(),
            text: String::from_utf8_lossy(&body).into_owned(),
        };
        list.lock().unwrap().push(asked.clone());
        let (status, text) = answer(&asked);
        let kind = if status < 400 { "json" } else { "problem+json" };
        let sent = write!(
            writer,
            "HTTP/1.1 {status} Answer\r\nContent-Type: application/{kind}\r\nContent-Length: {}\r\n\r\n{text}",
            text.len()
        );
        if sent.is_err() {
            return;
        }
    }
}
