//! Letters that go once more as HTML: only where the playbook asks for it, and as they were cleared.

use domain::conversation::MessageState;
use flow::drafting;
use harness::{HouseText, Letter, MAILBOX, NORTH, Person, World, files};

/// A stack whose agent has this line in its front matter, and the one letter that it wrote, cleared.
async fn cleared(line: &str) -> (World, domain::ConversationId) {
    let mut texts = files(&HouseText::default(), &[NORTH]);
    let agent = texts.get_mut("agents/north.md").unwrap();
    let text = String::from_utf8(agent.clone()).unwrap();
    let with = text.replace("weekly_cap: 100\n", &format!("weekly_cap: 100\n{line}"));
    *agent = with.into_bytes();
    let playbook = playbook::load(&texts).map_err(|faults| faults.to_string());
    let mut world = World::start("2026-09-07T07:00+02:00", playbook.unwrap()).await;
    let person = Person::of("Kari", "Fjord");
    world.leads.add("north.csv", &person);
    world.accept_leads("ann", "north").await;
    world.run_until("2026-09-07T08:30+02:00").await;
    let id = world.conversation_with(&person.email).await;
    world.approve("ann", &id).await;
    (world, id)
}

async fn left(line: &str) -> Letter {
    let (mut world, id) = cleared(line).await;
    world.run_until("2026-09-07T12:00+02:00").await;
    // What was cleared, from what is stored: the letter holds both forms of just that.
    let state = world.head(&id).await.state;
    let draft = state.messages[0].draft.clone().unwrap();
    let blob = drafting::read_draft(&world.ports, &draft.blob)
        .await
        .unwrap();
    assert_eq!(drafting::fingerprint_of(&blob), draft.fingerprint);
    assert!(matches!(state.messages[0].state, MessageState::Sent { .. }));
    let letters = world.mailer.left();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].envelope.from, MAILBOX);
    letters[0].clone()
}

#[tokio::test]
async fn a_letter_is_text_alone_unless_the_agent_asks_for_more() {
    for line in ["", "html_alternative: false\n"] {
        let raw = String::from_utf8(left(line).await.raw).unwrap();
        assert!(raw.contains("text/plain") && !raw.contains("html"), "{raw}");
    }
}

#[tokio::test]
async fn an_agent_that_asks_for_it_sends_both_and_both_say_the_same() {
    let plain = left("").await;
    let both = left("html_alternative: true\n").await;
    assert_eq!(both.read.text.trim_end(), plain.read.text.trim_end());
    let raw = String::from_utf8(both.raw).unwrap();
    assert!(raw.contains("multipart/alternative") && raw.contains("text/html"));
    assert!(!raw.contains("<img"), "{raw}");
}

/// What was cleared as text alone does not leave as both, nor the other way round.
#[tokio::test]
async fn the_form_is_part_of_what_was_cleared() {
    for (line, other) in [("", true), ("html_alternative: true\n", false)] {
        let (world, id) = cleared(line).await;
        let state = world.head(&id).await.state;
        let draft = state.messages[0].draft.clone().unwrap();
        let mut blob = drafting::read_draft(&world.ports, &draft.blob)
            .await
            .unwrap();
        assert_eq!(drafting::fingerprint_of(&blob), draft.fingerprint);
        blob.html = other;
        assert_ne!(drafting::fingerprint_of(&blob), draft.fingerprint);
    }
}
