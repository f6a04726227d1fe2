//! The way through a script: lists, conditions, loops. What can't be decided is followed both
//! ways and joined.

use super::arg::Arg;
use super::world::World;
use super::{Place, programs, words};
use crate::image::Family;
use crate::model::{Cause, Denial, Event, EventKind, Identity, Outcome, Value};
use dockerfile::Span;
use shell::{Case, Command, Connector, List, Pipeline, Word};
use std::sync::Arc;

/// How a command ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Status 0, as far as anything is known to stop it.
    Ok,
    /// Not 0, for this reason.
    Fails(Cause),
    /// Can't be told, and nothing speaks against it: what a program does is its own business.
    Unknown,
    /// Can't be told, and something speaks against it: the program may be missing, or may not be
    /// allowed to do what it is asked.
    Doubtful,
}

impl Exit {
    /// What both come to, where both have to succeed.
    pub(super) fn and(self, other: Exit) -> Exit {
        match (self, other) {
            (fails @ Exit::Fails(_), _) | (_, fails @ Exit::Fails(_)) => fails,
            (Exit::Doubtful, _) | (_, Exit::Doubtful) => Exit::Doubtful,
            (Exit::Unknown, _) | (_, Exit::Unknown) => Exit::Unknown,
            (Exit::Ok, Exit::Ok) => Exit::Ok,
        }
    }
}

/// Nesting of functions, substitutions and scripts in arguments that is followed.
const DEPTH: usize = 24;
/// Commands of one RUN that are followed; what comes after may do anything.
const COMMANDS: usize = 50_000;
/// Words of a `for` that are followed one by one.
const TURNS: usize = 64;

/// What a script can't change.
pub(crate) struct Image {
    pub(crate) family: Option<Family>,
    /// The mode that `useradd -m` gives home directories, if known.
    pub(crate) home_mode: Option<u32>,
}

pub(crate) struct Walker {
    pub(crate) world: World,
    pub(crate) who: Identity,
    pub(crate) image: Image,
    pub(crate) events: Vec<Event>,
    /// The whole RUN.
    pub(crate) instruction: Span,
    pub(super) functions: Vec<(String, Arc<Command>)>,
    depth: usize,
    /// Commands that may still be followed: loops in loops would take for ever.
    left: usize,
    /// Something is piped in: questions get answers.
    pub(crate) fed: bool,
    /// What the command before the pipe prints, if that is known.
    pub(crate) piped_text: Option<String>,
    /// Inside a branch that may not run.
    conditional: bool,
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

impl Walker {
    pub(crate) fn new(world: World, who: Identity, instruction: Span, image: Image) -> Self {
        Walker {
            world,
            who,
            image,
            events: Vec::new(),
            instruction,
            functions: Vec::new(),
            depth: 0,
            left: COMMANDS,
            fed: false,
            piped_text: None,
            conditional: false,
        }
    }

    pub(crate) fn event(&mut self, span: Span, command: Span, kind: EventKind) {
        self.events.push(Event { span, command, kind, conditional: self.conditional });
    }

    /// Notes that whoever runs `command` may not do `what`, and how the command ends then.
    pub(super) fn denied(
        &mut self,
        what: Denial,
        span: Span,
        command: Span,
        certain: bool,
    ) -> Exit {
        let cause = Cause::At(command);
        let (fails, exit) = match certain {
            true => (Outcome::Fails(cause.clone()), Exit::Fails(cause)),
            false => (Outcome::Unknown(cause), Exit::Doubtful),
        };
        let who = self.who.label().unwrap_or_else(|| "another user".to_owned());
        self.event(span, command, EventKind::Denied { what, who, fails });
        exit
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
            if self.world.halted {
                break;
            }
            let guarded = list.items.get(at + 1).is_some_and(|(next, _)| *next == Connector::Or);
            undecided &= *connector == Connector::And;
            let exit = match (connector, &last) {
                (Connector::And, Exit::Fails(_)) | (Connector::Or, Exit::Ok) => continue,
                (Connector::Or, Exit::Unknown | Exit::Doubtful) => {
                    let other = self.maybe(place, |walker| walker.pipeline(pipeline, place));
                    // `a || b` that may have run b succeeds as far as anybody can tell, unless b
                    // is there to stop the build.
                    match (&last, other) {
                        (_, Exit::Doubtful) | (Exit::Doubtful, Exit::Fails(_)) => Exit::Doubtful,
                        _ => Exit::Unknown,
                    }
                }
                (Connector::And, Exit::Unknown) if undecided && goes_on(list, at) => {
                    let own = self.maybe(place, |walker| walker.pipeline(pipeline, place));
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
            let stops = self.world.errexit && !guarded && *connector != Connector::Background;
            if let (true, Exit::Fails(cause)) = (stops, &exit) {
                let followed_by_and =
                    list.items.get(at + 1).is_some_and(|(next, _)| *next == Connector::And);
                if !followed_by_and {
                    self.world.halted = true;
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
        let outer = self.fed;
        for (at, command) in pipeline.commands.iter().enumerate() {
            self.fed = outer || at > 0;
            self.piped_text = at.checked_sub(1).and_then(|at| self.prints(&pipeline.commands[at]));
            last = if alone {
                self.command(command, place)
            } else {
                self.isolated(|walker| walker.command(command, place))
            };
        }
        self.fed = outer;
        self.piped_text = None;
        match (pipeline.negated, last) {
            (true, Exit::Ok) => Exit::Fails(Cause::At(self.instruction)),
            (true, Exit::Fails(_)) => Exit::Ok,
            (true, Exit::Doubtful) => Exit::Unknown,
            (_, exit) => exit,
        }
    }

    /// Runs `go` in a subshell: variables, directory and umask come back, files and accounts stay.
    pub(super) fn isolated(&mut self, go: impl FnOnce(&mut Walker) -> Exit) -> Exit {
        let outer = self.world.clone();
        let exit = go(self);
        self.world.variables = outer.variables;
        self.world.cwd = outer.cwd;
        self.world.umask = outer.umask;
        self.world.errexit = outer.errexit;
        self.world.halted = outer.halted;
        exit
    }

    /// Follows `go`, which may or may not run.
    fn maybe(&mut self, place: &Place, go: impl FnOnce(&mut Walker) -> Exit) -> Exit {
        let skipped = self.world.clone();
        let outer = std::mem::replace(&mut self.conditional, true);
        let exit = go(self);
        self.conditional = outer;
        let at = match place {
            Place::Within(span) => *span,
            Place::Joined(_) => self.instruction,
        };
        self.world.join(skipped, at);
        exit
    }

    pub(super) fn command(&mut self, command: &Command, place: &Place) -> Exit {
        if self.left == 0 {
            return Exit::Unknown;
        }
        self.left -= 1;
        if self.left == 0 {
            programs::anything(self, self.instruction);
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
                let exit = self.isolated(|walker| walker.list(list, place));
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
                self.maybe(place, |walker| walker.list(body, place));
                Exit::Unknown
            }
            Command::Case(case) => self.case(case, place),
            Command::Function { name, body } => {
                self.functions.push((name.clone(), body.clone()));
                Exit::Ok
            }
            Command::Unknown(span) => {
                let at = place.source(*span);
                programs::anything(self, at);
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
        let errexit = std::mem::replace(&mut self.world.errexit, false);
        let holds = self.list(condition, place);
        self.world.errexit = errexit;
        match holds {
            Exit::Ok => self.list(body, place),
            Exit::Fails(_) => self.conditions(rest, otherwise, place),
            Exit::Unknown | Exit::Doubtful => {
                let before = self.world.clone();
                let outer = std::mem::replace(&mut self.conditional, true);
                let here = self.list(body, place);
                let taken = std::mem::replace(&mut self.world, before);
                let elsewhere = self.conditions(rest, otherwise, place);
                self.conditional = outer;
                let at = self.instruction;
                self.world.join(taken, at);
                // A branch that fails may be the one that is not taken.
                let doubtful = [here, elsewhere].contains(&Exit::Doubtful);
                if doubtful { Exit::Doubtful } else { Exit::Unknown }
            }
        }
    }

    fn turns(&mut self, name: &str, words: Option<&[Word]>, body: &List, place: &Place) -> Exit {
        let values = match words {
            Some(words) => words::arguments(words, &self.world, &self.who, place),
            None => Vec::new(),
        };
        let countable = words.is_some()
            && values.len() <= TURNS
            && values.iter().all(|value| {
                value.value.as_ref().is_some_and(|text| !text.contains(['*', '?', '[']))
            });
        if !countable {
            self.assign(name, Value::Unknown(Cause::Undecided(self.instruction)));
            self.maybe(place, |walker| walker.list(body, place));
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
        let word = words::text(&case.word, &self.world, &self.who);
        let before = self.world.clone();
        let outer = std::mem::replace(&mut self.conditional, true);
        let mut joined: Option<World> = None;
        for (patterns, body) in &case.arms {
            let literal: Option<Vec<String>> = patterns.iter().map(shell::Word::literal).collect();
            let fits = literal.zip(word.as_ref()).map(|(patterns, word)| {
                let word: Vec<char> = word.chars().collect();
                patterns
                    .iter()
                    .any(|p| crate::model::expand::glob(&p.chars().collect::<Vec<_>>(), &word))
            });
            match fits {
                Some(true) if joined.is_none() => {
                    self.conditional = outer;
                    return self.list(body, place);
                }
                Some(false) => {}
                _ => {
                    self.list(body, place);
                    let taken = std::mem::replace(&mut self.world, before.clone());
                    match &mut joined {
                        Some(joined) => joined.join(taken, self.instruction),
                        None => joined = Some(taken),
                    }
                }
            }
        }
        self.conditional = outer;
        if let Some(joined) = joined {
            self.world.join(joined, self.instruction);
        }
        Exit::Unknown
    }

    pub(super) fn assign(&mut self, name: &str, value: Value<String>) {
        Arc::make_mut(&mut self.world.variables).set(name, value);
    }

    /// Runs one program or builtin.
    pub(crate) fn argv(&mut self, args: &[Arg], command: Span) -> Exit {
        if self.depth >= DEPTH {
            return Exit::Unknown;
        }
        self.depth += 1;
        let exit = programs::run(self, args, command);
        self.depth -= 1;
        exit
    }
}
