//! Rows of bytes as text: thousands of numbers in an item of bounded size.

use data_encoding::BASE64_NOPAD;

/// Rows one after the other.
pub(super) fn write<const N: usize>(rows: impl Iterator<Item = [u8; N]>) -> String {
    let bytes: Vec<u8> = rows.flatten().collect();
    BASE64_NOPAD.encode(&bytes)
}

/// Reads them again.
pub(super) fn read<const N: usize>(text: &str) -> Result<Vec<[u8; N]>, String> {
    let bytes = BASE64_NOPAD
        .decode(text.as_bytes())
        .map_err(|error| error.to_string())?;
    let (rows, rest) = bytes.as_chunks();
    if rest.is_empty() {
        Ok(rows.to_vec())
    } else {
        Err(format!("{} bytes too many", rest.len()))
    }
}
