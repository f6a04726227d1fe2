//! Simple commands: words, assignments and redirections around a program.

use super::exit::Exit;
use super::interpreter::{Interpreter, Jump, MOST_ARGUMENTS, Reach, Stop};
use super::language::has_builtin;
use super::pipelines::LONGEST;
use super::place::Place;
use super::redirects::takes_output;
use super::words::declares;
use crate::model::{Cause, Value};
use dockerfile::Span;
use shell::{Argument, Command, Language, Part, RedirectKind, Simple, Word};
use std::sync::Arc;

/// Builtins that keep the assignments before them, and end the shell where they fail.
const SPECIAL: [&str; 14] = [
    ":", ".", "break", "continue", "eval", "exec", "exit", "export", "readonly", "return", "set",
    "shift", "trap", "unset",
];

/// A variable before it was set for one command alone.
struct Before {
    name: String,
    value: Option<Value<String>>,
    is_private: bool,
}

impl Interpreter {
    /// Runs a simple command: substitutions, assignments, redirections, then the program.
    pub(super) fn simple(&mut self, simple: &Simple, place: &Place) -> Exit {
        self.substituted = None;
        let both = simple.redirects.iter().any(|redirect| redirect.kind == RedirectKind::Both);
        let exit = match self.shell.world.process.language {
            // dash reads `program &` and `>file`, which works.
            Some(Language::Dash) if both => {
                self.isolated(|inner| inner.plain(simple, place));
                Exit::Ok
            }
            None if both => {
                let own = self.plain(simple, place);
                if own == Exit::Ok { own } else { Exit::Unknown }
            }
            _ => self.plain(simple, place),
        };
        self.spared = false;
        exit
    }

    fn plain(&mut self, simple: &Simple, place: &Place) -> Exit {
        self.expanded(simple, place).unwrap_or_else(|stop| self.stopped(stop))
    }

    fn expanded(&mut self, simple: &Simple, place: &Place) -> Result<Exit, Stop> {
        let command = place.source(simple.span);
        if let [word] = &simple.words[..]
            && let [Part::Arithmetic(text)] = &word.parts[..]
        {
            return Ok(self.arithmetic_command(text));
        }
        let is_test = simple.words.first().and_then(Word::literal).as_deref() == Some("[[");
        if is_test && self.shell.world.process.language == Some(Language::Bash) {
            return self.double_test(&simple.words, command, place);
        }
        let args = self.arguments(&simple.words, place)?;
        let own = (self.shell.fed, self.shell.piped_text.clone());
        let reads = self.input(&simple.redirects, place)?;
        let exit = self.with_arguments(simple, &args, place, command);
        if reads {
            (self.shell.fed, self.shell.piped_text) = own;
        }
        exit
    }

    fn with_arguments(
        &mut self,
        simple: &Simple,
        args: &[Argument],
        place: &Place,
        command: Span,
    ) -> Result<Exit, Stop> {
        let name = args.first().map(|arg| arg.text().to_owned()).unwrap_or_default();
        let function = self.functions.iter().rev().find(|(known, _)| *known == name);
        let function = function.map(|(_, body)| body.clone()).filter(|_| !args.is_empty());
        let text = if function.is_some() || simple.redirects.is_empty() {
            None
        } else {
            self.foretold(args)
        };
        if let Some(exit) = self.redirect(&simple.redirects, args, text, place)? {
            if SPECIAL.contains(&name.as_str()) && self.is_strict() == Some(true) {
                self.shell.world.halted = true;
            }
            return Ok(exit);
        }
        if args.is_empty() {
            return self.assignments(simple, place);
        }
        let hidden = simple.redirects.iter().any(takes_output);
        let outer = hidden.then(|| self.printed.take());
        let before = self.set_before(simple, &name, place)?;
        let exit = match function {
            Some(body) => self.call(&body, args, place),
            None => {
                let language = self.shell.world.process.language;
                let known = language.is_none_or(|language| has_builtin(&name, language));
                if declares(&name) && known {
                    self.declare(simple, &name, place)?;
                }
                self.argv(args, command)
            }
        };
        self.restore(before);
        if let Some(outer) = outer {
            self.printed = outer;
        }
        Ok(exit)
    }

    /// `NAME=value …` without a program.
    fn assignments(&mut self, simple: &Simple, place: &Place) -> Result<Exit, Stop> {
        let language = self.shell.world.process.language;
        if simple.assignments.iter().any(|one| one.append) && language != Some(Language::Bash) {
            // Others take it for the name of a program.
            return Ok(match language {
                Some(_) => Exit::Fails(Cause::At(place.source(simple.span))),
                None => {
                    for one in &simple.assignments {
                        let span = place.source(one.span);
                        self.assign(&one.name, Value::Unknown(Cause::Undecided(span)));
                    }
                    Exit::Unknown
                }
            });
        }
        for assignment in &simple.assignments {
            let value = self.assigned(assignment, place)?;
            self.assign(&assignment.name, value);
        }
        // The status of the last substitution is the command's.
        Ok(self.substituted.take().unwrap_or(Exit::Ok))
    }

    fn assigned(
        &mut self,
        assignment: &shell::Assignment,
        place: &Place,
    ) -> Result<Value<String>, Stop> {
        let span = place.source(assignment.span);
        let text = match &assignment.value {
            Some(word) => self.text(word, place)?,
            None => None,
        };
        let before = match assignment.append {
            false => Some(String::new()),
            true => match self.shell.world.variables.get(&assignment.name) {
                Some(value) => value.known().cloned(),
                None => Some(String::new()),
            },
        };
        Ok(match before.zip(text) {
            Some((before, text)) => Value::Known(before + &text, Cause::At(span)),
            None => Value::Unknown(Cause::Undecided(span)),
        })
    }

    /// `NAME=value program`: the program sees the value. Gives what comes back after it.
    fn set_before(
        &mut self,
        simple: &Simple,
        name: &str,
        place: &Place,
    ) -> Result<Vec<Before>, Stop> {
        let mut before = Vec::new();
        for assignment in &simple.assignments {
            let name = &assignment.name;
            before.push(Before {
                name: name.clone(),
                value: self.shell.world.variables.get(name).cloned(),
                is_private: self.shell.world.process.private.contains(name),
            });
            let value = self.assigned(assignment, place)?;
            self.assign(name, value);
            Arc::make_mut(&mut self.shell.world.process.private).remove(name);
        }
        if !SPECIAL.contains(&name) {
            return Ok(before);
        }
        match self.is_strict() {
            Some(true) => {
                for assignment in &simple.assignments {
                    self.shell.world.process.sets(&assignment.name);
                }
                Ok(Vec::new())
            }
            Some(false) => Ok(before),
            None => {
                for assignment in &simple.assignments {
                    let cause = Cause::Undecided(place.source(assignment.span));
                    self.assign(&assignment.name, Value::Unknown(cause));
                }
                Ok(Vec::new())
            }
        }
    }

    /// What was set for one command alone is what it was.
    fn restore(&mut self, before: Vec<Before>) {
        for Before { name, value, is_private } in before.into_iter().rev() {
            let variables = Arc::make_mut(&mut self.shell.world.variables);
            match value {
                Some(value) => variables.set(name.as_str(), value),
                None => variables.unset(&name),
            }
            if is_private {
                Arc::make_mut(&mut self.shell.world.process.private).insert(name);
            }
        }
    }

    /// Whether special builtins are special: bash under its own name does not think so.
    pub(super) fn is_strict(&self) -> Option<bool> {
        let process = &self.shell.world.process;
        Some(process.language? != Language::Bash || process.posix)
    }

    /// `export NAME=value` and its like.
    fn declare(&mut self, simple: &Simple, builtin: &str, place: &Place) -> Result<(), Stop> {
        let mut exports = builtin == "export";
        for word in &simple.words[1..] {
            let Some(Part::Literal { text, quoted: false }) = word.parts.first() else { continue };
            if text.starts_with('-') {
                exports |= builtin != "local" && text.contains('x');
                continue;
            }
            let (name, value) = match text.split_once('=') {
                Some((name, _)) => (name, self.text(word, place)?),
                None if word.parts.len() == 1 => (text.as_str(), None),
                None => continue,
            };
            if matches!(builtin, "local" | "declare" | "typeset") {
                self.keep_for_caller(name);
            }
            if text.contains('=') {
                let span = place.source(word.span);
                let value = match value.as_deref().and_then(|value| value.split_once('=')) {
                    Some((_, value)) => Value::Known(value.to_owned(), Cause::At(span)),
                    None => Value::Unknown(Cause::Undecided(span)),
                };
                self.assign(name, value);
            }
            if exports {
                self.shell.world.process.exports(name);
            }
        }
        Ok(())
    }

    /// `local NAME`: the value comes back where the function ends.
    fn keep_for_caller(&mut self, name: &str) {
        let before = self.shell.world.variables.get(name).cloned();
        if let Some(kept) = self.calls.last_mut() {
            kept.push((name.to_owned(), before));
        }
    }

    /// Runs a function.
    fn call(&mut self, body: &Command, args: &[Argument], place: &Place) -> Exit {
        let values = args[1..].iter().map(|arg| match &arg.value {
            Some(text) if !arg.pattern => Value::Known(text.clone(), Cause::At(arg.span)),
            _ => Value::Unknown(Cause::Undecided(arg.span)),
        });
        // An argument that is not known may be several.
        let known = args.len() <= MOST_ARGUMENTS
            && args[1..].iter().all(|arg| arg.value.is_some() && !arg.pattern);
        let positional = known.then(|| Arc::new(values.collect()));
        let outer = std::mem::replace(&mut self.shell.world.process.positional, positional);
        let (loops, perhaps_left) = (std::mem::take(&mut self.loops), self.perhaps_left);
        self.calls.push(Vec::new());
        let mut exit = self.command(body, place);
        if self.jump == Some(Jump::Return) {
            self.jump = None;
        }
        if self.perhaps_left.is_some_and(|reach| reach < Reach::Process)
            && self.perhaps_left != perhaps_left
        {
            self.perhaps_left = perhaps_left;
            exit = if exit == Exit::Doubtful { exit } else { Exit::Unknown };
        }
        for (name, value) in self.calls.pop().unwrap_or_default().into_iter().rev() {
            match value {
                Some(value) => self.assign(&name, value),
                None => Arc::make_mut(&mut self.shell.world.variables).unset(&name),
            }
        }
        self.loops = loops;
        self.shell.world.process.positional = outer;
        exit
    }

    /// `((…))`: bash's, and a program of a strange name elsewhere.
    fn arithmetic_command(&mut self, text: &str) -> Exit {
        let fails = Exit::Fails(Cause::At(self.shell.instruction));
        match self.shell.world.process.language {
            Some(Language::Bash) => match self.arithmetic(text) {
                Some(0) => fails,
                Some(_) => Exit::Ok,
                None => Exit::Unknown,
            },
            Some(_) => fails,
            None => {
                self.arithmetic(text);
                Exit::Unknown
            }
        }
    }

    /// An expansion ended the shell.
    pub(super) fn stopped(&mut self, _: Stop) -> Exit {
        self.shell.world.halted = true;
        Exit::Fails(Cause::At(self.shell.instruction))
    }

    /// An expansion that ends the shell.
    pub(super) fn stop(&self) -> Stop {
        Stop
    }

    pub(super) fn assign(&mut self, name: &str, value: Value<String>) {
        // A loop may double a text in each turn.
        let value = match value {
            Value::Known(text, cause) if text.len() > LONGEST => {
                Value::Unknown(Cause::Undecided(cause.span().unwrap_or(self.shell.instruction)))
            }
            value => value,
        };
        let variables = &mut self.shell.world.variables;
        self.shell.world.process.sets(name);
        Arc::make_mut(variables).set(name, value);
    }
}
