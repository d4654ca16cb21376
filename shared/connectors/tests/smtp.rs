//! What the SMTP client makes of a server that accepts, refuses, breaks off or falls silent.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod certificate;
mod support;
mod token_service;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use certificate::certificate;
use connectors::{Smtp, SmtpAccounts, SmtpTimeouts};
use ports::{Envelope, Handover, LookUp, Mailer, PortError};
use support::{Plan, Server, Turn, start};
use token_service::{TokenService, grant};
use tokio::net::TcpListener;

use Turn::{Drop, Hang, Say};

const LETTER: &[u8] = b"From: a@ours.example\r\nTo: b@theirs.example\r\nSubject: Hi\r\n\r\nHello\r\n.\r\n..two\r\nlast\r\n";

fn envelope(to: &str) -> Envelope {
    Envelope {
        claim: "claim-1".to_owned(),
        from: "a@ours.example".to_owned(),
        to: to.to_owned(),
        message_id: "m1@ours.example".to_owned(),
    }
}

fn client(url: &str, patience_ms: u64) -> Smtp {
    let patience = Duration::from_millis(patience_ms);
    Smtp::from_url(url).unwrap().with_timeouts(SmtpTimeouts {
        connect: patience,
        phase: patience,
    })
}

/// More than any answer takes, also on a busy machine.
const LONG_MS: u64 = 20_000;
/// For servers that never answer.
const SHORT_MS: u64 = 500;

async fn hand_over(plan: Plan) -> (Result<String, PortError>, Server) {
    let patience = if plan.hangs() { SHORT_MS } else { LONG_MS };
    let server = start(plan).await;
    let smtp = client(
        &format!("smtp://127.0.0.1:{}?tls=none", server.port),
        patience,
    );
    let outcome = smtp.hand_over(&envelope("b@theirs.example"), LETTER).await;
    (outcome.map(|done| done.provider_id), server)
}

/// Puts a turn in its place in the plan.
type SetTurn = fn(&mut Plan, Turn);

#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Busy,
    Refused,
    Unknown,
}

#[track_caller]
fn check(what: &str, outcome: &Result<String, PortError>, kind: &Kind, text: &str) {
    let (found, said) = match outcome {
        Err(PortError::Busy(said)) => (Kind::Busy, said),
        Err(PortError::Refused(said)) => (Kind::Refused, said),
        Err(PortError::Unknown(said)) => (Kind::Unknown, said),
        other => panic!("{what}: {other:?}"),
    };
    assert_eq!(&found, kind, "{what}: {said}");
    assert!(said.contains(text), "{what}: {said:?} lacks {text:?}");
    assert!(!said.contains(['\r', '\n']), "{what}: {said:?}");
}

#[tokio::test]
async fn an_accepted_letter_arrives_byte_for_byte() {
    let (outcome, server) = hand_over(Plan::default()).await;
    assert_eq!(outcome.unwrap(), "250 2.0.0 Ok: queued as ABC123");
    let seen = server.seen.lock().unwrap();
    assert_eq!(seen.letter(), LETTER);
    assert!(
        seen.wire
            .windows(12)
            .any(|part| part == b"\r\n..\r\n...two"),
        "dots are stuffed"
    );
    assert!(
        seen.wire.ends_with(b"last\r\n.\r\n"),
        "no empty line is added at the end"
    );
    assert!(seen.has("MAIL FROM:<a@ours.example>"));
    assert!(seen.has("RCPT TO:<b@theirs.example>"));
    assert!(seen.has("QUIT"));
    assert_eq!(seen.connections, 1);
}

#[tokio::test]
async fn an_answer_before_or_after_the_letter_is_proof_that_nothing_was_sent() {
    let cases: [(&str, SetTurn); 6] = [
        ("greeting", |plan, turn| plan.greeting = turn),
        ("EHLO", |plan, turn| plan.ehlo = turn),
        ("MAIL", |plan, turn| plan.mail = turn),
        ("RCPT", |plan, turn| plan.rcpt = turn),
        ("DATA", |plan, turn| plan.data = turn),
        ("after the dot", |plan, turn| plan.after_dot = turn),
    ];
    for (what, set) in cases {
        let mut plan = Plan::default();
        set(&mut plan, Say("450 4.2.0 come back later"));
        let (outcome, server) = hand_over(plan).await;
        check(what, &outcome, &Kind::Busy, "450 4.2.0 come back later");
        assert_eq!(
            server.seen.lock().unwrap().connections,
            1,
            "{what}: no retry"
        );
        let mut plan = Plan::default();
        set(&mut plan, Say("550-5.1.1 never\r\n550 5.1.1 at all"));
        let (outcome, _server) = hand_over(plan).await;
        check(what, &outcome, &Kind::Refused, "550 5.1.1 never at all");
    }
}

#[tokio::test]
async fn silence_and_broken_connections_before_the_letter_are_proof_too() {
    let cases: [(&str, SetTurn); 5] = [
        ("greeting", |plan, turn| plan.greeting = turn),
        ("EHLO", |plan, turn| plan.ehlo = turn),
        ("MAIL", |plan, turn| plan.mail = turn),
        ("RCPT", |plan, turn| plan.rcpt = turn),
        ("DATA", |plan, turn| plan.data = turn),
    ];
    for (what, set) in cases {
        for turn in [Drop, Hang, Say("what is this")] {
            let mut plan = Plan::default();
            set(&mut plan, turn);
            let (outcome, server) = hand_over(plan).await;
            check(
                &format!("{what} {turn:?}"),
                &outcome,
                &Kind::Busy,
                "smtp 127.0.0.1:",
            );
            assert!(server.seen.lock().unwrap().wire.is_empty());
        }
    }
    let (outcome, server) = hand_over(Plan {
        data: Say("250 done already"),
        ..Plan::default()
    })
    .await;
    check(
        "DATA answered like a letter",
        &outcome,
        &Kind::Busy,
        "out of place",
    );
    assert!(server.seen.lock().unwrap().wire.is_empty());
}

#[tokio::test]
async fn from_the_first_byte_of_the_letter_on_only_an_answer_is_proof() {
    for turn in [Drop, Hang, Say("what is this"), Say("354 go on and on")] {
        let (outcome, server) = hand_over(Plan {
            after_dot: turn,
            ..Plan::default()
        })
        .await;
        check(
            &format!("after the dot {turn:?}"),
            &outcome,
            &Kind::Unknown,
            "the letter",
        );
        assert_eq!(server.seen.lock().unwrap().letter(), LETTER);
        assert_eq!(server.seen.lock().unwrap().connections, 1, "no retry");
    }
    let (outcome, _server) = hand_over(Plan {
        cut_letter_at: Some(20),
        ..Plan::default()
    })
    .await;
    check("within the letter", &outcome, &Kind::Unknown, "the letter");
}

#[tokio::test]
async fn a_port_where_nobody_listens_is_busy() {
    let port = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap().port()
    };
    let smtp = client(&format!("smtp://127.0.0.1:{port}?tls=none"), LONG_MS);
    let outcome = smtp.hand_over(&envelope("b@theirs.example"), LETTER).await;
    check(
        "refused",
        &outcome.map(|done| done.provider_id),
        &Kind::Busy,
        "connecting",
    );
}

#[tokio::test]
async fn refused_logins_are_final_and_show_no_secret() {
    let server = start(Plan {
        auth: Say("535 5.7.8 no such pair AGphbmUAc2VzYW1lLTE= sesame-1"),
        ..Plan::default()
    })
    .await;
    let smtp = client(
        &format!("smtp://jane:sesame-1@127.0.0.1:{}?tls=none", server.port),
        LONG_MS,
    );
    let outcome = smtp
        .hand_over(&envelope("b@theirs.example"), LETTER)
        .await
        .map(|done| done.provider_id);
    check(
        "AUTH",
        &outcome,
        &Kind::Refused,
        "535 5.7.8 no such pair [secret] [secret]",
    );
    assert!(
        server
            .seen
            .lock()
            .unwrap()
            .has("AUTH PLAIN AGphbmUAc2VzYW1lLTE=")
    );
    assert!(!server.seen.lock().unwrap().has("MAIL"));
    assert!(!format!("{smtp:?} {}", smtp.name()).contains("sesame"));

    for (auth, kind) in [
        (Say("454 4.7.0 not now"), Kind::Busy),
        (Hang, Kind::Busy),
        (Drop, Kind::Busy),
    ] {
        let server = start(Plan {
            auth,
            ..Plan::default()
        })
        .await;
        let smtp = client(
            &format!("smtp://jane:sesame-1@127.0.0.1:{}?tls=none", server.port),
            if auth == Hang { SHORT_MS } else { LONG_MS },
        );
        let outcome = smtp
            .hand_over(&envelope("b@theirs.example"), LETTER)
            .await
            .map(|done| done.provider_id);
        check(&format!("AUTH {auth:?}"), &outcome, &kind, "AUTH");
    }

    let server = start(Plan {
        ehlo: Say("250 test.example"),
        ..Plan::default()
    })
    .await;
    let smtp = client(
        &format!("smtp://jane:sesame-1@127.0.0.1:{}?tls=none", server.port),
        LONG_MS,
    );
    let outcome = smtp
        .hand_over(&envelope("b@theirs.example"), LETTER)
        .await
        .map(|done| done.provider_id);
    check(
        "no AUTH",
        &outcome,
        &Kind::Refused,
        "neither AUTH PLAIN nor LOGIN",
    );
}

#[tokio::test]
async fn without_tls_no_password_is_said() {
    let server = start(Plan::default()).await;
    let smtp = client(
        &format!("smtp://jane:sesame-1@localhost:{}", server.port),
        LONG_MS,
    );
    let outcome = smtp
        .hand_over(&envelope("b@theirs.example"), LETTER)
        .await
        .map(|done| done.provider_id);
    check("no STARTTLS", &outcome, &Kind::Refused, "STARTTLS");
    assert!(!server.seen.lock().unwrap().has("AUTH"));

    // A server that speaks no TLS where TLS is spoken first.
    let smtp = client(
        &format!("smtps://jane:sesame-1@localhost:{}", server.port),
        LONG_MS,
    );
    let outcome = smtp
        .hand_over(&envelope("b@theirs.example"), LETTER)
        .await
        .map(|done| done.provider_id);
    check("no TLS", &outcome, &Kind::Busy, "connecting");
    assert!(!server.seen.lock().unwrap().has("AUTH"));
}

#[tokio::test]
async fn tls_works_both_ways_and_only_with_a_trusted_certificate() {
    for (scheme, implicit_tls) in [("smtps", true), ("smtp", false)] {
        let (pem, acceptor) = certificate();
        let server = start(Plan {
            tls: Some(acceptor),
            implicit_tls,
            ..Plan::default()
        })
        .await;
        let url = format!("{scheme}://jane:sesame-1@localhost:{}", server.port);
        let untrusting = client(&url, LONG_MS)
            .hand_over(&envelope("b@theirs.example"), LETTER)
            .await;
        check(
            "untrusted",
            &untrusting.map(|done| done.provider_id),
            &Kind::Busy,
            "ertificate",
        );
        assert!(!server.seen.lock().unwrap().has("AUTH"));

        let trusting = client(&url, LONG_MS)
            .with_root_certificate(pem.as_bytes())
            .unwrap();
        let done = trusting
            .hand_over(&envelope("b@theirs.example"), LETTER)
            .await
            .unwrap();
        assert_eq!(done.provider_id, "250 2.0.0 Ok: queued as ABC123");
        let seen = server.seen.lock().unwrap();
        assert!(seen.has("AUTH PLAIN "));
        assert_eq!(seen.letter(), LETTER);
    }
}

#[tokio::test]
async fn what_the_server_cannot_carry_is_refused_before_anything_is_said() {
    let plain = || Plan {
        ehlo: Say("250 test.example"),
        ..Plan::default()
    };
    for (to, letter, text) in [
        ("jürgen@theirs.example", LETTER.to_vec(), "SMTPUTF8"),
        (
            "b@theirs.example",
            "Subject: Hi\r\n\r\nGrüße\r\n".as_bytes().to_vec(),
            "8BITMIME",
        ),
    ] {
        let server = start(plain()).await;
        let smtp = client(
            &format!("smtp://127.0.0.1:{}?tls=none", server.port),
            LONG_MS,
        );
        let outcome = smtp
            .hand_over(&envelope(to), &letter)
            .await
            .map(|done| done.provider_id);
        check(to, &outcome, &Kind::Refused, text);
        assert!(!server.seen.lock().unwrap().has("MAIL"));

        let server = start(Plan::default()).await;
        let smtp = client(
            &format!("smtp://127.0.0.1:{}?tls=none", server.port),
            LONG_MS,
        );
        smtp.hand_over(&envelope(to), &letter).await.unwrap();
        let seen = server.seen.lock().unwrap();
        assert!(
            seen.commands
                .iter()
                .any(|line| line.starts_with("MAIL") && line.contains(text)),
            "{:?}",
            seen.commands
        );
    }
    let server = start(plain()).await;
    let smtp = client(
        &format!("smtp://127.0.0.1:{}?tls=none", server.port),
        LONG_MS,
    );
    smtp.hand_over(&envelope("b@bücher.example"), LETTER)
        .await
        .unwrap();
    assert!(
        server
            .seen
            .lock()
            .unwrap()
            .has("RCPT TO:<b@xn--bcher-kva.example>")
    );
}

#[tokio::test]
async fn letters_and_addresses_that_could_carry_commands_never_leave() {
    let server = start(Plan::default()).await;
    let smtp = client(
        &format!("smtp://127.0.0.1:{}?tls=none", server.port),
        LONG_MS,
    );
    for letter in [
        &b""[..],
        b"a: b\r\n\r\nx\n.\r\nMAIL FROM:<x@y.example>\r\n",
        b"a: b\r\n\r\nx\r.\r\n",
        b"a: b\r\n\r\nx\r",
    ] {
        let outcome = smtp
            .hand_over(&envelope("b@theirs.example"), letter)
            .await
            .map(|done| done.provider_id);
        check(
            &String::from_utf8_lossy(letter),
            &outcome,
            &Kind::Refused,
            "the letter",
        );
    }
    for to in [
        "",
        "b",
        "b@",
        "@theirs.example",
        "b@theirs.example>\r\nRSET",
        "b c@theirs.example",
        "b@the irs.example",
        "b@ü\r\n.example",
    ] {
        let outcome = smtp
            .hand_over(&envelope(to), LETTER)
            .await
            .map(|done| done.provider_id);
        check(to, &outcome, &Kind::Refused, "recipient");
    }
    assert_eq!(server.seen.lock().unwrap().connections, 0);
}

#[tokio::test]
async fn it_is_real_and_cannot_be_asked_later() {
    let smtp = Smtp::from_url("smtps://jane:sesame-1@mail.example").unwrap();
    assert!(smtp.is_real());
    assert_eq!(smtp.name(), "smtp mail.example:465");
    assert_eq!(smtp.look_up("claim-1").await, Ok(LookUp::CannotTell));
}

#[tokio::test]
async fn a_token_signs_in_and_one_that_is_not_taken_is_told_to_nobody() {
    let service = TokenService::start(vec![
        grant("token-one", 3600, ""),
        grant("token-two", 3600, ""),
    ])
    .await;
    let tokens = service.tokens();
    for (auth, by, is_taken) in [
        ("535 5.7.8 token-one is none", "AUTH XOAUTH2", false),
        ("235 2.7.0 welcome", "AUTH XOAUTH2", true),
        ("235 2.7.0 welcome", "AUTH PLAIN LOGIN", false),
    ] {
        let ehlo = if by == "AUTH XOAUTH2" {
            Say("250-test.example\r\n250 AUTH XOAUTH2")
        } else {
            Say("250-test.example\r\n250 AUTH PLAIN LOGIN")
        };
        let server = start(Plan {
            ehlo,
            auth: Say(auth),
            ..Plan::default()
        })
        .await;
        let url = format!("smtp://mara%40a.example@127.0.0.1:{}?tls=none", server.port);
        assert!(Smtp::wants_tokens(&url));
        let smtp = Smtp::with_tokens(&url, tokens.clone()).unwrap();
        let outcome = smtp.hand_over(&envelope("b@theirs.example"), LETTER).await;
        assert_eq!(outcome.is_ok(), is_taken, "{outcome:?}");
        assert_eq!(server.seen.lock().unwrap().has("DATA"), is_taken);
        let told = format!("{outcome:?} {smtp:?}");
        assert!(!told.contains("token-"), "{told}");
    }
    assert_eq!(
        service.asked().len(),
        2,
        "the refused token was shown again"
    );
}

#[test]
fn a_token_goes_with_a_user_and_no_password() {
    for url in [
        "smtps://mail.example",
        "smtps://mara:sesame@mail.example",
        "smtps://:sesame@mail.example",
    ] {
        assert!(!Smtp::wants_tokens(url), "{url}");
    }
    let fault = Smtp::from_url("smtps://sesame@mail.example").unwrap_err();
    assert!(
        fault.contains("OAuth") && !fault.contains("sesame"),
        "{fault}"
    );
}

#[tokio::test]
async fn each_letter_leaves_by_the_account_of_its_sender() {
    let (ours, others) = (start(Plan::default()).await, start(Plan::default()).await);
    let account = |server: &Server| {
        client(
            &format!("smtp://127.0.0.1:{}?tls=none", server.port),
            LONG_MS,
        )
    };
    let accounts = SmtpAccounts::new(None).with_account("A@ours.example", account(&ours));
    let theirs = Envelope {
        from: "c@elsewhere.example".to_owned(),
        ..envelope("b@theirs.example")
    };
    accounts
        .hand_over(&envelope("b@theirs.example"), LETTER)
        .await
        .unwrap();
    let refused = accounts.hand_over(&theirs, LETTER).await;
    assert!(matches!(refused, Err(PortError::Refused(_))), "{refused:?}");
    let accounts = SmtpAccounts::new(Some(Arc::new(account(&others))))
        .with_account("a@ours.example", account(&ours));
    accounts.hand_over(&theirs, LETTER).await.unwrap();
    assert!(ours.seen.lock().unwrap().has("MAIL FROM:<a@ours.example>"));
    assert!(!ours.seen.lock().unwrap().has("c@elsewhere.example"));
    assert!(
        others
            .seen
            .lock()
            .unwrap()
            .has("MAIL FROM:<c@elsewhere.example>")
    );
}

/// A provider that is no SMTP server, knows every letter it took and can be asked for it.
#[derive(Default)]
struct Provider(Mutex<Vec<Envelope>>);

#[async_trait::async_trait]
impl Mailer for Provider {
    async fn hand_over(&self, envelope: &Envelope, _: &[u8]) -> Result<Handover, PortError> {
        self.0.lock().unwrap().push(envelope.clone());
        Ok(Handover {
            provider_id: "p-1".to_owned(),
            message_id: Some("p-1@provider.example".to_owned()),
        })
    }

    async fn look_up(&self, claim: &str) -> Result<LookUp, PortError> {
        let took = self.0.lock().unwrap();
        if !took.iter().any(|one| one.claim == claim) {
            return Ok(LookUp::NotSent);
        }
        Ok(LookUp::Sent(Handover {
            provider_id: "p-1".to_owned(),
            message_id: None,
        }))
    }

    fn is_real(&self) -> bool {
        true
    }

    fn name(&self) -> String {
        "provider".to_owned()
    }
}

#[tokio::test]
async fn letters_of_senders_without_an_account_leave_by_a_provider_of_any_kind() {
    let ours = start(Plan::default()).await;
    let url = format!("smtp://127.0.0.1:{}?tls=none", ours.port);
    let provider = Arc::new(Provider::default());
    let accounts = SmtpAccounts::new(Some(provider.clone()))
        .with_account("A@ours.example", client(&url, LONG_MS));
    assert!(accounts.is_real());
    assert_eq!(accounts.name(), "smtp by 1 accounts, else provider");
    let theirs = Envelope {
        claim: "claim-2".to_owned(),
        from: "c@elsewhere.example".to_owned(),
        ..envelope("b@theirs.example")
    };
    let mine = envelope("b@theirs.example");
    accounts.hand_over(&mine, LETTER).await.unwrap();
    let taken = accounts.hand_over(&theirs, LETTER).await.unwrap();
    assert_eq!(taken.message_id.as_deref(), Some("p-1@provider.example"));
    assert_eq!(provider.0.lock().unwrap().first(), Some(&theirs));
    assert_eq!(provider.0.lock().unwrap().len(), 1);
    assert!(ours.seen.lock().unwrap().has("MAIL FROM:<a@ours.example>"));
    // What the provider has, it has. That it has nothing proves nothing of a letter that an account may have taken.
    let told = accounts.look_up(&theirs.claim).await;
    assert!(matches!(told, Ok(LookUp::Sent(_))), "{told:?}");
    assert_eq!(accounts.look_up(&mine.claim).await, Ok(LookUp::CannotTell));
    let none = SmtpAccounts::new(Some(provider));
    assert_eq!(none.look_up(&mine.claim).await, Ok(LookUp::NotSent));
    assert!(!SmtpAccounts::new(None).is_real());
}
