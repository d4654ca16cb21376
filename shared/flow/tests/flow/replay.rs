//! Replay: letters of before, written anew by another version, and nothing else.

use domain::AgentName;
use flow::replay::{self, Past};
use flow::verdicts::Decision;
use harness::{HouseText, Method, NORTH, Person, World, files, plain_draft};
use serde_json::{Value, json};

#[tokio::test]
async fn past_letters_are_written_anew_and_nothing_else_happens() {
    let first = files(&HouseText::default(), &[NORTH]);
    let playbook = playbook::load(&first).unwrap();
    let mut world = World::start("2026-09-07T08:00+02:00", playbook.clone()).await;
    world.model.write(|brief| {
        let mut drafted = plain_draft(brief);
        if brief
            .instructions
            .iter()
            .any(|said| said.contains("two gates"))
        {
            drafted.body = drafted.body.replace("the gate", "the two gates");
        }
        assert!(
            brief.earlier.is_empty() || brief.step > 1,
            "as if nothing had been written"
        );
        Ok(drafted)
    });
    for (name, company) in [("Kari", "fjord"), ("Ola", "dal"), ("Liv", "nes")] {
        world.leads.add("north.csv", &Person::of(name, company));
    }
    world.accept_leads("ann", "north").await;
    let kari = world.conversation_with("kari@fjord.example").await;
    let ola = world.conversation_with("ola@dal.example").await;
    world.approve("ann", &kari).await;
    let seen = world.seen(&ola).await;
    let kill = Decision::Kill {
        seen,
        reason: "weak_offer".to_owned(),
        note: None,
    };
    world.decide("ann", &ola, kill).await.unwrap();
    world.run_until("2026-09-07T10:00+02:00").await;
    assert_eq!(world.mailer.left().len(), 1);
    let agent = AgentName::parse("north").unwrap();
    let ids = replay::candidates(&world.ports, &agent, 50).await.unwrap();
    assert_eq!(ids.len(), 3);
    assert_eq!(
        replay::candidates(&world.ports, &agent, 2).await.unwrap(),
        ids[..2]
    );

    // The same version writes the same.
    for id in &ids {
        let same = replay::one(&world.ports, &playbook, id)
            .await
            .unwrap()
            .unwrap();
        assert!(!same.is_changed(), "{same:?}");
    }
    let text = String::from_utf8(first["agents/north.md"].clone()).unwrap();
    let text = text.replace("The reader runs a gate.", "The reader runs two gates.");
    let mut second = first.clone();
    second.insert("agents/north.md".to_owned(), text.into_bytes());
    let house = String::from_utf8(first["house.md"].clone()).unwrap();
    let house = house.replace(
        "sample_negatives: 0.0\n",
        "banned_phrases: [\"the two gates\"]\nsample_negatives: 0.0\n",
    );
    second.insert("house.md".to_owned(), house.into_bytes());
    let texts: serde_json::Map<String, Value> = second
        .iter()
        .map(|(path, bytes)| (path.clone(), json!(String::from_utf8_lossy(bytes))))
        .collect();
    let before = (
        world.cards().await,
        world.ports.playbook.get().version.clone(),
    );
    let asked = json!({ "agent": "north", "last": 50, "files": texts });
    let (status, plan) = world
        .ask("ann", Method::POST, "/replay/plan", Some(asked))
        .await;
    assert_eq!(status, 200, "{plan}");
    assert_eq!(plan["conversations"].as_array().unwrap().len(), 3);
    for (id, past) in [(&kari, "approved"), (&ola, "killed")] {
        let asked = json!({ "version": plan["version"], "conversation": id.to_string() });
        let (status, told) = world
            .ask("ann", Method::POST, "/replay/letter", Some(asked))
            .await;
        assert_eq!(status, 200, "{told}");
        assert_eq!(
            (&told["past"], &told["changed"]),
            (&json!(past), &json!(true)),
            "{told}"
        );
        assert!(told["new"]["body"].as_str().unwrap().contains("two gates"));
        assert_eq!(told["old"]["findings"], json!([]));
        assert_eq!(told["new"]["findings"][0]["rule"], "banned_phrase");
    }
    let past = replay::one(&world.ports, &playbook, &ola)
        .await
        .unwrap()
        .unwrap()
        .past;
    assert_eq!(past, Past::Killed("weak_offer".to_owned()));
    world.run_until("2026-09-07T12:00+02:00").await;
    assert_eq!(
        before,
        (
            world.cards().await,
            world.ports.playbook.get().version.clone()
        ),
        "a replay changes nothing"
    );
    assert_eq!(world.mailer.left().len(), 1);
}
