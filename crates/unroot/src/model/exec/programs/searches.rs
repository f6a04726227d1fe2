//! What `find` finds, where everything below its roots is listed.

use crate::glob::Syntax;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::writing::absolute;
use crate::model::{Contents, Kind, Node};
use shell::{Argument, Invocation};

/// What is done with what was found.
pub(super) enum Action {
    /// The paths are printed.
    Print(Vec<String>),
    /// Each of these command lines is run; with `+` a failure is `find`'s own.
    Run {
        /// The words, the program first.
        lines: Vec<Vec<Argument>>,
        /// Whether what fails counts.
        counts: bool,
    },
}

/// How many paths are followed.
const MOST: usize = 200;

/// A condition on a path.
enum Test<'a> {
    Type(&'a str),
    Name(&'a str),
}

/// What `call` does; `None` where that is not known.
pub(super) fn action(shell: &Shell, call: &Invocation) -> Option<Action> {
    if !shell.who.is_root() {
        return None;
    }
    let words: Option<Vec<&str>> =
        call.arguments().iter().map(|arg| arg.value.as_deref().filter(|_| !arg.pattern)).collect();
    let words = words?;
    let expression = words.iter().position(|word| word.starts_with(['-', '(', '!']));
    let (roots, mut rest) = words.split_at(expression.unwrap_or(words.len()));
    let (mut tests, mut depths) = (Vec::new(), (0, usize::MAX));
    let mut command: Option<(usize, usize)> = None;
    while let [word, after @ ..] = rest {
        let (negated, word, after) = match (*word, after) {
            ("!" | "-not", [word, after @ ..]) => (true, *word, after),
            (word, after) => (false, word, after),
        };
        match (word, after) {
            ("-type", [kind @ ("f" | "d" | "l"), ..]) => tests.push((negated, Test::Type(kind))),
            ("-name", [pattern, ..]) => tests.push((negated, Test::Name(pattern))),
            ("-maxdepth", [number, ..]) => depths.1 = number.parse().ok()?,
            ("-mindepth", [number, ..]) => depths.0 = number.parse().ok()?,
            ("-exec", after) => {
                let end = after.iter().position(|word| matches!(*word, ";" | "+"))?;
                if end + 1 != after.len() || negated {
                    return None;
                }
                command = Some((words.len() - after.len(), words.len() - 1));
                break;
            }
            ("-print", []) if !negated => break,
            _ => return None,
        }
        rest = &after[1..];
    }
    let mut found = Vec::new();
    for root in roots {
        search(shell, root, &tests, depths, &mut found)?;
    }
    let Some((start, end)) = command else { return Some(Action::Print(found)) };
    let given = &call.arguments()[start..end];
    let counts = words[end] == "+";
    let argument = |text: &str| Argument::known(text, call.span);
    let lines = if counts {
        // The paths stand where the braces do, at the end.
        let (last, program) = given.split_last()?;
        if last.text() != "{}" || program.is_empty() {
            return None;
        }
        let paths = found.iter().map(|path| argument(path));
        match found.is_empty() {
            true => Vec::new(),
            false => vec![program.iter().cloned().chain(paths).collect()],
        }
    } else {
        let line = |path: &String| {
            let word = |word: &Argument| argument(&word.text().replace("{}", path));
            given.iter().map(word).collect()
        };
        found.iter().map(line).collect()
    };
    Some(Action::Run { lines, counts })
}

/// Adds what fits at and below `root`.
fn search(
    shell: &Shell,
    root: &str,
    tests: &[(bool, Test)],
    depths: (usize, usize),
    found: &mut Vec<String>,
) -> Option<()> {
    let files = &shell.world.files;
    let at = absolute(shell, root)?;
    let top = files.get(&at)?;
    // A link is not gone through, unless a slash says so.
    if matches!(top.kind, Kind::Link(_)) && root.ends_with('/') || !files.complete {
        return None;
    }
    for (path, node) in files.within(&at) {
        let sure = node.uid.known().is_some() && node.kind != Kind::Unknown;
        if !sure || node.contents != Contents::Listed || found.len() > MOST {
            return None;
        }
        let below = path[at.len()..].trim_start_matches('/');
        let depth = if below.is_empty() { 0 } else { below.split('/').count() };
        let written = match below {
            "" => root.to_owned(),
            below => format!("{}/{below}", root.trim_end_matches('/')),
        };
        let name = written.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let holds = |(negated, test): &(bool, Test)| holds(test, node, name) != *negated;
        if depth >= depths.0 && depth <= depths.1 && tests.iter().all(holds) {
            found.push(written);
        }
    }
    Some(())
}

fn holds(test: &Test, node: &Node, name: &str) -> bool {
    match test {
        Test::Name(pattern) => Syntax::Shell.fits(pattern, name),
        Test::Type("f") => node.kind == Kind::File,
        Test::Type("d") => node.is_directory(),
        Test::Type(_) => matches!(node.kind, Kind::Link(_)),
    }
}
