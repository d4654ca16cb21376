//! Names content by its owner and its SHA-256.

use crate::{BlobHash, PortError};
use sha2::{Digest, Sha256};

/// Largest blob, bytes: what a mail with attachments may weigh on SES.
pub const LARGEST_BLOB: usize = 40 * 1024 * 1024;

/// SHA-256 in lower-case hexadecimal.
pub fn hex_sha256(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}

/// The name of a blob.
pub fn blob_hash(owner: &str, bytes: &[u8]) -> BlobHash {
    BlobHash(format!("{owner}/{}", hex_sha256(bytes)))
}

/// Whether these are the bytes that a name stands for.
pub fn is_named(hash: &BlobHash, bytes: &[u8]) -> bool {
    hash.0
        .rsplit_once('/')
        .is_some_and(|(_, digest)| digest == hex_sha256(bytes))
}

/// All names of an owner are from the first of these (taken in) to the second (left out).
pub fn names_of(owner: &str) -> (String, String) {
    // The character after the slash.
    (format!("{owner}/"), format!("{owner}0"))
}

/// Names that one listing tells.
pub const MOST_NAMES: usize = 1_000;

/// Refuses a listing of none, and of too many.
pub fn check_list(limit: usize) -> Result<(), PortError> {
    if limit == 0 || limit > MOST_NAMES {
        return Err(PortError::Refused(format!(
            "{limit} names asked for; a listing has 1 to {MOST_NAMES}"
        )));
    }
    Ok(())
}

/// Refuses what no adapter takes.
pub fn check(owner: &str, bytes: &[u8]) -> Result<(), PortError> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if owner.is_empty() || owner.len() > 200 || !owner.chars().all(plain) {
        return Err(PortError::Refused(format!(
            "{owner:?} can't own a blob: an owner is an id"
        )));
    }
    if bytes.len() > LARGEST_BLOB {
        return Err(PortError::Refused(format!(
            "the blob is {} bytes large; the limit is {LARGEST_BLOB}",
            bytes.len()
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_fips_180() {
        assert_eq!(
            blob_hash("cnv_a", b"abc").0,
            "cnv_a/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
