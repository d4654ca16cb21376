//! The two doors behind API Gateway.

use aws_tests::Deployed;
use aws_tests::playbooks;
use serde_json::json;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doors_open_for_those_that_were_signed_in_and_for_nobody_else() {
    let mut stack = Deployed::start(playbooks::archive()).await;
    let (status, about) = stack.api("GET", "/status", None).await;
    assert_eq!(
        (status, &about["operator"]),
        (200, &json!("ada@quayline.example"))
    );
    // A route without its authorizer, by mistake: the door itself asks who it is.
    let (status, said) = stack.http("api", "GET", "/api/v1/status", None, None).await;
    assert_eq!(status, 401, "{said}");
    // The public door knows nothing of the API.
    let (status, said) = stack
        .http("webhook", "GET", "/api/v1/status", None, None)
        .await;
    assert_eq!(status, 404, "{said}");
    let (status, said) = stack
        .http("webhook", "POST", "/u/nonsense", None, None)
        .await;
    assert_eq!(status, 404, "{said}");
    assert!(said.contains("This link is not ours"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_playbook_is_in_force_once_it_is_read_and_a_faulty_one_never() {
    let mut stack = Deployed::start(playbooks::archive()).await;
    let (_, before) = stack.api("GET", "/status", None).await;
    let change = ("house.md", "No urgency, no guilt", "No urgency, no fuss");
    stack.put_playbook(&playbooks::with(&[change])).await;
    let (status, reloaded) = stack.api("POST", "/playbook/reload", None).await;
    assert_eq!(
        (status, &reloaded["changed"]),
        (200, &json!(true)),
        "{reloaded}"
    );
    assert_ne!(reloaded["version"], before["playbook"]["version"]);
    let (_, again) = stack.api("POST", "/playbook/reload", None).await;
    assert_eq!(
        (&again["changed"], &again["version"]),
        (&json!(false), &reloaded["version"])
    );

    let fault = ("house.md", "cap_per_day: 30", "cap_per_day: many");
    stack.put_playbook(&playbooks::with(&[fault])).await;
    let (_, faulty) = stack.api("POST", "/playbook/reload", None).await;
    assert_eq!(
        (&faulty["changed"], &faulty["version"]),
        (&json!(false), &reloaded["version"])
    );
    assert!(
        faulty["faults"].to_string().contains("cap_per_day"),
        "{faulty}"
    );
}
