//! The market keeps its shares, repeats itself, and writes mail that can be read.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use std::path::{Path, PathBuf};

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use mail::{Letter, MailKind, Mailbox, Unsubscribe, render};
use market::{Happening, LONGEST_WAIT, MarketConfig, What, react};

const PEOPLE: usize = 2_000;

fn start() -> Timestamp {
    // A Tuesday.
    date(2026, 11, 24)
        .at(14, 0, 0, 0)
        .to_zoned_datetime(TimeZone::UTC)
        .unwrap()
        .timestamp()
}

fn recipient(person: usize) -> String {
    let domain = [
        "acme.example",
        "globex.io",
        "initech.com",
        "umbrella.co.uk",
        "hooli.de",
        "wayne.fr",
        "stark.es",
        "tyrell.nl",
    ];
    let first = [
        "ann", "bob", "carla", "dmitri", "eva", "farid", "gwen", "hugo",
    ];
    format!(
        "{}.p{person}@{}",
        first[person % 8],
        domain[(person / 8) % 8]
    )
}

/// The letter of one step, in the thread of the earlier ones.
fn letter(person: usize, step: usize, references: &[String], at: Timestamp) -> (Vec<u8>, String) {
    let id = format!("p{person}.s{step}@ours.example");
    let raw = render(&Letter {
        message_id: id.clone(),
        date: at,
        from: Mailbox::new("Sam Doe", "sam@ours.example"),
        to: Mailbox::new("", &recipient(person)),
        reply_to: Some(format!("sam+r{person}x{step}@ours.example")),
        subject: if step == 1 { "Payroll at your place".to_owned() } else { "Re: Payroll at your place".to_owned() },
        text: format!("Hi,\n\nthis is letter {step} about WORDS-OF-OURS.\nSee https://ours.example/demo\n\nSam\n"),
        html: None,
        in_reply_to: references.last().cloned(),
        references: references.to_vec(),
        list_unsubscribe: Unsubscribe { https: Some(format!("https://ours.example/u/{person}")), mailto: None },
        headers: Vec::new(),
    })
    .unwrap();
    (raw, id)
}

/// One letter and what came of it.
struct Sent {
    person: usize,
    step: usize,
    at: Timestamp,
    id: String,
    happenings: Vec<Happening>,
}

/// Three steps to everybody, four days apart; a thread ends with the first answer, bounce or
/// opt-out.
fn campaign(config: &MarketConfig, people: usize) -> Vec<Sent> {
    let mut all = Vec::new();
    for person in 0..people {
        let mut references: Vec<String> = Vec::new();
        for step in 1..=3 {
            let days = i32::try_from(step - 1).unwrap() * 4 + i32::try_from(person % 20).unwrap();
            let at = start() + SignedDuration::from_hours(i64::from(days) * 24);
            let (raw, id) = letter(person, step, &references, at);
            let happenings = react(config, &raw, at);
            let over = happenings.iter().any(|happening| {
                matches!(happening.what, What::OneClick { .. })
                    || happening.intended.is_some_and(|intent| {
                        !["out_of_office", "auto_reply", "delay"].contains(&intent)
                    })
            });
            references.push(id.clone());
            all.push(Sent {
                person,
                step,
                at,
                id,
                happenings,
            });
            if over {
                break;
            }
        }
    }
    all
}

fn share(count: usize, of: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap()) / f64::from(u32::try_from(of).unwrap())
}

#[track_caller]
fn within(what: &str, found: f64, low: f64, high: f64) {
    eprintln!("{what}: {:.1} %", found * 100.0);
    assert!((low..=high).contains(&found), "{what}: {found}");
}

#[test]
fn the_same_letter_always_has_the_same_consequences() {
    let config = MarketConfig::default();
    let (one, two) = (campaign(&config, 400), campaign(&config, 400));
    assert!(
        one.iter()
            .zip(&two)
            .all(|(one, two)| one.happenings == two.happenings)
    );
    let other = campaign(&MarketConfig { seed: 2, ..config }, 400);
    let differ = one
        .iter()
        .zip(&other)
        .filter(|(one, other)| one.happenings != other.happenings)
        .count();
    assert!(differ > 100, "{differ}");
}

#[test]
fn the_shares_are_those_of_the_configuration() {
    for seed in [1, 7] {
        let sent = campaign(
            &MarketConfig {
                seed,
                ..MarketConfig::default()
            },
            PEOPLE,
        );
        let mut intents: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        let (mut clicks, mut scanned, mut absences) = (BTreeSet::new(), BTreeSet::new(), 0);
        for one in &sent {
            for happening in &one.happenings {
                match (&happening.what, happening.intended) {
                    (What::Mail { .. }, Some("out_of_office")) => absences += 1,
                    (What::Mail { .. }, Some(intent)) => {
                        _ = intents.entry(intent).or_default().insert(one.person)
                    }
                    (What::Mail { .. }, None) => panic!("a mail means something"),
                    (What::OneClick { .. }, _) => _ = clicks.insert(one.person),
                    (What::Scan { .. }, _) => _ = scanned.insert(one.person),
                }
            }
        }
        let people = |intent: &str| intents.get(intent).map_or(0, BTreeSet::len);
        let human = [
            "positive",
            "info_request",
            "referral",
            "not_now",
            "not_interested",
            "unsubscribe",
            "wrong_person",
            "ambiguous",
        ];
        let replies: usize = human.iter().map(|intent| people(intent)).sum();
        within("human replies", share(replies, PEOPLE), 0.32, 0.38);
        within(
            "positive of these",
            share(people("positive"), replies),
            0.28,
            0.40,
        );
        within("hard bounces", share(people("bounce"), PEOPLE), 0.03, 0.05);
        within(
            "absences, of letters",
            share(absences, sent.len()),
            0.045,
            0.08,
        );
        within("one-click", share(clicks.len(), PEOPLE), 0.035, 0.065);
        within("receipts", share(people("auto_reply"), PEOPLE), 0.01, 0.03);
        within(
            "delays, of letters",
            share(people("delay"), sent.len()),
            0.005,
            0.02,
        );
        within("scanned", share(scanned.len(), PEOPLE), 0.02, 0.04);
        for intent in human {
            within(intent, share(people(intent), replies), 0.03, 0.40);
        }
    }
}

#[test]
fn every_mail_is_understood_and_gives_no_hint() {
    let mut ids = BTreeSet::new();
    let mut texts = BTreeSet::new();
    let (mut humans, mut at_work) = (0, 0);
    let mut wrong = Vec::new();
    for one in campaign(&MarketConfig::default(), PEOPLE) {
        for happening in &one.happenings {
            let What::Mail { raw, envelope_to } = &happening.what else {
                continue;
            };
            let intended = happening.intended.unwrap();
            let read = mail::read(raw);
            let text = String::from_utf8_lossy(raw);
            let kind = match intended {
                "bounce" => MailKind::Bounce,
                "delay" => MailKind::Delay,
                "out_of_office" | "auto_reply" => MailKind::AutoReply,
                "complaint" => MailKind::Complaint,
                _ => MailKind::Human,
            };
            if read.kind != kind {
                wrong.push(format!("{intended} read as {:?}:\n{text}", read.kind));
                continue;
            }
            assert!(ids.insert(read.message_id.clone().unwrap()), "{text}");
            assert_eq!(
                read.date.unwrap().as_second(),
                happening.at.as_second(),
                "{text}"
            );
            assert!(happening.at > one.at, "{text}");
            assert!(
                happening.at < one.at + SignedDuration::from_hours(24 * 30),
                "{text}"
            );
            assert!(!text.lines().any(|line| line.len() > 998));
            if kind == MailKind::Complaint {
                // Their own test looks at them.
                continue;
            }
            if matches!(kind, MailKind::Bounce | MailKind::Delay) {
                assert_eq!(envelope_to, "sam@ours.example");
                assert_eq!(
                    read.original_message_id.as_deref(),
                    Some(one.id.as_str()),
                    "{text}"
                );
                let [failed] = read.recipients.as_slice() else {
                    panic!("{text}")
                };
                assert_eq!(failed.address, recipient(one.person));
                let permanent = if kind == MailKind::Bounce {
                    Some(true)
                } else {
                    Some(false)
                };
                assert_eq!(failed.permanent, permanent, "{text}");
                continue;
            }
            assert_eq!(
                envelope_to,
                &format!("sam+r{}x{}@ours.example", one.person, one.step)
            );
            assert_eq!(read.to.first().unwrap().address, *envelope_to);
            assert_eq!(read.from.as_ref().unwrap().address, recipient(one.person));
            assert_eq!(read.in_reply_to, std::slice::from_ref(&one.id));
            assert_eq!(read.references.last(), Some(&one.id));
            assert_eq!(read.references.len(), one.step);
            assert!(
                !text.split("\r\n\r\n").next().unwrap().contains(intended),
                "{text}"
            );
            assert!(!read.text.contains(['{', '}']), "{text}");
            if kind == MailKind::AutoReply {
                assert!(read.auto_submitted);
                continue;
            }
            assert!(read.subject.contains("Payroll at your place"), "{text}");
            if read.human_text.contains("WORDS-OF-OURS") || read.human_text.trim().is_empty() {
                wrong.push(format!("new words {:?} in\n{text}", read.human_text));
            }
            texts.insert(
                read.human_text
                    .lines()
                    .nth(2)
                    .unwrap_or_default()
                    .to_owned(),
            );
            humans += 1;
            // `Tue, 24 Nov 2026 14:00:00 -0500`, on the writer's clock.
            let written = read.header("Date").unwrap();
            let (weekday, hour) = (&written[..3], &written[17..22]);
            assert!(("07:00".."22:00").contains(&hour), "{written}");
            at_work += usize::from(
                !["Sat", "Sun"].contains(&weekday) && ("08:00".."19:00").contains(&hour),
            );
        }
    }
    assert!(
        wrong.is_empty(),
        "{} mails, such as {}",
        wrong.len(),
        wrong[0]
    );
    eprintln!(
        "{humans} human mails, {} different first lines",
        texts.len()
    );
    assert!(texts.len() > 60);
    within("in working hours", share(at_work, humans), 0.92, 1.0);
}

#[test]
fn who_takes_a_letter_for_spam_is_reported_once_with_the_letter_it_was() {
    let config = MarketConfig {
        spam_report_share: 0.1,
        ..MarketConfig::default()
    };
    let mut reporters = BTreeSet::new();
    for one in campaign(&config, PEOPLE) {
        for happening in &one.happenings {
            let What::Mail { raw, envelope_to } = &happening.what else {
                continue;
            };
            if happening.intended != Some("complaint") {
                continue;
            }
            let read = mail::read(raw);
            assert_eq!(read.kind, MailKind::Complaint);
            assert_eq!(read.original_message_id.as_deref(), Some(one.id.as_str()));
            assert_eq!(read.recipients[0].address, recipient(one.person));
            assert_eq!(envelope_to, "sam@ours.example");
            assert!(happening.at > one.at);
            assert!(reporters.insert(one.person), "twice");
        }
    }
    within("reports", share(reporters.len(), PEOPLE), 0.07, 0.12);
}

#[test]
fn nothing_comes_of_a_letter_after_the_longest_wait() {
    let config = MarketConfig {
        out_of_office_share: 0.5,
        delay_share: 0.5,
        reply_share: 0.9,
        ..MarketConfig::default()
    };
    let mut longest = SignedDuration::ZERO;
    for person in 0..PEOPLE {
        let (raw, _) = letter(person, 1, &[], start());
        assert_eq!(market::sent_at(&raw), Some(start()));
        for happening in react(&config, &raw, start()) {
            longest = longest.max(happening.at.duration_since(start()));
        }
    }
    assert!(longest < LONGEST_WAIT, "{longest:#}");
    // Two weeks away and some days to think it over do occur.
    assert!(longest > SignedDuration::from_hours(14 * 24), "{longest:#}");
}

#[test]
fn temperament_belongs_to_the_person() {
    let config = MarketConfig::default();
    let kinds = |person: usize, at: Timestamp, thread: usize| -> Vec<Option<&'static str>> {
        let (raw, _) = letter(person, 100 + thread, &[], at);
        react(&config, &raw, at)
            .into_iter()
            .map(|happening| happening.intended)
            .collect()
    };
    let mut away_twice = 0;
    for person in 0..800 {
        let dead: BTreeSet<bool> = (0..3)
            .map(|thread| kinds(person, start(), thread) == [Some("bounce")])
            .collect();
        assert_eq!(
            dead.len(),
            1,
            "an address is dead for all letters or for none"
        );
        let away = |at: Timestamp, thread: usize| {
            kinds(person, at, thread).contains(&Some("out_of_office"))
        };
        if away(start(), 1) {
            assert!(
                away(start() + SignedDuration::from_mins(1), 2)
                    || away(start() - SignedDuration::from_mins(1), 2)
            );
            let (raw, _) = letter(person, 1, &[], start());
            let back = |at: Timestamp| {
                let note = react(&config, &raw, at)
                    .into_iter()
                    .find(|happening| happening.intended == Some("out_of_office"));
                note.map(|note| match note.what {
                    What::Mail { raw, .. } => mail::read(&raw).text,
                    _ => panic!("a note is a mail"),
                })
            };
            let (first, later) = (
                back(start()),
                back(start() + SignedDuration::from_hours(20)),
            );
            if let (Some(first), Some(later)) = (first, later) {
                assert_eq!(first, later, "the same holiday, the same day of return");
                away_twice += 1;
            }
        }
    }
    assert!(away_twice > 20, "{away_twice}");
}

#[test]
fn who_agreed_answers_our_answer_and_others_stay_silent() {
    let config = MarketConfig {
        out_of_office_share: 0.0,
        delay_share: 0.0,
        ..MarketConfig::default()
    };
    let (mut again, mut agreed) = (0, 0);
    for one in campaign(&config, 600) {
        let Some(reply) = one
            .happenings
            .iter()
            .find(|happening| matches!(happening.intended, Some("positive" | "not_interested")))
        else {
            continue;
        };
        let What::Mail { raw, .. } = &reply.what else {
            panic!("a reply is a mail")
        };
        let theirs = mail::read(raw);
        let mut references = theirs.references.clone();
        references.push(theirs.message_id.unwrap());
        let at = reply.at + SignedDuration::from_hours(1);
        let (answer, id) = letter(one.person, one.step + 50, &references, at);
        let next = react(&config, &answer, at);
        let mails: Vec<_> = next
            .iter()
            .filter_map(|happening| happening.intended)
            .collect();
        if reply.intended == Some("positive") {
            agreed += 1;
            again += mails.len();
            assert!(
                mails.iter().all(|intent| *intent == "positive"),
                "{mails:?}"
            );
        } else {
            assert!(mails.is_empty(), "{mails:?}");
        }
        if let Some(Happening {
            what: What::Mail { raw, .. },
            ..
        }) = next.iter().find(|next| next.intended.is_some())
        {
            let last = mail::read(raw);
            references.push(id);
            references.push(last.message_id.unwrap());
            let (third, _) = letter(
                one.person,
                one.step + 51,
                &references,
                at + SignedDuration::from_hours(50),
            );
            let after = react(&config, &third, at + SignedDuration::from_hours(50));
            assert!(
                after.iter().all(|happening| happening.intended.is_none()),
                "it ends"
            );
        }
    }
    within("answers again", share(again, agreed), 0.55, 0.85);
}

#[test]
fn clicks_and_scans_go_where_the_letter_says() {
    let config = MarketConfig {
        one_click_share: 0.5,
        scan_share: 1.0,
        hard_bounce_share: 0.0,
        ..MarketConfig::default()
    };
    let mut clicks = 0;
    for one in campaign(&config, 600) {
        let mut scans = Vec::new();
        for happening in &one.happenings {
            match &happening.what {
                What::OneClick { url } => {
                    assert_eq!(url, &format!("https://ours.example/u/{}", one.person));
                    clicks += 1;
                }
                What::Scan { url } => scans.push(url.clone()),
                What::Mail { .. } => {}
            }
        }
        scans.sort();
        assert_eq!(
            scans,
            [
                "https://ours.example/demo".to_owned(),
                format!("https://ours.example/u/{}", one.person)
            ]
        );
    }
    assert!(clicks > 150);
}

#[test]
fn no_letter_makes_it_panic() {
    let config = MarketConfig {
        hard_bounce_share: 0.3,
        delay_share: 0.5,
        scan_share: 0.5,
        reply_share: 9.0,
        ..MarketConfig::default()
    };
    for person in 0..40 {
        let (raw, _) = letter(person, 1, &[], start());
        for cut in (0..raw.len()).step_by(11) {
            let _ = react(&config, &raw[..cut], start());
            let mut odd = raw.clone();
            odd[cut] = [0, b'\n', 0xFF, b'<', b'@', b'{'][cut % 6];
            let _ = react(&config, &odd, start());
        }
        for at in [Timestamp::MIN, Timestamp::MAX, Timestamp::UNIX_EPOCH] {
            let _ = react(&config, &raw, at);
        }
    }
    assert_eq!(react(&config, b"", start()), []);
    assert_eq!(react(&config, b"Subject: x\r\n\r\nno sender", start()), []);
}

#[test]
fn the_configuration_reads_and_writes() {
    let config: MarketConfig = serde_json::from_str(r#"{"seed": 9, "reply_share": 0.5}"#).unwrap();
    assert_eq!(
        (config.seed, config.scan_share),
        (9, MarketConfig::default().scan_share)
    );
    assert!(serde_json::from_str::<MarketConfig>(r#"{"sead": 9}"#).is_err());
}

/// Odd strings; empty, and said aloud, where the corpora are not beside the repository.
fn odd_strings() -> Vec<String> {
    let root = std::env::var_os("ONLOOP_CORPORA")
        .map(PathBuf::from)
        .or_else(|| {
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .ancestors()
                .map(|folder| folder.join("../shared/corpora"))
                .find(|folder| folder.is_dir())
        });
    let file = root.unwrap_or_default().join("blns/blns.json");
    match std::fs::read(&file) {
        Ok(bytes) => serde_json::from_slice(&bytes).unwrap(),
        Err(_) => {
            eprintln!("corpora missing at {}: NOT RUN", file.display());
            Vec::new()
        }
    }
}

#[test]
fn odd_names_and_subjects_come_back_in_mail_that_can_be_read() {
    let config = MarketConfig {
        reply_share: 0.5,
        out_of_office_share: 0.3,
        ..MarketConfig::default()
    };
    let (mut letters, mut mails) = (0, 0);
    for (number, odd) in odd_strings().iter().enumerate() {
        let raw = render(&Letter {
            message_id: format!("odd{number}@ours.example"),
            date: start(),
            from: Mailbox::new(odd, "sam@ours.example"),
            to: Mailbox::new(odd, &recipient(number)),
            reply_to: None,
            subject: odd.clone(),
            text: odd.clone(),
            html: None,
            in_reply_to: None,
            references: Vec::new(),
            list_unsubscribe: Unsubscribe::default(),
            headers: Vec::new(),
        });
        let Ok(raw) = raw else { continue };
        letters += 1;
        for happening in react(&config, &raw, start()) {
            let What::Mail { raw, .. } = happening.what else {
                continue;
            };
            let read = mail::read(&raw);
            assert_ne!(read.kind, MailKind::Unreadable, "{odd:?}");
            if !["bounce", "delay"].contains(&happening.intended.unwrap()) {
                assert_eq!(
                    read.in_reply_to,
                    [format!("odd{number}@ours.example")],
                    "{odd:?}"
                );
                assert_eq!(read.from.unwrap().address, recipient(number), "{odd:?}");
            }
            mails += 1;
        }
    }
    eprintln!("{letters} letters with odd strings, {mails} mails");
}
