#![no_main]
//! See `fuzz::playbook`.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::try_on(bytes, fuzz::playbook::law));
