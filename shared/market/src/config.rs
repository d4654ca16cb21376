//! How lively the market is.

use serde::{Deserialize, Serialize};

/// The market's temper. Shares are from 0 to 1; what is outside is brought inside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MarketConfig {
    /// Decides every draw.
    pub seed: u64,
    /// People who answer one of the first three letters of a thread themselves.
    pub reply_share: f64,
    /// Of these answers, those that agree to a next step.
    pub positive_share: f64,
    /// Addresses that are dead.
    pub hard_bounce_share: f64,
    /// Letters that find the reader away.
    pub out_of_office_share: f64,
    /// People who leave by the one-click link.
    pub one_click_share: f64,
    /// People who report one of the first three letters as spam. Two reports in a thousand letters halt a
    /// mailbox, as they should.
    pub spam_report_share: f64,
    /// Letters that are late at first.
    pub delay_share: f64,
    /// Mailboxes that confirm the receipt of the first letter of a thread.
    pub auto_reply_share: f64,
    /// Mailboxes behind a scanner that looks at every link.
    pub scan_share: f64,
}

impl Default for MarketConfig {
    fn default() -> Self {
        Self {
            seed: 1,
            reply_share: 0.35,
            positive_share: 0.34,
            hard_bounce_share: 0.04,
            out_of_office_share: 0.06,
            one_click_share: 0.05,
            spam_report_share: 0.001,
            delay_share: 0.01,
            auto_reply_share: 0.02,
            scan_share: 0.03,
        }
    }
}
