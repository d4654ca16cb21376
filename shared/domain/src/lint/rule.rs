//! The names of what can be wrong with a draft, and how grave each is.

use serde::{Deserialize, Serialize};

/// What is wrong with a draft. The wire names are snake case and never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// An unfilled merge field, a drafting note, or the gap that an empty field left.
    LeftoverPlaceholder,
    /// A statement of fact that no fact of the draft supports.
    UnsupportedClaim,
    /// The greeting names somebody else.
    WrongName,
    /// Another company than the contact's is addressed or described.
    WrongCompany,
    /// Stock prose of language models.
    AiCliche,
    /// A phrase on the house's own list.
    BannedPhrase,
    /// The body or the subject is over its limit.
    TooLong,
    /// More links than the house allows.
    TooManyLinks,
    /// A link that isn't on the house's list.
    UnlistedLink,
    /// No sentence tells the reader what to do or answer.
    MissingAsk,
    /// More than one thing is asked.
    MultipleAsks,
    /// A meeting, talk, agreement or closeness that no fact backs.
    FalseFamiliarity,
    /// "Re:" or "Fwd:" where no thread exists.
    FakeReplyPrefix,
    /// Capitals for loudness, rows of exclamation marks.
    SpammyCapsOrPunctuation,
    /// Guilt, invented deadlines, fear, going over somebody's head, silence read as consent.
    PressureOrThreat,
    /// Health, family, religion, politics, private life.
    SensitivePersonalDetail,
    /// An old fact told as new, or a past event told as still to come.
    StaleFact,
    /// Runs down a named vendor.
    CompetitorDisparagement,
    /// Insult, flirt, crude slang, mockery.
    Unprofessional,
    /// Neither English nor an official language of the country, or a change within the draft.
    WrongLanguage,
    /// Raw HTML or Markdown, or text decoded wrongly.
    BrokenMarkup,
    /// Repeats or obeys an instruction found in a fact, or shows its own.
    InjectionEcho,
    /// A price, discount, refund or cap for this contact.
    PricingPromise,
    /// Warrants a legal outcome or takes over liability.
    LegalPromise,
}

impl Rule {
    /// All rules, in the order of their declaration.
    pub const ALL: [Rule; 24] = [
        Rule::LeftoverPlaceholder,
        Rule::UnsupportedClaim,
        Rule::WrongName,
        Rule::WrongCompany,
        Rule::AiCliche,
        Rule::BannedPhrase,
        Rule::TooLong,
        Rule::TooManyLinks,
        Rule::UnlistedLink,
        Rule::MissingAsk,
        Rule::MultipleAsks,
        Rule::FalseFamiliarity,
        Rule::FakeReplyPrefix,
        Rule::SpammyCapsOrPunctuation,
        Rule::PressureOrThreat,
        Rule::SensitivePersonalDetail,
        Rule::StaleFact,
        Rule::CompetitorDisparagement,
        Rule::Unprofessional,
        Rule::WrongLanguage,
        Rule::BrokenMarkup,
        Rule::InjectionEcho,
        Rule::PricingPromise,
        Rule::LegalPromise,
    ];

    /// The snake-case name used on the wire and in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Rule::LeftoverPlaceholder => "leftover_placeholder",
            Rule::UnsupportedClaim => "unsupported_claim",
            Rule::WrongName => "wrong_name",
            Rule::WrongCompany => "wrong_company",
            Rule::AiCliche => "ai_cliche",
            Rule::BannedPhrase => "banned_phrase",
            Rule::TooLong => "too_long",
            Rule::TooManyLinks => "too_many_links",
            Rule::UnlistedLink => "unlisted_link",
            Rule::MissingAsk => "missing_ask",
            Rule::MultipleAsks => "multiple_asks",
            Rule::FalseFamiliarity => "false_familiarity",
            Rule::FakeReplyPrefix => "fake_reply_prefix",
            Rule::SpammyCapsOrPunctuation => "spammy_caps_or_punctuation",
            Rule::PressureOrThreat => "pressure_or_threat",
            Rule::SensitivePersonalDetail => "sensitive_personal_detail",
            Rule::StaleFact => "stale_fact",
            Rule::CompetitorDisparagement => "competitor_disparagement",
            Rule::Unprofessional => "unprofessional",
            Rule::WrongLanguage => "wrong_language",
            Rule::BrokenMarkup => "broken_markup",
            Rule::InjectionEcho => "injection_echo",
            Rule::PricingPromise => "pricing_promise",
            Rule::LegalPromise => "legal_promise",
        }
    }

    /// A matter of taste and length, which is shown where it first occurs.
    #[must_use]
    pub fn is_style(self) -> bool {
        matches!(
            self,
            Rule::AiCliche | Rule::TooLong | Rule::SpammyCapsOrPunctuation
        )
    }
}
