//! What a failed call says of two questions: did it happen, and shall I ask again?

use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use ports::PortError;
use std::error::Error;

/// Codes that say "too much at once", over all services used. None of them did anything.
const THROTTLES: [&str; 13] = [
    "BandwidthLimitExceeded",
    "KmsThrottled",
    "LimitExceededException",
    "OverLimit",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
];

/// What became of a call that changes something: a doubt is `Unknown`.
pub(crate) fn of_write<E>(what: &str, error: &SdkError<E, HttpResponse>) -> PortError
where
    E: ProvideErrorMetadata + Error + 'static,
{
    let why = format!("{what}: {}", describe(error));
    match error {
        // Made into no request, for want of credentials, say.
        SdkError::ConstructionFailure(_) => PortError::Busy(why),
        SdkError::DispatchFailure(_) if never_connected(error) => PortError::Busy(why),
        SdkError::DispatchFailure(_) | SdkError::TimeoutError(_) => PortError::Unknown(why),
        _ => of_answer(why, status(error), code(error)),
    }
}

/// What became of a call that changes nothing: nothing did, so a doubt is `Busy`.
pub(crate) fn of_read<E>(what: &str, error: &SdkError<E, HttpResponse>) -> PortError
where
    E: ProvideErrorMetadata + Error + 'static,
{
    match of_write(what, error) {
        PortError::Unknown(why) => PortError::Busy(why),
        known => known,
    }
}

fn of_answer(why: String, status: Option<u16>, code: Option<&str>) -> PortError {
    let throttled = status == Some(429) || code.is_some_and(|code| THROTTLES.contains(&code));
    if throttled {
        return PortError::Busy(why);
    }
    match status {
        // Refused before anything was done: that is what a client error means.
        Some(400..=499) => PortError::Refused(why),
        // 5xx, or an answer that can't be read.
        _ => PortError::Unknown(why),
    }
}

/// The service's word for it, such as `ValidationException`.
pub(crate) fn code<E: ProvideErrorMetadata>(error: &SdkError<E, HttpResponse>) -> Option<&str> {
    error.as_service_error().and_then(|error| error.code())
}

/// The answer's status.
pub(crate) fn status<E>(error: &SdkError<E, HttpResponse>) -> Option<u16> {
    error.raw_response().map(|raw| raw.status().as_u16())
}

/// The service's code and message, or the whole chain where there was no answer.
fn describe<E>(error: &SdkError<E, HttpResponse>) -> String
where
    E: ProvideErrorMetadata + Error + 'static,
{
    let Some(said) = error.as_service_error() else {
        return DisplayErrorContext(error).to_string();
    };
    match (said.code(), said.message(), status(error)) {
        (Some(code), Some(message), _) => format!("{code}: {message}"),
        (Some(code), None, _) => code.to_owned(),
        (None, _, Some(status)) => format!("answered {status}"),
        (None, _, None) => DisplayErrorContext(error).to_string(),
    }
}

/// True if it is certain that no byte of the request left: the connection itself was refused.
fn never_connected(error: &(dyn Error + 'static)) -> bool {
    let mut next = Some(error);
    // A chain of causes is short; the bound is for one that bites its tail.
    for _ in 0..20 {
        let Some(cause) = next else { return false };
        let refused = cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|error| error.kind() == std::io::ErrorKind::ConnectionRefused);
        if refused {
            return true;
        }
        next = cause.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(status: u16, code: &str, expected: PortError) {
        assert_eq!(of_answer(String::new(), Some(status), Some(code)), expected);
    }

    #[test]
    fn an_answer_says_whether_it_happened() {
        let (busy, refused, unknown) = (
            PortError::Busy(String::new()),
            PortError::Refused(String::new()),
            PortError::Unknown(String::new()),
        );
        check(400, "ThrottlingException", busy.clone());
        check(503, "SlowDown", busy.clone());
        check(429, "TooManyRequestsException", busy);
        check(400, "ValidationException", refused.clone());
        check(403, "AccessDeniedException", refused);
        check(500, "InternalServerError", unknown.clone());
        check(503, "ServiceUnavailable", unknown.clone());
        check(200, "nonsense", unknown);
    }
}
