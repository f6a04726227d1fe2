//! Simple commands: words, assignments and redirections around a program.

use super::exit::Exit;
use super::interpreter::Interpreter;
use super::place::Place;
use super::{programs, words};
use crate::model::{Cause, Value};
use crate::program;
use shell::{Argument, Command, Part, Redirect, RedirectKind, Simple, Word};

impl Interpreter {
    /// Runs a simple command: substitutions, assignments, redirections, then the program.
    pub(super) fn simple(&mut self, simple: &Simple, place: &Place) -> Exit {
        for part in simple.words.iter().flat_map(|word| &word.parts) {
            if let Part::Substitution { list, .. } = part {
                self.isolated(|inner| inner.list(list, place));
            }
        }
        let command = place.source(simple.span);
        let strange = simple.words.iter().any(has_foreign_substitution);
        if simple.words.is_empty() {
            for assignment in &simple.assignments {
                let text = assignment
                    .value
                    .as_ref()
                    .and_then(|word| words::text(word, &self.shell.world, &self.shell.who));
                let span = place.source(assignment.span);
                let value = match text {
                    Some(text) if !assignment.append => Value::Known(text, Cause::At(span)),
                    _ => Value::Unknown(Cause::Undecided(span)),
                };
                self.assign(&assignment.name, value);
            }
            return self.redirect(&simple.redirects, &[], place).unwrap_or(Exit::Ok);
        }
        let args = words::arguments(&simple.words, &self.shell.world, &self.shell.who, place);
        if let Some(exit) = self.redirect(&simple.redirects, &args, place) {
            return exit;
        }
        let name = args.first().map(|arg| arg.text().to_owned()).unwrap_or_default();
        if matches!(name.as_str(), "export" | "local" | "declare" | "readonly" | "typeset") {
            self.hide_unknown_assignments(simple, place);
        }
        // The last definition counts.
        let function = self.functions.iter().rev().find(|(known, _)| *known == name);
        if let Some(body) = function.map(|(_, body)| body.clone()) {
            return self.command(&body, place);
        }
        if let Some(script) = piped_script(simple, &args) {
            let list = shell::parse(&script);
            return self.isolated(|inner| inner.script(&list, Place::Within(command)));
        }
        match self.argv(&args, command) {
            // A POSIX shell stops at what it can't substitute.
            Exit::Ok if strange => Exit::Unknown,
            exit => exit,
        }
    }

    /// `export NAME=$(…)`: the name is known, the value is not.
    fn hide_unknown_assignments(&mut self, simple: &Simple, place: &Place) {
        for word in &simple.words[1..] {
            let Some(Part::Literal { text, .. }) = word.parts.first() else {
                continue;
            };
            let Some((name, _)) = text.split_once('=') else { continue };
            if words::text(word, &self.shell.world, &self.shell.who).is_none() {
                let cause = Cause::Undecided(place.source(word.span));
                self.assign(name, Value::Unknown(cause));
            }
        }
    }

    /// What a simple `echo` or `printf` prints.
    pub(super) fn prints(&self, command: &Command) -> Option<String> {
        let Command::Simple(simple) = command else { return None };
        let nowhere = Place::Within(self.shell.instruction);
        programs::printed(&words::arguments(
            &simple.words,
            &self.shell.world,
            &self.shell.who,
            &nowhere,
        ))
    }

    /// Files that redirections write. `Some` where one of them stops the command.
    pub(super) fn redirect(
        &mut self,
        redirects: &[Redirect],
        args: &[Argument],
        place: &Place,
    ) -> Option<Exit> {
        let heard = redirects.iter().find_map(|redirect| redirect.body.clone());
        for redirect in redirects {
            let appends = match redirect.kind {
                RedirectKind::Write | RedirectKind::Both => false,
                RedirectKind::Append | RedirectKind::ReadWrite => true,
                _ => continue,
            };
            let Some(path) = words::text(&redirect.target, &self.shell.world, &self.shell.who)
            else {
                continue;
            };
            let span = place.source(redirect.target.span);
            let command = args.first().map_or(span, |first| first.span.cover(span));
            let at = (span, command);
            if let exit @ Exit::Fails(_) =
                programs::redirect(&mut self.shell, &path, at, appends, args, heard.as_deref())
            {
                return Some(exit);
            }
        }
        None
    }
}

/// The script that `sh <<EOF` reads.
fn piped_script(simple: &Simple, args: &[Argument]) -> Option<String> {
    let shell = program::is_shell(args.first()?.text());
    let only_flags = args[1..].iter().all(|arg| arg.text().starts_with('-') && arg.text() != "-c");
    let body = simple.redirects.iter().find_map(|redirect| redirect.body.clone());
    body.filter(|_| shell && only_flags)
}

/// `${name^^}` and its like, which bash has and a POSIX shell refuses.
fn has_foreign_substitution(word: &Word) -> bool {
    const POSIX: [&str; 13] =
        ["", "-", ":-", "=", ":=", "+", ":+", "?", ":?", "#", "##", "%", "%%"];
    word.parts.iter().any(|part| match part {
        Part::Parameter(parameter) => !POSIX.contains(&parameter.operator.as_str()),
        _ => false,
    })
}
