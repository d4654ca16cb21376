//! Names, addresses and domains as they stand in lists.

/// Mail providers whose domain says nothing about the company; the common ones only.
const FREE_MAIL: [&str; 29] = [
    "163.com",
    "aol.com",
    "fastmail.com",
    "free.fr",
    "gmail.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hey.com",
    "hotmail.com",
    "hotmail.fr",
    "icloud.com",
    "laposte.net",
    "libero.it",
    "live.com",
    "mac.com",
    "mail.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "orange.fr",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "t-online.de",
    "web.de",
    "yahoo.com",
    "yandex.ru",
];

/// Whether a domain is that of a common free mail provider.
#[must_use]
pub fn is_free_mail(domain: &str) -> bool {
    FREE_MAIL.contains(&domain) || domain.starts_with("yahoo.")
}

/// A domain in lower case, from a domain, an address of a site or "www.…". Not ASCII: as written.
#[must_use]
pub fn domain_of(text: &str) -> Option<String> {
    let text = text.trim();
    let text = match text.split_once("://") {
        Some((scheme, rest))
            if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") =>
        {
            rest
        }
        Some(_) => return None,
        None => text.strip_prefix("//").unwrap_or(text),
    };
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let host = match host.rsplit_once(':') {
        Some((host, port)) if port.chars().all(|c| c.is_ascii_digit()) => host,
        Some(_) => return None,
        None => host,
    };
    let host = host.trim_end_matches('.').to_lowercase();
    let mut host = host.as_str();
    while let Some(rest) = host.strip_prefix("www.").filter(|rest| rest.contains('.')) {
        host = rest;
    }
    is_domain(host).then(|| host.to_owned())
}

/// At least two labels of letters, digits and inner hyphens; the last one isn't a number (RFC 1123).
pub(crate) fn is_domain(domain: &str) -> bool {
    let labels: Vec<&str> = domain.split('.').take(128).collect();
    domain.len() <= 253
        && labels.len() >= 2
        && labels.iter().all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        })
        && labels
            .last()
            .is_some_and(|last| last.len() >= 2 && !last.chars().all(|c| c.is_ascii_digit()))
}

/// An e-mail address, with the domain in lower case.
///
/// Dot-atoms of RFC 5321 only: quoted local parts are legal, but in a list they are slips.
///
/// # Errors
/// What is wrong with it, for a sentence that begins with the address.
pub fn email_address(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    // "Ann Lee <ann@x.example>", as address books write it.
    let text = match (text.rfind('<'), text.strip_suffix('>')) {
        (Some(start), Some(inner)) => inner.get(start + 1..).unwrap_or_default().trim(),
        _ => text,
    };
    let Some((local, domain)) = text.rsplit_once('@') else {
        return Err("has no @");
    };
    if local.is_empty() {
        return Err("has nothing before the @");
    }
    if local.contains('@') {
        return Err("has more than one @");
    }
    if text.chars().any(char::is_whitespace) {
        return Err("has a blank in it");
    }
    if local.len() > 64 || text.len() > 254 {
        return Err("is too long");
    }
    if local.starts_with('.') || local.ends_with('.') || local.contains("..") {
        return Err("has a dot where none may stand");
    }
    if !local
        .chars()
        .all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
    {
        return Err("has a character that may not stand before the @");
    }
    let domain = domain.trim_end_matches('.').to_lowercase();
    if !is_domain(&domain) {
        return Err("has no real domain after the @");
    }
    Ok(format!("{local}@{domain}"))
}

/// The profile of a person, `https://www.linkedin.com/in/…`, from the address in any of its forms.
///
/// # Errors
/// What is wrong with it, for a sentence that begins with the address.
pub fn linkedin_profile(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let bare = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"))
        .unwrap_or(&lower);
    let Some((host, path)) = bare.split_once('/') else {
        return Err("isn't the address of a profile");
    };
    if host != "linkedin.com" && !host.ends_with(".linkedin.com") {
        return Err("isn't an address on linkedin.com");
    }
    let mut parts = path.split(['/', '?', '#']);
    if parts.next() != Some("in") {
        return Err("isn't the profile of a person, which has /in/");
    }
    let handle = parts.next().unwrap_or_default();
    if handle.is_empty()
        || handle.len() > 300
        || !handle
            .chars()
            .all(|c| c.is_alphanumeric() || "-_%.~".contains(c))
    {
        return Err("has no name after /in/");
    }
    Ok(format!("https://www.linkedin.com/in/{handle}"))
}

/// Words before a name that aren't part of it.
const TITLES: [&str; 19] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "herr",
    "frau",
    "mme",
    "mlle",
    "ing",
    "dott",
    "sr",
    "sra",
    "rev",
];
/// Words that belong to the last name.
const PARTICLES: [&str; 24] = [
    "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "das", "do", "du", "la",
    "le", "el", "al", "bin", "ibn", "ten", "ter", "zu", "af", "st",
];
/// Words after a name that aren't part of it.
const SUFFIXES: [&str; 12] = [
    "jr", "sr", "ii", "iii", "iv", "phd", "mba", "cpa", "md", "esq", "pmp", "msc",
];

fn bare(word: &str) -> String {
    word.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// First and last name of a full one: "Dr. Anna van der Berg, MBA" gives "Anna" and "van der Berg",
/// "Berg, Anna" gives "Anna" and "Berg".
#[must_use]
pub fn split_name(name: &str) -> (Option<String>, Option<String>) {
    let mut words: Vec<&str> = vec![];
    let mut head = name.trim();
    if let Some((last, first)) = head.split_once(',') {
        if first
            .split([' ', ','])
            .filter(|word| !word.is_empty())
            .all(|word| SUFFIXES.contains(&bare(word).as_str()))
        {
            head = last;
        } else if last.split_whitespace().count() <= 4 && !first.contains(',') {
            words.extend(first.split_whitespace());
            words.extend(last.split_whitespace());
            head = "";
        }
    }
    words.extend(head.split_whitespace().take(12));
    while words.len() > 1 && TITLES.contains(&bare(words[0]).as_str()) {
        words.remove(0);
    }
    while words.len() > 2
        && words
            .last()
            .is_some_and(|word| SUFFIXES.contains(&bare(word).as_str()))
    {
        words.pop();
    }
    match words.as_slice() {
        [] => (None, None),
        [only] => (Some((*only).to_owned()), None),
        [first, rest @ ..] => {
            // Middle names go with the first name, unless a particle opens the last name.
            let opens = rest
                .iter()
                .position(|word| PARTICLES.contains(&bare(word).as_str()))
                .unwrap_or(rest.len() - 1);
            (Some((*first).to_owned()), Some(rest[opens..].join(" ")))
        }
    }
}

/// A name with capitals where a form lost them: "ANNA" and "anna" give "Anna". Mixed spelling stands,
/// and so do names of two letters, which may be initials.
pub(crate) fn well_written(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let shouted = !name.chars().any(char::is_lowercase) && name.chars().any(char::is_uppercase);
    let whispered = !name.chars().any(char::is_uppercase) && name.chars().any(char::is_lowercase);
    if letters < 3 || !(shouted || whispered) {
        return name.to_owned();
    }
    let mut out = String::new();
    for word in name.split_inclusive([' ', '-', '\'', '’']) {
        if PARTICLES.contains(&bare(word).as_str()) && name.contains(' ') {
            out.push_str(&word.to_lowercase());
            continue;
        }
        let mut characters = word.chars();
        out.extend(characters.next().into_iter().flat_map(char::to_uppercase));
        out.extend(characters.flat_map(char::to_lowercase));
    }
    out
}
