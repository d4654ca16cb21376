//! What people and machines write, by language and by what they mean.
//!
//! Names in braces are filled in by [`crate::phrases`]. No text names a product, because the
//! market doesn't know what is sold.

use crate::language::Language;

/// The texts of one language.
pub(crate) struct Texts {
    /// Before the text of a person; may be empty.
    pub(crate) greetings: &'static [&'static str],
    /// After it; may be empty.
    pub(crate) closings: &'static [&'static str],
    pub(crate) positive: &'static [&'static str],
    pub(crate) info_request: &'static [&'static str],
    pub(crate) referral: &'static [&'static str],
    pub(crate) not_now: &'static [&'static str],
    pub(crate) not_interested: &'static [&'static str],
    pub(crate) unsubscribe: &'static [&'static str],
    pub(crate) wrong_person: &'static [&'static str],
    pub(crate) ambiguous: &'static [&'static str],
    /// What somebody who has agreed to talk answers to our answer.
    pub(crate) agreed: &'static [&'static str],
    /// Subject and body. `{subject}` is the letter's.
    pub(crate) out_of_office: &'static [(&'static str, &'static str)],
    /// Subject and body.
    pub(crate) auto_reply: &'static [(&'static str, &'static str)],
    /// The line above a quote. `{date}`, `{time}`, `{name}` and `{address}` are the letter's.
    pub(crate) quote_lines: &'static [&'static str],
    /// Before the subject of an answer.
    pub(crate) reply_prefix: &'static str,
}

/// The texts of a language.
pub(crate) fn texts(language: Language) -> &'static Texts {
    match language {
        Language::English => &crate::texts_english::TEXTS,
        Language::German => &crate::texts_german::TEXTS,
        Language::French => &crate::texts_french::TEXTS,
        Language::Spanish => &crate::texts_spanish::TEXTS,
        Language::Dutch => &crate::texts_dutch::TEXTS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_variety_and_no_text_stands_twice() {
        let mut all: Vec<&str> = Vec::new();
        for language in [
            Language::English,
            Language::German,
            Language::French,
            Language::Spanish,
            Language::Dutch,
        ] {
            let texts = texts(language);
            for group in [
                texts.positive,
                texts.info_request,
                texts.referral,
                texts.not_now,
                texts.not_interested,
                texts.unsubscribe,
                texts.wrong_person,
                texts.ambiguous,
                texts.agreed,
            ] {
                assert!(!group.is_empty());
                all.extend(group);
            }
            for group in [texts.out_of_office, texts.auto_reply] {
                assert!(!group.is_empty());
                all.extend(group.iter().map(|(_, body)| body));
            }
        }
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(count >= 120, "{count}");
    }
}
