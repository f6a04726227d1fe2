//! COPY --link --chown with a name fails in BuildKit.

use super::calls::{each_step, without};
use super::context::{Context, Sink, finding, fix};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::Builder;
use dockerfile::Edit;

/// See `link-chown-name.md`.
pub static RULE: Rule =
    Rule { severity: Severity::Error, guide: Section::CopiedFiles, ..rule!("link-chown-name") };

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    if cx.build.assumptions.builder != Builder::BuildKit {
        return;
    }
    each_step(cx, sink, |sink, _, step| {
        let instruction = cx.instruction(step);
        let (Some(link), Some(chown)) = (instruction.flag("link"), instruction.flag("chown"))
        else {
            return;
        };
        let Some(value) = &chown.value else { return };
        let name = |part: &str| {
            !matches!(part, "" | "root") && !part.contains('$') && part.parse::<u32>().is_err()
        };
        let off = link.value.as_ref().is_some_and(|value| value.text == "false");
        if off || instruction.flag("chmod").is_some() || !value.text.split(':').any(name) {
            return;
        }
        let message = format!(
            "`{}` can't be looked up: `--link` copies onto an empty root, where there is no passwd file, and BuildKit \
             stops with `invalid user index: -1`. Use the number, or leave `--link` out.",
            value.text
        );
        let user = step.before.accounts.user(value.text.split(':').next().unwrap_or_default());
        let uid = user.found().and_then(|user| user.uid.known().copied());
        let number = uid.filter(|_| !value.text.contains(':')).and_then(|uid| {
            let edit = Edit::replace(value.span, uid.to_string());
            fix(format!("Use the number, {uid}"), vec![edit])
        });
        let plain = fix("Leave --link out", vec![without(cx, link.span)]).map(Fix::preferred);
        sink.push(
            finding(&RULE, value.span, message)
                .because(Reason::at(link.span, "copies onto an empty root"))
                .because(Reason::at(value.span, "is a name"))
                .fix(plain)
                .fix(number.map(|fix| fix.consequence("the group is the same number then"))),
        );
    });
}
