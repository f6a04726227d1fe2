//! Lines of sudoers that the Dockerfile writes.

use super::calls::calls;
use super::sudo_removed;
use crate::model::{EventKind, Identity};
use crate::rules::context::Context;
use dockerfile::Span;

/// Words that come into `/etc/sudoers` or a file beside it, by `echo`, `printf` or `sed`.
pub struct Line {
    /// Where they stand.
    pub span: Span,
    /// The command that writes them.
    pub command: Span,
    /// It may not run.
    pub conditional: bool,
    text: String,
}

impl Line {
    /// Whether the line asks for no password.
    pub fn is_open(&self) -> bool {
        self.text.contains("NOPASSWD")
    }
}

/// The lines that are there when the image is done.
pub fn lines(cx: &Context) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (step, event) in cx.chain_events() {
        if let EventKind::Wrote { path, text: Some(text) } = &event.kind
            && path.starts_with("/etc/sudoers")
            && !sudo_removed::files_are_gone(cx, step)
        {
            let (span, command, conditional) = (event.span, event.command, event.conditional);
            lines.push(Line { span, command, conditional, text: text.clone() });
        }
    }
    for call in calls(cx, &["sed", "echo", "printf"]) {
        let arguments = call.line.arguments().iter();
        let mut texts = arguments.filter_map(|word| Some((word.value.as_deref()?, word.span)));
        let rule = |text: &str| text.contains("NOPASSWD") || text.contains("ALL=");
        let Some((text, span)) = texts.find(|(text, _)| rule(text)) else { continue };
        let (command, conditional) = (call.event.command, call.event.conditional);
        let to_sudoers = command.of(cx.text).contains("/etc/sudoers")
            || (call.line.program != "sed" && call.step.span.of(cx.text).contains("/etc/sudoers"));
        let said = lines.iter().any(|line| line.command.contains(span));
        if to_sudoers && !said && !sudo_removed::files_are_gone(cx, call.step) {
            lines.push(Line { span, command, conditional, text: text.to_owned() });
        }
    }
    lines
}

/// Whether a line names this user or one of its groups, or it is in the group that sudo's own package
/// lets in: `sudo` in Debian, `wheel` in Red Hat's.
pub fn names(cx: &Context, who: &Identity) -> bool {
    let Some(last) = cx.last_state() else { return false };
    let groups = last.accounts.groups.iter().filter(|group| {
        group.gid.is_known_and(|gid| who.groups.contains(gid) || who.gid.known() == Some(gid))
    });
    let groups: Vec<&str> = groups.map(|group| group.name.as_str()).collect();
    let mut own = groups.iter().copied().chain(who.name.as_deref());
    let lines = lines(cx);
    let said = |name: &str| lines.iter().any(|line| line.text.contains(name));
    let all = |line: &Line| line.text.lines().any(|line| line.starts_with("ALL "));
    groups.iter().any(|group| matches!(*group, "sudo" | "wheel"))
        || own.any(said)
        || lines.iter().any(all)
}
