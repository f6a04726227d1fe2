//! `find` and `xargs`, which run a program on paths that are not listed.

use super::builtins::look;
use super::handover::{Handover, Next};
use super::ownership::many_may_change;
use super::searches::{self, Action};
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use shell::{Argument, Invocation};

/// Words that `xargs` hands on, as far as they are followed.
const MOST: usize = 256;

/// `xargs program`: the words that are piped in come behind the program's own.
pub(super) fn xargs(shell: &mut Shell, call: &Invocation) -> Next {
    let echo = [Argument::known("echo", call.program_span())];
    let program = match call.from_operand(0) {
        [] => &echo[..],
        words => words,
    };
    let name = program[0].text();
    let text = shell.piped_text.take().filter(|_| !call.has_any(&["a", "E", "e", "L", "l", "eof"]));
    let Some(lines) = text.and_then(|text| lines(call, program, &text)) else {
        many_may_change(shell, name, None, call.span);
        let mut words = program.to_vec();
        words.push(Argument { value: None, span: call.span, pattern: false });
        return Next::Runs(Handover::Perhaps(words));
    };
    Next::Runs(Handover::Each { lines, counts: true })
}

/// The command lines that `text` makes; `None` where that is not known.
fn lines(call: &Invocation, program: &[Argument], text: &str) -> Option<Vec<Vec<Argument>>> {
    let argument = |text: &str| Argument::known(text, call.span);
    let replaced = call.value("I").or(call.value("i")).or(call.value("replace"));
    let delimiter = match call.value("delimiter") {
        Some(arg) => Some(match arg.value.as_deref()? {
            "\\n" => '\n',
            "\\t" => '\t',
            text => text.parse().ok()?,
        }),
        None if call.has("null") => Some('\0'),
        None => None,
    };
    let items: Vec<&str> = match delimiter {
        Some(delimiter) => text.strip_suffix(delimiter).unwrap_or(text).split(delimiter).collect(),
        // Quotes mean something to it.
        None if text.contains(['\'', '"', '\\']) => return None,
        None if replaced.is_some() => {
            text.lines().map(str::trim_start).filter(|line| !line.is_empty()).collect()
        }
        None => text.split_whitespace().collect(),
    };
    let items = if text.is_empty() { Vec::new() } else { items };
    if items.len() > MOST {
        return None;
    }
    if let Some(replaced) = replaced {
        let mark = replaced.value.as_deref()?;
        let line = |item: &&str| {
            let word = |word: &Argument| {
                let text = word.value.as_deref()?.replace(mark, item);
                Some(Argument { value: Some(text), ..word.clone() })
            };
            program.iter().map(word).collect::<Option<Vec<Argument>>>()
        };
        return items.iter().map(line).collect();
    }
    let count = match call.value("max-args") {
        Some(arg) => arg.value.as_deref()?.parse::<usize>().ok().filter(|count| *count > 0)?,
        None => items.len().max(1),
    };
    if items.is_empty() {
        // GNU and BusyBox run the program once without words, unless `-r` is given.
        let runs = !call.has("no-run-if-empty");
        return Some(if runs { vec![program.to_vec()] } else { Vec::new() });
    }
    let line = |items: &[&str]| {
        program.iter().cloned().chain(items.iter().map(|item| argument(item))).collect()
    };
    Some(items.chunks(count).map(line).collect())
}

/// `find paths -exec program …`
pub(super) fn find(shell: &mut Shell, call: &Invocation) -> Next {
    match searches::action(shell, call) {
        Some(Action::Run { lines, counts }) => Next::Runs(Handover::Each { lines, counts }),
        Some(Action::Print(_)) => Next::Ends(Exit::Ok),
        None => Next::Ends(search(shell, call)),
    }
}

/// A search whose results are unknown.
fn search(shell: &mut Shell, call: &Invocation) -> Exit {
    let mut roots = call.leading_operands();
    let end = roots.iter().position(|arg| arg.text().starts_with(['(', '!']));
    roots.truncate(end.unwrap_or(roots.len()));
    let looks = look(shell, &roots, call.span);
    let actions = ["exec", "execdir", "ok", "delete"];
    let action =
        call.options().iter().find(|given| given.name.is_some_and(|name| actions.contains(&name)));
    let Some(action) = action else { return looks };
    let name = match action.name {
        Some("delete") => "rm",
        _ => call.after(action).first().map(Argument::text).unwrap_or_default(),
    };
    let changes = many_may_change(shell, name, Some(&roots), call.span);
    if changes { Exit::Unknown } else { looks }
}
