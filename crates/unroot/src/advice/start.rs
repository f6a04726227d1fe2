//! The start command, as far as the Dockerfile shows it.

use crate::model::State;
use dockerfile::Command;

/// What ENTRYPOINT and CMD call.
pub(super) struct Start {
    /// Every program that is called, with its arguments; those of a shell script in order.
    calls: Vec<Vec<String>>,
    /// The first word of the exec form.
    program: Option<String>,
    /// Whether the image's own ENTRYPOINT stands.
    inherits_entrypoint: bool,
    /// Whether the image's own CMD stands.
    inherits_command: bool,
}

impl Start {
    pub(super) fn of(state: &State) -> Self {
        let mut calls = Vec::new();
        let mut argv = Vec::new();
        for (command, _) in [&state.entrypoint, &state.cmd].into_iter().flatten() {
            match command {
                Command::Exec(words) => argv.extend(words.iter().map(|word| word.text.clone())),
                Command::Shell { script, .. } => calls.extend(called(&script.text)),
            }
        }
        let script = argv.iter().position(|word| word == "-c").and_then(|at| argv.get(at + 1));
        if let (Some(script), true) = (script, argv.first().is_some_and(|word| is_shell(word))) {
            calls.extend(called(script));
        }
        let exec = |command: &Option<(Command, usize)>| matches!(command, Some((Command::Exec(words), _)) if !words.is_empty());
        let program = argv.first().cloned().filter(|_| exec(&state.entrypoint) || exec(&state.cmd));
        if !argv.is_empty() {
            calls.insert(0, argv);
        }
        Start {
            calls,
            program,
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
        let first = self.calls.first().and_then(|call| call.first());
        own || first.is_some_and(|word| programs.contains(&base_name(word)))
    }

    /// Whether the image's own ENTRYPOINT stands.
    pub(super) fn inherits_entrypoint(&self) -> bool {
        self.inherits_entrypoint
    }

    /// The first word of a call that `test` holds for: of the program, or of one that an init or
    /// `env` in front of it passes on.
    pub(super) fn calls(&self, test: fn(&str) -> bool) -> Option<&str> {
        let words = self.calls.iter().filter_map(|call| {
            let passed_on =
                |word: &&String| is_init(word) || word.starts_with('-') || word.contains('=');
            call.iter().find(|word| !passed_on(word)).map(|word| base_name(word))
        });
        let mut found = words.filter(|word| test(word));
        found.next()
    }

    /// Whether `test` holds for the base name of any word, as where a script is handed the program.
    pub(super) fn mentions(&self, test: fn(&str) -> bool) -> bool {
        self.calls.iter().flatten().any(|word| test(base_name(word)))
    }

    /// Base names of the programs that are called.
    pub(super) fn programs(&self) -> impl Iterator<Item = &str> {
        self.calls.iter().filter_map(|call| call.first()).map(|word| base_name(word))
    }
}

/// The commands of a script, as far as their words are plain; `exec` in front of one is left out.
fn called(script: &str) -> Vec<Vec<String>> {
    let list = shell::parse(script);
    let commands = list.simple_commands().into_iter().map(|simple| {
        let words = simple.words.iter().map(|word| word.literal().unwrap_or_default());
        words.skip_while(|word| word == "exec").collect::<Vec<_>>()
    });
    commands.filter(|words| !words.is_empty()).collect()
}

/// The last part of a path.
pub(super) fn base_name(word: &str) -> &str {
    word.rsplit('/').next().unwrap_or(word)
}

fn is_shell(word: &str) -> bool {
    matches!(base_name(word), "sh" | "bash" | "dash" | "ash" | "busybox")
}

fn is_init(word: &str) -> bool {
    matches!(base_name(word), "tini" | "dumb-init" | "catatonit" | "docker-init" | "env")
}
