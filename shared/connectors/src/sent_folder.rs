//! Which folder of a mailbox holds what was sent: the one that the server says is (RFC 6154), else one
//! of the names that servers and mail programs give it.

/// A folder as the server lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) name: String,
    pub(crate) delimiter: Option<String>,
    pub(crate) is_sent: bool,
    pub(crate) can_be_opened: bool,
}

/// In the order in which they are looked for, lower case; beyond ASCII as IMAP writes them (RFC 3501,
/// section 5.1.3).
const USUAL: [&str; 16] = [
    "sent",
    "sent items",
    "sent messages",
    "sent mail",
    "sent-mail",
    "gesendet",
    "gesendete elemente",
    "gesendete objekte",
    "&amk-l&aok-ments envoy&aok-s",
    "envoy&aok-s",
    "elementos enviados",
    "enviados",
    "posta inviata",
    "verzonden items",
    "skickat",
    "sendt",
];

/// The Sent folder, if one is found.
pub(crate) fn find(listed: &[Listed]) -> Option<String> {
    let open = || listed.iter().filter(|folder| folder.can_be_opened);
    let told = open().find(|folder| folder.is_sent);
    let usual = || {
        USUAL
            .iter()
            .find_map(|name| open().find(|folder| own_name(folder) == *name))
    };
    told.or_else(usual).map(|folder| folder.name.clone())
}

/// Without the folders it lies in: `INBOX.Sent`, `[Gmail]/Sent Mail`.
fn own_name(folder: &Listed) -> String {
    let own = match folder.delimiter.as_deref().filter(|mark| !mark.is_empty()) {
        Some(mark) => folder.name.rsplit(mark).next().unwrap_or(&folder.name),
        None => &folder.name,
    };
    own.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str, is_sent: bool) -> Listed {
        Listed {
            name: name.to_owned(),
            delimiter: Some("/".to_owned()),
            is_sent,
            can_be_opened: true,
        }
    }

    #[track_caller]
    fn check(listed: &[Listed], found: Option<&str>) {
        assert_eq!(find(listed).as_deref(), found);
    }

    #[test]
    fn the_servers_word_comes_before_the_name() {
        check(&[folder("INBOX", false)], None);
        check(
            &[folder("Sent", false), folder("Postausgang", true)],
            Some("Postausgang"),
        );
        check(
            &[folder("INBOX", false), folder("[Gmail]/Sent Mail", false)],
            Some("[Gmail]/Sent Mail"),
        );
        check(
            &[folder("Enviados", false), folder("INBOX/Sent", false)],
            Some("INBOX/Sent"),
        );
        check(&[folder("Not Sent", false)], None);
        let shut = Listed {
            can_be_opened: false,
            ..folder("Sent", true)
        };
        check(&[shut, folder("Sent Items", false)], Some("Sent Items"));
    }
}
