//! The HTML that stands beside the text of a letter, where a playbook asks for it.
//!
//! It is made of the text alone and says the same: paragraphs, line ends and links that open. It knows four
//! elements (`p`, `br`, `a` and the frame around them).
//!
//! Invariant: nothing in it is fetched when the letter is read. No image, style, script or form, so that
//! nobody is told when, where or how often it was opened.

/// The text of a letter as HTML. A function of the text: the same text gives the same bytes, so that who
/// cleared the one has cleared the other.
#[must_use]
pub fn html_alternative(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut out =
        String::from("<!DOCTYPE html>\n<html>\n<head><meta charset=\"utf-8\"></head>\n<body>\n");
    let mut open = false;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            if open {
                out.push_str("</p>\n");
            }
            open = false;
            continue;
        }
        out.push_str(if open { "<br>\n" } else { "<p>" });
        open = true;
        line_of(&mut out, line);
    }
    if open {
        out.push_str("</p>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// One line, its links made to open.
fn line_of(out: &mut String, line: &str) {
    let mut rest = line;
    let mut blank = true;
    while let Some((before, link, after)) = next_link(rest) {
        escape(out, before, &mut blank);
        out.push_str("<a href=\"");
        escape(out, link, &mut false);
        out.push_str("\">");
        blank = false;
        escape(out, link, &mut blank);
        out.push_str("</a>");
        rest = after;
    }
    escape(out, rest, &mut blank);
}

/// What stands before the next web address, the address, and what stands behind it.
fn next_link(text: &str) -> Option<(&str, &str, &str)> {
    // Only ASCII letters change, so places in one are places in the other.
    let lower = text.to_ascii_lowercase();
    let mut from = 0;
    loop {
        let found = ["https://", "http://"]
            .iter()
            .filter_map(|scheme| {
                lower
                    .get(from..)?
                    .find(scheme)
                    .map(|at| (from + at, *scheme))
            })
            .min()?;
        let (at, scheme) = found;
        let starts = lower
            .get(..at)
            .and_then(|before| before.chars().next_back())
            .is_none_or(|one| !one.is_alphanumeric());
        let rest = text.get(at..)?;
        let end = rest
            .find(|one: char| one.is_whitespace() || one.is_control() || "<>\"".contains(one))
            .unwrap_or(rest.len());
        // A full stop ends the sentence, not the address.
        let link = rest
            .get(..end)?
            .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']);
        if starts && link.len() > scheme.len() {
            return Some((text.get(..at)?, link, rest.get(link.len()..)?));
        }
        from = at + scheme.len();
    }
}

/// Text as text. A blank that HTML would swallow (at the start of a line, or after another) is written as one
/// that stays; `blank` says whether the last sign was one.
fn escape(out: &mut String, text: &str, blank: &mut bool) {
    for one in text.chars() {
        match one {
            ' ' | '\t' if *blank => out.push_str("&nbsp;"),
            '\t' => out.push(' '),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // They mean nothing in HTML and may not stand there.
            one if one.is_control() => {}
            one => out.push(one),
        }
        *blank = matches!(one, ' ' | '\t');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, body: &str) {
        let html = html_alternative(text);
        let inner = html
            .split_once("<body>\n")
            .and_then(|(_, rest)| rest.split_once("</body>"))
            .map(|(inner, _)| inner);
        assert_eq!(inner, Some(body), "{text:?}");
    }

    #[test]
    fn paragraphs_and_lines_stay() {
        check(
            "Hello Ann,\n\none\r\ntwo\n\n\nthree\n",
            "<p>Hello Ann,</p>\n<p>one<br>\ntwo</p>\n<p>three</p>\n",
        );
        check("a  b\n  c", "<p>a &nbsp;b<br>\n&nbsp;&nbsp;c</p>\n");
        check("", "");
    }

    #[test]
    fn what_looks_like_markup_is_text() {
        check(
            "<script>alert('x')</script> & \"y\"",
            "<p>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;</p>\n",
        );
        check("&lt;b&gt;", "<p>&amp;lt;b&amp;gt;</p>\n");
    }

    #[test]
    fn a_web_address_opens_and_nothing_else_does() {
        check(
            "See https://a.example/x?b=1&c=2.",
            "<p>See <a href=\"https://a.example/x?b=1&amp;c=2\">https://a.example/x?b=1&amp;c=2</a>.</p>\n",
        );
        check(
            "(https://a.example) HTTP://B.example",
            "<p>(<a href=\"https://a.example\">https://a.example</a>) <a href=\"HTTP://B.example\">HTTP://B.example</a></p>\n",
        );
        check(
            "https://a.example/\"onmouseover=\"x",
            "<p><a href=\"https://a.example/\">https://a.example/</a>&quot;onmouseover=&quot;x</p>\n",
        );
        check(
            "javascript:alert(1) xhttps://a.example https:// ftp://a.example",
            "<p>javascript:alert(1) xhttps://a.example https:// ftp://a.example</p>\n",
        );
    }
}
