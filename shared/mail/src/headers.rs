//! The header block: split, unfolded, decoded; bounded however it is broken.

use mail_parser::{DateTime, HeaderValue, parsers::MessageStream};

/// A header block is read no further.
const BLOCK_LIMIT: usize = 512 * 1024;
/// More headers than any honest mail has.
const COUNT_LIMIT: usize = 200;
/// A decoded value is cut here.
const VALUE_LIMIT: usize = 8 * 1024;
/// An undecoded value is cut here: long lists of recipients are honest.
const RAW_VALUE_LIMIT: usize = 64 * 1024;
/// Message ids kept from one header; long threads repeat themselves at the front.
const ID_LIMIT: usize = 100;
/// Lines of rubbish tolerated between two headers.
const JUNK_LIMIT: usize = 3;

/// One header as it stands in the mail, unfolded.
pub(crate) struct RawHeader {
    pub(crate) name: String,
    pub(crate) value: Vec<u8>,
}

/// Splits raw text into its headers and the offset of the body.
///
/// White space before the first header and mbox `From ` lines are skipped.
pub(crate) fn split(raw: &[u8]) -> (Vec<RawHeader>, usize) {
    let mut headers: Vec<RawHeader> = Vec::new();
    let mut at = raw
        .iter()
        .position(|byte| !byte.is_ascii_whitespace())
        .unwrap_or(raw.len());
    // Back to the line's begin, unless that line starts with blanks only by accident.
    if raw.starts_with(b"\xef\xbb\xbf") {
        at = 3;
    }
    while at < raw.len() {
        let (line, next) = line_at(raw, at);
        if line.is_empty() {
            return (headers, next);
        }
        if at > BLOCK_LIMIT {
            return (headers, at);
        }
        if (line[0] == b' ' || line[0] == b'\t') && !headers.is_empty() {
            if let Some(last) = headers.last_mut()
                && last.value.len() + line.len() < RAW_VALUE_LIMIT
            {
                last.value.push(b' ');
                last.value.extend_from_slice(line.trim_ascii());
            }
        } else if let Some((name, value)) = name_and_value(line) {
            if headers.len() < COUNT_LIMIT {
                headers.push(RawHeader {
                    name,
                    value: value[..value.len().min(RAW_VALUE_LIMIT)]
                        .trim_ascii()
                        .to_vec(),
                });
            }
        } else if headers.is_empty() && (line.starts_with(b"From ") || line.starts_with(b">From "))
        {
            // mbox separator
        } else if !headers_follow(raw, next) {
            return (headers, at);
        }
        at = next;
    }
    (headers, raw.len())
}

fn headers_follow(raw: &[u8], mut at: usize) -> bool {
    for _ in 0..JUNK_LIMIT {
        let (line, next) = line_at(raw, at);
        if line.is_empty() {
            return false;
        }
        if name_and_value(line).is_some() {
            return true;
        }
        at = next;
    }
    false
}

/// The line at an offset without its end, and where the next one starts.
pub(crate) fn line_at(raw: &[u8], at: usize) -> (&[u8], usize) {
    let rest = &raw[at.min(raw.len())..];
    let end = rest.iter().position(|&byte| byte == b'\n');
    let (line, next) = match end {
        Some(end) => (&rest[..end], at + end + 1),
        None => (rest, raw.len()),
    };
    (line.strip_suffix(b"\r").unwrap_or(line), next)
}

fn name_and_value(line: &[u8]) -> Option<(String, &[u8])> {
    let colon = line.iter().position(|&byte| byte == b':')?;
    let name = line[..colon].trim_ascii_end();
    let legal =
        !name.is_empty() && name.len() <= 100 && name.iter().all(|byte| (33..127).contains(byte));
    let name = legal.then(|| String::from_utf8_lossy(name).into_owned())?;
    Some((name, &line[colon + 1..]))
}

/// The value as text: charset guessed, encoded words decoded, white space single.
pub(crate) fn decoded(value: &[u8]) -> String {
    let text = lenient_text(&value[..value.len().min(VALUE_LIMIT)]);
    let mut line = text.into_bytes();
    line.push(b'\n');
    let parsed = MessageStream::new(&line).parse_unstructured();
    let text = match parsed {
        HeaderValue::Text(text) => text.into_owned(),
        HeaderValue::TextList(list) => list.join(" "),
        _ => String::new(),
    };
    text.chars()
        .map(|one| if one.is_control() { ' ' } else { one })
        .collect::<String>()
        .trim()
        .to_owned()
}

/// UTF-8 if it is, else Windows-1252, the commonest unlabelled charset.
pub(crate) fn lenient_text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) if error.error_len().is_none() => {
            String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned()
        }
        Err(_) => match mail_parser::decoders::charsets::map::charset_decoder(b"windows-1252") {
            Some(decode) => decode(bytes),
            None => String::from_utf8_lossy(bytes).into_owned(),
        },
    }
}

/// All headers decoded, in order.
pub(crate) fn decode_all(headers: &[RawHeader]) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|header| (header.name.clone(), decoded(&header.value)))
        .collect()
}

/// The first value of a name, in any case.
pub(crate) fn first<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_str())
}

/// The first raw value of a name, in any case.
pub(crate) fn first_raw<'a>(headers: &'a [RawHeader], name: &str) -> Option<&'a [u8]> {
    headers
        .iter()
        .find(|header| header.name.eq_ignore_ascii_case(name))
        .map(|header| header.value.as_slice())
}

/// Message ids without angle brackets; a bare one counts too.
pub(crate) fn ids(value: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut rest = value;
    while let Some((_, after)) = rest.split_once('<') {
        let Some((id, behind)) = after.split_once('>') else {
            break;
        };
        // `<one<two>`: what was cut off has no end of its own.
        let id = id.rsplit('<').next().unwrap_or_default();
        let id: String = id.chars().filter(|one| !one.is_whitespace()).collect();
        if !id.is_empty() && found.len() < ID_LIMIT {
            found.push(id);
        }
        rest = behind;
    }
    if found.is_empty() {
        found = value
            .split(|one: char| one.is_whitespace() || matches!(one, ',' | '<' | '>'))
            .filter(|word| word.contains('@') && word.len() > 2)
            .take(ID_LIMIT)
            .map(str::to_owned)
            .collect();
    }
    found
}

/// A `Date` header; None if it holds no date.
pub(crate) fn date(value: &str) -> Option<jiff::Timestamp> {
    let parsed = DateTime::parse_rfc822(value)
        .filter(DateTime::is_valid)
        .or_else(|| DateTime::parse_rfc3339(value).filter(DateTime::is_valid))?;
    jiff::Timestamp::from_second(parsed.to_timestamp()).ok()
}
