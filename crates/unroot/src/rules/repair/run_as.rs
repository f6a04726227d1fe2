//! Repairs that make the container start as somebody other than root.

use super::{account_for, after, before, closing_position, create, first_work};
use crate::finding::Fix;
use crate::image::{self, Family, Service};
use crate::model::{Cause, Event, Lookup, Stage, StageBase, State, Value, is_within};
use crate::program;
use crate::rules::context::{Context, fix};
use crate::verdict;
use dockerfile::{Body, Command, Edit, Instruction, Span, order};
use shell::{Invocation, base_name};

/// Repairs for a target stage that starts as root: somebody who is there already, else somebody
/// new. `replace` is the value of the USER to change; without it a USER line is put in.
pub fn run_as_fixes(cx: &Context, replace: Option<Span>) -> Vec<Fix> {
    let (Some(stage), Some(state)) = (cx.target(), cx.last_state()) else { return Vec::new() };
    if !cx.offers_fixes {
        return Vec::new();
    }
    let numbers_only = matches!(state.family, Some(Family::Scratch | Family::Distroless));
    let mut fixes: Vec<Fix> = existing(cx, state)
        .into_iter()
        .filter_map(|user| switch(cx, stage, state, &user, replace))
        .collect();
    if numbers_only && fixes.is_empty() {
        fixes.extend(number(cx, stage, replace));
    }
    if let Some(created) = new(cx, stage, state, replace) {
        fixes.push(created);
    }
    if let Some(first) = fixes.first_mut() {
        first.preferred = true;
    }
    fixes
}

/// Users whom the container can start as: those that the Dockerfile creates, then the image's own.
fn existing(cx: &Context, state: &State) -> Vec<String> {
    let created = created_by_rank(cx, state);
    let mut names: Vec<String> = created.into_iter().map(|(name, _)| name.to_owned()).collect();
    // Whom the start command steps down to is who the image is made for.
    names.extend(verdict::steps_down(state));
    names.extend(own_service(cx, state).and_then(|service| service.user).map(str::to_owned));
    names.extend(image_user(cx).map(str::to_owned));
    names.dedup();
    names.retain(|name| {
        let found = state.accounts.user(name).found();
        found.is_some_and(|user| !user.uid.is_known_and(|uid| *uid == 0))
    });
    names
}

/// Accounts that the Dockerfile creates, each with the event that did: who was given most comes first, then the last one,
/// because what comes before it are often accounts for packages.
pub fn created_by_rank<'a>(cx: &Context<'a>, state: &State) -> Vec<(&'a str, &'a Event)> {
    let created = cx.created_users().into_iter().rev();
    let mut ranked: Vec<_> =
        created.map(|created| (handed_over(state, created.0), created)).collect();
    order::sort(&mut ranked, |a, b| b.0.cmp(&a.0));
    ranked.into_iter().map(|(_, created)| created).collect()
}

/// How many paths outside the homes a line of this file gave to the account.
fn handed_over(state: &State, name: &str) -> usize {
    let Some(user) = state.accounts.user(name).found() else { return 0 };
    let Some(uid) = user.uid.known().filter(|uid| **uid != 0) else { return 0 };
    let home = user.home.as_deref().unwrap_or("/nonexistent");
    let own = state.files.iter().filter(|(path, node)| {
        node.uid.known() == Some(uid) && node.is_of_this_file() && !is_within(path, home)
    });
    own.count()
}

/// The image's user that is meant for programs: an ordinary UID of its own, such as `node`.
fn image_user(cx: &Context) -> Option<&'static str> {
    let facts = cx.chain().iter().find_map(|stage| match stage.base {
        StageBase::Image { facts, .. } => facts,
        _ => None,
    })?;
    let ordinary = facts.users.iter().find(|user| {
        user.uid.is_some_and(|uid| (1000..60000).contains(&uid)) && user.name != "ubuntu"
    });
    ordinary.map(|user| user.name)
}

/// The base image's service, where this file starts it and nothing else.
fn own_service(cx: &Context, state: &State) -> Option<&'static Service> {
    let service = image::service(cx.base_name()?)?;
    let starts = match state.entrypoint.as_ref().or(state.cmd.as_ref()) {
        None => true,
        Some((Command::Exec(words), _)) => {
            words.first().is_some_and(|word| service.program.contains(&base_name(&word.text)))
        }
        Some((Command::Shell { .. }, _)) => false,
    };
    starts.then_some(service)
}

/// As whom the workers of the image's own server run, where its parent stays root.
pub fn parent_stays(cx: &Context, state: &State) -> Option<&'static str> {
    let facts = state.drops_privileges.filter(|facts| facts.drops_to.is_none())?;
    facts.drops_privileges.and(own_service(cx, state)?.user)
}

/// A program that steps down from root is in the image, and what starts can't be seen: where the
/// one came from, and what that means.
pub fn may_step_down(cx: &Context, state: &State) -> Option<(Span, String)> {
    let script = verdict::unseen_program(state)?;
    let (command, tool) = installed(cx, &["gosu", "su-exec"])?;
    Some((command, format!("`{tool}` is installed, and `{script}` may step down with it")))
}

/// The first command that speaks of one of `programs`, by name or by path.
fn installed<'p>(cx: &Context, programs: &[&'p str]) -> Option<(Span, &'p str)> {
    cx.all_calls().find_map(|call| {
        let named = call.line.arguments().iter().find_map(|argument| {
            // A version that is not known leaves the name as it is written.
            let word = argument.value.as_deref().unwrap_or(argument.span.of(cx.text));
            let name = program::package_name(base_name(word));
            programs.iter().find(|program| name == **program)
        })?;
        Some((call.event.command, *named))
    })
}

/// The edit that has `spec` start the container: in place of the value at `replace`, unless steps
/// after it do root's work, else where the stage closes.
pub fn user_edit(cx: &Context, stage: &Stage, spec: &str, replace: Option<Span>) -> Edit {
    let is_last = |span: &Span| {
        let mut later = stage.steps.iter().skip_while(|step| !step.span.contains(*span));
        let found = later.next().is_some();
        found
            && !later
                .any(|step| matches!(cx.instruction(step).body, Body::Run(_) | Body::Workdir(_)))
    };
    match replace.filter(is_last) {
        Some(span) => Edit::replace(span, spec),
        None => closing_position(cx, stage, &format!("USER {spec}")),
    }
}

fn switch(
    cx: &Context,
    stage: &Stage,
    state: &State,
    user: &str,
    replace: Option<Span>,
) -> Option<Fix> {
    let mut edits = vec![user_edit(cx, stage, user, replace)];
    edits.extend(own_directory_edit(cx, stage, state, user));
    let uid = state.accounts.user(user).found().and_then(|user| user.uid.known().copied());
    let title = match uid {
        Some(uid) => format!("Run as {user}, UID {uid}"),
        None => format!("Run as {user}"),
    };
    fix(title, edits)
}

fn number(cx: &Context, stage: &Stage, replace: Option<Span>) -> Option<Fix> {
    let edit = user_edit(cx, stage, "65532:65532", replace);
    let fix = fix("Run as UID 65532", vec![edit])?;
    Some(fix.consequence("files that root owns can be read, but not changed"))
}

/// Creates a user before the first step that could need it, gives it the working directory, and
/// switches to it where the stage closes.
fn new(cx: &Context, stage: &Stage, state: &State, replace: Option<Span>) -> Option<Fix> {
    let first = stage.steps.first()?;
    // A user that a failing command was to make needs that command mended, and no second one.
    let makes_users = |call: &&Invocation| matches!(&*call.program, "useradd" | "adduser");
    if cx.failing_calls().iter().any(makes_users) {
        return None;
    }
    // Accounts of the end: no later step may clash with the new one.
    let account = account_for(cx, state, None);
    let (command, look) = create(&first.after, &account)?;
    let line = format!("RUN {command}");
    let mut edits = vec![match first_work(cx, stage) {
        Some(work) => before(cx, work, &line),
        None => after(cx, cx.instruction(first), &line),
    }];
    edits.extend(own_directory_edit(cx, stage, state, &account.name));
    edits.push(user_edit(cx, stage, &account.name, replace));
    let fix = fix(format!("Create {} with UID {} and run as it", account.name, account.id), edits)?;
    let fix = match look {
        Some(look) => fix.review(look),
        None => fix,
    };
    Some(fix.consequence("files that root made or copied can be read, but not changed"))
}

/// `RUN chown` after the WORKDIR that made the working directory as root.
pub fn own_directory_edit(cx: &Context, stage: &Stage, state: &State, user: &str) -> Option<Edit> {
    let path = state.workdir.known()?;
    let node = state.files.get(path)?;
    let Cause::At(made) = node.uid.cause() else { return None };
    if node.uid.known() != Some(&0) || state.has_shell == Some(false) {
        return None;
    }
    let own = stage.from..=stage.steps.last()?.instruction;
    let workdir: &Instruction = cx
        .instruction_at(*made)
        .filter(|(at, workdir)| {
            let makes = matches!(&workdir.body, Body::Workdir(word) if word.span == *made);
            makes && own.contains(at)
        })?
        .1;
    Some(after(cx, workdir, &format!("RUN chown {} {}", pair(state, user), shell::quote(path))))
}

/// `user:group` with the user's primary group, or the user alone where the group has no name.
fn pair(state: &State, user: &str) -> String {
    match state.accounts.user(user) {
        Lookup::Found(found) => {
            let group = found.gid.known().and_then(|gid| state.accounts.group_by_gid(*gid).found());
            group.map_or_else(|| user.to_owned(), |group| format!("{user}:{}", group.name))
        }
        // Not there yet: the repair makes it, with a group of the same name.
        _ => format!("{user}:{user}"),
    }
}

/// The value of `--chown` that gives files to whom USER names: numbers stay numbers.
pub fn spec_for_files(state: &State) -> Option<String> {
    let Value::Known(spec, _) = &state.user else { return None };
    let who = state.identity();
    if spec.contains(':') {
        return Some(spec.clone());
    }
    if spec.is_empty() || who.missing.is_some() || spec.contains(char::is_whitespace) {
        return None;
    }
    Some(match (spec.parse::<u32>(), who.gid.known()) {
        // A number without a passwd line runs with group 0; its files need not belong to that.
        (Ok(uid), _) if who.name.is_none() => format!("{uid}:{uid}"),
        (Ok(uid), Some(gid)) => format!("{uid}:{gid}"),
        (Ok(_), None) => spec.clone(),
        (Err(_), _) => pair(state, spec),
    })
}
