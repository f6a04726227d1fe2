//! Redirections: what a command reads, and the files that it writes.

use super::exit::Exit;
use super::interpreter::{Interpreter, Stop};
use super::place::Place;
use super::programs;
use shell::{Argument, Redirect, RedirectKind};

/// Whether what the command prints goes somewhere else.
pub(super) fn takes_output(redirect: &Redirect) -> bool {
    let to_output = redirect.fd.is_none_or(|fd| fd == 1);
    match redirect.kind {
        RedirectKind::Write | RedirectKind::Append => to_output,
        RedirectKind::Both => true,
        // `>&2`; `<&3` is about what it reads.
        RedirectKind::Duplicate => {
            let errors = redirect.target.literal();
            redirect.fd == Some(1) || redirect.fd.is_none() && errors.as_deref() == Some("2")
        }
        _ => false,
    }
}

impl Interpreter {
    /// Runs a compound command with its redirections.
    pub(super) fn redirected(
        &mut self,
        redirects: &[Redirect],
        place: &Place,
        go: impl FnOnce(&mut Interpreter) -> Exit,
    ) -> Exit {
        if redirects.is_empty() {
            return go(self);
        }
        let own = (self.shell.fed, self.shell.piped_text.clone());
        let reads = match self.input(redirects, place) {
            Ok(reads) => reads,
            Err(stop) => return self.stopped(stop),
        };
        let (exit, text) =
            if redirects.iter().any(takes_output) { self.printing(go) } else { (go(self), None) };
        if reads {
            (self.shell.fed, self.shell.piped_text) = own;
        }
        match self.redirect(redirects, &[], text, place) {
            Ok(stops) => stops.unwrap_or(exit),
            Err(stop) => self.stopped(stop),
        }
    }

    /// What the command reads, if a redirection says so.
    pub(super) fn input(&mut self, redirects: &[Redirect], place: &Place) -> Result<bool, Stop> {
        let mut reads = false;
        for redirect in redirects.iter().filter(|redirect| redirect.fd.is_none_or(|fd| fd == 0)) {
            let text = match redirect.kind {
                RedirectKind::Heredoc => match redirect.here_document() {
                    Some(word) => self.text(&word, &Place::Within(place.source(redirect.span)))?,
                    None => None,
                },
                RedirectKind::HereString => {
                    self.text(&redirect.target, place)?.map(|text| text + "\n")
                }
                RedirectKind::Read => match redirect.target.literal().as_deref() {
                    Some("/dev/null") => Some(String::new()),
                    _ => None,
                },
                _ => continue,
            };
            reads = true;
            self.shell.fed = true;
            self.shell.piped_text = text;
        }
        Ok(reads)
    }

    /// Files that redirections write; `text` is what the command prints. `Some` where one of them stops the command.
    pub(super) fn redirect(
        &mut self,
        redirects: &[Redirect],
        args: &[Argument],
        text: Option<String>,
        place: &Place,
    ) -> Result<Option<Exit>, Stop> {
        for redirect in redirects {
            let appends = match redirect.kind {
                RedirectKind::Write | RedirectKind::Both => false,
                RedirectKind::Append | RedirectKind::ReadWrite => true,
                _ => continue,
            };
            let Some(path) = self.text(&redirect.target, place)? else {
                self.shell.may_make_files();
                continue;
            };
            let span = place.source(redirect.target.span);
            let command = args.first().map_or(span, |first| first.span.cover(span));
            let text = text.clone().filter(|_| takes_output(redirect));
            let exit = programs::redirect(&mut self.shell, &path, (span, command), appends, text);
            if let Exit::Fails(_) = exit {
                return Ok(Some(exit));
            }
        }
        Ok(None)
    }
}
