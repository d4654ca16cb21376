//! Guards that are missing on purpose, one at least for each invariant, so that the checks can be seen to
//! fail.

use domain::conversation::{CardRef, CardShows, Event, Input, MessageState, Recorded, decide};
use domain::{Actor, ConversationId};
use flow::{Ports, StepError, step};
use ports::{Action, Expect, Key};

/// What is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mutant {
    /// 1: the text changes on its way out.
    AlteredInTransit,
    /// 2: the provider is given each letter twice.
    HandedOverTwice,
    /// 2: a look-up that can't tell is taken for a proof of "not sent".
    GuessedNotSent,
    /// 3: stop entries can't be seen.
    StopsUnseen,
    /// 3: new versions of the playbook do not reach the workers.
    PushesIgnored,
    /// 4: accepted replies hold nothing.
    UnreadUnseen,
    /// 5: locks on people can't be seen.
    LocksUnseen,
    /// 5: what a company is in is not counted.
    CompaniesUncounted,
    /// 6: what a mailbox sent is forgotten.
    CapsForgotten,
    /// 6: what an agent sent in a week is forgotten.
    WeeksForgotten,
    /// 6: what a domain was sent is forgotten.
    DomainsForgotten,
    /// 6: what a receiving provider was sent is forgotten.
    ProvidersForgotten,
    /// 7: a halt is not kept.
    HaltsForgotten,
    /// 6: who takes mail for a domain is not looked up.
    ExchangersUnasked,
    /// 6: a rule moves conversations to another mailbox.
    MailboxesChange,
    /// 7: what comes back halts no mailbox.
    BrakesForgotten,
    /// 7: claims in flight are not counted.
    InFlightUncounted,
    /// 8: a rule clears drafts without a certificate.
    PolicyClears,
    /// 8: what claims by policy are guarded by never changes.
    GatesStuck,
    /// 8: a harmful kill shuts no gate in its own commit.
    HarmUnheard,
    /// 9: a commit no longer minds who wrote the head meanwhile.
    HeadsUnguarded,
    /// 9: events are not written.
    EventsLost,
    /// 9: events do not say which versions led to them.
    VersionsLost,
    /// 10: due rows are not written.
    DueRowsLost,
    /// 10: cards are not written.
    CardsLost,
    /// 10: accepted messages get no task that reads them.
    MessagesUnread,
    /// 11: somebody approves when time has passed.
    TimeApproves,
    /// 12: links from outside go out.
    LinksFromOutside,
    /// 12: letters go to others as well.
    CopiesToOthers,
    /// 12: a model is instructed by a reply.
    OutsideInstructs,
}

impl Mutant {
    /// All of them, with the number of the invariant that must catch each.
    pub const ALL: [(Self, u8); 30] = [
        (Self::AlteredInTransit, 1),
        (Self::HandedOverTwice, 2),
        (Self::GuessedNotSent, 2),
        (Self::StopsUnseen, 3),
        (Self::PushesIgnored, 3),
        (Self::UnreadUnseen, 4),
        (Self::LocksUnseen, 5),
        (Self::CompaniesUncounted, 5),
        (Self::CapsForgotten, 6),
        (Self::WeeksForgotten, 6),
        (Self::DomainsForgotten, 6),
        (Self::ProvidersForgotten, 6),
        (Self::HaltsForgotten, 7),
        (Self::ExchangersUnasked, 6),
        (Self::MailboxesChange, 6),
        (Self::BrakesForgotten, 7),
        (Self::InFlightUncounted, 7),
        (Self::PolicyClears, 8),
        (Self::GatesStuck, 8),
        (Self::HarmUnheard, 8),
        (Self::HeadsUnguarded, 9),
        (Self::EventsLost, 9),
        (Self::VersionsLost, 9),
        (Self::DueRowsLost, 10),
        (Self::CardsLost, 10),
        (Self::MessagesUnread, 10),
        (Self::TimeApproves, 11),
        (Self::LinksFromOutside, 12),
        (Self::CopiesToOthers, 12),
        (Self::OutsideInstructs, 12),
    ];

    /// By its name, as the rerun line spells it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .map(|(mutant, _)| mutant)
            .find(|mutant| format!("{mutant:?}") == name)
    }

    /// Hides an item from reads.
    pub(crate) fn hides(self, key: &Key) -> bool {
        match self {
            Self::StopsUnseen => key.pk.starts_with("stop#"),
            Self::UnreadUnseen => key.sk == "unread",
            Self::LocksUnseen => key.pk.starts_with("ident#") || key.pk.starts_with("contact#"),
            Self::CompaniesUncounted => key.pk.starts_with("company#"),
            _ => false,
        }
    }

    /// Weakens a commit.
    pub(crate) fn weaken(self, actions: &mut Vec<Action>) {
        match self {
            Self::StopsUnseen => unguard(actions, |key| key.pk.starts_with("stop#")),
            Self::UnreadUnseen => unguard(actions, |key| key.sk == "unread"),
            Self::LocksUnseen => unguard(actions, |key| {
                key.pk.starts_with("ident#") || key.pk.starts_with("contact#")
            }),
            Self::CompaniesUncounted => unguard(actions, |key| key.pk.starts_with("company#")),
            Self::HeadsUnguarded => {
                unguard(actions, |key| key.sk == "head" || key.sk.starts_with("e#"));
            }
            Self::CapsForgotten => forget(actions, "mailbox#"),
            Self::WeeksForgotten => forget(actions, "agent#"),
            Self::DomainsForgotten => forget(actions, "rdomain#"),
            Self::ProvidersForgotten => forget(actions, "provider#"),
            Self::HaltsForgotten => {
                if actions.len() == 1 {
                    drop_puts(actions, |key| {
                        key.pk.starts_with("mailbox#") || key.pk.starts_with("agent#")
                    });
                }
            }
            Self::BrakesForgotten => {
                if actions
                    .iter()
                    .any(|action| action.key().pk.starts_with("inbound#"))
                {
                    drop_puts(actions, |key| key.pk.starts_with("mailbox#"));
                }
            }
            Self::GatesStuck => drop_puts(actions, |key| key.sk == "gate"),
            // What the class itself writes later is heard.
            Self::HarmUnheard => {
                if actions.iter().any(|action| action.key().sk == "head") {
                    drop_puts(actions, |key| key.sk == "gate");
                }
            }
            Self::InFlightUncounted => drop_puts(actions, |key| key.pk.starts_with("inflight#")),
            Self::EventsLost => drop_puts(actions, |key| key.sk.starts_with("e#0000000003")),
            Self::VersionsLost => blank_versions(actions),
            Self::DueRowsLost => drop_puts(actions, |key| of(key, "due#", "cnv_")),
            Self::CardsLost => drop_puts(actions, |key| of(key, "card#", "cnv_")),
            Self::MessagesUnread => drop_puts(actions, |key| of(key, "due#", "inb_")),
            Self::AlteredInTransit
            | Self::HandedOverTwice
            | Self::GuessedNotSent
            | Self::PushesIgnored
            | Self::PolicyClears
            | Self::MailboxesChange
            | Self::ExchangersUnasked
            | Self::TimeApproves
            | Self::LinksFromOutside
            | Self::CopiesToOthers
            | Self::OutsideInstructs => {}
        }
    }
}

/// A row about such a thing; the others stay, or there would be nothing to look at.
fn of(key: &Key, partition: &str, about: &str) -> bool {
    key.pk.starts_with(partition) && key.sk.contains(about)
}

/// Takes the condition off, and the check with it.
fn unguard(actions: &mut Vec<Action>, which: impl Fn(&Key) -> bool) {
    actions.retain(|action| !matches!(action, Action::Check { key, .. } if which(key)));
    for action in actions {
        match action {
            Action::Put { key, expect, .. } | Action::Delete { key, expect } if which(key) => {
                *expect = Expect::Any;
            }
            Action::Put { .. } | Action::Delete { .. } | Action::Check { .. } => {}
        }
    }
}

fn drop_puts(actions: &mut Vec<Action>, which: impl Fn(&Key) -> bool) {
    actions.retain(|action| !matches!(action, Action::Put { key, .. } if which(key)));
}

/// What a claim counts in a row is lost; what else is written there stays.
fn forget(actions: &mut Vec<Action>, partition: &str) {
    let claims = actions
        .iter()
        .any(|action| action.key().pk.starts_with("inflight#"));
    if claims {
        drop_puts(actions, |key| key.pk.starts_with(partition));
    }
}

fn blank_versions(actions: &mut [Action]) {
    for action in actions {
        if let Action::Put { key, body, .. } = action
            && key.sk.starts_with("e#")
            && let Ok(mut value) = serde_json::from_slice::<serde_json::Value>(body)
        {
            let events = value.pointer_mut("/d/events");
            for event in events
                .and_then(serde_json::Value::as_array_mut)
                .into_iter()
                .flatten()
            {
                if let Some(fields) = event.as_object_mut() {
                    fields.remove("versions");
                }
            }
            *body = serde_json::to_vec(&value).unwrap_or_default();
        }
    }
}

/// What a policy without a certificate would do: clears the drafts of the first card.
pub(crate) async fn clear_by_policy(ports: &Ports, cards: Vec<CardRef>) -> Result<(), StepError> {
    let drafts = cards
        .iter()
        .find(|card| matches!(card.shows, CardShows::Drafts { .. }))
        .and_then(|card| ConversationId::parse(card.id.split('.').next()?).ok());
    let Some(id) = drafts else {
        return Ok(());
    };
    let loaded = step::load_known(ports, &id).await?;
    let messages = loaded.state().messages.iter();
    let waiting = messages.filter(|message| {
        matches!(message.state, MessageState::InReview { .. }) && message.draft.is_some()
    });
    let steps: Vec<u32> = waiting.map(|message| message.step).collect();
    let known = loaded.state().units_of(&steps).next();
    let Some(mut routing) = known.map(|(_, unit)| Box::new(unit.routing.clone())) else {
        return Ok(());
    };
    // Nobody ever proved this class.
    routing.class.patterns = "unproven".to_owned();
    routing.route.clear = true;
    routing.route.drawn = false;
    let input = Input::Route { steps, routing };
    let mut command = step::command(ports, Actor::Policy, input);
    command.versions.model = ports.model.name();
    command.versions.policy = "mutant".to_owned();
    let events = decide(Some(loaded.state()), &command)?;
    step::write(ports, Some(&loaded), events, Vec::new())
        .await
        .map(|_| ())
}

/// What a rule that knows better would do: the first card's conversation goes on from another mailbox.
pub(crate) async fn change_mailbox(ports: &Ports, cards: Vec<CardRef>) -> Result<(), StepError> {
    let drafts = cards
        .iter()
        .find(|card| matches!(card.shows, CardShows::Drafts { .. }))
        .and_then(|card| ConversationId::parse(card.id.split('.').next()?).ok());
    let Some(id) = drafts else { return Ok(()) };
    let loaded = step::load_known(ports, &id).await?;
    let Some(from) = loaded.state().mailbox.clone() else {
        return Ok(());
    };
    let playbook = ports.playbook.get();
    let mut mailboxes = playbook.house.mailboxes.iter();
    let Some(to) = mailboxes.find(|mailbox| mailbox.address != from) else {
        return Ok(());
    };
    let event = Event::MailboxChanged {
        from,
        to: to.address.clone(),
        drafts: Vec::new(),
    };
    let input = domain::conversation::Input::Release;
    let recorded = Recorded {
        at: ports.clock.now(),
        by: Actor::Policy,
        through: domain::conversation::Through::default(),
        versions: step::command(ports, Actor::Policy, input).versions,
        event,
    };
    step::write(ports, Some(&loaded), vec![recorded], Vec::new())
        .await
        .map(|_| ())
}
