//! The newest tokens of mail accounts: a secret of the stack's own, which only the functions that sign in may read
//! and write. A JSON map, by the hash of the refresh token that was configured.
//!
//! Secrets Manager keeps each version of a secret for a day and takes a hundred of them, which is one in 14.4
//! minutes (its user guide, "quotas"); a secret holds 64 KB. So one access token serves all instances until it ends,
//! and tokens that come while others are being written are written together.

use adapters_aws::Aws;
use connectors::{NewestTokens, RefreshTokens};
use ports::PortError;
use std::collections::BTreeMap;
use std::sync::{Mutex as Lock, MutexGuard, PoisonError};
use tokio::sync::Mutex;

/// The tokens by the names of their consents.
type Tokens = BTreeMap<String, NewestTokens>;

/// Writes until they are there. Another's write can undo ours only if it began within the same moment.
const ATTEMPTS: usize = 3;
/// What a secret holds, bytes.
const LARGEST: usize = 65_536;

/// [`RefreshTokens`] in a secret.
pub(crate) struct RefreshTokenSecret {
    aws: Aws,
    id: String,
    /// What is not known to be in the secret.
    unwritten: Lock<Tokens>,
    writing: Mutex<()>,
}

impl RefreshTokenSecret {
    /// Reads nothing yet: most accounts sign in by a password.
    pub(crate) fn new(aws: Aws, id: String) -> Self {
        Self {
            aws,
            id,
            unwritten: Lock::default(),
            writing: Mutex::default(),
        }
    }

    fn unwritten(&self) -> MutexGuard<'_, Tokens> {
        self.unwritten
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    async fn read(&self) -> Result<Tokens, PortError> {
        let text = self.aws.secret(&self.id).await?;
        // What the library would tell may be a token.
        serde_json::from_str(&text).map_err(|_| {
            PortError::Refused(
                "the secret of ONLOOP_REFRESH_TOKENS can't be read: write {} into it; consent may have to be given again"
                    .to_owned(),
            )
        })
    }

    async fn write(&self) -> Result<(), PortError> {
        let own = self.unwritten().clone();
        if own.is_empty() {
            // Written with those of another account.
            return Ok(());
        }
        let before = self.read().await?;
        let mut now = before.clone();
        for _ in 0..ATTEMPTS {
            let missing = missing(&own, &before, &now);
            if missing.is_empty() {
                self.unwritten()
                    .retain(|name, kept| own.get(name) != Some(kept));
                return Ok(());
            }
            now.extend(missing);
            self.aws.put_secret(&self.id, &text_of(&now)?).await?;
            now = self.read().await?;
        }
        Err(PortError::Busy(
            "others write the same secret again and again".to_owned(),
        ))
    }
}

/// Where there is no room for access tokens they are left out, and each instance asks for its own.
fn text_of(tokens: &Tokens) -> Result<String, PortError> {
    let text = |tokens: &Tokens| {
        serde_json::to_string(tokens)
            .map_err(|_| PortError::Refused("they can't be written as JSON".to_owned()))
    };
    let whole = text(tokens)?;
    if whole.len() <= LARGEST {
        return Ok(whole);
    }
    let mut tokens = tokens.clone();
    for kept in tokens.values_mut() {
        kept.access = None;
    }
    text(&tokens)
}

/// What of ours is not there: it was never written, or another's write, begun before ours, has undone it. Where there
/// is something else again, another instance has gone on from ours.
fn missing(own: &Tokens, before: &Tokens, now: &Tokens) -> Tokens {
    let is_missing = |(name, kept): &(&String, &NewestTokens)| {
        now.get(*name) == before.get(*name) && now.get(*name) != Some(*kept)
    };
    let missing = own.iter().filter(is_missing);
    missing
        .map(|(name, kept)| (name.clone(), kept.clone()))
        .collect()
}

#[async_trait::async_trait]
impl RefreshTokens for RefreshTokenSecret {
    async fn newest(&self, name: &str) -> Result<Option<NewestTokens>, PortError> {
        let unwritten = self.unwritten().get(name).cloned();
        match unwritten {
            Some(newest) => Ok(Some(newest)),
            None => Ok(self.read().await?.remove(name)),
        }
    }

    async fn keep(&self, name: &str, newest: &NewestTokens) {
        self.unwritten().insert(name.to_owned(), newest.clone());
        let _turn = self.writing.lock().await;
        if let Err(error) = self.write().await {
            tracing::warn!(%error, "a new refresh token can't be kept: if this instance ends, consent may have to be given again");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use connectors::AccessToken;
    use jiff::Timestamp;

    fn tokens(all: &[(&str, &str)]) -> Tokens {
        let one = |(name, refresh_token): &(&str, &str)| {
            let refresh_token = (*refresh_token).to_owned();
            let newest = NewestTokens {
                refresh_token,
                access: None,
            };
            ((*name).to_owned(), newest)
        };
        all.iter().map(one).collect()
    }

    #[test]
    fn access_tokens_are_left_out_where_a_secret_has_no_room_for_them() {
        let mut all = tokens(&[("mara", "m1"), ("ole", "o1")]);
        let mut text = String::new();
        for length in [1_000, LARGEST / 2] {
            for kept in all.values_mut() {
                kept.access = Some(AccessToken {
                    token: "a".repeat(length),
                    until: Timestamp::UNIX_EPOCH,
                });
            }
            text = text_of(&all).unwrap();
            assert!(text.len() <= LARGEST);
            assert_eq!(text.contains("aaaa"), length == 1_000);
        }
        let read: Tokens = serde_json::from_str(&text).unwrap();
        assert_eq!(read, tokens(&[("mara", "m1"), ("ole", "o1")]));
    }

    #[test]
    fn what_another_write_has_undone_is_written_again_and_what_came_after_it_is_not() {
        let before = tokens(&[("mara", "m1")]);
        let own = tokens(&[("mara", "m2"), ("ole", "o2")]);
        assert_eq!(missing(&own, &before, &before), own);
        let written = tokens(&[("ida", "i2"), ("mara", "m2"), ("ole", "o2")]);
        assert_eq!(missing(&own, &before, &written), tokens(&[]));
        let undone = tokens(&[("ida", "i2"), ("mara", "m1")]);
        assert_eq!(missing(&own, &before, &undone), own);
        let gone_on = tokens(&[("mara", "m3")]);
        assert_eq!(missing(&own, &before, &gone_on), tokens(&[("ole", "o2")]));
        assert_eq!(missing(&before, &before, &before), tokens(&[]));
    }
}
