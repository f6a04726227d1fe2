//! COPY --chown=app: means group 0 in BuildKit.

use super::calls::each_step;
use super::context::{Context, Sink, finding, fix};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::Builder;
use dockerfile::Edit;

/// See `chown-colon-root-group.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Warning,
    guide: Section::CopiedFiles,
    ..rule!("chown-colon-root-group")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    if cx.build.assumptions.builder != Builder::BuildKit {
        return;
    }
    each_step(cx, sink, |sink, _, step| {
        let flag = cx.instruction(step).flag("chown");
        let Some(value) = flag.and_then(|flag| flag.value.as_ref()) else { return };
        let Some(user) = value.text.strip_suffix(':').filter(|user| !user.is_empty()) else {
            return;
        };
        let message = format!(
            "`{}` gives the files to the group of root: BuildKit takes the empty group for 0. Without the colon they \
             go to the user's own group.",
            value.text
        );
        let plain = value.span.of(cx.text) == value.text;
        let edit = plain.then(|| Edit::replace(value.span, user));
        let repair =
            edit.and_then(|edit| fix(format!("--chown={user}"), vec![edit])).map(Fix::preferred);
        let reason = Reason::at(value.span, "the group after the colon is empty");
        sink.push(finding(&RULE, value.span, message).because(reason).fix(repair));
    });
}
