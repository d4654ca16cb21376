//! Sign-in, status, halt, the market's clock, the playbook.

use super::{Operator, stir};
use crate::access;
use crate::body::Json;
use crate::cards;
use crate::doors::{Counted, Doors};
use crate::problem::Problem;
use crate::wire::{
    Failing, Halt, HaltScope, Halted, Halts, Link, MailReading, Market, NewLink, Next, Pace,
    PlaybookState, Session, SetClock, SignIn, Status, Totals, TuneDue,
};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::attention::Kind;
use domain::rows::{AgentRow, FleetRow, MailboxRow};
use domain::{AgentName, OperatorId};
use flow::halts::{self, Scope};
use flow::items::MailReadingRow;
use flow::{attention, dead_letters, keys, mail_reading, moving, relay, step, tune};
use futures::TryFutureExt;
use ports::PageRequest;

/// Exchanges a single-use sign-in token for a bearer.
#[utoipa::path(post, path = "/session", request_body = SignIn, responses((status = 200, body = Session), (status = 401, body = Problem)))]
pub(crate) async fn sign_in(
    State(doors): State<Doors>,
    Json(given): Json<SignIn>,
) -> Result<axum::Json<Session>, Problem> {
    let (bearer, operator) = access::exchange(&doors.ports, &given.token).await?;
    Ok(axum::Json(Session {
        bearer,
        operator: operator.to_string(),
    }))
}

/// Ends the session.
#[utoipa::path(delete, path = "/session", responses((status = 204)))]
pub(crate) async fn sign_out(
    State(doors): State<Doors>,
    _: Operator,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    access::sign_out(&doors.ports, &headers).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes a sign-in link for a person.
#[utoipa::path(post, path = "/sign-in-links", request_body = NewLink, responses((status = 200, body = Link)))]
pub(crate) async fn sign_in_link(
    State(doors): State<Doors>,
    Operator(by): Operator,
    Json(given): Json<NewLink>,
) -> Result<axum::Json<Link>, Problem> {
    let operator = match given.name {
        Some(name) => {
            OperatorId::parse(&name).map_err(|error| Problem::bad_request(format!("{error}.")))?
        }
        None => by,
    };
    let token = access::sign_in_token(&doors.ports, &operator).await?;
    Ok(axum::Json(Link {
        url: format!("{}/#token={token}", doors.address),
        operator: operator.to_string(),
    }))
}

/// Where everything stands, and what to do next.
#[utoipa::path(get, path = "/status", responses((status = 200, body = Status)))]
pub(crate) async fn status(
    State(doors): State<Doors>,
    Operator(by): Operator,
) -> Result<axum::Json<Status>, Problem> {
    let ports = &doors.ports;
    let playbook = ports.playbook.get();
    let names: Vec<AgentName> = playbook
        .agents
        .keys()
        .filter_map(|name| AgentName::parse(name).ok())
        .collect();
    // None of these waits for another: on AWS each is a call over the network.
    let (counted, pace, halted, dead, failing, unmatched, reading, tuning, in_flight) = futures::try_join!(
        cards::totals(&doors).map_err(Problem::from),
        attention::pace(ports, &by).map_err(Problem::from),
        halted(&doors, &names),
        dead(&doors),
        relay::failing(ports).map_err(Problem::from),
        count(&doors, keys::UNMATCHED),
        mail_reading::standings(ports).map_err(Problem::from),
        tuning(&doors),
        halts::in_flight(ports, &names, &Scope::Fleet).map_err(Problem::from),
    )?;
    let Counted { totals, waiting } = counted;
    let standing = attention::standing(ports, &waiting).await?;
    let faults = doors.playbook.faults();
    // What only warns is in force.
    let faulty = faults.iter().any(|fault| !fault.warning);
    let next = if !faulty && let Some(unread) = unread(&reading) {
        unread
    } else {
        next(
            &doors,
            &totals,
            &halted,
            dead,
            failing.as_ref(),
            faulty,
            tuning.first(),
        )
        .await?
    };
    Ok(axum::Json(Status {
        operator: by.to_string(),
        now: ports.clock.now(),
        market: doors.market.as_ref().map(|market| market.state()),
        mailer: ports.mailer.name(),
        mailer_is_real: ports.mailer.is_real(),
        model: ports.model.name(),
        playbook: PlaybookState {
            version: playbook::short_version(&playbook.version),
            loaded_at: ports.playbook.since(),
            faults,
        },
        halted,
        minutes: cards::minutes(&totals, &pace),
        seconds: of_kinds(|kind| pace.look_seconds(kind)),
        own_looks: of_kinds(|kind| u64::try_from(pace.own(kind)).unwrap_or(u64::MAX)),
        attention: cards::standing(&standing),
        cards: totals,
        in_flight,
        dead_letters: dead,
        failing: failing.map(|failing| Failing {
            tasks: failing.tasks,
            why: failing.why,
            again: failing.again,
        }),
        unmatched,
        reading: reading.into_iter().map(MailReading::from).collect(),
        tuning,
        next,
    }))
}

fn of_kinds(of: impl Fn(Kind) -> u64) -> Pace {
    Pace {
        list: of(Kind::List),
        draft: of(Kind::Draft),
        reply: of(Kind::Reply),
        in_doubt: of(Kind::InDoubt),
        mailbox: of(Kind::Mailbox),
        goal: of(Kind::Goal),
    }
}

/// Rounds that are due, the longest waiting first.
async fn tuning(doors: &Doors) -> Result<Vec<TuneDue>, Problem> {
    let mut due: Vec<TuneDue> = tune::standings(&doors.ports)
        .await?
        .into_iter()
        .filter(|(_, tuning)| tuning.due.is_due)
        .map(|(agent, tuning)| TuneDue {
            agent: agent.to_string(),
            since: tuning.due.at,
            missed: tuning.due.missed,
        })
        .collect();
    due.sort_by(|one, other| {
        one.since
            .cmp(&other.since)
            .then(one.agent.cmp(&other.agent))
    });
    Ok(due)
}

impl From<MailReadingRow> for MailReading {
    fn from(row: MailReadingRow) -> Self {
        Self {
            mailbox: row.mailbox,
            since: row.since,
            trouble: row.trouble,
            again: row.again,
        }
    }
}

/// A mailbox that can't be read comes first: whoever answered there is written to again.
fn unread(reading: &[MailReadingRow]) -> Option<Next> {
    reading.iter().find_map(|row| {
        let (why, again) = (row.trouble.as_deref()?, row.again?);
        Some(Next {
            text: format!(
                "Replies are not read, and it is tried again at {again:.0}: {}.",
                why.trim_end_matches('.')
            ),
            href: None,
        })
    })
}

async fn halted(doors: &Doors, names: &[AgentName]) -> Result<Halts, Problem> {
    let ports = &doors.ports;
    let fleet = step::read::<FleetRow>(ports, keys::fleet())
        .await?
        .is_some_and(|(row, _)| row.halted);
    let mut halted = Halts {
        fleet,
        ..Halts::default()
    };
    for name in names {
        if step::read::<AgentRow>(ports, keys::agent(name))
            .await?
            .is_some_and(|(row, _)| row.halted)
        {
            halted.agents.push(name.to_string());
        }
    }
    for mailbox in &ports.playbook.get().house.mailboxes {
        let row = step::read::<MailboxRow>(ports, keys::mailbox(&mailbox.address)).await?;
        if row.is_some_and(|(row, _)| row.halted) {
            halted.mailboxes.push(mailbox.address.clone());
        }
    }
    Ok(halted)
}

/// Dead letters, with those that nobody can read.
async fn dead(doors: &Doors) -> Result<usize, Problem> {
    let (known, unreadable) = futures::try_join!(
        dead_letters::list(&doors.ports, 1000),
        dead_letters::unreadable(&doors.ports),
    )?;
    Ok(known.len().saturating_add(unreadable.len()))
}

async fn count(doors: &Doors, pk: &str) -> Result<usize, Problem> {
    let request = PageRequest::new(pk, "", 1000);
    Ok(doors
        .ports
        .table
        .page(&request)
        .await
        .map_err(flow::StepError::from)?
        .items
        .len())
}

/// What to do next, in words: the first screen is never empty.
async fn next(
    doors: &Doors,
    totals: &Totals,
    halted: &Halts,
    dead: usize,
    failing: Option<&relay::Failing>,
    faulty: bool,
    tuning: Option<&TuneDue>,
) -> Result<Next, Problem> {
    let go = |text: String, href: &str| Next {
        text,
        href: Some(href.to_owned()),
    };
    let many = |n: usize, one: &str, more: &str| {
        if n == 1 {
            format!("1 {one}")
        } else {
            format!("{n} {more}")
        }
    };
    Ok(if faulty {
        go(
            "The playbook's files have faults; the last good version stays in force.".to_owned(),
            "#/more",
        )
    } else if totals.in_doubt > 0 {
        go(
            format!(
                "{} need your word.",
                many(totals.in_doubt, "send in doubt", "sends in doubt")
            ),
            "#/queue",
        )
    } else if totals.mailbox > 0 {
        go(
            format!(
                "{} your word: too much of what it sent came back.",
                many(totals.mailbox, "mailbox needs", "mailboxes need")
            ),
            "#/queue",
        )
    } else if totals.reply > 0 {
        go(
            format!(
                "{} for you.",
                many(totals.reply, "reply waits", "replies wait")
            ),
            "#/queue",
        )
    } else if totals.list > 0 {
        go(
            format!(
                "{}: say who is worth a letter.",
                many(totals.list, "list of leads waits", "lists of leads wait")
            ),
            "#/queue",
        )
    } else if totals.draft > 0 {
        go(
            format!(
                "{} for a verdict.",
                many(totals.draft, "card of drafts waits", "cards of drafts wait")
            ),
            "#/queue",
        )
    } else if halted.fleet {
        go(
            "Everything is halted. Resume when you are ready.".to_owned(),
            "#/queue",
        )
    } else if dead > 0 {
        go(
            format!(
                "{} given up. Look and redrive.",
                many(dead, "task was", "tasks were")
            ),
            "#/more",
        )
    } else if let Some(failing) = failing {
        Next {
            text: format!(
                "Nothing waits for you, but {} and {} tried again, first at {:.0}: {}.",
                many(failing.tasks, "task failed", "tasks failed"),
                if failing.tasks == 1 { "is" } else { "are" },
                failing.again,
                failing.why.trim_end_matches('.')
            ),
            href: None,
        }
    } else if let Some(round) = tuning {
        go(
            format!("The tuning round of {} is due.", round.agent),
            &format!("#/tune/{}", round.agent),
        )
    } else if doors.ports.playbook.get().agents.is_empty() {
        go(
            "There is no agent yet: add agents/NAME.md to the playbook and reload it.".to_owned(),
            "#/more",
        )
    } else {
        let first = relay::next_due(&doors.ports, doors.ports.clock.now()).await?;
        match (first, doors.market.as_ref().map(|market| market.state())) {
            (Some(at), Some(market)) if !market.running => Next {
                text: format!(
                    "Nothing waits for you. The market's clock stands still: press play, or jump to what comes next, at {at:.0}."
                ),
                href: None,
            },
            (Some(at), Some(_)) => Next {
                text: format!("Nothing waits for you. Something happens next at {at:.0}."),
                href: None,
            },
            (Some(at), None) => Next {
                text: format!("Nothing waits for you. The agents go on by themselves at {at:.0}."),
                href: None,
            },
            (None, _) => go(
                "Nothing waits. Give an agent more leads.".to_owned(),
                "#/agents",
            ),
        }
    })
}

/// Halts or resumes the fleet, an agent or a mailbox.
#[utoipa::path(post, path = "/halt", request_body = Halt, responses((status = 200, body = Halted)))]
pub(crate) async fn halt(
    State(doors): State<Doors>,
    Operator(by): Operator,
    Json(given): Json<Halt>,
) -> Result<axum::Json<Halted>, Problem> {
    let scope = match (given.scope, given.name) {
        (HaltScope::Fleet, _) => Scope::Fleet,
        (HaltScope::Agent, Some(name)) => Scope::Agent(
            AgentName::parse(&name).map_err(|error| Problem::bad_request(format!("{error}.")))?,
        ),
        (HaltScope::Mailbox, Some(address)) => Scope::Mailbox(address),
        (HaltScope::Agent | HaltScope::Mailbox, None) => {
            return Err(Problem::bad_request("Name the agent or the mailbox."));
        }
    };
    if given.although_moved && !given.on {
        moving::come_back(&doors.ports, &by).await?;
    }
    let done = halts::halt(&doors.ports, &by, &scope, given.on).await?;
    stir(&doors);
    Ok(axum::Json(Halted {
        acknowledged_at: done.acknowledged,
        in_flight: done.in_flight,
        on: given.on,
    }))
}

/// The clock of the simulated market.
#[utoipa::path(post, path = "/clock", request_body = SetClock, responses((status = 200, body = Market), (status = 409, body = Problem)))]
pub(crate) async fn clock(
    State(doors): State<Doors>,
    _: Operator,
    Json(given): Json<SetClock>,
) -> Result<axum::Json<Market>, Problem> {
    let Some(market) = &doors.market else {
        return Err(Problem::conflict(
            "The simulated market is off: this stack runs by the real clock.",
        ));
    };
    if given
        .seconds_per_day
        .is_some_and(|seconds| !(1..=86_400).contains(&seconds))
    {
        return Err(Problem::bad_request("seconds_per_day is 1 to 86400."));
    }
    let state = market
        .set(given.action, given.seconds_per_day)
        .await
        .map_err(Problem::conflict)?;
    (doors.wake)();
    Ok(axum::Json(state))
}
