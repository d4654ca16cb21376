//! Why somebody was written to.

use super::ExportedValue;
use flow::{companies, why};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is asked for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskWhy {
    /// Mail address, LinkedIn profile link, domain, Message-ID of a letter, or an id of the log: `cnv_`,
    /// `clm_` or `inb_`.
    pub q: String,
    /// For a domain: `next` of the answer before.
    #[serde(default)]
    pub after: Option<String>,
}

/// Whose company nobody may write to again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StopCompany {
    /// As for `POST /why`.
    pub q: String,
}

/// What stands behind letters.
#[derive(Debug, Serialize, ToSchema)]
pub struct Why {
    /// What was asked for, as it was understood: `person`, `domain`, `message`, `mail` or `conversation`.
    pub kind: String,
    /// What was asked for.
    pub q: String,
    /// What stands against writing.
    pub stops: Vec<WhyStop>,
    /// The company that `POST /why/stop-company` stops; null where none is known.
    pub company: Option<WhyCompany>,
    /// The one asked for first, then newest first; at most 10.
    pub conversations: Vec<WhyConversation>,
    /// For a domain: there may be more.
    pub next: Option<String>,
}

/// Something that stands against writing to somebody.
#[derive(Debug, Serialize, ToSchema)]
pub struct WhyStop {
    /// Whom it is about: a name or an address, a domain, a company.
    pub about: String,
    /// Why.
    pub reason: String,
    /// From where we know: `one_click`, `reply`, `provider`, `operator`, `crm` or `playbook`.
    pub source: String,
    /// Since when; null where the playbook says it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub since: Option<Timestamp>,
    /// Who said so.
    pub by: String,
    /// In which conversation.
    pub conversation: Option<String>,
}

/// A company, as it is known.
#[derive(Debug, Serialize, ToSchema)]
pub struct WhyCompany {
    /// Its name; empty if it was never written.
    pub name: String,
    /// Its domains that we know. What the CRM counts to it is asked when it is stopped.
    pub domains: Vec<String>,
}

/// A conversation and what stands behind its letters.
#[derive(Debug, Serialize, ToSchema)]
pub struct WhyConversation {
    /// Its id.
    pub id: String,
    /// The agent.
    pub agent: String,
    /// What the agent writes for.
    pub purpose: String,
    /// Where it stands.
    pub standing: String,
    /// Name; null once forgotten.
    pub name: Option<String>,
    /// Title.
    pub title: String,
    /// Company.
    pub company: String,
    /// Where the person came from.
    pub came: WhyCame,
    /// Everything that is known of the person, with its source; nothing once forgotten.
    pub known: Vec<ExportedValue>,
    /// Its messages, by step.
    pub messages: Vec<WhyMessage>,
    /// What came in.
    pub mail: Vec<WhyMail>,
    /// What happened: instant, who and a sentence.
    pub history: Vec<String>,
}

/// How a person came to be written to.
#[derive(Debug, Serialize, ToSchema)]
pub struct WhyCame {
    /// When the agent read them from its source.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The list they waited on.
    pub list: String,
    /// 0 to 100.
    pub score: u32,
    /// Short version of the playbook that sourced them.
    pub playbook: String,
    /// Where they were read.
    pub places: Vec<WhyPlace>,
    /// False: the row was not written down then, and it is one of the places.
    pub certain: bool,
    /// Who took them from the list.
    pub accepted_by: Option<String>,
    /// When.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub accepted_at: Option<Timestamp>,
}

/// A place where leads are read.
#[derive(Debug, Serialize, ToSchema)]
pub struct WhyPlace {
    /// File in the playbook's folder; null for somebody whom a reply named.
    pub file: Option<String>,
    /// Line of the row, if it was written down.
    pub line: Option<u64>,
    /// Under what name its facts are shown.
    pub source: String,
    /// Day on which its facts were true, where the playbook says one.
    #[schema(value_type = Option<String>, format = Date)]
    pub date: Option<Date>,
}

/// A message and what stands behind it.
#[derive(Debug, Serialize, ToSchema)]
pub struct WhyMessage {
    /// Its step.
    pub step: u32,
    /// It is the letter that was asked for.
    pub asked: bool,
    /// `email` or `linkedin`.
    pub channel: String,
    /// `planned`, `in_review`, `cleared`, `claimed`, `in_doubt`, `sent` or `void`.
    pub state: String,
    /// When it left, if it did.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub sent_at: Option<Timestamp>,
    /// From which mailbox; empty before the first draft and once forgotten.
    pub from: String,
    /// To which address.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Body with its footer.
    pub text: String,
    /// Revision; 0 before the first draft.
    pub revision: u32,
    /// Who wrote it, by which versions.
    pub written: Option<WhyWritten>,
    /// Who or what gave leave to send it; null while it waits, and if it will never go.
    pub cleared: Option<WhyCleared>,
    /// What policy decided on it; null while a verdict on it is to be given without knowing.
    pub policy: Option<WhyPolicy>,
    /// The hand-over.
    pub claim: Option<String>,
    /// The Message-ID that the recipient sees, without angle brackets.
    pub message_id: Option<String>,
    /// What was known when it left, or is now if it didn't; what it rests on comes first.
    pub known: Vec<WhyFact>,
}

/// Who wrote a text, and by which versions.
#[derive(Debug, Serialize, ToSchema)]
pub struct WhyWritten {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The agent, or the operator who edited it.
    pub by: String,
    /// Short version of the playbook.
    pub playbook: String,
    /// The model.
    pub model: String,
    /// Rules of the software.
    pub policy: String,
}

/// Who or what gave leave to send.
#[derive(Debug, Serialize, ToSchema)]
pub struct WhyCleared {
    /// `operator` or `policy`.
    pub by: String,
    /// The operator.
    pub who: Option<String>,
    /// His verdict.
    pub verdict: Option<String>,
    /// `page` or `machine`.
    pub through: Option<String>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

/// What policy decided on a draft, as it was logged before anybody looked.
#[derive(Debug, Serialize, ToSchema)]
pub struct WhyPolicy {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// It cleared it.
    pub clear: bool,
    /// It was drawn for a look.
    pub drawn: bool,
    /// The chance with which it was drawn, 0 to 1.
    pub propensity: f64,
    /// Policy's confidence, 0 to 1.
    pub confidence: f64,
    /// From which confidence on the certificate let it go; null without one that was asked.
    pub threshold: Option<f64>,
    /// The class, whose certificate it is.
    pub class: String,
    /// The life of the class.
    pub life: u32,
    /// Whole days since the certificate was earned; null without one.
    pub certified_days: Option<u32>,
    /// In words.
    pub words: String,
}

/// A fact as it was when a letter left.
#[derive(Debug, Serialize, ToSchema)]
pub struct WhyFact {
    /// Its name.
    pub id: String,
    /// What is known; empty if its version of the playbook isn't kept any more.
    pub text: String,
    /// Where it was read.
    pub source: String,
    /// When it was true.
    #[schema(value_type = Option<String>, format = Date)]
    pub date: Option<Date>,
    /// Whole days from then until the letter left, or until today if it didn't.
    pub age_days: Option<i32>,
    /// The words of the letter that rest on it; none if the letter makes no use of it.
    pub claims: Vec<String>,
}

/// A message that came in.
#[derive(Debug, Serialize, ToSchema)]
pub struct WhyMail {
    /// Its id.
    pub id: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who wrote it.
    pub from: String,
    /// Subject.
    pub subject: String,
    /// What it was taken for, once it was read.
    pub intent: Option<String>,
}

/// What a stop of a company did. There is no undo.
#[derive(Debug, Serialize, ToSchema)]
pub struct CompanyStopped {
    /// Its domains and names that nobody writes to any more.
    pub stopped: Vec<String>,
    /// How many of these were not stopped before.
    pub added: usize,
    /// Conversations that it ended.
    pub ended: usize,
    /// The CRM was asked for further domains and answered.
    pub crm_answered: bool,
}

impl From<companies::Stopped> for CompanyStopped {
    fn from(done: companies::Stopped) -> Self {
        Self {
            stopped: done.stopped,
            added: done.added,
            ended: done.ended,
            crm_answered: done.crm_answered,
        }
    }
}

impl From<why::Why> for Why {
    fn from(told: why::Why) -> Self {
        let company = |company: companies::Company| WhyCompany {
            name: company.name,
            domains: company.domains.into_iter().collect(),
        };
        Self {
            kind: told.kind.to_owned(),
            q: told.asked,
            stops: told.stops.into_iter().map(Into::into).collect(),
            company: told.company.map(company),
            conversations: told.stories.into_iter().map(Into::into).collect(),
            next: told.next,
        }
    }
}

impl From<why::Standing> for WhyStop {
    fn from(standing: why::Standing) -> Self {
        let source = serde_json::to_value(standing.source).unwrap_or_default();
        Self {
            about: standing.about,
            reason: standing.reason.words().to_owned(),
            source: source.as_str().unwrap_or_default().to_owned(),
            since: standing.since,
            by: standing.by,
            conversation: standing.conversation.map(|id| id.to_string()),
        }
    }
}

impl From<why::Story> for WhyConversation {
    fn from(story: why::Story) -> Self {
        let held = story.held;
        let forgotten = story.person.is_none();
        let [name, title, company] = story.person.unwrap_or_default();
        let mail = |mail: flow::export::Mail| WhyMail {
            id: mail.id.to_string(),
            at: mail.at,
            from: mail.from,
            subject: mail.subject,
            intent: mail.intent.map(|intent| intent.to_string()),
        };
        Self {
            id: held.id.to_string(),
            agent: held.agent,
            purpose: held.purpose,
            standing: held.standing,
            name: (!forgotten).then_some(name),
            title,
            company,
            came: story.came.into(),
            known: held.known.into_iter().map(Into::into).collect(),
            messages: story.messages.into_iter().map(Into::into).collect(),
            mail: held.mail.into_iter().map(mail).collect(),
            history: held.history.into_iter().map(super::happened).collect(),
        }
    }
}

impl From<why::Came> for WhyCame {
    fn from(came: why::Came) -> Self {
        let place = |place: why::Place| WhyPlace {
            file: place.file,
            line: place.line,
            source: place.source,
            date: place.date,
        };
        let (accepted_by, accepted_at) = came.accepted.unzip();
        Self {
            at: came.at,
            list: came.list.to_string(),
            score: came.score,
            playbook: playbook::short_version(&came.playbook),
            places: came.places.into_iter().map(place).collect(),
            certain: came.certain,
            accepted_by,
            accepted_at,
        }
    }
}

impl From<why::Message> for WhyMessage {
    fn from(message: why::Message) -> Self {
        let fact = |fact: why::KnownFact| WhyFact {
            id: fact.id,
            text: fact.text,
            source: fact.source,
            date: fact.date,
            age_days: fact.age_days,
            claims: fact.claims,
        };
        let written = |written: why::Written| WhyWritten {
            at: written.at,
            by: written.by,
            playbook: playbook::short_version(&written.playbook),
            model: written.model,
            policy: written.policy,
        };
        let letter = message.letter.as_ref();
        let text = |part: fn(&flow::export::Letter) -> &String| {
            letter.map(part).cloned().unwrap_or_default()
        };
        Self {
            step: message.step,
            asked: message.asked,
            channel: message.channel.to_owned(),
            state: message.state.to_owned(),
            sent_at: message.sent_at,
            from: text(|letter| &letter.from),
            to: text(|letter| &letter.to),
            subject: text(|letter| &letter.subject),
            text: text(|letter| &letter.text),
            revision: letter.map_or(0, |letter| letter.revision),
            written: message.written.map(written),
            cleared: message.cleared.map(Into::into),
            policy: message.policy.map(Into::into),
            claim: message.claim.map(|claim| claim.to_string()),
            message_id: message.message_id,
            known: message.known.into_iter().map(fact).collect(),
        }
    }
}

impl From<why::Cleared> for WhyCleared {
    fn from(cleared: why::Cleared) -> Self {
        match cleared {
            why::Cleared::Operator {
                by,
                verdict,
                at,
                through,
            } => Self {
                by: "operator".to_owned(),
                who: Some(by),
                verdict: Some(verdict.to_string()),
                through: Some(if through.is_page() { "page" } else { "machine" }.to_owned()),
                at,
            },
            why::Cleared::Policy { at } => Self {
                by: "policy".to_owned(),
                who: None,
                verdict: None,
                through: None,
                at,
            },
        }
    }
}

impl From<why::Policy> for WhyPolicy {
    fn from(policy: why::Policy) -> Self {
        Self {
            at: policy.at,
            clear: policy.clear,
            drawn: policy.drawn,
            propensity: policy.propensity,
            confidence: policy.confidence,
            threshold: policy.threshold,
            class: policy.class,
            life: policy.life,
            certified_days: policy.certified_days,
            words: policy.words,
        }
    }
}
