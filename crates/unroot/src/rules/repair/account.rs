//! How a user is made, in the words of each distribution.

use crate::image::Family;
use crate::model::{State, Tool};
use crate::rules::context::Context;
use dockerfile::order;
use shell::Invocation;

/// The account that a repair makes or uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Login name.
    pub name: String,
    /// The name of its group.
    pub group: String,
    /// UID and GID, the same number.
    pub id: u32,
}

/// The article's `appuser` with UID 1200, or the next name and number that are free in `state`.
/// `wanted` is the name that the Dockerfile already speaks of, if it does. Numbers that a failing
/// command asks for are left to it: it may be repaired as well.
pub fn account_for(cx: &Context, state: &State, wanted: Option<&str>) -> Account {
    let tried = cx.failing_calls().into_iter().flat_map(Invocation::named);
    let asked = tried.filter_map(|word| word.parse::<u32>().ok());
    let accounts = &state.accounts;
    let taken_name = |name: &str| {
        accounts.user(name).found().is_some() || accounts.group(name).found().is_some()
    };
    let users = accounts.users.iter().filter_map(|user| user.uid.known());
    let groups = accounts.groups.iter().filter_map(|group| group.gid.known());
    // Where the files were rewritten, no line is certain.
    let listed = users.chain(groups).filter(|_| accounts.rewritten.is_none());
    let mut taken: Vec<u32> = listed.copied().chain(asked).collect();
    order::sort(&mut taken, Ord::cmp);
    let name = match wanted {
        Some(name) => name.to_owned(),
        None => std::iter::once("appuser".to_owned())
            .chain((2..).map(|number| format!("appuser{number}")))
            .find(|name| !taken_name(name))
            .unwrap_or_default(),
    };
    let id = (1200..60000).find(|id| taken.binary_search(id).is_err()).unwrap_or(1200);
    Account { group: name.clone(), name, id }
}

/// Whose commands make users.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    /// shadow's `groupadd` and `useradd`.
    Shadow,
    /// BusyBox's `addgroup` and `adduser`.
    Busybox,
}

/// Whose commands the image has where `state` holds, what has to be installed before them, if
/// anything, and what has to be looked at. `None` where nobody knows of any.
pub fn wording(state: &State) -> Option<(Wording, Option<String>, Option<&'static str>)> {
    let family = state.family?;
    if state.has_shell == Some(false) {
        return None;
    }
    let has = |tool: Tool| state.tools.get(tool);
    if has(Tool::Useradd) == Some(true) {
        return Some((Wording::Shadow, None, None));
    }
    if has(Tool::AdduserBusybox) == Some(true) {
        return Some((Wording::Busybox, None, None));
    }
    let absent = has(Tool::Useradd) == Some(false);
    let install = |manager: &str, package: &str| {
        Some((Wording::Shadow, Some(format!("{manager} install -y {package}")), Some(INSTALLS)))
    };
    match family {
        Family::Rhel if absent && has(Tool::Dnf) == Some(false) => {
            install("microdnf", "shadow-utils")
        }
        Family::AmazonLinux if absent => install("yum", "shadow-utils"),
        Family::AzureLinux if absent => install("tdnf", "shadow-utils"),
        Family::Photon if absent => install("tdnf", "shadow"),
        Family::Alpine | Family::Wolfi | Family::Busybox => {
            Some((Wording::Busybox, None, Some(GUESSED)))
        }
        Family::Debian | Family::Ubuntu | Family::Rhel | Family::OpenSuse | Family::Arch
            if !absent =>
        {
            Some((Wording::Shadow, None, Some(GUESSED)))
        }
        _ => None,
    }
}

/// The shell command that makes `account` where `state` holds, and what has to be looked at, if
/// anything. `None` where no command can: no shell, or nobody knows the distribution.
pub fn create(state: &State, account: &Account) -> Option<(String, Option<&'static str>)> {
    let Account { name, group, id } = account;
    let family = state.family?;
    if state.has_shell == Some(false) {
        return None;
    }
    let nologin = family.nologin();
    let shadow = format!(
        "groupadd --gid {id} {group} && useradd --uid {id} --gid {id} --no-log-init --create-home --shell {nologin} {name}"
    );
    let busybox =
        format!("addgroup -g {id} {group} && adduser -D -u {id} -G {group} -s {nologin} {name}");
    if let Some((wording, first, look)) = wording(state) {
        let command = match wording {
            Wording::Shadow => shadow,
            Wording::Busybox => busybox,
        };
        let first = first.map_or(String::new(), |install| format!("{install} && "));
        return Some((first + &command, look));
    }
    match family {
        Family::Scratch | Family::Distroless | Family::Windows | Family::Nix => None,
        // No tool at all: the two lines that a tool would write.
        _ => Some((
            format!(
                "echo '{name}:x:{id}:{id}::/home/{name}:{nologin}' >> /etc/passwd && echo '{group}:x:{id}:' >> /etc/group"
            ),
            Some("this image has no program that makes users, so the lines are written directly"),
        )),
    }
}

const GUESSED: &str = "the image's distribution is known, but not whether it holds this command";
const INSTALLS: &str =
    "this image has no `useradd`, so the package that brings it is installed first";
