//! Sole speller of keys. Numbers in keys are padded, so that text order is number order.

use ::ports::Key;
use domain::trust::{ClassId, MessageRef};
use domain::{
    AgentName, ClaimId, CompanyId, ContactId, ConversationId, InboundId, ListId, OperatorId,
    PlantedId, VerdictId,
};
use jiff::Timestamp;
use jiff::civil::Date;

/// Due rows, cards and log lines are spread over so many partitions.
pub const SHARDS: u32 = 8;

fn key(pk: String, sk: impl Into<String>) -> Key {
    Key { pk, sk: sk.into() }
}

/// The shard of a text. FNV-1a: stable for ever, as it is in stored keys.
fn shard(text: &str) -> u32 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    u32::try_from(hash % u64::from(SHARDS)).unwrap_or(0)
}

/// Fourteen digits of milliseconds.
pub fn instant(at: Timestamp) -> String {
    format!("{:014}", at.as_millisecond().max(0))
}

/// Reads what [`instant`] wrote.
pub fn read_instant(text: &str) -> Option<Timestamp> {
    Timestamp::from_millisecond(text.get(..14)?.parse().ok()?).ok()
}

/// Partition of a conversation.
pub fn conversation(id: &ConversationId) -> String {
    format!("conv#{id}")
}
/// Its head.
pub fn head(id: &ConversationId) -> Key {
    key(conversation(id), "head")
}
/// Its personal texts.
pub fn vault(id: &ConversationId) -> Key {
    key(conversation(id), "vault")
}
/// Inbound messages not read yet.
pub fn unread(id: &ConversationId) -> Key {
    key(conversation(id), "unread")
}
/// Prefix of the messages that came in.
pub const INBOUND: &str = "i#";
/// A message that came in and was matched to it, so that forget finds all of them, reports included.
pub fn conversation_inbound(id: &ConversationId, inbound: &InboundId) -> Key {
    key(conversation(id), format!("{INBOUND}{inbound}"))
}
/// Prefix of its events.
pub const EVENTS: &str = "e#";
/// The events of one commit, by the number of the first.
pub fn events(id: &ConversationId, seq: u64) -> Key {
    key(conversation(id), format!("{EVENTS}{seq:010}"))
}
/// A person.
pub fn contact(id: &ContactId) -> Key {
    key(format!("contact#{id}"), "row")
}
/// Prefix of the conversations with a person.
pub const WITH: &str = "with#";
/// A conversation with a person, so that forget finds all of them, whatever became of their agents.
pub fn contact_conversation(contact: &ContactId, id: &ConversationId) -> Key {
    key(format!("contact#{contact}"), format!("{WITH}{id}"))
}
/// A hashed identifier, pointing to its person.
pub fn identifier(hash: &str) -> Key {
    key(format!("ident#{hash}"), "row")
}
/// A company.
pub fn company(id: &CompanyId) -> Key {
    key(format!("company#{id}"), "row")
}
/// Stop entry of a person's identifier.
pub fn stop_identifier(hash: &str) -> Key {
    key(format!("stop#i:{hash}"), "row")
}
/// Stop entry of a domain.
pub fn stop_domain(domain: &str) -> Key {
    key(format!("stop#d:{domain}"), "row")
}
/// Stop entry of a company.
pub fn stop_company(id: &CompanyId) -> Key {
    key(format!("stop#c:{id}"), "row")
}
/// Whom a stop entry is about, by its key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum StopOf {
    /// A person, by an identifier that is not to be told from it.
    Person,
    /// A domain and all below it.
    Domain(String),
    /// A company.
    Company(String),
}
/// Reads what the three above wrote.
pub fn stop_of(key: &Key) -> Option<StopOf> {
    let (kind, rest) = key.pk.strip_prefix("stop#")?.split_once(':')?;
    match kind {
        "i" => Some(StopOf::Person),
        "d" => Some(StopOf::Domain(rest.to_owned())),
        "c" => Some(StopOf::Company(rest.to_owned())),
        _ => None,
    }
}
/// A mailbox.
pub fn mailbox(address: &str) -> Key {
    key(format!("mailbox#{}", address.to_lowercase()), "row")
}
/// An operator's answer about the conversations of a mailbox.
pub fn mailbox_answer(address: &str, verdict: &VerdictId) -> Key {
    key(
        format!("mailbox#{}", address.to_lowercase()),
        format!("v#{verdict}"),
    )
}
/// An agent.
pub fn agent(name: &AgentName) -> Key {
    key(format!("agent#{name}"), "row")
}
/// Partition of the conversations of an agent.
pub fn agent_index(name: &AgentName) -> String {
    format!("agentconv#{name}")
}
/// A conversation in its agent's index.
pub fn agent_entry(name: &AgentName, id: &ConversationId) -> Key {
    key(agent_index(name), id.as_str())
}
/// How the question about an agent's goal stands.
pub fn goal(name: &AgentName) -> Key {
    key(format!("goal#{name}"), "row")
}
/// An answer to it.
pub fn goal_answer(name: &AgentName, verdict: &VerdictId) -> Key {
    key(format!("goal#{name}"), format!("v#{verdict}"))
}
/// Claims of an agent that are not settled.
pub fn in_flight(name: &AgentName) -> String {
    format!("inflight#{name}")
}
/// One of them.
pub fn in_flight_claim(name: &AgentName, claim: &ClaimId) -> Key {
    key(in_flight(name), claim.as_str())
}
/// Count of a recipient domain.
pub fn recipient_domain(domain: &str) -> Key {
    key(format!("rdomain#{domain}"), "row")
}
/// Count of what one of our people wrote on LinkedIn, by their mailbox.
pub fn linkedin_account(mailbox: &str) -> Key {
    key(format!("linkedin#{}", mailbox.to_lowercase()), "row")
}
/// Count of a receiving provider.
pub fn receiving_provider(name: &str) -> Key {
    key(format!("provider#{name}"), "row")
}
/// The fleet's halt.
pub fn fleet() -> Key {
    key("fleet".to_owned(), "row")
}
/// Partition of the playbook's versions.
pub const PLAYBOOK: &str = "playbook";
/// Which version is in force.
pub fn playbook_current() -> Key {
    key(PLAYBOOK.to_owned(), "current")
}
/// Prefix of the versions.
pub const PLAYBOOK_VERSIONS: &str = "v#";
/// A version, by the hash of its content.
pub fn playbook_version(version: &str) -> Key {
    key(PLAYBOOK.to_owned(), format!("{PLAYBOOK_VERSIONS}{version}"))
}
/// Prefix of the history.
pub const PLAYBOOK_HISTORY: &str = "h#";
/// An entry of the history, by its number.
pub fn playbook_push(number: u64) -> Key {
    key(
        PLAYBOOK.to_owned(),
        format!("{PLAYBOOK_HISTORY}{number:010}"),
    )
}
/// How far a stack is that comes from elsewhere, and that it came.
pub fn arrival() -> Key {
    key("stack".to_owned(), "arrival")
}
/// Whether this is a sign-in link or a session.
pub fn is_session(key: &Key) -> bool {
    key.pk.starts_with("session#")
}
/// The kind of an item: what its partition key begins with.
pub fn kind_of(key: &Key) -> &str {
    key.pk.split('#').next().unwrap_or(&key.pk)
}
/// The conversation whose head this is.
pub fn head_of(key: &Key) -> Option<ConversationId> {
    let id = key.pk.strip_prefix("conv#")?;
    ConversationId::parse(id).ok().filter(|_| key.sk == "head")
}
/// When this stack began.
pub fn stack() -> Key {
    key("stack".to_owned(), "since")
}
/// Partitions of due rows.
pub fn due_partitions() -> Vec<String> {
    (0..SHARDS).map(|n| format!("due#{n}")).collect()
}
/// A due row: by time, then by what it is about. A part of a millisecond counts as a whole one: a row
/// that came up before its time would find nothing to do and wait for its lease.
pub fn due(at: Timestamp, about: &str) -> Key {
    let whole = at.round(
        jiff::TimestampRound::new()
            .smallest(jiff::Unit::Millisecond)
            .mode(jiff::RoundMode::Ceil),
    );
    key(
        format!("due#{}", shard(about)),
        format!("{}#{about}", instant(whole.unwrap_or(at))),
    )
}
/// Partition of tasks that were given up.
pub const DEAD: &str = "dead";
/// A task that was given up.
pub fn dead(row: &Key) -> Key {
    key(DEAD.to_owned(), row.sk.clone())
}
/// Partitions of cards.
pub fn card_partitions() -> Vec<String> {
    (0..SHARDS).map(|n| format!("card#{n}")).collect()
}
/// A card: by rank, then by its place, then by age. What has no place stands before what has one, and its key is
/// as it was before there were places.
pub fn card(card: &domain::conversation::CardRef) -> Key {
    let (rank, since, id) = (card.rank.digit(), instant(card.since), &card.id);
    let sk = match card.place {
        0 => format!("{rank}#{since}#{id}"),
        place => format!("{rank}#p{place:05}#{since}#{id}"),
    };
    key(format!("card#{}", shard(id)), sk)
}
/// Partition of what a class of messages has earned.
pub fn class(id: &ClassId) -> String {
    format!("class#{id}")
}
/// The fold of its events.
pub fn class_row(id: &ClassId) -> Key {
    key(class(id), "row")
}
/// What a claim by policy is guarded by.
pub fn class_gate(id: &ClassId) -> Key {
    key(class(id), "gate")
}
/// Its events of one commit, by the number of the commit.
pub fn class_events(id: &ClassId, seq: u64) -> Key {
    key(class(id), format!("{EVENTS}{seq:010}"))
}
/// Prefix of what befell its trust.
pub const CLASS_HISTORY: &str = "h#";
/// What befell its trust in one commit.
pub fn class_history(id: &ClassId, seq: u64) -> Key {
    key(class(id), format!("{CLASS_HISTORY}{seq:010}"))
}
/// Prefix of what a class knows of single messages.
pub const CLASS_LABELS: &str = "m#";
/// What the class knows of one message.
pub fn class_label(id: &ClassId, message: &MessageRef) -> Key {
    key(class(id), format!("{CLASS_LABELS}{message}"))
}
/// Prefix of what drafts of a class looked like to its classifier.
pub const CLASS_SEEN: &str = "s#";
/// What a draft looked like to the classifier.
pub fn class_seen(id: &ClassId, message: &MessageRef) -> Key {
    key(class(id), format!("{CLASS_SEEN}{message}"))
}
/// Prefix of what a class was told and has not taken yet.
pub const CLASS_TOLD: &str = "n#";
/// What a class was told of one message at one decision; of a message the earlier comes first.
pub fn class_told(id: &ClassId, message: &MessageRef, decision: u32) -> Key {
    key(class(id), format!("{CLASS_TOLD}{message}#{decision:010}"))
}
/// What a version and a model have written to a lead for a replay.
pub fn replayed(version: &str, id: &ConversationId, model: &str) -> Key {
    key(format!("replay#{version}"), format!("{id}#{model}"))
}
/// Prefix of cards of a class that were written for a replay.
pub const CLASS_REPLAYED: &str = "p#";
/// A card that was written for a replay, by its first letter.
pub fn class_replayed(id: &ClassId, message: &MessageRef) -> Key {
    key(class(id), format!("{CLASS_REPLAYED}{message}"))
}
/// Since when cards of replays are judged for a class.
pub fn class_replays_judged(id: &ClassId) -> Key {
    key(class(id), "judged")
}
/// Kills of a class that may be planted one day.
pub fn class_kills(id: &ClassId) -> Key {
    key(class(id), "kills")
}
/// Partition of planted cards, by when they were planted.
pub const PLANTED: &str = "planted";
/// A planted card.
pub fn planted(id: &PlantedId) -> Key {
    key(PLANTED.to_owned(), id.as_str())
}
/// Partition of the names of all classes.
pub const CLASSES: &str = "classes";
/// The name of a class.
pub fn class_name(id: &ClassId) -> Key {
    key(CLASSES.to_owned(), id.to_string())
}
/// Since when an agent writes by its present instructions.
pub fn agent_at_work(name: &AgentName) -> Key {
    key(format!("atwork#{name}"), "row")
}
/// Partition of what the operators' looks took.
pub const LOOKS: &str = "looks";
/// What an operator's looks took.
pub fn looks(by: &OperatorId) -> Key {
    key(LOOKS.to_owned(), by.as_str())
}
/// Partition of what the operators look at now.
pub const LOOKING: &str = "looking";
/// What an operator looks at now.
pub fn looking(by: &OperatorId) -> Key {
    key(LOOKING.to_owned(), by.as_str())
}
/// What an agent asked of the operators in its last week.
pub fn agent_time(name: &AgentName) -> Key {
    key(format!("agenttime#{name}"), "row")
}
/// Room for drafts that nobody has earned trust for.
pub fn room() -> Key {
    key("room".to_owned(), "row")
}
/// Partition of an inbound message.
pub fn inbound(id: &InboundId) -> Key {
    key(format!("inbound#{id}"), "row")
}
/// A letter that one of our people wrote by hand, so that it ends a sequence once.
pub fn by_hand(letter: &InboundId) -> Key {
    key(format!("byhand#{letter}"), "row")
}
/// Partition of what is known of the mailboxes that replies are read from.
pub const MAIL_READING: &str = "mailread";
/// Prefix of how their reading stands.
pub const MAIL_STANDINGS: &str = "s#";
/// How the reading of a mailbox stands.
pub fn mail_reading(mailbox: &str) -> Key {
    key(
        MAIL_READING.to_owned(),
        format!("{MAIL_STANDINGS}{mailbox}"),
    )
}
/// Where reading a folder of a mailbox goes on.
pub fn mail_cursor(mailbox: &str, folder: &str) -> Key {
    key(MAIL_READING.to_owned(), format!("f#{mailbox}#{folder}"))
}
/// A Message-ID of ours, by its hash.
pub fn message_id(hash: &str) -> Key {
    key(format!("msgid#{hash}"), "row")
}
/// Partition of mail that matches nothing.
pub const UNMATCHED: &str = "unmatched";
/// What programs would approve, by card.
pub const PROPOSALS: &str = "proposals";
/// The proposal that stands on a card.
pub fn proposal(card: &str) -> Key {
    key(PROPOSALS.to_owned(), card.to_owned())
}
/// One of them.
pub fn unmatched(at: Timestamp, id: &InboundId) -> Key {
    key(UNMATCHED.to_owned(), format!("{}#{id}", instant(at)))
}
/// Partition of mail that is none of our business: newsletters, notices, receipts that match nothing. It is
/// kept and can be searched.
pub const NOT_OURS: &str = "notours";
/// One of them.
pub fn not_ours(at: Timestamp, id: &InboundId) -> Key {
    key(NOT_OURS.to_owned(), format!("{}#{id}", instant(at)))
}
/// The conversation that a verdict was given in.
pub fn verdict(id: &VerdictId) -> Key {
    key(format!("verdict#{id}"), "row")
}
/// An order to carry an edit over into other drafts.
pub fn carry(order: &VerdictId) -> Key {
    key(format!("carry#{order}"), "row")
}
/// A sign-in link or a session, by the hash of its token.
pub fn session(hash: &str) -> Key {
    key(format!("session#{hash}"), "row")
}
/// Partition of a list.
pub fn list(id: &ListId) -> String {
    format!("list#{id}")
}
/// Its head.
pub fn list_head(id: &ListId) -> Key {
    key(list(id), "head")
}
/// Prefix of its leads.
pub const LIST_LEADS: &str = "l#";
/// A lead on it: best score first.
pub fn list_lead(id: &ListId, score: u32, conversation: &ConversationId) -> Key {
    key(
        list(id),
        format!(
            "{LIST_LEADS}{:03}#{conversation}",
            999u32.saturating_sub(score)
        ),
    )
}
/// Prefix of the rows that were left out.
pub const LIST_EXCLUDED: &str = "x#";
/// A row that was left out.
pub fn list_excluded(id: &ListId, source: usize, line: u64) -> Key {
    key(list(id), format!("{LIST_EXCLUDED}{source:02}#{line:010}"))
}
/// A verdict on many leads of a list.
pub fn list_verdict(id: &ListId, verdict: &VerdictId) -> Key {
    key(list(id), format!("v#{verdict}"))
}
/// Where an agent's sourcing stands: its open list.
pub fn sourcing(agent: &AgentName) -> Key {
    key(format!("sourcing#{agent}"), "row")
}
/// Where reading a source goes on.
pub fn cursor(agent: &AgentName, file: &str) -> Key {
    key(format!("sourcing#{agent}"), format!("cursor#{file}"))
}
/// Partition of the negatives of one day.
pub fn negatives(day: Date) -> String {
    format!("negative#{day}")
}
/// A negative, by when it was labelled.
pub fn negative(at: Timestamp, id: &InboundId) -> Key {
    key(negatives(day_of(at)), format!("{}#{id}", instant(at)))
}
/// Reads the sort key of a negative.
pub fn negative_of(sk: &str) -> Option<Key> {
    let (at, id) = sk.split_once('#')?;
    let id = InboundId::parse(id).ok()?;
    Some(negative(
        read_instant(at).filter(|read| instant(*read) == at)?,
        &id,
    ))
}
/// Partition of the tuning rounds of an agent.
pub fn tuning(agent: &AgentName) -> String {
    format!("tune#{agent}")
}
/// How its tuning stands.
pub fn tuning_row(agent: &AgentName) -> Key {
    key(tuning(agent), "row")
}
/// Prefix of the rounds that were held.
pub const ROUNDS: &str = "r#";
/// A round that was held.
pub fn round(agent: &AgentName, at: Timestamp) -> Key {
    key(tuning(agent), format!("{ROUNDS}{}", instant(at)))
}
/// The day that a moment belongs to in stored keys.
pub fn day_of(at: Timestamp) -> Date {
    at.to_zoned_datetime(jiff::tz::TimeZone::UTC).date()
}
/// Partitions of one day of the log.
pub fn log_partitions(day: Date) -> Vec<String> {
    (0..SHARDS).map(|n| format!("log#{day}#{n}")).collect()
}
/// A line of the log: a pointer to the events of a commit, or a note.
pub fn log(at: Timestamp, stream: &str, seq: u64) -> Key {
    let day = day_of(at);
    key(
        format!("log#{day}#{}", shard(stream)),
        format!("{}#{stream}#{seq:010}", instant(at)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_sort_as_their_values_do() {
        let at = |ms: i64| Timestamp::from_millisecond(ms).unwrap();
        assert!(instant(at(9)) < instant(at(10)));
        assert!(instant(at(999_999_999_999)) < instant(at(1_000_000_000_000)));
        assert_eq!(
            read_instant(&instant(at(1_763_000_000_123))),
            Some(at(1_763_000_000_123))
        );
        let id = ConversationId::parse("cnv_a").unwrap();
        assert!(events(&id, 9).sk < events(&id, 10).sk);
        let part = Timestamp::from_nanosecond(1_763_000_000_123_000_001).unwrap();
        assert_eq!(
            read_instant(&due(part, "x").sk),
            Some(at(1_763_000_000_124)),
            "never before its time"
        );
        assert_eq!(read_instant(&due(at(5), "x").sk), Some(at(5)));
        assert_eq!(
            stop_of(&stop_domain("a.example")),
            Some(StopOf::Domain("a.example".to_owned()))
        );
        assert_eq!(stop_of(&stop_identifier("h")), Some(StopOf::Person));
        let mail = InboundId::parse("inb_a").unwrap();
        let negative = negative(at(1_763_000_000_123), &mail);
        assert_eq!(negative_of(&negative.sk), Some(negative));
        for none in [
            "",
            "17#inb_a",
            "01763000000123x#inb_a",
            "01763000000123#cnv_a",
        ] {
            assert_eq!(negative_of(none), None, "{none}");
        }
        let list = ListId::parse("lst_a").unwrap();
        assert!(list_lead(&list, 90, &id).sk < list_lead(&list, 9, &id).sk);
    }
}
