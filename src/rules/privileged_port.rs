//! EXPOSE below 1024 in an image that starts as an ordinary user.

use super::context::{Context, Sink, finding};
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::verdict::{PLATFORMS, Platform, Port, exposed_ports};

/// See `privileged-port.md`.
pub static RULE: Rule = Rule {
    id: "privileged-port",
    title: "A port that some platforms keep for root",
    severity: Severity::Info,
    guide: Section::WhenToSwitch,
    also: &["trivy DS-0004"],
    text: text!("privileged-port.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state() else { return };
    let who = last.starts_as();
    if !who.is_ordinary() || who.missing.is_some() {
        return;
    }
    for Port { number, span } in exposed_ports(last) {
        let (open, closed) = platforms(number);
        let message = format!(
            "Port {number} can't be bound by an ordinary user everywhere. It works with {open}, not with {closed}. A port \
             above 1023 works on all of them."
        );
        let mut finding = finding(&RULE, span, message);
        if let Some(span) = last.user.cause().span() {
            finding = finding.because(Reason::at(span, "starts as an ordinary user"));
        }
        sink.push(finding.because(Reason::at(span, format!("names port {number}"))));
    }
}

/// The platforms that let anybody bind the port, and those that don't.
fn platforms(port: u16) -> (String, String) {
    let (open, closed): (Vec<_>, Vec<_>) =
        PLATFORMS.iter().partition(|platform| platform.first_free <= port);
    let names = |platforms: Vec<&Platform>| {
        let names: Vec<&str> = platforms.iter().map(|platform| platform.name).collect();
        names.join(", ")
    };
    (names(open), names(closed))
}
