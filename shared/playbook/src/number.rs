//! Numbers as people write them in lists.

/// Reads "58", "1,200", "~50", "1.5k", "2M", "50+", "51-200" (the lower end), "1 200". `None` if the text
/// doesn't begin with a number.
#[must_use]
pub fn lenient_number(text: &str) -> Option<f64> {
    let text: String = text
        .trim()
        .chars()
        .take(40)
        .collect::<String>()
        .to_lowercase();
    let start = text
        .trim_start_matches(|c: char| {
            matches!(c, '~' | '≈' | '>' | '<' | '=' | '$' | '€' | '£' | '+') || c.is_whitespace()
        })
        .trim_start_matches("about ")
        .trim_start_matches("approx. ")
        .trim_start_matches("ca. ");
    let (negative, start) = match start.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, start),
    };
    let mut digits = String::new();
    let mut separators: Vec<(char, usize)> = vec![];
    let mut rest = start.chars().peekable();
    while let Some(&c) = rest.peek() {
        if c.is_ascii_digit() {
            digits.push(c);
        } else if matches!(c, ',' | '.' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}')
            && !digits.is_empty()
        {
            // A separator counts only between digits.
            let mut ahead = rest.clone();
            ahead.next();
            if !ahead.peek().is_some_and(char::is_ascii_digit) {
                break;
            }
            separators.push((c, digits.len()));
        } else {
            break;
        }
        rest.next();
    }
    if digits.is_empty() {
        return None;
    }
    let mut number = digits.clone();
    if let Some(&(last, at)) = separators.last() {
        let alone = separators.iter().filter(|(c, _)| *c == last).count() == 1;
        let tail = digits.len() - at;
        let decimal = match last {
            '.' => alone && (tail != 3 || separators.len() > 1),
            ',' => alone && (tail != 3 || separators.iter().any(|(c, _)| *c == '.')),
            _ => false,
        };
        if decimal {
            number.insert(at, '.');
        }
    }
    let mut value: f64 = number.parse().ok()?;
    match rest.next() {
        Some('k') => value *= 1e3,
        Some('m') => value *= 1e6,
        _ => {}
    }
    Some(if negative { -value } else { value })
}

/// Without a needless ".0".
pub(crate) fn plain(number: f64) -> String {
    format!("{number}")
}
