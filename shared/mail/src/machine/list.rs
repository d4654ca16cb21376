//! Refusals by the managers of mailing lists: a rule of the list, not a dead address.
//!
//! They come from the list's own address, not from a mail system, and carry the manager's header.

use crate::{FailedRecipient, Inbound, address};

use super::{Material, fate, words};

/// Headers that only list managers write on what they send themselves.
const HEADERS: [&str; 5] = [
    "X-MLServer",
    "X-Mailman-Version",
    "X-Listprocessor-Version",
    "X-Majordomo-Version",
    "X-Sympa-To",
];

/// What they say when they turn a mail away.
const REFUSALS: [&str; 14] = [
    "not a member of this",
    "not a member of the list",
    "are not member",
    "is not a member",
    "not subscribed to",
    "not allowed to post",
    "not authorized to post",
    "not authorised to post",
    "only members may post",
    "only subscribers may post",
    "posting by non-members",
    "post by non-member",
    "rejected by the list",
    "duplicated message-id",
];

/// The list that refused, if this is a refusal.
pub(super) fn refused(inbound: &Inbound, material: &Material) -> Option<Vec<FailedRecipient>> {
    HEADERS.iter().find_map(|name| inbound.header(name))?;
    let subject = fate::fold(&inbound.subject);
    if subject.starts_with("re:") || subject.starts_with("fwd:") {
        return None;
    }
    let line = material
        .notice
        .lines()
        .take(60)
        .find(|line| words::any(&fate::fold(line), &REFUSALS));
    if line.is_none() && !words::any(&subject, &REFUSALS) {
        return None;
    }
    let named = line.map(address::addresses).unwrap_or_default();
    let recipients = named.first().map(|list| FailedRecipient {
        address: address::normal(list),
        status: None,
        permanent: Some(false),
        diagnostic: line.map(|line| line.trim().to_owned()),
    });
    Some(recipients.into_iter().collect())
}
