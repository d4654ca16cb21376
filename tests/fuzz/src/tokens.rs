//! Texts that open something: unsubscribe links, reply addresses, sign-in links, sessions.
//!
//! Input: the text that somebody sends, and behind a line end how a true token is tampered with.

use axum::http::{HeaderMap, HeaderValue, header};
use domain::secrets::Secrets;
use domain::tokens::{UnsubscribeToken, read_reply_address, reply_address};
use domain::{ContactId, ConversationId, OperatorId};
use futures::executor::block_on;
use harness::{AgentText, HouseText, World};
use jiff::Timestamp;
use onloop_http::access;
use std::sync::LazyLock;

static SECRETS: LazyLock<Secrets> = LazyLock::new(|| Secrets {
    identity: [1; 32],
    links: [2; 32],
    replies: [3; 32],
    draws: [4; 32],
});

/// A stack that knows one sign-in link and one session.
static DOOR: LazyLock<(flow::Ports, String, String)> = LazyLock::new(|| {
    block_on(async {
        let agent = AgentText {
            name: "gates",
            steps: &["email"],
        };
        let playbook = harness::load(&HouseText::default(), &[agent]);
        let world = World::start("2026-09-07 07:00+02:00", playbook).await;
        let ada = OperatorId::parse("Ada").expect("a name");
        let link = access::sign_in_token(&world.ports, &ada).await;
        let bearer = access::bearer(&world.ports, &ada).await;
        (
            world.ports,
            link.expect("a link"),
            bearer.expect("a session"),
        )
    })
});

/// Nothing that we did not write is read, and what we wrote is read back.
pub fn law(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (sent, how) = super::line(&text);
    unsubscribe(sent, how);
    reply(sent, how, bytes);
    session(sent, bytes);
}

fn unsubscribe(sent: &str, how: &str) {
    if let Some(token) = UnsubscribeToken::read(sent, &SECRETS) {
        assert_eq!(token.write(&SECRETS), sent, "only ours is read");
    }
    let mut parts = sent.split('.');
    let mut next = || parts.next().unwrap_or_default();
    let (contact, conversation, step) = (next(), next(), next());
    let (Ok(contact), Ok(conversation)) = (
        ContactId::parse(&format!("ctc_{contact}")),
        ConversationId::parse(&format!("cnv_{conversation}")),
    ) else {
        return;
    };
    let token = UnsubscribeToken {
        contact,
        conversation,
        step: step.parse().unwrap_or(1),
    };
    let written = token.write(&SECRETS);
    assert!(
        written
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)),
        "{written:?} is a link's piece"
    );
    assert_eq!(
        UnsubscribeToken::read(&written, &SECRETS).as_ref(),
        Some(&token),
        "what we wrote is read back"
    );
    let forged = tamper(&written, how);
    if forged != written {
        assert_eq!(
            UnsubscribeToken::read(&forged, &SECRETS),
            None,
            "{forged:?}"
        );
    }
}

fn reply(sent: &str, how: &str, bytes: &[u8]) {
    let mut entropy = [0; 16];
    for (to, from) in entropy.iter_mut().zip(bytes) {
        *to = *from;
    }
    let id = ConversationId::mint(Timestamp::UNIX_EPOCH, entropy);
    if let Some(read) = read_reply_address(sent, &SECRETS) {
        // Whatever stands around the tag, the tag is ours.
        let ours = reply_address("r@a.example", &read, &SECRETS);
        let tag = ours.trim_start_matches("r+").trim_end_matches("@a.example");
        assert!(sent.to_lowercase().contains(tag), "{sent:?}");
    }
    let mailbox = if sent.contains('@') {
        sent
    } else {
        "mara@quayline.example"
    };
    let address = reply_address(mailbox, &id, &SECRETS);
    if address != mailbox {
        assert!(address.rsplit_once('@').is_some_and(|(l, _)| l.len() <= 64));
        if mailbox.trim() == mailbox {
            assert_eq!(read_reply_address(&address, &SECRETS), Some(id.clone()));
        }
        if let Some(read) = read_reply_address(&tamper(&address, how), &SECRETS) {
            assert_eq!(read, id, "a forged address names no other conversation");
        }
    }
}

/// Puts something in the place of a piece: `FROM TO TEXT`, or leaves it as it is.
fn tamper(token: &str, how: &str) -> String {
    let mut words = how.splitn(3, ' ');
    let mut number = || words.next().and_then(|word| word.parse::<usize>().ok());
    let (Some(from), Some(to)) = (number(), number()) else {
        return token.to_owned();
    };
    match (token.get(..from), token.get(to.max(from)..)) {
        (Some(before), Some(after)) => {
            format!("{before}{}{after}", words.next().unwrap_or_default())
        }
        _ => token.to_owned(),
    }
}

fn session(sent: &str, bytes: &[u8]) {
    let (ports, link, bearer) = &*DOOR;
    if sent == link {
        return;
    }
    let refused = block_on(access::exchange(ports, sent)).expect_err("no link of ours");
    assert_eq!(refused.status, 401);
    let Ok(value) = HeaderValue::from_bytes(bytes) else {
        return;
    };
    let mut headers = HeaderMap::new();
    headers.insert(header::AUTHORIZATION, value);
    match block_on(access::operator(ports, &headers)) {
        Ok(_) => assert!(sent.ends_with(bearer)),
        Err(problem) => assert_eq!(problem.status, 401),
    }
}
