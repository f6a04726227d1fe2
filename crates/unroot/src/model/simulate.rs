//! Walks the instructions, stage by stage.

use super::effect::Effect;
use super::exec::{self, RunResult};
use super::reads::{self, Reads};
use super::resume::{self, Triggers};
use super::words::Words;
use super::{
    Assumptions, Build, Builder, Cause, Environment, Events, Outcome, Ownership, Stage, StageBase,
    State, Step, Value, copy, directories, from, join, reach, runner, workdir,
};
use dockerfile::{Body, Dockerfile, Instruction, Span, Word};
use std::sync::Arc;

/// Simulates the build of every stage of `dockerfile`. Total: what can't be told is unknown.
pub fn simulate(dockerfile: &Dockerfile, assumptions: &Assumptions) -> Build {
    build(dockerfile, assumptions, None)
}

/// Does the same where another text was simulated before, and takes over what both begin with. Later stages are
/// taken over too where they stand at the same place and depend on nothing that has changed.
pub fn simulate_again(
    dockerfile: &Dockerfile,
    assumptions: &Assumptions,
    before: (&Dockerfile, &Build),
) -> Build {
    build(dockerfile, assumptions, Some(before))
}

fn build(
    dockerfile: &Dockerfile,
    assumptions: &Assumptions,
    before: Option<(&Dockerfile, &Build)>,
) -> Build {
    let common = before.map_or(0, |before| resume::common(dockerfile, assumptions, before));
    let mut simulation = Simulation {
        dockerfile,
        escape: dockerfile.escape,
        assumptions,
        globals: global_scope(assumptions.builder),
        stages: Vec::new(),
        triggers: Vec::new(),
        notes_reads: dockerfile.instructions.len() >= LONG,
    };
    for (index, instruction) in dockerfile.instructions.iter().enumerate() {
        if index < common && matches!(instruction.body, Body::From { .. }) {
            break;
        }
        simulation.instruction(index, instruction);
    }
    if let Some(before) = before.filter(|_| common > 0) {
        simulation.stages = resume::stages(before.1, common);
        simulation.triggers = resume::triggers(dockerfile, &simulation.stages);
        let mut later = resume::Later::new(dockerfile, before);
        let mut index = common;
        while let Some(instruction) = dockerfile.instructions.get(index) {
            let from = matches!(instruction.body, Body::From { .. });
            if from && let Some((stage, end)) = later.stage(&simulation.stages, index) {
                simulation.triggers.push(resume::triggers_of(dockerfile, &stage.steps));
                simulation.stages.push(stage);
                index = end;
            } else if !from && let Some((steps, end)) = later.rest(&simulation.stages, index) {
                simulation.goes_on_as(dockerfile, steps);
                index = end;
            } else {
                simulation.instruction(index, instruction);
                index += 1;
            }
        }
    }
    let mut stages = simulation.stages;
    let target = reach::target(&stages, assumptions.target.as_deref());
    reach::mark(&mut stages, target, dockerfile);
    stages.iter_mut().for_each(|stage| runner::settle(stage, dockerfile));
    let refused = dockerfile.problems.first().map(|problem| problem.span);
    Build { stages, target, refused, assumptions: assumptions.clone() }
}

/// Names that BuildKit sets for FROM and for a bare ARG, with values that depend on the machine
/// that builds (Dockerfile reference, "Automatic platform ARGs").
const PLATFORM_ARGS: [&str; 8] = [
    "TARGETPLATFORM",
    "TARGETOS",
    "TARGETARCH",
    "TARGETVARIANT",
    "BUILDPLATFORM",
    "BUILDOS",
    "BUILDARCH",
    "BUILDVARIANT",
];

fn global_scope(builder: Builder) -> Environment {
    let mut globals = Environment::new(None, builder);
    for name in PLATFORM_ARGS {
        let cause = Cause::Variable(Arc::from(name), Span::default());
        globals.set(name, Value::Unknown(cause));
    }
    globals
}

struct Simulation<'a> {
    dockerfile: &'a Dockerfile,
    escape: char,
    assumptions: &'a Assumptions,
    /// ARGs before the first FROM.
    globals: Environment,
    stages: Vec<Arc<Stage>>,
    triggers: Triggers<'a>,
    /// Whether it is noted at which paths each step looks: in a long text that pays when it is changed.
    notes_reads: bool,
}

/// Instructions of a long text.
const LONG: usize = 40;

impl<'a> Simulation<'a> {
    /// Ends the stage with `steps`, which are known.
    fn goes_on_as(&mut self, dockerfile: &'a Dockerfile, steps: Vec<Arc<Step>>) {
        if let (Some(stage), Some(triggers)) = (self.stages.last_mut(), self.triggers.last_mut()) {
            triggers.extend(resume::triggers_of(dockerfile, &steps));
            Arc::make_mut(stage).steps.extend(steps);
        }
    }

    fn instruction(&mut self, index: usize, instruction: &'a Instruction) {
        match &instruction.body {
            Body::From { image, name } => self.from(index, instruction, image, name.as_ref()),
            Body::Arg(arguments) if self.stages.is_empty() => {
                for (name, default) in arguments {
                    let words = Words::new(self.escape);
                    let value = self.argument(name, default.as_ref(), &self.globals, &words);
                    if let Some(value) = value {
                        self.globals.set(name.text.clone(), value);
                    }
                }
            }
            _ if self.stages.is_empty() => {}
            _ => self.step(index, instruction, false),
        }
    }

    fn from(
        &mut self,
        index: usize,
        instruction: &'a Instruction,
        image: &Word,
        name: Option<&Word>,
    ) {
        let around = from::Surroundings {
            dockerfile: self.dockerfile,
            assumptions: self.assumptions,
            globals: &self.globals,
            stages: &self.stages,
        };
        let (base, state, outcome) = around.base(index, image);
        // Images in OCI format, which is Buildah's default, carry no triggers.
        let triggers = match base {
            StageBase::Stage(parent) if self.assumptions.builder != Builder::Buildah => {
                self.triggers[parent].clone()
            }
            _ => Vec::new(),
        };
        let (who, state) = (Arc::new(state.identity()), Arc::new(state));
        let step = Step {
            instruction: index,
            span: instruction.span,
            triggered: false,
            before: state.clone(),
            after: state,
            who: [who.clone(), who.clone()],
            runner: who,
            events: Events::default(),
            outcome,
            reads: Reads::default(),
        };
        self.stages.push(Arc::new(Stage {
            index: self.stages.len(),
            name: name.map(|name| name.text.to_ascii_lowercase()),
            from: index,
            base,
            steps: vec![Arc::new(step)],
            reached: false,
        }));
        self.triggers.push(Vec::new());
        for (index, trigger) in triggers {
            self.step(index, trigger, true);
        }
    }

    /// The value that `ARG name=default` gives, or `None` where it changes nothing.
    fn argument(
        &self,
        name: &Word,
        default: Option<&Word>,
        scope: &Environment,
        words: &Words,
    ) -> Option<Value<String>> {
        let default = default.map(|default| words.value(default, scope));
        if let Some(given) = self.assumptions.build_args.get(&name.text) {
            return Some(Value::Known(given.clone(), Cause::Assumed));
        }
        default.or_else(|| match self.globals.get(&name.text) {
            Some(global) => Some(global.clone()),
            None => {
                let set = scope.iter().any(|(known, _)| *known == name.text);
                let outside = Cause::Variable(Arc::from(name.text.as_str()), name.span);
                (!set).then_some(Value::Unknown(outside))
            }
        })
    }

    fn step(&mut self, index: usize, instruction: &'a Instruction, triggered: bool) {
        let Some(stage) = self.stages.last() else { return };
        let last = stage.steps.last().expect("a stage has its FROM");
        let (before, who_before) = (last.after.clone(), last.who[1].clone());
        let mut after = State::clone(&before);
        let (effect, reads) = match self.notes_reads {
            true => reads::noted(|| self.effect(index, instruction, &mut after)),
            false => (self.effect(index, instruction, &mut after), Reads::default()),
        };
        let who_after = runner::who(&before, &who_before, &after);
        let who = [who_before, who_after];
        let step = Step {
            instruction: index,
            span: instruction.span,
            triggered,
            before,
            after: Arc::new(after),
            runner: runner::of(instruction, &who),
            who,
            events: effect.events.into(),
            outcome: effect.outcome.unwrap_or(Outcome::Succeeds),
            reads,
        };
        if let Some(stage) = self.stages.last_mut() {
            Arc::make_mut(stage).steps.push(Arc::new(step));
        }
    }

    fn effect(&mut self, index: usize, instruction: &'a Instruction, state: &mut State) -> Effect {
        let span = instruction.span;
        let mut effect = Effect::default();
        let words = Words::new(self.escape);
        match &instruction.body {
            Body::User(word) => {
                if let Ok(user) = words.expand(word, &state.env) {
                    state.user = user;
                }
            }
            Body::Workdir(word) => {
                if let Ok(path) = words.expand(word, &state.env) {
                    effect.outcome = workdir::change(state, path, word.span);
                }
            }
            Body::Env(pairs) => {
                // The values of one line see the environment before the line.
                let value = |(name, value): &(Word, Word)| {
                    (name.text.clone(), words.value(value, &state.env))
                };
                let values: Vec<_> = pairs.iter().map(value).collect();
                let env = Arc::make_mut(&mut state.env);
                values.into_iter().for_each(|(name, value)| env.set_by_env(name, value));
            }
            Body::Arg(arguments) => {
                for (name, default) in arguments {
                    let value = self.argument(name, default.as_ref(), &state.env, &words);
                    if let Some(value) = value {
                        Arc::make_mut(&mut state.env).set_by_arg(name.text.clone(), value);
                    }
                }
            }
            Body::Copy(copy) | Body::Add(copy) => {
                let around = copy::Surroundings { stages: &self.stages, words: &words };
                effect = copy::bring(state, instruction, copy, &around);
            }
            Body::Run(command) => {
                let RunResult { events, outcome } =
                    exec::run(state, instruction, command, self.escape);
                effect = Effect { events, outcome: Some(outcome) };
            }
            Body::Entrypoint(command) => {
                state.entrypoint = Some((command.clone(), index));
                // A CMD of this stage stays, an inherited one is cleared (convert.go, dispatchEntrypoint).
                let stage_from = self.stages.last().map_or(0, |stage| stage.from);
                state.cmd = state.cmd.take().filter(|(_, set)| *set > stage_from);
            }
            Body::Cmd(command) => state.cmd = Some((command.clone(), index)),
            Body::Shell(arguments) => {
                // Images in OCI format have no field for it: Buildah ignores it with a warning.
                if self.assumptions.builder != Builder::Buildah {
                    let words = arguments.iter().map(|argument| argument.text.clone());
                    state.shell = Arc::new(words.collect());
                }
            }
            Body::Onbuild(trigger) => {
                if let Some(triggers) = self.triggers.last_mut() {
                    triggers.push((index, trigger));
                }
            }
            Body::Volume(paths) => self.volumes(state, paths, &words, span),
            Body::Expose(ports) => expose(state, ports, &words),
            Body::Unknown => effect.outcome = Some(Outcome::Fails(Cause::Unreadable(span))),
            // Nothing here depends on their values, but the build does on whether they have one.
            Body::Label(pairs) => pairs.iter().for_each(|(_, value)| {
                let _ = words.expand(value, &state.env);
            }),
            Body::Stopsignal(word) => {
                let _ = words.expand(word, &state.env);
            }
            Body::From { .. } | Body::Healthcheck(_) | Body::Maintainer(_) => {}
        }
        if let Some(span) = words.refused() {
            effect.outcome = Some(Outcome::Fails(Cause::Unreadable(span)));
        }
        effect
    }

    /// Metadata in BuildKit; the others make the directory, the classic builder with the next RUN.
    fn volumes(&self, state: &mut State, paths: &[Word], words: &Words, span: Span) {
        let cause = Cause::At(span);
        for word in paths {
            let Ok(Value::Known(path, _)) = words.expand(word, &state.env) else { continue };
            let path = join("/", &path);
            if self.assumptions.builder != Builder::BuildKit {
                let files = Arc::make_mut(&mut state.files);
                let real = files.resolve(&path, true);
                let mode = Value::Known(0o755, cause.clone());
                let root = Ownership::root(&cause);
                directories::make(files, &real, &root, &mode, false, &cause);
            }
            Arc::make_mut(&mut state.volumes).push((path, word.span));
        }
    }
}

/// A variable may hold several ports, with blanks between them.
fn expose(state: &mut State, ports: &[Word], words: &Words) {
    let exposed = Arc::make_mut(&mut state.exposed);
    for word in ports {
        match words.value(word, &state.env) {
            Value::Known(ports, cause) => exposed.extend(
                ports
                    .split_whitespace()
                    .map(|port| (Value::Known(port.to_owned(), cause.clone()), word.span)),
            ),
            unknown => exposed.push((unknown, word.span)),
        }
    }
}
