//! A LinkedIn account by the environment. Off unless it is set up: LinkedIn's user agreement bars automation, and
//! whoever turns it on risks his account.

use super::UpError;
use crate::environment::variable;
use connectors::{Unipile, UnipileConfig};
use ports::{Messenger, NoMessenger};
use std::sync::Arc;

const KEY: &str = "ONLOOP_UNIPILE_KEY";
const ACCOUNT: &str = "ONLOOP_UNIPILE_ACCOUNT";
const PROFILE: &str = "ONLOOP_UNIPILE_PROFILE";
const URL: &str = "ONLOOP_UNIPILE_URL";

/// The account that messages go out by; none where no key is given.
///
/// # Errors
/// Which variable is wrong or missing; never with what it holds. The simulated market writes to nobody.
pub(super) fn read(market: bool) -> Result<Arc<dyn Messenger>, UpError> {
    let wrong = |variable: &'static str, reason: &str| UpError::Environment {
        variable,
        reason: reason.to_owned(),
    };
    let Some(key) = variable(KEY) else {
        return Ok(Arc::new(NoMessenger));
    };
    if market {
        return Err(wrong(
            KEY,
            "the simulated market is on, in which nobody real is written to: start with --market none",
        ));
    }
    let account = variable(ACCOUNT)
        .ok_or_else(|| wrong(ACCOUNT, "the account's id at Unipile (acc_…) is missing"))?;
    let profile = variable(PROFILE).ok_or_else(|| {
        wrong(
            PROFILE,
            "the account's profile (https://www.linkedin.com/in/…) is missing",
        )
    })?;
    let mut config = UnipileConfig::usual(key, account, profile);
    if let Some(url) = variable(URL) {
        config.base_url = url;
    }
    let unipile = Unipile::new(config).map_err(|reason| wrong(KEY, &reason))?;
    Ok(Arc::new(unipile))
}
