//! The image is made to talk to the daemon that runs it.

use super::context::{Context, Sink, finding};
use crate::finding::{Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{EventKind, Step};
use dockerfile::{Body, Command, Span};

/// Sockets of daemons that run as root on the host, at the places where they listen.
const SOCKETS: [&str; 6] = [
    // Where development containers await the host's, before a script passes it on.
    "/var/run/docker-host.sock",
    "/var/run/docker.sock",
    "/run/docker.sock",
    "/run/containerd/containerd.sock",
    "/run/podman/podman.sock",
    "/run/crio/crio.sock",
];

/// See `docker-socket.md`.
pub static RULE: Rule = Rule {
    severity: Severity::Info,
    guide: Section::Breakout,
    also: &["semgrep dockerfile.security.dockerd-socket-mount"],
    ..rule!("docker-socket")
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for stage in cx.chain() {
        for step in &stage.steps {
            let Some((span, socket)) = mention(cx, step) else { continue };
            let message = format!(
                "The image expects `{socket}`. Whoever may write to that socket starts containers as root on the host, so \
                 an ordinary user in here is one no longer. Give the container an interface of its own instead."
            );
            let reason = Reason::at(span, "names the socket of a daemon that runs as root");
            sink.push(finding(&RULE, span, message).certain_if(false).because(reason));
        }
    }
}

/// The first word of a step that names a socket.
fn mention(cx: &Context, step: &Step) -> Option<(Span, &'static str)> {
    let named = |text: &str| {
        let mut sockets = SOCKETS.into_iter();
        sockets.find(|socket| ends_with_path(text, socket))
    };
    let words = |words: &[dockerfile::Argument]| {
        words.iter().find_map(|word| Some((word.span, named(&word.text)?)))
    };
    match &cx.instruction(step).body {
        Body::Volume(paths) => paths.iter().find_map(|word| {
            let bare = word.text.trim_matches(|c: char| "[]\",'".contains(c));
            Some((word.span, named(bare)?))
        }),
        Body::Env(pairs) => pairs.iter().find_map(|(_, value)| {
            Some((value.span, named(value.text.trim_matches(['"', '\'']))?))
        }),
        Body::Cmd(Command::Exec(argv)) | Body::Entrypoint(Command::Exec(argv)) => words(argv),
        Body::Run(_) => step.events.iter().find_map(|event| {
            let EventKind::Ran(ran) = &event.kind else { return None };
            ran.call
                .arguments()
                .iter()
                .find_map(|argument| Some((argument.span, named(argument.value.as_deref()?)?)))
        }),
        _ => None,
    }
}

/// Whether `text` is the path, alone or as the address `unix://…`.
fn ends_with_path(text: &str, path: &str) -> bool {
    text.strip_suffix(path).is_some_and(|before| {
        before.is_empty() || before == "unix://" || before.ends_with('=') || before == "/var"
    })
}
