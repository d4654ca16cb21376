//! `--stack URL`: signing in through a browser at a stub of the stack and of its sign-in service, which
//! checks PKCE (RFC 7636) as Cognito does.

use crate::fake_server::{Asked, FakeServer};
use crate::support::{Ran, onloop, ran, run};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

/// What the stub knows.
#[derive(Default)]
struct Pool {
    /// Challenge and redirect of a sign-in that a person has confirmed, by its code.
    codes: BTreeMap<String, (String, String)>,
    refreshes: bool,
    life: i64,
    issued: u32,
    current: String,
}

fn pairs(query: &str) -> BTreeMap<String, String> {
    let url = format!("http://x/?{query}")
        .parse::<reqwest::Url>()
        .unwrap();
    url.query_pairs().into_owned().collect()
}

impl Pool {
    fn answer(&mut self, asked: &Asked) -> (u16, String) {
        let host = asked
            .headers
            .iter()
            .find_map(|line| line.strip_prefix("host: "))
            .unwrap();
        let said = |status: u16, value: Value| (status, value.to_string());
        let (path, query) = asked.line.split_once('?').unwrap_or((&asked.line, ""));
        match path {
            "GET /sign-in.json" => said(
                200,
                json!({"domain": format!("http://{host}"), "client": "page", "command": "command"}),
            ),
            // A person signs in: the stub takes their word.
            "GET /oauth2/authorize" => {
                let asked = pairs(query);
                let is = |name: &str, value: &str| asked.get(name).is_some_and(|is| is == value);
                let good = is("response_type", "code")
                    && is("client_id", "command")
                    && is("code_challenge_method", "S256")
                    && is("scope", "openid email")
                    && asked["redirect_uri"].starts_with("http://localhost:");
                if !good {
                    return said(400, json!({"error": "invalid_request"}));
                }
                let code = format!("code{}", self.codes.len());
                let kept = (
                    asked["code_challenge"].clone(),
                    asked["redirect_uri"].clone(),
                );
                self.codes.insert(code.clone(), kept);
                said(200, json!({ "code": code }))
            }
            "POST /oauth2/token" => self.token(&pairs(&asked.text)),
            "GET /api/v1/status" => {
                let bearer = format!("authorization: bearer {}", self.current);
                if !self.current.is_empty() && asked.headers.contains(&bearer) {
                    said(200, json!({"operator": "ada@quayline.example"}))
                } else {
                    said(401, json!({"message": "Unauthorized"}))
                }
            }
            _ => said(404, json!({"title": "Not found"})),
        }
    }

    fn token(&mut self, form: &BTreeMap<String, String>) -> (u16, String) {
        let get = |name: &str| form.get(name).map_or("", String::as_str);
        let good = get("client_id") == "command"
            && match get("grant_type") {
                "authorization_code" => {
                    let verifier = get("code_verifier");
                    let challenge = BASE64URL_NOPAD.encode(&Sha256::digest(verifier.as_bytes()));
                    // A code is good once.
                    self.codes
                        .remove(get("code"))
                        .is_some_and(|(asked, redirect)| {
                            (43..=128).contains(&verifier.len())
                                && asked == challenge
                                && redirect == get("redirect_uri")
                        })
                }
                "refresh_token" => self.refreshes && get("refresh_token") == "refresh",
                _ => false,
            };
        if !good {
            return (400, json!({"error": "invalid_grant"}).to_string());
        }
        self.issued += 1;
        self.current = format!("token{}", self.issued);
        let mut granted = json!({"id_token": self.current, "access_token": "no", "expires_in": self.life, "token_type": "Bearer"});
        if get("grant_type") == "authorization_code" {
            granted["refresh_token"] = "refresh".into();
        }
        (200, granted.to_string())
    }
}

struct Scene {
    server: FakeServer,
    pool: Arc<Mutex<Pool>>,
    home: tempfile::TempDir,
}

impl Scene {
    fn new() -> Self {
        let pool = Arc::new(Mutex::new(Pool {
            refreshes: true,
            life: 3_600,
            ..Pool::default()
        }));
        let answering = pool.clone();
        let server = FakeServer::start(move |asked| answering.lock().unwrap().answer(asked));
        Self {
            server,
            pool,
            home: tempfile::tempdir().unwrap(),
        }
    }

    fn url(&self) -> String {
        format!("http://{}", self.server.address)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut all = args.to_vec();
        let url = self.url();
        all.extend(["--stack", &url]);
        let mut command = onloop(&all);
        command
            .env_remove("XDG_CONFIG_HOME")
            .env("HOME", self.home.path());
        command
    }

    fn on(&self, args: &[&str]) -> Ran {
        run(self.command(args), b"")
    }

    fn file(&self) -> std::path::PathBuf {
        let folder = self.home.path().join(".config/onloop");
        folder.join(format!(
            "127.0.0.1_{}/sign-in.json",
            self.server.address.port()
        ))
    }
}

/// A `sign-in` that waits for its browser.
struct SigningIn {
    child: Child,
    words: BufReader<std::process::ChildStderr>,
    /// What its page is asked.
    asked: BTreeMap<String, String>,
    query: String,
}

impl SigningIn {
    fn start(scene: &Scene) -> Self {
        let mut child = scene
            .command(&["sign-in", "--no-browser", "--port", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut words = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        words.read_line(&mut line).unwrap();
        let page = line
            .trim()
            .strip_prefix("sign in here: ")
            .unwrap_or_else(|| panic!("{line}"));
        let query = page.split_once('?').unwrap().1.to_owned();
        assert!(
            page.starts_with(&format!("{}/oauth2/authorize?", scene.url())),
            "{page}"
        );
        Self {
            child,
            words,
            asked: pairs(&query),
            query,
        }
    }

    /// The person signs in on the page, which gives a code.
    fn confirmed(&self, scene: &Scene) -> String {
        let (status, body) = get(
            &scene.server.address.to_string(),
            &format!("/oauth2/authorize?{}", self.query),
        );
        assert_eq!(status, 200, "{body}");
        let answer: Value = serde_json::from_str(&body).unwrap();
        answer["code"].as_str().unwrap().to_owned()
    }

    /// The browser comes back.
    fn back(&self, query: &str) -> (u16, String) {
        let redirect = self.asked["redirect_uri"].parse::<reqwest::Url>().unwrap();
        let host = format!("127.0.0.1:{}", redirect.port().unwrap());
        get(&host, &format!("{}?{query}", redirect.path()))
    }

    fn ends(mut self, code: i32) -> (String, String) {
        let (mut out, mut err) = (String::new(), String::new());
        self.child
            .stdout
            .take()
            .unwrap()
            .read_to_string(&mut out)
            .unwrap();
        self.words.read_to_string(&mut err).unwrap();
        let ended = self.child.wait().unwrap().code();
        assert_eq!(ended, Some(code), "{out}{err}");
        (out, err)
    }
}

fn get(host: &str, path: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let status = line.split(' ').nth(1).unwrap().parse().unwrap();
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).unwrap();
        if header.trim().is_empty() {
            break;
        }
        if let Some(told) = header.to_lowercase().strip_prefix("content-length: ") {
            length = told.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    (status, String::from_utf8(body).unwrap())
}

fn signed_in(scene: &Scene) -> String {
    let signing = SigningIn::start(scene);
    let code = signing.confirmed(scene);
    let state = signing.asked["state"].clone();
    let (status, page) = signing.back(&format!("code={code}&state={state}"));
    assert_eq!(status, 200, "{page}");
    assert!(page.contains("You are signed in"), "{page}");
    signing.ends(0).0
}

#[test]
fn whoever_signs_in_through_the_browser_asks_the_stack_with_the_same_words() {
    use std::os::unix::fs::PermissionsExt;
    let scene = Scene::new();
    let nobody = scene.on(&["status"]).ends(1);
    assert!(
        nobody.err.contains("not signed in") && nobody.err.contains("onloop sign-in --stack"),
        "{}",
        nobody.err
    );
    let out = signed_in(&scene);
    assert!(out.contains("as ada@quayline.example, until 20"), "{out}");
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&scene.file()), 0o600);
    assert_eq!(mode(scene.file().parent().unwrap()), 0o700);
    let status = scene.on(&["status"]).ends(0);
    assert!(
        status.out.contains("ada@quayline.example"),
        "{}",
        status.out
    );
    // What the stack can't do is told in its words.
    let refused = scene.on(&["why", "sam@firm.example"]).ends(1);
    assert!(refused.err.contains("Not found"), "{}", refused.err);
    assert!(!(status.err + &refused.err).contains("token1"));
}

#[test]
fn a_sign_in_that_ends_is_renewed_and_one_that_is_over_is_told() {
    let scene = Scene::new();
    // Good for less than what is thought safe.
    scene.pool.lock().unwrap().life = 60;
    signed_in(&scene);
    // Once to sign in, once for its own look at the stack.
    assert_eq!(scene.pool.lock().unwrap().current, "token2");
    scene.pool.lock().unwrap().life = 3_600;
    scene.on(&["status"]).ends(0);
    assert_eq!(scene.pool.lock().unwrap().current, "token3");
    // Now it is good, and kept.
    scene.on(&["status"]).ends(0);
    assert_eq!(scene.pool.lock().unwrap().current, "token3");
    // Somebody took the user away: the stack takes the token no longer.
    scene.pool.lock().unwrap().current = "other".to_owned();
    let over = scene.on(&["status"]).ends(1);
    assert!(over.err.contains("or no longer"), "{}", over.err);
    // The token has ended, and no new one is given.
    let text = std::fs::read_to_string(scene.file()).unwrap();
    let mut kept: Value = serde_json::from_str(&text).unwrap();
    kept["until"] = "2020-01-01T00:00:00Z".into();
    std::fs::write(scene.file(), kept.to_string()).unwrap();
    scene.pool.lock().unwrap().refreshes = false;
    let over = scene.on(&["status"]).ends(1);
    assert!(
        over.err.contains("or no longer") && !over.err.contains("refresh"),
        "{}",
        over.err
    );
}

#[test]
fn only_the_browser_that_was_sent_away_may_come_back() {
    let scene = Scene::new();
    let signing = SigningIn::start(&scene);
    let code = signing.confirmed(&scene);
    for query in [
        format!("code={code}"),
        format!("code={code}&state=other"),
        "state=&code=x".to_owned(),
    ] {
        assert_eq!(signing.back(&query).0, 400, "{query}");
    }
    let state = signing.asked["state"].clone();
    assert_eq!(
        signing
            .back(&format!("error=access_denied&state={state}"))
            .0,
        200
    );
    let (_, err) = signing.ends(1);
    assert!(err.contains("access_denied"), "{err}");
    assert!(!scene.file().exists());
}

#[test]
fn a_code_is_worth_nothing_without_its_verifier() {
    let scene = Scene::new();
    let (one, two) = (SigningIn::start(&scene), SigningIn::start(&scene));
    let stolen = one.confirmed(&scene);
    let state = two.asked["state"].clone();
    assert_eq!(two.back(&format!("code={stolen}&state={state}")).0, 200);
    let (_, err) = two.ends(1);
    assert!(err.contains("invalid_grant"), "{err}");
    assert!(!scene.file().exists());
    let mut one = one;
    one.child.kill().unwrap();
    one.child.wait().unwrap();
}

#[test]
fn an_address_that_is_none_is_misuse() {
    for stack in [
        "http://desk.example",
        "desk",
        "https://ada:secret@desk.example",
    ] {
        let ran = ran(&["status", "--stack", stack], "").ends(2);
        assert!(
            ran.err.contains("--stack") && !ran.err.contains("secret"),
            "{}",
            ran.err
        );
    }
    ran(
        &["status", "--stack", "https://a.example", "--data", "x"],
        "",
    )
    .ends(2);
    ran(&["pack", "x.tar", "--stack", "https://a.example"], "").ends(2);
}
