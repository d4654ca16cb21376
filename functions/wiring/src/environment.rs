//! The environment, and what a fault in it is called.

use crate::Error;

/// A variable that must be there.
pub(crate) fn variable(name: &str) -> Result<String, Error> {
    optional(name).ok_or_else(|| format!("{name} is not set").into())
}

/// A variable that may be missing or empty.
pub(crate) fn optional(name: &str) -> Option<String> {
    std::env::var(name)
        .ok()
        .filter(|value| !value.trim().is_empty())
}

/// JSON lines for the log service, each with the request's id, which the runtime's span carries.
pub(crate) fn log() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("ONLOOP_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    // The second time, in a test, the first one's is kept.
    let _ = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        // The service stamps each line itself.
        .without_time()
        .with_current_span(false)
        .with_env_filter(filter)
        .try_init();
}
