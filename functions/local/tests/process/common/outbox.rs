//! The letters that left, as files.

use super::api::Api;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::path::Path;

/// A letter of the outbox folder.
#[derive(Debug, Clone)]
pub(crate) struct Letter {
    /// The claim that its file is named by.
    pub(crate) claim: String,
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) message_id: String,
    pub(crate) date: Timestamp,
    pub(crate) text: String,
    pub(crate) raw: Vec<u8>,
}

/// How many letters left.
pub(crate) fn count(data: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(data.join("outbox")) else {
        return 0;
    };
    entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_name().to_string_lossy().ends_with(".eml"))
        .count()
}

/// All letters; each is checked to be a sound message (RFC 5322).
#[track_caller]
pub(crate) fn letters(data: &Path) -> Vec<Letter> {
    fresh(data, &BTreeSet::new())
}

/// The letters of other claims than these.
#[track_caller]
pub(crate) fn fresh(data: &Path, known: &BTreeSet<String>) -> Vec<Letter> {
    let mut letters = Vec::new();
    for entry in std::fs::read_dir(data.join("outbox")).unwrap() {
        let path = entry.unwrap().path();
        let Some(claim) = path
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .strip_suffix(".eml")
        else {
            continue;
        };
        if !known.contains(claim) {
            letters.push(letter(claim, std::fs::read(&path).unwrap()));
        }
    }
    letters.sort_by(|a, b| (a.date, &a.claim).cmp(&(b.date, &b.claim)));
    letters
}

#[track_caller]
fn letter(claim: &str, raw: Vec<u8>) -> Letter {
    sound(&raw);
    let read = mail::read(&raw);
    let [to] = read.to.as_slice() else {
        panic!("{claim} has not one recipient: {:?}", read.to)
    };
    Letter {
        claim: claim.to_owned(),
        to: to.address.clone(),
        subject: read.subject.clone(),
        message_id: read.message_id.clone().unwrap(),
        date: read.date.unwrap(),
        text: read.text.clone(),
        raw,
    }
}

/// CRLF alone, lines of at most 998 bytes, a head of printable ASCII, and each header once.
#[track_caller]
fn sound(raw: &[u8]) {
    let text = String::from_utf8_lossy(raw).into_owned();
    assert_eq!(
        text.matches('\n').count(),
        text.matches("\r\n").count(),
        "a bare line feed: {text:?}"
    );
    assert_eq!(
        text.matches('\r').count(),
        text.matches("\r\n").count(),
        "a bare carriage return: {text:?}"
    );
    assert!(
        text.split("\r\n").all(|line| line.len() <= 998),
        "a line is too long: {text:?}"
    );
    let (head, _) = text.split_once("\r\n\r\n").unwrap();
    assert!(
        head.bytes()
            .all(|b| matches!(b, b' '..=b'~' | b'\t' | b'\r' | b'\n')),
        "the head is not ASCII: {head:?}"
    );
    let names: Vec<String> = head
        .split("\r\n")
        .filter(|line| !line.starts_with([' ', '\t']))
        .map(|line| {
            line.split_once(':')
                .unwrap_or_else(|| panic!("no header: {line:?}"))
                .0
                .to_lowercase()
        })
        .collect();
    let known = [
        "date",
        "from",
        "to",
        "reply-to",
        "subject",
        "message-id",
        "in-reply-to",
        "references",
        "list-unsubscribe",
        "list-unsubscribe-post",
        "mime-version",
        "content-type",
        "content-transfer-encoding",
    ];
    for name in &names {
        assert!(
            known.contains(&name.as_str()),
            "a header that nobody meant: {name:?} in {head:?}"
        );
        assert_eq!(
            names.iter().filter(|other| *other == name).count(),
            1,
            "{name} stands twice: {head:?}"
        );
    }
    for name in [
        "date",
        "from",
        "to",
        "reply-to",
        "subject",
        "message-id",
        "list-unsubscribe",
    ] {
        assert!(
            names.iter().any(|known| known == name),
            "{name} is missing: {head:?}"
        );
    }
}

/// The value of a header of a letter, in one line.
#[track_caller]
fn header(letter: &Letter, name: &str) -> String {
    let text = String::from_utf8_lossy(&letter.raw);
    let head = text.split_once("\r\n\r\n").unwrap().0.replace("\r\n ", " ");
    head.lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
        .unwrap_or_else(|| panic!("no {name}: {head}"))
        .to_owned()
}

/// Leaves by the link of a letter's head, as a mail program does it (RFC 8058); the status of the
/// answer, or that the server is gone.
#[track_caller]
pub(crate) fn one_click(api: &mut Api, letter: &Letter) -> std::io::Result<u16> {
    let links = header(letter, "List-Unsubscribe");
    let at = links.find("/u/").unwrap();
    let path = links[at..].split('>').next().unwrap();
    let host = api.address().to_owned();
    let headers = [
        ("host", host.as_str()),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let answer = api.raw("POST", path, &headers, b"List-Unsubscribe=One-Click")?;
    Ok(answer.status)
}

/// What the reader of a letter writes back.
#[track_caller]
pub(crate) fn answer(letter: &Letter, words: &str) -> Vec<u8> {
    format!(
        "From: {}\r\nTo: {}\r\nSubject: Re: {}\r\nMessage-ID: <answer-{}@reader.example>\r\nIn-Reply-To: <{}>\r\nDate: Mon, 07 Dec 2026 09:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n",
        letter.to,
        header(letter, "Reply-To"),
        letter.subject,
        letter.claim,
        letter.message_id,
    )
    .into_bytes()
}
