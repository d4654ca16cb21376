//! Which version of the playbook writes a conversation's letters while a new one is on trial.
//!
//! A push that changes what the model is told makes a new class, which has proven nothing. The version that is
//! certified ships on meanwhile, and a share of the new conversations, drawn by their ids and so evenly over the
//! agents, is written by the new one and reviewed: its canary. Once that is clean (`domain/trust/canary.rs`), or the
//! old version has lost its proof, all is written by the version in force.
//!
//! What may leave is always for the version in force: its bans, caps and stop list hold for both.

use crate::draft_gate::{class_of, own_instructions};
use crate::items::{AtWorkRow, ClassRow};
use crate::{Ports, StepError, items, keys, versions};
use domain::conversation::{Channel, Conversation, Message};
use domain::trust::{ClassId, MessageRef, canary};
use playbook::Playbook;
use std::sync::Arc;

/// The version that writes these letters, of which `usual` is the one in force for them.
pub(crate) async fn version_for(
    ports: &Ports,
    usual: Arc<Playbook>,
    state: &Conversation,
    due: &[Message],
) -> Result<Arc<Playbook>, StepError> {
    // What an operator asked for, or saw before, is for the version that he put in force.
    let is_asked_for = |message: &Message| {
        message.revision > 0 || message.note.is_some() || message.answers.is_some()
    };
    let Some(first) = due.first() else {
        return Ok(usual);
    };
    if state.resume_note.is_some()
        || due.iter().any(is_asked_for)
        || usual.version != ports.playbook.get().version
    {
        return Ok(usual);
    }
    let channels: Vec<Channel> = due.iter().map(|message| message.channel).collect();
    let of = |playbook: &Playbook| {
        let agent = playbook.agents.get(state.agent.as_str())?;
        let class = class_of(playbook, agent, &ports.model.name(), &channels)?;
        Some((class, own_instructions(agent)))
    };
    let Some((class, own)) = of(&usual) else {
        return Ok(usual);
    };
    let Some(certified) = certified_before(ports, state, &class).await? else {
        return Ok(usual);
    };
    let message = MessageRef {
        conversation: state.id.clone(),
        step: first.step,
    };
    if ports.secrets.draw("canary", &message.to_string()) < canary::SHARE {
        return Ok(usual);
    }
    // The agent's own brief belongs to no class: where it changed, there is nothing proven to go on with.
    let before = versions::held(ports, &certified.playbook).await?;
    let same = before.filter(|before| of(before) == Some((certified.class.id, own)));
    Ok(same.unwrap_or(usual))
}

/// The certified class that this one, which is not, has to show itself worthy of.
async fn certified_before(
    ports: &Ports,
    state: &Conversation,
    class: &ClassId,
) -> Result<Option<ClassRow>, StepError> {
    let wanted = [keys::class_row(class), keys::agent_at_work(&state.agent)];
    let found = ports.table.get(&wanted).await?;
    let [row, at_work] = found.as_slice() else {
        return Ok(None);
    };
    let row: Option<ClassRow> = row.as_ref().map(items::decode).transpose()?;
    if row
        .as_ref()
        .is_some_and(|row| row.class.certificate.is_some())
    {
        return Ok(None);
    }
    let at_work: Option<AtWorkRow> = at_work.as_ref().map(items::decode).transpose()?;
    let last = at_work.map(|row| row.class);
    let last = last.filter(|last| last != class && last.channel == class.channel);
    let Some(before) = last.or_else(|| row.and_then(|row| row.class.succeeds)) else {
        return Ok(None);
    };
    let before = crate::trust::class_row(ports, &before).await?;
    Ok(before.filter(|before| before.class.certificate.is_some()))
}
