//! Names of things. Each has a prefix, so that one can't be taken for another in a log.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a text is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what} can't be {given:?}: {rule}")]
pub struct IdError {
    what: &'static str,
    given: String,
    rule: &'static str,
}

fn check(what: &'static str, prefix: &str, text: &str) -> Result<(), IdError> {
    let rest = text.strip_prefix(prefix);
    let good = rest.is_some_and(|rest| {
        (1..=64).contains(&rest.len())
            && rest
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    });
    if good {
        return Ok(());
    }
    let shown: String = text.chars().take(80).collect();
    Err(IdError {
        what,
        given: shown,
        rule: "it needs its prefix and up to 64 letters, digits, '-' or '_'",
    })
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal, $what:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The prefix of every such id.
            pub const PREFIX: &'static str = $prefix;
            /// Checks prefix and characters.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                check($what, $prefix, text).map(|()| Self(text.to_owned()))
            }
            /// From an instant and sixteen random bytes: sorts by time, can't be guessed.
            pub fn mint(at: jiff::Timestamp, entropy: [u8; 16]) -> Self {
                Self(format!("{}{}", $prefix, time_sortable(at, entropy)))
            }
            /// As written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                Self::parse(&text)
            }
        }
        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// One agent and one contact, from list to close.
    ConversationId, "cnv_", "a conversation id"
);
id!(
    /// A person. Derived from the first identifier by a keyed hash, so it can be told again from
    /// the address, but not the address from it.
    ContactId, "ctc_", "a contact id"
);
id!(
    /// A verdict, named by the client that gave it, so that a repeat decides nothing.
    VerdictId, "vrd_", "a verdict id"
);
id!(
    /// One hand-over to a provider.
    ClaimId, "clm_", "a claim id"
);
id!(
    /// An inbound message. Derived from its Message-ID and sender, so that copies share it.
    InboundId, "inb_", "an inbound id"
);
id!(
    /// A list of leads that waits at the gate.
    ListId, "lst_", "a list id"
);

id!(
    /// A planted card. It is no conversation, and nothing that sends takes one.
    PlantedId, "plt_", "a planted card's id"
);

/// 48 bits of milliseconds and 80 random bits in Crockford's base 32, lower case: 26 characters.
fn time_sortable(at: jiff::Timestamp, entropy: [u8; 16]) -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let millis = u128::try_from(at.as_millisecond()).unwrap_or(0) & ((1 << 48) - 1);
    let random = u128::from_be_bytes(entropy) & ((1 << 80) - 1);
    let all = (millis << 80) | random;
    (0..26u32)
        .rev()
        .map(|digit| {
            let index = usize::try_from((all >> (digit * 5)) & 31).unwrap_or(0);
            char::from(DIGITS[index])
        })
        .collect()
}

macro_rules! word {
    ($(#[$doc:meta])* $name:ident, $what:literal, $rule:literal, $max:literal, $good:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Checks the characters.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                let good: fn(char) -> bool = $good;
                if !text.is_empty() && text.len() <= $max && text.chars().all(good) && text.trim() == text {
                    return Ok(Self(text.to_owned()));
                }
                Err(IdError { what: $what, given: text.chars().take(80).collect(), rule: $rule })
            }
            /// As written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                Self::parse(&text)
            }
        }
        impl From<$name> for String {
            fn from(word: $name) -> Self {
                word.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

word!(
    /// An agent: the stem of its file in the playbook.
    AgentName, "an agent's name", "up to 64 lower-case letters, digits or '-'", 64,
    |c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
);
word!(
    /// Names the operator who answers for a decision.
    OperatorId, "an operator's name", "up to 64 characters, no control characters, no space at the ends", 64,
    |c| !c.is_control()
);
word!(
    /// A company, by its registrable domain, or by a slug of its name where no domain is known.
    CompanyId, "a company id", "up to 255 lower-case letters, digits, '.', '-', '_' or letters beyond ASCII", 255,
    |c| c.is_lowercase() || c.is_numeric() || matches!(c, '.' | '-' | '_') || (!c.is_ascii() && c.is_alphanumeric())
);

/// Names a stored body: whose it is (the id of a conversation or an inbound message), a slash, and its
/// SHA-256 in 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BlobHash(pub String);

impl fmt::Display for BlobHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Who did it. Every event names one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "actor", content = "name", rename_all = "snake_case")]
pub enum Actor {
    /// A person who answers for it.
    Operator(OperatorId),
    /// An agent's own work: sourcing, drafting, sending.
    Agent(AgentName),
    /// A rule of the playbook or of this software.
    Policy,
    /// The person written to, or somebody at their company.
    Contact,
    /// A provider of mail.
    Provider,
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operator(name) => write!(f, "operator {name}"),
            Self::Agent(name) => write!(f, "agent {name}"),
            Self::Policy => f.write_str("policy"),
            Self::Contact => f.write_str("contact"),
            Self::Provider => f.write_str("provider"),
        }
    }
}
