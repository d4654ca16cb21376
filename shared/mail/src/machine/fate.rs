//! Is the address dead? From the status code and the words around it.

use super::words;

/// True: no such user, host or domain. False: anything else that was said. None: nothing was said.
pub(super) fn of(status: Option<&str>, text: &str) -> Option<bool> {
    sure(status, text).or_else(|| likely(status, text))
}

/// What plain words or an exact code decide.
pub(super) fn sure(status: Option<&str>, text: &str) -> Option<bool> {
    let text = fold(text);
    let status = exact(status, &text);
    let status = status.as_deref().unwrap_or_default();
    if words::any(&text, &words::FULL) || words::any(&text, &words::OURS) || status.starts_with('4')
    {
        return Some(false);
    }
    if words::any(&text, &words::DEAD) {
        // Filters say "user unknown" to what they don't like: a policy code, or a refusal of what
        // came after a recipient that was taken, gives them away.
        let unknown = words::any(&text, &["user unknown", "unknown user"]);
        // `550 : User unknown` names nobody where the recipient would stand: it answers the mail as a
        // whole. Japanese carriers do so for what their subscribers filter, and give the address of
        // one who doesn't exist.
        let nobody = words::any(&text, &["550 : user unknown", "550: : user unknown"]);
        let filtered = unknown
            && (nobody
                || status.starts_with("5.7.")
                || !status.starts_with("5.1.") && words::any(&text, &words::AFTER_DATA));
        return Some(!filtered);
    }
    let turned_down = words::any(&text, &words::BLOCKED);
    // RFC 3463: bad mailbox, bad system, bad syntax, moved, null MX; 5.4.4: unable to route.
    let dead = matches!(
        status,
        "5.1.1" | "5.1.2" | "5.1.3" | "5.1.6" | "5.1.10" | "5.4.4"
    );
    match (dead, turned_down) {
        (_, true) => Some(false),
        (true, false) => Some(true),
        (false, false) => None,
    }
}

/// The mail was turned down for policy or reputation: it is about us and not about the address. RFC 3463,
/// section 3.8, keeps 5.7 for it; many servers say so in words alone.
pub(super) fn refused(status: Option<&str>, text: &str) -> bool {
    let text = fold(text);
    let code = exact(status, &text).unwrap_or_default();
    code.starts_with("5.7.")
        || (!words::any(&text, &words::FULL)
            && (words::any(&text, &words::OURS) || words::any(&text, &words::BLOCKED)))
}

/// Some(false) if "user unknown" answers the mail itself, to whose recipient no objection was made.
pub(super) fn after_data(said: &str, around: &str) -> Option<bool> {
    let unknown = words::any(&fold(said), &["user unknown", "unknown user"]);
    (unknown && words::any(&fold(around), &words::AFTER_DATA)).then_some(false)
}

/// What weaker words and the class of the code suggest.
fn likely(status: Option<&str>, text: &str) -> Option<bool> {
    let text = fold(text);
    if words::any(&text, &words::ALIVE) {
        return Some(false);
    }
    let status = exact(status, &text)?;
    (status.len() > 3 && status != "5.0.0").then_some(false)
}

/// The code that says most: `5.0.0` says nothing if the words hold another.
fn exact(status: Option<&str>, text: &str) -> Option<String> {
    match status {
        Some(status) if status.len() > 3 && !status.ends_with(".0.0") => Some(status.to_owned()),
        _ => enhanced(text).or_else(|| status.map(str::to_owned)),
    }
}

/// Lower case, white space single, so that phrases match over line ends.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(
            word.chars()
                .flat_map(char::to_lowercase)
                .map(|one| if one == '’' { '\'' } else { one }),
        );
    }
    out
}

/// The first enhanced status code (RFC 3463) in a text.
pub(super) fn enhanced(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    for (at, window) in bytes.windows(5).enumerate() {
        if !(matches!(window[0], b'2' | b'4' | b'5') && window[1] == b'.') {
            continue;
        }
        // Part of a longer number, such as an IP address or a version.
        if at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'.') {
            continue;
        }
        let rest = &text[at..];
        let code: String = rest
            .chars()
            .take_while(|one| one.is_ascii_digit() || *one == '.')
            .collect();
        let code = code.trim_end_matches('.');
        let mut numbers = code.split('.');
        let short = |part: Option<&str>| part.is_some_and(|part| (1..=3).contains(&part.len()));
        let (class, subject, detail) = (numbers.next(), numbers.next(), numbers.next());
        if short(class)
            && short(subject)
            && short(detail)
            && numbers.next().is_none()
            && class.map(str::len) == Some(1)
        {
            return Some(code.to_owned());
        }
    }
    None
}
