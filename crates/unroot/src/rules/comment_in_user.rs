//! USER app # comment.

use super::calls::each_step;
use super::context::{Context, Sink, finding, fix};
use crate::finding::{Fix, Reason, Rule, Severity};
use crate::guide::Section;
use dockerfile::{Body, Edit, Span};

/// See `comment-in-user.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Error,
    guide: Section::WhenToSwitch,
    supersedes: &["user-not-found", "name-without-passwd"],
    ..rule!("comment-in-user")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    each_step(cx, sink, |sink, _, step| {
        let Body::User(word) = &cx.instruction(step).body else { return };
        let Some(name) = name(&word.text) else { return };
        let at = word.span.start + name.len();
        let comment = Span::new(at, word.span.end);
        let start = comment.of(cx.text).find('#').map_or(at, |hash| at + hash);
        let message = format!(
            "Docker looks for a user called `{}`: only a whole line can be a comment. Put the comment on a line of \
             its own.",
            word.text
        );
        let repair =
            fix("Take the comment away", vec![Edit::replace(comment, "")]).map(Fix::preferred);
        let reason = Reason::at(word.span, "the rest of the line is the name");
        sink.push(
            finding(&RULE, Span::new(start, word.span.end), message).because(reason).fix(repair),
        );
    });
}

/// The name before a comment, if there is one.
fn name(text: &str) -> Option<&str> {
    let at = text.find(" #").or_else(|| text.find("\t#"))?;
    Some(text[..at].trim_end()).filter(|name| !name.is_empty())
}
