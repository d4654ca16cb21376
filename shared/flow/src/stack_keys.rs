//! The keys of a stack as text: `keys.json` beside a laptop's store, a secret on AWS. Never rewritten.

use domain::secrets::Secrets;
use serde::{Deserialize, Serialize};

/// Characters that a root has at least: 32 of 62 signs are 190 bits.
const SHORTEST_ROOT: usize = 32;

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Text {
    /// Each key by itself, in hexadecimal digits. `v` is 1.
    Four {
        v: u32,
        identity: String,
        links: String,
        replies: String,
        draws: String,
    },
    /// Random characters that the keys are derived from, for services that make no more than one random
    /// text. `v` is 2.
    Root { v: u32, root: String },
}

/// Reads the keys.
///
/// # Errors
/// What is wrong, without any of the text.
pub fn read(text: &str) -> Result<Secrets, String> {
    let text = serde_json::from_str(text)
        .map_err(|_| "it is not the JSON that was written there".to_owned())?;
    match text {
        Text::Four {
            v: 1,
            identity,
            links,
            replies,
            draws,
        } => Ok(Secrets {
            identity: key("identity", &identity)?,
            links: key("links", &links)?,
            replies: key("replies", &replies)?,
            draws: key("draws", &draws)?,
        }),
        Text::Root { v: 2, root } if root.len() >= SHORTEST_ROOT => {
            Ok(Secrets::derived(root.as_bytes()))
        }
        Text::Root { v: 2, .. } => Err(format!("its root is shorter than {SHORTEST_ROOT}")),
        Text::Four { v, .. } | Text::Root { v, .. } => Err(format!(
            "it is of version {v}, which this program can't read"
        )),
    }
}

/// The keys as text.
pub fn write(secrets: &Secrets) -> String {
    let hex = |key: &[u8; 32]| data_encoding::HEXLOWER.encode(key);
    let text = Text::Four {
        v: 1,
        identity: hex(&secrets.identity),
        links: hex(&secrets.links),
        replies: hex(&secrets.replies),
        draws: hex(&secrets.draws),
    };
    serde_json::to_string_pretty(&text)
        .unwrap_or_else(|_| unreachable!("numbers and text are JSON"))
}

fn key(name: &str, text: &str) -> Result<[u8; 32], String> {
    let bytes = data_encoding::HEXLOWER.decode(text.as_bytes()).ok();
    bytes
        .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok())
        .ok_or_else(|| format!("{name} is no key of 32 bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_were_written() {
        let secrets = Secrets {
            identity: [1; 32],
            links: [2; 32],
            replies: [3; 32],
            draws: [255; 32],
        };
        let read = read(&write(&secrets)).unwrap();
        let all = |secrets: &Secrets| {
            let Secrets {
                identity,
                links,
                replies,
                draws,
            } = secrets.clone();
            [identity, links, replies, draws]
        };
        assert_eq!(all(&read), all(&secrets));
    }

    #[test]
    fn a_root_gives_four_keys_that_stay_the_same() {
        let root = format!(r#"{{"v":2,"root":"{}"}}"#, "r".repeat(64));
        let secrets = read(&root).unwrap();
        let mut all = vec![
            secrets.identity,
            secrets.links,
            secrets.replies,
            secrets.draws,
        ];
        // Written down once: another derivation would void every stop list.
        assert_eq!(
            data_encoding::HEXLOWER.encode(&secrets.identity),
            "ac188efc2c084fe7a6ed775d521d283deea54dbe4073bad97a3df6eace264616"
        );
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 4);
    }

    #[test]
    fn what_is_no_key_is_refused_without_being_shown() {
        for text in [
            "hush",
            r#"{"v":2,"root":"hush"}"#,
            r#"{"v":3,"root":"hush"}"#,
            r#"{"v":1,"identity":"hush","links":"","replies":"","draws":""}"#,
        ] {
            let why = read(text).unwrap_err();
            assert!(!why.contains("hush"), "{why}");
        }
    }
}
