//! Leads that were turned down say what the rubric takes for too much: the round proposes weights, tried on past lists,
//! and accepting them writes the agent's front matter.

use domain::{Actor, AgentName, ConversationId, OperatorId};
use flow::items::{ListDecision, ListLead, Which};
use flow::{items, keys, listing, sourcing, tune, versions};
use harness::{HouseText, Method, NORTH, Person, World, files};
use playbook::Files;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const RUBRIC: &str = "rubric:
  accept_at: 60
  criteria:
    - {name: Runs logistics, weight: 40, when: {field: title, contains: [logistics]}}
    - {name: Speaks our language, weight: 30, when: {field: country, equals: [\"NO\"]}}
    - {name: Right trade, weight: 30, when: {field: company, contains: [fjord]}} # boats, mostly
";
/// Leads of each kind.
const EACH: usize = 12;

fn north() -> AgentName {
    AgentName::parse("north").unwrap()
}

fn with_rubric(rubric: &str) -> Files {
    let mut files = files(&HouseText::default(), &[NORTH]);
    let path = "agents/north.md";
    let text = String::from_utf8(files[path].clone()).unwrap();
    let text = text.replace("\nsequence:", &format!("\n{rubric}sequence:"));
    files.insert(path.to_owned(), text.into_bytes());
    files
}

/// All leads score 70: some for where they are, some for their trade.
async fn world() -> World {
    let files = with_rubric(RUBRIC);
    let playbook = playbook::load(&files).unwrap();
    let mut world = World::start("2026-09-07T07:00+00:00", playbook.clone()).await;
    versions::take_folder(&world.ports, &Actor::Policy, files, playbook, false)
        .await
        .unwrap();
    for number in 0..EACH {
        let here = Person::numbered(number);
        let company = here.company.replace("Fjord", "Vidde");
        let mut trade = Person::of("Kaja", &here.company);
        "DK".clone_into(&mut trade.country);
        "Europe/Copenhagen".clone_into(&mut trade.timezone);
        world.leads.add("north.csv", &Person::of("Kari", &company));
        world.leads.add("north.csv", &trade);
    }
    world.work().await;
    world
}

/// The leads on the list, by first name.
async fn leads(world: &World) -> BTreeMap<String, Vec<ConversationId>> {
    let list = sourcing::open_list(&world.ports, &north())
        .await
        .unwrap()
        .unwrap();
    let mut all: BTreeMap<String, Vec<ConversationId>> = BTreeMap::new();
    for item in world.table.all(&keys::list(&list.id)).await {
        let Some(lead) = item.key.sk.strip_prefix(keys::LIST_LEADS).map(|_| &item) else {
            continue;
        };
        let lead: ListLead = items::decode(lead).unwrap();
        let key = keys::vault(&lead.conversation);
        let found = world.ports.table.get(&[key]).await.unwrap().remove(0);
        let vault: items::Vault = items::decode(&found.unwrap()).unwrap();
        all.entry(vault.first_name)
            .or_default()
            .push(lead.conversation);
    }
    all
}

async fn decide(world: &mut World, decision: ListDecision) {
    let list = sourcing::open_list(&world.ports, &north())
        .await
        .unwrap()
        .unwrap();
    let (by, verdict) = (OperatorId::parse("ann").unwrap(), world.verdict());
    listing::decide_list(&world.ports, &list.id, &by, &verdict, decision)
        .await
        .unwrap();
    world.work().await;
}

async fn reject(world: &mut World, leads: Vec<ConversationId>, reason: &str) {
    let decision = ListDecision::Reject {
        leads: Which::These(leads),
        reason: reason.to_owned(),
    };
    decide(world, decision).await;
}

async fn asked(world: &World) -> Value {
    let (status, round) = world.ask("ann", Method::GET, "/tune/north", None).await;
    assert_eq!(status, 200, "{round}");
    round["weights"].clone()
}

#[tokio::test]
async fn rejected_leads_propose_weights_and_accepting_them_writes_the_front_matter() {
    let mut world = world().await;
    let all = leads(&world).await;
    assert_eq!(all["Kari"].len(), EACH);
    assert_eq!(
        asked(&world).await["criteria"],
        json!([]),
        "nothing is decided yet"
    );
    reject(&mut world, all["Kari"].clone(), "wrong_segment").await;
    decide(&mut world, ListDecision::Accept { leads: Which::Rest }).await;
    let weights = asked(&world).await;
    assert_eq!(
        weights["criteria"],
        json!([{ "criterion": "Right trade", "from": 30, "to": 60 }]),
        "{weights}"
    );
    assert_eq!(
        (
            &weights["rejected"],
            &weights["rejected_below_now"],
            &weights["rejected_below"]
        ),
        (&json!(EACH), &json!(0), &json!(EACH))
    );
    assert_eq!(
        (
            &weights["accepted"],
            &weights["accepted_below_now"],
            &weights["accepted_below"]
        ),
        (&json!(EACH), &json!(0), &json!(0))
    );
    let patch = weights["patch"][0]["unified"].as_str().unwrap();
    assert!(
        patch.contains("+    - {name: Right trade, weight: 60,")
            && patch.contains("# boats, mostly"),
        "{patch}"
    );
    let rule = json!({ "type": "weigh", "criterion": "Right trade", "weight": 60 });
    let body = json!({ "rules": [rule] });
    let (status, accepted) = world
        .ask("ann", Method::POST, "/tune/north/accept", Some(body))
        .await;
    assert_eq!(status, 200, "{accepted}");
    let playbook = world.ports.playbook.get();
    let criteria = &playbook.agents["north"].rubric.criteria;
    assert_eq!(
        criteria.iter().map(|one| one.weight).collect::<Vec<_>>(),
        [40, 30, 60]
    );
    let history = versions::history(&world.ports, None, 1).await.unwrap();
    assert!(
        history[0].message.contains("“Right trade” counts 60"),
        "{history:?}"
    );
    // The same verdicts ask for nothing more.
    let weights = asked(&world).await;
    assert_eq!(
        (&weights["criteria"], &weights["rejected_below_now"]),
        (&json!([]), &json!(EACH))
    );
    // A weight finds no draft, and is not tried on any.
    let body = json!({ "rule": { "type": "weigh", "criterion": "Right trade", "weight": 8 } });
    let (status, _) = world
        .ask("ann", Method::POST, "/tune/north/try", Some(body))
        .await;
    assert_eq!(status, 400);
}

#[tokio::test]
async fn what_no_rubric_can_see_and_what_another_rubric_scored_asks_for_nothing() {
    let mut world = world().await;
    let all = leads(&world).await;
    let (known, wrong) = all["Kari"].split_at(4);
    reject(&mut world, known.to_vec(), "known_already").await;
    reject(&mut world, wrong.to_vec(), "wrong_segment").await;
    decide(&mut world, ListDecision::Accept { leads: Which::Rest }).await;
    let weights = asked(&world).await;
    assert_eq!(weights["rejected"], json!(EACH - 4));
    assert_eq!(weights["criteria"], json!([]), "four in a half are too few");
    // By another condition the old leads tell nothing.
    let other = RUBRIC.replace("contains: [fjord]", "contains: [harbour]");
    world
        .ports
        .playbook
        .set(playbook::load(&with_rubric(&other)).unwrap());
    let round = tune::round(&world.ports, &north()).await.unwrap();
    assert_eq!(
        (round.weights.before.rejected, round.weights.before.taken),
        (0, 0)
    );
}
