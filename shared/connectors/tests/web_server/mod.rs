//! A web server that does as it is told and keeps what it was asked.

use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

/// What the server does with a request.
pub(crate) enum Reply {
    /// Says these bytes, none at all perhaps, and closes.
    Say(String),
    /// Takes it and never answers.
    Hang,
}

pub(crate) struct Server {
    /// Where it is, with the path that it was given.
    pub(crate) base_url: String,
    /// First line and head, and the body.
    pub(crate) asked: Arc<Mutex<Vec<(String, Value)>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Answers each request by its head.
pub(crate) async fn start(
    path: &str,
    reply: impl Fn(&str) -> Reply + Send + Sync + 'static,
) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}{path}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&asked);
    let task = tokio::spawn(async move {
        loop {
            let (socket, _) = listener.accept().await.unwrap();
            let mut socket = BufReader::new(socket);
            let (mut head, mut length) = (String::new(), 0);
            loop {
                let mut line = String::new();
                if socket.read_line(&mut line).await.unwrap_or(0) == 0 || line == "\r\n" {
                    break;
                }
                if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap();
                }
                head.push_str(&line);
            }
            let mut body = vec![0; length];
            socket.read_exact(&mut body).await.unwrap();
            let reply = reply(&head);
            let body = serde_json::from_slice(&body).unwrap_or_default();
            kept.lock().unwrap().push((head, body));
            let Reply::Say(said) = reply else {
                std::future::pending().await
            };
            let _ = socket.write_all(said.as_bytes()).await;
            let _ = socket.shutdown().await;
        }
    });
    Server {
        base_url,
        asked,
        task,
    }
}
