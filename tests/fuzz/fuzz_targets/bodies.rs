#![no_main]
//! See `fuzz::bodies`.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::try_on(bytes, fuzz::bodies::law));
