//! `report`, against a server that answers as the real one does.

use crate::fake_server::FakeServer;
use crate::support::ran;
use serde_json::json;

#[test]
fn a_report_is_printed_as_markdown_and_asked_for_by_agent_week_and_reader() {
    let server = FakeServer::start(|asked| {
        if asked.line.contains("week=soon") {
            let problem = json!({"title": "Bad request", "status": 400, "detail": "a week is written as in 2026-W40"});
            return (400, problem.to_string());
        }
        (
            200,
            json!({"week": "2026-W40", "markdown": "# Week 2026-W40\n\n| a | 1 |\u{1b}[2J\n"})
                .to_string(),
        )
    });
    let report = |args: &[&str]| {
        let mut all: Vec<&std::ffi::OsStr> = vec!["report".as_ref()];
        all.extend(args.iter().map(|arg| -> &std::ffi::OsStr { arg.as_ref() }));
        all.push("--data".as_ref());
        all.push(server.data().as_os_str());
        ran(&all, "")
    };
    assert_eq!(
        report(&[]).ends(0).out,
        "# Week 2026-W40\n\n| a | 1 |\\u{1b}[2J\n"
    );
    let whole = report(&["first-agent", "--week", "2026-W40", "--client", "--json"]).ends(0);
    assert_eq!(whole.json()["week"], "2026-W40");
    let refused = report(&["--week", "soon"]).ends(1);
    assert_eq!(refused.err, "error: a week is written as in 2026-W40\n");
    let asked: Vec<String> = server.asked().into_iter().map(|asked| asked.line).collect();
    assert_eq!(
        asked,
        [
            "GET /api/v1/report",
            "GET /api/v1/report?agent=first-agent&week=2026-W40&client=true",
            "GET /api/v1/report?week=soon"
        ]
    );
}

#[test]
fn what_models_were_charged_for_is_told_in_dollars_where_their_price_is_known() {
    let prices: serde_json::Value =
        serde_json::from_str(include_str!("../../../../infra/prices.json")).unwrap();
    let model = prices["model"]["name"].as_str().unwrap().to_owned();
    let million = &prices["model"];
    let (input, output) = (
        million["million_input_tokens"].as_f64().unwrap(),
        million["million_output_tokens"].as_f64().unwrap(),
    );
    let server = FakeServer::start({
        let model = model.clone();
        move |_| {
            let tokens =
                json!({"input": 2_000_000, "cache_write": 0, "cache_read": 0, "output": 3_000_000});
            let charged = |model: String| json!({"model": model, "calls": 9, "tokens": tokens});
            let judged = json!({"charged": [charged(format!("anthropic/{model}-20261101")), charged("other/1".to_owned())]});
            (
                200,
                json!({"markdown": "# Week\n", "judged": judged}).to_string(),
            )
        }
    });
    let told = ran(
        &[
            "report".as_ref(),
            "--data".as_ref(),
            server.data().as_os_str(),
        ],
        "",
    );
    let dollars = 2.0 * input + 3.0 * output;
    let as_of = prices["as_of"].as_str().unwrap();
    assert_eq!(
        told.ends(0).out,
        format!(
            "# Week\nanthropic/{model}-20261101: ${dollars:.2} ({as_of})\nother/1: its price is not known here; put it \
             into a copy of infra/prices.json, --prices FILE\n"
        )
    );
}
