//! chmod 777, a+w, o+w.

use super::context::{Context, Sink, finding, fix};
use super::repair::spec_for_files;
use crate::edit::Edit;
use crate::finding::{Finding, Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Event, EventKind, Step, Value};
use crate::source::Span;

/// See `world-writable.md`.
pub static RULE: Rule = Rule {
    id: "world-writable",
    title: "Everybody may write here",
    severity: Severity::Warning,
    guide: Section::OwnWorkdir,
    also: &["tally world-writable-state-path-workaround", "CWE-732"],
    text: text!("world-writable.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for stage in cx.reached() {
        for step in &stage.steps {
            for event in &step.events {
                if let EventKind::WorldWritable { mode, paths, .. } = &event.kind {
                    let path = paths.first().map_or("this", |(path, _)| path.as_str());
                    let message = format!(
                        "Everybody may write `{path}`: mode `{mode}` gives it to every user, not only to \
                         the one that needs it. Give the path to that user instead."
                    );
                    let finding =
                        finding(&RULE, event.span, message).certain_if(!event.conditional).because(
                            Reason::at(event.command, format!("opens `{path}` to every user")),
                        );
                    sink.push(repairs(cx, step, event, mode, finding));
                }
            }
        }
    }
}

fn repairs(cx: &Context, step: &Step, event: &Event, mode: &str, finding: Finding) -> Finding {
    let owned = owner_instead(cx, step, event);
    let preferred_owner = owned.is_some();
    let narrower = narrower(mode).filter(|_| event.span.of(cx.text) == mode).and_then(|narrow| {
        let edit = Edit::replace(event.span, narrow.as_str());
        let fix = fix(format!("Keep others from writing: {narrow}"), vec![edit])?;
        Some(fix.review("whoever else has to write there can't any more"))
    });
    let narrower = narrower.map(|fix| if preferred_owner { fix } else { fix.preferred() });
    finding.fix(owned.map(Fix::preferred)).fix(narrower)
}

/// `chown user:group` in place of `chmod 777`, where root runs the line and the container's user
/// exists by then.
fn owner_instead(cx: &Context, step: &Step, event: &Event) -> Option<Fix> {
    let last = cx.last_state()?;
    let (Value::Known(spec, _), Some(uid)) = (&last.user, last.identity().uid.known().copied())
    else {
        return None;
    };
    let name = spec.split(':').next().unwrap_or_default();
    let exists = name.parse::<u32>().is_ok() || step.before.accounts.user(name).found().is_some();
    if uid == 0 || !exists || !step.before.identity().is_root() {
        return None;
    }
    let program = Span::new(event.command.start, event.command.start + "chmod".len());
    if program.of(cx.text) != "chmod" {
        return None;
    }
    let owner = spec_for_files(last)?;
    let edits = vec![Edit::replace(program, "chown"), Edit::replace(event.span, owner.as_str())];
    fix(format!("Give it to {owner} instead"), edits)
}

/// The mode without everybody's right to write.
fn narrower(mode: &str) -> Option<String> {
    if mode.bytes().all(|b| b.is_ascii_digit()) {
        let bits = u32::from_str_radix(mode, 8).ok()?;
        let width = mode.len();
        return Some(format!("{:0width$o}", bits & !0o022));
    }
    match mode {
        "a+w" | "o+w" | "ugo+w" => Some("u+w".into()),
        "a+rw" | "o+rw" | "ugo+rw" => Some("a+r,u+w".into()),
        "a+rwx" | "ugo+rwx" | "o+rwx" => Some("a+rx,u+w".into()),
        _ => None,
    }
}
