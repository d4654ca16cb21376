//! Operators who disagree: they approve, edit, kill, send back, undo, repeat themselves, act on pages
//! loaded hours ago, stop people, domains and companies, and redrive what was given up.

use super::{Given, Outside, Watched};
use crate::faults::{Fault, Faults};
use crate::random::Random;
use crate::stored::{partition, read};
use adapters_local::MemoryTable;
use domain::brake::Answer;
use domain::conversation::{CardRef, CardShows, MessageState};
use domain::rows::MailboxRow;
use domain::{
    CompanyId, ConversationId, Fingerprint, Intent, ListId, OperatorId, PlantedId, VerdictId,
};
use flow::due::Task;
use flow::items::{Head, ListDecision, ListHead, Which};
use flow::verdicts::{self, Decision};
use flow::{keys, mailboxes};
use jiff::Timestamp;
use ports::Key;
use std::collections::VecDeque;

/// What an operator puts on the stop list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StopWhat {
    /// A person, by an address.
    Person(String),
    /// A domain and what is below it.
    Domain(String),
    /// A company.
    Company(CompanyId),
}

/// What an operator does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Act {
    /// Decides a card or a conversation.
    Verdict(ConversationId, OperatorId, VerdictId, Decision),
    /// Takes a verdict back.
    Undo(ConversationId, OperatorId, VerdictId),
    /// Decides a list.
    List(ListId, OperatorId, VerdictId, ListDecision),
    /// Says what becomes of the conversations of a mailbox; to the card that stands since then.
    Mailbox(String, OperatorId, VerdictId, Answer, Timestamp),
    /// Decides a planted card.
    Planted(PlantedId, OperatorId, VerdictId, Decision),
    /// Adds to the stop list.
    Stop(OperatorId, StopWhat),
    /// Gives a task that was given up another life; by the key of its due row.
    Redrive(Key),
    /// Throws it away.
    Discard(OperatorId, Key),
    /// Erases a person.
    Forget(OperatorId, String),
}

impl Act {
    /// A word for the report.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Undo(..) => "undo",
            Self::Stop(_, StopWhat::Person(_)) => "stop a person",
            Self::Stop(_, StopWhat::Domain(_)) => "stop a domain",
            Self::Stop(_, StopWhat::Company(_)) => "stop a company",
            Self::Mailbox(_, _, _, answer, _) => match answer {
                Answer::Move => "move a mailbox",
                Answer::Pause => "pause a mailbox",
                Answer::End => "end a mailbox",
                Answer::Seen => "see a mailbox",
            },
            Self::Planted(..) => "planted",
            Self::Redrive(_) => "redrive",
            Self::Discard(..) => "discard",
            Self::Forget(..) => "forget",
            Self::List(_, _, _, ListDecision::Accept { .. }) => "accept list",
            Self::List(_, _, _, ListDecision::Reject { .. }) => "reject list",
            Self::Verdict(_, _, _, decision) => match decision {
                Decision::Approve { .. } => "approve",
                Decision::Edit { .. } => "edit",
                Decision::Kill { .. } => "kill",
                Decision::Redraft { .. } => "redraft",
                Decision::Relabel { .. } => "relabel",
                Decision::TakeOver { .. } => "take over",
                Decision::HandBack { .. } => "hand back",
                Decision::Meeting => "meeting",
                Decision::File { .. } => "file",
                Decision::AddLead { .. } => "add a lead",
                Decision::Settle { .. } => "settle",
                Decision::SeeContradiction => "see alarm",
                Decision::Stop => "stop",
            },
        }
    }
}

/// What the operators can look at.
pub(crate) struct Desk<'a> {
    /// Stored items.
    pub(crate) table: &'a MemoryTable,
    /// The queue.
    pub(crate) watched: &'a Watched,
    /// The senders' mailboxes: what left.
    pub(crate) outside: &'a Outside,
    /// Now.
    pub(crate) now: Timestamp,
    /// No repeats, no stale pages, no undo; only decisions that bring things to an end.
    pub(crate) tame: bool,
}

/// Two people at one queue.
pub(crate) struct Operators {
    random: Random,
    names: Vec<OperatorId>,
    /// Verdicts given before, to repeat and to undo.
    past: Vec<Act>,
    /// Fingerprints seen before, to be stale with.
    seen: Vec<(ConversationId, Vec<Fingerprint>)>,
    given: Given,
    faults: Faults,
    count: u64,
}

impl Operators {
    /// By a seed.
    pub(crate) fn new(seed: u64, given: Given, faults: Faults) -> Self {
        let names = ["Ada", "Bo"]
            .iter()
            .filter_map(|name| OperatorId::parse(name).ok())
            .collect();
        Self {
            random: Random::new(seed ^ 0x6f70),
            names,
            past: Vec::new(),
            seen: Vec::new(),
            given,
            faults,
            count: 0,
        }
    }

    fn verdict(&mut self, by: &OperatorId) -> Option<VerdictId> {
        self.count = self.count.saturating_add(1);
        let id = VerdictId::parse(&format!("vrd_sim{}", self.count)).ok()?;
        self.given.add(&id, by);
        Some(id)
    }

    fn name(&mut self) -> Option<OperatorId> {
        let index = self.random.below(self.names.len());
        self.names.get(index).cloned()
    }

    /// Things to do now, if there is a card: one act, or two that disagree.
    pub(crate) fn act(&mut self, desk: &Desk<'_>) -> Vec<Act> {
        if !desk.tame && self.random.in_thousand(15) && desk.outside.count() > 0 {
            return self.stop(desk).into_iter().collect();
        }
        if !self.past.is_empty() && self.faults.happens(Fault::StalePage, 75) {
            return self.again().into_iter().collect();
        }
        let place = self.random.below(desk.watched.waiting());
        let Some(card) = desk.watched.card(place) else {
            return Vec::new();
        };
        let Some(by) = self.name() else {
            return Vec::new();
        };
        let mut acts: Vec<Act> = self.on_card(&by, &card, desk).into_iter().collect();
        if !acts.is_empty() && self.faults.happens(Fault::Disagreement, 50) {
            let other = self.names.iter().find(|name| **name != by).cloned();
            acts.extend(other.and_then(|other| self.on_card(&other, &card, desk)));
        }
        for act in &acts {
            if self.past.len() < 500 {
                self.past.push(act.clone());
            }
        }
        acts
    }

    /// What becomes of a task that was given up: nearly always it is tried again.
    pub(crate) fn on_dead(&mut self, row: Key, task: &Task, tame: bool) -> Option<Act> {
        let by = self.name()?;
        if let Task::Conversation { id, .. } = task
            && !tame
            && self.random.in_thousand(250)
        {
            self.given.throw_away(id, &by);
            return Some(Act::Discard(by, row));
        }
        Some(Act::Redrive(row))
    }

    /// A verdict of earlier once more, or its undo.
    fn again(&mut self) -> Option<Act> {
        let index = self.random.below(self.past.len());
        let past = self.past.get(index)?.clone();
        Some(match (past, self.random.below(2)) {
            (Act::Verdict(id, by, verdict, _), 0) => Act::Undo(id, by, verdict),
            (past, _) => past,
        })
    }

    /// Somebody asks by other ways than a reply to be left alone.
    fn stop(&mut self, desk: &Desk<'_>) -> Option<Act> {
        let letter = desk
            .outside
            .letter(self.random.below(desk.outside.count()))?;
        let address = letter.envelope.to.clone();
        let domain = address.rsplit('@').next()?.to_owned();
        let by = self.name()?;
        if self.random.in_thousand(150) {
            return Some(Act::Forget(by, address));
        }
        let what = match self.random.below(4) {
            0 if !domain.contains("gm") && !domain.contains("web") => {
                let above = domain.strip_prefix("eu.").unwrap_or(&domain);
                StopWhat::Domain(above.to_owned())
            }
            1 => {
                let hash = crate::process::secrets().message_id(&letter.envelope.message_id);
                let pointer = keys::message_id(&hash);
                let row = read::<flow::items::MessageIdRow>(desk.table, pointer)?;
                let head = read::<Head>(desk.table, keys::head(&row.conversation))?;
                StopWhat::Company(head.state.company?)
            }
            _ => StopWhat::Person(address),
        };
        Some(Act::Stop(by, what))
    }

    /// Takes or approves all cards that nobody is deciding yet.
    pub(crate) fn approve_all(&mut self, desk: &Desk<'_>, deciding: &VecDeque<Act>) -> Vec<Act> {
        let mut acts: Vec<Act> = Vec::new();
        for card in desk.watched.cards() {
            let of = card.id.split('.').next().unwrap_or_default();
            let busy = deciding.iter().chain(&acts).any(|act| match act {
                Act::Verdict(id, ..) | Act::Undo(id, ..) => id.as_str() == of,
                Act::List(list, ..) => list.as_str() == of,
                Act::Mailbox(mailbox, ..) => mailboxes::card_id(mailbox) == of,
                Act::Planted(planted, ..) => planted.as_str() == of,
                Act::Stop(..) | Act::Redrive(_) | Act::Discard(..) | Act::Forget(..) => false,
            });
            if !busy {
                acts.extend(self.approve(&card, desk));
            }
        }
        acts
    }

    fn approve(&mut self, card: &CardRef, desk: &Desk<'_>) -> Option<Act> {
        let by = self.names.first().cloned()?;
        if let CardShows::List { list } = &card.shows {
            let verdict = self.verdict(&by)?;
            let leads = Which::Rest;
            return Some(Act::List(
                list.clone(),
                by,
                verdict,
                ListDecision::Accept { leads },
            ));
        }
        if let CardShows::Mailbox { mailbox } = &card.shows {
            return self.on_mailbox(by, card, mailbox, desk);
        }
        if let CardShows::Planted { planted } = &card.shows {
            return self.on_planted(by, planted);
        }
        let (of, _) = card.id.split_once('.')?;
        let id = ConversationId::parse(of).ok()?;
        let head = read::<Head>(desk.table, keys::head(&id))?;
        let decision = match &card.shows {
            CardShows::InDoubt { claim, .. } => settle(claim, desk)?,
            CardShows::Reply { inbound } => Decision::File {
                inbound: inbound.clone(),
            },
            CardShows::Contradiction { .. } => Decision::SeeContradiction,
            CardShows::Drafts { .. } => Decision::Approve {
                seen: verdicts::waiting(&head),
            },
            CardShows::List { .. }
            | CardShows::Mailbox { .. }
            | CardShows::Goal { .. }
            | CardShows::Planted { .. } => return None,
        };
        let verdict = self.verdict(&by)?;
        Some(Act::Verdict(id, by, verdict, decision))
    }

    /// Sees it in two of three.
    fn on_planted(&mut self, by: OperatorId, planted: &PlantedId) -> Option<Act> {
        let seen = Vec::new();
        let decision = if self.random.below(3) == 0 {
            Decision::Approve { seen }
        } else {
            Decision::Kill {
                seen,
                reason: "off_tone".to_owned(),
                note: None,
            }
        };
        let verdict = self.verdict(&by)?;
        Some(Act::Planted(planted.clone(), by, verdict, decision))
    }

    fn on_card(&mut self, by: &OperatorId, card: &CardRef, desk: &Desk<'_>) -> Option<Act> {
        let by = by.clone();
        if let CardShows::List { list } = &card.shows {
            return self.on_list(by, list, desk);
        }
        if let CardShows::Mailbox { mailbox } = &card.shows {
            return self.on_mailbox(by, card, mailbox, desk);
        }
        if let CardShows::Planted { planted } = &card.shows {
            return self.on_planted(by, planted);
        }
        let (conversation, _) = card.id.split_once('.')?;
        let id = ConversationId::parse(conversation).ok()?;
        let head = read::<Head>(desk.table, keys::head(&id))?;
        let decision = match &card.shows {
            CardShows::List { .. }
            | CardShows::Mailbox { .. }
            | CardShows::Goal { .. }
            | CardShows::Planted { .. } => return None,
            CardShows::Drafts { .. } => self.on_drafts(&id, &head, desk.tame)?,
            CardShows::Reply { inbound } => self.on_reply(inbound.clone(), desk)?,
            CardShows::InDoubt { claim, .. } => settle(claim, desk)?,
            CardShows::Contradiction { .. } => Decision::SeeContradiction,
        };
        let verdict = self.verdict(&by)?;
        Some(Act::Verdict(id, by, verdict, decision))
    }

    fn on_list(&mut self, by: OperatorId, list: &ListId, desk: &Desk<'_>) -> Option<Act> {
        let head = read::<ListHead>(desk.table, keys::list_head(list))?;
        let leads = if self.random.in_thousand(300) {
            self.some_leads(desk.table, list)
        } else {
            Which::Rest
        };
        let decision = if self.random.in_thousand(850) && head.waiting > 0 {
            ListDecision::Accept { leads }
        } else {
            ListDecision::Reject {
                leads,
                reason: "wrong_segment".to_owned(),
            }
        };
        let verdict = self.verdict(&by)?;
        Some(Act::List(list.clone(), by, verdict, decision))
    }

    /// A mailbox of whose letters too much came back.
    fn on_mailbox(
        &mut self,
        by: OperatorId,
        card: &CardRef,
        mailbox: &str,
        desk: &Desk<'_>,
    ) -> Option<Act> {
        let row = read::<MailboxRow>(desk.table, keys::mailbox(mailbox))?;
        let halts = row.health.alarm?.cause.halts();
        let answer = match self.random.below(8) {
            0 => Answer::End,
            1..=3 => Answer::Move,
            4 | 5 => Answer::Pause,
            _ if halts => Answer::Pause,
            _ => Answer::Seen,
        };
        let verdict = self.verdict(&by)?;
        if answer == Answer::Move {
            self.given.add_move(mailbox);
        }
        Some(Act::Mailbox(
            mailbox.to_owned(),
            by,
            verdict,
            answer,
            card.since,
        ))
    }

    fn on_reply(&mut self, inbound: domain::InboundId, desk: &Desk<'_>) -> Option<Decision> {
        Some(match self.random.below(if desk.tame { 4 } else { 6 }) {
            0 | 1 => Decision::TakeOver {
                inbound: Some(inbound),
            },
            2 | 3 => Decision::File { inbound },
            4 => Decision::HandBack {
                inbound: Some(inbound),
                note: "answer the question".to_owned(),
            },
            _ => {
                let to = self.random.pick(&Intent::ALL).copied()?;
                let day = desk.now.to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
                let resume_on = day.checked_add(jiff::Span::new().days(9)).ok();
                Decision::Relabel {
                    inbound,
                    to,
                    resume_on,
                }
            }
        })
    }

    fn some_leads(&mut self, table: &MemoryTable, list: &ListId) -> Which {
        let ids = partition(table, &keys::list(list), keys::LIST_LEADS)
            .iter()
            .filter_map(|item| flow::items::decode::<flow::items::ListLead>(item).ok())
            .filter(|_| self.random.in_thousand(500))
            .map(|lead| lead.conversation)
            .collect::<Vec<_>>();
        if ids.is_empty() {
            Which::Rest
        } else {
            Which::These(ids)
        }
    }

    fn on_drafts(&mut self, id: &ConversationId, head: &Head, tame: bool) -> Option<Decision> {
        let current = verdicts::waiting(head);
        let unwritten = head
            .state
            .messages
            .iter()
            .any(|m| matches!(m.state, MessageState::InReview { .. }) && m.draft.is_none());
        if unwritten {
            return Some(if self.random.below(2) == 0 {
                Decision::Kill {
                    seen: current,
                    reason: "other".to_owned(),
                    note: None,
                }
            } else {
                Decision::Redraft {
                    seen: current,
                    note: "try again".to_owned(),
                }
            });
        }
        let stale = if !tame && self.random.in_thousand(80) {
            self.random.pick(&self.seen).cloned()
        } else {
            None
        };
        let seen = match stale {
            Some((of, seen)) if of == *id => seen,
            Some(_) | None => current.clone(),
        };
        if self.seen.len() < 300 {
            self.seen.push((id.clone(), current));
        }
        Some(match self.random.below(20) {
            0 | 1 => Decision::Kill {
                seen,
                reason: if self.count.is_multiple_of(5) {
                    "harmful"
                } else {
                    "off_tone"
                }
                .to_owned(),
                note: Some("no".to_owned()),
            },
            2 if !tame => Decision::Redraft {
                seen,
                note: "shorter".to_owned(),
            },
            3 | 4 => Decision::Edit {
                seen: seen.first()?.clone(),
                subject: "a better subject".to_owned(),
                body: format!(
                    "Hello,\n\nan edited text number {}. Shall we talk?",
                    self.count
                ),
            },
            5 if !tame => Decision::Stop,
            _ => Decision::Approve { seen },
        })
    }
}

/// The operator looks into the sender's mailbox and says what is true; while the provider is still busy
/// with the letter there is nothing to see yet.
fn settle(claim: &domain::ClaimId, desk: &Desk<'_>) -> Option<Decision> {
    (!desk.outside.in_hands(claim.as_str())).then(|| Decision::Settle {
        claim: claim.clone(),
        sent: desk.outside.left(claim.as_str()),
    })
}

/// The oldest draft card, for a ghost that approves because time has passed.
pub(crate) fn ghost(table: &MemoryTable, watched: &Watched) -> Option<Act> {
    let card = watched
        .cards()
        .into_iter()
        .find(|card| matches!(card.shows, CardShows::Drafts { .. }))?;
    let (conversation, _) = card.id.split_once('.')?;
    let id = ConversationId::parse(conversation).ok()?;
    let head = read::<Head>(table, keys::head(&id))?;
    let verdict = VerdictId::parse("vrd_ghost").ok()?;
    let by = OperatorId::parse("timeout").ok()?;
    Some(Act::Verdict(
        id,
        by,
        verdict,
        Decision::Approve {
            seen: verdicts::waiting(&head),
        },
    ))
}
