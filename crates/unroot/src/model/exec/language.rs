//! Which shell reads a script.

use crate::image::Family;
use crate::model::{Accounts, DoubtKind, Files, Kind};
use shell::{Language, base_name};

/// The shell at `path`; the flag says whether it is bash under the name of `sh`, which follows POSIX more closely.
/// `None` where nothing says which it is.
pub(super) fn find(
    path: &str,
    family: Option<Family>,
    files: &Files,
    accounts: &Accounts,
) -> (Option<Language>, bool) {
    let named = |name: &str| match name {
        "dash" => Some(Language::Dash),
        "bash" => Some(Language::Bash),
        "ash" | "busybox" => Some(Language::Ash),
        _ => None,
    };
    let name = base_name(path);
    if name != "sh" {
        return (named(name), false);
    }
    if let Some(node) = files.get(&files.resolve("/bin/sh", false)) {
        let language = match &node.kind {
            Kind::Link(target) => named(base_name(target)),
            _ => None,
        };
        return (language, true);
    }
    // A script that the simulation can't read may have changed what `/bin/sh` is.
    if accounts.doubts.iter().any(|doubt| doubt.kind == DoubtKind::Anything) {
        return (None, true);
    }
    let language = match family {
        Some(Family::Debian | Family::Ubuntu) => Some(Language::Dash),
        Some(Family::Alpine | Family::Wolfi | Family::Busybox) => Some(Language::Ash),
        Some(
            Family::Rhel
            | Family::AmazonLinux
            | Family::AzureLinux
            | Family::Photon
            | Family::OpenSuse
            | Family::Arch,
        ) => Some(Language::Bash),
        _ => None,
    };
    (language, true)
}

/// Whether `command`, which some shells have built in and no package brings, is there in `language`.
pub(super) fn has_builtin(command: &str, language: Language) -> bool {
    match command {
        "[[" | "source" | "let" => language != Language::Dash,
        "pushd" | "popd" | "dirs" | "declare" | "typeset" | "shopt" | "mapfile" | "readarray"
        | "builtin" | "caller" | "disown" | "enable" | "compgen" | "complete" => {
            language == Language::Bash
        }
        _ => true,
    }
}
