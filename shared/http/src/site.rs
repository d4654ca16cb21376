//! The page's files, served byte for byte.

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

/// A file: its path below the site's folder, and its bytes.
pub type File = (&'static str, &'static [u8]);

/// What a page may do: its own scripts and styles, its own server, nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types lit-html";

/// Serves the files; `/` is `index.html`.
pub fn router<S: Clone + Send + Sync + 'static>(files: &'static [File]) -> Router<S> {
    Router::new()
        .route("/", get(move || async move { serve(files, "index.html") }))
        .route(
            "/{*path}",
            get(move |Path(path): Path<String>| async move { serve(files, &path) }),
        )
}

fn serve(files: &'static [File], path: &str) -> Response {
    let Some((name, bytes)) = files.iter().find(|(name, _)| *name == path) else {
        return crate::problem::Problem::not_found("There is no such page.").into_response();
    };
    let kind = match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        "json" => "application/json",
        _ => "text/plain; charset=utf-8",
    };
    let mut response = (StatusCode::OK, *bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(POLICY),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
