//! Whether a program is in the image at all, and which programs may bring others.

use super::handover::{Handover, Next};
use crate::model::exec::exit::Exit;
use crate::model::exec::shell_state::Shell;
use crate::model::{
    Cause, Environment, EventKind, Files, Presence, ToolFailure, Tools, Value, join,
};
use crate::program;
use shell::{Invocation, base_name};

/// Where every image looks for programs (BuildKit's `DefaultPathEnv`).
pub(crate) const PATH: [&str; 6] =
    ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

/// Runs a program as `start` simulates it, unless the image lacks it: then it fails with status 127.
pub(super) fn run(
    shell: &mut Shell,
    call: &Invocation,
    start: impl FnOnce(&mut Shell, &Invocation) -> Next,
) -> Next {
    let world = &shell.world;
    let presence = presence(call.words[0].text(), &world.tools, &world.files, &world.variables);
    if presence == Presence::Missing {
        let (program, why) = (call.program.clone(), ToolFailure::Absent);
        shell.event(call.span, call.span, EventKind::ToolFails { program, why });
        return Next::Ends(Exit::Fails(Cause::At(call.span)));
    }
    let next = start(shell, call);
    if may_bring(shell, call) && shell.may_be_root() {
        shell.world.tools.forget_lacks();
    }
    match next {
        next if presence != Presence::Doubtful => next,
        Next::Ends(exit) => Next::Ends(exit.and(Exit::Doubtful)),
        Next::Runs(what) => Next::Runs(Handover::IfThere(Box::new(what))),
    }
}

/// The program without which the one called `name` can't be there.
fn needed(name: &str) -> &str {
    match name {
        "apt" => "apt-get",
        "npm" | "npx" => "node",
        "pip3" => "python3",
        name => name,
    }
}

/// Whether the program that `word` names is there, where these tools, files and variables are known.
pub(crate) fn presence(
    word: &str,
    tools: &Tools,
    files: &Files,
    variables: &Environment,
) -> Presence {
    let name = base_name(word);
    let presence = tools.program(needed(name));
    if !matches!(presence, Presence::Missing | Presence::Doubtful) {
        return presence;
    }
    if word.contains('/') && !PATH.iter().any(|folder| word.starts_with(folder)) {
        return Presence::Unknown;
    }
    let place = |folder: &str| files.resolve(&join(folder, name), true);
    if PATH.iter().any(|folder| files.get(&place(folder)).is_some()) {
        return Presence::Unknown;
    }
    let beyond = match variables.get("PATH") {
        // What the image sets is what its row speaks of.
        None | Some(Value::Unknown(Cause::UnknownImage(..))) => false,
        Some(Value::Unknown(_)) => true,
        Some(Value::Known(path, _)) => path
            .split(':')
            .filter(|folder| !PATH.contains(folder))
            .any(|folder| files.exists(&place(folder)) != Some(false)),
    };
    if beyond { Presence::Doubtful } else { presence }
}

/// Whether the program may bring another one: whatever runs code that nobody reads here, and what writes to where
/// programs are.
fn may_bring(shell: &Shell, call: &Invocation) -> bool {
    match call.program.as_str() {
        // Package managers say what they bring.
        "apk" | "apt-get" | "apt" | "aptitude" | "dnf" | "yum" | "microdnf" | "zypper" | "tdnf" => {
            false
        }
        "cp" | "mv" | "ln" | "install" | "curl" | "wget" | "git" | "tee" | "sed" | "rm" => {
            let in_path = |text: &str| PATH.iter().any(|folder| text.starts_with(folder));
            let cwd = shell.world.cwd.known().is_none_or(|cwd| in_path(cwd));
            let shown = |text: &str| text.contains("/bin") || text.contains("/sbin");
            let wide =
                |text: &str| matches!(text, "/" | "/usr" | "/usr/" | "/usr/local" | "/usr/local/");
            cwd || call
                .arguments()
                .iter()
                .any(|arg| arg.value.as_deref().is_none_or(|text| shown(text) || wide(text)))
        }
        name => !program::brings_nothing(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_that_need_another_one_are_missing_with_it() {
        assert_eq!((needed("apt"), needed("npm"), needed("git")), ("apt-get", "node", "git"));
    }
}
