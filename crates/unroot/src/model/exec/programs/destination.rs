//! Where `cp`, `mv`, `ln` and `install` put what they are given.

use super::giving;
use super::kit::give_up;
use crate::model::directories::join_contents;
use crate::model::exec::account_files;
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::targets::{Target, Targets};
use crate::model::exec::writing::absolute;
use crate::model::{Cause, Contents, Files, Kind, Node, Ownership, join};
use dockerfile::Span;
use shell::{Argument, Invocation};
use std::sync::Arc;

/// The last operand, or the value of `-t`.
pub(super) struct Destination {
    /// Links followed.
    pub(super) path: String,
    /// The last link not followed.
    pub(super) link: String,
    /// It is a directory for certain, or the command fails.
    into: bool,
    /// One directory may be made there, though a slash follows.
    slash_alone: bool,
    /// `-T`: it is never gone into.
    exact: bool,
    pub(super) span: Span,
}

/// Where one of the sources comes to lie.
pub(super) enum Place {
    /// Here.
    At(String),
    /// Nowhere: the command fails.
    Nowhere,
    /// There may be a directory.
    Unsure,
}

impl Destination {
    /// The sources, and where they go. Where the command can't be followed, this is how it ends.
    pub(super) fn read<'c>(
        shell: &mut Shell,
        call: &'c Invocation,
    ) -> Result<(Vec<&'c Argument>, Destination), Exit> {
        let command = call.span;
        let operands = call.operands();
        // Braces, or a variable of several words: who knows how many operands there are.
        let unsure = operands.iter().any(|arg| arg.value.is_none());
        let given = call.value("target-directory").cloned();
        let directory = given.is_some();
        let (sources, target): (Vec<&Argument>, Argument) = match (given, operands.split_last()) {
            (Some(directory), Some(_)) => (operands, directory),
            // `ln target` alone makes a link of the same name here.
            (None, Some((only, []))) if call.program == "ln" => {
                (vec![*only], Argument::known(".", only.span))
            }
            (None, Some((target, sources))) if !sources.is_empty() => {
                (sources.to_vec(), (*target).clone())
            }
            _ if unsure => {
                giving::somewhere(shell, command);
                return Err(Exit::Unknown);
            }
            _ => return Err(Exit::Fails(Cause::At(command))),
        };
        let plain = target.value.as_deref().filter(|_| !target.pattern);
        let Some(path) = plain.and_then(|path| absolute(shell, path)) else {
            giving::somewhere(shell, command);
            return Err(Exit::Unknown);
        };
        let slash = target.text().ends_with('/') || target.text().ends_with("/.");
        let real = shell.world.files.resolve(&path, true);
        let to = Destination {
            link: if slash { real.clone() } else { path },
            path: real,
            into: slash || sources.len() > 1 || directory,
            slash_alone: slash && sources.len() == 1 && !directory,
            exact: call.has("no-target-directory"),
            span: target.span,
        };
        Ok((sources, to))
    }

    /// Whether what the path leads to is a directory.
    pub(super) fn is_directory(&self, files: &Files) -> bool {
        files.get(&self.path).is_some_and(Node::is_directory)
    }

    /// Where something called `name` comes to lie. `replaces` says that a link in the last place is replaced
    /// and not followed, `directory` that the source is one.
    pub(super) fn place(
        &self,
        files: &Files,
        name: &str,
        replaces: bool,
        directory: bool,
    ) -> Place {
        let own = if replaces { &self.link } else { &self.path };
        if self.exact {
            return Place::At(own.clone());
        }
        match files.get(&self.path) {
            Some(node) if node.is_directory() => Place::At(join(&self.path, name)),
            Some(node) if node.kind == Kind::Unknown => Place::Unsure,
            Some(_) if self.into => Place::Nowhere,
            Some(_) => Place::At(own.clone()),
            None => match files.exists(&self.path) {
                Some(_) if self.into && !(self.slash_alone && directory) => Place::Nowhere,
                None if self.into => Place::At(join(&self.path, name)),
                _ => Place::At(own.clone()),
            },
        }
    }

    /// Nobody knows what comes of `sources` there.
    pub(super) fn give_up(
        &self,
        shell: &mut Shell,
        sources: &[&Argument],
        call: &Invocation,
    ) -> Exit {
        let directory = self.is_directory(&shell.world.files) && !call.has("parents");
        let mut changed = Vec::new();
        if !directory {
            changed.push(Argument::known(&self.path, self.span));
        }
        for source in Targets::of(shell, sources).listed {
            let path = join(&self.path, &source.name);
            let listed = shell.world.files.get(&path).is_some();
            changed.extend((directory && listed).then(|| Argument::known(&path, self.span)));
        }
        let unknown = Ownership::unknown(&Cause::Outside(call.span));
        self.unlisted(shell, &unknown, call.span);
        give_up(shell, &changed.iter().collect::<Vec<_>>(), call)
    }

    /// Brings every source by `one`, up to the first that fails; what a pattern or a hidden word may mean besides is open.
    pub(super) fn fill(
        &self,
        shell: &mut Shell,
        sources: &Targets,
        command: Span,
        one: impl Fn(&mut Shell, &Target) -> Exit,
    ) -> Exit {
        let mut last = Exit::Ok;
        for source in &sources.listed {
            match one(shell, source) {
                Exit::Ok => {}
                exit @ Exit::Fails(_) => return exit,
                unsure => last = last.and(unsure),
            }
        }
        if sources.beyond.is_empty() && !sources.hidden {
            return last;
        }
        self.unlisted(shell, &Ownership::unknown(&Cause::Outside(command)), command);
        Exit::Unknown
    }

    /// Things that are not listed come to lie in or at it.
    pub(super) fn unlisted(&self, shell: &mut Shell, owner: &Ownership, command: Span) {
        let why = Cause::Outside(command);
        let files = Arc::make_mut(&mut shell.world.files);
        if let Some(node) = files.get_mut(&self.path) {
            node.contents = join_contents(&node.contents, &Contents::of(owner.clone(), &why), &why);
        }
        account_files::replaced(shell, &self.path, command);
    }
}

/// Whether the directory above `path` hands on its group, and which one that is.
pub(super) fn handed_on(files: &Files, path: &str) -> Option<crate::model::Value<u32>> {
    let (_, above) = files.above(path)?;
    above.mode.is_known_and(|mode| mode & 0o2000 != 0).then(|| above.gid.clone())
}
