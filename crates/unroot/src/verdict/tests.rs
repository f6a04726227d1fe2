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
    let base = "FROM golang:1.24\nRUN useradd builder\nWORKDIR /src\nCOPY . .\nUSER builder\nRUN ";
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
