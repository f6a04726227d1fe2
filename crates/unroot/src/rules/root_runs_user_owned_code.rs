//! Root starts a file that an ordinary user owns, or whose directory that user owns.

use super::context::{Context, Sink, finding};
use super::handover::given_by;
use super::repair::{may_step_down, parent_stays};
use super::started::{Started, argv, health_check, run_by_starter, words};
use crate::finding::{Finding, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Cause, Node, State, ancestors, join};
use crate::verdict;
use dockerfile::{Argument, Body, Span};

/// See `root-runs-user-owned-code.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Info,
    guide: Section::CopiedFiles,
    also: &["CWE-732", "CWE-426"],
    ..rule!("root-runs-user-owned-code")
};

/// The directories of PATH where nothing says otherwise, in order.
const SYSTEM: [&str; 6] =
    ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state() else { return };
    if !last.starts_as().is_root() {
        return;
    }
    // A start command of this file that the image's own entrypoint gets may be run as somebody else.
    let own = last.entrypoint.is_some() || last.drops_privileges.is_none();
    let mut started = if own { run_by_starter(&argv(cx, last)) } else { Vec::new() };
    if last.entrypoint.is_some() {
        // What CMD names is the entrypoint's to run, as whom it likes.
        let cmd = last.cmd.as_ref().map(|(_, at)| cx.dockerfile.instructions[*at].span);
        started.retain(|one| !cmd.is_some_and(|cmd| cmd.contains(one.word.span)));
    }
    let checked = health_check(cx).map(|(command, at)| run_by_starter(&words(cx, command, at)));
    let checked = checked.unwrap_or_default();
    for (words, when) in [(started, "when the container starts"), (checked, "as a health check")] {
        let hit = words.iter().find_map(|one| Some((&one.word, owned(cx, last, one)?)));
        if let Some((word, owned)) = hit {
            sink.push(report(cx, last, word, &owned, when));
        }
    }
}

/// What an ordinary user owns of the way to a program.
struct Owned {
    /// The file, or the directory above it.
    path: String,
    uid: u32,
    /// The line that gave it to the user.
    given: Span,
    /// The directory in PATH, before those of the system, through which the program would be found.
    in_path: Option<String>,
}

/// What an ordinary user owns of the way to what is started: the file, else the nearest directory above it; or a directory
/// in PATH that is searched before the system's.
fn owned(cx: &Context, last: &State, started: &Started) -> Option<Owned> {
    if let Some(path) = started.place(last) {
        return owner_on_the_way(cx, last, &path);
    }
    let name = started.word.text.as_str();
    if name.is_empty() || name.contains(['/', '$', '=', ' ']) || name.starts_with('-') {
        return None;
    }
    let first = searched_first(cx, last).into_iter().find_map(|directory| {
        let owned = owner_on_the_way(cx, last, &directory)?;
        Some(Owned { in_path: Some(directory), ..owned })
    });
    let place = || {
        let paths = SYSTEM.map(|directory| format!("{directory}/{name}"));
        let found = paths.into_iter().find(|path| last.files.get(path).is_some())?;
        owner_on_the_way(cx, last, &last.files.resolve(&found, true))
    };
    first.or_else(place)
}

fn owner_on_the_way(cx: &Context, last: &State, path: &str) -> Option<Owned> {
    let mut ways = std::iter::once(path).chain(ancestors(path)).filter(|way| *way != "/");
    ways.find_map(|way| {
        let owner = match last.files.get(way) {
            Some(node) => node.uid.clone(),
            None if way == path => last.files.ownership(way)?.uid,
            None => return None,
        };
        let uid = *owner.known().filter(|uid| **uid != 0)?;
        // What the base image gave its own user is its affair.
        let given = given_by(cx, way).map(|event| event.command).or(owner.cause().span())?;
        Some(Owned { path: way.to_owned(), uid, given, in_path: None })
    })
}

/// The directories that the file's `ENV PATH` lines put before the ones that were there, first to last.
fn searched_first(cx: &Context, last: &State) -> Vec<String> {
    let mut found = Vec::new();
    for step in cx.chain().into_iter().flat_map(|stage| stage.steps.iter().rev()) {
        let Body::Env(pairs) = &cx.instruction(step).body else { continue };
        let Some((_, value)) = pairs.iter().rfind(|(name, _)| name.text == "PATH") else {
            continue;
        };
        let mut goes_on = false;
        for part in value.text.trim_matches(['"', '\'']).split(':') {
            if matches!(part, "$PATH" | "${PATH}") {
                goes_on = true;
                break;
            }
            if SYSTEM.contains(&part) {
                return found;
            }
            let path = variables_replaced(last, part).filter(|path| path.starts_with('/'));
            found.extend(path.map(|path| last.files.resolve(&join("/", &path), true)));
        }
        if !goes_on {
            break;
        }
    }
    found
}

/// `$HOME/bin` with what the environment says; `None` where a variable is not known.
fn variables_replaced(last: &State, text: &str) -> Option<String> {
    let Some(rest) = text.strip_prefix('$') else {
        return (!text.contains('$')).then(|| text.to_owned());
    };
    let (name, rest) = match rest.strip_prefix('{') {
        Some(rest) => rest.split_once('}')?,
        None => rest.split_at(rest.find('/').unwrap_or(rest.len())),
    };
    let value = last.env.get(name)?.known()?;
    (!rest.contains('$')).then(|| format!("{value}{rest}"))
}

fn report(cx: &Context, last: &State, word: &Argument, owned: &Owned, when: &str) -> Finding {
    let user = last.accounts.user_by_uid(owned.uid).found().map(|user| user.name.as_str());
    let who = user.map_or_else(|| format!("UID {}", owned.uid), |name| format!("`{name}`"));
    let Owned { path, given, .. } = owned;
    let (word_text, directory) = (&word.text, last.files.get(path).is_some_and(Node::is_directory));
    let message = match &owned.in_path {
        Some(first) => format!(
            "Root looks for `{word_text}` in `{first}` first, and `{path}` belongs to {who}. Anyone who controls {who} can put \
             a program there and becomes root. Let root own that directory."
        ),
        None => {
            let what = match directory {
                true => format!("`{word_text}` {when}, and `{path}` belongs to {who}"),
                false => format!("`{path}` {when}, and it belongs to {who}"),
            };
            format!(
                "Root runs {what}. Anyone who controls {who} can replace it and becomes root. Let root own what root runs."
            )
        }
    };
    let works = works_as(cx, last, user, owned.uid);
    let certain = last.user.cause().is_certain() && last.files.is_settled(path) && works.is_some();
    let severity = if works.is_some() { Severity::Warning } else { Severity::Info };
    let mut finding = finding(&RULE, word.span, message)
        .severity(severity)
        .certain_if(certain)
        .because(Reason::at(*given, format!("gives `{path}` to {who}")))
        .because_if(works);
    if let Cause::At(span) = last.user.cause() {
        finding = finding.because(Reason::at(*span, "starts as root"));
    }
    finding
}

/// Why the container has a process of that user: the start command or the image's server steps down to it, or may.
fn works_as(cx: &Context, last: &State, user: Option<&str>, uid: u32) -> Option<Reason> {
    let number = uid.to_string();
    let is_it = |name: &str| user == Some(name) || name == number;
    if let Some(to) = verdict::steps_down(last).filter(|to| is_it(to)) {
        let span = last.entrypoint.as_ref().or(last.cmd.as_ref()).map(|(_, at)| *at);
        let text = format!("the start command drops privileges to `{to}`");
        return Some(match span.map(|at| cx.dockerfile.instructions[at].span) {
            Some(span) => Reason::at(span, text),
            None => Reason::stated(text),
        });
    }
    if let Some(to) = parent_stays(cx, last).filter(|to| is_it(to)) {
        return Some(Reason::stated(format!("the server's workers run as `{to}`")));
    }
    may_step_down(cx, last).map(|(span, why)| Reason::at(span, why))
}
