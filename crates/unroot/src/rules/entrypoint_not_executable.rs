//! ENTRYPOINT or CMD starts what can't be started: a file without the x bit, or closed to the user, a
//! directory, or nothing at all.

use super::context::{Context, Sink, finding, fix};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Kind, Node, State, behind_inits, commands, join, may_execute, may_read};
use crate::program;
use crate::verdict;
use dockerfile::{Body, Command, Edit};
use shell::{Argument, Dialect, Invocation};

/// See `entrypoint-not-executable.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Error,
    guide: Section::CopiedFiles,
    ..rule!("entrypoint-not-executable")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state() else { return };
    let Some(start) = Start::of(last) else { return };
    let Some(path) = start.path(last) else { return };
    let (files, who) = (&last.files, last.starts_as());
    let real = files.resolve(&path, true);
    let written = start.word.text();
    let Some(node) = files.get(&real) else {
        if files.exists(&real) == Some(false) {
            let message = format!(
                "The container can't start: nothing in the image is called `{written}`. Copy it there, or name the file that is."
            );
            let looked = Reason::at(start.word.span, "no step brings a file of that name");
            sink.push(finding(&RULE, start.word.span, message).because(looked));
        }
        return;
    };
    if node.is_directory() {
        let message = format!(
            "The container can't start: `{written}` is a directory. Name the program in it."
        );
        let made = node.uid.cause().span().unwrap_or(start.word.span);
        let reason = Reason::at(made, "makes a directory of that name");
        sink.push(finding(&RULE, start.word.span, message).because(reason));
        return;
    }
    // What COPY brings under that name may be a directory for all that is known; it could not be started either.
    let is_file = matches!(node.kind, Kind::File | Kind::Unknown);
    let Some(mode) = node.mode.known().copied().filter(|_| is_file) else { return };
    let executes = !start.is_read;
    let reads = start.is_read || is_script(&path);
    let nobody = executes && mode & 0o111 == 0;
    let closed = executes && may_execute(&who, &real, files) == Some(false);
    let unread = reads && may_read(&who, &real, files) == Some(false);
    let name = who.label().unwrap_or_else(|| "its user".to_owned());
    let why = match () {
        () if nobody => {
            format!("has mode {mode:04o}, and without an `x` nobody can run it, not even root")
        }
        () if closed => format!("has mode {mode:04o}, and `{name}` may not run it"),
        () if unread => {
            format!("has mode {mode:04o}, and `{name}` may not read it, as a script has to be")
        }
        () => return,
    };
    let advice = match nobody {
        true => "Give it the bit where it is copied.",
        false => "Give others the right to read and run it where it is copied, or hand it over.",
    };
    let message = format!("The container can't start: `{written}` {why}. {advice}");
    let certain = files.is_settled(&real) && (nobody || cx.is_start_certain());
    let mut finding = finding(&RULE, start.word.span, message).certain_if(certain);
    if let Some(span) = node.mode.cause().span() {
        finding = finding.because(Reason::at(span, format!("leaves it with mode {mode:04o}")));
    }
    sink.push(finding.fix(with_mode(cx, node).map(Fix::preferred)));
}

/// The file that the container starts first.
struct Start {
    word: Argument,
    /// A shell reads it, so that it needs no `x`.
    is_read: bool,
}

impl Start {
    fn of(last: &State) -> Option<Self> {
        // The image's own entrypoint gets CMD first, and may take its words for arguments.
        let cmd = last.cmd.as_ref().filter(|_| verdict::own_entrypoint(last).is_none());
        let (command, _) = last.entrypoint.as_ref().or(cmd)?;
        let exec = matches!(command, Command::Exec(_));
        let call = match command {
            Command::Exec(words) => {
                let words = words.iter().map(|word| Argument::known(&word.text, word.span));
                let words: Vec<Argument> = words.collect();
                let span = words.first()?.span;
                behind_inits(&Invocation::read(words, span, Dialect::default()))
            }
            // Of a script the first command, where nothing else is in it.
            Command::Shell { script, .. } => {
                let list = shell::parse(&script.text);
                let only = list.items.len() == 1 && list.simple_commands().len() == 1;
                let mut call = commands(&list).into_iter().next().filter(|_| only)?;
                call.words.iter_mut().for_each(|word| word.span = script.span);
                call
            }
        };
        let first = call.words.first()?.clone();
        first.value.as_ref()?;
        if first.text().contains('/') {
            return (exec || !first.text().contains('$'))
                .then_some(Start { word: first, is_read: false });
        }
        let reads = program::is_shell(&call.program) && !call.has_any(&["c", "s"]);
        let script = call.operand(0).filter(|_| reads)?.clone();
        script.value.as_ref()?;
        Some(Start { word: script, is_read: true })
    }

    fn path(&self, last: &State) -> Option<String> {
        let text = self.word.value.as_deref()?;
        match text.starts_with('/') {
            true => Some(join("/", text)),
            false => Some(join(last.workdir.known()?, text)),
        }
    }
}

/// Whether the name is that of a script.
fn is_script(path: &str) -> bool {
    const ENDS: [&str; 6] = [".sh", ".bash", ".py", ".pl", ".rb", ".php"];
    ENDS.iter().any(|end| path.ends_with(end))
}

/// `--chmod=755` on the COPY or ADD that brought it.
fn with_mode(cx: &Context, node: &Node) -> Option<Fix> {
    let place = node.mode.cause().span()?;
    let stage = cx.target()?;
    let step = stage.steps.iter().find(|step| step.span == place)?;
    let instruction = cx.instruction(step);
    let copies = matches!(instruction.body, Body::Copy(_) | Body::Add(_));
    if !copies || instruction.flag("chmod").is_some() {
        return None;
    }
    let edit = Edit::insert(instruction.keyword_word.span.end, " --chmod=755");
    fix("Copy it with --chmod=755", vec![edit])
}
