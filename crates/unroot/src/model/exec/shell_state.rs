//! The shell that runs a script: what it can change, who runs it, and what has happened so far.

use super::exit::Exit;
use super::world::World;
use crate::image::Family;
use crate::model::{
    Cause, Denial, Doubt, DoubtKind, Event, EventKind, Identity, Outcome, Ownership,
};
use crate::program::{self, Reach};
use dockerfile::Span;
use shell::Invocation;
use std::sync::Arc;

/// What a script can't change.
pub(crate) struct Image {
    pub(crate) family: Option<Family>,
    /// The mode that `useradd -m` gives home directories, if known.
    pub(crate) home_mode: Option<u32>,
}

/// What programs work on.
pub(crate) struct Shell {
    pub(crate) world: World,
    /// Who runs the commands.
    pub(crate) who: Identity,
    pub(crate) image: Image,
    pub(crate) events: Vec<Event>,
    /// The whole RUN.
    pub(crate) instruction: Span,
    /// Something is piped in: questions get answers.
    pub(crate) fed: bool,
    /// What the command before the pipe prints, if that is known.
    pub(crate) piped_text: Option<String>,
    /// Inside a branch that may not run.
    pub(super) conditional: bool,
    /// The working directory, where the builder enters it and the identity could not.
    pub(super) entered: Option<String>,
}

impl Shell {
    pub(super) fn new(world: World, who: Identity, instruction: Span, image: Image) -> Self {
        Shell {
            world,
            who,
            image,
            events: Vec::new(),
            instruction,
            fed: false,
            piped_text: None,
            conditional: false,
            entered: None,
        }
    }

    pub(super) fn event(&mut self, span: Span, command: Span, kind: EventKind) {
        self.events.push(Event { span, command, kind, conditional: self.conditional });
    }

    /// Notes that whoever runs `command` may not do `what`, and how the command ends then. It is certain only where
    /// that is certain in itself, and who runs the command and whom the path belongs to are too.
    pub(super) fn denied(
        &mut self,
        what: Denial,
        span: Span,
        command: Span,
        certain: bool,
    ) -> Exit {
        let cause = Cause::At(command);
        let settled = match &what {
            Denial::Write { path }
            | Denial::Change { path }
            | Denial::Home { path, .. }
            | Denial::Read { path }
            | Denial::Start { path } => self.world.files.is_settled(path),
            Denial::Program { .. } => true,
        };
        let certain = certain && settled && self.who.uid.cause().is_certain();
        let (fails, exit) = match certain {
            true => (Outcome::Fails(cause.clone()), Exit::Fails(cause)),
            false => (Outcome::Unknown(cause), Exit::Doubtful),
        };
        let who = self.who.label().unwrap_or_else(|| "another user".to_owned());
        self.event(span, command, EventKind::Denied { what, who, fails });
        exit
    }

    /// Something ran that may have done anything that its identity can do.
    pub(super) fn anything(&mut self, at: Span) {
        self.may_make_files();
        if self.may_be_root() {
            Arc::make_mut(&mut self.world.files).note_unread(at);
            self.world.tools.forget_lacks();
            let doubt = Doubt { kind: DoubtKind::Anything, cause: Cause::Opaque(at) };
            Arc::make_mut(&mut self.world.accounts).doubts.push(doubt);
        }
    }

    /// A program ran that is not simulated: what it may have done to accounts and owners hangs on what it is there for.
    pub(super) fn unread(&mut self, call: &Invocation) {
        self.may_make_files();
        let asks = call.has_any(&["help", "version"])
            || call.arguments().iter().any(|word| matches!(word.text(), "--help" | "--version"));
        if asks || !self.may_be_root() {
            return;
        }
        let module = call.arguments().first().is_some_and(|word| word.text() == "-m");
        let reach = match program::reach(&call.program) {
            // `python -m pip`, `python -m venv`
            Reach::Unknown if module && call.program.starts_with("python") => Reach::Project,
            reach => reach,
        };
        let kind = match reach {
            Reach::Reads => return,
            Reach::Project => DoubtKind::ProjectTool,
            Reach::Recipes | Reach::Unknown => DoubtKind::Program,
        };
        if kind == DoubtKind::Program {
            Arc::make_mut(&mut self.world.files).note_unread(call.span);
            self.world.tools.forget_lacks();
        }
        Arc::make_mut(&mut self.world.accounts).doubt(kind, Cause::Opaque(call.span));
    }

    /// Something ran that may have made files which are not listed.
    pub(super) fn may_make_files(&mut self) {
        Arc::make_mut(&mut self.world.files).complete = false;
    }

    /// Whether root runs the commands, as far as anything known goes.
    pub(super) fn may_be_root(&self) -> bool {
        self.who.uid.known().is_none_or(|uid| *uid == 0)
    }

    /// The owner of what the commands make.
    pub(super) fn ownership(&self) -> Ownership {
        Ownership { uid: self.who.uid.clone(), gid: self.who.gid.clone() }
    }
}
