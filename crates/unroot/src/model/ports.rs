//! Ports that `EXPOSE` names.

use super::State;
use dockerfile::{Span, order};
use std::fmt;

/// A transport protocol that `EXPOSE` can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// `tcp`, also where no protocol is written.
    Tcp,
    /// `udp`.
    Udp,
    /// `sctp`.
    Sctp,
}

/// One port, or a range of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ports {
    /// The first, from 1.
    pub first: u16,
    /// The last; the first again for a single port.
    pub last: u16,
    /// The protocol of all of them.
    pub protocol: Protocol,
}

/// Ports that an image exposes, and where `EXPOSE` names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exposed {
    /// Which.
    pub ports: Ports,
    /// The word of `EXPOSE`.
    pub span: Span,
}

impl Protocol {
    /// `tcp`, `udp` or `sctp`.
    pub fn name(self) -> &'static str {
        match self {
            Protocol::Tcp => "tcp",
            Protocol::Udp => "udp",
            Protocol::Sctp => "sctp",
        }
    }
}

impl Ports {
    /// Reads `80`, `53/udp` or `8000-8010/tcp`; `None` for a word that names no port.
    pub fn read(word: &str) -> Option<Self> {
        let (numbers, protocol) = word.split_once('/').unwrap_or((word, "tcp"));
        let mut known = [Protocol::Tcp, Protocol::Udp, Protocol::Sctp].into_iter();
        let protocol = known.find(|known| known.name().eq_ignore_ascii_case(protocol))?;
        let (first, last) = numbers.split_once('-').unwrap_or((numbers, numbers));
        let number = |text: &str| text.parse::<u16>().ok().filter(|number| *number > 0);
        let (first, last) = (number(first)?, number(last)?);
        (first <= last).then_some(Ports { first, last, protocol })
    }

    /// Whether TCP port `number` is one of them.
    pub fn has_tcp(&self, number: u16) -> bool {
        self.protocol == Protocol::Tcp && (self.first..=self.last).contains(&number)
    }
}

/// The numbers, without the protocol: `80`, `8000-8010`.
impl fmt::Display for Ports {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.first == self.last {
            true => write!(f, "{}", self.first),
            false => write!(f, "{}-{}", self.first, self.last),
        }
    }
}

impl State {
    /// Ports that the image exposes, by place. Words that hold an unknown variable are left out, and so are
    /// those that name no port.
    pub fn exposed_ports(&self) -> Vec<Exposed> {
        let words = self.exposed.iter();
        let mut ports: Vec<Exposed> = words
            .filter_map(|(word, span)| {
                Some(Exposed { ports: Ports::read(word.known()?)?, span: *span })
            })
            .collect();
        order::sort(&mut ports, |a, b| a.span.cmp(&b.span));
        ports
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_expose_are_ports() {
        let read =
            |word| Ports::read(word).map(|ports| (ports.first, ports.last, ports.protocol.name()));
        assert_eq!(read("80"), Some((80, 80, "tcp")));
        assert_eq!(read("53/UDP"), Some((53, 53, "udp")));
        assert_eq!(read("8000-8010/tcp"), Some((8000, 8010, "tcp")));
        for odd in ["", "0", "80/", "80/icmp", "70000", "9-8", "80:80", "a", "1-2-3"] {
            assert_eq!(read(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_range_has_its_ports_and_udp_is_not_tcp() {
        let has = |word: &str| Ports::read(word).is_some_and(|ports| ports.has_tcp(22));
        assert!(has("22") && has("22/tcp") && has("20-25"));
        assert!(!has("22/udp") && !has("2222") && !has("23-25"));
    }
}
