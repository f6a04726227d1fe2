//! Whether the build goes through: yes only where nothing known speaks against it.

use super::{Answer, of};
use crate::model::{Assumptions, simulate};
use dockerfile::parse;

fn builds(text: &str) -> Answer {
    of(&simulate(&parse(text), &Assumptions::default()), text).builds
}

#[test]
fn a_tool_that_may_be_missing_leaves_it_open() {
    let adduser = "adduser --disabled-password --gecos \"\" app";
    let debian = "FROM debian:13-slim\nRUN apt-get update && apt-get install -y git\n";
    for (text, answer) in [
        (format!("FROM python:3.13-slim-trixie\nRUN {adduser}\n"), Answer::Unknown),
        (format!("{debian}RUN {adduser}\n"), Answer::Unknown),
        (format!("{debian}RUN {adduser} && echo made\n"), Answer::Unknown),
        (format!("{debian}RUN set -e; {adduser}; echo made\n"), Answer::Unknown),
        (format!("{debian}RUN if true; then {adduser}; fi\n"), Answer::Unknown),
        (format!("{debian}RUN id app || {adduser}\n"), Answer::Unknown),
        // Caught, or without a say in the outcome.
        (format!("{debian}RUN {adduser} || true\n"), Answer::Yes),
        (format!("{debian}RUN {adduser}; echo made\n"), Answer::Yes),
        (format!("{debian}RUN apt-get install -y adduser && {adduser}\n"), Answer::Yes),
        (format!("FROM debian:12-slim\nRUN {adduser}\n"), Answer::Yes),
        (format!("FROM debian:13-slim\nRUN {adduser}\n"), Answer::No),
        // A program's own success is its own business.
        ("FROM debian:13-slim\nRUN ./configure && make\n".to_owned(), Answer::Yes),
        ("FROM quay.io/nobody/knows\nRUN useradd app\n".to_owned(), Answer::Unknown),
    ] {
        assert_eq!(builds(&text), answer, "{text}");
    }
}

#[test]
fn what_the_parser_refuses_stops_every_stage() {
    for text in ["USER app\nFROM alpine\n", "FROM alpine\nNONSENSE\nFROM alpine\nUSER 1000\n"] {
        assert_eq!(builds(text), Answer::No, "{text}");
    }
}

#[test]
fn only_ones_own_can_be_changed() {
    let base = "FROM node:22-slim\nUSER node\nWORKDIR /app\n";
    for (lines, answer) in [
        ("COPY package.json ./\nRUN chown -R node:node /app", Answer::No),
        ("COPY package.json ./\nRUN chgrp -R node /app", Answer::No),
        ("COPY package.json ./\nRUN chmod -R u+w /app", Answer::No),
        ("COPY package.json ./\nRUN chown node package.json", Answer::No),
        // A directory of the context may be empty.
        ("COPY src ./src\nRUN chown -R node:node /app", Answer::No),
        ("COPY . .\nRUN chown -R node:node /app", Answer::Unknown),
        ("COPY . .\nRUN chown -R node:node /app || true", Answer::Yes),
        ("COPY --chown=node:node . .\nRUN chown -R node:node /app", Answer::Yes),
        ("RUN touch x && chown node:node x && chmod 600 x && chown -R node /app", Answer::Yes),
        ("RUN touch x && chown root x", Answer::No),
        ("RUN touch x && chgrp www-data x", Answer::No),
    ] {
        let text = format!("{base}{lines}\n");
        assert_eq!(builds(&text), answer, "{text}");
    }
}

#[test]
fn output_that_goes_elsewhere_needs_no_working_directory() {
    let base =
        "FROM golang:1.24\nRUN useradd -m builder\nWORKDIR /src\nCOPY . .\nUSER builder\nRUN ";
    for (command, answer) in [
        ("go build -o /tmp/thumbs .", Answer::Yes),
        ("CGO_ENABLED=0 go build -o /tmp/bin/ ./...", Answer::Yes),
        ("go build -o thumbs .", Answer::No),
        ("go build -o /usr/bin/thumbs .", Answer::No),
        ("go build ./...", Answer::Unknown),
        ("make", Answer::Unknown),
        ("make -C /tmp", Answer::Yes),
        ("wget -O/tmp/x https://example.org/x", Answer::Yes),
        ("wget https://example.org/x", Answer::No),
        ("ldconfig -p", Answer::Yes),
        ("ldconfig", Answer::No),
    ] {
        let text = format!("{base}{command}\n");
        assert_eq!(builds(&text), answer, "{text}");
    }
}

#[test]
fn minimal_images_of_red_hats_have_one_package_manager() {
    for (image, command, answer) in [
        ("registry.access.redhat.com/ubi9-minimal", "dnf install -y git", Answer::No),
        ("registry.access.redhat.com/ubi8/ubi-minimal", "yum install -y git", Answer::No),
        ("registry.access.redhat.com/ubi9-minimal", "microdnf install -y git", Answer::Yes),
        ("registry.access.redhat.com/ubi9", "dnf install -y git", Answer::Yes),
    ] {
        assert_eq!(builds(&format!("FROM {image}\nRUN {command}\n")), answer, "{image} {command}");
    }
}

#[test]
fn a_name_that_may_exist_gives_nobody_a_number() {
    let owner = |image: &str| {
        let text = format!("FROM {image}\nCOPY --chown=mystery x /x\n");
        let build = simulate(&parse(&text), &Assumptions::default());
        let last = &build.target_stage().unwrap().steps.last().unwrap().after;
        last.files.get("/x").unwrap().uid.known().copied()
    };
    assert_eq!(owner("python:3.13-slim"), None);
    assert_eq!(owner("debian:bookworm-slim"), Some(0));
}

#[test]
fn where_it_stops_or_may_stop_is_told_with_its_reason() {
    let stops = |text: &str| {
        let verdict = of(&simulate(&parse(text), &Assumptions::default()), text);
        let told = |reason: &crate::finding::Reason| {
            (reason.span.map(|span| text[..span.start].lines().count()), reason.text.clone())
        };
        verdict.stops.iter().map(told).collect::<Vec<_>>()
    };
    assert!(stops("FROM debian:12\nUSER 1000\n").is_empty());
    let missing = stops("FROM debian:12\nUSER nobody-made\nRUN id\n");
    assert_eq!(missing, [(Some(2), "the build stops here".to_owned())]);
    // The parser sees all lines before anything runs.
    let refused = stops("FROM debian:12\nUSER nobody-made\nRUN id\nNONSENSE\n");
    assert_eq!(refused, [(Some(3), "the build stops here".to_owned())]);
    let doubt = stops("FROM quay.io/nobody/knows\nRUN useradd app\n");
    assert_eq!(doubt[0], (Some(1), "whether this line works can't be told from here".to_owned()));
    assert_eq!(doubt.len(), 2, "{doubt:?}");
}

/// The headline, and how certain it is.
fn headline(text: &str) -> (String, &'static str) {
    let verdict = of(&simulate(&parse(text), &Assumptions::default()), text);
    (verdict.headline, verdict.certainty.name())
}

#[test]
fn lines_show_how_an_unknown_image_starts() {
    for (text, expected, certainty) in [
        ("FROM a/b\nRUN apt-get update\n", "Most likely starts as root, UID 0", "likely"),
        ("FROM a/b\nRUN sudo apt-get update\n", "Most likely starts as an ordinary user", "likely"),
        ("FROM a/b\nRUN pip install x\n", "Can't tell who starts", "unknown"),
        ("FROM a/b\nRUN apt-get update\nUSER 1200\n", "Starts as UID 1200", "certain"),
        ("FROM a/b\nUSER app\n", "Starts as app, UID not known", "likely"),
        ("FROM a/b\nUSER ContainerAdministrator\n", "Can't tell who starts", "unknown"),
        ("FROM example.org/x/alpine\n", "Most likely starts as root, UID 0", "likely"),
        ("FROM example.org/x/redis-ha\n", "Can't tell who starts", "unknown"),
        // A later stage continues what the lines of an earlier one show.
        ("FROM a/b AS x\nRUN apk add git\nFROM x\n", "Most likely starts as root, UID 0", "likely"),
    ] {
        assert_eq!(headline(text), (expected.to_owned(), certainty), "{text}");
    }
}

#[test]
fn a_variable_in_from_may_not_matter() {
    for (text, expected, certainty) in [
        ("ARG V\nFROM debian:$V\n", "Starts as root, UID 0", "certain"),
        ("ARG V\nFROM gcr.io/distroless/static:$V\n", "Can't tell who starts", "unknown"),
        ("ARG MIRROR\nFROM $MIRROR/debian:12\n", "Most likely starts as root, UID 0", "likely"),
        ("ARG MIRROR\nFROM ${MIRROR}debian:12\n", "Most likely starts as root, UID 0", "likely"),
        ("ARG B\nFROM $B\n", "Can't tell who starts", "unknown"),
        (
            "FROM debian AS x-amd64\nUSER 1200\nFROM alpine AS x-arm64\nUSER 1200\nFROM x-$TARGETARCH\n",
            "Starts as UID 1200",
            "certain",
        ),
        (
            "FROM debian AS x-amd64\nUSER 1200\nFROM alpine AS x-arm64\nFROM x-$TARGETARCH\n",
            "Can't tell who starts",
            "unknown",
        ),
    ] {
        assert_eq!(headline(text), (expected.to_owned(), certainty), "{text}");
    }
}

#[test]
fn nothing_is_certain_after_code_that_nobody_read() {
    let missing = |lines: &str| headline(&format!("FROM debian:12\n{lines}USER app\nRUN id\n"));
    for (lines, certainty) in [
        ("", "certain"),
        ("RUN awk 1 /etc/passwd | sort\n", "certain"),
        ("RUN yarn install\n", "likely"),
        ("RUN python -m pip install x\n", "likely"),
        ("RUN yarn --version\n", "certain"),
        ("RUN make install\n", "unknown"),
        ("RUN perl -e 'system(q(useradd app))'\n", "unknown"),
        ("RUN apt-dpkg-wrap apt-get install x\n", "unknown"),
        ("RUN ./setup.sh\n", "unknown"),
        ("COPY rootfs /\n", "unknown"),
    ] {
        let (headline, found) = missing(lines);
        let found = if headline.starts_with("Starts as app") { "unknown" } else { found };
        assert_eq!(found, certainty, "{lines}: {headline}");
    }
    // Who owns a directory, too.
    let denied = "WORKDIR /app\nUSER 1200\nRUN touch x\n";
    assert_eq!(builds(&format!("FROM debian:12\n{denied}")), Answer::No);
    assert_eq!(builds(&format!("FROM debian:12\nRUN make\n{denied}")), Answer::No);
    let before = "FROM debian:12\nWORKDIR /app\nRUN make install\nUSER 1200\nRUN touch x\n";
    assert_eq!(builds(before), Answer::Unknown);
    // Numbers are likely.
    let numbered = "FROM debian:12\nRUN make install\nRUN useradd app\nUSER app\n";
    let expected = ("Most likely starts as app, UID 1000".to_owned(), "likely");
    assert_eq!(headline(numbered), expected);
    assert_eq!(headline(&numbered.replace("make install", "true")).1, "certain");
}

#[test]
fn what_a_substitution_prints_is_known_or_open() {
    for (lines, answer) in [
        ("RUN set -e; [ \"$(command -v openssl)\" = /opt/bin/openssl ]; true", Answer::Yes),
        ("RUN set -e; [ \"$(echo a)\" = b ]; true", Answer::No),
        ("ADD https://github.com/golang/vuln.git?ref=v1 /src\nRUN cd /src && ls", Answer::Yes),
        ("ADD https://example.org/vuln.zip /src\nRUN cd /src && ls", Answer::No),
    ] {
        assert_eq!(builds(&format!("FROM debian:12\n{lines}\n")), answer, "{lines}");
    }
}
