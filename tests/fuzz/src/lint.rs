//! Drafts as a model or an operator wrote them.
//!
//! Input: the JSON that `onloop lint` takes, or a subject line and a body.

use domain::lint::{Channel, Contact, Draft, Fact, HouseRules, LintInput, judge, lint, must_hold};
use std::collections::BTreeSet;

/// Judges the draft.
pub fn law(bytes: &[u8]) {
    let today = jiff::civil::date(2026, 11, 5);
    let text = String::from_utf8_lossy(bytes);
    if let Ok(input) = serde_json::from_slice::<LintInput>(bytes) {
        let (subject, body) = (input.subject.clone(), input.body.clone());
        let output = judge(input.clone(), today);
        assert_eq!(output, judge(input, today), "judged twice alike");
        for finding in &output.findings {
            assert!(
                subject.contains(&finding.evidence) || body.contains(&finding.evidence),
                "{finding:?}"
            );
        }
    }
    let (subject, body) = super::line(&text);
    let facts = [
        fact(
            "product",
            "Quayline shows how long each truck waits at a gate.",
            "house:product",
        ),
        fact(
            "trucks",
            "Nordkorn loads 140 trucks a day.",
            "https://nordkorn.example/about",
        ),
    ];
    let contact = Contact {
        first_name: "Signe".to_owned(),
        last_name: "Aaboe".to_owned(),
        title: "Head of Logistics".to_owned(),
        company: "Nordkorn".to_owned(),
        country: "DK".to_owned(),
    };
    let rules = HouseRules::default();
    for (channel, step) in [(Channel::Email, 1), (Channel::Linkedin, 2)] {
        let draft = Draft {
            today,
            step,
            channel,
            subject,
            body,
            contact: &contact,
            facts: &facts,
            rules: &rules,
        };
        let findings = lint(&draft);
        let rules: BTreeSet<_> = findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules.len(), findings.len(), "a problem is listed once");
        assert!(!must_hold(&[]));
        for finding in &findings {
            let text = if finding.in_subject { subject } else { body };
            assert!(
                text.get(finding.start..)
                    .is_some_and(|rest| rest.starts_with(&finding.evidence)),
                "{finding:?} shows a piece of the text"
            );
            assert!(!finding.message.is_empty());
        }
    }
}

fn fact(id: &str, text: &str, source: &str) -> Fact {
    Fact {
        id: id.to_owned(),
        text: text.to_owned(),
        source: source.to_owned(),
        date: jiff::civil::date(2026, 5, 4),
    }
}
