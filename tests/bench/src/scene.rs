//! A playbook with many agents and their lists, a stack that runs on it as `onloop up` does, and
//! what an operator does to it.

use crate::Failure;
use domain::conversation::{Phase, Through};
use domain::{AgentName, ConversationId, Fingerprint, VerdictId};
use flow::items::{Head, IndexRow, ListDecision, Which};
use flow::verdicts::{self, Decision};
use flow::{Ports, items, keys, listing, sourcing, step};
use local::up::{self, MarketChoice, Running, UpOptions};
use ports::PageRequest;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

const HOUSE: &str = include_str!("../playbook/house.md");
const AGENT: &str = include_str!("../playbook/agent.md");
const PATTERNS: [(&str, &str); 2] = [
    (
        "opening.md",
        include_str!("../../../functions/local/starter-playbook/patterns/opening.md"),
    ),
    (
        "follow-up.md",
        include_str!("../../../functions/local/starter-playbook/patterns/follow-up.md"),
    ),
];

/// How often one looks whether the stack has come to an end, if the look is quick; far below what is measured.
const LOOK: Duration = Duration::from_millis(20);
/// A stack that gets nowhere for so long is stuck, and the measure fails.
const STUCK: Duration = Duration::from_secs(120);
/// Verdicts that are on their way at once.
const VERDICTS_AT_ONCE: usize = 64;

/// Where one row in so many is no lead: it is a role's address, a stopped company or scores too low.
const EXCLUDED_EVERY: usize = 10;

/// The name of an agent.
pub(crate) fn agent(number: usize) -> String {
    format!("agent-{number:03}")
}

/// The agents of a scene.
pub(crate) fn agents(count: usize) -> Result<Vec<AgentName>, Failure> {
    (0..count)
        .map(|number| Ok(AgentName::parse(&agent(number))?))
        .collect()
}

/// Writes a playbook and its lists: `leads` rows in all, one in ten of them no lead.
pub(crate) fn write(folder: &Path, agents: usize, leads: usize) -> Result<(), Failure> {
    let playbook = folder.join("playbook");
    for name in ["agents", "patterns", "leads"] {
        fs::create_dir_all(playbook.join(name))?;
    }
    let mut mailboxes = String::new();
    for number in 0..agents {
        let name = agent(number);
        writeln!(
            mailboxes,
            "  - {{address: mara@{name}.example, name: Mara Lindholt, cap_per_day: 10000, gap_seconds: 0, timezone: UTC}}"
        )?;
        let text = AGENT
            .replace("MAILBOX", &format!("mara@{name}.example"))
            .replace("NAME", &name);
        fs::write(playbook.join("agents").join(format!("{name}.md")), text)?;
        let own = leads / agents.max(1) + usize::from(number < leads % agents.max(1));
        fs::write(
            playbook.join("leads").join(format!("{name}.csv")),
            list(number, own)?,
        )?;
    }
    let house = HOUSE.replace("MAILBOXES", mailboxes.trim_end());
    fs::write(playbook.join("house.md"), house)?;
    for (name, text) in PATTERNS {
        fs::write(playbook.join("patterns").join(name), text)?;
    }
    Ok(())
}

/// How many rows a scene needs for so many leads.
pub(crate) fn rows_for(leads: usize) -> usize {
    leads
        .saturating_mul(EXCLUDED_EVERY)
        .div_ceil(EXCLUDED_EVERY - 1)
}

fn list(agent: usize, rows: usize) -> Result<String, Failure> {
    let mut text = "First Name,Last Name,Title,Company,Email,Website,Country,Time Zone,Employees,Dock Doors,Industry,Site Note\n".to_owned();
    for row in 0..rows {
        let site = format!("halle-{agent}-{row}.example");
        let (address, docks, employees) = match (row % EXCLUDED_EVERY, row / EXCLUDED_EVERY % 3) {
            (3, 0) => (format!("info@{site}"), 9, 240),
            (3, 1) => (format!("signe.{row}@rivalgate.example"), 9, 240),
            (3, _) => (format!("signe.{row}@{site}"), 0, 12),
            _ => (format!("signe.{row}@{site}"), 4 + row % 9, 20 + row % 900),
        };
        let trade = if docks == 0 {
            "Printing"
        } else {
            "Food wholesale"
        };
        writeln!(
            text,
            "Signe,Aaboe,Head of Logistics,Halle {agent} {row},{address},https://{site},,UTC,{employees},{docks},{trade},the Aarhus warehouse has {docks} loading docks"
        )?;
    }
    Ok(text)
}

/// Starts a stack on a scene: all that `onloop up` does until it answers.
pub(crate) async fn start(folder: &Path) -> Result<Running, Failure> {
    start_in(folder, MarketChoice::None).await
}

/// The same, with or without the simulated market.
pub(crate) async fn start_in(folder: &Path, market: MarketChoice) -> Result<Running, Failure> {
    let options = UpOptions {
        playbook: Some(folder.join("playbook")),
        data: folder.join("data"),
        port: 0,
        market: Some(market),
        operator: Some("bench".to_owned()),
        public: None,
    };
    Ok(up::start(&options).await?)
}

/// Ends a stack: what it began is ended, the store is closed.
pub(crate) async fn stop(running: Running) -> Result<(), Failure> {
    Ok(running.serve(std::future::ready(())).await?)
}

/// Waits until `count` says so many, and tells how long it took since `since`.
pub(crate) async fn until<F>(
    what: &str,
    since: Instant,
    wanted: usize,
    mut count: impl FnMut() -> F,
) -> Result<Duration, Failure>
where
    F: Future<Output = Result<usize, Failure>>,
{
    let (mut best, mut moved, mut told) = (0, Instant::now(), Instant::now());
    loop {
        let asked = Instant::now();
        let now = count().await?;
        let took = asked.elapsed();
        if now >= wanted {
            return Ok(since.elapsed());
        }
        if now > best {
            (best, moved) = (now, Instant::now());
        }
        if moved.elapsed() > STUCK {
            return Err(format!("{now} of {wanted} {what}, and nothing moves any more").into());
        }
        if told.elapsed() > Duration::from_secs(5) {
            told = Instant::now();
            eprintln!("  {now} of {wanted} {what}");
        }
        // Counting thousands of letters takes its time from who writes them.
        tokio::time::sleep(LOOK.max(took * 20)).await;
    }
}

/// Lists that are filled and wait for the operator, or hold nothing.
pub(crate) async fn lists_filled(ports: &Ports, agents: &[AgentName]) -> Result<usize, Failure> {
    let mut filled = 0;
    for agent in agents {
        let list = sourcing::open_list(ports, agent).await?;
        filled += usize::from(list.is_some_and(|list| !list.filling));
    }
    Ok(filled)
}

/// Leads that wait, and rows that were left out, on all lists.
pub(crate) async fn listed(ports: &Ports, agents: &[AgentName]) -> Result<(usize, usize), Failure> {
    let (mut waiting, mut excluded) = (0_u32, 0_u32);
    for agent in agents {
        if let Some(list) = sourcing::open_list(ports, agent).await? {
            waiting = waiting.saturating_add(list.waiting);
            excluded = excluded
                .saturating_add(list.excluded.values().sum())
                .saturating_add(list.bad_rows);
        }
    }
    Ok((usize::try_from(waiting)?, usize::try_from(excluded)?))
}

/// Accepts every lead on every list.
pub(crate) async fn accept_lists(running: &Running, agents: &[AgentName]) -> Result<(), Failure> {
    let ports = running.ports();
    for agent in agents {
        let Some(list) = sourcing::open_list(ports, agent).await? else {
            continue;
        };
        let decision = ListDecision::Accept { leads: Which::Rest };
        let verdict = verdict(ports);
        listing::decide_list(ports, &list.id, running.operator(), &verdict, decision).await?;
        running.wake();
    }
    Ok(())
}

/// The id of a new verdict.
pub(crate) fn verdict(ports: &Ports) -> VerdictId {
    VerdictId::mint(ports.clock.now(), ports.entropy.bytes())
}

/// Every conversation of these agents, as it stands in their indexes.
pub(crate) async fn index(
    ports: &Ports,
    agents: &[AgentName],
) -> Result<Vec<(ConversationId, IndexRow)>, Failure> {
    let mut rows = Vec::new();
    for agent in agents {
        let mut request = PageRequest::new(keys::agent_index(agent), "", 1_000);
        loop {
            let page = ports.table.page(&request).await?;
            for item in &page.items {
                rows.push((ConversationId::parse(&item.key.sk)?, items::decode(item)?));
            }
            match page.next {
                Some(next) => request.after = Some(next),
                None => break,
            }
        }
    }
    Ok(rows)
}

/// Conversations whose drafts wait on a card.
pub(crate) async fn drafted(ports: &Ports, agents: &[AgentName]) -> Result<usize, Failure> {
    let rows = index(ports, agents).await?;
    Ok(rows
        .iter()
        .filter(|(_, row)| row.phase == Phase::Active.name() && row.cards > 0)
        .count())
}

/// Letters that their conversations know to have left.
pub(crate) async fn sent(ports: &Ports, agents: &[AgentName]) -> Result<usize, Failure> {
    let rows = index(ports, agents).await?;
    let sent: u32 = rows.iter().map(|(_, row)| row.sent).sum();
    Ok(usize::try_from(sent)?)
}

/// A card with drafts, as the operator sees it before he decides.
pub(crate) type Seen = (ConversationId, Vec<Fingerprint>);

/// All cards with drafts, in the order of the queue: what one agent wrote stands between what the
/// others wrote at the same time.
pub(crate) async fn cards(ports: &Ports, agents: &[AgentName]) -> Result<Vec<Seen>, Failure> {
    let mut all = Vec::new();
    for (id, row) in index(ports, agents).await? {
        if row.cards > 0 {
            let head: Head = step::load_known(ports, &id).await?.head;
            let seen = verdicts::waiting(&head);
            if let Some(card) = head.cards.first()
                && !seen.is_empty()
            {
                all.push((keys::card(card).sk, (id, seen)));
            }
        }
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(all.into_iter().map(|(_, seen)| seen).collect())
}

/// Approves cards, some at once, each a verdict of its own. Tells how long each took.
pub(crate) async fn approve(running: &Running, cards: Vec<Seen>) -> Result<Vec<Duration>, Failure> {
    let mut times = Vec::with_capacity(cards.len());
    let mut on_the_way = tokio::task::JoinSet::new();
    for (id, seen) in cards {
        if on_the_way.len() >= VERDICTS_AT_ONCE
            && let Some(ended) = on_the_way.join_next().await
        {
            times.push(ended??);
            running.wake();
        }
        let (ports, operator) = (running.ports().clone(), running.operator().clone());
        on_the_way.spawn(async move {
            let verdict = verdict(&ports);
            let before = Instant::now();
            verdicts::give(
                &ports,
                &id,
                &operator,
                Through::Page,
                &verdict,
                &Decision::Approve { seen },
            )
            .await?;
            Ok::<_, Failure>(before.elapsed())
        });
    }
    while let Some(ended) = on_the_way.join_next().await {
        times.push(ended??);
        running.wake();
    }
    Ok(times)
}

/// Brings a scene to the point where every lead has its drafts on a card.
pub(crate) async fn draft_all(folder: &Path, agents: usize, leads: usize) -> Result<(), Failure> {
    write(folder, agents, rows_for(leads))?;
    let running = start(folder).await?;
    let names = self::agents(agents)?;
    let ports = running.ports();
    until("lists filled", Instant::now(), agents, || {
        lists_filled(ports, &names)
    })
    .await?;
    let (waiting, _) = listed(ports, &names).await?;
    accept_lists(&running, &names).await?;
    until("drafted", Instant::now(), waiting, || {
        drafted(ports, &names)
    })
    .await?;
    stop(running).await
}
