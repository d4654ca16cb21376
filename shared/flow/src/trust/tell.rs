//! Writes down for its classes what a conversation says, in the very commit that changed it. No two
//! conversations write one row here but the one that wakes the class, and that is put whatever is there.

use crate::items::{self, Head, ToldRow};
use crate::{due, keys};
use ::ports::{Action, Expect};
use domain::conversation::labels;

/// What is new after a commit of the conversation.
pub(crate) fn tell(before: Option<&Head>, head: &Head) -> Vec<Action> {
    let known = |head: &Head| {
        let decision = u32::try_from(head.seq).unwrap_or(u32::MAX);
        labels(&head.state, decision)
    };
    let earlier = before.map(known).unwrap_or_default();
    let mut actions: Vec<Action> = Vec::new();
    for (now, (_, unit)) in known(head).into_iter().zip(head.state.units()) {
        let is_told = earlier.iter().any(|then| {
            then.class == now.class
                && then.harm_pending == now.harm_pending
                && then.label.is_like(&now.label)
        });
        if is_told {
            continue;
        }
        let key = keys::class_told(&now.class, &now.label.message, now.label.decision);
        let told = ToldRow {
            label: now.label,
            instructions: unit.routing.instructions.clone(),
            drafted: unit.at,
            playbook: unit.routing.playbook.clone(),
            replayed: false,
        };
        actions.push(items::put(key, &told, Expect::Any));
        let (key, task) = due::of_class(&now.class, head.state.last);
        if !actions.iter().any(|action| *action.key() == key) {
            actions.push(due::put(key, task));
        }
    }
    actions
}
