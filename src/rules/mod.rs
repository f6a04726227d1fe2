//! Rules: one concern a file, read off the simulation. Beside each stands its text, which the page
//! shows and a test runs.

mod calls;
mod context;
mod handover;
mod repair;

mod account_command_fails;
mod cache_mount_owned_by_root;
mod chmod_on_created_parents;
mod chown_before_copy;
mod chown_colon_root_group;
mod comment_in_user;
mod copied_as_root;
mod copy_from_loses_top_owner;
mod created_never_used;
mod empty_password;
mod entrypoint_not_executable;
mod explicit_root;
mod file_capabilities;
mod high_uid_without_no_log_init;
mod insecure_run;
mod link_chown_name;
mod link_resets_parents;
mod named_user_in_kubernetes;
mod numeric_user_in_root_group;
mod owner_not_found;
mod password_in_dockerfile;
mod privileged_port;
mod root_in_disguise;
mod root_needed;
mod runs_as_root;
mod secret_mount_unreadable;
mod setuid_bit;
mod sudo_in_image;
mod sudoers_without_password;
mod supplementary_groups_dropped;
mod unknown_base_user;
mod unreadable_line;
mod user_in_root_group;
mod user_not_found;
mod volume_owned_by_root;
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
    (&comment_in_user::RULE, comment_in_user::check),
    (&entrypoint_not_executable::RULE, entrypoint_not_executable::check),
    (&link_chown_name::RULE, link_chown_name::check),
    (&root_in_disguise::RULE, root_in_disguise::check),
    (&user_in_root_group::RULE, user_in_root_group::check),
    (&numeric_user_in_root_group::RULE, numeric_user_in_root_group::check),
    (&supplementary_groups_dropped::RULE, supplementary_groups_dropped::check),
    (&sudo_in_image::RULE, sudo_in_image::check),
    (&sudoers_without_password::RULE, sudoers_without_password::check),
    (&setuid_bit::RULE, setuid_bit::check),
    (&file_capabilities::RULE, file_capabilities::check),
    (&password_in_dockerfile::RULE, password_in_dockerfile::check),
    (&empty_password::RULE, empty_password::check),
    (&insecure_run::RULE, insecure_run::check),
    (&chown_colon_root_group::RULE, chown_colon_root_group::check),
    (&link_resets_parents::RULE, link_resets_parents::check),
    (&chmod_on_created_parents::RULE, chmod_on_created_parents::check),
    (&copy_from_loses_top_owner::RULE, copy_from_loses_top_owner::check),
    (&secret_mount_unreadable::RULE, secret_mount_unreadable::check),
    (&cache_mount_owned_by_root::RULE, cache_mount_owned_by_root::check),
    (&volume_owned_by_root::RULE, volume_owned_by_root::check),
    (&high_uid_without_no_log_init::RULE, high_uid_without_no_log_init::check),
    (&privileged_port::RULE, privileged_port::check),
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
