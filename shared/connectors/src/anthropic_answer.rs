//! What the model answered. Unknown fields are passed over, every known one may be missing.

use ports::{Brief, Claim, Drafted, Tokens};
use serde::Deserialize;
use serde_json::Value;

/// More than any message states; the rest is dropped and the draft marked.
const CLAIM_LIMIT: usize = 100;
/// Characters of subject and body that are kept; lint complains far earlier.
const TEXT_LIMIT: usize = 50_000;

/// An answer that is no draft.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Nonsense {
    /// Another try may do better.
    AskAgain(String),
    /// It will not.
    Final(String),
}

/// An answer that is an error.
pub(crate) struct Fault {
    /// Kind, message and the request's id, as far as they are there.
    pub(crate) text: String,
    /// The account's own limit; waiting a little does not help.
    pub(crate) spend_limit: bool,
}

/// Reads the body of an answer that is not 200, whatever it is.
pub(crate) fn fault(body: &[u8]) -> Fault {
    let Ok(body) = serde_json::from_slice::<Value>(body) else {
        return Fault {
            text: String::from_utf8_lossy(&body[..body.len().min(2_000)]).into_owned(),
            spend_limit: false,
        };
    };
    let part = |pointer: &str| {
        body.pointer(pointer)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let text = [
        part("/error/type"),
        part("/error/message"),
        part("/request_id"),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(" · ");
    Fault {
        text,
        spend_limit: part("/error/details/error_code") == "enforced_spend_limit_reached",
    }
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    content: Vec<Block>,
    #[serde(default)]
    stop_reason: Option<String>,
    #[serde(default)]
    model: Option<String>,
    #[serde(default)]
    usage: Value,
}

#[derive(Deserialize)]
struct Block {
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default)]
    text: Option<String>,
}

#[derive(Deserialize)]
struct Draft {
    #[serde(default)]
    subject: Option<String>,
    body: String,
    #[serde(default)]
    claims: Option<Vec<DraftClaim>>,
    #[serde(default)]
    confidence: Option<f64>,
}

#[derive(Deserialize)]
struct DraftClaim {
    #[serde(default)]
    text: String,
    #[serde(default)]
    fact: String,
}

/// The draft in an answer of 200.
///
/// A claim that names no fact of the brief is removed and takes the confidence to 0, so that the
/// draft is held: the statement is still in the text, now without support, and lint points at it.
/// A confidence outside 0 to 1, or none, is 0 too.
pub(crate) fn drafted(body: &[u8], brief: &Brief, asked: &str) -> Result<Drafted, Nonsense> {
    let Said {
        text,
        model,
        tokens,
    } = said(body, asked)?;
    let draft: Draft = serde_json::from_str(text.trim()).map_err(|_| {
        Nonsense::AskAgain("the answer holds no draft of the agreed shape".to_owned())
    })?;
    let body = cut(draft.body.trim());
    if body.is_empty() {
        return Err(Nonsense::AskAgain("the draft is empty".to_owned()));
    }
    let subject = match brief.channel.as_str() {
        "linkedin" => String::new(),
        _ => cut(&draft
            .subject
            .unwrap_or_default()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")),
    };
    let given = draft.claims.unwrap_or_default();
    let count = given.len();
    let claims: Vec<Claim> = given
        .into_iter()
        .take(CLAIM_LIMIT)
        .filter(|claim| {
            !claim.text.trim().is_empty() && brief.facts.iter().any(|fact| fact.id == claim.fact)
        })
        .map(|claim| Claim {
            text: cut(claim.text.trim()),
            fact: claim.fact,
        })
        .collect();
    let confidence = draft
        .confidence
        .filter(|confidence| (0.0..=1.0).contains(confidence))
        .unwrap_or(0.0);
    Ok(Drafted {
        subject,
        body,
        confidence: if claims.len() == count {
            confidence
        } else {
            0.0
        },
        claims,
        model,
        tokens,
    })
}

/// The words of an answer of 200.
pub(crate) struct Said {
    pub(crate) text: String,
    /// Which model said them.
    pub(crate) model: String,
    /// What they are charged for, where the answer tells.
    pub(crate) tokens: Option<Tokens>,
}

/// Reads an answer of 200.
pub(crate) fn said(body: &[u8], asked: &str) -> Result<Said, Nonsense> {
    let answer: Answer = serde_json::from_slice(body)
        .map_err(|_| Nonsense::AskAgain("the answer is not the JSON of a message".to_owned()))?;
    let count = |name: &str| answer.usage.get(name).and_then(Value::as_u64);
    let tokens = match (count("input_tokens"), count("output_tokens")) {
        (Some(input), Some(output)) => Some(Tokens {
            input,
            cache_write: count("cache_creation_input_tokens").unwrap_or(0),
            cache_read: count("cache_read_input_tokens").unwrap_or(0),
            output,
        }),
        _ => None,
    };
    tracing::debug!(?tokens, "tokens used");
    match answer.stop_reason.as_deref() {
        Some("refusal") => {
            return Err(Nonsense::Final(
                "the model declined; change the brief, or do it yourself".to_owned(),
            ));
        }
        Some("max_tokens") => {
            return Err(Nonsense::Final(
                "the answer was cut at max_tokens; raise it in the model's settings".to_owned(),
            ));
        }
        Some("model_context_window_exceeded") => {
            return Err(Nonsense::Final(
                "it is too long for the model; shorten the playbook or the facts".to_owned(),
            ));
        }
        // Anything else, known or not, is judged by what it holds.
        _ => {}
    }
    let text: String = answer
        .content
        .iter()
        .filter(|block| block.kind == "text")
        .filter_map(|block| block.text.as_deref())
        .collect();
    let model = format!(
        "anthropic/{}",
        answer
            .model
            .as_deref()
            .filter(|model| model.len() <= 100)
            .unwrap_or(asked)
    );
    Ok(Said {
        text,
        model,
        tokens,
    })
}

fn cut(text: &str) -> String {
    text.chars().take(TEXT_LIMIT).collect()
}
