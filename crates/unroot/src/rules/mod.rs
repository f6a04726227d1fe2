//! Rules: one concern a file, read off the simulation. Beside each stands its text, which the page
//! shows and a test runs.

/// A rule's text. The page fetches it when somebody opens it: all of them together weigh as much as a
/// tenth of what has to be loaded before the first answer.
macro_rules! text {
    ($file:literal) => {
        if cfg!(feature = "rule-texts") { include_str!($file) } else { "" }
    };
}

mod calls;
mod context;
mod denial;
mod group_zero;
mod handover;
mod ignore;
mod last_user;
mod missing_owner;
mod missing_user;
mod named;
mod repair;
mod sudo_removed;
mod sudoers;
#[cfg(test)]
mod tests;
mod tool;

mod arbitrary_uid;
mod cache_mount_owned_by_root;
mod chmod_on_created_parents;
mod chown_before_copy;
mod chown_colon_root_group;
mod chown_doubles_layer;
mod code_writable_by_runtime_user;
mod comment_in_user;
mod copied_as_root;
mod copy_from_loses_top_owner;
mod created_never_used;
mod docker_socket;
mod drops_privileges_itself;
mod empty_password;
mod entrypoint_not_executable;
mod explicit_root;
mod file_capabilities;
mod group_not_found;
mod high_uid_without_no_log_init;
mod home_missing;
mod ineffective_ignore;
mod insecure_run;
mod interactive_adduser;
mod link_chown_name;
mod link_resets_parents;
mod name_without_passwd;
mod named_user_in_kubernetes;
mod numeric_user_in_root_group;
mod owner_not_found;
mod password_in_dockerfile;
mod privileged_port;
mod root_after_non_root;
mod root_in_disguise;
mod root_needed;
mod runs_as_root;
mod secret_mount_unreadable;
mod setuid_bit;
mod silent_chown_fallback;
mod sudo_in_image;
mod sudoers_without_password;
mod supplementary_groups_dropped;
mod uid_taken;
mod unknown_base_user;
mod unreadable_line;
mod user_in_root_group;
mod user_not_found;
mod user_variable_unset;
mod volume_before_chown;
mod volume_owned_by_root;
mod windows_administrator;
mod workdir_owned_by_root;
mod workdir_under_classic_builder;
mod world_writable;
mod write_denied;
mod wrong_tool_for_image;

pub use context::{Context, Sink};
pub use ignore::ignore;

use crate::finding::{Finding, Ignored, Rule};
use crate::model::Build;
use dockerfile::{Dockerfile, order};

/// A rule's eyes.
type Check = fn(&Context, &mut Sink);

/// Every rule with its check, in the order in which the documentation lists them.
const CHECKS: &[(&Rule, Check)] = &[
    (&runs_as_root::RULE, runs_as_root::check),
    (&explicit_root::RULE, explicit_root::check),
    (&root_after_non_root::RULE, root_after_non_root::check),
    (&user_variable_unset::RULE, user_variable_unset::check),
    (&drops_privileges_itself::RULE, drops_privileges_itself::check),
    (&windows_administrator::RULE, windows_administrator::check),
    (&unknown_base_user::RULE, unknown_base_user::check),
    (&user_not_found::RULE, user_not_found::check),
    (&name_without_passwd::RULE, name_without_passwd::check),
    (&wrong_tool_for_image::RULE, wrong_tool_for_image::check),
    (&uid_taken::RULE, uid_taken::check),
    (&interactive_adduser::RULE, interactive_adduser::check),
    (&group_not_found::RULE, group_not_found::check),
    (&home_missing::RULE, home_missing::check),
    (&owner_not_found::RULE, owner_not_found::check),
    (&silent_chown_fallback::RULE, silent_chown_fallback::check),
    (&copied_as_root::RULE, copied_as_root::check),
    (&code_writable_by_runtime_user::RULE, code_writable_by_runtime_user::check),
    (&chown_before_copy::RULE, chown_before_copy::check),
    (&chown_doubles_layer::RULE, chown_doubles_layer::check),
    (&root_needed::RULE, root_needed::check),
    (&write_denied::RULE, write_denied::check),
    (&workdir_owned_by_root::RULE, workdir_owned_by_root::check),
    (&workdir_under_classic_builder::RULE, workdir_under_classic_builder::check),
    (&arbitrary_uid::RULE, arbitrary_uid::check),
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
    (&docker_socket::RULE, docker_socket::check),
    (&chown_colon_root_group::RULE, chown_colon_root_group::check),
    (&link_resets_parents::RULE, link_resets_parents::check),
    (&chmod_on_created_parents::RULE, chmod_on_created_parents::check),
    (&copy_from_loses_top_owner::RULE, copy_from_loses_top_owner::check),
    (&secret_mount_unreadable::RULE, secret_mount_unreadable::check),
    (&cache_mount_owned_by_root::RULE, cache_mount_owned_by_root::check),
    (&volume_owned_by_root::RULE, volume_owned_by_root::check),
    (&volume_before_chown::RULE, volume_before_chown::check),
    (&high_uid_without_no_log_init::RULE, high_uid_without_no_log_init::check),
    (&privileged_port::RULE, privileged_port::check),
    (&unreadable_line::RULE, unreadable_line::check),
    // The last one: it sets aside what the others found.
    (&ineffective_ignore::RULE, ineffective_ignore::check),
];

/// Every rule, in the order in which the documentation lists them.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    CHECKS.iter().map(|(rule, _)| *rule)
}

/// The rule called `id`.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

/// What all rules find in `build`, by place, and what comments silence of it. The repairs are not
/// proved yet.
pub fn check(build: &Build, dockerfile: &Dockerfile, text: &str) -> (Vec<Finding>, Vec<Ignored>) {
    let cx = Context::new(build, dockerfile, text);
    let mut sink = Sink::default();
    for (_, check) in CHECKS {
        check(&cx, &mut sink);
    }
    let Sink { mut findings, mut ignored } = sink;
    order::sort(&mut findings, |a, b| a.span.cmp(&b.span).then(b.severity.cmp(&a.severity)));
    order::sort(&mut ignored, |a, b| a.finding.span.cmp(&b.finding.span));
    (findings, ignored)
}
