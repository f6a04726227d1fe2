//! What runs: ENTRYPOINT and CMD, through inits, shells and the scripts that the Dockerfile itself contains.

use super::image::Image;
use crate::image::{self, Kind, Running};
use crate::model::{self, Cause, EventKind, State, behind_inits, commands, start_command};
use crate::program;
use dockerfile::{Body, Instruction};
use shell::{Invocation, base_name};

/// Where programs are looked for if the image says nothing (Docker's default).
const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// How many scripts may start one another before nobody follows.
const DEPTH: usize = 4;

/// What the container runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Runs {
    /// Every command, in order.
    pub(crate) started: Vec<Started>,
    /// Whether ENTRYPOINT or CMD of this file says so; else the base image's own start stands.
    pub(crate) is_own: bool,
}

/// A command of the start.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Started {
    /// The command line behind inits and `env`.
    pub(crate) call: Invocation,
    pub(crate) origin: Origin,
}

/// Where the program comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A row of `data/services.toml` knows it.
    Known(&'static Running),
    /// The application's own: a file that this Dockerfile brings or makes, or what an interpreter is given.
    Own,
    /// A script that comes from outside the Dockerfile: it can do anything.
    Script,
    /// Part of the shell or of every distribution.
    Common,
    /// Neither.
    Unknown,
}

impl Runs {
    /// What the container runs.
    pub(crate) fn of(image: &Image) -> Self {
        let state = image.state;
        let is_own = state.entrypoint.is_some() || state.cmd.is_some();
        let mut runs = Runs { started: Vec::new(), is_own };
        if let Some(call) = start_command(state) {
            runs.follow(image, &call, 0);
        }
        runs
    }

    /// Whether what starts first is one of `programs`.
    pub(super) fn is_program(&self, programs: &[&str]) -> bool {
        self.started
            .first()
            .is_some_and(|started| programs.contains(&started.call.program.as_str()))
    }

    fn follow(&mut self, image: &Image, call: &Invocation, depth: usize) {
        let call = behind_inits(call);
        if depth < DEPTH {
            let inside = match model::script(&call) {
                Some(text) => Some(text.to_owned()),
                None => script_of(image, &call),
            };
            let inside = inside.map(|text| commands(&shell::parse(&text))).unwrap_or_default();
            for inner in &inside {
                self.follow(image, inner, depth + 1);
            }
            if !inside.is_empty() {
                return;
            }
        }
        let origin = origin(image, &call);
        self.started.push(Started { call, origin });
    }
}

impl Started {
    /// Whether what it does can't be seen from here, and it may start others.
    pub(super) fn is_hidden(&self) -> bool {
        matches!(self.origin, Origin::Script | Origin::Unknown)
            || matches!(self.origin, Origin::Known(row) if row.kind == Kind::Supervisor)
    }
}

/// The text of the script that the command starts, where the Dockerfile holds it: a here-document, or what `echo` wrote.
fn script_of(image: &Image, call: &Invocation) -> Option<String> {
    let word = match program::is_shell(&call.program) {
        true => call.operand(0)?,
        false => call.words.first()?,
    };
    let path = path_of(image.state, word.value.as_deref()?)?;
    let steps =
        || image.build.chain(image.stage).into_iter().flat_map(|stage| stage.steps.iter().rev());
    steps().find_map(|step| {
        let instruction = image.dockerfile.instructions.get(step.instruction)?;
        let from_heredoc = heredoc(instruction, &path);
        from_heredoc.or_else(|| {
            step.events.iter().rev().find_map(|event| match &event.kind {
                EventKind::Wrote { path: written, text } if *written == path => text.clone(),
                _ => None,
            })
        })
    })
}

fn heredoc(instruction: &Instruction, path: &str) -> Option<String> {
    let (Body::Copy(copy) | Body::Add(copy)) = &instruction.body else { return None };
    let [heredoc] = &instruction.heredocs[..] else { return None };
    (copy.sources.is_empty() && copy.destination.text == path)
        .then(|| heredoc.content.text().to_owned())
}

/// Where a word leads to that names a program: the path itself, in the working directory, or the first of `PATH` that is listed.
pub(super) fn path_of(state: &State, word: &str) -> Option<String> {
    let files = &state.files;
    if word.contains('/') {
        let here = state.workdir.known().map_or("/", String::as_str);
        return Some(files.resolve(&model::join(here, word), true));
    }
    let path = state.env.get("PATH").and_then(|path| path.known()).map_or(PATH, String::as_str);
    let mut places = path.split(':').map(|place| files.resolve(&model::join(place, word), true));
    places.find(|path| files.get(path).is_some())
}

fn origin(image: &Image, call: &Invocation) -> Origin {
    let word = call.words.first().map_or("", |word| word.text());
    if word.is_empty() {
        return Origin::Unknown;
    }
    let path = path_of(image.state, word);
    let brought = path.as_deref().is_some_and(|path| is_own(image, path));
    // A file that a shell is given is a script, whatever its name.
    if program::is_shell(&call.program) && !call.has("c") && call.operand(0).is_some() {
        return Origin::Script;
    }
    if is_script(word)
        && (brought || word.contains('/') || image::running(base_name(word)).is_none())
    {
        return Origin::Script;
    }
    if is_common(&call.program) {
        return Origin::Common;
    }
    match image::running(&call.program) {
        Some(row) => Origin::Known(row),
        None if brought => Origin::Own,
        None => Origin::Unknown,
    }
}

/// Whether what is at `path` is the application's own: copied from the build context or from another stage, or built here.
/// What a package, an archive or another image brings is not.
fn is_own(image: &Image, path: &str) -> bool {
    let files = &image.state.files;
    let cause = match files.get(path) {
        Some(node) => node.uid.cause().clone(),
        None => match files.may_hold(path).owner() {
            Some(owner) => owner.uid.cause().clone(),
            None => return false,
        },
    };
    let (Cause::At(span) | Cause::Outside(span) | Cause::Opaque(span)) = cause else {
        return false;
    };
    let instructions = &image.dockerfile.instructions;
    let made = instructions.iter().find(|instruction| instruction.span.contains(span));
    made.is_some_and(|instruction| match &instruction.body {
        Body::Copy(_) => match instruction.flag("from").and_then(|flag| flag.value.as_ref()) {
            Some(from) => is_stage(image, &from.text),
            None => true,
        },
        Body::Add(copy) => !copy.sources.iter().any(|source| source.text.contains("://")),
        Body::Run(_) => builds(instruction.line.text()),
        _ => false,
    })
}

fn is_stage(image: &Image, name: &str) -> bool {
    let mut stages = image.build.stages.iter();
    stages.any(|stage| {
        stage.index.to_string() == name
            || stage.name.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(name))
    })
}

/// Whether a script calls a tool that builds the application, and fetches nothing.
fn builds(script: &str) -> bool {
    const TOOLS: [&str; 22] = [
        "bun", "bundle", "c++", "cargo", "clang", "cmake", "composer", "dotnet", "g++", "gcc",
        "go", "gradle", "gradlew", "javac", "make", "mix", "mvn", "mvnw", "npm", "pip", "rustc",
        "yarn",
    ];
    const FETCHES: [&str; 4] = ["curl", "git", "unzip", "wget"];
    let words =
        || script.split(|char: char| char.is_whitespace() || ";&|(".contains(char)).map(base_name);
    words().any(|word| TOOLS.contains(&word)) && !words().any(|word| FETCHES.contains(&word))
}

/// Names that scripts of an image's start have: what they do before the program runs often needs root.
fn is_script(word: &str) -> bool {
    let name = base_name(word);
    let stem = name.split('.').next().unwrap_or(name);
    name.ends_with(".sh")
        || name.ends_with(".bash")
        || stem.contains("entrypoint")
        || stem.contains("entry-point")
}

/// Words of the shell, and programs that do the same for every user.
fn is_common(program: &str) -> bool {
    const NAMES: [&str; 43] = [
        ":", "[", "basename", "cat", "cd", "date", "dirname", "echo", "env", "eval", "exit",
        "export", "expr", "false", "grep", "head", "hostname", "id", "let", "local", "ls",
        "printf", "pwd", "read", "return", "sed", "set", "shift", "sleep", "sort", "source",
        "tail", "test", "tr", "trap", "true", "type", "ulimit", "umask", "uname", "unset", "wait",
        "whoami",
    ];
    NAMES.contains(&program)
}

impl Started {
    /// Whether it is an init that manages services as on a machine.
    pub(super) fn is_system_init(&self) -> bool {
        matches!(
            self.call.program.as_str(),
            "init" | "systemd" | "my_init" | "runsvdir" | "s6-svscan" | "openrc"
        )
    }
}

impl Runs {
    /// Whether a program of the table that `test` holds for is started.
    pub(super) fn starts(&self, test: impl Fn(&image::Running) -> bool) -> bool {
        self.started.iter().any(|started| matches!(started.origin, Origin::Known(row) if test(row)))
    }

    /// Whether it opens a shell, the prompt of a language or a tool for building, and nothing else.
    pub(super) fn only_opens_a_prompt(&self) -> bool {
        !self.started.is_empty()
            && self.started.iter().all(|started| {
                let bare = started.call.operands().is_empty() && started.call.arguments().len() < 2;
                match started.origin {
                    _ if program::is_shell(&started.call.program) => {
                        started.call.operands().is_empty()
                    }
                    Origin::Known(row) => {
                        let kind = if bare { row.bare.unwrap_or(row.kind) } else { row.kind };
                        matches!(kind, Kind::Shell | Kind::Repl)
                            || (kind == Kind::Toolchain && bare)
                    }
                    Origin::Common => keeps_alive(&started.call),
                    _ => false,
                }
            })
    }
}

impl Runs {
    /// Whether all that runs only keeps the container there.
    pub(super) fn keeps_alive(&self) -> bool {
        self.started.iter().all(|started| keeps_alive(&started.call))
    }
}

/// `sleep infinity`, `tail -f /dev/null`: what keeps a container there for `exec`.
fn keeps_alive(call: &Invocation) -> bool {
    let words = |text: &str| call.arguments().iter().any(|word| word.text() == text);
    (call.program == "sleep" && words("infinity")) || (call.program == "tail" && words("/dev/null"))
}
