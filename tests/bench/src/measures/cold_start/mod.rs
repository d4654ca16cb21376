//! From the start of a function's real program to its first answer, beside two programs that do next to
//! nothing, built the same way. Services answer at once from this process, so that what is measured is ours.
//!
//! Amazon's crates are no part of the bench: cargo is asked to build the functions when this is asked for.

mod cloud;
mod instance;

use super::block_on;
use crate::figures::{Figures, milliseconds, percentile, rounded};
use crate::size::Size;
use crate::{Failure, scene};
use instance::Start;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Does nothing.
const HELLO: &str = "hello";
/// Asks a table for one item.
const HELLO_TABLE: &str = "hello_table";
/// Each is one program, named like its folder.
const FUNCTIONS: [&str; 9] = [
    "sourcing", "drafting", "sending", "replies", "mailbox", "rounds", "relay", "webhook", "api",
];
/// Rows of leads in the archive: sourcing unpacks them.
const LEADS: usize = 200;

/// Where cargo put this program, and so the others.
fn built() -> Result<PathBuf, Failure> {
    let own = std::env::current_exe()?;
    Ok(own.parent().ok_or("a program without a folder")?.to_owned())
}

fn program(name: &str) -> Result<PathBuf, Failure> {
    let folder = built()?;
    Ok(match name {
        HELLO | HELLO_TABLE => folder.join("examples").join(name),
        _ => folder.join(name),
    })
}

/// Has cargo build them by the profile of this program; a debug build takes those that the tests have made.
pub(super) fn prepare(_: &Path, _: &Size) -> Result<(), Failure> {
    let folder = built()?;
    let profile = match folder.file_name().and_then(|name| name.to_str()) {
        Some("debug") => {
            let names = [HELLO, HELLO_TABLE].into_iter().chain(FUNCTIONS);
            let missing = names.map(program).collect::<Result<Vec<_>, _>>()?;
            return match missing.iter().find(|program| !program.is_file()) {
                None => Ok(()),
                Some(program) => {
                    Err(format!("{} is not there: `tests/run` builds it", program.display()).into())
                }
            };
        }
        Some(name) => name,
        None => return Err("a program without a profile".into()),
    };
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .args(["build", "--quiet", "--bins", "--profile", profile])
        .args(["--example", HELLO, "--example", HELLO_TABLE])
        .arg("--target-dir")
        .arg(folder.parent().ok_or("a program without a folder")?);
    for package in FUNCTIONS.iter().chain(&["wiring"]) {
        command.args(["--package", package]);
    }
    let ended = command.status()?;
    if !ended.success() {
        return Err(format!("cargo could not build the functions: {ended}").into());
    }
    Ok(())
}

/// The playbook as an archive.
fn archive(folder: &Path) -> Result<Vec<u8>, Failure> {
    scene::write(folder, 1, LEADS)?;
    let mut tar = tar::Builder::new(Vec::new());
    tar.append_dir_all(".", folder.join("playbook"))?;
    Ok(tar.into_inner()?)
}

/// The least that a function is asked: no records, a minute's tick, a look at the stack, a link of nobody's.
fn event(name: &str) -> Value {
    let (method, path) = match name {
        "api" => ("GET", "/api/v1/status"),
        "webhook" => ("GET", "/u/nobody"),
        _ => return json!({ "Records": [] }),
    };
    let claims = json!({"email": "ada@quayline.example", "token_use": "id", "sub": "1"});
    json!({
        "version": "2.0", "routeKey": "ANY /{path+}", "rawPath": path, "rawQueryString": "",
        "headers": {"host": "a1b2.execute-api.us-east-1.amazonaws.com"},
        "requestContext": {
            "accountId": "000000000000", "apiId": "a1b2", "authorizer": {"jwt": {"claims": claims, "scopes": null}},
            "domainName": "a1b2.execute-api.us-east-1.amazonaws.com", "domainPrefix": "a1b2",
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "bench"},
            "requestId": "r", "routeKey": "ANY /{path+}", "stage": "$default",
            "time": "01/Jan/2026:00:00:00 +0000", "timeEpoch": 1_767_225_600_000_u64,
        },
        "isBase64Encoded": false,
    })
}

fn environment(folder: &Path, cloud: &str) -> Vec<(&'static str, String)> {
    let lists = folder.join("lists");
    let queues = format!("{cloud}/000000000000/bench-");
    let mut all = vec![
        ("AWS_REGION", "us-east-1".to_owned()),
        ("AWS_ACCESS_KEY_ID", "test".to_owned()),
        ("AWS_SECRET_ACCESS_KEY", "test".to_owned()),
        ("ONLOOP_TABLE", "table".to_owned()),
        ("ONLOOP_BLOBS", "blobs".to_owned()),
        ("ONLOOP_KEYS", "keys".to_owned()),
        ("ONLOOP_PLAYBOOK", "playbook".to_owned()),
        ("ONLOOP_MAIL", "mail".to_owned()),
        ("ONLOOP_MAILBOXES", cloud::NO_MAILBOXES.to_owned()),
        ("ONLOOP_REFRESH_TOKENS", "refresh-tokens".to_owned()),
        ("ONLOOP_LISTS", lists.display().to_string()),
        ("ONLOOP_QUEUES", queues),
        ("ONLOOP_LOG", "error".to_owned()),
    ];
    for variable in [
        "AWS_ENDPOINT_URL_DYNAMODB",
        "AWS_ENDPOINT_URL_SQS",
        "AWS_ENDPOINT_URL_S3",
        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
        "AWS_ENDPOINT_URL_SESV2",
    ] {
        all.push((variable, cloud.to_owned()));
    }
    all
}

/// Starts every program in turn, so that what else the machine does meets all alike.
pub(super) fn run(folder: &Path, size: &Size) -> Result<Figures, Failure> {
    block_on(async {
        let cloud = cloud::start(archive(folder)?).await?;
        std::fs::create_dir_all(folder.join("lists"))?;
        let environment = environment(folder, &cloud);
        let names: Vec<&str> = [HELLO, HELLO_TABLE].into_iter().chain(FUNCTIONS).collect();
        let mut starts: Vec<Vec<Start>> = names.iter().map(|_| Vec::new()).collect();
        for round in 0..=size.cold_starts {
            for (name, starts) in names.iter().zip(&mut starts) {
                let start = instance::start(&program(name)?, &environment, &event(name)).await?;
                // The first one brings the program into the memory of this machine.
                if round > 0 {
                    starts.push(start);
                }
            }
        }
        let mut figures = Figures::default();
        let mut middle = Vec::new();
        let mut programs = serde_json::Map::new();
        for (name, starts) in names.iter().zip(&starts) {
            let mut times: Vec<Duration> = starts.iter().map(|start| start.time).collect();
            times.sort_unstable();
            let (p50, p95) = (percentile(&times, 50), percentile(&times, 95));
            let memory = starts.iter().map(|start| start.memory_mb);
            let bytes = u32::try_from(std::fs::metadata(program(name)?)?.len())?;
            middle.push((*name, p50));
            let told = json!({
                "p50_ms": milliseconds(p50),
                "p95_ms": milliseconds(p95),
                "program_mb": rounded(f64::from(bytes) / 1e6),
                "peak_memory_mb": memory.fold(0.0, f64::max),
            });
            programs.insert((*name).to_owned(), told);
        }
        let of = |wanted: &str| {
            let found = middle.iter().find(|(name, _)| *name == wanted);
            found.map_or(0.0, |(_, time)| time.as_secs_f64())
        };
        let least = of(HELLO_TABLE).max(1e-9);
        figures
            .add("starts", size.cold_starts)
            .add("api_of_hello_table", rounded(of("api") / least))
            .add("webhook_of_hello_table", rounded(of("webhook") / least))
            .add("programs", Value::Object(programs));
        Ok(figures)
    })
}
