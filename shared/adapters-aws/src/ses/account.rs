//! What the account may send, and what this process has sent of it. Other processes send, too: SES
//! says no where the sum is too much, and that is `Busy` as well.

use jiff::{SignedDuration, Timestamp};
use std::collections::VecDeque;

/// How long what SES said of the account counts.
const FRESH: SignedDuration = SignedDuration::from_secs(60);

/// What SES says of the account.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Account {
    /// Why it may not send at all.
    pub(super) stopped: Option<String>,
    /// Letters in 24 hours; none is no limit.
    pub(super) per_day: Option<f64>,
    /// Letters a second.
    pub(super) per_second: Option<f64>,
    /// Letters in the last 24 hours.
    pub(super) sent: f64,
}

/// What is known, and what has been sent since.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    known: Option<(Account, Timestamp)>,
    under_way: u32,
    sent_since: u32,
    lately: VecDeque<Timestamp>,
}

impl Ledger {
    /// Whether SES must be asked again.
    pub(super) fn is_stale(&self, now: Timestamp) -> bool {
        self.known
            .as_ref()
            .is_none_or(|(_, at)| now.duration_since(*at) >= FRESH)
    }

    /// Keeps what SES says.
    pub(super) fn learn(&mut self, account: Account, now: Timestamp) {
        self.known = Some((account, now));
        self.sent_since = 0;
    }

    /// SES must be asked again.
    pub(super) fn forget(&mut self) {
        self.known = None;
    }

    /// Takes a place, or says why there is none.
    pub(super) fn take(&mut self, now: Timestamp) -> Result<(), String> {
        let Some((account, _)) = &self.known else {
            return Err("the account's limits are not known".to_owned());
        };
        if let Some(why) = &account.stopped {
            return Err(why.clone());
        }
        let counted = account.sent + f64::from(self.sent_since) + f64::from(self.under_way);
        if account
            .per_day
            .is_some_and(|per_day| counted + 1.0 > per_day)
        {
            return Err(format!(
                "the account's quota is used up: {counted:.0} letters in 24 hours"
            ));
        }
        if let Some(rate) = account.per_second {
            if rate <= 0.0 {
                return Err("the account's sending rate is zero".to_owned());
            }
            // Less than one a second is one in more than a second.
            let window = 1.0 / rate.min(1.0);
            let old = |at: &Timestamp| now.duration_since(*at).as_secs_f64() >= window;
            while self.lately.front().is_some_and(old) {
                self.lately.pop_front();
            }
            let lately = f64::from(u32::try_from(self.lately.len()).unwrap_or(u32::MAX));
            if lately + 1.0 > rate.max(1.0) {
                return Err(format!("the account sends at most {rate} letters a second"));
            }
            self.lately.push_back(now);
        }
        self.under_way = self.under_way.saturating_add(1);
        Ok(())
    }

    /// A place that was taken is free again, or used.
    pub(super) fn settled(&mut self, sent: bool) {
        self.under_way = self.under_way.saturating_sub(1);
        if sent {
            self.sent_since = self.sent_since.saturating_add(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(per_day: Option<f64>, per_second: f64, sent: f64) -> Account {
        Account {
            stopped: None,
            per_day,
            per_second: Some(per_second),
            sent,
        }
    }

    fn at(milliseconds: i64) -> Timestamp {
        Timestamp::from_millisecond(milliseconds).unwrap()
    }

    #[test]
    fn what_is_not_known_is_asked_for_and_counts_for_a_minute() {
        let mut ledger = Ledger::default();
        assert!(ledger.is_stale(at(0)) && ledger.take(at(0)).is_err());
        ledger.learn(account(None, 1.0, 0.0), at(0));
        assert!(!ledger.is_stale(at(59_999)) && ledger.is_stale(at(60_000)));
        ledger.forget();
        assert!(ledger.is_stale(at(0)));
    }

    #[test]
    fn the_quota_counts_what_was_sent_and_what_is_under_way() {
        let mut ledger = Ledger::default();
        ledger.learn(account(Some(10.0), 100.0, 8.0), at(0));
        ledger.take(at(0)).unwrap();
        ledger.take(at(0)).unwrap();
        assert!(ledger.take(at(0)).is_err());
        ledger.settled(true);
        assert!(ledger.take(at(0)).is_err());
        ledger.settled(false);
        ledger.take(at(0)).unwrap();
    }

    #[test]
    fn no_second_holds_more_than_the_rate() {
        let mut ledger = Ledger::default();
        ledger.learn(account(None, 2.0, 1e9), at(0));
        let taken = [0, 500, 999, 1_000, 1_499, 1_500].map(|time| ledger.take(at(time)).is_ok());
        assert_eq!(taken, [true, true, false, true, false, true]);
        let mut slow = Ledger::default();
        slow.learn(account(None, 0.5, 0.0), at(0));
        let taken = [0, 1_999, 2_000].map(|time| slow.take(at(time)).is_ok());
        assert_eq!(taken, [true, false, true]);
        slow.learn(account(None, 0.0, 0.0), at(0));
        assert!(slow.take(at(10_000)).is_err());
    }

    #[test]
    fn a_stopped_account_sends_nothing() {
        let mut ledger = Ledger::default();
        let stopped = Account {
            stopped: Some("paused".to_owned()),
            ..account(None, 1.0, 0.0)
        };
        ledger.learn(stopped, at(0));
        assert_eq!(ledger.take(at(0)), Err("paused".to_owned()));
    }
}
