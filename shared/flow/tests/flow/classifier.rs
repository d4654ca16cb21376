//! The second classifier: a class whose drafts are not good enough to be proven as they are begins anew with what
//! its verdicts have taught, and ships those that the classifier doubts not.

use domain::ConversationId;
use domain::trust::Reason;
use flow::items::ClassRow;
use flow::trust;
use flow::verdicts::Decision;
use harness::{AgentText, HouseText, Person, World, load, plain_draft};
use jiff::ToSpan;
use jiff::civil::date;

const AGENT: AgentText = AgentText {
    name: "north",
    steps: &["email"],
};
const LEADS: usize = 900;
/// Nothing that the linter knows, and the operator wants none of it.
const WORN: &str = "Our little clock sings for you at night.";
/// One draft of so many says it.
const EVERY: usize = 6;

async fn started() -> World {
    let house = HouseText {
        minutes: (200, 600),
        ..HouseText::default()
    };
    let world = World::start("2026-09-07T07:00+02:00", load(&house, &[AGENT])).await;
    world.model.write(|brief| {
        let mut drafted = plain_draft(brief);
        let letters: usize = brief.contact.company.bytes().map(usize::from).sum();
        if letters.is_multiple_of(EVERY) {
            drafted.body = drafted.body.replacen("\n\n", &format!("\n\n{WORN} "), 1);
        }
        Ok(drafted)
    });
    for number in 0..LEADS {
        world.leads.add("north.csv", &Person::numbered(number));
    }
    world
}

async fn says_it(world: &World, id: &ConversationId) -> bool {
    let head = world.head(id).await;
    let draft = head.state.message(1).unwrap().draft.clone().unwrap();
    let blob = flow::drafting::read_draft(&world.ports, &draft.blob).await;
    blob.unwrap().body.contains(WORN)
}

fn monday(week: i32) -> String {
    date(2026, 9, 7)
        .saturating_add((7 * week).days())
        .to_string()
}

/// The drafts that waited in a week, judged; true stands for one that was killed.
async fn week(world: &mut World, number: i32) -> Vec<(ConversationId, bool)> {
    let mut judged = Vec::new();
    for id in world
        .drafts_of_the_week("ann", "north", &monday(number))
        .await
    {
        let is_bad = says_it(world, &id).await;
        if is_bad {
            let seen = world.seen(&id).await;
            let (reason, note) = ("off_tone".to_owned(), None);
            let kill = Decision::Kill { seen, reason, note };
            world.decide("ann", &id, kill).await.unwrap();
        } else {
            world.approve("ann", &id).await;
        }
        judged.push((id, is_bad));
    }
    world.work().await;
    judged
}

/// The only class, once there is one.
async fn class_of(world: &World) -> Option<ClassRow> {
    let all = trust::classes(&world.ports).await.unwrap();
    trust::class_row(&world.ports, all.first()?).await.unwrap()
}

async fn class(world: &World) -> ClassRow {
    class_of(world).await.unwrap()
}

#[tokio::test]
async fn a_class_that_cannot_be_proven_as_it_is_learns_and_ships_what_its_classifier_does_not_doubt()
 {
    let mut world = started().await;
    let (mut begun_anew, mut proven) = (None, None);
    for number in 0..16 {
        week(&mut world, number).await;
        let row = class(&world).await;
        if begun_anew.is_none() {
            begun_anew = row.class.judge.clone().map(|judge| (number, judge));
        }
        if row.class.certificate.is_some() {
            proven = Some(number);
            break;
        }
    }
    let (learned, judge) = begun_anew.expect("it began anew");
    let proven = proven.expect("what the classifier does not doubt is proven");
    assert!(learned < proven);
    let row = class(&world).await;
    assert_eq!(
        row.class.judge,
        Some(judge.clone()),
        "one classifier, one proof"
    );
    assert!(row.class.evidence.grid().thresholds().len() > 1);
    assert_eq!(row.judge.unwrap().version, judge.classifier);

    // A week under proof: nothing with the phrase leaves unseen, most of the rest does.
    let waited = week(&mut world, proven + 1).await;
    let (mut bad, mut cleared) = (0, 0);
    let since = domain::calendar::later(world.now(), jiff::SignedDuration::from_hours(-2));
    for (id, unit) in world.routed_since(since, 0..LEADS).await {
        assert_eq!(unit.routing.classifier, judge.classifier);
        if says_it(&world, &id).await {
            bad += 1;
            assert!(
                matches!(unit.routing.route.reason, Reason::BelowThreshold { .. }),
                "{}",
                unit.routing.route.reason
            );
            let state = world.head(&id).await.state;
            let (message, unit) = state.units().next().unwrap();
            let told = trust::reasons(&world.ports, &state, &message, unit)
                .await
                .unwrap();
            assert!(
                told.iter().any(|reason| reason.contains("against")),
                "the operator is told what spoke against it: {told:?}"
            );
        } else {
            cleared += usize::from(unit.routing.route.clear);
        }
    }
    assert!(bad > 0 && cleared > 10, "{bad} bad, {cleared} cleared");
    assert!(waited.len() < 50, "{} of the week waited", waited.len());
    // What is held below the threshold says nothing of what ships.
    assert!(class(&world).await.class.certificate.is_some());
    let replayed = trust::replay(&world.ports, &row.class.id).await.unwrap();
    assert_eq!(replayed, Some(class(&world).await.class));
    assert_eq!(world.failures, Vec::<String>::new());
}

#[tokio::test]
async fn before_its_verdict_nobody_is_told_what_the_classifier_thinks() {
    let mut world = started().await;
    let mut number = 0;
    while class_of(&world)
        .await
        .is_none_or(|row| row.class.judge.is_none())
    {
        assert!(number < 16, "it never began anew");
        week(&mut world, number).await;
        number += 1;
    }
    let waiting = world
        .drafts_of_the_week("ann", "north", &monday(number))
        .await;
    let state = world.head(&waiting[0]).await.state;
    let (message, unit) = state.units().next().unwrap();
    assert!(!unit.routing.classifier.is_empty());
    let told = trust::reasons(&world.ports, &state, &message, unit).await;
    assert_eq!(told.unwrap(), Vec::<String>::new());
}
