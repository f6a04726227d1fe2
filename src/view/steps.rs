//! A step of the timeline, in a few words.

use super::material::label;
use super::runners::Runner;
use super::writes::{Few, Writes, writes};
use super::{Material, Place};
use dockerfile::{Body, Command, Instruction, Span};
use unroot::Analysis;
use unroot::model::{EventKind, Outcome, Stage, Step};

/// One step as the timeline shows it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Segment {
    /// Its number in the stage, from 0.
    pub at: usize,
    /// The instruction's place.
    pub span: Span,
    /// Its first line, from 1.
    pub line: usize,
    /// Its last line.
    pub last_line: usize,
    /// The keyword in capitals.
    pub keyword: String,
    /// What it does or writes, in a few words.
    pub note: String,
    /// What it writes.
    pub writes: Writes,
    /// Who runs it.
    pub who: String,
    /// What that looks like.
    pub material: Material,
    /// Somebody else ran the step before, or there is none.
    pub changes: bool,
    /// The build or the start of the container fails here.
    pub fails: bool,
}

/// The step at `place`; whether another identity runs it than the one before is not looked at.
pub fn step_at(analysis: &Analysis, place: Place) -> Option<Segment> {
    let (stage, step) = place.of(analysis)?;
    let mut segment = segment(analysis, stage, place.step, &Runner::of(step))?;
    segment.fails = matches!(step.outcome, Outcome::Fails(_));
    Some(segment)
}

/// The step `at` of `stage`, which `runner` runs; whether it changes or fails something is not looked
/// at.
pub(super) fn segment(
    analysis: &Analysis,
    stage: &Stage,
    at: usize,
    runner: &Runner,
) -> Option<Segment> {
    let step = stage.steps.get(at)?;
    let instruction = analysis.dockerfile.instructions.get(step.instruction)?;
    // The instruction of a trigger stands inside of ONBUILD.
    let inner = match &instruction.body {
        Body::Onbuild(inner) if step.triggered => &**inner,
        _ => &**instruction,
    };
    Some(Segment {
        at,
        span: step.span,
        line: instruction.first_line,
        last_line: instruction.last_line,
        keyword: inner.keyword_word.text.to_ascii_uppercase(),
        note: note(step, inner),
        writes: writes(step),
        who: runner.label.clone(),
        material: runner.material,
        changes: false,
        fails: false,
    })
}

/// What `step` does, in a few words.
fn note(step: &Step, instruction: &Instruction) -> String {
    match &instruction.body {
        Body::From { image, .. } => image.text.clone(),
        Body::Run(command) => run_note(step, command),
        Body::User(_) => label(step.runner()),
        Body::Cmd(_) | Body::Entrypoint(_) if step.runner().missing.is_some() => {
            "can't start".to_owned()
        }
        Body::Cmd(command) | Body::Entrypoint(command) => command_note(command),
        Body::Copy(copy) | Body::Add(copy) => {
            let brought = step.events.iter().find_map(|event| match &event.kind {
                EventKind::Copied(copied) => copied.destination.known(),
                _ => None,
            });
            brought.unwrap_or(&copy.destination.text).clone()
        }
        Body::Workdir(path) => step.after.workdir.known().unwrap_or(&path.text).clone(),
        Body::Env(pairs) | Body::Label(pairs) => few(pairs.iter().map(|(name, _)| &name.text)),
        Body::Arg(pairs) => few(pairs.iter().map(|(name, _)| &name.text)),
        Body::Expose(words) | Body::Volume(words) => few(words.iter().map(|word| &word.text)),
        Body::Healthcheck(Some(command)) => command_note(command),
        Body::Onbuild(inner) => inner.keyword_word.text.to_ascii_uppercase(),
        Body::Stopsignal(word) | Body::Maintainer(word) => word.text.clone(),
        Body::Shell(words) => words.first().map_or_else(String::new, |word| word.text.clone()),
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
        EventKind::ModeSet { mode, .. } if mode.opens_to_everybody() => {
            Some(format!("chmod {mode}"))
        }
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
        Command::Shell { script, .. } => script.text.split_whitespace().take(12).collect(),
    };
    let short: Vec<&str> = words.into_iter().filter(|word| *word != "\\").take(6).collect();
    short.join(" ")
}

fn few<'a>(names: impl Iterator<Item = &'a String>) -> String {
    let Few { first, more } = Few::of(names);
    let more = if more > 0 { format!(" + {more}") } else { String::new() };
    first.join(", ") + &more
}
