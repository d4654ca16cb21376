//! A program at the desk: the client of the protocol's own kit clears a queue over standard input and
//! output, and nothing leaves before the operator's tap.

use crate::common::api::{approval, fingerprints};
use crate::common::playbooks::Playbook;
use crate::common::server::{Server, Start};
use crate::common::{outbox, until};
use rmcp::ServiceExt;
use rmcp::model::{
    CallToolRequestParams, CallToolResult, ClientCapabilities, ClientConfig, Implementation,
};
use rmcp::service::{RoleClient, RunningService};
use rmcp::transport::TokioChildProcess;
use serde_json::{Value, json};

const LEADS: usize = 5;

type Client = RunningService<RoleClient, ClientConfig>;

async fn client(server: &Server, playbook: &Playbook) -> Client {
    let mut command = tokio::process::Command::new(env!("CARGO_BIN_EXE_onloop"));
    command.args(["mcp", "--data"]).arg(&server.data);
    command.arg("--playbook").arg(&playbook.dir);
    let who = ClientConfig::new(
        ClientCapabilities::default(),
        Implementation::new("desk-helper", "1.0"),
    );
    who.serve(TokioChildProcess::new(command).unwrap())
        .await
        .unwrap()
}

async fn call(client: &Client, tool: &'static str, arguments: Value) -> CallToolResult {
    let arguments = arguments.as_object().unwrap().clone();
    client
        .call_tool(CallToolRequestParams::new(tool).with_arguments(arguments))
        .await
        .unwrap()
}

/// What a tool gave.
async fn given(client: &Client, tool: &'static str, arguments: Value) -> Value {
    let result = call(client, tool, arguments).await;
    assert_ne!(result.is_error, Some(true), "{tool}: {result:?}");
    result.structured_content.unwrap()
}

/// Why a tool gave nothing.
async fn refused(client: &Client, tool: &'static str, arguments: Value) -> String {
    let result = call(client, tool, arguments).await;
    assert_eq!(result.is_error, Some(true), "{tool}: {result:?}");
    format!("{:?}", result.content)
}

#[tokio::test]
async fn a_program_clears_the_queue_and_nothing_leaves_before_a_tap() {
    let room = tempfile::tempdir().unwrap();
    let playbook = Playbook::roomy(&room.path().join("playbook"));
    playbook.by_the_real_clock(LEADS);
    let mut start = Start::new(&room.path().join("data"), &playbook.dir);
    start.args = vec!["--market".to_owned(), "none".to_owned()];
    let server = start.serve();
    let mut api = server.api();
    api.accept_rest("first-agent");
    until("all leads are drafted", || {
        (api.cards("draft").len() == LEADS).then_some(())
    });

    let client = client(&server, &playbook).await;
    let tools = client.list_all_tools().await.unwrap();
    let names: Vec<&str> = tools.iter().map(|tool| tool.name.as_ref()).collect();
    for name in [
        "desk",
        "queue",
        "card",
        "propose_approval",
        "edit",
        "kill",
        "redraft",
        "hold",
        "halt",
        "agents",
        "conversation",
        "log",
        "effect",
        "replay",
        "tune",
    ] {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
    assert!(
        !names
            .iter()
            .any(|name| name.contains("resume") || *name == "approve"),
        "{names:?}"
    );
    // What replies are signed with is for the operator's own hands.
    assert!(
        !names.iter().any(|name| name.contains("webhook")),
        "{names:?}"
    );

    let desk = given(&client, "desk", json!({})).await;
    assert_eq!(desk["operator"], "Ada", "{desk}");
    let queue = given(&client, "queue", json!({ "kind": "draft", "limit": 100 })).await;
    let cards = queue["cards"].as_array().unwrap().clone();
    let id = |card: &Value| card["id"].as_str().unwrap().to_owned();
    let [killed, edited, proposed @ ..] = cards.as_slice() else {
        panic!("{queue}");
    };
    given(
        &client,
        "kill",
        json!({ "card": id(killed), "fingerprints": fingerprints(killed), "reason": "wrong_person" }),
    )
    .await;
    let message = &edited["draft"]["messages"][0];
    let body = message["body"]
        .as_str()
        .unwrap()
        .replace("Hello", "Good day");
    given(
        &client,
        "edit",
        json!({
            "card": id(edited), "fingerprint": message["fingerprint"], "subject": message["subject"],
            "body": format!("{body}\n"),
        }),
    )
    .await;
    for card in proposed {
        let propose = json!({ "card": id(card), "fingerprints": fingerprints(card) });
        let told = given(&client, "propose_approval", propose).await;
        assert_eq!(
            told["draft"]["proposal"]["program"], "desk-helper",
            "{told}"
        );
    }
    // Of what was not seen nothing is proposed; an id leads nowhere else.
    let stale = json!({ "card": id(edited), "fingerprints": fingerprints(edited) });
    let why = refused(&client, "propose_approval", stale).await;
    assert!(why.contains("changed") || why.contains("stale"), "{why}");
    let why = refused(&client, "card", json!({ "card": "../agents" })).await;
    assert!(why.contains("is no id"), "{why}");
    let why = refused(&client, "halt", json!({ "scope": "everything" })).await;
    assert!(why.contains("expected one of"), "{why}");

    // Nothing left, and the cards still wait.
    let waiting = api.cards("draft");
    assert_eq!(waiting.len(), LEADS - 1);
    assert_eq!(outbox::count(&server.data), 0);
    let shown = waiting
        .iter()
        .filter(|card| card["draft"]["proposal"]["by"] == "Ada")
        .count();
    assert_eq!(shown, LEADS - 2, "{waiting:?}");

    // The operator taps. What he took over of a program is no label; the log tells both apart.
    let (mut page, _) = api.sign_in(&server.token);
    for card in &waiting {
        page.decided(card["id"].as_str().unwrap(), approval(card));
    }
    until("the approved letters left", || {
        (outbox::count(&server.data) == LEADS - 1).then_some(())
    });
    let log = given(&client, "log", json!({ "limit": 1000 })).await;
    let lines = log["lines"].as_array().unwrap();
    let count = |event: &str, by_program: bool| {
        let by =
            |line: &&Value| line["event"] == event && (line["through"] == "machine") == by_program;
        lines.iter().filter(by).count()
    };
    assert_eq!(count("killed", true), 1, "{lines:?}");
    assert_eq!(count("edited", true), 1);
    assert_eq!(count("proposed", false), LEADS - 2);
    assert_eq!(
        (count("approved", true), count("approved", false)),
        (LEADS - 2, 1)
    );

    let halted = given(
        &client,
        "halt",
        json!({ "scope": "agent", "name": "first-agent" }),
    )
    .await;
    assert!(halted.is_object());
    assert_eq!(api.get("/agents/first-agent")["halted"], true);
    let replayed = given(
        &client,
        "replay",
        json!({ "agent": "first-agent", "last": 1 }),
    )
    .await;
    assert_eq!(
        replayed["letters"].as_array().unwrap().len(),
        1,
        "{replayed}"
    );
    client.cancel().await.unwrap();
    assert!(server.terminate().success());
}

#[tokio::test]
async fn without_a_running_server_it_says_how_to_start_one() {
    let room = tempfile::tempdir().unwrap();
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_onloop"))
        .args(["mcp", "--data"])
        .arg(room.path())
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(1));
    let words = String::from_utf8(done.stderr).unwrap();
    assert!(words.contains("onloop up"), "{words}");
}
