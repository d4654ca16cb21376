//! The folder into which mails are dropped.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use adapters_local::WatchedFolder;
use ports::PortError;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

fn open() -> (tempfile::TempDir, PathBuf, WatchedFolder) {
    let parent = tempfile::tempdir().unwrap();
    let path = parent.path().join("inbox");
    let folder = WatchedFolder::open(&path).unwrap();
    (parent, path, folder)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort_unstable();
    names
}

#[tokio::test]
async fn mails_come_by_name_until_they_are_dealt_with() {
    let (_parent, path, folder) = open();
    assert_eq!(folder.poll(10).await.unwrap(), []);
    for name in [
        "b.eml",
        "a.eml",
        "c d é.EML",
        ".hidden.eml",
        "x.eml.tmp",
        "y.part",
        "notes.txt",
        ".eml",
    ] {
        fs::write(path.join(name), name).unwrap();
    }
    fs::create_dir(path.join("folder.eml")).unwrap();
    let mail = |name: &str| (name.to_owned(), name.as_bytes().to_vec());
    for _ in 0..2 {
        assert_eq!(
            folder.poll(10).await.unwrap(),
            [mail("a.eml"), mail("b.eml"), mail("c d é.EML")]
        );
    }
    assert_eq!(folder.poll(1).await.unwrap(), [mail("a.eml")]);
    folder.done("a.eml").await.unwrap();
    folder.done("a.eml").await.unwrap();
    folder
        .failed("b.eml", "no such conversation")
        .await
        .unwrap();
    folder.failed("b.eml", "again").await.unwrap();
    assert_eq!(folder.poll(10).await.unwrap(), [mail("c d é.EML")]);
    assert_eq!(names(&path.join("failed")), ["b.eml", "b.eml.txt"]);
    assert_eq!(
        fs::read_to_string(path.join("failed/b.eml.txt")).unwrap(),
        "no such conversation\n"
    );
}

#[tokio::test]
async fn a_namesake_overwrites_nothing() {
    let (_parent, path, folder) = open();
    for content in ["1", "2", "3"] {
        fs::write(path.join("a.eml"), content).unwrap();
        folder.failed("a.eml", "why").await.unwrap();
    }
    let kept: Vec<String> = names(&path.join("failed"))
        .into_iter()
        .filter(|name| name.ends_with(".eml"))
        .collect();
    assert_eq!(kept, ["1-a.eml", "2-a.eml", "a.eml"]);
    assert_eq!(
        fs::read_to_string(path.join("failed/2-a.eml")).unwrap(),
        "3"
    );
}

#[tokio::test]
async fn what_cannot_be_taken_is_set_aside_with_the_reason() {
    let (_parent, path, folder) = open();
    File::create(path.join("large.eml"))
        .unwrap()
        .set_len(40 * 1024 * 1024 + 1)
        .unwrap();
    fs::write(path.join("bad\nname.eml"), "x").unwrap();
    fs::write(path.join("good.eml"), "x").unwrap();
    assert_eq!(folder.poll(10).await.unwrap().len(), 1);
    assert_eq!(
        names(&path.join("failed")),
        [
            "badname.eml",
            "badname.eml.txt",
            "large.eml",
            "large.eml.txt"
        ]
    );
    assert!(
        fs::read_to_string(path.join("failed/large.eml.txt"))
            .unwrap()
            .contains("limit")
    );
}

#[tokio::test]
async fn one_look_does_not_fill_the_memory() {
    let (_parent, path, folder) = open();
    for name in ["1.eml", "2.eml", "3.eml", "4.eml"] {
        File::create(path.join(name))
            .unwrap()
            .set_len(35 * 1024 * 1024)
            .unwrap();
    }
    assert_eq!(folder.poll(10).await.unwrap().len(), 2);
}

#[tokio::test]
async fn names_that_lead_elsewhere_are_refused() {
    let (_parent, _, folder) = open();
    for bad in [
        "",
        "../x.eml",
        "a/b.eml",
        "..",
        "/etc/passwd",
        "a\\b",
        "a\0b",
        "failed/a.eml",
    ] {
        assert!(
            matches!(folder.done(bad).await, Err(PortError::Refused(_))),
            "{bad:?}"
        );
        assert!(
            matches!(folder.failed(bad, "x").await, Err(PortError::Refused(_))),
            "{bad:?}"
        );
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_is_no_mail() {
    let (parent, path, folder) = open();
    fs::write(parent.path().join("secret"), "x").unwrap();
    std::os::unix::fs::symlink(parent.path().join("secret"), path.join("a.eml")).unwrap();
    assert_eq!(folder.poll(10).await.unwrap(), []);
}
