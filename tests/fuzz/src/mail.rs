//! Raw mail as it comes from anybody.

use ::mail::{Inbound, MailKind, Mailbox, TEXT_LIMIT, delivery_failure, read, read_parts};

/// Most of anything that a mail lists.
const MOST: usize = 1_000;
/// Longest of what is kept of one header, octets: 8 KiB, and room for what replaces a bad byte.
const LONGEST: usize = 3 * 8 * 1024;

/// Reads the mail whole, with its headers and body apart, and returned in a delivery report.
pub fn law(bytes: &[u8]) {
    let inbound = read(bytes);
    sound(&inbound);
    assert_eq!(inbound, read(bytes), "read twice alike");

    let text = String::from_utf8_lossy(bytes);
    let (head, body) = text.split_once("\n\n").unwrap_or((&text, ""));
    let headers: Vec<(String, String)> = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect();
    sound(&read_parts(&headers, body));
    assert!(::mail::html_to_text(&text).len() <= text.len().saturating_mul(8) + 64);

    let report = delivery_failure(
        bytes,
        &::mail::DeliveryFailure {
            recipient: "jane@host.example".to_owned(),
            status: "5.1.1".to_owned(),
            diagnostic: "550 5.1.1 no such user".to_owned(),
            message_id: "report@mx.example".to_owned(),
            date: jiff::Timestamp::UNIX_EPOCH,
            from: Mailbox::new("", "MAILER-DAEMON@mx.example"),
        },
    );
    let report = read(&report.expect("the fields of the report are sound"));
    sound(&report);
    assert_eq!(
        (report.kind, report.recipients.len()),
        (MailKind::Bounce, 1),
        "nothing in a returned mail changes what the report says"
    );
    assert_eq!(report.recipients[0].address, "jane@host.example");
}

/// What holds for everything that was read.
fn sound(inbound: &Inbound) {
    assert_eq!(
        inbound.kind == MailKind::Unreadable,
        inbound.error.is_some()
    );
    assert!(inbound.text.len() <= TEXT_LIMIT && !inbound.text.contains('\0'));
    assert!(inbound.human_text.len() <= inbound.text.len());
    // The new words are words of the mail: nobody's are made up. The first lines are enough to tell.
    let bare = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}'))
            .collect()
    };
    let given = bare(&inbound.text);
    for line in inbound.human_text.lines().take(20) {
        assert!(given.contains(&bare(line)), "{line:?} is not in the mail");
    }
    if matches!(
        inbound.kind,
        MailKind::Bounce | MailKind::Delay | MailKind::Complaint | MailKind::Unreadable
    ) {
        assert!(inbound.human_text.is_empty());
    }
    assert!(inbound.headers.len() <= 200 && inbound.original_headers.len() <= 200);
    for (name, value) in inbound.headers.iter().chain(&inbound.original_headers) {
        assert!(name.len() <= LONGEST && value.len() <= LONGEST, "{name:?}");
    }
    assert!(inbound.subject.len() <= LONGEST);
    let lists = [
        inbound.to.len(),
        inbound.cc.len(),
        inbound.delivered_to.len(),
        inbound.references.len(),
        inbound.in_reply_to.len(),
        inbound.recipients.len(),
    ];
    assert!(lists.iter().all(|length| *length <= MOST), "{lists:?}");
    for id in [&inbound.message_id, &inbound.original_message_id]
        .into_iter()
        .flatten()
        .chain(&inbound.references)
        .chain(&inbound.in_reply_to)
    {
        assert!(
            !id.is_empty() && id.len() <= LONGEST && !id.contains(['<', '>', '\r', '\n']),
            "{id:?}"
        );
    }
    for recipient in &inbound.recipients {
        let address = &recipient.address;
        assert!(
            !address.contains(['<', '>', '\n']) && address.len() <= LONGEST,
            "{address:?}"
        );
        let one_line = |text: &Option<String>| text.as_ref().is_none_or(|t| !t.contains('\n'));
        assert!(one_line(&recipient.status) && one_line(&recipient.diagnostic));
    }
    let written = serde_json::to_string(inbound).expect("facts can be written down");
    let back: Inbound = serde_json::from_str(&written).expect("and read");
    assert_eq!(&back, inbound);
}
