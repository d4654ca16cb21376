//! Learns the weights of the second opinion and writes them beside the sentences.
//!
//! `cargo run --release -p intent --example learn`.

mod learning;

use std::path::Path;

fn main() -> std::io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = std::fs::read_to_string(root.join("src/learned/sentences.txt"))?;
    let frames = std::fs::read_to_string(root.join("src/learned/frames.txt"))?;
    let cases = std::fs::read_to_string(root.join("tests/cases.jsonl"))?;
    let fresh = std::fs::read_to_string(root.join("tests/fresh_replies.jsonl"))?;
    let path = root.join("src/learned/weights.bin");
    std::fs::write(&path, learning::weights(&own, &frames, &cases, &fresh))?;
    println!("{}", path.display());
    Ok(())
}
