//! Rules: one concern a file, read off the simulation. Beside each stands its text, which the page
//! shows and a test runs.

mod context;
mod handover;
mod repair;

mod account_command_fails;
mod chown_before_copy;
mod copied_as_root;
mod created_never_used;
mod explicit_root;
mod named_user_in_kubernetes;
mod owner_not_found;
mod root_needed;
mod runs_as_root;
mod unknown_base_user;
mod unreadable_line;
mod user_not_found;
mod workdir_owned_by_root;
mod world_writable;

pub use context::{Context, Sink};

use crate::finding::{Finding, Rule};
use crate::model::Build;
use crate::source::LineIndex;
use crate::syntax::Dockerfile;

/// A rule's eyes.
type Check = fn(&Context, &mut Sink);

/// Every rule with its check, in the order in which the documentation lists them.
const CHECKS: &[(&Rule, Check)] = &[
    (&runs_as_root::RULE, runs_as_root::check),
    (&explicit_root::RULE, explicit_root::check),
    (&unknown_base_user::RULE, unknown_base_user::check),
    (&user_not_found::RULE, user_not_found::check),
    (&account_command_fails::RULE, account_command_fails::check),
    (&owner_not_found::RULE, owner_not_found::check),
    (&copied_as_root::RULE, copied_as_root::check),
    (&chown_before_copy::RULE, chown_before_copy::check),
    (&root_needed::RULE, root_needed::check),
    (&workdir_owned_by_root::RULE, workdir_owned_by_root::check),
    (&created_never_used::RULE, created_never_used::check),
    (&named_user_in_kubernetes::RULE, named_user_in_kubernetes::check),
    (&world_writable::RULE, world_writable::check),
    (&unreadable_line::RULE, unreadable_line::check),
];

/// Every rule, in the order in which the documentation lists them.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    CHECKS.iter().map(|(rule, _)| *rule)
}

/// The rule called `id`.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

/// What all rules find in `build`, by place. Their repairs are not proved yet.
pub fn check(build: &Build, dockerfile: &Dockerfile, text: &str) -> Vec<Finding> {
    let cx = Context { build, dockerfile, text, lines: LineIndex::new(text) };
    let mut sink = Sink::default();
    for (_, check) in CHECKS {
        check(&cx, &mut sink);
    }
    let mut findings = sink.findings;
    findings.sort_unstable_by_key(|finding| (finding.span, std::cmp::Reverse(finding.severity)));
    findings
}
