//! The base images, made once by `scripts/oracle-bases`.

use super::Builder;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

const TOOLS: [&str; 6] = ["buildah", "debootstrap", "dpkg-source", "gcc", "make", "apt-get"];

/// One builder for each that can work at the same time, all with the base images, or what is missing for them. `also` names
/// tools that are needed beside those for the images.
pub fn ready(also: &[&str]) -> Result<Vec<Builder>, String> {
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|own| {
        use std::os::unix::fs::MetadataExt;
        own.uid() == 0
    });
    if !is_root {
        return Err("root".into());
    }
    let found = |tool: &str| {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).any(|folder| folder.join(tool).is_file())
    };
    let missing: Vec<&str> =
        TOOLS.iter().chain(also).copied().filter(|tool| !found(tool)).collect();
    if !missing.is_empty() {
        return Err(missing.join(", "));
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let made = Command::new(root.join("scripts/oracle-bases")).status();
    if !made.is_ok_and(|status| status.success()) {
        return Err("base images, and scripts/oracle-bases could not make them".into());
    }
    let here: PathBuf =
        root.join(".cache/oracle").canonicalize().map_err(|error| error.to_string())?;
    let driver = std::fs::read_to_string(here.join("driver")).map_err(|error| error.to_string())?;
    let work = here.join("work");
    room(&work).map_err(|error| error.to_string())?;
    // A build waits now and then, for a process to start or to end: one more than there are processors.
    let count = std::thread::available_parallelism().map_or(2, |count| count.get() + 1);
    let builder = |number: usize| {
        Builder::new(work.join(number.to_string()), here.join("storage"), driver.trim().to_owned())
    };
    Ok((0..count).map(builder).collect())
}

/// Starts the program again in a mount namespace of its own, unless it is in one: what is mounted there goes with it,
/// however it ends. Comes back where there is no such thing, to go on without.
pub fn enclose() {
    if std::env::var_os(ENCLOSED).is_some() {
        return;
    }
    let possible = Command::new("unshare").args(["--mount", "true"]).output();
    if let (true, Ok(program)) =
        (possible.is_ok_and(|out| out.status.success()), std::env::current_exe())
    {
        let mut command = Command::new("unshare");
        command.arg("--mount").arg(program).args(std::env::args_os().skip(1)).env(ENCLOSED, "1");
        let error = command.exec();
        println!("no mount namespace: {error}");
    }
}

const ENCLOSED: &str = "UNROOT_ORACLE_ENCLOSED";

/// An empty folder, in memory if that can be mounted.
fn room(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let enclosed = std::env::var_os(ENCLOSED).is_some();
    let mounted = || {
        let arguments = ["-t", "tmpfs", "-o", "mode=755", "tmpfs"];
        let output = Command::new("mount").args(arguments).arg(folder).output();
        output.is_ok_and(|output| output.status.success())
    };
    if !(enclosed && mounted()) {
        std::fs::remove_dir_all(folder)?;
        std::fs::create_dir_all(folder)?;
    }
    Ok(())
}
