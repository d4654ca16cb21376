//! The address of a mail server, as the operator writes it.

use std::fmt;
use std::net::IpAddr;

use percent_encoding::percent_decode_str;
use reqwest::Url;

/// What the server is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Service {
    /// To take letters.
    Smtp,
    /// To show a mailbox.
    Imap,
}

impl Service {
    fn name(self) -> &'static str {
        match self {
            Self::Smtp => "SMTP",
            Self::Imap => "IMAP",
        }
    }

    /// Scheme and usual port: with TLS from the first byte, and without.
    fn schemes(self) -> [(&'static str, u16); 2] {
        match self {
            Self::Smtp => [("smtps", 465), ("smtp", 587)],
            Self::Imap => [("imaps", 993), ("imap", 143)],
        }
    }

    fn form(self) -> &'static str {
        match self {
            Self::Smtp => {
                "write smtps://USER:PASSWORD@HOST:465, smtp://USER:PASSWORD@HOST:587 (STARTTLS is \
                 required) or, on this machine only, smtp://127.0.0.1:2525?tls=none"
            }
            Self::Imap => {
                "write imaps://USER@HOST:993 or, on this machine only, imap://USER@127.0.0.1:1143?tls=none \
                 (an @ in the user is written %40 or left as it is)"
            }
        }
    }
}

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

/// Who signs in, and the password if the address holds one.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Login {
    pub(crate) user: String,
    pub(crate) password: Option<String>,
}

impl fmt::Debug for Login {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Login(secret)")
    }
}

/// A mail server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MailUrl {
    /// Name or address, without brackets.
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) protection: Protection,
    pub(crate) login: Option<Login>,
    /// What we call ourselves in `EHLO`.
    pub(crate) hello: Option<String>,
}

impl MailUrl {
    /// Host and port, for the log and the page.
    pub(crate) fn place(&self) -> String {
        let host = &self.host;
        if host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_ipv6())
        {
            return format!("[{host}]:{}", self.port);
        }
        format!("{host}:{}", self.port)
    }
}

/// Reads an address. The fault says what to write and never repeats what was written, because
/// that holds the password.
pub(crate) fn parse(service: Service, text: &str) -> Result<MailUrl, String> {
    let (name, form) = (service.name(), service.form());
    let url =
        Url::parse(text.trim()).map_err(|_| format!("the {name} address can't be read: {form}"))?;
    let [(with_tls, port_with_tls), (without, port_without)] = service.schemes();
    let (implicit, default_port) = match url.scheme() {
        scheme if scheme == with_tls => (true, port_with_tls),
        scheme if scheme == without => (false, port_without),
        _ => {
            return Err(format!(
                "the {name} address starts with neither {without}:// nor {with_tls}://: {form}"
            ));
        }
    };
    let host = url.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let host = decoded(service, host, "host")?;
    if host.is_empty() {
        return Err(format!("the {name} address names no host: {form}"));
    }
    if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
        return Err(format!(
            "the {name} address has something behind the host (a # or / in the password is written %23 or %2F): {form}"
        ));
    }
    let mut protection = if implicit {
        Protection::Implicit
    } else {
        Protection::StartTls
    };
    let mut hello = None;
    for (option, value) in url.query_pairs() {
        match (option.as_ref(), value.as_ref()) {
            ("tls", "none") if implicit => {
                return Err(format!(
                    "{with_tls}:// and tls=none contradict each other: {form}"
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
            ("hello", name) if service == Service::Smtp && is_hello(name) => {
                hello = Some(name.to_owned());
            }
            _ => {
                let hello = match service {
                    Service::Smtp => " and hello=NAME",
                    Service::Imap => "",
                };
                return Err(format!(
                    "the {name} address has an option that is none: there are tls=none, tls=required{hello}; {form}"
                ));
            }
        }
    }
    if service == Service::Imap && protection == Protection::StartTls {
        // RFC 8314 asks for TLS from the first byte, and every provider has it.
        return Err(format!(
            "a mailbox is read with TLS from the first byte: {form}"
        ));
    }
    let user = decoded(service, url.username(), "user")?;
    let password = decoded(service, url.password().unwrap_or_default(), "password")?;
    let login = match (user.is_empty(), password.is_empty()) {
        (true, true) => None,
        (true, false) => {
            return Err(format!(
                "the {name} address has a password, but no user: {form}"
            ));
        }
        (false, without) => Some(Login {
            user,
            password: (!without).then_some(password),
        }),
    };
    let port = url.port().unwrap_or(default_port);
    if port == 0 {
        return Err(format!("0 is no port: {form}"));
    }
    Ok(MailUrl {
        host,
        port,
        protection,
        login,
        hello,
    })
}

fn decoded(service: Service, text: &str, what: &str) -> Result<String, String> {
    let name = service.name();
    let text = percent_decode_str(text)
        .decode_utf8()
        .map_err(|_| format!("the {what} in the {name} address is not UTF-8"))?;
    if text.chars().any(char::is_control) {
        return Err(format!(
            "the {what} in the {name} address holds a control character"
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

    fn parse(text: &str) -> Result<MailUrl, String> {
        super::parse(Service::Smtp, text)
    }

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
                password: Some("p/w".to_owned())
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
            "smtp://:sesame@mail.example",
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

    #[test]
    fn a_mailbox_is_read_with_tls_or_on_this_machine() {
        let tls = super::parse(Service::Imap, "imaps://jane@a.example@mail.example").unwrap();
        assert_eq!(
            (tls.place().as_str(), tls.protection),
            ("mail.example:993", Protection::Implicit)
        );
        let login = tls.login.unwrap();
        assert_eq!(
            (login.user.as_str(), login.password),
            ("jane@a.example", None)
        );
        let near = super::parse(Service::Imap, "imap://jane@[::1]:1143?tls=none").unwrap();
        assert_eq!(
            (near.place().as_str(), near.protection),
            ("[::1]:1143", Protection::None)
        );
        for wrong in [
            "imap://sesame@mail.example",
            "imap://sesame@mail.example?tls=none",
            "imaps://sesame@mail.example?hello=sesame",
            "smtps://sesame@mail.example",
        ] {
            let fault = super::parse(Service::Imap, wrong).unwrap_err();
            assert!(
                fault.contains("imaps://") || fault.contains("this machine"),
                "{fault}"
            );
            assert!(!fault.contains("sesame"), "{fault}");
        }
    }
}
