//! A command that makes users or groups can't work in this image.

use super::context::{Context, Sink, finding, fix};
use super::repair::{Account, account_for, create};
use crate::edit::Edit;
use crate::finding::{Finding, Fix, Reason, Rule, Severity};
use crate::guide::Section;
use crate::model::{Event, EventKind, Step, ToolFailure};
use crate::source::Span;

/// See `account-command-fails.md`.
pub static RULE: Rule = Rule {
    id: "account-command-fails",
    title: "A command that makes users fails here",
    severity: Severity::Error,
    guide: Section::CreateUser,
    also: &[],
    text: include_str!("account-command-fails.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for stage in cx.reached() {
        for step in &stage.steps {
            for event in &step.events {
                if let EventKind::ToolFails { program, why } = &event.kind {
                    sink.push(one(cx, step, event, program, why));
                }
            }
        }
    }
}

fn one(cx: &Context, step: &Step, event: &Event, program: &str, why: &ToolFailure) -> Finding {
    let (says, advice) = match why {
        ToolFailure::Absent => (
            format!("This image has no `{program}`, so the build stops here."),
            "Use the program that it has.".to_owned(),
        ),
        ToolFailure::Option(option) => (
            format!("`{program}` does not take `{option}` in this image, so the build stops here."),
            "Other distributions have another program of that name.".to_owned(),
        ),
        ToolFailure::Taken(what) => (
            format!("`{what}` is taken, so `{program}` fails and the build stops here."),
            "Choose another, or use what is there.".to_owned(),
        ),
        ToolFailure::Unknown(name) => (
            format!("`{program}` needs `{name}`, which does not exist, so the build stops here."),
            "Create it first.".to_owned(),
        ),
        ToolFailure::Prompts => (
            format!(
                "`{program}` asks for a password, and nobody answers in a build: it stops here."
            ),
            "`-D` creates the user without one.".to_owned(),
        ),
    };
    let certain = matches!(step.outcome, crate::model::Outcome::Fails(_)) && !event.conditional;
    let span = program_span(cx, event, program);
    finding(&RULE, span, format!("{says} {advice}"))
        .certain_if(certain)
        .because(Reason::at(event.command, "runs in this image"))
        .fix(repair(cx, step, event, span, program, why).map(Fix::preferred))
}

/// The program's name at the head of the command; the event's own words where it is not there.
fn program_span(cx: &Context, event: &Event, program: &str) -> Span {
    let head = Span::new(event.command.start, event.command.start + program.len());
    if head.of(cx.text) == program { head } else { event.span }
}

fn repair(
    cx: &Context,
    step: &Step,
    event: &Event,
    program_at: Span,
    program: &str,
    why: &ToolFailure,
) -> Option<Fix> {
    if *why == ToolFailure::Prompts {
        return fix("Add -D", vec![Edit::insert(program_at.end, " -D")]);
    }
    if let ToolFailure::Taken(what) = why {
        return another_number(cx, step, event, what);
    }
    let other_words = matches!(why, ToolFailure::Absent | ToolFailure::Option(_));
    if program != "adduser" || !other_words {
        return None;
    }
    let account = account(event.command.of(cx.text))?;
    let (command, look) = create(&step.before, &account)?;
    let fix = fix("Say it in this image's words", vec![Edit::replace(event.command, command)])?;
    Some(match look {
        Some(look) => fix.review(look),
        None => fix,
    })
}

/// The first free number in place of the one that is taken.
fn another_number(cx: &Context, step: &Step, event: &Event, taken: &str) -> Option<Fix> {
    taken.parse::<u32>().ok().filter(|_| event.span.of(cx.text) == taken)?;
    let free = account_for(&step.before, None).id.to_string();
    let fix = fix(format!("Use {free} instead"), vec![Edit::replace(event.span, free)])?;
    let everywhere = cx.text.matches(taken).count();
    Some(match everywhere {
        1 => fix,
        _ => fix.review(format!("`{taken}` stands elsewhere as well, and may mean this user")),
    })
}

/// Name and number of a plain `adduser` command: nothing but options, a number and a name.
fn account(command: &str) -> Option<Account> {
    let words: Vec<&str> = command.split_whitespace().collect();
    let plain =
        |word: &&str| word.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_=\"',./".contains(&b));
    if !words.iter().all(plain) {
        return None;
    }
    let number = words.iter().enumerate().find_map(|(at, word)| match *word {
        "-u" | "--uid" => words.get(at + 1)?.parse().ok(),
        word => word.strip_prefix("--uid=")?.parse().ok(),
    });
    let name = words.last().filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()))?;
    Some(Account { name: (*name).to_owned(), id: number? })
}
