#![no_main]
//! See `fuzz::api`.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::try_on(bytes, fuzz::api::law));
