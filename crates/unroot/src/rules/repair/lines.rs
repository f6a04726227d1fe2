//! Lines that are put in, with the file's own line endings.

use crate::model::Stage;
use crate::rules::context::Context;
use dockerfile::{Edit, Instruction, Keyword, Span};

/// Puts `line` before `instruction`, above the comment lines that belong to it.
pub fn before(cx: &Context, instruction: &Instruction, line: &str) -> Edit {
    let mut first = instruction.first_line;
    let is_comment = |line: usize| {
        let span = cx.lines.span(line, cx.text);
        let upto = cx.dockerfile.instructions.partition_point(|other| other.first_line <= line);
        let above = upto.checked_sub(1).map(|at| &cx.dockerfile.instructions[at]);
        span.of(cx.text).trim_start().starts_with('#')
            && !cx.dockerfile.directives.iter().any(|directive| {
                directive.span.start >= span.start && directive.span.start <= span.end
            })
            && above.is_none_or(|above| above.last_line < line)
    };
    while first > 1 && is_comment(first - 1) {
        first -= 1;
    }
    let at = cx.lines.span(first, cx.text).start;
    Edit::insert(at, format!("{line}{}", cx.ending))
}

/// Puts `line` after `instruction`.
pub fn after(cx: &Context, instruction: &Instruction, line: &str) -> Edit {
    let end = cx.ending;
    let next = instruction.last_line + 1;
    let last = cx.lines.span(instruction.last_line, cx.text).end;
    if next <= cx.lines.count() {
        return Edit::insert(cx.lines.span(next, cx.text).start, format!("{line}{end}"));
    }
    Edit::insert(last, format!("{end}{line}"))
}

/// The whole line of `instruction` with its ending, to be taken out.
pub fn own_line(cx: &Context, instruction: &Instruction) -> Span {
    whole_lines(cx, instruction.first_line, instruction.last_line)
}

/// The lines `first` to `last` with their endings, to be taken out.
pub fn whole_lines(cx: &Context, first: usize, last: usize) -> Span {
    let start = |line| cx.lines.span(line, cx.text).start;
    Span::new(start(first), start(last + 1))
}

/// Where `USER` goes as late as possible: before the CMD and ENTRYPOINT that close `stage`, after
/// all steps that do some work.
pub fn closing_position(cx: &Context, stage: &Stage, line: &str) -> Edit {
    let own = stage.steps.iter().filter(|step| !step.triggered).map(|step| cx.instruction(step));
    let works = |instruction: &&Instruction| {
        !matches!(
            instruction.keyword,
            Keyword::Cmd
                | Keyword::Entrypoint
                | Keyword::Expose
                | Keyword::Healthcheck
                | Keyword::Label
                | Keyword::Maintainer
                | Keyword::Stopsignal
                | Keyword::Volume
        )
    };
    // The last one first.
    let own = own.rev();
    let closing = own.clone().take_while(|instruction| !works(instruction));
    let starts = |instruction: &&Instruction| {
        matches!(instruction.keyword, Keyword::Cmd | Keyword::Entrypoint)
    };
    match closing.filter(starts).last() {
        Some(start) => before(cx, start, line),
        None => after(cx, own.clone().next().expect("a stage has its FROM"), line),
    }
}

/// The first instruction of `stage` that does some work as somebody: the place before which a user
/// has to be there.
pub fn first_work<'a>(cx: &Context<'a>, stage: &'a Stage) -> Option<&'a Instruction> {
    let own = stage.steps.iter().filter(|step| !step.triggered).map(|step| cx.instruction(step));
    own.into_iter().find(|instruction| {
        matches!(
            instruction.keyword,
            Keyword::Run | Keyword::Copy | Keyword::Add | Keyword::Workdir | Keyword::User
        )
    })
}
