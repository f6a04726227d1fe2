//! The base images, made once by `scripts/oracle-bases`.

use crate::builder::Builder;
use std::path::{Path, PathBuf};
use std::process::Command;

const TOOLS: [&str; 6] = ["buildah", "debootstrap", "dpkg-source", "gcc", "make", "apt-get"];

/// A builder with the base images, or what is missing for it.
pub fn ready() -> Result<Builder, String> {
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|own| {
        use std::os::unix::fs::MetadataExt;
        own.uid() == 0
    });
    if !is_root {
        return Err("root".into());
    }
    let found = |tool: &&str| {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).any(|folder| folder.join(tool).is_file())
    };
    let missing: Vec<&str> = TOOLS.into_iter().filter(|tool| !found(tool)).collect();
    if !missing.is_empty() {
        return Err(missing.join(", "));
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let made = Command::new(root.join("scripts/oracle-bases")).status();
    if !made.is_ok_and(|status| status.success()) {
        return Err("base images, and scripts/oracle-bases could not make them".into());
    }
    let here: PathBuf = root.join(".cache/oracle");
    let driver = std::fs::read_to_string(here.join("driver")).map_err(|error| error.to_string())?;
    Ok(Builder::new(here, driver.trim().to_owned()))
}
