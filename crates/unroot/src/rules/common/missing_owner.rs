//! What is told alike of an owner that nobody is called, wherever a builder stops or does not.

use crate::finding::{Finding, Reason, Rule};
use crate::model::{Builder, Event, EventKind, Stage, Subject};
use crate::rules::context::{Context, Moment, finding};
use crate::rules::repair::missing_name_fixes;

/// A name that `chown` or `--chown` looks up in vain.
pub struct MissingOwner<'a> {
    stage: &'a Stage,
    pub event: &'a Event,
    pub subject: Subject,
    pub name: &'a str,
    /// Whether nobody can have the name, as far as the image's users are known.
    pub certain: bool,
    /// Whether the builder passes over it: BuildKit does so for `--chown`.
    pub silent: bool,
}

impl MissingOwner<'_> {
    /// A finding of `rule` at the name: who was created instead, and the repairs.
    pub fn finding(
        &self,
        cx: &Context,
        rule: &'static Rule,
        message: String,
        here: &str,
    ) -> Finding {
        let mut finding = finding(rule, self.event.span, message);
        if !cx.offers_fixes {
            return finding;
        }
        for (other, created) in cx.created_users() {
            finding = finding.because(Reason::at(created.span, format!("creates `{other}`")));
        }
        finding = finding.because(Reason::at(self.event.span, format!("{here} `{}`", self.name)));
        if self.subject == Subject::User {
            finding.fixes = missing_name_fixes(cx, self.stage, self.name, None);
        }
        finding
    }

    /// Whether every user of the image is known, so that nobody else can have the name.
    pub fn is_all_known(&self, cx: &Context) -> bool {
        self.certain || cx.knows_all_users(self.stage)
    }
}

/// Owners that do not exist, in the stages that the target needs. Names that a failing command was meant to
/// create are left out: that command is the fault.
pub fn missing_owners<'a>(cx: &'a Context) -> Vec<MissingOwner<'a>> {
    let missing = cx.moments().filter_map(|Moment { stage, event, .. }| {
        let EventKind::OwnerMissing { subject, name, certain, copying } = &event.kind else {
            return None;
        };
        let silent = *copying && cx.build.assumptions.builder == Builder::BuildKit;
        let (subject, certain) = (*subject, *certain);
        Some(MissingOwner { stage, event, subject, name, certain, silent })
    });
    missing.filter(|owner| !cx.was_to_be_created(owner.name)).collect()
}
