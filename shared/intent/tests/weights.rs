//! The weights of the second opinion are those that its sentences give, and nothing else.

#[path = "../examples/learn/learning.rs"]
mod learning;

#[test]
fn the_weights_are_what_learning_makes_of_the_sentences() {
    let learnt = learning::weights(
        include_str!("../src/learned/sentences.txt"),
        include_str!("../src/learned/frames.txt"),
        include_str!("cases.jsonl"),
        include_str!("fresh_replies.jsonl"),
    );
    let kept = include_bytes!("../src/learned/weights.bin");
    assert_eq!(learnt.len(), kept.len());
    // The scale is a float, and another machine's `exp` may round the last place otherwise.
    let (scale, other) = (float(&learnt), float(kept));
    assert!((scale - other).abs() <= scale * 1e-4, "{scale} {other}");
    let off = |(new, old): (&u8, &u8)| new.cast_signed().abs_diff(old.cast_signed());
    let most = learnt[4..].iter().zip(&kept[4..]).map(off).max();
    assert!(
        most <= Some(1),
        "off by {most:?}: run `cargo run --release -p intent --example learn`"
    );
}

fn float(bytes: &[u8]) -> f32 {
    f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}
