//! The way through a script: lists and pipelines. An unknown choice is followed both ways and joined.

use super::exit::Exit;
use super::place::Place;
use super::shell_state::Shell;
use crate::model::{Cause, Value};
use dockerfile::Span;
use shell::{Command, Connector, List, Pipeline, Word};
use std::sync::Arc;

/// Nesting of functions, substitutions and scripts in arguments that is followed.
pub(super) const DEPTH: usize = 24;
/// Commands of one RUN that are followed; what comes after may do anything.
const COMMANDS: usize = 50_000;

/// Arguments of a function or a shell that are followed.
pub(super) const MOST_ARGUMENTS: usize = 256;

/// Follows a script through its shell.
pub(super) struct Interpreter {
    pub(super) shell: Shell,
    pub(super) functions: Vec<(String, Arc<Command>)>,
    pub(super) depth: usize,
    /// Commands that may still be followed: loops in loops would take for ever.
    left: usize,
    /// `set -e` does not count here: a condition, or not the end of `&&` and `||`.
    pub(super) tested: bool,
    /// The failure that was just met does not count for `set -e`: it comes from where that is so.
    pub(super) spared: bool,
    /// Where `break`, `continue` or `return` leads.
    pub(super) jump: Option<Jump>,
    /// How much of what follows may have been left by now, in a branch that may have run.
    pub(super) perhaps_left: Option<Reach>,
    /// Loops around the command, and functions.
    pub(super) loops: usize,
    pub(super) calls: Vec<Vec<(String, Option<Value<String>>)>>,
    /// The program that comes next is looked for on the disk alone.
    pub(super) external: bool,
    /// What is printed, while a substitution or a pipe reads it; `None` in it where the text is unknown.
    pub(super) printed: Option<Option<String>>,
    /// How the last `$(…)` ended.
    pub(super) substituted: Option<Exit>,
    /// How the last command ended.
    pub(super) last: Exit,
}

/// Where control goes instead of the next command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Jump {
    /// Behind this many loops.
    Break(usize),
    /// To the next turn of this many loops up.
    Continue(usize),
    /// Out of the function.
    Return,
}

/// What is left by a jump or an `exit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    Loop,
    Function,
    Process,
}

impl Jump {
    pub(super) fn reach(self) -> Reach {
        match self {
            Jump::Break(1) | Jump::Continue(1) => Reach::Loop,
            _ => Reach::Function,
        }
    }
}

/// An expansion that ends the shell: `${name:?}`, or what the shell can't substitute.
#[derive(Debug)]
pub(super) struct Stop;

/// Whether the script goes on should the `&&` chain with the item `at` fail: `a && b || c`, `a && b; c`.
fn goes_on(list: &List, at: usize) -> bool {
    let mut after = list.items[at + 1..].iter().map(|(connector, _)| connector);
    after.any(|connector| *connector != Connector::And)
}

/// Whether a command is there to ask something, and not to do something.
fn asks(pipeline: &Pipeline) -> bool {
    let [.., Command::Simple(last)] = &pipeline.commands[..] else { return false };
    let program = last.words.first().and_then(Word::literal);
    program.is_some_and(|program| QUESTIONS.contains(&program.as_str()))
}

/// Programs that answer a question with their exit status.
const QUESTIONS: [&str; 9] =
    ["[", "[[", "test", "id", "getent", "grep", "command", "which", "type"];

impl Interpreter {
    pub(super) fn new(shell: Shell) -> Self {
        Interpreter {
            shell,
            functions: Vec::new(),
            depth: 0,
            left: COMMANDS,
            tested: false,
            spared: false,
            jump: None,
            perhaps_left: None,
            loops: 0,
            calls: Vec::new(),
            external: false,
            printed: None,
            substituted: None,
            last: Exit::Ok,
        }
    }

    /// Runs a whole script, and what `trap … EXIT` left to do.
    pub(crate) fn script(&mut self, list: &List, place: Place) -> Exit {
        if self.depth >= DEPTH {
            return Exit::Unknown;
        }
        // The shell did not start.
        if self.shell.world.halted {
            return Exit::Fails(Cause::At(self.shell.instruction));
        }
        self.depth += 1;
        let exit = match self.until_refused(list) {
            None => self.list(list, &place),
            Some(runs) => {
                let read = List { items: list.items[..runs].to_vec() };
                self.list(&read, &place);
                let halted = std::mem::replace(&mut self.shell.world.halted, true);
                if halted {
                    self.last.clone()
                } else {
                    Exit::Fails(Cause::At(self.shell.instruction))
                }
            }
        };
        let exit = self.end(exit);
        self.depth -= 1;
        exit
    }

    /// How much of the script runs before a syntax error.
    fn until_refused(&self, list: &List) -> Option<usize> {
        list.until_refused(self.shell.world.process.language?)
    }

    /// The shell ends: what it has left to do.
    fn end(&mut self, exit: Exit) -> Exit {
        let Some(script) = self.shell.world.process.on_exit.take() else { return exit };
        let Value::Known(text, cause) = script else {
            self.shell.anything(self.shell.instruction);
            return exit;
        };
        let span = cause.span().unwrap_or(self.shell.instruction);
        self.shell.world.halted = false;
        let place = Place::Within(span);
        let list = shell::parse(&text);
        let own = self.list(&list, &place);
        // Its own `exit` counts, its failures do not.
        let exits = std::mem::replace(&mut self.shell.world.halted, true);
        if exits { own } else { exit }
    }

    /// Whether the rest of the list is left.
    pub(super) fn leaves(&self) -> bool {
        self.shell.world.halted || self.jump.is_some()
    }

    pub(super) fn list(&mut self, list: &List, place: &Place) -> Exit {
        let mut last = Exit::Ok;
        // Under `set -e` every command has to succeed, not the last one alone.
        let mut before = Exit::Ok;
        // A question of this `&&` chain got an answer that nobody knows.
        let mut undecided = false;
        let mut spared = false;
        let tested = self.tested;
        for (at, (connector, pipeline)) in list.items.iter().enumerate() {
            if self.leaves() {
                break;
            }
            let next = list.items.get(at + 1).map(|(next, _)| *next);
            let ends = !matches!(next, Some(Connector::And | Connector::Or));
            undecided &= *connector == Connector::And;
            match (connector, &last) {
                (Connector::And, Exit::Fails(_)) => {
                    spared = true;
                    if ends && pipeline.in_background {
                        last = Exit::Ok;
                    }
                    continue;
                }
                (Connector::Or, Exit::Ok) => continue,
                _ => {}
            }
            self.tested = tested || !ends || pipeline.negated;
            let exit = self.item(list, at, place, &last, &mut undecided);
            self.tested = tested;
            spared = self.spared || !ends || pipeline.negated;
            let exit = if ends && pipeline.in_background { Exit::Ok } else { exit };
            self.last = exit.clone();
            let stops = self.shell.world.errexit && !tested;
            if let (true, false, Exit::Fails(cause)) = (stops, spared, &exit) {
                self.shell.world.halted = true;
                return Exit::Fails(cause.clone());
            }
            if stops && next != Some(Connector::Or) && exit == Exit::Doubtful {
                before = Exit::Doubtful;
            }
            last = exit;
        }
        self.spared = spared;
        before.and(last)
    }

    /// Runs the item `at`, after one that ended with `last`.
    fn item(
        &mut self,
        list: &List,
        at: usize,
        place: &Place,
        last: &Exit,
        undecided: &mut bool,
    ) -> Exit {
        let (connector, pipeline) = &list.items[at];
        if self.perhaps_left.is_some() {
            let own = self.maybe(place, |inner| inner.pipeline(pipeline, place));
            return if own == Exit::Doubtful { own } else { Exit::Unknown };
        }
        match (connector, last) {
            (Connector::Or, Exit::Unknown | Exit::Doubtful) => {
                let other = self.maybe(place, |inner| inner.pipeline(pipeline, place));
                // `a || b` that may have run b succeeds as far as anybody can tell, unless b
                // is there to stop the build.
                match (last, other) {
                    (_, Exit::Doubtful) | (Exit::Doubtful, Exit::Fails(_)) => Exit::Doubtful,
                    _ => Exit::Unknown,
                }
            }
            (Connector::And, Exit::Unknown) if *undecided && goes_on(list, at) => {
                let own = self.maybe(place, |inner| inner.pipeline(pipeline, place));
                if own == Exit::Doubtful { Exit::Doubtful } else { Exit::Unknown }
            }
            _ => {
                let own = self.pipeline(pipeline, place);
                *undecided |= own == Exit::Unknown && asks(pipeline);
                // A step that may have failed would stop an `&&` chain, and with it the build:
                // what follows matters only where it did not.
                if *connector == Connector::And { last.clone().and(own) } else { own }
            }
        }
    }

    /// Runs `go` in a subshell: variables, directory and umask come back, files and accounts stay.
    pub(super) fn isolated(&mut self, go: impl FnOnce(&mut Interpreter) -> Exit) -> Exit {
        let outer = self.shell.world.clone();
        let functions = self.functions.len();
        let (jump, perhaps_left) = (self.jump.take(), self.perhaps_left.take());
        let (loops, calls) = (self.loops, self.calls.clone());
        // A subshell has no traps of its own yet.
        self.shell.world.process.on_exit = None;
        let exit = go(self);
        let exit = self.end(exit);
        self.shell.world.return_to(outer);
        self.functions.truncate(functions);
        (self.jump, self.perhaps_left) = (jump, perhaps_left);
        (self.loops, self.calls) = (loops, calls);
        exit
    }

    /// Follows `go`, which may or may not run.
    pub(super) fn maybe(
        &mut self,
        place: &Place,
        go: impl FnOnce(&mut Interpreter) -> Exit,
    ) -> Exit {
        let skipped = self.shell.world.clone();
        let said = (self.printed.clone(), self.shell.piped_text.clone());
        let outer = std::mem::replace(&mut self.shell.conditional, true);
        let exit = go(self);
        self.shell.conditional = outer;
        let at = self.undecided(place);
        match self.departure(&exit) {
            Departure::Fails => self.shell.world = skipped,
            Departure::Leaves(reach) => {
                self.perhaps_left = self.perhaps_left.max(reach);
                self.shell.world.join(skipped, at);
            }
        }
        self.said_perhaps(said);
        exit
    }

    /// The place of an unknown choice.
    pub(super) fn undecided(&self, place: &Place) -> Span {
        match place {
            Place::Within(span) => *span,
            Place::Joined(_) => self.shell.instruction,
        }
    }

    /// What was printed and read since is not known, if it was anything.
    pub(super) fn said_perhaps(&mut self, before: (Option<Option<String>>, Option<String>)) {
        if self.printed != before.0 {
            self.printed = Some(None);
        }
        if self.shell.piped_text != before.1 {
            self.shell.piped_text = None;
        }
    }

    /// How a branch ended that may have run; the way goes on behind it.
    pub(super) fn departure(&mut self, exit: &Exit) -> Departure {
        let jump = self.jump.take();
        let halted = std::mem::replace(&mut self.shell.world.halted, false);
        let fails = matches!(exit, Exit::Fails(_));
        match jump {
            // What follows a failure that ends the shell or the function matters only where it does not happen.
            _ if halted && fails => Departure::Fails,
            Some(Jump::Return) if fails => Departure::Fails,
            _ if halted => Departure::Leaves(Some(Reach::Process)),
            jump => Departure::Leaves(jump.map(Jump::reach)),
        }
    }

    pub(super) fn command(&mut self, command: &Command, place: &Place) -> Exit {
        if self.left == 0 {
            return Exit::Unknown;
        }
        self.left -= 1;
        if self.left == 0 {
            self.shell.anything(self.shell.instruction);
        }
        if self.depth >= DEPTH {
            return Exit::Unknown;
        }
        self.depth += 1;
        let exit = match command {
            Command::Simple(simple) => self.simple(simple, place),
            command => self.compound(command, place),
        };
        self.depth -= 1;
        exit
    }
}

/// How a branch ended.
pub(super) enum Departure {
    /// The shell or the function ends there with a failure.
    Fails,
    /// It goes on behind the branch, or leaves this much.
    Leaves(Option<Reach>),
}
