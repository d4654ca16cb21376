//! Mailboxes: what each sent today, what came back, and what becomes of the conversations of one.

use super::{Operator, decided as note_decided, verdict_id};
use crate::address::Path;
use crate::body::Json;
use crate::doors::Doors;
use crate::problem::Problem;
use crate::wire::{AnswerMailbox, Decided, Mailbox, MailboxAnswer, Mailboxes};
use axum::extract::State;
use domain::brake::{Answer, Health};
use domain::rows::MailboxRow;
use flow::{keys, mailboxes, step};
use playbook::{Channel, Playbook};

/// A mailbox as it stands today.
pub(super) async fn mailbox(
    doors: &Doors,
    playbook: &Playbook,
    config: &playbook::Mailbox,
) -> Result<Mailbox, Problem> {
    let row = step::read::<MailboxRow>(&doors.ports, keys::mailbox(&config.address)).await?;
    let row = row.map(|(row, _)| row);
    let health = row
        .as_ref()
        .map_or_else(Health::default, |row| row.health.clone());
    let today = flow::mailboxes::today(doors.ports.clock.now(), &playbook.house, config);
    let counts = health.counts();
    let agents = playbook
        .agents
        .iter()
        .filter(|(_, agent)| agent.mailboxes.contains(&config.address))
        .map(|(name, _)| name.clone())
        .collect();
    let cap = config.cap_on(Channel::Email, today);
    Ok(Mailbox {
        address: config.address.clone(),
        name: config.name.clone(),
        agents,
        sent: row
            .as_ref()
            .filter(|row| row.day >= today)
            .map_or(0, |row| row.count),
        cap,
        warming_up: cap < config.cap_per_day,
        halted: row
            .as_ref()
            .is_some_and(|row| row.halted || row.fleet_halted),
        braked_at: health.braked,
        bounced: counts.bounced,
        refused: counts.refused,
        complained: counts.complained,
        card: health.alarm.map(|_| mailboxes::card_id(&config.address)),
    })
}

/// All mailboxes, with today's count, their caps and what came back.
#[utoipa::path(get, path = "/mailboxes", responses((status = 200, body = Mailboxes)))]
pub(crate) async fn mailboxes(
    State(doors): State<Doors>,
    _: Operator,
) -> Result<axum::Json<Mailboxes>, Problem> {
    let playbook = doors.ports.playbook.get();
    let mut mailboxes = Vec::new();
    for config in &playbook.house.mailboxes {
        mailboxes.push(mailbox(&doors, &playbook, config).await?);
    }
    Ok(axum::Json(Mailboxes { mailboxes }))
}

/// Says what becomes of the conversations of a mailbox. It stays halted until it is resumed.
#[utoipa::path(post, path = "/mailboxes/{address}/answer", request_body = AnswerMailbox,
    responses((status = 200, body = Decided), (status = 409, body = Problem)))]
pub(crate) async fn answer_mailbox(
    State(doors): State<Doors>,
    Operator(by): Operator,
    Path(address): Path<String>,
    Json(given): Json<AnswerMailbox>,
) -> Result<axum::Json<Decided>, Problem> {
    let verdict = verdict_id(&given.verdict)?;
    let answer = match given.decision.answer {
        MailboxAnswer::Move => Answer::Move,
        MailboxAnswer::Pause => Answer::Pause,
        MailboxAnswer::End => Answer::End,
        MailboxAnswer::Seen => Answer::Seen,
    };
    mailboxes::answer(
        &doors.ports,
        &by,
        &verdict,
        &address,
        answer,
        given.decision.opened_at,
    )
    .await?;
    note_decided(&doors);
    Ok(axum::Json(Decided {
        verdict: verdict.to_string(),
        decided: answer.done().to_owned(),
        undo_until: None,
        card: None,
        policy: Vec::new(),
        planted: None,
    }))
}
