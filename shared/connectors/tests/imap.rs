//! What the reader of mailboxes says to a server, and what it makes of its answers. The server is scripted;
//! a real one is read by the program's own tests.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod certificate;
mod token_service;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use certificate::certificate;
use connectors::{Imap, ImapSecret, ImapTimeouts};
use data_encoding::BASE64;
use ports::{FetchedMail, FolderKind, FolderNumbers, MailReader, MailSession, PortError};
use token_service::{TokenService, grant};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

const PASSWORD: &str = "sesame-7f3a";
const EXAMINED: &str = "* 2 EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\n* OK [UIDNEXT 12] next\r\n";

/// What the server says to a command that begins so: lines before the end, and the end. Nothing as the end
/// hangs up.
type Script = Vec<(&'static str, String, &'static str)>;

/// What works.
fn script() -> Script {
    let lines = |text: &str| text.to_owned();
    vec![
        ("LOGIN", String::new(), "OK in"),
        (
            "CAPABILITY",
            lines("* CAPABILITY IMAP4rev1 SPECIAL-USE LIST-EXTENDED\r\n"),
            "OK",
        ),
        (
            "LIST",
            lines(
                "* LIST (\\HasNoChildren) \".\" INBOX\r\n* LIST (\\HasNoChildren \\Sent) \".\" \"INBOX.Out\"\r\n* LIST () \".\" Sent\r\n",
            ),
            "OK",
        ),
        ("EXAMINE", lines(EXAMINED), "OK [READ-ONLY] open"),
        ("UID SEARCH", lines("* SEARCH 11 3 9\r\n"), "OK"),
        (
            "UID FETCH 11 (UID RFC822.SIZE)",
            lines("* 2 FETCH (UID 11 RFC822.SIZE 6)\r\n"),
            "OK",
        ),
        (
            "UID FETCH 11 (UID BODY.PEEK[])",
            lines(
                "* 1 FETCH (UID 3 FLAGS (\\Seen))\r\n* 2 FETCH (UID 11 BODY[] {6}\r\na: b\r\n)\r\n",
            ),
            "OK",
        ),
        ("UID FETCH", String::new(), "OK"),
        ("LOGOUT", lines("* BYE\r\n"), "OK"),
    ]
}

/// The same with another answer to one command.
fn but(command: &'static str, lines: &str, end: &'static str) -> Script {
    let mut script = script();
    script.insert(0, (command, lines.to_owned(), end));
    script
}

struct Server {
    port: u16,
    heard: Arc<Mutex<Vec<String>>>,
    patience: Duration,
}

impl Server {
    async fn start(script: Script) -> Self {
        Self::start_over(None, script).await
    }

    async fn start_over(tls: Option<TlsAcceptor>, script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let seen = heard.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                match &tls {
                    None => talk(stream, &script, &seen).await,
                    Some(tls) => {
                        if let Ok(stream) = tls.accept(stream).await {
                            talk(stream, &script, &seen).await;
                        }
                    }
                }
            }
        });
        Self {
            port,
            heard,
            patience: Duration::from_millis(500),
        }
    }

    fn imap(&self, secret: ImapSecret) -> Imap {
        let url = format!("imap://mara%40a.example@127.0.0.1:{}?tls=none", self.port);
        Imap::from_url(&url, secret)
            .unwrap()
            .with_timeouts(ImapTimeouts {
                connect: Duration::from_secs(5),
                command: self.patience,
                mail: self.patience,
            })
    }

    async fn open(&self) -> Box<dyn MailSession> {
        let imap = self.imap(ImapSecret::Password(PASSWORD.to_owned()));
        imap.open().await.unwrap()
    }

    fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

/// One connection, to its end.
async fn talk(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    script: &Script,
    seen: &Mutex<Vec<String>>,
) {
    let mut stream = BufReader::new(stream);
    let greeting = stream.get_mut().write_all(b"* OK hello\r\n").await;
    let mut line = String::new();
    while greeting.is_ok() && stream.read_line(&mut line).await.unwrap_or(0) > 0 {
        let (tag, said) = line.trim_end().split_once(' ').unwrap_or(("", ""));
        seen.lock().unwrap().push(said.to_owned());
        let answer = script.iter().find(|(start, ..)| said.starts_with(start));
        let (_, lines, end) = answer.unwrap_or_else(|| panic!("not in the script: {said}"));
        if said.starts_with("AUTHENTICATE") {
            let _ = stream.get_mut().write_all(b"+ \r\n").await;
            let mut proof = String::new();
            let _ = stream.read_line(&mut proof).await;
            seen.lock().unwrap().push(proof.trim_end().to_owned());
            if end.starts_with("NO") {
                // {"status":"401"}, as RFC 7628 and its forerunner do: an empty answer is due.
                let _ = stream
                    .get_mut()
                    .write_all(b"+ eyJzdGF0dXMiOiI0MDEifQ==\r\n")
                    .await;
                proof.clear();
                let _ = stream.read_line(&mut proof).await;
                assert_eq!(proof, "\r\n");
            }
        }
        let _ = stream.get_mut().write_all(lines.as_bytes()).await;
        if end.is_empty() {
            break;
        }
        let end = format!("{tag} {end}\r\n");
        let _ = stream.get_mut().write_all(end.as_bytes()).await;
        let _ = stream.get_mut().flush().await;
        line.clear();
    }
}

/// All the questions of one look.
async fn look(session: &mut dyn MailSession) -> Result<Vec<FetchedMail>, PortError> {
    let folders = session.folders().await?;
    let mut found = Vec::new();
    for folder in folders
        .iter()
        .filter(|folder| folder.kind == FolderKind::Inbox)
    {
        session.examine(folder).await?;
        for number in session.numbers(8, None).await? {
            found.push(session.fetch(number, 100).await?);
        }
    }
    Ok(found)
}

#[tokio::test]
async fn a_mailbox_is_read_without_a_trace() {
    let server = Server::start(script()).await;
    let mut session = server.open().await;
    let folders = session.folders().await.unwrap();
    let names: Vec<_> = folders.iter().map(|folder| folder.name.as_str()).collect();
    assert_eq!(names, ["INBOX", "INBOX.Out"]);
    let numbers = session.examine(&folders[0]).await.unwrap();
    let known = FolderNumbers {
        validity: 7,
        next: Some(12),
    };
    assert_eq!(numbers, known);
    let day = jiff::civil::date(2026, 9, 7);
    assert_eq!(session.numbers(8, Some(day)).await.unwrap(), [9, 11]);
    let mail = session.fetch(11, 6).await.unwrap();
    assert_eq!(mail, FetchedMail::Whole(b"a: b\r\n".to_vec()));
    assert_eq!(
        session.fetch(11, 5).await.unwrap(),
        FetchedMail::TooLarge(6)
    );
    assert_eq!(session.fetch(9, 100).await.unwrap(), FetchedMail::Gone);
    session.close().await;
    assert_eq!(
        server.heard(),
        [
            "LOGIN \"mara@a.example\" \"sesame-7f3a\"",
            "CAPABILITY",
            "LIST \"\" \"*\" RETURN (SPECIAL-USE)",
            "EXAMINE \"INBOX\"",
            "UID SEARCH UID 9:* SINCE 7-Sep-2026",
            "UID FETCH 11 (UID RFC822.SIZE)",
            "UID FETCH 11 (UID BODY.PEEK[])",
            "UID FETCH 11 (UID RFC822.SIZE)",
            "UID FETCH 9 (UID RFC822.SIZE)",
            "LOGOUT",
        ]
    );
}

#[tokio::test]
async fn no_failure_is_taken_for_an_empty_answer() {
    let literal = "* 2 FETCH (UID 11 BODY[] {900000000}\r\nsecret words of a mail";
    let garbage = "* 2 FETCH (UID 11 secret words of a mail\r\n";
    for (command, lines, end, is_final) in [
        ("UID SEARCH", "", "NO not now", true),
        ("UID SEARCH", "", "BAD what?", true),
        ("UID SEARCH", "* BYE\r\n", "", false),
        ("UID SEARCH", "* SEARCH 11", "", false),
        ("UID FETCH 11 (UID RFC822.SIZE)", "", "NO not now", true),
        ("UID FETCH 11 (UID BODY.PEEK[])", "", "NO not now", true),
        (
            "UID FETCH 11 (UID BODY.PEEK[])",
            "* 2 FETCH (UID 11 BODY[] NIL)\r\n",
            "OK",
            true,
        ),
        ("UID FETCH 11 (UID BODY.PEEK[])", garbage, "OK", true),
        ("UID FETCH 11 (UID BODY.PEEK[])", literal, "", true),
        ("EXAMINE", "", "NO there is none", true),
        ("EXAMINE", "* 2 EXISTS\r\n", "OK", true),
        ("LIST", "", "NO not now", true),
        ("CAPABILITY", "", "", false),
    ] {
        let server = Server::start(but(command, lines, end)).await;
        let mut session = server.open().await;
        let error = look(session.as_mut()).await.unwrap_err();
        let case = format!("{command} {lines:?} {end}: {error}");
        assert_eq!(matches!(error, PortError::Refused(_)), is_final, "{case}");
        assert!(error.to_string().contains("127.0.0.1"), "{case}");
        assert!(!error.to_string().contains("secret words"), "{case}");
    }
}

#[tokio::test]
async fn an_endless_answer_ends_the_look() {
    let endless = format!("* OK {}\r\n", "x".repeat(900)).repeat(10_000);
    let mut server = Server::start(but("UID SEARCH", &endless, "OK")).await;
    // It is the size that ends it, however slowly it is read here.
    server.patience = Duration::from_secs(30);
    let error = look(server.open().await.as_mut()).await.unwrap_err();
    assert!(
        error.to_string().contains("larger than it may be"),
        "{error}"
    );
}

async fn sign_in(script: Script, secret: ImapSecret) -> (Server, Result<(), PortError>) {
    let server = Server::start(script).await;
    let signed_in = server.imap(secret).open().await.map(|_| ());
    (server, signed_in)
}

#[tokio::test]
async fn a_sign_in_that_is_not_taken_is_told_without_the_password() {
    let echo = "NO [AUTHENTICATIONFAILED] no sesame-7f3a";
    let secret = ImapSecret::Password(PASSWORD.to_owned());
    let (_, error) = sign_in(but("LOGIN", "", echo), secret).await;
    let Err(PortError::Refused(told)) = error else {
        panic!("{error:?}")
    };
    assert!(
        told.contains("does not take this user and password"),
        "{told}"
    );
    assert!(told.contains("mara@a.example at 127.0.0.1"), "{told}");
    assert!(!told.contains(PASSWORD), "{told}");
    let secret = ImapSecret::Password(PASSWORD.to_owned());
    let (_, error) = sign_in(but("LOGIN", "", ""), secret).await;
    assert!(matches!(error, Err(PortError::Busy(_))), "{error:?}");
}

#[tokio::test]
async fn a_token_signs_in_and_one_that_is_not_taken_is_not_shown_again() {
    let service = TokenService::start(vec![
        grant("token-one", 3600, ""),
        grant("token-two", 3600, ""),
    ])
    .await;
    let tokens = service.tokens();
    let proof = |token: &str| {
        BASE64.encode(format!("user=mara@a.example\u{1}auth=Bearer {token}\u{1}\u{1}").as_bytes())
    };
    let no = but("AUTHENTICATE XOAUTH2", "", "NO token-one is none");
    let (server, error) = sign_in(no, ImapSecret::Tokens(tokens.clone())).await;
    assert_eq!(server.heard()[1], proof("token-one"));
    let Err(PortError::Refused(told)) = error else {
        panic!("{error:?}")
    };
    assert!(told.contains("does not take the access token"), "{told}");
    assert!(!told.contains("token-one"), "{told}");
    let yes = but("AUTHENTICATE XOAUTH2", "", "OK in");
    let (server, signed_in) = sign_in(yes, ImapSecret::Tokens(tokens)).await;
    assert_eq!(signed_in, Ok(()));
    assert_eq!(
        server.heard(),
        ["AUTHENTICATE XOAUTH2", &proof("token-two")]
    );
}

#[tokio::test]
async fn over_tls_a_look_reads_as_it_does_without_and_only_a_trusted_server_hears_the_password() {
    let (pem, acceptor) = certificate();
    let server = Server::start_over(Some(acceptor), script()).await;
    let reader = || {
        let url = format!("imaps://mara%40a.example@localhost:{}", server.port);
        let secret = ImapSecret::Password(PASSWORD.to_owned());
        Imap::from_url(&url, secret).unwrap()
    };
    let Err(PortError::Busy(told)) = reader().open().await.map(|_| ()) else {
        panic!("an unknown certificate was trusted")
    };
    assert!(told.contains("ertificate"), "{told}");
    assert_eq!(server.heard(), Vec::<String>::new());

    let trusting = reader().with_root_certificate(pem.as_bytes()).unwrap();
    let mut session = trusting.open().await.unwrap();
    let found = look(session.as_mut()).await.unwrap();
    assert!(
        found.contains(&FetchedMail::Whole(b"a: b\r\n".to_vec())),
        "{found:?}"
    );
    session.close().await;
    assert!(server.heard()[0].starts_with("LOGIN"));
}
