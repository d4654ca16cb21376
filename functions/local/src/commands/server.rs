//! A running `up`, asked over loopback, or a stack elsewhere, asked by its address.
//!
//! `up` writes its address and a bearer into the data folder, each one line. That bearer goes to a
//! loopback address only, by no proxy. The one of a stack elsewhere goes there only. Neither stands in a
//! message.

use super::Failure;
use super::remote::{self, Kept, Stack};
use crate::cli::DataArgs;
use jiff::{SignedDuration, Timestamp};
use reqwest::{Client, Method, Response, StatusCode, Url};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fs::File;
use std::io::{self, Read};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// File in the data folder that holds `http://127.0.0.1:PORT` while `up` serves.
pub(crate) const ADDRESS_FILE: &str = "api-address";
/// File in the data folder that holds the bearer of commands; mode 0600.
pub(crate) const TOKEN_FILE: &str = "api-token";
const FILE_LIMIT: u64 = 4096;
const CONNECT: Duration = Duration::from_secs(2);
/// The same to a stack elsewhere.
const FAR_CONNECT: Duration = Duration::from_secs(10);
/// A token is renewed so long before it ends: clocks differ.
const BEFORE: SignedDuration = SignedDuration::from_mins(5);
/// Forget works through every conversation of a person.
const WHOLE: Duration = Duration::from_secs(120);
const ANSWER_LIMIT: usize = 16 * 1024 * 1024;

/// The server of one data folder, or of a stack elsewhere.
pub(crate) struct Server {
    client: Client,
    base: Url,
    home: Home,
}

/// Where the server is, and what it takes for us.
enum Home {
    /// On this machine.
    Data { dir: PathBuf, bearer: String },
    /// Elsewhere.
    Stack {
        stack: Stack,
        kept: tokio::sync::Mutex<Kept>,
    },
}

impl Server {
    /// The stack that was named, or the server that runs on a data folder; none if nothing listens there.
    pub(crate) fn find(place: &DataArgs) -> Result<Option<Self>, Failure> {
        match &place.stack {
            Some(stack) => Self::elsewhere(Stack::read(stack)?).map(Some),
            None => Self::here(&place.data),
        }
    }

    fn elsewhere(stack: Stack) -> Result<Self, Failure> {
        Ok(Self {
            client: web_client(stack.url())?,
            base: stack.url().clone(),
            home: Home::Stack {
                kept: tokio::sync::Mutex::new(Kept::read(&stack)?),
                stack,
            },
        })
    }

    fn here(data: &Path) -> Result<Option<Self>, Failure> {
        let file = data.join(ADDRESS_FILE);
        let Some(written) = line_of(&file)? else {
            return Ok(None);
        };
        let (base, address) = address(&written).ok_or_else(|| {
            Failure::refused(
                format!("{} doesn't hold an address of this machine", file.display()),
                format!(
                    "start `onloop up --data {}` again: it writes the file anew",
                    data.display()
                ),
            )
        })?;
        if TcpStream::connect_timeout(&address, CONNECT).is_err() {
            // It was killed and left its address behind.
            return Ok(None);
        }
        let file = data.join(TOKEN_FILE);
        let bearer = line_of(&file)?.filter(|bearer| {
            !bearer.is_empty() && bearer.bytes().all(|byte| byte.is_ascii_graphic())
        });
        let bearer = bearer.ok_or_else(|| {
            Failure::refused(
                format!("there is no token in {}", file.display()),
                format!(
                    "start `onloop up --data {}` again: it writes the file anew",
                    data.display()
                ),
            )
        })?;
        Ok(Some(Self {
            client: web_client(&base)?,
            base,
            home: Home::Data {
                dir: data.to_path_buf(),
                bearer,
            },
        }))
    }

    /// The stack that was named, or the server that runs on a data folder, or a word on how to start it.
    pub(crate) fn need(place: &DataArgs) -> Result<Self, Failure> {
        Self::find(place)?.ok_or_else(|| no_server(&place.data))
    }

    /// What the server takes for us. A sign-in that ends soon is renewed, and kept.
    async fn bearer(&self) -> Result<String, Failure> {
        let (stack, kept) = match &self.home {
            Home::Data { bearer, .. } => return Ok(bearer.clone()),
            Home::Stack { stack, kept } => (stack, kept),
        };
        let mut kept = kept.lock().await;
        let left = kept.until.duration_since(Timestamp::now());
        if left > BEFORE {
            return Ok(kept.bearer.clone());
        }
        let renewed = match &kept.refresh {
            Some(refresh) => kept.pool.refreshed(stack, refresh).await,
            None => Err(remote::not_signed_in(stack)),
        };
        match renewed {
            Ok(renewed) => {
                renewed.write(stack)?;
                *kept = renewed;
            }
            // It lasts for this.
            Err(_) if left.is_positive() => {}
            Err(failure) => return Err(failure),
        }
        Ok(kept.bearer.clone())
    }

    /// Asks for something.
    pub(crate) async fn get<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[(&str, String)],
    ) -> Result<T, Failure> {
        self.ask(Method::GET, path, query, None).await
    }

    /// Has something done.
    pub(crate) async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        body: &Value,
    ) -> Result<T, Failure> {
        self.ask(Method::POST, path, &[], Some(body)).await
    }

    async fn ask<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        query: &[(&str, String)],
        body: Option<&Value>,
    ) -> Result<T, Failure> {
        let mut url = self.base.clone();
        url.set_path(&format!("/api/v1/{path}"));
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let bearer = self.bearer().await?;
        let mut request = self.client.request(method, url).bearer_auth(&bearer);
        if let Some(body) = body {
            request = request.json(body);
        }
        let response = request.send().await.map_err(|error| self.lost(&error))?;
        let status = response.status();
        let bytes = self.bytes_of(response).await?;
        if !status.is_success() {
            return Err(self.turned_down(status, &bytes));
        }
        read(&bytes, &self.place(), path)
    }

    async fn bytes_of(&self, mut response: Response) -> Result<Vec<u8>, Failure> {
        let mut bytes = vec![];
        while let Some(chunk) = response.chunk().await.map_err(|error| self.lost(&error))? {
            if bytes.len().saturating_add(chunk.len()) > ANSWER_LIMIT {
                return Err(Failure::refused(
                    format!("the answer of {} is larger than 16 MiB", self.place()),
                    "ask for less, with --limit",
                ));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }

    /// `up` says in a sentence why it doesn't; its own words are passed on.
    fn turned_down(&self, status: StatusCode, bytes: &[u8]) -> Failure {
        let said = said(bytes);
        match (status, said) {
            (StatusCode::UNAUTHORIZED, _) => match &self.home {
                Home::Stack { stack, .. } => remote::not_signed_in(stack),
                Home::Data { dir, .. } => {
                    let data = dir.display();
                    Failure::refused(
                        format!(
                            "{} doesn't take the token in {data}/{TOKEN_FILE}",
                            self.place()
                        ),
                        format!(
                            "another process may have the port: start `onloop up --data {data}` again"
                        ),
                    )
                }
            },
            (_, Some(said)) => Failure::refused(said, ""),
            (status, None) => Failure::refused(
                format!("{} answered {status}", self.place()),
                match self.home {
                    Home::Data { .. } => {
                        "use the same version of onloop for this command and for `up`, and look at what `up` printed"
                    }
                    Home::Stack { .. } => {
                        "look at the address: it is the one under which operators see the page"
                    }
                },
            ),
        }
    }

    fn lost(&self, error: &reqwest::Error) -> Failure {
        if error.is_timeout() {
            return Failure::refused(
                format!(
                    "{} didn't answer in {} seconds",
                    self.place(),
                    WHOLE.as_secs()
                ),
                "it may have been done all the same: look with `onloop status` and `onloop log`",
            );
        }
        Failure::refused(
            format!("the connection to {} broke: {}", self.place(), cause(error)),
            match self.home {
                Home::Data { .. } => "look whether `up` still runs: onloop status",
                Home::Stack { .. } => "look at the address and at the network, and try again",
            },
        )
    }

    fn place(&self) -> String {
        format!("the server at {}", self.address())
    }

    /// Its address, without a slash at the end.
    pub(crate) fn address(&self) -> &str {
        self.base.as_str().trim_end_matches('/')
    }
}

/// The answer of the API at a place.
pub(super) fn read<T: DeserializeOwned>(
    bytes: &[u8],
    place: &str,
    path: &str,
) -> Result<T, Failure> {
    serde_json::from_slice(bytes).map_err(|error| {
        Failure::refused(
            format!("the answer of {place} to /{path} can't be read: {error}"),
            "use the same version of onloop for this command and for `up`",
        )
    })
}

/// What a problem says in a sentence, on one line of a terminal.
pub(super) fn said(bytes: &[u8]) -> Option<String> {
    let problem: Value = serde_json::from_slice(bytes).unwrap_or_default();
    ["detail", "title"]
        .into_iter()
        .find_map(|field| problem.get(field)?.as_str().filter(|text| !text.is_empty()))
        .map(super::output::one_line)
}

/// Nothing runs on a data folder: what and where, and how to start it.
pub(crate) fn no_server(data: &Path) -> Failure {
    let data = data.display();
    Failure::refused(
        format!("no `onloop up` runs on the data in {data}"),
        format!("start it with `onloop up --data {data}`, or give the right folder with --data"),
    )
}

/// Runs what waits for a server, on this thread.
pub(crate) fn wait<T>(asked: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    match runtime {
        Ok(runtime) => runtime.block_on(asked),
        Err(error) => Err(Failure::refused(
            format!("can't start the runtime: {error}"),
            "free some memory or file handles and try again",
        )),
    }
}

/// The first line of a small file; none if there is no file.
fn line_of(file: &Path) -> Result<Option<String>, Failure> {
    let mut text = String::new();
    let read = File::open(file).and_then(|file| file.take(FILE_LIMIT).read_to_string(&mut text));
    match read {
        Ok(_) => Ok(Some(
            text.lines().next().unwrap_or_default().trim().to_owned(),
        )),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(Failure::refused(
            format!("can't read {}: {error}", file.display()),
            "run the command as the user who runs `up`, or make the file readable (chmod u+r)",
        )),
    }
}

/// `http://127.0.0.1:PORT` and nothing else that could lead the bearer away.
fn address(written: &str) -> Option<(Url, SocketAddr)> {
    let address: SocketAddr = written
        .strip_prefix("http://")?
        .trim_end_matches('/')
        .parse()
        .ok()?;
    let base = Url::parse(&format!("http://{address}/")).ok()?;
    address.ip().is_loopback().then_some((base, address))
}

/// A client for one address. On this machine nothing but plain HTTP is asked for, by no proxy, so that no
/// root is trusted; elsewhere Mozilla's are.
pub(super) fn web_client(address: &Url) -> Result<Client, Failure> {
    let broken = |error: String| {
        Failure::refused(
            format!("the HTTP client can't be set up: {error}"),
            "report it with your system's name and version",
        )
    };
    let here = remote::is_loopback(address);
    let mut roots = rustls::RootCertStore::empty();
    if !here {
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    }
    let tls = rustls::ClientConfig::builder_with_provider(Arc::new(
        rustls::crypto::ring::default_provider(),
    ))
    .with_safe_default_protocol_versions()
    .map_err(|error| broken(error.to_string()))?
    .with_root_certificates(roots)
    .with_no_client_auth();
    let builder = Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .connect_timeout(if here { CONNECT } else { FAR_CONNECT })
        .timeout(WHOLE)
        .user_agent(concat!("onloop/", env!("CARGO_PKG_VERSION")));
    let builder = if here { builder.no_proxy() } else { builder };
    builder.build().map_err(|error| broken(error.to_string()))
}

/// The innermost reason; the outer ones repeat the address.
pub(super) fn cause(error: &reqwest::Error) -> String {
    let mut inner: &dyn std::error::Error = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    inner.to_string()
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn the_bearer_goes_nowhere_but_to_this_machine() {
        for good in ["http://127.0.0.1:7420", "http://[::1]:7420/"] {
            assert!(address(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "127.0.0.1:7420",
            "https://127.0.0.1:7420",
            "http://192.0.2.7:7420",
            "http://evil.example:80",
            "http://127.0.0.1:7420@evil.example",
            "http://127.0.0.1:7420/path",
        ] {
            assert!(address(bad).is_none(), "{bad}");
        }
    }
}
