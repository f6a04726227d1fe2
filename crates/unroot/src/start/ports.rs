//! Ports below 1024: EXPOSE, variables, options of the command, and what the program listens on by default.

use super::image::{Image, Obstacle};
use super::runs::{Origin, Runs};
use shell::Invocation;

/// On some platforms only root can listen on ports below this one.
const PRIVILEGED: u16 = 1024;

pub(super) fn look(image: &Image, runs: &Runs, found: &mut Vec<Obstacle>) {
    let exposed = image.state.exposed_ports();
    let mut ports: Vec<u16> = exposed.iter().map(|exposed| exposed.ports.first).collect();
    for (name, value) in image.state.env.iter() {
        ports.extend(value.known().and_then(|value| set_by(&name.to_ascii_uppercase(), value)));
    }
    for started in &runs.started {
        ports.extend(asked_for(&started.call));
        if let Origin::Known(row) = started.origin
            && exposed.is_empty()
        {
            ports.extend(
                row.ports.iter().filter_map(|port| port.split('/').next()?.parse::<u16>().ok()),
            );
        }
    }
    if let Some(port) = ports.into_iter().find(|port| (1..PRIVILEGED).contains(port)) {
        found.push(Obstacle::review(format!(
            "port {port} is below 1024: Docker 20.10 and newer let every user listen there; Podman, OpenShift and older \
             clusters only root"
        )));
    }
}

/// The port that a variable sets: by its number, or in an address of this host that it listens on.
fn set_by(name: &str, value: &str) -> Option<u16> {
    if name.ends_with("PORT") {
        return value.parse().ok();
    }
    if !["URLS", "ADDR", "ADDRESS", "LISTEN", "BIND"].iter().any(|end| name.ends_with(end)) {
        return None;
    }
    let mut addresses = value.split([';', ',', ' ']).filter_map(|address| address.rsplit_once(':'));
    addresses.find_map(|(host, port)| {
        let host = host.rsplit('/').next().unwrap_or(host);
        let own = matches!(host, "" | "+" | "*" | "0.0.0.0" | "[::]" | "localhost");
        port.parse().ok().filter(|_| own)
    })
}

/// The port that an option or an address of the command names.
fn asked_for(call: &Invocation) -> Option<u16> {
    let words: Vec<&str> = call.arguments().iter().map(|word| word.text()).collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let value = match word.split_once('=') {
            Some((option, value)) if option.contains("port") => value,
            None if matches!(*word, "--port" | "-port" | "-p") => words.get(at + 1)?,
            _ => {
                word.rsplit_once(':')
                    .filter(|(host, _)| {
                        host.is_empty()
                            || host.starts_with(|c: char| c.is_ascii_digit() || c == '[')
                    })?
                    .1
            }
        };
        value.parse().ok()
    })
}
