//! The tree as JSON, for `unroot syntax`, tests and bug reports.

use super::words::split_once;
use super::{Argument, Body, Command, Comment, Dockerfile, Flag, Heredoc, Instruction, Word};
use crate::Span;
use serde_json::{Map, Value, json};

/// What was read from `text`, in the shape that BuildKit's own parser is dumped in, plus where
/// everything stands: spans are `[start, end)` in bytes of `text`, lines count from 1.
///
/// `Err` (the file) and `InsErr` (the first instruction) say why BuildKit refuses it; the `Err` of
/// an instruction says why that one can't be read. `Ins` has all of them in any case.
pub fn dump(file: &Dockerfile, text: &str) -> Value {
    let mut out = Map::new();
    out.insert("Escape".into(), json!(file.escape));
    let mut before = 0;
    let mut comments = file.comments.iter().peekable();
    let mut list = Vec::new();
    for instruction in &file.instructions {
        let mut own = Vec::new();
        while let Some(comment) = comments.next_if(|c| c.span.start < instruction.span.start) {
            if comment.span.start >= before {
                own.push(comment);
            }
        }
        before = instruction.span.end;
        list.push(dump_instruction(instruction, &own, text));
    }
    out.insert("Ins".into(), Value::Array(list));
    let directives = file.directives.iter().map(|directive| {
        json!({
            "Name": directive.name.text,
            "Value": directive.value.text,
            "Span": span(directive.span),
        })
    });
    out.insert("Directives".into(), directives.collect());
    out.insert("CommentSpans".into(), file.comments.iter().map(|c| span(c.span)).collect());
    let inside = |at: Span| file.instructions.iter().any(|each| each.span.contains(at));
    if let Some(first) = file.problems.first() {
        let key = if inside(first.span) { "InsErr" } else { "Err" };
        out.insert(key.into(), json!(first.message));
    }
    let problems = file
        .problems
        .iter()
        .map(|problem| json!({"Message": problem.message, "Span": span(problem.span)}));
    out.insert("Problems".into(), problems.collect());
    Value::Object(out)
}

fn dump_instruction(instruction: &Instruction, comments: &[&Comment], text: &str) -> Value {
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    put("Kw", json!(instruction.keyword_word.text.to_uppercase()));
    put("Start", json!(instruction.first_line));
    put("End", json!(instruction.last_line));
    put("Flags", flags(instruction));
    put("Args", or_null(instruction.arguments.iter().map(|arg| json!(arg.text)).collect()));
    put("Json", json!(instruction.json));
    put("Orig", json!(instruction.line.text()));
    put("Typ", json!(type_name(&instruction.body)));
    let (shell, command) = command(&instruction.body);
    put("Shell", json!(shell));
    put("Cmd", command);
    if !instruction.heredocs.is_empty() {
        put("HD", instruction.heredocs.iter().map(|each| heredoc(each, text)).collect());
        put("HeredocSpans", instruction.heredocs.iter().map(heredoc_spans).collect());
    }
    if let Some(name) = inner_keyword(instruction, text) {
        put("Sub", json!(name));
    }
    let comments = comment_texts(comments, text);
    if !comments.is_empty() {
        put("Comments", json!(comments));
    }
    if let Some(problem) = &instruction.problem {
        put("Err", json!(problem.message));
        put("ErrSpan", span(problem.span));
    }
    put("Span", span(instruction.span));
    put("KeywordSpan", span(instruction.keyword_word.span));
    put("FlagSpans", instruction.flags.iter().map(flag_spans).collect());
    put("ArgSpans", instruction.arguments.iter().map(|arg| span(arg.span)).collect());
    if let Body::Onbuild(inner) = &instruction.body {
        put("SubIns", dump_instruction(inner, &[], text));
    }
    Value::Object(out)
}

fn span(span: Span) -> Value {
    json!([span.start, span.end])
}

/// An empty list is `null` where Go never made one.
fn or_null(list: Vec<Value>) -> Value {
    if list.is_empty() { Value::Null } else { Value::Array(list) }
}

fn flags(instruction: &Instruction) -> Value {
    let list = instruction.flags.iter().map(|flag| match &flag.value {
        Some(value) => json!(format!("--{}={}", flag.name.text, value.text)),
        None => json!(format!("--{}", flag.name.text)),
    });
    let list: Vec<_> = list.collect();
    let line = instruction.line.text().trim();
    let bare = list.is_empty() && split_once(line, 0..line.len()).is_none();
    if bare { Value::Null } else { Value::Array(list) }
}

fn flag_spans(flag: &Flag) -> Value {
    json!({
        "Span": span(flag.span),
        "Name": span(flag.name.span),
        "Value": flag.value.as_ref().map(|value| span(value.span)),
    })
}

fn heredoc(heredoc: &Heredoc, text: &str) -> Value {
    json!({
        "Name": heredoc.name,
        "Fd": heredoc.fd,
        "Expand": heredoc.expand,
        "Chomp": heredoc.chomp,
        "Content": heredoc.body.of(text),
    })
}

fn heredoc_spans(heredoc: &Heredoc) -> Value {
    json!({"Marker": span(heredoc.marker), "Body": span(heredoc.body)})
}

fn inner_keyword(instruction: &Instruction, text: &str) -> Option<String> {
    if let Body::Onbuild(inner) = &instruction.body {
        return Some(inner.keyword_word.text.clone());
    }
    // A refused ONBUILD has no inner instruction in the tree.
    let argument = instruction.arguments.first()?;
    let refused = instruction.keyword == super::Keyword::Onbuild;
    refused.then(|| argument.span.of(text).split_whitespace().next().unwrap_or("").to_owned())
}

/// BuildKit hands comments on with one byte cut off the front of their lines; an empty comment
/// forgets those above it.
fn comment_texts(comments: &[&Comment], text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for comment in comments {
        let line = text[..comment.span.start].rfind('\n').map_or(0, |at| at + 1);
        let line = text[line..comment.span.end].trim_start_matches('\u{feff}');
        let rest = line.chars().skip(1).collect::<String>();
        match rest.trim() {
            "" => found.clear(),
            rest => found.push(rest.to_owned()),
        }
    }
    found
}

fn command(body: &Body) -> (bool, Value) {
    let (Body::Run(command) | Body::Cmd(command) | Body::Entrypoint(command)) = body else {
        return (false, Value::Null);
    };
    let texts = |list: &[Argument]| list.iter().map(|arg| json!(arg.text)).collect::<Vec<_>>();
    match command {
        Command::Exec(list) if matches!(body, Body::Entrypoint(_)) => (false, or_null(texts(list))),
        Command::Exec(list) => (false, Value::Array(texts(list))),
        Command::Shell { script: Word { text, .. }, .. } if text.is_empty() => {
            (true, if matches!(body, Body::Entrypoint(_)) { Value::Null } else { json!([]) })
        }
        Command::Shell { script, .. } => (true, json!([script.text])),
    }
}

/// The name of Go's type for it.
fn type_name(body: &Body) -> String {
    let name = match body {
        Body::From { .. } => return "*instructions.Stage".into(),
        Body::Unknown => return String::new(),
        Body::Run(_) => "Run",
        Body::Cmd(_) => "Cmd",
        Body::Entrypoint(_) => "Entrypoint",
        Body::Shell(_) => "Shell",
        Body::Copy(_) => "Copy",
        Body::Add(_) => "Add",
        Body::User(_) => "User",
        Body::Workdir(_) => "Workdir",
        Body::Env(_) => "Env",
        Body::Arg(_) => "Arg",
        Body::Label(_) => "Label",
        Body::Expose(_) => "Expose",
        Body::Volume(_) => "Volume",
        Body::Stopsignal(_) => "StopSignal",
        Body::Healthcheck(_) => "HealthCheck",
        Body::Onbuild(_) => "Onbuild",
        Body::Maintainer(_) => "Maintainer",
    };
    format!("*instructions.{name}Command")
}
