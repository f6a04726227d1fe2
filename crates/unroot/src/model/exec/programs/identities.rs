//! Programs that run another one as another user.

use super::handover::{Handover, Next, Started};
use super::kit::{Kit, kit};
use super::wrappers::assignments;
use crate::image::Family;
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::exec::world::UNKNOWN_UMASK;
use crate::model::identity::process;
use crate::model::{
    Builder, Cause, Contents, Denial, DoubtKind, EventKind, Identity, ToolFailure, Value,
    may_execute,
};
use shell::{Argument, Invocation};

/// What is run, as whom.
struct Switch<'a> {
    /// As for USER: `app`, `1000:1000`.
    user: Option<String>,
    /// The program and its arguments.
    program: &'a [Argument],
    /// Or a script (`su -c`).
    script: Option<&'a Argument>,
    /// Whether the caller has to be root: file capabilities and sudoers are out of sight.
    needs_root: bool,
    /// The session that the program opens.
    session: Session,
}

/// How much of a login there is.
#[derive(Clone, Copy, Default)]
struct Session {
    /// It starts in the home.
    login: bool,
    /// The user's login shell runs the script, and may refuse.
    asks_shell: bool,
    /// PAM may change the mask.
    pam: bool,
    /// HOME stays what it is.
    keeps_home: bool,
}

impl<'a> Switch<'a> {
    fn of(user: Option<String>, program: &'a [Argument]) -> Self {
        let session = Session::default();
        Switch { user, program, script: None, needs_root: true, session }
    }
}

/// `gosu app server`
pub(super) fn gosu(shell: &mut Shell, call: &Invocation) -> Next {
    let Some(user) = call.operand(0) else { return asks(shell) };
    carry_out(shell, call, &Switch::of(user.value.clone(), call.from_operand(1)))
}

/// `chpst -u app server`
pub(super) fn chpst(shell: &mut Shell, call: &Invocation) -> Next {
    let Some(user) = call.value("u") else { return asks(shell) };
    carry_out(shell, call, &Switch::of(user.value.clone(), call.from_operand(0)))
}

/// Nobody is named: it prints how it is used.
fn asks(shell: &mut Shell) -> Next {
    shell.may_make_files();
    Next::Ends(Exit::Unknown)
}

/// `sudo -u app server`
pub(super) fn sudo(shell: &mut Shell, call: &Invocation) -> Next {
    if lacks(shell, &call.program) {
        let (program, why) = (call.program.clone(), ToolFailure::Absent);
        shell.event(call.program_span(), call.span, EventKind::ToolFails { program, why });
        return Next::Ends(Exit::Fails(Cause::At(call.span)));
    }
    let user = call.value("user").map_or(Some("root".to_owned()), |arg| arg.value.clone());
    let user = match call.value("group") {
        Some(group) => user.zip(group.value.clone()).map(|(user, group)| format!("{user}:{group}")),
        None => user,
    };
    let started = call.from_operand(0);
    let program = &started[assignments(started)..];
    let session = Session { login: call.has("login"), ..Session::default() };
    carry_out(shell, call, &Switch { session, needs_root: false, ..Switch::of(user, program) })
}

/// Whether the image has no such program for certain: a distribution's own, and nothing has come that may
/// have brought it.
fn lacks(shell: &Shell, program: &str) -> bool {
    const PATH: [&str; 6] =
        ["/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin"];
    let files = &shell.world.files;
    let untouched = |directory: &str| {
        let real = files.resolve(directory, true);
        let named = files.get(&format!("{real}/{program}")).is_some();
        let came = match files.get(&real).map(|node| &node.contents) {
            Some(Contents::More { files, .. }) => files.cause().span().is_some(),
            _ => false,
        };
        !named && !came
    };
    let closed = files.complete && shell.world.accounts.doubts.is_empty();
    closed && PATH.iter().all(|directory| untouched(directory))
}

/// `setpriv --reuid=app --regid=app --init-groups server`
pub(super) fn setpriv(shell: &mut Shell, call: &Invocation) -> Next {
    let command = call.span;
    let value = |name: &str| Some(call.value(name)?.value.clone());
    let (user, group) = (value("reuid"), value("regid"));
    let program = call.from_operand(0);
    let groups = ["init-groups", "clear-groups", "groups"];
    let changes = user.is_some() || group.is_some() || call.has_any(&groups);
    let hidden = matches!(user, Some(None)) || matches!(group, Some(None));
    if hidden || call.has_any(&["euid", "ruid", "egid", "rgid"]) {
        return carry_out(shell, call, &Switch::of(None, program));
    }
    let (user, group) = (user.flatten(), group.flatten());
    if !changes {
        return Next::Runs(Handover::Words(program.to_vec()));
    }
    let named = user.clone().unwrap_or_else(|| "0".to_owned());
    let cause = Cause::At(command);
    let spec = group.as_ref().map_or(named.clone(), |group| format!("{named}:{group}"));
    let mut who = process(&spec, &cause, &shell.world.accounts, Builder::Classic);
    if user.is_none() {
        (who.uid, who.name) = (shell.who.uid.clone(), shell.who.name.clone());
    }
    if group.is_none() {
        who.gid = shell.who.gid.clone();
    }
    who.groups = match () {
        () if call.has("init-groups") => {
            process(&named, &cause, &shell.world.accounts, Builder::Classic).groups
        }
        () if call.has("clear-groups") => Vec::new(),
        () if call.has("groups") => {
            let list = call.value("groups").and_then(|arg| arg.value.as_deref()).unwrap_or("");
            list.split(',').filter_map(|group| group.parse().ok()).collect()
        }
        () => shell.who.groups.clone(),
    };
    let same = who.uid.known() == shell.who.uid.known() && who.gid.known() == shell.who.gid.known();
    if shell.who.is_ordinary() && (!same || call.has_any(&groups)) {
        let what = Denial::Program { name: call.program.clone() };
        return Next::Ends(shell.denied(what, command, command, same_is_unsure(&who, shell)));
    }
    let session = Session { keeps_home: true, ..Session::default() };
    start(shell, call, who, &Switch { session, ..Switch::of(None, program) })
}

/// Whether both identities are known, so that they differ for certain.
fn same_is_unsure(who: &Identity, shell: &Shell) -> bool {
    who.uid.known().is_some() && who.gid.known().is_some() && shell.who.gid.known().is_some()
}

/// `su app -c script`, `runuser -u app server`
pub(super) fn su(shell: &mut Shell, call: &Invocation) -> Next {
    let script = call.value("command").or(call.value("session-command"));
    let with_group = |user: Option<String>| match call.value("group").or(call.value("supp-group")) {
        Some(group) => user.zip(group.value.clone()).map(|(user, group)| format!("{user}:{group}")),
        None => user,
    };
    if let Some(user) = call.value("user") {
        if call.has_any(&["login", "shell", "fast", "command", "session-command"]) {
            return Next::Ends(Exit::Fails(Cause::At(call.span)));
        }
        let user = with_group(user.value.clone());
        return carry_out(shell, call, &Switch::of(user, call.from_operand(0)));
    }
    let is_dash = |arg: &&Argument| arg.text() == "-";
    let operands = call.operands();
    let login = call.has("login") || operands.first().is_some_and(is_dash);
    let mut operands = operands.into_iter().filter(|arg| !is_dash(arg));
    let user = operands.next().map_or(Some("root".to_owned()), |arg| arg.value.clone());
    let session = Session {
        login,
        asks_shell: call.value("shell").is_none(),
        pam: call.program == "su",
        keeps_home: call.has_any(&["preserve-environment", "p"]) && !login,
    };
    let script = script.filter(|_| operands.next().is_none());
    carry_out(shell, call, &Switch { script, session, ..Switch::of(with_group(user), &[]) })
}

/// `chroot --userspec=app / server`
pub(super) fn chroot(shell: &mut Shell, call: &Invocation) -> Next {
    let user = call.value("userspec").map_or(Some("0:0".to_owned()), |arg| arg.value.clone());
    let into_root = call.operand(0).is_some_and(|arg| arg.text() == "/");
    // Another root is another world.
    let user = if into_root { user } else { None };
    let session = Session { keeps_home: true, ..Session::default() };
    let program = call.from_operand(1);
    match carry_out(shell, call, &Switch { session, ..Switch::of(user, program) }) {
        Next::Runs(starts) => Next::Runs(Handover::Elsewhere {
            cwd: Some(Value::Known("/".to_owned(), Cause::At(call.span))),
            umask: shell.world.umask,
            starts: Box::new(starts),
        }),
        ends => ends,
    }
}

fn carry_out(shell: &mut Shell, call: &Invocation, switch: &Switch) -> Next {
    let command = call.span;
    let is_root = shell.who.uid.known().map(|uid| *uid == 0);
    if is_root == Some(false) && switch.needs_root {
        let certain = match call.program.as_str() {
            "setpriv" | "runuser" | "chroot" => true,
            // It asks for a password: that of root is locked, and nobody types one.
            "su" if shell.fed || !passwords_are_untouched(shell) => {
                return Next::Ends(Exit::Doubtful);
            }
            "su" => true,
            // These are made setuid now and then.
            _ => return Next::Ends(Exit::Unknown),
        };
        let what = Denial::Program { name: call.program.clone() };
        return Next::Ends(shell.denied(what, call.program_span(), command, certain));
    }
    let Some(user) = &switch.user else {
        shell.anything(command);
        return Next::Ends(Exit::Unknown);
    };
    let cause = Cause::At(command);
    let who = process(user, &cause, &shell.world.accounts, Builder::Classic);
    if let Some(missing) = &who.missing {
        return Next::Ends(if missing.certain { Exit::Fails(cause) } else { Exit::Doubtful });
    }
    start(shell, call, who, switch)
}

/// Whether passwords are as a distribution has them: none lets anybody become root.
fn passwords_are_untouched(shell: &Shell) -> bool {
    let accounts = &shell.world.accounts;
    let only_packages =
        |kind: &DoubtKind| matches!(kind, DoubtKind::Packages | DoubtKind::Named(_));
    accounts.passwords.is_none() && accounts.doubts.iter().all(|doubt| only_packages(&doubt.kind))
}

fn start(shell: &mut Shell, call: &Invocation, mut who: Identity, switch: &Switch) -> Next {
    let session = switch.session;
    let mut sure = comes_with_the_system(shell, &call.program);
    if session.asks_shell {
        match login_shell_runs(shell, &who) {
            Some(true) => {}
            Some(false) => return Next::Ends(Exit::Fails(Cause::At(call.span))),
            None => sure = false,
        }
    }
    if session.keeps_home {
        who.home = match shell.world.variables.get("HOME") {
            Some(home) => home.known().cloned(),
            None => shell.who.home.clone(),
        };
    }
    let starts = match (switch.script, switch.program) {
        (Some(text), _) => text.value.is_some().then(|| {
            // Which shell reads it, the account says, and nobody knows.
            let started = Started::new("", text.clone());
            let sets_uid = shell.world.sets_uid;
            Handover::Shell(Box::new(Started { sets_uid, ..started }))
        }),
        (None, []) => None,
        (None, program) => Some(Handover::Words(program.to_vec())),
    };
    let cwd = session.login.then(|| home(shell, call, &who));
    let umask = if session.pam { mask(shell, &who) } else { shell.world.umask };
    let starts = match starts {
        Some(starts) if cwd.is_some() || umask != shell.world.umask => {
            Some(Handover::Elsewhere { cwd, umask, starts: Box::new(starts) })
        }
        starts => starts,
    };
    Next::Runs(Handover::As { who: Box::new(who), starts: starts.map(Box::new), sure })
}

/// Whether every root of the family has the program.
fn comes_with_the_system(shell: &Shell, program: &str) -> bool {
    match shell.image.family {
        Some(family) if family.is_debian_like() => {
            matches!(program, "su" | "runuser" | "setpriv" | "chroot")
        }
        Some(Family::Alpine | Family::Busybox) => matches!(program, "su" | "chroot"),
        _ => false,
    }
}

/// Whether the login shell of `who` runs what it is given; `None` where it is not known.
fn login_shell_runs(shell: &Shell, who: &Identity) -> Option<bool> {
    let accounts = &shell.world.accounts;
    let user = accounts.user(who.name.as_ref()?).found()?;
    let path = user.shell.as_deref()?;
    match shell::base_name(path) {
        "nologin" | "false" => Some(false),
        "sh" | "" => Some(true),
        "bash" => shell.image.family.filter(|family| family.is_debian_like()).map(|_| true),
        _ => None,
    }
}

/// Where a login starts: at home, if one can get there.
fn home(shell: &Shell, call: &Invocation, who: &Identity) -> Value<String> {
    let unknown = || Value::Unknown(Cause::Undecided(call.span));
    let Some(home) = &who.home else { return unknown() };
    let files = &shell.world.files;
    let real = files.resolve(home, true);
    let enters = match files.exists(&real) {
        Some(true) => may_execute(who, &real, files),
        there => there,
    };
    match enters {
        Some(true) => Value::Known(real, Cause::At(call.span)),
        // BusyBox goes to the root instead, the others stay where they are.
        Some(false) if kit(shell) == Kit::BusyBox => {
            Value::Known("/".to_owned(), Cause::At(call.span))
        }
        Some(false) => shell.world.cwd.clone(),
        None => unknown(),
    }
}

/// The mask of a session of `su`: from Debian 13 on `pam_umask` gives the group of a user who has one of the
/// same name as many rights as the user (seen there; not so in Debian 12 and BusyBox).
fn mask(shell: &Shell, who: &Identity) -> u32 {
    let umask = shell.world.umask;
    let old = shell.image.home_mode == Some(0o755) && shell.image.family == Some(Family::Debian);
    if who.is_root() || old || kit(shell) == Kit::BusyBox {
        return umask;
    }
    let accounts = &shell.world.accounts;
    let user = who.name.as_ref().and_then(|name| accounts.user(name).found());
    let primary = user.and_then(|user| user.gid.known());
    let group = who.name.as_ref().and_then(|name| accounts.group(name).found());
    let private = group.is_some_and(|group| primary.is_some() && group.gid.known() == primary);
    let new = shell.image.home_mode == Some(0o700) && shell.image.family == Some(Family::Debian);
    match (new, private) {
        (true, true) if umask & UNKNOWN_UMASK == 0 => (umask & !0o070) | ((umask >> 3) & 0o070),
        (true, false) if primary.is_some() => umask,
        _ => UNKNOWN_UMASK,
    }
}
