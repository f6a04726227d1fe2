//! EXPOSE below 1024 in an image that starts as an ordinary user.

use super::context::{Context, Sink, finding};
use super::named::listed;
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{DoubtKind, Event, EventKind, Exposed};
use crate::verdict::{PLATFORMS, Platform};

/// The first port that is not kept for root where a platform keeps any.
const FIRST_FREE: u16 = 1024;

/// See `privileged-port.md`.
pub static RULE: Rule =
    Rule { severity: Severity::Info, guide: Section::WhenToSwitch, ..rule!("privileged-port") };

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    let Some(last) = cx.last_state() else { return };
    let who = last.starts_as();
    if !who.is_ordinary() || who.missing.is_some() {
        return;
    }
    // A program that was given the capability binds the port wherever it may keep it.
    let mut steps = cx.reached().flat_map(|stage| &stage.steps);
    if steps.any(|step| step.events.iter().any(binds)) {
        return;
    }
    let hidden = last.accounts.doubts.iter().any(|doubt| doubt.kind == DoubtKind::Anything);
    let mut exposed = cx.exposed();
    exposed.retain(|exposed| exposed.ports.first < FIRST_FREE);
    let mut exposed = &exposed[..];
    while let Some(&Exposed { ports, span: first }) = exposed.first() {
        let line = cx.instruction_at(first).map_or(first, |(_, instruction)| instruction.span);
        let here = exposed.iter().take_while(|exposed| line.contains(exposed.span)).count();
        let (named, later) = exposed.split_at(here.max(1));
        let mut numbers: Vec<String> = named.iter().map(|named| named.ports.to_string()).collect();
        numbers.dedup();
        let several = numbers.len() > 1 || ports.first < ports.last;
        let (open, closed) = platforms(ports.first);
        exposed = later;
        let word = if several { "Ports" } else { "Port" };
        let message = format!(
            "{word} {} can't be bound by an ordinary user everywhere: with {open}, anybody may; with {closed}, root alone. A \
             port above 1023 works on all of them.",
            numbers.join(" and ")
        );
        let mut finding =
            finding(&RULE, first, message).certain_if(!hidden && cx.is_start_certain());
        if let Some(span) = last.user.cause().span() {
            finding = finding.because(Reason::at(span, "starts as an ordinary user"));
        }
        sink.push(finding.because(Reason::at(first, format!("names port {}", numbers[0]))));
    }
}

/// Whether root gives a program the right to bind such ports.
fn binds(event: &Event) -> bool {
    let EventKind::Ran(ran) = &event.kind else { return false };
    let mut words = ran.call.operand_texts();
    ran.call.program == "setcap"
        && ran.uid.known() == Some(&0)
        && words.any(|word| word.contains("cap_net_bind_service"))
}

/// The platforms that let anybody bind the port, and those that don't.
fn platforms(port: u16) -> (String, String) {
    let (open, closed): (Vec<_>, Vec<_>) =
        PLATFORMS.iter().partition(|platform| platform.first_free <= port);
    let names = |platforms: Vec<&Platform>| {
        listed(&platforms.iter().map(|platform| platform.name).collect::<Vec<_>>())
    };
    (names(open), names(closed))
}
