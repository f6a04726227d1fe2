//! Capabilities that the image needs back when all are dropped, and whether it has to gain
//! privileges on its way.

use super::facts::Facts;
use super::{Capability, Choice, Port, RunAs};
use crate::model::{Event, EventKind};
use crate::program;
use crate::verdict::{PLATFORMS, own_entrypoint};
use std::borrow::Cow;

const SU: &str = "util-linux:login-utils/su-common.c; github:tianon/gosu setup-user.go";
const CAPABILITIES: &str = "capabilities(7), “Safety checking for capability-dumb binaries”";

/// What is needed back.
pub(super) struct Needs {
    pub capabilities: Vec<Capability>,
    /// Why `no-new-privileges` would break it.
    pub gains_privileges: Option<String>,
}

/// The capabilities that the image needs when it runs so.
pub(super) fn needed(facts: &Facts, run_as: &RunAs, ports: &[Port]) -> Needs {
    let mut needs = Needs { capabilities: Vec::new(), gains_privileges: None };
    if run_as.choice == Choice::Root {
        needs.stepping_down(facts);
    } else {
        needs.gaining(facts);
    }
    needs.of_files(facts);
    needs.low_ports(ports);
    needs
}

impl Needs {
    fn add(
        &mut self,
        name: &str,
        why: impl Into<Cow<'static, str>>,
        source: Option<&'static str>,
        podman_only: bool,
    ) {
        if !self.capabilities.iter().any(|capability| capability.name == name) {
            let capability =
                Capability { name: name.to_owned(), why: why.into(), source, podman_only };
            self.capabilities.push(capability);
        }
    }

    /// Root that becomes somebody else needs the power to do so.
    fn stepping_down(&mut self, facts: &Facts) {
        let own = facts
            .start
            .calls(program::steps_down)
            .map(|tool| format!("`{tool}` in the start command"));
        let theirs = own_entrypoint(&facts.state);
        let who = match (own, theirs) {
            (Some(own), _) => own,
            (None, Some(_)) => "The image's own start script".to_owned(),
            (None, None) => return,
        };
        let source = theirs.map_or(SU, |image| image.source);
        let becomes = format!("{who} becomes another user with it.");
        self.add("SETGID", becomes.clone(), Some(source), false);
        self.add("SETUID", becomes, Some(source), false);
        if theirs.is_some() {
            // Scripts of this kind hand over their data first: as root, in directories of the user.
            let hands = "Start scripts of this kind hand directories over before they step down.";
            self.add("CHOWN", hands, Some(source), false);
            self.add(
                "DAC_OVERRIDE",
                "Likewise, to get into directories of that user.",
                Some(source),
                false,
            );
            self.add("FOWNER", "Likewise, to change their modes.", Some(source), false);
        }
    }

    /// An ordinary user that becomes root on the way, or whose program is setuid.
    fn gaining(&mut self, facts: &Facts) {
        let program = facts.start.program().filter(|program| program.starts_with('/'));
        let setuid = program.filter(|program| {
            let files = &facts.state.files;
            let node = files.get(&files.resolve(program, true));
            node.is_some_and(|node| node.mode.is_known_and(|mode| mode & 0o4000 != 0))
        });
        let why = match (facts.start.calls(program::gains_root), setuid) {
            (Some(tool), _) => format!("the start command calls `{tool}`"),
            (None, Some(program)) => format!("`{program}` is setuid"),
            (None, None) => return,
        };
        for name in ["SETGID", "SETUID"] {
            let what = format!("To become root at the start: {why}.");
            self.add(name, what, Some(SU), false);
        }
        self.gains_privileges = Some(why);
    }

    /// A file with a capability that the container lacks can't be started at all.
    fn of_files(&mut self, facts: &Facts) {
        let lacking = |what: &str| {
            format!(
                "{what} carries it, and the kernel refuses to start a file with a capability \
                     that the container may never have."
            )
        };
        for name in facts.service.iter().flat_map(|service| service.capabilities) {
            let what = lacking("The program of the base image");
            self.add(name, what, facts.service.map(|service| service.source), false);
        }
        for event in facts.events() {
            for (names, path) in set(event).into_iter() {
                for name in names {
                    self.add(&name, lacking(&format!("`{path}`")), Some(CAPABILITIES), false);
                    let starts = facts.start.program().is_none_or(|program| program == path);
                    if name != "NET_BIND_SERVICE" && starts && self.gains_privileges.is_none() {
                        self.gains_privileges = Some(format!("`{path}` gets `{name}` by `setcap`"));
                    }
                }
            }
        }
    }

    fn low_ports(&mut self, ports: &[Port]) {
        let podman = PLATFORMS.iter().find(|platform| platform.name == "Podman");
        let Some(podman) = podman else { return };
        if let Some(port) = ports.iter().find(|port| port.first < podman.first_free) {
            let why = format!(
                "Podman keeps ports below {} for root; with it any user may bind port {}.",
                podman.first_free, port.first
            );
            self.add("NET_BIND_SERVICE", why, Some(podman.source), true);
        }
    }
}

/// What a `setcap` gave to which file: names without `CAP_`.
fn set(event: &Event) -> Option<(Vec<String>, String)> {
    let EventKind::Ran(ran) = &event.kind else { return None };
    if ran.call.program != "setcap" || event.conditional {
        return None;
    }
    let words: Vec<&str> = ran.call.operand_texts().collect();
    let [.., what, path] = words[..] else { return None };
    let (names, how) = what.split_at(what.find(['=', '+'])?);
    // Without `e` the program has to ask for it itself, and starts without.
    let names = names.split(',').filter_map(|name| {
        let name = name.trim().to_ascii_uppercase();
        let plain = |name: &str| name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
        name.strip_prefix("CAP_").filter(|name| plain(name)).map(str::to_owned)
    });
    how.contains('e').then(|| (names.collect(), path.to_owned()))
}
