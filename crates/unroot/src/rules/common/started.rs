//! The programs and scripts that a start command or a health check names.

use crate::model::{State, behind_inits, join, stepped_down_to};
use crate::rules::context::Context;
use dockerfile::{Argument, Body, Command, Instruction, Keyword};
use shell::{Dialect, Invocation};

/// The words of the start command; of a shell form, those of its first command that are plain, without `exec`.
pub fn argv(cx: &Context, last: &State) -> Vec<Argument> {
    let commands = [&last.entrypoint, &last.cmd].into_iter().flatten();
    commands.flat_map(|(command, at)| words(cx, command, *at)).collect()
}

/// The words of `command`, which the instruction `at` gives; see [`argv`].
pub fn words(cx: &Context, command: &Command, at: usize) -> Vec<Argument> {
    match command {
        Command::Exec(words) => words.clone(),
        Command::Shell { offset, .. } => first_words(&cx.dockerfile.instructions[at], *offset),
    }
}

fn first_words(instruction: &Instruction, offset: usize) -> Vec<Argument> {
    if !matches!(instruction.body, Body::Cmd(_) | Body::Entrypoint(_) | Body::Healthcheck(_)) {
        return Vec::new();
    }
    let shell::Script { text: script, list } = shell::script(instruction, offset);
    let first = list.simple_commands().into_iter().next();
    let words = first.into_iter().flat_map(|simple| &simple.words).filter_map(|word| {
        let span = script.span(word.span.start, word.span.end);
        Some(Argument { text: word.literal()?, span })
    });
    words.skip_while(|word| word.text == "exec").collect()
}

/// A word that names what runs.
pub struct Started {
    /// The word.
    pub word: Argument,
    /// An interpreter reads it as a script; else it is a program, which is looked up in `PATH` where it has no slash.
    pub is_script: bool,
}

impl Started {
    /// The file that it names: a path, absolute or from the working directory. `None` for a program by name.
    pub fn place(&self, last: &State) -> Option<String> {
        let word = self.word.text.as_str();
        let other = word.starts_with('-') || word.contains("://") || word.contains(['$', '=']);
        if other || word.contains(char::is_whitespace) || !(self.is_script || word.contains('/')) {
            return None;
        }
        let path = match word.starts_with('/') {
            true => join("/", word),
            false => join(last.workdir.known()?, word),
        };
        Some(last.files.resolve(&path, true))
    }
}

/// What the user runs who starts `argv`: the program, what an init passes on to, and the scripts that an interpreter is
/// given. What a program such as `gosu` starts as another user is left out.
pub fn run_by_starter(argv: &[Argument]) -> Vec<Started> {
    let program = |word: &Argument| Started { word: word.clone(), is_script: false };
    let [first, .., last] = argv else { return argv.iter().map(program).collect() };
    let known = argv.iter().map(|word| shell::Argument::known(&word.text, word.span)).collect();
    let call = Invocation::read(known, first.span.cover(last.span), Dialect::default());
    let behind = behind_inits(&call);
    let started = argv.len().saturating_sub(behind.words.len());
    let mut named = vec![program(first)];
    if started > 0 {
        named.push(program(&argv[started]));
    }
    if stepped_down_to(&behind).is_none() {
        let scripts = argv[started + 1..].iter().filter(|word| has_script_ending(&word.text));
        named.extend(scripts.map(|word| Started { word: word.clone(), is_script: true }));
    }
    named
}

/// The `HEALTHCHECK` that the image has: its command, and the instruction that sets it.
pub fn health_check<'a>(cx: &Context<'a>) -> Option<(&'a Command, usize)> {
    let steps = cx.chain().into_iter().flat_map(|stage| stage.steps.iter().rev());
    let mut own = steps.filter(|step| !step.triggered);
    let step = own.find(|step| cx.instruction(step).keyword == Keyword::Healthcheck)?;
    match &cx.instruction(step).body {
        Body::Healthcheck(Some(command)) => Some((command, step.instruction)),
        _ => None,
    }
}

/// Whether an interpreter would run the file, by its ending.
fn has_script_ending(word: &str) -> bool {
    const ENDINGS: [&str; 13] =
        ["sh", "bash", "py", "js", "mjs", "cjs", "ts", "rb", "pl", "php", "lua", "jar", "dll"];
    word.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending))
}
