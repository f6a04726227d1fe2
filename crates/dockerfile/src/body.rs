//! From untyped arguments to what an instruction says, with the checks that BuildKit makes.

use super::arguments::{Arg, Args, healthcheck};
use super::heredoc::marker;
use super::values::{device_problem, is_interval, is_stage_name};
use super::{Argument, Body, Command, Copy, Flag, Joined, Keyword, Mount, Problem, Word, flags};
use crate::Span;
use std::ops::Range;

const UNREADABLE_MOUNT: &str =
    "The mount can't be read: it must be a list such as `type=cache,target=/x`.";

/// An instruction taken apart.
pub(super) struct Parts<'a> {
    pub keyword: Keyword,
    pub line: &'a Joined,
    /// All of it, in the logical line.
    pub whole: Range<usize>,
    /// What follows the flags, in the logical line.
    pub rest: Range<usize>,
    pub flags: &'a [Flag],
    pub args: &'a Args,
}

/// What the instruction says; ONBUILD is not read here.
pub(super) fn read(parts: &Parts) -> Result<Body, Problem> {
    let none = parts.keyword == Keyword::Healthcheck
        && parts.args.list.first().is_some_and(|kind| kind.text.eq_ignore_ascii_case("none"));
    // BuildKit never looks at the flags of these.
    let unchecked = matches!(parts.keyword, Keyword::Arg | Keyword::Stopsignal | Keyword::Unknown);
    if !none && !unchecked {
        flags::check(parts.keyword, parts.flags)?;
    }
    match parts.keyword {
        Keyword::From => parts.from(),
        Keyword::Run => {
            parts.check_run_flags()?;
            Ok(Body::Run(parts.command(parts.rest.clone(), &parts.args.list)))
        }
        Keyword::Cmd => Ok(Body::Cmd(parts.command(parts.rest.clone(), &parts.args.list))),
        Keyword::Entrypoint => {
            Ok(Body::Entrypoint(parts.command(parts.rest.clone(), &parts.args.list)))
        }
        Keyword::Shell => match parts.args.json && !parts.args.list.is_empty() {
            true => Ok(Body::Shell(parts.arguments(&parts.args.list))),
            false => parts.refuse("SHELL takes the exec form only: `SHELL [\"/bin/sh\", \"-c\"]`."),
        },
        Keyword::Copy => Ok(Body::Copy(parts.copy()?)),
        Keyword::Add => Ok(Body::Add(parts.copy()?)),
        Keyword::User => Ok(Body::User(parts.one()?)),
        Keyword::Workdir => Ok(Body::Workdir(parts.one()?)),
        Keyword::Stopsignal => Ok(Body::Stopsignal(parts.one()?)),
        Keyword::Maintainer => Ok(Body::Maintainer(parts.one()?)),
        Keyword::Env => Ok(Body::Env(parts.pairs()?)),
        Keyword::Label => Ok(Body::Label(parts.pairs()?)),
        Keyword::Arg => parts.build_arguments(),
        Keyword::Expose => Ok(Body::Expose(parts.some()?)),
        Keyword::Volume => parts.volumes(),
        Keyword::Healthcheck => parts.healthcheck(),
        Keyword::Onbuild | Keyword::Unknown => parts.refuse("There is no such instruction."),
    }
}

impl Parts<'_> {
    /// A problem with the whole instruction.
    pub fn problem(&self, message: &str) -> Problem {
        let span = self.line.span(self.whole.start, self.whole.end);
        Problem { span, message: message.to_owned() }
    }

    fn refuse<T>(&self, message: &str) -> Result<T, Problem> {
        Err(self.problem(message))
    }

    fn slice(&self, range: Range<usize>) -> Word {
        let span = self.line.span(range.start, range.end);
        Word { text: self.line.text()[range].to_owned(), span }
    }

    fn span(&self, arg: &Arg) -> Span {
        self.line.span(arg.range.start, arg.range.end)
    }

    fn word(&self, arg: &Arg) -> Word {
        Word { text: arg.text.clone(), span: self.span(arg) }
    }

    fn arguments(&self, list: &[Arg]) -> Vec<Argument> {
        list.iter().map(|arg| Argument { text: arg.text.clone(), span: self.span(arg) }).collect()
    }

    fn one(&self) -> Result<Word, Problem> {
        match self.args.list.as_slice() {
            [arg] => Ok(self.word(arg)),
            _ => self.refuse("This instruction needs a value."),
        }
    }

    fn some(&self) -> Result<Vec<Word>, Problem> {
        if self.args.list.is_empty() {
            return self.refuse("This instruction needs at least one value.");
        }
        Ok(self.args.list.iter().map(|arg| self.word(arg)).collect())
    }

    fn command(&self, script: Range<usize>, list: &[Arg]) -> Command {
        if self.args.json {
            return Command::Exec(self.arguments(list));
        }
        Command::Shell { offset: script.start, script: self.slice(script) }
    }

    fn from(&self) -> Result<Body, Problem> {
        let name = match self.args.list.as_slice() {
            [_] => None,
            [_, word, name] if word.text.eq_ignore_ascii_case("as") => Some(self.word(name)),
            _ => return self.refuse("FROM is written `FROM image` or `FROM image AS name`."),
        };
        if let Some(name) = name.as_ref().filter(|name| !is_stage_name(&name.text)) {
            let message = "A stage's name starts with a letter and holds only letters, digits, \
                           `-`, `_` and `.`; no variables.";
            return Err(Problem { span: name.span, message: message.to_owned() });
        }
        Ok(Body::From { image: self.word(&self.args.list[0]), name })
    }

    fn check_run_flags(&self) -> Result<(), Problem> {
        for flag in self.flags {
            let Some(value) = &flag.value else { continue };
            let wrong = match (flag.name.text.as_str(), value.text.as_str()) {
                ("mount", _) => match Mount::read(flag) {
                    Some(mount) => mount.problem(),
                    None => Some(UNREADABLE_MOUNT),
                },
                ("device", value) => device_problem(value),
                ("network", "default" | "none" | "host") => None,
                ("network", _) => Some("`--network` can be `default`, `none` or `host`."),
                ("security", "sandbox" | "insecure") => None,
                ("security", _) => Some("`--security` can be `sandbox` or `insecure`."),
                _ => None,
            };
            if let Some(message) = wrong {
                return Err(Problem { span: value.span, message: message.to_owned() });
            }
        }
        Ok(())
    }

    fn copy(&self) -> Result<Copy, Problem> {
        let [sources @ .., destination] = self.args.list.as_slice() else {
            return self.refuse("This instruction needs a source and a destination.");
        };
        if sources.is_empty() {
            return self.refuse("The destination is missing.");
        }
        let is_marker = |arg: &Arg| matches!(marker(&arg.text), Ok(Some(_)));
        if is_marker(destination) {
            let message = "A here-document can't be the destination.".to_owned();
            return Err(Problem { span: self.span(destination), message });
        }
        let files = sources.iter().filter(|source| !is_marker(source));
        Ok(Copy {
            sources: files.map(|source| self.word(source)).collect(),
            destination: self.word(destination),
        })
    }

    fn pairs(&self) -> Result<Vec<(Word, Word)>, Problem> {
        if self.args.list.is_empty() {
            return self.refuse("This instruction needs at least one `name=value`.");
        }
        let mut pairs = Vec::new();
        for triple in self.args.list.chunks_exact(3) {
            if triple[0].text.is_empty() {
                return self.refuse("A name is missing before `=`.");
            }
            pairs.push((self.word(&triple[0]), self.word(&triple[1])));
        }
        Ok(pairs)
    }

    fn build_arguments(&self) -> Result<Body, Problem> {
        if self.args.list.is_empty() {
            return self.refuse("ARG needs at least one name.");
        }
        let mut found = Vec::new();
        for Arg { text, range } in &self.args.list {
            let Some(at) = text.find('=') else {
                found.push((self.slice(range.clone()), None));
                continue;
            };
            if at == 0 {
                return self.refuse("A name is missing before `=`.");
            }
            let name = self.slice(range.start..range.start + at);
            found.push((name, Some(self.slice(range.start + at + 1..range.end))));
        }
        Ok(Body::Arg(found))
    }

    fn volumes(&self) -> Result<Body, Problem> {
        let mut volumes = self.some()?;
        for volume in &mut volumes {
            volume.text = volume.text.trim().to_owned();
            if volume.text.is_empty() {
                let message = "A volume's path can't be empty.".to_owned();
                return Err(Problem { span: volume.span, message });
            }
        }
        Ok(Body::Volume(volumes))
    }

    fn healthcheck(&self) -> Result<Body, Problem> {
        let [kind, command @ ..] = self.args.list.as_slice() else {
            return self.refuse("HEALTHCHECK needs `CMD` and a command, or `NONE`.");
        };
        if kind.text.eq_ignore_ascii_case("none") {
            return match command {
                [] => Ok(Body::Healthcheck(None)),
                _ => self.refuse("HEALTHCHECK NONE takes nothing else."),
            };
        }
        if !kind.text.eq_ignore_ascii_case("cmd") {
            return self.refuse("HEALTHCHECK knows only `CMD` and `NONE`.");
        }
        if command.is_empty() {
            return self.refuse("The command after HEALTHCHECK CMD is missing.");
        }
        for Flag { name, value, .. } in self.flags {
            let Some(value) = value.as_ref().filter(|value| !value.text.is_empty()) else {
                continue;
            };
            let right = match name.text.as_str() {
                "retries" => value.text.parse::<i32>().is_ok_and(|retries| retries >= 0),
                _ => is_interval(&value.text),
            };
            if !right {
                let wanted = match name.text.as_str() {
                    "retries" => "a number from 0 on, such as `3`",
                    _ => "a duration of at least a millisecond, such as `30s`",
                };
                let message = format!("`--{}` takes {wanted}.", name.text);
                return Err(Problem { span: value.span, message });
            }
        }
        let (_, script) = healthcheck(self.line.text(), self.rest.clone());
        Ok(Body::Healthcheck(Some(self.command(script, command))))
    }
}
