//! What may happen. Time comes in; events and rows go out.
//!
//! Must never be here: input or output, a clock, the environment, randomness, hash-ordered maps,
//! text of a person in an event (events carry ids and hashes; see [`conversation::Event`]).

#![cfg_attr(
    test,
    expect(clippy::unwrap_used, reason = "a test fails by panicking")
)]

pub mod attention;
pub mod brake;
pub mod calendar;
pub mod charged;
pub mod claim;
pub mod classifier;
pub mod comparison;
pub mod conversation;
pub mod fingerprint;
pub mod goal;
pub mod holidays;
pub mod identity;
pub mod ids;
pub mod intent;
pub mod lint;
pub mod planted;
pub mod receiving;
pub mod rotation;
pub mod rows;
pub mod secrets;
pub mod tokens;
pub mod trust;
pub mod tune;
pub mod webhook;

pub use charged::{Charged, Tokens};
pub use fingerprint::{Fingerprint, fingerprint};
pub use identity::{Identifier, IdentifierKind};
pub use ids::{
    Actor, AgentName, BlobHash, ClaimId, CompanyId, ContactId, ConversationId, IdError, InboundId,
    ListId, OperatorId, PlantedId, VerdictId,
};
pub use intent::Intent;
