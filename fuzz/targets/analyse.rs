//! The whole analysis.

#![no_main]

#[path = "../../tests/common/properties.rs"]
#[allow(dead_code)]
mod properties;

libfuzzer_sys::fuzz_target!(|text: &str| {
    properties::analysis(text);
    properties::again(text);
});
