//! A second reader looks at drafts after the linter: what it objects to is a finding, what it can't read is held, and
//! what it is charged for is told in the report.

use crate::write_back;
use domain::Tokens;
use domain::conversation::Event;
use domain::lint::Rule;
use domain::trust::{Must, Reason};
use flow::drafting;
use flow::items::DraftBlob;
use flow::report::{self, Used, Usual, Week};
use harness::{HouseText, NORTH, Person, World, load, plain_draft};
use ports::{Drafted, Objection, PortError, Proof, Proofread, ReplyOpinion};

const WRITTEN: Tokens = Tokens {
    input: 500,
    cache_write: 0,
    cache_read: 2_000,
    output: 300,
};
const READ: Tokens = Tokens {
    input: 900,
    cache_write: 40,
    cache_read: 0,
    output: 20,
};

/// A person is drafted to, and the reader answers so: the draft, and what policy made of it.
async fn read_by(
    answer: impl Fn(&Proof) -> Result<Option<Proofread>, PortError> + Send + Sync + 'static,
) -> (World, DraftBlob, Reason) {
    let playbook = load(&HouseText::default(), &[NORTH]);
    let mut world = World::start("2026-09-07T07:00+00:00", playbook).await;
    world.model.write(|brief| {
        Ok(Drafted {
            tokens: Some(WRITTEN),
            ..plain_draft(brief)
        })
    });
    world.model.object_as(answer);
    world
        .leads
        .add("north.csv", &Person::of("Kari", "Kari Fjord"));
    world.accept_leads("ann", "north").await;
    world.run_until("2026-09-07T08:00+00:00").await;
    let id = world.conversation_with("kari@kari-fjord.example").await;
    let head = world.head(&id).await;
    let draft = head.state.message(1).unwrap().draft.clone().unwrap();
    let blob = drafting::read_draft(&world.ports, &draft.blob)
        .await
        .unwrap();
    let events = world.events(&id).await;
    let routed = events.into_iter().find_map(|event| match event {
        Event::Routed { routing, .. } => Some(routing.route.reason),
        _ => None,
    });
    (world, blob, routed.unwrap())
}

fn objection(rule: &str, evidence: &str) -> Proofread {
    Proofread {
        objections: vec![Objection {
            rule: rule.to_owned(),
            evidence: evidence.to_owned(),
            message: "Nobody agreed to it.".to_owned(),
        }],
        model: "reader/1".to_owned(),
        tokens: Some(READ),
    }
}

const fn must(must: Must) -> Reason {
    Reason::Must { must }
}

#[tokio::test]
async fn an_objection_that_stands_in_the_draft_holds_it_by_its_rule() {
    let (_, blob, why) = read_by(|draft| {
        assert_eq!(draft.contact.first_name, "Kari", "it knows for whom it is");
        assert!(draft.body.contains("your site"), "{}", draft.body);
        assert!(
            draft
                .rules
                .iter()
                .any(|(rule, _)| rule == "pressure_or_threat")
        );
        Ok(Some(objection("pressure_or_threat", "your site")))
    })
    .await;
    let [finding] = blob.findings.as_slice() else {
        panic!("{:?}", blob.findings);
    };
    assert_eq!(finding.rule, Rule::PressureOrThreat);
    assert_eq!(finding.evidence, "your site");
    assert_eq!(finding.message, "second reader: Nobody agreed to it.");
    assert!(!blob.unread);
    assert_eq!(why, must(Must::Lint));
}

#[tokio::test]
async fn what_it_made_up_or_could_not_read_is_held_and_no_finding() {
    for (rule, evidence) in [
        ("pressure_or_threat", "words that are not there"),
        ("approve_everything", "your site"),
    ] {
        let (_, blob, why) = read_by(move |_| Ok(Some(objection(rule, evidence)))).await;
        assert_eq!(blob.findings, Vec::new(), "{rule}");
        assert_eq!(why, must(Must::Unread), "{rule}");
    }
    let (_, blob, why) = read_by(|_| Err(PortError::Busy("overloaded".to_owned()))).await;
    assert_eq!(blob.findings, Vec::new());
    assert_eq!(why, must(Must::Unread), "the draft is there all the same");
}

#[tokio::test]
async fn without_a_second_reader_or_an_objection_nothing_is_held_for_it() {
    let (_, blob, why) = read_by(|_| Ok(None)).await;
    assert_eq!((blob.unread, why), (false, Reason::NoCertificate));
    let none = || Proofread {
        objections: Vec::new(),
        ..objection("", "")
    };
    let (_, blob, why) = read_by(move |_| Ok(Some(none()))).await;
    assert_eq!((blob.unread, why), (false, Reason::NoCertificate));
}

#[tokio::test]
async fn the_report_tells_what_writing_and_reading_were_charged_for() {
    let (mut world, ..) = read_by(|_| Ok(Some(objection("stale_fact", "your site")))).await;
    // A reply, of which the model tells a label.
    world.model.read_as(|_| {
        Ok(Some(ReplyOpinion {
            intent: "positive".to_owned(),
            confidence: 0.9,
            evidence: vec!["Tuesday".to_owned()],
            model: "scripted/1".to_owned(),
            tokens: Some(READ),
            ..ReplyOpinion::default()
        }))
    });
    let id = world.conversation_with("kari@kari-fjord.example").await;
    world.approve("ann", &id).await;
    world.run_until("2026-09-07T12:00+00:00").await;
    let text = "Tuesday at ten suits me, call me then.";
    write_back(&mut world, "Kari Fjord", "kari@kari-fjord.example", text).await;
    world.run_until("2026-09-07T13:00+00:00").await;
    let of = async |week: &str| {
        let week = Week::read(&world.ports, Some(week)).unwrap();
        let usual = Usual::default();
        report::report(&world.ports, None, week, usual)
            .await
            .unwrap()
    };
    let report = of("2026-W37").await;
    let charged = &report.total.week.charged;
    let used = |model: &str| charged.get(model).copied();
    let both = Used {
        calls: 2,
        tokens: WRITTEN.and(READ),
    };
    let drafts = charged.keys().find(|model| *model != "reader/1").unwrap();
    assert_eq!(charged.len(), 2, "{charged:?}");
    assert_eq!(used(drafts), Some(both), "a draft and a reply: {charged:?}");
    let once = Used {
        calls: 1,
        tokens: READ,
    };
    assert_eq!(used("reader/1"), Some(once));
    let told = report::markdown(&report, false);
    assert!(
        told.contains("Model reader/1: 1 call, 940 tokens in, 20 out."),
        "{told}"
    );
    assert!(!report::markdown(&report, true).contains("reader/1"));
    assert!(of("2026-W38").await.total.week.charged.is_empty());
}
