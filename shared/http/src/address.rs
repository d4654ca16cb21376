//! What stands in an address: pieces of the path and the query. Every fault is a problem that says
//! what is wrong.

use crate::problem::Problem;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

/// The pieces of the path that have names.
pub(crate) struct Path<T>(pub(crate) T);

/// What follows the question mark.
pub(crate) struct Query<T>(pub(crate) T);

fn wrong(why: &str) -> Problem {
    Problem::bad_request(format!("The address is not what this call takes: {why}."))
}

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        axum::extract::Path::from_request_parts(parts, state)
            .await
            .map(|axum::extract::Path(found)| Self(found))
            .map_err(|rejection| wrong(&rejection.body_text()))
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        axum::extract::Query::from_request_parts(parts, state)
            .await
            .map(|axum::extract::Query(found)| Self(found))
            .map_err(|rejection| wrong(&rejection.body_text()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    #[derive(Debug, serde::Deserialize)]
    struct Page {
        limit: usize,
    }

    #[track_caller]
    fn query(address: &str) -> Result<usize, Problem> {
        let request = axum::http::Request::builder().uri(address).body(());
        let (mut parts, ()) = request.expect("an address").into_parts();
        let reading = pin!(Query::<Page>::from_request_parts(&mut parts, &()));
        match reading.poll_once() {
            Poll::Ready(read) => read.map(|Query(page)| page.limit),
            Poll::Pending => panic!("there is nothing to wait for"),
        }
    }

    trait PollOnce: Future {
        fn poll_once(self: std::pin::Pin<&mut Self>) -> Poll<Self::Output> {
            self.poll(&mut Context::from_waker(Waker::noop()))
        }
    }
    impl<F: Future> PollOnce for F {}

    #[test]
    fn a_query_that_cannot_be_read_is_a_problem_with_words() {
        assert_eq!(query("/queue?limit=5").ok(), Some(5));
        for wrong in ["/queue?limit=five", "/queue", "/queue?limit=-1"] {
            let problem = query(wrong).expect_err("no number");
            assert_eq!(problem.status, 400);
            assert!(problem.detail.contains("limit"), "{}", problem.detail);
        }
    }
}
