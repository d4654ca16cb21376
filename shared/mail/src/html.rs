//! HTML to plain text in one pass: blocks to lines, quotes to `> `, the rest dropped.

use crate::read::TEXT_LIMIT;

/// Quotes in quotes that are still told apart.
const QUOTE_LIMIT: usize = 6;
/// Tags whose content is never shown.
const HIDDEN: [&str; 6] = ["style", "script", "title", "head", "noscript", "xml"];
/// Tags that start and end a line.
const BLOCKS: [&str; 22] = [
    "div", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "section",
    "article", "header", "footer", "center", "address", "dl", "dt", "dd", "form",
];
/// Tags set off by an empty line.
const PARAGRAPHS: [&str; 2] = ["p", "pre"];
/// Marks of the element in which a mail program keeps the signature.
const SIGNATURE_MARKS: [&str; 3] = ["gmail_signature", "moz-signature", "id=\"signature\""];

/// Converts an HTML body to plain text. Quoted blocks get `> ` before each line.
#[must_use]
pub fn html_to_text(html: &str) -> String {
    let mut writer = Writer::default();
    let mut rest = html;
    let mut preformatted = 0_usize;
    while let Some(open) = rest.find('<') {
        writer.text(&rest[..open], preformatted > 0);
        rest = &rest[open..];
        if writer.full() {
            return writer.finish();
        }
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let is_tag =
            rest[1..].starts_with(|one: char| one.is_ascii_alphabetic() || "/!?".contains(one));
        if !is_tag {
            writer.text("<", preformatted > 0);
            rest = &rest[1..];
            continue;
        }
        let Some(close) = tag_end(rest) else { break };
        let tag = &rest[1..close];
        rest = &rest[close + 1..];
        let (closing, tag) = match tag.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, tag),
        };
        let name: String = tag
            .chars()
            .take_while(|one| one.is_ascii_alphanumeric() || *one == ':')
            .take(12)
            .collect::<String>()
            .to_ascii_lowercase();
        // An address in angle brackets that was never escaped.
        if !closing && tag.contains('@') && !tag.contains('=') && tag.len() < 200 {
            writer.text(&format!("<{tag}>"), false);
            continue;
        }
        if !closing && HIDDEN.contains(&name.as_str()) && !tag.ends_with('/') {
            rest = after_closing(rest, &name);
            continue;
        }
        match name.as_str() {
            "br" => writer.line_break(),
            "hr" => {
                writer.block(1);
                writer.text("________________________________", false);
                writer.block(1);
            }
            "blockquote" => {
                writer.block(1);
                writer.quote(closing);
            }
            "td" | "th" if !closing => writer.text(" ", false),
            "pre" => {
                writer.block(2);
                preformatted = if closing {
                    preformatted.saturating_sub(1)
                } else {
                    preformatted + 1
                };
            }
            "li" if !closing => {
                writer.block(1);
                writer.text("- ", false);
            }
            one if PARAGRAPHS.contains(&one) => writer.block(2),
            one if BLOCKS.contains(&one) => writer.block(1),
            _ => {}
        }
        if !closing && tag.len() < 2000 {
            let lower = tag.to_ascii_lowercase();
            if SIGNATURE_MARKS.iter().any(|mark| lower.contains(mark)) {
                writer.signature();
            }
        }
    }
    if !rest.starts_with('<') {
        writer.text(rest, preformatted > 0);
    }
    writer.finish()
}

/// The offset of the `>` that ends a tag; quotes may hide one, if they end.
///
/// Linear over a whole mail: a quote that never ends leaves no second one like it behind.
fn tag_end(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut quote: Option<u8> = None;
    let mut first = None;
    for (at, &byte) in bytes.iter().enumerate() {
        match (byte, quote) {
            (b'>', None) => return Some(at),
            (b'>', Some(_)) => first = first.or(Some(at)),
            (b'"' | b'\'', None) if at > 1 && bytes[at - 1] == b'=' => quote = Some(byte),
            (_, Some(open)) if open == byte => quote = None,
            _ => {}
        }
    }
    first
}

/// What stands behind `</name>`; nothing if it never closes.
fn after_closing<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut at = 0;
    while let Some(found) = rest[at..].find("</") {
        let start = at + found + 2;
        if rest.len() - start >= name.len()
            && rest.is_char_boundary(start + name.len())
            && rest[start..start + name.len()].eq_ignore_ascii_case(name)
        {
            return rest[start..]
                .find('>')
                .map_or("", |end| &rest[start + end + 1..]);
        }
        at = start;
    }
    ""
}

#[derive(Default)]
struct Writer {
    out: String,
    line: String,
    /// Empty lines owed before the next text: 0 none, 1 new line, 2 an empty line.
    owed: usize,
    breaks: usize,
    depth: usize,
}

impl Writer {
    fn full(&self) -> bool {
        self.out.len() > TEXT_LIMIT
    }

    fn text(&mut self, raw: &str, preformatted: bool) {
        if raw.is_empty() || self.full() {
            return;
        }
        let text = unescape(raw);
        if preformatted {
            let mut lines = text.split('\n');
            if let Some(first) = lines.next() {
                self.settle();
                self.line.push_str(first);
            }
            for line in lines {
                self.line_break();
                if !line.is_empty() {
                    self.settle();
                }
                self.line.push_str(line);
            }
            return;
        }
        for one in text.chars() {
            if one.is_whitespace() && one != '\u{3000}' {
                if self.owed == 0
                    && self.breaks == 0
                    && !self.line.is_empty()
                    && !self.line.ends_with(' ')
                {
                    self.line.push(' ');
                }
            } else {
                self.settle();
                self.line.push(one);
            }
        }
    }

    /// Writes the line ends that are owed.
    fn settle(&mut self) {
        let ends = self.breaks.max(self.owed);
        if ends == 0 {
            return;
        }
        if !self.line.is_empty() || self.breaks > 0 || !self.out.is_empty() {
            self.flush();
            for _ in 1..ends.min(3) {
                self.flush();
            }
        }
        self.owed = 0;
        self.breaks = 0;
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        for _ in 0..self.depth.min(QUOTE_LIMIT) {
            self.out.push_str("> ");
        }
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    fn line_break(&mut self) {
        self.breaks += 1;
        if self.owed > 0 && self.breaks == 1 {
            self.breaks += 1;
        }
    }

    fn block(&mut self, ends: usize) {
        if !self.line.is_empty() || self.breaks > 0 {
            self.owed = self.owed.max(ends);
        }
    }

    fn quote(&mut self, closing: bool) {
        if !self.line.is_empty() {
            self.flush();
        }
        self.owed = 0;
        self.breaks = 0;
        if closing {
            self.depth = self.depth.saturating_sub(1);
        } else {
            self.depth += 1;
        }
    }

    fn signature(&mut self) {
        if self.line.trim() == "--" || self.out.trim_end().ends_with("\n--") {
            return;
        }
        if !self.line.is_empty() {
            self.flush();
        }
        self.owed = 0;
        self.breaks = 0;
        self.line.push_str("--");
        self.flush();
    }

    fn finish(mut self) -> String {
        if !self.line.is_empty() {
            self.flush();
        }
        self.out.trim_end().to_owned()
    }
}

/// Entities without which text is unreadable; others stay as they are.
const ENTITIES: [(&str, &str); 72] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", " "),
    ("zwnj", ""),
    ("zwj", ""),
    ("shy", ""),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("hellip", "…"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("sbquo", "‚"),
    ("bdquo", "„"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("bull", "•"),
    ("middot", "·"),
    ("euro", "€"),
    ("pound", "£"),
    ("yen", "¥"),
    ("cent", "¢"),
    ("sect", "§"),
    ("deg", "°"),
    ("agrave", "à"),
    ("aacute", "á"),
    ("acirc", "â"),
    ("atilde", "ã"),
    ("auml", "ä"),
    ("aring", "å"),
    ("aelig", "æ"),
    ("ccedil", "ç"),
    ("egrave", "è"),
    ("eacute", "é"),
    ("ecirc", "ê"),
    ("euml", "ë"),
    ("igrave", "ì"),
    ("iacute", "í"),
    ("icirc", "î"),
    ("iuml", "ï"),
    ("ntilde", "ñ"),
    ("ograve", "ò"),
    ("oacute", "ó"),
    ("ocirc", "ô"),
    ("otilde", "õ"),
    ("ouml", "ö"),
    ("oslash", "ø"),
    ("ugrave", "ù"),
    ("uacute", "ú"),
    ("ucirc", "û"),
    ("uuml", "ü"),
    ("szlig", "ß"),
    ("Auml", "Ä"),
    ("Ouml", "Ö"),
    ("Uuml", "Ü"),
    ("Eacute", "É"),
    ("Ccedil", "Ç"),
    ("Agrave", "À"),
    ("iexcl", "¡"),
    ("iquest", "¿"),
    ("times", "×"),
    ("rarr", "→"),
];

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        let decoded = end.and_then(|end| entity(&rest[1..end]).map(|one| (one, end)));
        match decoded {
            Some((one, end)) => {
                out.push_str(&one);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some(match code {
            0 => String::new(),
            160 => " ".to_owned(),
            _ => char::from_u32(code)?.to_string(),
        });
    }
    ENTITIES
        .iter()
        .find(|(key, _)| *key == name)
        .map(|(_, value)| (*value).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(html_to_text(html), expected, "{html}");
    }

    #[test]
    fn blocks_become_lines() {
        check("<div>One</div><div>Two<br>Three</div>", "One\nTwo\nThree");
        check(
            "<p>One</p><p>Two &amp; more&#8230;</p>",
            "One\n\nTwo & more…",
        );
        check("<style>p{}</style><b>x</b> <i>y</i>", "x y");
        check("a<br><br>b", "a\n\nb");
        check(
            "1 < 2 and <who@host.example>",
            "1 < 2 and <who@host.example>",
        );
    }

    #[test]
    fn quotes_and_signatures_are_marked() {
        check(
            "<p>Yes.</p><blockquote><p>No?</p></blockquote>",
            "Yes.\n> No?",
        );
        check(
            "Yes.<div class=\"gmail_signature\">Jane</div>",
            "Yes.\n--\nJane",
        );
    }

    #[test]
    fn broken_markup_ends() {
        check("<style>never closed", "");
        check("<a href=\"never closed", "");
        check("a<a href=\"never closed>b", "ab");
        check(
            &format!("a<img src=\"data:{}\">b", "x".repeat(100_000)),
            "ab",
        );
        check(&"<blockquote>".repeat(50_000), "");
        check(&"<".repeat(1000), &"<".repeat(1000));
    }
}
