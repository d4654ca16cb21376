//! The address under which others reach this machine: readers of letters who opt out by one click, and the
//! operator's own phone. What leads from there to loopback (a tunnel, a reverse proxy) is not ours.

use super::UpError;
use crate::environment::variable;
use fast_qr::QRBuilder;
use flow::INVENTED_BASE;

const PUBLIC_URL: &str = "ONLOOP_PUBLIC_URL";

/// The address, without a slash at the end: as it was asked for, else by the environment. RFC 8058 asks for
/// https; the market's is invented and never leaves the process.
pub(super) fn read(asked: Option<&str>, market: bool) -> Result<Option<String>, UpError> {
    let wrong = |reason: &str| {
        Err(UpError::Environment {
            variable: if asked.is_some() {
                "--public"
            } else {
                PUBLIC_URL
            },
            reason: reason.to_owned(),
        })
    };
    match asked.map(str::to_owned).or_else(|| variable(PUBLIC_URL)) {
        Some(url) if !url.starts_with("https://") => {
            wrong("it has to begin with https:// (RFC 8058)")
        }
        Some(url) if host(&url).is_none_or(str::is_empty) => wrong("it names no host"),
        Some(url) => Ok(Some(url.trim_end_matches('/').to_owned())),
        None if market => Ok(Some(INVENTED_BASE.to_owned())),
        None => Ok(None),
    }
}

/// Host and port of an address, as a browser names them in `Host`.
pub(super) fn host(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://")?;
    rest.split(['/', '?', '#']).next()
}

/// A sign-in link as a picture of letters that a phone's camera reads.
pub(super) fn picture(link: &str) -> String {
    // Longer than a picture can hold, it is still there as text.
    QRBuilder::new(link)
        .build()
        .map(|picture| picture.to_str())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_what_a_browser_sends() {
        assert_eq!(host("https://desk.example/in"), Some("desk.example"));
        assert_eq!(host("https://desk.example:8443"), Some("desk.example:8443"));
        assert_eq!(host("http://desk.example"), None);
        assert_eq!(host("https:///x"), Some(""));
    }

    #[test]
    fn a_link_becomes_a_picture() {
        let rows = picture("https://desk.example/#token=abc");
        assert!(rows.lines().count() > 10, "{rows}");
    }
}
