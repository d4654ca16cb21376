//! What comes in: prospects read what left, answers and reports arrive, links are followed.

use super::Sim;
use super::jobs::Done;
use crate::stored::read;
use crate::world::{Happening, react};
use domain::calendar::later;
use domain::rows::{StopReason, StopSource};
use domain::tokens::UnsubscribeToken;
use domain::{Actor, InboundId};
use flow::items::MessageIdRow;
use flow::{StepError, inbound, keys, stops};
use jiff::SignedDuration;
use market::What;
use ports::{Clock, PortError};

impl Sim {
    pub(super) fn happen(&mut self, happening: Happening) {
        self.coming_count = self.coming_count.saturating_add(1);
        self.coming
            .insert((happening.at, self.coming_count), happening);
    }

    /// Whoever got no answer tries again.
    pub(super) fn happen_again(&mut self, happening: Happening, minutes: i64) {
        let at = later(self.clock.now(), SignedDuration::from_mins(minutes));
        self.happen(Happening { at, ..happening });
    }

    /// Prospects read what left since they looked last.
    pub(super) fn read_letters(&mut self) {
        if self.outside.count() == self.reacted {
            return;
        }
        for left in self.outside.since(self.reacted) {
            self.reacted = self.reacted.saturating_add(1);
            let pointer =
                keys::message_id(&self.ports.secrets.message_id(&left.envelope.message_id));
            let row = read::<MessageIdRow>(&self.table, pointer);
            let conversation = row.map(|row| row.conversation.to_string());
            let all = react(
                self.options.seed,
                self.options.plain,
                &left,
                &conversation.unwrap_or_default(),
                &self.outside,
                &self.faults,
            );
            for happening in all {
                self.happen(happening);
            }
        }
    }

    pub(super) fn start_happening(&mut self, happening: Happening) {
        let count = self.report.prospects.entry(happening.intended).or_default();
        *count = count.saturating_add(1);
        self.in_hands.happenings.push(happening.clone());
        let ports = self.own_ports();
        match happening.what.clone() {
            What::Mail { raw, .. } => self.spawn(async move {
                let outcome = inbound::accept(&ports, raw).await;
                Done::Accepted(happening, outcome.map(|accepted| accepted.inbound))
            }),
            What::OneClick { url } => self.spawn(async move {
                let token = url
                    .rsplit('/')
                    .next()
                    .and_then(|token| UnsubscribeToken::read(token, &ports.secrets));
                let outcome = match token {
                    Some(token) => one_click(&ports, &token).await,
                    None => Err(StepError::Port(PortError::Refused(
                        "an unsubscribe link that is not ours".to_owned(),
                    ))),
                };
                Done::OptedOut(happening, outcome)
            }),
            What::Scan { .. } => {}
        }
    }

    fn no_longer_in_hands(&mut self, happening: &Happening) {
        if let Some(place) = self
            .in_hands
            .happenings
            .iter()
            .position(|other| other == happening)
        {
            self.in_hands.happenings.swap_remove(place);
        }
    }

    /// We said that we have it: from here on it binds us.
    pub(super) fn accepted(&mut self, happening: Happening, outcome: Result<InboundId, StepError>) {
        self.no_longer_in_hands(&happening);
        self.refused("an accepted message", &outcome);
        let Ok(id) = outcome else {
            self.happen_again(happening, 2);
            return;
        };
        // A copy of a message binds us no more than the first one did.
        if !self.known.insert(id.to_string()) {
            return;
        }
        self.outside.accepted(&id);
        if let Some(claim) = &happening.claim {
            self.outside.lie_reported(claim, &id);
        }
        if happening.is_human() {
            self.outside.reply(&happening.conversation);
        }
        if matches!(happening.intended, "unsubscribe" | "bounce" | "complaint") {
            self.outside.stop_when_read(&happening.address, &id);
        }
    }

    pub(super) fn opted_out(&mut self, happening: Happening, outcome: &Result<(), StepError>) {
        self.no_longer_in_hands(&happening);
        self.refused("an opt-out", outcome);
        if outcome.is_ok() {
            self.outside.stop(&happening.address);
        } else {
            self.happen_again(happening, 2);
        }
    }
}

/// What the public door does with a one-click opt-out.
async fn one_click(ports: &flow::Ports, token: &UnsubscribeToken) -> Result<(), StepError> {
    let row = stops::row(
        ports,
        StopReason::OptOut,
        StopSource::OneClick,
        Actor::Contact,
        None,
    );
    stops::stop_person(
        ports,
        &token.contact,
        Some(&token.conversation),
        &row,
        Some(token.step),
        None,
    )
    .await
    .map(|_| ())
}
