//! Converters: what tools print, as [`Report`]s.

use super::classes::Classes;
use super::report::{Answer, Claim, Finding, Report};
use serde_json::Value;
use std::collections::BTreeMap;
use unroot::model::Assumptions;

/// Reads what a tool printed about all Dockerfiles.
type Reader = fn(&str, &Classes, &[String]) -> Vec<Report>;

/// The tools whose output can be converted.
const READERS: &[(&str, Reader)] = &[
    ("hadolint", hadolint),
    ("tally", tally),
    ("checkov", checkov),
    ("trivy", trivy),
    ("dockerfilelint", dockerfilelint),
];

/// What `tool` printed about the Dockerfiles called `ids`, in its own JSON; `None` for a tool without a converter.
///
/// Panics where `printed` is not what that tool prints.
pub fn convert(
    tool: &str,
    printed: &str,
    classes: &Classes,
    ids: &[String],
) -> Option<Vec<Report>> {
    let (_, reader) = READERS.iter().find(|(name, _)| *name == tool)?;
    Some(reader(printed, classes, ids))
}

/// What `unroot check --format json` prints about `text`, as a report about `id`.
pub fn unroot(id: &str, text: &str, classes: &Classes) -> Report {
    let analysis = unroot::analyze(text, &Assumptions::default());
    let printed = json(&unroot::report::json(&analysis));
    let verdict = &printed["verdict"];
    let found = printed["findings"].as_array().into_iter().flatten();
    Report {
        id: id.to_owned(),
        starts_as_root: Some(match verdict["runs_as"].as_str() {
            Some("root") => Answer::Yes,
            Some("non-root") => Answer::No,
            _ => Answer::Unknown,
        }),
        user: Claim::Says(verdict["user"].as_str().map(str::to_owned)),
        uid: Claim::Says(number(&verdict["uid"])),
        gid: Claim::Says(number(&verdict["gid"])),
        drops_to: Claim::Says(verdict["drops_to"].as_str().map(str::to_owned)),
        builds: Some(match verdict["builds"].as_str() {
            Some("yes") => Answer::Yes,
            Some("no") => Answer::No,
            _ => Answer::Unknown,
        }),
        stops_at: Claim::Says(number(&verdict["stops_at"])),
        findings: found
            .filter_map(|it| finding(classes, "unroot", it["rule"].as_str()?, &it["line"]))
            .collect(),
    }
}

/// `hadolint --format json FILE…`: a list over all files.
fn hadolint(printed: &str, classes: &Classes, ids: &[String]) -> Vec<Report> {
    let mut reports = Reports::new(ids);
    for it in items(&json(printed)) {
        let report = reports.of(&it["file"]);
        if let Some(found) =
            it["code"].as_str().and_then(|id| finding(classes, "hadolint", id, &it["line"]))
        {
            report.add(found);
        }
    }
    reports.done(Silence::SaysNothing)
}

/// A list of what `tally lint --format json FILE` prints for each file, `{"file": …, "error": …}` where it gives up.
fn tally(printed: &str, classes: &Classes, ids: &[String]) -> Vec<Report> {
    let mut reports = Reports::new(ids);
    for it in items(&json(printed)) {
        let report = reports.of(&it["file"]);
        if let Some(error) = it["error"].as_str() {
            let line = error
                .split("on line ")
                .nth(1)
                .and_then(|rest| rest.split(':').next()?.parse().ok());
            report.add(Finding { class: UNREADABLE.to_owned(), line });
        }
        for violation in items(&it["violations"]) {
            let line = &violation["location"]["start"]["line"];
            if let Some(found) =
                violation["rule"].as_str().and_then(|id| finding(classes, "tally", id, line))
            {
                report.add(found);
            }
        }
    }
    reports.done(Silence::SaysNothing)
}

/// `checkov --framework dockerfile --output json`: one object, or a list of them.
fn checkov(printed: &str, classes: &Classes, ids: &[String]) -> Vec<Report> {
    let mut reports = Reports::new(ids);
    let printed = json(printed);
    let runs = printed.as_array().map_or(std::slice::from_ref(&printed), Vec::as_slice);
    for it in runs.iter().flat_map(|run| items(&run["results"]["failed_checks"])) {
        let report = reports.of(&it["file_path"]);
        // A check of the whole file names all of its lines.
        let line = if it["resource"].as_str().is_some_and(|name| name.ends_with('.')) {
            &Value::Null
        } else {
            &it["file_line_range"][0]
        };
        if let Some(found) =
            it["check_id"].as_str().and_then(|id| finding(classes, "checkov", id, line))
        {
            report.add(found);
        }
    }
    reports.done(Silence::MeansNotRoot)
}

/// `trivy config --format json`: `Results`, one a file, each with `Misconfigurations`.
fn trivy(printed: &str, classes: &Classes, ids: &[String]) -> Vec<Report> {
    let mut reports = Reports::new(ids);
    for result in items(&json(printed)["Results"]) {
        let report = reports.of(&result["Target"]);
        for it in items(&result["Misconfigurations"]).iter().filter(|it| it["Status"] == "FAIL") {
            let line = &it["CauseMetadata"]["StartLine"];
            if let Some(found) =
                it["ID"].as_str().and_then(|id| finding(classes, "trivy", id, line))
            {
                report.add(found);
            }
        }
    }
    reports.done(Silence::MeansNotRoot)
}

/// `dockerfilelint --output json FILE…`: `files`, each with `issues`, which have titles and no ids.
fn dockerfilelint(printed: &str, classes: &Classes, ids: &[String]) -> Vec<Report> {
    let mut reports = Reports::new(ids);
    for file in items(&json(printed)["files"]) {
        let report = reports.of(&file["file"]);
        for it in items(&file["issues"]) {
            if let Some(found) = it["title"]
                .as_str()
                .and_then(|title| finding(classes, "dockerfilelint", title, &it["line"]))
            {
                report.add(found);
            }
        }
    }
    reports.done(Silence::SaysNothing)
}

/// The class of what Docker refuses to read.
const UNREADABLE: &str = "unreadable-line";

/// What it means where a tool objects to no root.
enum Silence {
    /// The tool looks for `USER` lines that name root, and passes over files without any.
    SaysNothing,
    /// The tool has a check that each image passes only if a user is set.
    MeansNotRoot,
}

/// A report for each Dockerfile, also where the tool has nothing to say.
struct Reports(BTreeMap<String, Report>);

impl Reports {
    fn new(ids: &[String]) -> Self {
        let empty = |id: &String| (id.clone(), Report { id: id.clone(), ..Report::default() });
        Self(ids.iter().map(empty).collect())
    }

    /// The report about the file at `path`. Panics where that is none of the Dockerfiles.
    fn of(&mut self, path: &Value) -> &mut Report {
        let path = path.as_str().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        let id = name.strip_suffix(".Dockerfile").unwrap_or(name);
        self.0.get_mut(id).unwrap_or_else(|| panic!("no case is called `{id}`"))
    }

    fn done(self, silence: Silence) -> Vec<Report> {
        let mut reports: Vec<Report> = self.0.into_values().collect();
        for report in &mut reports {
            let root = report.findings.iter().any(|it| it.class == "starts-as-root");
            report.starts_as_root = match (root, &silence) {
                (true, _) => Some(Answer::Yes),
                (false, Silence::MeansNotRoot) => Some(Answer::No),
                (false, Silence::SaysNothing) => None,
            };
        }
        reports
    }
}

impl Report {
    fn add(&mut self, finding: Finding) {
        // Docker builds nothing of a file that it can't read.
        if finding.class == UNREADABLE {
            self.builds = Some(Answer::No);
            self.stops_at = Claim::Says(finding.line);
        }
        self.findings.push(finding);
    }
}

/// A finding of `check`, if that belongs to a class. Lines are numbers, or numbers in quotes; below 1 they name none.
fn finding(classes: &Classes, tool: &str, check: &str, line: &Value) -> Option<Finding> {
    let class = classes.of(tool, check)?.to_owned();
    let line = line.as_i64().or_else(|| line.as_str()?.parse().ok());
    Some(Finding {
        class,
        line: line.and_then(|line| usize::try_from(line).ok()).filter(|line| *line > 0),
    })
}

fn number<T: TryFrom<u64>>(value: &Value) -> Option<T> {
    value.as_u64().and_then(|number| T::try_from(number).ok())
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn json(printed: &str) -> Value {
    serde_json::from_str(printed).unwrap_or_else(|why| panic!("not JSON: {why}"))
}
