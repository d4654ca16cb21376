//! A conversation driven by commands, and short ways to say them. Time is virtual.

#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(unreachable_pub, reason = "shared by several test files")]

use domain::calendar::{Place, Wait, Window};
use domain::conversation::{
    Channel, Command, Conversation, Draft, Due, Event, Input, NewLead, Plan, Receipt, Recorded,
    Refusal, ReplyInput, Review, Routing, StepPlan, Through, Versions, decide, due, evolve,
};
use domain::trust::{
    ClassId, Confidence, Counts, Level, Propensity, Reason, Route, StepKind, Strata,
};
use domain::{
    Actor, AgentName, BlobHash, ClaimId, CompanyId, ContactId, ConversationId, Fingerprint,
    InboundId, Intent, ListId, OperatorId, VerdictId,
};
use jiff::{SignedDuration, Timestamp};

/// The hold after a verdict, in seconds.
pub const HOLD: i64 = 10;

/// Monday, ten in the morning where the contact is.
pub fn monday() -> Timestamp {
    "2026-09-07T10:00+02:00".parse().unwrap()
}

pub fn oslo() -> Place {
    Place {
        zone: "Europe/Oslo".to_owned(),
        country: "NO".to_owned(),
    }
}

pub fn operator(name: &str) -> Actor {
    Actor::Operator(OperatorId::parse(name).unwrap())
}

pub fn agent() -> Actor {
    Actor::Agent(AgentName::parse("nordic").unwrap())
}

pub fn verdict(name: &str) -> VerdictId {
    VerdictId::parse(&format!("vrd_{name}")).unwrap()
}

pub fn claim(name: &str) -> ClaimId {
    ClaimId::parse(&format!("clm_{name}")).unwrap()
}

pub fn inbound(name: &str) -> InboundId {
    InboundId::parse(&format!("inb_{name}")).unwrap()
}

pub fn blob(name: &str) -> BlobHash {
    BlobHash(name.to_owned())
}

pub fn fingerprint(text: &str) -> Fingerprint {
    Fingerprint(format!("fp-{text}"))
}

pub fn draft(text: &str, at: Timestamp) -> Draft {
    Draft {
        fingerprint: fingerprint(text),
        blob: blob(text),
        mailbox: "dan@seller.example".to_owned(),
        held: false,
        at,
        edited_by: None,
    }
}

pub fn plan(review: Review, steps: usize) -> Plan {
    let step = |number: usize| StepPlan {
        channel: Channel::Email,
        wait: if number == 0 {
            Wait::WorkingDays(0)
        } else {
            Wait::WorkingDays(3)
        },
    };
    Plan {
        steps: (0..steps).map(step).collect(),
        review,
        window: Window::default(),
        hold_seconds: 10,
        stale_after_days: 14,
    }
}

pub fn receipt(at: Timestamp) -> Receipt {
    Receipt {
        at,
        provider_id: "250 ok".to_owned(),
        wire_hash: Some("00".to_owned()),
        message_id: None,
    }
}

pub fn reply(name: &str, intent: Intent) -> ReplyInput {
    let escalate = matches!(
        intent,
        Intent::Positive
            | Intent::InfoRequest
            | Intent::Referral
            | Intent::Ambiguous
            | Intent::Complaint
    );
    ReplyInput {
        inbound: inbound(name),
        intent,
        confidence: 900,
        reading: blob(name),
        matched_by: "thread".to_owned(),
        escalate,
        sampled: false,
        stop: matches!(intent, Intent::Unsubscribe | Intent::Complaint),
        resume_on: None,
    }
}

/// Policy's decision: cleared under a certificate, or held without one.
pub fn routing(clear: bool, drawn: bool) -> Routing {
    let confidence = Confidence::new(900).unwrap();
    let reason = if clear {
        Reason::Certified {
            confidence,
            threshold: Confidence::NONE,
            level: Level::Full,
        }
    } else {
        Reason::NoCertificate
    };
    Routing {
        class: ClassId {
            patterns: "one".to_owned(),
            channel: Channel::Email,
        },
        strata: Strata {
            agent: AgentName::parse("nordic").unwrap(),
            segment: "mills".to_owned(),
            step: StepKind::First,
        },
        confidence,
        route: Route {
            clear,
            drawn,
            propensity: if clear {
                Propensity::new(200).unwrap()
            } else {
                Propensity::CERTAIN
            },
            counts: Counts::Class(confidence),
            life: 1,
            reason,
        },
        agent_days: 30,
        certified_days: 1,
        instructions: "own".to_owned(),
        playbook: String::new(),
        classifier: String::new(),
        place: 0,
    }
}

/// One conversation and all that happened to it.
#[derive(Clone)]
pub struct World {
    pub state: Option<Conversation>,
    pub log: Vec<Recorded>,
    /// The state after each event of the log.
    pub states: Vec<Option<Conversation>>,
    pub now: Timestamp,
}

impl World {
    pub fn empty() -> Self {
        Self {
            state: None,
            log: Vec::new(),
            states: Vec::new(),
            now: monday(),
        }
    }

    /// A lead on a list.
    pub fn listed() -> Self {
        let mut world = Self::empty();
        let lead = NewLead {
            conversation: ConversationId::parse("cnv_1").unwrap(),
            agent: AgentName::parse("nordic").unwrap(),
            contact: ContactId::parse("ctc_1").unwrap(),
            company: Some(CompanyId::parse("kakel.example").unwrap()),
            place: oslo(),
            list: ListId::parse("lst_1").unwrap(),
            score: 80,
        };
        world.give(agent(), Input::Source(lead)).unwrap();
        world
    }

    /// Accepted, nothing drafted.
    pub fn accepted(review: Review, steps: usize) -> Self {
        let mut world = Self::listed();
        world.say(Input::Accept {
            verdict: verdict("accept"),
            plan: plan(review, steps),
        });
        world
    }

    /// All planned steps are drafted: `one`, `two`, …
    pub fn drafted(review: Review, steps: usize) -> Self {
        let mut world = Self::accepted(review, steps);
        world.draft_all();
        world
    }

    /// All drafts approved by verdict `approve`, the hold over.
    pub fn cleared(review: Review, steps: usize) -> Self {
        let mut world = Self::drafted(review, steps);
        world.approve("approve");
        world.wait(HOLD);
        world
    }

    /// Step 1 is with the provider as claim `1`.
    pub fn claimed(review: Review, steps: usize) -> Self {
        let mut world = Self::cleared(review, steps);
        world.claim(1, "1");
        world
    }

    /// Step 1 went out.
    pub fn sent(review: Review, steps: usize) -> Self {
        let mut world = Self::claimed(review, steps);
        world.went("1");
        world
    }

    pub fn wait(&mut self, seconds: i64) {
        self.now += SignedDuration::from_secs(seconds);
    }

    pub fn state(&self) -> &Conversation {
        self.state.as_ref().unwrap()
    }

    pub fn due(&self) -> Option<Due> {
        due(self.state())
    }

    pub fn command(&self, by: Actor, input: Input) -> Command {
        Command {
            at: self.now,
            by,
            versions: Versions::default(),
            through: Through::Page,
            input,
        }
    }

    /// Decides without doing.
    pub fn ask(&self, by: Actor, input: Input) -> Result<Vec<Recorded>, Refusal> {
        decide(self.state.as_ref(), &self.command(by, input))
    }

    /// Decides and does.
    pub fn give(&mut self, by: Actor, input: Input) -> Result<Vec<Event>, Refusal> {
        let events = self.ask(by, input)?;
        for event in &events {
            self.state = evolve(self.state.take(), event);
            self.log.push(event.clone());
            self.states.push(self.state.clone());
        }
        Ok(events.into_iter().map(|recorded| recorded.event).collect())
    }

    /// The operator says it and is heard.
    #[track_caller]
    pub fn say(&mut self, input: Input) -> Vec<Event> {
        self.give(operator("ann"), input).unwrap()
    }

    /// The operator says it and is refused.
    #[track_caller]
    pub fn refused(&mut self, input: Input) -> Refusal {
        self.give(operator("ann"), input).unwrap_err()
    }

    pub fn draft_all(&mut self) {
        for message in self.state().messages.clone() {
            if let domain::conversation::MessageState::Planned { .. } = message.state {
                let text = format!("step {} revision {}", message.step, message.revision + 1);
                let input = Input::Drafted {
                    step: message.step,
                    after_revision: message.revision,
                    draft: draft(&text, self.now),
                    why_held: None,
                };
                self.give(agent(), input).unwrap();
            }
        }
    }

    /// Policy decides on all drafts that wait.
    pub fn route(&mut self, clear: bool, drawn: bool) -> Result<Vec<Event>, Refusal> {
        let waiting = |m: &&domain::conversation::Message| {
            matches!(m.state, domain::conversation::MessageState::InReview { .. })
        };
        let messages = self.state().messages.iter();
        let steps = messages.filter(waiting).map(|m| m.step).collect();
        self.give(
            Actor::Policy,
            Input::Route {
                steps,
                routing: Box::new(routing(clear, drawn)),
            },
        )
    }

    /// The fingerprints on the draft card.
    pub fn seen(&self) -> Vec<Fingerprint> {
        self.state()
            .messages
            .iter()
            .filter(|m| matches!(m.state, domain::conversation::MessageState::InReview { .. }))
            .filter_map(|m| m.draft.as_ref().map(|d| d.fingerprint.clone()))
            .collect()
    }

    #[track_caller]
    pub fn approve(&mut self, name: &str) -> Vec<Event> {
        let seen = self.seen();
        self.say(Input::Approve {
            verdict: verdict(name),
            seen,
        })
    }

    #[track_caller]
    pub fn kill(&mut self, name: &str) -> Vec<Event> {
        let seen = self.seen();
        self.say(Input::Kill {
            verdict: verdict(name),
            seen,
            reason: "other".to_owned(),
            note: None,
        })
    }

    #[track_caller]
    pub fn claim(&mut self, step: u32, name: &str) -> Vec<Event> {
        let input = Input::Claim {
            step,
            claim: claim(name),
            message_id: format!("{name}@seller.example"),
            letter: 1,
        };
        self.give(agent(), input).unwrap()
    }

    #[track_caller]
    pub fn went(&mut self, name: &str) -> Vec<Event> {
        let input = Input::Sent {
            claim: claim(name),
            receipt: receipt(self.now),
            settled: None,
        };
        self.give(Actor::Provider, input).unwrap()
    }

    #[track_caller]
    pub fn not_sent(&mut self, name: &str, retry: bool) -> Vec<Event> {
        let retry_at = retry.then_some(self.now + SignedDuration::from_mins(10));
        let input = Input::NotSent {
            claim: claim(name),
            proof: "421".to_owned(),
            retry_at,
        };
        self.give(Actor::Provider, input).unwrap()
    }

    #[track_caller]
    pub fn doubt(&mut self, name: &str) -> Vec<Event> {
        self.give(
            Actor::Provider,
            Input::Doubt {
                claim: claim(name),
                why: "timeout".to_owned(),
            },
        )
        .unwrap()
    }

    #[track_caller]
    pub fn report(&mut self, name: &str, what: &str) -> Vec<Event> {
        let input = Input::Report {
            claim: Some(claim(name)),
            what: what.to_owned(),
            status: None,
        };
        self.give(Actor::Provider, input).unwrap()
    }

    #[track_caller]
    pub fn hears(&mut self, reply: ReplyInput) -> Vec<Event> {
        self.give(Actor::Contact, Input::Reply(reply)).unwrap()
    }

    #[track_caller]
    pub fn undo(&mut self, name: &str) -> Vec<Event> {
        self.say(Input::Undo {
            verdict: verdict(name),
        })
    }
}
