//! Which RUN printed a line, told by what its commands print: `stat`, `find`, `ls` and `echo`.

use crate::printed::{self, Claim};
use dockerfile::{Body, Instruction};
use unroot::Analysis;
use unroot::model::Step;

/// The RUN steps of a build in the order in which they run, with a place to go on from.
pub struct Steps<'a> {
    steps: Vec<(&'a Step, String)>,
    at: usize,
    /// What the step `at` has printed already: each command prints a line once.
    printed: Vec<String>,
}

/// The RUN steps that the target needs.
pub fn of(analysis: &Analysis) -> Steps<'_> {
    let reached = analysis.build.stages.iter().filter(|stage| stage.reached);
    let steps = reached.flat_map(|stage| &stage.steps).map(AsRef::as_ref);
    let runs = steps.filter_map(|step: &Step| {
        let written = &analysis.dockerfile.instructions[step.instruction];
        let instruction: &Instruction = match &written.body {
            Body::Onbuild(inside) if step.triggered => inside,
            _ => written,
        };
        matches!(instruction.body, Body::Run(_))
            .then(|| (step, instruction.span.of(&analysis.text).to_owned()))
    });
    Steps { steps: runs.collect(), at: 0, printed: Vec::new() }
}

impl<'a> Steps<'a> {
    /// The step that printed `line`, and what the line claims.
    pub fn place(&mut self, line: &str) -> Option<(&'a Step, Vec<Claim>)> {
        let line = line.trim_start_matches("R: ");
        for at in self.at..self.steps.len() {
            let (step, text) = &self.steps[at];
            if let Some(claims) = claims(text, line) {
                let key = key(&claims, line);
                if at == self.at && self.printed.contains(&key) {
                    continue;
                }
                if at != self.at {
                    self.printed.clear();
                }
                self.at = at;
                self.printed.push(key);
                return Some((step, claims));
            }
        }
        None
    }
}

/// The path that the line speaks of, or the line.
fn key(claims: &[Claim], line: &str) -> String {
    match claims.first() {
        Some(Claim::Uid(path, _)) => format!("path {path}"),
        _ => line.to_owned(),
    }
}

fn claims(run: &str, line: &str) -> Option<Vec<Claim>> {
    by_stat(run, line)
        .or_else(|| by_ls(run, line))
        .or_else(|| by_echo(run, line))
        .or_else(|| by_env(run, line))
}

/// `stat -c 'R: first %n %u:%g %a' /c1`
fn by_stat(run: &str, line: &str) -> Option<Vec<Claim>> {
    for part in run.split("stat -c 'R: ").skip(1) {
        let prefix = part.split("%n").next()?;
        let Some(rest) = line.strip_prefix(prefix) else { continue };
        let Some((path, claims)) = printed::stat(rest) else { continue };
        let named = run.split([' ', ';', '\n']).any(|word| {
            let below = run.contains("find ") && path.starts_with(&format!("{word}/"));
            word.starts_with('/') && (word == path || below)
        });
        if named || part.contains("$0") {
            return Some(claims);
        }
    }
    None
}

/// `ls -ln /v | sed 's/^/R: next /'` and `ls -lnd /v /v/x`
fn by_ls(run: &str, line: &str) -> Option<Vec<Claim>> {
    let options = run.split("ls -ln").nth(1)?;
    let itself = options.starts_with('d');
    let directory = options.split_whitespace().find(|word| word.starts_with('/'))?;
    let prefix = run.split("s/^/R: ").nth(1)?.split("/'").next()?;
    let rest = line.strip_prefix(prefix)?;
    let place = |name: &str| match itself {
        true => name.to_owned(),
        false => format!("{directory}/{name}"),
    };
    printed::listed(rest, place).map(|(_, claims)| claims)
}

/// `echo R: onbuild $(id -u) U=$U`
fn by_echo(run: &str, line: &str) -> Option<Vec<Claim>> {
    run.split("echo ").skip(1).find_map(|part| {
        let part = part.replace('"', "");
        let part = part.trim_start().strip_prefix("R: ")?;
        let end = part.find([';', '\n']).or(part.find(" &&")).unwrap_or(part.len());
        matches(&part[..end], line)
    })
}

/// `env | grep ^T | sed 's/^/R: /'`
fn by_env(run: &str, line: &str) -> Option<Vec<Claim>> {
    let (name, value) = line.split_once('=').filter(|_| run.contains("env |"))?;
    Some(vec![Claim::Variable(name.to_owned(), value.to_owned())])
}

/// Reads `line` by `template`, a text with `$(command)` and `$NAME` in it.
fn matches(template: &str, line: &str) -> Option<Vec<Claim>> {
    let mut claims = Vec::new();
    let (mut template, mut line) = (template, line);
    loop {
        let Some(at) = template.find('$') else {
            return (template == line).then_some(claims).filter(|claims| !claims.is_empty());
        };
        line = line.strip_prefix(&template[..at])?;
        let rest = &template[at..];
        let width = match rest.strip_prefix("$(") {
            Some(command) => command.find(')')? + 3,
            None => {
                1 + rest[1..]
                    .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                    .unwrap_or(rest.len() - 1)
            }
        };
        let (hole, after) = rest.split_at(width);
        // The value ends where the template's next text begins.
        let next = after.split('$').next().unwrap_or_default();
        let end = if next.is_empty() { line.len() } else { line.find(next)? };
        let (value, left) = line.split_at(end);
        claims.extend(claim(hole, value)?);
        (template, line) = (after, left);
    }
}

fn claim(hole: &str, value: &str) -> Option<Vec<Claim>> {
    Some(match hole {
        "$(id)" => printed::identity(value),
        "$(id -u)" => vec![Claim::IdUid(value.parse().ok()?)],
        "$(id -g)" => vec![Claim::IdGid(value.parse().ok()?)],
        "$(pwd)" => vec![Claim::Pwd(value.to_owned())],
        "$0" => Vec::new(),
        _ => vec![Claim::Variable(hole.trim_start_matches('$').to_owned(), value.to_owned())],
    })
}
