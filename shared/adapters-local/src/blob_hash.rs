//! Names content by its SHA-256.

use ports::BlobHash;
use sha2::{Digest, Sha256};

/// Largest blob, bytes: what a mail with attachments may weigh on SES.
pub(crate) const LARGEST_BLOB: usize = 40 * 1024 * 1024;

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn hex_sha256(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}

/// The name of a blob.
pub(crate) fn blob_hash(bytes: &[u8]) -> BlobHash {
    BlobHash(hex_sha256(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_fips_180() {
        assert_eq!(
            blob_hash(b"abc").0,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
