#![no_main]
//! See `fuzz::items`.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::try_on(bytes, fuzz::items::law));
