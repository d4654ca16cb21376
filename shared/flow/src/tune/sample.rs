//! Some of everything that an agent did: kills, edits, audits, what was shipped, replies. Drawn by a hash, so that
//! the round shows the same ones however often it is opened.

use super::last::{self, Found};
use crate::items::{DraftBlob, NoteBlob, ReadingBlob};
use crate::report::{self, Left};
use crate::{Ports, StepError, companies, drafting, export, step};
use domain::conversation::{Event, Recorded};
use domain::tune::{How, Part, parts};
use domain::{AgentName, BlobHash, ConversationId, Intent};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Drawn of each stratum.
const OF_EACH: usize = 3;
/// Characters of a text that are shown.
const MOST_TEXT: usize = 3_000;

/// What something was drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sample {
    /// Killed, or sent back.
    Kill,
    /// Edited.
    Edit,
    /// Cleared by policy, and looked at all the same.
    Audit,
    /// Left as it was written.
    Shipped,
    /// A person's reply.
    Reply,
}

impl Sample {
    /// As it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kill => "kill",
            Self::Edit => "edit",
            Self::Audit => "audit",
            Self::Shipped => "shipped",
            Self::Reply => "reply",
        }
    }

    const ALL: [Self; 5] = [
        Self::Kill,
        Self::Edit,
        Self::Audit,
        Self::Shipped,
        Self::Reply,
    ];
}

/// A stratum.
#[derive(Debug, Clone, PartialEq)]
pub struct Stratum {
    /// Which.
    pub sample: Sample,
    /// All that there are of it.
    pub total: usize,
    /// Some of them.
    pub drawn: Vec<Drawn>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// Its conversation.
    pub conversation: ConversationId,
    /// Its step; 0 of a reply.
    pub step: u32,
    /// When.
    pub at: Timestamp,
    /// With whom.
    pub name: String,
    /// Where they work.
    pub company: String,
    /// What was decided, or the reply's label.
    pub how: String,
    /// Why it was killed.
    pub reason: Option<String>,
    /// The operator's note.
    pub note: Option<String>,
    /// Subject, or nothing.
    pub subject: String,
    /// The text, in parts where it was edited.
    pub text: Vec<Part>,
}

struct Candidate {
    conversation: ConversationId,
    step: u32,
    at: Timestamp,
    what: What,
}

enum What {
    Draft(Found),
    Letter(BlobHash),
    Reply(Intent, BlobHash),
}

/// Draws.
pub(super) async fn strata(
    ports: &Ports,
    agent: &AgentName,
    since: Timestamp,
) -> Result<Vec<Stratum>, StepError> {
    let mut all: BTreeMap<Sample, Vec<Candidate>> = BTreeMap::new();
    for id in report::changed(ports, agent, since, &mut Left::default()).await? {
        take(&mut all, &id, step::events(ports, &id).await?, since);
    }
    let mut strata = Vec::new();
    for sample in Sample::ALL {
        let mut candidates = all.remove(&sample).unwrap_or_default();
        let total = candidates.len();
        candidates.sort_by_cached_key(|one| lot(one, since));
        let mut drawn = Vec::new();
        for candidate in candidates {
            if drawn.len() >= OF_EACH {
                break;
            }
            // What was forgotten is passed over.
            drawn.extend(shown(ports, candidate).await?);
        }
        strata.push(Stratum {
            sample,
            total,
            drawn,
        });
    }
    Ok(strata)
}

/// The lot that something draws: the same as long as the round is about the same time.
fn lot(one: &Candidate, since: Timestamp) -> u64 {
    let text = format!(
        "{}#{}#{}",
        one.conversation,
        one.step,
        since.as_millisecond()
    );
    // FNV-1a: nobody has anything to gain from knowing it.
    text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn take(
    all: &mut BTreeMap<Sample, Vec<Candidate>>,
    id: &ConversationId,
    events: Vec<Recorded>,
    since: Timestamp,
) {
    let mut put = |sample: Sample, step: u32, at: Timestamp, what: What| {
        if at >= since {
            all.entry(sample).or_default().push(Candidate {
                conversation: id.clone(),
                step,
                at,
                what,
            });
        }
    };
    // What policy cleared and somebody looks at is named once he has looked: until then nobody is told.
    let mut audits: BTreeSet<u32> = BTreeSet::new();
    let mut texts: BTreeMap<u32, BlobHash> = BTreeMap::new();
    let mut touched: BTreeSet<u32> = BTreeSet::new();
    for recorded in &events {
        match &recorded.event {
            Event::Routed { steps, routing, .. } if routing.route.clear && routing.route.drawn => {
                audits.extend(steps);
            }
            Event::Drafted { step, draft, .. } => {
                texts.insert(*step, draft.blob.clone());
            }
            Event::Edited { step, draft, .. } => {
                touched.insert(*step);
                texts.insert(*step, draft.blob.clone());
            }
            Event::Sent { step, .. } if !touched.contains(step) && !audits.contains(step) => {
                if let Some(text) = texts.get(step) {
                    put(
                        Sample::Shipped,
                        *step,
                        recorded.at,
                        What::Letter(text.clone()),
                    );
                }
            }
            Event::Replied {
                intent, reading, ..
            } if !intent.is_machine() => {
                put(
                    Sample::Reply,
                    0,
                    recorded.at,
                    What::Reply(*intent, reading.clone()),
                );
            }
            _ => {}
        }
    }
    for found in last::decisions(&events) {
        let sample = match found.how {
            How::Killed | How::SentBack => Sample::Kill,
            How::Polished | How::Fixed => Sample::Edit,
            How::Approved if audits.contains(&found.step) => Sample::Audit,
            How::Approved => continue,
        };
        put(sample, found.step, found.at, What::Draft(found));
    }
}

async fn shown(ports: &Ports, one: Candidate) -> Result<Option<Drawn>, StepError> {
    let read = companies::read(ports, std::slice::from_ref(&one.conversation)).await?;
    let Some(vault) = read.into_iter().next().and_then(|read| read.vault) else {
        return Ok(None);
    };
    let mut drawn = Drawn {
        conversation: one.conversation,
        step: one.step,
        at: one.at,
        name: vault.name(),
        company: vault.company.clone(),
        how: String::new(),
        reason: None,
        note: None,
        subject: String::new(),
        text: Vec::new(),
    };
    match one.what {
        What::Draft(found) => {
            let Some(old) = draft(ports, &found.old).await? else {
                return Ok(None);
            };
            let new = match &found.new {
                Some(new) => draft(ports, new).await?,
                None => None,
            };
            drawn.text = match &new {
                Some(new) => parts(&cut(&old.body), &cut(&new.body)),
                None => vec![Part::Kept(cut(&old.body))],
            };
            drawn.subject = match new {
                Some(new) if new.subject != old.subject => {
                    format!("{} → {}", old.subject, new.subject)
                }
                _ => old.subject,
            };
            if let Some(note) = &found.note {
                let note = drafting::read_blob::<NoteBlob>(ports, note, "note").await;
                drawn.note = export::kept(note)?.map(|note| note.text);
            }
            drawn.how = super::word(found.how).to_owned();
            drawn.reason = found.reason;
        }
        What::Letter(hash) => {
            let Some(letter) = draft(ports, &hash).await? else {
                return Ok(None);
            };
            drawn.how = "sent".to_owned();
            drawn.text = vec![Part::Kept(cut(&letter.body))];
            drawn.subject = letter.subject;
        }
        What::Reply(intent, hash) => {
            let reading = drafting::read_blob::<ReadingBlob>(ports, &hash, "reading").await;
            let Some(reading) = export::kept(reading)? else {
                return Ok(None);
            };
            let said = if reading.human_text.trim().is_empty() {
                &reading.text
            } else {
                &reading.human_text
            };
            drawn.how = intent.to_string();
            drawn.text = vec![Part::Kept(cut(said.trim()))];
            drawn.subject = reading.subject;
        }
    }
    Ok(Some(drawn))
}

async fn draft(ports: &Ports, hash: &BlobHash) -> Result<Option<DraftBlob>, StepError> {
    export::kept(drafting::read_draft(ports, hash).await)
}

fn cut(text: &str) -> String {
    text.chars().take(MOST_TEXT).collect()
}
