//! Halts in a storm, invariant 7: once one is acknowledged nothing is claimed until it is taken back, and its answer
//! says how much was in flight.

use super::operator::{Operator, ask};
use super::stored::{Story, stories};
use super::{Deployed, HOUR};
use domain::conversation::Event;
use jiff::Timestamp;
use serde_json::{Value, json};

/// A halt that was taken back. There is one agent with one mailbox, so that each holds all.
pub(crate) struct Halted {
    scope: &'static str,
    acknowledged: Timestamp,
    taken_back: Timestamp,
}

async fn ask_for(stack: &mut Deployed, scope: &str, name: Option<&str>, on: bool) -> Value {
    let halt = json!({"scope": scope, "name": name, "on": on});
    ask(stack, "POST", "/halt", Some(halt)).await.unwrap()
}

fn acknowledged(answer: &Value) -> Timestamp {
    answer["acknowledged_at"].as_str().unwrap().parse().unwrap()
}

impl Halted {
    /// Halts, looks so often after eight hours each, and takes it back.
    pub(crate) async fn for_hours(
        stack: &mut Deployed,
        operator: &mut Operator,
        scope: &'static str,
        name: Option<&str>,
        looks: usize,
    ) -> Self {
        // Nobody works while it is asked for.
        let in_flight: usize = stories(stack).await.iter().map(Story::in_flight).sum();
        let answer = ask_for(stack, scope, name, true).await;
        assert_eq!(answer["in_flight"], in_flight, "{scope}: {answer}");
        let before = stack.ses.letters().len();
        for _ in 0..looks {
            stack.pass(8 * HOUR);
            stack.work().await;
            operator.look(stack).await;
        }
        let after = stack.ses.letters().len();
        assert_eq!(before, after, "a letter left in spite of a halt: {scope}");
        Self {
            scope,
            acknowledged: acknowledged(&answer),
            taken_back: acknowledged(&ask_for(stack, scope, name, false).await),
        }
    }

    /// Nothing was claimed meanwhile.
    pub(crate) fn check(&self, story: &Story) {
        let meanwhile = self.acknowledged..self.taken_back;
        for recorded in &story.events {
            let claims = matches!(recorded.event, Event::Claimed { .. });
            assert!(
                !claims || !meanwhile.contains(&recorded.at),
                "{} was halted: {recorded:?}",
                self.scope
            );
        }
    }
}
