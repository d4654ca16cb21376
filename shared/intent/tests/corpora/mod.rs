//! Where the corpora are, and times as they write them.

#![allow(dead_code, reason = "each test takes what it needs")]

/// An ISO date-time with its offset.
pub(crate) fn zoned(text: &str) -> jiff::ZonedDateTime {
    let offset = text.get(19..).unwrap();
    let offset = if offset == "Z" { "+00:00" } else { offset };
    format!("{}{offset}[{offset}]", &text[..19])
        .parse()
        .unwrap()
}

/// Where the corpora are: `ONLOOP_CORPORA`, or `shared/corpora` beside the repository.
pub(crate) fn corpora() -> std::path::PathBuf {
    match std::env::var_os("ONLOOP_CORPORA") {
        Some(path) => path.into(),
        None => std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora"),
    }
}

/// A file of the corpora, or a loud word that it is missing.
pub(crate) fn corpus_file(name: &str) -> Option<String> {
    let path = corpora().join(name);
    let file = std::fs::read_to_string(&path).ok();
    if file.is_none() {
        eprintln!("corpora missing at {}: NOT RUN", path.display());
    }
    file
}
