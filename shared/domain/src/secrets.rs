//! Keyed hashes: how a person is named in keys and on the stop list without being readable there.

use crate::identity::Identifier;
use crate::ids::{ContactId, InboundId};
use crate::webhook::WebhookSecret;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The keys of one stack, one for each purpose. Losing `identity` voids the stop list, losing
/// `links` voids every unsubscribe link: both are kept with the data and move with it.
#[derive(Clone)]
pub struct Secrets {
    /// Names people in keys and on the stop list.
    pub identity: [u8; 32],
    /// Signs unsubscribe links; the webhook's secret follows from it. Outlives forget and migration.
    pub links: [u8; 32],
    /// Signs reply tokens, which route and never authenticate.
    pub replies: [u8; 32],
    /// Decides which negatives are sampled; no agent sees it.
    pub draws: [u8; 32],
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(…)")
    }
}

fn mac(key: &[u8; 32], purpose: &str, text: &str) -> Vec<u8> {
    // HMAC takes a key of any length, so this can't fail; an empty MAC would only match itself.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return Vec::new();
    };
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn short(bytes: &[u8], length: usize) -> String {
    let text = data_encoding::BASE32_NOPAD.encode(bytes).to_lowercase();
    text.get(..length).unwrap_or(&text).to_owned()
}

impl Secrets {
    /// The keys that follow from one random root: HMAC-SHA-256 of each purpose under it, which is the
    /// expansion of HKDF (RFC 5869) for a root that is random already.
    pub fn derived(root: &[u8]) -> Self {
        let key = |purpose: &str| {
            let mut key = [0; 32];
            if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(root) {
                mac.update(b"onloop ");
                mac.update(purpose.as_bytes());
                mac.update(&[1]);
                key = mac.finalize().into_bytes().into();
            }
            key
        };
        Self {
            identity: key("identity"),
            links: key("links"),
            replies: key("replies"),
            draws: key("draws"),
        }
    }

    /// The hash of an identifier, 26 characters (130 bits).
    pub fn hash(&self, identifier: &Identifier) -> String {
        let kind = match identifier.kind {
            crate::IdentifierKind::Email => "email",
            crate::IdentifierKind::Linkedin => "linkedin",
        };
        short(&mac(&self.identity, kind, &identifier.normal), 26)
    }

    /// The contact that this identifier names, if it is the first known one.
    pub fn contact(&self, first: &Identifier) -> ContactId {
        ContactId::parse(&format!("ctc_{}", self.hash(first)))
            .unwrap_or_else(|_| unreachable!("base 32 is a sound id"))
    }

    /// The id of an inbound message: copies of one message share it.
    pub fn inbound(&self, message_id: &str, from: &str) -> InboundId {
        let text = format!("{}\n{}", message_id.trim(), from.trim().to_lowercase());
        InboundId::parse(&format!(
            "inb_{}",
            short(&mac(&self.identity, "inbound", &text), 26)
        ))
        .unwrap_or_else(|_| unreachable!("base 32 is a sound id"))
    }

    /// The hash of a Message-ID, for looking up the conversation it belongs to.
    pub fn message_id(&self, message_id: &str) -> String {
        short(&mac(&self.identity, "message-id", message_id.trim()), 26)
    }

    pub(crate) fn sign_link(&self, text: &str) -> String {
        short(&mac(&self.links, "unsubscribe", text), 24)
    }

    pub(crate) fn sign_reply(&self, text: &str) -> String {
        short(&mac(&self.replies, "reply", text), 10)
    }

    /// What programs sign replies with that they post to the public door. It follows from `links`, so that the
    /// keys of a stack that was there before it are enough, and goes wherever they go.
    pub fn webhook(&self) -> WebhookSecret {
        WebhookSecret::of(mac(&self.links, "webhook", "replies"))
    }

    /// A draw in [0, 1) that the text decides and nobody without the key can predict.
    pub fn draw(&self, purpose: &str, text: &str) -> f64 {
        let bytes = mac(&self.draws, purpose, text);
        let mut eight = [0u8; 4];
        eight.copy_from_slice(bytes.get(..4).unwrap_or(&[0; 4]));
        f64::from(u32::from_be_bytes(eight)) / 4_294_967_296.0
    }
}
