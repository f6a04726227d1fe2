//! What is told alike of an owner that nobody is called, wherever a builder stops or does not.

use super::created_later::created_later;
use crate::finding::{Finding, Reason, Rule};
use crate::model::{Builder, Event, EventKind, Stage, Subject};
use crate::rules::context::{Context, Moment, finding};
use crate::rules::repair::missing_name_fixes;

/// A name that `chown` or `--chown` looks up in vain.
pub struct MissingOwner<'a> {
    pub stage: &'a Stage,
    pub event: &'a Event,
    pub subject: Subject,
    pub name: &'a str,
    /// Whether nobody can have the name, as far as the image's users are known.
    pub certain: bool,
    /// Whether the builder passes over it: BuildKit does so for `--chown`.
    pub silent: bool,
    /// The later command that creates the name, and by that shows that it was not there before.
    pub made_later: Option<&'a Event>,
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
            if other == self.name {
                continue;
            }
            finding = finding.because(Reason::at(created.span, format!("creates `{other}`")));
        }
        finding = finding.because(Reason::at(self.event.span, format!("{here} `{}`", self.name)));
        if let Some(made) = self.made_later {
            let text = format!(
                "creates `{}` and fails if it exists, so it didn't exist before",
                self.name
            );
            finding = finding.because(Reason::at(made.command, text));
        } else if self.subject == Subject::User {
            let fixes = missing_name_fixes(cx, self.stage, self.name, None).into_iter();
            finding.fixes = match self.is_all_known(cx) {
                true => fixes.collect(),
                false => fixes
                    .map(|fix| {
                        fix.review(format!("the image may have a user `{}` after all", self.name))
                    })
                    .collect(),
            };
        }
        finding
    }

    /// Whether every user of the image is known, so that nobody else can have the name.
    pub fn is_all_known(&self, cx: &Context) -> bool {
        self.certain || cx.knows_all_users(self.stage)
    }
}

/// Owners that do not exist, as the image's users or a later command show, in the stages that the target needs. Names that
/// a failing command was meant to create are left out: that command is the fault.
pub fn missing_owners<'a>(cx: &'a Context) -> Vec<MissingOwner<'a>> {
    let silent = cx.build.assumptions.builder == Builder::BuildKit;
    let missing = cx.moments().filter_map(|Moment { stage, at, event, .. }| {
        let later = |subject: Subject, name: &str| created_later(cx, stage, at, subject, name);
        match &event.kind {
            EventKind::OwnerMissing { subject, name, certain, copying } => {
                let silent = *copying && silent;
                let made_later = if silent { later(*subject, name) } else { None };
                let (subject, certain) = (*subject, *certain || made_later.is_some());
                Some(MissingOwner { stage, event, subject, name, certain, silent, made_later })
            }
            // Other builders would stop, of which the simulation knows nothing here.
            EventKind::OwnerUnsure { subject, name } if silent => {
                let made_later = Some(later(*subject, name)?);
                let (subject, certain) = (*subject, true);
                Some(MissingOwner { stage, event, subject, name, certain, silent, made_later })
            }
            _ => None,
        }
    });
    missing.filter(|owner| !cx.was_to_be_created(owner.name)).collect()
}
