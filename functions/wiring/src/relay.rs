//! The relay's ticks, by the table's stream for speed and by the minute for certainty. Either alone
//! suffices: what an event says is not looked at, because the table says it better. What is due later wakes
//! nobody by itself: it comes with the minute, or with the next record of the stream.

use crate::{Error, Stack};
use flow::relay;
use lambda_runtime::{LambdaEvent, service_fn};
use serde_json::Value;

/// Ticks of one event. Each delivers hundreds of tasks; the next minute goes on with the rest.
const TICKS: usize = 20;

/// Ticks until the process ends.
///
/// # Errors
/// What the store said, or that the runtime went away.
pub async fn serve(stack: Stack) -> Result<(), Error> {
    flow::setup::ensure(&stack.ports).await?;
    let stack = &stack;
    let handle = service_fn(move |_: LambdaEvent<Value>| tick(stack));
    lambda_runtime::run(handle).await
}

async fn tick(stack: &Stack) -> Result<(), Error> {
    stack.playbook.refresh(&stack.ports).await;
    for _ in 0..TICKS {
        let tick = relay::tick(&stack.ports).await?;
        if tick.delivered > 0 || tick.given_up > 0 {
            tracing::info!(
                delivered = tick.delivered,
                given_up = tick.given_up,
                "tasks were put into their queues"
            );
        }
        if !tick.more {
            break;
        }
    }
    Ok(())
}
