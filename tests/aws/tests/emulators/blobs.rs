//! The blobs on S3 keep their contract.

use adapters_aws::{Aws, Endpoints, S3Blobs};
use aws_tests::Ministack;
use contract::blobs_suite;
use ports::{Blobs, PortError};

async fn blobs(server: &Ministack, bucket: &str) -> S3Blobs {
    server.make_bucket(bucket).await;
    let endpoints = Endpoints {
        s3: Some(server.address().to_owned()),
        ..Endpoints::default()
    };
    Aws::at(endpoints).blobs(bucket)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_blobs_keep_their_contract() {
    let server = Ministack::start().await;
    blobs_suite(&blobs(&server, "blobs").await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_blob_is_refused_and_a_missing_bucket_is_no_missing_blob() {
    let server = Ministack::start().await;
    let blobs = blobs(&server, "damaged").await;
    let hash = blobs.put("cnv_a", b"letter".to_vec()).await.unwrap();
    server.overwrite("damaged", &hash.0, b"other letter").await;
    let answer = blobs.get(&hash).await;
    assert!(matches!(answer, Err(PortError::Refused(_))), "{answer:?}");
    let endpoints = Endpoints {
        s3: Some(server.address().to_owned()),
        ..Endpoints::default()
    };
    let nowhere = Aws::at(endpoints).blobs("nowhere");
    assert!(nowhere.get(&hash).await.is_err());
    assert!(nowhere.put("cnv_a", b"x".to_vec()).await.is_err());
}

/// More than one listing shows and one deletion takes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_with_many_blobs_is_deleted_whole() {
    let server = Ministack::start().await;
    let blobs = blobs(&server, "many").await;
    let puts = (0..1_203_u32).map(|number| blobs.put("cnv_many", number.to_string().into_bytes()));
    let mut hashes = Vec::new();
    for put in futures::future::join_all(puts).await {
        hashes.push(put.unwrap());
    }
    let other = blobs.put("cnv_many2", b"x".to_vec()).await.unwrap();
    assert_eq!(blobs.delete_all("cnv_many").await.unwrap(), 1_203);
    assert_eq!(blobs.get(&hashes[1_202]).await.unwrap(), None);
    assert!(blobs.get(&other).await.unwrap().is_some());
}
