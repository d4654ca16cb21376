//! A stack elsewhere, by its address: who is signed in there, and how.
//!
//! The stack says at `/sign-in.json` where its operators sign in and as which client a command asks.
//! The token goes to the stack's own address and its sign-in service only, and stands in no message.

mod browser;
mod kept;
mod pool;

pub(crate) use browser::sign_in;
pub(crate) use kept::Kept;
pub(crate) use pool::Pool;

use super::Failure;
use crate::cli::DataArgs;
use reqwest::Url;
use std::path::PathBuf;

/// The address of a stack: scheme, host and port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stack(Url);

impl Stack {
    /// Reads what was typed. Plain HTTP is for this machine only: the token goes with it.
    pub(crate) fn read(typed: &str) -> Result<Self, Failure> {
        // What was typed is not repeated: a password may stand in it.
        let wrong = |what: &str| {
            Failure::misuse(
                format!("what --stack was given {what}"),
                "give the stack's address, such as https://d111111abcdef8.cloudfront.net",
            )
        };
        let url = Url::parse(typed.trim()).map_err(|_| wrong("is no web address"))?;
        let is_named = url.username().is_empty() && url.password().is_none();
        if !is_named || url.host_str().is_none() {
            return Err(wrong("names more than a host"));
        }
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            _ => return Err(wrong("must begin with https://")),
        }
        Ok(Self(url.join("/").map_err(|_| wrong("is no web address"))?))
    }

    pub(crate) fn url(&self) -> &Url {
        &self.0
    }

    /// Where a command keeps what belongs to the stack: the sign-in, and replays.
    pub(crate) fn folder(&self) -> Result<PathBuf, Failure> {
        let given = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let base = given("XDG_CONFIG_HOME")
            .map(PathBuf::from)
            .or_else(|| given("HOME").map(|home| PathBuf::from(home).join(".config")));
        let base = base.ok_or_else(|| {
            Failure::refused(
                "there is no folder to keep the sign-in in: neither XDG_CONFIG_HOME nor HOME is set",
                "set HOME",
            )
        })?;
        Ok(base.join("onloop").join(self.name()))
    }

    /// Host and port as the name of a folder.
    fn name(&self) -> String {
        let host = self.0.host_str().unwrap_or_default();
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        let host: String = host
            .chars()
            .map(|c| if plain(c) { c } else { '_' })
            .collect();
        match self.0.port() {
            Some(port) => format!("{host}_{port}"),
            None => host,
        }
    }
}

impl std::fmt::Display for Stack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

/// Where a command keeps what belongs to the data that it is about.
pub(crate) fn folder(place: &DataArgs) -> Result<PathBuf, Failure> {
    match &place.stack {
        Some(stack) => Stack::read(stack)?.folder(),
        None => Ok(place.data.clone()),
    }
}

/// Whether an address is one of this machine.
pub(super) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// Nobody is signed in, and what to do.
pub(super) fn not_signed_in(stack: &Stack) -> Failure {
    Failure::refused(
        format!("you are not signed in at {stack}, or no longer"),
        format!("onloop sign-in --stack {stack}"),
    )
}

#[cfg(test)]
mod tests {
    use super::Stack;

    #[test]
    fn the_token_goes_to_one_host_over_tls_or_to_this_machine() {
        let read = |text: &str| Stack::read(text).map(|stack| stack.to_string()).ok();
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(read("https://a.example/x?y#z"), some("https://a.example"));
        assert_eq!(
            read(" https://a.example:8443 "),
            some("https://a.example:8443")
        );
        assert_eq!(read("http://127.0.0.1:7420"), some("http://127.0.0.1:7420"));
        assert_eq!(read("http://localhost:1/"), some("http://localhost:1"));
        for bad in [
            "",
            "a.example",
            "http://a.example",
            "ftp://a.example",
            "https://ada@a.example",
            "https://ada:secret@a.example",
            "http://127.0.0.1.evil.example",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_name_of_a_folder_is_no_way_out_of_it() {
        let name = |text: &str| {
            Stack::read(text)
                .map(|stack| stack.name())
                .unwrap_or_default()
        };
        assert_eq!(name("https://a.example"), "a.example");
        assert_eq!(name("http://[::1]:7420"), "___1__7420");
    }
}
