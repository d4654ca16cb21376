//! Mail accounts of a secret: who sends by its own server, and refresh tokens that are good once.

use crate::conversation::{accept, accept_leads, approve, cards};
use crate::mailbox::{minute, reading};
use aws_tests::playbooks;
use aws_tests::{Deployed, Provider};
use serde_json::{Value, json};
use std::time::Duration;

const MARA: &str = "mara@dockwell.example";
const IDA: &str = "ida@dockwell.example";
/// Longer than an access token lives.
const LONG: Duration = Duration::from_secs(2 * 3_600);

/// Works until that many letters left by the provider, and that many by SES.
async fn left(stack: &mut Deployed, provider: &Provider, by_provider: usize, by_ses: usize) {
    for _ in 0..200 {
        stack.work().await;
        if (provider.letters().len(), stack.ses.letters().len()) == (by_provider, by_ses) {
            return;
        }
    }
    panic!(
        "{} letters left by the provider, {} by SES",
        provider.letters().len(),
        stack.ses.letters().len()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mailbox_with_an_account_sends_by_its_own_server_and_all_others_by_ses() {
    let mut stack = Deployed::start(playbooks::archive()).await;
    let provider = Provider::start().await;
    // The functions run already: a changed list needs no deployment, and a faulty one changes nothing.
    stack
        .put_mailboxes(&json!([provider.by_password(MARA)]))
        .await;
    stack.pass(Duration::from_secs(60));

    // Of two mailboxes a draw decides; so the agent has one at a time, and a conversation stays on its own.
    let list = cards(&mut stack, "list", 1).await.remove(0);
    let list = list["list"]["list"].as_str().unwrap().to_owned();
    let (_, leads) = stack
        .api("GET", &format!("/lists/{list}/leads"), None)
        .await;
    let first = &leads["leads"][0]["lead"];
    accept_leads(&mut stack, &list, 1, json!([first])).await;
    cards(&mut stack, "draft", 1).await;
    let other = (
        "agents/first-agent.md",
        "\nmailbox: mara@dockwell.example",
        "\nmailbox: ida@dockwell.example",
    );
    stack.put_playbook(&playbooks::with(&[other])).await;
    let (status, told) = stack.api("POST", "/playbook/reload", None).await;
    assert_eq!(status, 200, "{told}");
    stack.pass(Duration::from_secs(60));
    accept_leads(&mut stack, &list, 2, json!("rest")).await;
    let drafts = cards(&mut stack, "draft", 2).await;
    for (number, card) in (3..).zip(&drafts) {
        approve(&mut stack, number, card).await;
    }
    left(&mut stack, &provider, 1, 1).await;

    let by_own = provider.letters().remove(0);
    assert_eq!(by_own.from.unwrap().address, MARA);
    assert_eq!(provider.sign_ins(), 1);
    let by_ses = stack.ses.letters().remove(0);
    assert!(by_ses.from.contains(IDA), "{}", by_ses.from);
    let (_, status) = stack.api("GET", "/status", None).await;
    assert_eq!(
        (&status["dead_letters"], &status["in_flight"]),
        (&json!(0), &json!(0)),
        "{status}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_faulty_list_leaves_the_sound_one_before_it_in_force_for_sending() {
    let mut stack = Deployed::start(playbooks::archive()).await;
    let provider = Provider::start().await;
    stack
        .put_mailboxes(&json!([provider.by_password(MARA)]))
        .await;
    stack.pass(Duration::from_secs(60));
    let mut drafts = accept(&mut stack).await;
    approve(&mut stack, 2, &drafts.remove(0)).await;
    left(&mut stack, &provider, 1, 0).await;
    stack.put_mailboxes(&json!([{"adress": MARA}])).await;
    stack.pass(Duration::from_secs(60));
    approve(&mut stack, 3, &drafts.remove(0)).await;
    left(&mut stack, &provider, 2, 0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_signs_in_next_goes_on_with_the_newest_refresh_token_also_after_a_kill() {
    let mut stack = Deployed::start(playbooks::archive()).await;
    let provider = Provider::start().await;
    stack
        .put_mailboxes(&json!([provider.by_tokens(MARA)]))
        .await;
    let is_read = async |stack: &mut Deployed| {
        minute(stack).await;
        let told = reading(stack).await;
        assert_eq!(told[0]["trouble"], Value::Null, "{told}");
    };
    is_read(&mut stack).await;
    assert_eq!(provider.shown(), ["refresh-1"]);

    // Sending signs in by what mailbox was given: no refresh token is used up for it.
    let mut drafts = accept(&mut stack).await;
    approve(&mut stack, 2, &drafts.remove(0)).await;
    left(&mut stack, &provider, 1, 0).await;
    assert_eq!(provider.shown(), ["refresh-1"]);
    assert_eq!(provider.sign_ins(), 2);

    stack.function("mailbox").kill();
    stack.pass(LONG);
    is_read(&mut stack).await;
    assert_eq!(provider.shown(), ["refresh-1", "refresh-2"]);

    stack.function("sending").kill();
    stack.pass(LONG);
    approve(&mut stack, 3, &drafts.remove(0)).await;
    left(&mut stack, &provider, 2, 0).await;
    is_read(&mut stack).await;
    assert_eq!(provider.shown(), ["refresh-1", "refresh-2", "refresh-3"]);

    let kept = stack.refresh_tokens().await;
    assert!(kept.contains("refresh-4"), "{kept}");
    assert!(!kept.contains("refresh-1"), "{kept}");
    let kept: Value = serde_json::from_str(&kept).unwrap();
    assert_eq!(kept.as_object().unwrap().len(), 1);
}
