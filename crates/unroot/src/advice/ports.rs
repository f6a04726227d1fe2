//! Ports that the image exposes.

use super::Port;
use super::facts::Facts;
use crate::model::Ports;
use dockerfile::order;

/// By number, each once. What can't be read, or holds a variable from outside, is a doubt.
pub(super) fn exposed(facts: &Facts, doubts: &mut Vec<String>) -> Vec<Port> {
    let mut ports = Vec::new();
    let mut hidden = false;
    for (word, _) in facts.state.exposed.iter() {
        match word.known().and_then(|word| port(word)) {
            Some(port) => ports.push(port),
            None => hidden = true,
        }
    }
    if hidden {
        doubts.push("Which ports `EXPOSE` means hangs on a variable, or can't be read.".into());
    }
    let theirs = facts.service.map_or(&[][..], |service| service.ports);
    for text in theirs {
        let known = |port: &Port| {
            !ports.iter().any(|other: &Port| {
                other.protocol == port.protocol && (other.first..=other.last).contains(&port.first)
            })
        };
        let new = port(text).filter(known);
        let source = facts.service.map(|service| service.source);
        ports.extend(new.map(|port| Port { source, ..port }));
    }
    order::sort(&mut ports, Ord::cmp);
    ports.dedup_by(|a, b| (a.first, a.last, a.protocol) == (b.first, b.last, b.protocol));
    ports
}

fn port(word: &str) -> Option<Port> {
    let Ports { first, last, protocol } = Ports::read(word)?;
    Some(Port { first, last, protocol: protocol.name(), source: None })
}
