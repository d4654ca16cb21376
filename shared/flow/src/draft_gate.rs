//! The draft gate: hold or clear. Policy clears drafts under a live certificate and draws some of them for
//! an audit; all others wait for the operator. The decision is an event, with all that led to it.

use crate::items::{ClassRow, DraftBlob, Vault};
use crate::{Ports, StepError, cold_mail, drafting, trust, verdicts};
use ::ports::Action;
use domain::Actor;
use domain::attention;
use domain::conversation::{
    Channel, Conversation, Input, Message, MessageState, Recorded, Routing, decide,
};
use domain::lint;
use domain::trust::{
    ClassId, Confidence, Counts, MessageRef, Must, Question, Route, Rules, StepKind, Strata, route,
};
use jiff::Timestamp;
use playbook::{Agent, Playbook};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Names the rules by which drafts are held or cleared.
pub(crate) const POLICY: &str = "earned-autonomy/1";

/// A draft that was just written.
pub(crate) struct Fresh {
    /// Its step.
    pub(crate) step: u32,
    /// Its texts.
    pub(crate) blob: DraftBlob,
}

/// What policy decided: an event, and what goes with its commit.
pub(crate) struct Decided {
    /// The event.
    pub(crate) events: Vec<Recorded>,
    /// Guards of a clearance, and what the drafts looked like.
    pub(crate) actions: Vec<Action>,
}

fn nothing() -> Decided {
    Decided {
        events: Vec::new(),
        actions: Vec::new(),
    }
}

/// Decides on drafts that were written together; `state` is the conversation after they were.
pub(crate) async fn decide_on(
    ports: &Ports,
    playbook: &Playbook,
    (state, vault): (&Conversation, &Vault),
    fresh: &[Fresh],
    now: Timestamp,
) -> Result<Decided, StepError> {
    let messages: Vec<&Message> = fresh
        .iter()
        .filter_map(|one| state.message(one.step))
        .filter(|message| matches!(message.state, MessageState::InReview { .. }))
        .collect();
    let (Some(first), Some(agent)) = (messages.first(), playbook.agents.get(state.agent.as_str()))
    else {
        return Ok(nothing());
    };
    // Invariant 3 at the gate; the claim checks again.
    let guards = verdicts::not_stopped(ports, state).await;
    let (guards, is_stopped) = match guards {
        Ok(guards) => (guards, false),
        Err(StepError::Refused(_)) => (Vec::new(), true),
        Err(error) => return Err(error),
    };
    let by = (playbook, agent);
    let whole = (state, fresh, messages.as_slice());
    let asked = asked(ports, by, whole, vault, is_stopped, now).await?;
    let Some(asked) = asked else {
        return Ok(nothing());
    };
    let message = MessageRef {
        conversation: state.id.clone(),
        step: first.step,
    };
    let (routed, place) = asked.decided(ports, &message, messages.len());
    let clears = routed.clear && !routed.drawn;
    let mut actions = if clears { guards } else { Vec::new() };
    if routed.counts != Counts::Nothing {
        actions.push(asked.seen.row(&asked.class, &message));
    }
    let Asked {
        class,
        classifier,
        strata,
        instructions,
        confidence,
        agent_days,
        certified_days,
        ..
    } = asked;
    let routing = Routing {
        class,
        playbook: playbook.version.clone(),
        classifier,
        confidence,
        agent_days,
        certified_days,
        instructions,
        route: routed,
        strata,
        place,
    };
    let input = Input::Route {
        steps: messages.iter().map(|message| message.step).collect(),
        routing: Box::new(routing),
    };
    let mut command = crate::step::command(ports, Actor::Policy, input);
    command.versions.model = ports.model.name();
    command.versions.policy = POLICY.to_owned();
    Ok(Decided {
        events: decide(Some(state), &command)?,
        actions,
    })
}

/// What is decided by: drafts that are judged on one look, and the class that they are of.
pub(crate) struct Asked {
    /// Their class.
    pub(crate) class: ClassId,
    row: Option<ClassRow>,
    /// What they are to the classifier.
    pub(crate) seen: trust::Seen,
    confidence: Confidence,
    classifier: String,
    must: Option<Must>,
    agent_days: u32,
    certified_days: u32,
    /// Hash of the instructions that are the agent's own.
    pub(crate) instructions: String,
    /// Where they belong.
    pub(crate) strata: Strata,
}

impl Asked {
    /// The decision, and what a look at its card would be worth.
    pub(crate) fn decided(
        &self,
        ports: &Ports,
        message: &MessageRef,
        letters: usize,
    ) -> (Route, u16) {
        let class = self.row.as_ref().map(|row| &row.class);
        let rules = Rules::new(class.map(|class| class.terms).unwrap_or_default());
        let asked = Question {
            message,
            strata: &self.strata,
            confidence: self.confidence,
            must: self.must,
            agent_days: self.agent_days,
            certified_days: self.certified_days,
        };
        let routed = route(class, &rules, &asked, ports.secrets.audit_draw(message));
        let place = attention::place(class, &rules, &routed, letters);
        (routed, place)
    }
}

/// What a decision on these drafts of an agent is made by. Nothing: they are of no class.
pub(crate) async fn asked(
    ports: &Ports,
    (playbook, agent): (&Playbook, &Agent),
    (state, fresh, messages): (&Conversation, &[Fresh], &[&Message]),
    vault: &Vault,
    is_stopped: bool,
    now: Timestamp,
) -> Result<Option<Asked>, StepError> {
    let channels: Vec<Channel> = messages.iter().map(|m| m.channel).collect();
    let class = class_of(playbook, agent, &ports.model.name(), &channels);
    let (Some(class), Some(first)) = (class, messages.first()) else {
        return Ok(None);
    };
    let row = trust::class_row(ports, &class).await?;
    let instructions = own_instructions(agent);
    let agent_days = trust::agent_days(ports, &state.agent, &instructions, now).await?;
    let certified = row.as_ref().and_then(|row| row.certified);
    let letters = messages.iter().filter_map(|message| {
        let blob = &fresh.iter().find(|one| one.step == message.step)?.blob;
        Some(trust::Letter {
            step: message.step,
            channel: message.channel,
            blob,
        })
    });
    let seen = trust::Seen::of(playbook, vault, letters);
    let judged = seen.judged(ports, row.as_ref()).await?;
    let (confidence, classifier) = judged.unwrap_or_else(|| (own_confidence(fresh), String::new()));
    Ok(Some(Asked {
        class,
        row,
        seen,
        confidence,
        classifier,
        must: must(playbook, state, fresh, messages, is_stopped),
        agent_days,
        certified_days: certified.map_or(0, |at| trust::days(at, now)),
        instructions,
        strata: Strata {
            agent: state.agent.clone(),
            segment: agent.segment.clone(),
            step: kind(first),
        },
    }))
}

/// What they are held for whatever the confidence.
fn must(
    playbook: &Playbook,
    state: &Conversation,
    fresh: &[Fresh],
    messages: &[&Message],
    is_stopped: bool,
) -> Option<Must> {
    let lint = fresh.iter().any(|one| lint::must_hold(&one.blob.findings));
    if lint {
        return Some(Must::Lint);
    }
    if fresh.iter().any(|one| one.blob.unread) {
        return Some(Must::Unread);
    }
    let foreign = |one: &Fresh| drafting::foreign_link(playbook, &one.blob).is_some();
    let unlawful = |m: &&Message| cold_mail::held_step(playbook, state, m).is_some();
    if is_stopped || fresh.iter().any(foreign) || messages.iter().any(unlawful) {
        return Some(Must::Guard);
    }
    if state.resume_note.is_some() || messages.iter().any(|m| m.answers.is_some()) {
        return Some(Must::Answer);
    }
    let steps: Vec<u32> = messages.iter().map(|m| m.step).collect();
    let judged = state.units_of(&steps).any(|(_, unit)| unit.was_judged());
    if judged || messages.iter().any(|m| m.note.is_some()) {
        return Some(Must::Again);
    }
    let waiting = state
        .messages
        .iter()
        .filter(|m| matches!(m.state, MessageState::InReview { .. }))
        .count();
    (waiting != messages.len()).then_some(Must::Card)
}

/// The lowest of what the model says of itself: a card goes as a whole.
fn own_confidence(fresh: &[Fresh]) -> Confidence {
    fresh
        .iter()
        .filter_map(|one| u16::try_from(one.blob.confidence).ok())
        .filter_map(Confidence::new)
        .min()
        .unwrap_or(Confidence::NONE)
}

fn kind(message: &Message) -> StepKind {
    match (message.answers.is_some(), message.step) {
        (true, _) => StepKind::Answer,
        (false, 0 | 1) => StepKind::First,
        (false, _) => StepKind::FollowUp,
    }
}

/// The class of drafts that are judged together: what agents share of their instructions, the model, and the
/// channels that the drafts travel by.
pub fn class_of(
    playbook: &Playbook,
    agent: &Agent,
    model: &str,
    channels: &[Channel],
) -> Option<ClassId> {
    let first = channels.first()?;
    let all: BTreeSet<&str> = channels.iter().map(|channel| channel.as_str()).collect();
    let mut parts = vec![playbook::pattern_set(playbook, agent), model.to_owned()];
    parts.extend(all.into_iter().map(str::to_owned));
    Some(ClassId {
        patterns: short_hash(&parts),
        channel: *first,
    })
}

/// What an agent has for itself: its brief and its steps.
pub fn own_instructions(agent: &Agent) -> String {
    let mut parts = vec![agent.brief.clone(), agent.segment.clone()];
    for step in &agent.sequence.steps {
        parts.push(step.purpose.clone().unwrap_or_default());
        parts.push(step.template.subject.clone().unwrap_or_default());
        parts.push(step.template.body.clone());
    }
    short_hash(&parts)
}

/// Sixteen digits; the length of each part keeps ("ab", "c") apart from ("a", "bc").
fn short_hash(parts: &[String]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let text = data_encoding::HEXLOWER.encode(&hash.finalize());
    text.get(..16).unwrap_or(&text).to_owned()
}

/// Words that begin a sentence and name nobody.
const COMMON: [&str; 64] = [
    "a", "all", "also", "an", "and", "any", "are", "as", "at", "because", "before", "best", "but",
    "by", "can", "could", "do", "does", "for", "from", "happy", "have", "hello", "here", "hi",
    "how", "i", "if", "in", "is", "it", "its", "just", "let", "many", "may", "might", "most", "my",
    "no", "of", "on", "one", "or", "our", "should", "since", "so", "some", "thanks", "that", "the",
    "there", "they", "this", "to", "we", "what", "when", "where", "while", "with", "would", "you",
];

/// An edit is polish if no number, name, link, question or claim changed. In doubt it is none: a capital
/// letter is taken for a name unless the word is a common one.
pub(crate) fn is_polish(old: &DraftBlob, new: &DraftBlob) -> bool {
    marks(old) == marks(new)
}

fn marks(blob: &DraftBlob) -> BTreeSet<String> {
    let text = format!("{}\n{}", blob.subject, blob.body);
    let words = text
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '?'));
    let telling = words.filter(|word| {
        let common = COMMON.contains(&word.to_lowercase().as_str());
        let marked = |c: char| c.is_numeric() || c.is_uppercase() || matches!(c, '?' | '@');
        word.contains(marked) && !common
    });
    let claims = blob
        .claims
        .iter()
        .map(|claim| format!("claim {}", claim.text));
    telling
        .map(str::to_owned)
        .chain(blob.links.iter().cloned())
        .chain(claims)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blob(body: &str) -> DraftBlob {
        DraftBlob {
            conversation: domain::ConversationId::parse("cnv_1").unwrap(),
            channel: "email".to_owned(),
            to: String::new(),
            from: String::new(),
            from_name: String::new(),
            subject: "Hello".to_owned(),
            body: body.to_owned(),
            footer: String::new(),
            html: false,
            links: Vec::new(),
            claims: Vec::new(),
            findings: Vec::new(),
            unread: false,
            model: String::new(),
            confidence: 900,
            playbook: String::new(),
            tokens: None,
        }
    }

    #[track_caller]
    fn edit(old: &str, new: &str, polish: bool) {
        assert_eq!(is_polish(&blob(old), &blob(new)), polish, "{old} / {new}");
    }

    #[test]
    fn only_wording_is_polish() {
        edit(
            "We saw that Acme grew.",
            "So we noticed that Acme grew.",
            true,
        );
        edit("We saw that Acme grew.", "We saw that Beta grew.", false);
        edit("You have 12 people.", "You have 14 people.", false);
        edit(
            "It is good. Shall we talk?",
            "It is good. Shall we meet?",
            false,
        );
        edit("Acme grew.", "Beta grew.", false);
        edit("See the page.", "See the page, shall we?", false);
    }
}
