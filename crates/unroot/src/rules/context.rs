//! What a rule reads, and how it speaks.

use crate::finding::{Finding, Ignored, Reason};
pub use crate::finding::{finding, fix};
use crate::image;
use crate::model::{Build, Event, EventKind, Stage, StageBase, State, Step};
use dockerfile::{Body, Dockerfile, Instruction, LineIndex, Span, Word};
use std::sync::Arc;

/// The simulated build, with the tree that it was made from.
pub struct Context<'a> {
    /// The simulation.
    pub build: &'a Build,
    /// The tree.
    pub dockerfile: &'a Dockerfile,
    /// The text; rules read it through spans only.
    pub text: &'a str,
    /// Its lines.
    pub lines: LineIndex,
    /// Events of the stages that the target continues, first to last, with their steps.
    events: Vec<(&'a Step, &'a Event)>,
}

/// Where rules put their findings.
#[derive(Default)]
pub struct Sink {
    /// All of them, in the order in which they were made.
    pub findings: Vec<Finding>,
    /// What comments silence.
    pub ignored: Vec<Ignored>,
}

impl Sink {
    /// Adds a finding of `rule`.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }
}

impl<'a> Context<'a> {
    /// What rules read of a simulated text. What many of them ask for is gathered once.
    pub fn new(build: &'a Build, dockerfile: &'a Dockerfile, text: &'a str) -> Self {
        let lines = LineIndex::new(text);
        let mut cx = Context { build, dockerfile, text, lines, events: Vec::new() };
        let stages = cx.chain().into_iter().rev();
        let steps = stages.flat_map(|stage| &stage.steps).map(Arc::as_ref);
        cx.events = steps.flat_map(|step| step.events.iter().map(move |e| (step, e))).collect();
        cx
    }

    /// The stage that is built.
    pub fn target(&self) -> Option<&'a Stage> {
        self.build.target_stage()
    }

    /// What holds when the target stage ends.
    pub fn last_state(&self) -> Option<&'a State> {
        self.target().and_then(|stage| stage.steps.last()).map(|step| &step.after)
    }

    /// The stages that the target is made from, itself included.
    pub fn reached(&self) -> impl Iterator<Item = &'a Stage> {
        self.build.stages.iter().map(Arc::as_ref).filter(|stage| stage.reached)
    }

    /// The target stage and the stages that it continues, last one first.
    pub fn chain(&self) -> Vec<&'a Stage> {
        self.target().map_or(Vec::new(), |target| self.build.chain(target))
    }

    /// That no USER came up to the last line of the target stage.
    pub fn without_user(&self) -> Option<Reason> {
        let step = self.target()?.steps.iter().rfind(|step| !step.triggered)?;
        let last = self.lines.span(self.instruction(step).last_line, self.text);
        let end = Span::new(last.start.max(step.span.start), step.span.end);
        Some(Reason::at(end, "the stage ends here, and no `USER` was set"))
    }

    /// The image that the target's chain of stages starts from, variables replaced.
    pub fn base_name(&self) -> Option<&'a str> {
        self.chain().last().and_then(|stage| stage.base.image_name())
    }

    /// The instruction of a step.
    pub fn instruction(&self, step: &Step) -> &'a Instruction {
        &self.dockerfile.instructions[step.instruction]
    }

    /// The image or stage in the FROM of `stage`.
    pub fn image_word(&self, stage: &Stage) -> Option<&'a Word> {
        match &self.dockerfile.instructions[stage.from].body {
            Body::From { image, .. } => Some(image),
            _ => None,
        }
    }

    /// The image that the target's chain of stages starts from, as its FROM names it.
    pub fn base_word(&self) -> Option<&'a Word> {
        self.chain().last().and_then(|stage| self.image_word(stage))
    }

    /// Where `name` stands inside `span`; `span` itself where it does not stand there as it is.
    pub fn place_of(&self, span: Span, name: &str) -> Span {
        match span.of(self.text).find(name) {
            Some(at) => Span::new(span.start + at, span.start + at + name.len()),
            None => span,
        }
    }

    /// The line of the byte `offset`, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.lines.line(offset)
    }

    /// Events of the stages that the target continues, first to last, with their steps.
    pub fn chain_events(&self) -> impl Iterator<Item = (&'a Step, &'a Event)> {
        self.events.iter().copied()
    }

    /// Whether everybody is known whom the base image of `stage` ships: a distribution's own image.
    /// What is known of applications' images names their users, but may leave some out.
    pub fn knows_all_users(&self, stage: &Stage) -> bool {
        let first = self.build.chain(stage).pop();
        first.is_some_and(|first| {
            matches!(first.base, StageBase::Image { facts: Some(facts), .. } if image::is_distribution(facts))
        })
    }

    /// Whether a command that fails was to create `name`: then its failure is what to talk about.
    pub fn was_to_be_created(&self, name: &str) -> bool {
        let word = |text: &str| text.split(|c: char| !is_name(c)).any(|word| word == name);
        self.failing_commands().into_iter().any(word)
    }

    /// Commands that were to make accounts and fail.
    pub fn failing_commands(&self) -> Vec<&'a str> {
        let failing = |event: &Event| matches!(event.kind, EventKind::ToolFails { .. });
        let events = self.events.iter().filter(|(_, event)| failing(event));
        events.map(|(_, event)| event.command.of(self.text)).collect()
    }

    /// Users that the chain creates, with the event that did.
    pub fn created_users(&self) -> Vec<(&'a str, &'a Event)> {
        let events = self.chain_events();
        events
            .filter_map(|(_, event)| match &event.kind {
                EventKind::UserCreated { name, .. } => Some((name.as_str(), event)),
                _ => None,
            })
            .collect()
    }
}

fn is_name(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '.')
}
