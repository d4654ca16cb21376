//! The folders keep to their ports.

use adapters_local::{FolderLeads, OutboxFolder};
use contract::{LeadBed, lead_source_suite, mailer_suite};
use ports::{LeadSource, Mailer, PortError, SourceFile, SourceFormat};
use std::sync::Arc;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_outbox_keeps_its_contract() {
    let folder = tempfile::tempdir().unwrap();
    let outbox = OutboxFolder::open(folder.path().join("outbox")).unwrap();
    mailer_suite(&outbox, |claim| outbox.read(claim).unwrap()).await;
    assert!(!outbox.is_real());
    assert_eq!(
        outbox.list(None).unwrap(),
        ["clm_1", "clm_2", "clm_3", "clm_4"]
    );
    assert_eq!(outbox.list(Some("clm_2")).unwrap(), ["clm_3", "clm_4"]);
    let left: Vec<_> = std::fs::read_dir(outbox.path()).unwrap().collect();
    assert_eq!(left.len(), 4, "nothing unfinished stays behind");
    // Another process finds the same.
    let again = OutboxFolder::open(outbox.path()).unwrap();
    assert_eq!(again.list(None).unwrap().len(), 4);
    assert_eq!(again.read("../outbox/clm_1").unwrap(), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_folder_of_lists_keeps_its_contract() {
    lead_source_suite(|| {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().to_path_buf();
        let write =
            move |name: &str, content: &[u8]| std::fs::write(root.join(name), content).unwrap();
        let source = Arc::new(FolderLeads::new(folder.path()));
        LeadBed {
            source,
            write: Box::new(write),
            keep: Box::new(folder),
        }
    })
    .await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_leads_nowhere_outside() {
    let folder = tempfile::tempdir().unwrap();
    let (inside, outside) = (
        folder.path().join("lists"),
        folder.path().join("secret.csv"),
    );
    std::fs::create_dir(&inside).unwrap();
    std::fs::write(&outside, "a\n1\n").unwrap();
    std::fs::write(inside.join("real.csv"), "a\n1\n").unwrap();
    std::os::unix::fs::symlink(&outside, inside.join("link.csv")).unwrap();
    std::os::unix::fs::symlink(folder.path(), inside.join("folder")).unwrap();
    std::os::unix::fs::symlink(inside.join("real.csv"), inside.join("fine.csv")).unwrap();
    let source = FolderLeads::new(&inside);
    let read = async |path: &str| {
        source
            .read(
                &SourceFile {
                    path: path.to_owned(),
                    format: SourceFormat::Csv,
                },
                None,
                10,
            )
            .await
    };
    assert!(matches!(read("link.csv").await, Err(PortError::Refused(_))));
    assert!(matches!(
        read("folder/secret.csv").await,
        Err(PortError::Refused(_))
    ));
    assert_eq!(read("fine.csv").await.unwrap().rows.len(), 1);
}
