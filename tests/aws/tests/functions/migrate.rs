//! `onloop migrate`: a stack of one machine, with a conversation in every phase, becomes one on AWS.

use adapters_aws::{Aws, Endpoints};
use adapters_local::{DataFolder, ManualClock, MemoryBlobs, MemoryTable, SqliteStore, SystemClock};
use aws_tests::{Deployed, Fault, Faulty, Resources, program};
use flow::moving::{self, Standing, Survey};
use flow::stack_keys;
use harness::{World, at, every_phase_files};
use ports::{Action, Blobs, Commit, Expect, ScanRequest, Table};
use serde_json::json;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// A data folder as `up` leaves it, with what is in it, and its keys.
async fn source(data: &Path) -> (Survey, String) {
    let clock = ManualClock::new(at("2026-09-07 07:00+02:00"));
    let folder = DataFolder::open(data).unwrap();
    let store = SqliteStore::open(&folder.store_file(), clock.shared()).unwrap();
    // The world's workers are polled by hand, so it stands on a table that answers at once.
    let (table, blobs) = (
        Arc::new(MemoryTable::new(clock.shared())),
        Arc::new(MemoryBlobs::new()),
    );
    let world = World::in_every_phase(table.clone(), blobs.clone(), clock).await;
    copy(&*table, &*store.table()).await;
    for name in blobs.list(None, 1_000).await.unwrap() {
        let bytes = blobs.get(&name).await.unwrap().unwrap();
        let owner = name.0.split('/').next().unwrap();
        store.blobs().put(owner, bytes).await.unwrap();
    }
    let keys = stack_keys::write(&world.ports.secrets);
    folder.write_private("keys.json", &keys).unwrap();
    for (path, bytes) in every_phase_files() {
        let path = data.join("playbook").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let survey = survey(&*store.table(), &*store.blobs()).await;
    drop(world);
    store.close().await.unwrap();
    (survey, keys)
}

/// Every item as it stands.
async fn copy(from: &dyn Table, to: &dyn Table) {
    let all = ScanRequest {
        after: None,
        limit: 1_000,
    };
    let read = from.scan(&all).await.unwrap();
    assert_eq!(read.next, None, "one part is all");
    for (number, item) in read.items.into_iter().enumerate() {
        let commit = Commit {
            attempt: format!("att_{number}"),
            actions: vec![Action::Put {
                key: item.key,
                body: item.body,
                expect: Expect::Absent,
                expires: item.expires,
            }],
        };
        to.commit(commit).await.unwrap();
    }
}

async fn survey(table: &dyn Table, blobs: &dyn Blobs) -> Survey {
    moving::survey(table, blobs, &mut |_| {}).await.unwrap()
}

/// The command, with the services behind this door.
fn migrate(resources: &Resources, door: &Faulty, folder: &Path) -> Command {
    let to = folder.join("stack.json");
    std::fs::write(&to, resources.output().to_string()).unwrap();
    let mut command = Command::new(program("onloop"));
    command
        .env_clear()
        .envs([
            ("AWS_REGION", "us-east-1"),
            ("AWS_ACCESS_KEY_ID", "test"),
            ("AWS_SECRET_ACCESS_KEY", "test"),
            ("AWS_ENDPOINT_URL_DYNAMODB", door.address()),
            ("AWS_ENDPOINT_URL_SQS", resources.sqs_and_s3()),
            ("AWS_ENDPOINT_URL_S3", resources.sqs_and_s3()),
            ("AWS_ENDPOINT_URL_SECRETS_MANAGER", resources.sqs_and_s3()),
            ("USER", "Ada"),
        ])
        .arg("migrate")
        .arg("--to")
        .arg(to)
        .arg("--data")
        .arg(folder.join("data"))
        .current_dir(folder)
        .stdin(Stdio::null());
    command
}

/// Runs it to its end, while this thread serves the door.
async fn ran(mut command: Command) -> Output {
    let output = tokio::task::spawn_blocking(move || command.output().unwrap());
    output.await.unwrap()
}

#[track_caller]
fn ends(output: &Output, code: i32) -> String {
    let words = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{words}");
    words
}

fn archive() -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (path, bytes) in every_phase_files() {
        let mut header = tar::Header::new_gnu();
        header.set_size(u64::try_from(bytes.len()).unwrap());
        header.set_mode(0o644);
        tar.append_data(&mut header, path, bytes.as_slice())
            .unwrap();
    }
    tar.into_inner().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stack_moves_from_one_machine_to_aws_although_it_is_interrupted() {
    let folder = tempfile::tempdir().unwrap();
    let (mut before, keys) = source(&folder.path().join("data")).await;
    let resources = Resources::make().await;
    let door = Faulty::before(resources.dynamodb()).await;
    let output = resources.output();
    let name = |part: &str| output[part].as_str().unwrap().to_owned();
    let aws = Aws::at(Endpoints {
        dynamodb: Some(resources.dynamodb().to_owned()),
        sqs: Some(resources.sqs_and_s3().to_owned()),
        s3: Some(resources.sqs_and_s3().to_owned()),
        secrets: Some(resources.sqs_and_s3().to_owned()),
        ..Endpoints::default()
    });
    let table = aws.table(&name("table"), Arc::new(SystemClock::new()));
    let blobs = aws.blobs(&name("blobs"));

    // It dies in the middle, and nobody has heard whether its last commit was made.
    for fault in [Fault::Passes, Fault::Passes, Fault::DoneAndSilent] {
        door.plan("TransactWriteItems", fault);
    }
    let mut child = migrate(&resources, &door, folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut commits = 0;
    while commits < 3 {
        assert_eq!(
            child.try_wait().unwrap(),
            None,
            "it ended before it was interrupted"
        );
        let seen = door.seen();
        commits += seen
            .iter()
            .filter(|call| *call == "TransactWriteItems")
            .count();
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let standing = moving::standing(&table).await.unwrap();
    assert!(matches!(standing, Standing::Coming(_)), "{standing:?}");

    // Here nothing begins any more.
    let mut up = Command::new(program("onloop"));
    up.args(["up", "--port", "0", "--data"])
        .arg(folder.path().join("data"))
        .current_dir(folder.path());
    let words = ends(&ran(up).await, 1);
    assert!(
        words.contains("was moved from here to the table"),
        "{words}"
    );

    // Throttled, and unheard again, it goes on to the end.
    let throttled = json!({"__type": "com.amazonaws.dynamodb.v20120810#ThrottlingException", "message": "slow down"});
    door.plan(
        "TransactWriteItems",
        Fault::Instead(400, throttled.to_string()),
    );
    door.plan("TransactWriteItems", Fault::DoneBut(500));
    let words = ends(&ran(migrate(&resources, &door, folder.path())).await, 0);
    assert!(
        words.contains("going on") && words.contains("10 conversations"),
        "{words}"
    );
    assert_eq!(moving::standing(&table).await.unwrap(), Standing::Here);
    let after = survey(&table, &blobs).await;
    // What was written down of the move itself goes along.
    let logged = |survey: &Survey| survey.items["log"];
    assert!(logged(&after) > logged(&before));
    for kind in ["log", "agent", "mailbox"] {
        before.items.insert(kind.to_owned(), after.items[kind]);
        before
            .contents
            .insert(kind.to_owned(), after.contents[kind]);
    }
    assert_eq!(before, after);
    assert_eq!(aws.secret(&name("keys")).await.unwrap(), keys);
    ends(&ran(migrate(&resources, &door, folder.path())).await, 0);

    // The functions go on with it, and halted.
    let mut stack = Deployed::on(resources, archive()).await;
    assert!(stack.work().await > 0, "tasks come by SQS");
    let (_, status) = stack.api("GET", "/status", None).await;
    assert_eq!(status["halted"]["fleet"], true, "{status}");
    assert!(status["cards"]["total"].as_u64().unwrap() > 2, "{status}");
    assert_eq!(stack.ses.calls().0, 0, "nothing leaves");
    let resume = json!({"scope": "fleet", "name": null, "on": false});
    let (code, answer) = stack.api("POST", "/halt", Some(resume)).await;
    assert_eq!(code, 200, "{answer}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stack_that_holds_something_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    source(&folder.path().join("data")).await;
    let resources = Resources::make().await;
    let door = Faulty::before(resources.dynamodb()).await;
    let put = json!({"TableName": resources.output()["table"], "Item": {
        "pk": {"S": "fleet"}, "sk": {"S": "row"}, "v": {"N": "1"}, "a": {"S": "x"}, "b": {"B": "e30="}}});
    aws_tests::dynamodb_call(resources.dynamodb(), "PutItem", put).await;
    let words = ends(&ran(migrate(&resources, &door, folder.path())).await, 1);
    assert!(words.contains("not empty"), "{words}");
}
