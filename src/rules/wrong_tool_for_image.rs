//! A command that makes users is not in this image, or takes other options in it.

use super::context::{Context, Sink, fix};
use super::repair::{Account, create};
use super::tool::{Failing, failing};
use crate::edit::Edit;
use crate::finding::{Fix, Rule, Severity};
use crate::guide::Section;
use crate::model::ToolFailure;

/// See `wrong-tool-for-image.md`.
pub static RULE: Rule = Rule {
    id: "wrong-tool-for-image",
    title: "This image makes users with another command",
    severity: Severity::Error,
    guide: Section::CreateUser,
    also: &[],
    text: text!("wrong-tool-for-image.md"),
};

pub(super) fn check(cx: &Context, sink: &mut Sink) {
    for failing in failing(cx) {
        let program = failing.program;
        let message = match failing.why {
            ToolFailure::Absent => {
                format!(
                    "This image has no `{program}`, so the build stops here. Use the program that it has."
                )
            }
            ToolFailure::Option(option) => format!(
                "`{program}` does not take `{option}` in this image, so the build stops here. Other distributions have \
                 another program of that name."
            ),
            _ => continue,
        };
        let repair = in_the_images_words(cx, &failing).map(Fix::preferred);
        let span = failing.program_span(cx);
        sink.push(failing.finding(&RULE, span, message).fix(repair));
    }
}

/// The same user, made by the command that the image has.
fn in_the_images_words(cx: &Context, failing: &Failing) -> Option<Fix> {
    if !matches!(failing.program, "adduser" | "useradd") {
        return None;
    }
    let account = account(failing.words(cx))?;
    let (command, look) = create(&failing.step.before, &account)?;
    let edit = Edit::replace(failing.event.command, command);
    let fix = fix("Say it in this image's words", vec![edit])?;
    Some(match look {
        Some(look) => fix.review(look),
        None => fix,
    })
}

/// Name and number of a plain command: nothing but options, a number and a name.
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
