#![no_main]
//! See `fuzz::leads`.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::try_on(bytes, fuzz::leads::law));
