use crate::{Inbound, MailKind, read, read_parts};

#[track_caller]
fn check(headers: &[(&str, &str)], body: &str, kind: MailKind) -> Inbound {
    let headers: Vec<(String, String)> = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let inbound = read_parts(&headers, body);
    assert_eq!(inbound.kind, kind, "{body}");
    inbound
}

const PERSON: (&str, &str) = ("From", "Jane Roe <jane@host.example>");

#[test]
fn people_write_about_bounces() {
    check(
        &[
            PERSON,
            ("Subject", "Re: Undelivered Mail Returned to Sender"),
        ],
        "Your mail bounced:\n\n> <a@b.example>: user unknown\n> This is the mail system at host b.example. Your message could not be delivered.",
        MailKind::Human,
    );
    check(
        &[PERSON, ("Subject", "Fwd: failure notice")],
        "See below.\n\n---------- Forwarded message ----------\nFrom: MAILER-DAEMON@x.example\nSubject: failure notice\n\n<a@b.example>:\nSorry, no mailbox here by that name.",
        MailKind::Human,
    );
    check(
        &[PERSON, ("Subject", "Re: your parcel")],
        "The parcel could not be delivered to us. Delivery failed twice.",
        MailKind::Human,
    );
    check(
        &[PERSON, ("Subject", "Delivery failed again")],
        "Our carrier was unable to deliver the pallets, so not now.",
        MailKind::Human,
    );
}

#[test]
fn notices_without_fields_are_read() {
    let daemon = ("From", "Mail Delivery Subsystem <MAILER-DAEMON@mx.example>");
    let bounce = check(
        &[
            daemon,
            ("To", "sam@out.example"),
            ("Subject", "failure notice"),
        ],
        "Hi. This is the program at mx.example.\n\n<jane@host.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nFrom: sam@out.example\nTo: jane@host.example\nMessage-ID: <one@out.example>\n",
        MailKind::Bounce,
    );
    assert_eq!(bounce.recipients.len(), 1);
    assert_eq!(bounce.recipients[0].address, "jane@host.example");
    assert_eq!(bounce.recipients[0].permanent, Some(true));
    assert_eq!(bounce.recipients[0].status.as_deref(), Some("5.1.1"));
    assert_eq!(
        bounce.original_message_id.as_deref(),
        Some("one@out.example")
    );
    let delay = check(
        &[daemon, ("Subject", "Warning: message delayed 24 hours")],
        "A message that you sent has not yet been delivered to one or more of its recipients.\nThe address to which it has not yet been delivered is:\n  jane@host.example\nNo action is required on your part.",
        MailKind::Delay,
    );
    assert_eq!(delay.recipients[0].permanent, Some(false));
}

#[test]
fn fates_follow_words_and_codes() {
    for (text, permanent) in [
        ("550 5.1.1 <a@b.example>: User unknown", Some(true)),
        ("550 5.1.1 mailbox full", Some(false)),
        ("450 4.1.1 user unknown, try later", Some(false)),
        ("550 5.7.1 blocked, see https://b.example", Some(false)),
        ("552 5.3.4 message too big", Some(false)),
        ("Host or domain name not found", Some(true)),
        ("550 Sender address rejected: Domain not found", Some(false)),
        ("550 no", None),
    ] {
        assert_eq!(super::fate::of(None, text), permanent, "{text}");
    }
}

#[test]
fn auto_replies_need_no_headers() {
    check(
        &[PERSON, ("Subject", "Automatic reply: hello")],
        "I am away.",
        MailKind::AutoReply,
    );
    check(
        &[PERSON, ("Auto-Submitted", "auto-replied (vacation)")],
        "Away.",
        MailKind::AutoReply,
    );
    check(
        &[PERSON, ("Auto-Submitted", "no")],
        "Hello.",
        MailKind::Human,
    );
    check(
        &[PERSON],
        "This is an automated message. Do not answer.",
        MailKind::AutoReply,
    );
    check(
        &[PERSON],
        "No, this is not an automated message.",
        MailKind::Human,
    );
    check(
        &[PERSON],
        "Yes.\n\n> This is an automated message.",
        MailKind::Human,
    );
    check(&[], "Sure, call me.", MailKind::Human);
}

#[test]
fn complaints_name_whom_and_what() {
    let raw = b"From: fbl@provider.example\r\nSubject: complaint\r\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\r\n\r\n--b\r\n\r\nAbuse report.\r\n--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nOriginal-Rcpt-To: <jane@host.example>\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: sam@out.example\r\nTo: jane@host.example\r\nMessage-ID: <one@out.example>\r\n\r\nHi\r\n--b--\r\n";
    let complaint = read(raw);
    assert_eq!(complaint.kind, MailKind::Complaint);
    assert_eq!(complaint.feedback_type.as_deref(), Some("abuse"));
    assert_eq!(complaint.recipients.len(), 1);
    assert_eq!(complaint.recipients[0].address, "jane@host.example");
    assert_eq!(
        complaint.original_message_id.as_deref(),
        Some("one@out.example")
    );
}

#[test]
fn calendars_are_told_by_their_part() {
    let raw = b"From: jane@host.example\r\nSubject: Accepted: talk\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nJane has accepted.\r\n--b\r\nContent-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n--b--\r\n";
    let inbound = read(raw);
    assert_eq!(inbound.kind, MailKind::Calendar);
    assert_eq!(inbound.calendar_method.as_deref(), Some("reply"));
}

#[test]
fn a_forwarded_report_is_no_bounce() {
    let raw = b"From: Jane <jane@host.example>\r\nSubject: Fwd: Undelivered Mail\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nWhat is this?\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x.example\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n";
    assert_eq!(read(raw).kind, MailKind::Human);
}

#[test]
fn a_report_is_one_by_its_type_whoever_sends_it() {
    let report = check(
        &[
            ("From", "Reports <arf@provider.example>"),
            (
                "Content-Type",
                "multipart/report; report-type=feedback-report",
            ),
            ("Auto-Submitted", "auto-generated"),
        ],
        "This is an abuse report.\n\nFeedback-Type: abuse\nUser-Agent: Reporter/1\nVersion: 1\nOriginal-Rcpt-To: <jane@host.example>",
        MailKind::Complaint,
    );
    assert_eq!(report.recipients[0].address, "jane@host.example");
    // A person who forwards one is no machine.
    check(
        &[PERSON, ("Subject", "what is this")],
        "We got this:\n\nFeedback-Type: abuse\nVersion: 1",
        MailKind::Human,
    );
}

#[test]
fn a_closed_account_is_dead() {
    let bounce = check(
        &[
            ("From", "Mail Delivery System <mailer-daemon@mx.example>"),
            ("Subject", "Delivery failure"),
        ],
        "Delivery has failed permanently:\n\n  jane@host.example\n    550 5.2.1 account closed\n\nFinal-Recipient: rfc822; jane@host.example\nAction: failed\nStatus: 5.2.1",
        MailKind::Bounce,
    );
    assert_eq!(bounce.recipients[0].permanent, Some(true));
}
