//! A RUN that works in a volume, under the builder that throws it away.

use super::calls::each_step;
use super::context::{Context, Sink, finding, fix};
use super::repair::{after, own_line};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Builder, Event, EventKind, Stage, Step, is_within};
use dockerfile::{Edit, Span};

/// See `volume-before-chown.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Warning,
    guide: Section::BindMounts,
    ..rule!("volume-before-chown")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    if cx.build.assumptions.builder != Builder::Classic {
        return;
    }
    each_step(cx, sink, |sink, stage, step| {
        let mut reported: Vec<Span> = Vec::new();
        for event in &step.events {
            let Some((path, declared)) = in_volume(step, event) else { continue };
            if reported.contains(&event.command) {
                continue;
            }
            reported.push(event.command);
            let message = format!(
                "`{path}` is a volume already, so Docker's classic builder throws away what this does there. Declare the \
                 volume after the last step that works in it."
            );
            sink.push(
                finding(&RULE, event.command, message)
                    .certain_if(!event.conditional)
                    .because(Reason::at(declared, "declares the volume"))
                    .because(Reason::at(event.command, "works in it afterwards"))
                    .fix(later(cx, stage, step, declared).map(Fix::preferred)),
            );
        }
    });
}

/// The volume that the event works in, and where it is declared.
fn in_volume<'a>(step: &'a Step, event: &Event) -> Option<(&'a str, Span)> {
    let inside = |path: &str| {
        let volumes = step.before.volumes.iter();
        let mut volumes = volumes.filter(|(volume, _)| is_within(path, volume));
        volumes.next().map(|(volume, span)| (volume.as_str(), *span))
    };
    match &event.kind {
        EventKind::OwnerSet { paths, .. } | EventKind::ModeSet { paths, .. } => {
            paths.iter().find_map(|(path, _)| inside(path))
        }
        EventKind::Wrote { path, .. } => inside(path),
        _ => None,
    }
}

/// VOLUME, moved to the line after the step.
fn later(cx: &Context, stage: &Stage, step: &Step, declared: Span) -> Option<Fix> {
    let own = stage.steps.iter().find(|own| !own.triggered && own.span.contains(declared))?;
    let volume = cx.instruction(own);
    let line = volume.span.of(cx.text);
    if line.contains('\n') || step.triggered {
        return None;
    }
    let edits =
        vec![Edit::replace(own_line(cx, volume), ""), after(cx, cx.instruction(step), line)];
    fix("Declare the volume later", edits)
}
