//! Access tokens: kept while they live, asked for before they end, and told to nobody.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod token_service;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use connectors::{NewestTokens, Oauth, OauthConfig, RefreshTokens};
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

/// What is kept for all instances; the first looks find what was there before.
#[derive(Default)]
struct Kept {
    newest: Mutex<BTreeMap<String, NewestTokens>>,
    late: Mutex<VecDeque<Option<NewestTokens>>>,
}

#[async_trait::async_trait]
impl RefreshTokens for Kept {
    async fn newest(&self, name: &str) -> Result<Option<NewestTokens>, PortError> {
        if let Some(late) = self.late.lock().unwrap().pop_front() {
            return Ok(late);
        }
        Ok(self.newest.lock().unwrap().get(name).cloned())
    }

    async fn keep(&self, name: &str, newest: &NewestTokens) {
        let mut kept = self.newest.lock().unwrap();
        kept.insert(name.to_owned(), newest.clone());
    }
}

impl Kept {
    /// The refresh token, and whether an access token is with it.
    fn told(&self) -> Vec<(String, bool)> {
        let kept = self.newest.lock().unwrap();
        let told = |one: &NewestTokens| (one.refresh_token.clone(), one.access.is_some());
        kept.values().map(told).collect()
    }
}

/// One instance of those that share what is kept.
fn instance(service: &TokenService, kept: &Arc<Kept>) -> Oauth {
    let tokens = Arc::into_inner(service.tokens()).unwrap();
    tokens.with_keeper(kept.clone())
}

fn refused() -> (u16, String) {
    (400, r#"{"error":"invalid_grant"}"#.to_owned())
}

#[tokio::test]
async fn a_restart_goes_on_with_the_refresh_token_that_was_given_last() {
    let service = TokenService::start(vec![
        grant("first", 2, r#","refresh_token":"refresh-token-2""#),
        grant("second", 3600, ""),
    ])
    .await;
    let kept = Arc::new(Kept::default());
    assert_eq!(instance(&service, &kept).token().await.unwrap(), "first");
    let names: Vec<String> = kept.newest.lock().unwrap().keys().cloned().collect();
    assert!(names.len() == 1 && !names[0].contains(REFRESH), "{names:?}");
    assert_eq!(kept.told(), [("refresh-token-2".to_owned(), true)]);
    // It lives for two seconds, so it is used for one.
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    assert_eq!(instance(&service, &kept).token().await.unwrap(), "second");
    assert!(service.asked()[1].contains("refresh_token=refresh-token-2"));
    assert_eq!(service.asked().len(), 2);
}

#[tokio::test]
async fn instances_share_an_access_token_until_a_server_refuses_it() {
    let service = TokenService::start(vec![
        grant("first", 3600, r#","refresh_token":"refresh-token-2""#),
        grant("second", 3600, r#","refresh_token":"refresh-token-3""#),
    ])
    .await;
    let kept = Arc::new(Kept::default());
    let (one, other) = (instance(&service, &kept), instance(&service, &kept));
    assert_eq!(one.token().await.unwrap(), "first");
    assert_eq!(other.token().await.unwrap(), "first");
    assert_eq!(service.asked().len(), 1);
    other.forget().await;
    assert_eq!(other.token().await.unwrap(), "second");
    assert!(service.asked()[1].contains("refresh_token=refresh-token-2"));
    one.forget().await;
    assert_eq!(one.token().await.unwrap(), "second");
    assert_eq!(service.asked().len(), 2);
}

#[tokio::test]
async fn a_refresh_token_that_another_instance_has_used_up_is_no_reason_to_tell_anybody() {
    // Both looked before either was given a new one; this one came second.
    for looks_before_it_is_kept in [1, 2] {
        let service = TokenService::start(vec![
            grant("theirs", 2, r#","refresh_token":"refresh-token-2""#),
            refused(),
            grant("ours", 3600, r#","refresh_token":"refresh-token-3""#),
        ])
        .await;
        let kept = Arc::new(Kept::default());
        assert_eq!(instance(&service, &kept).token().await.unwrap(), "theirs");
        // Theirs is over, so that it has to be asked for.
        tokio::time::sleep(Duration::from_millis(1_100)).await;
        kept.late
            .lock()
            .unwrap()
            .extend(vec![None; looks_before_it_is_kept]);
        assert_eq!(instance(&service, &kept).token().await.unwrap(), "ours");
        let asked = service.asked();
        assert!(asked[1].contains(&format!("refresh_token={REFRESH}&")));
        assert!(asked[2].contains("refresh_token=refresh-token-2"));
        assert_eq!(kept.told(), [("refresh-token-3".to_owned(), true)]);
    }
}

#[tokio::test]
async fn a_consent_that_has_ended_is_told_after_one_question() {
    let service = TokenService::start(vec![refused()]).await;
    let kept = Arc::new(Kept::default());
    let error = instance(&service, &kept).token().await.unwrap_err();
    assert!(matches!(error, PortError::Refused(_)), "{error}");
    assert_eq!(service.asked().len(), 1);
}

/// Nobody can tell what is kept.
struct Away;

#[async_trait::async_trait]
impl RefreshTokens for Away {
    async fn newest(&self, _: &str) -> Result<Option<NewestTokens>, PortError> {
        Err(PortError::Busy("the keeper is away".to_owned()))
    }

    async fn keep(&self, _: &str, _: &NewestTokens) {}
}

#[tokio::test]
async fn an_old_refresh_token_is_not_shown_while_nobody_knows_the_newest() {
    let service = TokenService::start(vec![grant("first", 3600, "")]).await;
    let tokens = Arc::into_inner(service.tokens()).unwrap();
    let error = tokens.with_keeper(Arc::new(Away)).token().await;
    assert!(matches!(error, Err(PortError::Busy(_))), "{error:?}");
    assert!(service.asked().is_empty());
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
