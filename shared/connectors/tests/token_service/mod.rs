//! A token service that says what it is told to say, and remembers what it was asked.

#![allow(dead_code, reason = "each test binary uses a part of this")]

use std::sync::{Arc, Mutex};

use connectors::{Oauth, OauthConfig};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

pub(crate) const SECRET: &str = "client-secret-1";
pub(crate) const REFRESH: &str = "refresh-token-1";

/// The service.
pub(crate) struct TokenService {
    pub(crate) url: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl TokenService {
    /// Gives these answers in turn, the last one for ever: a status and a body.
    pub(crate) async fn start(answers: Vec<(u16, String)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = asked.clone();
        tokio::spawn(async move {
            let mut answers = answers.into_iter().peekable();
            while let Ok((stream, _)) = listener.accept().await {
                let mut stream = BufReader::new(stream);
                let (mut length, mut line) = (0, String::new());
                while stream.read_line(&mut line).await.unwrap() > 2 {
                    if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                        length = value.trim().parse().unwrap();
                    }
                    line.clear();
                }
                let mut form = vec![0; length];
                stream.read_exact(&mut form).await.unwrap();
                seen.lock().unwrap().push(String::from_utf8(form).unwrap());
                let (status, body) = answers.peek().unwrap().clone();
                if answers.len() > 1 {
                    answers.next();
                }
                let answer = format!(
                    "HTTP/1.1 {status} x\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                    body.len()
                );
                let _ = stream.get_mut().write_all(answer.as_bytes()).await;
            }
        });
        Self {
            url: format!("http://127.0.0.1:{port}/token"),
            asked,
        }
    }

    pub(crate) fn tokens(&self) -> Arc<Oauth> {
        let config = OauthConfig {
            token_url: self.url.clone(),
            client_id: "app 1".to_owned(),
            client_secret: Some(SECRET.to_owned()),
            refresh_token: REFRESH.to_owned(),
        };
        Arc::new(Oauth::new(config).unwrap())
    }

    /// The forms that came.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// A grant of this token for so many seconds.
pub(crate) fn grant(token: &str, seconds: u64, more: &str) -> (u16, String) {
    let body = format!(
        r#"{{"access_token":"{token}","token_type":"Bearer","expires_in":{seconds}{more}}}"#
    );
    (200, body)
}
