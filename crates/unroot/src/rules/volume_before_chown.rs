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
            let advice = match declared {
                Some(_) => "Declare the volume after the last step that works in it",
                None => {
                    "Only `COPY` and `ADD` change what is there; or keep the files somewhere else"
                }
            };
            let message = format!(
                "`{path}` is a volume already, so Docker's classic builder throws away what this does there. {advice}."
            );
            let declares = match declared {
                Some(span) => Reason::at(span, "declares the volume"),
                None => Reason::at(cx.instruction(&stage.steps[0]).span, "brings the volume"),
            };
            sink.push(
                finding(&RULE, event.command, message)
                    .certain_if(!event.conditional)
                    .because(declares)
                    .because(Reason::at(event.command, "works in it afterwards"))
                    .fix(declared.and_then(|at| later(cx, stage, step, at)).map(Fix::preferred)),
            );
        }
    });
}

/// The volume that the event works in, and where this file declares it; `None` for what the stage continues.
fn in_volume<'a>(step: &'a Step, event: &Event) -> Option<(&'a str, Option<Span>)> {
    let inside = |path: &str| {
        let state = &step.before;
        let own = state.volumes.iter().map(|(volume, span)| (volume.as_str(), Some(*span)));
        let inherited = state.inherited_volumes.iter().map(|volume| (volume.as_str(), None));
        own.chain(inherited).find(|(volume, _)| is_within(path, volume))
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
