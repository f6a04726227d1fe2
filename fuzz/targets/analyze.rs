//! The whole analysis.

#![no_main]

#[path = "../../crates/conformance/src/properties.rs"]
#[allow(dead_code)]
mod properties;

libfuzzer_sys::fuzz_target!(|text: &str| {
    properties::analysis(text);
    properties::again(text);
});
