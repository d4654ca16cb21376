#![no_main]
//! See `fuzz::lint`.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::try_on(bytes, fuzz::lint::law));
