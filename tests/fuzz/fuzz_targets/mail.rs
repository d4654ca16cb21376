#![no_main]
//! See `fuzz::mail`.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::try_on(bytes, fuzz::mail::law));
