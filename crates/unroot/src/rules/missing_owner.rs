//! What is told alike of an owner that nobody is called, wherever a builder stops or does not.

use super::context::{Context, finding};
use super::repair::missing_name_fixes;
use crate::finding::{Finding, Reason, Rule};
use crate::model::{Builder, Event, EventKind, Stage, Subject};

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

/// All of them, but for names that a failing command was to make: that command is what to mend.
pub fn missing_owners<'a>(cx: &'a Context) -> Vec<MissingOwner<'a>> {
    let told = move |stage: &'a Stage| {
        stage.steps.iter().flat_map(|step| &step.events).filter_map(move |event| {
            let EventKind::OwnerMissing { subject, name, certain, copying } = &event.kind else {
                return None;
            };
            let silent = *copying && cx.build.assumptions.builder == Builder::BuildKit;
            let (subject, certain) = (*subject, *certain);
            Some(MissingOwner { stage, event, subject, name, certain, silent })
        })
    };
    cx.reached().flat_map(told).filter(|owner| !cx.was_to_be_created(owner.name)).collect()
}
