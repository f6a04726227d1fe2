//! Debian's packages that the applications install: downloaded once, and given to each build as a repository of its own, in
//! place of Debian's.

use crate::case::{Case, assumptions};
use conformance::builds::{Builder, Image, in_parallel};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use unroot::Analysis;
use unroot::model::EventKind;

/// Releases of Debian, a base image of each, and what else its base images' names contain.
const SUITES: [(&str, &str, &str); 2] =
    [("bookworm", "debian:bookworm-slim", ":12"), ("trixie", "debian:trixie-slim", ":13")];

/// Where builds find the repository: a directory that every base image has, and nothing is installed into.
const PLACE: &str = "/media";

fn pool() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.cache/packages")
}

/// The release whose packages `analysis` installs.
fn suite_of(analysis: &Analysis) -> Option<&'static str> {
    let bases = || analysis.build.stages.iter().filter_map(|stage| stage.base.image_name());
    let mut suites = SUITES.iter().filter(|(name, _, number)| {
        bases().any(|base| base.contains(name) || base.contains(number))
    });
    let first = suites.next().map(|(name, ..)| *name);
    assert!(suites.next().is_none(), "the stages of a Dockerfile are of one release of Debian");
    first
}

/// Command lines of `apt-get` that download what `case` installs.
fn wanted(case: &Case) -> Option<(&'static str, Vec<String>)> {
    let analysis = unroot::analyze(&case.dockerfile, &assumptions());
    let steps = analysis.build.stages.iter().flat_map(|stage| &stage.steps);
    let events = steps.flat_map(|step| &step.events);
    let calls = events.filter_map(|event| match &event.kind {
        EventKind::Ran(ran) if ran.call.program.starts_with("apt") => Some(&ran.call),
        _ => None,
    });
    let installs = calls.filter(|call| call.has_operand(&["install"]));
    let lines = installs.map(|call| {
        let words: Vec<&str> = call.arguments().iter().map(|word| word.text()).collect();
        format!("apt-get -qq -y --download-only {}", words.join(" "))
    });
    Some((suite_of(&analysis)?, lines.collect()))
}

/// Downloads what the cases install and is not there yet, or says what is missing for it.
pub fn download(builders: &mut [Builder], cases: &[Case]) -> Result<(), String> {
    let wanted: Vec<_> = cases.iter().filter_map(wanted).collect();
    let results = in_parallel(builders, &SUITES, |builder, (suite, base, _)| {
        let of = wanted.iter().filter(|(of, _)| of == suite);
        let lines: BTreeSet<&str> =
            of.flat_map(|(_, lines)| lines.iter().map(String::as_str)).collect();
        fill(builder, suite, base, &lines)
    });
    results.into_iter().collect()
}

fn fill(builder: &Builder, suite: &str, base: &str, lines: &BTreeSet<&str>) -> Result<(), String> {
    let folder = pool().join(suite);
    let said = |error: std::io::Error| format!("{}: {error}", folder.display());
    let known = fs::read_to_string(folder.join("known")).unwrap_or_default();
    if lines.iter().all(|line| known.lines().any(|known| known == *line)) {
        return Ok(());
    }
    fs::create_dir_all(folder.join("partial")).map_err(said)?;
    let folder = folder.canonicalize().map_err(said)?;
    let all: Vec<&str> = lines.iter().copied().collect();
    let script = format!("set -e; apt-get -qq update; {}", all.join("; "));
    let volume = format!("{}:/var/cache/apt/archives", folder.display());
    let output = builder.run(base, &script, &["-v", &volume]);
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        return Err(format!("Debian's packages: {}", why.trim()));
    }
    let index = fs::File::create(folder.join("Packages")).map_err(said)?;
    let mut scan = Command::new("dpkg-scanpackages");
    scan.args(["--multiversion", "."]).current_dir(&folder).stdout(index).stderr(Stdio::null());
    if !scan.status().is_ok_and(|status| status.success()) {
        return Err("dpkg-scanpackages".to_owned());
    }
    fs::write(folder.join("sources.list"), format!("deb [trusted=yes] file://{PLACE} ./\n"))
        .map_err(said)?;
    fs::write(folder.join("known"), all.join("\n") + "\n").map_err(said)
}

/// Builds with the packages that were downloaded.
pub fn build(builder: &Builder, analysis: &Analysis) -> Result<Image, String> {
    let mut arguments = vec!["--layers".to_owned()];
    if let Some(suite) = suite_of(analysis)
        && let Ok(folder) = pool().join(suite).canonicalize()
    {
        let folder = folder.display();
        for volume in [
            format!("{folder}:{PLACE}:ro"),
            format!("{folder}/sources.list:/etc/apt/sources.list:ro"),
        ] {
            arguments.extend(["-v".to_owned(), volume]);
        }
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let built = builder.image(&analysis.text, &arguments);
    built.map_err(|failed| format!("the build stops at `{}`:\n{}", failed.place, failed.messages))
}
