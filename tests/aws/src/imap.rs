//! A mailbox at a real IMAP server, in a process of its own.

use crate::process::tools;
use serde_json::{Value, json};
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const USER: &str = "mara@dockwell.example";
const PASSWORD: &str = "sesame-7f3a";
/// Looks at a server that is starting: each takes some milliseconds.
const LOOKS: usize = 10_000;

/// The server, until dropped.
pub struct Imap {
    port: u16,
    server: Child,
}

impl Imap {
    /// Starts one with an empty inbox and waits until it listens.
    pub async fn start() -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let server = Command::new(tools().join("python/bin/pymap"))
            .args([
                "--host",
                "127.0.0.1",
                "--port",
                &port.to_string(),
                "--no-tls",
            ])
            .args(["dict", "--demo-user", USER, "--demo-password", PASSWORD])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("tests/run aws installs pymap");
        let mut this = Self { port, server };
        for _ in 0..LOOKS {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return this;
            }
            assert_eq!(this.server.try_wait().unwrap(), None, "pymap ended");
            // Not up yet: give it the processor.
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("pymap does not listen");
    }

    /// The secret that names it, with this password or the right one.
    pub fn secret(&self, password: Option<&str>) -> Value {
        let user = USER.replace('@', "%40");
        let imap = format!("imap://{user}@127.0.0.1:{}?tls=none", self.port);
        json!([{"address": USER, "imap": imap, "password": password.unwrap_or(PASSWORD)}])
    }

    /// Puts a mail into the inbox.
    pub fn put(&self, raw: &str) {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/put_mail.py");
        let mut put = Command::new(tools().join("python/bin/python"))
            .args([script, &self.port.to_string(), USER, PASSWORD])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = put.stdin.take().unwrap();
        input.write_all(raw.as_bytes()).unwrap();
        drop(input);
        assert!(put.wait().unwrap().success());
    }
}

impl Drop for Imap {
    fn drop(&mut self) {
        drop(self.server.kill());
        drop(self.server.wait());
    }
}
