#![no_main]
//! See `fuzz::tokens`.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::try_on(bytes, fuzz::tokens::law));
