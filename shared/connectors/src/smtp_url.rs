//! The address of an SMTP server, as the operator writes it.

use std::fmt;
use std::net::IpAddr;

use percent_encoding::percent_decode_str;
use reqwest::Url;

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protection {
    /// TLS from the first byte (RFC 8314).
    Implicit,
    /// `STARTTLS`, without which nothing is said (RFC 3207).
    StartTls,
    /// None: only to this machine itself.
    None,
}

/// User and password.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Login {
    pub(crate) user: String,
    pub(crate) password: String,
}

impl fmt::Debug for Login {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Login(secret)")
    }
}

/// Where to hand mail over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SmtpUrl {
    /// Name or address, without brackets.
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) protection: Protection,
    pub(crate) login: Option<Login>,
    /// What we call ourselves in `EHLO`.
    pub(crate) hello: Option<String>,
}

const FORM: &str = "write smtps://USER:PASSWORD@HOST:465, smtp://USER:PASSWORD@HOST:587 (STARTTLS is \
                    required) or, on this machine only, smtp://127.0.0.1:2525?tls=none";

/// Reads an address. The fault says what to write and never repeats what was written, because
/// that holds the password.
pub(crate) fn parse(text: &str) -> Result<SmtpUrl, String> {
    let url =
        Url::parse(text.trim()).map_err(|_| format!("the SMTP address can't be read: {FORM}"))?;
    let (implicit, default_port) = match url.scheme() {
        "smtps" => (true, 465),
        "smtp" => (false, 587),
        _ => {
            return Err(format!(
                "the SMTP address starts with neither smtp:// nor smtps://: {FORM}"
            ));
        }
    };
    let host = url.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let host = decoded(host, "host")?;
    if host.is_empty() {
        return Err(format!("the SMTP address names no host: {FORM}"));
    }
    if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
        return Err(format!(
            "the SMTP address has something behind the host (a # or / in the password is written %23 or %2F): {FORM}"
        ));
    }
    let mut protection = if implicit {
        Protection::Implicit
    } else {
        Protection::StartTls
    };
    let mut hello = None;
    for (name, value) in url.query_pairs() {
        match (name.as_ref(), value.as_ref()) {
            ("tls", "none") if implicit => {
                return Err(format!(
                    "smtps:// and tls=none contradict each other: {FORM}"
                ));
            }
            ("tls", "none") if is_loopback(&host) => protection = Protection::None,
            ("tls", "none") => {
                return Err(
                    "tls=none is for this machine only (127.0.0.1, ::1, localhost): leave it out"
                        .to_owned(),
                );
            }
            ("tls", "required") => {}
            ("hello", name) if is_hello(name) => hello = Some(name.to_owned()),
            _ => {
                return Err(format!(
                    "the SMTP address has an option that is none: there are tls=none, tls=required and hello=NAME; {FORM}"
                ));
            }
        }
    }
    let user = decoded(url.username(), "user")?;
    let password = decoded(url.password().unwrap_or_default(), "password")?;
    let login = match (user.is_empty(), password.is_empty()) {
        (true, true) => None,
        (false, false) => Some(Login { user, password }),
        _ => {
            return Err(format!(
                "the SMTP address has a user or a password, but not both: {FORM}"
            ));
        }
    };
    let port = url.port().unwrap_or(default_port);
    if port == 0 {
        return Err(format!("0 is no port: {FORM}"));
    }
    Ok(SmtpUrl {
        host,
        port,
        protection,
        login,
        hello,
    })
}

fn decoded(text: &str, what: &str) -> Result<String, String> {
    let text = percent_decode_str(text)
        .decode_utf8()
        .map_err(|_| format!("the {what} in the SMTP address is not UTF-8"))?;
    if text.chars().any(char::is_control) {
        return Err(format!(
            "the {what} in the SMTP address holds a control character"
        ));
    }
    Ok(text.into_owned())
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

fn is_hello(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 255
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-[]:".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_forms_are_read() {
        let tls = parse("smtps://jane%40a.example:p%2Fw@mail.example").unwrap();
        assert_eq!(
            (tls.host.as_str(), tls.port, tls.protection),
            ("mail.example", 465, Protection::Implicit)
        );
        assert_eq!(
            tls.login,
            Some(Login {
                user: "jane@a.example".to_owned(),
                password: "p/w".to_owned()
            })
        );
        let start = parse("smtp://jane@a.example:pass@mail.example?hello=desk.example").unwrap();
        assert_eq!((start.port, start.protection), (587, Protection::StartTls));
        assert_eq!(start.login.unwrap().user, "jane@a.example");
        assert_eq!(start.hello.as_deref(), Some("desk.example"));
        for plain in [
            "smtp://127.0.0.1:2525?tls=none",
            "smtp://localhost:2525/?tls=none",
            "smtp://[::1]:2525?tls=none",
        ] {
            let plain = parse(plain).unwrap();
            assert_eq!(
                (plain.port, plain.protection, plain.login),
                (2525, Protection::None, None)
            );
        }
    }

    #[test]
    fn what_is_wrong_is_said_without_the_password() {
        for wrong in [
            "",
            "mail.example",
            "http://u:sesame@mail.example",
            "smtp://u:sesame@mail.example?tls=none",
            "smtps://u:sesame@127.0.0.1?tls=none",
            "smtp://u:sesame@mail.example/path",
            "smtp://u:sesame@mail.example#frag",
            "smtp://u:sesame@mail.example?what=sesame",
            "smtp://u:sesame%0d%0aRSET@mail.example",
            "smtp://sesame@mail.example",
            "smtp://u:sesame@",
            "smtp://u:sesame@mail.example:0",
            "smtp://u:sesame@mail.example:99999",
        ] {
            let fault = parse(wrong).unwrap_err();
            assert!(!fault.contains("sesame"), "{fault}");
        }
        let parsed = parse("smtp://u:sesame@mail.example").unwrap();
        assert!(!format!("{parsed:?}").contains("sesame"));
    }
}
