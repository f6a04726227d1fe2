//! Command lines: builtins, programs, and what they hand over to.

use super::exit::Exit;
use super::interpreter::{DEPTH, Interpreter};
use super::place::Place;
use super::programs::{self, Handover, Next, Printed, Started};
use crate::model::{Cause, EventKind, Identity, Kind, Ran, Value};
use dockerfile::Span;
use shell::{Argument, Invocation};
use std::sync::Arc;

impl Interpreter {
    /// Runs one program or builtin, and what it hands over to.
    pub(super) fn argv(&mut self, words: &[Argument], command: Span) -> Exit {
        if self.depth >= DEPTH {
            return Exit::Unknown;
        }
        let Some(first) = words.first() else { return Exit::Ok };
        if first.value.is_none() {
            self.shell.anything(command);
            self.print(None);
            return Exit::Unknown;
        }
        let dialect = programs::dialect(&self.shell, first.text());
        let call = Arc::new(Invocation::read(words.to_vec(), command, dialect));
        let ran = Ran { call: call.clone(), uid: self.shell.who.uid.clone() };
        self.shell.event(first.span, command, EventKind::Ran(ran));
        self.depth += 1;
        let exit = self.run(&call, command);
        self.depth -= 1;
        exit
    }

    fn run(&mut self, call: &Invocation, command: Span) -> Exit {
        let external = std::mem::take(&mut self.external) || call.words[0].text().contains('/');
        if let Some(exit) = self.builtin(call, external) {
            return exit;
        }
        if self.is_replaced(call) {
            self.shell.anything(call.span);
            self.print(None);
            return Exit::Unknown;
        }
        let printed = match self.printed {
            Some(_) => programs::printed(&self.shell, call, external),
            None => Printed::Nothing,
        };
        let exit = match programs::run(&mut self.shell, call) {
            Next::Ends(exit) => {
                match printed {
                    Printed::Nothing => {}
                    Printed::Text(text) => self.print(Some(&text)),
                    Printed::Unknown => self.print(None),
                }
                exit
            }
            Next::Runs(handover) => {
                self.external =
                    !matches!(call.program.as_str(), "command" | "builtin" | "time" | "busybox");
                let exit = self.hand_over(handover, command);
                self.external = false;
                exit
            }
        };
        if reads_input(&call.program) {
            self.shell.piped_text = None;
        }
        exit
    }

    /// What a command prints, if that is known before it runs.
    pub(super) fn foretold(&self, args: &[Argument]) -> Option<String> {
        let first = args.first()?;
        let call = Invocation::read(args.to_vec(), first.span, programs::dialect(&self.shell, ""));
        let external = first.text().contains('/');
        match programs::printed(&self.shell, &call, external) {
            Printed::Nothing => Some(String::new()),
            Printed::Text(text) => Some(text),
            Printed::Unknown => None,
        }
    }

    /// Whether a program of the build's own comes before the system's in `PATH`.
    fn is_replaced(&self, call: &Invocation) -> bool {
        const DEFAULT: &str = "/usr/local/sbin:/usr/local/bin";
        const SYSTEM: [&str; 4] = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];
        if call.words[0].text().contains('/') {
            return false;
        }
        let path = match self.shell.world.variables.get("PATH") {
            Some(Value::Known(path, _)) => path.as_str(),
            _ => DEFAULT,
        };
        let files = &self.shell.world.files;
        let own = path.split(':').filter(|directory| !SYSTEM.contains(directory));
        let mut own = own.filter(|directory| directory.starts_with('/'));
        own.any(|directory| {
            let path = files.resolve(&format!("{directory}/{}", call.program), false);
            let node = files.get(&path);
            node.is_some_and(|node| node.is_of_this_file() && node.kind != Kind::Directory)
        })
    }

    pub(super) fn hand_over(&mut self, handover: Handover, command: Span) -> Exit {
        match handover {
            Handover::Words(words) => self.argv(&words, command),
            Handover::Shell(started) => {
                let sets_uid = started.sets_uid;
                let outer = std::mem::replace(&mut self.shell.world.sets_uid, sets_uid);
                let exit = self.in_shell(&started);
                self.shell.world.sets_uid = outer;
                exit
            }
            Handover::With { variables, clears, what } => {
                let outer = self.shell.world.variables.clone();
                let process = self.shell.world.process.clone();
                if clears {
                    let names: Vec<String> =
                        outer.iter().map(|(name, _)| name.to_owned()).collect();
                    let variables = Arc::make_mut(&mut self.shell.world.variables);
                    names.iter().for_each(|name| variables.unset(name));
                }
                for (name, value) in variables {
                    match value {
                        Some(value) => self.assign(&name, value),
                        None => Arc::make_mut(&mut self.shell.world.variables).unset(&name),
                    }
                    self.shell.world.process.exports(&name);
                }
                let exit = self.hand_over(*what, command);
                self.shell.world.variables = outer;
                self.shell.world.process = process;
                exit
            }
            Handover::Each { lines, counts } => {
                let mut all = Exit::Ok;
                for words in lines {
                    self.external = true;
                    // A failure stops none of the others.
                    all = all.and(self.argv(&words, command));
                }
                if counts { all } else { Exit::Ok }
            }
            Handover::IfThere(what) => self.hand_over(*what, command).and(Exit::Doubtful),
            Handover::Perhaps(words) => {
                let place = Place::Within(command);
                self.maybe(&place, |inner| inner.argv(&words, command));
                Exit::Unknown
            }
            Handover::As { who, starts, sure } => {
                let exit = self.as_somebody(*who, |inner| match starts {
                    Some(starts) => inner.hand_over(*starts, command),
                    None => Exit::Unknown,
                });
                match exit {
                    // Whether the program is there, and lets the caller, is not known.
                    Exit::Ok if !sure => Exit::Unknown,
                    exit => exit,
                }
            }
            Handover::Elsewhere { cwd, umask, starts } => self.isolated(|inner| {
                inner.shell.world.umask = umask;
                if let Some(cwd) = cwd {
                    inner.shell.world.cwd = cwd;
                }
                inner.hand_over(*starts, command)
            }),
        }
    }

    /// Runs a script in a shell of its own.
    pub(super) fn in_shell(&mut self, started: &Started) -> Exit {
        let list = shell::parse(started.text.text());
        let functions = std::mem::take(&mut self.functions);
        let tested = std::mem::replace(&mut self.tested, false);
        let exit = self.isolated(|inner| {
            inner.enter(started);
            inner.script(&list, Place::Within(started.text.span))
        });
        self.tested = tested;
        self.functions = functions;
        exit
    }

    /// The shell is a new process, which sees what was exported.
    pub(super) fn enter(&mut self, started: &Started) {
        let world = &mut self.shell.world;
        let private = world.process.private.clone();
        let variables = Arc::make_mut(&mut world.variables);
        for name in private.iter() {
            variables.unset(name);
        }
        let positional = started.arguments.as_ref().map(|arguments| {
            let value = |arg: &Argument| match &arg.value {
                Some(text) => Value::Known(text.clone(), Cause::At(arg.span)),
                None => Value::Unknown(Cause::Undecided(arg.span)),
            };
            Arc::new(arguments.iter().map(value).collect())
        });
        world.process = world.process.started(world.variables.clone(), positional);
        world.errexit = started.errexit;
        world.halted = false;
        world.start(&started.program, self.shell.image.family);
        let process = &mut world.process;
        process.nounset = started.nounset;
        if started.pipefail {
            // A shell that does not know the option refuses to start.
            process.pipefail = process.has_pipefail().map(|_| true);
            world.halted = process.has_pipefail() == Some(false);
        }
        (self.loops, self.calls) = (0, Vec::new());
        self.external = false;
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
            inner.shell.world.process.exports("HOME");
            go(inner)
        });
        self.shell.who = outer;
        exit
    }
}

/// Whether a program may read what is left for the next one.
fn reads_input(program: &str) -> bool {
    !matches!(
        program,
        "echo"
            | "printf"
            | "mkdir"
            | "touch"
            | "chown"
            | "chgrp"
            | "chmod"
            | "rm"
            | "rmdir"
            | "cp"
            | "mv"
            | "ln"
            | "install"
            | "useradd"
            | "groupadd"
            | "usermod"
            | "groupmod"
            | "userdel"
            | "groupdel"
            | "adduser"
            | "addgroup"
            | "deluser"
            | "delgroup"
            | "test"
            | "["
            | "[["
            | "true"
            | "false"
            | ":"
            | "id"
            | "getent"
            | "basename"
            | "dirname"
            | "seq"
            | "umask"
            | "ls"
            | "stat"
            | "date"
            | "sleep"
    )
}
