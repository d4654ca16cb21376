//! A letter as its reader's mail program sees it: by a parser that the product's own reader does not
//! come before.

use mail_parser::{Address, MessageParser};

/// What a mail program makes of the bytes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading {
    /// The body.
    pub(crate) text: String,
    /// The subject.
    pub(crate) subject: String,
    /// `Name <address>` of the sender.
    pub(crate) from: String,
    /// Addresses in `To`.
    pub(crate) to: Vec<String>,
    /// Addresses in `Cc` and `Bcc`.
    pub(crate) others: Vec<String>,
    /// Nothing but plain text.
    pub(crate) plain: bool,
}

fn addresses(list: Option<&Address<'_>>) -> Vec<String> {
    list.map(Address::iter)
        .into_iter()
        .flatten()
        .filter_map(|one| one.address.as_ref().map(ToString::to_string))
        .collect()
}

impl Reading {
    /// Of a letter; empty if it is none.
    pub(crate) fn of(letter: &[u8]) -> Self {
        let Some(message) = MessageParser::default().parse(letter) else {
            return Self::default();
        };
        let from = message.from().and_then(Address::first);
        let kind = message.parts.first().and_then(|part| {
            let value = part
                .headers
                .iter()
                .find(|h| h.name.as_str().eq_ignore_ascii_case("content-type"))?;
            value.value.as_content_type().cloned()
        });
        let plain = kind.is_none_or(|kind| {
            kind.c_type.eq_ignore_ascii_case("text")
                && kind
                    .c_subtype
                    .is_some_and(|sub| sub.eq_ignore_ascii_case("plain"))
        });
        let mut others = addresses(message.cc());
        others.extend(addresses(message.bcc()));
        Self {
            text: message.body_text(0).unwrap_or_default().into_owned(),
            subject: message.subject().unwrap_or_default().to_owned(),
            from: from
                .map(|from| {
                    format!(
                        "{} <{}>",
                        from.name.as_deref().unwrap_or_default(),
                        from.address.as_deref().unwrap_or_default()
                    )
                })
                .unwrap_or_default(),
            to: addresses(message.to()),
            others,
            plain: plain && message.attachment_count() == 0,
        }
    }
}
