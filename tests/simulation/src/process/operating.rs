//! What operators do at their desk: verdicts, stop entries, halts, new versions of the playbook.

use super::Sim;
use super::jobs::Done;
use crate::invariants::Broken;
use crate::mutants::Mutant;
use crate::stored::is_there;
use crate::world::{Act, Desk, StopWhat, ghost};
use domain::brake::Answer;
use domain::calendar::later;
use domain::conversation::{CardShows, Through};
use domain::rows::{StopReason, StopSource};
use domain::{Actor, AgentName, Identifier, OperatorId};
use flow::halts::{Halted, Scope};
use flow::{
    Ports, StepError, dead_letters, forget, halts, keys, listing, mailboxes, planted, setup, stops,
    verdicts,
};
use jiff::{SignedDuration, Timestamp};

impl Sim {
    /// Resumes that are due, and sittings at the queue.
    pub(super) fn start_operating(&mut self, now: Timestamp) -> bool {
        if let Some(place) = self.resumes.iter().position(|(_, at)| *at <= now) {
            let (scope, _) = self.resumes.swap_remove(place);
            self.start_halt(scope, false);
            return true;
        }
        if self.scripted_halt.is_some_and(|at| at <= now) {
            self.scripted_halt = None;
            self.start_halt(Scope::Fleet, true);
            return true;
        }
        if now >= self.next_operator && self.has_work() {
            self.sit(now);
            return true;
        }
        false
    }

    /// In the quiet time somebody comes to the desk only if there is something on it.
    pub(super) fn has_work(&self) -> bool {
        !self.quiet || self.watched.waiting() > 0 || !self.watched.dead().is_empty()
    }

    fn sit(&mut self, now: Timestamp) {
        let minutes = if self.quiet {
            20
        } else {
            30 + i64::try_from(self.random.below(300)).unwrap_or(0)
        };
        self.next_operator = later(now, SignedDuration::from_mins(minutes));
        for dead in self.watched.dead() {
            let row = crate::stored::read::<(ports::Key, flow::due::DueRow)>(&self.table, dead);
            if let Some((row, due)) = row {
                let act = self.operators.on_dead(row, &due.task, self.quiet);
                self.retries.extend(act);
            }
        }
        let desk = Desk {
            table: &self.table,
            watched: &self.watched,
            outside: &self.outside,
            now,
            tame: self.quiet,
        };
        if self.options.plain {
            let acts = self.operators.approve_all(&desk, &self.retries);
            self.retries.extend(acts);
            return;
        }
        // A sitting: some cards one after another, sometimes two people at one.
        let cards = 1 + self.random.below(if self.quiet { 30 } else { 12 });
        for _ in 0..cards {
            let acts = self.operators.act(&desk);
            if acts.is_empty() {
                break;
            }
            self.retries.extend(acts);
        }
        if self.options.mutant == Some(Mutant::TimeApproves)
            && let Some(act) = ghost(&self.table, &self.watched)
        {
            self.start_act(act);
        }
        if self.options.mutant == Some(Mutant::PolicyClears) {
            let ports = self.own_ports();
            let cards = self.watched.cards();
            self.spawn(
                async move { Done::Work(crate::mutants::clear_by_policy(&ports, cards).await) },
            );
        }
        if self.options.mutant == Some(Mutant::MailboxesChange) {
            let ports = self.own_ports();
            let cards = self.watched.cards();
            self.spawn(
                async move { Done::Work(crate::mutants::change_mailbox(&ports, cards).await) },
            );
        }
        if self.quiet || self.options.level == crate::options::Level::None {
            return;
        }
        // Who sees a send in doubt is more likely to stop everything.
        let doubt = self
            .watched
            .card(0)
            .is_some_and(|card| matches!(card.shows, CardShows::InDoubt { .. }));
        let share = if doubt { 150 } else { 20 };
        if self.random.in_thousand(share) {
            self.halt_something();
        }
        if !self.in_hands.push && self.random.in_thousand(20) {
            self.push_bars();
        }
    }

    /// Some halt that is not on yet, unless there are three.
    pub(super) fn halt_something(&mut self) {
        let scope = self.some_scope();
        let on = |known: &Scope| *known == scope;
        let busy = self.resumes.iter().any(|(known, _)| on(known))
            || self.in_hands.halts.iter().any(|(known, _)| on(known));
        if self.resumes.len() < 3 && !busy {
            self.start_halt(scope, true);
        }
    }

    fn some_scope(&mut self) -> Scope {
        let agent = self.random.below(self.options.agents);
        match self.random.below(3) {
            0 => Scope::Fleet,
            1 => AgentName::parse(&format!("agent-{agent}")).map_or(Scope::Fleet, Scope::Agent),
            _ => Scope::Mailbox(format!("m{}@seller.example", agent / 2)),
        }
    }

    /// A new version of the playbook: somebody we wrote to is a customer now, or barred.
    fn push_bars(&mut self) {
        let place = self.random.below(self.outside.count());
        let Some(letter) = self.outside.letter(place) else {
            return;
        };
        let address = letter.envelope.to.to_lowercase();
        let domain = address.rsplit('@').next().unwrap_or_default().to_owned();
        let firm = domain.strip_suffix(".example").map(str::to_owned);
        let Some(firm) = firm else {
            self.house.barred_addresses.insert(address);
            self.push();
            return;
        };
        match self.random.below(5) {
            // What was recorded for a country does not hold any more.
            4 => {
                let country = self.random.pick(&["ES", ""]).copied();
                let country = country.unwrap_or_default().to_owned();
                self.house.held_countries.insert(country)
            }
            0 => self.house.customers.insert(domain),
            1 => self.house.barred_domains.insert(domain),
            2 => self.house.barred_addresses.insert(address),
            _ => {
                let number = firm.rsplit("company").next().unwrap_or_default();
                let name = format!("Company {number}");
                self.house.barred_companies.insert(name)
            }
        };
        self.push();
    }

    /// Puts the house's new rules in force. They bind once nothing runs that began before.
    pub(super) fn push(&mut self) {
        if let Ok(book) = self.house.playbook() {
            if self.options.mutant != Some(Mutant::PushesIgnored) {
                self.ports.playbook.set(book);
            }
            self.pushed_at = self.job_count;
            self.start_push();
        }
    }

    pub(super) fn start_push(&mut self) {
        self.in_hands.push = true;
        let ports = self.own_ports();
        self.spawn(async move { Done::Pushed(setup::ensure(&ports).await) });
    }

    pub(super) fn start_act(&mut self, act: Act) {
        let count = self.report.acts.entry(act.name()).or_default();
        *count = count.saturating_add(1);
        self.in_hands.acts.push(act.clone());
        let ports = self.own_ports();
        self.spawn(async move {
            let outcome = carry_out(&ports, &act).await;
            Done::Acted(act, outcome)
        });
    }

    pub(super) fn acted(&mut self, act: Act, outcome: &Result<(), StepError>) {
        self.refused(act.name(), outcome);
        if let Some(place) = self.in_hands.acts.iter().position(|other| *other == act) {
            self.in_hands.acts.swap_remove(place);
        }
        if let (Act::List(list, _, verdict, _), Ok(())) = (&act, outcome)
            && !is_there(&self.table, keys::list_verdict(list, verdict))
        {
            self.impossible.push(Broken {
                invariant: 10,
                what: format!("verdict {verdict} on {list} was taken and is not stored"),
                conversation: None,
            });
        }
        match (&act, outcome) {
            (Act::Stop(_, what), Ok(())) => match what {
                StopWhat::Person(address) => self.outside.stop(address),
                StopWhat::Domain(domain) => self.outside.stop_domain(domain),
                StopWhat::Company(company) => self.outside.stop_company(company),
            },
            (Act::Forget(_, address), Ok(())) => self.outside.stop(address),
            // A halted mailbox is mended and resumed some time later.
            (Act::Mailbox(mailbox, _, _, answer, _), Ok(())) if *answer != Answer::Seen => {
                let now = ports::Clock::now(&self.clock);
                let hours = 2 + i64::try_from(self.random.below(60)).unwrap_or(0);
                let scope = Scope::Mailbox(mailbox.clone());
                self.resume_at(scope, later(now, SignedDuration::from_hours(hours)));
            }
            // To move, an agent needs another mailbox: it waits as well.
            (
                Act::Mailbox(mailbox, by, verdict, Answer::Move, since),
                Err(StepError::Invalid(_)),
            ) => {
                let (mailbox, by, verdict) = (mailbox.clone(), by.clone(), verdict.clone());
                let pause = Act::Mailbox(mailbox, by, verdict, Answer::Pause, *since);
                self.retries.push_back(pause);
            }
            // A page asks again with the same verdict until it is answered.
            (_, Err(StepError::Port(_))) => self.retries.push_back(act),
            (_, _) => {}
        }
    }

    pub(super) fn resume_at(&mut self, scope: Scope, at: Timestamp) {
        self.resumes.retain(|(known, _)| *known != scope);
        self.resumes.push((scope, at));
    }

    fn start_halt(&mut self, scope: Scope, on: bool) {
        let ticket = if on {
            let hours = if self.options.plain {
                3
            } else {
                1 + i64::try_from(self.random.below(40)).unwrap_or(0)
            };
            let now = ports::Clock::now(&self.clock);
            self.resume_at(scope.clone(), later(now, SignedDuration::from_hours(hours)));
            Some(self.halts.ask(&scope))
        } else {
            self.halts.end(&scope);
            None
        };
        self.in_hands.halts.push((scope.clone(), ticket));
        let ports = self.own_ports();
        let Ok(by) = OperatorId::parse("Ada") else {
            return;
        };
        self.spawn(async move {
            let outcome = halts::halt(&ports, &by, &scope, on).await;
            Done::Halted(scope, ticket, outcome)
        });
    }

    pub(super) fn halted(
        &mut self,
        scope: Scope,
        ticket: Option<u64>,
        outcome: Result<Halted, StepError>,
    ) {
        self.in_hands
            .halts
            .retain(|known| *known != (scope.clone(), ticket));
        self.refused("a halt", &outcome);
        match (ticket, outcome) {
            (Some(ticket), Ok(halted)) => {
                self.halts.answered(ticket, halted);
                // The clock may have jumped over its end: the resume overtook the halt, and what the
                // operator sees is a halt that nobody will lift.
                let lifted = self.resumes.iter().any(|(known, _)| *known == scope);
                if !lifted && !self.in_hands.halts.contains(&(scope.clone(), None)) {
                    let now = ports::Clock::now(&self.clock);
                    self.resume_at(scope, later(now, SignedDuration::from_mins(5)));
                }
            }
            (Some(ticket), Err(_)) => self.halts.failed(ticket),
            (None, Ok(_)) => self.halts.ended(&scope),
            (None, Err(_)) => {
                let now = ports::Clock::now(&self.clock);
                self.resume_at(scope, later(now, SignedDuration::from_mins(3)));
            }
        }
    }
}

async fn carry_out(ports: &Ports, act: &Act) -> Result<(), StepError> {
    match act {
        Act::Verdict(id, by, verdict, decision) => {
            verdicts::give(ports, id, by, Through::Page, verdict, decision)
                .await
                .map(|_| ())
        }
        Act::Undo(id, by, verdict) => verdicts::undo(ports, id, by, verdict).await.map(|_| ()),
        Act::List(list, by, verdict, decision) => {
            listing::decide_list(ports, list, by, verdict, decision.clone())
                .await
                .map(|_| ())
        }
        Act::Mailbox(mailbox, by, verdict, answer, since) => {
            mailboxes::answer(ports, by, verdict, mailbox, *answer, Some(*since))
                .await
                .map(|_| ())
        }
        Act::Planted(id, by, verdict, decision) => {
            planted::judge(ports, id, by, Through::Page, verdict, decision)
                .await
                .map(|_| ())
        }
        Act::Stop(by, what) => stop(ports, by, what).await,
        Act::Redrive(row) => dead_letters::redrive(ports, row).await,
        Act::Discard(by, row) => dead_letters::discard(ports, by, row).await,
        Act::Forget(by, address) => forget::forget(ports, by, address).await.map(|_| ()),
    }
}

/// What the operator's door does with a new stop entry.
async fn stop(ports: &Ports, by: &OperatorId, what: &StopWhat) -> Result<(), StepError> {
    let actor = Actor::Operator(by.clone());
    let row = stops::row(
        ports,
        StopReason::Operator,
        StopSource::Operator,
        actor,
        None,
    );
    let key = match what {
        StopWhat::Person(address) => {
            let Some(identifier) = Identifier::email(address) else {
                return Ok(());
            };
            let person = match stops::find(ports, &identifier).await? {
                Some(known) => known.contact,
                None => ports.secrets.contact(&identifier),
            };
            return stops::stop_person(ports, &person, None, &row, None, None)
                .await
                .map(|_| ());
        }
        StopWhat::Domain(domain) => keys::stop_domain(domain),
        StopWhat::Company(company) => keys::stop_company(company),
    };
    stops::stop_place(ports, key, &row).await.map(|_| ())
}
