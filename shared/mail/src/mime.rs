//! The tree of parts, walked with bounds on depth, count and size.
//!
//! Only parts that are read are decoded: a 30 MiB attachment costs one pass for its boundary.

use mail_parser::{HeaderValue, MessageParser, PartType, parsers::MessageStream};

use crate::headers::{self, RawHeader, line_at};

/// Multiparts inside multiparts; beyond it a part is taken as text.
const DEPTH_LIMIT: usize = 12;
/// Parts looked at in one mail.
const PART_LIMIT: usize = 200;
/// Encoded octets of a text part that are decoded.
const DECODE_LIMIT: usize = 1024 * 1024;

/// One leaf of the tree.
pub(crate) struct Part<'a> {
    /// `type/subtype` in lower case.
    pub(crate) kind: String,
    /// The charset, `report-type`, `method`, … in order, names in lower case.
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) encoding: String,
    pub(crate) attachment: bool,
    /// The body as it stands in the mail.
    pub(crate) body: &'a [u8],
}

impl Part<'_> {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        headers::first(&self.attributes, name)
    }

    /// The body, transfer encoding and charset undone, cut at a limit.
    pub(crate) fn text(&self) -> String {
        decode(&self.encoding, self.attribute("charset"), self.body)
    }
}

/// Undoes transfer encoding and charset.
fn decode(encoding: &str, charset: Option<&str>, body: &[u8]) -> String {
    let body = &body[..body.len().min(DECODE_LIMIT)];
    // The library decodes whole mails; a two-line header makes the part one.
    let token = |text: &str| -> String {
        text.chars()
            .filter(|one| one.is_ascii_alphanumeric() || "-_.:".contains(*one))
            .take(40)
            .collect()
    };
    let encoding = match token(encoding).to_ascii_lowercase().as_str() {
        "base64" => "base64",
        "quoted-printable" => "quoted-printable",
        _ => "8bit",
    };
    let charset = charset.map(token).filter(|charset| !charset.is_empty());
    let known = charset.filter(|charset| {
        mail_parser::decoders::charsets::map::charset_decoder(charset.as_bytes()).is_some()
            && !charset.eq_ignore_ascii_case("us-ascii")
    });
    if encoding == "8bit"
        && known
            .as_deref()
            .is_none_or(|charset| charset.eq_ignore_ascii_case("utf-8"))
    {
        return tidy(&headers::lenient_text(body));
    }
    let mut mail = format!(
        "Content-Type: application/octet-stream; charset={}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n",
        known.as_deref().unwrap_or("utf-8")
    )
    .into_bytes();
    if known.is_some() {
        mail = String::from_utf8_lossy(&mail)
            .replace("application/octet-stream", "text/plain")
            .into_bytes();
    }
    mail.extend_from_slice(body);
    let parsed = MessageParser::new().parse(&mail);
    let text = match parsed
        .and_then(|message| message.parts.into_iter().next())
        .map(|part| part.body)
    {
        Some(PartType::Text(text) | PartType::Html(text)) => text.into_owned(),
        Some(PartType::Binary(bytes) | PartType::InlineBinary(bytes)) => {
            headers::lenient_text(&bytes)
        }
        _ => headers::lenient_text(body),
    };
    tidy(&text)
}

/// Line ends are LF; NUL and the byte order mark go.
pub(crate) fn tidy(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.contains(['\r', '\0']) {
        return text.to_owned();
    }
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\0', "")
}

/// The type of a part by its headers.
struct Kind {
    kind: String,
    attributes: Vec<(String, String)>,
}

fn content_type(headers: &[RawHeader]) -> Option<Kind> {
    let value = headers::first_raw(headers, "Content-Type")?;
    let mut line = value.to_vec();
    line.push(b'\n');
    let HeaderValue::ContentType(parsed) = MessageStream::new(&line).parse_content_type() else {
        return None;
    };
    let subtype = parsed.c_subtype.as_deref().unwrap_or("plain");
    let attributes = parsed
        .attributes
        .iter()
        .flatten()
        .take(20)
        .map(|attribute| (attribute.name.to_lowercase(), attribute.value.to_string()))
        .collect();
    Some(Kind {
        kind: format!("{}/{subtype}", parsed.c_type).to_lowercase(),
        attributes,
    })
}

/// All leaves of a mail, in order.
pub(crate) struct Tree<'a> {
    pub(crate) headers: Vec<RawHeader>,
    /// `type/subtype` of the whole, in lower case.
    pub(crate) kind: String,
    pub(crate) report_type: Option<String>,
    pub(crate) leaves: Vec<Part<'a>>,
}

/// Walks a mail.
pub(crate) fn tree(raw: &[u8]) -> Tree<'_> {
    let (headers, body_at) = headers::split(raw);
    let mut leaves = Vec::new();
    let mut budget = PART_LIMIT;
    let kind = content_type(&headers);
    let report_type = kind
        .as_ref()
        .and_then(|kind| headers::first(&kind.attributes, "report-type").map(str::to_lowercase));
    walk(&headers, &raw[body_at..], 0, &mut budget, &mut leaves);
    Tree {
        headers,
        kind: kind.map(|kind| kind.kind).unwrap_or_default(),
        report_type,
        leaves,
    }
}

fn walk<'a>(
    headers: &[RawHeader],
    body: &'a [u8],
    depth: usize,
    budget: &mut usize,
    leaves: &mut Vec<Part<'a>>,
) {
    if *budget == 0 {
        return;
    }
    *budget -= 1;
    let kind = content_type(headers).unwrap_or_else(|| Kind {
        kind: "text/plain".to_owned(),
        attributes: Vec::new(),
    });
    if kind.kind.starts_with("multipart/") && depth < DEPTH_LIMIT {
        let boundary = headers::first(&kind.attributes, "boundary")
            .unwrap_or_default()
            .trim_end()
            .to_owned();
        let sections = sections(body, boundary.as_bytes(), *budget);
        if !sections.is_empty() {
            for section in sections {
                let (inner, body_at) = part_headers(section);
                walk(&inner, &section[body_at..], depth + 1, budget, leaves);
            }
            return;
        }
    }
    let disposition = headers::first_raw(headers, "Content-Disposition").unwrap_or_default();
    let encoding = headers::first_raw(headers, "Content-Transfer-Encoding").unwrap_or_default();
    leaves.push(Part {
        kind: if kind.kind.starts_with("multipart/") {
            "text/plain".to_owned()
        } else {
            kind.kind
        },
        attributes: kind.attributes,
        encoding: String::from_utf8_lossy(encoding).into_owned(),
        attachment: disposition
            .to_ascii_lowercase()
            .trim_ascii()
            .starts_with(b"attachment"),
        body,
    });
}

/// A part may have no header at all: then it starts with an empty line, or with its text.
fn part_headers(section: &[u8]) -> (Vec<RawHeader>, usize) {
    let (line, next) = line_at(section, 0);
    if line.trim_ascii().is_empty() {
        return (Vec::new(), next);
    }
    let (headers, at) = headers::split(section);
    if headers
        .iter()
        .any(|header| header.name.to_ascii_lowercase().starts_with("content-"))
    {
        (headers, at)
    } else {
        (Vec::new(), 0)
    }
}

/// What stands between the boundary lines. One pass; the closing line ends it.
fn sections<'a>(body: &'a [u8], boundary: &[u8], limit: usize) -> Vec<&'a [u8]> {
    let mut found = Vec::new();
    if boundary.is_empty() {
        return found;
    }
    let mut start: Option<usize> = None;
    let mut at = 0;
    while at < body.len() && found.len() < limit {
        let (line, next) = line_at(body, at);
        if let Some(rest) = line
            .strip_prefix(b"--")
            .and_then(|rest| rest.strip_prefix(boundary))
        {
            let closing = rest.trim_ascii() == b"--";
            if closing || rest.trim_ascii().is_empty() {
                if let Some(start) = start {
                    found.push(&body[start..at]);
                }
                start = (!closing).then_some(next);
                if closing {
                    return found;
                }
            }
        }
        at = next;
    }
    // No closing line: the mail was cut.
    if let Some(start) = start
        && start < body.len()
        && found.len() < limit
    {
        found.push(&body[start..]);
    }
    found
}
