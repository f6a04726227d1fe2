//! EXPOSE names port 22, on which SSH listens.

use super::context::{Context, Sink, finding};
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;

/// The TCP port of SSH.
const SSH: u16 = 22;

/// See `expose-ssh.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Info,
    guide: Section::WhenToSwitch,
    also: &["trivy DS-0004", "checkov CKV_DOCKER_1", "CIS 5.6"],
    ..rule!("expose-ssh")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for exposed in cx.exposed().into_iter().filter(|exposed| exposed.ports.has_tcp(SSH)) {
        let message = "The image exposes port 22, on which SSH listens. An SSH daemon starts as root, and is a second way into \
                       the container. Remove the daemon, and open a shell with `docker exec`.";
        let reason = Reason::at(exposed.span, "names TCP port 22");
        // Another server may listen there.
        sink.push(finding(&RULE, exposed.span, message).certain_if(false).because(reason));
    }
}
