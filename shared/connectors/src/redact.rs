//! Text from a server, made fit for a log line: one line, short, without our secrets.

/// Characters of a server's text that are kept.
const TEXT_LIMIT: usize = 400;
/// What stands where a secret stood.
const MARK: &str = "[secret]";
/// Shorter ones would be found inside ordinary words.
const SECRET_MINIMUM: usize = 4;

/// Takes the secrets out, puts the text on one line and cuts it.
pub(crate) fn redact(text: &str, secrets: &[String]) -> String {
    let mut text = text.to_owned();
    for secret in secrets
        .iter()
        .filter(|secret| secret.len() >= SECRET_MINIMUM)
    {
        if text.contains(secret.as_str()) {
            text = text.replace(secret.as_str(), MARK);
        }
    }
    let line: String = text
        .chars()
        .map(|one| if one.is_control() { ' ' } else { one })
        .collect();
    let mut words = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = words.char_indices().nth(TEXT_LIMIT) {
        words.truncate(at);
        words.push('…');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_and_line_ends_are_taken_out() {
        let secrets = ["hunter2".to_owned(), "pw".to_owned()];
        assert_eq!(
            redact("no\r\n hunter2\u{7} for pw", &secrets),
            "no [secret] for pw"
        );
        assert_eq!(
            redact(&"x".repeat(1_000), &secrets).chars().count(),
            TEXT_LIMIT + 1
        );
    }
}
