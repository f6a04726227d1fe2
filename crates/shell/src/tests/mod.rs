//! What the reader makes of shell text, one construct at a time.

mod compounds;
mod hostile;
mod invariants;
mod languages;
mod lists;
mod quotes;
mod words;

use super::*;

/// Each simple command as its words' own text, in source order.
fn commands(script: &str) -> Vec<String> {
    let list = parse(script);
    let text = |simple: &&Simple| {
        let words: Vec<&str> = simple.words.iter().map(|word| word.span.of(script)).collect();
        words.join(" ")
    };
    list.simple_commands().iter().map(text).collect()
}

/// The only simple command of `script`.
fn simple(script: &str) -> Simple {
    let list = parse(script);
    match list.items.as_slice() {
        [(Connector::Then, Pipeline { negated: false, commands, .. })] => match commands.as_slice()
        {
            [Command::Simple(simple)] => simple.clone(),
            other => panic!("{script}: {other:?}"),
        },
        other => panic!("{script}: {other:?}"),
    }
}

/// The parts of the argument of `echo`.
fn parts(argument: &str) -> Vec<Part> {
    let simple = simple(&format!("echo {argument}"));
    assert_eq!(simple.words.len(), 2, "{argument}: {simple:?}");
    simple.words[1].parts.clone()
}

/// The text of the `Unknown` in `script`, wherever it is.
fn unknown(script: &str) -> Option<&str> {
    fn of(list: &List) -> Option<dockerfile::Span> {
        let Command::Unknown(span) = list.items.last()?.1.commands.last()? else {
            return of(inner(list.items.last()?.1.commands.last()?)?);
        };
        Some(*span)
    }
    of(&parse(script)).map(|span| {
        assert_eq!(span.end, script.len());
        span.of(script)
    })
}

/// The list of a compound command that was read last.
fn inner(command: &Command) -> Option<&List> {
    match command {
        Command::Simple(_) | Command::Unknown(_) => None,
        Command::Group(list, _) | Command::Subshell(list, _) => Some(list),
        Command::If { branches, otherwise, .. } => {
            let (condition, body) = branches.last()?;
            otherwise.as_ref().or(Some(if body.items.is_empty() { condition } else { body }))
        }
        Command::While { condition, body, .. } => {
            Some(if body.items.is_empty() { condition } else { body })
        }
        Command::For { body, .. } => Some(body),
        Command::Case(case) => case.arms.last().map(|(_, list)| list),
        Command::Function { body, .. } => inner(body),
    }
}

fn literal(text: &str, quoted: bool) -> Part {
    Part::Literal { text: text.to_string(), quoted }
}
