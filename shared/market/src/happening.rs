//! What comes of a letter.

use jiff::Timestamp;

/// Something that the market does because of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: What,
    /// What a mail is meant to say, in the words of the intents (`positive`, `out_of_office`, …;
    /// `bounce` for a dead address, `delay` for a late letter). For tests and measurements only:
    /// what reads the mail must never see it. `None` for what is no mail.
    pub intended: Option<&'static str>,
}

/// The kinds of [`Happening`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A mail comes in.
    Mail {
        /// RFC 5322, CRLF.
        raw: Vec<u8>,
        /// The address it was delivered to: the letter's `Reply-To`, else its sender.
        envelope_to: String,
    },
    /// Somebody's mail program posts `List-Unsubscribe=One-Click` (RFC 8058) to the address.
    OneClick {
        /// The address out of `List-Unsubscribe`.
        url: String,
    },
    /// A scanner fetches a link with GET. That is no wish of anybody.
    Scan {
        /// The link.
        url: String,
    },
}
