//! Where the reading of a page starts and ends.

use crate::PageRequest;

/// The sort keys that a page may hold. In DynamoDB's words: one condition on the sort key and, in
/// either direction, a key to start beyond.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// What a sort key must be.
    pub keys: SortKeys,
    /// The page starts strictly beyond this one in reading direction. It lies within `keys`.
    pub beyond: Option<String>,
}

/// A condition on the sort key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SortKeys {
    /// None.
    All,
    /// Starts with this, which is not empty.
    StartingWith(String),
    /// Is at most this.
    UpTo(String),
    /// Is at least the first and at most the second.
    Between(String, String),
}

/// What the request asks to be read; `None` if nothing can fit it.
pub fn range(request: &PageRequest) -> Option<Range> {
    let prefix = request.prefix.as_str();
    let until = request.until.as_deref().filter(|_| !request.descending);
    let keys = match until {
        // Above everything that starts with the prefix, which therefore bounds more tightly.
        Some(until) if until > prefix && !until.starts_with(prefix) => starting_with(prefix),
        // No sort key is empty.
        Some("") => return None,
        Some(until) if until < prefix => return None,
        Some(until) if prefix.is_empty() => SortKeys::UpTo(until.to_owned()),
        Some(until) => SortKeys::Between(prefix.to_owned(), until.to_owned()),
        None => starting_with(prefix),
    };
    let after = request.after.as_deref();
    let beyond = match after {
        None => None,
        Some(after) if request.descending => {
            if after <= prefix {
                return None;
            }
            after.starts_with(prefix).then_some(after)
        }
        Some(after) => {
            let past_all = after > prefix && !after.starts_with(prefix);
            if past_all || until.is_some_and(|until| after >= until) {
                return None;
            }
            (after.starts_with(prefix) && !after.is_empty()).then_some(after)
        }
    };
    Some(Range {
        keys,
        beyond: beyond.map(str::to_owned),
    })
}

fn starting_with(prefix: &str) -> SortKeys {
    if prefix.is_empty() {
        SortKeys::All
    } else {
        SortKeys::StartingWith(prefix.to_owned())
    }
}

impl SortKeys {
    /// Whether a sort key is one of them.
    pub fn hold(&self, sk: &str) -> bool {
        match self {
            Self::All => true,
            Self::StartingWith(prefix) => sk.starts_with(prefix.as_str()),
            Self::UpTo(until) => sk <= until.as_str(),
            Self::Between(from, until) => sk >= from.as_str() && sk <= until.as_str(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every combination of bounds leads to exactly the keys that the port's words ask for.
    #[test]
    fn a_range_holds_what_the_request_says() {
        let texts = ["", "a", "a1", "a2", "a2x", "b", "b1", "b9", "\u{10FFFF}"];
        let keys = &texts[1..];
        let optional = || std::iter::once(None).chain(texts.map(Some));
        for prefix in texts {
            for after in optional() {
                for until in optional() {
                    for descending in [false, true] {
                        let request = PageRequest {
                            pk: "p".to_owned(),
                            prefix: prefix.to_owned(),
                            after: after.map(str::to_owned),
                            until: until.map(str::to_owned),
                            descending,
                            limit: 1,
                        };
                        let asked = |sk: &&str| {
                            let beyond = after.is_none_or(|after| {
                                if descending { *sk < after } else { *sk > after }
                            });
                            let within = descending || until.is_none_or(|until| *sk <= until);
                            sk.starts_with(prefix) && beyond && within
                        };
                        let expected: Vec<&&str> = keys.iter().filter(|sk| asked(sk)).collect();
                        let Some(range) = range(&request) else {
                            assert!(expected.is_empty(), "{request:?}");
                            continue;
                        };
                        if let Some(beyond) = &range.beyond {
                            assert!(!beyond.is_empty() && range.keys.hold(beyond), "{request:?}");
                        }
                        let beyond = range.beyond.as_deref();
                        let found: Vec<&&str> = keys
                            .iter()
                            .filter(|sk| range.keys.hold(sk))
                            .filter(|sk| {
                                beyond.is_none_or(|beyond| {
                                    if descending {
                                        **sk < beyond
                                    } else {
                                        **sk > beyond
                                    }
                                })
                            })
                            .collect();
                        assert_eq!(found, expected, "{request:?}");
                    }
                }
            }
        }
    }
}
