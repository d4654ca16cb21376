//! What is stored at the end, and whether it is as DESIGN section 3 has it.

use aws_tests::{Deployed, SesLetter};
use domain::conversation::{Conversation, Event, Recorded, fold};
use domain::{Actor, AgentName, ConversationId, Fingerprint};
use flow::items::{self, EventBatch, Head};
use flow::keys;
use jiff::Timestamp;
use jiff::civil::Date;
use ports::{Item, PageRequest, Table};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What a link that ends all begins with, and the one on the playbook's list.
const LINKS: [&str; 2] = [
    "https://onloop-test-distribution.cloudfront.invalid/u/",
    "https://dockwell.example/sample-day",
];

/// A conversation and all that happened to it, oldest first.
pub(crate) struct Story {
    pub(crate) head: Head,
    pub(crate) state: Conversation,
    pub(crate) events: Vec<Recorded>,
}

async fn all(table: &dyn Table, pk: String, prefix: &str) -> Vec<Item> {
    let request = PageRequest::new(pk, prefix, 1_000);
    let page = table.page(&request).await.unwrap();
    assert_eq!(page.next, None, "one page holds it all");
    page.items
}

/// All conversations of the agent.
pub(crate) async fn stories(stack: &Deployed) -> Vec<Story> {
    let table = stack.stored();
    let agent = AgentName::parse("first-agent").unwrap();
    let mut stories = Vec::new();
    for entry in all(&table, keys::agent_index(&agent), "").await {
        let id = ConversationId::parse(&entry.key.sk).unwrap();
        let head = table.get(&[keys::head(&id)]).await.unwrap().remove(0);
        let head: Head = items::decode(&head.unwrap()).unwrap();
        let mut events = Vec::new();
        for batch in all(&table, keys::conversation(&id), keys::EVENTS).await {
            events.extend(items::decode::<EventBatch>(&batch).unwrap().events);
        }
        assert_eq!(usize::try_from(head.seq).unwrap(), events.len(), "{id}");
        let state = head.state.clone();
        stories.push(Story {
            head,
            state,
            events,
        });
    }
    stories
}

impl Story {
    /// Claims: step, id and when.
    pub(crate) fn claims(&self) -> Vec<(u32, &str, Timestamp)> {
        let claims = self.events.iter().filter_map(|recorded| {
            let Event::Claimed { step, claim } = &recorded.event else {
                return None;
            };
            Some((*step, claim.id.as_str(), recorded.at))
        });
        claims.collect()
    }

    /// Claims of which nobody knows yet what became of them.
    pub(crate) fn in_flight(&self) -> usize {
        let mut open = BTreeSet::new();
        for recorded in &self.events {
            match &recorded.event {
                Event::Claimed { claim, .. } => {
                    open.insert(claim.id.as_str());
                }
                Event::Sent { claim, .. } | Event::NotSent { claim, .. } => {
                    open.remove(claim.as_str());
                }
                _ => {}
            }
        }
        open.len()
    }

    fn after(&self, is: impl Fn(&Event) -> bool) -> Option<&[Recorded]> {
        let place = self.events.iter().position(|known| is(&known.event))?;
        self.events.get(place + 1..)
    }

    /// Somebody said no, or the address is none.
    pub(crate) fn is_stopped(&self) -> bool {
        self.after(|event| matches!(event, Event::Stopped { .. }))
            .is_some()
    }

    /// The text that was cleared last for a step.
    fn cleared(&self, step: u32) -> &Fingerprint {
        let approved = self.events.iter().rev().find_map(|recorded| {
            let Event::Approved { clearances, .. } = &recorded.event else {
                return None;
            };
            let of = clearances.iter().find(|(of, _)| *of == step)?;
            Some(&of.1.fingerprint)
        });
        approved.unwrap()
    }

    /// Invariants 1, 2, 3, 4, 8, 9 and 11, as far as events tell.
    pub(crate) fn check(&self, given: &BTreeSet<String>) {
        let id = &self.state.id;
        let mut drafts: BTreeMap<u32, &Fingerprint> = BTreeMap::new();
        let mut cleared: BTreeMap<u32, &Fingerprint> = BTreeMap::new();
        let mut open: BTreeSet<u32> = BTreeSet::new();
        for Recorded {
            by,
            event,
            versions,
            ..
        } in &self.events
        {
            assert!(!versions.playbook.is_empty(), "{id}: {event:?} by nothing");
            match event {
                Event::Drafted { step, draft, .. } => {
                    drafts.insert(*step, &draft.fingerprint);
                    cleared.remove(step);
                }
                Event::Accepted { verdict, .. } => {
                    assert!(given.contains(verdict.as_str()), "{id}: {event:?}");
                }
                Event::Approved {
                    verdict,
                    clearances,
                } => {
                    assert!(given.contains(verdict.as_str()), "{id}: {event:?}");
                    let who = matches!(by, Actor::Operator(who) if who.as_str() == "ada@quayline.example");
                    assert!(who, "{id}: {by:?} approved");
                    for (step, clearance) in clearances {
                        cleared.insert(*step, &clearance.fingerprint);
                    }
                }
                Event::Routed { clearances, .. } => {
                    assert!(clearances.is_empty(), "{id}: no class has a certificate");
                }
                Event::Claimed { step, .. } => {
                    let leave = cleared.get(step);
                    assert!(leave.is_some(), "{id}: {step} without leave");
                    assert_eq!(leave, drafts.get(step), "{id}: leave for another text");
                    assert!(open.insert(*step), "{id}: {step} claimed again");
                }
                Event::NotSent { step, .. } => {
                    assert!(open.remove(step), "{id}: {step} was no claim");
                }
                _ => {}
            }
        }
        let ends = |event: &Event| matches!(event, Event::Stopped { .. } | Event::Replied { .. });
        for later in self.after(ends).unwrap_or_default() {
            let claims = matches!(later.event, Event::Claimed { .. });
            assert!(!claims, "{id}: written to after an end: {later:?}");
        }
        assert_eq!(
            fold(&self.events).as_ref(),
            Some(&self.state),
            "{id}: state is the fold of its events"
        );
    }
}

/// A letter is what the operator was shown, to the person it was shown for, and holds no link from outside.
/// Invariants 1 and 12.
fn check_text(letter: &SesLetter, shown: &Value) {
    let read = mail::read(&letter.raw);
    let words = |text: &str| {
        text.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (text, body) = (words(&read.text), words(shown["body"].as_str().unwrap()));
    assert!(text.starts_with(&body), "{text:?} is not {body:?}");
    assert_eq!(shown["to"], letter.to[0], "{shown}");
    assert_eq!(letter.to.len(), 1, "{:?}", letter.to);
    let others = ["Cc", "Bcc"].map(|name| read.header(name));
    assert_eq!(others, [None, None], "{:?}", letter.to);
    let links = text.iter().filter(|word| word.contains("://"));
    for link in links {
        let is_ours = LINKS.iter().any(|ours| link.contains(ours));
        assert!(is_ours, "a link from outside: {link}");
    }
}

/// Invariants 1, 2, 5, 6 and 12, as far as SES tells.
pub(crate) fn check_letters(
    stories: &[Story],
    letters: &[SesLetter],
    most_a_day: usize,
    shown: &BTreeMap<String, Value>,
) {
    let mut known: BTreeMap<&str, (usize, u32)> = BTreeMap::new();
    let mut days: BTreeMap<Date, usize> = BTreeMap::new();
    let mut contacts = BTreeSet::new();
    let zone = jiff::tz::TimeZone::get("Europe/Copenhagen").unwrap();
    for (number, story) in stories.iter().enumerate() {
        assert!(
            contacts.insert(&story.state.contact),
            "a lead is there twice"
        );
        for (step, claim, at) in story.claims() {
            assert_eq!(known.insert(claim, (number, step)), None);
            *days.entry(zone.to_datetime(at).date()).or_default() += 1;
        }
    }
    let most = days.values().copied().max().unwrap_or_default();
    assert!(most <= most_a_day, "{days:?}");
    let mut left = BTreeSet::new();
    let mut addresses: BTreeMap<usize, &str> = BTreeMap::new();
    for letter in letters {
        let Some((number, step)) = known.get(letter.claim.as_str()) else {
            panic!("a letter without a claim: {letter:?}");
        };
        assert!(
            left.insert((number, step)),
            "step {step} left twice for {:?}",
            letter.to
        );
        let address = addresses.entry(*number).or_insert(&letter.to[0]);
        assert_eq!(*address, letter.to[0], "one conversation, one address");
        let cleared = stories[*number].cleared(*step);
        check_text(letter, &shown[&cleared.0]);
    }
    let people: BTreeSet<&&str> = addresses.values().collect();
    assert_eq!(
        people.len(),
        addresses.len(),
        "one address, one conversation"
    );
}
