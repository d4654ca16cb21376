//! The final answer of a mail server to a letter, in what a provider tells of a hand-over (RFC 5321, section
//! 4.2). It says at once what a bounce says later.

use super::{fate, words};

/// What a final no is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FinalAnswer {
    /// No such user, host or domain.
    DeadAddress,
    /// The mailbox is full: neither the address nor we are at fault.
    MailboxFull,
    /// Everything else is about us until somebody has looked.
    Refused,
}

/// Finds the answer. None: no mail server has said a final no to a letter. A sign-in that is turned down is
/// none either: RFC 4954 keeps 530, 534, 535 and 538 for it, and 500 to 504 are about a command.
#[must_use]
pub fn final_answer(told: &str) -> Option<FinalAnswer> {
    let is_code = |word: &str| {
        let code = word.split('-').next().unwrap_or_default();
        code.len() == 3
            && code
                .parse()
                .is_ok_and(|code: u16| matches!(code, 521 | 541 | 550..=554 | 556 | 571))
    };
    // What stands before the code is the provider's.
    let words: Vec<&str> = told
        .split_whitespace()
        .skip_while(|word| !is_code(word))
        .collect();
    if words.is_empty() {
        return None;
    }
    let said = words.join(" ");
    let said = said.as_str();
    Some(if fate::sure(None, said) == Some(true) {
        FinalAnswer::DeadAddress
    } else if words::any(&fate::fold(said), &words::FULL) {
        FinalAnswer::MailboxFull
    } else {
        FinalAnswer::Refused
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(told: &str, expected: Option<FinalAnswer>) {
        assert_eq!(final_answer(told), expected, "{told}");
    }

    #[test]
    fn a_servers_final_answer_is_told_from_what_is_said_of_sign_in_and_commands() {
        let dead = Some(FinalAnswer::DeadAddress);
        let refused = Some(FinalAnswer::Refused);
        check("smtp mx.example:587: RCPT: 550 5.1.1 no such user", dead);
        check(
            "smtp mx.example:587: RCPT: 550-5.1.1 The email account that you tried to reach does not exist",
            dead,
        );
        check("smtp mx.example:25: RCPT: 556 5.1.10 null MX", dead);
        check(
            "smtp mx.example:587: RCPT: 550 5.7.1 relaying denied",
            refused,
        );
        check("smtp mx.example:587: the letter: 554 5.7.1 spam", refused);
        check("smtp mx.example:587: the letter: 550 not today", refused);
        check(
            "smtp mx.example:587: RCPT: 552 5.2.2 mailbox full",
            Some(FinalAnswer::MailboxFull),
        );
        check("smtp mx.example:587: AUTH: 535 5.7.8 bad credentials", None);
        check("smtp mx.example:587: MAIL: 530 5.7.0 sign in first", None);
        check("smtp mx.example:550: the letter is empty", None);
        check("smtp mx.example:587: MAIL: 501 5.5.4 syntax", None);
        check("the letter has 550000 bytes", None);
        check("", None);
    }
}
