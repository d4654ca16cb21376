//! The list of mail accounts: what it sets up, and how a fault in it is told.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use connectors::{ImapTimeouts, MailAccounts, NewestTokens, RefreshTokens};
use ports::PortError;

const IMAP: &str = "imaps://mara%40quayline.example@imap.example:993";
const SMTP: &str = "smtps://mara%40quayline.example:sesame@smtp.example:465";

struct NoKeeper;

#[async_trait::async_trait]
impl RefreshTokens for NoKeeper {
    async fn newest(&self, _: &str) -> Result<Option<NewestTokens>, PortError> {
        Ok(None)
    }

    async fn keep(&self, _: &str, _: &NewestTokens) {}
}

fn read(text: &str) -> Result<MailAccounts, String> {
    let keeper: Arc<dyn RefreshTokens> = Arc::new(NoKeeper);
    MailAccounts::read(text, ImapTimeouts::default(), &keeper)
}

/// An entry that is right, with these fields more.
fn entry(more: &str) -> String {
    format!(r#"{{"address": "mara@quayline.example"{more}}}"#)
}

#[track_caller]
fn check_fault(text: &str, entry: &str, why: &str) {
    let fault = read(text).err().unwrap();
    assert!(fault.contains(why) && fault.contains(entry), "{fault}");
    assert!(!fault.contains("sesame"), "{fault}");
}

#[test]
fn a_mailbox_sends_or_is_read_or_both_by_a_password_or_by_tokens() {
    let oauth = r#""oauth": {"token_url": "https://login.example/token", "client_id": "c", "refresh_token": "sesame"}"#;
    let text = format!(
        r#"[{{"address": "mara@quayline.example", "smtp": "{SMTP}", "imap": "{IMAP}", "password": "sesame"}},
            {{"address": "ole@quayline.example", "smtp": "smtps://ole@smtp.example", "imap": "imaps://ole@imap.example", "sent": "Sent", {oauth}}},
            {{"address": "ida@quayline.example", "imap": "imaps://ida@imap.example", "password": "sesame"}}]"#
    );
    let accounts = read(&text).unwrap();
    let names: Vec<String> = accounts.readers().iter().map(|one| one.name()).collect();
    assert_eq!(names.len(), 3);
    assert!(names[0].starts_with("mara@quayline.example"), "{names:?}");
    let mailer = accounts.mailer(None).unwrap();
    assert_eq!(mailer.name(), "smtp by 2 accounts");
    let none = read("[]").unwrap();
    assert!(none.readers().is_empty() && none.mailer(None).is_none());
}

#[test]
fn a_fault_is_told_by_its_entry_without_a_word_of_any_secret() {
    check_fault(r#"{"sesame": 1}"#, "line 1", "no JSON list");
    check_fault("sesame", "line 1", "no JSON list");
    let right = entry(&format!(r#", "smtp": "{SMTP}""#));
    let second = |wrong: &str| format!("[{right}, {wrong}]");
    for (wrong, why) in [
        (r#""sesame""#.to_owned(), "not what belongs there"),
        (entry(r#", "oauth": "sesame""#), "not what belongs there"),
        (
            entry(r#", "password": "sesame""#),
            "neither `smtp` nor `imap`",
        ),
        (entry(r#", "pasword": "sesame""#), "unknown field `pasword`"),
        (
            format!(r#"{{"imap": "{IMAP}"}}"#),
            "missing field `address`",
        ),
        (
            entry(&format!(r#", "imap": "{IMAP}""#)),
            "neither `password` nor `oauth`",
        ),
        (
            entry(r#", "imap": "imaps://mara:sesame@imap.example", "password": "sesame""#),
            "must not hold the password",
        ),
        (
            entry(r#", "smtp": "smtps://mara@smtp.example""#),
            "no password",
        ),
        (
            entry(r#", "smtp": "http://u:sesame@smtp.example""#),
            "smtps://",
        ),
        (right.replace("mara@", "MARA@"), "the same address"),
    ] {
        check_fault(&second(&wrong), "mailbox 2 of the list", why);
    }
    let read_twice = entry(&format!(r#", "imap": "{IMAP}", "password": "sesame""#));
    check_fault(
        &format!("[{read_twice}, {read_twice}]"),
        "mailbox 2 of the list",
        "to be read twice",
    );
}
