//! Versions of the playbook: what a push reaches, what it holds back, and what it leaves alone.

use domain::conversation::MessageState;
use domain::{Actor, ConversationId, OperatorId};
use flow::items::DraftBlob;
use flow::versions::{self, NewVersion, Way};
use flow::{drafting, halts};
use harness::{AgentText, HouseText, Method, NORTH, Person, World, files, new_version};
use playbook::Files;
use ports::QueueName;
use serde_json::{Value, json};

/// Stands in every first letter of the scripted model.
const PHRASE: &str = "about the gate";
fn ann() -> Actor {
    Actor::Operator(OperatorId::parse("ann").unwrap())
}

/// A stack on a Monday morning whose first version is what these files say.
async fn begin(files: &Files) -> World {
    let playbook = playbook::load(files).unwrap();
    let world = World::start("2026-09-07T08:00+02:00", playbook.clone()).await;
    let taken = versions::take_folder(&world.ports, &Actor::Policy, files.clone(), playbook, false);
    assert!(taken.await.unwrap());
    world
}

/// With one piece of one file replaced.
#[track_caller]
fn changed(files: &Files, path: &str, from: &str, to: &str) -> Files {
    let mut files = files.clone();
    let text = String::from_utf8(files[path].clone()).unwrap();
    assert_eq!(text.matches(from).count(), 1, "{from:?} in {path}");
    files.insert(path.to_owned(), text.replace(from, to).into_bytes());
    files
}

fn banning(files: &Files, phrase: &str) -> Files {
    let end = "sample_negatives: 0.0\n";
    let with = format!("banned_phrases: [\"{phrase}\"]\n{end}");
    changed(files, "house.md", end, &with)
}

async fn blob(world: &World, id: &ConversationId, step: u32) -> DraftBlob {
    let head = world.head(id).await;
    let draft = head.state.message(step).unwrap().draft.clone().unwrap();
    drafting::read_draft(&world.ports, &draft.blob)
        .await
        .unwrap()
}

async fn is_cleared(world: &World, id: &ConversationId) -> bool {
    let head = world.head(id).await;
    let message = head.state.message(1).unwrap();
    matches!(message.state, MessageState::Cleared { .. })
}

fn rules(findings: &Value) -> Vec<&str> {
    let findings = findings.as_array().unwrap();
    findings
        .iter()
        .map(|finding| finding["rule"].as_str().unwrap())
        .collect()
}

/// Fifty agents; each has a letter that is approved for nine o'clock, one that waits for a verdict, and a
/// lead whose draft is yet to be written.
async fn fifty() -> (Files, World, Vec<[ConversationId; 2]>) {
    let agents: Vec<AgentText> = (0..50)
        .map(|n| AgentText {
            name: Box::leak(format!("agent-{n:02}").into_boxed_str()),
            steps: &["email"],
        })
        .collect();
    let files = files(&HouseText::default(), &agents);
    let mut world = begin(&files).await;
    for n in 0..50 {
        let list = format!("agent-{n:02}.csv");
        world
            .leads
            .add(&list, &Person::of("Kari", &format!("fjord{n}")));
        world
            .leads
            .add(&list, &Person::of("Ola", &format!("dal{n}")));
    }
    let mut all = Vec::new();
    for n in 0..50 {
        world.accept_leads("ann", &format!("agent-{n:02}")).await;
        let approved = world
            .conversation_with(&format!("kari@fjord{n}.example"))
            .await;
        let waiting = world
            .conversation_with(&format!("ola@dal{n}.example"))
            .await;
        world.approve("ann", &approved).await;
        all.push([approved, waiting]);
    }
    world.idle_until("2026-09-07T08:30+02:00");
    (files, world, all)
}

#[tokio::test]
async fn a_banned_phrase_reaches_fifty_agents_within_one_push() {
    let (old, mut world, all) = fifty().await;
    let before = playbook::load(&old).unwrap();
    let new = banning(&old, PHRASE);
    let pushed = world.push("ann", new_version(&new)).await;
    assert_eq!(pushed.reaches.len(), 50);
    assert_eq!(
        pushed
            .changes
            .iter()
            .map(|c| (c.path.as_str(), c.added, c.removed))
            .collect::<Vec<_>>(),
        [("house.md", 1, 0)]
    );
    // What waits in the queue is linted by the new version before anything else has run.
    let (_, queue) = world
        .ask("ann", Method::GET, "/queue?limit=100&kind=draft", None)
        .await;
    // A planted card among them is of no conversation, and no rule reaches it.
    let cards = queue["cards"].as_array().unwrap().iter();
    let known = |card: &&Value| {
        let id = card["conversation"].as_str().unwrap();
        all.iter().flatten().any(|known| known.as_str() == id)
    };
    let cards = cards.filter(known);
    let cards: Vec<_> = cards.collect();
    assert_eq!(cards.len(), 50);
    for card in cards {
        let message = &card["draft"]["messages"][0];
        assert_eq!(rules(&message["findings"]), ["banned_phrase"], "{card}");
        assert_eq!(message["unsafe"], true);
        assert!(card["why"].to_string().contains("the linter holds it"));
    }
    // The sweep takes the clearances back; nothing leaves at nine o'clock.
    world.work().await;
    for [approved, waiting] in &all {
        assert!(!is_cleared(&world, approved).await);
        let head = world.head(approved).await;
        let why = head.state.message(1).unwrap().why_held.clone().unwrap();
        assert!(why.contains("banned_phrase"), "{why}");
        assert_eq!(world.head(waiting).await.cards.len(), 1);
    }
    world.run_until("2026-09-07T16:00+02:00").await;
    assert!(world.mailer.left().is_empty());
    assert!(world.failures.is_empty(), "{:?}", world.failures);
    // The next drafts are written by the new version, and it holds them.
    for n in 0..50 {
        let list = format!("agent-{n:02}.csv");
        world
            .leads
            .add(&list, &Person::of("Liv", &format!("nes{n}")));
    }
    world.run_until("2026-09-14T09:00+02:00").await;
    for n in 0..50 {
        world.accept_leads("ann", &format!("agent-{n:02}")).await;
        let id = world
            .conversation_with(&format!("liv@nes{n}.example"))
            .await;
        let blob = blob(&world, &id, 1).await;
        assert_eq!(blob.playbook, pushed.version);
        assert!(
            blob.findings
                .iter()
                .any(|f| f.rule.name() == "banned_phrase")
        );
    }
    // What agents prove by is as it was: a ban costs nobody a certificate.
    let after = world.ports.playbook.get();
    for (name, agent) in &before.agents {
        assert_eq!(
            playbook::pattern_set(&before, agent),
            playbook::pattern_set(&after, &after.agents[name])
        );
    }
}

#[tokio::test]
async fn a_letter_whose_turn_comes_before_the_sweep_is_held_all_the_same() {
    let (old, mut world, all) = fifty().await;
    world.push("ann", new_version(&banning(&old, PHRASE))).await;
    world.idle_until("2026-09-07T09:30+02:00");
    // The queue of the sweep is slow.
    world.work_on(&[QueueName::Sending]).await;
    assert!(world.mailer.left().is_empty());
    for [approved, _] in &all {
        assert!(!is_cleared(&world, approved).await);
    }
}

#[tokio::test]
async fn without_a_word_against_them_letters_leave_after_a_push() {
    let (old, mut world, all) = fifty().await;
    world
        .push("ann", new_version(&banning(&old, "touching base")))
        .await;
    world.work().await;
    for [approved, _] in &all {
        assert!(is_cleared(&world, approved).await);
    }
    world.run_until("2026-09-07T10:00+02:00").await;
    assert_eq!(
        world.mailer.left().len(),
        30,
        "what the mailbox may send in a day"
    );
}

#[tokio::test]
async fn what_was_approved_in_spite_of_a_finding_is_not_asked_again() {
    let old = banning(&files(&HouseText::default(), &[NORTH]), PHRASE);
    let mut world = begin(&old).await;
    world.leads.add("north.csv", &Person::of("Kari", "fjord"));
    world.accept_leads("ann", "north").await;
    let id = world.conversation_with("kari@fjord.example").await;
    world.approve("ann", &id).await;
    world
        .push(
            "ann",
            new_version(&changed(&old, "house.md", "Plain words", "Plainer words")),
        )
        .await;
    world.work().await;
    assert!(
        is_cleared(&world, &id).await,
        "seen and approved all the same"
    );
}

#[tokio::test]
async fn conversations_that_have_begun_stay_or_follow_as_the_push_says() {
    let first = files(&HouseText::default(), &[NORTH]);
    let mut world = begin(&first).await;
    world.leads.add("north.csv", &Person::of("Kari", "fjord"));
    world.accept_leads("ann", "north").await;
    let kari = world.conversation_with("kari@fjord.example").await;
    world.approve("ann", &kari).await;
    world.run_until("2026-09-07T10:00+02:00").await;
    assert_eq!(world.mailer.left().len(), 1);

    let brief = "The reader runs a gate.";
    let second = changed(
        &first,
        "agents/north.md",
        brief,
        "The reader runs two gates.",
    );
    let stays = world
        .push(
            "ann",
            NewVersion {
                stay: true,
                ..new_version(&second)
            },
        )
        .await;
    assert_eq!(stays.reaches, ["north"]);
    world.leads.add("north.csv", &Person::of("Ola", "dal"));
    world.run_until("2026-09-14T09:00+02:00").await;
    world.accept_leads("ann", "north").await;
    let ola = world.conversation_with("ola@dal.example").await;
    let (old, new) = (playbook::version(&first), playbook::version(&second));
    assert_eq!(blob(&world, &kari, 2).await.playbook, old, "it stays");
    assert_eq!(blob(&world, &ola, 1).await.playbook, new, "it began later");
    let events = flow::step::events(&world.ports, &kari).await.unwrap();
    let drafted: Vec<&str> = events
        .iter()
        .filter(|recorded| recorded.event.name() == "drafted")
        .map(|recorded| recorded.versions.playbook.as_str())
        .collect();
    assert_eq!(drafted, [&old, &old], "each draft names its version");

    // A process that starts later reads the same from the table.
    let stored = versions::stored(&*world.ports.table, &*world.ports.blobs).await;
    assert_eq!(stored.unwrap().unwrap().stays.len(), 1);
    let again = flow::PlaybookInForce::of(
        versions::stored(&*world.ports.table, &*world.ports.blobs)
            .await
            .unwrap()
            .unwrap(),
    );
    let state = world.head(&kari).await.state;
    assert_eq!(again.of_conversation(&state).version, old);

    let third = changed(
        &first,
        "agents/north.md",
        brief,
        "The reader runs three gates.",
    );
    world
        .push(
            "ann",
            NewVersion {
                redraft: true,
                ..new_version(&third)
            },
        )
        .await;
    world.work().await;
    let newest = playbook::version(&third);
    assert_eq!(blob(&world, &kari, 2).await.playbook, newest, "it follows");
    assert_eq!(blob(&world, &ola, 1).await.playbook, newest);
}

#[tokio::test]
async fn what_the_folder_holds_is_taken_where_it_says_something_new() {
    let first = files(&HouseText::default(), &[NORTH]);
    let world = begin(&first).await;
    let take = async |files: &Files, asked| {
        let playbook = playbook::load(files).unwrap();
        let by = if asked { ann() } else { Actor::Policy };
        versions::take_folder(&world.ports, &by, files.clone(), playbook, asked)
            .await
            .unwrap()
    };
    let in_force = || world.ports.playbook.get().version.clone();
    assert!(!take(&first, false).await, "nothing new");
    // Somebody pushes from elsewhere: a restart with the old folder changes nothing.
    let second = banning(&first, PHRASE);
    world.push("ann", new_version(&second)).await;
    assert!(!take(&first, false).await);
    assert_eq!(in_force(), playbook::version(&second));
    // A rollback stands, too, while the folder holds what was rolled back.
    let pushed = NewVersion {
        folder: Some(playbook::version(&second)),
        ..new_version(&second)
    };
    world.push("ann", pushed).await;
    let short = playbook::short_version(&playbook::version(&first));
    let folder = Some(playbook::version(&second));
    versions::rollback(&world.ports, &ann(), &short, String::new(), false, folder)
        .await
        .unwrap();
    assert!(!take(&second, false).await);
    assert_eq!(in_force(), playbook::version(&first));
    // Asked for, it is taken whatever it was.
    assert!(take(&second, true).await);
    assert_eq!(in_force(), playbook::version(&second));
    let history = versions::history(&world.ports, None, 10).await.unwrap();
    let ways: Vec<(Way, bool)> = history
        .iter()
        .map(|entry| (entry.way, entry.by == Actor::Policy))
        .collect();
    assert_eq!(
        ways,
        [
            (Way::Folder, false),
            (Way::Rollback, false),
            (Way::Push, false),
            (Way::Folder, true)
        ]
    );
}

#[tokio::test]
async fn the_api_pushes_tells_and_rolls_back_and_a_faulty_playbook_replaces_nothing() {
    let first = files(&HouseText::default(), &[NORTH]);
    let world = begin(&first).await;
    let texts = |files: &Files| -> Value {
        files
            .iter()
            .map(|(path, bytes)| (path.clone(), json!(String::from_utf8_lossy(bytes))))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let push = async |by: &str, files: &Files, base: Option<&str>| {
        let body = json!({"files": texts(files), "message": "less talk", "base": base});
        world
            .ask(by, Method::POST, "/playbook/versions", Some(body))
            .await
    };
    let base = playbook::version(&first);
    let second = banning(&first, PHRASE);
    let (status, pushed) = push("ann", &second, Some(&base)).await;
    assert_eq!(
        (status, &pushed["changed"]),
        (200, &json!(true)),
        "{pushed}"
    );
    assert_eq!(pushed["reaches"], json!(["north"]));
    // Another operator started from what is not in force any more; the first one knows what she pushed.
    let third = banning(&first, "next week");
    let (status, behind) = push("ben", &third, Some(&base)).await;
    assert_eq!(
        (status, &behind["decided_by"]),
        (409, &json!("operator ann")),
        "{behind}"
    );
    assert_eq!(push("ann", &second, Some(&base)).await.1["changed"], false);

    let mut faulty = second.clone();
    faulty.insert("agents/north.md".to_owned(), b"nothing".to_vec());
    let (status, said) = push("ann", &faulty, None).await;
    assert_eq!(status, 422);
    assert!(
        said["detail"]
            .as_str()
            .unwrap()
            .contains("agents/north.md:1:1"),
        "{said}"
    );
    let (_, page) = world.ask("ann", Method::GET, "/playbook", None).await;
    assert_eq!(page["version"], pushed["version"]);

    let (_, history) = world
        .ask("ann", Method::GET, "/playbook/versions", None)
        .await;
    let entries = history["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 2);
    assert_eq!(
        (
            &entries[0]["author"],
            &entries[0]["message"],
            &entries[1]["author"]
        ),
        (&json!("ann"), &json!("less talk"), &json!("folder"))
    );
    let (_, diff) = world
        .ask(
            "ann",
            Method::GET,
            &format!("/playbook/diff?from={base}"),
            None,
        )
        .await;
    let unified = diff["files"][0]["unified"].as_str().unwrap();
    assert!(
        unified.contains("+banned_phrases: [\"about the gate\"]"),
        "{unified}"
    );
    let (_, stored) = world
        .ask(
            "ann",
            Method::GET,
            &format!("/playbook/versions/pb_{}", &base[..12]),
            None,
        )
        .await;
    assert_eq!(stored["files"], texts(&first));

    let back = json!({"version": &base[..8], "message": "it was too strict"});
    let (status, back) = world
        .ask("ann", Method::POST, "/playbook/rollback", Some(back))
        .await;
    assert_eq!((status, &back["version"]), (200, &json!(base)), "{back}");
    let unknown = json!({"version": "pb_00000000"});
    let (status, _) = world
        .ask("ann", Method::POST, "/playbook/rollback", Some(unknown))
        .await;
    assert_eq!(status, 404);
    let (_, log) = world
        .ask("ann", Method::GET, "/log?grep=playbook_", None)
        .await;
    let mut told: Vec<&str> = log["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["event"].as_str().unwrap())
        .collect();
    told.sort_unstable();
    assert_eq!(
        told,
        ["playbook_loaded", "playbook_pushed", "playbook_rolled_back"]
    );
    // A halted fleet stays halted through a push that brings a new agent.
    halts::halt(
        &world.ports,
        &OperatorId::parse("ann").unwrap(),
        &halts::Scope::Fleet,
        true,
    )
    .await
    .unwrap();
    let mut more = first.clone();
    let north = more["agents/north.md"].clone();
    more.insert("agents/south.md".to_owned(), north);
    assert_eq!(push("ann", &more, None).await.0, 200);
    let (_, agents) = world.ask("ann", Method::GET, "/agents", None).await;
    assert_eq!(agents["agents"][1]["halted"], true, "{agents}");
}

#[tokio::test]
async fn the_effect_of_a_version_is_told_with_its_interval_or_how_many_more_it_takes() {
    let first = files(&HouseText::default(), &[NORTH]);
    let mut world = begin(&first).await;
    let decide = async |world: &mut World, week: usize, kills: usize, all: usize| {
        for n in 0..all {
            world
                .leads
                .add("north.csv", &Person::of("Kari", &format!("w{week}n{n}")));
        }
        // Leads are looked for on Mondays at six, by the house's clock.
        world
            .run_until(&format!("2026-09-{:02}T09:00+02:00", 7 * week))
            .await;
        world.accept_leads("ann", "north").await;
        for n in 0..all {
            let id = world
                .conversation_with(&format!("kari@w{week}n{n}.example"))
                .await;
            if n < kills {
                let decision = flow::verdicts::Decision::Kill {
                    seen: world.seen(&id).await,
                    reason: "weak_offer".to_owned(),
                    note: None,
                };
                world.decide("ann", &id, decision).await.unwrap();
            } else {
                world.approve("ann", &id).await;
            }
        }
    };
    decide(&mut world, 1, 12, 20).await;
    let second = changed(
        &first,
        "agents/north.md",
        "The reader runs a gate.",
        "Be brief.",
    );
    world.push("ann", new_version(&second)).await;
    decide(&mut world, 2, 1, 4).await;
    let (_, told) = world
        .ask("ann", Method::GET, "/playbook/effect", None)
        .await;
    let kills = &told["versions"][0]["kills"];
    assert_eq!(
        (
            &kills["found_before"],
            &kills["of_before"],
            &kills["found"],
            &kills["of"]
        ),
        (&json!(12), &json!(20), &json!(1), &json!(4)),
        "{told}"
    );
    assert_eq!(kills["clear"], false);
    assert!(
        kills["words"]
            .as_str()
            .unwrap()
            .contains("not enough yet, "),
        "{kills}"
    );
    decide(&mut world, 3, 0, 20).await;
    let (_, told) = world
        .ask("ann", Method::GET, "/playbook/effect", None)
        .await;
    let kills = &told["versions"][0]["kills"];
    assert_eq!(
        (&kills["of"], &kills["clear"]),
        (&json!(24), &json!(true)),
        "{kills}"
    );
    assert!(kills["high"].as_f64().unwrap() < 0.0, "{kills}");
    assert!(
        told["versions"][0]["positives"]["of_before"]
            .as_u64()
            .unwrap()
            > 0,
        "{told}"
    );
}

#[tokio::test]
async fn the_effect_of_a_version_tells_what_a_hundred_drafts_took_of_the_operators_time() {
    let first = files(&HouseText::default(), &[NORTH]);
    let mut world = begin(&first).await;
    let usual = flow::report::Usual::default().draft;
    for n in 0..3 {
        let person = Person::of("Kari", &format!("w1n{n}"));
        world.leads.add("north.csv", &person);
    }
    world.run_until("2026-09-07T09:00+02:00").await;
    world.accept_leads("ann", "north").await;
    // The first look comes after coffee; the others half a minute after the one before.
    for (n, at) in ["09:20:00", "09:20:30", "09:21:00"].iter().enumerate() {
        world.run_until(&format!("2026-09-07T{at}+02:00")).await;
        let kari = format!("kari@w1n{n}.example");
        let id = world.conversation_with(&kari).await;
        world.approve("ann", &id).await;
    }
    let second = changed(
        &first,
        "agents/north.md",
        "The reader runs a gate.",
        "Be brief.",
    );
    world.push("ann", new_version(&second)).await;
    world.leads.add("north.csv", &Person::of("Ola", "dal"));
    world.run_until("2026-09-14T09:00+02:00").await;
    world.accept_leads("ann", "north").await;
    world.run_until("2026-09-14T09:20:00+02:00").await;
    let ola = world.conversation_with("ola@dal.example").await;
    let (subject, body) = world.draft(&ola, 1).await;
    let edit = flow::verdicts::Decision::Edit {
        seen: world.seen(&ola).await.remove(0),
        subject,
        body: body.replace("the gate", "your gate"),
    };
    world.decide("ann", &ola, edit).await.unwrap();
    world.run_until("2026-09-14T09:20:12+02:00").await;
    world.approve("ann", &ola).await;

    // Twice at one draft, the edit and its approval, are two looks at one draft.
    let (_, told) = world
        .ask("ann", Method::GET, "/playbook/effect", None)
        .await;
    let minutes = &told["versions"][0]["minutes"];
    let per_hundred = |seconds: u64, drafts: u64| {
        let tenths = (seconds * 1_000 + drafts * 30) / (drafts * 60);
        f64::from(u32::try_from(tenths).unwrap()) / 10.0
    };
    assert_eq!(
        (&minutes["drafts_before"], &minutes["per_hundred_before"]),
        (&json!(3), &json!(per_hundred(usual + 60, 3))),
        "{told}"
    );
    assert_eq!(
        (&minutes["drafts"], &minutes["per_hundred"]),
        (&json!(1), &json!(per_hundred(usual + 12, 1))),
        "{told}"
    );
    let words = minutes["words"].as_str().unwrap();
    assert!(
        words.contains("(3 looked at) → ") && words.ends_with(" for 100 drafts"),
        "{words}"
    );
}

/// Fifty agents that share one class, on the Monday after three weeks of clean letters: the class has its
/// certificate, and policy has cleared letters that leave later in the morning.
async fn fifty_with_proof() -> (Files, World) {
    let agents: Vec<AgentText> = (0..50)
        .map(|n| AgentText {
            name: Box::leak(format!("agent-{n:02}").into_boxed_str()),
            steps: &["email"],
        })
        .collect();
    // A hundred drafts a week are more than twenty minutes.
    let house = HouseText {
        minutes: (1_440, 10_080),
        ..HouseText::default()
    };
    let files = files(&house, &agents);
    let mut world = begin(&files).await;
    for (week, monday) in ["2026-09-07", "2026-09-14", "2026-09-21", "2026-09-28"]
        .iter()
        .enumerate()
    {
        for n in 0..100 {
            let list = format!("agent-{:02}.csv", n % 50);
            let person = Person::of("Kari", &format!("w{week}n{n}"));
            world.leads.add(&list, &person);
        }
        // The stack begins at eight on the first one.
        let morning = if week == 0 { "08:30" } else { "07:00" };
        world.run_until(&format!("{monday}T{morning}+02:00")).await;
        for n in 0..50 {
            world.accept_leads("ann", &format!("agent-{n:02}")).await;
        }
        if week < 3 {
            for id in world.waiting_drafts().await {
                world.approve("ann", &id).await;
            }
            world.work().await;
        }
    }
    (files, world)
}

#[tokio::test]
async fn a_ban_resets_no_certificate_and_holds_what_policy_had_cleared() {
    let (old, mut world) = fifty_with_proof().await;
    let ids = flow::trust::classes(&world.ports).await.unwrap();
    assert_eq!(ids.len(), 1, "fifty agents share one class");
    let row = async |world: &World| {
        let row = flow::trust::class_row(&world.ports, &ids[0]).await.unwrap();
        row.unwrap()
    };
    let gate = async |world: &World| {
        let key = flow::keys::class_gate(&ids[0]);
        let found = flow::step::read::<domain::trust::Gate>(&world.ports, key).await;
        found.unwrap().map(|(gate, _)| gate)
    };
    let before = (row(&world).await, gate(&world).await);
    assert!(
        before.0.class.certificate.is_some(),
        "three clean weeks are proof"
    );
    let mut cleared = Vec::new();
    for n in 0..100 {
        let kari = format!("kari@w3n{n}.example");
        let id = world.conversation_with(&kari).await;
        if is_cleared(&world, &id).await {
            cleared.push(id);
        }
    }
    assert!(cleared.len() > 40, "policy cleared {}", cleared.len());
    let left = world.mailer.left().len();

    let pushed = world.push("ann", new_version(&banning(&old, PHRASE))).await;
    assert_eq!(pushed.reaches.len(), 50);
    world.work().await;
    for id in &cleared {
        assert!(!is_cleared(&world, id).await, "it holds the phrase");
    }
    world.run_until("2026-09-28T16:00+02:00").await;
    assert_eq!(
        world.mailer.left().len(),
        left,
        "nothing left with the phrase"
    );
    let after = row(&world).await;
    assert_eq!(after.certified, before.0.certified, "certified as it was");
    assert_eq!(after.class.certificate, before.0.class.certificate);
    assert_eq!(
        (after.class.life, after.class.apart),
        (before.0.class.life, before.0.class.apart)
    );
    assert_eq!(gate(&world).await, before.1, "the gate stands open");

    // Other words are cleared by the same certificate at once: no agent begins anew.
    world.model.write(|brief| {
        let mut drafted = harness::plain_draft(brief);
        drafted.body = drafted.body.replace(PHRASE, "on the gate");
        Ok(drafted)
    });
    for n in 0..100 {
        let list = format!("agent-{:02}.csv", n % 50);
        world
            .leads
            .add(&list, &Person::of("Liv", &format!("w4n{n}")));
    }
    world.run_until("2026-10-05T07:00+02:00").await;
    let mut again = 0;
    for n in 0..50 {
        world.accept_leads("ann", &format!("agent-{n:02}")).await;
    }
    for n in 0..100 {
        let liv = format!("liv@w4n{n}.example");
        let id = world.conversation_with(&liv).await;
        let head = world.head(&id).await;
        let (_, unit) = head.state.units().next().expect("it was routed");
        assert_eq!(unit.routing.class, ids[0], "the class is the same");
        again += usize::from(unit.routing.route.clear);
    }
    assert!(again > 40, "policy clears {again} with the phrase banned");
}
