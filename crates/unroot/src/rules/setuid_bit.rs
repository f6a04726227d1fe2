//! chmod u+s, chmod 4755, install -m 4755.

use super::context::{Context, Sink, finding};
use super::named::named;
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Contents, Event, EventKind, Files, Kind, Node, Value, is_within, join};

/// See `setuid-bit.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Warning,
    guide: Section::Breakout,
    also: &["dockle CIS-DI-0008", "CIS 4.8"],
    ..rule!("setuid-bit")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state() else { return };
    // Files that have the bit so far, and what set it.
    let mut standing: Vec<(&str, &Event)> = Vec::new();
    for (step, event) in cx.chain_events() {
        match &event.kind {
            EventKind::ModeSet { mode, paths, recursive } => {
                let Some(set) = mode.setuid() else { continue };
                for (path, _) in paths {
                    let again =
                        |known: &str| known == path || (*recursive && is_within(known, path));
                    standing.retain(|(known, _)| (event.conditional && !set) || !again(known));
                    if set {
                        standing.push((path, event));
                    }
                }
            }
            EventKind::Ran(ran)
                if matches!(ran.call.program.as_str(), "rm" | "unlink") && !event.conditional =>
            {
                let cwd = step.after.workdir.known().map_or("/", String::as_str);
                let gone = |path: &str| {
                    ran.call.operand_texts().any(|word| is_within(path, &join(cwd, word)))
                };
                standing.retain(|(path, _)| !gone(path));
            }
            _ => {}
        }
    }
    // Linux takes no heed of the bit on a script (execve(2)).
    standing.retain(|(path, _)| runs_as_root(&last.files, path) && !is_script(cx, path));
    while let Some((_, event)) = standing.first().copied() {
        let same = |other: &&Event| std::ptr::eq(*other, event);
        let paths: Vec<&str> =
            standing.iter().filter(|(_, other)| same(other)).map(|(path, _)| *path).collect();
        standing.retain(|(_, other)| !same(other));
        let EventKind::ModeSet { mode, .. } = &event.kind else { continue };
        let (what, run) = (named(&paths), if paths.len() > 1 { "run" } else { "runs" });
        let message = format!(
            "{what} {run} with root's rights, whoever starts it: `{mode}` sets the setuid bit. A flaw in it leads back to \
             root. Leave the bit out, or give the program just the capability it needs."
        );
        let reason = Reason::at(event.command, format!("makes {what} setuid"));
        let certain = !event.conditional && paths.iter().any(|path| is_settled(&last.files, path));
        sink.push(finding(&RULE, event.span, message).certain_if(certain).because(reason));
    }
}

/// Whether an interpreter runs the file at `path`: its name says so, or what a step writes there.
fn is_script(cx: &Context, path: &str) -> bool {
    const ENDS: [&str; 6] = [".sh", ".bash", ".py", ".pl", ".rb", ".php"];
    let written = cx.chain_events().filter_map(|(_, event)| match &event.kind {
        EventKind::Wrote { path: known, text: Some(text) } if known == path => Some(text),
        _ => None,
    });
    ENDS.iter().any(|end| path.ends_with(end))
        || written.last().is_some_and(|text| text.starts_with("#!"))
}

/// Whether it is certain that root owns a file there, and that it has the bit.
fn is_settled(files: &Files, path: &str) -> bool {
    let node = files.get(path).filter(|node| node.uid.known().and(node.mode.known()).is_some());
    node.is_some() && files.is_settled(path)
}

/// Whether what the build leaves at `path` may be a setuid program of root's. On a directory the bit
/// means nothing, but a mode for a whole tree reaches the files in it.
fn runs_as_root(files: &Files, path: &str) -> bool {
    let set = |mode: &Value<u32>| mode.known().is_none_or(|mode| mode & 0o4000 != 0);
    let roots = |uid: &Value<u32>| uid.known().is_none_or(|uid| *uid == 0);
    match files.get(path) {
        Some(Node {
            kind: Kind::Directory, contents: Contents::More { owner, files, .. }, ..
        }) => files.known().is_some() && set(files) && roots(&owner.uid),
        Some(node) => node.kind != Kind::Directory && set(&node.mode) && roots(&node.uid),
        None => files.exists(path) != Some(false),
    }
}
