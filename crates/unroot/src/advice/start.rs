//! The start command, as far as the Dockerfile shows it.

use crate::model::{State, behind_inits, start_commands};
use dockerfile::Command;
use shell::{Invocation, base_name};

/// What ENTRYPOINT and CMD call.
pub(super) struct Start {
    /// Every command line that is shown; those of a shell script in order.
    calls: Vec<Invocation>,
    /// The programs that inits in front of them pass their words on to.
    started: Vec<String>,
    /// The first word of the exec form.
    program: Option<String>,
    /// Whether the image's own ENTRYPOINT stands.
    inherits_entrypoint: bool,
    /// Whether the image's own CMD stands.
    inherits_command: bool,
}

impl Start {
    pub(super) fn of(state: &State) -> Self {
        let exec = |command: &Option<(Command, usize)>| matches!(command, Some((Command::Exec(words), _)) if !words.is_empty());
        let calls = start_commands(state);
        let started = calls.iter().map(|call| behind_inits(call).program).collect();
        let first = calls.first().filter(|_| exec(&state.entrypoint) || exec(&state.cmd));
        Start {
            program: first.map(|call| call.words[0].text().to_owned()),
            calls,
            started,
            inherits_entrypoint: state.entrypoint.is_none(),
            inherits_command: state.cmd.is_none(),
        }
    }

    /// The program that is started first, as the exec form has it.
    pub(super) fn program(&self) -> Option<&str> {
        self.program.as_deref()
    }

    /// Whether the image's own start command stands, or one of `programs` is started instead.
    pub(super) fn is(&self, programs: &[&str]) -> bool {
        let own = self.inherits_entrypoint && self.inherits_command;
        own || self.programs().next().is_some_and(|name| programs.contains(&name))
    }

    /// Whether the image's own ENTRYPOINT stands.
    pub(super) fn inherits_entrypoint(&self) -> bool {
        self.inherits_entrypoint
    }

    /// The first program that `test` holds for, of those that are called, or that an init or `env` in
    /// front of them passes its words on to.
    pub(super) fn calls(&self, test: fn(&str) -> bool) -> Option<&str> {
        self.started.iter().map(String::as_str).find(|name| test(name))
    }

    /// Whether `test` holds for the base name of any word, as where a script is handed the program.
    pub(super) fn mentions(&self, test: fn(&str) -> bool) -> bool {
        self.calls.iter().flat_map(|call| &call.words).any(|word| test(base_name(word.text())))
    }

    /// Base names of the programs that are called.
    pub(super) fn programs(&self) -> impl Iterator<Item = &str> {
        self.calls.iter().map(|call| call.program.as_str())
    }
}
