//! A whole stack from `infra/template.yaml`: the emulators hold its resources, and every function's real
//! program runs. This is the event source, too: it takes from the queues and gives every record twice.

use crate::function::Function;
use crate::http::{call, put};
use crate::later::Later;
use crate::process::tools;
use crate::stream::Stream;
use crate::{DynamoDb, Faulty, Ministack, Missing, Ses, Storm};
use adapters_aws::{Aws, DynamoTable, Endpoints, SqsQueue};
use adapters_local::{ManualClock, SystemClock};
use ports::{Outgoing, Queue, QueueName};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

/// Longer than an invocation takes.
const VISIBILITY_MS: u32 = 600_000;
/// More rounds than this without an end are a loop.
const ROUNDS: usize = 1_000;

/// What wakes the relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wakes {
    /// Now the table's stream, now the minute.
    Both,
    /// The table's stream alone: nothing, unless it has a record that the template's filter takes.
    Stream,
    /// The minute alone.
    Minute,
}

/// A stack, until dropped.
pub struct Deployed {
    functions: BTreeMap<String, Function>,
    /// The queues, as the adapter sees them.
    pub queues: SqsQueue,
    /// What takes the letters.
    pub ses: Ses,
    sqs_and_s3: Ministack,
    mail_bucket: String,
    playbook_bucket: String,
    mailboxes: String,
    refresh_tokens: String,
    ticks: usize,
    wakes: Wakes,
    stream: Stream,
    window: Duration,
    sign_in: Value,
    later: Later,
    table_name: String,
    /// What stands before the table.
    pub table: Faulty,
    /// Kills functions while they work, as it decides.
    killer: Option<Storm>,
    killed: usize,
    dynamodb: DynamoDb,
    _lists: tempfile::TempDir,
}

/// The template as `template.py` reads it.
fn template() -> Value {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/template.py");
    let mut command = Command::new(tools().join("python/bin/python"));
    let said = command.arg(script).output().unwrap();
    let errors = String::from_utf8_lossy(&said.stderr);
    assert!(said.status.success(), "{errors}");
    serde_json::from_slice(&said.stdout).unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// The resources of a stack in which nothing works yet.
pub struct Resources {
    template: Value,
    dynamodb: DynamoDb,
    sqs_and_s3: Ministack,
    /// What the queues' addresses start with.
    base: String,
}

impl Resources {
    /// Makes them.
    pub async fn make() -> Self {
        let template = template();
        let dynamodb = DynamoDb::start();
        let sqs_and_s3 = Ministack::start().await;
        let (tables, server) = (dynamodb.address(), sqs_and_s3.address());
        let table = template["table"].clone();
        call(tables, "DynamoDB_20120810.CreateTable", "1.0", table).await;
        let mut base = String::new();
        for queue in template["queues"].as_array().unwrap() {
            let made = call(server, "AmazonSQS.CreateQueue", "1.0", queue.clone()).await;
            let url = text(&made["QueueUrl"]);
            if let Some(start) = url.strip_suffix("sourcing") {
                start.clone_into(&mut base);
            }
        }
        for bucket in template["buckets"].as_array().unwrap() {
            put(server, &text(bucket), &[]).await;
        }
        for secret in template["secrets"].as_array().unwrap() {
            call(server, "secretsmanager.CreateSecret", "1.1", secret.clone()).await;
        }
        Self {
            template,
            dynamodb,
            sqs_and_s3,
            base,
        }
    }

    /// A secret of the operator's own, which the template knows by its name alone.
    pub async fn put_secret(&self, name: &str, text: &str) {
        let secret = json!({"Name": name, "SecretString": text});
        let server = self.sqs_and_s3.address();
        call(server, "secretsmanager.CreateSecret", "1.1", secret).await;
    }

    /// The output `Stack`, with the emulators' own addresses.
    pub fn output(&self) -> Value {
        let mut output: Value =
            serde_json::from_str(self.template["outputs"]["Stack"].as_str().unwrap()).unwrap();
        assert!(output["queues"].is_string(), "{output}");
        output["queues"] = self.base.clone().into();
        output
    }

    /// Where the table is served.
    pub fn dynamodb(&self) -> &str {
        self.dynamodb.address()
    }

    /// Where queues, bodies and secrets are served.
    pub fn sqs_and_s3(&self) -> &str {
        self.sqs_and_s3.address()
    }
}

impl Deployed {
    /// Makes the resources, puts a playbook there and starts the functions.
    pub async fn start(playbook: Vec<u8>) -> Self {
        Self::on(Resources::make().await, playbook).await
    }

    /// Puts a playbook into a stack's resources and starts the functions.
    pub async fn on(resources: Resources, playbook: Vec<u8>) -> Self {
        Self::with(resources, playbook, &[]).await
    }

    /// The same with more in the functions' environment.
    pub async fn with(resources: Resources, playbook: Vec<u8>, more: &[(&str, &str)]) -> Self {
        let Resources {
            template,
            dynamodb,
            sqs_and_s3,
            base,
        } = resources;
        // Its clock stands, so it counts no rate.
        let ses = Ses::start(ManualClock::new(jiff::Timestamp::now())).await;
        ses.set_quota(-1.0, 1_000);
        let lists = tempfile::tempdir().unwrap();
        let later = Later::new();
        let table_name = text(&template["table"]["TableName"]);
        let patterns = &template["functions"]["relay"]["patterns"];
        let stream = Stream::of(dynamodb.address(), &table_name, patterns).await;
        let table = Faulty::before(dynamodb.address()).await;
        let (tables, server) = (table.address(), sqs_and_s3.address());
        let environment = |about: &Value| -> BTreeMap<String, String> {
            serde_json::from_value(about["environment"].clone()).unwrap()
        };
        let all = template["functions"].as_object().unwrap();
        let mail_bucket = environment(&all["replies"])["ONLOOP_MAIL"].clone();
        let mailboxes = environment(&all["mailbox"])["ONLOOP_MAILBOXES"].clone();
        let refresh_tokens = environment(&all["sending"])["ONLOOP_REFRESH_TOKENS"].clone();
        let playbook_bucket = environment(&all["relay"])["ONLOOP_PLAYBOOK"].clone();
        put(
            server,
            &format!("{playbook_bucket}/playbook.tar"),
            &playbook,
        )
        .await;
        let mut functions = BTreeMap::new();
        for (name, about) in all {
            let mut environment = environment(about);
            let told = environment.get("ONLOOP_QUEUES").unwrap();
            let path = |url: &str| url.splitn(4, '/').last().unwrap().to_owned();
            assert_eq!(path(told), path(&base), "only the host is the emulator's");
            for (variable, value) in [
                ("ONLOOP_QUEUES", base.as_str()),
                ("ONLOOP_LISTS", lists.path().to_str().unwrap()),
                ("ONLOOP_LOG", "warn"),
                ("AWS_REGION", "us-east-1"),
                ("AWS_ACCESS_KEY_ID", "test"),
                ("AWS_SECRET_ACCESS_KEY", "test"),
                ("AWS_ENDPOINT_URL_DYNAMODB", tables),
                ("AWS_ENDPOINT_URL_SQS", server),
                ("AWS_ENDPOINT_URL_S3", server),
                ("AWS_ENDPOINT_URL_SECRETS_MANAGER", server),
                ("AWS_ENDPOINT_URL_SESV2", ses.address()),
            ]
            .iter()
            .chain(more)
            {
                environment.insert((*variable).to_owned(), (*value).to_owned());
            }
            let clock = later.environment().into_iter();
            environment.extend(clock.map(|(variable, value)| (variable.to_owned(), value)));
            functions.insert(name.clone(), Function::start(name, &environment).await);
        }
        let relay = &all["relay"];
        assert_eq!(relay["is_scheduled"], true);
        let endpoints = Endpoints {
            sqs: Some(server.to_owned()),
            ..Endpoints::default()
        };
        Self {
            functions,
            queues: Aws::at(endpoints).queue(&base),
            ses,
            mail_bucket,
            playbook_bucket,
            mailboxes,
            refresh_tokens,
            sqs_and_s3,
            ticks: 0,
            wakes: Wakes::Both,
            stream,
            sign_in: template["sign_in"].clone(),
            window: Duration::from_secs(relay["window"].as_u64().unwrap()),
            later,
            table_name,
            table,
            killer: None,
            killed: 0,
            dynamodb,
            _lists: lists,
        }
    }

    /// From now on the table is a storm, and functions are killed in the midst of their work; or no more.
    pub fn storm(&mut self, storm: Option<Storm>) {
        self.table.storm(storm);
        self.killer = storm;
        for function in self.functions.values_mut() {
            function.revive(storm.is_some());
        }
    }

    /// From now on this guard is missing.
    pub fn without(&self, guard: Missing) {
        self.table.without(guard);
    }

    /// Lets time pass for all at once.
    pub fn pass(&mut self, time: Duration) {
        self.later.pass(time);
        self.sqs_and_s3.pass(time);
        self.ses.pass(time);
    }

    /// What the clocks of its programs say.
    pub fn now(&self) -> jiff::Timestamp {
        let ahead = jiff::SignedDuration::try_from(self.later.ahead()).unwrap();
        jiff::Timestamp::now() + ahead
    }

    /// The table itself, past whatever stands before it.
    pub fn stored(&self) -> DynamoTable {
        let endpoints = Endpoints {
            dynamodb: Some(self.dynamodb.address().to_owned()),
            ..Endpoints::default()
        };
        Aws::at(endpoints).table(&self.table_name, Arc::new(SystemClock::new()))
    }

    /// What the template says of those who sign in.
    pub fn sign_in(&self) -> &Value {
        &self.sign_in
    }

    /// Where SQS, S3, secrets and Cognito are served.
    pub fn emulator(&self) -> &str {
        self.sqs_and_s3.address()
    }

    /// Functions that were killed.
    pub fn killed(&self) -> usize {
        self.killed
    }

    /// Invokes a function, which is killed now and then after a few calls of the table: then, as when
    /// it reports an error, there is no answer.
    async fn survive(&mut self, name: &str, event: Value) -> Option<Value> {
        let Some(killer) = self.killer.as_mut() else {
            return Some(self.function(name).invoke(event).await.unwrap());
        };
        let (dies, calls) = (killer.below(6) == 0, 1 + killer.below(8));
        let killed = self.table.after(calls);
        let function = self.functions.get_mut(name).unwrap();
        let answer = tokio::select! {
            ended = function.invoke(event) => return ended.ok(),
            () = killed, if dies => None,
        };
        function.kill();
        self.killed += 1;
        answer
    }

    /// One of the functions.
    pub fn function(&mut self, name: &str) -> &mut Function {
        self.functions.get_mut(name).unwrap()
    }

    /// Puts another playbook there.
    pub async fn put_playbook(&self, archive: &[u8]) {
        let path = format!("{}/playbook.tar", self.playbook_bucket);
        put(self.sqs_and_s3.address(), &path, archive).await;
    }

    /// From now on only this wakes the relay.
    pub fn wake_by(&mut self, wakes: Wakes) {
        self.wakes = wakes;
    }

    /// Lets the relay tick, if anything wakes it.
    pub async fn tick(&mut self) {
        self.ticks += 1;
        let by_stream = match self.wakes {
            Wakes::Both => !self.ticks.is_multiple_of(2),
            Wakes::Stream => true,
            Wakes::Minute => false,
        };
        let records = self.stream.read().await;
        let event = if by_stream {
            if records.is_empty() && self.wakes == Wakes::Stream {
                return;
            }
            // Records are gathered for so long, and with that what they tell of is due.
            self.pass(self.window);
            json!({ "Records": records })
        } else {
            json!({})
        };
        self.survive("relay", event).await;
    }

    /// Delivers and works until every queue is empty. Says how many records there were. In a storm a failed
    /// record is there again at once.
    pub async fn work(&mut self) -> usize {
        let mut worked = 0;
        for _ in 0..ROUNDS {
            self.tick().await;
            let mut records = 0;
            for queue in QueueName::ALL {
                records += self.pump(queue).await;
            }
            if records == 0 {
                return worked;
            }
            worked += records;
        }
        panic!("the work never ends");
    }

    /// Gives what waits in a queue to its function: each record twice, the second time in another order,
    /// and deletes what did not fail. A failed one stays hidden.
    async fn pump(&mut self, queue: QueueName) -> usize {
        let deliveries = self.queues.receive(queue, 10, VISIBILITY_MS).await.unwrap();
        if deliveries.is_empty() {
            return 0;
        }
        let mut records: Vec<Value> = Vec::new();
        for delivery in &deliveries {
            records.push(json!({
                "messageId": delivery.id,
                "receiptHandle": delivery.receipt,
                "body": delivery.body,
                "attributes": {"ApproximateReceiveCount": delivery.receives.to_string()},
                "messageAttributes": {},
                "eventSource": "aws:sqs",
                "awsRegion": "us-east-1",
            }));
        }
        let mut failed = BTreeSet::new();
        for _ in 0..2 {
            let event = json!({ "Records": records });
            match self.survive(queue.as_str(), event).await {
                Some(answer) => {
                    for failure in answer["batchItemFailures"].as_array().unwrap() {
                        failed.insert(text(&failure["itemIdentifier"]));
                    }
                }
                // Without an answer the whole batch comes again.
                None => failed.extend(deliveries.iter().map(|delivery| delivery.id.clone())),
            }
            records.reverse();
        }
        for delivery in &deliveries {
            let receipt = &delivery.receipt;
            if !failed.contains(&delivery.id) {
                self.queues.done(queue, receipt).await.unwrap();
            } else if self.killer.is_some() {
                self.queues.release(queue, receipt, 0, "").await.unwrap();
            }
        }
        deliveries.len()
    }

    /// Calls the operator's API as API Gateway does after it has checked a token of Cognito's.
    pub async fn api(&mut self, method: &str, path: &str, body: Option<Value>) -> (u16, Value) {
        self.api_by("ada@quayline.example", method, path, body)
            .await
    }

    /// The same by another operator.
    pub async fn api_by(
        &mut self,
        operator: &str,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> (u16, Value) {
        let claims = json!({"email": operator, "token_use": "id", "sub": operator});
        let authorizer = json!({"jwt": {"claims": claims, "scopes": null}});
        let (status, text) = self
            .http(
                "api",
                method,
                &format!("/api/v1{path}"),
                Some(authorizer),
                body,
            )
            .await;
        (status, serde_json::from_str(&text).unwrap_or_default())
    }

    /// Calls one of the doors with JSON.
    pub async fn http(
        &mut self,
        function: &str,
        method: &str,
        path: &str,
        authorizer: Option<Value>,
        body: Option<Value>,
    ) -> (u16, String) {
        let headers = json!({"content-type": "application/json", "origin": "https://page.example"});
        let body = body.map(|body| body.to_string());
        let call = json!({"method": method, "path": path, "authorizer": authorizer, "headers": headers, "body": body});
        self.gateway(function, call).await
    }

    /// Posts bytes to the public door, where no authorizer stands. As API Gateway does it, text and JSON are passed
    /// on as they are and all else in base64.
    pub async fn post(
        &mut self,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> (u16, String) {
        let headers: BTreeMap<&str, &str> = headers.iter().copied().collect();
        let is_text = headers["content-type"] == "application/json";
        let body = if is_text {
            String::from_utf8(body.to_vec()).unwrap()
        } else {
            data_encoding::BASE64.encode(body)
        };
        let call = json!({"method": "POST", "path": path, "headers": headers, "body": body, "isBase64Encoded": !is_text});
        self.gateway("webhook", call).await
    }

    /// A call as API Gateway passes it on.
    async fn gateway(&mut self, function: &str, call: Value) -> (u16, String) {
        let path = call["path"].as_str().unwrap();
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let mut headers = call["headers"].clone();
        headers["host"] = "a1b2.execute-api.us-east-1.amazonaws.com".into();
        let event = json!({
            "version": "2.0",
            "routeKey": "ANY /api/{path+}",
            "rawPath": path,
            "rawQueryString": query,
            "headers": headers,
            "requestContext": {
                "accountId": "000000000000", "apiId": "a1b2", "authorizer": call["authorizer"],
                "domainName": "a1b2.execute-api.us-east-1.amazonaws.com", "domainPrefix": "a1b2",
                "http": {"method": call["method"], "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "test"},
                "requestId": "r", "routeKey": "ANY /api/{path+}", "stage": "$default",
                "time": "01/Jan/2026:00:00:00 +0000", "timeEpoch": 1_767_225_600_000_u64,
            },
            "body": call["body"],
            "isBase64Encoded": call["isBase64Encoded"] == true,
        });
        // API Gateway answers in the place of a function that died.
        let Some(answer) = self.survive(function, event).await else {
            return (502, String::new());
        };
        let status = u16::try_from(answer["statusCode"].as_u64().unwrap()).unwrap();
        let body = answer["body"].as_str().unwrap_or_default();
        let body = if answer["isBase64Encoded"] == true {
            let bytes = data_encoding::BASE64.decode(body.as_bytes()).unwrap();
            String::from_utf8(bytes).unwrap()
        } else {
            body.to_owned()
        };
        (status, body)
    }

    /// Mail comes in as SES does it: an object, and a notice by SNS, delivered raw into the queue.
    pub async fn mail(&self, key: &str, recipient: &str, raw: &[u8]) {
        let notice = self.put_mail(key, recipient, raw).await;
        self.put_into(QueueName::Replies, &notice).await;
    }

    /// The object alone; gives the notice.
    pub async fn put_mail(&self, key: &str, recipient: &str, raw: &[u8]) -> String {
        let path = format!("{}/in/{key}", self.mail_bucket);
        put(self.sqs_and_s3.address(), &path, raw).await;
        let pass = json!({"status": "PASS"});
        json!({
            "notificationType": "Received",
            "mail": {"messageId": key, "source": "jane@acme.example", "destination": [recipient]},
            "receipt": {
                "recipients": [recipient], "spamVerdict": pass, "virusVerdict": pass, "dmarcVerdict": pass,
                "action": {"type": "S3", "bucketName": self.mail_bucket, "objectKeyPrefix": "in/", "objectKey": format!("in/{key}")},
            },
        })
        .to_string()
    }

    /// Puts a list of mail accounts into its secret.
    pub async fn put_mailboxes(&self, mailboxes: &Value) {
        let secret = json!({"SecretId": self.mailboxes, "SecretString": mailboxes.to_string()});
        let server = self.sqs_and_s3.address();
        call(server, "secretsmanager.PutSecretValue", "1.1", secret).await;
    }

    /// What the functions have kept of refresh tokens.
    pub async fn refresh_tokens(&self) -> String {
        let secret = json!({"SecretId": self.refresh_tokens});
        let server = self.sqs_and_s3.address();
        let told = call(server, "secretsmanager.GetSecretValue", "1.1", secret).await;
        text(&told["SecretString"])
    }

    /// Puts a body into a queue, whatever it is.
    pub async fn put_into(&self, queue: QueueName, body: &str) {
        let message = Outgoing {
            body: body.to_owned(),
            delay_ms: 0,
        };
        self.queues.send(queue, vec![message]).await.unwrap();
    }
}
