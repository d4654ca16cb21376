//! Keeps file work off the threads that run tasks.

use ports::PortError;

/// Runs `work` on a thread made for blocking, or in place where there is no runtime (a plain test).
pub(crate) async fn run<T, F>(work: F) -> Result<T, PortError>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, PortError> + Send + 'static,
{
    if tokio::runtime::Handle::try_current().is_err() {
        return work();
    }
    match tokio::task::spawn_blocking(work).await {
        Ok(answer) => answer,
        Err(stopped) => Err(PortError::Unknown(format!(
            "the file work was cut short: {stopped}"
        ))),
    }
}
