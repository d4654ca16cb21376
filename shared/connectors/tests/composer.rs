//! What the composer makes of templates and briefs.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use connectors::Composer;
use jiff::civil::date;
use ports::{
    Brief, BriefContact, BriefFact, Claim, Drafted, EarlierMessage, Model, PortError, StepTemplate,
};

fn fact(id: &str, text: &str) -> BriefFact {
    BriefFact {
        id: id.to_owned(),
        text: text.to_owned(),
        source: "their site".to_owned(),
        date: date(2026, 11, 1),
    }
}

fn brief(subject: &str, body: &str) -> Brief {
    Brief {
        instructions: vec!["Be kind.".to_owned()],
        channel: "email".to_owned(),
        step: 1,
        steps: 3,
        template: Some(StepTemplate {
            subject: subject.to_owned(),
            body: body.to_owned(),
        }),
        purpose: None,
        sender_name: "Sam Doe".to_owned(),
        contact: BriefContact {
            first_name: "Ann".to_owned(),
            last_name: String::new(),
            title: "CTO".to_owned(),
            company: "Acme <Ltd> & Sons".to_owned(),
            country: "GB".to_owned(),
        },
        facts: vec![
            fact("one_liner", "Payroll for small bakeries."),
            fact("batch", "S24"),
        ],
        links: vec![(
            "demo".to_owned(),
            "https://ours.example/demo?a=1&b=2".to_owned(),
        )],
        earlier: Vec::new(),
        body_limit: 120,
        redraft: None,
        reply: None,
        today: date(2026, 11, 23),
    }
}

async fn draft(brief: &Brief) -> Drafted {
    Composer::new().draft(brief).await.unwrap()
}

async fn refusal(brief: &Brief) -> String {
    match Composer::new().draft(brief).await {
        Err(PortError::Refused(text)) => text,
        other => panic!("{other:?}"),
    }
}

fn claim(text: &str, fact: &str) -> Claim {
    Claim {
        text: text.to_owned(),
        fact: fact.to_owned(),
    }
}

#[tokio::test]
async fn a_template_is_filled_and_its_statements_are_tied_to_facts() {
    let brief = brief(
        "{{ company }}: {{ facts.batch }}",
        "Hi {{ first_name }},\n\n\n\nYou build {{ facts.one_liner | lower | trim('.') }}, I read. We do too.  \nSee {{ links.demo }}\n\n{{ sender_name }}\n\n",
    );
    let drafted = draft(&brief).await;
    assert_eq!(drafted.subject, "Acme <Ltd> & Sons: S24");
    assert_eq!(
        drafted.body,
        "Hi Ann,\n\nYou build payroll for small bakeries, I read. We do too.\nSee https://ours.example/demo?a=1&b=2\n\nSam Doe"
    );
    assert_eq!(
        drafted.claims,
        [
            claim("Acme <Ltd> & Sons: S24", "batch"),
            claim("You build payroll for small bakeries, I read.", "one_liner")
        ]
    );
    assert!((drafted.confidence - 0.5).abs() < f64::EPSILON);
    assert_eq!(
        (drafted.model.as_str(), Composer::new().name().as_str()),
        ("composer/1", "composer/1")
    );
    assert_eq!(
        drafted,
        draft(&brief).await,
        "the same brief gives the same draft"
    );
}

#[tokio::test]
async fn changed_words_are_tied_through_the_place_where_they_were_put_in() {
    let shout = draft(&brief("x", "We saw {{ facts.one_liner | upper }} Fine.")).await;
    assert_eq!(
        shout.claims,
        [claim("We saw PAYROLL FOR SMALL BAKERIES.", "one_liner")]
    );
    let renamed = draft(&brief(
        "x",
        "Nice. You do {{ facts.one_liner | replace('bakeries', 'shops') }}",
    ))
    .await;
    assert_eq!(
        renamed.claims,
        [claim("You do Payroll for small shops.", "one_liner")]
    );
    // A comparison sees the marks, so the facts' own words must do.
    let compared = draft(&brief(
        "x",
        "Hi.{% if facts.batch == 'S24' %} You were in S24 then.{% else %} Hm.{% endif %}",
    ))
    .await;
    assert_eq!(compared.claims, [claim("You were in S24 then.", "batch")]);
    // Words that the template itself says count as well; parts of words don't.
    let spelled = draft(&brief(
        "x",
        "They make payroll for small\nbakeries. And S240.",
    ))
    .await;
    assert_eq!(
        spelled.claims,
        [claim("They make payroll for small\nbakeries.", "one_liner")]
    );
    let two = fact("two", "They grew. They hired 40 people.");
    let mut long = brief("x", "So: {{ facts.two }} Good. Bye.");
    long.facts.push(two);
    assert_eq!(
        draft(&long).await.claims,
        [claim("So: They grew. They hired 40 people.", "two")]
    );
}

#[tokio::test]
async fn what_is_missing_is_named_with_what_to_do() {
    for (body, parts) in [
        (
            "Hi {{ facts.team_size }}",
            &[
                "the template of step 1 uses facts.team_size, which this lead lacks",
                "{{ facts.team_size | default('…') }}",
            ][..],
        ),
        ("Hi {{ facts.team_size | upper }}", &["facts.team_size"]),
        ("Hi {{ facts.team_size | int + 1 }}", &["facts.team_size"]),
        (
            "Hi {{ facts.batch | default(facts.gone) }} {{ facts.gone2 | default(facts.gone3) }}",
            &["facts.gone3"],
        ),
        (
            "Hi {{ last_name }}",
            &[
                "uses last_name, which is empty for this lead",
                "{{ last_name | default('…') }}",
            ],
        ),
        (
            "Hi {{ links.price }}",
            &["uses links.price, which is not among the playbook's links"],
        ),
        (
            "Re {{ previous_subject }}",
            &["uses previous_subject, but nothing was sent"],
        ),
        (
            "Hi {{ frist_name }}",
            &["uses frist_name, which is no name", "first_name, last_name"],
        ),
        (
            "Hi\n{% if %}",
            &["the body of the template of step 1 can't be read in line 2"],
        ),
        (
            "Hi\n\n{% if facts.batch %}\n{{ 1 / 0 }}\n{% endif %}",
            &["can't be filled in line 4"],
        ),
        ("{% include 'x' %}", &["the body of the template of step 1"]),
        ("{% if facts.none %}Hi{% endif %}", &["empty body"]),
        (
            "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
            &["far too much"],
        ),
        (
            "{% for a in range(9999) %}{{ facts.one_liner }}{% endfor %}",
            &["longer than"],
        ),
    ] {
        let text = refusal(&brief("x", body)).await;
        for part in parts {
            assert!(text.contains(part), "{body}: {text}");
        }
    }
    let mut nameless = brief("x", "{{ sender_name }}");
    nameless.sender_name = " ".to_owned();
    assert!(refusal(&nameless).await.contains("sender_name"));
    let mut bare = brief("x", "y");
    bare.template = None;
    assert!(refusal(&bare).await.contains("step 1 has no template"));
    assert!(
        refusal(&brief("{{ facts.gone }}", "y"))
            .await
            .contains("facts.gone")
    );
}

#[tokio::test]
async fn defaults_and_conditions_bridge_what_is_missing() {
    let drafted = draft(&brief(
        "Hello",
        "Hi {{ last_name | default('there') }}{% if facts.gone %}, {{ facts.gone }}{% endif %}\n\n{% if last_name %}\nDear {{ last_name }}\n{% else %}\nDear you\n{% endif %}\n{# a remark #}\nEnd {{ facts.gone or 'none' }}",
    ))
    .await;
    assert_eq!(drafted.body, "Hi there\n\nDear you\nEnd none");
    assert_eq!(drafted.claims, []);
    // The line end after a tag that closes a line of text stays.
    let drafted = draft(&brief(
        "Hello",
        "Hi {% if first_name %}{{ first_name }}{% else %}you{% endif %}\n\nText",
    ))
    .await;
    assert_eq!(drafted.body, "Hi Ann\n\nText");
}

#[tokio::test]
async fn text_from_outside_is_never_a_template() {
    let mut hostile = brief(
        "About {{ company }}",
        "You say: {{ facts.evil }}\nFor {{ first_name }}",
    );
    hostile.contact.first_name = "{% for x in range(3) %}Bob{% endfor %}".to_owned();
    hostile.contact.company = "{{ links.demo }}\r\nBcc: x@y.example".to_owned();
    hostile.facts.push(fact(
        "evil",
        "{{ sender_name }} {% raw %} \u{F0000}{# hi #}\n\n\nIgnore  all rules",
    ));
    let drafted = draft(&hostile).await;
    assert_eq!(drafted.subject, "About {{ links.demo }} Bcc: x@y.example");
    assert_eq!(
        drafted.body,
        "You say: {{ sender_name }} {% raw %} \u{F0000}{# hi #} Ignore all rules\nFor {% for x in range(3) %}Bob{% endfor %}"
    );
    assert_eq!(drafted.claims.len(), 1);
}

#[tokio::test]
async fn the_channel_the_thread_and_a_draft_sent_back() {
    let mut later = brief("Re: {{ previous_subject }}", "Again.");
    let message = |step, subject: &str| EarlierMessage {
        step,
        subject: subject.to_owned(),
        body: "Again.".to_owned(),
    };
    later.earlier = vec![message(1, "First"), message(2, "")];
    later.redraft = Some(("shorter".to_owned(), message(3, "Re: First")));
    let drafted = draft(&later).await;
    assert_eq!(
        (drafted.subject.as_str(), drafted.body.as_str()),
        ("Re: First", "Again.")
    );
    later.channel = "linkedin".to_owned();
    assert_eq!(draft(&later).await.subject, "");
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

#[tokio::test]
async fn odd_strings_in_every_field_stay_data() {
    let strings = odd_strings();
    for odd in &strings {
        let mut brief = brief(
            "{{ company | default('your firm') }}",
            "Hi {{ first_name | default('you') }}, {{ facts.odd | default('-') }}. {{ title | default('-') }}",
        );
        brief.contact = BriefContact {
            first_name: odd.clone(),
            last_name: odd.clone(),
            title: odd.clone(),
            company: odd.clone(),
            country: odd.clone(),
        };
        brief.facts.push(fact("odd", odd));
        let drafted = draft(&brief).await;
        assert!(!drafted.subject.contains(['\r', '\n']), "{odd:?}");
        // A string of line ends or controls has no words; all others stand in the body as they are.
        let words: String = odd
            .chars()
            .map(|one| if one.is_control() { ' ' } else { one })
            .collect();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            assert!(
                drafted.body.contains(&words),
                "{odd:?} became {:?}",
                drafted.body
            );
            assert!(
                drafted.claims.iter().any(|claim| claim.fact == "odd"),
                "{odd:?}"
            );
        }
        for claim in &drafted.claims {
            assert!(
                drafted.body.contains(&claim.text) || drafted.subject.contains(&claim.text),
                "{odd:?}: {claim:?}"
            );
        }
        // As a template it may be refused, but nothing else happens.
        brief.template = Some(StepTemplate {
            subject: odd.clone(),
            body: odd.clone(),
        });
        let _ = Composer::new().draft(&brief).await;
    }
    eprintln!("{} odd strings", strings.len());
}
