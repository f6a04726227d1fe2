//! The table of programs.

use super::handover::Next;
use super::{
    accounts, archive, builtins, copies, editors, finders, homes, identities, mkdir, modes,
    needs_root, ownership, packages, presence, remove, wrappers, writers,
};
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::program::{self, Reach};
use shell::{Dialect, Invocation, base_name};

/// What simulates a program.
enum Simulation {
    /// It changes what the shell knows, and ends.
    Ends(fn(&mut Shell, &Invocation) -> Exit),
    /// It may start another program.
    Runs(fn(&mut Shell, &Invocation) -> Next),
}

/// The simulation of the program of this name.
fn find(name: &str) -> Option<Simulation> {
    use Simulation::{Ends, Runs};
    Some(match name {
        ":" | "true" | "echo" | "printf" | "wait" | "shopt" | "trap" | "hash" | "ulimit"
        | "pwd" | "date" | "uname" | "whoami" | "hostname" | "groups" | "sleep" | "sync"
        | "basename" | "dirname" => Ends(builtins::succeeds),
        "false" => Ends(builtins::fails),
        "grep" | "egrep" | "fgrep" | "which" | "type" | "diff" | "cmp" | "sha256sum" | "md5sum"
        | "gpg" => Ends(builtins::answers),
        "exit" => Ends(builtins::exit),
        "cd" | "pushd" => Ends(builtins::change_directory),
        "umask" => Ends(builtins::umask),
        "set" => Ends(builtins::set),
        "export" | "readonly" | "local" | "declare" | "typeset" => Ends(builtins::export),
        "unset" | "read" | "getopts" | "mapfile" => Ends(builtins::forget),
        "eval" | "source" | "." => Ends(builtins::source),
        "test" | "[" | "[[" => Ends(builtins::test),
        "id" => Ends(builtins::id),
        "getent" => Ends(builtins::getent),
        "stat" | "ls" | "cat" | "head" | "tail" | "wc" | "du" => Ends(builtins::looks),

        "exec" | "nohup" | "time" | "builtin" | "ionice" | "stdbuf" | "eatmydata" | "nice" => {
            Runs(wrappers::plain)
        }
        "command" => Runs(wrappers::command),
        "env" => Runs(wrappers::env),
        "timeout" => Runs(wrappers::timeout),
        "busybox" => Runs(wrappers::busybox),
        "gosu" | "su-exec" | "s6-setuidgid" | "setuidgid" => Runs(identities::gosu),
        "chpst" => Runs(identities::chpst),
        "setpriv" => Runs(identities::setpriv),
        "runuser" | "su" => Runs(identities::su),
        "sudo" | "doas" => Runs(identities::sudo),
        "chroot" => Runs(identities::chroot),
        "xargs" => Ends(finders::xargs),
        "find" => Ends(finders::find),

        "useradd" | "adduser" | "groupadd" | "addgroup" | "usermod" | "groupmod" | "userdel"
        | "groupdel" | "deluser" | "delgroup" | "gpasswd" | "chpasswd" | "passwd" | "newusers" => {
            Ends(accounts::run)
        }

        "chown" | "chgrp" => Ends(ownership::run),
        "chmod" => Ends(modes::run),
        "mkdir" => Ends(mkdir::run),
        "touch" => Ends(writers::touch),
        "tee" => Ends(writers::tee),
        "rm" | "rmdir" | "unlink" => Ends(remove::run),
        "cp" | "mv" | "ln" | "install" => Ends(copies::run),
        "sed" => Ends(editors::sed),
        "curl" | "wget" => Ends(writers::download),
        "go" => Ends(writers::go),
        "git" => Ends(writers::git),
        "tar" | "unzip" => Ends(archive::run),
        _ => match program::find(name)? {
            _ if program::is_shell(name) => Runs(wrappers::shell),
            _ if program::is_init(name) => Runs(wrappers::plain),
            row if row.packages.is_some() => Ends(packages::run),
            row if !row.writes_here.is_empty() => Ends(writers::here),
            _ => return None,
        },
    })
}

/// Which implementation reads the options of the program at `path`, as far as the image tells.
pub(in crate::model::exec) fn dialect(shell: &Shell, path: &str) -> Dialect {
    accounts::dialect(base_name(path), shell.image.family, shell.world.tools)
}

/// Runs a program whose name is known.
pub(in crate::model::exec) fn run(shell: &mut Shell, call: &Invocation) -> Next {
    presence::run(shell, call, start)
}

/// Runs a program that is in the image, as far as is known.
fn start(shell: &mut Shell, call: &Invocation) -> Next {
    // An argument that is not known may be a path that appears or goes.
    if call.arguments().iter().any(|arg| arg.value.is_none()) {
        shell.may_make_files();
    }
    // A program of the project may have any name.
    if is_own(call.words[0].text()) {
        shell.anything(call.span);
        return Next::Ends(Exit::Unknown);
    }
    if let Some(exit) = needs_root::check(shell, call) {
        return Next::Ends(exit);
    }
    let at_home = homes::check(shell, call);
    if let Some(fails @ Exit::Fails(_)) = at_home {
        return Next::Ends(fails);
    }
    let simulation = find(&call.program);
    // Of these the files that they write are simulated, and nothing else.
    let in_group = matches!(program::reach(&call.program), Reach::Project | Reach::Recipes);
    if is_script(&call.program) {
        shell.anything(call.span);
    } else if simulation.is_none() || in_group {
        shell.unread(call);
    }
    match simulation {
        Some(Simulation::Ends(simulate)) => {
            Next::Ends(simulate(shell, call).and(at_home.unwrap_or(Exit::Ok)))
        }
        Some(Simulation::Runs(simulate)) => simulate(shell, call),
        None => Next::Ends(at_home.unwrap_or(Exit::Unknown)),
    }
}

/// Whether `path` leads to a program outside the system's directories.
fn is_own(path: &str) -> bool {
    const SYSTEM: [&str; 6] =
        ["/bin/", "/sbin/", "/usr/bin/", "/usr/sbin/", "/usr/local/bin/", "/usr/local/sbin/"];
    path.contains('/') && !SYSTEM.iter().any(|directory| path.starts_with(directory))
}

/// Scripts, and tools that run recipes.
fn is_script(program: &str) -> bool {
    let script = [".sh", ".bash", ".py", ".pl", ".rb"].iter().any(|end| program.ends_with(end));
    let recipe = ["ansible-playbook", "chef-client", "puppet", "salt-call"];
    script || recipe.contains(&program)
}
