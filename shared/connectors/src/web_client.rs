//! The one way in which an HTTP client is made here.

use std::net::IpAddr;
use std::time::Duration;

use reqwest::{Client, Response, Url, redirect};

/// Makes a client: TLS by `ring` with Mozilla's roots, no redirects (they would carry the key to
/// another host), a limit on connecting. Limits on the answer are the caller's.
pub(crate) fn client(base: &Url, connect: Duration) -> Result<Client, String> {
    let tls = crate::tls::config(&[])?;
    let mut builder = Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(redirect::Policy::none())
        .connect_timeout(connect)
        .retry(reqwest::retry::never())
        .user_agent(concat!("onloop/", env!("CARGO_PKG_VERSION")));
    if is_loopback(base) {
        builder = builder.no_proxy();
    }
    builder
        .build()
        .map_err(|_| "the HTTP client can't be set up".to_owned())
}

/// Reads the base address of a service. Plain HTTP is for this machine only: the key goes with it.
pub(crate) fn base_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text.trim()).map_err(|_| format!("{text:?} is no web address"))?;
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_loopback(&url) => Ok(url),
        _ => Err(
            "the service's address must start with https:// (http:// is for this machine only)"
                .to_owned(),
        ),
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url
        .host_str()
        .unwrap_or_default()
        .trim_start_matches('[')
        .trim_end_matches(']');
    host == "localhost"
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// The body of an answer, up to a limit; `None` beyond it.
pub(crate) async fn body(
    mut response: Response,
    limit: usize,
) -> Result<Option<Vec<u8>>, reqwest::Error> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if bytes.len() + chunk.len() > limit {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}
