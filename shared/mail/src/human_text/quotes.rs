//! Cuts a body into the pieces that were written now.

use super::lines::{
    Copied, any, copied, is_attribution, is_quoted, is_rule, may_start_attribution, plain,
    starts_original,
};

/// Lines over which an attribution may be broken.
const ATTRIBUTION_LINES: usize = 4;
/// Lines in which the copied headers of an older mail must come together.
const HEADER_LINES: usize = 8;

/// The new pieces, in order, as lines.
pub(super) fn pieces<'a>(body: &[&'a str]) -> Vec<Vec<&'a str>> {
    let mut pieces: Vec<Vec<&'a str>> = Vec::new();
    let mut open: Vec<&'a str> = Vec::new();
    let mut fenced = false;
    let mut at = 0;
    while at < body.len() {
        let line = body[at];
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if !fenced {
            if is_ticket_marker(line) {
                // On top it asks for an answer above; further down it is the end of ours.
                if open.iter().all(|line| line.trim().is_empty()) && pieces.is_empty() {
                    at += 1;
                    continue;
                }
                break;
            }
            if starts_original(line) || starts_copied_headers(body, at) {
                drop_rule(&mut open);
                break;
            }
            if is_quoted(line) {
                close(&mut open, &mut pieces);
                at += 1;
                continue;
            }
            if let Some(length) = attribution_at(body, at) {
                let after = body[at + length..]
                    .iter()
                    .find(|line| !line.trim().is_empty());
                if after.is_none_or(|line| is_quoted(line)) {
                    close(&mut open, &mut pieces);
                    at += length;
                    continue;
                }
                // The quote isn't marked: all below is old.
                drop_rule(&mut open);
                break;
            }
        }
        open.push(line);
        at += 1;
    }
    close(&mut open, &mut pieces);
    if let Some(first) = pieces.first_mut() {
        drop_banner(first);
    }
    pieces
}

fn close<'a>(open: &mut Vec<&'a str>, pieces: &mut Vec<Vec<&'a str>>) {
    let piece = std::mem::take(open);
    if piece.iter().any(|line| !line.trim().is_empty()) {
        pieces.push(piece);
    }
}

/// Takes the rule above a copied header block away.
fn drop_rule(open: &mut Vec<&str>) {
    while let Some(last) = open.last() {
        if last.trim().is_empty() || is_rule(last) {
            open.pop();
        } else {
            break;
        }
    }
}

fn starts_copied_headers(body: &[&str], at: usize) -> bool {
    let first = match copied(body[at]) {
        Some(first) if first != Copied::To => first,
        _ => return false,
    };
    let mut kinds = vec![first];
    let mut blanks = 0;
    for line in body[at + 1..].iter().take(HEADER_LINES) {
        if line.trim().is_empty() {
            // HTML turned to text may set each header off.
            blanks += 1;
            if blanks > 1 {
                break;
            }
            continue;
        }
        match copied(line) {
            Some(kind) if !kinds.contains(&kind) => kinds.push(kind),
            Some(_) => {}
            None if blanks > 0 => break,
            None => {}
        }
        blanks = 0;
    }
    kinds.contains(&Copied::From) && kinds.len() >= 3
        || kinds.contains(&Copied::From) && kinds.len() == 2 && body[at].contains('@')
        || first == Copied::Date && kinds.contains(&Copied::From) && kinds.len() >= 2
}

/// How many lines an attribution that starts here takes.
fn attribution_at(body: &[&str], at: usize) -> Option<usize> {
    let line = body[at];
    if line.trim().is_empty() || line.len() > 600 || !may_start_attribution(line) {
        return None;
    }
    let mut text = String::new();
    for (count, line) in body[at..].iter().take(ATTRIBUTION_LINES).enumerate() {
        if line.trim().is_empty() || (count > 0 && is_quoted(line)) || line.len() > 600 {
            return None;
        }
        text.push(' ');
        text.push_str(line.trim());
        if is_attribution(&text) {
            return Some(count + 1);
        }
        if line.trim_end().ends_with(['.', '!', '?']) && !line.contains('@') && count > 0 {
            return None;
        }
    }
    None
}

fn is_ticket_marker(line: &str) -> bool {
    let text = plain(line);
    text.len() < 160
        && (text.starts_with("##-") && text.ends_with("-##")
            || any(
                &text,
                &[
                    "reply above this line",
                    "reply above the line",
                    "type your reply above",
                    "above this line to reply",
                    "antworten sie oberhalb dieser zeile",
                    "répondre au-dessus de cette ligne",
                    "write above this line",
                ],
            ))
}

/// A gateway's warning on top.
fn drop_banner(piece: &mut Vec<&str>) {
    let start = piece
        .iter()
        .position(|line| !line.trim().is_empty())
        .unwrap_or(0);
    let end = piece[start..]
        .iter()
        .position(|line| line.trim().is_empty())
        .map_or(piece.len(), |end| start + end);
    let block = plain(&piece[start..end].join(" "));
    let loud = any(
        &block,
        &[
            "caution",
            "warning",
            "external",
            "extern",
            "achtung",
            "attention",
            "atención",
            "attenzione",
            "let op",
            "vorsicht",
            "outside",
        ],
    );
    let gateway = any(
        &block,
        &[
            "outside of the organi",
            "outside of your organi",
            "outside your organi",
            "outside the organi",
            "originated from outside",
            "originated outside",
            "comes from outside",
            "external email",
            "external sender",
            "external e-mail",
            "external mail",
            "do not click",
            "don't click",
            "do not open",
            "externe e-mail",
            "externer absender",
            "von außerhalb",
            "expéditeur externe",
            "courriel externe",
            "mittente esterno",
            "remitente externo",
            "remetente externo",
            "externe afzender",
            "[external]",
            "you don't often get email",
        ],
    );
    if loud && gateway && end - start <= 6 && end < piece.len() {
        piece.drain(..end);
    }
}
