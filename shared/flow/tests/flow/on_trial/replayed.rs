//! Letters of before, written anew and judged.

use super::{AGENT, house, is_certified, proven, week};
use domain::conversation::Channel;
use domain::trust::{ClassId, Fault};
use domain::{AgentName, BlobHash, ConversationId, OperatorId};
use flow::trust::{self, class_of};
use flow::{forget, items, keys, step};
use harness::{Method, World, new_version, plain_draft};
use playbook::Files;
use serde_json::{Map, Value, json};

/// The new version, what it writes, and the class that it would begin.
struct Replay {
    files: Files,
    version: String,
    conversations: Vec<String>,
    class: ClassId,
}

impl Replay {
    async fn plan(world: &mut World, last: usize) -> Self {
        world.model.write(|brief| {
            let mut drafted = plain_draft(brief);
            if brief
                .instructions
                .iter()
                .any(|said| said.contains("reader's gate"))
            {
                drafted.body = format!("How long do your trucks wait?\n\n{}", drafted.body);
            }
            Ok(drafted)
        });
        let files = house("Begin with a question about the reader's gate.");
        let texts: Map<String, Value> = files
            .iter()
            .map(|(path, bytes)| (path.clone(), json!(String::from_utf8_lossy(bytes))))
            .collect();
        let asked = json!({ "agent": AGENT.name, "last": last, "files": texts });
        let (status, plan) = world
            .ask("ann", Method::POST, "/replay/plan", Some(asked))
            .await;
        assert_eq!(status, 200, "{plan}");
        let ids = plan["conversations"].as_array().unwrap();
        let playbook = playbook::load(&files).unwrap();
        let model = world.ports.model.name();
        let channels = [Channel::Email];
        let agent = &playbook.agents[AGENT.name];
        Self {
            files,
            version: plan["version"].as_str().unwrap().to_owned(),
            conversations: ids
                .iter()
                .map(|id| id.as_str().unwrap().to_owned())
                .collect(),
            class: class_of(&playbook, agent, &model, &channels).unwrap(),
        }
    }

    async fn letter(&self, world: &World, id: &str) -> Value {
        let asked = json!({ "version": self.version, "conversation": id });
        let (status, told) = world
            .ask("ann", Method::POST, "/replay/letter", Some(asked))
            .await;
        assert_eq!(status, 200, "{told}");
        told
    }

    async fn judge(&self, world: &World, id: &str, verdict: &str) -> (u16, Value) {
        let reason = (verdict == "kill").then_some("off_tone");
        let said = json!({ "version": self.version, "conversation": id, "verdict": verdict, "reason": reason });
        world
            .ask("ann", Method::POST, "/replay/verdict", Some(said))
            .await
    }

    /// Verdicts and what still waits, as the class of the version counts them.
    async fn counted(&self, world: &mut World) -> (u32, u32) {
        world.work().await;
        let row = trust::class_row(&world.ports, &self.class).await.unwrap();
        row.map_or((0, 0), |row| {
            let class = &row.class;
            let total = class.evidence.reaching(0).total();
            (total.judged(), total.drawn() - total.judged())
        })
    }
}

#[tokio::test]
async fn letters_of_before_that_are_judged_prove_a_version_before_its_first_push() {
    let (mut world, old) = proven().await;
    let replay = Replay::plan(&mut world, 59).await;
    assert_eq!(replay.conversations.len(), 59);
    let at_work = trust::at_work(&world.ports, &AgentName::parse(AGENT.name).unwrap()).await;
    for id in &replay.conversations {
        let told = replay.letter(&world, id).await;
        assert_eq!(
            told["standing"],
            json!({ "counts": true, "verdict": null, "why": null })
        );
        let (status, told) = replay.judge(&world, id, "approve").await;
        assert_eq!(
            (status, &told["verdict"]),
            (200, &json!("approve")),
            "{told}"
        );
    }
    assert_eq!(replay.counted(&mut world).await, (59, 0));
    assert!(
        is_certified(&world, &replay.class).await,
        "59 clean ones are the provisional proof"
    );
    let row = trust::class_row(&world.ports, &replay.class)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row.class.succeeds, Some(old));
    let now = trust::at_work(&world.ports, &AgentName::parse(AGENT.name).unwrap()).await;
    assert_eq!(
        now.unwrap(),
        at_work.unwrap(),
        "the agent is at what it was"
    );

    // Put in force, it ships at once, and audits go on.
    world.push("ann", new_version(&replay.files)).await;
    let drafted = week(&mut world, 3).await;
    assert!(!drafted.is_empty());
    assert!(
        drafted
            .iter()
            .all(|(_, unit)| unit.routing.class == replay.class)
    );
    assert!(drafted.iter().any(|(_, unit)| unit.routing.route.clear));
    assert!(drafted.iter().any(|(_, unit)| unit.routing.route.drawn));
    assert_eq!(world.failures, Vec::<String>::new());
}

#[tokio::test]
async fn what_was_shown_counts_whatever_was_judged() {
    let (mut world, _) = proven().await;
    let replay = Replay::plan(&mut world, 62).await;
    let (seen, rest) = replay.conversations.split_at(61);
    for id in seen {
        replay.letter(&world, id).await;
    }
    assert_eq!(
        replay.counted(&mut world).await,
        (0, 0),
        "a look alone is no trial"
    );
    for id in &seen[..59] {
        replay.judge(&world, id, "approve").await;
    }
    assert_eq!(
        replay.counted(&mut world).await,
        (59, 2),
        "two that nobody judged"
    );
    assert!(!is_certified(&world, &replay.class).await);
    // Whatever is shown from now on counts, too.
    replay.letter(&world, &rest[0]).await;
    assert_eq!(replay.counted(&mut world).await, (59, 3));
    for id in seen[59..].iter().chain(rest) {
        replay.judge(&world, id, "approve").await;
    }
    assert_eq!(replay.counted(&mut world).await, (62, 0));
    assert!(is_certified(&world, &replay.class).await);
}

#[tokio::test]
async fn a_kill_counts_and_second_thoughts_are_only_heard_where_they_are_stricter() {
    let (mut world, _) = proven().await;
    let replay = Replay::plan(&mut world, 60).await;
    let first = &replay.conversations[0];
    replay.letter(&world, first).await;
    assert_eq!(replay.judge(&world, first, "approve").await.0, 200);
    let (status, told) = replay.judge(&world, first, "kill").await;
    assert_eq!((status, &told["verdict"]), (200, &json!("kill")));
    let (status, told) = replay.judge(&world, first, "approve").await;
    assert_eq!(status, 400, "{told}");
    assert_eq!(replay.counted(&mut world).await, (1, 0));
    for id in &replay.conversations[1..] {
        replay.letter(&world, id).await;
        replay.judge(&world, id, "approve").await;
    }
    assert_eq!(replay.counted(&mut world).await, (60, 0));
    let row = trust::class_row(&world.ports, &replay.class).await.unwrap();
    let class = row.unwrap().class;
    assert_eq!(class.evidence.reaching(0).total().found(Fault::Kill), 1);
    assert!(
        class.certificate.is_none(),
        "59 clean ones beside a kill prove nothing yet"
    );
    let again = replay.letter(&world, first).await;
    assert_eq!(again["standing"]["verdict"], json!("kill"));
}

#[tokio::test]
async fn a_letter_that_reads_as_it_did_stands_as_it_was_judged() {
    let (mut world, _) = proven().await;
    week(&mut world, 3).await;
    let replay = Replay::plan(&mut world, 400).await;
    // The new version writes what the old one wrote.
    world.model.write(|brief| Ok(plain_draft(brief)));
    let mut standing = (0, 0);
    for id in &replay.conversations {
        let told = replay.letter(&world, id).await;
        assert_eq!(
            (&told["changed"], &told["standing"]["counts"]),
            (&json!(false), &json!(true))
        );
        match told["standing"]["verdict"].as_str() {
            Some("approve") => standing.0 += 1,
            None => standing.1 += 1,
            other => panic!("{other:?}"),
        }
    }
    assert!(
        standing.0 > 100 && standing.1 > 0,
        "{standing:?}: nobody has looked at what policy cleared"
    );
    let open = replay.conversations.iter();
    let mut asked = 0;
    for id in open {
        if replay.letter(&world, id).await["standing"]["verdict"].is_null() {
            replay.judge(&world, id, "approve").await;
            asked += 1;
        }
    }
    assert_eq!(asked, standing.1);
    assert_eq!(
        replay.counted(&mut world).await,
        (standing.0 + standing.1, 0)
    );
}

#[tokio::test]
async fn a_version_shows_the_letter_that_it_has_shown_until_the_person_is_forgotten() {
    let (mut world, _) = proven().await;
    let replay = Replay::plan(&mut world, 2).await;
    let (id, other) = (&replay.conversations[0], &replay.conversations[1]);
    let first = replay.letter(&world, id).await;
    assert_eq!(
        replay.judge(&world, other, "approve").await.0,
        404,
        "nobody was shown it"
    );
    world.model.write(|brief| {
        let mut drafted = plain_draft(brief);
        drafted.body = format!("Another one.\n\n{}", drafted.body);
        Ok(drafted)
    });
    assert_eq!(
        replay.letter(&world, id).await,
        first,
        "no better one is waited for"
    );
    let second = replay.letter(&world, other).await;
    assert!(
        second["new"]["body"]
            .as_str()
            .unwrap()
            .starts_with("Another")
    );
    let kept = kept(&world, &replay.version, id).await;
    assert!(world.ports.blobs.get(&kept).await.unwrap().is_some());

    let who = ConversationId::parse(id).unwrap();
    let vault = step::read::<items::Vault>(&world.ports, keys::vault(&who))
        .await
        .unwrap();
    let email = vault.unwrap().0.email.unwrap();
    let ann = OperatorId::parse("ann").unwrap();
    forget::forget(&world.ports, &ann, &email).await.unwrap();
    assert!(
        world.ports.blobs.get(&kept).await.unwrap().is_none(),
        "its text goes with the person"
    );
    let asked = json!({ "version": replay.version, "conversation": id });
    let (status, _) = world
        .ask("ann", Method::POST, "/replay/letter", Some(asked))
        .await;
    assert_eq!(status, 404);
}

/// The text of a card with one letter.
async fn kept(world: &World, version: &str, conversation: &str) -> BlobHash {
    let id = ConversationId::parse(conversation).unwrap();
    let key = keys::replayed(version, &id, &world.ports.model.name());
    let row = step::read::<items::ReplayCardRow>(&world.ports, key)
        .await
        .unwrap();
    row.unwrap().0.drafts.remove(0)
}
