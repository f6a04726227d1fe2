//! A second opinion on reading: the crate `dockerfile-parser` on the instructions that it knows.
//! Where it reads something else than we do, BuildKit must be on our side.

use conformance::cases::{Case, cases};
use conformance::shared::Set;
use dockerfile::{Argument, Body, Command, Word, parse};
use dockerfile_parser::{Dockerfile, Instruction as Theirs, ShellOrExecExpr};

/// Keyword and what it says, in words that all three can be brought to.
type Said = Vec<String>;

/// It takes quotes and escapes away where they enclose a value; nobody else does.
fn unquoted(value: &str) -> String {
    value.trim().chars().filter(|char| !"\"'\\".contains(*char)).collect()
}

fn said<T: AsRef<str>>(keyword: &str, words: impl IntoIterator<Item = T>) -> Said {
    let words = words.into_iter().map(|word| word.as_ref().to_owned());
    std::iter::once(keyword.to_owned()).chain(words).collect()
}

fn pairs<'a>(keyword: &str, pairs: impl Iterator<Item = (&'a str, String)>) -> Said {
    said(keyword, pairs.flat_map(|(name, value)| [unquoted(name), unquoted(&value)]))
}

/// It knows neither the exec form nor here-documents of COPY.
fn is_plain_copy(first: &str) -> bool {
    !first.starts_with('[') && !first.starts_with("<<")
}

fn ours(text: &str) -> Vec<Said> {
    let command = |keyword, command: &Command| match command {
        Command::Exec(list) => said(keyword, list.iter().map(|arg: &Argument| &arg.text)),
        Command::Shell { script, .. } => said(keyword, [script.text.trim()]),
    };
    let value = |value: &Word| value.text.clone();
    let file = parse(text);
    let told = file.instructions.iter().filter_map(|instruction| match &instruction.body {
        Body::From { image, name } => {
            Some(said("FROM", [Some(image), name.as_ref()].into_iter().flatten().map(value)))
        }
        Body::Arg(list) => Some(pairs(
            "ARG",
            list.iter()
                .map(|(name, default)| (&*name.text, default.as_ref().map_or("".into(), value))),
        )),
        Body::Env(list) => Some(pairs("ENV", list.iter().map(|(a, b)| (&*a.text, value(b))))),
        Body::Label(list) => Some(pairs("LABEL", list.iter().map(|(a, b)| (&*a.text, value(b))))),
        Body::Cmd(cmd) => Some(command("CMD", cmd)),
        Body::Entrypoint(entrypoint) => Some(command("ENTRYPOINT", entrypoint)),
        Body::Copy(copy) if !instruction.json && instruction.heredocs.is_empty() => {
            Some(said("COPY", copy.sources.iter().chain([&copy.destination]).map(value)))
        }
        _ => None,
    });
    told.collect()
}

fn buildkits(case: &Case) -> Vec<Said> {
    let told = case.instructions().iter().filter_map(|instruction| {
        let keyword = instruction["Kw"].as_str()?;
        let args = instruction["Args"].as_array().map_or(&[][..], Vec::as_slice);
        let args: Vec<&str> = args.iter().filter_map(|arg| arg.as_str()).collect();
        match keyword {
            "FROM" => Some(said(keyword, args.iter().step_by(2))),
            "ARG" => Some(pairs(
                keyword,
                args.iter()
                    .map(|arg| arg.split_once('=').unwrap_or((arg, "")))
                    .map(|(name, value)| (name, value.to_owned())),
            )),
            "ENV" | "LABEL" => {
                Some(pairs(keyword, args.chunks(3).map(|pair| (pair[0], pair[1].to_owned()))))
            }
            "CMD" | "ENTRYPOINT" => Some(said(keyword, args.iter().map(|arg| arg.trim()))),
            "COPY" if !instruction["Json"].as_bool()? && instruction["HD"].is_null() => {
                Some(said(keyword, args))
            }
            _ => None,
        }
    });
    told.collect()
}

fn theirs(file: &Dockerfile) -> Vec<Said> {
    let command = |keyword, expression: &ShellOrExecExpr| match expression {
        ShellOrExecExpr::Exec(list) => said(keyword, list.as_str_vec()),
        ShellOrExecExpr::Shell(text) => said(keyword, [text.to_string().trim()]),
    };
    let told = file.instructions.iter().filter_map(|instruction| match instruction {
        Theirs::From(from) => {
            Some(said("FROM", [Some(&from.image), from.alias.as_ref()].into_iter().flatten()))
        }
        Theirs::Arg(arg) => {
            let value = arg.value.as_ref().map_or(String::new(), |value| value.content.clone());
            Some(pairs("ARG", std::iter::once((arg.name.as_ref(), value))))
        }
        Theirs::Env(env) => {
            Some(pairs("ENV", env.vars.iter().map(|var| (var.key.as_ref(), var.value.to_string()))))
        }
        Theirs::Label(label) => Some(pairs(
            "LABEL",
            label.labels.iter().map(|label| (label.name.as_ref(), label.value.content.clone())),
        )),
        Theirs::Cmd(cmd) => Some(command("CMD", &cmd.expr)),
        Theirs::Entrypoint(entrypoint) => Some(command("ENTRYPOINT", &entrypoint.expr)),
        Theirs::Copy(copy) if copy.sources.iter().all(|first| is_plain_copy(first.as_ref())) => {
            Some(said("COPY", copy.sources.iter().chain([&copy.destination])))
        }
        _ => None,
    });
    told.collect()
}

#[test]
fn buildkit_sides_with_us() {
    for Set { origin, items: cases } in cases() {
        let (mut files, mut agree, mut refuses, mut differs) = (0, 0, 0, 0);
        let mut instructions = 0;
        let mut against_us = Vec::new();
        for case in cases.iter().filter(|case| case.is_real() && case.accepted()) {
            files += 1;
            let ours = ours(&case.text);
            instructions += ours.len();
            if ours != buildkits(case) {
                against_us.push(&case.name);
            }
            match Dockerfile::parse(&case.text) {
                Err(_) => refuses += 1,
                Ok(file) if theirs(&file) == ours => agree += 1,
                Ok(_) => differs += 1,
            }
        }
        println!(
            "second opinion ({origin}): {files} real files, {instructions} instructions that \
             dockerfile-parser knows; it agrees on {agree} files, refuses {refuses}, reads {differs} \
             differently; BuildKit sides with us on {} of {files}",
            files - against_us.len()
        );
        assert!(against_us.is_empty(), "BuildKit reads {against_us:?} otherwise");
        assert!(files >= 130 && agree > files / 2, "hardly anything was compared");
    }
}
