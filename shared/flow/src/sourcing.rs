//! Sourcing: from the rows of a file to leads on a list. A batch of rows is one commit of leads,
//! excluded rows, list and cursor, so that a crash neither loses nor doubles a lead.

use crate::due::{self, Task};
use crate::items::{
    self, CursorRow, ExcludedRow, IdentifierRow, LeadStatus, ListHead, ListLead, ScoreReason,
    SourcingRow, Vault, VaultFact,
};
use crate::{Ports, StepError, keys, log, step, stops};
use ::ports::{
    Action, Expect, Item, Key, LeadRow, PortError, SourceCursor, SourceFile, SourceFormat,
};
use domain::calendar::Place;
use domain::conversation::{CardRef, CardShows, Command, Input, NewLead, Rank, Versions, decide};
use domain::identity::{normal_domain, slug};
use domain::rows::{CompanyRow, ContactRow};
use domain::{Actor, AgentName, CompanyId, ConversationId, Identifier, ListId};
use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan};
use playbook::{Agent, MappedLead, Motion, Playbook, Source, Standing};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// So many rows fill a commit of at most 100 actions.
const BATCH: usize = 8;
/// A task hands on after so many batches, well before the queue gives it to another worker.
const BATCHES_PER_TASK: usize = 100;

/// Pulls leads for an agent until its list is full or its sources have nothing more.
pub async fn run(ports: &Ports, agent: &AgentName, row: &Key) -> Result<(), StepError> {
    let playbook = ports.playbook.get();
    let Some(config) = playbook.agents.get(agent.as_str()) else {
        // The agent left the playbook: its schedule ends with it.
        return step::finish(
            ports,
            &[Action::Delete {
                key: row.clone(),
                expect: Expect::Any,
            }],
        )
        .await;
    };
    if open_list(ports, agent)
        .await?
        .is_some_and(|list| list.waiting > 0 && !list.filling)
    {
        return reschedule(ports, agent, &playbook, row, Next::Tomorrow).await;
    }
    let mut batches = 0usize;
    for (index, source) in config.sources.iter().enumerate() {
        loop {
            batches = batches.saturating_add(1);
            if batches > BATCHES_PER_TASK {
                return reschedule(ports, agent, &playbook, row, Next::GoOn).await;
            }
            match batch(ports, &playbook, agent, config, index, source).await? {
                Progress::More => {}
                Progress::End => break,
                Progress::Full => {
                    return reschedule(ports, agent, &playbook, row, Next::Tomorrow).await;
                }
            }
        }
    }
    reschedule(ports, agent, &playbook, row, Next::Tomorrow).await
}

/// When a run is followed by the next.
enum Next {
    /// The run is over.
    Tomorrow,
    /// The operator asked for leads.
    Now,
    /// The same run goes on in another task.
    GoOn,
}

enum Progress {
    More,
    End,
    Full,
}

/// The list that is being filled or waits.
pub async fn open_list(ports: &Ports, agent: &AgentName) -> Result<Option<ListHead>, StepError> {
    let Some((sourcing, _)) = step::read::<SourcingRow>(ports, keys::sourcing(agent)).await? else {
        return Ok(None);
    };
    let Some(list) = sourcing.list else {
        return Ok(None);
    };
    Ok(step::read::<ListHead>(ports, keys::list_head(&list))
        .await?
        .map(|(head, _)| head))
}

/// Closes the run: the list's card is shown, and the next run gets its due row.
async fn reschedule(
    ports: &Ports,
    agent: &AgentName,
    playbook: &Playbook,
    row: &Key,
    when: Next,
) -> Result<(), StepError> {
    for _ in 0..step::ATTEMPTS {
        let Some((mut sourcing, item)) =
            step::read::<SourcingRow>(ports, keys::sourcing(agent)).await?
        else {
            return Ok(());
        };
        let mut actions = vec![Action::Delete {
            key: row.clone(),
            expect: Expect::Any,
        }];
        if let Some(list) = &sourcing.list
            && let Some((mut head, list_item)) =
                step::read::<ListHead>(ports, keys::list_head(list)).await?
        {
            if head.filling && !matches!(when, Next::GoOn) {
                head.filling = false;
                head.card = head.waiting > 0;
                if head.card {
                    actions.push(items::put(
                        keys::card(Rank::List, head.opened, list.as_str()),
                        &card(&head),
                        Expect::Any,
                    ));
                }
                actions.push(items::put(
                    keys::list_head(list),
                    &head,
                    Expect::Version(list_item.version),
                ));
                actions.push(log::note(
                    ports,
                    Actor::Agent(agent.clone()),
                    "sourced_list",
                    summary(&head),
                    Some(agent.clone()),
                ));
            }
            if head.waiting == 0 && !head.filling {
                sourcing.list = None;
            }
        }
        let now = ports.clock.now();
        let next = match when {
            Next::Tomorrow => tomorrow(ports, playbook),
            Next::Now => now,
            // Another instant, and so another row than the one that ends here.
            Next::GoOn => domain::calendar::later(now, jiff::SignedDuration::from_millis(1)),
        };
        let next_row = keys::due(next, &format!("source-{agent}"));
        if let Some(old) = &sourcing.next
            && *old != next_row
            && old != row
        {
            actions.push(Action::Delete {
                key: old.clone(),
                expect: Expect::Any,
            });
        }
        sourcing.next = Some(next_row.clone());
        actions.retain(|action| *action.key() != next_row);
        actions.push(due::put(
            next_row,
            Task::Source {
                agent: agent.clone(),
            },
        ));
        actions.push(items::put(
            keys::sourcing(agent),
            &sourcing,
            Expect::Version(item.version),
        ));
        match step::commit(ports, actions, None).await {
            Err(StepError::Port(PortError::Conflict { .. })) => {}
            done => return done,
        }
    }
    Err(step::lost())
}

fn card(head: &ListHead) -> CardRef {
    CardRef {
        id: head.id.to_string(),
        rank: Rank::List,
        since: head.opened,
        shows: CardShows::List {
            list: head.id.clone(),
        },
    }
}

fn summary(head: &ListHead) -> String {
    let excluded: u32 = head.excluded.values().sum();
    let reasons: Vec<String> = head
        .excluded
        .iter()
        .map(|(reason, count)| format!("{reason} {count}"))
        .collect();
    format!(
        "list {}: {} leads wait, {excluded} excluded ({}), {} bad rows",
        head.id,
        head.waiting,
        reasons.join(", "),
        head.bad_rows
    )
}

/// The next run: six in the morning of the house's zone.
fn tomorrow(ports: &Ports, playbook: &Playbook) -> Timestamp {
    let place = Place {
        zone: playbook.house.default_timezone.clone(),
        country: String::new(),
    };
    let now = ports.clock.now();
    place.at(
        place.day(now).saturating_add(1.day()),
        Time::constant(6, 0, 0, 0),
    )
}

async fn batch(
    ports: &Ports,
    playbook: &Arc<Playbook>,
    agent: &AgentName,
    config: &Agent,
    index: usize,
    source: &Source,
) -> Result<Progress, StepError> {
    for _ in 0..step::ATTEMPTS {
        let found = ports
            .table
            .get(&[keys::sourcing(agent), keys::cursor(agent, &source.file)])
            .await?;
        let [Some(sourcing_item), cursor_item] = found.as_slice() else {
            return Err(StepError::NotFound(format!(
                "sourcing row of agent {agent}"
            )));
        };
        let sourcing: SourcingRow = items::decode(sourcing_item)?;
        let cursor: CursorRow = cursor_item
            .as_ref()
            .map(items::decode)
            .transpose()?
            .unwrap_or_default();
        let file = SourceFile {
            path: source.file.clone(),
            format: match source.format {
                playbook::Format::Csv => SourceFormat::Csv,
                playbook::Format::Jsonl => SourceFormat::Jsonl,
            },
        };
        let from = cursor.cursor.clone().map(SourceCursor);
        let read = match ports.leads.read(&file, from.as_ref(), BATCH).await {
            Ok(read) => read,
            Err(PortError::Refused(why)) => {
                let words = format!("source {} can't be read: {why}", source.file);
                step::finish(
                    ports,
                    &[log::note(
                        ports,
                        Actor::Policy,
                        "source_refused",
                        words,
                        Some(agent.clone()),
                    )],
                )
                .await?;
                return Ok(Progress::End);
            }
            Err(error) => return Err(error.into()),
        };
        let (list_id, mut list, list_expect) = list_of(ports, agent, &sourcing).await?;
        let rows = judge(ports, playbook, config, source, &read.rows).await?;
        let mut actions = Vec::new();
        let before = list.waiting;
        for judged in rows {
            record(
                ports,
                agent,
                &list_id,
                &mut list,
                index,
                source,
                judged,
                &mut actions,
            )
            .await?;
        }
        let full = list.waiting >= config.max_list;
        let after = CursorRow {
            cursor: Some(read.cursor.0.clone()),
            rows: cursor
                .rows
                .saturating_add(u64::try_from(read.rows.len()).unwrap_or(0)),
            end: read.end,
        };
        if after.cursor != cursor.cursor || after.end != cursor.end {
            let expect = items::as_read(cursor_item.as_ref());
            actions.push(items::put(
                keys::cursor(agent, &source.file),
                &after,
                expect,
            ));
        }
        if !read.rows.is_empty() {
            actions.push(items::put(keys::list_head(&list_id), &list, list_expect));
            if sourcing.list.as_ref() != Some(&list_id) {
                let row = SourcingRow {
                    list: Some(list_id.clone()),
                    ..sourcing
                };
                actions.push(items::put(
                    keys::sourcing(agent),
                    &row,
                    Expect::Version(sourcing_item.version),
                ));
            }
        }
        match step::finish(ports, &actions).await {
            Err(StepError::Port(PortError::Conflict { .. })) => continue,
            Err(error) => return Err(error),
            Ok(()) => {}
        }
        tracing::debug!(agent = %agent, listed = list.waiting.saturating_sub(before), "batch");
        return Ok(match (read.end, full) {
            (true, _) => Progress::End,
            (false, true) => Progress::Full,
            (false, false) => Progress::More,
        });
    }
    Err(step::lost())
}

async fn list_of(
    ports: &Ports,
    agent: &AgentName,
    sourcing: &SourcingRow,
) -> Result<(ListId, ListHead, Expect), StepError> {
    if let Some(id) = &sourcing.list
        && let Some((head, item)) = step::read::<ListHead>(ports, keys::list_head(id)).await?
        && (head.filling || head.waiting > 0)
    {
        return Ok((
            id.clone(),
            ListHead {
                filling: true,
                ..head
            },
            Expect::Version(item.version),
        ));
    }
    let now = ports.clock.now();
    let id = ListId::mint(now, ports.entropy.bytes());
    let head = ListHead {
        id: id.clone(),
        agent: agent.clone(),
        opened: now,
        waiting: 0,
        accepted: 0,
        rejected: 0,
        excluded: BTreeMap::new(),
        bad_rows: 0,
        filling: true,
        card: false,
    };
    Ok((id, head, Expect::Absent))
}

/// A row after all checks.
enum Judged {
    Bad {
        line: u64,
        why: String,
    },
    Excluded {
        line: u64,
        company: String,
        reason: &'static str,
        words: String,
    },
    Lead(Box<Lead>),
}

struct Lead {
    mapped: MappedLead,
    contact: ContactRow,
    contact_item: Option<Item>,
    new_identifiers: Vec<String>,
    company: Option<CompanyId>,
    score: playbook::Score,
    place: Place,
    /// When the facts were read, for sources that do not say it.
    today: Date,
}

struct Candidate {
    line: u64,
    mapped: MappedLead,
    hashes: Vec<String>,
    first: Option<Identifier>,
    company: Option<CompanyId>,
}

async fn judge(
    ports: &Ports,
    playbook: &Playbook,
    config: &Agent,
    source: &Source,
    rows: &[LeadRow],
) -> Result<Vec<Judged>, StepError> {
    let mut judged = Vec::new();
    let mut candidates = Vec::new();
    for row in rows {
        let line = row.line;
        let mapped = row
            .fields
            .clone()
            .and_then(|fields| playbook::columns::map_row(&source.columns, &fields));
        match mapped {
            Err(why) => judged.push(Judged::Bad { line, why }),
            Ok(mapped) => match static_reason(playbook, config, &mapped) {
                Some((reason, words)) => {
                    let company = mapped.company.unwrap_or_default();
                    judged.push(Judged::Excluded {
                        line,
                        company,
                        reason,
                        words,
                    });
                }
                None => candidates.push(candidate(ports, line, mapped)),
            },
        }
    }
    let known = known(ports, &candidates).await?;
    let mut in_batch: BTreeSet<String> = BTreeSet::new();
    for candidate in candidates {
        // By the person as well: two rows may name one whom we know by an identifier each.
        let people = candidate
            .hashes
            .iter()
            .filter_map(|hash| known.people.get(hash))
            .map(|(row, _)| row.contact.to_string());
        let names: BTreeSet<String> = candidate.hashes.iter().cloned().chain(people).collect();
        let doubled = names.iter().any(|name| in_batch.contains(name));
        in_batch.extend(names);
        let company = candidate.mapped.company.clone().unwrap_or_default();
        let line = candidate.line;
        let excluded = if doubled {
            Some((
                "duplicate",
                "the same person stands further up in the file".to_owned(),
            ))
        } else {
            known.reason(ports, playbook, &candidate)
        };
        judged.push(match excluded {
            Some((reason, words)) => Judged::Excluded {
                line,
                company,
                reason,
                words,
            },
            None => lead(ports, playbook, config, candidate, &known),
        });
    }
    Ok(judged)
}

/// Reasons that need nothing stored.
fn static_reason(
    playbook: &Playbook,
    config: &Agent,
    lead: &MappedLead,
) -> Option<(&'static str, String)> {
    let house = &playbook.house;
    let (email, domain, company) = (
        lead.email.as_deref(),
        lead.domain.as_deref(),
        lead.company.as_deref(),
    );
    if house.barred(email, domain, company).is_some() {
        return Some((
            "do_not_contact",
            "house.md bars this address, domain or company".to_owned(),
        ));
    }
    let of_email = email.and_then(|email| email.rsplit('@').next());
    let customer = house.is_customer(domain, company) || house.is_customer(of_email, None);
    if customer && config.motion == Motion::New {
        return Some((
            "current_customer",
            "house.md names the company as a customer".to_owned(),
        ));
    }
    let usable = match config.channel {
        playbook::Channel::Email => lead.email.is_some(),
        playbook::Channel::Linkedin => lead.linkedin.is_some(),
    };
    if !usable {
        return Some((
            "no_address",
            "there is no address for the agent's channel".to_owned(),
        ));
    }
    if let Some(email) = email {
        if config.exclude.role_addresses && crate::addresses::is_role(email) {
            return Some((
                "role_address",
                "the address is a role's, not a person's".to_owned(),
            ));
        }
        if config.exclude.disposable && crate::addresses::is_disposable(email) {
            return Some((
                "disposable_address",
                "the address is a throw-away one".to_owned(),
            ));
        }
    }
    config.exclude.reason(lead).map(|words| ("excluded", words))
}

fn candidate(ports: &Ports, line: u64, mapped: MappedLead) -> Candidate {
    let identifiers: Vec<Identifier> = [
        mapped.email.as_deref().and_then(Identifier::email),
        mapped.linkedin.as_deref().and_then(Identifier::linkedin),
    ]
    .into_iter()
    .flatten()
    .collect();
    let company = mapped
        .domain
        .as_deref()
        .and_then(normal_domain)
        .or_else(|| mapped.company.as_deref().map(slug))
        .and_then(|text| CompanyId::parse(&text).ok());
    Candidate {
        line,
        hashes: identifiers
            .iter()
            .map(|identifier| ports.secrets.hash(identifier))
            .collect(),
        first: identifiers.into_iter().next(),
        mapped,
        company,
    }
}

/// What the table knows of a batch of candidates.
#[derive(Default)]
struct Known {
    people: BTreeMap<String, (ContactRow, Item)>,
    companies: BTreeMap<CompanyId, CompanyRow>,
    stopped: BTreeMap<Key, domain::rows::StopRow>,
}

async fn get_all(ports: &Ports, keys: BTreeSet<Key>) -> Result<BTreeMap<Key, Item>, StepError> {
    let keys: Vec<Key> = keys.into_iter().collect();
    let mut found = BTreeMap::new();
    for chunk in keys.chunks(100) {
        for item in ports.table.get(chunk).await?.into_iter().flatten() {
            found.insert(item.key.clone(), item);
        }
    }
    Ok(found)
}

async fn known(ports: &Ports, candidates: &[Candidate]) -> Result<Known, StepError> {
    let mut known = Known::default();
    let mut wanted = BTreeSet::new();
    for candidate in candidates {
        wanted.extend(candidate.hashes.iter().map(|hash| keys::identifier(hash)));
        wanted.extend(
            candidate
                .hashes
                .iter()
                .map(|hash| keys::stop_identifier(hash)),
        );
        wanted.extend(candidate.company.iter().map(keys::company));
        wanted.extend(candidate.company.iter().map(keys::stop_company));
        wanted.extend(stop_domains(&candidate.mapped));
    }
    let found = get_all(ports, wanted).await?;
    let mut contacts = BTreeMap::new();
    for candidate in candidates {
        for hash in &candidate.hashes {
            if let Some(item) = found.get(&keys::identifier(hash)) {
                let row: IdentifierRow = items::decode(item)?;
                contacts.insert(hash.clone(), keys::contact(&row.contact));
            }
        }
        if let Some(company) = &candidate.company
            && let Some(item) = found.get(&keys::company(company))
        {
            known
                .companies
                .insert(company.clone(), items::decode(item)?);
        }
    }
    let rows = get_all(ports, contacts.values().cloned().collect()).await?;
    for (hash, key) in contacts {
        if let Some(item) = rows.get(&key) {
            known
                .people
                .insert(hash, (items::decode(item)?, item.clone()));
        }
    }
    for (key, item) in found {
        if key.pk.starts_with("stop#") {
            known.stopped.insert(key, items::decode(&item)?);
        }
    }
    Ok(known)
}

fn stop_domains(mapped: &MappedLead) -> Vec<Key> {
    let of_email = mapped
        .email
        .as_deref()
        .and_then(|email| email.rsplit('@').next())
        .map(str::to_lowercase);
    let domains: Vec<String> = mapped.domain.clone().into_iter().chain(of_email).collect();
    stops::keys_of(&[], None, &domains)
}

impl Known {
    fn reason(
        &self,
        ports: &Ports,
        playbook: &Playbook,
        candidate: &Candidate,
    ) -> Option<(&'static str, String)> {
        let stop_keys = candidate
            .hashes
            .iter()
            .map(|hash| keys::stop_identifier(hash))
            .chain(candidate.company.iter().map(keys::stop_company))
            .chain(stop_domains(&candidate.mapped));
        if let Some(stop) = stop_keys.filter_map(|key| self.stopped.get(&key)).next() {
            return Some((
                "stop_list",
                format!("on the stop list: {}", stop.reason.words()),
            ));
        }
        let people: Vec<&ContactRow> = candidate
            .hashes
            .iter()
            .filter_map(|hash| self.people.get(hash))
            .map(|(row, _)| row)
            .collect();
        if people
            .windows(2)
            .any(|pair| matches!(pair, [a, b] if a.contact != b.contact))
        {
            return Some((
                "identity_conflict",
                "the address and the profile belong to two people we know".to_owned(),
            ));
        }
        if let Some(person) = people.first() {
            if let Some((_, agent)) = &person.holder {
                return Some((
                    "in_conversation",
                    format!("agent {agent} holds this person already"),
                ));
            }
            match person.last_contacted {
                None if person.last_conversation.is_some() => {
                    return Some(("decided_before", "turned down or ended before".to_owned()));
                }
                Some(at) => {
                    let days = i64::from(playbook.house.limits.recontact_after_days);
                    let free = domain::calendar::later(
                        at,
                        jiff::SignedDuration::from_hours(days.saturating_mul(24)),
                    );
                    if free > ports.clock.now() {
                        return Some((
                            "recently_contacted",
                            format!("written to less than {days} days ago"),
                        ));
                    }
                }
                None => {}
            }
        }
        let limit = usize::try_from(playbook.house.limits.live_conversations_per_company)
            .unwrap_or(usize::MAX);
        let live = candidate
            .company
            .as_ref()
            .and_then(|id| self.companies.get(id))
            .map_or(0, |row| row.live.len());
        (live >= limit).then(|| {
            (
                "company_in_conversation",
                "the company is in a live conversation".to_owned(),
            )
        })
    }
}

fn lead(
    ports: &Ports,
    playbook: &Playbook,
    config: &Agent,
    candidate: Candidate,
    known: &Known,
) -> Judged {
    let Candidate {
        line,
        mapped,
        hashes,
        first,
        company,
    } = candidate;
    let score = playbook::rubric::score(&config.rubric, &mapped.fields);
    if !config.rubric.criteria.is_empty() && config.rubric.standing(score.total) == Standing::Unfit
    {
        let words = format!(
            "score {} is below {}",
            score.total, config.rubric.borderline.from
        );
        return Judged::Excluded {
            line,
            company: mapped.company.unwrap_or_default(),
            reason: "low_score",
            words,
        };
    }
    let person = hashes.iter().find_map(|hash| known.people.get(hash));
    let (contact, contact_item) = match (person, first) {
        (Some((row, item)), _) => (row.clone(), Some(item.clone())),
        (None, Some(first)) => (
            ContactRow {
                contact: ports.secrets.contact(&first),
                identifiers: Vec::new(),
                holder: None,
                last_conversation: None,
                last_contacted: None,
            },
            None,
        ),
        (None, None) => {
            return Judged::Bad {
                line,
                why: "there is no address to write to".to_owned(),
            };
        }
    };
    let new_identifiers: Vec<String> = hashes
        .into_iter()
        .filter(|hash| !contact.identifiers.contains(hash))
        .collect();
    let country = mapped.country.clone().unwrap_or_default();
    let zone = mapped
        .timezone
        .clone()
        .unwrap_or_else(|| playbook.house.default_timezone.clone());
    let place = Place { zone, country };
    let today = place.day(ports.clock.now());
    Judged::Lead(Box::new(Lead {
        mapped,
        contact,
        contact_item,
        new_identifiers,
        company,
        score,
        place,
        today,
    }))
}

#[expect(
    clippy::too_many_arguments,
    reason = "one row and all that its commit touches"
)]
async fn record(
    ports: &Ports,
    agent: &AgentName,
    list_id: &ListId,
    list: &mut ListHead,
    index: usize,
    source: &Source,
    judged: Judged,
    actions: &mut Vec<Action>,
) -> Result<(), StepError> {
    let excluded = |line: u64, company: String, reason: &str, words: String| {
        let row = ExcludedRow {
            file: source.file.clone(),
            line,
            company,
            reason: reason.to_owned(),
            words,
        };
        items::put(keys::list_excluded(list_id, index, line), &row, Expect::Any)
    };
    match judged {
        Judged::Bad { line, why } => {
            list.bad_rows = list.bad_rows.saturating_add(1);
            actions.push(excluded(line, String::new(), "bad_row", why));
        }
        Judged::Excluded {
            line,
            company,
            reason,
            words,
        } => {
            let count = list.excluded.entry(reason.to_owned()).or_default();
            *count = count.saturating_add(1);
            actions.push(excluded(line, company, reason, words));
        }
        Judged::Lead(lead) => {
            list.waiting = list.waiting.saturating_add(1);
            let playbook = ports.playbook.get();
            actions.extend(
                new_conversation(ports, agent, list_id, source, *lead, &playbook.version).await?,
            );
        }
    }
    Ok(())
}

async fn new_conversation(
    ports: &Ports,
    agent: &AgentName,
    list: &ListId,
    source: &Source,
    lead: Lead,
    version: &str,
) -> Result<Vec<Action>, StepError> {
    let now = ports.clock.now();
    let id = ConversationId::mint(now, ports.entropy.bytes());
    let vault = vault(&lead, source);
    let input = Input::Source(NewLead {
        conversation: id.clone(),
        agent: agent.clone(),
        contact: lead.contact.contact.clone(),
        company: lead.company.clone(),
        place: lead.place.clone(),
        list: list.clone(),
        score: lead.score.total,
    });
    let command = Command {
        at: now,
        by: Actor::Agent(agent.clone()),
        versions: Versions {
            playbook: version.to_owned(),
            ..Versions::default()
        },
        input,
    };
    let events = decide(None, &command)?;
    let (_, mut actions) = step::plan(ports, None, &events).await?;
    actions.push(items::put(keys::vault(&id), &vault, Expect::Absent));
    actions.push(items::put(
        keys::contact_conversation(&lead.contact.contact, &id),
        &id,
        Expect::Absent,
    ));
    let mut contact = lead.contact;
    contact
        .identifiers
        .extend(lead.new_identifiers.iter().cloned());
    // Invariant 5: the lock is taken when the lead is listed, so that no two agents list one person.
    contact.holder = Some((id.clone(), agent.clone()));
    contact.last_conversation = Some(id.clone());
    for hash in &lead.new_identifiers {
        let row = IdentifierRow {
            contact: contact.contact.clone(),
        };
        actions.push(items::put(keys::identifier(hash), &row, Expect::Absent));
    }
    actions.push(items::put(
        keys::contact(&contact.contact),
        &contact,
        items::as_read(lead.contact_item.as_ref()),
    ));
    let entry = ListLead {
        conversation: id.clone(),
        company: vault.company,
        country: vault.country,
        score: lead.score.total,
        status: LeadStatus::Waiting,
        verdict: None,
    };
    actions.push(items::put(
        keys::list_lead(list, lead.score.total, &id),
        &entry,
        Expect::Absent,
    ));
    Ok(actions)
}

fn vault(lead: &Lead, source: &Source) -> Vault {
    let mapped = &lead.mapped;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    Vault {
        first_name: text(&mapped.first_name),
        last_name: text(&mapped.last_name),
        title: text(&mapped.title),
        company: text(&mapped.company),
        domain: mapped.domain.clone(),
        country: lead.place.country.clone(),
        timezone: lead.place.zone.clone(),
        email: mapped.email.clone(),
        linkedin: mapped.linkedin.clone(),
        facts: mapped
            .facts
            .iter()
            .map(|(id, value)| VaultFact {
                id: id.clone(),
                text: value.clone(),
                source: source.label.clone(),
                date: source.date.unwrap_or(lead.today),
            })
            .collect(),
        reasons: lead
            .score
            .reasons
            .iter()
            .map(|reason| ScoreReason {
                criterion: reason.criterion.clone(),
                weight: reason.weight,
                met: reason.met,
                words: reason.words.clone(),
            })
            .collect(),
    }
}

/// A run that was thrown away: the agent looks for leads again at its next regular time.
pub(crate) async fn tomorrow_again(
    ports: &Ports,
    agent: &AgentName,
    thrown_away: Action,
) -> Result<(), StepError> {
    let playbook = ports.playbook.get();
    reschedule(ports, agent, &playbook, thrown_away.key(), Next::Tomorrow).await
}

/// Pulls leads now instead of tomorrow.
pub async fn now(ports: &Ports, agent: &AgentName) -> Result<(), StepError> {
    if let Some(list) = open_list(ports, agent)
        .await?
        .filter(|list| list.waiting > 0)
    {
        return Err(StepError::Invalid(format!(
            "{} leads of the last list still wait: decide them first",
            list.waiting
        )));
    }
    let playbook = ports.playbook.get();
    if !playbook.agents.contains_key(agent.as_str()) {
        return Err(StepError::NotFound(format!(
            "agent {agent} in the playbook"
        )));
    }
    let nothing = keys::due(Timestamp::UNIX_EPOCH, "nothing");
    reschedule(ports, agent, &playbook, &nothing, Next::Now).await
}
