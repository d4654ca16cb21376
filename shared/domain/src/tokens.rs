//! Tokens that travel in letters: the unsubscribe link and the reply address.

use crate::ids::{ContactId, ConversationId};
use crate::secrets::Secrets;

/// What an unsubscribe link says: who, and by which message. It needs nothing stored, so it
/// outlives forget and migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsubscribeToken {
    /// The person who opts out.
    pub contact: ContactId,
    /// The conversation whose letter carried the link.
    pub conversation: ConversationId,
    /// The step of that letter.
    pub step: u32,
}

impl UnsubscribeToken {
    /// Text for a link: letters, digits, '-', '_' and '.'.
    pub fn write(&self, secrets: &Secrets) -> String {
        let said = self.said();
        format!("{said}.{}", secrets.sign_link(&said))
    }

    fn said(&self) -> String {
        let contact = bare(self.contact.as_str(), ContactId::PREFIX);
        let conversation = bare(self.conversation.as_str(), ConversationId::PREFIX);
        format!("{contact}.{conversation}.{}", self.step)
    }

    /// `None` if it was not made with our key.
    pub fn read(text: &str, secrets: &Secrets) -> Option<Self> {
        if text.len() > 200 {
            return None;
        }
        let (said, signature) = text.rsplit_once('.')?;
        if !equal(secrets.sign_link(said).as_bytes(), signature.as_bytes()) {
            return None;
        }
        let mut parts = said.split('.');
        Some(Self {
            contact: ContactId::parse(&format!("ctc_{}", parts.next()?)).ok()?,
            conversation: ConversationId::parse(&format!("cnv_{}", parts.next()?)).ok()?,
            step: parts.next()?.parse().ok()?,
        })
    }
}

/// `mailbox+r.TOKEN@domain`, or the plain mailbox where the local part would pass 64 octets
/// (RFC 5321 section 4.5.3.1.1). The token routes a reply and never authenticates one.
pub fn reply_address(mailbox: &str, conversation: &ConversationId, secrets: &Secrets) -> String {
    let Some((local, domain)) = mailbox.rsplit_once('@') else {
        return mailbox.to_owned();
    };
    let id = bare(conversation.as_str(), ConversationId::PREFIX);
    let tagged = format!("{local}+r.{id}.{}", secrets.sign_reply(id));
    if local.contains('+') || tagged.len() > 64 {
        return mailbox.to_owned();
    }
    format!("{tagged}@{domain}")
}

/// The conversation that a reply address names; `None` for a plain or a forged one.
pub fn read_reply_address(address: &str, secrets: &Secrets) -> Option<ConversationId> {
    let lower = address.trim().to_lowercase();
    let (local, _) = lower.rsplit_once('@')?;
    let (_, tag) = local.split_once("+r.")?;
    let (id, signature) = tag.split_once('.')?;
    if !equal(secrets.sign_reply(id).as_bytes(), signature.as_bytes()) {
        return None;
    }
    ConversationId::parse(&format!("cnv_{id}")).ok()
}

/// An id without its prefix, which is taken off once: what follows may begin like it.
fn bare<'a>(id: &'a str, prefix: &str) -> &'a str {
    id.strip_prefix(prefix).unwrap_or(id)
}

/// Compares without telling by the time taken where the first difference is.
fn equal(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0u8, |all, (x, y)| all | (x ^ y)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets() -> Secrets {
        Secrets {
            identity: [1; 32],
            links: [2; 32],
            replies: [3; 32],
            draws: [4; 32],
        }
    }

    #[test]
    fn a_token_is_read_back_and_a_forged_one_is_not() {
        let id = ConversationId::mint(jiff::Timestamp::UNIX_EPOCH, [7; 16]);
        let token = UnsubscribeToken {
            contact: ContactId::parse("ctc_abc").unwrap(),
            conversation: id.clone(),
            step: 2,
        };
        let text = token.write(&secrets());
        assert_eq!(UnsubscribeToken::read(&text, &secrets()), Some(token));
        let other = Secrets {
            links: [9; 32],
            ..secrets()
        };
        assert_eq!(UnsubscribeToken::read(&text, &other), None);
        assert_eq!(
            UnsubscribeToken::read(&text.replace(".2.", ".3."), &secrets()),
            None
        );

        let doubled = UnsubscribeToken {
            contact: ContactId::parse("ctc_ctc_abc").unwrap(),
            conversation: ConversationId::parse("cnv_cnv_abc").unwrap(),
            step: 1,
        };
        assert_eq!(
            UnsubscribeToken::read(&doubled.write(&secrets()), &secrets()),
            Some(doubled)
        );

        let address = reply_address("dan@a.example", &id, &secrets());
        assert_eq!(
            read_reply_address(&address.to_uppercase(), &secrets()),
            Some(id.clone())
        );
        assert_eq!(read_reply_address("dan+r.x.y@a.example", &secrets()), None);
        assert_eq!(read_reply_address("dan@a.example", &secrets()), None);
        let long = format!("{}@a.example", "x".repeat(40));
        assert_eq!(reply_address(&long, &id, &secrets()), long);
    }
}
