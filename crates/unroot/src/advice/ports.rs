//! Ports that the image exposes.

use super::{Facts, Port};
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

/// `80`, `53/udp`, `8000-8010/tcp`.
fn port(word: &str) -> Option<Port> {
    let (numbers, protocol) = word.split_once('/').unwrap_or((word, "tcp"));
    let protocol = ["tcp", "udp", "sctp"].into_iter().find(|p| p.eq_ignore_ascii_case(protocol))?;
    let (first, last) = numbers.split_once('-').unwrap_or((numbers, numbers));
    let number = |text: &str| text.parse::<u16>().ok().filter(|number| *number > 0);
    let (first, last) = (number(first)?, number(last)?);
    (first <= last).then_some(Port { first, last, protocol, source: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_expose_are_ports() {
        let read = |word| port(word).map(|port| (port.first, port.last, port.protocol));
        assert_eq!(read("80"), Some((80, 80, "tcp")));
        assert_eq!(read("53/UDP"), Some((53, 53, "udp")));
        assert_eq!(read("8000-8010/tcp"), Some((8000, 8010, "tcp")));
        for odd in ["", "0", "80/", "80/icmp", "70000", "9-8", "80:80", "a", "1-2-3"] {
            assert_eq!(read(odd), None, "{odd}");
        }
    }
}
