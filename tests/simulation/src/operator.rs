//! Operators who disagree: they approve, edit, kill, send back, undo, repeat themselves, act on pages
//! loaded hours ago, and halt.

use crate::checks::{partition, read};
use crate::outside::Outside;
use crate::random::Random;
use adapters_local::MemoryTable;
use domain::conversation::{CardRef, CardShows, MessageState};
use domain::{ConversationId, Fingerprint, Intent, ListId, OperatorId, VerdictId};
use flow::items::{Head, ListDecision, ListHead, Which};
use flow::keys;
use flow::verdicts::{self, Decision};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Verdict ids that operators gave.
#[derive(Clone, Default)]
pub(crate) struct Given(Arc<Mutex<BTreeMap<VerdictId, ()>>>);

impl Given {
    /// Somebody gives it.
    pub(crate) fn add(&self, verdict: &VerdictId) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(verdict.clone(), ());
    }

    /// Somebody gave it.
    pub(crate) fn knows(&self, verdict: &VerdictId) -> bool {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .contains_key(verdict)
    }
}

/// What an operator does.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    /// Decides a card or a conversation.
    Verdict(ConversationId, OperatorId, VerdictId, Decision),
    /// Takes a verdict back.
    Undo(ConversationId, OperatorId, VerdictId),
    /// Decides a list.
    List(ListId, OperatorId, VerdictId, ListDecision),
}

impl Act {
    /// A word for the report.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Undo(..) => "undo",
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
                Decision::File { .. } => "file",
                Decision::Settle { .. } => "settle",
                Decision::SeeContradiction => "see alarm",
                Decision::Stop => "stop",
            },
        }
    }
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
    count: u64,
}

impl Operators {
    /// By a seed.
    pub(crate) fn new(seed: u64, given: Given) -> Self {
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
            count: 0,
        }
    }

    fn verdict(&mut self) -> Option<VerdictId> {
        self.count = self.count.saturating_add(1);
        let id = VerdictId::parse(&format!("vrd_sim{}", self.count)).ok()?;
        self.given.add(&id);
        Some(id)
    }

    fn name(&mut self) -> Option<OperatorId> {
        let index = self.random.below(self.names.len());
        self.names.get(index).cloned()
    }

    /// All cards that wait, best first.
    pub(crate) fn cards(table: &MemoryTable) -> Vec<CardRef> {
        let mut all: Vec<(String, CardRef)> = Vec::new();
        for pk in keys::card_partitions() {
            for item in partition(table, &pk, "") {
                if let Ok(card) = flow::items::decode::<CardRef>(&item) {
                    all.push((item.key.sk, card));
                }
            }
        }
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all.into_iter().map(|(_, card)| card).collect()
    }

    /// Something to do now, if there is a card. `tame`: no repeats, no stale pages, no undo; only
    /// decisions that bring things to an end.
    pub(crate) fn act(
        &mut self,
        table: &MemoryTable,
        outside: &Outside,
        now: Timestamp,
        tame: bool,
    ) -> Option<Act> {
        if !tame && self.random.in_thousand(150) && !self.past.is_empty() {
            let index = self.random.below(self.past.len());
            let past = self.past.get(index)?.clone();
            return Some(match (past, self.random.below(2)) {
                (Act::Verdict(id, by, verdict, _), 0) => Act::Undo(id, by, verdict),
                (past, _) => past,
            });
        }
        let cards = Self::cards(table);
        let index = self.random.below(cards.len());
        let card = cards.get(index)?;
        let act = self.on_card(card, table, outside, now, tame)?;
        if self.past.len() < 500 {
            self.past.push(act.clone());
        }
        Some(act)
    }

    /// Takes or approves the first card that nobody is deciding yet.
    pub(crate) fn approve_next(
        &mut self,
        table: &MemoryTable,
        outside: &Outside,
        deciding: &std::collections::VecDeque<Act>,
    ) -> Option<Act> {
        let busy = |conversation: &str| {
            deciding.iter().any(|act| match act {
                Act::Verdict(id, ..) | Act::Undo(id, ..) => id.as_str() == conversation,
                Act::List(list, ..) => list.as_str() == conversation,
            })
        };
        for card in Self::cards(table) {
            let of = card.id.split('.').next().unwrap_or_default();
            if busy(of) {
                continue;
            }
            let verdict = self.verdict()?;
            let by = self.names.first().cloned()?;
            if let CardShows::List { list } = &card.shows {
                return Some(Act::List(
                    list.clone(),
                    by,
                    verdict,
                    ListDecision::Accept { leads: Which::Rest },
                ));
            }
            let id = ConversationId::parse(of).ok()?;
            let head = read::<Head>(table, keys::head(&id))?;
            let decision = match &card.shows {
                CardShows::InDoubt { claim, .. } => Decision::Settle {
                    claim: claim.clone(),
                    sent: outside.left(claim.as_str()),
                },
                _ => Decision::Approve {
                    seen: verdicts::waiting(&head),
                },
            };
            return Some(Act::Verdict(id, by, verdict, decision));
        }
        None
    }

    fn on_card(
        &mut self,
        card: &CardRef,
        table: &MemoryTable,
        outside: &Outside,
        now: Timestamp,
        tame: bool,
    ) -> Option<Act> {
        let verdict = self.verdict()?;
        let by = self.name()?;
        if let CardShows::List { list } = &card.shows {
            let head = read::<ListHead>(table, keys::list_head(list))?;
            let leads = if self.random.in_thousand(300) {
                self.some_leads(table, list)
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
            return Some(Act::List(list.clone(), by, verdict, decision));
        }
        let (conversation, _) = card.id.split_once('.')?;
        let id = ConversationId::parse(conversation).ok()?;
        let head = read::<Head>(table, keys::head(&id))?;
        let decision = match &card.shows {
            CardShows::List { .. } => return None,
            CardShows::Drafts { .. } => self.on_drafts(&id, &head, tame)?,
            CardShows::Reply { inbound } => {
                let inbound = inbound.clone();
                match self.random.below(if tame { 4 } else { 6 }) {
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
                        let day = now.to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
                        let resume_on = day.checked_add(jiff::Span::new().days(9)).ok();
                        Decision::Relabel {
                            inbound,
                            to,
                            resume_on,
                        }
                    }
                }
            }
            // The operator looks into the sender's mailbox and says what is true.
            CardShows::InDoubt { claim, .. } => Decision::Settle {
                claim: claim.clone(),
                sent: outside.left(claim.as_str()),
            },
            CardShows::Contradiction { .. } => Decision::SeeContradiction,
        };
        Some(Act::Verdict(id, by, verdict, decision))
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
            return Some(Decision::Kill {
                seen: current,
                reason: "other".to_owned(),
                note: None,
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
                reason: "off_tone".to_owned(),
                note: Some("no".to_owned()),
            },
            2 if !tame => Decision::Redraft {
                seen,
                note: "shorter".to_owned(),
            },
            3 | 4 if !tame => Decision::Edit {
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

/// The oldest draft card, for a ghost that approves because time has passed.
pub(crate) fn ghost(table: &MemoryTable) -> Option<Act> {
    let card = Operators::cards(table)
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
