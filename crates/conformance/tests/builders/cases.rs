//! The cases and what each builder printed for them.

use conformance::shared::{Set, sets};
use std::path::Path;
use unroot::model::Builder;

/// A Dockerfile that was given to the builders.
pub struct Case {
    pub name: String,
    /// With the image that the cases call `base` as its first stage.
    pub dockerfile: String,
    pub runs: Vec<Run>,
}

/// What one builder did with it.
pub struct Run {
    pub builder: Builder,
    /// What the case's own commands printed, without `R:`.
    pub printed: Vec<String>,
    /// Other lines: messages.
    pub messages: Vec<String>,
    pub failed: bool,
    /// What `id` said in the container that was started.
    pub start: Option<String>,
    /// The name for want of which no container could be started.
    pub refused_start: Option<String>,
}

/// The image of the cases: BusyBox with root alone, then what `base2.Dockerfile` adds.
const ROOT: &str = "FROM busybox:1.37 AS bb
RUN printf 'root:x:0:0:root:/root:/bin/sh\\n' > /etc/passwd && printf 'root:x:0:\\n' > /etc/group
";

/// Every case.
pub fn read() -> Vec<Set<Case>> {
    let shared = |folder: &Path| {
        ["cases2", "cases3", "cases4"].iter().flat_map(|set| cases(folder, set)).collect()
    };
    sets(("builders", |folder| cases(folder, "cases")), ("builders", shared))
}

/// The cases of one file, with what the files `out.<set>.…` say of them.
fn cases(folder: &Path, set: &str) -> Vec<Case> {
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap_or_default();
    let base =
        format!("{ROOT}{}\n", read("base2.Dockerfile").replace("FROM bb", "FROM bb AS base"));
    let outputs = outputs(folder, set);
    let case = |(name, text): (String, String)| {
        let runs = outputs.iter().filter_map(|(builder, prefix, start, text)| {
            let part = sections(text, "######## ")
                .into_iter()
                .find(|(title, _)| title.split(':').next() == Some(name.as_str()))?;
            Some(run(*builder, &part.1, prefix, start.as_deref()))
        });
        Case { runs: runs.collect(), dockerfile: with_base(&text, &base), name }
    };
    sections(&read(set), "=== ").into_iter().map(case).collect()
}

/// The files that hold what the builders printed: builder, what its lines begin with, what those of
/// the started container begin with, and the text.
fn outputs(folder: &Path, set: &str) -> Vec<(Builder, String, Option<String>, String)> {
    let text = |kind: &str| {
        std::fs::read_to_string(folder.join(format!("out.{set}.{kind}"))).unwrap_or_default()
    };
    // The shared files `docker` have both builders of Docker.
    let both = text("docker");
    let classic = if both.is_empty() { text("classic") } else { both.clone() };
    let (heads, starts) = (text("head"), both);
    // The containers were started from what BuildKit inside Docker had built.
    let head = interleave(&heads, &starts);
    vec![
        (Builder::BuildKit, "  HEAD: ".into(), Some("  bk run: ".into()), head),
        (Builder::Classic, "  cl: ".into(), Some("  classic run: ".into()), classic),
        (Builder::Buildah, "  ba: ".into(), None, text("buildah")),
    ]
}

/// Adds to each section of `heads` the lines about started containers from `starts`.
fn interleave(heads: &str, starts: &str) -> String {
    let starts = sections(starts, "######## ");
    let mut joined = String::new();
    for (title, text) in sections(heads, "######## ") {
        joined += &format!("######## {title}\n{text}");
        let name = title.split(':').next();
        let other = starts.iter().find(|(title, _)| title.split(':').next() == name);
        for line in other.iter().flat_map(|(_, text)| text.lines()) {
            if line.starts_with("  bk run: ") {
                joined += &format!("{line}\n");
            }
        }
    }
    joined
}

fn run(builder: Builder, text: &str, prefix: &str, start: Option<&str>) -> Run {
    let mut run = Run {
        builder,
        printed: Vec::new(),
        messages: Vec::new(),
        failed: false,
        start: None,
        refused_start: None,
    };
    for line in text.lines() {
        if let Some(said) = start.and_then(|start| line.strip_prefix(start)) {
            run.start = run.start.take().or(said.strip_prefix("start: ").map(str::to_owned));
            let name = said.split("unable to find user ").nth(1);
            let name = name.and_then(|rest| rest.split(':').next());
            run.refused_start = run.refused_start.take().or(name.map(str::to_owned));
        } else if let Some(said) = line.strip_prefix(prefix) {
            match said.strip_prefix("R: ") {
                Some(value) => run.printed.push(value.to_owned()),
                None => run.messages.push(said.to_owned()),
            }
        } else if line.contains(" rc=") {
            let classic = builder == Builder::Classic;
            run.failed |= classic == line.contains("(classic rc=") && !line.contains("(bk rc=");
        }
    }
    run
}

/// The texts below lines that begin with `mark`, with the rest of those lines.
fn sections(text: &str, mark: &str) -> Vec<(String, String)> {
    let mut sections: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix(mark), sections.last_mut()) {
            (Some(title), _) => sections.push((title.to_owned(), String::new())),
            (None, Some((_, body))) => {
                body.push_str(line);
                body.push('\n');
            }
            (None, None) => {}
        }
    }
    sections
}

/// The case with the base's stages before its first FROM.
fn with_base(text: &str, base: &str) -> String {
    let at = text.find("FROM ").unwrap_or_default();
    format!("{}{base}{}", &text[..at], &text[at..])
}
