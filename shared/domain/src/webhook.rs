//! Signatures of what programs post to the public door, as Standard Webhooks 1.0.0 has them
//! (<https://www.standardwebhooks.com>): HMAC-SHA-256 over `{id}.{timestamp}.{body}`, the body byte for byte.

use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use sha2::Sha256;

/// A post may be so much older or newer than our clock: whoever recorded one can't give it again later.
pub const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);
/// At most so many signatures are tried. A sender that changes its secret gives two.
const MOST_SIGNATURES: usize = 10;
/// Before a signature that we can check. There are others, such as `v1a` (ed25519).
const SCHEME: &str = "v1,";

/// The headers of a signed post, in small letters.
pub mod headers {
    /// Names the post; a repeat has the same.
    pub const ID: &str = "webhook-id";
    /// When it was sent, in seconds since 1970.
    pub const TIMESTAMP: &str = "webhook-timestamp";
    /// Its signatures, with a space between them.
    pub const SIGNATURE: &str = "webhook-signature";
}

/// What sender and receiver share. Shown to operators alone.
#[derive(Clone)]
pub struct WebhookSecret(Vec<u8>);

impl std::fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WebhookSecret(…)")
    }
}

impl WebhookSecret {
    pub(crate) fn of(key: Vec<u8>) -> Self {
        Self(key)
    }

    /// As libraries of the standard take it: `whsec_` and base64.
    pub fn text(&self) -> String {
        format!("whsec_{}", data_encoding::BASE64.encode(&self.0))
    }

    /// The signature that a sender puts into its header.
    pub fn sign(&self, id: &str, timestamp: &str, body: &[u8]) -> String {
        let code = self.code(id, timestamp, body).map(Mac::finalize);
        let bytes = code.map(|code| code.into_bytes().to_vec());
        let text = data_encoding::BASE64.encode(&bytes.unwrap_or_default());
        format!("{SCHEME}{text}")
    }

    /// HMAC takes a key of any length, so there always is one.
    fn code(&self, id: &str, timestamp: &str, body: &[u8]) -> Option<Hmac<Sha256>> {
        let mut code = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
            code.update(part);
        }
        Some(code)
    }
}

/// What the headers of a post say. Nothing of it is proven before [`Signed::check`].
#[derive(Debug, Clone, Copy)]
pub struct Signed<'a> {
    id: &'a str,
    timestamp: &'a str,
    signatures: &'a str,
}

/// Why a post is not taken. Tells its sender what to mend, and nothing about the secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unproven {
    /// A header isn't there.
    #[error("the header {0} is missing or empty")]
    Missing(&'static str),
    /// Then one signature would fit several posts: what is signed is joined by full stops.
    #[error("the header webhook-id holds a full stop, which no id may")]
    Dotted,
    /// No number.
    #[error("the header webhook-timestamp is no whole number of seconds since 1970")]
    NoTime,
    /// Recorded and given again, waited for too long, or of a clock that is behind.
    #[error(
        "the header webhook-timestamp is {0:#} behind the clock here; at most 5 minutes are taken, and a post that is sent again is signed again"
    )]
    Old(SignedDuration),
    /// Of a clock that is ahead.
    #[error(
        "the header webhook-timestamp is {0:#} ahead of the clock here; at most 5 minutes are taken"
    )]
    Early(SignedDuration),
    /// None that we can check.
    #[error("the header webhook-signature holds no signature that begins with v1, as in v1,BASE64")]
    NoScheme,
    /// None that fits.
    #[error(
        "the signature does not fit: it is of another secret, or of other bytes than ID.TIMESTAMP.BODY as they were sent"
    )]
    Wrong,
}

impl<'a> Signed<'a> {
    /// Reads the three headers. What can be refused without the body is refused here, so that nobody has to keep
    /// the body of somebody who can't sign.
    ///
    /// # Errors
    /// Which header is wrong, and how.
    pub fn read(
        header: impl Fn(&'static str) -> Option<&'a str>,
        now: Timestamp,
    ) -> Result<Self, Unproven> {
        let given = |name| {
            let text = header(name).map(str::trim).filter(|text| !text.is_empty());
            text.ok_or(Unproven::Missing(name))
        };
        let signed = Self {
            id: given(headers::ID)?,
            timestamp: given(headers::TIMESTAMP)?,
            signatures: given(headers::SIGNATURE)?,
        };
        if signed.id.contains('.') {
            return Err(Unproven::Dotted);
        }
        let age = now.duration_since(signed.sent()?);
        let age = SignedDuration::from_secs(age.as_secs());
        if age > TOLERANCE {
            return Err(Unproven::Old(age));
        }
        if age < -TOLERANCE {
            return Err(Unproven::Early(-age));
        }
        if signed.codes().next().is_none() {
            return Err(Unproven::NoScheme);
        }
        Ok(signed)
    }

    fn sent(&self) -> Result<Timestamp, Unproven> {
        let is_number = self.timestamp.bytes().all(|byte| byte.is_ascii_digit());
        let seconds = self.timestamp.parse().ok().filter(|_| is_number);
        seconds
            .and_then(|seconds| Timestamp::from_second(seconds).ok())
            .ok_or(Unproven::NoTime)
    }

    /// The signatures of our kind, in base64.
    fn codes(&self) -> impl Iterator<Item = &'a str> {
        let all = self.signatures.split_ascii_whitespace();
        all.filter_map(|one| one.strip_prefix(SCHEME))
    }

    /// Proves that whoever knows the secret sent this very body. How long it takes tells nothing of the right
    /// signature.
    ///
    /// # Errors
    /// That no signature fits.
    pub fn check(&self, secret: &WebhookSecret, body: &[u8]) -> Result<(), Unproven> {
        let code = secret.code(self.id, self.timestamp, body);
        let code = code.ok_or(Unproven::Wrong)?;
        let fits = |given: &str| {
            let given = data_encoding::BASE64.decode(given.as_bytes());
            given.is_ok_and(|given| code.clone().verify_slice(&given).is_ok())
        };
        if self.codes().take(MOST_SIGNATURES).any(fits) {
            Ok(())
        } else {
            Err(Unproven::Wrong)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENT: i64 = 1_750_000_000;
    const BODY: &[u8] = br#"{"event":"test","n":1}"#;
    const SIGNATURE: &str = "v1,tT7a9l9ZnWGnK8qIAUFQRWFqM+3RIqqkSvDI5G6wons=";

    /// The one of the standard's own examples.
    fn secret() -> WebhookSecret {
        let key = data_encoding::BASE64.decode(b"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        WebhookSecret::of(key.unwrap())
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn check(post: [&str; 3], body: &[u8], now: i64) -> Result<(), Unproven> {
        let [id, timestamp, signature] = post;
        let header = |name: &str| {
            Some(match name {
                headers::ID => id,
                headers::TIMESTAMP => timestamp,
                _ => signature,
            })
        };
        Signed::read(header, at(now))?.check(&secret(), body)
    }

    #[test]
    fn the_agreed_example_is_signed_and_taken() {
        assert_eq!(
            secret().text(),
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "it is written as it was read"
        );
        assert_eq!(secret().sign("msg_1", "1750000000", BODY), SIGNATURE);
        assert_eq!(
            check(["msg_1", "1750000000", SIGNATURE], BODY, SENT),
            Ok(())
        );
    }

    #[test]
    fn a_stack_has_one_secret_for_good_and_it_follows_from_the_key_of_links() {
        let secrets = |links: u8| crate::secrets::Secrets {
            identity: [1; 32],
            links: [links; 32],
            replies: [3; 32],
            draws: [4; 32],
        };
        let told = secrets(2).webhook().text();
        assert_eq!(told, "whsec_sN9ZSnRz+SHxxQ6XEnF5O7cH9VeDwZ0XX4OJ1m8c7Is=");
        assert_ne!(secrets(5).webhook().text(), told);
        assert!(!format!("{:?}", secrets(2).webhook()).contains("whsec_"));
    }

    #[test]
    fn another_id_time_byte_or_secret_is_not_what_was_signed() {
        let wrong = Err(Unproven::Wrong);
        let spaced = br#"{"event":"test", "n":1}"#;
        assert_eq!(check(["msg_2", "1750000000", SIGNATURE], BODY, SENT), wrong);
        assert_eq!(check(["msg_1", "1750000001", SIGNATURE], BODY, SENT), wrong);
        assert_eq!(
            check(["msg_1", "1750000000", SIGNATURE], spaced, SENT),
            wrong
        );
        assert_eq!(check(["msg_1", "1750000000", SIGNATURE], b"", SENT), wrong);
        let others = WebhookSecret::of(vec![7; 32]).sign("msg_1", "1750000000", BODY);
        assert_eq!(check(["msg_1", "1750000000", &others], BODY, SENT), wrong);
        for cut in ["v1,", "v1,tT7a9l9Z", "v1,not base64", "v1,!"] {
            assert_eq!(
                check(["msg_1", "1750000000", cut], BODY, SENT),
                wrong,
                "{cut}"
            );
        }
    }

    #[test]
    fn one_signature_of_several_is_enough_and_other_kinds_are_passed_over() {
        let several = format!("v1a,hnO3f9T8Ytu9HwrXslvum w1,x v1,AAAA  {SIGNATURE} v2,y");
        assert_eq!(check(["msg_1", "1750000000", &several], BODY, SENT), Ok(()));
        let none = Err(Unproven::NoScheme);
        for other in ["v1a,AAAA", "tT7a9l9Z", "V1,AAAA", "v1"] {
            assert_eq!(
                check(["msg_1", "1750000000", other], BODY, SENT),
                none,
                "{other}"
            );
        }
        let late = format!("{}{SIGNATURE}", "v1,AAAA ".repeat(MOST_SIGNATURES));
        assert_eq!(
            check(["msg_1", "1750000000", &late], BODY, SENT),
            Err(Unproven::Wrong)
        );
    }

    #[test]
    fn five_minutes_either_way_are_taken_and_no_more() {
        let given = |now| check(["msg_1", "1750000000", SIGNATURE], BODY, now);
        assert_eq!(given(SENT + 300), Ok(()));
        assert_eq!(given(SENT - 300), Ok(()));
        let over = SignedDuration::from_secs(301);
        assert_eq!(given(SENT + 301), Err(Unproven::Old(over)));
        assert_eq!(given(SENT - 301), Err(Unproven::Early(over)));
        let words = given(SENT + 7_265).unwrap_err().to_string();
        assert!(words.contains("2h 1m 5s behind"), "{words}");
        for wrong in [
            "now",
            "1750000000.5",
            "+1750000000",
            "-1",
            "9".repeat(30).as_str(),
        ] {
            let given = check(["msg_1", wrong, SIGNATURE], BODY, SENT);
            assert_eq!(given, Err(Unproven::NoTime), "{wrong}");
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let post = ["msg_1", "1750000000", SIGNATURE];
        let names = [headers::ID, headers::TIMESTAMP, headers::SIGNATURE];
        for (number, name) in names.into_iter().enumerate() {
            let mut post = post;
            post[number] = " ";
            assert_eq!(check(post, BODY, SENT), Err(Unproven::Missing(name)));
        }
        assert_eq!(
            check(["msg.1", post[1], post[2]], BODY, SENT),
            Err(Unproven::Dotted)
        );
    }
}
