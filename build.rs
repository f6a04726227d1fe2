//! Compiles `data/images.toml` into static tables.
fn main() {}
