//! Invariant 3: After opt-out, hard bounce, complaint or stop entry no agent writes to that contact again, nor to
//! current customers (but by agents that renew). Checked when a message is cleared, and at the claim.

use super::{Claimed, Invariant, Known, Say, Truth};
use crate::scene::House;
use crate::stored::read;
use domain::ConversationId;
use domain::conversation::{Event, Recorded};
use flow::items::{InboundRow, Vault};
use flow::keys;

/// See the module.
pub(super) struct LeftAlone;

fn below(domain: &str, listed: &str) -> bool {
    domain == listed || domain.ends_with(&format!(".{listed}"))
}

impl LeftAlone {
    fn barred(truth: &Truth<'_>, known: &Known, to: &str, step: u32) -> Option<String> {
        let company = known
            .state
            .as_ref()
            .and_then(|state| state.company.as_ref());
        if let Some(why) = truth.outside.stopped(to, company) {
            return Some(why);
        }
        let lower = to.to_lowercase();
        let domain = lower.rsplit('@').next().unwrap_or_default();
        let house = truth.house;
        if house.barred_addresses.contains(&lower) {
            return Some("house.md bars the address".to_owned());
        }
        if house
            .barred_domains
            .iter()
            .any(|listed| below(domain, listed))
        {
            return Some(format!("house.md bars the domain {domain}"));
        }
        let name = ConversationId::parse(known.id())
            .ok()
            .and_then(|id| read::<Vault>(truth.table, keys::vault(&id)))
            .map(|vault| vault.company);
        if name.is_some_and(|name| house.barred_companies.contains(&name)) {
            return Some("house.md bars the company".to_owned());
        }
        let agent = known
            .state
            .as_ref()
            .and_then(|state| state.agent.as_str().rsplit('-').next())
            .and_then(|number| number.parse().ok())
            .unwrap_or(0);
        let country = known
            .state
            .as_ref()
            .map(|state| state.place.country.as_str());
        // Whoever wrote to us may be answered.
        let answers = known.state.as_ref().is_some_and(|state| {
            let message = state.message(step);
            message.is_some_and(|message| message.answers.is_some())
        });
        if let Some(country) = country.filter(|country| house.holds(country))
            && !House::renews(agent)
            && !answers
        {
            return Some(format!("no consent is recorded for {country:?}"));
        }
        let customer = house.customers.iter().any(|listed| below(domain, listed));
        (customer && !House::renews(agent)).then(|| format!("{domain} is a customer's"))
    }
}

impl Invariant for LeftAlone {
    fn number(&self) -> u8 {
        3
    }

    fn event(&mut self, truth: &Truth<'_>, known: &Known, recorded: &Recorded, say: &mut Say) {
        let (Event::Approved { clearances, .. } | Event::Routed { clearances, .. }) =
            &recorded.event
        else {
            return;
        };
        for (step, _) in clearances {
            let draft = known.steps.get(step).and_then(|of| of.draft.as_ref());
            let Some(blob) = draft.and_then(|draft| truth.draft(&draft.blob)) else {
                continue;
            };
            let company = known
                .state
                .as_ref()
                .and_then(|state| state.company.as_ref());
            let stopped = truth.outside.stopped(&blob.to, company);
            say.is(stopped.is_none(), || {
                format!(
                    "step {step} was cleared after {}",
                    stopped.unwrap_or_default()
                )
            });
        }
    }

    fn always(&mut self, truth: &Truth<'_>, _: &mut Say) {
        truth.outside.stop_read(|id| {
            read::<InboundRow>(truth.table, keys::inbound(id))
                .is_none_or(|row| row.intent.is_some())
        });
    }

    fn claim(&mut self, truth: &Truth<'_>, known: &Known, claim: &Claimed, say: &mut Say) {
        let barred = Self::barred(truth, known, claim.to(), claim.step);
        say.is(barred.is_none(), || {
            format!("a letter was claimed though {}", barred.unwrap_or_default())
        });
    }
}
