//! `tune`, against a server that answers as the real one does.

use crate::fake_server::FakeServer;
use crate::support::ran;
use serde_json::json;

#[test]
fn a_round_is_told_line_by_line_and_asked_for_by_its_agent() {
    let round = json!({
        "agent": "first-agent", "since": "2026-09-07T07:00:00Z",
        "tuning": {"standing": "new", "every_days": 7, "due_at": "2026-09-14T07:00:00Z", "due": true, "missed": 1},
        "decided": {"approved": 9, "sent_back": 1}, "reasons": {"off_tone": 3},
        "sample": [{"sample": "edit", "total": 4, "drawn": [{"conversation": "cnv_1", "name": "Ana", "company": "Kiste",
            "how": "fixed", "text": [{"what": "kept", "text": "I "}, {"what": "gone", "text": "wanted to ask "},
            {"what": "come", "text": "ask "}, {"what": "kept", "text": "you.\u{1b}[2J"}]}]}],
        "edits": [{"old": "wanted to ask", "new": "ask", "count": 4}],
        "phrases": [{"phrase": "save time", "killed": 3, "approved": 0}],
        "notes": [],
        "rules": [{"rule": {"type": "ban", "phrase": "save time"}, "of": 500, "caught": 3, "wrongly": 1,
            "reaches": ["first-agent"], "patch": [{"unified": "+  - \"save time\"\n"}]}],
        "rounds": [{"at": "2026-09-01T07:00:00Z", "by": "ann", "minutes": 31, "judged": 12, "rules": 1}],
    });
    let server = FakeServer::start(move |_| (200, round.to_string()));
    let tune = |args: &[&str]| {
        let mut all: Vec<&std::ffi::OsStr> = vec!["tune".as_ref()];
        all.extend(args.iter().map(|arg| -> &std::ffi::OsStr { arg.as_ref() }));
        all.push("--data".as_ref());
        all.push(server.data().as_os_str());
        ran(&all, "")
    };
    let told = tune(&["first-agent"]).ends(0);
    assert_eq!(
        told.out.lines().collect::<Vec<_>>(),
        [
            "first-agent: new, every 7 days; due since 2026-09-14T07:00:00Z, 1 round missed",
            "since 2026-09-07T07:00:00Z: 9 approved, 1 sent back; kills: 3 off tone",
            "edit cnv_1 Ana, Kiste: fixed: I [wanted to ask] {ask} you.\\u{1b}[2J",
            "edit 4x “wanted to ask” → “ask”",
            "killed 3x, approved 0x “save time”",
            "rule: ban “save time”: of the last 500 verdicts it would have caught 3, and 1 wrongly; reaches 1 agent",
            "  +  - \"save time\"",
            "held 2026-09-01T07:00:00Z by ann: 31 minutes, 12 verdicts, 1 rule",
        ]
    );
    assert_eq!(
        tune(&["first-agent", "--json"]).ends(0).json()["agent"],
        "first-agent"
    );
    tune(&["../status"]).ends(2);
    let asked: Vec<String> = server.asked().into_iter().map(|asked| asked.line).collect();
    assert_eq!(asked, ["GET /api/v1/tune/first-agent"; 2]);
}
