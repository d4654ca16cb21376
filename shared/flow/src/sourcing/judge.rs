//! What becomes of each row of a source: unreadable, left out with a reason, or a lead with its score.

use crate::items::{self, IdentifierRow};
use crate::{Ports, StepError, cold_mail, keys, stops};
use ::ports::{Item, Key, LeadRow};
use domain::calendar::Place;
use domain::identity::{normal_domain, slug};
use domain::rows::{CompanyRow, ContactRow};
use domain::{CompanyId, ConversationId, Identifier};
use jiff::civil::Date;
use playbook::{Agent, MappedLead, Motion, Playbook, Source, Standing};
use std::collections::{BTreeMap, BTreeSet};

/// A row after all checks.
pub(super) enum Judged {
    Bad {
        line: u64,
        why: String,
    },
    Excluded {
        line: u64,
        company: String,
        reason: &'static str,
        words: String,
        /// The country, where nothing but a record under `cold_mail:` is missing.
        held: Option<String>,
    },
    Lead(Box<Lead>),
}

pub(super) struct Lead {
    pub(super) line: u64,
    pub(super) mapped: MappedLead,
    pub(super) contact: ContactRow,
    pub(super) contact_item: Option<Item>,
    pub(super) new_identifiers: Vec<String>,
    pub(super) company: Option<CompanyId>,
    pub(super) score: playbook::Score,
    pub(super) place: Place,
    /// When the facts were read, for sources that do not say it.
    pub(super) today: Date,
}

struct Candidate {
    line: u64,
    mapped: MappedLead,
    hashes: Vec<String>,
    first: Option<Identifier>,
    company: Option<CompanyId>,
}

pub(super) async fn judge(
    ports: &Ports,
    playbook: &Playbook,
    config: &Agent,
    source: &Source,
    (rows, only): (&[LeadRow], Option<&BTreeSet<String>>),
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
            // Told when it was read first.
            Err(_) if only.is_some() => {}
            Ok(mapped)
                if only.is_some_and(|only| {
                    !only.contains(mapped.country.as_deref().unwrap_or_default())
                }) => {}
            Err(why) => judged.push(Judged::Bad { line, why }),
            Ok(mapped) => match static_reason(playbook, config, &mapped) {
                Some((reason, words)) => {
                    let held = cold_mail::CODES
                        .contains(&reason)
                        .then(|| mapped.country.unwrap_or_default());
                    let company = mapped.company.unwrap_or_default();
                    judged.push(Judged::Excluded {
                        line,
                        company,
                        reason,
                        words,
                        held,
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
            known.reason(ports, playbook, &candidate, From::List)
        };
        judged.push(match excluded {
            Some((reason, words)) => Judged::Excluded {
                line,
                company,
                reason,
                words,
                held: None,
            },
            None => match lead(ports, playbook, config, candidate, &known) {
                Judged::Lead(lead) => match unfit(config, &lead.score) {
                    Some(words) => Judged::Excluded {
                        line,
                        company: lead.mapped.company.unwrap_or_default(),
                        reason: "low_score",
                        words,
                        held: None,
                    },
                    None => Judged::Lead(lead),
                },
                other => other,
            },
        });
    }
    Ok(judged)
}

/// What speaks against a score, in words.
fn unfit(config: &Agent, score: &playbook::Score) -> Option<String> {
    let rubric = &config.rubric;
    let unfit = !rubric.criteria.is_empty() && rubric.standing(score.total) == Standing::Unfit;
    unfit.then(|| format!("score {} is below {}", score.total, rubric.borderline.from))
}

/// Somebody whom a reply in conversation `from` names, and whom the operator wants. No score turns them
/// down, nor that conversation; all else that speaks against a lead does, in words for the operator.
pub(super) async fn referred(
    ports: &Ports,
    playbook: &Playbook,
    config: &Agent,
    fields: &BTreeMap<String, String>,
    from: &ConversationId,
) -> Result<Result<Lead, String>, StepError> {
    let columns = playbook::Columns::default();
    one(
        ports,
        playbook,
        config,
        (&columns, fields),
        From::Reply(from),
    )
    .await
}

/// A lead of another agent's, by that conversation, which ends as this one takes it. It is judged anew by the rules
/// of the agent that gets it.
pub(super) async fn handed_over(
    ports: &Ports,
    playbook: &Playbook,
    config: &Agent,
    columns: &playbook::Columns,
    fields: &BTreeMap<String, String>,
    from: &ConversationId,
) -> Result<Result<Lead, String>, StepError> {
    let judged = one(
        ports,
        playbook,
        config,
        (columns, fields),
        From::Agent(from),
    )
    .await?;
    Ok(judged.and_then(|lead| match unfit(config, &lead.score) {
        Some(words) => Err(words),
        None => Ok(lead),
    }))
}

/// One person by itself, whatever the score; or what speaks against them, in words.
async fn one(
    ports: &Ports,
    playbook: &Playbook,
    config: &Agent,
    (columns, fields): (&playbook::Columns, &BTreeMap<String, String>),
    from: From<'_>,
) -> Result<Result<Lead, String>, StepError> {
    let mapped = match playbook::columns::map_row(columns, fields) {
        Ok(mapped) => mapped,
        Err(why) => return Ok(Err(why)),
    };
    if let Some((_, words)) = static_reason(playbook, config, &mapped) {
        return Ok(Err(words));
    }
    let candidate = candidate(ports, 0, mapped);
    let known = known(ports, std::slice::from_ref(&candidate)).await?;
    if let Some((_, words)) = known.reason(ports, playbook, &candidate, from) {
        return Ok(Err(words));
    }
    Ok(match lead(ports, playbook, config, candidate, &known) {
        Judged::Lead(lead) => Ok(*lead),
        Judged::Bad { why, .. } => Err(why),
        Judged::Excluded { words, .. } => Err(words),
    })
}

/// Where somebody comes from.
#[derive(Clone, Copy)]
enum From<'a> {
    /// A row of a list.
    List,
    /// A reply in that conversation named them.
    Reply(&'a ConversationId),
    /// That conversation of another agent ends as they are taken.
    Agent(&'a ConversationId),
}

impl From<'_> {
    fn conversation(&self) -> Option<&ConversationId> {
        match self {
            Self::List => None,
            Self::Reply(from) | Self::Agent(from) => Some(from),
        }
    }
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
    if let Some(words) = config.exclude.reason(lead) {
        return Some(("excluded", words));
    }
    let country = lead.country.as_deref().unwrap_or_default();
    cold_mail::held(playbook, Some(config), country).map(|held| (held.code, held.words))
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
        origin: From<'_>,
    ) -> Option<(&'static str, String)> {
        let from = origin.conversation();
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
            let given_up =
                |holder: &ConversationId| matches!(origin, From::Agent(from) if from == holder);
            if let Some((_, agent)) = person
                .holder
                .as_ref()
                .filter(|(holder, _)| !given_up(holder))
            {
                return Some((
                    "in_conversation",
                    format!("agent {agent} holds this person already"),
                ));
            }
            let of_that = from.is_some() && person.last_conversation.as_ref() == from;
            match person.last_contacted {
                _ if of_that => {}
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
            .map_or(0, |row| {
                row.live.iter().filter(|live| Some(*live) != from).count()
            });
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
        line,
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
