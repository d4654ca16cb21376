//! SES, version 2, as far as a mailer needs it: keeps the exact bytes, enforces rate, quota and
//! suppression, and answers late, not at all or with any error. Its clock is the test's.
//! Shapes are those of the SES API reference: `SendEmail`, `GetAccount`.

use adapters_local::ManualClock;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use jiff::{SignedDuration, Timestamp};
use ports::Clock;
use serde_json::{Value, json};
use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A letter that SES took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SesLetter {
    /// SES's own id.
    pub id: String,
    /// Envelope sender.
    pub from: String,
    /// Recipients.
    pub to: Vec<String>,
    /// The exact bytes.
    pub raw: Vec<u8>,
    /// The configuration set, empty for none.
    pub configuration_set: String,
    /// The tag `msg`.
    pub claim: String,
    /// True if the address is on the suppression list: taken, and bounced at once.
    pub suppressed: bool,
}

/// What SES answers to a send, instead of what it would.
#[derive(Debug, Clone)]
pub enum SesAnswer {
    /// Refuses with this status and error code, and does not take the letter.
    Refuse(u16, &'static str),
    /// Takes the letter and answers with this status.
    TakeBut(u16),
    /// Takes the letter and never answers.
    TakeAndSilent,
    /// Takes the letter and breaks the connection off.
    TakeAndBroken,
}

struct Account {
    sending_enabled: bool,
    enforcement: &'static str,
    per_day: f64,
    per_second: u32,
    suppressed: BTreeSet<String>,
    letters: Vec<SesLetter>,
    taken_at: Vec<Timestamp>,
    plan: VecDeque<SesAnswer>,
    sends: usize,
    account_reads: usize,
}

struct Inner {
    clock: ManualClock,
    account: Mutex<Account>,
}

/// The stub, serving until dropped.
pub struct Ses {
    inner: Arc<Inner>,
    address: String,
    server: tokio::task::JoinHandle<()>,
}

impl Ses {
    /// Starts one whose account may send 50,000 letters a day and 14 a second.
    pub async fn start(clock: ManualClock) -> Self {
        let inner = Arc::new(Inner {
            clock,
            account: Mutex::new(Account {
                sending_enabled: true,
                enforcement: "HEALTHY",
                per_day: 50_000.0,
                per_second: 14,
                suppressed: BTreeSet::new(),
                letters: Vec::new(),
                taken_at: Vec::new(),
                plan: VecDeque::new(),
                sends: 0,
                account_reads: 0,
            }),
        });
        let app = Router::new()
            .route("/v2/email/outbound-emails", post(send))
            .route("/v2/email/account", get(account))
            .layer(axum::extract::DefaultBodyLimit::disable())
            .with_state(Arc::clone(&inner));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let server = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self {
            inner,
            address,
            server,
        }
    }

    fn account(&self) -> MutexGuard<'_, Account> {
        self.inner.account()
    }

    /// Lets its time pass.
    pub fn pass(&self, time: Duration) {
        self.inner.clock.advance(time);
    }

    /// Where it serves.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What the next send is answered.
    pub fn plan(&self, answer: SesAnswer) {
        self.account().plan.push_back(answer);
    }

    /// Lets the account send, or not.
    pub fn set_sending(&self, enabled: bool) {
        self.account().sending_enabled = enabled;
    }

    /// `HEALTHY`, `PROBATION` or `SHUTDOWN`.
    pub fn set_enforcement(&self, status: &'static str) {
        self.account().enforcement = status;
    }

    /// Letters a day (-1 for no limit) and a second.
    pub fn set_quota(&self, per_day: f64, per_second: u32) {
        let mut account = self.account();
        account.per_day = per_day;
        account.per_second = per_second;
    }

    /// Puts an address on the account's suppression list.
    pub fn suppress(&self, address: &str) {
        self.account().suppressed.insert(address.to_owned());
    }

    /// All letters taken, in order.
    pub fn letters(&self) -> Vec<SesLetter> {
        self.account().letters.clone()
    }

    /// Sends asked for and reads of the account so far.
    pub fn calls(&self) -> (usize, usize) {
        let account = self.account();
        (account.sends, account.account_reads)
    }
}

impl Drop for Ses {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Inner {
    fn account(&self) -> MutexGuard<'_, Account> {
        self.account.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Account {
    fn taken_within(&self, now: Timestamp, time: SignedDuration) -> usize {
        let recent = |at: &&Timestamp| now.duration_since(**at) < time;
        self.taken_at.iter().filter(recent).count()
    }

    fn sent_last_day(&self, now: Timestamp) -> f64 {
        let sent = self.taken_within(now, SignedDuration::from_hours(24));
        f64::from(u32::try_from(sent).unwrap())
    }

    /// Why SES would not take a letter now.
    fn refusal(&self, now: Timestamp) -> Option<(u16, &'static str)> {
        let within_second = self.taken_within(now, SignedDuration::from_secs(1));
        if self.enforcement == "SHUTDOWN" {
            Some((400, "AccountSuspendedException"))
        } else if !self.sending_enabled {
            Some((400, "SendingPausedException"))
        } else if self.per_day >= 0.0 && self.sent_last_day(now) >= self.per_day {
            Some((400, "LimitExceededException"))
        } else if within_second >= usize::try_from(self.per_second).unwrap() {
            Some((429, "TooManyRequestsException"))
        } else {
            None
        }
    }
}

async fn account(State(inner): State<Arc<Inner>>) -> Json<Value> {
    let mut account = inner.account();
    account.account_reads += 1;
    Json(json!({
        "DedicatedIpAutoWarmupEnabled": false,
        "EnforcementStatus": account.enforcement,
        "ProductionAccessEnabled": true,
        "SendingEnabled": account.sending_enabled,
        "SendQuota": {
            "Max24HourSend": account.per_day,
            "MaxSendRate": account.per_second,
            "SentLast24Hours": account.sent_last_day(inner.clock.now()),
        },
    }))
}

async fn send(State(inner): State<Arc<Inner>>, Json(request): Json<Value>) -> Response<Body> {
    let planned = {
        let mut account = inner.account();
        account.sends += 1;
        account.plan.pop_front()
    };
    if let Some(SesAnswer::Refuse(status, code)) = planned {
        return refuse(status, code);
    }
    let id = match take(&inner, &request) {
        Ok(id) => id,
        Err((status, code)) => return refuse(status, code),
    };
    match planned {
        None | Some(SesAnswer::Refuse(..)) => {
            answer(200, Body::from(json!({ "MessageId": id }).to_string()))
        }
        Some(SesAnswer::TakeBut(status)) => answer(status, Body::empty()),
        Some(SesAnswer::TakeAndSilent) => std::future::pending().await,
        Some(SesAnswer::TakeAndBroken) => {
            let broken = futures::stream::once(async { Err::<Vec<u8>, _>("broken off") });
            answer(200, Body::from_stream(broken))
        }
    }
}

/// Takes the letter, or says why not.
fn take(inner: &Inner, request: &Value) -> Result<String, (u16, &'static str)> {
    let bad = (400, "BadRequestException");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let raw = request["Content"]["Raw"]["Data"].as_str().ok_or(bad)?;
    let raw = data_encoding::BASE64
        .decode(raw.as_bytes())
        .map_err(|_| bad)?;
    let to: Vec<String> = request["Destination"]["ToAddresses"]
        .as_array()
        .ok_or(bad)?
        .iter()
        .map(text)
        .collect();
    let tag = request["EmailTags"][0].clone();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let claim = text(&tag["Value"]);
    if to.is_empty() || text(&tag["Name"]) != "msg" || !claim.chars().all(plain) {
        return Err(bad);
    }
    let now = inner.clock.now();
    let mut account = inner.account();
    if let Some(refusal) = account.refusal(now) {
        return Err(refusal);
    }
    let suppressed = to
        .iter()
        .any(|address| account.suppressed.contains(address));
    let id = format!("0100018f{:08x}-000000", account.letters.len());
    account.taken_at.push(now);
    account.letters.push(SesLetter {
        id: id.clone(),
        from: text(&request["FromEmailAddress"]),
        to,
        raw,
        configuration_set: text(&request["ConfigurationSetName"]),
        claim,
        suppressed,
    });
    Ok(id)
}

fn refuse(status: u16, code: &str) -> Response<Body> {
    let mut response = answer(status, Body::from(json!({ "message": code }).to_string()));
    let code = code.parse().unwrap();
    response.headers_mut().insert("x-amzn-errortype", code);
    response
}

fn answer(status: u16, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    response
}
