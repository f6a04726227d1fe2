//! Rules: one concern a file, read off the simulation. Beside each stands its text, which the page
//! shows and a test runs.
//!
//! `common` and `repair` hold what several rules ask and offer, `passes` what happens once all of them have
//! spoken.

/// What a rule's text says of the rule: `rule!("explicit-root")` is the `Rule` of `explicit-root.md`, to be
/// completed with `severity`, `guide`, and where there are any, `also` and `supersedes`.
///
/// The title is the text's heading. The page leaves the texts out and fetches one when somebody opens it: all
/// of them together weigh as much as a tenth of what has to be loaded before the first answer.
macro_rules! rule {
    ($id:literal) => {{
        const TEXT: &str = include_str!(concat!($id, ".md"));
        const TITLE: [u8; $crate::rules::heading::length(TEXT)] = $crate::rules::heading::of(TEXT);
        $crate::finding::Rule {
            id: $id,
            title: $crate::rules::heading::text(&TITLE),
            severity: $crate::finding::Severity::Info,
            guide: $crate::guide::Section::LeastPrivilege,
            also: &[],
            supersedes: &[],
            text: if cfg!(feature = "rule-texts") { TEXT } else { "" },
        }
    }};
}

/// Declares the rules, in the order in which the documentation lists them: each is a module with a `RULE` and
/// a `check`.
macro_rules! rules {
    (
        $($rule:ident,)+
        ---
        $($late:ident,)+
    ) => {
        $(mod $rule;)+
        $(mod $late;)+

        /// Rules that read the simulation, with their checks.
        const CHECKS: &[(&Rule, Check)] = &[$((&$rule::RULE, $rule::check),)+];

        /// Rules that read what comments silenced, with their checks.
        const LATE_CHECKS: &[(&Rule, LateCheck)] = &[$((&$late::RULE, $late::check),)+];
    };
}

mod common;
mod context;
mod heading;
mod passes;
mod repair;
// What `cargo xtask new-rule` copies, compiled so that it never falls behind.
#[cfg(test)]
#[path = "template/template.rs"]
mod template;
#[cfg(test)]
mod tests;

rules! {
    runs_as_root,
    explicit_root,
    root_after_non_root,
    user_variable_unset,
    user_from_build_argument,
    drops_privileges_itself,
    windows_administrator,
    unknown_base_user,
    user_not_found,
    name_without_passwd,
    wrong_tool_for_image,
    uid_taken,
    interactive_adduser,
    group_not_found,
    home_missing,
    home_not_writable,
    owner_not_found,
    silent_chown_fallback,
    copied_as_root,
    code_writable_by_runtime_user,
    root_runs_user_owned_code,
    chown_before_copy,
    chown_doubles_layer,
    root_needed,
    write_denied,
    workdir_owned_by_root,
    workdir_under_classic_builder,
    arbitrary_uid,
    created_never_used,
    named_user_in_kubernetes,
    world_writable,
    comment_in_user,
    entrypoint_not_executable,
    link_chown_name,
    root_in_disguise,
    user_in_root_group,
    numeric_user_in_root_group,
    supplementary_groups_dropped,
    sudo_in_image,
    sudoers_without_password,
    setuid_bit,
    file_capabilities,
    password_in_dockerfile,
    empty_password,
    insecure_run,
    docker_socket,
    chown_colon_root_group,
    link_resets_parents,
    chmod_on_created_parents,
    copy_from_loses_top_owner,
    secret_mount_unreadable,
    cache_mount_owned_by_root,
    volume_owned_by_root,
    volume_before_chown,
    high_uid_without_no_log_init,
    privileged_port,
    expose_ssh,
    unreadable_line,
    left_in_roots_home,
    user_install_not_in_path,
    ---
    ineffective_ignore,
}

pub use context::{Context, Sink};
pub use passes::ignore;

// Rules write `super::calls`.
use common::*;

use crate::finding::{Finding, Ignored, Rule};
use crate::model::Build;
use crate::start::Start;
use dockerfile::{Dockerfile, order};
use passes::Silenced;

/// Reads the simulation and reports findings.
type Check = fn(&Context, &mut Sink);

/// Reads what comments silenced and reports findings, which no comment silences.
type LateCheck = fn(&Context, &Silenced, &mut Sink);

/// Every rule, in the order in which the documentation lists them.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let late = LATE_CHECKS.iter().map(|(rule, _)| *rule);
    CHECKS.iter().map(|(rule, _)| *rule).chain(late)
}

/// The rule called `id`.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

/// What all rules find in `build`, by place, and what comments silence of it. The repairs are not
/// proved yet.
pub fn check(
    build: &Build,
    dockerfile: &Dockerfile,
    text: &str,
    start: &Start,
) -> (Vec<Finding>, Vec<Ignored>) {
    let (mut findings, mut ignored) = all_of(&Context::new(build, dockerfile, text, start));
    order::sort(&mut findings, |a, b| a.span.cmp(&b.span).then(b.severity.cmp(&a.severity)));
    order::sort(&mut ignored, |a, b| a.finding.span.cmp(&b.finding.span));
    (findings, ignored)
}

/// The findings alone, without fixes and in no order: what a proof compares.
pub fn check_for_proof(
    build: &Build,
    dockerfile: &Dockerfile,
    text: &str,
    start: &Start,
) -> Vec<Finding> {
    let mut cx = Context::new(build, dockerfile, text, start);
    cx.offers_fixes = false;
    all_of(&cx).0
}

fn all_of(cx: &Context) -> (Vec<Finding>, Vec<Ignored>) {
    let mut sink = Sink::default();
    for (_, check) in CHECKS {
        check(cx, &mut sink);
    }
    passes::supersede(&mut sink.findings);
    let ids = all().map(|rule| rule.id).collect();
    let silenced = passes::suppress(cx, ids, &mut sink.findings);
    for (_, check) in LATE_CHECKS {
        check(cx, &silenced, &mut sink);
    }
    (sink.findings, silenced.ignored)
}
