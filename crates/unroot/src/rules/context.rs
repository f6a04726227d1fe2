//! What a rule reads, and how it speaks.

use crate::finding::{Finding, Reason};
pub use crate::finding::{finding, fix};
use crate::image;
use crate::model::{
    Build, Copied, Event, EventKind, Exposed, Mounted, Purpose, Stage, StageBase, State, Step,
    Stop, Value,
};
use crate::start::Start;
use dockerfile::{Body, Dockerfile, Instruction, Keyword, LineIndex, Span, Word, order};
use shell::Invocation;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The simulated build, with the tree and the text that it was made from.
pub struct Context<'a> {
    /// The simulated build: its stages, their steps, and the state before and after each step.
    pub build: &'a Build,
    /// The Dockerfile as a tree: instructions and comments with their spans.
    pub dockerfile: &'a Dockerfile,
    /// The text. Rules read it through spans only: `span.of(cx.text)`.
    pub text: &'a str,
    /// What the container runs.
    pub start: &'a Start,
    /// The lines of the text.
    pub lines: LineIndex,
    /// The line ending that the file uses.
    pub ending: &'static str,
    /// Whether fixes and reasons are wanted. A proof asks only which findings there are, again and again.
    pub offers_fixes: bool,
    /// Events of the stages that the target continues, first to last, with their steps.
    events: Vec<(&'a Step, &'a Event)>,
    /// Numbers of the events that start a program, by program.
    starts: BTreeMap<&'a str, Vec<usize>>,
    /// Users that are created, with the event that does.
    created: Vec<(&'a str, &'a Event)>,
    /// Commands that were meant to create accounts and that fail.
    failing: Vec<&'a Invocation>,
    /// Where the build stops, if it does.
    pub stop: Option<Stop<'a>>,
}

/// When something happens: an event, with the step and the stage that it belongs to.
#[derive(Clone, Copy)]
pub struct Moment<'a> {
    /// The stage.
    pub stage: &'a Stage,
    /// The number of the step in it, from 0.
    pub at: usize,
    /// The step.
    pub step: &'a Step,
    /// What happens.
    pub event: &'a Event,
}

/// A program that a `RUN` started.
pub struct Call<'a> {
    /// The step that started it.
    pub step: &'a Step,
    /// When it was started; `span` is the program's name.
    pub event: &'a Event,
    /// Its command line.
    pub line: &'a Invocation,
    /// Who runs it.
    pub uid: &'a Value<u32>,
}

impl<'a> Call<'a> {
    /// The call that `event` is about: the last one before it in `step`, of the same command.
    pub fn of(step: &'a Step, event: &Event) -> Option<Self> {
        let at = step.events.iter().position(|other| std::ptr::eq(other, event))?;
        let mut calls = step.events[..at].iter().filter_map(|event| Call::started(step, event));
        calls.rfind(|call| call.event.command == event.command)
    }

    fn started(step: &'a Step, event: &'a Event) -> Option<Self> {
        match &event.kind {
            EventKind::Ran(ran) => Some(Call { step, event, line: &ran.call, uid: &ran.uid }),
            _ => None,
        }
    }
}

/// Where rules put their findings.
#[derive(Default)]
pub struct Sink {
    /// All of them, in the order in which they were made.
    pub findings: Vec<Finding>,
}

impl Sink {
    /// Adds a finding of `rule`.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }
}

impl<'a> Context<'a> {
    /// A context for `text`, which `dockerfile` was read from and `build` simulates; `start` is its start.
    pub fn new(
        build: &'a Build,
        dockerfile: &'a Dockerfile,
        text: &'a str,
        start: &'a Start,
    ) -> Self {
        let mut cx = Context {
            build,
            dockerfile,
            text,
            start,
            lines: LineIndex::new(text),
            ending: ending(text),
            offers_fixes: true,
            events: Vec::new(),
            starts: BTreeMap::new(),
            created: Vec::new(),
            failing: Vec::new(),
            stop: build.stops(),
        };
        let stages = cx.chain().into_iter().rev();
        let steps = stages.flat_map(|stage| &stage.steps).map(Arc::as_ref);
        for (step, event) in steps.flat_map(|step| step.events.iter().map(move |e| (step, e))) {
            match &event.kind {
                EventKind::Ran(ran) => {
                    cx.starts.entry(&ran.call.program).or_default().push(cx.events.len());
                }
                EventKind::UserCreated { name, .. } => cx.created.push((name, event)),
                EventKind::ToolFails { .. } => {
                    cx.failing.extend(Call::of(step, event).map(|call| call.line));
                }
                _ => {}
            }
            cx.events.push((step, event));
        }
        cx
    }

    /// The stage that Docker builds: the last one, unless the reader chose another.
    pub fn target(&self) -> Option<&'a Stage> {
        self.build.target_stage()
    }

    /// The state when the target stage ends, from which the container starts: user, accounts, files, ports.
    pub fn last_state(&self) -> Option<&'a State> {
        self.target().and_then(|stage| stage.steps.last()).map(|step| &*step.after)
    }

    /// Whether it is certain who the container starts as: neither a pattern nor a guess stands behind the user or its
    /// number.
    pub fn is_start_certain(&self) -> bool {
        self.last_state().is_some_and(|last| {
            let uid = last.starts_as().uid;
            let number = uid.known().is_none_or(|number| *number == 0) || uid.cause().is_certain();
            last.user.cause().is_certain() && number
        })
    }

    /// The stages that the target needs, itself included: those that it continues, and those that it copies
    /// or mounts from.
    pub fn reached(&self) -> impl Iterator<Item = &'a Stage> {
        self.build.stages.iter().map(Arc::as_ref).filter(|stage| stage.reached)
    }

    /// The target stage and the stages that it continues, last one first.
    pub fn chain(&self) -> Vec<&'a Stage> {
        self.target().map_or(Vec::new(), |target| self.build.chain(target))
    }

    /// A reason for a finding: the target stage ends without a `USER`. It stands at the stage's last line.
    pub fn without_user(&self) -> Option<Reason> {
        let step = self.target()?.steps.iter().rfind(|step| !step.triggered)?;
        let last = self.lines.span(self.instruction(step).last_line, self.text);
        let end = Span::new(last.start.max(step.span.start), step.span.end);
        Some(Reason::at(end, "the stage ends here, and no `USER` was set"))
    }

    /// The image that the target's chain of stages starts from, with variables replaced.
    pub fn base_name(&self) -> Option<&'a str> {
        self.chain().last().and_then(|stage| stage.base.image_name())
    }

    /// The instruction that a step comes from, with its words and flags.
    pub fn instruction(&self, step: &Step) -> &'a Instruction {
        &self.dockerfile.instructions[step.instruction]
    }

    /// The instruction that `span` lies in, and its number.
    pub fn instruction_at(&self, span: Span) -> Option<(usize, &'a Instruction)> {
        let instructions = &self.dockerfile.instructions;
        let begun = instructions.partition_point(|it| it.span.start <= span.start);
        let at = begun.checked_sub(1)?;
        instructions[at].span.contains(span).then(|| (at, &*instructions[at]))
    }

    /// What the image is for, as far as the file shows it; `None` where there is no stage, and for Windows.
    pub fn purpose(&self) -> Option<Purpose> {
        self.start.purpose
    }

    /// The word of `FROM` that names the image or stage that `stage` continues.
    pub fn image_word(&self, stage: &Stage) -> Option<&'a Word> {
        match &self.dockerfile.instructions[stage.from].body {
            Body::From { image, .. } => Some(image),
            _ => None,
        }
    }

    /// The word of `FROM` that names the image that the target's chain of stages starts from.
    pub fn base_word(&self) -> Option<&'a Word> {
        self.chain().last().and_then(|stage| self.image_word(stage))
    }

    /// The place of `name` inside `span`; `span` itself where the name is not written there as it is.
    pub fn place_of(&self, span: Span, name: &str) -> Span {
        match span.of(self.text).find(name) {
            Some(at) => Span::new(span.start + at, span.start + at + name.len()),
            None => span,
        }
    }

    /// The line that holds the byte `offset`, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.lines.line(offset)
    }

    /// Whether `span` stands in a `WORKDIR` of the stages that the target continues.
    pub fn is_workdir(&self, span: Span) -> bool {
        let mut steps = self.chain().into_iter().flat_map(|stage| &stage.steps);
        let made = steps.find(|step| step.span.contains(span));
        made.is_some_and(|step| self.instruction(step).keyword == Keyword::Workdir)
    }

    /// Events of the stages that the target continues, first to last, with their steps.
    pub fn chain_events(&self) -> impl Iterator<Item = (&'a Step, &'a Event)> {
        self.events.iter().copied()
    }

    /// Events of the stages that the target needs, in the order of the Dockerfile.
    pub fn moments(&self) -> impl Iterator<Item = Moment<'a>> {
        self.reached().flat_map(|stage| {
            stage.steps.iter().enumerate().flat_map(move |(at, step)| {
                step.events.iter().map(move |event| Moment { stage, at, step, event })
            })
        })
    }

    /// Calls of `program` in the stages that the target continues, first to last: `cx.calls("useradd")`.
    pub fn calls(&self, program: &str) -> Vec<Call<'a>> {
        self.calls_of(&[program])
    }

    /// Calls of any of `programs` in the stages that the target continues, first to last.
    pub fn calls_of(&self, programs: &[&str]) -> Vec<Call<'a>> {
        let found = programs.iter().filter_map(|program| self.starts.get(program));
        let mut found: Vec<usize> = found.flatten().copied().collect();
        order::sort(&mut found, Ord::cmp);
        let events = found.into_iter().map(|at| self.events[at]);
        events.filter_map(|(step, event)| Call::started(step, event)).collect()
    }

    /// Calls of the programs that `is` says yes to, in the stages that the target continues, first to last.
    pub fn calls_where(&self, is: impl Fn(&str) -> bool) -> Vec<Call<'a>> {
        let programs: Vec<&str> =
            self.starts.keys().copied().filter(|program| is(program)).collect();
        self.calls_of(&programs)
    }

    /// Every program that a `RUN` starts in the stages that the target continues, first to last.
    pub fn all_calls(&self) -> impl Iterator<Item = Call<'a>> {
        self.chain_events().filter_map(|(step, event)| Call::started(step, event))
    }

    /// What each `COPY` and `ADD` of the target stage brings, first to last.
    pub fn copies(&self) -> impl Iterator<Item = (Moment<'a>, &'a Copied)> {
        let target = self.target().map(|target| target.index);
        let moments = self.moments().filter(move |moment| Some(moment.stage.index) == target);
        moments.filter_map(|moment| match &moment.event.kind {
            EventKind::Copied(copied) => Some((moment, copied)),
            _ => None,
        })
    }

    /// Each `RUN --mount` of the stages that the target needs, in the order of the Dockerfile.
    pub fn mounts(&self) -> impl Iterator<Item = (Moment<'a>, &'a Mounted)> {
        self.moments().filter_map(|moment| match &moment.event.kind {
            EventKind::Mounted(mounted) => Some((moment, mounted)),
            _ => None,
        })
    }

    /// Ports that the image exposes, with protocol and range, by place. Words that hold an unknown variable
    /// are left out.
    pub fn exposed(&self) -> Vec<Exposed> {
        self.last_state().map_or(Vec::new(), State::exposed_ports)
    }

    /// How often the Dockerfile has `words`, in instructions and in comments.
    pub fn mentions(&self, words: &str) -> usize {
        let instructions = &self.dockerfile.instructions;
        let comments = self.dockerfile.comments.iter().map(|comment| comment.span);
        let comments = comments.filter(|span| self.instruction_at(*span).is_none());
        let spans = instructions.iter().map(|instruction| instruction.span).chain(comments);
        spans.map(|span| span.of(self.text).matches(words).count()).sum()
    }

    /// Whether all users that the base image of `stage` ships are known. They are for a distribution's own
    /// image; the list of an application's image may leave some out.
    pub fn knows_all_users(&self, stage: &Stage) -> bool {
        let first = self.build.chain(stage).pop();
        first.is_some_and(|first| {
            matches!(first.base, StageBase::Image { facts: Some(facts), .. } if image::is_distribution(facts))
        })
    }

    /// Whether an official image is below `stage` that is known and has nothing to do with `name`, so that it most likely
    /// has no such user. Images of other publishers may have users that nobody here knows.
    pub fn official_lacks(&self, stage: &Stage, name: &str) -> bool {
        let first = self.build.chain(stage).pop().map(|first| &first.base);
        let Some(StageBase::Image { name: image, facts: Some(_) }) = first else { return false };
        let image = image.strip_prefix("docker.io/").unwrap_or(image);
        let image = image.strip_prefix("library/").unwrap_or(image);
        let repository = image.split([':', '@']).next().unwrap_or(image);
        let related = repository.contains(name) || name.contains(repository);
        !image.split('@').next().is_some_and(|image| image.contains('/')) && !related
    }

    /// Whether a command that fails was meant to create `name`. The finding belongs to that command then.
    pub fn was_to_be_created(&self, name: &str) -> bool {
        self.failing.iter().any(|line| line.names(name))
    }

    /// Commands that were meant to create accounts and that fail.
    pub fn failing_calls(&self) -> Vec<&'a Invocation> {
        self.failing.clone()
    }

    /// Users that the stages create which the target continues, each with the event that did.
    pub fn created_users(&self) -> Vec<(&'a str, &'a Event)> {
        self.created.clone()
    }
}

/// The line ending that a file uses.
pub fn ending(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
