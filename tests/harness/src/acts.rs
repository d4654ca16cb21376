//! What operators and the outside do.

use crate::{Letter, World, at};
use domain::conversation::{Input, Through};
use domain::{
    Actor, AgentName, ClaimId, ConversationId, Fingerprint, Intent, OperatorId, VerdictId,
};
use flow::chat::{self, ChatIn};
use flow::halts::{self, Halted, Scope};
use flow::inbound::{self, Accepted};
use flow::items::{Head, ListDecision, Which};
use flow::verdicts::{self, Decision};
use flow::versions::{self, NewVersion, Pushed};
use flow::{StepError, due, keys, listing, sourcing, step};

fn operator(name: &str) -> OperatorId {
    OperatorId::parse(name).unwrap()
}

impl World {
    /// A verdict id that was not used yet.
    pub fn verdict(&mut self) -> VerdictId {
        self.verdicts += 1;
        VerdictId::parse(&format!("vrd_{}", self.verdicts)).unwrap()
    }

    /// An operator takes all leads of an agent's list.
    pub async fn accept_leads(&mut self, by: &str, agent: &str) {
        self.work().await;
        let name = AgentName::parse(agent).unwrap();
        let list = sourcing::open_list(&self.ports, &name)
            .await
            .unwrap()
            .expect("the agent has an open list");
        let verdict = self.verdict();
        let decision = ListDecision::Accept { leads: Which::Rest };
        listing::decide_list(&self.ports, &list.id, &operator(by), &verdict, decision)
            .await
            .unwrap();
        self.work().await;
    }

    /// An operator takes an agent's list on a Monday morning at ten; the drafts that wait half an hour later.
    pub async fn drafts_of_the_week(
        &mut self,
        by: &str,
        agent: &str,
        monday: &str,
    ) -> Vec<ConversationId> {
        self.run_until(&format!("{monday}T10:00+02:00")).await;
        self.accept_leads(by, agent).await;
        self.run_until(&format!("{monday}T10:30+02:00")).await;
        self.waiting_drafts().await
    }

    /// An operator decides; the id of the verdict can be undone or repeated.
    pub async fn decide(
        &mut self,
        by: &str,
        conversation: &ConversationId,
        decision: Decision,
    ) -> Result<VerdictId, StepError> {
        let verdict = self.verdict();
        verdicts::give(
            &self.ports,
            conversation,
            &operator(by),
            Through::Page,
            &verdict,
            &decision,
        )
        .await?;
        self.look_at_cards().await;
        Ok(verdict)
    }

    /// What stands on the draft card now.
    pub async fn seen(&self, conversation: &ConversationId) -> Vec<Fingerprint> {
        verdicts::waiting(&self.head(conversation).await)
    }

    /// An operator approves what stands on the draft card now.
    pub async fn approve(&mut self, by: &str, conversation: &ConversationId) -> VerdictId {
        let seen = self.seen(conversation).await;
        self.decide(by, conversation, Decision::Approve { seen })
            .await
            .unwrap()
    }

    /// An operator takes over from the card of the last message that came in.
    pub async fn take_over(&mut self, by: &str, conversation: &ConversationId) -> VerdictId {
        let inbound = self
            .head(conversation)
            .await
            .state
            .inbound
            .last()
            .map(|entry| entry.id.clone());
        self.decide(by, conversation, Decision::TakeOver { inbound })
            .await
            .unwrap()
    }

    /// An operator gives the last message that came in another label.
    pub async fn relabel(
        &mut self,
        by: &str,
        conversation: &ConversationId,
        to: Intent,
    ) -> VerdictId {
        let inbound = self
            .head(conversation)
            .await
            .state
            .inbound
            .last()
            .expect("a message came in")
            .id
            .clone();
        self.decide(
            by,
            conversation,
            Decision::Relabel {
                inbound,
                to,
                resume_on: None,
            },
        )
        .await
        .unwrap()
    }

    /// An operator takes a verdict back.
    pub async fn undo(
        &mut self,
        by: &str,
        conversation: &ConversationId,
        verdict: &VerdictId,
    ) -> Result<Head, StepError> {
        let head = verdicts::undo(&self.ports, conversation, &operator(by), verdict).await?;
        self.look_at_cards().await;
        Ok(head)
    }

    /// An operator halts or resumes.
    pub async fn halt(&self, by: &str, scope: &Scope, on: bool) -> Halted {
        halts::halt(&self.ports, &operator(by), scope, on)
            .await
            .unwrap()
    }

    /// An operator puts a version of the playbook in force.
    pub async fn push(&self, by: &str, new: NewVersion) -> Pushed {
        let by = Actor::Operator(operator(by));
        let pushed = versions::push(&self.ports, &by, new).await.unwrap();
        pushed.expect("nobody else pushed")
    }

    /// An operator has all drafts of an agent written anew, as the page does it.
    pub async fn redraft_all(&self, by: &str, agent: &str) {
        let agent = AgentName::parse(agent).unwrap();
        let why = format!("{by} had the agent's drafts written anew");
        let row = keys::due(self.now(), &format!("redraft-{agent}"));
        let task = due::Task::RedraftAll {
            agent: agent.clone(),
            why: why.clone(),
            after: None,
        };
        let note = flow::log::note(
            &self.ports,
            Actor::Operator(operator(by)),
            "redraft_all",
            why,
            Some(agent),
        );
        step::finish(&self.ports, &[due::put(row, task), note])
            .await
            .unwrap();
    }

    /// A raw mail comes in.
    pub async fn receive(&self, raw: Vec<u8>) -> Accepted {
        inbound::accept(&self.ports, raw).await.unwrap()
    }

    /// Somebody writes on LinkedIn.
    pub async fn hear(&self, from: (&str, &str), text: &str) -> Accepted {
        let (name, profile) = from;
        let message = ChatIn {
            v: 1,
            id: format!("{}.{}", self.now().as_millisecond(), profile.len()),
            profile: profile.to_owned(),
            name: name.to_owned(),
            text: text.to_owned(),
            at: self.now(),
        };
        chat::accept(&self.ports, &message).await.unwrap()
    }

    /// The provider reports on a letter: `delivered`, `delayed`.
    pub async fn report(&self, letter: &Letter, what: &str, status: Option<&str>) {
        let claim = ClaimId::parse(&letter.envelope.claim).unwrap();
        let conversation = self.conversation_of_letter(letter).await;
        let input = Input::Report {
            claim: Some(claim),
            what: what.to_owned(),
            status: status.map(str::to_owned),
        };
        step::step(&self.ports, &conversation, &Actor::Provider, &input, &[])
            .await
            .unwrap();
    }

    /// Lets time pass up to an instant, then approves.
    pub async fn approve_at(
        &mut self,
        time: &str,
        by: &str,
        conversation: &ConversationId,
    ) -> VerdictId {
        assert!(at(time) >= self.now());
        self.run_until(time).await;
        self.approve(by, conversation).await
    }
}
