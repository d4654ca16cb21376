//! `migrate`: the stack of a data folder straight into one on AWS.
//!
//! Only this file knows how a stack there is opened, and only with the feature `aws`: Amazon's clients are
//! large, and whoever works on one machine never builds them.

use crate::cli::MigrateArgs;
use crate::commands::{Done, Failure};
use serde::Deserialize;

/// A deployed stack, as its output `Stack` says it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(
    not(feature = "aws"),
    expect(
        dead_code,
        reason = "read to tell a mistake in it, and used with the feature"
    )
)]
struct Deployed {
    /// The table's name.
    table: String,
    /// The bucket of bodies.
    blobs: String,
    /// The secret that holds the keys.
    keys: String,
    /// What the queues' addresses start with.
    queues: String,
}

impl Deployed {
    /// Reads what was given: JSON, or a file that holds it.
    fn read(given: &str) -> Result<Self, Failure> {
        let text = if given.trim_start().starts_with('{') {
            given.to_owned()
        } else {
            std::fs::read_to_string(given).map_err(|error| {
                Failure::misuse(
                    format!("can't read {given}: {error}"),
                    "--to takes the output `Stack` of the deployed stack, or a file that holds it: see onloop migrate --help",
                )
            })?
        };
        serde_json::from_str(&text).map_err(|error| {
            Failure::misuse(
                format!("--to is not the output `Stack` of a deployed stack: {error}"),
                "see onloop migrate --help for how to get it",
            )
        })
    }
}

#[cfg(not(feature = "aws"))]
pub(crate) fn run(args: &MigrateArgs) -> Done {
    Deployed::read(&args.to)?;
    Err(Failure::refused(
        "this program was built without Amazon's clients",
        "build one with them: cargo run --release --features aws -- migrate …",
    ))
}

#[cfg(feature = "aws")]
pub(crate) use with_clients::run;

#[cfg(feature = "aws")]
mod with_clients {
    use super::{Deployed, Done, Failure, MigrateArgs};
    use crate::commands::Answer;
    use crate::commands::moving::pack::{must_have_stack, open, tell_left};
    use crate::commands::moving::progress::Shown;
    use crate::commands::moving::{refused, told};
    use crate::commands::output::{Output, hint};
    use crate::commands::server::wait;
    use crate::up::Offline;
    use adapters_aws::Aws;
    use adapters_local::SystemClock;
    use flow::moving::{self, Arrival, Survey};
    use flow::{StepError, stack_keys};
    use ports::{Blobs, Clock, PortError, Queue, QueueName, Table};
    use std::sync::Arc;
    use std::time::Duration;

    /// A service that is throttled is asked again after so long, and twice as long each time.
    const PAUSE: Duration = Duration::from_millis(500);
    /// So often without any progress.
    const TIRED: u32 = 7;

    pub(crate) fn run(args: &MigrateArgs) -> Done {
        let deployed = Deployed::read(&args.to)?;
        must_have_stack(&args.data.data)?;
        wait(async {
            let stack = open(&args.data.data).await?;
            let done = migrate(&stack, args, &deployed).await;
            stack.close().await.map_err(refused)?;
            let survey = done?;
            Output::new().line(&format!("moved to {}: {}", deployed.table, told(&survey)))?;
            hint(
                "it is halted there. Next: put its playbook.tar into its bucket, sign in, look at it, and resume",
            );
            Ok(Answer::Yes)
        })
    }

    /// A stack on AWS, open.
    struct There<'a> {
        table: &'a dyn Table,
        blobs: &'a dyn Blobs,
        id: &'a str,
        from: &'a str,
        clock: &'a dyn Clock,
    }

    impl There<'_> {
        async fn begin(&self) -> Result<Arrival<'_>, StepError> {
            let now = self.clock.now();
            Arrival::begin(self.table, self.blobs, self.id, self.from, now).await
        }
    }

    async fn migrate(
        stack: &Offline,
        args: &MigrateArgs,
        deployed: &Deployed,
    ) -> Result<Survey, Failure> {
        let ports = stack.ports();
        if stack.knows_the_market().await.map_err(refused)? {
            return Err(Failure::refused(
                "the simulated market has worked on this stack: whom it knows was invented, and there real letters leave",
                "move a stack that was only ever served with --market none, or with a real mailer or mailbox",
            ));
        }
        let aws = Aws::from_environment().await;
        let queues = aws.queue(&deployed.queues);
        for queue in QueueName::ALL {
            let depth = queues.depth(queue).await.map_err(refused)?;
            if depth.ready > 0 || depth.hidden > 0 {
                return Err(Failure::refused(
                    format!(
                        "something waits in the queue {}{}",
                        deployed.queues,
                        queue.as_str()
                    ),
                    "a stack moves into a new one: deploy it, and don't give it a playbook before it has moved",
                ));
            }
        }
        let (table, blobs) = (
            aws.table(&deployed.table, Arc::new(SystemClock::new())),
            aws.blobs(&deployed.blobs),
        );
        let to = format!("the table {}", deployed.table);
        let left = moving::leave(ports, stack.operator(), &to, args.again).await;
        let left = left.map_err(refused)?;
        tell_left(&left);
        let mut shown = Shown::new();
        let source = moving::survey(&*ports.table, &*ports.blobs, &mut |p| shown.tell(p))
            .await
            .map_err(refused)?;
        let from = std::path::absolute(&args.data.data).map_err(refused)?;
        let there = There {
            table: &table,
            blobs: &blobs,
            id: &left.moved.id,
            from: &from.display().to_string(),
            clock: &*ports.clock,
        };
        let arrival = there.begin().await.map_err(refused)?;
        if arrival.row().done.is_none() {
            // Before anything can be sent by it: without these keys the stop list holds nobody.
            let keys = stack_keys::write(&ports.secrets);
            let put = aws.put_secret(&deployed.keys, &keys).await;
            put.map_err(refused)?;
        }
        drop(arrival);
        copy(stack, &there, &source, &mut shown).await
    }

    /// Copies until it is whole. What is throttled or broken off on the way is gone on with.
    async fn copy(
        stack: &Offline,
        there: &There<'_>,
        source: &Survey,
        shown: &mut Shown,
    ) -> Result<Survey, Failure> {
        let ports = stack.ports();
        let (mut tired, mut before) = (0, (0, 0));
        loop {
            let attempt = async {
                let mut to = there.begin().await?;
                let come = (to.row().blobs, to.row().items);
                if come != before {
                    (tired, before) = (0, come);
                }
                if to.row().done.is_some() {
                    // It may have gone on since: that is no reason to compare it.
                    return Ok(source.clone());
                }
                let told: moving::Told<'_> = &mut |p| shown.tell(p);
                moving::copy(&*ports.table, &*ports.blobs, &mut to, told).await?;
                to.finish(source, there.clock.now(), told).await
            };
            let attempt: Result<Survey, StepError> = attempt.await;
            match attempt {
                Err(StepError::Port(PortError::Busy(_) | PortError::Unknown(_)))
                    if tired < TIRED =>
                {
                    tokio::time::sleep(PAUSE * 2_u32.pow(tired)).await;
                    tired += 1;
                }
                done => {
                    return done.map_err(|error| {
                        Failure::refused(
                            error,
                            "when that is mended, run the same command again: it goes on where it was",
                        )
                    });
                }
            }
        }
    }
}
