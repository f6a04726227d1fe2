//! No USER, and nobody knows the base image.

use super::context::{Context, Sink, finding};
use crate::finding::{Certainty, Reason, Rule, Severity};
use crate::guide::Section;
use crate::image::Family;
use crate::model::Cause;

/// See `unknown-base-user.md`.
pub static RULE: Rule =
    Rule { severity: Severity::Info, guide: Section::LeastPrivilege, ..rule!("unknown-base-user") };

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(state) = cx.last_state() else { return };
    // How Windows images start is a rule of its own.
    if state.user.known().is_some() || state.family == Some(Family::Windows) {
        return;
    }
    let Cause::UnknownImage(name, span) = state.user.cause() else { return };
    let message = format!(
        "It can't be told who the container starts as. No `USER` is set, and nobody here knows `{name}`: \
         say how it starts, or set a `USER` of your own."
    );
    let mut finding = finding(&RULE, *span, message)
        .because(Reason::at(*span, format!("`{name}` may start as root or as anybody else")));
    finding.certainty = Certainty::Unknown(format!("the image `{name}` is not known"));
    sink.push(finding);
}
