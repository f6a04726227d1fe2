//! The way through a script: lists, conditions, loops. What can't be decided is followed both
//! ways and joined.

use super::exit::Exit;
use super::place::Place;
use super::programs::{self, Handover, Next};
use super::shell_state::Shell;
use super::words;
use super::world::World;
use crate::glob;
use crate::model::{Cause, EventKind, Identity, Ran, Value};
use dockerfile::Span;
use shell::{Argument, Case, Command, Connector, Invocation, List, Pipeline, Word};
use std::sync::Arc;

/// Nesting of functions, substitutions and scripts in arguments that is followed.
const DEPTH: usize = 24;
/// Commands of one RUN that are followed; what comes after may do anything.
const COMMANDS: usize = 50_000;
/// Words of a `for` that are followed one by one.
const TURNS: usize = 64;

/// Follows a script through its shell.
pub(super) struct Interpreter {
    pub(super) shell: Shell,
    pub(super) functions: Vec<(String, Arc<Command>)>,
    depth: usize,
    /// Commands that may still be followed: loops in loops would take for ever.
    left: usize,
}

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
        Interpreter { shell, functions: Vec::new(), depth: 0, left: COMMANDS }
    }

    /// Runs a whole script.
    pub(crate) fn script(&mut self, list: &List, place: Place) -> Exit {
        if self.depth >= DEPTH {
            return Exit::Unknown;
        }
        self.depth += 1;
        let exit = self.list(list, &place);
        self.depth -= 1;
        exit
    }

    pub(super) fn list(&mut self, list: &List, place: &Place) -> Exit {
        let mut last = Exit::Ok;
        // Under `set -e` every command has to succeed, not the last one alone.
        let mut before = Exit::Ok;
        // A question of this `&&` chain got an answer that nobody knows.
        let mut undecided = false;
        for (at, (connector, pipeline)) in list.items.iter().enumerate() {
            if self.shell.world.halted {
                break;
            }
            let guarded = list.items.get(at + 1).is_some_and(|(next, _)| *next == Connector::Or);
            undecided &= *connector == Connector::And;
            let exit = match (connector, &last) {
                (Connector::And, Exit::Fails(_)) | (Connector::Or, Exit::Ok) => continue,
                (Connector::Or, Exit::Unknown | Exit::Doubtful) => {
                    let other = self.maybe(place, |inner| inner.pipeline(pipeline, place));
                    // `a || b` that may have run b succeeds as far as anybody can tell, unless b
                    // is there to stop the build.
                    match (&last, other) {
                        (_, Exit::Doubtful) | (Exit::Doubtful, Exit::Fails(_)) => Exit::Doubtful,
                        _ => Exit::Unknown,
                    }
                }
                (Connector::And, Exit::Unknown) if undecided && goes_on(list, at) => {
                    let own = self.maybe(place, |inner| inner.pipeline(pipeline, place));
                    if own == Exit::Doubtful { Exit::Doubtful } else { Exit::Unknown }
                }
                _ => {
                    let own = self.pipeline(pipeline, place);
                    undecided |= own == Exit::Unknown && asks(pipeline);
                    // A step that may have failed would stop an `&&` chain, and with it the build:
                    // what follows matters only where it did not.
                    if *connector == Connector::And { last.clone().and(own) } else { own }
                }
            };
            let stops = self.shell.world.errexit && !guarded && *connector != Connector::Background;
            if let (true, Exit::Fails(cause)) = (stops, &exit) {
                let followed_by_and =
                    list.items.get(at + 1).is_some_and(|(next, _)| *next == Connector::And);
                if !followed_by_and {
                    self.shell.world.halted = true;
                    return Exit::Fails(cause.clone());
                }
            }
            if stops && exit == Exit::Doubtful {
                before = Exit::Doubtful;
            }
            last = if *connector == Connector::Background { Exit::Ok } else { exit };
        }
        before.and(last)
    }

    fn pipeline(&mut self, pipeline: &Pipeline, place: &Place) -> Exit {
        let alone = pipeline.commands.len() == 1;
        let mut last = Exit::Ok;
        let outer = self.shell.fed;
        for (at, command) in pipeline.commands.iter().enumerate() {
            self.shell.fed = outer || at > 0;
            self.shell.piped_text =
                at.checked_sub(1).and_then(|at| self.prints(&pipeline.commands[at]));
            last = if alone {
                self.command(command, place)
            } else {
                self.isolated(|inner| inner.command(command, place))
            };
        }
        self.shell.fed = outer;
        self.shell.piped_text = None;
        match (pipeline.negated, last) {
            (true, Exit::Ok) => Exit::Fails(Cause::At(self.shell.instruction)),
            (true, Exit::Fails(_)) => Exit::Ok,
            (true, Exit::Doubtful) => Exit::Unknown,
            (_, exit) => exit,
        }
    }

    /// Runs `go` in a subshell: variables, directory and umask come back, files and accounts stay.
    pub(super) fn isolated(&mut self, go: impl FnOnce(&mut Interpreter) -> Exit) -> Exit {
        let outer = self.shell.world.clone();
        let exit = go(self);
        self.shell.world.variables = outer.variables;
        self.shell.world.cwd = outer.cwd;
        self.shell.world.umask = outer.umask;
        self.shell.world.errexit = outer.errexit;
        self.shell.world.halted = outer.halted;
        exit
    }

    /// Follows `go`, which may or may not run.
    fn maybe(&mut self, place: &Place, go: impl FnOnce(&mut Interpreter) -> Exit) -> Exit {
        let skipped = self.shell.world.clone();
        let outer = std::mem::replace(&mut self.shell.conditional, true);
        let exit = go(self);
        self.shell.conditional = outer;
        let at = match place {
            Place::Within(span) => *span,
            Place::Joined(_) => self.shell.instruction,
        };
        self.shell.world.join(skipped, at);
        exit
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
            Command::Group(list, redirects) => {
                let exit = self.list(list, place);
                self.redirect(redirects, &[], place).unwrap_or(exit)
            }
            Command::Subshell(list, redirects) => {
                let exit = self.isolated(|inner| inner.list(list, place));
                self.redirect(redirects, &[], place).unwrap_or(exit)
            }
            Command::If { branches, otherwise, .. } => {
                self.conditions(branches, otherwise.as_ref(), place)
            }
            Command::For { name, words, body, .. } => {
                self.turns(name, words.as_deref(), body, place)
            }
            Command::While { condition, body, .. } => {
                self.list(condition, place);
                self.maybe(place, |inner| inner.list(body, place));
                Exit::Unknown
            }
            Command::Case(case) => self.case(case, place),
            Command::Function { name, body } => {
                self.functions.push((name.clone(), body.clone()));
                Exit::Ok
            }
            Command::Unknown(span) => {
                let at = place.source(*span);
                self.shell.anything(at);
                Exit::Unknown
            }
        };
        self.depth -= 1;
        exit
    }

    fn conditions(
        &mut self,
        branches: &[(List, List)],
        otherwise: Option<&List>,
        place: &Place,
    ) -> Exit {
        let Some(((condition, body), rest)) = branches.split_first() else {
            return otherwise.map_or(Exit::Ok, |list| self.list(list, place));
        };
        let errexit = std::mem::replace(&mut self.shell.world.errexit, false);
        let holds = self.list(condition, place);
        self.shell.world.errexit = errexit;
        match holds {
            Exit::Ok => self.list(body, place),
            Exit::Fails(_) => self.conditions(rest, otherwise, place),
            Exit::Unknown | Exit::Doubtful => {
                let before = self.shell.world.clone();
                let outer = std::mem::replace(&mut self.shell.conditional, true);
                let here = self.list(body, place);
                let taken = std::mem::replace(&mut self.shell.world, before);
                let elsewhere = self.conditions(rest, otherwise, place);
                self.shell.conditional = outer;
                let at = self.shell.instruction;
                self.shell.world.join(taken, at);
                // A branch that fails may be the one that is not taken.
                let doubtful = [here, elsewhere].contains(&Exit::Doubtful);
                if doubtful { Exit::Doubtful } else { Exit::Unknown }
            }
        }
    }

    fn turns(&mut self, name: &str, words: Option<&[Word]>, body: &List, place: &Place) -> Exit {
        let values = match words {
            Some(words) => words::arguments(words, &self.shell.world, &self.shell.who, place),
            None => Vec::new(),
        };
        let countable = words.is_some()
            && values.len() <= TURNS
            && values.iter().all(|value| {
                value.value.as_ref().is_some_and(|text| !text.contains(['*', '?', '[']))
            });
        if !countable {
            self.assign(name, Value::Unknown(Cause::Undecided(self.shell.instruction)));
            self.maybe(place, |inner| inner.list(body, place));
            return Exit::Unknown;
        }
        let mut last = Exit::Ok;
        for value in values {
            self.assign(name, Value::Known(value.text().to_owned(), Cause::At(value.span)));
            last = self.list(body, place);
        }
        last
    }

    fn case(&mut self, case: &Case, place: &Place) -> Exit {
        let word = words::text(&case.word, &self.shell.world, &self.shell.who);
        let before = self.shell.world.clone();
        let outer = std::mem::replace(&mut self.shell.conditional, true);
        let mut joined: Option<World> = None;
        for (patterns, body) in &case.arms {
            let literal: Option<Vec<String>> = patterns.iter().map(Word::literal).collect();
            let fits = literal.zip(word.as_ref()).map(|(patterns, word)| {
                let word: Vec<char> = word.chars().collect();
                patterns.iter().any(|p| glob::shell(&p.chars().collect::<Vec<_>>(), &word))
            });
            match fits {
                Some(true) if joined.is_none() => {
                    self.shell.conditional = outer;
                    return self.list(body, place);
                }
                Some(false) => {}
                _ => {
                    self.list(body, place);
                    let taken = std::mem::replace(&mut self.shell.world, before.clone());
                    match &mut joined {
                        Some(joined) => joined.join(taken, self.shell.instruction),
                        None => joined = Some(taken),
                    }
                }
            }
        }
        self.shell.conditional = outer;
        if let Some(joined) = joined {
            self.shell.world.join(joined, self.shell.instruction);
        }
        Exit::Unknown
    }

    pub(super) fn assign(&mut self, name: &str, value: Value<String>) {
        Arc::make_mut(&mut self.shell.world.variables).set(name, value);
    }

    /// Runs one program or builtin, and what it hands over to.
    pub(super) fn argv(&mut self, words: &[Argument], command: Span) -> Exit {
        if self.depth >= DEPTH {
            return Exit::Unknown;
        }
        let Some(first) = words.first() else { return Exit::Ok };
        if first.value.is_none() {
            self.shell.anything(command);
            return Exit::Unknown;
        }
        let dialect = programs::dialect(&self.shell, first.text());
        let call = Arc::new(Invocation::read(words.to_vec(), command, dialect));
        let ran = Ran { call: call.clone(), uid: self.shell.who.uid.clone() };
        self.shell.event(first.span, command, EventKind::Ran(ran));
        self.depth += 1;
        let exit = match programs::run(&mut self.shell, &call) {
            Next::Ends(exit) => exit,
            Next::Runs(handover) => self.hand_over(handover, command),
        };
        self.depth -= 1;
        exit
    }

    fn hand_over(&mut self, handover: Handover, command: Span) -> Exit {
        match handover {
            Handover::Words(words) => self.argv(&words, command),
            Handover::Script { text, errexit, sets_uid } => {
                let outer = std::mem::replace(&mut self.shell.world.sets_uid, sets_uid);
                let exit = self.in_shell(&text, errexit);
                self.shell.world.sets_uid = outer;
                exit
            }
            Handover::Perhaps(what) => self.hand_over(*what, command).and(Exit::Doubtful),
            Handover::As(who, what) => {
                let exit = self.as_somebody(*who, |inner| match what {
                    Some(what) => inner.hand_over(*what, command),
                    None => Exit::Unknown,
                });
                match exit {
                    // Whether the program is there, and lets the caller, is not known.
                    Exit::Ok => Exit::Unknown,
                    exit => exit,
                }
            }
        }
    }

    /// Runs `text` in a shell of its own.
    fn in_shell(&mut self, text: &Argument, errexit: bool) -> Exit {
        let list = shell::parse(text.text());
        self.isolated(|inner| {
            inner.shell.world.errexit = errexit;
            inner.shell.world.halted = false;
            inner.script(&list, Place::Within(text.span))
        })
    }

    /// Runs `go` as `who`, with its home.
    fn as_somebody(&mut self, who: Identity, go: impl FnOnce(&mut Interpreter) -> Exit) -> Exit {
        let home = match &who.home {
            Some(home) => Value::Known(home.clone(), Cause::Default),
            None => Value::Unknown(Cause::Undecided(self.shell.instruction)),
        };
        let outer = std::mem::replace(&mut self.shell.who, who);
        let exit = self.isolated(|inner| {
            inner.assign("HOME", home);
            go(inner)
        });
        self.shell.who = outer;
        exit
    }
}
