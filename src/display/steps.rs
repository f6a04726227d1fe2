//! The strip: one segment for each step of a stage.

use super::Material;
use super::material::label;
use crate::Analysis;
use crate::finding::Severity;
use crate::model::{EventKind, Outcome, Stage, Step};
use crate::source::Span;
use crate::syntax::{Body, Command, Instruction};

/// One step as the strip shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The instruction's place.
    pub span: Span,
    /// Its first line, from 1.
    pub line: usize,
    /// Its last line.
    pub last_line: usize,
    /// The keyword in capitals.
    pub keyword: String,
    /// What it does, in a few words.
    pub note: String,
    /// Who runs it.
    pub who: String,
    /// What that looks like.
    pub material: Material,
    /// Something is wrong here: the worst severity of the findings at this step.
    pub worst: Option<Severity>,
}

/// The segments of `stage`.
pub fn segments(analysis: &Analysis, stage: &Stage) -> Vec<Segment> {
    stage.steps.iter().filter_map(|step| segment(analysis, step)).collect()
}

fn segment(analysis: &Analysis, step: &Step) -> Option<Segment> {
    let instruction = analysis.dockerfile.instructions.get(step.instruction)?;
    let identity = step.after.identity();
    let here = analysis.findings.iter().filter(|finding| step.span.contains(finding.span));
    Some(Segment {
        span: step.span,
        line: instruction.first_line,
        last_line: instruction.last_line,
        keyword: instruction.keyword_word.text.to_ascii_uppercase(),
        note: note(step, instruction),
        who: label(&identity),
        material: Material::of(&identity),
        worst: here.map(|finding| finding.severity).max(),
    })
}

fn note(step: &Step, instruction: &Instruction) -> String {
    let identity = step.after.identity();
    match &instruction.body {
        Body::From { image, .. } => image.text.clone(),
        Body::Run(command) => run_note(step, command),
        Body::User(_) => label(&identity),
        Body::Cmd(_) | Body::Entrypoint(_) if identity.missing.is_some() => {
            "can't start".to_owned()
        }
        Body::Cmd(command) | Body::Entrypoint(command) => command_note(command),
        Body::Copy(copy) | Body::Add(copy) => copy.destination.text.clone(),
        Body::Workdir(path) => path.text.clone(),
        Body::Env(pairs) | Body::Label(pairs) => first(pairs.iter().map(|(name, _)| &name.text)),
        Body::Arg(pairs) => first(pairs.iter().map(|(name, _)| &name.text)),
        Body::Expose(words) | Body::Volume(words) => first(words.iter().map(|word| &word.text)),
        Body::Healthcheck(Some(command)) => command_note(command),
        Body::Onbuild(inner) => inner.keyword_word.text.to_ascii_uppercase(),
        Body::Stopsignal(word) | Body::Maintainer(word) => word.text.clone(),
        Body::Shell(words) => first(words.iter().map(|word| &word.text)),
        Body::Healthcheck(None) => "none".to_owned(),
        Body::Unknown => "can't be read".to_owned(),
    }
}

/// What a RUN does to users and owners if it does, else its first words.
fn run_note(step: &Step, command: &Command) -> String {
    let made = step.events.iter().find_map(|event| match &event.kind {
        EventKind::UserCreated { name, uid } => Some(match uid.known() {
            Some(uid) => format!("+ {name} {uid}"),
            None => format!("+ {name}"),
        }),
        EventKind::OwnerSet { owner, .. } => Some(format!("chown {owner}")),
        EventKind::WorldWritable { mode, .. } => Some(format!("chmod {mode}")),
        _ => None,
    });
    let words = made.unwrap_or_else(|| command_note(command));
    match &step.outcome {
        Outcome::Fails(_) => format!("{} fails", words.split(' ').next().unwrap_or_default()),
        _ => words,
    }
}

fn command_note(command: &Command) -> String {
    let words: Vec<&str> = match command {
        Command::Exec(words) => words.iter().map(|word| word.text.as_str()).collect(),
        Command::Shell { script, .. } => script.text.split_whitespace().collect(),
    };
    let short: Vec<&str> = words.into_iter().filter(|word| *word != "\\").take(6).collect();
    short.join(" ")
}

fn first<'a>(mut names: impl Iterator<Item = &'a String>) -> String {
    names.next().cloned().unwrap_or_default()
}
