//! Reads labelled cases and counts what the labels get right.

#![allow(dead_code, reason = "each test takes what it needs")]

use crate::corpora::zoned;
use intent::{Intent, Label, MachineKind, Reply};
use serde_json::Value;

/// One labelled case, whichever file it comes from.
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) channel: String,
    pub(crate) machine: MachineKind,
    pub(crate) permanent: Option<bool>,
    pub(crate) subject: Option<String>,
    pub(crate) from: Option<(String, String)>,
    pub(crate) us: Option<String>,
    pub(crate) cc: Vec<(String, String)>,
    pub(crate) auto_submitted: bool,
    pub(crate) received: jiff::ZonedDateTime,
    pub(crate) text: String,
    pub(crate) human_text: String,
    pub(crate) intents: Vec<Intent>,
    pub(crate) escalate: Option<bool>,
    pub(crate) stop: bool,
    /// `None`: not judged.
    pub(crate) return_date: Option<Option<String>>,
    pub(crate) resume_on: Option<Option<String>>,
    pub(crate) referral: Option<(Option<String>, Option<String>)>,
}

impl Case {
    pub(crate) fn label(&self) -> Label {
        self.label_with(&self.human_text)
    }

    pub(crate) fn label_with(&self, human_text: &str) -> Label {
        intent::label(&Reply {
            channel: &self.channel,
            machine: self.machine,
            permanent: self.permanent,
            subject: self.subject.as_deref(),
            from: self
                .from
                .as_ref()
                .map(|(name, address)| (name.as_str(), address.as_str())),
            us: self.us.as_deref(),
            cc: self.cc.clone(),
            auto_submitted: self.auto_submitted,
            received: self.received.clone(),
            text: &self.text,
            human_text,
        })
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn intent(value: &Value) -> Intent {
    serde_json::from_value(value.clone()).unwrap()
}

fn intents(row: &Value) -> Vec<Intent> {
    let mut list = vec![intent(&row["intent"])];
    list.extend(
        row["acceptable"]
            .as_array()
            .into_iter()
            .flatten()
            .map(intent),
    );
    list
}

fn mailbox(text: &str) -> (String, String) {
    match text.rsplit_once('<') {
        Some((name, address)) => (
            name.trim().trim_matches('"').to_owned(),
            address.trim_end_matches('>').to_owned(),
        ),
        None => (String::new(), text.trim().to_owned()),
    }
}

/// The other recipients: all in copy, and those in To who share the writer's domain.
fn others(from: Option<String>, to: Option<String>, cc: Option<String>) -> Vec<(String, String)> {
    let list = |header: Option<String>| {
        header
            .into_iter()
            .flat_map(|list| list.split(", ").map(mailbox).collect::<Vec<_>>())
    };
    let domain = from
        .map(|from| mailbox(&from).1)
        .and_then(|address| address.split_once('@').map(|(_, domain)| domain.to_owned()));
    let colleagues = list(to).filter(|(_, address)| {
        domain
            .as_ref()
            .is_some_and(|domain| address.ends_with(domain.as_str()))
    });
    colleagues.chain(list(cc)).collect()
}

/// Reads the project's own cases, in which defaults are left out.
pub(crate) fn own_cases(file: &str) -> Vec<Case> {
    file.lines()
        .enumerate()
        .map(|(number, line)| {
            let row: Value = serde_json::from_str(line).unwrap();
            let intents = intents(&row);
            let machine = row.get("machine").map_or(MachineKind::Human, |kind| {
                serde_json::from_value(kind.clone()).unwrap()
            });
            let first = intents[0];
            let dated = |key: &str| match row.get(key).and_then(Value::as_str) {
                Some("*") => None,
                Some(day) => Some(Some(day.to_owned())),
                None => Some(None),
            };
            let stops = matches!(
                first,
                Intent::Unsubscribe | Intent::Complaint | Intent::WrongPerson
            );
            let escalates = matches!(
                first,
                Intent::Positive
                    | Intent::InfoRequest
                    | Intent::Referral
                    | Intent::Ambiguous
                    | Intent::Complaint
            );
            Case {
                id: format!("own {}", number + 1),
                channel: text(&row["channel"]).unwrap_or_else(|| "email".to_owned()),
                machine,
                permanent: row["permanent"].as_bool(),
                subject: text(&row["subject"]),
                from: row
                    .get("from")
                    .map(|pair| (text(&pair[0]).unwrap(), text(&pair[1]).unwrap())),
                us: None,
                cc: row["cc"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|pair| (text(&pair[0]).unwrap(), text(&pair[1]).unwrap()))
                    .collect(),
                auto_submitted: machine == MachineKind::AutoReply,
                received: zoned(
                    row["received"]
                        .as_str()
                        .unwrap_or("2026-05-12T09:00:00+02:00"),
                ),
                text: text(&row["text"]).unwrap(),
                human_text: text(&row["text"]).unwrap(),
                intents,
                escalate: match row.get("escalate") {
                    Some(Value::Bool(wanted)) => Some(*wanted),
                    Some(_) => None,
                    None => Some(escalates),
                },
                stop: row["stop"].as_bool().unwrap_or(stops),
                return_date: dated("return"),
                resume_on: dated("resume"),
                referral: row
                    .get("referral")
                    .map(|person| (text(&person["name"]), text(&person["email"]))),
            }
        })
        .collect()
}

/// Reads the labelled corpus; what the mail layer would know is told from the headers.
pub(crate) fn corpus_cases(file: &str) -> Vec<Case> {
    file.lines()
        .map(|line| {
            let row: Value = serde_json::from_str(line).unwrap();
            let headers = &row["headers"];
            let header = |name: &str| text(&headers[name]);
            let body = text(&row["body"]).unwrap();
            let kind = header("Content-Type").unwrap_or_default();
            let auto = header("Auto-Submitted").is_some_and(|value| value != "no")
                || header("X-Autoreply").is_some();
            let report = kind.contains("delivery-status")
                || header("X-Failed-Recipients").is_some()
                || header("From")
                    .unwrap_or_default()
                    .to_lowercase()
                    .contains("mailer-daemon");
            let machine = if kind.contains("feedback-report") {
                MachineKind::Complaint
            } else if report && (body.contains("Action: delayed") || body.contains("delayed")) {
                MachineKind::Delay
            } else if report {
                MachineKind::Bounce
            } else if auto {
                MachineKind::AutoReply
            } else {
                MachineKind::Human
            };
            let person = &row["referral"];
            Case {
                id: text(&row["id"]).unwrap(),
                channel: text(&row["channel"]).unwrap(),
                machine,
                permanent: Some(
                    body.contains(" 5.") || body.contains("#5.") || body.contains("550"),
                ),
                subject: header("Subject"),
                from: header("From").map(|from| mailbox(&from)),
                us: header("To").map(|to| mailbox(&to).0),
                cc: others(header("From"), header("To"), header("Cc")),
                auto_submitted: auto,
                received: zoned(row["received"].as_str().unwrap()),
                human_text: text(&row["human_text"]).unwrap(),
                text: body,
                intents: intents(&row),
                escalate: row["must_escalate"].as_bool(),
                stop: row["must_stop"].as_bool().unwrap(),
                return_date: Some(text(&row["return_date"])),
                resume_on: Some(text(&row["resume_on"])),
                referral: if row["intent"] == "referral" {
                    Some((text(&person["name"]), text(&person["email"])))
                } else {
                    None
                },
            }
        })
        .collect()
}

/// Right answers over answers asked for.
#[derive(Default, Clone, Copy)]
pub(crate) struct Share {
    pub(crate) right: u32,
    pub(crate) all: u32,
}

impl Share {
    fn count(&mut self, right: bool) {
        self.right += u32::from(right);
        self.all += 1;
    }

    pub(crate) fn value(self) -> f64 {
        if self.all == 0 {
            1.0
        } else {
            f64::from(self.right) / f64::from(self.all)
        }
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}/{} ({:.1} %)",
            self.right,
            self.all,
            100.0 * self.value()
        )
    }
}

#[derive(Default)]
pub(crate) struct Scores {
    pub(crate) intent: Share,
    pub(crate) stop_recall: Share,
    pub(crate) stop_precision: Share,
    pub(crate) escalate_recall: Share,
    pub(crate) escalate_precision: Share,
    pub(crate) dates: Share,
    pub(crate) name: Share,
    pub(crate) email: Share,
    pub(crate) faults: Vec<String>,
}

impl Scores {
    pub(crate) fn of<'a>(cases: impl Iterator<Item = (&'a Case, Label)>) -> Scores {
        let mut scores = Scores::default();
        for (case, label) in cases {
            scores.add(case, &label);
        }
        scores
    }

    fn add(&mut self, case: &Case, label: &Label) {
        let mut wrong = Vec::new();
        let fits = case.intents.contains(&label.intent);
        self.intent.count(fits);
        if !fits {
            wrong.push(format!("{} not {}", label.intent, case.intents[0]));
        }
        if case.stop {
            self.stop_recall.count(label.stop);
        }
        if label.stop {
            self.stop_precision.count(case.stop);
        }
        if case.stop != label.stop {
            wrong.push(format!("stop {} not {}", label.stop, case.stop));
        }
        if let Some(wanted) = case.escalate {
            if wanted {
                self.escalate_recall.count(label.escalate);
            }
            if label.escalate {
                self.escalate_precision.count(wanted);
            }
            if wanted != label.escalate {
                wrong.push(format!("escalate {} not {wanted}", label.escalate));
            }
        }
        let dated = matches!(case.intents[0], Intent::OutOfOffice | Intent::NotNow);
        for (name, wanted, got) in [
            ("return", &case.return_date, label.return_date),
            ("resume", &case.resume_on, label.resume_on),
        ] {
            let got = got.map(|day| day.to_string());
            if let Some(wanted) = wanted
                && (wanted.is_some() || dated)
            {
                self.dates.count(*wanted == got);
                if *wanted != got {
                    wrong.push(format!("{name} {got:?} not {wanted:?}"));
                }
            }
        }
        if let Some((name, email)) = &case.referral {
            let got = label.referral.clone().unwrap_or_default();
            self.name.count(got.name == *name);
            self.email.count(got.email == *email);
            if got.name != *name || got.email != *email {
                wrong.push(format!("referral {got:?} not {name:?} {email:?}"));
            }
        }
        if !wrong.is_empty() {
            self.faults.push(format!(
                "{} [{}] {:?}\n      {:?}",
                case.id,
                wrong.join("; "),
                case.human_text,
                label.evidence
            ));
        }
    }

    pub(crate) fn print(&self, title: &str, list: bool) {
        eprintln!(
            "{title}: intent {}, stop recall {} precision {}, escalate recall {} precision {}, dates {}, name {}, email {}",
            self.intent,
            self.stop_recall,
            self.stop_precision,
            self.escalate_recall,
            self.escalate_precision,
            self.dates,
            self.name,
            self.email
        );
        if list {
            for fault in &self.faults {
                eprintln!("   {fault}");
            }
        }
    }
}
