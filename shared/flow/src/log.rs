//! The log: one line an event. What belongs to a conversation is a pointer to its events; the rest
//! is a note. Lines carry ids; a reader may join the name of the person from the vault, so that
//! forget empties the log of it too.

use crate::items::{self, EventBatch, LogNote, LogRow, Vault};
use crate::{Ports, StepError, keys};
use ::ports::{Action, Expect, PageRequest};
use domain::conversation::{Conversation, Through, told};
use domain::{Actor, AgentName, ConversationId};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use std::collections::BTreeMap;

/// A note for the log, as an action of the commit that it tells of.
pub fn note(
    ports: &Ports,
    by: Actor,
    event: &str,
    words: String,
    agent: Option<AgentName>,
) -> Action {
    let now = ports.clock.now();
    let id = domain::VerdictId::mint(now, ports.entropy.bytes());
    let stream = format!(
        "note_{}",
        id.as_str().trim_start_matches(domain::VerdictId::PREFIX)
    );
    let row = LogRow {
        note: Some(LogNote {
            by,
            event: event.to_owned(),
            words,
            agent,
        }),
    };
    items::put(keys::log(now, &stream, 0), &row, Expect::Any)
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct LogLine {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// Conversation id, or `fleet`.
    pub stream: String,
    /// A word.
    pub event: String,
    /// A sentence.
    pub words: String,
    /// Its conversation.
    pub conversation: Option<ConversationId>,
    /// Whom it is with, if that is still known.
    pub contact: Option<String>,
    /// Its agent.
    pub agent: Option<String>,
    /// The versions that led to it.
    pub versions: domain::conversation::Versions,
    /// Whether they did it themselves or a program in their name.
    #[serde(skip_serializing_if = "Through::is_page")]
    pub through: Through,
}

impl LogLine {
    /// As one line of text, made for grep.
    pub fn line(&self) -> String {
        let agent = self.agent.as_deref().unwrap_or("-");
        let contact = self
            .contact
            .as_deref()
            .map(|c| format!(" [{c}]"))
            .unwrap_or_default();
        let at = self.at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ");
        let by = match self.through {
            Through::Page => "",
            Through::Machine => "/program",
        };
        format!(
            "{at} {} {agent} {}{by} {}{contact}: {}",
            self.stream, self.who, self.event, self.words
        )
    }

    fn holds(&self, needle: &str) -> bool {
        needle.is_empty() || self.line().to_lowercase().contains(needle)
    }
}

/// Where reading goes on: everything up to that day and key was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogCursor(pub String);

/// Some lines, newest first.
pub struct LogPage {
    /// Lines.
    pub lines: Vec<LogLine>,
    /// The next page; nothing at the end.
    pub next: Option<LogCursor>,
}

/// When this stack began: nothing is older.
pub async fn began(ports: &Ports) -> Result<Timestamp, StepError> {
    Ok(crate::step::read::<Timestamp>(ports, keys::stack())
        .await?
        .map_or_else(|| ports.clock.now(), |(at, _)| at))
}

/// Reads newest first, whole days at a time, until `limit` lines match or the beginning is reached.
pub async fn page(
    ports: &Ports,
    grep: &str,
    limit: usize,
    before: Option<&LogCursor>,
) -> Result<LogPage, StepError> {
    let needle = grep.trim().to_lowercase();
    let first = keys::day_of(began(ports).await?);
    let (mut day, mut until) = match before {
        Some(LogCursor(text)) => {
            let (day, key) = text
                .split_once('/')
                .ok_or_else(|| StepError::Invalid("this is no cursor of the log".to_owned()))?;
            let day = day
                .parse::<Date>()
                .map_err(|_| StepError::Invalid("this is no cursor of the log".to_owned()))?;
            (day, Some(key.to_owned()))
        }
        None => (keys::day_of(ports.clock.now()), None),
    };
    let mut names = Names::default();
    let mut lines = Vec::new();
    while day >= first {
        let rows = day_rows(ports, day, until.as_deref()).await?;
        for (key, row) in rows.into_iter().rev() {
            for line in lines_of(ports, &key, row, &mut names)
                .await?
                .into_iter()
                .rev()
            {
                if line.holds(&needle) {
                    lines.push(line);
                }
            }
            if lines.len() >= limit {
                return Ok(LogPage {
                    lines,
                    next: Some(LogCursor(format!("{day}/{key}"))),
                });
            }
        }
        until = None;
        day = day.saturating_sub(1.day());
    }
    Ok(LogPage { lines, next: None })
}

/// The rows of a day in order, up to a key (exclusive).
async fn day_rows(
    ports: &Ports,
    day: Date,
    until: Option<&str>,
) -> Result<Vec<(String, LogRow)>, StepError> {
    let mut rows = Vec::new();
    for pk in keys::log_partitions(day) {
        let mut request = PageRequest {
            until: until.map(str::to_owned),
            ..PageRequest::new(pk, "", 1000)
        };
        loop {
            let page = ports.table.page(&request).await?;
            for item in &page.items {
                if until.is_none_or(|until| item.key.sk.as_str() < until) {
                    rows.push((item.key.sk.clone(), items::decode(item)?));
                }
            }
            match page.next {
                Some(next) => request.after = Some(next),
                None => break,
            }
        }
    }
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(rows)
}

/// What lines about a conversation are told with.
#[derive(Debug, Clone, Default)]
struct Known {
    contact: Option<String>,
    agent: Option<String>,
    state: Option<Conversation>,
}

#[derive(Default)]
struct Names(BTreeMap<ConversationId, Known>);

impl Names {
    async fn of(&mut self, ports: &Ports, id: &ConversationId) -> Result<Known, StepError> {
        if let Some(known) = self.0.get(id) {
            return Ok(known.clone());
        }
        let found = ports.table.get(&[keys::vault(id), keys::head(id)]).await?;
        let mut found = found.into_iter();
        let vault = found
            .next()
            .flatten()
            .map(|item| items::decode::<Vault>(&item))
            .transpose()?;
        let state = found
            .next()
            .flatten()
            .map(|item| items::decode::<items::Head>(&item))
            .transpose()?
            .map(|head| head.state);
        let known = Known {
            contact: vault.map(|vault| format!("{}, {}", vault.name(), vault.company)),
            agent: state.as_ref().map(|state| state.agent.to_string()),
            // Most conversations have nothing to be silent about.
            state: state.filter(Conversation::is_blind),
        };
        if self.0.len() < 10_000 {
            self.0.insert(id.clone(), known.clone());
        }
        Ok(known)
    }
}

async fn lines_of(
    ports: &Ports,
    key: &str,
    row: LogRow,
    names: &mut Names,
) -> Result<Vec<LogLine>, StepError> {
    let mut parts = key.split('#');
    let at = parts
        .next()
        .and_then(keys::read_instant)
        .unwrap_or(Timestamp::UNIX_EPOCH);
    let stream = parts.next().unwrap_or_default();
    if let Some(note) = row.note {
        return Ok(vec![LogLine {
            at,
            who: note.by.to_string(),
            stream: "fleet".to_owned(),
            event: note.event,
            words: note.words,
            conversation: None,
            contact: None,
            agent: note.agent.map(|a| a.to_string()),
            versions: domain::conversation::Versions::default(),
            through: Through::Page,
        }]);
    }
    let (Ok(id), Some(seq)) = (
        ConversationId::parse(stream),
        parts.next().and_then(|seq| seq.parse().ok()),
    ) else {
        return Ok(Vec::new());
    };
    let Some((batch, _)) = crate::step::read::<EventBatch>(ports, keys::events(&id, seq)).await?
    else {
        return Ok(Vec::new());
    };
    let known = names.of(ports, &id).await?;
    Ok(batch
        .events
        .into_iter()
        .map(|recorded| LogLine {
            at: recorded.at,
            who: recorded.by.to_string(),
            stream: id.to_string(),
            event: recorded.event.name().to_owned(),
            words: told(known.state.as_ref(), &recorded.event),
            conversation: Some(id.clone()),
            contact: known.contact.clone(),
            agent: known.agent.clone(),
            versions: recorded.versions,
            through: recorded.through,
        })
        .collect())
}

/// The words of a provider or a port, fit for a stored row: rows outlive forget, and servers like to
/// repeat the address they refuse.
pub(crate) fn without_addresses(words: &str) -> String {
    const MOST: usize = 300;
    let named = |word: &str| {
        if word.contains('@') {
            "(address)"
        } else {
            word
        }
        .to_owned()
    };
    let words: Vec<String> = words.split_whitespace().map(named).collect();
    words.join(" ").chars().take(MOST).collect()
}
