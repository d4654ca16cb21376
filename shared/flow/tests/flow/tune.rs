//! A tuning round: what comes again in the operator's verdicts, which rules they ask for, and that accepting one
//! puts it in force for everybody.

use crate::write_back;
use domain::tune::Rule;
use domain::{Actor, AgentName, ConversationId};
use flow::tune::{self, Round, Sample};
use flow::verdicts::Decision;
use flow::versions;
use harness::{AgentText, HouseText, Method, NORTH, Person, World, files, plain_draft};
use serde_json::json;

const SOUTH: AgentText = AgentText {
    name: "south",
    steps: &["email"],
};
/// What the operator kills for.
const HYPE: &str = "It takes no effort whatsoever.";
/// What the operator writes in other words.
const ASK: &str = "Would 20 minutes next week suit you for a look at it?";
const OTHER_ASK: &str = "May I show it to you on Tuesday?";

const KILLED: [&str; 4] = ["Aksel", "Birk", "Cato", "Dag"];
const EDITED: [&str; 3] = ["Embla", "Frida", "Gro"];
const APPROVED: [&str; 3] = ["Hanne", "Ida", "Jon"];
/// Of south: it has the phrase and is approved all the same.
const HYPED: &str = "Kari";

fn north() -> AgentName {
    AgentName::parse("north").unwrap()
}

fn address(one: &str) -> String {
    format!("{0}@{0}-fjord.example", one.to_lowercase())
}

async fn of(world: &World, one: &str) -> ConversationId {
    world.conversation_with(&address(one)).await
}

async fn round(world: &World) -> Round {
    tune::round(&world.ports, &north()).await.unwrap()
}

/// Two agents on a Monday morning: four kills, three edits and three approvals at north, of whom one answers; one
/// approval at south.
async fn world() -> World {
    let files = files(&HouseText::default(), &[NORTH, SOUTH]);
    let playbook = playbook::load(&files).unwrap();
    let mut world = World::start("2026-09-07T07:00+00:00", playbook.clone()).await;
    versions::take_folder(&world.ports, &Actor::Policy, files, playbook, false)
        .await
        .unwrap();
    world.model.write(|brief| {
        let mut draft = plain_draft(brief);
        let name = brief.contact.first_name.as_str();
        if brief.step == 1 && (KILLED.contains(&name) || name == HYPED) {
            draft.body = draft.body.replace(ASK, &format!("{HYPE} {ASK}"));
        }
        Ok(draft)
    });
    for one in KILLED.iter().chain(&EDITED).chain(&APPROVED) {
        let person = Person::of(one, &format!("{one} Fjord"));
        world.leads.add("north.csv", &person);
    }
    let person = Person::of(HYPED, &format!("{HYPED} Fjord"));
    world.leads.add("south.csv", &person);
    world.accept_leads("ann", "north").await;
    world.accept_leads("ann", "south").await;
    world.run_until("2026-09-07T08:00+00:00").await;
    for one in KILLED {
        let id = of(&world, one).await;
        let seen = world.seen(&id).await;
        let kill = Decision::Kill {
            seen,
            reason: "off_tone".to_owned(),
            note: Some("we never promise ease".to_owned()),
        };
        world.decide("ann", &id, kill).await.unwrap();
    }
    for one in EDITED {
        let id = of(&world, one).await;
        let seen = world.seen(&id).await.remove(0);
        let (subject, body) = world.draft(&id, 1).await;
        let edit = Decision::Edit {
            seen,
            subject,
            body: body.replace(ASK, OTHER_ASK),
        };
        world.decide("ann", &id, edit).await.unwrap();
    }
    for one in EDITED.iter().chain(&APPROVED).chain([&HYPED]) {
        let id = of(&world, one).await;
        world.approve("ann", &id).await;
    }
    world.run_until("2026-09-07T12:00+00:00").await;
    let from = address("Jon");
    write_back(&mut world, "Jon", &from, "Please call me on Thursday.").await;
    world
}

#[tokio::test]
async fn a_round_shows_some_of_everything_and_what_comes_again() {
    let world = world().await;
    let round = round(&world).await;
    assert_eq!(round.decided.get("killed"), Some(&4));
    assert_eq!(round.reasons.get("off_tone"), Some(&4));
    let totals: Vec<(Sample, usize, usize)> = round
        .strata
        .iter()
        .map(|one| (one.sample, one.total, one.drawn.len()))
        .collect();
    assert_eq!(
        totals,
        [
            (Sample::Kill, 4, 3),
            (Sample::Edit, 3, 3),
            (Sample::Audit, 0, 0),
            (Sample::Shipped, 3, 3),
            (Sample::Reply, 1, 1),
        ]
    );
    let [edit] = round.edits.as_slice() else {
        panic!("{:?}", round.edits)
    };
    assert_eq!(edit.count, 3);
    assert!(edit.new.starts_with("May I show"), "{edit:?}");
    assert_eq!(
        round.phrases.first().map(|one| (one.killed, one.approved)),
        Some((4, 0)),
        "{:?}",
        round.phrases
    );
    assert!(
        round
            .notes
            .contains(&("we never promise ease".to_owned(), 4)),
        "{:?}",
        round.notes
    );
    let all = format!(
        "{:?} {:?} {:?}",
        round.edits, round.phrases, round.proposals
    );
    for person in KILLED.iter().chain(&EDITED) {
        assert!(!all.contains(person), "{person} is in {all}");
    }
}

#[tokio::test]
async fn a_rule_is_tried_on_all_that_it_reaches_and_comes_with_its_markdown() {
    let world = world().await;
    let round = round(&world).await;
    let ban = round
        .proposals
        .iter()
        .find(|one| matches!(&one.rule, Rule::Ban { phrase } if phrase.contains("no effort")))
        .unwrap_or_else(|| panic!("{:?}", round.proposals));
    assert_eq!(
        (ban.tested.of, ban.tested.caught, ban.tested.wrongly),
        (11, 4, 1)
    );
    assert_eq!(ban.wrong.len(), 1);
    assert_eq!(ban.wrong[0].agent.as_str(), "south");
    assert!(
        ban.wrong[0].words.contains("no effort whatsoever"),
        "{:?}",
        ban.wrong
    );
    assert_eq!(ban.reaches, ["north", "south"]);
    let patch = ban.patch.as_ref().unwrap();
    assert_eq!(patch.len(), 1);
    assert!(
        patch[0].unified.contains("+banned_phrases:"),
        "{}",
        patch[0].unified
    );
    let say = round
        .proposals
        .iter()
        .find(|one| matches!(one.rule, Rule::Say { .. }));
    // The ask was edited as often as it was left as it is: that is no rule yet.
    assert_eq!(say.map(|one| &one.rule), None);
    let rule = Rule::Say {
        old: "Would 20 minutes".to_owned(),
        new: "Would an hour".to_owned(),
    };
    let tried = tune::tried(&world.ports, &north(), rule).await.unwrap();
    assert_eq!(
        (tried.tested.of, tried.tested.caught, tried.tested.wrongly),
        (10, 3, 3)
    );
    assert!(
        tried.patch.unwrap()[0]
            .unified
            .contains("+- Write “Would an hour”"),
        "the file does not say it, so the brief advises"
    );
}

#[tokio::test]
async fn an_accepted_rule_is_a_version_in_force_and_the_round_ends_with_its_minutes() {
    let mut world = world().await;
    let asked = round(&world).await.proposals;
    let mut bans = asked
        .iter()
        .filter(|one| matches!(one.rule, Rule::Ban { .. }));
    let rule = bans.next().unwrap().rule.clone();
    let phrase = rule.phrase();
    let is_proposed = |round: &Round| round.proposals.iter().any(|one| one.rule == rule);
    let rule = json!({ "type": "ban", "phrase": phrase });
    let (status, accepted) = world
        .ask(
            "ann",
            Method::POST,
            "/tune/north/accept",
            Some(json!({ "rules": [rule] })),
        )
        .await;
    assert_eq!(status, 200, "{accepted}");
    assert_eq!(accepted["files"], "elsewhere");
    assert_eq!(accepted["reaches"], json!(["north", "south"]));
    let playbook = world.ports.playbook.get();
    assert_eq!(playbook.house.banned_phrases, [phrase]);
    let history = versions::history(&world.ports, None, 1).await.unwrap();
    assert!(
        history[0].message.contains(&format!("no more “{phrase}”")),
        "{history:?}"
    );
    // What was accepted is not proposed again, and can't be accepted twice.
    assert!(!is_proposed(&round(&world).await));
    let (status, again) = world
        .ask(
            "ann",
            Method::POST,
            "/tune/north/accept",
            Some(json!({ "rules": [{ "type": "ban", "phrase": phrase }] })),
        )
        .await;
    assert_eq!(status, 400, "{again}");
    let (status, ended) = world
        .ask(
            "ann",
            Method::POST,
            "/tune/north/rounds",
            Some(json!({ "seconds": 1_990 })),
        )
        .await;
    assert_eq!(status, 200, "{ended}");
    assert_eq!(ended["round"]["minutes"], 34);
    assert_eq!(
        (&ended["round"]["judged"], &ended["round"]["rules"]),
        (&json!(10), &json!(1))
    );
    assert!(
        ended["next"].as_str().unwrap().starts_with("2026-09-14T"),
        "{ended}"
    );
    let log = flow::log::page(&world.ports, "round_held", 10, None)
        .await
        .unwrap();
    assert!(log.lines[0].words.contains("34 minutes"), "{:?}", log.lines);
    let round = round(&world).await;
    assert_eq!((round.rounds.len(), round.decided.len()), (1, 0));
    assert!(!is_proposed(&round), "nor by the next round");
    world.work().await;
}

#[tokio::test]
async fn a_round_comes_due_is_missed_and_shows_where_the_operator_looks() {
    let mut world = world().await;
    let due = async |world: &World| {
        let (_, status) = world.ask("ann", Method::GET, "/status", None).await;
        status["tuning"].clone()
    };
    assert_eq!(due(&world).await, json!([]));
    world.run_until("2026-09-14T08:00+00:00").await;
    let told = due(&world).await;
    assert_eq!(told.as_array().map(Vec::len), Some(2), "{told}");
    assert_eq!(
        told[0],
        json!({ "agent": "north", "since": "2026-09-14T07:00:00Z", "missed": 0 })
    );
    world.run_until("2026-09-18T08:00+00:00").await;
    assert_eq!(due(&world).await[0]["missed"], 1);
    let (_, report) = world
        .ask(
            "ann",
            Method::GET,
            "/report?agent=north&week=2026-W38",
            None,
        )
        .await;
    assert_eq!(report["judged"]["tuning"]["missed"], 1, "{report}");
    assert!(
        report["markdown"]
            .as_str()
            .unwrap()
            .contains("- north: 1 tuning round missed, due since 2026-09-14"),
        "{report}"
    );
    let (_, fleet) = world
        .ask("ann", Method::GET, "/report?week=2026-W38", None)
        .await;
    assert_eq!(fleet["agents"][0]["rounds_missed"], 1, "{fleet}");
    let held = json!({ "seconds": 600 });
    world
        .ask("ann", Method::POST, "/tune/north/rounds", Some(held))
        .await;
    let told = due(&world).await;
    assert_eq!(
        (told.as_array().map(Vec::len), &told[0]["agent"]),
        (Some(1), &json!("south"))
    );
    let (_, report) = world
        .ask(
            "ann",
            Method::GET,
            "/report?agent=north&week=2026-W38",
            None,
        )
        .await;
    assert_eq!(
        report["judged"]["tuning"],
        json!({
            "held": 1, "minutes": 10, "rules": 0, "missed": 0, "due_since": null
        })
    );
}

#[tokio::test]
async fn nobody_holds_a_round_with_an_agent_that_is_none() {
    let world = world().await;
    for path in ["/tune/nobody", "/tune/No%20Body"] {
        let (status, problem) = world.ask("ann", Method::GET, path, None).await;
        assert_eq!(status, 404, "{problem}");
    }
    for (path, body) in [
        (
            "/tune/nobody/accept",
            json!({ "rules": [{ "type": "ban", "phrase": "a b" }] }),
        ),
        ("/tune/nobody/rounds", json!({ "seconds": 1 })),
        (
            "/tune/nobody/try",
            json!({ "rule": { "type": "ban", "phrase": "a b" } }),
        ),
    ] {
        let (status, problem) = world.ask("ann", Method::POST, path, Some(body)).await;
        assert_eq!(status, 404, "{path} {problem}");
    }
    for body in [
        json!({ "rules": [] }),
        json!({ "rules": [{ "type": "ban", "phrase": " " }] }),
    ] {
        let (status, problem) = world
            .ask("ann", Method::POST, "/tune/north/accept", Some(body))
            .await;
        assert_eq!(status, 400, "{problem}");
    }
}

#[tokio::test]
async fn a_kill_and_an_edit_can_be_made_a_rule_from_where_they_are_made() {
    let world = world().await;
    let asked = async |of: &ConversationId, what: &str| {
        let head = world.head(of).await;
        let given = head.state.verdicts.iter().find(|one| one.what == what);
        let path = format!("/verdicts/{}/rules", given.unwrap().id);
        let (status, told) = world.ask("ann", Method::GET, &path, None).await;
        assert_eq!(status, 200, "{told}");
        assert_eq!(told["agent"], "north");
        told["rules"].as_array().unwrap().clone()
    };
    let killed = asked(&of(&world, "Aksel").await, "kill").await;
    let ban = &killed[0];
    assert_eq!(ban["rule"]["type"], "ban");
    assert!(
        ban["rule"]["phrase"]
            .as_str()
            .unwrap()
            .contains("no effort"),
        "{ban}"
    );
    assert_eq!(
        (&ban["of"], &ban["caught"], &ban["wrongly"]),
        (&json!(11), &json!(4), &json!(1))
    );
    assert!(
        ban["patch"][0]["unified"]
            .as_str()
            .unwrap()
            .contains("+banned_phrases:")
    );
    // The edit, and the approval of what was edited, ask for the same.
    let id = of(&world, "Embla").await;
    let edited = asked(&id, "edit").await;
    assert_eq!(edited, asked(&id, "approve").await);
    let phrases: Vec<&str> = edited
        .iter()
        .map(|one| {
            one["rule"]["old"]
                .as_str()
                .or(one["rule"]["phrase"].as_str())
                .unwrap()
        })
        .collect();
    assert_eq!(phrases[0], phrases[1], "said otherwise, or banned");
    assert!(ASK.contains(phrases[0]), "{phrases:?}");
    assert_eq!(
        (&edited[0]["caught"], &edited[0]["wrongly"]),
        (&json!(3), &json!(3))
    );
    // What was approved as it stood asks for nothing.
    assert_eq!(
        asked(&of(&world, "Ida").await, "approve").await,
        Vec::<serde_json::Value>::new()
    );
    let (status, _) = world
        .ask("ann", Method::GET, "/verdicts/vrd_none/rules", None)
        .await;
    assert_eq!(status, 404);
    // Accepted from there, it is in force.
    let body = json!({ "rules": [ban["rule"]], "message": "A kill of north" });
    let (status, accepted) = world
        .ask("ann", Method::POST, "/tune/north/accept", Some(body))
        .await;
    assert_eq!(status, 200, "{accepted}");
    let playbook = world.ports.playbook.get();
    assert_eq!(
        playbook.house.banned_phrases,
        [ban["rule"]["phrase"].as_str().unwrap()]
    );
}
