//! Holds an analysis against a build.

use crate::cases::Case;
use conformance::builds::{Builder, Built, Tally};
use dockerfile::Body;
use unroot::Analysis;
use unroot::model::{Assumptions, Cause, Identity, Outcome, Step, Value};

/// What is assumed of every build here.
pub fn assumptions() -> Assumptions {
    Assumptions { builder: unroot::model::Builder::Buildah, ..Assumptions::default() }
}

/// Builds the case and holds everything against it.
pub fn case(builder: &Builder, case: &Case, tally: &mut Tally) {
    let analysis = unroot::analyze(&case.dockerfile, &assumptions());
    let paths = touched(&analysis);
    let built = builder.build(&case.dockerfile, &paths);
    outcome(&analysis, &built, tally);
    identities(&analysis, &built, tally);
    if built.failed.is_none() {
        start(&analysis, &built, tally);
        files(&analysis, &built, tally);
    }
}

fn steps(analysis: &Analysis) -> impl Iterator<Item = &Step> {
    let reached = analysis.build.stages.iter().filter(|stage| stage.reached);
    reached.flat_map(|stage| &stage.steps).map(AsRef::as_ref)
}

/// Whether it builds, and where it stops.
fn outcome(analysis: &Analysis, built: &Built, tally: &mut Tally) {
    let failing = steps(analysis).find(|step| matches!(step.outcome, Outcome::Fails(_)));
    let unsure = steps(analysis).any(|step| matches!(step.outcome, Outcome::Unknown(_)));
    match (&built.failed, failing) {
        (None, None) if !unsure => tally.holds("it builds", true),
        (Some(_) | None, None) if unsure => {
            tally.statements += 1;
            tally.open("whether it builds");
        }
        (None, Some(step)) => {
            tally.holds(&format!("it builds, also {}", step.span.of(&analysis.text)), false);
        }
        (Some(place), None) => {
            tally.holds(&format!("it fails at {place}\n{}", built.messages), false);
        }
        (Some(place), Some(step)) => {
            let keyword = place.split_whitespace().next().unwrap_or_default();
            let text = step.span.of(&analysis.text);
            // Buildah prints the instruction on one line, without flags.
            let plain = |text: &str| text.split_whitespace().last().unwrap_or_default().to_owned();
            let same = text.starts_with(keyword) && text.contains(&plain(place));
            tally.holds(&format!("it fails at {place}, not at {text}"), same);
        }
        (None, None) => {}
    }
}

/// What `id` printed: `ID: uid=1000(app) gid=…`, once for each RUN that asks.
fn identities(analysis: &Analysis, built: &Built, tally: &mut Tally) {
    let asks = |step: &&Step| {
        let instruction = &analysis.dockerfile.instructions[step.instruction];
        matches!(instruction.body, Body::Run(_))
            && step.span.of(&analysis.text).contains("ID: $(id)")
    };
    let asking: Vec<&Step> = steps(analysis).filter(asks).collect();
    let printed: Vec<&str> =
        built.printed.lines().filter_map(|line| line.strip_prefix("ID: ")).collect();
    // Buildah loses the end of what a step prints now and then. What is not there can't be wrong, so it has to be noticed.
    if built.failed.is_none() && printed.len() < asking.len() {
        let (printed, asking) = (printed.len(), asking.len());
        tally.holds(&format!("{asking} steps print who runs them, not {printed}"), false);
    }
    for (step, line) in asking.into_iter().zip(printed) {
        let who = step.before.identity();
        let field = |name: &str| {
            let start = line.split(&format!("{name}=")).nth(1)?;
            Some(start.split(' ').next().unwrap_or_default())
        };
        let number = |text: &str| text.split('(').next().and_then(|id| id.parse::<u32>().ok());
        if let Some(uid) = field("uid").and_then(number) {
            tally.value("the UID that runs", who.uid.known().copied(), uid);
        }
        if let Some(gid) = field("gid").and_then(number) {
            tally.value("the GID that runs", who.gid.known().copied(), gid);
        }
        if let Some(groups) = field("groups") {
            groups_hold(&who, step, groups.split(',').filter_map(number).collect(), tally);
        }
    }
}

/// The groups of a user that the Dockerfile makes are known all; of one that the image brings, those
/// that are said are there.
fn groups_hold(who: &Identity, step: &Step, real: Vec<u32>, tally: &mut Tally) {
    let mut ours: Vec<u32> = who.groups.clone();
    ours.extend(who.gid.known());
    let accounts = &step.before.accounts;
    let made = who.name.as_ref().and_then(|name| accounts.user(name).found());
    let made = made.is_some_and(|user| matches!(user.cause, Cause::At(_)));
    let all = ours.iter().all(|group| real.contains(group));
    let none_missing = !made || real.iter().all(|group| ours.contains(group));
    tally.holds(&format!("groups are {real:?}, not {ours:?}"), all && none_missing);
}

/// Whom the image starts as.
fn start(analysis: &Analysis, built: &Built, tally: &mut Tally) {
    match built.starts_as() {
        Some((uid, gid)) => {
            tally.value("the UID that starts", analysis.verdict.uid, uid);
            tally.value("the GID that starts", analysis.verdict.gid, gid);
        }
        None => {
            let target = analysis.build.target.map(|at| &analysis.build.stages[at]);
            let last = target.and_then(|stage| stage.steps.last());
            let missing = last.is_some_and(|step| step.after.starts_as().missing.is_some());
            tally.holds(&format!("nobody is called {}", built.user), missing);
        }
    }
}

/// The paths that the Dockerfile has a say in.
fn touched(analysis: &Analysis) -> Vec<&str> {
    let target = analysis.build.target.map(|at| &analysis.build.stages[at]);
    let Some(last) = target.and_then(|stage| stage.steps.last()) else { return Vec::new() };
    let nodes = last.after.files.iter().filter(|(_, node)| {
        let causes = [node.uid.cause(), node.gid.cause(), node.mode.cause()];
        causes.into_iter().any(|cause| cause.span().is_some())
    });
    nodes.map(|(path, _)| path).collect()
}

/// Owners and modes. A path of which anything is known is there.
fn files(analysis: &Analysis, built: &Built, tally: &mut Tally) {
    let Some(target) = analysis.build.target else { return };
    let Some(last) = analysis.build.stages[target].steps.last() else { return };
    for (path, real) in &built.paths {
        let Some(node) = last.after.files.get(path) else { continue };
        let known = |value: &Value<u32>| value.known().copied();
        match real {
            Some((uid, gid, mode)) => {
                tally.value(&format!("the owner of {path}"), known(&node.uid), *uid);
                tally.value(&format!("the group of {path}"), known(&node.gid), *gid);
                let octal = |mode: u32| format!("{mode:o}");
                let ours = known(&node.mode).map(octal);
                tally.value(&format!("the mode of {path}"), ours, octal(*mode));
            }
            None => {
                let said = known(&node.uid).is_some();
                tally.holds(&format!("{path} does not exist"), !said);
            }
        }
    }
}
