//! Plain requests for what no port does: making tables, queues and buckets.

use std::sync::Arc;

/// Emulators look at the form of this only.
const SIGNED: &str = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=0";

/// A client that follows nothing and tries nothing again.
pub(crate) fn client() -> reqwest::Client {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .no_proxy()
        .retry(reqwest::retry::never())
        .build()
        .unwrap()
}

/// Calls an operation of a JSON service.
pub(crate) async fn call(
    address: &str,
    target: &str,
    version: &str,
    body: serde_json::Value,
) -> serde_json::Value {
    let answer = client()
        .post(address)
        .header("content-type", format!("application/x-amz-json-{version}"))
        .header("x-amz-target", target)
        .header("x-amz-date", "20260101T000000Z")
        .header(
            "authorization",
            SIGNED.replace("/service/", service(target)),
        )
        .body(body.to_string())
        .send()
        .await
        .unwrap();
    let status = answer.status();
    let text = answer.text().await.unwrap();
    assert!(status.is_success(), "{target}: {status} {text}");
    serde_json::from_str(&text).unwrap_or_default()
}

fn service(target: &str) -> &'static str {
    if target.starts_with("AmazonSQS") {
        "/sqs/"
    } else if target.starts_with("secretsmanager") {
        "/secretsmanager/"
    } else {
        "/dynamodb/"
    }
}

/// Puts into S3: a bucket, or an object.
pub(crate) async fn put(address: &str, path: &str, body: &[u8]) {
    let answer = client()
        .put(format!("{address}/{path}"))
        .header("x-amz-date", "20260101T000000Z")
        .header("authorization", SIGNED.replace("/service/", "/s3/"))
        .body(body.to_vec())
        .send()
        .await
        .unwrap();
    assert!(answer.status().is_success(), "{}", answer.status());
}
