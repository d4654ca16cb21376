//! Prices times usage.

use super::prices::Prices;
use super::usage::{Stage, Usage};
use serde::Serialize;

/// Weeks in a month.
const WEEKS: f64 = 365.25 / 12.0 / 7.0;
/// Where verdicts come in: a request to the API each.
const VERDICTS: &str = "verdicts";
/// Where drafts are written.
const DRAFTING: &str = "drafting";

/// Dollars by what they are paid for.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(super) struct Parts {
    /// Reads and writes of the table.
    pub(super) table: f64,
    /// Requests to the queues.
    pub(super) queues: f64,
    /// Bodies stored and fetched.
    pub(super) objects: f64,
    /// Invocations, and memory by time.
    pub(super) functions: f64,
    /// Requests to the API.
    pub(super) api: f64,
    /// Letters, if they go by SES.
    pub(super) mail: f64,
    /// The model's tokens, and the time spent waiting for them.
    pub(super) model: f64,
}

impl Parts {
    /// Without the model, the offline composer writes.
    pub(super) fn without_model(&self) -> f64 {
        self.table + self.queues + self.objects + self.functions + self.api + self.mail
    }

    /// All of it.
    pub(super) fn with_model(&self) -> f64 {
        self.without_model() + self.model
    }

    /// So many times.
    fn times(&self, count: f64) -> Self {
        Self {
            table: self.table * count,
            queues: self.queues * count,
            objects: self.objects * count,
            functions: self.functions * count,
            api: self.api * count,
            mail: self.mail * count,
            model: self.model * count,
        }
    }
}

/// A month of a fleet.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Month {
    /// Agents.
    pub(super) agents: u32,
    /// Contacts that are worked.
    pub(super) contacts: f64,
    /// What the stack costs with no contact at all.
    pub(super) idle: f64,
    /// Idle and contacts, drafts by the offline composer.
    pub(super) without_model: f64,
    /// Idle and contacts, drafts by the model.
    pub(super) with_model: f64,
}

/// A thousand contacts.
pub(super) fn thousand(prices: &Prices, usage: &Usage) -> Parts {
    let mut parts = Parts::default();
    for (name, stage) in &usage.stages {
        parts.table += stage.read_units * prices.table.million_read_units / 1e6
            + stage.write_units * prices.table.million_write_units / 1e6;
        parts.queues += stage.queue_messages
            * prices.queues.requests_per_message
            * prices.queues.million_requests
            / 1e6;
        parts.objects += stage.blobs_written * prices.objects.thousand_puts / 1e3
            + stage.blobs_read * prices.objects.thousand_gets / 1e3;
        parts.functions += runs(prices, stage.tasks) + time(prices, milliseconds(prices, stage));
        if name == VERDICTS {
            parts.api += stage.tasks * prices.api.million_requests / 1e6;
        }
    }
    let functions = &prices.functions;
    parts.functions += time(prices, usage.letters * functions.milliseconds_per_letter);
    parts.mail += usage.letters * prices.mail.thousand_letters / 1e3
        + usage.replies * prices.mail.thousand_replies / 1e3;
    let drafts = usage.stages.get(DRAFTING).map_or(0.0, |stage| stage.tasks);
    let calls = drafts + usage.replies;
    parts.model += drafts * prices.call(&prices.model.draft)
        + usage.replies * prices.call(&prices.model.reply)
        + time(prices, calls * functions.milliseconds_per_model_call);
    parts.times(1e3)
}

/// A month of so many agents, each with so many new contacts a week.
pub(super) fn month(prices: &Prices, thousand: &Parts, agents: u32, a_week: f64) -> Month {
    let contacts = f64::from(agents) * a_week * WEEKS;
    let idle = idle(prices);
    let share = contacts / 1e3;
    Month {
        agents,
        contacts,
        idle,
        without_model: idle + thousand.without_model() * share,
        with_model: idle + thousand.with_model() * share,
    }
}

fn idle(prices: &Prices) -> f64 {
    let stack = &prices.stack_a_month;
    stack.secrets
        + stack.alarms
        + stack.dashboard
        + stack.relay_reads * prices.table.million_read_units / 1e6
        + runs(prices, stack.relay_runs)
        + time(
            prices,
            stack.relay_runs
                * (prices.functions.milliseconds_per_task
                    + prices.functions.milliseconds_per_table_call),
        )
        + prices.queues.idle_requests_a_month * prices.queues.million_requests / 1e6
}

fn runs(prices: &Prices, count: f64) -> f64 {
    count * prices.functions.million_requests / 1e6
}

fn time(prices: &Prices, milliseconds: f64) -> f64 {
    let functions = &prices.functions;
    milliseconds / 1e3 * functions.memory_mb / 1024.0 * functions.gb_second
}

fn milliseconds(prices: &Prices, stage: &Stage) -> f64 {
    let functions = &prices.functions;
    stage.tasks * functions.milliseconds_per_task
        + stage.table_calls * functions.milliseconds_per_table_call
        + (stage.blobs_written + stage.blobs_read) * functions.milliseconds_per_object_call
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::cost::usage::Measured;

    #[test]
    fn a_thousand_contacts_cost_what_their_parts_cost() {
        let prices = Prices::read(None).expect("prices");
        let stage = Stage {
            read_units: 8.0,
            write_units: 16.0,
            queue_messages: 2.0,
            ..Stage::default()
        };
        let usage = Usage {
            letters: 3.0,
            replies: 0.0,
            stages: [("sending".to_owned(), stage)].into(),
        };
        let parts = thousand(&prices, &usage);
        // 8,000 reads at 0.125 and 16,000 writes at 0.625 a million; 6,000 requests at 0.40 a million.
        assert!((parts.table - 0.011).abs() < 1e-9, "{parts:?}");
        assert!((parts.queues - 0.0024).abs() < 1e-9, "{parts:?}");
        // 3,000 letters at 0.16 a thousand; 900 seconds of half a gigabyte.
        assert!((parts.mail - 0.48).abs() < 1e-9, "{parts:?}");
        assert!(
            (parts.functions - 450.0 * 0.0000133334).abs() < 1e-9,
            "{parts:?}"
        );
        assert!(parts.model.abs() < 1e-12, "{parts:?}");
    }

    #[test]
    fn who_answers_costs_more_reading_and_fewer_letters() {
        let measured = Measured::read().expect("units");
        let (silent, answered) = (measured.usage(0.0), measured.usage(1.0));
        assert!(silent.letters > answered.letters, "{silent:?} {answered:?}");
        assert!(answered.replies > silent.replies, "{silent:?} {answered:?}");
        let middle = measured.usage(0.5);
        assert!((middle.letters * 2.0 - silent.letters - answered.letters).abs() < 1e-9);
    }

    #[test]
    fn a_month_is_idle_cost_and_its_contacts() {
        let prices = Prices::read(None).expect("prices");
        let parts = thousand(&prices, &Measured::read().expect("units").usage(0.05));
        let (none, one, fifty) = (
            month(&prices, &parts, 0, 50.0),
            month(&prices, &parts, 1, 50.0),
            month(&prices, &parts, 50, 50.0),
        );
        assert!((none.with_model - none.idle).abs() < 1e-12);
        let (one_adds, fifty_add) = (one.with_model - one.idle, fifty.with_model - fifty.idle);
        assert!(one_adds > 0.0 && (fifty_add - 50.0 * one_adds).abs() < 1e-6);
    }
}
