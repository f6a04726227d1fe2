//! Whether the build goes through: yes only where nothing known speaks against it.

use super::{Answer, of};
use crate::model::{Assumptions, simulate};
use crate::syntax::parse;

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
