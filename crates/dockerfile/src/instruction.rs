//! One logical line as an instruction.

use super::arguments::{self, Args};
use super::body::{self, Parts};
use super::words::{split_once, trim};
use super::{
    Argument, Body, Flag, Instruction, Joined, Kept, Keyword, Mount, Problem, Word, flags,
};
use crate::Span;
use std::ops::Range;
use std::sync::Arc;

/// What the pieces of one logical line share.
pub(super) struct Context {
    pub line: Arc<Joined>,
    pub escape: char,
    /// First and last line, from 1.
    pub lines: (usize, usize),
    /// One past the last byte of the last line.
    pub end: usize,
}

/// An instruction as read, here-documents not yet attached.
pub(super) struct Reading {
    pub instruction: Instruction,
    /// Whether here-documents may follow.
    pub takes_heredocs: bool,
    /// Whether BuildKit refuses it before it even asks which instruction it is.
    fatal: bool,
}

/// Reads the instruction at `range` of the logical line; `within` an ONBUILD or not.
pub(super) fn read(context: &Context, range: Range<usize>, within: bool) -> Reading {
    let text = context.line.text();
    let whole = trim(text, range);
    let (word, after) =
        split_once(text, whole.clone()).unwrap_or((whole.clone(), whole.end..whole.end));
    let keyword = Keyword::of(&text[word.clone()]);
    let (found, rest) = flags::read(&context.line, after);
    let rest = trim(text, rest..whole.end);
    let (args, refusal) =
        match arguments::read(keyword, &context.line, rest.clone(), context.escape) {
            Ok(args) => (args, None),
            Err(problem) => (Args::default(), Some(problem)),
        };
    let parts = Parts {
        keyword,
        line: &context.line,
        whole: whole.clone(),
        rest: rest.clone(),
        flags: &found,
        args: &args,
    };
    let mut fatal = refusal.is_some();
    let mut takes_heredocs =
        matches!(keyword, Keyword::Add | Keyword::Copy | Keyword::Run) && !args.json && !fatal;
    let body = match (refusal, keyword) {
        (Some(problem), _) => Err(problem),
        (None, Keyword::Onbuild) if !args.list.is_empty() && !within => {
            let inner = read(context, rest, true);
            fatal = inner.fatal;
            takes_heredocs = inner.takes_heredocs;
            onbuild(&parts, inner)
        }
        (None, Keyword::Onbuild) => Err(parts.problem("ONBUILD needs an instruction.")),
        (None, Keyword::Unknown) => Err(unknown(&context.line, word.clone())),
        (None, _) => body::read(&parts),
    };
    let (body, problem) = match body {
        Ok(body) => (body, None),
        Err(problem) => (Body::Unknown, Some(problem)),
    };
    let argument = |arg: arguments::Arg| Argument {
        span: context.line.span(arg.range.start, arg.range.end),
        text: arg.text,
    };
    let keyword_span = context.line.span(word.start, word.end);
    let instruction = Instruction {
        span: Span::new(keyword_span.start, context.end.max(keyword_span.end)),
        first_line: context.lines.0,
        last_line: context.lines.1,
        keyword_word: Word { text: text[word].to_owned(), span: keyword_span },
        keyword,
        line: Arc::clone(&context.line),
        json: args.json,
        arguments: args.list.into_iter().map(argument).collect(),
        mounts: match keyword {
            Keyword::Run => found
                .iter()
                .filter(|flag| flag.name.text == "mount")
                .filter_map(Mount::read)
                .collect(),
            _ => Vec::new(),
        },
        flags: found,
        heredocs: Vec::new(),
        kept: Kept::default(),
        body,
        problem,
    };
    Reading { instruction, takes_heredocs, fatal }
}

/// BuildKit looks at the inner instruction only when a child image is built, unless its parser
/// can't read it.
fn onbuild(parts: &Parts, inner: Reading) -> Result<Body, Problem> {
    if let Some(problem) = inner.instruction.problem.clone().filter(|_| inner.fatal) {
        return Err(problem);
    }
    if let Some(Flag { span, .. }) = parts.flags.first() {
        return Err(Problem { span: *span, message: "ONBUILD has no flags of its own.".into() });
    }
    match inner.instruction.keyword {
        Keyword::Onbuild | Keyword::From | Keyword::Maintainer => {
            let message = format!(
                "ONBUILD can't hold {}.",
                inner.instruction.keyword_word.text.to_ascii_uppercase()
            );
            Err(Problem { span: inner.instruction.keyword_word.span, message })
        }
        _ => Ok(Body::Onbuild(Box::new(inner.instruction))),
    }
}

fn unknown(line: &Joined, word: Range<usize>) -> Problem {
    let name: String = line.text()[word.clone()].chars().take(40).collect();
    let message = match name.is_empty() {
        true => "An instruction is missing here.".to_owned(),
        false => format!("There is no instruction `{name}`."),
    };
    Problem { span: line.span(word.start, word.end), message }
}
