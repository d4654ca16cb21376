//! Who may be written to without having asked, by country: judged when a lead is sourced, when a letter is
//! cleared, and again at the claim, where the playbook in force may ask for more than the one before.

use domain::conversation::{Conversation, Message};
use playbook::{Agent, ColdMailHeld, Motion, Playbook};

/// The reasons of [`ColdMailHeld::code`].
pub(crate) const CODES: [&str; 3] = ["needs_consent", "needs_legitimate_interest", "unknown_law"];

/// Why an agent may not write a first letter to somebody in that country, or `None`.
pub(crate) fn held(
    playbook: &Playbook,
    agent: Option<&Agent>,
    country: &str,
) -> Option<ColdMailHeld> {
    // Customers know us: article 13 (2) of Directive 2002/58/EC and what follows it elsewhere.
    if agent.is_some_and(|agent| agent.motion == Motion::Renew) {
        return None;
    }
    playbook.house.cold_mail.held(country)
}

/// The same for a step of a conversation. Whoever wrote to us may be answered.
pub(crate) fn held_step(
    playbook: &Playbook,
    state: &Conversation,
    message: &Message,
) -> Option<ColdMailHeld> {
    if message.answers.is_some() {
        return None;
    }
    let agent = playbook.agents.get(state.agent.as_str());
    held(playbook, agent, &state.place.country)
}
