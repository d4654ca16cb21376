//! Whatever is sent can be parsed back, and an answer to it names the letter, in every script.

use mail::{
    Letter, MailKind, Mailbox, Raw, Unsubscribe, html_alternative, html_to_text, read, render,
    render_raw,
};
use proptest::prelude::*;

/// Words of all the world's scripts, with the signs that have a meaning in headers.
fn words(most: usize) -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-zA-Z0-9]{1,12}",
        "[\\p{Latin}\\p{Greek}\\p{Cyrillic}]{1,12}",
        "[\\p{Han}\\p{Hiragana}\\p{Katakana}\\p{Hangul}]{1,12}",
        "[\\p{Arabic}\\p{Hebrew}\\p{Devanagari}\\p{Thai}]{1,8}",
        "[!-~]{1,20}",
        "=\\?utf-8\\?q\\?[a-z=]{0,6}\\?=",
        "[\u{1f600}-\u{1f64f}]{1,4}",
    ];
    proptest::collection::vec(word, 1..most).prop_map(|words| words.join(" "))
}

fn id() -> impl Strategy<Value = String> {
    ("[a-z0-9]{8,26}", "[a-z]{2,20}").prop_map(|(left, right)| format!("{left}@{right}.example"))
}

fn letter() -> impl Strategy<Value = Letter> {
    let lines = proptest::collection::vec(prop_oneof![Just(String::new()), words(40)], 1..12);
    let ids = (id(), proptest::collection::vec(id(), 0..6));
    let both = proptest::bool::ANY;
    (words(3), words(12), lines, ids, both).prop_map(
        |(name, subject, lines, (own, earlier), both)| Letter {
            message_id: own,
            html: both.then(|| html_alternative(&lines.join("\n"))),
            date: jiff::Timestamp::UNIX_EPOCH,
            from: Mailbox::new(&name, "sam@out.example"),
            to: Mailbox::new("", "jane@host.example"),
            reply_to: Some("sam+r1.abc@out.example".to_owned()),
            subject,
            text: lines.join("\n"),
            in_reply_to: earlier.last().cloned(),
            references: earlier,
            list_unsubscribe: Unsubscribe::default(),
            headers: Vec::new(),
        },
    )
}

/// Space at the ends of lines and of the text is lost on the way, and is nobody's word.
fn bare(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_sent_is_read_as_it_was_written(letter in letter()) {
        let raw = render(&letter).expect("it can be written");
        prop_assert!(raw.split(|byte| *byte == b'\n').all(|line| line.len() <= 999));
        let seen = read(&raw);
        prop_assert_eq!(seen.kind, MailKind::Human);
        prop_assert_eq!(&seen.subject, &letter.subject);
        prop_assert_eq!(seen.from.as_ref(), Some(&letter.from));
        prop_assert_eq!(seen.message_id.as_deref(), Some(letter.message_id.as_str()));
        prop_assert_eq!(&seen.references, &letter.references);
        prop_assert_eq!(seen.reply_to.map(|to| to.address), letter.reply_to.clone());
        prop_assert_eq!(bare(&seen.text), bare(&letter.text));
    }

    #[test]
    fn html_says_what_the_text_says_and_fetches_nothing(letter in letter()) {
        let html = html_alternative(&letter.text);
        // Blanks of every kind are one: how many there are is nobody's word.
        let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(squeeze(&html_to_text(&html)), squeeze(&letter.text));
        let mut rest = html.as_str();
        while let Some(at) = rest.find('<') {
            rest = &rest[at..];
            let end = rest.find('>').expect("a tag ends");
            let tag = &rest[..=end];
            let link = tag.starts_with("<a href=\"http") && tag.matches('"').count() == 2;
            let known = ["<!DOCTYPE html>", "<html>", "<head>", "<meta charset=\"utf-8\">", "</head>", "<body>",
                "<p>", "<br>", "</a>", "</p>", "</body>", "</html>"];
            prop_assert!(link || known.contains(&tag), "{}", tag);
            rest = &rest[end..];
        }
    }

    #[test]
    fn an_answer_names_the_letter_that_it_answers(letter in letter(), said in words(20)) {
        let ids: Vec<String> = letter.references.iter().chain([&letter.message_id]).map(|id| format!("<{id}>")).collect();
        let quoted: String = letter.text.lines().map(|line| format!("> {line}\n")).collect();
        let headers = [
            ("From", "Jane <jane@host.example>".to_owned()),
            ("To", letter.reply_to.clone().unwrap_or_default()),
            ("Subject", format!("Re: {}", letter.subject)),
            ("Message-ID", "<answer@host.example>".to_owned()),
            ("In-Reply-To", format!("<{}>", letter.message_id)),
            ("References", ids.join(" ")),
        ];
        let raw = Raw {
            headers: headers.map(|(name, value)| (name.to_owned(), value)).to_vec(),
            text: format!("{said}\n\nOn Thu, 1 Jan 1970 at 00:00, Sam <sam@out.example> wrote:\n\n{quoted}"),
        };
        let seen = read(&render_raw(&raw).expect("it can be written"));
        prop_assert_eq!(&seen.in_reply_to, std::slice::from_ref(&letter.message_id));
        prop_assert_eq!(seen.references.last(), Some(&letter.message_id));
        prop_assert_eq!(Some(&seen.to[0].address), letter.reply_to.as_ref());
        prop_assert!(!seen.human_text.contains("\n> "));
    }
}
