//! Whom a report in words names, and what it says of each.

use crate::{FailedRecipient, Inbound, address, headers};

use super::{Material, fate, returned::original_recipients, words};

/// Lines of a notice that are read.
const LINE_LIMIT: usize = 400;
/// Recipients named by one notice.
const RECIPIENT_LIMIT: usize = 100;
/// Lines that may explain one recipient.
const REASON_LINES: usize = 12;

/// How surely a line names a failed recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Claim {
    /// The address stands somewhere near.
    Mentioned,
    /// A sentence about failure holds it.
    Sentence,
    /// A list, a field or an SMTP answer of its own.
    Listed,
}

struct Candidate {
    address: String,
    claim: Claim,
    line: usize,
}

/// Everybody the notice says has failed.
pub(super) fn recipients(inbound: &Inbound, material: &Material) -> Vec<FailedRecipient> {
    let originals = original_recipients(material);
    let lines: Vec<&str> = material.notice.lines().take(LINE_LIMIT).collect();
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut announced = 0_usize;
    let mut elsewhere: Vec<String> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let listed = announced > 0;
        announced = announced.saturating_sub(1);
        if words::any(&line.to_lowercase(), &ANNOUNCEMENTS) {
            announced = ANNOUNCED_LINES;
        }
        candidates_in(line, number, listed, &mut candidates, &mut elsewhere);
    }
    candidates.retain(|candidate| {
        candidate.claim == Claim::Listed || !elsewhere.contains(&candidate.address)
    });
    keep_the_failed(inbound, material, &originals, &mut candidates);
    if let Some(failed) = inbound.header("X-Failed-Recipients") {
        let failed: Vec<String> = address::addresses(failed)
            .iter()
            .map(|one| address::normal(one))
            .collect();
        let ours = |address: &String| {
            originals
                .iter()
                .any(|one| one.eq_ignore_ascii_case(address))
        };
        // The header is exact, but aliases may have changed what we wrote to.
        if !failed.is_empty()
            && (failed.iter().any(ours) || !candidates.iter().any(|one| ours(&one.address)))
        {
            candidates.clear();
            for address in failed {
                push(
                    &mut candidates,
                    &address,
                    Claim::Listed,
                    line_of(&lines, &address),
                );
            }
        }
    }
    if candidates.is_empty() {
        // Nobody is named: then it can only be whom the returned mail was for.
        let senders: Vec<String> = inbound
            .to
            .iter()
            .map(|mailbox| mailbox.address.to_lowercase())
            .collect();
        let to: Vec<&String> = originals
            .iter()
            .filter(|one| !senders.contains(&one.to_lowercase()))
            .collect();
        if to.len() <= 3 {
            for address in to {
                push(&mut candidates, address, Claim::Mentioned, 0);
            }
        }
    }
    if candidates.is_empty() {
        guess_from_local_parts(&lines, inbound, &mut candidates);
    }
    let alone = candidates.len() == 1;
    let starts: Vec<usize> = candidates.iter().map(|candidate| candidate.line).collect();
    candidates
        .iter()
        .map(|candidate| {
            let end = starts
                .iter()
                .copied()
                .filter(|&start| start > candidate.line)
                .min()
                .unwrap_or(lines.len())
                .min(candidate.line + REASON_LINES);
            // `554 <jane@host.example>... 550 Host unknown` stands for itself.
            let answer = lines.get(candidate.line).is_some_and(|line| {
                line.contains(">... ") && is_reply_code(line.split('<').next().unwrap_or_default())
            });
            let end = if answer { candidate.line + 1 } else { end };
            let near = lines
                .get(candidate.line..end)
                .unwrap_or_default()
                .join("\n");
            let whole = || format!("{}\n{}", lines.join("\n"), inbound.subject);
            let said = near.replacen(candidate.address.as_str(), "", 1);
            let status = fate::enhanced(&said)
                .or_else(|| alone.then(|| fate::enhanced(&material.notice)).flatten())
                .or_else(|| reply_code(&said));
            let permanent = fate::sure(status.as_deref(), &said)
                .or_else(|| {
                    alone
                        .then(|| fate::sure(status.as_deref(), &whole()))
                        .flatten()
                })
                .or_else(|| fate::of(status.as_deref(), &said))
                .or_else(|| fate::of(status.as_deref(), &whole()));
            let diagnostic = one_line(&said);
            FailedRecipient {
                address: candidate.address.clone(),
                status,
                permanent,
                diagnostic: (!diagnostic.is_empty()).then_some(diagnostic),
            }
        })
        .collect()
}

/// The words near an address, for a report whose fields are vague.
pub(super) fn around(notice: &str, address: &str) -> String {
    let lines: Vec<&str> = notice.lines().take(LINE_LIMIT).collect();
    let at = line_of(&lines, address);
    if lines.get(at).is_none_or(|line| !line.contains(address)) {
        return notice.to_owned();
    }
    lines
        .get(at..(at + REASON_LINES).min(lines.len()))
        .unwrap_or_default()
        .join("\n")
}

/// What a notice says of an address, on one line, if it names it.
pub(super) fn explanation(notice: &str, address: &str) -> Option<String> {
    let text = around(notice, address);
    let (_, said) = text.split_once(address)?;
    let said = one_line(said);
    (!said.is_empty()).then_some(said)
}

fn line_of(lines: &[&str], address: &str) -> usize {
    let address = address.to_lowercase();
    lines
        .iter()
        .position(|line| line.to_lowercase().contains(&address))
        .unwrap_or(0)
}

fn one_line(text: &str) -> String {
    let joined: Vec<&str> = text.split_whitespace().take(120).collect();
    let joined = joined.join(" ");
    crate::read::cut_at(
        joined.trim_matches([' ', ':', '<', '>', '"', '*', '-']),
        1000,
    )
    .to_owned()
}

fn push(candidates: &mut Vec<Candidate>, address: &str, claim: Claim, line: usize) {
    let address = address::normal(address);
    if let Some(known) = candidates
        .iter_mut()
        .find(|known| known.address.eq_ignore_ascii_case(&address))
    {
        known.claim = known.claim.max(claim);
    } else if candidates.len() < RECIPIENT_LIMIT {
        candidates.push(Candidate {
            address,
            claim,
            line,
        });
    }
}

/// Lines after which recipients are listed, and how many lines the list may take to come.
const ANNOUNCEMENTS: [&str; 12] = [
    "following recipient",
    "following address",
    "following user",
    "following destination",
    "these recipients",
    "did not reach",
    "failed recipients",
    "failed addresses",
    "message not delivered to",
    "intended recipient",
    "以下のメールアドレス",
    "следующим адресам",
];
const ANNOUNCED_LINES: usize = 8;

/// Fields whose value is the failed recipient.
const FIELDS: [&str; 16] = [
    "recipient",
    "recipients",
    "recipient address",
    "intended recipient",
    "failed recipient",
    "failed address",
    "undeliverable address",
    "undelivered to",
    "original-recipient",
    "final-recipient",
    "address",
    "destination",
    "destinataire",
    "destinatario",
    "empfänger",
    "rcpt to",
];

fn candidates_in(
    line: &str,
    number: usize,
    listed: bool,
    candidates: &mut Vec<Candidate>,
    elsewhere_named: &mut Vec<String>,
) {
    let trimmed = line.trim();
    if trimmed.is_empty() || trimmed.len() > 1000 || !trimmed.contains('@') {
        return;
    }
    let lower = trimmed.to_lowercase();
    // Whom to ask, and who wrote: never who failed.
    const ELSEWHERE: [&str; 15] = [
        "contact",
        "assistance",
        "mail from:",
        "mail from ",
        "sender:",
        "reporting-mta",
        "message-id",
        "envelope-from",
        "http:",
        "further help",
        "please send mail to",
        "questions",
        "reply-to:",
        "x-",
        "system contact",
    ];
    let elsewhere = words::any(&lower, &ELSEWHERE)
        || lower.starts_with("from:")
        || lower.starts_with("from ")
        || lower.starts_with("by ");
    for (start, end) in address::spans(trimmed).take(20) {
        let address = &trimmed[start..end];
        let before = trimmed[..start].trim_matches([
            ' ', '\t', '<', '"', '\'', '*', '>', '-', '(', '|', '[', '•', '{',
        ]);
        let after = &trimmed[end..];
        let lower_before = before.to_lowercase();
        let field = lower_before.trim_end_matches([' ', ':', '<', ';', '=']);
        let field = field
            .trim_end_matches("rfc822")
            .trim_end_matches([' ', ';', ':']);
        let rcpt = lower_before.ends_with("rcpt to:") || lower_before.ends_with("rcpt to");
        let answer = is_reply_code(before)
            && (after.starts_with(">...") || after.starts_with("...") || after.starts_with(">:"));
        let heads = before.is_empty() && head_end(after);
        let claim = if rcpt || heads || answer || FIELDS.contains(&field) {
            if elsewhere && !rcpt {
                Claim::Mentioned
            } else {
                Claim::Listed
            }
        } else if elsewhere {
            elsewhere_named.push(address::normal(address));
            continue;
        } else if listed
            || lower_before.ends_with("generated from")
            || words::any(&lower, &words::NOTICE)
            || words::any(&lower, &words::DEAD)
            || words::any(&lower, &words::FULL)
            || words::any(
                &lower,
                &["deliver", "message to", "mail to", "failed", "attempts"],
            )
        {
            Claim::Sentence
        } else {
            Claim::Mentioned
        };
        push(candidates, address, claim, number);
    }
}

/// Does what follows an address at the head of a line leave it a list entry?
fn head_end(after: &str) -> bool {
    let after = after.trim_start_matches(['>', '"', '\'', ')', '}']);
    let rest = after.trim_start();
    rest.is_empty()
        || after.starts_with([':', ',', ';'])
        || after.starts_with("...")
        || rest.starts_with(['(', '[', '<', '|', '-', '"', ':'])
        || rest.starts_with("...")
        || rest.starts_with("on ")
        || rest.chars().next().is_some_and(|one| one.is_ascii_digit())
        || words::any(&rest.to_lowercase(), &words::DEAD)
        || words::any(&rest.to_lowercase(), &words::FULL)
}

/// `550`, `550 5.1.1`, `<<< 554`.
fn is_reply_code(before: &str) -> bool {
    let before = before.trim_start_matches(['<', '>', ' ']);
    let mut parts = before.split([' ', '-']).filter(|part| !part.is_empty());
    let code = parts.next().is_some_and(|part| {
        part.len() == 3
            && part.starts_with(['4', '5'])
            && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    code && parts.all(|part| {
        part.bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
    })
}

fn reply_code(text: &str) -> Option<String> {
    text.split(|one: char| !one.is_ascii_alphanumeric() && one != '.')
        .find(|part| {
            part.len() == 3
                && part.starts_with(['4', '5'])
                && part.bytes().all(|byte| byte.is_ascii_digit())
        })
        .map(str::to_owned)
}

/// Drops the reporter, the sender and mere mentions where there is something better.
fn keep_the_failed(
    inbound: &Inbound,
    material: &Material,
    originals: &[String],
    candidates: &mut Vec<Candidate>,
) {
    let reporter = inbound
        .from
        .as_ref()
        .map(|mailbox| mailbox.address.to_lowercase())
        .unwrap_or_default();
    let mut senders: Vec<String> = inbound
        .to
        .iter()
        .map(|mailbox| mailbox.address.to_lowercase())
        .collect();
    if let Some(from) = headers::first(&material.returned, "From") {
        senders.extend(
            address::addresses(from)
                .into_iter()
                .map(|one| one.to_lowercase()),
        );
    }
    let system = |address: &str| {
        let local = address.split('@').next().unwrap_or_default();
        matches!(local, "postmaster" | "mailer-daemon" | "abuse")
    };
    let ours = |candidate: &Candidate| senders.contains(&candidate.address.to_lowercase());
    candidates.retain(|candidate| {
        let lower = candidate.address.to_lowercase();
        lower != reporter
            && (!system(&lower)
                || originals.contains(&candidate.address)
                || candidate.claim == Claim::Listed)
    });
    if candidates
        .iter()
        .any(|candidate| !ours(candidate) && candidate.claim > Claim::Mentioned)
    {
        candidates.retain(|candidate| !ours(candidate));
    } else if candidates
        .iter()
        .any(|candidate| ours(candidate) && candidate.claim == Claim::Listed)
    {
        // Mail to oneself does bounce.
        candidates.retain(|candidate| candidate.claim == Claim::Listed);
    } else {
        candidates.retain(|candidate| !ours(candidate));
    }
    let best = candidates
        .iter()
        .map(|candidate| candidate.claim)
        .max()
        .unwrap_or(Claim::Mentioned);
    let known = |candidate: &Candidate| {
        originals
            .iter()
            .any(|one| one.eq_ignore_ascii_case(&candidate.address))
    };
    let any_known = candidates.iter().any(known);
    candidates.retain(|candidate| match best {
        Claim::Mentioned => known(candidate) || !any_known,
        best => candidate.claim == best,
    });
}

/// `screenname` and `userx (No such user)` on a line of their own: the reporter's domain completes it.
fn guess_from_local_parts(lines: &[&str], inbound: &Inbound, candidates: &mut Vec<Candidate>) {
    let Some(domain) = inbound
        .from
        .as_ref()
        .and_then(|from| from.address.rsplit_once('@'))
        .map(|(_, domain)| domain)
    else {
        return;
    };
    let mut listing = false;
    for (number, line) in lines.iter().enumerate() {
        let trimmed = line.trim();
        if listing && line.starts_with([' ', '\t']) && !trimmed.is_empty() {
            let word = trimmed
                .split_whitespace()
                .next()
                .unwrap_or_default()
                .trim_matches(['<', '>', '"', ':']);
            let plain = (2..=64).contains(&word.len())
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"._-+".contains(&byte));
            if plain {
                push(
                    candidates,
                    &format!("{word}@{domain}"),
                    Claim::Mentioned,
                    number,
                );
            }
            return;
        }
        let lower = trimmed.to_lowercase();
        listing = listing
            || words::any(
                &lower,
                &[
                    "following recipient",
                    "following address",
                    "not delivered to the following",
                ],
            );
    }
}
