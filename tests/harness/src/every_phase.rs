//! A stack with a conversation in every phase, for what has to hold whatever is stored.

use crate::{AgentText, HouseText, Outcome, Person, Reply, World, files};
use adapters_local::ManualClock;
use domain::conversation::MessageState;
use flow::verdicts::Decision;
use playbook::Files;
use ports::{Blobs, Table};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The agent.
const AGENT: &str = "gates";

/// Companies, by the first name of whom is written to there.
const PEOPLE: [(&str, &str); 9] = [
    ("Bea", "Fjordlast"),
    ("Cai", "Nordkorn"),
    ("Dan", "Havnelager"),
    ("Eva", "Kystfrakt"),
    ("Fin", "Vestterminal"),
    ("Gry", "Bergtransport"),
    ("Han", "Sundbro"),
    ("Ida", "Elvekai"),
    ("Jon", "Isfjell"),
];

fn person(first: &str) -> Person {
    let company = PEOPLE.iter().find(|(name, _)| *name == first);
    Person::of(first, company.map_or("Ukjent", |(_, company)| company))
}

/// The playbook of [`World::in_every_phase`].
pub fn every_phase_files() -> Files {
    let house = HouseText {
        timezone: "Europe/Oslo",
        ..HouseText::default()
    };
    let agent = AgentText {
        name: AGENT,
        steps: &["email", "email 3 working days"],
    };
    files(&house, &[agent])
}

impl World {
    /// A stack on these stores. It is Tuesday morning, and there is at least one conversation in each phase,
    /// a letter in doubt, one that was approved and waits, mail that matches nothing, and a verdict of which
    /// the undo runs.
    pub async fn in_every_phase(
        table: Arc<dyn Table>,
        blobs: Arc<dyn Blobs>,
        clock: ManualClock,
    ) -> Self {
        let mut world = Self::on(
            table,
            clock,
            playbook::load(&every_phase_files()).unwrap(),
            7,
        )
        .await;
        world.ports.blobs = blobs;
        for (first, _) in PEOPLE {
            world.leads.add("gates.csv", &person(first));
        }
        world.accept_leads("Ada", AGENT).await;
        world.run_until("2026-09-07 07:40+02:00").await;
        world.mailer.next([Outcome::Silence { taken: true }]);
        let han = world.with("Han").await;
        world.approve("Ada", &han).await;
        world.run_until("2026-09-07 09:20+02:00").await;
        for first in ["Cai", "Dan", "Eva", "Fin"] {
            let id = world.with(first).await;
            world.approve("Ada", &id).await;
        }
        world.run_until("2026-09-07 10:00+02:00").await;
        world
            .answered("Dan", "Hei, good timing. Could we talk on Wednesday at 11?")
            .await;
        world
            .answered(
                "Fin",
                "Please remove me from your list and do not write again.",
            )
            .await;
        world
            .away(
                "Eva",
                "I am out of the office until 21 September 2026 and will answer then.",
            )
            .await;
        let stranger = Reply {
            from: ("", "stranger@elsewhere.example"),
            subject: Some("Hello"),
            text: "Do you also build bridges?",
            ..Reply::default()
        };
        world.receive(stranger.raw(world.now())).await;
        world.killed("Gry").await;
        world.run_until("2026-09-07 11:00+02:00").await;
        world
            .leads
            .add("gates.csv", &Person::of("Alf", "Lofothavn"));
        world.run_until("2026-09-08 08:00+02:00").await;
        // The window opens at nine: it waits.
        let jon = world.with("Jon").await;
        world.approve("Ada", &jon).await;
        world.killed("Ida").await;
        world.is_in_every_phase().await;
        world
    }

    async fn with(&self, first: &str) -> domain::ConversationId {
        self.conversation_with(&person(first).email).await
    }

    async fn answered(&self, first: &str, text: &str) {
        self.mailed(first, text, Vec::new()).await;
    }

    async fn away(&self, first: &str, text: &str) {
        self.mailed(first, text, vec![("Auto-Submitted", "auto-replied")])
            .await;
    }

    async fn mailed(&self, first: &str, text: &str, headers: Vec<(&str, &str)>) {
        let person = person(first);
        let letter = self.letters_to(&person.email).remove(0);
        let reply = Reply {
            from: (&person.name(), &person.email),
            answers: Some(&letter),
            text,
            headers,
            timezone: "Europe/Oslo",
            ..Reply::default()
        };
        self.receive(reply.raw(self.now())).await;
    }

    async fn killed(&mut self, first: &str) {
        let id = self.with(first).await;
        let kill = Decision::Kill {
            seen: self.seen(&id).await,
            reason: "off_tone".to_owned(),
            note: Some("too loud".to_owned()),
        };
        self.decide("Ada", &id, kill).await.unwrap();
    }

    /// What the name promises, so that a test that goes by it tests what it says.
    async fn is_in_every_phase(&self) {
        let mut phases = BTreeSet::new();
        let mut states = BTreeSet::new();
        for item in self.table.all("conv#").await {
            if item.key.sk != "head" {
                continue;
            }
            let head: flow::items::Head = flow::items::decode(&item).unwrap();
            phases.insert(head.state.phase.name());
            for message in &head.state.messages {
                states.insert(match message.state {
                    MessageState::InDoubt { .. } => "in doubt",
                    MessageState::Cleared { .. } => "cleared",
                    _ => "",
                });
            }
        }
        let all = [
            "active",
            "closed",
            "ending",
            "listed",
            "paused",
            "stopped",
            "with_operator",
        ];
        assert_eq!(phases, BTreeSet::from(all));
        assert!(
            states.contains("in doubt") && states.contains("cleared"),
            "{states:?}"
        );
    }
}
