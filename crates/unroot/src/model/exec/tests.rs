//! Scripts in images that no builder here has.

use crate::model::{Assumptions, Builder, Outcome, simulate};

/// How the last RUN ends: `+`, `-` or `?`, and which of the paths `/yes` and `/no` are there for certain.
fn ends(dockerfile: &str) -> String {
    ends_in(dockerfile, Builder::BuildKit)
}

fn ends_in(dockerfile: &str, builder: Builder) -> String {
    let parsed = dockerfile::parse(dockerfile);
    let build = simulate(&parsed, &Assumptions { builder, ..Assumptions::default() });
    let step = build.stages.last().and_then(|stage| stage.steps.last()).unwrap();
    let mut text = String::from(match step.outcome {
        Outcome::Succeeds => "+",
        Outcome::Fails(_) => "-",
        Outcome::Unknown(_) => "?",
    });
    for path in ["/yes", "/no"] {
        let node = step.after.files.get(path);
        if node.is_some_and(|node| node.uid.known().is_some()) {
            text += path;
        }
    }
    text
}

#[test]
fn the_family_decides_which_shell_sh_is() {
    let run = "RUN if [[ -d /tmp ]]; then touch /yes; else touch /no; fi";
    for (image, expected) in [
        ("debian:bookworm-slim", "+/no"),
        ("ubuntu:24.04", "+/no"),
        ("alpine:3.20", "+/yes"),
        ("busybox:1.37", "+/yes"),
        ("fedora:41", "+/yes"),
        ("archlinux:latest", "+/yes"),
        ("amazonlinux:2023", "+/yes"),
        ("registry.example.org/team/app:1", "+"),
    ] {
        assert_eq!(ends(&format!("FROM {image}\n{run}\n")), expected, "{image}");
    }
}

#[test]
fn the_shell_instruction_decides_too() {
    let with = |shell: &str, run: &str| {
        ends(&format!("FROM debian:bookworm-slim\nSHELL {shell}\nRUN {run}\n"))
    };
    assert_eq!(with(r#"["/bin/bash", "-c"]"#, "[[ -d /tmp ]] && touch /yes"), "+/yes");
    assert_eq!(with(r#"["/bin/bash", "-o", "pipefail", "-c"]"#, "false | cat"), "-");
    assert_eq!(with(r#"["/bin/bash", "-eo", "pipefail", "-c"]"#, "false | cat; touch /no"), "-");
    assert_eq!(with(r#"["/bin/bash", "-euxo", "pipefail", "-c"]"#, "touch /yes"), "+/yes");
    assert_eq!(with(r#"["/bin/bash", "-c"]"#, "false | cat"), "+");
    // Debian 12's dash does not start with an option that it lacks.
    assert_eq!(with(r#"["/bin/sh", "-o", "pipefail", "-c"]"#, "touch /no"), "-");
    assert_eq!(with(r#"["/bin/sh", "-ec"]"#, "false; touch /no"), "-");
}

#[test]
fn without_c_a_shell_looks_for_a_file() {
    let with = |image: &str, shell: &str, run: &str| {
        ends(&format!("FROM {image}\nSHELL {shell}\nRUN {run}\n"))
    };
    let debian = "debian:bookworm-slim";
    assert_eq!(with(debian, r#"["/bin/bash"]"#, "touch /yes"), "-");
    assert_eq!(with(debian, r#"["/bin/bash", "-euxo", "pipefail"]"#, "touch /yes"), "-");
    assert_eq!(with("alpine:3.20", r#"["/bin/sh", "-eux"]"#, "touch /yes && true"), "-");
    assert_eq!(with("busybox:1.37", r#"["busybox", "sh", "-e"]"#, "touch /yes"), "-");
    assert_eq!(with("busybox:1.37", r#"["busybox", "sh", "-ec"]"#, "touch /yes"), "+/yes");
    assert_eq!(with(debian, r#"["/bin/bash", "-O", "extglob", "-lc"]"#, "touch /yes"), "+/yes");
    // Here the words after SHELL's are arguments, or the shell ends before it looks.
    assert_ne!(with(debian, r#"["/bin/bash", "/run.sh"]"#, "touch /yes"), "-");
    assert_ne!(with(debian, r#"["/bin/bash", "--version"]"#, "touch /yes"), "-");
    // One word can be the name of a script.
    let copied = format!("{debian}\nCOPY setup.sh /");
    assert_eq!(with(&copied, r#"["/bin/bash"]"#, "/setup.sh"), "?");
    // A body with an interpreter is a file of its own.
    assert_eq!(with(debian, r#"["/bin/bash"]"#, "<<EOF\n#!/bin/bash\ntouch /yes\nEOF"), "+/yes");
    assert_eq!(with(debian, r#"["/bin/bash"]"#, "<<EOF\ntouch /yes\nEOF"), "-");
}

#[test]
fn buildah_ignores_the_shell_instruction() {
    let text = "FROM debian:bookworm-slim\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN false | cat\n";
    assert_eq!(ends_in(text, Builder::Buildah), "+");
    assert_eq!(ends_in(text, Builder::Classic), "-");
}

#[test]
fn a_script_can_name_its_shell() {
    let with = |first: &str| {
        ends(&format!(
            "FROM debian:bookworm-slim\nRUN <<EOF\n{first}\n[[ -d /tmp ]] || exit 1\ntouch /yes\nEOF\n"
        ))
    };
    assert_eq!(with("#!/bin/bash"), "+/yes");
    assert_eq!(with("#!/usr/bin/env bash"), "+/yes");
    assert_eq!(with("#!/bin/sh"), "-");
    assert_eq!(with("# no shell"), "-");
    let bash = "FROM debian:bookworm-slim\nRUN bash -e <<EOF\nfalse\ntouch /no\nEOF\n";
    assert_eq!(ends(bash), "-");
}

#[test]
fn what_nobody_read_may_have_changed_the_shell() {
    let dash = "FROM debian:bookworm-slim\n";
    let run = "RUN source /etc/profile; touch /yes\n";
    assert_eq!(ends(&format!("{dash}RUN source /etc/profile\n")), "-");
    assert_eq!(
        ends(&format!("{dash}COPY setup.sh /\nRUN /setup.sh\nRUN source /etc/profile\n")),
        "?"
    );
    assert_eq!(ends(&format!("{dash}RUN ln -sf /bin/bash /bin/sh\n{run}")), "+/yes");
    let reconfigure =
        "RUN echo 'dash dash/sh boolean false' | debconf-set-selections && dpkg-reconfigure dash\n";
    assert_eq!(ends(&format!("{dash}{reconfigure}RUN [[ -d /tmp ]]\n")), "?");
}

#[test]
fn texts_and_arguments_do_not_grow_without_end() {
    for script in [
        "x=ab; while true; do x=$x$x; done",
        "x=ab; for i in $(seq 64); do x=$x$x; y=${x%b*b*b}; z=${y##*a*a}; done",
        "set -- a; for i in $(seq 64); do set -- \"$@\" \"$@\"; done",
        "f() { f \"$@\" \"$@\" \"$@\"; }; f a b c",
        "x=$(while true; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done)",
        "while true; do while true; do while true; do true; done; done; done",
        "x='eval \"$x\"'; eval \"$x\"",
        "seq 1 9223372036854775807 | xargs touch",
        "echo {1..9}{1..9}{1..9}{1..9}",
    ] {
        let started = std::time::Instant::now();
        ends(&format!("FROM alpine:3.20\nRUN {script}\n"));
        ends(&format!("FROM fedora:41\nRUN {script}\n"));
        assert!(started.elapsed().as_secs() < 20, "{script}");
    }
}

#[test]
fn here_documents_are_expanded() {
    let user = |delimiter: &str| {
        let text = format!(
            "FROM debian:bookworm-slim\nARG N=app\nRUN cat <<{delimiter} >> /etc/passwd\n$N:x:1500:1500::/:/bin/sh\nEOF\n"
        );
        // Two here-documents in one would end at the same line: the shell's own is what is meant.
        let script = format!(
            "FROM debian:bookworm-slim\nARG N=app\nRUN <<END\n{}\nEND\n",
            &text[text.find("cat").unwrap()..]
        );
        let parsed = dockerfile::parse(&script);
        let build = simulate(&parsed, &Assumptions::default());
        let step = build.stages[0].steps.last().unwrap();
        step.after.accounts.user("app").found().is_some()
    };
    assert!(user("EOF"));
    assert!(!user("'EOF'"));
}
