#![no_main]
//! See `fuzz::label`.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::try_on(bytes, fuzz::label::law));
