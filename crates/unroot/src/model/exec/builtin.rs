//! What a shell does itself, without a program: jumps, options, arguments, variables.

use super::exit::Exit;
use super::interpreter::{Interpreter, Jump};
use super::language::has_builtin;
use super::place::Place;
use super::programs;
use crate::image::Family;
use crate::model::{Cause, Kind, Value};
use shell::{Argument, Invocation, Language};
use std::sync::Arc;

impl Interpreter {
    /// Runs a builtin; `None` for what is a program, or may as well be one. `external`: the shell is not asked.
    pub(super) fn builtin(&mut self, call: &Invocation, external: bool) -> Option<Exit> {
        let name = call.program.as_str();
        let fails = Exit::Fails(Cause::At(call.span));
        if name.len() > 2 && name.starts_with('[') || call.words[0].text().starts_with("['") {
            // No image has a program called `[touch,`: the line looks like JSON and is none.
            return (name != "[[").then_some(fails);
        }
        if external {
            return self.without_shell(call);
        }
        match self.shell.world.process.language {
            Some(language) if !has_builtin(name, language) => return Some(fails),
            None if !has_builtin(name, Language::Dash) => {
                self.shell.anything(call.span);
                self.print(None);
                return self.of_some_shells(call).or(Some(Exit::Unknown));
            }
            _ => {}
        }
        let exit = match name {
            "break" | "continue" => self.leave_loop(call),
            "return" => self.leave_function(call),
            "exit" => {
                self.shell.world.halted = true;
                self.given_status(call)
            }
            "exec" => self.exec(call),
            "eval" => self.eval(call),
            "set" => self.set(call),
            "shift" => self.shift(call),
            "trap" => self.trap(call),
            "read" => self.read(call),
            "unset" => self.unset(call),
            "cd" | "pushd" | "popd" => programs::change_directory(&mut self.shell, call),
            "shopt" => self.shopt(call),
            "local" if self.calls.is_empty() => {
                self.shell.world.halted = self.is_strict() == Some(true);
                fails
            }
            "let" => return Some(self.of_some_shells(call).unwrap_or(Exit::Unknown)),
            "time" => return self.time(call),
            "dpkg-reconfigure" | "update-alternatives" => {
                self.perhaps_another_shell(call);
                return None;
            }
            "." | "source" => {
                let exit = programs::source(&mut self.shell, call);
                self.print(None);
                let missing = exit != Exit::Ok && self.is_missing(call.operand(0));
                if missing && self.is_strict() == Some(true) {
                    self.shell.world.halted = true;
                }
                if missing { fails } else { exit }
            }
            "[" | "test" if self.shell.world.process.language != Some(Language::Bash) => {
                // dash takes `==` for no operator.
                let doubled = call.arguments().iter().any(|arg| arg.text() == "==");
                match self.shell.world.process.language {
                    Some(Language::Dash) if doubled && call.arguments().len() < 5 => fails,
                    Some(Language::Ash) | Some(Language::Dash) if !doubled => return None,
                    Some(Language::Ash) => return None,
                    _ if doubled => Exit::Unknown,
                    _ => return None,
                }
            }
            _ => return None,
        };
        Some(exit)
    }

    /// What the kernel starts: builtins that are no programs are not found.
    fn without_shell(&mut self, call: &Invocation) -> Option<Exit> {
        let fails = Exit::Fails(Cause::At(call.span));
        let path = call.words[0].text();
        let only_builtin = matches!(
            call.program.as_str(),
            "cd" | "export"
                | "source"
                | "."
                | "exit"
                | "eval"
                | "exec"
                | "set"
                | "shift"
                | "unset"
                | "umask"
                | "read"
                | "trap"
                | "return"
                | "break"
                | "continue"
                | ":"
                | "local"
                | "command"
                | "builtin"
                | "declare"
                | "typeset"
                | "readonly"
                | "pushd"
                | "popd"
                | "shopt"
                | "wait"
                | "hash"
                | "ulimit"
                | "alias"
                | "type"
                | "getopts"
        );
        if !only_builtin || path.contains('/') {
            return None;
        }
        // Red Hat's and others' bash brings programs of these names.
        let family = self.shell.image.family;
        let none = matches!(
            family,
            Some(Family::Debian | Family::Ubuntu | Family::Alpine | Family::Busybox)
        );
        Some(if none { fails } else { Exit::Unknown })
    }

    /// What only some shells have, where the shell is unknown.
    fn of_some_shells(&mut self, call: &Invocation) -> Option<Exit> {
        if call.program == "let" {
            let mut exit = Exit::Ok;
            for arg in call.arguments() {
                exit = match self.arithmetic(arg.value.as_deref()?)? {
                    0 => Exit::Fails(Cause::At(call.span)),
                    _ => Exit::Ok,
                };
            }
            return (self.shell.world.process.language.is_some()).then_some(exit);
        }
        if matches!(call.program.as_str(), "declare" | "typeset") {
            for (name, _) in call.arguments().iter().filter_map(|arg| arg.text().split_once('=')) {
                self.assign(name, Value::Unknown(Cause::Undecided(call.span)));
            }
        }
        if call.program == "source" {
            return Some(programs::source(&mut self.shell, call));
        }
        if matches!(call.program.as_str(), "pushd" | "popd") {
            let unknown = Value::Unknown(Cause::Undecided(call.span));
            self.shell.world.cwd = unknown;
        }
        None
    }

    /// `$?`
    pub(super) fn status(&self) -> Option<String> {
        (self.last == Exit::Ok).then(|| "0".to_owned())
    }

    /// The status that `exit` or `return` is given, or the last one.
    fn given_status(&self, call: &Invocation) -> Exit {
        match call.operand(0) {
            None => self.last.clone(),
            Some(arg) => match arg.value.as_deref().map(|text| text.trim().parse::<i64>()) {
                None => Exit::Unknown,
                Some(Ok(number)) if number & 0xff == 0 => Exit::Ok,
                Some(_) => Exit::Fails(Cause::At(call.span)),
            },
        }
    }

    fn leave_loop(&mut self, call: &Invocation) -> Exit {
        let levels = match call.operand(0) {
            None => 1,
            Some(arg) => arg.text().parse::<usize>().unwrap_or(1).max(1),
        };
        let levels = levels.min(self.loops);
        if levels > 0 {
            let breaks = call.program == "break";
            self.jump = Some(if breaks { Jump::Break(levels) } else { Jump::Continue(levels) });
        }
        Exit::Ok
    }

    fn leave_function(&mut self, call: &Invocation) -> Exit {
        let exit = self.given_status(call);
        if !self.calls.is_empty() {
            self.jump = Some(Jump::Return);
            return exit;
        }
        match self.is_strict() {
            Some(true) => {
                self.shell.world.halted = true;
                let is_bash = self.shell.world.process.language == Some(Language::Bash);
                if is_bash { Exit::Fails(Cause::At(call.span)) } else { exit }
            }
            Some(false) => Exit::Fails(Cause::At(call.span)),
            None => Exit::Unknown,
        }
    }

    /// `exec program` ends the shell; without a program its redirections stay.
    fn exec(&mut self, call: &Invocation) -> Exit {
        let words = call.from_operand(0).to_vec();
        if words.is_empty() {
            // What is printed from here on goes elsewhere.
            self.print(None);
            return Exit::Ok;
        }
        self.external = true;
        let exit = self.argv(&words, call.span);
        self.shell.world.halted = true;
        // The shell is gone, and with it what it had left to do.
        self.shell.world.process.on_exit = None;
        exit
    }

    fn eval(&mut self, call: &Invocation) -> Exit {
        let words: Option<Vec<&str>> =
            call.arguments().iter().map(|arg| arg.value.as_deref()).collect();
        let Some(words) = words else {
            self.print(None);
            return programs::source(&mut self.shell, call);
        };
        let list = shell::parse(&words.join(" "));
        self.list(&list, &Place::Within(call.span))
    }

    /// A word of bash, a program of BusyBox, and often nothing at all elsewhere.
    fn time(&mut self, call: &Invocation) -> Option<Exit> {
        if self.shell.world.process.language == Some(Language::Dash) {
            let words = call.from_operand(0).to_vec();
            self.maybe(&Place::Within(call.span), |inner| inner.argv(&words, call.span));
            return Some(Exit::Doubtful);
        }
        None
    }

    /// `dpkg-reconfigure dash` may make `/bin/sh` another shell.
    fn perhaps_another_shell(&mut self, call: &Invocation) {
        if !call.arguments().iter().any(|arg| matches!(arg.text(), "dash" | "/bin/sh" | "sh")) {
            return;
        }
        let files = Arc::make_mut(&mut self.shell.world.files);
        let path = files.resolve("/bin/sh", false);
        let why = Cause::Opaque(call.span);
        let owner = crate::model::Ownership::unknown(&why);
        let mut node = crate::model::Node::file(&owner, Value::Unknown(why));
        node.kind = Kind::Unknown;
        files.set(path, node);
    }

    /// Whether the script that is asked for is not there for certain.
    fn is_missing(&self, arg: Option<&Argument>) -> bool {
        let path = arg.and_then(|arg| arg.value.as_deref()).filter(|path| path.contains('/'));
        let Some(path) = path.and_then(|path| super::writing::absolute(&self.shell, path)) else {
            return false;
        };
        self.shell.world.files.exists(&path) == Some(false)
    }
}
