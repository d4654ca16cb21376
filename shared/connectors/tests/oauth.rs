//! Access tokens: kept while they live, asked for before they end, and told to nobody.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod token_service;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use connectors::{Oauth, OauthConfig, RefreshTokens};
use ports::PortError;
use token_service::{REFRESH, SECRET, TokenService, grant};

#[tokio::test]
async fn a_token_is_asked_for_again_before_it_ends_by_the_newest_refresh_token() {
    let service = TokenService::start(vec![
        grant("first-token", 2, r#","refresh_token":"refresh-token-2""#),
        grant("second-token", 3600, ""),
    ])
    .await;
    let tokens = service.tokens();
    assert_eq!(tokens.token().await.unwrap(), "first-token");
    assert_eq!(tokens.token().await.unwrap(), "first-token");
    assert_eq!(service.asked().len(), 1);
    // It lives for two seconds, so it is used for one.
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    assert_eq!(tokens.token().await.unwrap(), "second-token");
    let asked = service.asked();
    assert_eq!(
        asked,
        [
            format!(
                "grant_type=refresh_token&client_id=app+1&refresh_token={REFRESH}&client_secret={SECRET}"
            ),
            format!(
                "grant_type=refresh_token&client_id=app+1&refresh_token=refresh-token-2&client_secret={SECRET}"
            ),
        ]
    );
    tokens.forget().await;
    assert_eq!(tokens.token().await.unwrap(), "second-token");
    assert_eq!(service.asked().len(), 3);
}

/// What was kept, by the token that it came after.
#[derive(Default)]
struct Kept(Mutex<BTreeMap<String, String>>);

impl RefreshTokens for Kept {
    fn newest(&self, first: &str) -> Option<String> {
        self.0.lock().unwrap().get(first).cloned()
    }

    fn keep(&self, first: &str, newest: &str) {
        let mut kept = self.0.lock().unwrap();
        kept.insert(first.to_owned(), newest.to_owned());
    }
}

#[tokio::test]
async fn a_restart_goes_on_with_the_refresh_token_that_was_given_last() {
    let service = TokenService::start(vec![
        grant("first", 3600, r#","refresh_token":"refresh-token-2""#),
        grant("second", 3600, ""),
    ])
    .await;
    let kept = Arc::new(Kept::default());
    let start = || {
        let tokens = Arc::into_inner(service.tokens()).unwrap();
        tokens.with_keeper(kept.clone())
    };
    assert_eq!(start().token().await.unwrap(), "first");
    assert_eq!(start().token().await.unwrap(), "second");
    assert!(service.asked()[1].contains("refresh_token=refresh-token-2"));
}

#[tokio::test]
async fn a_no_is_told_without_any_secret() {
    let echo = format!(r#"{{"error":"invalid_grant {REFRESH} {SECRET}"}}"#);
    for (status, body, is_final) in [
        (400, echo.clone(), true),
        (401, "<html>".to_owned(), true),
        (429, echo.clone(), false),
        (503, String::new(), false),
        (200, r#"{"token":"x"}"#.to_owned(), false),
        (302, String::new(), false),
    ] {
        let service = TokenService::start(vec![(status, body)]).await;
        let error = service.tokens().token().await.unwrap_err();
        assert_eq!(matches!(error, PortError::Refused(_)), is_final, "{error}");
        let told = format!("{error} {error:?} {:?}", service.tokens());
        assert!(!told.contains(REFRESH) && !told.contains(SECRET), "{told}");
        assert!(told.contains("127.0.0.1"), "{told}");
    }
}

#[tokio::test]
async fn tokens_go_over_tls_or_stay_on_this_machine() {
    for url in ["http://login.example/token", "ftp://login.example", "login"] {
        let config = OauthConfig {
            token_url: url.to_owned(),
            client_id: "app".to_owned(),
            client_secret: None,
            refresh_token: REFRESH.to_owned(),
        };
        assert!(Oauth::new(config).is_err(), "{url}");
    }
}
