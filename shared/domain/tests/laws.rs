//! Laws of a conversation, over random commands of random actors.
//!
//! What is lawful is told from the events alone, by a book kept here beside the state: the state
//! can't vouch for itself.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use domain::conversation::{
    Command, Conversation, Draft, Event, Input, MessageState, Phase, Recorded, Refusal, Review,
    cards, decide, due, evolve, fold,
};
use domain::intent::Intent;
use domain::rows::{StopReason, StopSource};
use domain::{Actor, ClaimId, Fingerprint, InboundId, VerdictId};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::collections::BTreeMap;
use support::{
    World, blob, claim, draft, fingerprint, inbound, operator, plan, receipt, reply, verdict,
};

/// One random act; what the numbers mean depends on the state it meets.
#[derive(Debug, Clone, Copy)]
struct Act {
    what: u8,
    who: u8,
    wait: u8,
    pick: u8,
    other: u8,
    odd: bool,
}

/// So many kinds of acts there are.
const KINDS: u8 = 34;

fn act() -> impl Strategy<Value = Act> {
    (
        0..KINDS,
        0..12u8,
        0..14u8,
        any::<u8>(),
        any::<u8>(),
        proptest::bool::weighted(0.12),
    )
        .prop_map(|(what, who, wait, pick, other, odd)| Act {
            what,
            who,
            wait,
            pick,
            other,
            odd,
        })
}

fn acts() -> impl Strategy<Value = (bool, u8, Vec<Act>)> {
    (
        any::<bool>(),
        1..4u8,
        proptest::collection::vec(act(), 1..90),
    )
}

fn actor(who: u8) -> Actor {
    match who {
        0..=7 => operator(if who.is_multiple_of(2) { "ann" } else { "bob" }),
        8 => support::agent(),
        9 => Actor::Policy,
        10 => Actor::Contact,
        _ => Actor::Provider,
    }
}

fn seconds(world: &World, wait: u8) -> i64 {
    match wait {
        0..=3 => 0,
        4 => 1,
        5 => 5,
        6 => 10,
        7 => 60,
        8 => 16 * 60,
        9 => 5 * 3600,
        10 => 86_400,
        11 => 30 * 86_400,
        _ => {
            let due = world.state.as_ref().and_then(due);
            due.map_or(0, |due| {
                (due.at.as_second() - world.now.as_second() + 1).max(0)
            })
        }
    }
}

fn pick<T: Clone>(list: &[T], n: u8) -> Option<T> {
    if list.is_empty() {
        None
    } else {
        list.get(usize::from(n) % list.len()).cloned()
    }
}

/// Verdicts given, and a counter for fresh ids.
#[derive(Default)]
struct Given {
    verdicts: Vec<VerdictId>,
    count: u32,
}

impl Given {
    fn fresh(&mut self) -> String {
        self.count += 1;
        format!("n{}", self.count)
    }

    fn verdict(&mut self, act: Act) -> VerdictId {
        let old = pick(&self.verdicts, act.pick).filter(|_| act.odd);
        let id = old.unwrap_or_else(|| verdict(&self.fresh()));
        self.verdicts.push(id.clone());
        id
    }
}

fn open_claims(state: Option<&Conversation>) -> Vec<ClaimId> {
    let messages = state
        .map(|state| state.messages.as_slice())
        .unwrap_or_default();
    messages
        .iter()
        .filter_map(|m| match &m.state {
            MessageState::Claimed { claim, .. } | MessageState::InDoubt { claim, .. } => {
                Some(claim.id.clone())
            }
            MessageState::Planned { .. }
            | MessageState::InReview { .. }
            | MessageState::Cleared { .. }
            | MessageState::Sent { .. }
            | MessageState::Void { .. } => None,
        })
        .collect()
}

/// The input that an act asks for.
fn input(world: &World, book: &Book, given: &mut Given, act: Act) -> Input {
    let state = world.state.as_ref();
    let messages = state
        .map(|state| state.messages.clone())
        .unwrap_or_default();
    let message = pick(&messages, act.pick);
    let current = state
        .and_then(|state| state.current().cloned())
        .filter(|_| !act.odd)
        .or(message.clone());
    let step = current.as_ref().map_or(u32::from(act.pick % 5), |m| m.step);
    let revision = if act.odd {
        u32::from(act.other % 4)
    } else {
        current.as_ref().map_or(0, |m| m.revision)
    };
    let text = format!(
        "text {}",
        if act.odd {
            u32::from(act.other % 3)
        } else {
            given.count + 1000
        }
    );
    let seen = if act.odd {
        vec![fingerprint("stale")]
    } else {
        state.map(|_| world.seen()).unwrap_or_default()
    };
    let one_seen = pick(&messages, act.pick)
        .and_then(|m| m.draft)
        .map_or(fingerprint("none"), |d| d.fingerprint);
    let known_claims: Vec<ClaimId> = book.claims.keys().cloned().collect();
    let claim_id = if act.odd {
        pick(&known_claims, act.pick).unwrap_or_else(|| claim("unknown"))
    } else {
        pick(&open_claims(state), act.pick).unwrap_or_else(|| claim("unknown"))
    };
    let heard: Vec<InboundId> = state
        .map(|s| s.inbound.iter().map(|i| i.id.clone()).collect())
        .unwrap_or_default();
    let carded: Vec<InboundId> = state
        .map(|s| {
            s.inbound
                .iter()
                .filter(|i| i.card)
                .map(|i| i.id.clone())
                .collect()
        })
        .unwrap_or_default();
    let about = pick(if act.odd { &heard } else { &carded }, act.pick)
        .unwrap_or_else(|| inbound("unknown"));
    let today = state.map_or_else(
        || support::oslo().day(world.now),
        |s| s.place.day(world.now),
    );
    let later = match act.other % 4 {
        0 => None,
        1 => Some(today),
        2 => Some(today.saturating_add(jiff::Span::new().days(9))),
        _ => Some(today.saturating_add(jiff::Span::new().days(70))),
    };
    let intent = pick(&Intent::ALL, act.other).unwrap_or(Intent::Ambiguous);
    match act.what {
        0 => Input::Reject {
            verdict: given.verdict(act),
            reason: "other".to_owned(),
        },
        1 => Input::CompanyBusy,
        2 | 3 => Input::Drafted {
            step,
            after_revision: revision,
            draft: from_mailbox(state, &text, world.now),
            why_held: None,
        },
        4 if act.other.is_multiple_of(2) => Input::PutOff {
            until: world.now + SignedDuration::from_hours(1),
            why: "full".to_owned(),
        },
        4 => Input::DraftFailed {
            step,
            after_revision: revision,
            why: "no".to_owned(),
        },
        5..=8 => Input::Approve {
            verdict: given.verdict(act),
            seen,
        },
        9 => Input::Edit {
            verdict: given.verdict(act),
            seen: one_seen,
            draft: from_mailbox(state, &text, world.now),
            polish: false,
        },
        10 => Input::Kill {
            verdict: given.verdict(act),
            seen,
            reason: "other".to_owned(),
            note: None,
        },
        11 => Input::Redraft {
            verdict: given.verdict(act),
            seen,
            note: Some(blob("note")),
        },
        12 if act.other.is_multiple_of(2) => Input::RedraftAll {
            why: "new playbook".to_owned(),
        },
        12 => Input::Route {
            steps: messages
                .iter()
                .filter(|m| matches!(m.state, MessageState::InReview { .. }))
                .map(|m| m.step)
                .collect(),
            routing: Box::new(support::routing(!act.pick.is_multiple_of(4), act.odd)),
        },
        13 => Input::Undo {
            verdict: if act.odd {
                pick(&given.verdicts, act.pick)
            } else {
                given.verdicts.last().cloned()
            }
            .unwrap_or_else(|| verdict("none")),
        },
        14 => Input::Defer {
            step,
            until: world.now + SignedDuration::from_hours(2),
            why: "cap".to_owned(),
        },
        15 => Input::Return {
            step,
            why: "changed".to_owned(),
        },
        16 => Input::Release,
        17..=19 => Input::Claim {
            step,
            claim: claim(&given.fresh()),
            message_id: "m@seller.example".to_owned(),
            letter: 1,
        },
        20 | 21 => Input::Sent {
            claim: claim_id,
            receipt: receipt(world.now),
            settled: None,
        },
        22 => Input::NotSent {
            claim: claim_id,
            proof: "421".to_owned(),
            retry_at: (act.other.is_multiple_of(2))
                .then_some(world.now + SignedDuration::from_mins(10)),
        },
        23 => Input::Doubt {
            claim: claim_id,
            why: "timeout".to_owned(),
        },
        24 => Input::Settle {
            verdict: given.verdict(act),
            claim: claim_id,
            sent: act.other.is_multiple_of(2),
        },
        25 => Input::Report {
            claim: pick(&known_claims, act.pick).filter(|_| !act.other.is_multiple_of(4)),
            what: "bounced".to_owned(),
            status: None,
        },
        26 => {
            let mut said = reply(&given.fresh(), intent);
            said.inbound = if act.odd { about } else { said.inbound };
            said.escalate = if act.pick.is_multiple_of(3) {
                act.pick.is_multiple_of(2)
            } else {
                said.escalate
            };
            said.stop = said.stop || (intent == Intent::Bounce && act.pick.is_multiple_of(2));
            said.sampled = act.pick.is_multiple_of(5);
            said.resume_on = later;
            Input::Reply(said)
        }
        27 => Input::Relabel {
            verdict: given.verdict(act),
            inbound: about,
            to: intent,
            resume_on: later,
        },
        28 => Input::TakeOver {
            verdict: given.verdict(act),
            inbound: (act.other.is_multiple_of(2)).then_some(about),
        },
        29 => Input::HandBack {
            verdict: given.verdict(act),
            note: blob("note"),
            inbound: None,
        },
        30 => Input::File {
            verdict: given.verdict(act),
            inbound: about,
        },
        31 => match act.other % 7 {
            0 => Input::SeeContradiction {
                verdict: given.verdict(act),
            },
            1 if act.odd => Input::Stop {
                reason: StopReason::OptOut,
                source: StopSource::OneClick,
                step: Some(1),
                verdict: (act.pick.is_multiple_of(2)).then(|| given.verdict(act)),
            },
            2 if act.odd => Input::Forget,
            3 | 4 => change_mailbox(state, act, world.now),
            5 if act.odd => Input::EndMailbox {
                mailbox: state.and_then(|s| s.mailbox.clone()).unwrap_or_default(),
            },
            6 if act.odd && act.pick.is_multiple_of(3) => Input::Retire,
            _ => Input::Resume,
        },
        32 => match act.other % 3 {
            0 => Input::Stale,
            1 => Input::Resume,
            _ => Input::Close,
        },
        _ => match state.and_then(due).map(|due| due.kind) {
            Some(domain::conversation::DueKind::Resume) => Input::Resume,
            Some(domain::conversation::DueKind::Stale) => Input::Stale,
            Some(domain::conversation::DueKind::Close) if act.odd => Input::Close,
            Some(_) | None => Input::Accept {
                verdict: given.verdict(act),
                plan: plan(
                    if act.other.is_multiple_of(2) {
                        Review::Together
                    } else {
                        Review::Each
                    },
                    2,
                ),
            },
        },
    }
}

/// A draft as an agent or an operator writes it: from the conversation's mailbox, once there is one.
fn from_mailbox(state: Option<&Conversation>, text: &str, at: Timestamp) -> Draft {
    let usual = draft(text, at);
    Draft {
        mailbox: state
            .and_then(|state| state.mailbox.clone())
            .unwrap_or(usual.mailbox.clone()),
        ..usual
    }
}

fn change_mailbox(state: Option<&Conversation>, act: Act, at: Timestamp) -> Input {
    let all = ["dan@seller.example", "eva@seller.example"];
    let from = state
        .and_then(|state| state.mailbox.clone())
        .filter(|_| !act.odd)
        .or(pick(&all, act.pick).map(str::to_owned))
        .unwrap();
    let to = all.into_iter().find(|one| *one != from).unwrap().to_owned();
    let drafts = state
        .iter()
        .flat_map(|state| &state.messages)
        .filter_map(|message| {
            let old = message.draft.as_ref()?;
            let moved = Draft {
                fingerprint: fingerprint(&format!("{} from {to}", old.fingerprint.0)),
                mailbox: to.clone(),
                at,
                ..old.clone()
            };
            Some((message.step, message.revision, moved))
        })
        .collect();
    Input::ChangeMailbox { from, to, drafts }
}

/// What the events alone say of one step.
#[derive(Debug, Clone, Default)]
struct Page {
    current: Option<Fingerprint>,
    mailbox: String,
    clearance: Option<(Option<VerdictId>, Fingerprint, Timestamp)>,
    claimed: Option<ClaimId>,
    out: bool,
    /// A human wrote after this text was drafted.
    answered: bool,
}

/// The book that is kept from events alone.
#[derive(Debug, Clone, Default)]
struct Book {
    steps: BTreeMap<u32, Page>,
    claims: BTreeMap<ClaimId, u32>,
    stopped: bool,
    /// Set by the first draft and by moves.
    mailbox: Option<String>,
}

impl Book {
    fn step(&mut self, step: u32) -> &mut Page {
        self.steps.entry(step).or_default()
    }

    /// Enters one event; panics where it breaks a law.
    fn enter(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::Drafted { step, draft, .. } | Event::Edited { step, draft, .. } => {
                let page = self.step(*step);
                assert!(
                    page.claimed.is_none() && !page.out,
                    "a letter at the provider was rewritten"
                );
                page.current = Some(draft.fingerprint.clone());
                page.mailbox.clone_from(&draft.mailbox);
                page.clearance = None;
                page.answered = false;
                let kept = self.mailbox.get_or_insert(draft.mailbox.clone());
                assert_eq!(*kept, draft.mailbox, "a draft from another mailbox");
            }
            Event::MailboxChanged { to, drafts, .. } => {
                for (step, _, draft) in drafts {
                    let page = self.step(*step);
                    assert!(
                        page.claimed.is_none() && !page.out,
                        "a letter at the provider was moved"
                    );
                    page.current = Some(draft.fingerprint.clone());
                    page.mailbox.clone_from(&draft.mailbox);
                    page.clearance = None;
                }
                self.mailbox = Some(to.clone());
            }
            Event::DraftFailed { step, .. } => {
                let page = self.step(*step);
                page.current = None;
                page.clearance = None;
            }
            Event::Routed { clearances, .. } | Event::Approved { clearances, .. } => {
                for (step, clearance) in clearances {
                    let page = self.step(*step);
                    assert_eq!(
                        page.current.as_ref(),
                        Some(&clearance.fingerprint),
                        "cleared what is not there"
                    );
                    let operator = clearance.operator().cloned().map(Actor::Operator);
                    let by = operator.unwrap_or(Actor::Policy);
                    assert_eq!(recorded.by, by, "cleared in somebody else's name");
                    page.clearance = Some((
                        clearance.verdict().cloned(),
                        clearance.fingerprint.clone(),
                        clearance.hold_until,
                    ));
                }
            }
            Event::SentBack { steps, .. } | Event::Voided { steps, .. } => {
                for step in steps {
                    self.step(*step).clearance = None;
                }
            }
            Event::Returned { step, .. } => self.step(*step).clearance = None,
            Event::Undone { verdict } => {
                for page in self.steps.values_mut() {
                    if page
                        .clearance
                        .as_ref()
                        .is_some_and(|(by, ..)| by.as_ref() == Some(verdict))
                    {
                        assert!(
                            page.claimed.is_none(),
                            "a verdict was undone after its claim"
                        );
                        page.clearance = None;
                    }
                }
            }
            Event::Claimed { step, claim } => {
                let at = recorded.at;
                assert!(!self.stopped, "invariant 3: claimed after a stop");
                assert!(
                    self.steps.values().all(|page| page.claimed.is_none()),
                    "two hand-overs at once"
                );
                let mailbox = self.mailbox.clone();
                let page = self.step(*step);
                assert!(!page.out, "invariant 2: step {step} is sent again");
                assert!(
                    !page.answered,
                    "invariant 4: a letter from before the reply is sent"
                );
                let (_, cleared, hold) = page
                    .clearance
                    .clone()
                    .expect("invariant 1: claimed without a clearance");
                assert_eq!(
                    Some(&cleared),
                    page.current.as_ref(),
                    "invariant 1: another text was cleared"
                );
                assert!(hold <= at, "claimed before the hold was over");
                assert_eq!(
                    mailbox.as_ref(),
                    Some(&page.mailbox),
                    "claimed from another mailbox than the conversation's"
                );
                page.claimed = Some(claim.id.clone());
                assert!(
                    self.claims.insert(claim.id.clone(), *step).is_none(),
                    "a claim's id was used again"
                );
            }
            Event::Sent { step, claim, .. } => {
                let page = self.step(*step);
                assert!(
                    page.claimed.as_ref().is_none_or(|open| open == claim),
                    "another claim was settled"
                );
                page.claimed = None;
                page.out = true;
                assert_eq!(self.claims.get(claim), Some(step), "sent without a claim");
            }
            Event::NotSent {
                step,
                claim,
                retry_at,
                ..
            } => {
                let page = self.step(*step);
                assert_eq!(
                    page.claimed.as_ref(),
                    Some(claim),
                    "settled what was not open"
                );
                page.claimed = None;
                if retry_at.is_none() {
                    page.clearance = None;
                }
            }
            Event::Replied { intent, .. } if !intent.is_machine() => self.human(),
            Event::Relabelled { to, .. } if !to.is_machine() => self.human(),
            Event::Stopped { .. } => self.stopped = true,
            Event::Sourced { .. }
            | Event::Accepted { .. }
            | Event::Rejected { .. }
            | Event::Killed { .. }
            | Event::Deferred { .. }
            | Event::PutOff { .. }
            | Event::Released { .. }
            | Event::InDoubt { .. }
            | Event::Contradicted { .. }
            | Event::ContradictionSeen { .. }
            | Event::Reported { .. }
            | Event::Replied { .. }
            | Event::Relabelled { .. }
            | Event::ReplyFiled { .. }
            | Event::Finishing { .. }
            | Event::Paused { .. }
            | Event::Resumed
            | Event::Escalated
            | Event::WrittenByHand { .. }
            | Event::TakenOver { .. }
            | Event::HandedBack { .. }
            | Event::MeetingAgreed { .. }
            | Event::Planned { .. }
            | Event::Scheduled { .. }
            | Event::Closed { .. } => {}
        }
    }

    fn human(&mut self) {
        for page in self.steps.values_mut() {
            page.answered = true;
        }
    }
}

fn verdict_of(input: &Input) -> Option<&VerdictId> {
    match input {
        Input::Accept { verdict, .. }
        | Input::Reject { verdict, .. }
        | Input::Approve { verdict, .. }
        | Input::Edit { verdict, .. }
        | Input::Kill { verdict, .. }
        | Input::Redraft { verdict, .. }
        | Input::Settle { verdict, .. }
        | Input::Relabel { verdict, .. }
        | Input::TakeOver { verdict, .. }
        | Input::HandBack { verdict, .. }
        | Input::Meeting { verdict }
        | Input::File { verdict, .. }
        | Input::SeeContradiction { verdict } => Some(verdict),
        Input::Stop { verdict, .. } => verdict.as_ref(),
        _ => None,
    }
}

/// Inputs that the world repeats by itself: a repeat of them decides nothing either.
fn repeats_alone(input: &Input) -> bool {
    matches!(
        input,
        Input::Drafted { .. }
            | Input::DraftFailed { .. }
            | Input::PutOff { .. }
            | Input::Undo { .. }
            | Input::Release
            | Input::Return { .. }
            | Input::Sent { .. }
            | Input::NotSent { .. }
            | Input::Doubt { .. }
            | Input::Reply(_)
            | Input::Stale
            | Input::Resume
            | Input::Close
            | Input::CompanyBusy
            | Input::Stop { .. }
            | Input::Forget
    )
}

fn nothing_or_refused(again: &Result<Vec<Recorded>, Refusal>) -> bool {
    again.as_ref().map_or(true, Vec::is_empty)
}

/// A state that waits must be woken or be on screen.
///
/// The exceptions: leads on a list (the list has the card), what is over, and what the operator has
/// taken over (it is theirs until they hand it back or file it).
fn is_alive_or_rests(state: &Conversation) -> bool {
    let rests = match &state.phase {
        Phase::Listed
        | Phase::Stopped { .. }
        | Phase::Closed { .. }
        | Phase::WithOperator {
            taken_over: Some(_),
        } => true,
        Phase::Active
        | Phase::Paused { .. }
        | Phase::Ending { .. }
        | Phase::WithOperator { taken_over: None } => false,
    };
    rests || due(state).is_some() || !cards(state).is_empty()
}

/// Runs random acts and checks every law after each.
fn run(each: bool, steps: u8, acts: &[Act]) -> World {
    let mut world = World::listed();
    let mut book = Book::default();
    let mut given = Given::default();
    let review = if each { Review::Each } else { Review::Together };
    // Most sequences begin with an accepted lead; those that do not stay on the list.
    if acts.first().is_none_or(|first| first.what > 1) {
        let accept = Input::Accept {
            verdict: verdict("accept"),
            plan: plan(review, usize::from(steps)),
        };
        world.give(operator("ann"), accept).unwrap();
    }
    let mut told: Option<Command> = None;
    for act in acts {
        world.wait(seconds(&world, act.wait));
        if let Some(command) = &told {
            // A client or a queue that repeats itself later.
            if command.input_is_a_verdict() {
                let again = decide(
                    world.state.as_ref(),
                    &Command {
                        at: world.now,
                        ..command.clone()
                    },
                );
                assert!(
                    nothing_or_refused(&again),
                    "a repeated verdict decided {again:?}"
                );
            }
        }
        let input = input(&world, &book, &mut given, *act);
        let by = match input {
            Input::Route { .. } if !act.odd => Actor::Policy,
            _ => actor(act.who),
        };
        let known = verdict_of(&input).and_then(|id| world.state().verdict(id).cloned());
        let before = world.state().clone();
        let from = world.log.len();
        let outcome = world.give(by.clone(), input.clone());
        let after = world.state();
        if verdict_of(&input).is_some() && !matches!(by, Actor::Operator(_)) {
            assert!(outcome.is_err(), "{by} gave a verdict: {input:?}");
        } else if let Some(known) = known {
            match &outcome {
                Ok(events) => assert!(
                    events.is_empty() && !known.undone,
                    "a repeated id decided {events:?}"
                ),
                Err(refusal) => assert!(known.undone && *refusal == Refusal::Undone, "{refusal:?}"),
            }
        }
        for recorded in &world.log[from..] {
            let claimed = matches!(recorded.event, Event::Claimed { .. });
            assert!(
                !claimed || before.phase == Phase::Active,
                "claimed while {}",
                before.phase.words()
            );
            book.enter(recorded);
        }
        if before.phase.is_final() && !after.phase.is_final() {
            let reopened = matches!(input, Input::Relabel { .. } | Input::TakeOver { .. });
            assert!(
                reopened && matches!(by, Actor::Operator(_)),
                "{input:?} by {by} reopened what was over"
            );
        }
        if matches!(before.phase, Phase::Stopped { .. }) {
            assert!(
                matches!(after.phase, Phase::Stopped { .. } | Phase::Closed { .. }),
                "a stop was lifted by {input:?}"
            );
        }
        assert!(
            is_alive_or_rests(after),
            "nobody will ever look at this: {after:#?}"
        );
        for message in &after.messages {
            let open_claim = matches!(
                message.state,
                MessageState::Claimed { .. } | MessageState::InDoubt { .. }
            );
            let page = book.steps.get(&message.step);
            assert_eq!(
                open_claim,
                page.is_some_and(|page| page.claimed.is_some()),
                "a claim was lost"
            );
        }
        let command = world.command(by, input);
        if outcome.is_ok()
            && (verdict_of(&command.input).is_some() || repeats_alone(&command.input))
        {
            let again = decide(Some(after), &command);
            assert!(
                nothing_or_refused(&again),
                "{:?} again decided {again:?}",
                command.input
            );
        }
        told = outcome.is_ok().then_some(command);
    }
    world
}

trait IsVerdict {
    fn input_is_a_verdict(&self) -> bool;
}

impl IsVerdict for Command {
    fn input_is_a_verdict(&self) -> bool {
        verdict_of(&self.input).is_some()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_law_holds_after_every_act((each, steps, acts) in acts()) {
        run(each, steps, &acts);
    }

    #[test]
    fn a_log_cut_anywhere_folds_to_the_state_of_that_point((each, steps, acts) in acts()) {
        let world = run(each, steps, &acts);
        for cut in 0..=world.log.len() {
            let state = fold(&world.log[..cut]);
            let known = if cut == 0 { None } else { world.states[cut - 1].clone() };
            prop_assert_eq!(state, known);
        }
        prop_assert_eq!(fold(&world.log), world.state);
    }

    #[test]
    fn events_and_states_survive_being_written_down((each, steps, acts) in acts()) {
        let world = run(each, steps, &acts);
        for recorded in &world.log {
            let text = serde_json::to_string(recorded).unwrap();
            let read: Recorded = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(&read, recorded);
            prop_assert!(text.contains(&format!("\"event\":\"{}\"", recorded.event.name())), "{}", text);
        }
        for state in world.states.iter().flatten() {
            let text = serde_json::to_string(state).unwrap();
            prop_assert!(text.len() < 64 * 1024, "a head of {} bytes", text.len());
            prop_assert_eq!(&serde_json::from_str::<Conversation>(&text).unwrap(), state);
        }
    }

    #[test]
    fn a_log_with_holes_folds_without_a_panic(
        (each, steps, acts) in acts(),
        kept in proptest::collection::vec(any::<bool>(), 200),
    ) {
        let world = run(each, steps, &acts);
        let mut state = None;
        for (recorded, kept) in world.log.iter().zip(kept.iter().cycle()) {
            if *kept {
                state = evolve(state, recorded);
                if let Some(state) = &state {
                    let _ = (due(state), cards(state));
                }
            }
        }
    }
}

/// Laws say nothing of what never happens: the random acts must lead to every kind of event.
#[test]
fn random_acts_lead_to_every_event() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen = std::collections::BTreeSet::new();
    let mut claimed_again = false;
    for _ in 0..3000 {
        let (each, steps, acts) = acts().new_tree(&mut runner).unwrap().current();
        let world = run(each, steps, &acts);
        seen.extend(world.log.iter().map(|recorded| recorded.event.name()));
        claimed_again |= world.state().messages.iter().any(|m| m.attempts > 1);
    }
    let all = [
        "sourced",
        "accepted",
        "rejected",
        "drafted",
        "draft_failed",
        "routed",
        "approved",
        "edited",
        "killed",
        "sent_back",
        "returned",
        "undone",
        "deferred",
        "released",
        "claimed",
        "sent",
        "not_sent",
        "in_doubt",
        "contradicted",
        "contradiction_seen",
        "reported",
        "replied",
        "relabelled",
        "reply_filed",
        "finishing",
        "paused",
        "resumed",
        "voided",
        "escalated",
        "taken_over",
        "handed_back",
        "planned",
        "scheduled",
        "stopped",
        "closed",
    ];
    let missing: Vec<&str> = all
        .into_iter()
        .filter(|name| !seen.contains(name))
        .collect();
    assert!(missing.is_empty(), "never reached: {missing:?}");
    assert!(claimed_again, "no step was ever claimed twice");
}
