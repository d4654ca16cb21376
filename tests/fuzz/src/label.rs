//! The words of a reply, which decide what happens to a conversation.
//!
//! Input: a line of flags, then subject, writer (`Name <address>`), and the text. Flags are words:
//! `bounce`, `complaint`, `auto`, `delay`, `calendar`, `permanent`, `linkedin`, `whole` (no quote or
//! signature is cut), and as the last one the time of receipt.

use intent::{Intent, MachineKind, Reply};
use jiff::{Timestamp, tz::TimeZone};

/// Labels the reply twice.
pub fn law(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (flags, rest) = super::line(&text);
    let (subject, rest) = super::line(rest);
    let (writer, text) = super::line(rest);
    let flag = |word: &str| flags.split(' ').any(|flag| flag == word);
    let received: Timestamp = flags
        .split(' ')
        .next_back()
        .and_then(|word| word.parse().ok())
        .unwrap_or_else(|| {
            "2026-11-05T09:30:00Z"
                .parse()
                .expect("a time of the reading")
        });
    let machine = [
        ("bounce", MachineKind::Bounce),
        ("complaint", MachineKind::Complaint),
        ("auto", MachineKind::AutoReply),
        ("delay", MachineKind::Delay),
        ("calendar", MachineKind::Calendar),
    ]
    .into_iter()
    .find_map(|(word, kind)| flag(word).then_some(kind))
    .unwrap_or(MachineKind::Human);
    let from = writer
        .strip_suffix('>')
        .and_then(|writer| writer.split_once(" <"));
    let human_text = if flag("whole") {
        text.to_owned()
    } else {
        ::mail::human_text(text)
    };
    let reply = Reply {
        channel: if flag("linkedin") {
            "linkedin"
        } else {
            "email"
        },
        machine,
        permanent: flag("permanent").then_some(true),
        subject: (!subject.is_empty()).then_some(subject),
        from,
        us: flag("us").then_some("Mara Lindholt"),
        cc: vec![("Ben Quill".to_owned(), "ben@quill.example".to_owned())],
        auto_submitted: machine == MachineKind::AutoReply,
        received: received.to_zoned_datetime(TimeZone::UTC),
        text,
        human_text: &human_text,
    };
    let label = intent::label(&reply);
    assert_eq!(label, intent::label(&reply), "labelled twice alike");
    assert!((0.0..=1.0).contains(&label.confidence));
    let away = label.intent == Intent::OutOfOffice;
    assert!(away || label.return_date.is_none());
    assert!(away || label.intent == Intent::NotNow || label.resume_on.is_none());
    if matches!(label.intent, Intent::Unsubscribe | Intent::Complaint) {
        assert!(label.stop, "an opt-out stops everything");
    }
    if matches!(label.intent, Intent::Positive | Intent::Ambiguous) {
        assert!(label.escalate, "a person sees what may be good");
        // Where one of two readers heard an opt-out it is ambiguous, and stops until a person has looked.
        assert!(!label.stop || label.intent == Intent::Ambiguous);
    }
    assert!(label.evidence.len() <= 6);
    for words in &label.evidence {
        assert!(
            !words.is_empty()
                && (human_text.contains(words)
                    || text.contains(words)
                    || subject.contains(words.as_str())),
            "{words:?} is not in the reply"
        );
    }
    if let Some(address) = label.referral.and_then(|referral| referral.email) {
        assert!(
            address.contains('@') && !address.contains(char::is_whitespace),
            "{address:?}"
        );
    }
}
