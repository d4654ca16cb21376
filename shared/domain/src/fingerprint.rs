//! The hash that a clearance is for.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// SHA-256 over a canonical encoding of what a recipient would get. Invariant 1: nothing leaves
/// without a clearance for exactly its fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fingerprint(pub String);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// All that a fingerprint covers. Transport headers (Date, Message-ID, References) are not in it;
/// they are derived at the claim, and the receipt keeps the hash of what went over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprinted<'a> {
    /// `email` or `linkedin`.
    pub channel: &'a str,
    /// Address or profile it goes to, as it will be used.
    pub recipient: &'a str,
    /// The mailbox it goes out from.
    pub sender: &'a str,
    /// Subject.
    pub subject: &'a str,
    /// Body, footer included.
    pub body: &'a str,
    /// The HTML that goes beside it, if any does.
    pub html: Option<&'a str>,
    /// Hashes of attachments.
    pub attachments: &'a [String],
    /// The addresses of all links, in order.
    pub links: &'a [String],
}

/// Each field is preceded by its length in octets, so that no two different messages share an
/// encoding.
pub fn fingerprint(message: &Fingerprinted<'_>) -> Fingerprint {
    let mut hash = Sha256::new();
    let mut field = |text: &str| {
        hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(text.as_bytes());
    };
    field("onloop fingerprint 1");
    for text in [
        message.channel,
        message.recipient,
        message.sender,
        message.subject,
        message.body,
    ] {
        field(text);
    }
    for list in [message.attachments, message.links] {
        field(&list.len().to_string());
        for text in list {
            field(text);
        }
    }
    // Behind all that was counted, so that a letter without it has the fingerprint that it always had.
    if let Some(html) = message.html {
        field("html");
        field(html);
    }
    Fingerprint(data_encoding::HEXLOWER.encode(&hash.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_a_letter_between_fields_changes_it() {
        let of = |subject: &str, body: &str, html: Option<&str>| {
            fingerprint(&Fingerprinted {
                channel: "email",
                recipient: "a@b.example",
                sender: "c@d.example",
                subject,
                body,
                html,
                attachments: &[],
                links: &[],
            })
        };
        assert_ne!(of("ab", "c", None), of("a", "bc", None));
        assert_eq!(of("ab", "c", None), of("ab", "c", None));
        assert_ne!(of("ab", "c", None), of("ab", "c", Some("")));
        assert_ne!(of("ab", "c", Some("c")), of("ab", "c", Some("d")));
    }
}
