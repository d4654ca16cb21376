//! Requests to the real router, over a stack in memory with something of everything in it.
//!
//! Input: requests, each a line `METHOD PATH` and a body, with a line `%%` between them. `$NAME` in path
//! or body stands for an id of this stack (see [`Stage::names`]); `!` before the method leaves the
//! bearer and the signature out; `WAIT HOURS` lets time pass.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use domain::OperatorId;
use domain::tokens::UnsubscribeToken;
use domain::webhook::headers;
use futures::executor::block_on;
use harness::{AgentText, HouseText, Person, Reply, Shown, World};
use onloop_http::{REPLIES_HOOK, access};
use tower::ServiceExt;

/// Requests of one input.
const MOST_REQUESTS: usize = 6;
/// Hours that pass at most in one input.
const MOST_HOURS: u16 = 200;

/// Sends the requests, lets the stack work, and looks at what it said.
pub fn law(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    block_on(async {
        let mut stage = Stage::set().await;
        let mut hours: u16 = 0;
        for request in text.split("\n%%\n").take(MOST_REQUESTS) {
            let (line, body) = super::line(request);
            match line.strip_prefix("WAIT ").map(str::parse::<u16>) {
                Some(Ok(more)) if more <= MOST_HOURS - hours => {
                    hours += more;
                    stage.wait(more).await;
                }
                Some(_) => {}
                None => stage.send(line, body).await,
            }
        }
        stage.world.work().await;
        assert_eq!(
            stage.world.failures,
            Vec::<String>::new(),
            "no request leaves work behind that can't be done"
        );
    });
}

struct Stage {
    world: World,
    router: axum::Router,
    bearer: String,
    names: Vec<(&'static str, String)>,
}

impl Stage {
    /// Three people: one on a list, one with a draft, one who answered.
    async fn set() -> Self {
        let agent = AgentText {
            name: "gates",
            steps: &["email", "email 3 working days"],
        };
        let playbook = harness::load(&HouseText::default(), &[agent]);
        let mut world = World::start("2026-09-07 07:00+00:00", playbook).await;
        let [signe, per, eva] = ["signe", "per", "eva"].map(|name| Person {
            first_name: name.to_owned(),
            last_name: "Aaboe".to_owned(),
            title: "Head of Logistics".to_owned(),
            company: format!("{name} Gates"),
            email: format!("{name}@{name}.example"),
            country: "Denmark".to_owned(),
            timezone: "Etc/UTC".to_owned(),
            ..Person::default()
        });
        world.leads.add("gates.csv", &signe);
        world.leads.add("gates.csv", &per);
        world.accept_leads("Ada", "gates").await;
        let answered = world.conversation_with(&signe.email).await;
        let drafted = world.conversation_with(&per.email).await;
        world.approve("Ada", &answered).await;
        world.run_until("2026-09-07 12:00+00:00").await;
        let letter = world.letters_to(&signe.email)[0].clone();
        let reply = Reply {
            from: ("Signe", &signe.email),
            answers: Some(&letter),
            text: "Yes, call me on Tuesday.",
            timezone: "Etc/UTC",
            ..Reply::default()
        };
        world.receive(reply.raw(world.now())).await;
        world.leads.add("gates.csv", &eva);
        world.run_until("2026-09-08 06:30+00:00").await;
        let names = Self::names(&world, &answered, &drafted).await;
        let router = world.doors();
        let ada = OperatorId::parse("Ada").expect("a name");
        let bearer = access::bearer(&world.ports, &ada).await.expect("a session");
        Self {
            world,
            router,
            bearer,
            names,
        }
    }

    /// What inputs may name. Cards first: their names begin like others.
    async fn names(
        world: &World,
        answered: &domain::ConversationId,
        drafted: &domain::ConversationId,
    ) -> Vec<(&'static str, String)> {
        let mut names = Vec::new();
        for card in world.cards().await {
            let name = match card.shows {
                Shown::List => "$LISTCARD",
                Shown::Drafts(_) => "$DRAFTCARD",
                Shown::Reply(_) => "$REPLYCARD",
                Shown::InDoubt(_)
                | Shown::Contradiction
                | Shown::Mailbox(_)
                | Shown::Goal(_)
                | Shown::Planted(_) => continue,
            };
            names.push((name, card.id));
        }
        let agent = domain::AgentName::parse("gates").expect("a name");
        let list = flow::sourcing::open_list(&world.ports, &agent).await;
        if let Some(list) = list.expect("the table is in memory") {
            names.push(("$LIST", list.id.to_string()));
        }
        let head = world.head(answered).await;
        let token = UnsubscribeToken {
            contact: head.state.contact.clone(),
            conversation: answered.clone(),
            step: 1,
        };
        names.push(("$TOKEN", token.write(&world.ports.secrets)));
        names.push(("$ANSWERED", answered.to_string()));
        names.push(("$DRAFTED", drafted.to_string()));
        let seen = world.seen(drafted).await;
        let prints: Vec<String> = seen.iter().map(|seen| format!("\"{seen}\"")).collect();
        names.push(("$PRINTS", prints.join(",")));
        names
    }

    fn fill(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (name, value) in &self.names {
            text = text.replace(name, value);
        }
        text
    }

    async fn wait(&mut self, hours: u16) {
        let to = self
            .world
            .now()
            .saturating_add(jiff::SignedDuration::from_hours(i64::from(hours)))
            .expect("a near time");
        self.world.run_until(&to.to_string()).await;
    }

    async fn send(&mut self, line: &str, body: &str) {
        let (known, line) = match line.strip_prefix('!') {
            Some(line) => (false, line),
            None => (true, line),
        };
        let line = self.fill(line);
        let Some((method, path)) = line.split_once(' ') else {
            return;
        };
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "onloop.test")
            .header(header::CONTENT_TYPE, "application/json");
        let body = self.fill(body);
        if known {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.bearer));
            let at = self.world.now().as_second().to_string();
            let secret = self.world.ports.secrets.webhook();
            request = request
                .header(headers::ID, "msg_1")
                .header(
                    headers::SIGNATURE,
                    secret.sign("msg_1", &at, body.as_bytes()),
                )
                .header(headers::TIMESTAMP, at);
        }
        let Ok(request) = request.body(Body::from(body)) else {
            return;
        };
        let is_api = request.uri().path().starts_with("/api/v1/");
        let is_hook = request.uri().path() == REPLIES_HOOK;
        let is_open = matches!(
            request.uri().path(),
            "/api/v1/session" | "/api/v1/openapi.json"
        );
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("a router always answers");
        let status = response.status();
        assert!(!status.is_server_error(), "{line} answered {status}");
        assert!(
            known || is_open || !(is_api || is_hook) || !status.is_success(),
            "{line} was answered without a bearer or a signature: {status}"
        );
        let kind = response.headers().get(header::CONTENT_TYPE).cloned();
        let bytes = to_bytes(response.into_body(), usize::MAX)
            .await
            .expect("a body in memory");
        let is_json = kind.is_some_and(|kind| kind.as_bytes().ends_with(b"json"));
        if is_json {
            let answer: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
            if status.is_client_error() {
                let detail = answer["detail"].as_str().unwrap_or_default();
                assert!(!detail.is_empty(), "{line}: {status} says what to do");
            }
        }
        // An old or a wrong method is axum's own answer; all else is ours.
        if is_api && status.is_client_error() && status != StatusCode::METHOD_NOT_ALLOWED {
            assert!(is_json || method == "HEAD", "{line}: {status} is a problem");
        }
    }
}
