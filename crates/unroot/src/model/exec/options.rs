//! Builtins that change the shell itself: options, arguments, traps, and variables that are read.

use super::exit::Exit;
use super::interpreter::{Interpreter, MOST_ARGUMENTS};
use crate::model::{Cause, Value};
use shell::{Argument, Invocation};
use std::sync::Arc;

impl Interpreter {
    /// `set -eu -o pipefail`, `set -- a b`
    pub(super) fn set(&mut self, call: &Invocation) -> Exit {
        let mut words = call.arguments().iter();
        while let Some(arg) = words.next() {
            let Some(text) = arg.value.as_deref() else {
                self.shell.world.process.positional = None;
                return Exit::Unknown;
            };
            let (on, letters) = match (text.strip_prefix('-'), text.strip_prefix('+')) {
                (Some("-"), _) => {
                    self.set_positional(&words.cloned().collect::<Vec<_>>());
                    return Exit::Ok;
                }
                (Some(""), _) => continue,
                (Some(letters), _) => (true, letters),
                (_, Some(letters)) => (false, letters),
                _ => {
                    let all: Vec<Argument> = std::iter::once(arg).chain(words).cloned().collect();
                    self.set_positional(&all);
                    return Exit::Ok;
                }
            };
            for letter in letters.chars() {
                let exit = match letter {
                    'o' => match words.next() {
                        Some(arg) => self.set_option(arg.text(), on, call),
                        None => Exit::Ok,
                    },
                    'e' => self.set_option("errexit", on, call),
                    'u' => self.set_option("nounset", on, call),
                    'a' => self.set_option("allexport", on, call),
                    'f' => self.set_option("noglob", on, call),
                    _ => Exit::Ok,
                };
                if exit != Exit::Ok {
                    return exit;
                }
            }
        }
        Exit::Ok
    }

    fn set_option(&mut self, name: &str, on: bool, call: &Invocation) -> Exit {
        let world = &mut self.shell.world;
        match name {
            "errexit" => world.errexit = on,
            "nounset" => world.process.nounset = on,
            "allexport" => world.process.allexport = on,
            "noglob" => world.process.plain_patterns = false,
            "pipefail" => match world.process.has_pipefail() {
                Some(true) => world.process.pipefail = Some(on),
                // A special builtin that fails ends the shell.
                Some(false) => {
                    world.halted = true;
                    return Exit::Fails(Cause::At(call.span));
                }
                None => {
                    world.process.pipefail = if on { None } else { Some(false) };
                    return Exit::Unknown;
                }
            },
            _ => {}
        }
        Exit::Ok
    }

    fn set_positional(&mut self, words: &[Argument]) {
        let known = words.len() <= MOST_ARGUMENTS
            && words.iter().all(|arg| arg.value.is_some() && !arg.pattern);
        let value = |arg: &Argument| Value::Known(arg.text().to_owned(), Cause::At(arg.span));
        self.shell.world.process.positional =
            known.then(|| Arc::new(words.iter().map(value).collect()));
    }

    /// `$1` and so on as arguments.
    pub(super) fn positional_arguments(&self) -> Option<Vec<Argument>> {
        let all = self.shell.world.process.positional.as_ref()?;
        let argument = |value: &Value<String>| Argument {
            value: value.known().cloned(),
            span: value.cause().span().unwrap_or(self.shell.instruction),
            pattern: false,
        };
        Some(all.iter().map(argument).collect())
    }

    pub(super) fn shift(&mut self, call: &Invocation) -> Exit {
        let count = call.operand(0).map_or(Some(1), |arg| arg.value.as_ref()?.parse().ok());
        let process = &mut self.shell.world.process;
        let (Some(all), Some(count)) = (&mut process.positional, count) else {
            process.positional = None;
            return Exit::Unknown;
        };
        if count > all.len() {
            return Exit::Fails(Cause::At(call.span));
        }
        Arc::make_mut(all).drain(..count);
        Exit::Ok
    }

    /// `trap 'rm -rf /tmp/x' EXIT`
    pub(super) fn trap(&mut self, call: &Invocation) -> Exit {
        let operands = call.operands();
        let Some((script, signals)) = operands.split_first() else { return Exit::Ok };
        // `trap EXIT` and `trap - EXIT` take it back.
        let (script, signals) = if signals.is_empty() {
            (None, vec![*script])
        } else if script.text() == "-" && script.value.is_some() {
            (None, signals.to_vec())
        } else {
            (Some(*script), signals.to_vec())
        };
        let is = |arg: &&Argument, names: &[&str]| names.contains(&arg.text());
        if signals.iter().any(|arg| is(arg, &["EXIT", "0", "exit"])) {
            self.shell.world.process.on_exit = script.map(|arg| match &arg.value {
                Some(text) => Value::Known(text.clone(), Cause::At(arg.span)),
                None => Value::Unknown(Cause::Undecided(arg.span)),
            });
        }
        // What runs at each failure is not followed.
        if script.is_some() && signals.iter().any(|arg| is(arg, &["ERR", "DEBUG", "RETURN"])) {
            self.shell.anything(call.span);
            return Exit::Unknown;
        }
        Exit::Ok
    }

    /// `read a b`: a line of what is left to read.
    pub(super) fn read(&mut self, call: &Invocation) -> Exit {
        let flags: Vec<&str> = call
            .arguments()
            .iter()
            .map(Argument::text)
            .take_while(|arg| arg.starts_with('-'))
            .collect();
        let plain = flags.iter().all(|flag| *flag == "-r");
        let names: Vec<String> = call.operand_texts().map(str::to_owned).collect();
        let separators = self.separators();
        let (true, Some(separators), Some(text)) =
            (plain, separators, self.shell.piped_text.clone())
        else {
            self.shell.piped_text = None;
            for name in names {
                self.assign(&name, Value::Unknown(Cause::Undecided(call.span)));
            }
            return Exit::Unknown;
        };
        let (line, rest, ends) = match text.split_once('\n') {
            Some((line, rest)) => (line.to_owned(), rest.to_owned(), true),
            None => (text, String::new(), false),
        };
        self.shell.piped_text = Some(rest);
        let raw = !flags.is_empty();
        let odd = !raw && line.contains('\\');
        let values = divide(&line, &separators, names.len());
        for (name, value) in names.iter().zip(values) {
            let value = match odd {
                true => Value::Unknown(Cause::Undecided(call.span)),
                false => Value::Known(value, Cause::At(call.span)),
            };
            self.assign(name, value);
        }
        // A last line without an end is read, and yet counts as none.
        if ends { Exit::Ok } else { Exit::Fails(Cause::At(call.span)) }
    }

    pub(super) fn unset(&mut self, call: &Invocation) -> Exit {
        let functions = call.arguments().first().is_some_and(|arg| arg.text() == "-f");
        for arg in call.operands() {
            let name = arg.text();
            if functions {
                self.functions.retain(|(known, _)| known != name);
            } else {
                Arc::make_mut(&mut self.shell.world.variables).unset(name);
                Arc::make_mut(&mut self.shell.world.process.private).remove(name);
            }
        }
        Exit::Ok
    }

    /// `shopt -s nullglob`
    pub(super) fn shopt(&mut self, call: &Invocation) -> Exit {
        const OF_PATTERNS: [&str; 6] =
            ["dotglob", "nullglob", "failglob", "extglob", "globstar", "nocaseglob"];
        if call.has_operand(&OF_PATTERNS) {
            self.shell.world.process.plain_patterns = false;
        }
        Exit::Ok
    }
}

/// What `read` puts into `count` variables: the last one takes what is left.
fn divide(line: &str, separators: &str, count: usize) -> Vec<String> {
    let blank = |char: char| char.is_ascii_whitespace() && separators.contains(char);
    let mut rest = line.trim_matches(blank);
    let mut values = Vec::new();
    for at in 0..count {
        if at + 1 == count {
            values.push(rest.to_owned());
            break;
        }
        match rest.find(|char| separators.contains(char)) {
            Some(end) => {
                values.push(rest[..end].to_owned());
                let after = rest[end..].trim_start_matches(blank);
                let own = after.strip_prefix(|char: char| separators.contains(char));
                let skipped = rest[end..].starts_with(blank);
                rest = match (own, skipped) {
                    (Some(own), _) => own.trim_start_matches(blank),
                    (None, _) => after,
                };
            }
            None => {
                values.push(rest.to_owned());
                rest = "";
            }
        }
    }
    values
}
