//! Looks into the person's mailbox again and again, beside everything else: a provider that is slow keeps
//! no letter waiting.

use flow::{Ports, mail_reading};
use ports::MailReader;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// After failures the pause doubles, up to this.
const LONGEST_PAUSE: Duration = Duration::from_secs(15 * 60);

/// The mailbox, and how often it is looked into.
pub(super) struct MailboxWatch {
    pub(super) ports: Ports,
    pub(super) mailbox: Arc<dyn MailReader>,
    pub(super) every: Duration,
    /// Called when something was taken.
    pub(super) wake: Arc<dyn Fn() + Send + Sync>,
}

impl MailboxWatch {
    /// Runs until told to stop. A look that is cut off then is made again by the next run.
    pub(super) async fn run(self, mut stopped: watch::Receiver<bool>) {
        if *stopped.borrow() {
            return;
        }
        tokio::select! {
            () = self.look_again_and_again() => {}
            _ = stopped.changed() => {}
        }
    }

    async fn look_again_and_again(&self) {
        let name = self.mailbox.name();
        let mut failures: u32 = 0;
        loop {
            let (pause, kept) = match mail_reading::read(&self.ports, &*self.mailbox).await {
                Ok(taken) => {
                    failures = 0;
                    if taken > 0 {
                        (self.wake)();
                    }
                    (
                        self.every,
                        mail_reading::went_well(&self.ports, &name).await,
                    )
                }
                Err(error) => {
                    failures = failures.saturating_add(1);
                    let pause = pause(self.every, failures, self.ports.entropy.bytes());
                    let why = error.to_string();
                    tracing::warn!(
                        "replies are not read; tried again in {} s: {why}",
                        pause.as_secs()
                    );
                    let again = jiff::SignedDuration::try_from(pause).unwrap_or_default();
                    let again = domain::calendar::later(self.ports.clock.now(), again);
                    let kept = mail_reading::failed(&self.ports, &name, &why, again).await;
                    (pause, kept)
                }
            };
            if let Err(error) = kept {
                tracing::warn!(%error, "how the reading of the mailbox stands can't be kept");
            }
            tokio::time::sleep(pause).await;
        }
    }
}

/// The pause after so many failures in a row: doubled for each, then a quarter more or less, so that many
/// programs don't come back to a provider at one moment.
fn pause(every: Duration, failures: u32, chance: [u8; 16]) -> Duration {
    let doubled = every.saturating_mul(2_u32.saturating_pow(failures.saturating_sub(1)));
    let pause = doubled.min(LONGEST_PAUSE.max(every));
    let [part, ..] = chance;
    // 768 to 1278 of 1024 parts.
    let parts = u32::from(part).saturating_mul(2).saturating_add(768);
    pause.saturating_mul(parts) / 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_are_never_all_alike() {
        let every = Duration::from_secs(60);
        let middle = |failures| pause(every, failures, [128; 16]).as_secs();
        assert_eq!([1, 2, 3, 4].map(middle), [60, 120, 240, 480]);
        assert_eq!([5, 6, 40].map(middle), [900, 900, 900]);
        assert_eq!(pause(every, 1, [0; 16]), Duration::from_secs(45));
        assert!(pause(every, 1, [255; 16]) < Duration::from_secs(75));
        assert_eq!(
            pause(Duration::from_secs(3_600), 9, [128; 16]).as_secs(),
            3_600
        );
    }
}
