//! As much of a mail program as the tests need: it puts mails into folders and looks at their flags.

use super::{PASSWORD, USER};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

/// A signed-in connection.
pub(crate) struct Mailbox {
    connection: BufReader<TcpStream>,
    commands: u32,
}

impl Mailbox {
    #[track_caller]
    pub(super) fn open(port: u16) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream
            .set_read_timeout(Some(std::time::Duration::from_secs(60)))
            .unwrap();
        let mut mailbox = Self {
            connection: BufReader::new(stream),
            commands: 0,
        };
        mailbox.line();
        mailbox.say(&format!("LOGIN {USER} {PASSWORD}"));
        mailbox
    }

    #[track_caller]
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.connection.read_line(&mut line).unwrap();
        assert!(!line.is_empty(), "the server hung up");
        line.trim_end().to_owned()
    }

    /// A command that succeeds; the lines that answered it.
    #[track_caller]
    fn say(&mut self, command: &str) -> Vec<String> {
        self.commands += 1;
        let tag = format!("t{}", self.commands);
        write!(self.connection.get_mut(), "{tag} {command}\r\n").unwrap();
        self.answer(&tag)
    }

    #[track_caller]
    fn answer(&mut self, tag: &str) -> Vec<String> {
        let mut lines = Vec::new();
        loop {
            let line = self.line();
            match line.strip_prefix(tag) {
                Some(done) => {
                    assert!(done.starts_with(" OK"), "{line}");
                    return lines;
                }
                None => lines.push(line),
            }
        }
    }

    #[track_caller]
    pub(crate) fn make_folder(&mut self, name: &str) {
        self.say(&format!("CREATE {name}"));
    }

    /// Puts a mail into a folder, unread; `arrived` is written as IMAP does: `01-Jan-2020 10:00:00 +0000`.
    #[track_caller]
    pub(crate) fn put(&mut self, folder: &str, arrived: Option<&str>, raw: &str) {
        self.commands += 1;
        let tag = format!("t{}", self.commands);
        let arrived = arrived
            .map(|date| format!(" \"{date}\""))
            .unwrap_or_default();
        let stream = self.connection.get_mut();
        write!(
            stream,
            "{tag} APPEND {folder} (){arrived} {{{}}}\r\n",
            raw.len()
        )
        .unwrap();
        let ready = self.line();
        assert!(ready.starts_with('+'), "{ready}");
        write!(self.connection.get_mut(), "{raw}\r\n").unwrap();
        self.answer(&tag);
    }

    /// Number and flags of each mail, as the server has them; to look changes none.
    #[track_caller]
    pub(crate) fn flags(&mut self, folder: &str) -> Vec<String> {
        self.say(&format!("EXAMINE {folder}"));
        self.say("UID FETCH 1:* (UID FLAGS)")
    }
}
