//! What the client of a LinkedIn account asks, and what it makes of the answers: above all whether a message was
//! sent. The server here speaks the wire format of CONTRACTS, section 3.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod web_server;

use std::time::Duration;

use connectors::{Unipile, UnipileConfig};
use ports::{ChatMessage, Handover, LookUp, Messenger, PortError};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use web_server::{Reply, Server};

const KEY: &str = "key-of-nobody";
const ACCOUNT: &str = "acc_01SECRET";
const OWN: &str = "https://www.linkedin.com/in/mara-lindholt";
const PERSON: &str = "https://www.linkedin.com/in/Jane-Roe/";

/// What the server does with a request.
#[derive(Clone)]
enum Turn {
    Answer(&'static str, Value),
    /// Takes it and never answers.
    Hang,
    /// Takes it and closes.
    Drop,
    /// Says that a body will follow, and closes.
    CutBody(&'static str),
}

impl Turn {
    fn reply(&self) -> Reply {
        match self {
            Self::Answer(status, body) => {
                let body = body.to_string();
                let length = body.len();
                Reply::Say(format!(
                    "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
                ))
            }
            Self::CutBody(status) => Reply::Say(format!(
                "HTTP/1.1 {status}\r\ncontent-length: 500\r\nconnection: close\r\n\r\n{{\"chat"
            )),
            Self::Hang => Reply::Hang,
            Self::Drop => Reply::Say(String::new()),
        }
    }
}

fn sends(server: &Server) -> usize {
    let asked = server.asked.lock().unwrap();
    asked
        .iter()
        .filter(|(head, _)| head.starts_with("POST"))
        .count()
}

/// Answers questions by one turn and hand-overs by the other.
async fn start(get: Turn, post: Turn) -> Server {
    let reply = move |head: &str| {
        if head.starts_with("POST") {
            post.reply()
        } else {
            get.reply()
        }
    };
    web_server::start("/v2", reply).await
}

fn jane() -> Turn {
    let person = json!({"object": "UserProfile", "public_identifier": "jane-roe", "id": "ACoTHEM"});
    Turn::Answer("200 OK", person)
}

fn taken() -> Turn {
    let said = json!({"object": "ChatStarted", "chat_id": "C1", "message_id": ["M1", "M2"]});
    Turn::Answer("201 Created", said)
}

fn fault(status: &'static str, slug: &str) -> Turn {
    let said = json!({"type": format!("errors/{slug}"), "title": "No", "detail": format!("{ACCOUNT} {KEY}")});
    Turn::Answer(status, said)
}

fn client(base_url: &str, timeout: Duration) -> Unipile {
    let usual = UnipileConfig::usual(KEY.to_owned(), ACCOUNT.to_owned(), OWN.to_owned());
    Unipile::new(UnipileConfig {
        base_url: base_url.to_owned(),
        connect_timeout: Duration::from_secs(2),
        timeout,
        ..usual
    })
    .unwrap()
}

fn message() -> ChatMessage {
    ChatMessage {
        claim: "clm_1".to_owned(),
        from: OWN.to_owned(),
        to: PERSON.to_owned(),
        text: "Hello Jane,\n\nmay I \"ask\"?".to_owned(),
    }
}

async fn outcome(get: Turn, post: Turn) -> (Result<Handover, PortError>, usize) {
    let server = start(get, post).await;
    let client = client(&server.base_url, Duration::from_millis(400));
    let outcome = client.hand_over(&message()).await;
    let told = format!("{outcome:?} {client:?}");
    assert!(!told.contains(KEY) && !told.contains(ACCOUNT), "{told}");
    (outcome, sends(&server))
}

#[tokio::test]
async fn a_message_goes_to_the_person_whose_profile_it_is() {
    let server = start(jane(), taken()).await;
    let client = client(&server.base_url, Duration::from_secs(20));
    let handover = client.hand_over(&message()).await.unwrap();
    assert_eq!(handover.provider_id, "C1/M1");
    let asked = server.asked.lock().unwrap();
    let [(question, _), (sending, body)] = asked.as_slice() else {
        panic!("{asked:?}")
    };
    assert!(
        question.starts_with("GET /v2/acc_01SECRET/users/jane-roe HTTP/1.1\r\n"),
        "{question}"
    );
    assert!(
        sending
            .starts_with("POST /v2/acc_01SECRET/inboxes/CLASSIC_PRIMARY/chats/send HTTP/1.1\r\n"),
        "{sending}"
    );
    for head in [question, sending] {
        assert!(
            head.to_lowercase().contains("x-api-key: key-of-nobody\r\n"),
            "{head}"
        );
    }
    assert_eq!(
        *body,
        json!({"users_ids": ["ACoTHEM"], "text": message().text})
    );
}

#[tokio::test]
async fn until_the_person_is_known_nothing_is_sent() {
    let other = json!({"object": "UserProfile", "public_identifier": "john-doe", "id": "ACoOTHER"});
    let company = json!({"object": "CompanyProfile", "public_identifier": "jane-roe", "id": "1"});
    let nameless = json!({"object": "UserProfile", "public_identifier": "jane-roe"});
    let cases = [
        (Turn::Answer("200 OK", other), true),
        (Turn::Answer("200 OK", company), true),
        (Turn::Answer("200 OK", nameless), false),
        (fault("404 Not Found", "not_found"), false),
        (fault("429 Too Many Requests", "too_many_requests"), true),
        (fault("500 Internal Server Error", "unexpected"), true),
        (Turn::Hang, true),
        (Turn::Drop, true),
    ];
    for (number, (get, later)) in cases.into_iter().enumerate() {
        let (outcome, sends) = outcome(get, taken()).await;
        assert_eq!(sends, 0, "{number}");
        assert_eq!(
            matches!(outcome, Err(PortError::Busy(_))),
            later,
            "{number} {outcome:?}"
        );
        assert_eq!(
            matches!(outcome, Err(PortError::Refused(_))),
            !later,
            "{number} {outcome:?}"
        );
    }
}

#[tokio::test]
async fn a_plain_no_is_proof_that_nothing_was_sent() {
    for (status, slug, later) in [
        (
            "422 Unprocessable Entity",
            "no_connection_with_recipient",
            false,
        ),
        ("422 Unprocessable Entity", "blocked_recipient", false),
        ("422 Unprocessable Entity", "limit_exceeded", true),
        ("429 Too Many Requests", "too_many_requests", true),
        ("400 Bad Request", "invalid_parameters", false),
        ("501 Not Implemented", "not_implemented", false),
    ] {
        let (outcome, sends) = outcome(jane(), fault(status, slug)).await;
        assert_eq!(sends, 1);
        let Err(PortError::Busy(told) | PortError::Refused(told)) = &outcome else {
            panic!("{status} {slug}: {outcome:?}")
        };
        assert!(told.contains(slug), "{told}");
        assert_eq!(
            matches!(outcome, Err(PortError::Busy(_))),
            later,
            "{slug} {outcome:?}"
        );
    }
}

#[tokio::test]
async fn what_is_no_answer_leaves_the_outcome_unknown_and_is_not_tried_again() {
    for post in [
        Turn::Hang,
        Turn::Drop,
        fault("500 Internal Server Error", "unexpected"),
        fault("502 Bad Gateway", "x"),
        fault("503 Service Unavailable", "x"),
        fault("504 Gateway Timeout", "x"),
        fault("408 Request Timeout", "x"),
        Turn::Answer("302 Found", json!({})),
    ] {
        let (outcome, sends) = outcome(jane(), post).await;
        assert!(matches!(outcome, Err(PortError::Unknown(_))), "{outcome:?}");
        assert_eq!(sends, 1);
    }
    let client = client("http://127.0.0.1:9/v2", Duration::from_secs(1));
    assert_eq!(client.look_up("clm_1").await, Ok(LookUp::CannotTell));
}

#[tokio::test]
async fn a_yes_is_a_yes_however_little_it_tells() {
    for (post, id) in [
        (Turn::CutBody("201 Created"), ""),
        (
            Turn::Answer("200 OK", json!({"chat_id": "C1", "message_id": "M1"})),
            "C1/M1",
        ),
        (Turn::Answer("200 OK", json!({"chat_id": "C1"})), "C1"),
        (Turn::Answer("200 OK", json!([])), ""),
    ] {
        let (outcome, _) = outcome(jane(), post).await;
        assert_eq!(outcome.unwrap().provider_id, id);
    }
}

#[tokio::test]
async fn where_nobody_listens_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/v2", listener.local_addr().unwrap());
    drop(listener);
    let outcome = client(&base, Duration::from_secs(5))
        .hand_over(&message())
        .await;
    assert!(matches!(outcome, Err(PortError::Busy(_))), "{outcome:?}");
}

#[tokio::test]
async fn signed_out_it_rests_for_a_while() {
    let server = start(fault("401 Unauthorized", "disconnected_account"), taken()).await;
    let resting = |signed_out_rest| {
        let usual = UnipileConfig::usual(KEY.to_owned(), ACCOUNT.to_owned(), OWN.to_owned());
        Unipile::new(UnipileConfig {
            base_url: server.base_url.clone(),
            signed_out_rest,
            ..usual
        })
        .unwrap()
    };
    let client = resting(Duration::from_secs(15 * 60));
    assert!(client.is_connected());
    let outcome = client.hand_over(&message()).await;
    assert!(
        matches!(&outcome, Err(PortError::Busy(told)) if told.contains("sign the account in again")),
        "{outcome:?}"
    );
    assert!(!client.is_connected());
    assert!(client.hand_over(&message()).await.is_err());
    assert_eq!(
        server.asked.lock().unwrap().len(),
        1,
        "nothing is asked meanwhile"
    );
    // Where the while is over at once, it is tried again.
    let other = resting(Duration::ZERO);
    assert!(other.hand_over(&message()).await.is_err());
    assert!(other.is_connected());
}

#[tokio::test]
async fn only_the_accounts_own_profile_writes_and_only_to_profiles() {
    let server = start(jane(), taken()).await;
    let client = client(&server.base_url, Duration::from_secs(20));
    for (from, to) in [
        ("https://www.linkedin.com/in/somebody", PERSON),
        ("", PERSON),
        (OWN, "https://www.linkedin.com/company/acme"),
        (OWN, "jane@host.example"),
    ] {
        let message = ChatMessage {
            from: from.to_owned(),
            to: to.to_owned(),
            ..message()
        };
        let outcome = client.hand_over(&message).await;
        assert!(matches!(outcome, Err(PortError::Refused(_))), "{outcome:?}");
    }
    assert!(server.asked.lock().unwrap().is_empty());
}

#[test]
fn a_configuration_that_cannot_work_is_told_without_its_key() {
    let usual = || UnipileConfig::usual(KEY.to_owned(), ACCOUNT.to_owned(), OWN.to_owned());
    let wrong = [
        UnipileConfig {
            base_url: "http://api.unipile.example/v2".to_owned(),
            ..usual()
        },
        UnipileConfig {
            api_key: " ".to_owned(),
            ..usual()
        },
        UnipileConfig {
            account: "acc/../x".to_owned(),
            ..usual()
        },
        UnipileConfig {
            profile: "mara".to_owned(),
            ..usual()
        },
    ];
    for config in wrong {
        let told = Unipile::new(config).map(|_| ()).unwrap_err();
        assert!(!told.contains(KEY), "{told}");
    }
    assert!(Unipile::new(usual()).is_ok());
}
