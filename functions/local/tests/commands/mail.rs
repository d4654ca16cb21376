//! `mail`: raw mails from files, standard input and lines.

use crate::support::{Ran, ran};
use serde_json::{Value, json};
use std::path::Path;

const REPLY: &str = "From: Sam <sam@firm.example>\r\nTo: mara@dockwell.example\r\nSubject: Re: docks\r\nMessage-ID: <a@firm.example>\r\nIn-Reply-To: <b@dockwell.example>\r\nReferences: <c@dockwell.example> <b@dockwell.example>\r\n\r\nYes, Thursday works.\r\n\r\n> Hello Sam\r\n";

const BOUNCE: &str = "From: MAILER-DAEMON@mx.example\nTo: mara@dockwell.example\nSubject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"x\"\n\n--x\nContent-Type: text/plain\n\nThe mail could not be delivered.\n\n--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; gone@firm.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user\n\n--x--\n";

fn mail(path: &Path, more: &[&Path]) -> Ran {
    let mut args = vec!["mail".as_ref(), path.as_os_str()];
    args.extend(more.iter().map(|path| path.as_os_str()));
    ran(&args, "")
}

#[test]
fn a_persons_mail_from_standard_input() {
    let done = ran(&["mail"], REPLY).ends(0);
    assert_eq!(
        done.json(),
        json!({"file": "-", "kind": "human", "recipients": [], "message_id": "a@firm.example",
            "in_reply_to": "b@dockwell.example", "references": ["c@dockwell.example", "b@dockwell.example"],
            "human_text": "Yes, Thursday works.", "error": null})
    );
}

#[test]
fn many_files_one_line_each_and_a_missing_one_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let [reply, bounce, empty] =
        ["reply.eml", "bounce.eml", "empty.eml"].map(|name| folder.path().join(name));
    std::fs::write(&reply, REPLY).unwrap();
    std::fs::write(&bounce, BOUNCE).unwrap();
    std::fs::write(&empty, "").unwrap();
    let missing = folder.path().join("missing.eml");

    let lines = mail(&reply, &[&bounce]).ends(0).json_lines();
    assert_eq!(lines[0]["file"], reply.to_str().unwrap());
    assert_eq!(lines[1]["kind"], "bounce");
    assert_eq!(
        lines[1]["recipients"],
        json!([{"address": "gone@firm.example", "status": "5.1.1", "permanent": true, "diagnostic": "550 5.1.1 no such user"}])
    );

    let lines = mail(&missing, &[&empty, folder.path(), &reply])
        .ends(1)
        .json_lines();
    let kinds: Vec<&Value> = lines.iter().map(|line| &line["kind"]).collect();
    assert_eq!(kinds, ["unreadable", "unreadable", "unreadable", "human"]);
    assert!(lines[0]["error"].as_str().unwrap().contains("missing.eml"));
    assert_eq!(lines[1]["error"], "the mail is empty");
}

#[test]
fn lines_carry_their_id_over() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("reply.eml");
    std::fs::write(&file, REPLY).unwrap();
    let encoded = data_encoding::BASE64.encode(REPLY.as_bytes());
    let input = [
        json!({"id": 1, "file": file}),
        json!({"id": 2, "raw": REPLY}),
        json!({"id": 3, "raw_base64": encoded}),
        json!({"id": 4, "headers": {"From": "Sam <sam@firm.example>", "Message-ID": "<a@firm.example>"}, "body": "Yes, Thursday works."}),
        json!({"id": 5}),
        json!({"id": 6, "raw": "x", "file": "y"}),
        json!({"id": 7, "raw_base64": "%"}),
        json!({"id": 8, "file": "/nowhere/a.eml"}),
        json!({"id": 9, "raw": BOUNCE}),
    ]
    .map(|line| line.to_string())
    .join("\n");
    let lines = ran(&["mail", "--jsonl", "-"], input).ends(1).json_lines();
    let ids: Vec<u64> = lines
        .iter()
        .map(|line| line["id"].as_u64().unwrap())
        .collect();
    assert_eq!(ids, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for line in &lines[..4] {
        assert_eq!(
            (&line["kind"], &line["message_id"]),
            (&json!("human"), &json!("a@firm.example"))
        );
        assert_eq!(line["human_text"], "Yes, Thursday works.");
    }
    for line in &lines[4..8] {
        assert!(line["error"].is_string(), "{line}");
    }
    assert_eq!(lines[7]["kind"], "unreadable");
    assert_eq!(lines[8]["kind"], "bounce");
}

#[test]
fn bytes_that_are_no_text_are_read_as_well_as_they_can_be() {
    let mut raw =
        b"From: Ren\xe9 <rene@firm.example>\nSubject: d\xe9j\xe0\n\nCaf\xe9 at noon? ".to_vec();
    let out = ran(&["mail"], &raw).ends(0).json();
    assert_eq!(out["human_text"], "Café at noon?");
    raw.clear();
    raw.extend(0..=255_u8);
    ran(&["mail"], raw).ends(1);
}

#[test]
fn a_large_mail_is_read_and_one_beyond_the_limit_is_said_to_be() {
    let large = format!(
        "{REPLY}{}",
        "We waited long for this.\r\n".repeat(1_200_000)
    );
    assert!(large.len() > 30_000_000);
    assert_eq!(
        ran(&["mail"], &large).ends(0).json()["message_id"],
        "a@firm.example"
    );
    let beyond = format!("{REPLY}{}", "a".repeat(41 * 1024 * 1024));
    let out = ran(&["mail"], beyond).ends(1).json();
    assert_eq!(
        (&out["kind"], &out["error"]),
        (
            &json!("unreadable"),
            &json!("the mail is larger than 40 MiB")
        )
    );
}

#[cfg(unix)]
#[test]
fn a_file_name_that_is_no_text_does() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    let file = folder
        .path()
        .join(std::ffi::OsStr::from_bytes(b"caf\xe9.eml"));
    std::fs::write(&file, REPLY).unwrap();
    let out = mail(&file, &[]).ends(0).json();
    assert!(out["file"].as_str().unwrap().ends_with("caf\u{fffd}.eml"));
}
